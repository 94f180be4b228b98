"""What the pages on learning rates and standardisation say and draw of a run."""

import re
from dataclasses import replace

import numpy as np
import pytest

from core import adaline
from data import LESSON_FEATURES
from pages.lessons.learning_rate import exercises as learning_rate_exercises
from pages.lessons.learning_rate import rates, sweep
from pages.lessons.learning_rate import told as learning_rate
from pages.lessons.standardisation import told as standardisation
from pages.shared import words
from pages.shared.bench import catalogue
from pages.shared.figures import contours
from pages.shared.one_neuron import descent_tables, descent_told, runs
from pages.shared.one_neuron.cost_slice import Slice
from pages.shared.one_neuron.named_run import NamedRun
from pages.shared.one_neuron.settings import LEARNING_RATES, Inputs, Training
from tests.pages import visit


def lesson_run(eta, epochs, standardise=False, start_seed=None, **more):
    inputs = Inputs("setosa-versicolor", LESSON_FEATURES, standardise)
    training = Training(inputs, eta, epochs, start_seed, **more)
    return NamedRun("run", eta, runs.train_adaline(training))


def own_run(points, eta, epochs, start=None, standardise=False):
    """A run on own points alone."""
    inputs = Inputs("setosa-versicolor", LESSON_FEATURES, standardise, points=points, alone=True)
    training = Training(inputs, eta, epochs, start=start)
    return NamedRun("run", eta, runs.train_adaline(training))


def told(run):
    return descent_told.outcome(run)


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


def test_a_cost_whose_change_no_digit_shows_does_not_go_from_1_to_1():
    said = told(own_run("a0.01,0.02b0.03,0.01", 0.01, 10))
    assert said.endswith(
        "crawls. J falls by too little to see in four digits: it is still 1 in epoch 10, next to "
        "nothing of the way to its floor 0."
    )
    said = told(own_run("a-1,1a1,-1b-1,-1b1,1", 0.5001, 4, start=(1e-4, 1e-4, 1e-4)))
    rises = "rises from epoch 2 on, by too little to see in four digits: it is still 2 in epoch 4."
    assert rises in said


def test_a_run_oscillates_only_while_its_updates_turn_back():
    swings, dies_out = (lesson_run(0.008, epochs, standardise=True) for epochs in (3, 10))
    assert swings.motion == "oscillates"
    assert dies_out.motion == "descends" and "At first it swung" in told(dies_out)
    assert lesson_run(0.0004, 1000).motion == "descends"
    assert "swung" not in told(lesson_run(0.0004, 1000))
    assert "swinging" in told(lesson_run(0.01, 25, standardise=True))
    assert "swinging" not in told(lesson_run(0.002, 1000, standardise=True))


def test_how_often_and_how_far_a_run_swings_is_counted():
    assert "The 3 updates go to and fro" in told(lesson_run(0.008, 3, standardise=True))
    late = lesson_run(0.0004, 60, start=(0.0, 50.0, -20.0))
    lengths = np.linalg.norm(np.diff(late.history[-late.turning - 2 :], axis=0), axis=1)
    assert ("each shorter" in told(late)) == bool(late.turning and (np.diff(lengths) < 0).all())


def test_divergence_is_told_with_its_epoch_and_its_cause():
    assert "rises from epoch 2" in told(lesson_run(0.01, 10))
    assert "20.2 times the limit" in told(lesson_run(0.01, 10))
    assert "has not risen yet" in told(lesson_run(0.0005, 10))
    overflowed = lesson_run(0.01, 1000)
    at = overflowed.result.run.overflows_at
    assert f"In epoch {at} the numbers are too large" in told(overflowed)
    captions = descent_told.captions([overflowed, lesson_run(0.0001, 1000)], 1000)
    assert len(captions) == 1001
    assert "run: J = " in captions[at - 2] and f"run: diverged in epoch {at}." in captions[at - 1]
    assert captions[-1].startswith("After epoch 1000.")


def test_a_run_that_ended_early_stands_still_and_has_no_cost_any_more():
    run = lesson_run(0.01, 1000)
    last = run.result.run.overflows_at - 1
    assert run.rows(1001)[[0, 1, last, last + 1, 1000]].tolist() == [0, 1, last, last, last]
    shown = run.cost_rows(1001)
    assert shown[[0, 1, last - 1, last, 1000]].tolist() == [0, 1, last - 1, -1, -1]
    whole = lesson_run(0.0001, 3).cost_rows(4)
    assert whole.tolist() == [0, 1, 2, 2], "after the last epoch its own J is still shown"


def test_a_run_is_told_with_its_first_cost_and_its_last():
    rises, falls = lesson_run(0.01, 10), lesson_run(0.0001, 10)
    assert f"and is {words.number(rises.costs[9])} in epoch 10." in told(rises)
    assert f"J falls from 50 to {words.number(falls.costs[9])} in epoch 10, " in told(falls)
    way = words.percent((50 - falls.costs[9]) / (50 - falls.floor))
    assert f"{way} of the way to its floor {words.number(falls.floor)}" in told(falls)
    assert "J is 50, taken before the first update" in told(lesson_run(0.0001, 1))
    assert "taken before" not in told(lesson_run(0.0001, 2))


def test_a_rate_just_above_the_limit_is_not_said_to_be_1_times_it():
    limit = lesson_run(0.0001, 1).result.limit
    above, below = (lesson_run(share * limit, 10) for share in (1.00002, 0.99998))
    assert told(above).endswith("The cause: η is 1.00002 times the limit.")
    assert descent_told.beside_limit(above).endswith("(1.00002\u00a0×)")
    assert "**below**" in descent_told.beside_limit(below)
    assert descent_told.beside_limit(below).endswith("(0.99998\u00a0×)")


