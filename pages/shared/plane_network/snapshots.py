"""What a network answers at many moments of its training, worked out all at once.

Each moment has weights of its own, so a layer is a stack of small products, one a moment. Taking
them one by one costs more in calls than in arithmetic.
"""

from collections.abc import Sequence

import numpy as np

from core.activations import find
from core.checks import Floats
from core.parameters import layer_views

_LARGE = 1e3


def layers_of(history: Floats, sizes: Sequence[int]) -> list[Floats]:
    """The matrices (s, 1 + fan_in, fan_out) of each layer, biases in the first row."""
    first = layer_views(history[0], sizes)
    ends = np.cumsum([layer.size for layer in first])[:-1]
    parts = np.split(history, ends, axis=1)
    return [
        part.reshape(len(history), *layer.shape) for part, layer in zip(parts, first, strict=True)
    ]


def outputs(
    history: Floats, sizes: Sequence[int], x: Floats, activations: Sequence[str]
) -> list[Floats]:
    """The outputs (s, units, n) of each layer for x (n, d), at s moments (s, parameters)."""
    a, found = x.T[None], []
    with np.errstate(over="ignore", invalid="ignore", under="ignore"):
        for layer, name in zip(layers_of(history, sizes), activations, strict=True):
            z = np.matmul(layer[:, 1:].swapaxes(1, 2), a)
            z += layer[:, 0, :, None]
            a = _tanh(z) if name == "tanh" else find(name).function(z)
            found.append(a)
    return found


def seen(
    history: Floats, sizes: Sequence[int], x: Floats, activations: Sequence[str]
) -> list[Floats]:
    """As ``outputs``, for looking at: seven digits are enough there and take a third of the time.

    Weights that have grown large keep all digits, as their sums might not fit into fewer.
    """
    few = np.abs(history).max() < _LARGE and np.abs(x).max() < _LARGE
    kind = np.float32 if few else np.float64
    return outputs(history.astype(kind), sizes, x.astype(kind), activations)


def _tanh(z: Floats) -> Floats:
    """tanh z = 2 / (1 + e^(-2z)) - 1, three times as quick; far out it is -1 and 1."""
    a = z * -2
    np.exp(a, out=a)
    a += 1
    np.divide(2, a, out=a)
    a -= 1
    return a


def costs(answers: Floats, targets: Floats) -> Floats:
    """J = 1/(2n) sum (target - output)^2 of answers (s, n) at each moment, (s,)."""
    with np.errstate(over="ignore", invalid="ignore"):
        return np.asarray(0.5 * np.mean((targets - answers) ** 2, axis=1))
