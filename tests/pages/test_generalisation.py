"""The page on generalisation tells what its runs came to."""

import re
from dataclasses import replace
from itertools import product
from types import SimpleNamespace

import numpy as np
import pytest

from core.learner import Network
from pages.lessons.generalisation import (
    costs_told,
    exercises,
    judging,
    pictures,
    scores,
    script,
    told,
    views,
)
from pages.lessons.generalisation.judging import Judging, Model, Numbers
from pages.lessons.generalisation.repeated import Repeats
from pages.shared import words
from pages.shared.bench import numbers
from pages.shared.long_work import work
from pages.shared.one_neuron.own_points import OwnPoints
from pages.shared.one_neuron.settings import Inputs
from tests.pages import visit

INPUTS = Inputs("versicolor-virginica", ("sepal_length", "petal_length"), standardise=False)
ADALINE = Model("adaline", 0.01, 15)


def test_one_split_tells_both_scores():
    trial = judging.one_split(Judging(INPUTS, ADALINE, 0.3, 1))
    said = visit.words(visit.open_page("generalisation"))
    assert f"**{100 * trial.train_score:.3g}%** of the 70 training samples" in said
    assert f"**{100 * trial.test_score:.3g}%** of the 30 test samples" in said


@pytest.mark.parametrize(
    ("view", "key"),
    [
        ("many splits", "many_so_far"),
        ("k-fold", "fold_scores"),
        ("learning curve", "learning_curve"),
        ("overfitting", "split_scores"),
    ],
)
def test_the_numbers_are_those_that_are_drawn(view, key):
    """In percent where the axis is, and of every curve."""
    at = visit.open_page("generalisation", view=view, model="network")
    (drawn,) = [figure for figure in visit.scene(at)["figures"] if figure["key"] == key]
    at.session_state[numbers.ASKED] = key
    cells = at.run().dataframe[0].value.select_dtypes("number").to_numpy()
    for trace in drawn["data"]:
        if trace.get("name", "").startswith(("Training", "Test")):
            assert np.isin(np.round(trace["y"], 6), np.round(cells, 6)).all(), trace["name"]


@pytest.mark.parametrize(
    ("view", "key"), [("overfitting", "overfit_plane"), ("validation set", "stopping_plane")]
)
def test_the_numbers_tell_the_labels_that_were_flipped(view, key):
    at = visit.open_page("generalisation", view=view, model="network")
    flipped = 6 if view == "overfitting" else 8
    at.session_state[numbers.ASKED] = key
    table = at.run().dataframe[0].value
    learnt = table[table["label"] != table["class"]]
    assert len(learnt) == flipped and (learnt["part"] == "training").all()


def test_too_few_points_stay_to_be_added_to():
    at = visit.open_page("generalisation", own_points="a5,3b6,2", alone="true")
    visit.assert_well(at, "generalisation")
    (figure,) = visit.scene(at)["figures"]
    assert figure["touch"]["points"]["own"] == [[5, 3, 0], [6, 2, 1]]
    assert any("Splitting them makes sense from 10" in one.value for one in at.info)


def test_a_leak_is_explained_above_the_table_that_names_it():
    below = views.one_split(Judging(INPUTS, ADALINE, 0.3, 1), OwnPoints()).below
    assert 0 < below.index("has a say in it: a **leak**") < below.index("all samples (leak)")


def test_the_leak_moves_the_scaling():
    clean, leaky = (
        judging.one_split(Judging(INPUTS, ADALINE, 0.3, 1, leak=leak)) for leak in (False, True)
    )
    assert (clean.scaling.mean != leaky.scaling.mean).all()
    table = visit.words(visit.open_page("generalisation"))
    for mean in (*clean.scaling.mean, *leaky.scaling.mean):
        assert f"{mean:.3g}" in table


def test_many_splits_begin_with_the_one():
    asked = Judging(INPUTS, ADALINE, 0.3, 1)
    scores, one = judging.many_splits(asked, 10).values, judging.one_split(asked)
    assert tuple(scores[0]) == (one.train_score, one.test_score)
    assert scores[:, 1].std() > 0


