"""Playing and scrubbing a training run in the browser, with Plotly's frames.

All frames travel with the figure, so that playing costs the server nothing. A frame says what the
moving traces look like at one moment; the axes keep still.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import plotly.graph_objects as go

from pages.shared.figures.drawing import Drawing
from pages.shared.figures.style import CLASS_COLOURS, NEUTRAL, TOP

MOST_FRAMES = 50
CONTROLS_HEIGHT = 90
"""Pixels that Play, Pause and the slider take below the axes."""
LASTS = 180
"""Milliseconds that one frame stays."""
_BUTTONS_HEIGHT = 55


@dataclass(frozen=True)
class Moment:
    """One frame: the text that stands above the slider, and the moving traces in their order."""

    caption: str
    traces: list[dict[str, Any]]


def moments_of(count: int, most: int = MOST_FRAMES) -> list[int]:
    """Which of ``count`` moments to show: all of a few, else evenly spread with both ends."""
    if count <= most:
        return list(range(count))
    return sorted({round(float(i)) for i in np.linspace(0, count - 1, most)})


def figure(
    data: list[dict[str, Any]],
    layout: dict[str, Any],
    moments: Sequence[Moment],
    traces: Sequence[int],
    *,
    shown: int = -1,
    scrubber: bool = True,
    lasts: int = LASTS,
    redraw: bool = False,
) -> go.Figure:
    """A playable figure; a plain one where there is only one moment.

    shown:    the moment that ``data`` shows
    scrubber: whether there is a slider below; without it the page has a control for the moment
    lasts:    milliseconds that one frame stays
    redraw:   whether maps move too: Plotly moves only points and lines without a full redraw
    """
    if len(moments) < 2:
        return Drawing(data, layout)
    bottom = CONTROLS_HEIGHT + 30 if scrubber else _BUTTONS_HEIGHT
    above = 52 if scrubber else 12
    slider = _slider([moment.caption for moment in moments], _motion(0, redraw))
    controls = {
        "margin": {"l": 10, "r": 10, "t": TOP, "b": bottom},
        "updatemenus": [_buttons(_motion(lasts, redraw), _motion(0, redraw), above)],
        "sliders": [{**slider, "active": shown % len(moments), "visible": scrubber}],
    }
    frames = [
        {"name": str(i), "traces": list(traces), "data": moment.traces}
        for i, moment in enumerate(moments)
    ]
    return Drawing(data, {**layout, **controls}, frames)


def _motion(duration: int, redraw: bool) -> dict[str, Any]:
    return {
        "mode": "immediate",
        "fromcurrent": True,
        "frame": {"duration": duration, "redraw": redraw},
        "transition": {"duration": 0},
    }


def _buttons(play: dict[str, Any], pause: dict[str, Any], below: int) -> dict[str, Any]:
    return {
        "type": "buttons",
        "direction": "left",
        "showactive": False,
        "x": 0.0,
        "xanchor": "left",
        "y": 0,
        "yanchor": "top",
        "pad": {"t": below, "l": 0},
        "font": {"size": 13, "color": NEUTRAL},
        "bordercolor": NEUTRAL,
        "bgcolor": "rgba(0,0,0,0)",
        "buttons": [
            {"label": "▶ Play", "method": "animate", "args": [None, play]},
            {"label": "❚❚ Pause", "method": "animate", "args": [[None], pause]},
        ],
    }


def _slider(captions: Sequence[str], still: dict[str, Any]) -> dict[str, Any]:
    return {
        "steps": [
            {"label": caption, "method": "animate", "args": [[str(i)], still]}
            for i, caption in enumerate(captions)
        ],
        "x": 0.0,
        "len": 1.0,
        "y": 0,
        "pad": {"t": 92, "b": 0, "l": 6, "r": 6},
        "currentvalue": {"xanchor": "left", "offset": 8, "font": {"size": 14, "color": NEUTRAL}},
        # The captions would also stand below the ticks: there they are left out.
        "font": {"size": 1, "color": "rgba(0,0,0,0)"},
        "ticklen": 0,
        "minorticklen": 0,
        "bgcolor": NEUTRAL,
        "bordercolor": NEUTRAL,
        "activebgcolor": CLASS_COLOURS[0],
    }
