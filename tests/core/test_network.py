"""The network against the lesson's script, its own plain formulas and scikit-learn."""

import pickle
import re

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.neural_network import MLPRegressor

from core import history, network
from core.activations import ACTIVATIONS
from core.backpropagation import forward_layers
from core.fast.engine import BLOCK
from core.history import Recorder
from core.parameters import layer_views, pack
from tests.core import plain_network as plain

LESSON_X = np.array([[1.0, 0, 1, 0], [1, 0, 1, 1], [0, 1, 0, 1]])
LESSON_Y = np.array([[1.0], [1], [0]])
OBJECTIVES = [
    {},
    {"reduction": "mean"},
    {"l2": 0.3},
    {"l1": 0.2},
    {"l1": 0.1, "l2": 0.2, "reduction": "mean"},
    {"loss": "cross_entropy"},
    {"loss": "cross_entropy", "l1": 0.1, "l2": 0.2, "reduction": "mean"},
]


def problem(sizes=(3, 4, 2), n=11, seed=0):
    rng = np.random.default_rng(seed)
    start = network.initialise(sizes, rng, -1, 1)
    return rng.normal(size=(n, sizes[0])), rng.uniform(size=(n, sizes[-1])), *start


def assert_layers(ours, theirs, rtol=1e-12):
    for mine, other in zip(ours, theirs, strict=True):
        scale = max(np.abs(other).max(), 1e-300)
        np.testing.assert_allclose(mine, other, rtol=0, atol=rtol * scale)


def test_the_lessons_network():
    start = network.initialise((4, 3, 1), 0)
    run = network.train(LESSON_X, LESSON_Y, *start, 0.1, 5000)
    weights, biases, costs, outputs = plain.lesson_script(LESSON_X, LESSON_Y, *start, 0.1, 5000)
    assert_layers([*run.weights, *run.biases], [*weights, *biases])
    np.testing.assert_allclose(run.costs, costs, rtol=1e-12)
    np.testing.assert_allclose(run.outputs, outputs, rtol=1e-12)
    assert [w.shape for w in run.weights] == [(4, 3), (3, 1)]
    assert run.costs.shape == (5000,) and run.history.shape == (5001, 19)
    assert run.outputs[0] > 0.9 and run.outputs[1] > 0.9 and run.outputs[2] < 0.1
    assert run.diverged_at is None


def test_one_step_against_the_lessons_formulas_written_out():
    weights, biases = network.initialise((4, 3, 1), 3)
    hidden, out = network.step(LESSON_X, LESSON_Y, weights, biases, 0.1).layers
    h = 1 / (1 + np.exp(-(LESSON_X @ weights[0] + biases[0])))
    o = 1 / (1 + np.exp(-(h @ weights[1] + biases[1])))
    delta_out = (LESSON_Y - o) * o * (1 - o)
    delta_hid = (delta_out @ weights[1].T) * h * (1 - h)
    # The lesson's deltas point downhill; ours are dJ/dz, as every gradient is +dJ/dw.
    np.testing.assert_allclose(out.delta, -delta_out, rtol=1e-12)
    np.testing.assert_allclose(hidden.delta, -delta_hid, rtol=1e-12)
    np.testing.assert_allclose(out.weight_update, 0.1 * h.T @ delta_out, rtol=1e-12)
    np.testing.assert_allclose(hidden.bias_update, 0.1 * delta_hid.sum(axis=0), rtol=1e-12)
    np.testing.assert_allclose(hidden.new_weights, weights[0] + hidden.weight_update, rtol=1e-15)
    np.testing.assert_allclose(out.new_biases, biases[1] + out.bias_update, rtol=1e-15)
    for layer, before, output, start in zip(
        (hidden, out), (LESSON_X, h), (h, o), zip(weights, biases, strict=True), strict=True
    ):
        assert layer.weights is start[0] and layer.biases is start[1]
        np.testing.assert_allclose(layer.inputs, before, rtol=1e-12)
        np.testing.assert_allclose(layer.z, before @ start[0] + start[1], rtol=1e-12)
        np.testing.assert_allclose(layer.a, output, rtol=1e-12)
        np.testing.assert_allclose(layer.slope, output * (1 - output), rtol=1e-12)
        np.testing.assert_allclose(layer.weight_gradient, before.T @ layer.delta, rtol=1e-12)
        np.testing.assert_allclose(layer.bias_gradient, layer.delta.sum(axis=0), rtol=1e-12)