def test_folds_judge_every_sample_once():
    scored, sizes = judging.folds(Judging(INPUTS, ADALINE, 0.3, 1), 7)
    assert sum(sizes) == 100 and len(scored.values) == 7


@pytest.mark.parametrize("view", ["many splits", "k-fold", "learning curve"])
def test_scores_of_trainings_that_diverged_say_so(view):
    said = visit.words(visit.open_page("generalisation", view=view, eta="1"))
    assert "Training diverged each time: η = 1 is too large." in said
    assert "diverged" not in visit.words(visit.open_page("generalisation", view=view))


def test_it_is_told_how_many_of_the_trainings_diverged():
    model = replace(ADALINE, eta=0.016)  # about the limit of stability, which differs by the split
    scored = judging.many_splits(Judging(INPUTS, model, 0.3, 1), 20)
    assert scored.diverged == 16
    said = told.some_diverged(scored, "split", model)
    assert said == " Training diverged in 16 of the 20 splits: η = 0.016 is too large."


@pytest.mark.parametrize("model", ["adaline", "network"])
def test_no_curve_runs_through_the_name_of_the_level(model):
    at = visit.open_page("generalisation", view="overfitting", model=model)
    (costs,) = [f for f in visit.scene(at)["figures"] if f["key"] == "overfit_costs"]
    (level,) = [s for s in costs["layout"]["shapes"] if s["name"] == costs_told.NOISE_LEARNT]
    assert level["label"]["yanchor"] == "top"
    for curve in costs["data"][:2]:
        y = np.asarray(curve["y"])
        third = len(y) // 3
        beside = y[:third] if level["label"]["textposition"] == "start" else y[-third:]
        assert not ((beside < level["y0"]) & (beside > 0.93 * level["y0"])).any()


def test_overfitting_is_named_where_the_test_cost_rises():
    said = visit.words(visit.open_page("generalisation", view="overfitting", model="network"))
    assert "**overfitting**" in said and "the test cost rises" in said
    said = visit.words(visit.open_page("generalisation", view="overfitting", model="adaline"))
    assert re.search("does not rise again|hardly rises again", said)
    assert "choose the model *network*" in said


def test_a_rise_from_nearly_nothing_is_no_overfitting():
    judged = Judging(replace(INPUTS, pair="setosa-versicolor"), ADALINE, 0.3, 1)
    run = judging.overfit(judged, 30, 0.0)
    rising = replace(run, costs=np.array([[0.5, 0.5], [0.1, 1e-5], [0.1, 1e-4]]))
    assert not costs_told.overfits(rising)
    assert costs_told.overfits(replace(run, costs=np.array([[0.5, 0.5], [0.1, 0.1], [0.1, 0.12]])))


ONE_TEST_SAMPLE = {
    "own_points": "a5,1b6,2a7,3b5,2a4,1b6,3a5,3b4,2a6,6b1,1",
    "alone": "true",
    "view": "overfitting",
    "model": "adaline",
}


def test_an_overfitting_run_says_how_many_test_samples_it_has_and_that_few_tell_little():
    at = visit.open_page("generalisation", **ONE_TEST_SAMPLE)
    visit.assert_well(at, "generalisation")
    assert (
        "9 training samples, 2 of them with the wrong label, and 1 test sample; a linear neuron. "
        "A single test sample tells little."
    ) in visit.words(at)
    for chart in visit.charts(at).values():
        assert "9 training samples" in chart.alt and "1 test sample" in chart.alt
    at = visit.open_page("generalisation", **ONE_TEST_SAMPLE, points="6")
    assert "and 4 test samples; a linear neuron. So few test samples tell little." in visit.words(
        at
    )
    said = visit.words(visit.open_page("generalisation", view="overfitting"))
    assert "and 70 test samples; " in said and "tell little" not in said


@pytest.mark.parametrize("view", ["one split", "validation set"])
def test_the_scores_of_every_view_name_the_samples_they_are_of(view):
    at = visit.open_page("generalisation", view=view)
    alt = visit.charts(at)["split_scores"].alt
    assert re.search(r"of the \d+ training samples and .* of the \d+ (test|validation) sample", alt)


