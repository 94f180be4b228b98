"""Can each layer of a network still learn? Two signs of trouble, layer by layer.

A saturated unit sits where its activation is flat, so almost no error flows back through it. And
in deep networks the gradients of the first layers may vanish, or explode, because each layer on
the way back multiplies them once more. (Hochreiter 1991; Glorot and Bengio 2010.)
"""

from collections.abc import Sequence
from typing import NamedTuple, Unpack

import numpy as np
from numpy.typing import ArrayLike

from core import checks
from core.backpropagation import take_apart
from core.losses import Aims, Objective
from core.problem import ActivationChoice, checked_problem


class LayerHealth(NamedTuple):
    """gradient: mean of |dJ/dw| over the weights and biases of the layer.

    saturated: share, from 0 to 1, of its units and samples where |f'(z)| is below the threshold.
    """

    gradient: float
    saturated: float


def layer_health(
    x: ArrayLike,
    y: ArrayLike,
    weights: Sequence[ArrayLike],
    biases: Sequence[ArrayLike],
    activation: ActivationChoice = "logistic",
    *,
    threshold: float = 0.01,
    **objective: Unpack[Aims],
) -> list[LayerHealth]:
    """A `LayerHealth` for each layer, from all samples x (n, d), y (n, k).

    With the default threshold a logistic unit counts as saturated where |z| > 4.6, a tanh where
    |z| > 3, a ReLU where z < 0. Keywords loss, l1, l2, reduction as for `core.network.train`.
    ValueError for a bad argument.
    """
    problem = checked_problem(x, y, weights, biases, activation, Objective(**objective))
    limit = checks.positive("threshold", threshold)
    with np.errstate(over="ignore", invalid="ignore", under="ignore"):
        layers = take_apart(problem, eta=1.0).layers
    result = []
    for layer in layers:
        both = np.concatenate([layer.weight_gradient.ravel(), layer.bias_gradient])
        share = np.mean(np.abs(layer.slope) < limit)
        result.append(LayerHealth(float(np.abs(both).mean()), float(share)))
    return result
