"""Curves over one weight against finite differences; descents against their known endings."""

import numpy as np
import pytest

from core.curve import CURVES
from core.descent import FAR, descend

SMOOTH = [name for name in CURVES if name != "stairs"]
W = np.linspace(-4.0, 4.0, 161) + 0.003  # never on an edge of the stairs


@pytest.mark.parametrize("name", CURVES)
def test_slope_and_curvature_are_the_derivatives(name):
    curve, h = CURVES[name], 1e-5
    numeric = (curve(W + h) - curve(W - h)) / (2 * h)
    np.testing.assert_allclose(curve.slope(W), numeric, atol=1e-8)
    numeric = (curve.slope(W + h) - curve.slope(W - h)) / (2 * h)
    np.testing.assert_allclose(curve.curvature(W), numeric, atol=1e-8)


@pytest.mark.parametrize("name", SMOOTH)
def test_minima_are_level_and_lower_than_their_surroundings_the_lowest_first(name):
    curve = CURVES[name]
    for minimum in curve.minima:
        assert abs(curve.slope(minimum)) < 1e-12
        assert curve(minimum) < min(curve(minimum - 0.01), curve(minimum + 0.01))
    assert list(curve(curve.minima)) == sorted(curve(curve.minima))
    assert curve(W).min() >= curve(curve.minima[0]) - 1e-12


def test_the_nearest_minimum_is_that_of_the_last_place():
    run = descend(CURVES["two minima"], 3.5, 0.8, 1)
    assert run.places[-1] < 0.0 and run.nearest == -2.0


def test_the_parabola_is_a_geometric_series():
    run = descend(CURVES["parabola"], -3.0, 0.3, 12)
    np.testing.assert_allclose(run.places, 1.0 - 4.0 * 0.7 ** np.arange(13), rtol=1e-12)
    np.testing.assert_allclose(run.costs, 0.5 * (run.places - 1.0) ** 2)
    np.testing.assert_allclose(run.slopes, run.places - 1.0)
    assert not run.overshoots and not run.rises


@pytest.mark.parametrize(
    ("name", "start", "eta", "steps", "ending"),
    [
        ("parabola", -3.0, 0.001, 20, "moving"),
        ("parabola", -3.0, 0.5, 20, "arrived"),
        ("parabola", -3.0, 1.0, 1, "arrived"),
        ("parabola", -3.0, 1.8, 2, "narrows"),
        ("parabola", -3.0, 1.8, 10, "narrows"),
        ("parabola", -3.0, 2.0, 1, "unsettled"),
        ("parabola", -3.0, 2.0, 2, "cycles"),
        ("parabola", -3.0, 2.0, 10, "cycles"),
        ("parabola", -3.0, 2.1, 2, "grows"),
        ("parabola", -3.0, 2.1, 10, "grows"),
        ("parabola", -3.0, 10.0, 10, "diverged"),
        ("two minima", 3.0, 0.1, 50, "trapped"),
        ("two minima", 3.5, 0.5, 50, "arrived"),
        ("two minima", 0.5, 0.1, 50, "level"),
        ("two minima", 3.5, 1.2, 50, "diverged"),
        ("two minima", -4.0, 0.3, 10, "moving"),  # over a minimum once, in the first step
        ("two minima", -2.5, 0.9, 50, "cycles"),  # after a while
        ("plateau", -3.0, 1.0, 50, "moving"),
        ("plateau", 10.0, 1.0, 50, "moving"),  # too slowly to be seen
        ("plateau", -4.0, 2.5e5, 50, "level"),  # over the minimum to where no slope is left
        ("plateau", -2.5, 6.0, 50, "unsettled"),
        ("stairs", -3.0, 1.0, 50, "level"),
        ("stairs", 3.0, 1.0, 50, "level"),
    ],
)
def test_each_ending_is_named(name, start, eta, steps, ending):
    assert descend(CURVES[name], start, eta, steps).ending == ending


@pytest.mark.parametrize("name", SMOOTH)
def test_the_step_limit_parts_shrinking_from_growing(name):
    curve = CURVES[name]
    for minimum in curve.minima:
        limit, near = curve.step_limit(minimum), minimum + 1e-3
        inside = descend(curve, near, 0.95 * limit, 20).places - minimum
        outside = descend(curve, near, 1.05 * limit, 20).places - minimum
        assert abs(inside[-1]) < abs(inside[0]) < abs(outside[-1])


def test_divergence_is_a_result_that_ends_within_reach():
    run = descend(CURVES["two minima"], 4.0, 10.0, 1000)
    assert run.diverged_at == len(run.places) <= 6
    assert (np.abs(run.places) <= FAR).all() and np.isfinite(run.costs).all()


def test_overshoots_and_rises_name_their_steps():
    run = descend(CURVES["parabola"], 0.0, 2.5, 3)
    assert run.overshoots == [1, 2, 3] and run.rises == [1, 2, 3]
    assert descend(CURVES["parabola"], 0.0, 1.5, 3).rises == []
    assert descend(CURVES["parabola"], 0.0, 1.0, 3).overshoots == []


def test_crawling_is_measured_in_steps_that_are_left():
    run = descend(CURVES["parabola"], -3.0, 0.01, 20)
    assert run.steps_left == pytest.approx(100.0)
    assert descend(CURVES["stairs"], 0.5, 1.0, 3).steps_left == np.inf


def test_the_steps_left_lead_to_the_minimum_downhill_and_not_to_a_nearer_one_behind():
    run = descend(CURVES["two minima"], 0.4, 0.001, 1)  # 2 is nearer, but beyond the hump at 0.5
    assert run.nearest == 2.0
    next_step = -run.eta * run.slopes[-1]
    assert run.places[-1] + run.steps_left * next_step == pytest.approx(-2.0)


def test_stairs_are_half_the_wrong_answers():
    """An answer is right from its edge on, as the step function is 1 there."""
    wrong = [sum(w < place for place in (-2.0, 0.0, 2.0)) for w in [*W, -2.0, 0.0, 2.0]]
    np.testing.assert_array_equal(CURVES["stairs"]([*W, -2.0, 0.0, 2.0]), 0.5 * np.array(wrong))
    assert CURVES["stairs"].edges == (-2.0, 0.0, 2.0)


@pytest.mark.parametrize("name", SMOOTH)
def test_at_the_lowest_minimum_nothing_is_wrong(name):
    curve = CURVES[name]
    assert curve(curve.minima[0]) == pytest.approx(0.0, abs=1e-12)


@pytest.mark.parametrize(
    ("change", "argument"),
    [
        ({"start": np.nan}, "start"),
        ({"start": 2e6}, "start"),
        ({"eta": 0.0}, "eta"),
        ({"steps": 0}, "steps"),
    ],
)
def test_bad_arguments_are_named(change, argument):
    good = {"start": 0.0, "eta": 0.1, "steps": 5}
    with pytest.raises(ValueError, match=f"^{argument}: "):
        descend(CURVES["parabola"], **{**good, **change})


def test_a_limit_is_asked_for_at_a_minimum():
    with pytest.raises(ValueError, match=r"^minimum: got 0\.0"):
        CURVES["parabola"].step_limit(0.0)
