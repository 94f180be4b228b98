import re
from dataclasses import replace

import numpy as np
import pytest

from core import bandit, perceptron
from data import LESSON_FEATURES, SPECIES, iris_pair
from pages.lessons.kinds_of_learning import kinds, told, turning
from pages.shared import words
from pages.shared.bench import numbers
from pages.shared.one_neuron.settings import Inputs, Training
from tests.pages import visit

HARD = "versicolor-virginica", LESSON_FEATURES


def wrong(x, y, weights):
    return int((perceptron.predict(x, weights) != y).sum())


def plain(at):
    return visit.words(at).replace("**", "")


def test_a_visit_is_one_flower_and_an_epoch_is_all_of_them():
    at = visit.open_page("kinds_of_learning", epochs="7")
    assert "700 visits in 7 epochs, 100 in each." in plain(at)
    assert "The guess was wrong in 10 visits" in plain(at)  # 2, 2, 3, 2, 1, 0, 0
    assert "0 of 100 flowers are on the wrong side" in plain(at)
    assert "That is only one visit" in plain(at)
    assert "100 visits in 1 epoch. The" in plain(visit.open_page("kinds_of_learning", epochs="1"))


@pytest.mark.parametrize("pair", ["setosa-versicolor", "versicolor-virginica"])
def test_correct_flowers_after_each_visit_as_a_plain_loop_counts_them(pair):
    training = Training(Inputs(pair, LESSON_FEATURES, standardise=False), 0.1, 3)
    visits = kinds.visits(training)
    first, second = pair.split("-")
    chosen = iris_pair((first, second))
    weights = np.zeros(3)
    counts = [100 - wrong(chosen.x, chosen.y, weights)]
    for _ in range(3):
        for x, target in zip(chosen.x, chosen.y, strict=True):
            z = weights[0] + weights[1] * x[0] + weights[2] * x[1]
            step = 0.1 * (target - (1 if z >= 0 else -1))
            weights = weights + step * np.array([1.0, *x])
            counts.append(100 - wrong(chosen.x, chosen.y, weights))
    np.testing.assert_array_equal(visits.correct, counts)
    assert visits.total == 300
    moved = np.flatnonzero(np.diff(counts)) + 1
    assert len(visits.at) == len(visits.result.run.update_sample)
    assert set(moved) <= set(visits.at.tolist())
    captions = told.visit_captions(visits)
    assert len(captions) == 301 and captions[300].startswith("Visit 300, epoch 3:")
    updates = [i for i, caption in enumerate(captions) if "wrong, update" in caption]
    assert updates == visits.at.tolist()


def test_the_species_stay_hidden_until_the_student_asks():
    at = visit.open_page("kinds_of_learning", kind="unsupervised")
    assert "setosa" not in str(visit.scene(at)["figures"])
    assert "names" not in plain(at).split("Who tells")[0]
    visit.move(at, "labels", "all")
    assert "setosa" in str(visit.scene(at)["figures"])


@pytest.mark.parametrize("k", [1, 2, 3, 6])
def test_the_right_names_are_counted_flower_by_flower(k):
    result = kinds.cluster(kinds.Clustering(LESSON_FEATURES, k, 1))
    assert result.counts().sum() == 150
    names = result.names_from_asked()
    assert len(names) == k
    for row in result.asked:
        centres = result.run.centres[-1]
        mine = result.assignments == result.assignments[row]
        distance = ((result.x - centres[result.assignments[row]]) ** 2).sum(axis=1)
        assert distance[row] == distance[mine].min()
    counted = sum(
        names[int(cluster)] == species
        for cluster, species in zip(result.assignments, result.truth, strict=True)
    )
    at = visit.open_page("kinds_of_learning", kind="unsupervised", labels="one each", k=str(k))
    assert f"{counted} of 150 flowers are named correctly" in plain(at)
    rings = motions(at, "kinds_run")[-1]
    assert rings["starts"][-1] - rings["starts"][-2] == k, "the flowers that were asked about"


def test_with_all_labels_the_clusters_and_the_sentence_agree():
    at = visit.open_page("kinds_of_learning", kind="unsupervised", labels="all")
    rows = re.findall(r"^- Cluster \d: (.*)$", visit.words(at), re.MULTILINE)
    assert len(rows) == 3
    best = sum(max(int(part.split()[0]) for part in row.split(", ")) for row in rows)
    assert f"{best} of 150 flowers are named correctly" in plain(at)
    rings = motions(at, "kinds_run")[-1]
    assert rings["starts"][-1] - rings["starts"][-2] == 150 - best


@pytest.mark.parametrize(("link", "fitting"), [({"seed": "2"}, 100), ({"k": "6"}, 134)])
def test_the_naming_is_the_best_fitting_one_also_where_two_clusters_share_a_species(link, fitting):
    at = visit.open_page("kinds_of_learning", kind="unsupervised", labels="all", **link)
    assert f"{fitting} of 150 flowers are named correctly" in plain(at)


