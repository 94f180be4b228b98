import re
from unittest.mock import patch

import numpy as np
import pytest

from core.activations import ACTIVATIONS
from pages.lessons.activation_functions import (
    exercises,
    facts,
    panels,
    settings,
    told,
    touch,
    views,
)
from pages.lessons.activation_functions.settings import ZS, Settings
from pages.shared.figures import activations as shapes
from tests.pages import visit


@pytest.mark.parametrize("theta", [-1.0, 0.0, 2.5])
def test_a_step_jumps_straight_up_at_its_threshold(theta):
    step = ACTIVATIONS["bipolar_step"].with_parameters(theta=theta)
    z, a = shapes.curve(step, facts.SPAN, shapes.bend(step), 80)
    rises = np.flatnonzero(np.diff(a))
    assert len(rises) == 1
    assert z[rises[0]] == z[rises[0] + 1] == theta
    assert (a[rises[0]], a[rises[0] + 1]) == (-1, 1)


@pytest.mark.parametrize("name", ACTIVATIONS)
def test_a_drawn_curve_is_the_function(name):
    f = ACTIVATIONS[name]
    at = shapes.bend(f)
    for part in (f, f.derivative):
        z, a = shapes.curve(part, facts.SPAN, at, 80)
        away = np.ones(len(z), bool) if at is None else z != at
        assert away.sum() >= 78
        assert np.allclose(a[away], part(z[away]), atol=0)
        assert (z[0], z[-1]) == facts.SPAN


def test_flat_parts_end_where_the_slope_crosses_the_limit():
    logistic = ACTIVATIONS["logistic"]
    (start, left), (right, end) = facts.flat_spans(logistic, 0.01)
    edge = np.log((1 + np.sqrt(0.96)) / (1 - np.sqrt(0.96)))  # a (1 - a) = 0.01
    assert (start, end) == facts.SPAN
    assert (left, right) == pytest.approx((-edge, edge), abs=0.02)
    assert facts.flat_spans(ACTIVATIONS["identity"], 0.2) == []
    assert facts.flat_spans(ACTIVATIONS["binary_step"], 0.001) == [facts.SPAN]


def test_a_jump_and_a_kink_have_no_slope_but_a_smooth_point_has():
    none = {name for name, f in ACTIVATIONS.items() if shapes.slope_at(f, 0.0) is None}
    assert none == {"binary_step", "bipolar_step", "relu", "prelu"}  # ELU is smooth at alpha 1
    assert shapes.slope_at(ACTIVATIONS["elu"].with_parameters(alpha=2.0), 0.0) is None
    assert shapes.slope_at(ACTIVATIONS["prelu"].with_parameters(alpha=1.0), 0.0) == 1.0
    assert shapes.slope_at(ACTIVATIONS["relu"], 0.1) == 1.0


def test_ranges_stand_in_plain_text():
    told = [facts.plain_range(ACTIVATIONS[name]) for name in ("arctan", "relu", "bipolar_step")]
    assert told == ["(−π/2, π/2)", "[0, ∞)", "{−1, +1}"]
    assert not any("\\" in facts.plain_range(f) for f in ACTIVATIONS.values())


def placed(values):
    values = np.array(values, dtype=float)
    return values[~np.isnan(values)]


def test_every_panel_keeps_its_curves_cursor_and_tangent_inside_at_every_moment():
    wild = [
        ACTIVATIONS["logistic"].with_parameters(c=5.0),
        ACTIVATIONS["prelu"].with_parameters(alpha=1.0),
        ACTIVATIONS["elu"].with_parameters(alpha=3.0),
    ]
    figure = panels.figure(wild, ZS, 0.05, with_slopes=True)
    visit.checked(figure)
    curves = [t for t in figure.data if t["mode"] == "lines" and "customdata" in t]
    assert len(curves) == 2
    for trace in curves:
        assert placed(trace["y"]).min() >= 0
        assert placed(trace["y"]).max() <= 10
        assert set(placed(np.array(trace["customdata"])[:, 0])) == {1, 2, 3}
    for moment in range(0, len(ZS), 10):
        traces = visit.traces_at(figure, moment)
        (cursors,) = [t for t in traces if t.get("marker", {}).get("symbol") == "diamond"]
        assert list(cursors["x"]) == pytest.approx([p * 14 + ZS[moment] + 5 for p in range(3)])
        assert 0 <= min(cursors["y"]) <= max(cursors["y"]) <= 10


