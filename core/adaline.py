"""Adaline: a neuron with a linear output that learns by gradient descent (Widrow and Hoff 1960).

Its cost J(w) = 1/2 sum (target - output)^2 is a bowl over the weights. Each epoch looks at all
samples and takes one step down the slope: w += eta sum (target - output) x. Too large a learning
rate eta jumps across the bowl and ever higher up its sides: the run diverges.

`loop` is the whole rule. `train` gets the same numbers, all epochs at once: how, is told in
`core.fast.bowl`.
"""

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from core import checks
from core.boundary import net_inputs, predict
from core.checks import Floats
from core.fast.bowl import MainAxes, singular_values
from core.neuron import with_ones

__all__ = [
    "AdalineRun",
    "condition_number",
    "cost",
    "gradient",
    "hessian",
    "least_squares",
    "loop",
    "net_inputs",
    "predict",
    "stability_limit",
    "train",
]

ROUNDING = 1e-12  # a cost that rises by less than this share of itself has not risen


def loop(
    x: np.ndarray, y: np.ndarray, eta: float, epochs: int, weights: np.ndarray | None = None
) -> tuple[np.ndarray, np.ndarray]:
    """Gradient descent on samples x (n, d) with targets y (n,) of -1 and +1.

    Gives the weights (1 + d,), bias first, and the cost J of each epoch, before its update.
    """
    weights = np.zeros(1 + x.shape[1]) if weights is None else weights.copy()
    costs = np.zeros(epochs)
    for epoch in range(epochs):
        errors = y - (weights[0] + x @ weights[1:])
        costs[epoch] = 0.5 * (errors**2).sum()
        weights[0] += eta * errors.sum()
        weights[1:] += eta * (x.T @ errors)
    return weights, costs


@dataclass(frozen=True)
class AdalineRun:
    """All that happened in training, up to the last epoch with finite numbers, m of them.

    `history` (m + 1, 1 + d): the weights before the first and after each epoch, bias first.
    `costs` (m,): the cost J of each epoch, taken before its update.
    `rises_from`: the first epoch, from 1, with a higher cost than the one before; None if none.
    `overflows_at`: the first epoch, from 1, whose cost is too large for a float; None if none.
    """

    history: Floats
    costs: Floats
    rises_from: int | None
    overflows_at: int | None

    @property
    def weights(self) -> Floats:
        """The last finite weights (1 + d,), bias first."""
        last: Floats = self.history[-1]
        return last


def train(
    x: ArrayLike, y: ArrayLike, eta: float, epochs: int, weights: ArrayLike | None = None
) -> AdalineRun:
    """Batch gradient descent on x (n, d) with targets y (n,) of -1 and +1.

    Each epoch: errors = y - (w0 + x w), J = 1/2 sum errors^2, then w0 += eta sum errors and
    w_j += eta sum errors x_j. `weights` (1 + d,) is the start, zeros if not given.
    ValueError for a bad argument; divergence is a result, told by `rises_from`, `overflows_at`.
    """
    x, y = checks.samples(x, y)
    eta, epochs = checks.positive("eta", eta), checks.epochs(epochs)
    start = checks.start_weights(weights, x.shape[1])
    bowl = MainAxes.of(x, y, start)
    with np.errstate(over="ignore", invalid="ignore"):
        history, costs = bowl.descend(start, eta, epochs)
    return _finite_part(history, costs)


def _finite_part(history: Floats, costs: Floats) -> AdalineRun:
    """The run up to the last epoch whose cost is finite, and so are the weights after it.

    An update is eta sum errors x_j. The errors' squares, in the cost, overflow long before it.
    """
    finite = np.isfinite(costs)
    # What has overflowed once never becomes finite again, so the last epoch tells for all.
    last = len(costs) if finite[-1] else int(finite.argmin())
    kept = costs[:last]
    rises = (kept[1:] > kept[:-1] * (1.0 + ROUNDING)).nonzero()[0]
    return AdalineRun(
        history=history[: last + 1],
        costs=kept,
        rises_from=int(rises[0]) + 2 if rises.size else None,
        overflows_at=None if last == len(costs) else last + 1,
    )


def cost(x: ArrayLike, y: ArrayLike, weights: ArrayLike) -> float:
    """J(w) = 1/2 sum (target - output)^2 over the samples x (n, d), y (n,)."""
    inputs, targets = checks.samples(x, y)
    errors = targets - net_inputs(inputs, weights)
    return float(0.5 * (errors @ errors))


def gradient(x: ArrayLike, y: ArrayLike, weights: ArrayLike) -> Floats:
    """dJ/dw (1 + d,): -sum errors for the bias, -sum errors x_j for each other weight."""
    inputs, targets = checks.samples(x, y)
    return -(with_ones(inputs).T @ (targets - net_inputs(inputs, weights)))


def least_squares(x: ArrayLike, y: ArrayLike) -> tuple[Floats, float]:
    """The weights (1 + d,) with the lowest cost J, and that cost: the floor under every curve.

    Of several such weight vectors (constant or repeated columns) the shortest one.
    """
    inputs, targets = checks.samples(x, y)
    best = np.asarray(np.linalg.lstsq(with_ones(inputs), targets, rcond=None)[0], dtype=np.float64)
    return best, cost(inputs, targets, best)


def hessian(x: ArrayLike) -> Floats:
    """X'X (1 + d, 1 + d), X being x (n, d) with its column of ones: the curvature of J."""
    table = with_ones(checks.matrix("x", x))
    return table.T @ table


def stability_limit(x: ArrayLike) -> float:
    """2 / lambda_max(X'X): gradient descent on J converges for every eta below it."""
    return float(2.0 / singular_values(checks.matrix("x", x))[0] ** 2)


def condition_number(x: ArrayLike) -> float:
    """lambda_max / lambda_min of X'X: 1 for a round bowl, large for a narrow valley.

    inf where the bowl has a flat direction: a constant or repeated column, or too few samples.
    """
    inputs = checks.matrix("x", x)
    rows, columns = inputs.shape
    scales = singular_values(inputs)
    # Below this a singular value is rounding.
    if rows <= columns or scales[-1] <= scales[0] * rows * np.finfo(float).eps:
        return math.inf
    return float((scales[0] / scales[-1]) ** 2)
