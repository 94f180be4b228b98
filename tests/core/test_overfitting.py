"""Few samples with wrong labels: the trial against its plain steps, and the means over seeds."""

from dataclasses import replace

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
    assert run.honest_cost == lowest_honest_cost(y[train], labels[train], 0.0, 1.0) > 0.0
    linear = learn_noisy(Adaline(0.01, 5), x, y, 20, 0.2, 5)
    assert linear.honest_cost == pytest.approx(4 * run.honest_cost)  # its targets are -1 and +1
    by_chance = learn_noisy(Adaline(0.01, 5), x, y, 20, 0.2, 5, stratified=False)
    assert (by_chance.trial.train == split(100, 0.8, 5)[0]).all()
    assert by_chance.trial.train.tolist() != train.tolist()


def test_many_seeds_are_each_their_own_trial(flowers):
    x, y = flowers

    def learner(seed):
        return Network(2, 0.5, 40, seed)

    found = over_seeds(learner, x, y, 16, 0.25, range(3, 6))
    for costs, seed in zip(found, range(3, 6), strict=True):
        alone = learn_noisy(learner(seed), x, y, 16, 0.25, seed)
        np.testing.assert_array_equal(costs, alone.costs)
    with pytest.raises(ValueError, match=r"^seeds: got none"):
        over_seeds(learner, x, y, 16, 0.25, [])


def test_on_average_fewer_neurons_overfit_less(flowers):
    ends = [
        over_seeds(lambda s, h=h: Network(h, 0.5, 1000, s), *flowers, 20, 0.2, range(12))[:, -1]
        for h in (1, 8)
    ]
    ends = np.mean(ends, axis=1)
    assert ends[1][0] < ends[0][0]  # more neurons fit their samples better
    assert ends[1][1] > 1.2 * ends[0][1]  # and new ones worse


@pytest.mark.parametrize("hidden", [1, 12])
@pytest.mark.parametrize("seed", range(4))
def test_noise_is_learnt_from_where_the_training_cost_stays_below_the_honest_one(
    flowers, hidden, seed
):
    run = learn_noisy(Network(hidden, 0.5, 1000, seed), *flowers, 20, 0.2, seed)
    below = (run.train_costs < run.honest_cost).tolist()
    since = run.learns_noise
    assert below[-1] == (since is not None)
    if since is not None:
        assert all(below[since:]) and not below[since - 1]


def test_with_true_labels_there_is_no_noise_to_learn(flowers):
    run = learn_noisy(Network(1, 0.5, 100, 0), *flowers, 20, 0.0, 0)
    assert run.honest_cost == 0.0 and run.learns_noise is None


def test_seeds_that_diverge_are_cut_to_the_moments_that_all_kept(flowers):
    def learner(seed):
        return Adaline((0.01, 1.0)[seed % 2], 100)

    found = over_seeds(learner, *flowers, 20, 0.2, range(4))
    kept = [len(learn_noisy(learner(s), *flowers, 20, 0.2, s).epochs) for s in range(4)]
    assert found.shape[1] == min(kept) < max(kept) == 101 and np.isfinite(found).all()


def test_noise_may_be_learnt_from_the_start(flowers):
    run = learn_noisy(Network(1, 0.5, 10, 0), *flowers, 20, 0.2, 0)
    assert replace(run, costs=np.zeros_like(run.costs)).learns_noise == 0


@pytest.mark.parametrize("wrong", [(), (0,), (0, 1, 7), range(5, 10), range(10)])
@pytest.mark.parametrize(("low", "high"), [(0.0, 1.0), (-1.0, 1.0)])
def test_no_answers_by_class_are_better_than_the_lowest_honest_cost(wrong, low, high):
    y = np.repeat([-1.0, 1.0], [6, 4])
    labels = y.copy()
    labels[list(wrong)] *= -1.0
    targets, by_class = np.where(labels > 0, high, low), np.column_stack([y < 0, y > 0])
    best, *_ = np.linalg.lstsq(by_class.astype(float), targets, rcond=None)
    cost = 0.5 * np.square(targets - by_class @ best).mean()
    assert lowest_honest_cost(y, labels, low, high) == pytest.approx(cost, abs=1e-12)


@pytest.mark.parametrize(
    ("name", "call"),
    [
        ("points", lambda x, y: learn_noisy(Adaline(0.1, 1), x, y, 100, 0.2, 0)),
        ("points", lambda x, y: learn_noisy(Adaline(0.1, 1), x, y, 0, 0.2, 0)),
        ("share", lambda x, y: learn_noisy(Adaline(0.1, 1), x, y, 20, 1.2, 0)),
        ("labels", lambda x, y: lowest_honest_cost(y, y[1:])),
        ("y", lambda x, y: lowest_honest_cost([], [])),
    ],
)
def test_bad_arguments_are_named(name, call, flowers):
    with pytest.raises(ValueError, match=f"^{name}"):
        call(*flowers)
