"""Speed of `core.network` beside scikit-learn's MLPRegressor and textbook loops."""

import warnings
from collections.abc import Callable

import numpy as np
from sklearn.exceptions import ConvergenceWarning
from sklearn.neural_network import MLPRegressor
from threadpoolctl import threadpool_limits

from core import network
from core.checks import Floats
from tests.bench.timing import Row, measure
from tests.core import plain_network as plain

LESSON_X = np.array([[1.0, 0, 1, 0], [1, 0, 1, 1], [0, 1, 0, 1]])
LESSON_Y = np.array([[1.0], [1], [0]])


def rows() -> list[Row]:
    """The bars of the network: the lesson's run, epochs in batches and whole, a forward pass."""
    x, y = _quadrants()
    with threadpool_limits(1):  # idle threads of a rival's BLAS must not slow the next one
        return [_lesson(5000), _batches(x, y, 50), _full(x, y, 200), _surface(x, y)]


def _quadrants() -> tuple[Floats, Floats]:
    x = np.random.default_rng(0).uniform(-1, 1, (250, 2))
    return x, np.sign(x[:, :1] * x[:, 1:])


def _peer(layers: tuple[int, ...], activation: str, epochs: int, batch: int) -> MLPRegressor:
    """Plain gradient descent in scikit-learn: no momentum, no penalty, no early stop."""
    return MLPRegressor(
        hidden_layer_sizes=layers,
        activation=activation,
        solver="sgd",
        alpha=0.0,
        batch_size=batch,
        learning_rate_init=0.01,
        max_iter=epochs,
        tol=0.0,
        momentum=0.0,
        n_iter_no_change=epochs + 1,
        random_state=0,
    )


def _fit(peer: MLPRegressor, x: Floats, y: Floats) -> Callable[[], object]:
    def run() -> None:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", ConvergenceWarning)
            peer.fit(x, y.ravel())

    return run


def _lesson(epochs: int) -> Row:
    start = network.initialise((4, 3, 1), 0)
    run = LESSON_X, LESSON_Y, *start, 0.1, epochs
    _assert_equal(network.train(*run).costs, plain.lesson_script(*run)[2])
    return measure(
        f"network 4-3-1, {epochs} epochs",
        {
            "ours": lambda: network.train(*run),
            "plain loop": lambda: plain.lesson_script(*run),
            "scikit-learn": _fit(_peer((3,), "logistic", epochs, 3), LESSON_X, LESSON_Y),
        },
        {"plain loop": 2, "scikit-learn": 5},
    )


def _batches(x: Floats, y: Floats, epochs: int) -> Row:
    run = x, y, *network.initialise((2, 4, 2, 1), 1, -1, 1), 0.01, epochs

    def ours() -> Floats:
        return network.train(*run, "tanh", batch_size=10, rng=3).costs

    def loop() -> Floats:
        return plain.tanh_batches(*run, 10, np.random.default_rng(3))[2]

    _assert_equal(ours(), loop())
    return measure(
        f"mini-batches of 10, 250 rows, 2-4-2-1 tanh, {epochs} epochs",
        {
            "ours": ours,
            "plain loop": loop,
            "scikit-learn": _fit(_peer((4, 2), "tanh", epochs, 10), x, y),
        },
        {"plain loop": 4, "scikit-learn": 8},
    )


def _full(x: Floats, y: Floats, epochs: int) -> Row:
    run = x, y, *network.initialise((2, 4, 2, 1), 1, -1, 1), 0.0001, epochs
    _assert_equal(network.train(*run, "tanh").costs, plain.tanh_full(*run)[2])
    return measure(
        f"full batches, 250 rows, 2-4-2-1 tanh, {epochs} epochs",
        {
            "ours": lambda: network.train(*run, "tanh"),
            "plain loop": lambda: plain.tanh_full(*run),
            "scikit-learn": _fit(_peer((4, 2), "tanh", epochs, 250), x, y),
        },
        {"plain loop": 3},
    )


def _surface(x: Floats, y: Floats) -> Row:
    start = network.initialise((2, 4, 2, 1), 1, -1, 1)
    axis = np.linspace(-1, 1, 100)
    points = np.column_stack([np.tile(axis, 100), np.repeat(axis, 100)])
    peer = _peer((4, 2), "tanh", 1, 10)
    _fit(peer, x, y)()
    return measure(
        "all units at 100 x 100 points (scikit-learn: the output alone)",
        {
            "ours": lambda: network.forward(points, *start, "tanh"),
            "scikit-learn": lambda: peer.predict(points),
        },
        {"scikit-learn": 1},
    )


def _assert_equal(ours: Floats, theirs: Floats) -> None:
    """A faster wrong answer is no answer."""
    np.testing.assert_allclose(ours, theirs, rtol=1e-6)