def motions(at, key):
    return visit.charts(at)[key].motions


def test_inertia_falls_with_every_further_centre():
    for features in (LESSON_FEATURES, ("petal_length", "petal_width")):
        assert (np.diff(kinds.least_inertia(features)) < 0).all()


def test_the_bandits_sentence_is_its_run():
    at = visit.open_page("kinds_of_learning", kind="reinforcement", epsilon="0.3", arms="4")
    result = kinds.pull(kinds.Pulling(4, 0.3, 500, 1))
    assert f"Exploration: {int(result.run.explored.sum())} pulls at random" in plain(at)
    assert f"number {result.means.argmax() + 1}, got" in plain(at)
    assert f"Reward per pull: {words.number(result.run.rewards.mean(), 3)}" in plain(at)
    np.testing.assert_allclose(result.reward_so_far[-1], result.run.rewards.mean())
    np.testing.assert_array_equal(result.pulls[-1], np.bincount(result.run.choices, minlength=4))
    paid = [result.run.rewards[result.run.choices == arm].mean() for arm in range(4)]
    estimates, counts = motions(at, "kinds_run")
    np.testing.assert_allclose(estimates["rows"]["y"][-1], paid)
    assert counts["rows"]["text"][-1] == [f"{pulls:,}×" for pulls in result.pulls[-1]]


def test_of_two_arms_that_pay_alike_neither_is_said_to_have_got_what_both_got():
    """Means have two decimals, so two of them can be the highest: with seed 104, 0.56 both."""
    result = kinds.pull(kinds.Pulling(2, 0.1, 50, 104))
    assert result.means.tolist() == [0.56, 0.56]
    said = told.reinforcement(result)
    assert "The best arms, numbers 1 and 2, got **100%** of the pulls together." in said
    assert "; each of them alone pays 0.56 on average." in said


def test_what_the_best_arm_got_is_counted_pull_by_pull():
    result = kinds.pull(kinds.Pulling(4, 0.3, 500, 1))
    best, run = result.means.argmax(), result.run
    share = words.percent((run.choices == best).mean())
    said = told.reinforcement(result)
    assert f"The best arm, number {best + 1}, got **{share}** of the pulls." in said
    assert f"; that arm alone pays {words.number(result.means.max(), 3)} on average." in said
    followed = 500 - int(run.explored.sum())
    assert f"**Exploitation:** {followed} pulls of an arm that looked best." in said


def test_each_pull_is_told_with_its_arm_its_reason_and_its_reward():
    run = bandit.BanditRun(
        choices=np.array([1, 0, 1]),
        rewards=np.array([0.5, -1.25, 2.0]),
        estimates=np.array([[0.0, 0.0], [0.0, 0.5], [-1.25, 0.5], [-1.25, 1.25]]),
        explored=np.array([False, True, False]),
        best_share=np.array([1.0, 0.5, 2 / 3]),
    )
    assert told.pull_captions(kinds.Pulled(np.array([0.0, 1.0]), run)) == [
        "Start: nothing is known of any arm",
        "Pull 1: arm 2 (one of those that look best) pays 0.5",
        "Pull 2: arm 1 (at random) pays −1.25",
        "Pull 3: arm 2 (looks best) pays 2",
    ]


def test_what_k_means_came_to_is_told_from_its_first_inertia_to_its_last():
    result = kinds.cluster(kinds.Clustering(LESSON_FEATURES, 3, 1))
    x, run = result.x, result.run
    first, last = (
        sum(min(((each - centre) ** 2).sum() for centre in run.centres[at]) for each in x)
        for at in (0, -1)
    )
    said = told.unsupervised(result, "Judged.")
    assert said.startswith(f"After **{len(run.inertia) - 1} steps** k-means stopped.")
    assert f"fell from {words.number(first)} to **{words.number(last)} cm²**. Judged." in said
    halted = replace(result, run=replace(run, converged=False))
    assert "steps** k-means was stopped." in told.unsupervised(halted, "")
    assert told.legend(result, "hidden") == ["Cluster 1", "Cluster 2", "Cluster 3"]
    rows = told.composition(result).splitlines()
    assert len(rows) == 3 and not any(re.search(r"\b0 ", row) for row in rows)


def test_a_visit_is_told_with_the_flowers_that_are_correct_after_it():
    visits = kinds.visits(Training(Inputs(*HARD, standardise=False), 0.1, 2))
    captions = told.visit_captions(visits)
    for visit_ in (1, 51, 100, 200):
        epoch, updated = 1 + (visit_ > 100), visit_ in visits.at
        what = "wrong, update" if updated else "correct, no update"
        assert captions[visit_] == (
            f"Visit {visit_}, epoch {epoch}: {what}; {visits.correct[visit_]} of 100 on their "
            "correct side"
        )
    wrong_, made = 100 - visits.correct[-1], len(visits.at)
    said = told.supervised(visits, 2)
    assert f"**200 visits in 2 epochs**, 100 in each. The guess was wrong in **{made} visi" in said
    assert f"**{wrong_} of 100** flowers are on the wrong side" in said