@pytest.mark.parametrize(
    ("weights", "alone"),
    [([2, 0, 0], True), ([2, 1e-16, -1e-16], True), ([2, 0, -0.5], False), ([2, -0.5, 0], False)],
)
def test_one_weight_of_an_input_is_enough_whatever_its_sign(weights, alone):
    assert descent_told.only_bias(np.array(weights, dtype=float)) == alone
    said = descent_told.weights(NAMES, np.array(weights, dtype=float))
    assert ("−0.5" in said) == (not alone)


def test_each_moment_is_told_with_the_cost_of_its_own_epoch():
    captions = descent_told.captions([lesson_run(0.01, 15, standardise=True)], 15)
    assert captions[0] == "Epoch 1 begins. run: J = 50."
    assert captions[1] == "Epoch 2 begins. run: J = 33.83."
    assert captions[14:] == [
        "Epoch 15 begins. run: J = 2.577.",
        "After epoch 15. J when it began: run: 2.577.",
    ]


def test_a_run_that_has_come_near_its_floor_says_from_when_and_how_high_that_is():
    run = lesson_run(0.01, 25, standardise=True)
    near = int(np.flatnonzero(run.costs <= 1.01 * run.floor)[0]) + 1
    floor = words.number(run.floor)
    assert f"J is within 1% of its floor {floor} from epoch {near} on" in told(run)


def test_a_start_at_the_minimum_does_not_diverge_above_the_limit():
    points = "a1,1a1,3b3,1b3,3"  # x1 alone tells the class, exactly: w = (-2, 1, 0) has J = 0
    at_rest = own_run(points, 1.0, 30, start=(-2.0, 1.0, 0.0))
    assert at_rest.times_limit > 1 and at_rest.motion == "converges"
    with np.errstate(all="raise"):
        assert not own_run(points, 1.0, 3000, start=(-2.0, 1.0, 0.0)).turns.any()
    assert "its floor is 0" in told(at_rest)
    assert own_run(points, 1.0, 30, start=(-2.0, 1.0, 0.1)).motion == "diverges"
    slow = own_run(points, 0.01, 10)
    assert slow.floor == 0.0 and "floor 0." in told(slow)


@pytest.mark.parametrize("epochs", [2, 1000])
def test_at_the_limit_a_run_swings_for_ever_and_does_not_diverge(epochs):
    run = own_run("a5,3b6,4", 0.5, epochs, standardise=True)
    assert run.motion == "swings" and not run.diverges
    assert "swings for ever" in told(run) and "never gets below 1; its floor is 0" in told(run)
    assert "**at** the limit 0.5" in descent_told.beside_limit(run)


def test_at_the_limit_a_start_with_no_share_along_the_steepest_axis_converges():
    run = own_run("a5,3b6,4", 0.5, 7, start=(2.0, 0.5, 0.5), standardise=True)
    assert run.beside_limit == "at" and run.motion == "converges"


@pytest.mark.parametrize(
    ("points", "eta", "standardise"),
    [("a5,3b5,3", 0.02, False), ("a5,3b5,3", 0.01, True), ("a5,3b6,3", 0.5, True)],
)
def test_what_only_rounding_moves_does_not_swing(points, eta, standardise):
    run = own_run(points, eta, 15, standardise=standardise)
    assert run.motion == "converges" and "swinging" not in told(run)
    weights = descent_told.weights(NAMES, run.history[-1])
    assert weights.startswith("bias about 0") and "10⁻" not in weights


def test_xor_of_own_points_leaves_the_neuron_without_a_line():
    """All weights stay 0, so that it answers +1 everywhere: to two of the four points correctly."""
    for standardise in (False, True):
        run = own_run("a1,1b1,2b2,1a2,2", 0.01, 50, standardise=standardise)
        assert not run.history.any() and run.motion == "converges"
        assert descent_told.correct(run) == "2 of 4 samples"


def test_a_factor_that_is_only_rounding_is_0():
    assert own_run("a5,3b6,3", 0.5, 15, standardise=True).factor() == 0.0


def test_a_small_weight_of_a_large_input_is_no_rounding():
    said = descent_told.weights(NAMES, np.array([1.0, 1e-20, 1e-20]), np.array([1.0, 1e20, 1.0]))
    assert said == "bias 1, a 1 × 10⁻²⁰, b about 0"


def test_only_all_of_the_way_is_100_per_cent():
    assert "99.9% of the way to its floor 0" in told(own_run("a0,0b1,0", 0.1, 100))


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
    swept = rates.sweep(lesson_run(0.1, epochs, standardise, seed), epochs)
    assert swept.costs.shape == (epochs, len(LEARNING_RATES))
    for eta, costs in zip(LEARNING_RATES, swept.costs.T, strict=True):
        trained = lesson_run(eta, epochs, standardise, seed)
        finite = len(trained.costs)
        np.testing.assert_allclose(costs[:finite], trained.costs, rtol=1e-8)
        if trained.result.run.overflows_at:
            assert np.isinf(costs[-1])


@pytest.mark.parametrize("points, side", [("", "right"), ("a70,70b90,90", "left")])
def test_the_limit_is_named_where_no_rate_is_on_the_upper_edge(points, side):
    run = own_run(points, 0.1, 10) if points else lesson_run(0.1, 10)
    figure = sweep.figure(rates.sweep(run, 10), [("η₁", 0.1)])
    (named,) = (one for one in figure.layout["annotations"] if one["text"] == "limit")
    assert named["xanchor"] == side