def test_a_split_without_a_class_in_a_part_says_what_it_tells_nothing_of():
    y, classes = np.array([-1.0] * 12 + [1.0]), ("many", "one")
    trial = judging.one_split(Judging(INPUTS, ADALINE, 0.3, 1))

    def said(train, test):
        parts = replace(trial, train=np.array(train), test=np.array(test))
        return told.one_split(parts, ADALINE, y, classes)

    untested = said([*range(8), 12], range(8, 12))
    assert "one that counts, but no test sample belongs to “one”: the test says noth" in untested
    assert "No training sample" not in untested
    unlearnt = said(range(9), range(9, 13))
    assert "counts. No training sample belongs to “one”: nothing was learnt of it." in unlearnt
    assert said([0, 1, 12], range(2, 13)).endswith("The second number is the one that counts.")
    assert said([0, 1, 12], [2, 12]).endswith("one that counts. So few test samples tell little.")
    assert "no test sample belongs to “many”" in said(range(12), [12])
    points = "".join([*(f"a{i},{7 * i % 13}" for i in range(12)), "b30,40"])
    at = visit.open_page("generalisation", alone="true", own_points=points)
    visit.assert_well(at, "generalisation")
    assert "no test sample belongs to “virginica”: the test says nothing of it" in visit.words(at)


def overfit(**asked):
    model = Model("network", 1.0, 200, asked.pop("hidden", 4))
    judged = Judging(INPUTS, model, 0.3, asked.pop("seed", 1))
    return judging.overfit(judged, asked.get("points", 20), asked.get("noise", 0.2)), model


def test_the_lowest_test_cost_is_looked_for_in_every_epoch():
    run, _ = overfit()
    assert run.epochs.tolist() == list(range(201))
    assert run.test_costs[run.best] == run.test_costs.min()


def test_no_flipped_label_is_spoken_of_where_there_is_none():
    run, model = overfit(noise=0.0)
    said = costs_told.overfitting(run, model)
    assert "all with their correct label" in said and "wrong labels" not in said
    noisy, model = overfit()
    said = costs_told.overfitting(noisy, model)
    assert f"{len(noisy.wrong)} of them with the wrong label" in said


@pytest.mark.parametrize(("hidden", "seed"), list(product((1, 4, 12), range(4))))
def test_wrong_labels_are_said_to_be_learnt_where_the_training_cost_proves_it(hidden, seed):
    run, model = overfit(hidden=hidden, seed=seed)
    proved = run.train_costs[-1] < run.honest_cost and costs_told.overfits(run)
    assert ("learnt too" in costs_told.overfitting(run, model)) == proved


@pytest.mark.parametrize(
    ("train", "test", "said"),
    [
        (np.linspace(0.5, 0.1, 201), 0.1 + np.abs(np.arange(201) - 100) / 1000,
         "The test cost is lowest in **epoch 100**. From there to epoch 200 the training cost "
         "falls from 0.3 to 0.1 while the test cost rises from 0.1 to 0.2: **overfitting**."),
        (np.linspace(0.1, 0.5, 201), 0.1 + np.abs(np.arange(201) - 100) / 1000,
         "From there to epoch 200 it rises from 0.1 to 0.2, and the training cost does not fall: "
         "it goes from 0.3 to 0.5. That is not overfitting: η = 1 is too large"),
        (np.linspace(0.5, 0.1, 201), np.linspace(0.6, 0.2, 201),
         "**The test cost does not rise again in 200 epochs**: it ends at 0.2, its lowest."),
        (np.linspace(0.5, 0.1, 201), np.r_[np.linspace(0.6, 0.2, 200), 0.201],
         "**The test cost hardly rises again in 200 epochs**: it ends at 0.201, near its lowest, "
         "0.2."),
    ],
)  # fmt: skip
def test_what_the_costs_do_is_told_with_their_numbers(train, test, said):
    run, model = overfit()
    shown = replace(run, costs=np.column_stack([train, test]))
    assert said in costs_told.overfitting(shown, model)


def test_a_linear_neuron_learns_no_wrong_labels():
    judged = Judging(INPUTS, Model("adaline", 0.05, 60), 0.3, 3)
    run = judging.overfit(judged, 6, 0.4)
    assert "learnt too" not in costs_told.overfitting(run, judged.model)


