"""Curves that a student keeps: beside those of the next run, never instead of them."""

from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd
import pytest

from core import adaline, perceptron
from core.scaling import Standardizer
from data import load_iris
from pages.shared.bench import kept, numbers
from pages.shared.bench.stage import Shown
from pages.shared.figures import boundary, curves, style
from pages.shared.figures.figure import Figure
from tests.pages import visit

NAME = "perceptron"
BOX = ((4.0, 7.0), (1.0, 5.0))


def keep(at, name=NAME, on=True):
    toggle(at, name).set_value(on)
    at.run()
    visit.assert_well(at, name)
    return at


def toggle(at, name=NAME):
    return at.toggle(key=f"{name}_kept")


def grey(at, figure) -> list[dict[str, Any]]:
    return [trace for trace in visit.charts(at)[figure].data if is_kept(trace)]


def is_kept(trace):
    return str(trace.get("name")).endswith(", kept")


def flowers():
    table = load_iris().iloc[:100]
    x = table[["sepal_length", "petal_length"]].to_numpy()
    return x, np.repeat([-1.0, 1.0], 50)


def test_the_next_run_stands_beside_the_kept_one():
    at = keep(visit.open_page(NAME))
    assert not any(grey(at, figure) for figure in visit.plotly_charts(at)), "it is on show itself"
    visit.move(at, "eta", 1.0)
    before, after = (perceptron.train(*flowers(), eta, 10) for eta in (0.1, 1.0))
    drawn = visit.charts(at)["perceptron_weights"].data
    np.testing.assert_array_equal([trace["y"] for trace in drawn[:3]], after.history.T)
    for trace, weight in zip(drawn[3:6], before.history.T, strict=True):
        assert trace["y"] == list(weight[trace["x"][0] :]), "from where the runs part"
    assert [trace["line"]["dash"] for trace in drawn[3:6]] == list(style.CURVE_DASHES[:3])
    assert {trace["line"]["color"] for trace in drawn[3:6]} == {style.NEUTRAL}
    assert not grey(at, "perceptron_errors"), "both make the same updates: nothing to compare"


def test_what_is_in_grey_is_said_and_is_in_the_alt_text_and_the_table():
    at = keep(visit.open_page(NAME, epochs="25"))
    alt = visit.charts(at)["perceptron_weights"].alt
    visit.move(at, "eta", 1.0)
    assert "In grey, kept: Learning rate η 0.1." in visit.words(at)
    now = visit.charts(at)["perceptron_weights"].alt
    assert now.endswith(f" In grey, as it was kept: {alt}") and "1.82" in alt
    at.session_state[numbers.ASKED] = "perceptron_weights"
    at.run()
    table = at.dataframe[-1].value
    assert table["run"].value_counts().to_dict() == {"on show": 26, "kept": 26}
    kept_end, end = (table[table["run"] == run].iloc[-1] for run in ("kept", "on show"))
    petal = next(name for name in table.columns if "petal" in name)
    assert end[petal] / kept_end[petal] == pytest.approx(10)


def test_it_goes_when_it_is_let_go_and_the_next_one_kept_is_that_on_show():
    at = keep(visit.open_page(NAME))
    visit.move(at, "eta", 1.0)
    keep(at, on=False)
    assert not grey(at, "perceptron_weights") and "In grey" not in visit.words(at)
    keep(at)
    visit.move(at, "eta", 0.1)
    assert "In grey, kept: Learning rate η 1." in visit.words(at)


def test_it_waits_while_the_student_is_elsewhere_and_is_in_no_link():
    at = keep(visit.open_page(NAME))
    visit.move(at, "eta", 1.0)
    assert not any("kept" in key for key in at.query_params)
    visit.travel(at, "neuron")
    assert not toggle(at, "neuron").value
    visit.travel(at, NAME, eta="1")
    assert toggle(at).value and len(grey(at, "perceptron_weights")) == 3


def test_nothing_is_in_grey_while_a_prediction_is_waited_for():
    at = keep(visit.open_page(NAME))
    visit.exercises(at, NAME).set_value("challenge").run()
    at.button(key="try_challenge").click().run()
    assert visit.scene(at)["locked"] and toggle(at).disabled
    assert not any(grey(at, figure) for figure in visit.plotly_charts(at))
    assert "In grey" not in visit.words(at)
    at.button(key="just_watch").click().run()
    assert grey(at, "perceptron_weights") and not toggle(at).disabled


def test_other_flowers_lie_beside_the_kept_line_and_other_inputs_do_not():
    at = keep(visit.open_page(NAME))
    visit.move(at, "pair", "setosa-virginica")
    assert grey(at, "perceptron_boundary") and grey(at, "perceptron_errors")
    visit.move(at, "features", "petal length, petal width")
    assert not grey(at, "perceptron_boundary"), "its axes mean something else"