def test_no_rate_is_named_the_best_where_several_are():
    at_first = rates.sweep(lesson_run(0.1, 1), 1)
    assert learning_rate.lowest(at_first) == "50 with every rate on the slider"
    later = rates.sweep(lesson_run(0.1, 10), 10)
    assert learning_rate.lowest(later).endswith(f"for {words.number(later.lowest[0][0])}")
    exact = rates.sweep(own_run("a5,3b6,3", 0.1, 1000, standardise=True), 1000)
    assert learning_rate.lowest(exact) == f"lowest, 0, for {len(exact.lowest[0])} rates"


@pytest.mark.parametrize("drawn", [(1, 2), (0, 1), (0, 2)])
def test_the_slice_is_the_cost_at_the_held_weight(drawn):
    run = lesson_run(0.0001, 10, start=(0.3, -0.2, 0.1))
    cut = Slice((run,), drawn, ("a", "b", "c"))
    samples = run.result.samples
    for two in ([0.0, 0.0], [1.5, -0.4], cut.bowl.lowest):
        weights = cut.held.copy()
        weights[list(drawn)] = two
        cost = adaline.cost(samples.x, samples.y, weights)
        assert cut.bowl.cost(np.array([two]))[0] == pytest.approx(cost)
        assert cost >= cut.bowl.floor * (1 - 1e-12)


NAMES = ("bias", "a", "b")


def test_the_slice_names_its_weights_their_units_and_the_one_that_is_held():
    raw, scaled = lesson_run(0.0001, 10), lesson_run(0.01, 10, standardise=True)
    samples = replace(raw.result.samples, source="a student's table")
    own = replace(raw, result=replace(raw.result, samples=samples))
    for run, unit in ((raw, " (per cm)"), (scaled, " (per std)"), (own, "")):
        cut = Slice((run,), (0, 2), NAMES)
        assert cut.bowl.names == ("w₀: bias", f"w₂: b{unit}")
    held = words.number(float(raw.result.run.weights[1]), 3)
    assert Slice((raw,), (0, 2), NAMES).note == (
        f"Each contour joins weights of equal J; the weight of a is held at {held}."
    )
    held = words.number(float(raw.result.run.weights[0]), 3)
    assert Slice((raw,), (1, 2), NAMES).note.endswith(f"; the bias is held at {held}.")


def test_the_paths_that_leave_the_frame_are_counted():
    stays, *leave = (
        replace(lesson_run(eta, 10), name=f"η = {eta}") for eta in (0.0001, 0.01, 0.02)
    )
    assert Slice((stays,), (1, 2), NAMES).leaving == ""
    one, both = (Slice((stays, *gone), (1, 2), NAMES).leaving for gone in (leave[:1], leave))
    assert one == "The path of η = 0.01 runs out of the contours' frame."
    np.testing.assert_array_equal(Slice((*leave,), (1, 2), NAMES).held, 0.0)
    assert both == "The paths of η = 0.01 and η = 0.02 run out of the contours' frame."


def test_the_cost_is_the_same_all_along_a_contour():
    cut = Slice((lesson_run(0.0001, 10),), (1, 2), NAMES)
    np.testing.assert_allclose(cut.bowl.cost(contours.ellipse(cut.bowl, 20.0)), 20.0)
    middle, half = contours.frame(cut.bowl, cut.tracks)
    assert len(contours.levels(cut.bowl, middle, half)) >= 5


def test_the_frame_holds_start_minimum_and_stable_paths_but_no_diverging_one():
    cut = Slice((lesson_run(0.0001, 10), lesson_run(0.01, 10)), (1, 2), NAMES)
    bowl, tracks = cut.bowl, cut.tracks
    middle, half = contours.frame(bowl, tracks)
    for inside in (bowl.lowest, tracks[0].points[0], tracks[0].points[-1]):
        assert np.abs(inside - middle).max() < half
    assert half < 1
    assert contours.leaves(bowl, tracks, tracks[1])
    assert not contours.leaves(bowl, tracks, tracks[0])


def test_the_frame_stays_where_a_start_is_dragged_in_it_and_holds_one_from_outside():
    """Else the start would stand elsewhere on the screen than where it was let go."""

    def drawn(w1, w2):
        started = [lesson_run(eta, 10, start=(0.0, float(w1), float(w2))) for eta in (0.01, 0.0001)]
        cut = Slice(tuple(started), (1, 2), NAMES)
        return contours.frame(cut.bowl, cut.tracks)

    middle, half = drawn(0.0, 0.0)
    for across in (-0.7, 0.1, 0.7):
        for up in (-0.7, 0.1, 0.7):
            other, as_large = drawn(*(middle + half * np.array([across, up])))
            assert (other == middle).all() and as_large == half, (across, up)
    for outside in ([3.0, 0.0], [-40.0, 20.0], [0.0, -1000.0]):
        middle, half = drawn(*outside)
        assert np.abs(outside - middle).max() < 0.97 * half
        assert half < 0.8 * np.ptp([0.0, *outside])


def named(cut):
    """On which side of its mark each name stands."""
    figure = contours.figure(cut.bowl, cut.tracks, 11)
    return {
        trace["text"][0]: trace["textposition"]
        for trace in figure.data
        if trace["mode"] == "markers+text"
    }


