"""What can be said of an activation function over the net inputs on show."""

import numpy as np

from core.activations import Activation
from core.checks import Floats
from pages.shared import words
from pages.shared.figures.activations import bend, slope_at

SPAN = (-5.0, 5.0)
"""The net inputs that are shown."""


def flat_spans(activation: Activation, below: float) -> list[tuple[float, float]]:
    """Where in SPAN the slope is smaller than ``below``: there the neuron saturates."""
    z = np.linspace(*SPAN, 1001)
    flat = np.abs(activation.derivative(z)) < below
    edges = np.flatnonzero(np.diff(np.r_[False, flat, False]))
    return [(float(z[a]), float(z[b - 1])) for a, b in zip(edges[::2], edges[1::2], strict=True)]


def slopes_at(activation: Activation, zs: Floats) -> Floats:
    """The slope at each z; not a number where there is none."""
    slopes = activation.derivative(zs)
    at = bend(activation)
    if at is not None and slope_at(activation, at) is None:
        slopes[zs == at] = np.nan
    return slopes


def plain_range(activation: Activation) -> str:
    """The range in plain text: (0, 1), [0, ∞), {−1, +1}."""
    text = activation.range
    for latex, plain in ((r"\left", ""), (r"\right", ""), (r"\frac{\pi}{2}", "π/2"),
                         (r"\infty", "∞"), (r"\{", "{"), (r"\}", "}"), ("-", "−")):  # fmt: skip
        text = text.replace(latex, plain)
    return text


def value_told(activation: Activation, value: float) -> str:
    """A value of an activation in short; one near a bound that it does not reach is ≈ 1, not 1."""
    bounds = activation.low, activation.high
    near = value not in bounds and float(f"{value:.3g}") in bounds
    return "≈ " * near + brief(value, 3)


def brief(value: float, digits: int) -> str:
    """A number that fits above a panel on a phone."""
    return "≈ 0" if 0 < abs(value) < 1e-4 else words.number(value, digits)