@pytest.mark.parametrize("objective", OBJECTIVES, ids=str)
@pytest.mark.parametrize("activation", ACTIVATIONS)
def test_the_engine_takes_the_plain_step(activation, objective):
    choice = [activation, "logistic"] if "loss" in objective else activation
    x, y, weights, biases = problem()
    run = network.train(x, y, weights, biases, 0.05, 1, choice, **objective)
    step = network.step(x, y, weights, biases, 0.05, choice, **objective)
    assert_layers(run.weights, [layer.new_weights for layer in step.layers])
    assert_layers(run.biases, [layer.new_biases for layer in step.layers])
    assert run.costs[0] == pytest.approx(step.cost, rel=1e-12)
    assert network.cost(x, y, weights, biases, choice, **objective) == pytest.approx(step.cost)


@pytest.mark.parametrize("objective", OBJECTIVES, ids=str)
def test_the_engine_takes_the_plain_step_through_three_layers(objective):
    x, y, weights, biases = problem((3, 4, 5, 1))
    choice = ["tanh", "tanh", "logistic"]
    run = network.train(x, y, weights, biases, 0.05, 1, choice, **objective)
    step = network.step(x, y, weights, biases, 0.05, choice, **objective)
    assert_layers(run.weights, [layer.new_weights for layer in step.layers])
    assert run.costs[0] == pytest.approx(step.cost, rel=1e-12)


@pytest.mark.parametrize("n", [BLOCK, BLOCK + 1, 2 * BLOCK + 70])
def test_many_rows_in_blocks_take_the_plain_step(n):
    x, y, weights, biases = problem((3, 5, 2, 1), n=n)
    for batch in (None, n):
        run = network.train(x, y, weights, biases, 1e-4, 1, "tanh", batch_size=batch, rng=0)
        step = network.step(x, y, weights, biases, 1e-4, "tanh")
        assert_layers(run.weights, [layer.new_weights for layer in step.layers], 1e-11)
        assert run.costs[0] == pytest.approx(step.cost, rel=1e-12)
    whole = network.forward(x, *run.at(1), "tanh")[-1].a
    for outputs in (run.outputs, network.predict_outputs(x, *run.at(1), "tanh")):
        np.testing.assert_allclose(outputs, whole, atol=1e-14)


def numeric_gradients(x, y, weights, biases, activation, objective):
    """Central differences of J by every weight, then by every bias."""
    numeric, h = [], 1e-6
    for array in [*weights, *biases]:
        slopes = np.empty_like(array)
        for place in np.ndindex(array.shape):
            before = array[place]
            array[place] = before + h
            above = network.cost(x, y, weights, biases, activation, **objective)
            array[place] = before - h
            below = network.cost(x, y, weights, biases, activation, **objective)
            array[place] = before
            slopes[place] = (above - below) / (2 * h)
        numeric.append(slopes)
    return numeric


@pytest.mark.parametrize("objective", OBJECTIVES, ids=str)
@pytest.mark.parametrize("activation", ACTIVATIONS)
def test_gradients_against_finite_differences(activation, objective):
    choice = [activation, "logistic"] if "loss" in objective else activation
    x, y, weights, biases = problem((2, 3, 1), n=6, seed=1)
    exact = network.gradients(x, y, weights, biases, choice, **objective)
    numeric = numeric_gradients(x, y, weights, biases, choice, objective)
    for ours, theirs in zip([*exact[0], *exact[1]], numeric, strict=True):
        np.testing.assert_allclose(ours, theirs, atol=2e-8)