def test_names_do_not_cover_a_path_that_crawls_and_are_whole_at_the_edge_of_the_frame():
    def cut(*start):
        return Slice((lesson_run(0.0001, 10, start=(0.0, *start)),), (1, 2), NAMES)

    away = {"<b>minimum</b>": "top center", "<b>start</b>": "bottom center"}
    assert named(cut(0.0, 0.0)) == away, "the path goes up"
    middle, half = contours.frame(cut(0.0, 0.0).bowl, cut(0.0, 0.0).tracks)
    for edge, inwards in ((-0.8, "top center"), (0.8, "bottom center")):
        at = float(middle[1] + edge * half)
        assert named(cut(0.0, at))["<b>start</b>"] == inwards


@pytest.mark.parametrize("far", [3.0, 20.0, 1000.0])
def test_a_start_far_away_does_not_push_the_minimum_into_the_rim(far):
    bowl = contours.Bowl(np.array([0.1, 0.6]), 0.0, np.eye(2), ("w1", "w2"))
    for start in ([0.0, -far], [far, 0.0], [far, far], [-far, far]):
        track = contours.Track("run", np.array([start, [0.1, 0.6]]), True)
        middle, half = contours.frame(bowl, [track])
        assert np.abs([bowl.lowest - middle, start - middle]).max() <= 0.9401 * half, start


@pytest.mark.parametrize("scale", [5e-324, 1e-300, 1e-17, 1e200])
@pytest.mark.parametrize("start", [0.0, 0.5])
def test_there_is_a_frame_around_numbers_of_any_size(scale, start):
    bowl = contours.Bowl(np.array([scale, 0.0]), 0.0, np.eye(2), ("w1", "w2"))
    middle, half = contours.frame(bowl, [contours.Track("run", np.full((1, 2), start), True)])
    assert np.isfinite([*middle, half]).all() and half > 0


def test_a_path_far_outside_is_cut_and_keeps_its_direction():
    points = np.array([[0.0, 0.0], [3.0, 4.0], [-3e150, 4e150], [np.float64(1e151), 0.0]])
    cut = contours.within(points, np.zeros(2), 1.0)
    np.testing.assert_allclose(cut[:2], points[:2])
    assert len(cut) == 3
    np.testing.assert_allclose(cut[2], [-7500.0, 10000.0])


def test_the_lessons_numbers_stand_in_the_tables():
    raw, small = lesson_run(0.01, 10), lesson_run(0.0001, 10)
    table = descent_tables.costs([raw], 10)
    logs = table["log10 J, run"].tolist()
    assert logs[:3] == ["1.69897", "3.34847", "6.54108"]
    assert logs[-1] == "28.89343"
    falling = descent_tables.costs([small], 10)["log10 J, run"].tolist()
    assert (falling[0], falling[1], falling[-1]) == ("1.69897", "1.68187", "1.60479")
    scaled = descent_tables.costs([lesson_run(0.01, 15, standardise=True)], 15)["J, run"].tolist()
    assert scaled[:3] == ["50.00000000", "33.82690622", "23.15304865"]
    assert scaled[-1] == "2.57687665"


def test_no_zero_of_a_table_has_a_minus_sign():
    run = own_run("a5,3b5,3", 0.01, 15, standardise=True)
    cells = [descent_tables.costs([run], 15), descent_tables.weights([run], NAMES, 15)]
    assert all("-0.0000" not in table.to_csv() for table in cells)


def test_weights_that_are_all_tiny_are_written_with_their_digits():
    history = np.array([[0.0, 0.0, 0.0], [-1e-18, 1.5696e-9, 2e-4]])
    result = lesson_run(0.01, 1).result
    run = NamedRun("run", 0.01, replace(result, run=replace(result.run, history=history)))
    last = descent_tables.weights([run], NAMES, 1).iloc[-1].tolist()
    assert last == [1, "-1.00000000e-18", "1.56960000e-09", "2.00000000e-04"]


def test_the_numbers_of_a_line_are_also_those_of_the_line_as_drawn():
    run = lesson_run(0.01, 15, standardise=True)
    samples, last = run.result.samples, descent_tables.line(run, NAMES, 15).iloc[-1]
    bias, *slopes = (float(last[f"{name}, as drawn"]) for name in NAMES)
    learnt = adaline.net_inputs(samples.x, run.result.run.weights)
    np.testing.assert_allclose(bias + samples.chosen.x @ slopes, learnt, atol=1e-6)
    raw, explodes = lesson_run(0.0001, 15), lesson_run(1.0, 1000, standardise=True)
    for other in (raw, explodes):
        columns = descent_tables.line(other, NAMES, len(other.result.run.costs)).columns
        assert not any("as drawn" in name for name in columns)


def test_epochs_after_an_overflow_are_told_in_words():
    run = lesson_run(0.01, 100)
    column = descent_tables.costs([run], 100)["J, run"].tolist()
    assert column[run.result.run.overflows_at - 1 :] == ["overflowed"] * (100 - len(run.costs))


def both_rates(eta, eta2, epochs, **inputs):
    settings = {"pair": "setosa-versicolor", "features": LESSON_FEATURES, "standardise": False}
    training = Training(Inputs(**(settings | inputs)), eta, epochs)
    made = [
        NamedRun(name, rate, runs.train_adaline(Training(training.inputs, rate, epochs)))
        for name, rate in (("η₁", eta), ("η₂", eta2))
    ]
    return learning_rate.Seen(training, *made)


