"""What the pages on learning rates and standardisation say and draw of a run."""

import numpy as np
import pytest

from core import adaline
from data import LESSON_FEATURES
from pages.shared.figures import contours
from pages.shared.one_neuron import adaline_views as descent
from pages.shared.one_neuron import runs
from pages.shared.one_neuron.settings import LEARNING_RATES, Inputs, Training
from tests.pages import visit


def lesson_run(eta, epochs, standardise=False, start_seed=None):
    inputs = Inputs("setosa-versicolor", LESSON_FEATURES, standardise)
    result = runs.train_adaline(Training(inputs, eta, epochs, start_seed))
    return descent.Descent("run", eta, result)


@pytest.mark.parametrize(
    ("eta", "epochs", "standardise", "motion"),
    [
        (0.01, 10, False, "diverges"),
        (0.0005, 10, False, "diverges"),  # above the limit, though J still falls
        (0.0001, 10, False, "crawls"),
        (0.0004, 10, False, "descends"),  # near the limit, but no step turns back
        (0.01, 15, True, "oscillates"),
        (0.01, 25, True, "converges"),
        (0.001, 60, True, "descends"),
        (0.0001, 1, False, "starts"),
    ],
)
def test_one_word_for_what_a_run_does(eta, epochs, standardise, motion):
    assert lesson_run(eta, epochs, standardise).motion == motion


def test_a_run_oscillates_only_while_its_steps_turn_back():
    swings, dies_out = (lesson_run(0.008, epochs, standardise=True) for epochs in (3, 10))
    assert swings.motion == "oscillates"
    assert dies_out.motion == "descends" and "At first it swung" in dies_out.told
    assert lesson_run(0.0004, 1000).motion == "descends"
    assert "swung" not in lesson_run(0.0004, 1000).told
    assert "swinging" in lesson_run(0.01, 25, standardise=True).told
    assert "swinging" not in lesson_run(0.002, 1000, standardise=True).told


def test_divergence_is_told_with_its_epoch_and_its_cause():
    assert "rises from epoch 2" in lesson_run(0.01, 10).told
    assert "20.2 times the limit" in lesson_run(0.01, 10).told
    assert "has not risen yet" in lesson_run(0.0005, 10).told
    overflowed = lesson_run(0.01, 1000)
    assert f"In epoch {overflowed.result.run.overflows_at} the numbers are too large" in (
        overflowed.told
    )


def test_within_one_per_cent_of_the_floor_is_the_first_such_epoch():
    run = lesson_run(0.01, 100, standardise=True)
    near = run.near_floor
    assert near == 20
    assert run.costs[near - 1] <= 1.01 * run.result.floor < run.costs[near - 2]
    assert lesson_run(0.0004, 1000).near_floor is None


@pytest.mark.parametrize("standardise", [False, True])
@pytest.mark.parametrize("seed", [None, 3])
@pytest.mark.parametrize("epochs", [1, 10, 300])
def test_the_sweep_agrees_with_training_at_every_rate(standardise, seed, epochs):
    one = lesson_run(0.1, epochs, standardise, seed)
    swept = descent.sweep(one.result, epochs)
    for eta, cost in zip(LEARNING_RATES, swept.costs, strict=True):
        trained = lesson_run(eta, epochs, standardise, seed)
        if trained.result.run.overflows_at:
            assert np.isinf(cost)
        else:
            assert cost == pytest.approx(trained.costs[-1], rel=1e-8)


@pytest.mark.parametrize("drawn", [(1, 2), (0, 1), (0, 2)])
def test_the_slice_is_the_cost_at_the_held_weight(drawn):
    run = lesson_run(0.0001, 10)
    held = np.array([0.3, -0.2, 0.1])
    bowl = descent.bowl(run.result, held, drawn, ("a", "b", "c"))
    samples = run.result.samples
    for two in ([0.0, 0.0], [1.5, -0.4], bowl.lowest):
        weights = held.copy()
        weights[list(drawn)] = two
        cost = adaline.cost(samples.x, samples.y, weights)
        assert bowl.cost(np.array([two]))[0] == pytest.approx(cost)
        assert cost >= bowl.floor * (1 - 1e-12)


