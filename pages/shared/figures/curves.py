"""Curves over the epochs: updates, costs, weights."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from pages.shared.figures import style
from pages.shared.figures.figure import Figure
from pages.shared.figures.motion import Cursor, Whole

_ON_THE_RIGHT: dict[str, Any] = {
    "overlaying": "y",
    "side": "right",
    "showgrid": False,
    "tickmode": "auto",
}
_MOST_MARKERS = 40
_FEW = 5
_MANY = 200
"""From here on a curve that swings from point to point would be a solid block if it were thick."""


@dataclass(frozen=True)
class Curve:
    """One curve: its name in the legend and its points. ``right``: read off the axis there."""

    name: str
    x: ArrayLike
    y: ArrayLike
    right: bool = False


def figure(
    curves: Sequence[Curve],
    x_title: str,
    y_title: str,
    *,
    levels: Sequence[tuple[float, str]] = (),
    marks: Sequence[tuple[float, str]] = (),
    levels_named: style.Named = "line",
    right_title: str = "",
    rows: Whole | None = None,
    **axes: dict[str, Any],
) -> Figure:
    """Curves told apart by colour, dash and mark.

    levels: heights at which a named dashed line crosses the figure, such as a cost's floor
    marks:  the same for places on the horizontal axis, such as a limit; named in the legend
    levels_named: where their names stand, so that no curve runs through them
    right_title: what the axis on the right says, if a curve belongs to it
    rows:   the place in the curves' arrays that the cursor stands at in each moment of the run
    axes:   more for the axes, ``x={...}``, ``y={...}`` and ``right={...}``; without bounds or a
            range they are fitted to the curves, the heights also to levels
    """
    heights = [height for height, _ in levels]
    shapes = [
        *(style.level(height, name, "y", levels_named) for height, name in levels),
        *(style.level(place, name, "x", "legend") for place, name in marks),
    ]
    named = () if levels_named == "legend" else heights
    left = _fitted(axes.get("y", {}), [one.y for one in curves if not one.right], heights, named)
    right = _fitted(axes.get("right", {}), [one.y for one in curves if one.right])
    figure = style.figure(
        [_trace(curve, i) for i, curve in enumerate(curves)],
        style.axis(x_title, **_across(curves, axes.get("x", {}))),
        style.axis(y_title, **left),
        shapes=shapes,
        hovermode="x unified",
        **({"yaxis2": style.axis(right_title, **_ON_THE_RIGHT, **right)} if right_title else {}),
    )
    moving = [] if rows is None else [Cursor(range(len(curves)), rows)]
    return replace(figure, motions=moving)


def _fitted(
    axis: dict[str, Any],
    drawn: Sequence[ArrayLike],
    heights: Sequence[float] = (),
    named: Sequence[float] = (),
) -> dict[str, Any]:
    """An upright axis with a range: its own, or one with all that belongs to it."""
    if "bounds" in axis or "range" in axis:
        return axis
    values = np.concatenate([heights, *map(np.ravel, drawn)])
    log, from_zero = axis.get("type") == "log", axis.get("rangemode") == "tozero"
    return style.fitted(values, named, log=log, from_zero=from_zero) | axis


def _across(curves: Sequence[Curve], axis: dict[str, Any]) -> dict[str, Any]:
    """A horizontal axis with a range: its own, or one with all of the curves."""
    x = np.concatenate([np.ravel(curve.x) for curve in curves])
    if not {"bounds", "range", "autorange"} & axis.keys():
        marked = any("markers" in _mode(np.size(curve.x)) for curve in curves)
        axis = style.along(x, marked=marked, log=axis.get("type") == "log") | axis
    return _whole_numbers(x) | axis


def _whole_numbers(x: NDArray[Any]) -> dict[str, Any]:
    """Of a few epochs or updates each has its number at the axis, and no half has one."""
    return {"dtick": 1} if x.dtype.kind in "iu" and np.ptp(x) <= _FEW else {}


def _trace(curve: Curve, i: int) -> dict[str, Any]:
    colour = style.CURVE_COLOURS[i % 4]
    points = np.size(curve.x)
    return {
        "type": "scatter",
        "name": curve.name,
        "mode": _mode(points),
        "x": np.asarray(curve.x),
        "y": np.asarray(curve.y),
        "line": {
            "color": colour,
            "dash": style.CURVE_DASHES[i % 6],
            "width": 2 if points <= _MANY else 1.2,
        },
        "marker": {"symbol": style.CURVE_SYMBOLS[i % 6], "size": 7},
        "showlegend": True,
        **({"yaxis": "y2"} if curve.right else {}),
    }


def _mode(points: int) -> str:
    """One point is a mark, a few are marks on a line, many a line."""
    if points == 1:
        return "markers"
    return "lines+markers" if points <= _MOST_MARKERS else "lines"