def test_learning_rate_tells_where_its_own_curves_begin():
    assert "begin at the J of the start, 50 here" in learning_rate.beginning(
        both_rates(0.01, 0.0001, 10)
    )
    four = both_rates(0.01, 0.0001, 10, points="a1,1a1,3b3,1b3,3", alone=True)
    assert "begin at the J of the start, 2 here" in learning_rate.beginning(four)


def test_what_is_often_said_of_a_small_rate_stands_against_the_lessons_numbers():
    said = learning_rate.often_said()
    assert "In 10 epochs its J goes from 50 to 40.3; the floor is 2.44." in said


def test_the_limit_is_told_with_the_lessons_numbers():
    raw = learning_rate.limit(both_rates(0.01, 0.0001, 10))
    scaled = learning_rate.limit(both_rates(0.01, 0.0001, 10, standardise=True))
    assert "= 0.000493828\n" in raw and "= 0.011035157\n" in scaled
    for said in (raw, scaled):
        condition, factor = re.search(
            r", ([\d,.]+) here: 1 for .* number = ([\d.]+)\.", said
        ).groups()
        flattest = 1 - 2 / float(condition.replace(",", ""))
        assert float(factor) == pytest.approx(flattest, abs=1e-4)
    narrow = both_rates(0.01, 0.0001, 10, points="a1000,1b1001,1b1000,2a1e5,7", alone=True)
    assert "almost exactly 1" in learning_rate.limit(narrow)


def test_a_limit_below_all_rates_of_the_slider_is_said_with_what_helps():
    def said(**inputs):
        seen = both_rates(0.01, 0.0001, 3, **inputs)
        return " ".join(learning_rate.notes(seen, Slice(seen.both, (1, 2), NAMES)))

    assert "above the limit" not in said() + said(standardise=True)
    far = said(points="a1000,1b3000,2", alone=True)
    assert "every rate on the slider is above the limit. Switch on *Standardise*" in far


def test_who_has_standardised_is_not_told_to_do_so():
    seen = both_rates(0.01, 0.0001, 3, standardise=True)
    many = replace(seen.first, result=replace(seen.first.result, limit=LEARNING_RATES[0] / 2))
    *_, said = learning_rate.notes(replace(seen, first=many), Slice(seen.both, (1, 2), NAMES))
    assert "every rate on the slider is above the limit. J is a sum over all samples" in said
    assert "Standardise" not in said


def test_a_level_direction_of_the_bowl_has_an_infinite_condition_number():
    seen = both_rates(0.01, 0.0001, 10, points="a1,1a2,2b3,3b4,4", alone=True)
    said = learning_rate.limit(seen)
    assert "infinite here" in said and "no update goes that way" in said
    assert "÷" not in said, "a distance that no update changes is not multiplied"
    assert "1 − 2 ÷ condition number" in learning_rate.limit(both_rates(0.01, 0.0001, 10))


def test_a_small_weight_of_a_large_input_is_not_said_to_be_0():
    run = own_run("a1e14,2e14b3e14,1e14", 0.01, 2)
    assert "The minimum is at 6 × 10⁻¹⁵, −8 × 10⁻¹⁵; run ends" in Slice((run,), (1, 2), NAMES).told


def test_a_factor_that_rounds_to_1_is_not_said_to_be_1():
    seen = both_rates(0.01, 0.0001, 10, points="a1,1e6a2,3e7b3,2e7b5,4e7", alone=True)
    said = learning_rate.limit(seen)
    assert "condition number, which is almost exactly 1. Where" in said and "= 1." not in said


def test_a_limit_has_no_zeros_at_its_end():
    seen = both_rates(0.01, 0.0001, 10, points="a1,5a2,5b3,5b4,5", alone=True, standardise=True)
    assert "= 0.5\n" in learning_rate.limit(seen)
    two = both_rates(0.01, 0.0001, 10, points="a5,3b6,3", alone=True, standardise=True)
    assert "= 1\n" in learning_rate.limit(two)
    far = both_rates(0.01, 0.0001, 10, points="a1e6,3b2e6,3", alone=True)
    assert "= 4 × 10⁻¹³\n" in learning_rate.limit(far), "nine decimals would be 0"
    assert "= 0.000493828\n" in learning_rate.limit(both_rates(0.01, 0.0001, 10))


def test_a_constant_input_is_told_without_a_spread():
    told = standardisation.scaling(standardised_beside_raw(points="a1,5a2,5b3,5b4,5", alone=True))
    assert "| petal length | 5 | 0 |" in told


def standardised_beside_raw(eta=0.01, epochs=15, **inputs):
    settings = {"pair": "setosa-versicolor", "features": LESSON_FEATURES} | inputs
    kinds = [Training(Inputs(standardise=scale, **settings), eta, epochs) for scale in (0, 1)]
    raw, scaled = (
        NamedRun(name, eta, runs.train_adaline(kind))
        for name, kind in zip(("Raw", "Standardised"), kinds, strict=True)
    )
    return standardisation.Seen(kinds[1], raw, scaled)


def test_standardisation_shows_the_factors_of_both_ends_of_the_bowl():
    table = standardisation.compared(
        standardised_beside_raw(0.0001, pair="setosa-virginica", epochs=10)
    )
    assert "| 1 − ηλ, steepest | 0.497 |" in table and "| 1 − ηλ, flattest | 0.99992 |" in table


