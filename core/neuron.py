"""A neuron: it weighs its inputs, adds its bias, and passes the sum through an activation.

The sum is the net input z = b + w1 a1 + ... + wN aN, and the output is f(z). The bias moves the
point where the neuron switches; it can be seen as the weight w0 of one more cell that is always
1, and the rest of `core` keeps it so, as the first number of each weight vector.
"""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from core import checks
from core.activations import ACTIVATIONS, Activation, find
from core.checks import Floats


def net_input(inputs: ArrayLike, weights: ArrayLike, bias: float = 0.0) -> float:
    """z = bias + sum of weights_i inputs_i, for inputs (N,) and weights (N,).

    ValueError if the two differ in length, or for anything but finite real numbers.
    """
    a = checks.vector("inputs", inputs)
    w = checks.vector("weights", weights, len(a))
    return float(weighted_sum(a, np.append(checks.number("bias", bias), w)))


def output(
    inputs: ArrayLike,
    weights: ArrayLike,
    bias: float = 0.0,
    activation: str | Activation = ACTIVATIONS["identity"],
) -> float:
    """f(z) with the net input z of `net_input` and f the activation or the name of one.

    ValueError as `net_input`, and for an unknown activation.
    """
    return float(find(activation).function(np.asarray(net_input(inputs, weights, bias))))


def weighted_sum(columns: Floats | Sequence[float], weights: Floats | Sequence[float]) -> Any:
    """w0 + w1 x1 + w2 x2 + ..., added in exactly this order; each x a number or an array.

    A sum in floating point depends on its order, and so, on data with one decimal, can the side
    of the boundary a sample lies on. Every sum of `core` that decides a side is taken here.
    """
    total: Any = weights[0]
    for column, weight in zip(columns, weights[1:], strict=True):
        total = total + weight * column
    return total


def with_ones(x: Floats) -> Floats:
    """(n, 1 + d): the inputs x (n, d) behind the column of ones, the cell that feeds the bias."""
    table = np.ones((len(x), 1 + x.shape[1]))
    table[:, 1:] = x
    return table
