"""The Gradient descent page names how a run ended, and why."""

import re

import numpy as np
import pytest

from core.curve import CURVES
from core.descent import NEAR, descend
from pages.lessons.gradient_descent import endings, exercises, slope, told
from pages.shared.figures.motion import Values
from pages.shared.one_neuron import runs
from pages.shared.one_neuron.settings import Inputs, Training
from tests.pages import visit


@pytest.mark.parametrize(
    ("curve", "start", "eta", "updates", "expected"),
    [
        ("parabola", -3.0, 0.3, 20,
         ["arrives at the lowest minimum", "w = 0.9968", "within 0.01 of it from update 17 on"]),
        ("parabola", 1.0, 0.3, 20, ["arrives at the lowest minimum", "from the start"]),
        ("parabola", -3.0, 0.01, 20, ["It crawls", "100 more updates", "η is small"]),
        ("parabola", -3.0, 2.0, 20,
         ["to and fro for ever", "w = −3", "w = 5", "20 updates of 20 jumped"]),
        ("parabola", -3.0, 3.0, 20, ["It diverges", "update 18", "is above the limit 2/J″ = 2"]),
        ("two minima", 3.0, 0.1, 50,
         ["trapped in the higher minimum", "J = 1.333", "w = −2"]),
        ("two minima", 3.5, 0.5, 50,
         ["arrives at the lowest minimum", "overshot a minimum, first in update 1"]),
        ("two minima", 0.5, 0.1, 20, ["stops where the slope is 0**, w = 0.5, although"]),
        ("two minima", -4.0, 0.7, 5, ["It diverges**: update 4", "steeper",
         "η = 0.7 is not above the limit 2/J″ = 1.33 at the flattest minimum, but out here"]),
        ("two minima", -4.0, 1.4, 3,
         ["It diverges**: update 3", "η = 1.4 is above the limit 2/J″ = 1.33 at the flattest"]),
        ("parabola", -3.0, 0.05, 20, ["It is on its way", "would be 20 more updates away"]),
        ("parabola", -3.0, 0.7, 2, ["It is on its way", "would be 1 more update away"]),
        ("plateau", -3.0, 0.3, 20, ["It crawls", "almost flat"]),
        ("plateau", -4.0, 0.001, 1, ["It crawls", "more than a million updates away"]),
        ("stairs", -3.0, 0.3, 20, ["It never moves", "J stays at 1.5"]),
        ("parabola", -1.7, 6.0, 1,
         ["The only update jumped over a minimum", "J is higher than at the start"]),
        ("parabola", -3.0, 1.9, 1,
         ["The only update jumped over a minimum", "J is not higher than at the start"]),
        ("stairs", 2.0, 0.3, 20, ["at an edge there is none"]),
    ],
)  # fmt: skip
def test_the_ending_is_told_with_its_cause(curve, start, eta, updates, expected):
    said = endings.outcome(descend(CURVES[curve], start, eta, updates))
    for words in expected:
        assert words in said, said


@pytest.mark.parametrize(
    ("start", "eta", "updates", "told_"),
    [
        (-3.8, 0.7, 10, "8 updates jumped over a minimum, and 1 update ended higher than it began"),
        (-3.7, 0.7, 5, "3 updates jumped over a minimum, and none ended higher than it began"),
        (-3.3, 1.0, 5, "5 updates jumped over a minimum, and 2 updates ended higher than they"),
    ],
)
def test_the_jumps_of_a_run_that_has_not_settled_are_counted(start, eta, updates, told_):
    run = descend(CURVES["two minima"], start, eta, updates)
    beyond = np.sign(run.places[:, np.newaxis] - [-2.0, 2.0])
    jumps = int((np.diff(beyond, axis=0) != 0).any(axis=1).sum())
    assert [jumps, int((np.diff(run.costs) > 0).sum())] == [len(run.overshoots), len(run.rises)]
    said = endings.outcome(run)
    assert said.startswith(f"**It overshoots and has not settled**: {told_}"), said