@pytest.mark.parametrize(
    ("inputs", "told", "not_told"),
    [
        ({}, ["grow together", "0.812"], ["go opposite ways", "narrow valley"]),
        ({"features": ("sepal_length", "sepal_width")}, ["go opposite ways"], ["grow together"]),
        ({"pair": "versicolor-virginica"}, ["most values lie far from 0, on one side"], []),
        ({"points": "a1,1a2,3b3,2", "alone": True}, ["of the two inputs, here 0.5: ", "together"],
         ["all values are alike", "next to none"]),
        ({"points": "a1,3a2,1b3,1", "alone": True}, ["here −0.866: ", "opposite ways"], ["alike"]),
        ({"points": "a-1,1a1,-1b-1,-1b1,1", "alone": True}, ["next to none", "stays at 1"],
         ["grow together", "far from 0"]),
        ({"points": "a-1,1a1,-1b-1,-1b1,1.0001", "alone": True}, ["it stays at 1."], ["from 1 to"]),
        ({"points": "a1,1a2,2b3,3b4,4", "alone": True}, ["is infinite for both", "straight-line"],
         ["falls from"]),
        ({"points": "a1,2a2,2b3,2b4,2", "alone": True}, ["all values are alike"], ["falls from"]),
        ({"points": "a1,1b1,2a1,3", "alone": True}, ["standard deviation 0", "it stays 0"],
         ["far from 0", "narrow valley", "spreads equal"]),
        ({"points": "a1,1b1,1", "alone": True}, ["it stays 0"], ["far from 0", "spreads equal"]),
    ],
)  # fmt: skip
def test_why_standardising_helps_is_told_of_the_samples_on_show(inputs, told, not_told):
    why = standardisation.why(standardised_beside_raw(**inputs))
    assert all(text in why for text in told), why
    assert not any(text in why for text in not_told), why


@pytest.mark.parametrize("points", ["a1,1b1,2a1,3", "a1,1b1,1"])
def test_without_a_weight_for_an_input_there_is_no_line_to_carry_back(points):
    said = standardisation.line_back(standardised_beside_raw(points=points, alone=True))
    assert "there is no line: z is the bias everywhere" in said and "same line" not in said
    assert "The same line in" in standardisation.line_back(standardised_beside_raw())


def test_the_weights_of_a_run_that_diverges_are_not_carried_back():
    diverged = standardisation.line_back(standardised_beside_raw(eta=0.1))
    assert diverged == "The standardised run diverges: its weights grow without end."


def test_equal_weights_are_said_to_be_other_neurons_unless_they_are_zero():
    def said(**start):
        seen = standardised_beside_raw()
        asked = replace(seen, training=replace(seen.training, **start))
        cuts = [Slice((run,), (1, 2), NAMES) for run in seen.both]
        return " ".join(standardisation.notes(asked, (cuts[0], cuts[1])))

    same = "Both runs start from the same weights."
    assert same not in said() and same not in said(start=(0.0, 0.0, 0.0))
    assert same in said(start=(0.0, 0.0, 0.5)) and same in said(start_seed=3)


def test_standardisation_shows_the_weights_of_the_lesson():
    at = visit.open_page("standardisation")
    assert "bias about 0, sepal length −0.126256159, petal length 1.10479201" in visit.words(at)
    assert "| Limit 2/λ | 0.0004938279 | 0.01103516 |" in visit.words(at)


def test_solutions_tell_what_the_runs_show():
    said = solutions("learning_rate", "largest_rate", "one_percent", "crawl", "double")
    assert said.count("Setosa and versicolor, sepal and petal length") == 2
    assert "| 10 | 0.0005 |" in said
    assert "| 1000 | 0.0004 |" in said and "from epoch 28 on" in said
    assert "η = 0.009, 17 epochs" in said and "2870 epochs" in said
    assert "log₁₀ J = 1.60479" in said
    assert "With η = 0.0003 J is 27.68 in epoch 10, with η = 0.0006 it is 908.7." in said
    said = solutions("standardisation", "reproduce", "raw_best", "lengths")
    assert "50, 33.82690622, 23.15304865, ... 2.57687665." in said
    assert "For setosa and versicolor, sepal and petal length, the largest rate below" in said
    assert "petal length, petal width" in said


def solutions(page, *keys):
    said = []
    for key in keys:
        at = visit.open_page(page, exercise=key)
        at.session_state[f"{key}_solution"] = True
        said.append(visit.words(at.run()))
    return "\n".join(said)


@pytest.mark.parametrize(
    ("page", "key", "settings"),
    [
        ("learning_rate", "largest_rate", {"eta": "0.0004", "eta2": "0.0005", "epochs": "100"}),
        ("learning_rate", "one_percent", {"standardise": "true", "eta": "0.009", "epochs": "20"}),
        ("standardisation", "raw_best", {"eta": "0.0004"}),
    ],
)
def test_an_exercise_ticks_itself_once_the_student_is_there(page, key, settings):
    assert not visit.open_page(page, exercise=key).success
    assert [one.value for one in visit.open_page(page, exercise=key, **settings).success]


@pytest.mark.parametrize(
    ("page", "key", "settings"),
    [
        ("learning_rate", "largest_rate", {"eta": "0.0004", "eta2": "0.0005", "epochs": "100"}),
        ("standardisation", "raw_best", {"eta": "0.0004"}),
    ],
)
def test_the_start_and_the_points_that_do_not_count_are_left_out_by_the_task(page, key, settings):
    (task,) = [one.task for one in catalogue.exercises(page) if one.key == key]
    for other, excluded in (
        ({"start": "own", "start_w1": "0.1"}, "zero start"),
        ({"start": "random"}, "zero start"),
        ({"points": "a5,2"}, "own points"),
    ):
        assert not visit.open_page(page, exercise=key, **settings, **other).success
        assert excluded in task