def test_a_sharper_sigmoid_is_not_taken_for_the_logistic():
    steep = ACTIVATIONS["logistic"].with_parameters(c=3.0)
    x, y, weights, biases = problem()
    run = network.train(x, y, weights, biases, 0.1, 1, steep)
    step = network.step(x, y, weights, biases, 0.1, steep)
    assert_layers(run.weights, [layer.new_weights for layer in step.layers])
    assert not np.allclose(run.weights[0], network.train(x, y, weights, biases, 0.1, 1).weights[0])


def test_steps_learn_nothing_but_a_learning_layer_above_them_does():
    x, y, weights, biases = problem()
    still = network.train(x, y, weights, biases, 0.1, 5, "binary_step")
    np.testing.assert_array_equal(still.history, np.tile(still.history[0], (6, 1)))
    mixed = network.train(x, y, weights, biases, 0.02, 5, ["binary_step", "identity"])
    np.testing.assert_array_equal(mixed.weights[0], weights[0])
    assert mixed.costs[-1] < mixed.costs[0]


def test_equal_weights_keep_the_hidden_units_identical():
    start = network.initialise((4, 3, 1), 0, kind="equal")
    run = network.train(LESSON_X, LESSON_Y, *start, 0.1, 100)
    hidden = run.weights[0]
    np.testing.assert_allclose(hidden, np.repeat(hidden[:, :1], 3, axis=1), rtol=1e-13)
    assert not np.allclose(hidden, start[0][0])


def test_one_step_of_scikit_learn():
    x, y, weights, biases = problem((3, 4, 1))
    peer = MLPRegressor(
        hidden_layer_sizes=(4,),
        activation="tanh",
        solver="sgd",
        alpha=0.0,
        batch_size=len(x),
        learning_rate_init=0.1,
        momentum=0.0,
        shuffle=False,
        max_iter=1,
        warm_start=True,
        tol=0.0,
    )
    with pytest.warns(Warning, match="reached"):
        peer.fit(x, y.ravel())
    peer.coefs_, peer.intercepts_ = [w.copy() for w in weights], [b.copy() for b in biases]
    with pytest.warns(Warning, match="reached"):
        peer.fit(x, y.ravel())
    run = network.train(x, y, weights, biases, 0.1, 1, ["tanh", "identity"], reduction="mean")
    assert_layers([*run.weights, *run.biases], [*peer.coefs_, *peer.intercepts_])


@given(st.integers(1, 25), st.integers(0, 1000))
@settings(max_examples=20)
def test_batches_against_the_plain_loop(batch_size, seed):
    x, y, weights, biases = problem((2, 4, 1), n=25, seed=seed)
    run = network.train(x, y, weights, biases, 0.05, 3, "tanh", batch_size=batch_size, rng=seed)
    loop = plain.tanh_batches(
        x, y, weights, biases, 0.05, 3, batch_size, np.random.default_rng(seed)
    )
    assert_layers([*run.weights, *run.biases], [*loop[0], *loop[1]], 1e-10)
    np.testing.assert_allclose(run.costs, loop[2], rtol=1e-10)


@given(st.integers(0, 1000), st.sampled_from([{}, {"reduction": "mean", "l1": 0.01, "l2": 0.02}]))
@settings(max_examples=20)
def test_one_batch_of_all_is_the_full_batch(seed, aims):
    x, y, weights, biases = problem(seed=seed)
    full = network.train(x, y, weights, biases, 0.05, 4, **aims)
    batch = network.train(x, y, weights, biases, 0.05, 4, batch_size=len(x), rng=seed, **aims)
    np.testing.assert_allclose(full.history, batch.history, rtol=1e-9, atol=1e-12)


@given(st.integers(1, 9), st.sampled_from([None, 1, 4, 11]), st.integers(0, 1000))
@settings(max_examples=25)
def test_a_run_is_the_prefix_of_a_longer_one_and_can_go_on(first, batch_size, seed):
    x, y, weights, biases = problem(seed=seed)
    options = {"batch_size": batch_size, "l2": 0.01}
    long = network.train(x, y, weights, biases, 0.05, 10, rng=seed, **options)
    rng = np.random.default_rng(seed)
    start = network.train(x, y, weights, biases, 0.05, first, rng=rng, **options)
    rest = network.train(x, y, start.weights, start.biases, 0.05, 10 - first, rng=rng, **options)
    np.testing.assert_array_equal(long.history, np.vstack([start.history, rest.history[1:]]))
    np.testing.assert_array_equal(long.costs, [*start.costs, *rest.costs])


