"""Activation functions as figures draw them: their names, where they bend, their curves."""

from collections.abc import Callable

import numpy as np

from core.activations import Activation
from core.checks import Floats

SHORT_NAMES = {
    "identity": "Identity", "binary_step": "Binary step", "logistic": "Logistic", "tanh": "tanh",
    "arctan": "arctan", "relu": "ReLU", "prelu": "PReLU", "elu": "ELU", "softplus": "SoftPlus",
    "bipolar_step": "Bipolar step",
}  # fmt: skip
_KINKED = ("relu", "prelu", "elu")
_JUST_LEFT = 1e-9


def bend(activation: Activation) -> float | None:
    """The z where the curve jumps or has a kink; None if it is smooth everywhere."""
    if activation.name.endswith("step"):
        return activation.parameters.get("theta", 0.0)
    return 0.0 if activation.name in _KINKED else None


def is_smooth(activation: Activation) -> bool:
    """Whether it has neither a jump nor a kink."""
    at = bend(activation)
    return at is None or slope_at(activation, at) is not None


def curve(
    function: Callable[[Floats], Floats], span: tuple[float, float], at: float | None, points: int
) -> tuple[Floats, Floats]:
    """Points (x, y) of a function over a span; where it bends it is drawn from both sides.

    At a jump the two points stand straight above each other, so that no line is slanted.
    """
    if at is None or not span[0] < at < span[1]:
        x = np.linspace(*span, points)
        return x, function(x)
    left, right = np.linspace(span[0], at, points // 2), np.linspace(at, span[1], points // 2)
    from_left = left.copy()
    from_left[-1] -= _JUST_LEFT
    return np.r_[left, right], np.r_[function(from_left), function(right)]


def slope_at(activation: Activation, z: float) -> float | None:
    """The slope at z; None where the curve jumps or has a kink, and so has no single slope."""
    if z == bend(activation):
        near = np.array([z - _JUST_LEFT, z])
        jump, kink = np.ptp(activation(near)), np.ptp(activation.derivative(near))
        if jump > 1e-6 or kink > 1e-6:
            return None
    return float(activation.derivative(z))