def test_costs_of_a_diverged_neuron_are_its_own():
    """Not those of weights that were scaled down to be drawn: J is beyond 1e40 here."""
    judged = Judging(INPUTS, Model("adaline", 1.0, 3000), 0.3, 1)
    run = judging.overfit(judged, 20, 0.2)
    assert run.trial.classifier.diverged
    assert run.train_costs[-1] > 1e40
    assert "Training diverged" in costs_told.overfitting(run, judged.model)


def test_a_neuron_that_its_only_update_throws_uphill_has_diverged_and_does_not_overfit():
    judged = Judging(INPUTS, Model("adaline", 0.06, 1), 0.3, 39)
    run = judging.overfit(judged, 30, 0.05)
    assert (run.costs[-1] > run.costs[0]).all()
    said = costs_told.overfitting(run, judged.model)
    assert "Training diverged: η = 0.06 is too large." in said and "overfitting" not in said


def test_who_stops_after_the_first_split_or_fold_reads_of_one():
    first = np.array([[0.9, 0.93]])
    assert told.many_splits(first, 20) == (
        "**1 random split.** Test score: 93%. Training score: 90%. Of 20 splits it is the only one "
        "that is done so far."
    )
    said = told.folds(first, [20], 5)
    assert "**93%** correct in the 1 judged so far. By fold: 93%." in said


def test_a_difference_that_is_only_rounding_is_nothing():
    assert told.points(5.55e-16) == "0 percentage points"
    assert told.beside(-5.55e-16) == "level with"


def test_a_difference_of_scores_has_a_size_and_a_side():
    assert told.beside(-0.25) == "0.25 percentage points below"
    assert told.beside(1.0) == "1 percentage point above"
    fewer, more = np.array([[0.9, 0.8], [0.9, 0.91]]), np.array([[0.9, 0.8], [0.9, 0.88]])
    curve = told.learning_curve([2, 10], fewer, 5)
    assert "the training score is 1 percentage point below the test score" in curve
    assert "on average it is 1.5 percentage points above it" in told.leak(more, fewer)
    assert "the test score goes from 80% to 91%" in curve


def test_a_test_score_that_is_the_same_at_both_ends_goes_nowhere():
    curve = told.learning_curve([4, 9], np.array([[1.0, 1.0], [0.9, 1.0]]), 5)
    assert "the test score is 100% at both ends" in curve


def test_one_sample_is_on_the_wrong_side():
    at = visit.open_page("generalisation", pair="setosa-virginica", epochs="1", seed="2",
                         features="sepal length, sepal width")  # fmt: skip
    assert "at the end 1 is on the wrong side" in visit.charts(at)["split_plane"].alt


def test_the_answers_to_a_class_stand_in_its_row_and_those_of_the_test_part_alone():
    y, answers = np.array([-1.0] * 5 + [1.0] * 4), np.array([-1, -1, -1, -1, 1, 1, 1, -1, -1])
    table = told.confusion(y, answers, np.arange(8), ("rose", "lily"))
    assert "| is rose | 4 | 1 |" in table and "| is lily | 1 | 2 |" in table


def test_the_splits_whose_test_score_a_leak_changes_are_counted():
    clean = np.array([[1.0, 0.9], [1.0, 0.8], [1.0, 0.7]])
    test, train = np.array([[1.0, 0.9], [1.0, 0.83], [1.0, 0.7]]), clean - [0.1, 0.0]
    assert "the test score differs in 1 of 3 splits" in told.leak(clean, test)
    assert "on average it is 1 percentage point above it" in told.leak(clean, test)
    assert "not one test score differs" in told.leak(clean, train)


def test_each_epoch_of_early_stopping_is_told_with_the_costs_and_scores_of_its_parts():
    costs = np.array([[0.5, 0.6, 9.0], [0.3, 0.4, 9.0], [0.1, 0.7, 9.0]])
    run = SimpleNamespace(epochs=np.array([0, 5, 9]), best=1, costs=costs)
    shares = np.array([0.5, 0.75]), np.array([0.25, 1.0])
    first, second = costs_told.stopping_captions(run, np.array([1, 2]), *shares)
    assert first == (
        "Epoch 5: cost J per sample 0.3 training, 0.4 validation; 50% and 25% correct, the epoch "
        "that is chosen"
    )
    assert second == "Epoch 9: cost J per sample 0.1 training, 0.7 validation; 75% and 100% correct"