def exercise(page, key):
    return next(one for one in catalogue.exercises(page) if one.key == key)


@pytest.mark.parametrize(
    ("key", "rates_", "epochs", "standardise", "solved"),
    [
        ("largest_rate", (0.0004, 0.0005), 100, False, True),
        ("largest_rate", (0.0005, 0.0004), 100, False, True),
        ("largest_rate", (0.0004, 0.0005), 99, False, False),
        ("largest_rate", (0.0003, 0.0005), 100, False, False),  # no neighbours
        ("largest_rate", (0.0003, 0.0004), 100, False, False),  # both fall
        ("largest_rate", (0.0005, 0.0006), 100, False, False),  # both rise
        ("largest_rate", (0.01, 0.02), 100, True, False),
        ("one_percent", (0.009, 0.0001), 20, True, True),
        ("one_percent", (0.0001, 0.009), 17, True, True),
        ("one_percent", (0.009, 0.0001), 16, True, False),
        ("one_percent", (0.006, 0.0001), 30, True, False),  # in epoch 26
    ],
)
def test_an_exercise_on_two_rates_knows_when_it_is_solved(key, rates_, epochs, standardise, solved):
    seen = both_rates(*rates_, epochs, standardise=standardise)
    assert exercise("learning_rate", key).solved(seen) == solved
    elsewhere = replace(seen, training=replace(seen.training, start_seed=1))
    assert not exercise("learning_rate", key).solved(elsewhere), "the task asks for a zero start"


def test_the_crawl_is_guessed_by_the_last_cost_of_the_first_rate():
    guess = exercise("learning_rate", "crawl").predict
    assert guess.truth(both_rates(0.0001, 0.01, 10)) == pytest.approx(1.60479, abs=5e-6)


def test_the_outcome_tells_of_both_rates_and_of_the_samples_that_each_gets_right():
    seen = both_rates(0.0001, 0.01, 10)
    said = learning_rate.outcome(seen, Slice(seen.both, (1, 2), NAMES))
    assert "**η₁ crawls.**" in said and "**η₂ diverges.**" in said
    assert said.endswith(
        "Answered correctly: 55 of 100 flowers with η₁, 50 of 100 flowers with η₂. "
        "The path of η₂ runs out of the contours' frame."
    )


def test_where_every_rate_has_overflowed_no_lowest_cost_is_named():
    swept = rates.Sweep(np.array([0.1, 1.0]), np.array([[50.0, 50.0], [np.inf, np.inf]]), 1.0, 0.01)
    assert swept.lowest is None
    assert learning_rate.lowest(swept).startswith("too large for the computer with every rate")


@pytest.mark.parametrize(
    ("eta", "epochs", "solved"),
    [(0.0004, 15, True), (0.0004, 14, False), (0.0003, 15, False), (0.0005, 15, False)],
)
def test_only_the_largest_rate_below_the_raw_limit_keeps_up_for_long_enough(eta, epochs, solved):
    seen = standardised_beside_raw(eta, epochs)
    assert exercise("standardisation", "raw_best").solved(seen) == solved


@pytest.mark.parametrize(
    ("rates_", "epochs", "standardise", "said"),
    [
        ((0.0001, 0.0002), 10, False, "lower than with η₁"),
        ((0.005, 0.01), 3, True, "between the start and η₁"),
        ((0.0003, 0.0006), 10, False, "higher than at the start"),
    ],
)
def test_twice_the_rate_is_judged_by_where_its_j_ends(rates_, epochs, standardise, said):
    seen = both_rates(*rates_, epochs, standardise=standardise)
    double = exercise("learning_rate", "double").predict
    assert double.truth(seen) == said and said in double.answers


@pytest.mark.parametrize(
    ("page", "key", "named", "hint"),
    [
        ("learning_rate", "one_percent", "standardise", "among the controls under this task"),
        ("learning_rate", "largest_rate", "limit", "further down among the controls"),
        ("standardisation", "raw_best", "limit", "Further down among the controls"),
    ],
)
def test_a_hint_sends_to_where_a_control_stands_while_its_exercise_is_open(page, key, named, hint):
    """Those that the exercise needs stand under the task, before all others and their words."""
    at = visit.open_page(page, exercise=key)
    order = [f"{getattr(one, 'key', '')} {getattr(one, 'value', '')}" for one in at._tree]
    stands = rf"^{named} |\*\* the {named}"
    (control, *_), (sent, *_) = (
        [place for place, one in enumerate(order) if re.search(what, one)]
        for what in (stands, hint)
    )
    assert (control < sent) == (named != "limit")


@pytest.mark.parametrize("page", ["learning_rate", "standardisation"])
def test_a_start_of_ones_own_stands_in_the_link(page):
    link = {"start": "own", "start_w0": "0.5", "start_w1": "-1", "start_w2": "2"}
    at = visit.open_page(page, **link)
    visit.assert_well(at, page)
    grips = [grip for figure in visit.scene(at)["figures"] for grip in figure["touch"]["grips"]]
    assert {(grip["x"], grip["y"]) for grip in grips} == {(-1.0, 2.0)}
    plain = visit.open_page(page)
    assert visit.scene(plain)["captions"][0] != visit.scene(at)["captions"][0]


