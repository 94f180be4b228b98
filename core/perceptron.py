"""The perceptron: a neuron that learns only from its mistakes (Rosenblatt 1957).

Each sample is predicted in turn, +1 or -1. A correct answer changes nothing; a wrong one moves
all weights a step towards the sample's own side. If a line separates the two classes, the mistakes
end (Novikoff 1962); if none does, they never end, and where the line lies depends on when you stop.

`loop` is the whole rule. `train` makes the same updates, remembers each of them, and is fast: how,
is told in `core.fast.mistakes`.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from core import checks
from core.boundary import count_wrong, predict, wrong_sides
from core.checks import Floats, Ints
from core.fast.mistakes import Trainer

__all__ = [
    "PerceptronRun",
    "loop",
    "predict",
    "small_random_weights",
    "train",
    "wrong_sides",
]


def loop(
    x: np.ndarray, y: np.ndarray, eta: float, epochs: int, weights: np.ndarray | None = None
) -> tuple[np.ndarray, np.ndarray]:
    """Rosenblatt's rule on samples x (n, d) with targets y (n,) of -1 and +1.

    Gives the weights (1 + d,), bias first, and the number of updates in each epoch.
    """
    weights = np.zeros(1 + x.shape[1]) if weights is None else weights.copy()
    updates = np.zeros(epochs, dtype=int)
    for epoch in range(epochs):
        for inputs, target in zip(x, y, strict=True):
            z = weights[0]
            for weight, value in zip(weights[1:], inputs, strict=True):
                z = z + weight * value
            predicted = 1 if z >= 0 else -1
            if predicted != target:
                change = eta * (target - predicted)
                weights[0] += change
                weights[1:] += change * inputs
                updates[epoch] += 1
    return weights, updates


@dataclass(frozen=True)
class PerceptronRun:
    """All that happened in training, for replay: u updates in m epochs.

    m is the number of epochs asked for, or less where training stopped at `stopped_epoch`.
    `history` (m + 1, 1 + d): the weights before the first and after each epoch, bias first.
    `errors` (m,): the updates in each epoch. `misclassified` (m,): the samples on the
    wrong side of the boundary after each epoch, which is not the same number.
    `update_epoch` (u,): the epoch of each update, from 1. `update_sample` (u,): its row in x.
    `update_weights` (u + 1, 1 + d): the weights before the first and after each update.
    `converged_epoch`: the first epoch, from 1, without an update, or None.
    `stopped_epoch`: the epoch, from 1, whose few updates were tolerated and so ended training;
    None if all epochs were made.
    """

    history: Floats
    errors: Ints
    misclassified: Ints
    update_epoch: Ints
    update_sample: Ints
    update_weights: Floats
    converged_epoch: int | None
    stopped_epoch: int | None = None

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
    *,
    tolerated: int | None = None,
) -> PerceptronRun:
    """Train on samples x (n, d) with targets y (n,) of -1 and +1.

    For each sample in turn: weights += eta (target - predicted) (1, x_1, ..., x_d).
    `weights` (1 + d,) is the start, zeros if not given. `order` (n,) is the order of the samples
    in each epoch; (epochs, n) gives each epoch an order of its own. With `tolerated` training
    stops after the first epoch of at most so many updates: where no line separates the classes
    they never end. ValueError for a bad argument.
    """
    x, y = checks.samples(x, y)
    eta, epochs = checks.positive("eta", eta), checks.epochs(epochs)
    start = checks.start_weights(weights, x.shape[1])
    enough = 0 if tolerated is None else checks.whole("tolerated", tolerated, 0)
    trainer = Trainer(x, y, eta, start)
    # An epoch without a mistake repeats for ever, so none after it is looked at.
    made = trainer.learn(checks.order(order, len(x), epochs), epochs, enough)
    stopped = len(made) if tolerated is not None and len(made[-1]) <= enough else None
    errors = np.zeros(stopped or epochs, dtype=np.int64)
    errors[: len(made)] = [len(rows) for rows in made]
    samples = np.array([row for rows in made for row in rows], dtype=np.int64)
    return _replayed(x, y, start, errors, samples, trainer.updates[samples], stopped)


def _replayed(
    x: Floats,
    y: Floats,
    start: Floats,
    errors: Ints,
    samples: Ints,
    updates: Floats,
    stopped: int | None,
) -> PerceptronRun:
    """The run that makes these updates (u, 1 + d), one after the other, from the start."""
    # Row by row from the top, so bit for bit the sums the loop made.
    path = np.concatenate([start[np.newaxis], updates])
    np.add.accumulate(path, axis=0, out=path)
    history = path[np.concatenate([[0], np.cumsum(errors)])]
    return PerceptronRun(
        history=history,
        errors=errors,
        misclassified=count_wrong(x, y, history[1:]),
        update_epoch=np.repeat(np.arange(1, len(errors) + 1), errors),
        update_sample=samples,
        update_weights=path,
        converged_epoch=_first_quiet(errors),
        stopped_epoch=stopped,
    )


def _first_quiet(errors: Ints) -> int | None:
    """The first epoch, from 1, without an update."""
    quiet = np.flatnonzero(errors == 0)
    return int(quiet[0]) + 1 if quiet.size else None


def small_random_weights(
    inputs: int, rng: int | np.random.Generator, scale: float = 0.01
) -> Floats:
    """Start weights (1 + inputs,), normal with mean 0 and standard deviation `scale`.

    `rng` is a generator or a seed.
    """
    count = checks.whole("inputs", inputs, 1)
    spread = checks.not_negative("scale", scale)
    return checks.generator("rng", rng).normal(0.0, spread, 1 + count)