def test_the_cost_is_the_same_all_along_a_contour():
    run = lesson_run(0.0001, 10)
    bowl = descent.bowl(run.result, run.result.best, (1, 2), ("bias", "a", "b"))
    np.testing.assert_allclose(bowl.cost(contours.ellipse(bowl, 20.0)), 20.0)
    middle, half = contours.frame(bowl, [run.path((1, 2))])
    assert len(contours.levels(bowl, middle, half)) >= 5


def test_the_frame_holds_start_minimum_and_stable_paths_but_no_diverging_one():
    stable, wild = lesson_run(0.0001, 10), lesson_run(0.01, 10)
    bowl = descent.bowl(stable.result, stable.result.best, (1, 2), ("bias", "a", "b"))
    paths = [run.path((1, 2)) for run in (stable, wild)]
    middle, half = contours.frame(bowl, paths)
    for inside in (bowl.lowest, paths[0].points[0], paths[0].points[-1]):
        assert np.abs(inside - middle).max() < half
    assert half < 1
    assert contours.leaves(bowl, paths, paths[1])
    assert not contours.leaves(bowl, paths, paths[0])


def test_a_path_far_outside_is_cut_and_keeps_its_direction():
    points = np.array([[0.0, 0.0], [3.0, 4.0], [-3e150, 4e150], [np.float64(1e151), 0.0]])
    cut = contours.within(points, np.zeros(2), 1.0)
    np.testing.assert_allclose(cut[:2], points[:2])
    assert len(cut) == 3
    np.testing.assert_allclose(cut[2], [-7500.0, 10000.0])


def test_the_lessons_numbers_stand_in_the_tables():
    raw, small = lesson_run(0.01, 10), lesson_run(0.0001, 10)
    table = descent.cost_table([raw], 10)
    logs = table["log10 J, run"].tolist()
    assert logs[:3] == ["1.69897", "3.34847", "6.54108"]
    assert logs[-1] == "28.89343"
    falling = descent.cost_table([small], 10)["log10 J, run"].tolist()
    assert (falling[0], falling[1], falling[-1]) == ("1.69897", "1.68187", "1.60479")
    scaled = descent.cost_table([lesson_run(0.01, 15, standardise=True)], 15)["J, run"].tolist()
    assert scaled[:3] == ["50.00000000", "33.82690622", "23.15304865"]
    assert scaled[-1] == "2.57687665"


def test_epochs_after_an_overflow_are_told_in_words():
    run = lesson_run(0.01, 100)
    column = descent.cost_table([run], 100)["J, run"].tolist()
    assert column[run.result.run.overflows_at - 1 :] == ["overflowed"] * (100 - len(run.costs))


def test_standardisation_shows_the_weights_of_the_lesson():
    at = visit.open_page("standardisation")
    assert "bias about 0, sepal length −0.126256159, petal length 1.10479201" in visit.words(at)
    assert "| Limit 2/λ | 0.0004938279 | 0.01103516 |" in visit.words(at)


def test_solutions_tell_what_the_runs_show():
    told = solutions("learning_rate", "largest_rate", "one_percent")
    assert "| 10 | 0.0005 |" in told
    assert "| 1000 | 0.0004 |" in told and "from epoch 28 on" in told
    assert "η = 0.009, 17 epochs" in told and "2,870 epochs" in told
    told = solutions("standardisation", "reproduce", "raw_best", "lengths")
    assert "50, 33.82690622, 23.15304865, ... 2.57687665." in told
    assert "petal length, petal width" in told


def solutions(page, *keys):
    at = visit.open_page(page)
    for key in keys:
        at.session_state[f"{key}_solution"] = True
    return visit.words(at.run())