def test_a_bend_of_one_neuron_is_compared_too():
    at = keep(visit.open_page("neuron", activation="logistic"), "neuron")
    visit.move(at, "w1", 5.0)
    (curve,) = grey(at, "neuron_against")
    assert curve["name"] == "bias 0, kept"


def test_the_costs_of_both_runs_are_as_core_says():
    at = keep(visit.open_page("standardisation", eta="0.01"), "standardisation")
    visit.move(at, "eta", 0.001)
    curve = next(one for one in grey(at, "standardisation_cost") if "Standardised" in one["name"])
    x, y = flowers()
    run = adaline.train(Standardizer.fit(x).transform(x), y, 0.01, 15)
    np.testing.assert_allclose(curve["y"], np.log10(run.costs), rtol=1e-9)


def test_where_the_kept_run_is_that_on_show_nothing_grey_lies_on_its_colours():
    at = keep(visit.open_page("learning_rate", epochs="20"), "learning_rate")
    visit.move(at, "eta", 0.005)
    (curve,) = grey(at, "learning_rate_log_cost")
    assert curve["name"].startswith("η₁"), "the run with η₂ is the same"
    visit.move(at, "eta", 0.01)
    visit.move(at, "epochs", 10)
    drawn = visit.charts(at)["learning_rate_log_cost"].data
    for colour, rest in zip(drawn[:2], drawn[2:4], strict=True):
        assert rest["x"][0] == colour["x"][-1], "from where the shorter run ends"
    assert drawn[2]["x"][-1] == 20


def test_a_line_that_another_learning_rate_leaves_where_it_is_is_not_drawn_twice():
    at = keep(visit.open_page(NAME))
    visit.move(at, "eta", 1.0)
    assert not grey(at, "perceptron_boundary"), "from zero, all weights are ten times as large"
    assert grey(at, "perceptron_weights")
    visit.move(at, "epochs", 1)
    (line,) = grey(at, "perceptron_boundary")
    weights = perceptron.train(*flowers(), 0.1, 10).weights
    z = weights[0] + weights[1:] @ np.array([line["x"], line["y"]])
    np.testing.assert_allclose(z, 0.0, atol=1e-12)


def test_the_words_say_in_what_the_kept_run_differs():
    at = keep(visit.open_page(NAME, standardise="true", order="shuffled", order_seed="7"))
    visit.move(at, "standardise", False)
    assert "In grey, kept: Standardise on." in visit.words(at)
    visit.move(at, "order", "file")
    assert "Standardise on; Order of the samples shuffled; Order seed 7." in visit.words(at)


def test_a_negative_setting_has_a_minus_and_a_text_that_was_empty_is_none():
    at = keep(visit.open_page("gradient_descent"), "gradient_descent")
    visit.move(at, "start", 2.0)
    assert "In grey, kept: Start w −3." in visit.words(at)
    at = keep(visit.open_page("perceptron"))
    at.text_input(key="points").set_value("a6,4").run()
    assert "In grey, kept: Own points none." in visit.words(at)


def test_the_moment_on_show_is_no_setting_of_the_kept_run():
    at = keep(visit.open_page("activation_functions"), "activation_functions")
    visit.move(at, "z", 1.0)
    assert "grey" not in visit.words(at)
    visit.move(at, "c", 2.0)
    assert "In grey, kept: Steepness c of the logistic 1." in visit.words(at)


def test_that_nothing_is_in_grey_is_said_once_a_setting_is_another():
    at = keep(visit.open_page(NAME))
    assert "grey" not in visit.words(at)
    visit.move(at, "play", "update")
    assert "Nothing is in grey" in visit.words(at)
    at = keep(visit.open_page("neuron"), "neuron")
    visit.move(at, "against", "a2")
    assert "Nothing is in grey" in visit.words(at)


def test_a_run_that_explodes_stands_on_its_powers_of_ten_beside_the_kept_one():
    at = keep(visit.open_page("gradient_descent"), "gradient_descent")
    before = visit.charts(at)["descent_cost"]
    visit.move(at, "eta", 10.0)
    now = visit.charts(at)["descent_cost"]
    assert (before.layout["yaxis"].get("type"), now.layout["yaxis"]["type"]) == (None, "log")
    (curve,) = grey(at, "descent_cost")
    assert curve["y"] == before.data[0]["y"]
    assert now.layout["yaxis"]["range"][0] < np.log10(min(curve["y"])), "all of it is to be seen"


def test_costs_are_compared_where_the_other_axis_of_the_figure_means_something_else():
    at = keep(visit.open_page("playground"), "playground")
    visit.move(at, "pair", "plane")
    assert {one.get("yaxis", "y") for one in grey(at, "playground_costs")} == {"y"}