def test_the_largest_numbers_allowed_are_recorded_and_larger_ones_are_not():
    def keeps(weight, cost):
        return Recorder(np.array([weight, 0.0]), 3, 1).keeps(cost)

    assert keeps(1e50, 1e50) and keeps(-1e50, 0.0)
    assert not any((keeps(1e51, 1.0), keeps(-1e51, 1.0), keeps(1.0, 1e51), keeps(np.nan, 1.0)))


def test_arguments_stay_as_they_were():
    arguments = problem()
    copies = pickle.loads(pickle.dumps(arguments))
    network.train(*arguments, 0.1, 3, batch_size=4, rng=0, l1=0.1, l2=0.1)
    network.step(*arguments, 0.1)
    network.layer_health(*arguments)
    for ours, before in zip(arguments, copies, strict=True):
        assert_layers(list(ours), list(before), 0)


@pytest.mark.parametrize("keep_every", [1, 3, 4, 12, 50])
def test_a_thinner_history_keeps_the_same_epochs(keep_every):
    x, y, weights, biases = problem()
    whole = network.train(x, y, weights, biases, 0.1, 12)
    run = network.train(x, y, weights, biases, 0.1, 12, keep_every=keep_every)
    assert run.snapshot_epochs.tolist() == sorted({*range(0, 13, keep_every), 12})
    np.testing.assert_array_equal(run.history, whole.history[run.snapshot_epochs])
    assert_layers(run.at(12)[0], run.weights, 0)
    assert_layers(run.at(0)[1], biases, 0)
    np.testing.assert_array_equal(pack(*run.at(12)), run.history[-1])
    missing = [epoch for epoch in range(13) if epoch not in run.snapshot_epochs] + [13, -1]
    for epoch in missing:
        with pytest.raises(ValueError, match="epoch"):
            run.at(epoch)


@pytest.mark.parametrize("epochs", [19, 20, 21, 40, 1000])
def test_the_thinning_that_a_refused_history_is_told_is_enough_and_no_more(monkeypatch, epochs):
    monkeypatch.setattr(history, "LARGEST_HISTORY", 100)
    flat = np.zeros(5)  # 20 rows fit: the start, the latest epoch, and 18 others
    with pytest.raises(ValueError, match=r"^keep_every: got 1, must be at") as refused:
        history.Recorder(flat, epochs, 1)
    least = int(re.findall(r"at least (\d+)", str(refused.value))[0])
    assert history.Recorder(flat, epochs, least).history.size <= 100
    with pytest.raises(ValueError, match="keep_every"):
        history.Recorder(flat, epochs, least - 1)


@pytest.mark.parametrize("keep_every", [1, 7])
def test_divergence_is_a_result(keep_every):
    x, y, weights, biases = problem()
    run = network.train(x, y, weights, biases, 50.0, 500, "identity", keep_every=keep_every)
    assert run.diverged_at is not None and 2 < run.diverged_at < 100
    assert len(run.costs) == run.diverged_at - 1 == run.snapshot_epochs[-1]
    assert np.isfinite(run.costs).all() and np.isfinite(run.history).all()
    assert (np.abs(run.history) <= 1e50).all()
    network.predict_outputs(x, run.weights, run.biases, "identity")


def test_weights_that_overflow_under_a_bounded_output_are_noticed():
    x, y, weights, biases = problem()
    run = network.train(x, y, weights, biases, 1e30, 60, ["relu", "tanh"], l2=1.0)
    assert run.diverged_at is not None
    assert len(run.history) == run.diverged_at
    assert (np.abs(run.history) <= 1e50).all()


