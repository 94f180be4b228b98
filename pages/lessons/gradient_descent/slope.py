"""Gradient descent on a curve: the updates as arrows, the ball, and the tangent it stands on."""

from typing import Any

import numpy as np

from core.checks import Floats
from core.descent import Descent
from pages.shared.figures import style
from pages.shared.figures.figure import Figure
from pages.shared.figures.motion import Path, Values

VIEW = (-6.5, 6.5)
_TANGENT = 0.22
"""Half the length of the tangent, as a share of the view's half width."""
_LOW_PART = 4.0


def figure(descent: Descent) -> Figure:
    """The curve with a moment for the start and for each update.

    The view keeps still. A run that leaves it is followed by its captions.
    """
    edges = np.array(descent.curve.edges)  # there J is drawn on both sides
    w = np.union1d(np.linspace(*VIEW, 401), [np.nextafter(edges, VIEW[0]), edges])
    heights = _heights(descent)
    places = np.arange(len(descent.places))
    slopes = np.where(np.isin(descent.places, descent.curve.edges), np.nan, descent.slopes)
    across, up = tangents(descent.places, descent.costs, slopes, heights)
    return Figure(
        [_still_curve(w, descent.curve(w)), _minima(descent), *_LOOKS],
        style.layout(style.axis("Weight w", VIEW), style.axis("Cost J(w)", heights)),
        [
            Path(2, 4, descent.places, descent.costs, places),
            Values(3, {"x": across, "y": up}),
        ],
    )


def tangents(
    places: Floats, costs: Floats, slopes: Floats, heights: tuple[float, float]
) -> tuple[Floats, Floats]:
    """Both ends of a piece of each tangent, (m, 2), equally long on screen however steep it is.

    A unit across and a unit up are not equally long on screen, so the slope is first taken in
    shares of the view. Where there is no slope (nan) there is no tangent (nan).
    """
    width, height = (VIEW[1] - VIEW[0]) / 2, (heights[1] - heights[0]) / 2
    reach = _TANGENT * width / np.hypot(1.0, slopes * width / height)
    ends = np.array([-1.0, 1.0])
    across = places[:, None] + reach[:, None] * ends
    up: Floats = costs[:, None] + (slopes * reach)[:, None] * ends
    return across, up


def _heights(descent: Descent) -> tuple[float, float]:
    """From just under 0 to above all places in view; else the low part of the curve matters.

    In steps, so that the view keeps still while the start or the learning rate changes a little.
    """
    highest = float(descent.curve.function(np.array(VIEW)).max())
    seen = descent.costs[np.abs(descent.places) <= VIEW[1]].max()
    top = min(highest, style.preferred(max(_LOW_PART, 1.1 * float(seen))))
    return -0.06 * top, 1.06 * top


def _still_curve(w: Floats, costs: Floats) -> dict[str, Any]:
    return {
        "type": "scatter", "mode": "lines", "name": "J(w)", "x": w, "y": costs, "showlegend": False,
        "line": {"color": style.CURVE_COLOURS[0], "width": 3},
        "hovertemplate": "w %{x:.2f}, J %{y:.3f}<extra></extra>",
    }  # fmt: skip


def _minima(descent: Descent) -> dict[str, Any]:
    places = np.array(descent.curve.minima)
    return {
        "type": "scatter", "mode": "markers", "name": "Minimum",
        "x": places, "y": descent.curve.function(places), "visible": bool(places.size),
        "marker": {"symbol": "star", "size": 17, "color": style.CURVE_COLOURS[3]},
        "hovertemplate": "minimum at w %{x:.4g}, J %{y:.4g}<extra></extra>",
    }  # fmt: skip


_LOOKS: list[dict[str, Any]] = [
    {"type": "scatter", "x": [None], "y": [None], **look}
    for look in (
        {"mode": "lines+markers", "name": "Updates", "hoverinfo": "skip",
         "line": {"color": style.CURVE_COLOURS[1], "width": 1.5},
         "marker": {"symbol": "arrow", "angleref": "previous", "size": 12,
                    "color": style.CURVE_COLOURS[1]}},
        {"mode": "lines", "name": "Tangent", "hoverinfo": "skip",
         "line": {"color": style.CURVE_COLOURS[2], "width": 3, "dash": "dash"}},
        {"mode": "markers", "name": "Present weight", "showlegend": False,
         "hovertemplate": "w %{x:.4g}, J %{y:.4g}<extra></extra>",
         "marker": {"symbol": "circle", "size": 15, "color": style.CURVE_COLOURS[1],
                    "line": {"color": "white", "width": 1.5}}},
    )
]  # fmt: skip
