"""Adaline's gradient descent without a loop over the epochs.

J(w) = 1/2 sum (target - output)^2 is a bowl. Along each of its main axes the gradient is multiplied
by the same factor 1 - eta s^2 in every epoch (s: a singular value of the inputs with their column
of ones), so all epochs are powers of a few numbers. It is also the reason for the stability limit:
the factors lie between -1 and 1 only while eta < 2 / max(s^2).
"""

from typing import NamedTuple

import numpy as np

from core.checks import Floats
from core.neuron import with_ones

BLOCK = 4096  # rows made into a short table at once: they fit into the processor's cache
ROUNDING = 16 * np.finfo(float).eps  # a height below this share of the errors is only rounding


class MainAxes(NamedTuple):
    """The cost around the start in its main axes: J = floor + 1/2 sum_k heights_k^2.

    floor: the cost at the bottom. heights (k,): the share of the start's errors along each axis
    that weights can mend. scales (k,): the singular values, largest first: how steep the bowl is
    along each axis. axes (k, 1 + d): the directions of the axes among the weights, a row each.
    """

    floor: float
    heights: Floats
    scales: Floats
    axes: Floats

    @classmethod
    def of(cls, x: Floats, y: Floats, start: Floats) -> "MainAxes":
        """From samples x (n, d), y (n,) and the weights (1 + d,) at the start.

        The singular value decomposition finds the axes without forming X'X, which would square
        the condition number and lose half of the digits in a narrow valley.
        """
        table, errors = _short(x, y, start)
        left, scales, axes = np.linalg.svd(table, full_matrices=False)
        heights = errors.dot(left)
        rest = errors - left.dot(heights)
        return cls(0.5 * float(rest.dot(rest)), heights, scales, axes)

    def descend(self, start: Floats, eta: float, epochs: int) -> tuple[Floats, Floats]:
        """All weights (epochs + 1, 1 + d) and costs (epochs,) of a descent from the start."""
        left = np.empty((epochs, len(self.scales)))  # row t: the heights left after t epochs
        factors = 1.0 - eta * self.scales**2
        errors = np.sqrt(2.0 * self.floor + self.heights.dot(self.heights))
        nothing = np.abs(self.heights) <= ROUNDING * errors
        # Above the limit every epoch would magnify a height that is only rounding. Where all are,
        # no update moves the neuron, and rounding must not make a line of weights of 0.
        still = nothing & ((np.abs(factors) > 1.0) | nothing.all())
        left[0], left[1:] = np.where(still, 0.0, self.heights), factors
        np.multiply.accumulate(left, axis=0, out=left)
        costs = self.floor + np.square(left).dot(np.full(len(self.scales), 0.5))
        pulls = eta * self.scales[:, np.newaxis] * self.axes  # an update for each unit of height
        history = np.empty((epochs + 1, len(start)))
        history[0], history[1:] = start, np.add.accumulate(left, axis=0).dot(pulls) + start
        return history, costs


def singular_values(x: Floats) -> Floats:
    """Those of x (n, d) with its column of ones, the largest first: roots of X'X's eigenvalues."""
    return MainAxes.of(x, np.zeros(len(x)), np.zeros(1 + x.shape[1])).scales


def _short(x: Floats, y: Floats, start: Floats) -> tuple[Floats, Floats]:
    """The inputs with their column of ones (n, 1 + d), and the errors (n,) at the start.

    Of many samples, instead, a short table and errors with the same lengths and angles: the R of
    the QR decomposition of both side by side, taken of a block of rows at a time.
    """
    if len(x) <= BLOCK:
        table = with_ones(x)
        return table, y - table.dot(start)
    parts = [slice(at, at + BLOCK) for at in range(0, len(x), BLOCK)]
    blocks = (np.column_stack(_short(x[part], y[part], start)) for part in parts)
    tops = np.vstack([np.linalg.qr(block, mode="r") for block in blocks])
    short: Floats = np.asarray(np.linalg.qr(tops, mode="r"))
    return short[:, :-1], short[:, -1]