def test_the_cost_is_drawn_on_plain_axes_too():
    at = visit.open_page("learning_rate", eta="0.0004", epochs="10", cost_axis="plain")
    visit.assert_well(at, "learning_rate")
    chart = visit.charts(at)["learning_rate_log_cost"]
    assert chart.layout["yaxis"]["title"]["text"] == "J"
    assert chart.data[0]["y"][0] == pytest.approx(50.0)
    visit.move(at, "cost_axis", "logarithm")
    logs = visit.charts(at)["learning_rate_log_cost"].data[0]["y"]
    np.testing.assert_allclose(10 ** np.array(logs), chart.data[0]["y"])


def test_both_bowls_are_equally_large_whichever_is_in_front():
    for show in ("standardised", "raw"):
        at = visit.open_page("standardisation", show=show)
        places = [figure["place"] for figure in visit.scene(at)["figures"]]
        assert places == ["main", "main", "side", "side"]


CRAWL, QUICK, DOUBLE = (
    next(one for one in learning_rate_exercises.EXERCISES if one.key == key)
    for key in ("crawl", "one_percent", "double")
)


@pytest.mark.parametrize(
    ("away", "right", "said"),
    [(-0.1, False, "Small is not quick"), (0.1, False, "J falls in every epoch"), (0.0, True, "")],
)
def test_a_guess_below_a_crawl_is_explained_otherwise_than_one_above(away, right, said):
    seen = both_rates(0.0001, 0.0001, 10)
    guess = round(float(np.log10(seen.first.costs[9])) + away, 2)
    solved, why = CRAWL.predict.verdict(guess, seen)
    assert solved is right and said in why


def test_the_solution_of_a_crawl_is_that_of_the_plain_loop():
    """J of epoch 10, and the epoch from which on it is within 1 % of the least squares' J."""
    samples = lesson_run(0.0001, 1).result.samples
    run = adaline.train(samples.x, samples.y, 0.0001, 100_000)
    inputs = np.column_stack([np.ones(len(samples.y)), samples.x])
    _, (squares,), *_ = np.linalg.lstsq(inputs, samples.y)
    near = int(np.flatnonzero(run.costs > 1.01 * squares / 2)[-1]) + 2
    said = CRAWL.solution()
    assert said.startswith(f"J comes down to {run.costs[9]:.4g}, ")
    assert f"it would take {near:,} epochs to come" in said


@pytest.mark.parametrize(
    ("eta", "eta2", "truth"),
    [
        (0.0001, 0.0002, "lower than with η₁"),
        (0.0003, 0.0006, "higher than at the start"),
        (0.0003, 0.0002, "between the start and η₁"),
    ],
)
def test_j_at_the_end_answers_what_another_rate_does(eta, eta2, truth):
    seen = both_rates(eta, eta2, 10)
    start, first, second = seen.first.costs[0], seen.first.costs[-1], seen.second.costs[-1]
    places = {
        "lower than with η₁": second < first,
        "between the start and η₁": first < second < start,
        "higher than at the start": start < second,
    }
    assert places[truth] and DOUBLE.predict.truth(seen) == truth


def test_one_of_both_rates_that_is_quick_enough_solves_the_task():
    rates_near = {
        rate: both_rates(rate, rate, 200, standardise=True).first.near_floor
        for rate in (0.002, 0.009)
    }
    slow, quick = rates_near
    assert rates_near[quick] <= 18 < rates_near[slow]
    for pair, solved in (((slow, quick), True), ((quick, slow), True), ((slow, slow), False)):
        assert QUICK.solved(both_rates(*pair, 200, standardise=True)) is solved


def test_standardisation_says_where_both_figures_hold_the_third_weight():
    def held(**settings):
        seen = standardised_beside_raw(**settings)
        cuts = (
            Slice((seen.raw,), (1, 2), seen.names),
            Slice((seen.scaled,), (1, 2), seen.names, look=1),
        )
        return standardisation.notes(seen, cuts)[0].removeprefix(
            "Each contour joins weights of equal J; the bias is held at "
        )

    assert held(eta=0.1) == "0 in both figures."
    beside = held(eta=0.0001)
    assert beside.endswith(" with standardised ones.") and " with raw inputs and at " in beside


def costs_by_hand(rate, epochs, standardise=False):
    """J of each epoch, before its update, by the plain rule."""
    samples = lesson_run(rate, 1, standardise).result.samples
    x = np.column_stack([np.ones(len(samples.y)), samples.x])
    weights, costs = np.zeros(3), []
    for _ in range(epochs):
        errors = samples.y - x @ weights
        costs.append(0.5 * errors @ errors)
        weights = weights + rate * x.T @ errors
    return np.array(costs)


@np.errstate(all="ignore")  # of rates that explode
def test_the_largest_rate_whose_cost_only_falls_is_told_for_as_many_epochs_as_were_tried():
    solution = learning_rate_exercises.solve_largest()
    rows = dict(re.findall(r"\| (\d+) \| ([\d.]+) \|", solution))
    assert list(map(int, rows)) == [10, 100, 1000]
    for epochs, rate in rows.items():
        falls = [
            one for one in LEARNING_RATES if (np.diff(costs_by_hand(one, int(epochs))) <= 0).all()
        ]
        assert float(rate) == max(falls)


def test_the_standardised_run_comes_within_one_percent_in_the_epoch_that_is_told():
    solution = learning_rate_exercises.solve_one_percent()
    rate, epoch = re.search(r"Standardised: with η = ([\d.]+), (\d+) epochs", solution).groups()
    costs = costs_by_hand(float(rate), 1000, standardise=True)
    far = np.flatnonzero(costs > 1.01 * costs[-1])
    assert int(epoch) == far[-1] + 2, "counted from 1, the first one behind"
