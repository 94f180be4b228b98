"""Cost curves over a single weight: the landscapes that gradient descent rolls down.

With one weight w the cost J(w) is a curve that can be drawn whole. Its slope J'(w) says which way
is down, its curvature J''(w) how fast the slope changes and so how large a step may be.
"""

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import ArrayLike

from core import checks
from core.activations import ACTIVATIONS, Function
from core.checks import Floats

PLATEAU_INPUT = 3.0
PLATEAU_TARGET = 0.8
STAIRS = (-2.0, 0.0, 2.0)
LOGISTIC = ACTIVATIONS["logistic"]


@dataclass(frozen=True)
class CostCurve:
    """J(w) with its first two derivatives.

    `formula` and `slope_formula` are LaTeX, in lines short enough for a phone. `minima` are the
    places w of the minima, the lowest first; none where the curve is level over whole stretches.
    `function`, `slope` and `curvature` are J, J' and J'' of places w (n,), unchecked. At `edges` J
    jumps and has no slope; 0 stands for it.
    """

    name: str
    formula: str = field(repr=False)
    slope_formula: str = field(repr=False)
    minima: tuple[float, ...]
    function: Function = field(repr=False)
    slope: Function = field(repr=False)
    curvature: Function = field(repr=False)
    edges: tuple[float, ...] = ()

    def __call__(self, w: ArrayLike) -> Floats:
        """J(w), of the shape of w. ValueError for what is not finite real numbers."""
        return self.function(checks.numbers("w", w))

    def step_limit(self, minimum: float) -> float:
        """2 / J'' at a minimum: with a larger eta the steps around it grow instead of shrinking.

        ValueError for a place that is not one of `minima`.
        """
        if minimum not in self.minima:
            raise checks.refuse("minimum", minimum, f"must be one of {self.minima}")
        return float(2.0 / self.curvature(np.asarray(minimum)))


def _plateau(w: Floats) -> Floats:
    return 0.5 * (PLATEAU_TARGET - LOGISTIC.function(PLATEAU_INPUT * w)) ** 2


def _plateau_slope(w: Floats) -> Floats:
    f = LOGISTIC.function(PLATEAU_INPUT * w)
    return (f - PLATEAU_TARGET) * f * (1.0 - f) * PLATEAU_INPUT


def _plateau_curvature(w: Floats) -> Floats:
    f = LOGISTIC.function(PLATEAU_INPUT * w)
    own = f * (1.0 - f)
    return own * (own + (f - PLATEAU_TARGET) * (1.0 - 2.0 * f)) * PLATEAU_INPUT**2


def _stairs(w: Floats) -> Floats:
    return np.asarray(sum(0.5 * (np.asarray(w) < place) for place in STAIRS), dtype=np.float64)


CURVES: dict[str, CostCurve] = {
    curve.name: curve
    for curve in (
        CostCurve(
            name="parabola",
            formula=r"J(w) = \tfrac{1}{2}(w - 1)^2",
            slope_formula=r"J'(w) = w - 1",
            minima=(1.0,),
            function=lambda w: 0.5 * (w - 1.0) ** 2,
            slope=lambda w: w - 1.0,
            curvature=np.ones_like,
        ),
        CostCurve(
            name="two minima",
            formula=r"\begin{aligned}J(w) &= \tfrac{1}{16}w^4 - \tfrac{1}{24}w^3\\"
            r"&\quad - \tfrac{1}{2}w^2 + \tfrac{1}{2}w + \tfrac{5}{3}\end{aligned}",
            slope_formula=r"J'(w) = \tfrac{1}{4}(w + 2)(w - \tfrac{1}{2})(w - 2)",
            minima=(-2.0, 2.0),
            function=lambda w: (((w / 16 - 1 / 24) * w - 0.5) * w + 0.5) * w + 5 / 3,
            slope=lambda w: (w + 2.0) * (w - 0.5) * (w - 2.0) / 4,
            curvature=lambda w: (3.0 * w * w - w - 4.0) / 4,
        ),
        CostCurve(
            name="plateau",
            formula=r"J(w) = \tfrac{1}{2}\left(0.8 - f(3w)\right)^2",
            slope_formula=r"\begin{aligned}J'(w) &= (f - 0.8)\,f(1 - f)\cdot 3\\"
            r"f &= \tfrac{1}{1 + e^{-3w}}\end{aligned}",
            minima=(float(np.log(PLATEAU_TARGET / (1.0 - PLATEAU_TARGET))) / PLATEAU_INPUT,),
            function=_plateau,
            slope=_plateau_slope,
            curvature=_plateau_curvature,
        ),
        CostCurve(
            name="stairs",
            formula=r"J(w) = \tfrac{1}{2}\sum_{a \in \{-2,\,0,\,2\}}"
            r"\left(1 - \mathrm{step}(w - a)\right)^2",
            slope_formula=r"J'(w) = 0 \text{ wherever there is a slope}",
            minima=(),
            function=_stairs,
            slope=np.zeros_like,
            curvature=np.zeros_like,
            edges=STAIRS,
        ),
    )
}
"""The curves by name: a linear neuron's bowl, one with a trap, a saturated logistic neuron's flat
stretch (input 3, target 0.8), and the stairs of a neuron with a step function (three samples of
target 1, whose step comes at w = -2, 0 and 2)."""