def test_the_caption_of_each_moment_names_what_is_flat_there_and_what_has_no_slope():
    captions = told.captions(Settings(flat=0.01))
    assert captions[20] == "z = −3: flat: Binary step, tanh, ReLU and Bipolar step"
    assert captions[50] == (
        "z = 0: every slope is 0.01 or more; no slope: Binary step, ReLU, PReLU and Bipolar step"
    )
    # A step has no slope at its jump: that does not make its slope 0.01 or more.
    rng = np.random.default_rng(4)
    for _ in range(10):
        c, prelu, elu, theta = rng.uniform([0.1, 0, 0, -4], [5, 1, 3, 4]).round(1)
        other = Settings(flat=0.05, c=c, prelu=prelu, elu=elu, theta=theta)
        for z, caption in zip(ZS, told.captions(other), strict=True):
            _, _, none = caption.partition("no slope: ")
            for f in other.functions:
                slope, name = shapes.slope_at(f, float(z)), shapes.SHORT_NAMES[f.name]
                flat = slope is not None and abs(slope) < 0.05
                names = caption.partition("; ")[0].replace(" and ", ", ").split(": ")[-1]
                assert (name in names.split(", ")) == flat
                assert (slope is None) == (name in none.replace(" and ", ", ").split(", "))


@pytest.mark.parametrize("one", settings.NAMES)
def test_the_large_curve_has_the_cursor_at_z_of_each_moment(one):
    chosen = Settings(one=one, theta=1.3, elu=2.0, slopes=True)
    figure = views.large(chosen).figure
    visit.checked(figure)
    (cursor,) = figure.motions
    for place, part in ((0, chosen.large), (1, chosen.large.derivative)):
        trace = figure.data[place]
        assert np.array(trace["x"])[cursor.rows] == pytest.approx(ZS)
        assert np.array(trace["y"])[cursor.rows] == pytest.approx(part(ZS))


def test_a_slope_that_is_none_is_no_dot():
    figure = views.slopes(Settings()).figure
    visit.checked(figure)
    (motion,) = figure.motions
    at_zero = motion.rows["x"][50]
    names = figure.data[0]["text"]
    assert {n for n, x in zip(names, at_zero, strict=True) if np.isnan(x)} == {
        "Binary step", "ReLU", "PReLU", "Bipolar step"
    }  # fmt: skip
    steep = views.slopes(Settings(c=5.0, elu=3.0)).figure
    low, high = steep.layout["xaxis"]["range"]
    slopes = placed(steep.motions[0].rows["x"])
    assert low < slopes.min() <= slopes.max() < high


def test_only_functions_with_values_from_0_to_1_are_said_to_have_them():
    assert "only Binary step and Logistic do" in told.often_said(Settings().functions)
    at = visit.open_page("activation_functions", z="-3", flat="0.01")
    assert "only Binary step and Logistic do" in visit.words(at)
    assert visit.scene(at)["start"] == 20
    visit.assert_well(at, "activation_functions")


def test_ranges_and_saturation_follow_the_parameters():
    told_ = told.range_table(Settings(elu=2.5, prelu=0.0).functions)
    assert "towards −2.5; above 0" in told_
    assert "With α = 0 it is flat for every z below 0." in told_
    assert "-1 and" not in told.range_table(Settings().functions)


def test_a_straight_line_that_is_grey_is_not_said_to_flatten_out():
    assert "never flattens out" in told.flat_means(Settings(prelu=0.05, flat=0.2))
    for other in (0.3, 0.2, 0.0):
        assert "PReLU" not in told.flat_means(Settings(prelu=other, flat=0.2))
    assert "PReLU" not in told.captions(Settings(prelu=0.2, flat=0.2))[20]


def test_every_function_is_told_with_its_formulas_and_its_slope_at_the_end():
    functions = Settings().functions
    rows = told.formula_table(functions).splitlines()[2:]
    for f, row in zip(functions, rows, strict=True):
        assert settings.short(f) in row and f.formula in row and f.derivative_formula in row
    slopes = told.end_slopes(Settings(prelu=0.3))
    assert slopes.startswith("At z = 5: Identity 1, Binary step 0, Logistic 0.00665, tanh 0.000")
    assert "ReLU 1, PReLU 1, ELU 1, SoftPlus 0.993" in slopes


