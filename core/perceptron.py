"""The perceptron: a neuron that learns only from its mistakes (Rosenblatt 1957).

Each sample is predicted in turn, +1 or -1. A right prediction changes nothing; a wrong one moves
all weights a step towards the sample's own side. If a line separates the two classes, the mistakes
end (Novikoff 1962); if none does, they never end, and where the line lies depends on when you stop.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from core import checks
from core.checks import Floats, Ints
from core.neuron import net_inputs, weighted_sum, with_ones

BLOCK = 256  # samples looked at together
EPSILON = float(np.finfo(float).eps)
TINY = float(np.finfo(float).tiny)
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
        final: Floats = self.history[-1]
        return final


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
    learner = _Learner(x, y, eta, start)
    samples = _updated_samples(learner, orders, epochs)
    errors = np.zeros(epochs, dtype=np.int64)
    errors[: len(samples)] = [len(made) for made in samples]
    updates = np.array([row for made in samples for row in made], dtype=np.int64)
    # Row by row from the top, so bit for bit the sums the loop made.
    path = np.concatenate([start[np.newaxis], learner.steps[updates, :-1]])
    np.add.accumulate(path, axis=0, out=path)
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


def _updated_samples(learner: "_Learner", orders: Ints, epochs: int) -> list[list[int]]:
    """For each epoch the samples that caused an update; it ends with the first quiet epoch."""
    made = []
    for epoch in range(epochs):
        if epoch < len(orders):
            blocks = learner.blocks(orders[epoch])
        made.append([sample for block in blocks for sample in learner.mistakes(*block)])
        if not made[-1]:
            break  # an epoch without a mistake repeats for ever
    return made


class _Learner:
    """Weights on their way through the samples: a fast look finds mistakes, doubts are summed.

    Between two mistakes the weights stay as they are, so one matrix product tells for a whole
    block how far each sample lies on its own side. That product adds in an order of its own and
    may be off by a rounding, less than `slack`. A sample on the wrong side by more than `slack` is
    a mistake; one within `slack` of the boundary is in doubt, and its net input is summed in plain
    order. So the updates are those of the plain loop.
    """

    def __init__(self, x: Floats, y: Floats, eta: float, start: Floats) -> None:
        # A column for each sample: its cell of 1 and its inputs, times its target.
        self.cells = np.ones((len(start) + 1, len(x)))
        self.cells[:-1] = y * with_ones(x).T
        reach = np.abs(self.cells[:-1]).max(axis=1)  # no sample's input is larger
        share = 8.0 * len(start) * EPSILON  # more than any order of summing can differ
        slack = share * 2.0 * eta * float(reach.dot(reach)) + TINY  # what an update may add to it
        # The slack is carried as one more weight, on one more cell that is always 1.
        self.weights = np.array([*start, -slack - share * np.abs(start).dot(reach)])
        self.steps = 2.0 * eta * self.cells.T  # what an update adds
        self.steps[:, -1] = -slack
        self.inputs, self.targets = x.tolist(), y.tolist()

    def blocks(self, order: Ints) -> list[tuple[list[int], Floats]]:
        """The samples in this order, some at a time: their rows in x, and their cells."""
        parts = [order[at : at + BLOCK] for at in range(0, len(order), BLOCK)]
        return [(part.tolist(), np.ascontiguousarray(self.cells[:, part])) for part in parts]

    def mistakes(self, rows: list[int], cells: Floats) -> list[int]:
        """The samples of one block that cause an update; the weights move along."""
        made: list[int] = []
        weights, steps, inputs, targets = self.weights, self.steps, self.inputs, self.targets
        place = -1
        while True:
            margins = weights.dot(cells)  # of each sample: target times z, less the slack
            place = np.signbit(margins).tobytes().find(1, place + 1)
            if place < 0:
                return made
            row = rows[place]
            wrong = margins.item(place) < 2.0 * weights.item(-1)  # target times z < -slack
            if not wrong:  # in doubt
                predicted = 1.0 if weighted_sum(inputs[row], weights.tolist()) >= 0.0 else -1.0
                wrong = predicted != targets[row]
            if wrong:
                made.append(row)
                weights += steps[row]


def _count_wrong(x: Floats, y: Floats, history: Floats) -> Ints:
    """The samples on the wrong side (m,) under each of the weight vectors (m, 1 + d)."""
    rows = max(1, LARGEST_TABLE // len(x))
    blocks = (history[top : top + rows] for top in range(0, len(history), rows))
    return np.concatenate([_wrong(x, y, block).sum(axis=1) for block in blocks])


def _wrong(x: Floats, y: Floats, history: Floats) -> NDArray[np.bool_]:
    sums = weighted_sum(np.ascontiguousarray(x.T), history.T[:, :, np.newaxis])
    return np.asarray((sums >= 0.0) != (y > 0.0))


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


def wrong_sides(x: ArrayLike, y: ArrayLike, history: ArrayLike) -> NDArray[np.bool_]:
    """Which samples of x (n, d) are predicted otherwise than y (n,), for many weights at once.

    `history` (m, 1 + d) holds weight vectors, bias first; the answer (m, n) has a row for each.
    ValueError for a bad argument.
    """
    inputs, targets = checks.samples(x, y)
    return _wrong(inputs, targets, checks.matrix("history", history, 1 + inputs.shape[1]))


def small_random_weights(
    inputs: int, rng: int | np.random.Generator, scale: float = 0.01
) -> Floats:
    """Start weights (1 + inputs,), normal with mean 0 and standard deviation `scale`.

    `rng` is a generator or a seed.
    """
    count = checks.whole("inputs", inputs, 1)
    spread = checks.not_negative("scale", scale)
    return checks.generator("rng", rng).normal(0.0, spread, 1 + count)
