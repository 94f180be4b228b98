"""The figures of the Gradient descent page: the curve with the ball, the weight, the cost."""

from dataclasses import replace

import numpy as np
import pandas as pd

from core.activations import ACTIVATIONS
from core.descent import Descent
from pages.lessons.gradient_descent import slope, told
from pages.shared import words
from pages.shared.bench.stage import Grip, Shown
from pages.shared.figures import curves, style
from pages.shared.figures.figure import Figure

STARTS = (-4.0, 4.0)


def ball(run: Descent) -> Shown:
    """The curve with the ball; its start slides along the curve."""
    w = np.linspace(*STARTS, 161)
    start = float(run.places[0])
    grip = Grip(
        "start", "Start of the ball", start, float(run.curve(start)), "x", along=(w, run.curve(w))
    )
    return Shown(
        "descent",
        "Cost curve",
        slope.figure(run),
        f"Gradient descent on the curve {run.curve.name}. "
        f"{told.caption(run, len(run.places) - 1)}. J = {words.number(run.costs[-1])}.",
        lambda: table(run),
        place="main",
        grips=(grip,),
    )


def weight(run: Descent) -> Shown:
    """The weight over the updates, with the minima."""
    each = np.arange(len(run.places))
    figure = curves.figure(
        [curves.Curve("Weight w", each, run.places)],
        "Update",
        "Weight w",
        levels=[(minimum, "minimum") for minimum in run.curve.minima],
        rows=each,
    )
    return Shown(
        "descent_weight",
        "Weight",
        _slim(figure),
        f"The weight over {told.count(run)}: from {words.number(run.places[0])} to "
        f"{words.number(run.places[-1])}.",
        lambda: table(run),
    )


def cost(run: Descent) -> Shown:
    """The cost over the updates."""
    each = np.arange(len(run.places))
    figure = curves.figure(
        [curves.Curve("Cost J", each, run.costs)], "Update", "Cost J", rows=each, y=_cost_axis(run)
    )
    return Shown(
        "descent_cost",
        "Cost J",
        _slim(figure),
        f"The cost over {told.count(run)}: from {words.number(run.costs[0])} to "
        f"{words.number(run.costs[-1])}.",
        lambda: table(run),
    )


def logistic() -> Shown:
    """The logistic function with its slope, which is largest in the middle and gone at the ends."""
    f, z = ACTIVATIONS["logistic"], np.linspace(-6.0, 6.0, 121)
    figure = curves.figure(
        [curves.Curve("f(z)", z, f(z)), curves.Curve("slope f (1 − f)", z, f.derivative(z))],
        "Net input z",
        "Output and slope",
        y={"bounds": (-0.04, 1.04)},
    )
    return Shown(
        "descent_logistic",
        "The logistic function and its slope",
        replace(figure, layout=figure.layout | {"margin": style.SLIM}),
        "The logistic function and its slope, f times 1 minus f: at most 0.25, where z is 0, and "
        "close to 0 far out on both sides.",
        lambda: pd.DataFrame({"z": z, "f": f(z), "f (1 − f)": f.derivative(z)}),
        place="main",
    )


def table(run: Descent) -> pd.DataFrame:
    """One row for each update, the start as update 0."""
    return pd.DataFrame(
        {
            "update": np.arange(len(run.places)),
            "w": run.places,
            "J": run.costs,
            "slope": run.slopes,
            "next change of w": -run.eta * run.slopes,
        }
    )


def _slim(figure: Figure) -> Figure:
    """One curve needs no legend: its axis names it."""
    (curve,) = figure.data
    layout = figure.layout | {"margin": style.SLIM | {"t": 12}}
    return replace(figure, data=[curve | {"showlegend": False}], layout=layout)


def _cost_axis(run: Descent) -> dict[str, object]:
    """A logarithmic axis where the costs of a diverging run would flatten all others."""
    steep = run.costs.max() > 1e3 and run.costs.min() > 0
    return {"type": "log"} if steep else {"rangemode": "tozero"}