def test_a_logistic_that_is_grey_in_its_middle_is_not_said_to_saturate_there():
    assert "grey even in the middle because its c is small" in told.flat_means(Settings(c=0.1))
    assert "logistic" in told.flat_means(Settings(c=0.19))
    assert "logistic" not in told.flat_means(Settings(c=0.2))  # at 0 its slope is 0.05, as asked


def test_the_gallery_is_told_by_its_values_at_the_end():
    said = told.alt(Settings())
    assert "Their values at z = 5: Identity 5," in said and "ReLU 5," in said


def test_touches_set_controls():
    state = {}
    with patch.object(touch, "put", state.update):
        touch.dragged({"name": "z", "x": 7.0, "y": 0.0})
        assert state["z"] == 5.0
        touch.dragged({"name": "z", "x": -1.234, "y": 0.0})
        touch.picked({"row": 4.0})
        touch.picked({"row": 99})
    assert state == {"z": -1.2, "one": "tanh"}


def test_the_grey_of_flat_parts_waits_for_a_prediction():
    figure = panels.figure(Settings().functions, ZS, 0.05, with_slopes=False)
    (hidden,) = [m for m in figure.motions if hasattr(m, "traces")]
    assert "flat" in figure.data[hidden.traces[0]]["name"]
    assert set(hidden.rows) == {-1}


def test_predictions_have_their_truth_and_the_shape_of_tanh_is_found():
    every = {one.key: one for one in exercises.EXERCISES}
    edge = every["flat_from"].predict.truth(Settings(flat=0.01))
    assert edge == pytest.approx(4.585, abs=0.001)
    assert every["choose"].predict.truth(Settings()) == "Logistic"
    assert every["relation"].solved(Settings(c=2.0))
    assert not every["relation"].solved(Settings())
    for key in ("choose", "activation_question"):
        predict = every[key].predict
        assert predict.truth(Settings()) in predict.answers


def test_the_solution_shows_that_a_stretched_logistic_is_tanh_but_for_rounding():
    assert re.search(r"differ by \d × 10⁻¹[⁵⁶], which is rounding", exercises.solve_relation())


def test_solutions_give_the_edges_of_the_flat_parts():
    words = exercises.solve_flat() + exercises.solve_choice() + exercises.solve_relation()
    assert "±4.585" in words
    assert "±2.993" in words
    assert "±9.95" in words
    assert "c = 2 the logistic is flat beyond ±2.644" in words
    assert "only the **Logistic** has a slope above 0" in words


def test_no_value_is_said_to_be_a_bound_that_it_does_not_reach():
    for f in ACTIVATIONS.values():
        for z in (0.0, 3.0, 5.0, 8.0, -8.0):
            said, bounds = facts.value_told(f, float(f(z))), {f.low, f.high}
            exactly = not said.startswith("≈") and float(said.replace("−", "-")) in bounds
            assert exactly == (float(f(z)) in bounds), (f.name, z)


def test_panel_and_text_say_a_value_in_one_way():
    steep = Settings(c=5.0, z=5.0)
    assert "Logistic ≈ 1" in told.alt(steep) and "tanh ≈ 1" in told.alt(steep)
    (*_, motion, _) = views.gallery(steep).figure.motions
    end = motion.rows["text"][-1]
    assert sum("<br>f ≈ 1, f′ ≈ 0" in text for text in end) == 1
    assert sum("<br>f ≈ 1," in text for text in end) == 2
    start = motion.rows["text"][0]
    assert sum("<br>f = −1, f′ = 0" in text for text in start) == 1, "not f minus 1"


def test_a_tangent_ends_at_the_edge_of_its_panel_where_the_numbers_stand():
    (*_, tangents, _, _, _) = views.gallery(Settings()).figure.motions
    inside = views.gallery(Settings()).figure.data[1]["x"]
    across = np.asarray(tangents.rows["x"])
    left = np.arange(3) * 14.0
    held = np.isnan(across) | np.any(
        [(x - 1e-6 <= across) & (across <= x + 10 + 1e-6) for x in left], axis=0
    )
    assert held.all() and np.nanmax(inside) == left[-1] + 10


def test_a_guess_of_minus_nothing_is_told_as_0():
    (asked,) = (one.predict for one in exercises.EXERCISES if one.key == "flat_from")
    _, told_of_it = asked.verdict(-0.0, settings.Settings())
    assert told_of_it.endswith("At z = 0 its slope is 0.25.")
