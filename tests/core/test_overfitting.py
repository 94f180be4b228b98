"""Few samples with wrong labels: the trial against its plain steps, and the means over seeds."""

import numpy as np
import pytest

from core.learner import Adaline, Network
from core.noise import flipped, lowest_honest_cost
from core.overfitting import learn_noisy, over_seeds
from core.splitting import split
from core.validation import judge


@pytest.fixture(scope="module")
def flowers(iris_pair):
    return iris_pair("versicolor", "virginica")


def test_a_noisy_trial_is_its_plain_steps(flowers):
    x, y = flowers
    run = learn_noisy(Network(3, 0.5, 60, seed=5), x, y, 20, 0.2, 5)
    train, test = split(100, 0.8, 5, y)
    labels, wrong = flipped(y, train, 0.2, 5)
    trial = judge(Network(3, 0.5, 60, seed=5), x, labels, (train, test))
    assert len(train) == 20 and len(wrong) == 4 and (run.wrong == wrong).all()
    assert (run.labels == labels).all() and (run.labels[test] == y[test]).all()
    assert (run.trial.train_score, run.trial.test_score) == (trial.train_score, trial.test_score)
    scaled = trial.scaling.transform(x)
    for column, part in enumerate((train, test)):
        expected = trial.classifier.costs(scaled[part], labels[part])
        np.testing.assert_array_equal(run.costs[:, column], expected)
    assert run.test_costs[run.best] == run.costs[:, 1].min()
    assert len(run.epochs) == len(run.costs)


def test_many_seeds_are_each_their_own_trial(flowers):
    x, y = flowers

    def learner(seed):
        return Network(2, 0.5, 40, seed)

    found = over_seeds(learner, x, y, 16, 0.25, range(3, 6), stratified=False, leak=True)
    for costs, scores, seed in zip(found.costs, found.scores, range(3, 6), strict=True):
        alone = learn_noisy(learner(seed), x, y, 16, 0.25, seed, stratified=False, leak=True)
        np.testing.assert_array_equal(costs, alone.costs)
        np.testing.assert_array_equal(found.epochs, alone.epochs)
        assert tuple(scores) == (alone.trial.train_score, alone.trial.test_score)
    np.testing.assert_allclose(found.mean, found.costs.mean(axis=0))
    with pytest.raises(ValueError, match=r"^seeds: got none"):
        over_seeds(learner, x, y, 16, 0.25, [])


def test_on_average_fewer_neurons_overfit_less(flowers):
    ends = [
        over_seeds(lambda s, h=h: Network(h, 0.5, 1000, s), *flowers, 20, 0.2, range(12)).mean[-1]
        for h in (1, 8)
    ]
    assert ends[1][0] < ends[0][0]  # more neurons fit their samples better
    assert ends[1][1] > 1.2 * ends[0][1]  # and new ones worse
    assert ends[1][0] < lowest_honest_cost(0.2)  # wrong labels learnt by heart


def test_seeds_that_diverge_are_cut_to_the_moments_that_all_kept(flowers):
    found = over_seeds(lambda _: Adaline(1.0, 100), *flowers, 20, 0.2, range(4))
    assert len(found.epochs) == found.costs.shape[1] < 101
    assert np.isfinite(found.costs).all()


@pytest.mark.parametrize("share", [0.0, 0.1, 0.5, 0.8])
@pytest.mark.parametrize(("low", "high"), [(0.0, 1.0), (-1.0, 1.0)])
def test_the_lowest_honest_cost_is_that_of_the_best_constant_output(share, low, high):
    outputs = np.linspace(low, high, 100_001)
    costs = 0.5 * ((1 - share) * (high - outputs) ** 2 + share * (low - outputs) ** 2)
    assert lowest_honest_cost(share, low, high) == pytest.approx(costs.min(), abs=1e-9)


@pytest.mark.parametrize(
    ("name", "call"),
    [
        ("points", lambda x, y: learn_noisy(Adaline(0.1, 1), x, y, 100, 0.2, 0)),
        ("points", lambda x, y: learn_noisy(Adaline(0.1, 1), x, y, 0, 0.2, 0)),
        ("share", lambda x, y: learn_noisy(Adaline(0.1, 1), x, y, 20, 1.2, 0)),
        ("share", lambda x, y: lowest_honest_cost(-0.1)),
        ("share", lambda x, y: lowest_honest_cost(1.1)),
    ],
)
def test_bad_arguments_are_named(name, call, flowers):
    with pytest.raises(ValueError, match=f"^{name}"):
        call(*flowers)
