"""Early stopping: who learns, who chooses and who judges, against plain steps."""

import numpy as np
import pytest

from core.learner import Adaline, Network, predict
from core.splitting import split_in_three
from core.stopping import stop_early
from core.validation import judge


@pytest.fixture
def flowers(iris_pair):
    return iris_pair("versicolor", "virginica")


def stopped(x, y, learner=None, noise=0.2, parts=None):
    parts = parts or split_in_three(len(y), 0.3, 0.3, 1, y)
    return stop_early(learner or Network(12, 0.5, 600, 1, 600), x, y, parts, noise, 1)


def test_the_epoch_is_that_of_the_lowest_validation_cost(flowers):
    x, y = flowers
    run = stopped(x, y)
    assert run.epochs[0] == 0 and run.epochs[-1] == 600
    assert 0 < run.best < 600 and run.costs[run.best, 1] == run.costs[:, 1].min()
    assert run.costs[-1, 0] < run.costs[run.best, 0], "training goes on for no good reason"
    assert run.costs[-1, 2] > run.costs[run.best, 2], "and the test samples suffer"


def test_of_equal_costs_the_first_epoch_is_chosen(flowers):
    x, y = flowers
    run = stopped(x, y, Adaline(0.02, 3000), noise=0.0)
    low = run.costs[:, 1].min()
    assert (run.costs[: run.best, 1] > (1 + 1e-9) * low).all()
    assert run.costs[run.best, 1] <= (1 + 1e-9) * low


def test_neither_test_nor_validation_samples_are_learnt_from(flowers):
    x, y = flowers
    parts = split_in_three(100, 0.3, 0.3, 1, y)
    changed = x.copy()
    changed[parts[2]] *= 9.0
    one, other = stopped(x, y, parts=parts), stopped(changed, y, parts=parts)
    np.testing.assert_array_equal(one.costs[:, :2], other.costs[:, :2])
    assert one.best == other.best and (one.costs[1:, 2] != other.costs[1:, 2]).any()
    assert set(one.wrong) <= set(parts[0])
    np.testing.assert_array_equal(one.labels[parts[1]], y[parts[1]])
    np.testing.assert_allclose(one.scaling.mean, x[parts[0]].mean(axis=0))


def test_costs_and_scores_are_those_of_a_plain_judgement(flowers):
    x, y = flowers
    learner, parts = Adaline(0.01, 15), split_in_three(100, 0.2, 0.3, 4, y)
    run = stopped(x, y, learner, 0.0, parts)
    trial = judge(learner, x, y, (parts[0], parts[2]))
    assert run.score(x, 2, -1) == trial.test_score and run.score(x, 0, -1) == trial.train_score
    scaled = trial.scaling.transform(x)
    assert run.costs[-1, 2] == pytest.approx(
        trial.classifier.costs(scaled[parts[2]], y[parts[2]])[-1]
    )
    said = predict(run.classifier, scaled[parts[1]], run.best) == y[parts[1]]
    assert run.score(x, 1, run.best) == said.mean()


def test_bad_noise_is_refused(flowers):
    with pytest.raises(ValueError, match=r"^share: got 1.5"):
        stopped(*flowers, noise=1.5)