def test_what_rests_exactly_at_a_minimum_stays_there_with_every_rate():
    said = endings.outcome(descend(CURVES["parabola"], 1.0, 3.0, 5))
    assert "from the start" in said and "It will not stay" not in said
    assert "It will not stay" in endings.outcome(descend(CURVES["parabola"], 1.001, 2.5, 2))


def test_the_updates_made_are_counted():
    assert told.count(descend(CURVES["parabola"], -3.0, 0.01, 20)) == "20 updates"
    assert told.count(descend(CURVES["parabola"], -3.0, 0.01, 1)) == "1 update"


def test_the_slope_that_comes_with_the_output_is_the_one_that_is_measured():
    rows = [line.strip("| ").split(" | ") for line in told.slopes().splitlines()[2:]]
    assert [row[0] for row in rows] == ["−4", "−2", "0", "2", "4"]
    assert rows[2][1:] == ["0.5", "0.25", "0.25"] and rows[3][1:] == ["0.8808", "0.105", "0.105"]
    assert all(product == measured for *_, product, measured in rows)


@pytest.mark.parametrize("name", CURVES)
def test_what_is_said_of_jumps_and_growth_holds_at_every_setting(name):
    for start in np.linspace(-4, 4, 17):
        for eta in (0.001, 0.03, 0.5, 0.9, 1.4, 2.1, 6.0):
            for updates in (1, 2, 3, 20, 100):
                run = descend(CURVES[name], float(start), eta, updates)
                said = endings.outcome(run)
                assert "It will not stay" not in said or eta > run.curve.step_limit(run.nearest)
                if "on its way" in said and updates == 1:
                    assert not run.overshoots, said
                if "will jump over the minimum" in said:
                    after = descend(CURVES[name], float(start), eta, updates + 1)
                    assert updates + 1 in after.overshoots, said
                if "larger than the one before" in said:
                    assert (np.diff(np.abs(np.diff(run.places))) > 0).all()
                if "trapped" in said:
                    far = descend(CURVES[name], float(run.places[-1]), eta, 200)
                    assert abs(far.places[-1] - run.nearest) <= NEAR, said


@pytest.mark.parametrize("start", [-2.0, 0.0, 2.0])
def test_at_an_edge_of_the_stairs_no_slope_is_spoken_of(start):
    run = descend(CURVES["stairs"], start, 0.3, 3)
    assert all("where there is no slope" in caption for caption in told.captions(run))
    assert "slope is 0" not in told.this_curve(run) and "·0" not in "".join(told.sayings(run))
    beside = descend(CURVES["stairs"], start + 0.1, 0.3, 3)
    assert all("slope 0: stay" in caption for caption in told.captions(beside))


@pytest.mark.parametrize(("start", "told_"), [(-3.0, "= −2.9999"), (4.0, "= 3.999999")])
def test_a_step_is_to_be_seen_in_its_arithmetic_however_small(start, told_):
    run = descend(CURVES["plateau"], start, 0.3, 1)
    assert told_ in told.sayings(run)[0]
    assert told.arithmetic(3.0, 0.462098120373, 1e-17).endswith(" = 0.4621")
    assert "= 1 − 0.3·0 = 1" in told.arithmetic(0.3, 1.0, 0.0)


def test_passing_by_the_higher_minimum_is_not_being_trapped():
    limit = CURVES["two minima"].step_limit(2.0)
    run = descend(CURVES["two minima"], 2.001, 1.2 * limit, 2)
    said = endings.outcome(run)
    assert "It is near the higher minimum" in said and "It will not stay" in said


@pytest.mark.parametrize(
    ("start", "direction"), [("-3.0", "negative: go right"), ("3.0", "positive: go left")]
)
def test_the_sign_of_the_slope_says_the_way(start, direction):
    at = visit.open_page("gradient_descent", start=start, eta="0.1")
    first = visit.scene(at)["captions"][0]
    assert first.startswith("Start: w = ") and direction in first
    assert f"so w goes {direction.split()[-1]}" in visit.words(at)


