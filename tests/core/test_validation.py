"""Judging: what is learnt from, what is scaled on, and what is scored, against plain steps."""

import numpy as np
import pytest
from sklearn.preprocessing import StandardScaler

from core.learner import Adaline, Network
from core.splitting import k_folds, split
from core.validation import alternating, growing_splits, judge


class Memory:
    """Knows its samples by heart, and says -1 to all others."""

    epochs = np.array([0])
    diverged = False

    def fit(self, x, y):
        self.known = {row.tobytes() for row in x[y > 0]}
        return self

    def outputs(self, x, moment=-1):
        return np.array([1.0 if row.tobytes() in self.known else -1.0 for row in x])


@pytest.fixture
def flowers(iris_pair):
    return iris_pair("versicolor", "virginica")


def test_a_judgement_is_the_plain_steps(flowers):
    x, y = flowers
    train, test = split(100, 0.3, 3, y)
    trial = judge(Adaline(0.01, 15), x, y, (train, test))
    peer = StandardScaler().fit(x[train])
    np.testing.assert_allclose(trial.scaling.mean, peer.mean_)
    weights = np.zeros(3)
    cells = np.column_stack([np.ones(100), peer.transform(x)])
    for _ in range(15):
        weights += 0.01 * cells[train].T @ (y[train] - cells[train] @ weights)
    right = np.where(cells @ weights >= 0, 1, -1) == y
    assert trial.train_score == pytest.approx(right[train].mean())
    assert trial.test_score == pytest.approx(right[test].mean())


def test_the_test_set_has_no_say_unless_it_leaks(flowers):
    x, y = flowers
    parts = split(100, 0.3, 0, y)
    changed = x.copy()
    changed[parts[1]] *= 50.0
    same = judge(Adaline(0.01, 15), changed, y, parts)
    clean = judge(Adaline(0.01, 15), x, y, parts)
    assert same.train_score == clean.train_score
    np.testing.assert_array_equal(same.scaling.mean, clean.scaling.mean)
    leaky = judge(Adaline(0.01, 15), changed, y, parts, leak=True)
    np.testing.assert_allclose(leaky.scaling.mean, changed.mean(axis=0))
    assert same.train_score != leaky.train_score


def test_knowing_by_heart_is_seen_through(flowers):
    x, y = flowers
    x = x + np.random.default_rng(0).normal(0, 1e-6, x.shape)  # no flower twice
    trials = [judge(Memory(), x, y, parts) for parts in k_folds(100, 5, 1)]
    assert [trial.train_score for trial in trials] == [1.0] * 5
    assert np.mean([trial.test_score for trial in trials]) == pytest.approx(0.5)


def test_training_sets_grow_and_their_test_set_stays(flowers):
    x, y = flowers
    rows = growing_splits(y, [4, 20, 70], 8, 0.3, 5)
    for splits in rows:
        smaller: set[int] = set()
        for (train, test), size in zip(splits, [4, 20, 70], strict=True):
            assert len(train) == size and smaller < set(train)
            assert set(test) == set(splits[0][1]) and not set(test) & set(train)
            smaller = set(train)
    smallest, largest = (
        np.mean([judge(Adaline(0.01, 15), x, y, splits[i]).test_score for splits in rows])
        for i in (0, -1)
    )
    assert largest > smallest
    assert str(growing_splits(y, [4, 20, 70], 8, 0.3, 5)) == str(rows)
    assert [len(train) for train, _ in growing_splits(y[40:60], [1, 2], 1, 0.9, 5)[0]] == [1, 2]
    for size in (0, 71):
        with pytest.raises(ValueError, match=f"^sizes: got {size}"):
            growing_splits(y, [size], 1, 0.3, 5)


def test_every_beginning_of_an_alternating_order_has_both_classes_in_their_shares():
    labels = np.repeat([-1.0, 1.0], [30, 60])
    order = alternating(labels, np.random.default_rng(2))
    assert sorted(order) == list(range(90))
    for n in range(3, 91):
        assert abs((labels[order[:n]] > 0).sum() - 2 * n / 3) <= 1


def test_a_small_noisy_set_is_overfitted_by_many_hidden_neurons(flowers):
    x, y = flowers
    parts = split(100, 0.8, 1, y)
    noisy = y.copy()
    noisy[np.random.default_rng(1).permutation(parts[0])[:4]] *= -1
    trial = judge(Network(8, 0.5, 1000, 1), x, noisy, parts)
    scaled = trial.scaling.transform(x)
    train, test = (trial.classifier.costs(scaled[p], noisy[p]) for p in parts)
    assert train[-1] < train[test.argmin()]
    assert test[-1] > 1.15 * test.min()
