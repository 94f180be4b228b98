"""What the Perceptron page says of a run that stops at a tolerated number of mistakes."""

import re
from dataclasses import replace

import numpy as np
import pytest

from core import perceptron
from data import LESSON_FEATURES
from pages.lessons.perceptron import exercises, told, views
from pages.lessons.perceptron.told import Seen
from pages.shared.one_neuron import moments, replay, runs
from pages.shared.one_neuron.own_points import OwnPoints
from pages.shared.one_neuron.settings import Inputs, Training
from tests.pages import visit

HARD = Training(Inputs("versicolor-virginica", LESSON_FEATURES, False), 0.01, 100, order_seed=3)
EASY = Training(Inputs("setosa-versicolor", LESSON_FEATURES, False), 0.1, 20)


def seen(training: Training, tolerated: int | None) -> Seen:
    asked = replace(training, tolerated=tolerated)
    return Seen(asked, runs.train_perceptron(asked))


@pytest.mark.parametrize("tolerated", [8, 10, 15, 20])
def test_it_stops_after_the_first_epoch_with_few_enough_mistakes_and_says_so(tolerated):
    whole, stopped = seen(HARD, None).result.run, seen(HARD, tolerated)
    first = int(np.flatnonzero(whole.errors <= tolerated)[0]) + 1
    assert 1 < first < 100
    run = stopped.result.run
    np.testing.assert_array_equal(run.history, whole.history[: first + 1])
    said = f"stopped after epoch {first}, the first with at most {tolerated} mistakes"
    assert f"{said} ({whole.errors[first - 1]})." in told.outcome(stopped)
    by_epoch = moments.by_epoch(stopped.samples, run.history, replay.updates_made(run)).captions
    assert ["few enough to stop" in caption for caption in by_epoch] == [False] * first + [True]
    by_update = moments.by_update(stopped.samples, run).captions
    assert by_update[-1].endswith(f"; training stops after epoch {first}")
    assert told.left_out(stopped, 100, None) == [], "stopping is no lack of time"


def test_nothing_is_said_of_stopping_where_nothing_stopped():
    for one in (seen(HARD, None), seen(HARD, 0), seen(EASY, None)):
        run = one.result.run
        happened = replay.updates_made(run)
        captions = moments.by_epoch(one.samples, run.history, happened).captions
        captions += moments.by_update(one.samples, run).captions
        assert "stop" not in told.outcome(one) + "".join(captions)


def test_without_a_mistake_it_has_converged_too():
    one = seen(EASY, 0)
    quiet = one.result.run.converged_epoch
    assert quiet == len(one.result.run.errors) < 20
    last = one.result.run.update_epoch[-1]
    assert (
        f"the last in epoch {last}, so it has converged, and stopped after epoch {quiet}, the "
        "first without a mistake."
    ) in told.outcome(one)
    begun = seen(replace(EASY, start=tuple(one.result.run.weights)), 3)
    assert "0 updates** in 1 epoch, because every sample" in told.outcome(begun)
    assert "stopped after epoch 1, the first without a mistake" in told.outcome(begun)


def test_the_page_takes_it_from_its_link():
    link = {"pair": "versicolor-virginica", "order": "shuffled", "epochs": "100"}
    at = visit.open_page("perceptron", tolerated="10", **link)
    assert "the first with at most 10 mistakes" in visit.words(at)
    assert "at most" not in visit.words(visit.open_page("perceptron", **link)).split("The rule")[0]


def test_the_rule_says_what_a_turn_does():
    assert "all weights change together" in told.RULE and "nothing moves" in told.READING
    chosen = seen(replace(HARD, order_seed=None, epochs=3), None)
    weights = chosen.result.run.weights
    said = [told.saying(chosen.samples, i, 0.1, weights) for i in range(len(chosen.samples.y))]
    wrong = [text for text in said if "would change the weights by" in text]
    assert len(wrong) == chosen.wrong
    assert all(
        "Correct: the rule would change nothing." in text for text in said if text not in wrong
    )


def test_a_turn_is_told_with_numbers_that_add_up():
    one = seen(EASY, None)
    correct = told.saying(one.samples, 0, 0.1, one.result.run.weights)
    assert correct == (
        "Flower 1: z = −0.4 + (−0.68)·5.1 + 1.82·1.4 = −1.32, so the output is −1; target −1. "
        "Correct: the rule would change nothing."
    )
    tie = told.saying(one.samples, 0, 0.1, np.zeros(3))
    assert tie == (
        "Flower 1: z = 0 + 0·5.1 + 0·1.4 = 0, so the output is +1; target −1. Wrong: the rule "
        "would change the weights by η·(target − output)·(1, x₁, x₂) = (−0.2, −1.02, −0.28)."
    )


def test_a_net_input_just_below_0_is_answered_with_minus_1():
    one = seen(EASY, None)
    said = told.saying(one.samples, 0, 0.1, np.array([-0.5, 0.0, 0.0]))
    assert "= −0.5, so the output is −1; target −1. Correct" in said


