"""The weights and biases of a network: a matrix and a vector a layer, or one flat vector.

Layer by layer is how we think of them: weights (fan_in, fan_out), biases (fan_out,).
Flat is how a training run keeps them: one row a snapshot. In the flat vector a layer is a matrix
(1 + fan_in, fan_out), written row by row; its first row, the biases, belongs to an extra input
of constant value 1.
"""

from collections.abc import Sequence
from itertools import accumulate, pairwise

import numpy as np
from numpy.typing import ArrayLike

from core import checks
from core.checks import Floats

Layers = list[Floats]


def pack(weights: Sequence[Floats], biases: Sequence[Floats]) -> Floats:
    """One new flat vector (parameters,) of all biases and weights."""
    layers = zip(weights, biases, strict=True)
    return np.concatenate([np.vstack([b, w]).ravel() for w, b in layers])


def layer_views(flat: Floats, sizes: Sequence[int]) -> Layers:
    """The matrices (1 + fan_in, fan_out) in a flat vector: views, so writing to them writes it.

    Of a history (s, parameters), one row a moment, the matrices (s, 1 + fan_in, fan_out).
    """
    shapes = [(1 + fan_in, fan_out) for fan_in, fan_out in pairwise(sizes)]
    ends = accumulate((rows * columns for rows, columns in shapes), initial=0)
    bounds = zip(pairwise(ends), shapes, strict=True)
    many = flat.shape[:-1]
    return [flat[..., start:end].reshape(many + shape) for (start, end), shape in bounds]


def moments(history: Floats, sizes: Sequence[int]) -> tuple[Layers, Layers]:
    """(weights, biases) of a history (s, parameters) at all moments at once, as views.

    Each layer's weights are (s, fan_in, fan_out) and biases (s, 1, fan_out), which
    `core.backpropagation.forward_layers` takes.
    """
    layers = layer_views(history, sizes)
    return [layer[:, 1:] for layer in layers], [layer[:, :1] for layer in layers]


def unpack(flat: Floats, sizes: Sequence[int]) -> tuple[Layers, Layers]:
    """(weights, biases) of a flat vector, as copies."""
    layers = layer_views(flat, sizes)
    return [layer[1:].copy() for layer in layers], [layer[0].copy() for layer in layers]


def layer_sizes(weights: Sequence[Floats]) -> tuple[int, ...]:
    """The number of inputs, then the number of units of each layer: (4, 3, 1) for 4-3-1."""
    return (weights[0].shape[0], *(w.shape[1] for w in weights))


def checked(weights: Sequence[ArrayLike], biases: Sequence[ArrayLike]) -> tuple[Layers, Layers]:
    """Weights and biases as float arrays that fit each other, else a ValueError by name."""
    if not len(weights) == len(biases) > 0:
        got = f"{len(weights)} weights and {len(biases)} biases"
        raise checks.refuse("weights, biases", got, "must be lists of one array a layer")
    matrices = [checks.matrix(f"weights[{i}]", w) for i, w in enumerate(weights)]
    for i, (before, after) in enumerate(pairwise(matrices), start=1):
        if len(after) != before.shape[1]:
            allowed = f"must have {before.shape[1]} rows, one for each unit of the layer before"
            raise checks.refuse(f"weights[{i}]", f"the shape {after.shape}", allowed)
    units = [w.shape[1] for w in matrices]
    layers = enumerate(zip(biases, units, strict=True))
    return matrices, [checks.vector(f"biases[{i}]", b, size) for i, (b, size) in layers]