def test_splits_that_all_score_the_same_are_not_said_to_differ():
    same, other = np.ones((10, 2)), np.array([[1.0, 1.0], [1.0, 0.9]])
    assert "Each of them alone tells the same." in told.many_splits(same, 10)
    assert "any of these" in told.many_splits(other, 2)


@pytest.mark.parametrize("lowest", [0.0, 31.0, 95.0, 100.0])
def test_a_score_axis_has_no_number_above_100(lowest):
    both = np.array([[100.0, 100.0], [lowest, 100.0]])
    axes = [scores.distribution(both).layout["xaxis"], scores.so_far(both).layout["yaxis"],
            {"tickvals": scores.scale(lowest - 8, 103.0)["tickvals"]}]  # fmt: skip
    for axis in axes:
        assert axis["tickvals"][0] >= 0 and axis["tickvals"][-1] == 100
        assert 2 <= len(axis["tickvals"]) <= 9


@pytest.mark.parametrize(("lowest", "begins"), [(86.7, 48.0), (60.0, 48.0), (43.3, -2.0)])
def test_an_axis_does_not_tell_how_far_apart_the_scores_are(lowest, begins):
    """The exercise all_samples asks for it, and the figures stand there with their axes."""
    both = np.array([[lowest, 95.7], [100.0, 92.9]])
    axes = [scores.distribution(both).layout["xaxis"], scores.so_far(both).layout["yaxis"]]
    assert [axis["range"] for axis in axes] == [[begins, 102.0]] * 2


def test_fewer_neurons_cost_less_on_average_over_seeds():
    tests = [exercises.averaged(hidden, 20)[1] for hidden in (1, 3, 8)]
    assert tests == sorted(tests)
    assert "Fewer neurons help here" in exercises.solve_overfitting()


def test_the_default_overfits_plainly():
    at = visit.move(visit.open_page("generalisation"), "view", "overfitting")
    assert visit.values(at)["model"] == "network", "the neuron can hardly overfit"
    captions = visit.scene(at)["captions"]
    shares = [float(share) for share in re.findall(r"([\d.]+)%", captions[-1])]
    assert shares[0] - shares[1] > 20


def test_one_move_is_bounded_and_says_so_and_go_on_does_the_rest(monkeypatch):
    monkeypatch.setattr(work, "MOST_SECONDS", 1e-6)
    link = {"view": "many splits", "model": "network", "splits": "10", "seed": "4711"}
    at = visit.open_page("generalisation", **link)
    (said,) = [c.value for c in at.caption if c.value.startswith("Paused after split ")]
    done = int(re.search(r"split (\d+) of 10", said)[1])
    assert 0 < done < 10
    assert f"**{words.count(done, 'random split')}.**" in visit.words(at)
    fewer = "these are done so far" if done > 1 else "it is the only one that is done so far"
    assert f"Of 10 splits {fewer}." in visit.words(at)
    monkeypatch.undo()
    at.button(key="go_on_1").click().run()
    assert "**10 random splits.**" in visit.words(at) and "Paused" not in visit.words(at)