def test_the_limit_of_updates_is_said_to_be_for_a_zero_start_where_this_run_had_another():
    zero, other = (seen(replace(EASY, start_seed=seed), None) for seed in (None, 1))
    assert told.guarantee(zero).endswith("This run made 10.")
    assert told.guarantee(other).endswith("this run had a random one.")


def test_a_limit_of_updates_too_large_to_be_worked_out_is_no_number_and_no_lack_of_a_line():
    one = seen(EASY, None)
    said = told.guarantee(replace(one, result=replace(one.result, bound=np.inf)))
    assert said.startswith("A line separates these flowers, so the updates must end.")
    assert "a number too large to be worked out" in said and "This run" not in said


def test_one_sample_is_and_more_are_on_the_wrong_side():
    inputs = replace(EASY.inputs, points="a1,1b5,5a9,3", alone=True)
    shown = [seen(replace(EASY, inputs=inputs, epochs=epochs), None) for epochs in range(1, 10)]
    assert {one.wrong for one in shown} == {0, 1}
    for one in shown:
        verb = "is" if one.wrong == 1 else "are"
        assert f"**{one.wrong} of 3 samples** {verb} on the wrong side" in told.outcome(one)


@pytest.mark.parametrize("start", [(0.0, 1.0, 0.0), (0.0, 0.0, 1.0)])
def test_one_weight_is_enough_for_a_line(start):
    inputs = replace(EASY.inputs, points="a-5,-5b5,5", alone=True)
    one = seen(replace(EASY, inputs=inputs, start=start), None)
    assert "0 of 2 samples** are on the wrong side of the line" in told.outcome(one)


def test_the_task_on_the_jumping_asks_for_the_other_order_that_it_takes():
    (shuffle,) = [one for one in exercises.EXERCISES if one.key == "shuffle"]
    widths = replace(HARD.inputs, features=("sepal_width", "petal_width"))
    as_in_file = seen(Training(widths, 0.1, 38), None)
    assert as_in_file.wrong <= 10 and not shuffle.solved(as_in_file)
    assert "change the order of the samples" in shuffle.task
    assert shuffle.solved(seen(Training(HARD.inputs, 0.1, 25, order_seed=1), None))


@pytest.mark.parametrize(
    ("change", "solved"),
    [
        ({"points": "m51,5,1.5"}, True),
        ({"points": "m1,6,4.5"}, True),
        ({"points": ""}, False),
        ({"points": "m51,5.5,4"}, False),  # a line still separates them
        ({"points": "b5,1.5"}, False),  # a flower more, none moved
        ({"points": "m51,5,1.5a5,2"}, False),
        ({"points": "m51,5,1.5m52,5,1.5"}, False),
        ({"points": "m1,1,1", "pair": "versicolor-virginica"}, False),  # which no line separates
    ],
)
def test_one_flower_is_moved_so_that_no_line_separates(change, solved):
    (one,) = [one for one in exercises.EXERCISES if one.key == "one_flower"]
    asked = replace(EASY, inputs=replace(EASY.inputs, **change))
    assert one.solved(seen(asked, None)) is solved


def test_the_solution_of_one_flower_tells_what_the_page_shows():
    (one,) = [one for one in exercises.EXERCISES if one.key == "one_flower"]
    link = {"points": "m51,5,1.5", "epochs": "25"}
    at = visit.open_page("perceptron", exercise="one_flower", **link)
    (updates,) = re.findall(r"\*\*(\d+) updates", visit.words(at))
    assert f"25 epochs make {updates}, " in one.solution() and "m51,5,1.5" in one.solution()
    before = visit.words(visit.open_page("perceptron", epochs="25"))
    assert re.search(r"\*\*10 updates", before) and "need 10 updates" in one.solution()


def test_the_shuffled_runs_of_the_solution_are_those_of_the_page_as_it_opens():
    (shuffle,) = [one for one in exercises.EXERCISES if one.key == "shuffle"]
    for epochs in (25, 100):
        link = {"pair": "versicolor-virginica", "order": "shuffled", "epochs": str(epochs)}
        at = visit.open_page("perceptron", **link)
        wrong = re.search(r"(\d+) of 100 flowers", visit.scene(at)["captions"][-1])[1]
        assert re.search(rf"\b{wrong} (are wrong )?after {epochs}\b", shuffle.solution())


def test_a_prediction_on_a_smaller_eta_is_asked_for_a_zero_start():
    (smaller,) = [one for one in exercises.EXERCISES if one.key == "smaller_eta"]
    assert smaller.settings["start"] == "zero", "from another start the answers' reasons are false"


def test_no_line_is_spoken_of_where_there_is_none():
    inputs = replace(EASY.inputs, points="a5,3b5,3", alone=True)
    assert "there is no line" in told.outcome(seen(replace(EASY, inputs=inputs), None))
    assert "there is no line" not in told.outcome(seen(EASY, None))