def test_a_slope_that_moves_the_weight_no_more_sends_it_nowhere():
    run = descend(CURVES["parabola"], 2.0, 0.3, 100)
    w, slope = run.places[-1], run.slopes[-1]
    assert slope > 0 and w - 0.3 * slope == w
    assert told.captions(run)[-1] == "Update 100: w = 1, slope 2.22 × 10⁻¹⁶: stay"
    first = told.this_curve(descend(CURVES["parabola"], float(w), 0.3, 1))
    assert first.endswith("so w stays: −η J′(w) = −6.661 × 10⁻¹⁷ is lost in rounding.")
    assert told.this_curve(descend(CURVES["parabola"], 1.0, 0.3, 1)).endswith(
        "the slope is 0, so w stays: −η J′(w) = 0."
    )


def test_every_update_is_a_moment_with_its_arithmetic():
    at = visit.open_page("gradient_descent", steps="7")
    scene = visit.scene(at)
    assert len(scene["captions"]) == len(scene["sayings"]) == 8
    assert scene["sayings"][0] == "Next: w − η·slope = −3 − 0.3·(−4) = −1.8"
    path = next(m for m in scene["figures"][0]["motions"] if m["kind"] == "path")
    assert path["last"] == list(range(8))
    assert path["x"] == pytest.approx(descend(CURVES["parabola"], -3.0, 0.3, 7).places)


def test_the_tangent_touches_the_curve_with_its_slope():
    run = descend(CURVES["two minima"], 3.0, 0.1, 5)
    across, up = slope.tangents(run.places, run.costs, run.slopes, (0.0, 5.0))
    np.testing.assert_allclose(across.mean(axis=1), run.places)
    np.testing.assert_allclose(up.mean(axis=1), run.costs)
    np.testing.assert_allclose(np.diff(up)[:, 0] / np.diff(across)[:, 0], run.slopes)


def test_the_ball_s_start_slides_on_the_curve_that_is_drawn():
    at = visit.open_page("gradient_descent", curve="two minima", start="3.5")
    (grip,) = visit.scene(at)["figures"][0]["touch"]["grips"]
    (w, costs), curve = grip["along"], CURVES["two minima"]
    assert (w[0], w[-1]) == (-4.0, 4.0)
    np.testing.assert_allclose(costs, curve(w))
    assert grip["y"] == pytest.approx(float(curve(3.5)))


def test_the_trap_s_button_leads_into_the_trap_and_a_larger_rate_out_of_it():
    at = visit.open_page("gradient_descent", exercise="trap")
    at.button(key="try_trap").click().run()
    assert "It is trapped in the higher minimum" in visit.words(at)
    assert not at.success
    visit.move(at, "eta", 0.5)
    assert at.success


def exercise(key):
    return next(one for one in exercises.EXERCISES if one.key == key)


@pytest.mark.parametrize(
    ("curve", "start", "eta", "solved"),
    [
        ("two minima", 3.5, 0.5, True),
        ("two minima", 3.5, 0.05, False),
        ("two minima", -3.0, 0.05, False),  # it is on the lower side already
        ("parabola", 3.5, 0.5, False),
    ],
)
def test_out_of_the_trap_is_only_who_was_in_it(curve, start, eta, solved):
    run = descend(CURVES[curve], start, eta, 100)
    assert (run.ending == "arrived") == (eta == 0.5 or start < 0)
    assert exercise("trap").solved(run) == solved
    assert exercise("where_ends").predict.truth(run) == run.places[-1]


def test_one_update_is_enough_on_the_parabola_alone():
    one = exercise("limits").solved
    assert one(descend(CURVES["parabola"], -3.0, 1.0, 1))
    assert not one(descend(CURVES["parabola"], -3.0, 0.9, 1))
    near = descend(CURVES["two minima"], 0.51, 1e-9, 1)
    assert not one(near) and not one(descend(CURVES["two minima"], -2.0 + 1e-3, 0.4, 1))