@pytest.mark.parametrize("done", [1, 3, 4, 5, 20])
def test_repeats_count_when_all_their_sizes_are_judged(done):
    splits = [(np.array([k]), np.array([k])) for k in range(20)]

    def judge(parts):
        classifier = SimpleNamespace(diverged=bool(parts[0] % 4 == 0))
        return SimpleNamespace(train_score=parts[0][0], test_score=-1.0, classifier=classifier)

    job = Repeats(judge, splits, 4)
    for _ in range(done):
        job.advance()
    assert (job.done, job.total) == (done // 4, 5)
    if job.done:
        values = job.result().values
        assert values.shape == (4, done // 4, 2)
        np.testing.assert_array_equal(values[:, -1, 0], 4 * job.done - 4 + np.arange(4))
        assert job.result().diverged == job.done


@pytest.mark.parametrize("view", ["one split", "many splits", "k-fold", "learning curve"])
def test_too_large_a_learning_rate_is_no_crash(view):
    visit.assert_well(visit.open_page("generalisation", view=view, eta="1"), "generalisation")


def test_the_network_s_cost_is_a_quarter_of_the_same_answers_cost_with_the_neuron_s_targets():
    at = visit.open_page("generalisation", view="overfitting")
    assert costs_told.SCALE in visit.words(at)
    x, y = np.array([[-1.0], [0.5], [2.0]]), np.array([-1.0, 1.0, 1.0])
    trained = Network(2, 0.5, 3).fit(x, y)
    as_neuron = 0.5 * np.mean((y - trained.outputs(x)) ** 2)
    assert as_neuron == pytest.approx(4.0 * trained.costs(x, y)[-1])


def stop_early(model, kept=0.6, noise=0.2, seed=1):
    run = judging.stopped(Judging(INPUTS, model, 0.3, seed), kept, noise)
    x = judging.samples(INPUTS)[1]
    scores = np.array([run.score(x, 2, moment) for moment in (run.best, -1)])
    return run, costs_told.stopped(run, model, scores)


def test_the_validation_set_chooses_an_epoch_and_the_test_set_judges_it():
    run, said = stop_early(Model("network", 0.5, judging.OVERFIT_EPOCHS, 12))
    chosen = int(run.epochs[run.best])
    assert f"lowest in **epoch {chosen}** of 3000, so that one is chosen" in said
    assert f"cost is J = **{run.costs[run.best, 2]:.4g}** per sample" in said
    assert f"After the last epoch it would be J = {run.costs[-1, 2]:.4g}" in said
    for part, samples in zip(("Training", "Validation", "Test"), run.parts, strict=True):
        assert f"**{part} set**, {len(samples)} samples" in said
    assert "test samples tell little" not in said
    assert stop_early(Model("adaline", 0.01, 15), kept=0.1)[1].endswith("tell little.")
    at = visit.open_page("generalisation", view="validation set", model="network")
    visit.assert_well(at, "generalisation")
    assert said in visit.words(at)
    captions = visit.scene(at)["captions"]
    (moment,) = [one for one in captions if one.endswith("the epoch that is chosen")]
    assert moment.startswith(f"Epoch {chosen}:") and not any("test" in one for one in captions)


def test_a_choice_at_either_end_says_so():
    _, said = stop_early(Model("adaline", 0.0001, 15), noise=0.0)
    assert "in **epoch 15**, the last one: it may go on falling" in said
    assert "After the last epoch" not in said
    run, said = stop_early(Model("adaline", 1.0, 15))
    assert (
        run.best == 0 and "**at the start**, before epoch 1: no later epoch has a lower one" in said
    )
    assert "Training diverged: η = 1 is too large." in said


def test_no_flipped_label_is_counted_where_there_is_none():
    _, said = stop_early(Model("network", 0.5, 50, 2), noise=0.0)
    assert ", all with their correct label:" in said
    assert "ring" not in costs_told.marks(0, validation=True)
    assert "with a dot" in costs_told.marks(0, validation=True)
    assert "with a dot" not in costs_told.marks(1)


def test_a_wrong_label_is_drawn_and_counted_as_the_page_says():
    asked = Judging(INPUTS, Model("network", 1.0, 200, 8), 0.3, 1)
    run = judging.overfit(asked, 20, 0.2)
    assert "counts as correct where the answer is that class" in costs_told.marks(len(run.wrong))
    x, train = judging.samples(INPUTS)[1], run.trial.train
    answers = pictures.answers(run.trial, x, np.array([-1]))[0]
    assert run.trial.train_score == np.mean(answers[train] == run.labels[train])
    at = visit.open_page("generalisation", view="overfitting", model="network")
    shown = judging.overfit(Judging(INPUTS, Model("network", 0.5, 3000, 12), 0.3, 1), 30, 0.2)
    of_class = {
        trace["name"]: list(zip(trace["x"], trace["y"], strict=True))
        for trace in visit.charts(at)["overfit_plane"].data
        if trace["name"].endswith(", training")
    }
    for row in shown.wrong:
        name = {-1.0: "versicolor", 1.0: "virginica"}[shown.labels[row]]
        assert tuple(x[row]) in of_class[f"{name}, training"]


def test_the_test_cost_at_the_chosen_epoch_is_compared_with_the_end():
    assert [costs_told.compared(saved) for saved in (0.1, 0.0, 1e-12, -0.1)] == [
        "lower", "the same", "the same", "higher",
    ]  # fmt: skip
    assert "is lower at the chosen epoch in" in exercises.solve_stopping()


@pytest.mark.parametrize("kept", ["20", "90"])
@pytest.mark.parametrize("model", ["adaline", "network"])
def test_three_parts_of_any_size(kept, model):
    link = {"view": "validation set", "kept": kept, "model": model, "balanced": "false"}
    at = visit.open_page("generalisation", **link)
    visit.assert_well(at, "generalisation")
    assert not at.warning
    each = int(kept) // 2
    assert f"**Training set**, {100 - 2 * each} samples, " in visit.words(at)


def test_with_the_validation_set_left_out_the_page_is_what_it_was():
    at = visit.open_page("generalisation")
    assert visit.values(at)["view"] == "one split" and "kept" not in visit.values(at)
    for figure in visit.charts(at).values():
        assert "validation" not in str(figure.data)


def test_a_test_cost_that_comes_to_rest_is_not_said_to_fall():
    run, _ = overfit()
    assert costs_told.in_the_end(run) == "rises again"
    (overfitted,) = [one for one in exercises.EXERCISES if one.key == "overfit"]
    assert set(overfitted.predict.answers) == {"falls as well", "stays where it is", "rises again"}
    assert "answer to new samples" in overfitted.hint, (
        "for the question too, not for the cure alone"
    )
    resting = run.__class__(run.trial, run.labels, run.wrong, np.tile([[1.0, 1.0]], (201, 1)))
    assert costs_told.in_the_end(resting) == "stays where it is"
    falling = np.column_stack([np.linspace(2, 1, 201)] * 2)
    assert costs_told.in_the_end(run.__class__(run.trial, run.labels, run.wrong, falling)) == (
        "falls as well"
    )


@pytest.mark.parametrize(
    ("view", "model", "seed", "magnified"),
    [
        ("one split", Model("network", 3.0, 1000, 8), 1, "a weight"),
        ("overfitting", Model("network", 1.0, 3000, 8), 1, "a weight"),
        ("validation set", Model("network", 1.0, 3000, 8), 1, "a weight"),
        ("k-fold", Model("network", 1.0, 1000, 8), 2, "a score"),
        ("one split", ADALINE, 1, ""),
        ("many splits", ADALINE, 1, ""),
        ("learning curve", ADALINE, 1, ""),
    ],
)
def test_a_judging_that_magnifies_roundings_says_so(view, model, seed, magnified):
    said = script.write(view, Judging(INPUTS, model, 0.3, seed), Numbers(10)).note()
    assert ("magnifies rounding" in said) == bool(magnified)
    assert magnified in said


def test_scores_that_are_all_alike_have_no_spread():
    assert told.spread(np.array([1.0, 1.0, 1.0])) == "100% each time"
    assert told.spread(np.array([0.8, 1.0, 0.9])) == (
        "90% on average (standard deviation 8.16 percentage points), from 80% to 100%"
    )


def test_splits_are_told_with_their_own_scores_and_their_mean_so_far():
    scores = np.array([[1.0, 0.8], [0.9, 1.0], [0.8, 0.9]])
    whole = told.many_splits(scores, 3)
    assert whole.startswith("**3 random splits.** Test score: 90% on average")
    assert whole.endswith("any of these. Training score: 90% on average.")
    assert told.many_splits(scores, 4) == f"{whole} Of 4 splits these are done so far."
    assert told.split_captions(scores) == [
        "No split drawn yet",
        "Split 1: training 100%, test 80% correct; mean of the test scores so far 80%",
        "Split 2: training 90%, test 100% correct; mean of the test scores so far 90%",
        "Split 3: training 80%, test 90% correct; mean of the test scores so far 90%",
    ]
