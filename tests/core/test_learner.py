"""Learners answer as the models they are made of; labels are turned as asked."""

import numpy as np
import pytest

from core import adaline, network
from core.initialise import initialise
from core.learner import Adaline, Network, as_output, predict
from core.noise import flipped
from core.scaling import Standardizer


@pytest.fixture
def flowers(iris_pair):
    x, y = iris_pair("versicolor", "virginica")
    return Standardizer.fit(x).transform(x), y


def test_adaline_answers_as_core_adaline_at_every_epoch(flowers):
    x, y = flowers
    run, trained = adaline.train(x, y, 0.01, 15), Adaline(0.01, 15).fit(x, y)
    assert not trained.diverged and trained.epochs.tolist() == list(range(16))
    for epoch in (0, 7, -1):
        expected = adaline.predict(x, run.history[epoch])
        np.testing.assert_array_equal(predict(trained, x, epoch), expected)
    np.testing.assert_allclose(trained.costs(x, y)[:-1], run.costs / len(x))


def test_a_diverged_adaline_says_so_and_stays_finite(flowers):
    x, y = flowers
    trained = Adaline(1.0, 1000).fit(x, y)
    assert trained.diverged
    assert np.isfinite(trained.outputs(x)).all() and np.isfinite(trained.costs(x, y)).all()
    weights = trained.run.weights / np.abs(trained.run.weights).max()  # only the signs count
    np.testing.assert_array_equal(predict(trained, x), adaline.predict(x, weights))


@pytest.mark.parametrize("hidden", [0, 3])
def test_the_network_answers_as_core_network(flowers, hidden):
    x, y = flowers
    trained = Network(hidden, 0.1, 120, seed=4).fit(x, y)
    sizes = (2, hidden, 1) if hidden else (2, 1)
    run = network.train(x, as_output(y), *initialise(sizes, 4, kind="glorot"), 0.1, 120)
    np.testing.assert_allclose(trained.outputs(x), 2 * run.outputs[:, 0] - 1)
    np.testing.assert_array_equal(predict(trained, x) > 0, run.outputs[:, 0] >= 0.5)
    np.testing.assert_allclose(trained.costs(x, y)[:-1], run.costs[trained.epochs[:-1]] / len(x))
    assert len(trained.epochs) <= 52 and trained.epochs[-1] == 120


def test_turned_labels_are_the_share_asked_for_and_only_among_the_rows():
    y = np.repeat([-1.0, 1.0], 50)
    rows = np.arange(20, 60)
    turned, wrong = flipped(y, rows, 0.25, 7)
    assert len(wrong) == 10 and np.isin(wrong, rows).all()
    np.testing.assert_array_equal(np.flatnonzero(turned != y), wrong)
    assert set(turned) == {-1.0, 1.0}
    assert flipped(y, rows, 0.0, 7)[1].size == 0
    with pytest.raises(ValueError, match=r"^share: got 1\.5"):
        flipped(y, rows, 1.5, 7)
