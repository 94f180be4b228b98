"""Samples in the plane sorted into groups, playable through the steps of k-means.

A cluster has its colour, its mark and its number, which stands at the cluster's centre.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import plotly.graph_objects as go
from numpy.typing import NDArray

from pages.shared.figures import playback, style

COLOURS = (*style.CURVE_COLOURS, "#C0A500", "#8A6D5B")
SYMBOLS = ("circle", "diamond", "square", "triangle-up", "pentagon", "cross")


@dataclass(frozen=True)
class Grouping:
    """One step: `centres` (k, 2), the cluster of each sample (n,), a caption, samples to ring."""

    centres: NDArray[np.float64]
    assignments: NDArray[np.int64]
    caption: str
    ringed: NDArray[np.int64]


def figure(
    x: NDArray[np.float64],
    features: tuple[str, str],
    names: Sequence[str],
    groupings: Sequence[Grouping],
    ring_name: str = "",
) -> go.Figure:
    """Samples x (n, 2) in the clusters of the last step; `names` has one for each cluster.

    ring_name: what a ring means, for the legend; without it none is drawn
    """
    moments = [playback.Moment(each.caption, _moving(x, each)) for each in groupings]
    looks = [*(_cluster_look(i, name) for i, name in enumerate(names)), _centre_look()]
    looks.append(_ring_look(ring_name))
    data = [{**look, **move} for look, move in zip(looks, moments[-1].traces, strict=True)]
    low, high = x.min(axis=0), x.max(axis=0)
    room = (high - low) * 0.1
    layout = style.layout(
        style.axis(features[0], (float(low[0] - room[0]), float(high[0] + room[0]))),
        style.axis(features[1], (float(low[1] - room[1]), float(high[1] + room[1]))),
        height=style.TALL + playback.CONTROLS_HEIGHT,
    )
    return playback.figure(data, layout, moments, range(len(data)), lasts=500)


def _moving(x: NDArray[np.float64], now: Grouping) -> list[dict[str, Any]]:
    groups = [x[now.assignments == i] for i in range(len(now.centres))]
    return [_xy(points) for points in (*groups, now.centres, x[now.ringed])]


def _xy(points: NDArray[np.float64]) -> dict[str, Any]:
    """The points of a trace; where there are none, one that is not drawn keeps its place."""
    x, y = points.T.tolist() if len(points) else ([None], [None])
    return {"type": "scatter", "x": x, "y": y}


def _cluster_look(i: int, name: str) -> dict[str, Any]:
    edge = {"color": "white", "width": 0.8}
    marker = {"color": COLOURS[i], "symbol": SYMBOLS[i], "size": 9, "line": edge}
    return {"mode": "markers", "name": name, "marker": marker, "showlegend": True}


def _centre_look() -> dict[str, Any]:
    return {
        "mode": "markers+text", "name": "Centre", "hoverinfo": "skip", "showlegend": True,
        "text": [str(i + 1) for i in range(len(COLOURS))], "textposition": "middle center",
        "textfont": {"size": 13, "color": "white"},
        "marker": {"symbol": "circle", "size": 22, "color": "#1D2733",
                   "line": {"color": "white", "width": 2}},
    }  # fmt: skip


def _ring_look(name: str) -> dict[str, Any]:
    ring = {"symbol": "circle-open", "size": 17, "color": style.WRONG, "line": {"width": 2}}
    return {
        "mode": "markers", "name": name, "hoverinfo": "skip", "marker": ring,
        "showlegend": bool(name),
    }  # fmt: skip
