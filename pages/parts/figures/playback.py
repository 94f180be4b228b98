"""Playing and scrubbing a training run in the browser, with Plotly's frames.

All frames travel with the figure, so that playing costs the server nothing. A frame says what the
moving traces look like at one moment; the axes keep still.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from pages.parts.figures.style import NEUTRAL

MOST_FRAMES = 50
_LASTS = 180
"""Milliseconds that one frame stays."""


@dataclass(frozen=True)
class Moment:
    """One frame: the text that stands beside the slider, and the moving traces in their order."""

    caption: str
    traces: list[dict[str, Any]]


def moments_of(count: int, most: int = MOST_FRAMES) -> list[int]:
    """Which of ``count`` moments to show: all of a few, else evenly spread with both ends."""
    if count <= most:
        return list(range(count))
    return sorted({round(float(i)) for i in np.linspace(0, count - 1, most)})


def frames(moments: Sequence[Moment], traces: Sequence[int]) -> list[dict[str, Any]]:
    """Plotly's frames; ``traces`` are the positions of the moving traces in the figure's data."""
    return [
        {"name": str(i), "traces": list(traces), "data": moment.traces}
        for i, moment in enumerate(moments)
    ]


def controls(moments: Sequence[Moment]) -> dict[str, Any]:
    """Play, Pause and the slider below the figure, as layout; it starts at the last moment."""
    return {
        "margin": {"l": 10, "r": 10, "t": 40, "b": 120},
        "sliders": [
            {
                "active": len(moments) - 1,
                "steps": [_step(i, moment.caption) for i, moment in enumerate(moments)],
                "x": 0.0, "len": 1.0, "y": 0, "pad": {"t": 92, "b": 0, "l": 6, "r": 6},
                "currentvalue": {
                    "xanchor": "left", "offset": 8, "font": {"size": 14, "color": NEUTRAL},
                },
                # The captions would also stand below the ticks: there they are left out.
                "font": {"size": 1, "color": "rgba(0,0,0,0)"},
                "ticklen": 0, "minorticklen": 0,
                "bgcolor": NEUTRAL, "bordercolor": NEUTRAL, "activebgcolor": "#3B8BC4",
            }
        ],
        "updatemenus": [
            {
                "type": "buttons", "direction": "left", "showactive": False,
                "x": 0.0, "xanchor": "left", "y": 0, "yanchor": "top", "pad": {"t": 52, "l": 0},
                "font": {"size": 13, "color": NEUTRAL}, "bordercolor": NEUTRAL,
                "bgcolor": "rgba(0,0,0,0)",
                "buttons": [
                    {"label": "▶ Play", "method": "animate", "args": [None, _motion(_LASTS)]},
                    {"label": "❚❚ Pause", "method": "animate", "args": [[None], _motion(0)]},
                ],
            }
        ],
    }  # fmt: skip


def _step(i: int, caption: str) -> dict[str, Any]:
    return {"label": caption, "method": "animate", "args": [[str(i)], _motion(0)]}


def _motion(duration: int) -> dict[str, Any]:
    return {
        "mode": "immediate",
        "fromcurrent": True,
        "frame": {"duration": duration, "redraw": False},
        "transition": {"duration": 0},
    }
