"""Two drawings of ideas, not of data: the fields inside each other, and more data against results.

Neither comes from a run. The second says so on itself, because its axes have no numbers.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from textwrap import wrap
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from core.checks import Floats
from pages.shared.figures import style
from pages.shared.figures.figure import Figure
from pages.shared.figures.motion import Cursor

_FIELDS = ((0.0, 3.0), (0.0, 2.1), (0.0, 1.2))
"""Lowest point and radius of each circle, from the outer to the inner one."""
_FILLS = ("rgba(59,139,196,0.10)", "rgba(224,130,20,0.12)", "rgba(27,158,119,0.16)")
_NO_MARGIN = {"l": 4, "r": 4, "t": 4, "b": 4}
_DASHES = ("solid", "dash", "dot")
_LETTERS = 26
"""In a line of a hover text: it lies on one side of its place, in half of a phone's figure."""


@dataclass(frozen=True)
class SchematicCurve:
    """One curve of the schematic: it nears ``ceiling`` (0 to 1), slowly if it needs much data.

    performance = ceiling (1 - exp(-data / needs)), with data from 0 to 100.
    """

    name: str
    ceiling: float
    needs: float

    def performance(self, data: ArrayLike) -> Floats:
        """The height of the curve at amounts of data from 0 to 100, in no unit."""
        return self.ceiling * (1.0 - np.exp(-np.asarray(data, dtype=np.float64) / self.needs))


METHODS = {
    "older": SchematicCurve("Older algorithms", 0.42, 5.0),
    "small": SchematicCurve("Small network", 0.61, 13.0),
    "medium": SchematicCurve("Medium network", 0.81, 28.0),
    "large": SchematicCurve("Large network", 1.00, 48.0),
}
"""From the fewest weights to the most. The numbers give the curves their known shape, no more."""


def best(methods: Sequence[SchematicCurve], data: float) -> SchematicCurve:
    """The method whose curve is highest at an amount of data."""
    return max(methods, key=lambda method: float(method.performance(data)))


def fields(names: Sequence[str], examples: Sequence[str], chosen: int) -> Figure:
    """Three circles inside each other, outer first; the chosen one has a thick edge."""
    middles = [2 * radius - 0.6 for _, radius in _FIELDS[:2]] + [_FIELDS[2][1] + 0.1]
    text = [f"<b>{name}</b>" if i == chosen else name for i, name in enumerate(names)]
    said = ["<br>".join(wrap(example, _LETTERS)) for example in examples]
    shapes = [_circle(i, i == chosen) for i in range(3)]
    data = {
        "type": "scatter", "mode": "text", "x": [0, 0, 0], "y": middles, "text": text,
        "textfont": {"size": 15}, "hovertext": said, "hoverinfo": "text",
    }  # fmt: skip
    hidden: dict[str, Any] = {"visible": False, "fixedrange": True}
    across = style.axis("", (-3.1, 3.1), **hidden)
    up = style.axis("", (-0.1, 6.1), scaleanchor="x", **hidden)
    return style.figure([data], across, up, shapes=shapes, margin=_NO_MARGIN)


def _circle(i: int, chosen: bool) -> dict[str, Any]:
    low, radius = _FIELDS[i]
    return {
        "type": "circle", "layer": "below", "fillcolor": _FILLS[i],
        "x0": -radius, "x1": radius, "y0": low, "y1": low + 2 * radius,
        "line": {"color": style.CURVE_COLOURS[i], "width": 5 if chosen else 1.5,
                 "dash": _DASHES[i]},
    }  # fmt: skip


def schematic(methods: dict[int, SchematicCurve], amounts: Sequence[int]) -> Figure:
    """Performance against the amount of data, with a mark on each curve that moves along it.

    ``methods`` have their place among the four as keys, so each keeps its colour and dash.
    """
    curves = [_curve(method, i, np.asarray(amounts, dtype=float)) for i, method in methods.items()]
    plain: dict[str, Any] = {"showticklabels": False, "ticks": "", "showgrid": False}
    figure = style.figure(
        curves,
        style.axis("Amount of data →", (0.0, 102.0), **plain),
        style.axis("Performance →", (0.0, 1.12), **plain),
    )
    if not curves:
        return figure
    return replace(figure, motions=[Cursor(range(len(curves)), np.arange(len(amounts)))])


def _curve(method: SchematicCurve, i: int, amounts: Floats) -> dict[str, Any]:
    return {
        "type": "scatter", "mode": "lines", "name": method.name, "hoverinfo": "name",
        "x": amounts, "y": method.performance(amounts),
        "line": {"color": style.CURVE_COLOURS[i], "dash": style.CURVE_DASHES[i], "width": 3},
    }  # fmt: skip
