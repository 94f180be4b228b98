"""Activation functions: what a neuron does with its net input z to make its output.

The identity passes z on, a step decides yes or no, a sigmoid decides softly, and a rectifier lets
only positive values through. Each comes with its formula, its range, and its derivative: the
slope that gradient descent follows. Where the slope is nearly zero a neuron saturates and hardly
learns. At a kink (or a jump) the derivative given is the one to the right of it.
"""

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from core import checks
from core.checks import Floats

Function = Callable[[Floats], Floats]


@dataclass(frozen=True)
class Activation:
    r"""One activation function f with its derivative f' and what a page says about it.

    `formula`, `derivative_formula` and `range` are LaTeX; `low` and `high` bound the values (inf
    allowed); `parameters` gives the current value of each parameter. `function` and `slope` are
    f and f' without checks, for inner loops on float arrays; calling the activation itself and
    `derivative` check their argument (ValueError for what is not finite real numbers).
    """

    name: str
    label: str = field(compare=False)
    formula: str = field(compare=False)
    derivative_formula: str = field(compare=False)
    low: float = field(compare=False)
    high: float = field(compare=False)
    range: str = field(compare=False)
    saturates: str = field(compare=False)
    function: Function = field(compare=False, repr=False)
    slope: Function = field(compare=False, repr=False)
    parameters: Mapping[str, float] = field(default_factory=dict, hash=False)

    def __call__(self, z: ArrayLike) -> Floats:
        """f(z), of the shape of z."""
        return _quietly(self.function, checks.numbers("z", z))

    def derivative(self, z: ArrayLike) -> Floats:
        """f'(z), of the shape of z."""
        return _quietly(self.slope, checks.numbers("z", z))

    def with_parameters(self, **values: float) -> "Activation":
        """The same function with other parameters: steepness c > 0, alpha >= 0, theta any number.

        ValueError for a parameter this activation does not have, or a value out of its range.
        """
        for name in values:
            if name not in self.parameters:
                allowed = f"{self.name} has {', '.join(self.parameters) or 'no parameters'}"
                raise checks.refuse("parameters", repr(name), allowed)
        return _FACTORIES[self.name](**{**self.parameters, **values})

    def __reduce__(self) -> tuple[Any, ...]:
        """Pickled as name and parameters: a cache can keep what cannot itself be pickled."""
        return _rebuild, (self.name, dict(self.parameters))


def _rebuild(name: str, parameters: Mapping[str, float]) -> Activation:
    return _FACTORIES[name](**parameters)


def _quietly(function: Function, z: Floats) -> Floats:
    """Far out e^-|z| is 0 to every digit a float has: right, and no reason to warn."""
    with np.errstate(under="ignore"):
        return function(z)


def _identity() -> Activation:
    return Activation(
        "identity",
        "Identity",
        "z",
        "1",
        -math.inf,
        math.inf,
        r"(-\infty, \infty)",
        "It never flattens out: its slope is 1 everywhere.",
        np.positive,
        np.ones_like,
    )


def _binary_step() -> Activation:
    return Activation(
        "binary_step",
        "Binary step",
        r"\begin{cases} 1 & z \ge 0 \\ 0 & z < 0 \end{cases}",
        r"0 \quad (z \ne 0)",
        0.0,
        1.0,
        r"\{0, 1\}",
        "It is flat everywhere: the slope is 0 on both sides and undefined at the jump.",
        lambda z: (z >= 0.0).astype(float),
        np.zeros_like,
    )


def _bipolar_step(theta: float = 0.0) -> Activation:
    """The modified unit step of the perceptron (Rosenblatt 1957)."""
    threshold = checks.number("theta", theta)
    return Activation(
        "bipolar_step",
        "Bipolar step",
        r"\begin{cases} +1 & z \ge \theta \\ -1 & z < \theta \end{cases}",
        r"0 \quad (z \ne \theta)",
        -1.0,
        1.0,
        r"\{-1, +1\}",
        "It is flat everywhere: the slope is 0 on both sides and undefined at the jump.",
        lambda z: np.where(z >= threshold, 1.0, -1.0),
        np.zeros_like,
        {"theta": threshold},
    )


def _logistic(c: float = 1.0) -> Activation:
    steepness = checks.positive("c", c)

    def function(z: Floats) -> Floats:
        # Only e^(-|cz|) is taken: e^(cz) itself overflows for a large z.
        small = np.exp(-np.abs(steepness * z))
        return np.where(z >= 0.0, 1.0, small) / (1.0 + small)

    def slope(z: Floats) -> Floats:
        small = np.exp(-np.abs(steepness * z))
        return np.divide(steepness * small, np.square(1.0 + small))

    return Activation(
        "logistic",
        "Logistic (sigmoid)",
        r"\frac{1}{1 + e^{-c z}}",
        r"c \, f(z) \, (1 - f(z))",
        0.0,
        1.0,
        "(0, 1)",
        "It flattens out on both sides, towards 0 and towards 1.",
        function,
        slope,
        {"c": steepness},
    )