def test_no_cell_says_none_where_the_kept_run_has_other_columns():
    at = keep(visit.open_page(NAME))
    visit.move(at, "features", "petal length, petal width")
    at.session_state[numbers.ASKED] = "perceptron_weights"
    at.run()
    (table,) = at.dataframe
    assert table.value.isna().any(axis=None) and table.proto.placeholder == ""
    assert table.value.columns[0] == "run"


def test_a_students_own_column_called_run_is_still_there():
    now, before = (pd.DataFrame({"run": [seconds], "J": [1.0]}) for seconds in (9.58, 9.63))
    first, other = (replace(shown(h), table=lambda t=t: t) for h, t in ((2.0, now), (5.0, before)))
    table = kept.of([other], {}).beside(first).table()
    assert list(table["run"]) == ["on show", "kept"]
    assert list(table["run (2)"]) == [9.58, 9.63]


def test_a_session_keeps_no_table_of_each_update_of_a_students_thousand_rows():
    long = replace(shown(5.0), table=lambda: pd.DataFrame({"J": np.zeros(250_000)}))
    kept_run = kept.of([long], {})
    assert kept_run.figures["one"].table is None
    now = shown(2.0)
    assert kept_run.beside(now).table is now.table


def shown(height, top=None, **layout):
    """A figure of one curve that ends at a height."""
    axis = {} if top is None else {"range": (0.0, top)}
    figure = curves.figure(
        [curves.Curve("J", np.arange(3), np.array([0.0, 1.0, height]))],
        "Epoch", "J", rows=np.arange(3), y=axis,
    )  # fmt: skip
    figure = Figure(figure.data, figure.layout | layout, figure.motions)
    return Shown("one", "One", figure, f"It ends at {height}.", pd.DataFrame)


def both(now, before, axis="yaxis"):
    return list(kept.of([before], {}).beside(now).figure.layout[axis]["range"])


def test_an_axis_has_room_for_both_runs_unless_nothing_could_be_seen_of_one():
    assert both(shown(2.0, 3.0), shown(5.0, 6.0)) == [0.0, 6.0]
    assert both(shown(5.0, 6.0), shown(2.0, 3.0)) == [0.0, 6.0]
    assert both(shown(2.0, 3.0), shown(1e9, 2e9)) == [0.0, 3.0]


def test_a_figure_with_other_axes_is_left_as_it_is():
    now = shown(2.0, yaxis=style.axis("log₁₀ J"))
    assert kept.of([shown(5.0)], {}).beside(now) is now
    assert kept.of([], {}).beside(now) is now


def test_a_run_with_a_gap_is_the_same_as_itself():
    now = shown(np.nan)
    assert kept.of([now], {}).beside(now) is now


def run_of(epochs):
    """A figure of so many epochs, their number in every height: no two have a point in common."""
    each = np.arange(1, epochs + 1)
    figure = curves.figure([curves.Curve("J", each, each + epochs)], "Epoch", "J", rows=each - 1)
    return Shown("one", "One", figure, f"{epochs} epochs.", pd.DataFrame)


def test_an_axis_along_which_the_kept_run_is_longer_has_room_for_it():
    assert both(run_of(5), run_of(20), "xaxis")[1] > 20
    assert both(run_of(20), run_of(5), "xaxis")[1] > 20
    assert both(run_of(5), run_of(1000), "xaxis")[1] < 6, "of the run on show nothing were seen"
    axis = kept.of([run_of(20)], {}).beside(run_of(5)).figure.layout["xaxis"]
    assert "dtick" not in axis, "no number at each of 20 epochs"


def test_a_run_of_one_epoch_is_kept_as_a_mark():
    drawn = kept.of([run_of(1)], {}).beside(run_of(5)).figure.data
    (mark,) = filter(is_kept, drawn)
    assert mark["mode"] == "markers" and list(mark["y"]) == [2]
    assert mark["marker"]["color"] == style.NEUTRAL


def test_the_figure_itself_says_what_is_grey():
    drawn = kept.of([shown(5.0)], {}).beside(shown(2.0)).figure.data
    assert [one["name"] for one in drawn if one.get("showlegend")] == ["J", "kept"]


@pytest.mark.parametrize(
    "weights", [(-5.0, 1.0, 0.0), (-3.0, 0.0, 1.0), (-10.0, 1.0, 2.0), (0.5, -3.0, 0.1)]
)
def test_a_line_is_where_z_is_zero_and_reaches_across_its_frame(weights):
    x, y = map(np.array, boundary.line(np.array(weights), BOX))
    np.testing.assert_allclose(weights[0] + weights[1] * x + weights[2] * y, 0.0, atol=1e-12)
    assert list(x) == [4.0, 7.0] or list(y) == [1.0, 5.0]


def test_where_all_weights_of_inputs_are_zero_there_is_no_line():
    assert boundary.line(np.array([1.0, 0.0, 0.0]), BOX) == ([], [])
