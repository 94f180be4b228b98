"""Gradient descent on a curve: the steps as arrows, the ball, and the tangent it stands on."""

from collections.abc import Callable
from typing import Any

import numpy as np
import plotly.graph_objects as go

from core.checks import Floats
from core.descent import Descent
from pages.shared.figures import playback, style

VIEW = (-6.5, 6.5)
_TANGENT = 0.22
"""Half the length of the tangent, as a share of the view's half width."""
_LOW_PART = 4.0


def figure(descent: Descent, caption: Callable[[int], str]) -> go.Figure:
    """The curve with the run's last moment, playable from the start; ``caption`` tells a step.

    The view keeps still. A run that leaves it is followed by its captions.
    """
    w = np.linspace(*VIEW, 401)
    costs = descent.curve(w)
    steps = playback.moments_of(len(descent.places))
    moments = [playback.Moment(caption(step), _moving(descent, step)) for step in steps]
    looks = zip(_LOOKS, moments[-1].traces, strict=True)
    still = [_still_curve(w, costs), _minima(descent)]
    data = [*still, *({**look, **move} for look, move in looks)]
    layout = style.layout(
        style.axis("Weight w", VIEW),
        style.axis("Cost J(w)", _heights(descent)),
        height=style.TALL + playback.CONTROLS_HEIGHT,
    )
    return playback.figure(data, layout, moments, (2, 3, 4))


def tangent(
    place: float, cost: float, slope: float, heights: tuple[float, float]
) -> tuple[list[float], list[float]]:
    """Both ends of a piece of the tangent, equally long on screen however steep it is.

    A unit across and a unit up are not equally long on screen, so the slope is first taken in
    shares of the view.
    """
    width, height = (VIEW[1] - VIEW[0]) / 2, (heights[1] - heights[0]) / 2
    steep = slope * width / height
    reach = _TANGENT * width / np.hypot(1.0, steep)
    across = [place - reach, place + reach]
    return across, [cost - slope * reach, cost + slope * reach]


def _heights(descent: Descent) -> tuple[float, float]:
    """From just under 0 to above all places in view; else the low part of the curve matters."""
    highest = float(descent.curve.function(np.array(VIEW)).max())
    seen = descent.costs[np.abs(descent.places) <= VIEW[1]].max()
    top = min(highest, max(_LOW_PART, 1.2 * float(seen)))
    return -0.06 * top, 1.06 * top


def _moving(descent: Descent, step: int) -> list[dict[str, Any]]:
    w, j = descent.places[: step + 1], descent.costs[: step + 1]
    now, height, slope = float(w[-1]), float(j[-1]), float(descent.slopes[step])
    across, up = tangent(now, height, slope, _heights(descent))
    return [
        {"type": "scatter", "x": _rounded(w), "y": _rounded(j)},
        {"type": "scatter", "x": across, "y": up},
        {"type": "scatter", "x": [now], "y": [height]},
    ]


def _rounded(values: Floats) -> list[float]:
    """Six digits are more than a screen shows, and half of what is sent."""
    return [float(f"{value:.6g}") for value in values]


def _still_curve(w: Floats, costs: Floats) -> dict[str, Any]:
    return {
        "type": "scatter", "mode": "lines", "name": "J(w)", "x": w, "y": costs,
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
    {"mode": "lines+markers", "name": "Steps", "hoverinfo": "skip",
     "line": {"color": style.CURVE_COLOURS[1], "width": 1.5},
     "marker": {"symbol": "arrow", "angleref": "previous", "size": 12,
                "color": style.CURVE_COLOURS[1]}},
    {"mode": "lines", "name": "Tangent", "hoverinfo": "skip",
     "line": {"color": style.CURVE_COLOURS[2], "width": 3, "dash": "dash"}},
    {"mode": "markers", "name": "Present weight",
     "hovertemplate": "w %{x:.4g}, J %{y:.4g}<extra></extra>",
     "marker": {"symbol": "circle", "size": 15, "color": style.CURVE_COLOURS[1],
                "line": {"color": "white", "width": 1.5}}},
]  # fmt: skip