def _tanh() -> Activation:
    def slope(z: Floats) -> Floats:
        # 1 - tanh^2 loses all its digits far out; 4 e^(-2|z|) / (1 + e^(-2|z|))^2 keeps them.
        small = np.exp(-2.0 * np.abs(z))
        return np.divide(4.0 * small, np.square(1.0 + small))

    return Activation(
        "tanh",
        "Hyperbolic tangent (tanh)",
        r"\tanh z = \frac{e^{z} - e^{-z}}{e^{z} + e^{-z}}",
        r"1 - f(z)^2",
        -1.0,
        1.0,
        "(-1, 1)",
        "It flattens out on both sides, towards −1 and towards 1.",
        np.tanh,
        slope,
    )


def _arctan() -> Activation:
    return Activation(
        "arctan",
        "Arctangent",
        r"\arctan z",
        r"\frac{1}{1 + z^2}",
        -math.pi / 2,
        math.pi / 2,
        r"\left(-\frac{\pi}{2}, \frac{\pi}{2}\right)",
        "It flattens out on both sides, towards −π/2 and towards π/2, more slowly than tanh.",
        np.arctan,
        lambda z: np.divide(1.0, 1.0 + z * z),
    )


def _relu() -> Activation:
    """Rectified linear unit (Nair and Hinton 2010)."""
    return Activation(
        "relu",
        "Rectified linear (ReLU)",
        r"\max(0, z)",
        r"\begin{cases} 1 & z \ge 0 \\ 0 & z < 0 \end{cases}",
        0.0,
        math.inf,
        r"[0, \infty)",
        "It is flat for every z below 0; above 0 it never flattens out.",
        lambda z: np.maximum(z, 0.0),
        lambda z: (z >= 0.0).astype(float),
    )


def _prelu(alpha: float = 0.5) -> Activation:
    """Parametric ReLU (He et al. 2015)."""
    leak = checks.not_negative("alpha", alpha)
    low, interval = (-math.inf, r"(-\infty, \infty)") if leak else (0.0, r"[0, \infty)")
    return Activation(
        "prelu",
        "Parametric ReLU (PReLU)",
        r"\begin{cases} z & z \ge 0 \\ \alpha z & z < 0 \end{cases}",
        r"\begin{cases} 1 & z \ge 0 \\ \alpha & z < 0 \end{cases}",
        low,
        math.inf,
        interval,
        "It never flattens out: below 0 its slope is α."
        if leak
        else "With α = 0 it is flat for every z below 0.",
        lambda z: np.where(z >= 0.0, z, leak * z),
        lambda z: np.where(z >= 0.0, 1.0, leak),
        {"alpha": leak},
    )


def _elu(alpha: float = 1.0) -> Activation:
    """Exponential linear unit (Clevert, Unterthiner and Hochreiter 2015)."""
    scale = checks.not_negative("alpha", alpha)
    return Activation(
        "elu",
        "Exponential linear (ELU)",
        r"\begin{cases} z & z \ge 0 \\ \alpha (e^{z} - 1) & z < 0 \end{cases}",
        r"\begin{cases} 1 & z \ge 0 \\ \alpha e^{z} & z < 0 \end{cases}",
        -scale,
        math.inf,
        rf"(-{scale:g}, \infty)" if scale else r"[0, \infty)",
        f"It flattens out below 0, towards −{scale:g}; above 0 it never does."
        if scale
        else "With α = 0 it is flat for every z below 0.",
        lambda z: np.where(z >= 0.0, z, scale * np.expm1(np.minimum(z, 0.0))),
        lambda z: np.where(z >= 0.0, 1.0, scale * np.exp(np.minimum(z, 0.0))),
        {"alpha": scale},
    )


def _softplus() -> Activation:
    """A smooth ReLU (Dugas, Bengio, Bélisle, Nadeau and Garcia 2001)."""
    return Activation(
        "softplus",
        "SoftPlus",
        r"\log(1 + e^{z})",
        r"\frac{1}{1 + e^{-z}}",
        0.0,
        math.inf,
        r"(0, \infty)",
        "It flattens out below 0, towards 0; above 0 it never does.",
        # z + log(1 + e^-z) for z > 0, so that no exponential overflows.
        lambda z: np.maximum(z, 0.0) + np.log1p(np.exp(-np.abs(z))),
        _logistic().function,
    )


_FACTORIES: dict[str, Callable[..., Activation]] = {
    "identity": _identity,
    "binary_step": _binary_step,
    "logistic": _logistic,
    "tanh": _tanh,
    "arctan": _arctan,
    "relu": _relu,
    "prelu": _prelu,
    "elu": _elu,
    "softplus": _softplus,
    "bipolar_step": _bipolar_step,
}

ACTIVATIONS: dict[str, Activation] = {name: make() for name, make in _FACTORIES.items()}


def find(activation: str | Activation) -> Activation:
    """The activation of that name (or itself); ValueError lists the names for an unknown one."""
    if isinstance(activation, Activation):
        return activation
    return ACTIVATIONS[checks.choice("activation", activation, ACTIVATIONS)]