@pytest.mark.parametrize("target", [2.0, -2.0])
def test_the_first_number_above_the_largest_ends_a_run_be_it_weight_or_cost(target):
    """From zero weights the first update is eta times the target; a cost is of before it."""

    def run(x, eta, w=0.0):
        return network.train([[x]], [[target]], [[[w]]], [[0.0]], eta, 3, "identity")

    outgrown, large, dear = run(1.0, 1e50), run(1.0, 1e30), run(1e26, 1e-60, np.sign(target))
    assert outgrown.diverged_at == 1 and not outgrown.costs.size and not outgrown.history.any()
    assert large.diverged_at == 2 and large.costs.tolist() == [2.0]
    assert large.weights[0] == pytest.approx(target * 1e30)
    assert dear.diverged_at == 1 and len(dear.history) == 1


def test_far_saturation_stays_finite_and_silent():
    x, y, weights, biases = problem()
    huge = [1e6 * w for w in weights]
    run = network.train(x, y, huge, biases, 0.1, 3, loss="cross_entropy")
    assert np.isfinite(run.costs).all() and run.diverged_at is None


def test_costs_of_other_samples_through_a_run():
    x, y, weights, biases = problem()
    run = network.train(x, y, weights, biases, 0.1, 6, keep_every=2, l2=0.1)
    again = network.cost_history(run, x, y, l2=0.1)
    np.testing.assert_allclose(again[:3], run.costs[::2], rtol=1e-12)
    assert again[3] == pytest.approx(network.cost(x, y, run.weights, run.biases, l2=0.1))


@pytest.mark.parametrize("together", [0.5, 2.5])
def test_costs_of_many_samples_are_taken_some_moments_at_a_time(together):
    x = np.linspace(-1.0, 1.0, int(network.MOST_ROWS / together))[:, np.newaxis]
    start = network.initialise((1, 2, 1), 3)
    run = network.train(x, np.abs(x), *start, 0.5, 4, "tanh", reduction="mean")
    costs = network.cost_history(run, x, np.abs(x), "tanh", reduction="mean")
    np.testing.assert_allclose(costs[:-1], run.costs, rtol=1e-12)
    assert costs[-1] < costs[-2]


def test_cross_entropy_asks_for_a_logistic_output_whatever_the_layers_before_are():
    start = network.initialise((4, 3, 2, 1), 0)
    layers = ["tanh", "tanh", "logistic"]
    run = network.train(LESSON_X, LESSON_Y, *start, 0.1, 50, layers, loss="cross_entropy")
    assert (np.diff(run.costs) < 0).all()
    first = network.forward(LESSON_X, *start, layers)[-1].a
    surprise = np.log(np.where(np.reshape(LESSON_Y, (-1, 1)) == 1, first, 1 - first))
    assert run.costs[0] == pytest.approx(-surprise.sum())
    with pytest.raises(ValueError, match=r"^activation: got tanh, must be logistic"):
        network.cost(LESSON_X, LESSON_Y, *start, layers[::-1], loss="cross_entropy")


def test_numbers_beyond_a_float_are_infinite_and_silent():
    x, y, layers = [[1e50]], [[0.0]], 7
    weights, biases = [[[1e50]]] * layers, [[0.0]] * layers
    assert np.isposinf(network.predict_outputs(x, weights, biases, "identity"))
    assert np.isposinf(network.forward(x, weights, biases, "identity")[-1].z)
    assert np.isposinf(network.cost(x, y, weights, biases, "identity"))
    assert np.isposinf(network.step(x, y, weights, biases, 0.1, "identity").cost)
    assert np.isposinf(network.layer_health(x, y, weights, biases, "identity")[0].gradient)
    run = network.train(x, y, weights, biases, 0.1, 2, "identity")
    assert run.diverged_at == 1 and np.isposinf(run.outputs)
    assert np.isposinf(network.cost_history(run, x, y, "identity"))


