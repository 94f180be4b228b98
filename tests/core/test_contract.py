"""What others call by name and position: these signatures and results stay as they are."""

import inspect
import warnings

import numpy as np
import pytest

import core.activations
import core.adaline
import core.network
import core.neuron
import core.perceptron
import core.scaling
import data

X = np.array([[1.0, 2.0], [2.0, 1.0], [4.0, 5.0], [5.0, 4.0]])
Y = np.array([-1.0, -1.0, 1.0, 1.0])


@pytest.mark.parametrize(
    ("function", "names"),
    [
        (core.neuron.output, "inputs weights bias activation"),
        (core.perceptron.train, "x y eta epochs weights order"),
        (core.perceptron.predict, "x weights"),
        (core.adaline.train, "x y eta epochs weights"),
        (core.adaline.predict, "x weights"),
        (core.adaline.stability_limit, "x"),
        (core.network.train, "x y weights biases eta epochs activation"),
        (core.network.gradients, "x y weights biases activation"),
    ],
    ids=lambda value: getattr(value, "__qualname__", "names"),
)
def test_arguments_by_position_keep_their_order_and_new_ones_are_keywords(function, names):
    parameters = inspect.signature(function).parameters.values()
    by_position = [p.name for p in parameters if p.kind is p.POSITIONAL_OR_KEYWORD]
    assert by_position == names.split()
    new = [p for p in parameters if p.name not in by_position]
    assert all(p.default is not p.empty or p.kind is p.VAR_KEYWORD for p in new)


def test_activations_by_name():
    names = "identity binary_step logistic tanh arctan relu prelu elu softplus bipolar_step"
    assert set(core.activations.ACTIVATIONS) == set(names.split())
    z = np.array([-1e4, -1.0, 0.0, 1.0, 1e4])
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        for f in core.activations.ACTIVATIONS.values():
            assert np.isfinite(f(z)).all() and np.isfinite(f.derivative(z)).all()


def test_a_neuron_from_plain_lists():
    assert core.neuron.output([5, 1, 4, 8], [2, -1, 3, -2]) == 5.0
    logistic = core.activations.ACTIVATIONS["logistic"]
    value = core.neuron.output([5, 1, 4, 8], [2, -1, 3, -2], -2.5, logistic)
    assert value == pytest.approx(0.92414182, abs=5e-9)


def test_runs_of_one_neuron_and_their_shapes():
    run = core.perceptron.train(X, Y, 0.1, 7, np.zeros(3), np.arange(4))
    assert run.weights.shape == (3,) and run.history.shape == (8, 3) and run.errors.shape == (7,)
    assert core.perceptron.predict(X, run.weights).shape == (4,)
    bowl = core.adaline.train(X, Y, 0.01, 7, np.zeros(3))
    assert bowl.weights.shape == (3,) and bowl.history.shape == (8, 3)
    assert bowl.costs.shape == (7,) and bowl.costs[0] == pytest.approx(2.0)
    ones = np.column_stack([np.ones(4), X])
    limit = 2.0 / np.linalg.eigvalsh(ones.T @ ones)[-1]
    assert core.adaline.stability_limit(X) == pytest.approx(limit)


def test_a_standardizer():
    scaler = core.scaling.Standardizer.fit(X)
    np.testing.assert_allclose(scaler.mean, X.mean(axis=0))
    np.testing.assert_allclose(scaler.std, X.std(axis=0))
    np.testing.assert_allclose(scaler.inverse(scaler.transform(X)), X)


def test_a_network_and_its_shapes():
    weights, biases = [np.full((2, 3), 0.1), np.full((3, 2), 0.2)], [np.zeros(3), np.zeros(2)]
    targets = np.column_stack([Y > 0, Y < 0]).astype(float)
    run = core.network.train(X, targets, weights, biases, 0.1, 5, "tanh")
    assert [w.shape for w in run.weights] == [(2, 3), (3, 2)]
    assert [b.shape for b in run.biases] == [(3,), (2,)]
    assert run.costs.shape == (5,) and run.outputs.shape == (4, 2)
    slopes, bias_slopes = core.network.gradients(X, targets, weights, biases, "tanh")
    assert [g.shape for g in (*slopes, *bias_slopes)] == [(2, 3), (3, 2), (3,), (2,)]


@pytest.mark.parametrize("kind", [np.int8, np.int64, np.float32])
def test_numbers_of_any_real_kind_are_computed_with_in_double_precision(kind):
    x = np.array([[100, 20], [-120, 7], [90, -3], [11, 1]], dtype=kind)  # 100 x 100 is no int8
    double, start = x.astype(float), (core.network.initialise((2, 3, 1), 0))
    for train in (core.perceptron.train, core.adaline.train):
        ours, theirs = train(x, Y.astype(kind), 1e-5, 5), train(double, Y, 1e-5, 5)
        assert ours.history.dtype == np.float64
        np.testing.assert_array_equal(ours.history, theirs.history)
    outputs = core.network.predict_outputs(x, *start, "tanh")
    np.testing.assert_array_equal(outputs, core.network.predict_outputs(double, *start, "tanh"))
    for f in core.activations.ACTIVATIONS.values():
        np.testing.assert_array_equal(f(x), f(double))
    scaler = core.scaling.Standardizer.fit(x)
    np.testing.assert_array_equal(scaler.transform(x), (double - double.mean(0)) / double.std(0))


def test_iris():
    frame = data.load_iris()
    columns = ["sepal_length", "sepal_width", "petal_length", "petal_width", "species"]
    assert list(frame.columns) == columns and len(frame) == 150
