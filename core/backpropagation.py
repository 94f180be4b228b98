"""One update of a multi-layer network, written as the formulas are.

Forward: each layer computes z = a W + b from the outputs a of the layer before, then f(z).
Backward: each layer gets a delta = dJ/dz, how fast the cost grows with each of its net inputs,
from the delta of the layer after it: delta = (delta_after W_after') f'(z). Then the gradient of its
weights is dJ/dW = a_before' delta, and the weights move by -eta times the gradient.

This file is the one to read. `core.fast.engine` gets the same numbers faster; tests hold the two
together. (Rumelhart, Hinton and Williams, Learning representations by back-propagating errors,
1986.)
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from core.activations import Activation
from core.checks import Floats
from core.losses import LOSSES, LossName, Objective
from core.parameters import Layers
from core.problem import Problem


class LayerValues(NamedTuple):
    """What a layer computes on the way forward: net inputs z and outputs a, (..., n, units)."""

    z: Floats
    a: Floats


@dataclass(frozen=True)
class LayerStep:
    """All that one update does to one layer of fan_out units with fan_in inputs, n samples.

    inputs (n, fan_in); z, a, slope = f'(z) and delta, all (n, fan_out): delta is dJ/dz of the sum
    over the samples, so not divided by n where J is a mean. Gradients are dJ/dw (fan_in, fan_out)
    and dJ/db (fan_out,), updates -eta times the gradients, and new_weights = weights +
    weight_update.
    """

    inputs: Floats
    z: Floats
    a: Floats
    slope: Floats
    delta: Floats
    weights: Floats
    biases: Floats
    weight_gradient: Floats
    bias_gradient: Floats
    weight_update: Floats
    bias_update: Floats
    new_weights: Floats
    new_biases: Floats


@dataclass(frozen=True)
class Step:
    """One update taken apart: the cost before it, and a `LayerStep` a layer."""

    cost: float
    layers: list[LayerStep]


def forward_layers(
    x: Floats, weights: Layers, biases: Layers, activations: Sequence[Activation]
) -> list[LayerValues]:
    """z = a W + b, then a = f(z), layer after layer, for samples x (n, d).

    Weights (..., fan_in, fan_out) and biases (..., 1 or n, fan_out) may hold many networks of one
    shape, such as all moments of a run: the values then have the same axes in front, and each is
    what its network computes. Without any, biases (fan_out,) do.
    """
    values = []
    a = x
    for w, b, activation in zip(weights, biases, activations, strict=True):
        z = a @ w + b
        a = activation.function(z)
        values.append(LayerValues(z, a))
    return values


def backward_deltas(
    outputs: Floats, y: Floats, weights: Layers, slopes: Layers, loss: LossName
) -> Layers:
    """The delta = dJ_loss/dz (n, units) of each layer, found from the last layer to the first.

    All of them use the weights from before the update.
    """
    deltas = [LOSSES[loss].delta(outputs, y, slopes[-1])]
    for w, slope in zip(weights[:0:-1], slopes[-2::-1], strict=True):
        deltas.insert(0, (deltas[0] @ w.T) * slope)
    return deltas


def take_apart(problem: Problem, eta: float) -> Step:
    """One update of all parameters from all samples, with everything on the way to it."""
    x, y, weights, biases = problem.x, problem.y, problem.weights, problem.biases
    objective = problem.objective
    values = forward_layers(x, weights, biases, problem.activations)
    slopes = [f.slope(value.z) for f, value in zip(problem.activations, values, strict=True)]
    deltas = backward_deltas(values[-1].a, y, weights, slopes, objective.loss)
    inputs = [x] + [value.a for value in values[:-1]]
    rows = zip(inputs, values, slopes, deltas, weights, biases, strict=True)
    layers = [_layer_step(*row, objective=objective, eta=eta) for row in rows]
    return Step(objective.cost(*values[-1], y, weights), layers)


def _layer_step(
    inputs: Floats,
    values: LayerValues,
    slope: Floats,
    delta: Floats,
    weights: Floats,
    biases: Floats,
    *,
    objective: Objective,
    eta: float,
) -> LayerStep:
    """The gradient of one layer from its inputs and its delta, and the update it leads to."""
    divisor = objective.divisor(len(inputs))
    weight_gradient = inputs.T @ delta / divisor + objective.penalty_gradient(weights)
    bias_gradient = delta.sum(axis=0) / divisor
    weight_update, bias_update = -eta * weight_gradient, -eta * bias_gradient
    return LayerStep(
        inputs,
        values.z,
        values.a,
        slope,
        delta,
        weights,
        biases,
        weight_gradient,
        bias_gradient,
        weight_update,
        bias_update,
        new_weights=np.add(weights, weight_update),
        new_biases=np.add(biases, bias_update),
    )
