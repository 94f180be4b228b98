"""The two sides of a boundary: what a neuron answers to samples, and how often it is wrong.

A neuron with weights w says +1 where its net input w0 + w1 x1 + w2 x2 + ... is at least 0, else
-1. The places where it is 0 are the decision boundary: with two inputs a line. Perceptron and
Adaline differ in how they find their weights; what they answer then is the same.
"""

import numpy as np
from numpy.typing import ArrayLike, NDArray

from core import checks
from core.checks import Floats, Ints
from core.neuron import weighted_sum

LARGEST_TABLE = 1_000_000  # net inputs held at once when mistakes are counted


def net_inputs(x: ArrayLike, weights: ArrayLike) -> Floats:
    """The net inputs (n,) of samples x (n, d) under weights (1 + d,), bias first.

    ValueError for a bad argument.
    """
    inputs = checks.matrix("x", x)
    return np.asarray(weighted_sum(inputs.T, checks.weights(weights, inputs.shape[1])))


def predict(x: ArrayLike, weights: ArrayLike) -> Ints:
    """The class (n,) of each sample of x (n, d): +1 where the net input is >= 0, else -1."""
    return np.where(net_inputs(x, weights) >= 0.0, 1, -1)


def wrong_sides(x: ArrayLike, y: ArrayLike, history: ArrayLike) -> NDArray[np.bool_]:
    """Which samples of x (n, d) are predicted otherwise than y (n,), for many weights at once.

    `history` (m, 1 + d) holds weight vectors, bias first; the answer (m, n) has a row for each.
    ValueError for a bad argument.
    """
    inputs, targets = checks.samples(x, y)
    return _wrong(inputs, targets, checks.matrix("history", history, 1 + inputs.shape[1]))


def count_wrong(x: Floats, y: Floats, history: Floats) -> Ints:
    """How many samples (m,) lie on the wrong side for each weight vector (m, 1 + d), unchecked."""
    rows = max(1, LARGEST_TABLE // len(x))
    blocks = (history[top : top + rows] for top in range(0, len(history), rows))
    return np.concatenate([_wrong(x, y, block).sum(axis=1) for block in blocks])


def _wrong(x: Floats, y: Floats, history: Floats) -> NDArray[np.bool_]:
    sums = weighted_sum(np.ascontiguousarray(x.T), history.T[:, :, np.newaxis])
    return np.asarray((sums >= 0.0) != (y > 0.0))
