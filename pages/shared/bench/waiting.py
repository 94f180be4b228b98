"""A figure while its run waits for a prediction: told is nothing of what comes."""

from dataclasses import replace
from typing import Any

from pages.shared.figures.figure import Figure
from pages.shared.figures.motion import Cursor


def figure(shown: Figure) -> Figure:
    """The figure without marks at moments, where cursors go through the run: they came of it.

    The browser draws a curve no further than the moment on show (``static/figure.js``). How long
    the run is was asked for, so its axis may tell; where that is what is to be predicted, the page
    has the axis say ``autorange``, and Plotly fits it to what is drawn.
    """
    if not any(isinstance(motion, Cursor) for motion in shown.motions):
        return shown
    shapes = [shape for shape in shown.layout.get("shapes", ()) if not _upright(shape)]
    return replace(shown, layout={**shown.layout, "shapes": shapes})


def _upright(shape: dict[str, Any]) -> bool:
    return shape.get("yref") == "y domain"