def test_the_solutions_count_the_updates_that_overshoot_and_what_is_left_of_the_way():
    rows = exercise("limits").solution()
    jumps = {float(eta): int(n) for eta, n in re.findall(r"^\| ([\d.]+) .* (\d+) \|$", rows, re.M)}
    assert jumps == {0.01: 0, 0.5: 0, 1.0: 0, 1.9: 20, 2.0: 20, 2.1: 20}
    slow = exercise("descent_question")
    assert f"so {100 * 0.99**50:.3g}% of the way is left" in slow.solution()
    run = descend(CURVES["parabola"], slow.settings["start"], slow.settings["eta"], 50)
    assert slow.predict.truth(run) == "still on its way"


def test_an_update_that_lands_on_the_minimum_solves_its_exercise():
    link = {"exercise": "limits", "curve": "parabola", "start": "-3.0"}
    assert visit.open_page("gradient_descent", **link, eta="1").success
    assert not visit.open_page("gradient_descent", **link, eta="0.5").success
    near = link | {"start": "0.9"}
    assert visit.open_page("gradient_descent", **near, eta="1").success
    assert not visit.open_page("gradient_descent", **near, eta="0.9").success
    resting = link | {"start": "1.0"}
    assert not visit.open_page("gradient_descent", **resting, eta="1").success


def test_updates_that_grow_need_not_diverge_where_the_curve_bends():
    trap = endings.outcome(descend(CURVES["two minima"], -1.9, 0.9, 3))
    assert "larger than the one before, so far" in trap and "It is diverging" not in trap
    bowl = endings.outcome(descend(CURVES["parabola"], -3.0, 3.0, 3))
    assert "It is diverging, from update 1 on" in bowl


def test_a_power_of_two_scales_the_perceptron_to_the_bit_and_no_other_rate_does():
    """What the page says of rounding, for the runs that it links to."""
    inputs = Inputs("versicolor-virginica", ("sepal_length", "petal_length"), False)
    made = {
        eta: runs.train_perceptron(Training(inputs, eta, 1000)).run
        for eta in (0.001, 0.1, 0.5, 1.0)
    }
    assert (made[0.5].history * 2 == made[1.0].history).all()
    wrong = [int(run.misclassified[-1]) for run in made.values()]
    assert wrong[2] == wrong[3] and len(set(wrong)) == 3
    assert "power of two" in told.ROUNDING


@pytest.mark.parametrize(
    ("curve", "start", "eta", "updates", "magnifies"),
    [
        ("two minima", -3.0, 1.3, 50, True),
        ("two minima", -3.0, 1.3, 20, False),  # too few updates yet
        ("parabola", -3.0, 0.3, 20, False),  # the page as it opens
        ("parabola", -3.0, 1.9, 1000, False),
        ("parabola", -3.0, 10.0, 1000, False),
    ],
)
def test_a_run_that_magnifies_roundings_says_so(curve, start, eta, updates, magnifies):
    run = descend(CURVES[curve], start, eta, updates)
    other = descend(CURVES[curve], start, eta * (1 + 1e-14), updates)
    gap = abs(run.places[-1] - other.places[-1])
    assert (gap > 1e-6 * abs(run.places[-1])) == magnifies
    said = endings.outcome(run)
    assert ("magnifies rounding" in said) == magnifies
    assert not magnifies or f"would end {gap:.2g} away" in said


def test_the_rates_of_the_solution_are_on_the_slider():
    at = visit.open_page("gradient_descent")
    on_offer = {float(option) for option in at.select_slider(key="eta").options}
    assert on_offer >= {0.01, 0.5, 1.0, 1.9, 2.0, 2.1}


def test_the_logistic_function_is_drawn_with_its_slope():
    chart = visit.charts(visit.open_page("gradient_descent"))["descent_logistic"]
    f, slope = (np.array(curve["y"]) for curve in chart.data)
    np.testing.assert_allclose(slope, f * (1 - f))
    assert slope.max() == pytest.approx(0.25)


@pytest.mark.parametrize(("start", "drawn"), [(2.0, False), (1.9, True)])
def test_at_an_edge_no_tangent_is_drawn(start, drawn):
    figure = slope.figure(descend(CURVES["stairs"], start, 0.3, 2))
    (tangent,) = (motion for motion in figure.motions if isinstance(motion, Values))
    assert np.isfinite(tangent.rows["y"]).all() == drawn
