"""Training and test samples in the plane, over what a classifier answers everywhere."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from core.checks import Floats
from pages.shared.figures import boundary, style
from pages.shared.figures.boundary import Scene
from pages.shared.figures.figure import Figure
from pages.shared.figures.motion import Box, HalfPlanes, Marks, Values

Part = Literal["training", "validation", "test"]
_ENDINGS: Mapping[Part, str] = {"training": "", "validation": "-open-dot", "test": "-open"}
"""How the symbol of a class is drawn in each part."""
_GRID = 44
_TINTS = ("rgba(59,139,196,0.16)", "rgba(224,130,20,0.18)")


@dataclass(frozen=True)
class Parts:
    """Which samples of the scene were learnt from, and which were kept back, by what for."""

    train: NDArray[np.int64]
    kept_back: Mapping[Part, NDArray[np.int64]]


def unsplit(scene: Scene) -> Figure:
    """Samples that are in no part yet."""
    rows = np.arange(len(scene.y))
    return Figure([_samples(scene, rows, sign) for sign in (0, 1)], _layout(scene))


def bent(
    scene: Scene,
    parts: Parts,
    outputs: Sequence[Callable[[Floats], Floats]],
    ringed: NDArray[np.bool_],
    ring_name: str,
) -> Figure:
    """Samples over a boundary of any shape, which moves.

    outputs[i]: points (k, 2) to outputs (k,) at moment i, the boundary being where they are 0;
    ringed (m, n): which samples of the scene wear a ring
    """
    across, up = (np.linspace(*ends, _GRID) for ends in scene.box)
    points = np.column_stack([values.ravel() for values in np.meshgrid(across, up)])
    z = np.stack([np.clip(ask(points), -1.0, 1.0).reshape(_GRID, _GRID) for ask in outputs])
    z = z.astype(np.float32)
    data = [_surface(across, up, z[0]), *_marks(scene, parts, ring_name)]
    moving = [Values(0, {"z": z}), Marks.of(len(data) - 1, scene.x, ringed)]
    return Figure(data, _layout(scene), moving)


def straight(
    scene: Scene, parts: Parts, weights: Floats, ringed: NDArray[np.bool_], ring_name: str
) -> Figure:
    """The same over a line: weights (m, 3) in the units of the scene."""
    data = [*boundary.half_planes(), *_marks(scene, parts, ring_name)]
    moving = [
        HalfPlanes(weights, (0, 1, 2), scene.box),
        Marks.of(len(data) - 1, scene.x, ringed),
    ]
    return Figure(data, _layout(scene), moving)


def _layout(scene: Scene) -> dict[str, Any]:
    box: Box = scene.box
    x, y = (style.axis(name, ends) for name, ends in zip(scene.features, box, strict=True))
    return style.layout(x, y)


def _surface(across: Floats, up: Floats, z: Floats) -> dict[str, Any]:
    """A tint for each answer, and the boundary between them, where the output is 0."""
    low, high = _TINTS
    return {
        "type": "contour", "x": across, "y": up, "z": z, "zmin": -1, "zmax": 1,
        "colorscale": [[0, low], [0.5, low], [0.5, high], [1, high]],
        "contours": {"start": 0, "end": 0, "size": 2, "coloring": "heatmap"},
        "line": {"color": style.NEUTRAL, "width": 2.5}, "name": "Decision boundary",
        "showscale": False, "hoverinfo": "skip",
    }  # fmt: skip


def _marks(scene: Scene, parts: Parts, ring_name: str) -> list[dict[str, Any]]:
    return [
        *(
            _samples(scene, rows, sign, name)
            for name, rows in {"training": parts.train, **parts.kept_back}.items()
            for sign in (0, 1)
        ),
        boundary.rings(ring_name),
    ]


def _samples(
    scene: Scene, rows: NDArray[np.int64], sign: int, part: Part | None = None
) -> dict[str, Any]:
    """Training samples small and full, those kept back large and open."""
    of_class = rows[scene.y[rows] == (-1.0, 1.0)[sign]]
    x = scene.x[of_class]
    learnt = part in {"training", None}
    symbol = style.CLASS_SYMBOLS[sign] + (_ENDINGS[part] if part else "")
    name = f"{scene.classes[sign]}, {part}" if part else scene.classes[sign]
    named: dict[str, Any] = {}
    if scene.numbers is not None:
        text = f"{scene.noun} %{{customdata}}, {name}<br>%{{x}}, %{{y}}<extra></extra>"
        named = {"customdata": scene.numbers[of_class], "hovertemplate": text}
    return {
        **named,
        "type": "scatter", "mode": "markers", "name": name,
        "x": x[:, 0], "y": x[:, 1], "showlegend": True,
        "marker": {"color": style.CLASS_COLOURS[sign], "symbol": symbol,
                   "size": 7 if learnt else 10, "line": {"width": 0 if learnt else 2}},
    }  # fmt: skip