def test_the_least_inertia_is_said_to_be_that_of_some_starts():
    """A start outside those tried can do better: k = 6, seed 56 on the petals."""
    petals = ("petal_length", "petal_width")
    better = kinds.cluster(kinds.Clustering(petals, 6, 56)).run.inertia[-1]
    assert better < kinds.least_inertia(petals)[-1]
    at = visit.open_page("kinds_of_learning", kind="unsupervised")
    assert f"least inertia of {kinds.STARTS} starts" in visit.charts(at)["kinds_judged"].alt


@pytest.mark.parametrize(
    "link",
    [
        {"kind": "reinforcement", "pulls": "20"},
        {"kind": "reinforcement", "pulls": "20", "epsilon": "0"},
        {"kind": "unsupervised"},
        {"kind": "unsupervised", "task": "two numbers of four"},
    ],
)
def test_the_numbers_hold_every_curve_that_is_drawn(link):
    at = visit.open_page("kinds_of_learning", **link)
    drawn = next(one for one in visit.scene(at)["figures"] if one["key"] == "kinds_judged")
    at.session_state[numbers.ASKED] = "kinds_judged"
    cells = at.run().dataframe[0].value.select_dtypes("number").to_numpy()
    for trace in drawn["data"]:
        assert np.isin(np.round(trace["y"], 9), np.round(cells, 9)).all(), trace["name"]


def test_the_arms_are_the_same_whatever_epsilon_and_pulls():
    first, second = kinds.Pulling(5, 0.0, 20, 3), kinds.Pulling(5, 1.0, 500, 3)
    np.testing.assert_array_equal(kinds.pull(first).means, kinds.pull(second).means)
    assert isinstance(kinds.pull(first).run, bandit.BanditRun)
    assert not kinds.pull(first).run.explored.any()
    assert kinds.pull(second).run.explored.all()


def test_an_arm_that_is_one_of_several_best_is_not_said_to_look_best():
    result = kinds.pull(kinds.Pulling(4, 0.0, 50, 1))
    _, first, *others = told.pull_captions(result)
    assert "one of those that look best" in first
    for caption, known in zip(others, result.run.estimates[1:-1], strict=True):
        alike = (known == known.max()).sum() > 1
        assert ("one of those that look best" in caption) == alike


def test_two_numbers_of_four_are_the_eigenvectors_of_the_covariance():
    result = turning.turn()
    values, vectors = np.linalg.eigh(np.cov(result.x.T, bias=True))
    np.testing.assert_allclose(result.shares[-1], values[:-3:-1] / values.sum())
    for axis, vector in zip(result.axes[-1], vectors.T[:-3:-1], strict=True):
        assert abs(axis @ vector) == pytest.approx(1.0)
    for pair in result.axes:  # at right angles, of length 1, all along the turn
        np.testing.assert_allclose(pair @ pair.T, np.eye(2), atol=1e-12)
    petals, sepals = result.x[:, 2], result.x[:, 0]
    np.testing.assert_allclose(result.numbers[0, :, 0], petals - petals.mean())
    np.testing.assert_allclose(result.numbers[0, :, 1], sepals - sepals.mean())
    assert (np.diff(result.held) > 0).all()
    captions = told.turn_captions(result)
    for held, caption in zip(result.held, captions, strict=True):
        assert f"{100 * held:.3g}% of the variance" in caption


def test_its_page_says_the_share_and_colours_species_only_when_asked():
    at = visit.open_page("kinds_of_learning", kind="unsupervised", task="two numbers of four")
    assert "hold 97.8% of the variance" in plain(at)
    assert "the first 92.5%, the second 5.3%" in plain(at)
    assert "np.linalg.svd" in plain(at) and "nertia" not in plain(at)
    assert "setosa" not in str(visit.scene(at)["figures"])
    for labels, named in (("one each", [1, 1, 1]), ("all", [50, 50, 50])):
        visit.move(at, "labels", labels)
        groups = {one["name"]: one for one in visit.charts(at)["kinds_run"].data}
        assert sum(len(one["customdata"]) for one in groups.values()) == 150
        assert [len(groups[name]["customdata"]) for name in SPECIES] == named


def test_a_cluster_of_three_equal_shares_is_not_said_to_have_most_of_one():
    one = kinds.cluster(kinds.Clustering(LESSON_FEATURES, 1, 1))
    said = told.compared(one, "all")
    assert said == (
        "With each cluster named after its most frequent species, **50 of 150** flowers are named "
        "correctly."
    )
