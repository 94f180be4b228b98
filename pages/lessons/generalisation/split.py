"""Training and test samples in the plane, over what a classifier answers everywhere."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
import plotly.graph_objects as go

from core.checks import Floats, Ints
from pages.shared.figures import style
from pages.shared.figures.boundary import Box, Scene

_GRID = 60
_TINTS = ("rgba(59,139,196,0.16)", "rgba(224,130,20,0.18)")


@dataclass(frozen=True)
class Parts:
    """Which samples of the scene were learnt from, which were kept back, and which to ring."""

    train: Ints
    test: Ints
    ringed: Ints
    ring_name: str


def figure(
    scene: Scene,
    parts: Parts,
    outputs: Callable[[Floats], Floats],
    height: int = style.TALL,
    legend: bool = True,
) -> go.Figure:
    """Samples of both parts over the two answers; ``outputs`` takes points (n, 2) to (n,)."""
    box = scene.box
    data = [
        *_answers(box, outputs),
        *(_samples(scene, parts.train, sign, "training") for sign in (0, 1)),
        *(_samples(scene, parts.test, sign, "test") for sign in (0, 1)),
        _rings(scene, parts),
    ]
    x, y = (style.axis(name, ends) for name, ends in zip(scene.features, box, strict=True))
    return style.figure(data, x, y, height=height, showlegend=legend)


def _answers(box: Box, outputs: Callable[[Floats], Floats]) -> list[dict[str, Any]]:
    """A tint for each answer, and the boundary between them, where the output is 0."""
    across, up = (np.linspace(*ends, _GRID) for ends in box)
    points = np.column_stack([values.ravel() for values in np.meshgrid(across, up)])
    z = np.clip(outputs(points), -1.0, 1.0).reshape(_GRID, _GRID)
    plane = {"x": across, "y": up, "showscale": False, "hoverinfo": "skip"}
    low, high = _TINTS
    tints = {
        "type": "heatmap", "z": (z >= 0.0).astype(np.int8), "zmin": 0, "zmax": 1,
        "colorscale": [[0, low], [0.5, low], [0.5, high], [1, high]],
    }  # fmt: skip
    boundary = {
        "type": "contour", "z": z.astype(np.float32), "autocontour": False,
        "contours": {"start": 0, "end": 0, "size": 2, "coloring": "none"},
        "line": {"color": style.NEUTRAL, "width": 2.5}, "name": "Decision boundary",
    }  # fmt: skip
    return [{**plane, **tints}, {**plane, **boundary}]


def _samples(scene: Scene, rows: Ints, sign: int, part: str) -> dict[str, Any]:
    """Training samples small and full, test samples large and open."""
    x = scene.x[rows][scene.y[rows] == (-1.0, 1.0)[sign]]
    learnt = part == "training"
    symbol = style.CLASS_SYMBOLS[sign] + ("" if learnt else "-open")
    return {
        "type": "scatter", "mode": "markers", "name": f"{scene.classes[sign]}, {part}",
        "x": x[:, 0], "y": x[:, 1], "showlegend": True,
        "marker": {"color": style.CLASS_COLOURS[sign], "symbol": symbol,
                   "size": 7 if learnt else 10, "line": {"width": 0 if learnt else 2}},
    }  # fmt: skip


def _rings(scene: Scene, parts: Parts) -> dict[str, Any]:
    x = scene.x[parts.ringed]
    return {
        "type": "scatter", "mode": "markers", "name": parts.ring_name, "hoverinfo": "skip",
        "x": x[:, 0], "y": x[:, 1], "showlegend": True,
        "marker": {"symbol": "circle-open", "size": 17, "color": style.WRONG,
                   "line": {"width": 2}},
    }  # fmt: skip