def test_one_forward_pass_serves_all_moments_of_a_run():
    x, y, weights, biases = problem((3, 4, 3, 2))
    run = network.train(x, y, weights, biases, 0.1, 5, ["relu", "tanh", "logistic"])
    layers = layer_views(run.history, run.sizes)
    together = forward_layers(
        x,
        [layer[:, 1:] for layer in layers],
        [layer[:, :1] for layer in layers],
        [ACTIVATIONS[name] for name in ("relu", "tanh", "logistic")],
    )
    for epoch in range(6):
        alone = network.forward(x, *run.at(epoch), ["relu", "tanh", "logistic"])
        for many, one in zip(together, alone, strict=True):
            np.testing.assert_allclose(many.z[epoch], one.z, rtol=1e-12, atol=1e-15)
            np.testing.assert_allclose(many.a[epoch], one.a, rtol=1e-12, atol=1e-15)
    np.testing.assert_allclose(together[-1].a[-1], run.outputs, rtol=1e-12)


def test_layer_health_counts_flat_units_and_vanishing_gradients():
    x, y, weights, biases = problem((3, 4, 4, 4, 1), n=50)
    healthy = network.layer_health(x, y, weights, biases)
    assert healthy[0].gradient < healthy[-1].gradient and healthy[0].saturated == 0.0
    sick = network.layer_health(x, y, [100 * w for w in weights], biases)
    assert sick[0].saturated > 0.9
    assert all(
        layer.saturated == 1.0
        for layer in network.layer_health(x, y, weights, biases, "binary_step")
    )
    gradient = network.gradients(x, y, weights, biases)
    both = np.concatenate([gradient[0][1].ravel(), gradient[1][1]])
    assert healthy[1].gradient == pytest.approx(np.abs(both).mean())


def test_starts():
    weights, biases = network.initialise((4, 3, 1), 5)
    flat = pack(weights, biases)
    assert (flat >= 0).all() and (flat < 1).all() and len(set(flat)) == len(flat)
    again = network.initialise((4, 3, 1), np.random.default_rng(5))
    np.testing.assert_array_equal(flat, pack(*again))
    assert not pack(*network.initialise((4, 3, 1), 5, kind="zeros")).any()
    assert set(pack(*network.initialise((4, 3, 1), 5, 0, 1, "equal"))) == {0.5}
    wide = network.initialise((200, 100), 5, kind="glorot")
    assert np.abs(wide[0][0]).max() == pytest.approx(np.sqrt(6 / 300), rel=5e-4)
    wide = network.initialise((200, 300), 5, kind="he")
    assert wide[0][0].std() == pytest.approx(0.1, rel=0.02) and not wide[1][0].any()
    assert wide[0][0].mean() == pytest.approx(0.0, abs=0.002)


def test_a_run_can_be_pickled():
    run = network.train(LESSON_X, LESSON_Y, *network.initialise((4, 3, 1), 0), 0.1, 3)
    np.testing.assert_array_equal(pickle.loads(pickle.dumps(run)).history, run.history)


def test_targets_may_be_a_vector_for_one_output():
    x, y, weights, biases = problem((3, 2, 1))
    column = network.train(x, y, weights, biases, 0.1, 2)
    np.testing.assert_array_equal(
        network.train(x, y[:, 0], weights, biases, 0.1, 2).history, column.history
    )


X, Y, W, B = problem()
WRONG = [
    ("x", {"x": X[:, :2]}),
    ("x", {"x": X[0]}),
    ("x", {"x": np.where(X > 1, np.nan, X)}),
    ("y", {"y": Y[:, 0]}),
    ("y", {"y": Y[:-1]}),
    ("y", {"y": np.full_like(Y, np.inf)}),
    ("weights", {"weights": []}),
    ("weights, biases", {"biases": B[:1]}),
    (r"weights\[1\]", {"weights": [W[0], W[1][:-1]]}),
    (r"biases\[0\]", {"biases": [B[0][:-1], B[1]]}),
    ("eta", {"eta": 0}),
    ("eta", {"eta": np.nan}),
    ("epochs", {"epochs": 0}),
    ("epochs", {"epochs": 2.5}),
    ("activation", {"activation": "sigmoidal"}),
    ("activation", {"activation": ["tanh"]}),
    ("activation", {"activation": "tanh", "loss": "cross_entropy"}),
    ("y", {"y": Y + 1, "loss": "cross_entropy"}),
    ("loss", {"loss": "absolute"}),
    ("l1", {"l1": -1}),
    ("l2", {"l2": np.inf}),
    ("reduction", {"reduction": "max"}),
    ("batch_size", {"batch_size": 0, "rng": 0}),
    ("batch_size", {"batch_size": 12, "rng": 0}),
    ("rng", {"batch_size": 3}),
    ("rng", {"batch_size": 3, "rng": -1}),
    ("keep_every", {"keep_every": 0}),
    (
        "keep_every: got 1, must be at least",
        {
            "epochs": 1_000_000,
            "weights": [np.ones((3, 30)), np.ones((30, 2))],
            "biases": [np.ones(30), np.ones(2)],
        },
    ),
]


