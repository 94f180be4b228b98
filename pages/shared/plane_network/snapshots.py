"""What a network answers at many moments of its training, worked out all at once.

Each moment has weights of its own, so a layer is a stack of small products, one a moment. Taking
them one by one costs more in calls than in arithmetic.
"""

from collections.abc import Sequence

import numpy as np

from core.activations import find
from core.backpropagation import forward_layers
from core.checks import Floats
from core.parameters import moments


def outputs(
    history: Floats, sizes: Sequence[int], x: Floats, activations: Sequence[str]
) -> list[Floats]:
    """The outputs (s, units, n) of each layer for x (n, d), at s moments (s, parameters)."""
    weights, biases = moments(history, sizes)
    with np.errstate(over="ignore", invalid="ignore", under="ignore"):
        values = forward_layers(x, weights, biases, [find(name) for name in activations])
    return [layer.a.swapaxes(1, 2) for layer in values]


def costs(answers: Floats, targets: Floats) -> Floats:
    """J = 1/(2n) sum (target - output)^2 of answers (s, n) at each moment, (s,)."""
    with np.errstate(over="ignore", invalid="ignore"):
        return np.asarray(0.5 * np.mean((targets - answers) ** 2, axis=1))