def test_captions_and_outcome_agree_that_there_is_no_line():
    inputs = replace(EASY.inputs, points="a5,3b5,3", alone=True)
    one = seen(replace(EASY, inputs=inputs), None)
    captions = moments.by_epoch(one.samples, one.result.run.history).captions
    assert captions[0] == "Epoch 0: the start, 1 of 2 samples answered wrong"
    assert captions[-1].endswith("answered wrong") and "answered wrong" in told.outcome(one)
    shown = moments.by_epoch(one.samples, one.result.run.history)
    assert "1 of 2 answered wrong at the end" in views.plane(one, shown, "", OwnPoints(), None).alt
    lines = moments.by_epoch(seen(EASY, None).samples, seen(EASY, None).result.run.history)
    assert lines.captions[-1].endswith("on the wrong side")


def test_of_a_single_epoch_nothing_is_said_twice():
    one = seen(replace(HARD, order_seed=None, epochs=1), None)
    assert "**2 updates** in 1 epoch. **50 of 100" in told.outcome(one)
    assert "2 epochs, 2 of them in the last one." in told.outcome(
        seen(replace(HARD, order_seed=None, epochs=2), None)
    )


@pytest.mark.parametrize("most", [5000, 3])
def test_an_update_is_told_with_its_flower_and_rings_it(monkeypatch, most):
    """Of 100 rows the first 50 are setosa; each update of a plain loop is told in its turn."""
    monkeypatch.setattr(moments, "MOST_UPDATES", most)
    one, w, expected, rings = seen(EASY, None), np.zeros(3), [], []
    for epoch in range(1, 21):
        for i, (x, target) in enumerate(zip(one.samples.x, one.samples.y, strict=True)):
            if (1.0 if w[0] + w[1] * x[0] + w[2] * x[1] >= 0 else -1.0) != target:
                w = w + 0.2 * target * np.r_[1.0, x]
                name = "setosa" if i < 50 else "versicolor"
                expected.append(
                    f"Update {len(rings) + 1}, epoch {epoch}: for flower {i + 1}, {name}"
                )
                rings.append(i)
    shown = moments.by_update(one.samples, one.result.run)
    assert shown.captions == ["Start: no update yet", *expected][: most + 1]
    made = len(shown.captions) - 1
    assert len(shown.own) == len(shown.weights) == len(shown.epochs) == made + 1
    ringed = [np.flatnonzero(row).tolist() for row in shown.ringed]
    assert ringed == [[], *([i] for i in rings[:made])]


def test_the_updates_of_the_last_epoch_are_counted_apart():
    one = seen(replace(HARD, epochs=30), None)
    errors = one.result.run.errors
    assert errors[0] != errors[-1] > 0
    assert (
        f"**{errors.sum()} updates** in 30 epochs, {errors[-1]} of them in the last one."
    ) in told.outcome(one)


def test_a_bias_alone_makes_no_line():
    inputs = replace(EASY.inputs, points="a5,3b5,3", alone=True)
    one = seen(replace(EASY, inputs=inputs, start=(0.5, 0.0, 0.0)), None)
    assert one.result.run.weights.tolist() == [0.5, 0.0, 0.0]
    assert "and there is no line: z is the bias everywhere" in told.outcome(one)


def test_what_is_not_trained_or_not_on_the_player_is_said_with_its_numbers():
    one = seen(EASY, None)
    assert one.updates == 10
    assert told.left_out(one, 20, 10) == told.left_out(one, 20, None) == []
    (few,) = told.left_out(one, 20, 9)
    assert few.startswith("The player shows the first 9 of 10 updates, so its last line is not")
    (short,) = told.left_out(one, 50, None)
    assert short.startswith("Of 50 epochs only the first 20 can be trained: going through 100 samp")


@pytest.mark.parametrize("other", [{"standardise": True}, {"points": "b6,5"}])
def test_the_jumping_is_stopped_on_the_flowers_as_they_are(other):
    (shuffle,) = [one for one in exercises.EXERCISES if one.key == "shuffle"]
    inputs = replace(HARD.inputs, **other)
    runs_ = [seen(Training(inputs, 0.1, 25, order_seed=seed), None) for seed in range(9)]
    assert any(one.wrong <= 10 for one in runs_) and not any(map(shuffle.solved, runs_))


def test_a_sample_that_is_not_there_is_said_not_to_be_followed():
    at = visit.open_page("perceptron", flower="9999")
    assert "There is no flower number 9999 here" in visit.words(at)
    assert "There is no flower" not in visit.words(visit.open_page("perceptron", flower="7"))


@pytest.mark.parametrize("page", ["perceptron", "learning_rate"])
def test_a_random_start_is_as_small_as_its_control_says(page):
    (start,) = (box for box in visit.opened(page).get("button_group") if box.key == "start")
    assert "small random ones, mostly between −0.02 and 0.02" in start.proto.help
    drawn = perceptron.small_random_weights(10_000, 1)
    assert 0.9 < (np.abs(drawn) < 0.02).mean() < 1
