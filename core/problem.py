"""What a network is asked to learn: samples with targets, a start, and what to minimise.

Everything that `core.network` takes is checked here once, so that the files which compute can
rely on float arrays that fit each other.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from numpy.typing import ArrayLike

from core import checks, parameters
from core.activations import ACTIVATIONS, Activation, find
from core.checks import Floats
from core.losses import Objective
from core.parameters import Layers

ActivationChoice = str | Activation | Sequence[str | Activation]


@dataclass(frozen=True)
class Problem:
    """x (n, d), y (n, k), weights (fan_in, fan_out) and biases (fan_out,) a layer each."""

    x: Floats
    y: Floats
    weights: Layers
    biases: Layers
    activations: list[Activation]
    objective: Objective


def checked_problem(
    x: ArrayLike,
    y: ArrayLike,
    weights: Sequence[ArrayLike],
    biases: Sequence[ArrayLike],
    activation: ActivationChoice,
    objective: Objective,
) -> Problem:
    """All arguments as float arrays that fit each other, else a ValueError by name.

    What is such an array already is not copied.
    """
    samples, matrices, vectors, activations = checked_network(x, weights, biases, activation)
    targets = _targets(y, len(samples), len(vectors[-1]))
    if objective.loss == "cross_entropy":
        _check_cross_entropy(activations[-1], targets)
    return Problem(samples, targets, matrices, vectors, activations, objective)


def checked_network(
    x: ArrayLike,
    weights: Sequence[ArrayLike],
    biases: Sequence[ArrayLike],
    activation: ActivationChoice,
) -> tuple[Floats, Layers, Layers, list[Activation]]:
    """Samples, weights and biases that fit each other, uncopied, and an activation a layer."""
    matrices, vectors = parameters.checked(weights, biases)
    samples = checks.matrix("x", x, columns=len(matrices[0]))
    return samples, matrices, vectors, activation_list(activation, len(matrices))


def activation_list(activation: ActivationChoice, layers: int) -> list[Activation]:
    """An activation for each layer: one choice serves all of them, or there is one for each."""
    if isinstance(activation, str) or not isinstance(activation, Sequence):
        return [find(activation)] * layers
    if len(activation) != layers:
        allowed = f"must be one, or a sequence of {layers}, one for each layer"
        raise checks.refuse("activation", f"a sequence of {len(activation)}", allowed)
    return [find(choice) for choice in activation]


def _targets(y: ArrayLike, samples: int, units: int) -> Floats:
    """y as (n, k); a vector serves where the network has one output."""
    targets = checks.numbers("y", y)
    if units == 1 and targets.ndim == 1:
        targets = targets[:, None]
    if targets.shape != (samples, units):
        allowed = f"must be ({samples}, {units}): a sample a row, an output unit a column"
        raise checks.refuse("y", f"the shape {targets.shape}", allowed)
    return targets


def _check_cross_entropy(activation: Activation, targets: Floats) -> None:
    if activation != ACTIVATIONS["logistic"]:
        allowed = "must be logistic in the last layer for the loss cross_entropy"
        raise checks.refuse("activation", activation.name, allowed)
    outside = targets[(targets < 0.0) | (targets > 1.0)]
    if outside.size:
        allowed = "must be from 0 to 1 for the loss cross_entropy"
        raise checks.refuse("y", f"the target {outside[0]:g}", allowed)
