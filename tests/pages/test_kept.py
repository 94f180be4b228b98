"""Curves that a student keeps: beside those of the next run, never instead of them."""

from typing import Any

import numpy as np
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
    for traces, run in ((drawn[:3], after), (drawn[3:], before)):
        np.testing.assert_array_equal([trace["y"] for trace in traces], run.history.T)
    assert [trace["line"]["dash"] for trace in drawn[3:]] == list(style.CURVE_DASHES[:3])
    assert {trace["line"]["color"] for trace in drawn[3:]} == {style.NEUTRAL}
    assert not grey(at, "perceptron_errors"), "both make the same updates: nothing to compare"
    (line,) = grey(at, "perceptron_boundary")
    z = before.weights[0] + before.weights[1:] @ np.array([line["x"], line["y"]])
    np.testing.assert_allclose(z, 0.0, atol=1e-12)


def test_what_is_in_grey_is_said_and_is_in_the_alt_text_and_the_table():
    at = keep(visit.open_page(NAME, epochs="25"))
    alt = visit.charts(at)["perceptron_weights"].alt
    visit.move(at, "eta", 1.0)
    assert "In grey, kept: Epochs 25." in visit.words(at)
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
    visit.move(at, "bias", 5.0)
    (curve,) = grey(at, "neuron_against")
    assert curve["name"] == "bias 0, kept"


def test_the_costs_of_both_runs_are_as_core_says():
    at = keep(visit.open_page("standardisation", eta="0.01"), "standardisation")
    visit.move(at, "eta", 0.001)
    curve = next(one for one in grey(at, "standardisation_cost") if "Standardised" in one["name"])
    x, y = flowers()
    run = adaline.train(Standardizer.fit(x).transform(x), y, 0.01, 15)
    np.testing.assert_allclose(curve["y"], np.log10(run.costs), rtol=1e-9)


def shown(height, top=None, **layout):
    """A figure of one curve that ends at a height."""
    axis = {} if top is None else {"range": (0.0, top)}
    figure = curves.figure(
        [curves.Curve("J", np.arange(3), np.array([0.0, 1.0, height]))],
        "Epoch", "J", rows=np.arange(3), y=axis,
    )  # fmt: skip
    figure = Figure(figure.data, figure.layout | layout, figure.motions)
    return Shown("one", "One", figure, f"It ends at {height}.", lambda: None)


def both(now, before):
    return kept.beside(now, kept.of([before], "")).figure.layout["yaxis"]["range"]


def test_an_axis_has_room_for_both_runs_unless_nothing_could_be_seen_of_one():
    assert both(shown(2.0, 3.0), shown(5.0, 6.0)) == [0.0, 6.0]
    assert both(shown(5.0, 6.0), shown(2.0, 3.0)) == [0.0, 6.0]
    assert both(shown(2.0, 3.0), shown(1e9, 2e9)) == [0.0, 3.0]


def test_a_figure_with_other_axes_is_left_as_it_is():
    now = shown(2.0, yaxis=style.axis("J", type="log"))
    assert kept.beside(now, kept.of([shown(5.0)], "")) is now
    assert kept.beside(now, kept.of([], "")) is now


@pytest.mark.parametrize(
    "weights", [(-5.0, 1.0, 0.0), (-3.0, 0.0, 1.0), (-10.0, 1.0, 2.0), (0.5, -3.0, 0.1)]
)
def test_a_line_is_where_z_is_zero_and_reaches_across_its_frame(weights):
    x, y = map(np.array, boundary.line(np.array(weights), BOX))
    np.testing.assert_allclose(weights[0] + weights[1] * x + weights[2] * y, 0.0, atol=1e-12)
    assert list(x) == [4.0, 7.0] or list(y) == [1.0, 5.0]


def test_where_all_weights_of_inputs_are_zero_there_is_no_line():
    assert boundary.line(np.array([1.0, 0.0, 0.0]), BOX) == ([], [])
