"""A figure while its run waits for a prediction: there is room for all of the run, told is none."""

from dataclasses import replace
from typing import Any

import numpy as np

from core.checks import Floats
from pages.shared.figures.figure import Figure
from pages.shared.figures.motion import Cursor

_AIR = 0.03
"""The share of the run that is left free at each end, for marks."""


def figure(shown: Figure) -> Figure:
    """The figure with horizontal axes as long as the run that its cursors go through.

    The browser draws a curve no further than the moment on show (``static/figure.js``), and Plotly
    would fit the axis to that. How long the run is was asked for; where it is what is to be
    predicted, the page has the axis say ``autorange``. A moment that is marked came of the run.
    """
    cursors = [motion for motion in shown.motions if isinstance(motion, Cursor)]
    if not cursors:
        return shown
    shapes = [shape for shape in shown.layout.get("shapes", ()) if not _upright(shape)]
    layout = {**shown.layout, "shapes": shapes}
    for trace in (shown.data[place] for cursor in cursors for place in cursor.traces):
        name = f"xaxis{trace.get('xaxis', 'x')[1:]}"
        axis = layout[name]
        if not {"range", "autorange"} & axis.keys():
            layout[name] = {**axis, "range": _whole(axis, np.ravel(trace["x"]))}
    return replace(shown, layout=layout)


def _upright(shape: dict[str, Any]) -> bool:
    return shape.get("yref") == "y domain"


def _whole(axis: dict[str, Any], x: Floats) -> list[float]:
    """The range of an axis with all of x on it."""
    places = np.log10(x) if axis.get("type") == "log" else x
    low, high = float(places.min()), float(places.max())
    room = _AIR * (high - low) or 0.5
    return [low - room, high + room]
