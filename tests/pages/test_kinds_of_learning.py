import re

import numpy as np
import pytest

from core import bandit, perceptron
from data import LESSON_FEATURES, iris_pair
from pages.lessons.kinds_of_learning import clusters, kinds
from pages.shared import words
from pages.shared.figures import boundary
from pages.shared.one_neuron import replay
from pages.shared.one_neuron.settings import Inputs, Training
from tests.pages import visit


def plain(at):
    return visit.words(at).replace("**", "")


def test_a_step_is_one_flower_and_an_epoch_is_all_of_them():
    at = visit.open_page("kinds_of_learning", epochs="7")
    assert "700 steps in 7 epochs: a step shows one flower, an epoch shows all 100." in plain(at)
    assert "The guess was wrong in 10 steps" in plain(at)  # 2, 2, 3, 2, 1, 0, 0
    assert "Now 0 of 100" in plain(at)
    assert "That is a step." in plain(at)


@pytest.mark.parametrize("pair", ["setosa-versicolor", "versicolor-virginica"])
def test_right_flowers_after_each_step_as_a_plain_loop_counts_them(pair):
    training = Training(Inputs(pair, LESSON_FEATURES, standardise=False), 0.1, 3)
    shown = kinds.show_flowers(training)
    first, second = pair.split("-")
    chosen = iris_pair((first, second))
    weights = np.zeros(3)
    counts = [100 - perceptron.misclassified(chosen.x, chosen.y, weights)]
    for _ in range(3):
        for x, target in zip(chosen.x, chosen.y, strict=True):
            z = weights[0] + weights[1] * x[0] + weights[2] * x[1]
            step = 0.1 * (target - (1 if z >= 0 else -1))
            weights = weights + step * np.array([1.0, *x])
            counts.append(100 - perceptron.misclassified(chosen.x, chosen.y, weights))
    np.testing.assert_array_equal(shown.right, counts)
    assert shown.total == 300
    updates = shown.result.run.update_sample
    moved = np.flatnonzero(np.diff(counts)) + 1
    said = [int(re.match(r"Step (\d+):", line.caption)[1]) for line in shown.lines[1:-1]]
    assert len(said) == len(updates)
    assert set(moved) <= set(said)
    assert shown.lines[-1].caption == "Step 300: the end of epoch 3"


def test_the_species_stay_hidden_until_the_student_asks():
    at = visit.open_page("kinds_of_learning", kind="unsupervised")
    figure = visit.spec(visit.charts(at)["kinds_run"])
    assert "setosa" not in str(figure) + visit.charts(at)["kinds_run"].alt
    assert "names" not in plain(at).split("Who tells")[0]
    visit.move(at, "labels", "all")
    assert "setosa" in str(visit.spec(visit.charts(at)["kinds_run"]))


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
    assert f"Of all 150 names {counted} are right" in plain(at)
    last = result.groupings(result.asked)[-1]
    assert len(last.ringed) == k


def test_with_all_labels_the_clusters_and_the_sentence_agree():
    at = visit.open_page("kinds_of_learning", kind="unsupervised", labels="all")
    rows = re.findall(r"^- Cluster \d: (.*)$", visit.words(at), re.MULTILINE)
    assert len(rows) == 3
    best = sum(max(int(part.split()[0]) for part in row.split(", ")) for row in rows)
    assert f"of all 150 names {best} are right" in plain(at)
    figure = visit.spec(visit.charts(at)["kinds_run"])
    assert len(figure["data"][-1]["x"]) == 150 - best


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
    last = result.beliefs()[-1]
    np.testing.assert_array_equal(last.pulls, np.bincount(result.run.choices, minlength=4))
    paid = [result.run.rewards[result.run.choices == arm].mean() for arm in range(4)]
    np.testing.assert_allclose(last.estimates, paid)


def test_the_arms_are_the_same_whatever_epsilon_and_pulls():
    first, second = kinds.Pulling(5, 0.0, 20, 3), kinds.Pulling(5, 1.0, 500, 3)
    np.testing.assert_array_equal(kinds.pull(first).means, kinds.pull(second).means)
    assert isinstance(kinds.pull(first).run, bandit.BanditRun)
    assert not kinds.pull(first).run.explored.any()
    assert kinds.pull(second).run.explored.all()


def test_no_trace_that_moves_is_ever_without_points():
    """Plotly draws such a trace late, above all others, and leaves its last shape standing."""
    training = Training(Inputs("setosa-versicolor", LESSON_FEATURES, standardise=False), 0.1, 3)
    shown = kinds.show_flowers(training)
    scene = replay.scene(shown.result.samples)
    played = boundary.figure(scene, shown.lines, "Guess wrong").to_dict()
    clustered = kinds.cluster(kinds.Clustering(LESSON_FEATURES, 3, 1))
    grouped = clusters.figure(
        clustered.x, clustered.features, ["a", "b", "c"], clustered.groupings(np.array([], int))
    ).to_dict()
    for figure in (played, grouped):
        assert len(figure["frames"]) > 5
        for frame in figure["frames"]:
            assert list(frame["traces"]) == list(range(len(frame["traces"]))), "not the lowest"
            assert all(len(trace["x"]) == len(trace["y"]) > 0 for trace in frame["data"])
