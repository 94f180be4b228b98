"""The perceptron: a neuron that learns only from its mistakes (Rosenblatt 1957).

Each sample is predicted in turn, +1 or -1. A right prediction changes nothing; a wrong one moves
all weights a step towards the sample's own side. If a line separates the two classes, the mistakes
end (Novikoff 1962); if none does, they never end, and where the line lies depends on when you stop.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from core import checks
from core.checks import Floats, Ints
from core.neuron import net_inputs, weighted_sum, with_ones

FIRST_BLOCK = 128  # samples scored at once; doubled while no mistake turns up
LARGEST_BLOCK = 8192
LARGEST_TABLE = 1_000_000  # net inputs held at once when mistakes are counted


@dataclass(frozen=True)
class PerceptronRun:
    """All that happened in training, for replay: u updates in the given number of epochs.

    `history` (epochs + 1, 1 + d): the weights before the first and after each epoch, bias first.
    `errors` (epochs,): the updates in each epoch. `misclassified` (epochs,): the samples on the
    wrong side of the boundary after each epoch, which is not the same number.
    `update_epoch` (u,): the epoch of each update, from 1. `update_sample` (u,): its row in x.
    `update_weights` (u + 1, 1 + d): the weights before the first and after each update.
    `converged_epoch`: the first epoch, from 1, without an update, or None.
    """

    history: Floats
    errors: Ints
    misclassified: Ints
    update_epoch: Ints
    update_sample: Ints
    update_weights: Floats
    converged_epoch: int | None

    @property
    def weights(self) -> Floats:
        """The final weights (1 + d,), bias first."""
        return self.history[-1]


def train(
    x: ArrayLike,
    y: ArrayLike,
    eta: float,
    epochs: int,
    weights: ArrayLike | None = None,
    order: ArrayLike | None = None,
) -> PerceptronRun:
    """Train on samples x (n, d) with targets y (n,) of -1 and +1.

    For each sample in turn: weights += eta (target - predicted) (1, x_1, ..., x_d).
    `weights` (1 + d,) is the start, zeros if not given. `order` (n,) is the order of the samples
    in each epoch; (epochs, n) gives each epoch an order of its own. ValueError for a bad argument.
    """
    x, y = checks.samples(x, y)
    eta, epochs = checks.positive("eta", eta), checks.epochs(epochs)
    start = checks.start_weights(weights, x.shape[1])
    orders = checks.order(order, len(x), epochs)
    steps = (eta * (2.0 * y))[:, np.newaxis] * with_ones(x)  # what each sample adds when wrong
    samples = _updated_samples(x, y, steps, start, orders, epochs)
    errors = np.array([len(made) for made in samples] + [0] * (epochs - len(samples)))
    updates = np.concatenate(samples)
    # Row by row from the top, so bit for bit the sums the loop made.
    path = np.add.accumulate(np.vstack([start, steps[updates]]), axis=0)
    history = path[np.concatenate([[0], np.cumsum(errors)])]
    return PerceptronRun(
        history=history,
        errors=errors,
        misclassified=_count_wrong(x, y, history[1:]),
        update_epoch=np.repeat(np.arange(1, epochs + 1), errors),
        update_sample=updates,
        update_weights=path,
        converged_epoch=_first_quiet(errors),
    )


def _updated_samples(
    x: Floats, y: Floats, steps: Floats, start: Floats, orders: Ints, epochs: int
) -> list[Ints]:
    """For each epoch the rows of x that caused an update; it ends with the first quiet epoch."""
    weights, made = start.copy(), []
    for epoch in range(epochs):
        if epoch < len(orders):
            order = orders[epoch]
            columns, positive = np.ascontiguousarray(x[order].T), y[order] > 0.0
            ordered_steps = steps[order]
        made.append(order[_one_epoch(columns, positive, ordered_steps, weights)])
        if not made[-1].size:
            break  # an epoch without a mistake repeats for ever
    return made


def _one_epoch(
    columns: Floats, positive: np.ndarray, steps: Floats, weights: Floats
) -> list[int]:
    """The positions of the mistakes in one pass; `weights` moves along.

    Between two mistakes the weights stay as they are, so a block of samples is predicted at once,
    and the pass jumps to the first mistake in it: the same updates as one sample at a time.
    """
    mistakes: list[int] = []
    at, size = 0, FIRST_BLOCK
    while at < len(positive):
        block = slice(at, at + size)
        wrong = (weighted_sum(columns[:, block], weights) >= 0.0) != positive[block]
        first = int(wrong.argmax())
        if wrong[first]:
            mistakes.append(at + first)
            weights += steps[at + first]
            at, size = at + first + 1, FIRST_BLOCK
        else:
            at, size = at + size, min(2 * size, LARGEST_BLOCK)
    return mistakes


def _count_wrong(x: Floats, y: Floats, history: Floats) -> Ints:
    """The samples on the wrong side (m,) under each of the weight vectors (m, 1 + d)."""
    positive = y > 0.0
    columns = np.ascontiguousarray(x.T)
    rows = max(1, LARGEST_TABLE // len(x))
    counts = []
    for top in range(0, len(history), rows):
        weights = history[top : top + rows].T[:, :, np.newaxis]  # (1 + d, rows, 1)
        wrong = (weighted_sum(columns, weights) >= 0.0) != positive
        counts.append(np.count_nonzero(wrong, axis=1))
    return np.concatenate(counts)


def _first_quiet(errors: Ints) -> int | None:
    """The first epoch, from 1, without an update."""
    quiet = np.flatnonzero(errors == 0)
    return int(quiet[0]) + 1 if quiet.size else None


def net_input(x: ArrayLike, weights: ArrayLike) -> Floats:
    """w0 + w1 x1 + w2 x2 + ... (n,) of x (n, d), added in this order, for weights (1 + d,)."""
    inputs = checks.matrix("x", x)
    return net_inputs(inputs, checks.weights(weights, inputs.shape[1]))


def predict(x: ArrayLike, weights: ArrayLike) -> Ints:
    """The class (n,) of each sample of x (n, d): +1 where the net input is >= 0, else -1."""
    return np.where(net_input(x, weights) >= 0.0, 1, -1)


def misclassified(x: ArrayLike, y: ArrayLike, weights: ArrayLike) -> int:
    """How many samples of x (n, d) lie on the wrong side: predicted otherwise than y (n,)."""
    inputs, targets = checks.samples(x, y)
    return int((predict(inputs, weights) != targets).sum())


def small_random_weights(
    inputs: int, rng: int | np.random.Generator, scale: float = 0.01
) -> Floats:
    """Start weights (1 + inputs,), normal with mean 0 and standard deviation `scale`.

    `rng` is a generator or a seed.
    """
    count = checks.whole("inputs", inputs, 1)
    spread = checks.not_negative("scale", scale)
    return checks.generator("rng", rng).normal(0.0, spread, 1 + count)
