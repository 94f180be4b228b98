"""Training and test samples in the plane, over what a classifier answers everywhere."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from core.checks import Floats
from pages.shared.figures import boundary, style
from pages.shared.figures.boundary import Backdrop
from pages.shared.figures.figure import Figure
from pages.shared.figures.motion import Box, HalfPlanes, Marks, Values

SplitPart = Literal["training", "validation", "test"]
_ENDINGS: Mapping[SplitPart, str] = {"training": "", "validation": "-open-dot", "test": "-open"}
"""How the symbol of a class is drawn in each part."""
_GRID = 44
_TINTS = ("rgba(59,139,196,0.16)", "rgba(224,130,20,0.18)")


@dataclass(frozen=True)
class SplitParts:
    """Which samples of the backdrop were learnt from, and which were kept back, by what for."""

    train: NDArray[np.int64]
    kept_back: Mapping[SplitPart, NDArray[np.int64]]


def unsplit(backdrop: Backdrop) -> Figure:
    """Samples that are in no part yet."""
    rows = np.arange(len(backdrop.y))
    return Figure([_samples(backdrop, rows, sign) for sign in (0, 1)], _layout(backdrop))


def bent(
    backdrop: Backdrop,
    parts: SplitParts,
    outputs: Sequence[Callable[[Floats], Floats]],
    ringed: NDArray[np.bool_],
    ring_name: str,
) -> Figure:
    """Samples over a boundary of any shape, which moves.

    outputs[i]: points (k, 2) to outputs (k,) at moment i, the boundary being where they are 0;
    ringed (m, n): which samples of the backdrop wear a ring
    """
    across, up = (np.linspace(*ends, _GRID) for ends in backdrop.box)
    points = np.column_stack([values.ravel() for values in np.meshgrid(across, up)])
    z = np.stack([np.clip(ask(points), -1.0, 1.0).reshape(_GRID, _GRID) for ask in outputs])
    z = z.astype(np.float32)
    data = [_surface(across, up, z[0]), *_marks(backdrop, parts, ring_name)]
    moving = [Values(0, {"z": z}), Marks.of(len(data) - 1, backdrop.x, ringed)]
    return Figure(data, _layout(backdrop), moving)


def straight(
    backdrop: Backdrop,
    parts: SplitParts,
    weights: Floats,
    ringed: NDArray[np.bool_],
    ring_name: str,
) -> Figure:
    """The same over a line: weights (m, 3) in the units of the backdrop."""
    data = [*boundary.half_planes(), *_marks(backdrop, parts, ring_name)]
    moving = [
        HalfPlanes(weights, (0, 1, 2), backdrop.box),
        Marks.of(len(data) - 1, backdrop.x, ringed),
    ]
    return Figure(data, _layout(backdrop), moving)


def _layout(backdrop: Backdrop) -> dict[str, Any]:
    box: Box = backdrop.box
    x, y = (style.axis(name, ends) for name, ends in zip(backdrop.features, box, strict=True))
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


def _marks(backdrop: Backdrop, parts: SplitParts, ring_name: str) -> list[dict[str, Any]]:
    return [
        *(
            _samples(backdrop, rows, sign, name)
            for name, rows in {"training": parts.train, **parts.kept_back}.items()
            for sign in (0, 1)
        ),
        boundary.rings(ring_name),
    ]


def _samples(
    backdrop: Backdrop, rows: NDArray[np.int64], sign: int, part: SplitPart | None = None
) -> dict[str, Any]:
    """Training samples small and full, those kept back large and open."""
    of_class = rows[backdrop.y[rows] == (-1.0, 1.0)[sign]]
    x = backdrop.x[of_class]
    learnt = part in {"training", None}
    symbol = style.CLASS_SYMBOLS[sign] + (_ENDINGS[part] if part else "")
    name = f"{backdrop.classes[sign]}, {part}" if part else backdrop.classes[sign]
    text = f"{backdrop.noun} %{{customdata}}, {name}<br>%{{x}}, %{{y}}"
    return {
        "type": "scatter", "mode": "markers", "name": name,
        "x": x[:, 0], "y": x[:, 1], "showlegend": True,
        "customdata": backdrop.numbers[of_class],
        "hovertemplate": f"{text}<extra></extra>",
        "marker": {"color": style.CLASS_COLOURS[sign], "symbol": symbol,
                   "size": 7 if learnt else 10, "line": {"width": 0 if learnt else 2}},
    }  # fmt: skip