@pytest.mark.parametrize(("name", "change"), WRONG, ids=lambda value: str(value)[:40])
def test_bad_arguments_are_named(name, change):
    good = {"x": X, "y": Y, "weights": W, "biases": B, "eta": 0.1, "epochs": 2}
    network.train(**good)
    with pytest.raises(ValueError, match=f"^{name}"):
        network.train(**{**good, **change})


@pytest.mark.parametrize(
    "change",
    [
        {"sizes": (3,)},
        {"sizes": (3, 0)},
        {"low": 2.0},
        {"kind": "lucky"},
        {"rng": None},
    ],
)
def test_bad_starts_are_named(change):
    with pytest.raises(ValueError, match=f"^{next(iter(change))}"):
        network.initialise(**{"sizes": (3, 2), "rng": 0, **change})


@pytest.mark.parametrize("sizes", [(4, 3, 1), (4, 1), (4, 5, 3, 2)], ids=str)
def test_the_loop_that_the_module_opens_with_gives_the_same_run(sizes):
    start = network.initialise(sizes, 3)
    before = [a.copy() for part in start for a in part]
    y = LESSON_Y if sizes[-1] == 1 else np.column_stack([LESSON_Y, 1 - LESSON_Y])
    weights, biases, costs = network.loop(LESSON_X, y, *start, 0.1, 500)
    run = network.train(LESSON_X, y, *start, 0.1, 500)
    assert_layers([*run.weights, *run.biases], [*weights, *biases], 1e-10)
    np.testing.assert_allclose(run.costs, costs, rtol=1e-10)
    assert all((a == b).all() for a, b in zip(before, [*start[0], *start[1]], strict=True))


def test_a_hidden_delta_sums_over_the_paths_to_two_outputs():
    x, y = [[1.0, 2.0]], [[1.0, 0.0]]
    weights, biases = [np.array([[0.5], [-0.25]]), np.array([[2.0, -3.0]])], [[0.1], [0.0, 0.2]]
    hidden, out = network.step(x, y, weights, biases, 0.1, ["tanh", "identity"]).layers
    h = np.tanh(0.5 - 0.5 + 0.1)
    errors = [2 * h - 1, -3 * h + 0.2 - 0]  # output minus target
    np.testing.assert_allclose(out.delta, [errors])
    np.testing.assert_allclose(out.weight_gradient, [[h * errors[0], h * errors[1]]])
    both_paths = 2 * errors[0] + -3 * errors[1]
    np.testing.assert_allclose(hidden.delta, [[both_paths * (1 - h * h)]])
    np.testing.assert_allclose(
        hidden.weight_gradient[:, 0], both_paths * (1 - h * h) * np.array(x[0])
    )


@pytest.mark.parametrize("objective", OBJECTIVES, ids=str)
def test_a_delta_is_how_fast_the_cost_grows_with_a_net_input(objective):
    x, y, weights, biases = problem((2, 3, 2), n=1, seed=4)
    objective = {**objective, "l1": 0.0, "l2": 0.0}
    hidden, out = network.step(x, y, weights, biases, 0.1, **objective).layers
    # With one sample, moving the bias of a unit moves its net input.
    numeric = numeric_gradients(x, y, weights, biases, "logistic", objective)[2:]
    np.testing.assert_allclose(hidden.delta[0], numeric[0], atol=2e-8)
    np.testing.assert_allclose(out.delta[0], numeric[1], atol=2e-8)
