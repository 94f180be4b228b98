"""Learners answer as the models they are made of; labels are flipped as asked."""

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


def test_the_costs_of_a_diverging_adaline_are_those_of_its_own_weights(flowers):
    x, y = flowers
    run, trained = adaline.train(x, y, 1.0, 15), Adaline(1.0, 15).fit(x, y)
    assert trained.diverged and trained.epochs.tolist() == list(range(16))
    assert run.costs[-1] > 1e40
    np.testing.assert_allclose(trained.costs(x, y)[:-1], run.costs / len(x), rtol=1e-9)
    last = 0.5 * np.mean((y - run.weights[0] - x @ run.weights[1:]) ** 2)
    assert trained.costs(x, y)[-1] == pytest.approx(last, rel=1e-9)
    np.testing.assert_allclose(trained.outputs(x), adaline.net_inputs(x, run.weights))


def test_a_diverged_adaline_keeps_the_moments_that_can_be_computed_with(flowers):
    x, y = flowers
    run, trained = adaline.train(x, y, 1.0, 1000), Adaline(1.0, 1000).fit(x, y)
    assert trained.diverged
    kept = len(trained.epochs)
    assert 10 < kept < len(run.history)
    assert np.abs(run.history[:kept]).max() <= 1e50 < np.abs(run.history[kept]).max()
    assert np.isfinite(trained.outputs(x)).all() and np.isfinite(trained.costs(x, y)).all()
    np.testing.assert_array_equal(predict(trained, x), adaline.predict(x, run.history[kept - 1]))


@pytest.mark.parametrize("epochs", [1, 2])
def test_an_update_that_raises_the_cost_is_a_divergence_the_last_one_too(flowers, epochs):
    x, y = flowers
    limit = adaline.stability_limit(x)
    assert Adaline(1.5 * limit, epochs).fit(x, y).diverged
    assert not Adaline(0.9 * limit, epochs).fit(x, y).diverged


@pytest.mark.parametrize("epochs", [1, 100, 1000])
def test_a_cost_that_has_come_down_to_rounding_is_no_divergence(epochs):
    x, y = np.array([[-1.0, 0.0], [1.0, -1.0], [0.0, 1.0]]), np.array([-1.0, 1.0, 1.0])
    trained = Adaline(0.6 * adaline.stability_limit(x), epochs).fit(x, y)
    assert trained.diverged is False
    assert epochs < 1000 or trained.costs(x, y)[-1] < 1e-20


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
    assert not trained.diverged


@pytest.mark.parametrize("learner", [Adaline(0.01, 15), Network(3, 0.1, 120, seed=4)])
def test_a_cost_is_the_distance_to_the_targets_that_are_named(flowers, learner):
    """Adaline's outputs are as learnt, a network's 2 o - 1: from -1 to +1 for targets 0 and 1."""
    x, y = flowers
    trained = learner.fit(x, y)
    low, high = trained.targets
    outputs = low + (high - low) * (trained.outputs(x) + 1.0) / 2.0
    last = 0.5 * np.mean((np.where(y > 0, high, low) - outputs) ** 2)
    assert trained.costs(x, y)[-1] == pytest.approx(last)
    assert trained.targets == ((0.0, 1.0) if isinstance(learner, Network) else (-1.0, 1.0))


@pytest.mark.parametrize("turn", [1.0, -1.0])
def test_the_parameters_are_the_last_ones_kept_whichever_way_the_weights_grew(flowers, turn):
    x, y = flowers
    run, trained = adaline.train(x, turn * y, 1.0, 1000), Adaline(1.0, 1000).fit(x, turn * y)
    sizes = np.abs(run.history).max(axis=1)
    assert len(trained.epochs) == (sizes <= 1e50).argmin()
    np.testing.assert_array_equal(trained.parameters, run.history[len(trained.epochs) - 1])
    network_ = Network(2, 0.1, 9, kept=1).fit(x, y)
    assert network_.epochs.tolist() == [0, 9]
    np.testing.assert_array_equal(network_.parameters, network_.run.history[1])


def test_a_network_whose_weights_outgrow_its_arithmetic_keeps_its_start_and_says_so(flowers):
    x, y = flowers
    trained = Network(3, 1e50, 9, seed=1).fit(x, y)
    assert trained.diverged and trained.epochs.tolist() == [0]
    (weights, *_), _ = initialise((2, 3, 1), 1, kind="glorot")
    assert weights[0, 0] in trained.parameters
    assert np.isfinite(trained.costs(x, y)).all()


def test_flipped_labels_are_the_share_asked_for_and_only_among_the_rows():
    y = np.repeat([-1.0, 1.0], 50)
    rows = np.arange(20, 60)
    noisy, wrong = flipped(y, rows, 0.25, 7)
    assert len(wrong) == 10 and np.isin(wrong, rows).all()
    np.testing.assert_array_equal(np.flatnonzero(noisy != y), wrong)
    assert set(noisy) == {-1.0, 1.0}
    assert flipped(y, rows, 0.0, 7)[1].size == 0
    with pytest.raises(ValueError, match=r"^share: got 1\.5"):
        flipped(y, rows, 1.5, 7)


@pytest.mark.parametrize(
    ("name", "made"),
    [("epochs", {"epochs": "5"}), ("kept", {"epochs": 5, "kept": 0}), ("hidden", {"hidden": -1})],
)
def test_a_network_s_bad_arguments_are_named(name, made):
    x = np.array([[0.0, 1.0], [1.0, 0.0]])
    with pytest.raises(ValueError, match=f"^{name}"):
        Network(**{"hidden": 1, "eta": 0.1, "epochs": 1} | made).fit(x, [-1.0, 1.0])
