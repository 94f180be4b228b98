import numpy as np
import pytest

from core.activations import ACTIVATIONS
from pages.shared.figures import activations as shapes
from tests.pages import visit


@pytest.mark.parametrize("theta", [-1.0, 0.0, 2.5])
def test_a_step_jumps_straight_up_at_its_threshold(theta):
    step = ACTIVATIONS["bipolar_step"].with_parameters(theta=theta)
    z, a = shapes.curve(step, shapes.SPAN, shapes.bend(step), 80)
    rises = np.flatnonzero(np.diff(a))
    assert len(rises) == 1
    assert z[rises[0]] == z[rises[0] + 1] == theta
    assert (a[rises[0]], a[rises[0] + 1]) == (-1, 1)


@pytest.mark.parametrize("name", ACTIVATIONS)
def test_a_drawn_curve_is_the_function(name):
    f = ACTIVATIONS[name]
    at = shapes.bend(f)
    for part in (f, f.derivative):
        z, a = shapes.curve(part, shapes.SPAN, at, 80)
        away = np.ones(len(z), bool) if at is None else z != at
        assert away.sum() >= 78
        assert np.allclose(a[away], part(z[away]), atol=0)
        assert (z[0], z[-1]) == shapes.SPAN


def test_flat_parts_end_where_the_slope_crosses_the_limit():
    logistic = ACTIVATIONS["logistic"]
    (start, left), (right, end) = shapes.flat_spans(logistic, 0.01)
    edge = np.log((1 + np.sqrt(0.96)) / (1 - np.sqrt(0.96)))  # a (1 - a) = 0.01
    assert (start, end) == shapes.SPAN
    assert (left, right) == pytest.approx((-edge, edge), abs=0.02)
    assert shapes.flat_spans(ACTIVATIONS["identity"], 0.2) == []
    assert shapes.flat_spans(ACTIVATIONS["binary_step"], 0.001) == [shapes.SPAN]


def test_a_jump_and_a_kink_have_no_slope_but_a_smooth_point_has():
    none = {name for name, f in ACTIVATIONS.items() if shapes.slope_at(f, 0.0) is None}
    assert none == {"binary_step", "bipolar_step", "relu", "prelu"}  # ELU is smooth at alpha 1
    assert shapes.slope_at(ACTIVATIONS["elu"].with_parameters(alpha=2.0), 0.0) is None
    assert shapes.slope_at(ACTIVATIONS["prelu"].with_parameters(alpha=1.0), 0.0) == 1.0
    assert shapes.slope_at(ACTIVATIONS["relu"], 0.1) == 1.0


def test_ranges_stand_in_plain_text():
    told = [shapes.plain_range(ACTIVATIONS[name]) for name in ("arctan", "relu", "bipolar_step")]
    assert told == ["(−π/2, π/2)", "[0, ∞)", "{−1, +1}"]
    assert not any("\\" in shapes.plain_range(f) for f in ACTIVATIONS.values())


def test_every_panel_keeps_its_curves_and_cursor_inside():
    wild = [
        ACTIVATIONS["logistic"].with_parameters(c=5.0),
        ACTIVATIONS["prelu"].with_parameters(alpha=1.0),
        ACTIVATIONS["elu"].with_parameters(alpha=3.0),
    ]
    for z in (-5.0, 0.1, 5.0):
        figure = visit.checked(shapes.gallery(wild, z, 0.05, with_slopes=True))
        curves = [t for t in figure.data if t.mode == "lines" and t.hoverinfo != "skip"]
        assert len(curves) == 2
        for trace in curves:
            y = np.array(trace.y)
            assert np.nanmin(y) >= 0
            assert np.nanmax(y) <= 10


def test_the_page_says_what_is_flat_at_the_cursor_and_which_ranges_lie_in_0_to_1():
    at = visit.open_page("activation_functions", z="-3", flat="0.01")
    words = visit.words(at)
    assert "At z = **−3**, Binary step, tanh, ReLU and Bipolar step are flat" in words
    assert "only the Binary step and Logistic do" in words


def test_solutions_give_the_edges_of_the_flat_parts():
    at = visit.open_page("activation_functions")
    for key in ("flat_from", "choose", "relation"):
        at.session_state[f"{key}_solution"] = True
    words = visit.words(at.run())
    assert "±4.585" in words
    assert "±2.993" in words
    assert "±9.95" in words
    assert "only the **Logistic** has a slope above 0" in words
