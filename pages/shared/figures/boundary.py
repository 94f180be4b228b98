"""Two classes in the plane and the line that a neuron draws between them, movable through training.

A neuron with a step at 0 says +1 where w0 + w1 x1 + w2 x2 >= 0. That is a half-plane, and its edge
is the decision boundary.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from core.checks import Floats, Ints
from pages.shared.figures import style
from pages.shared.figures.figure import Figure
from pages.shared.figures.motion import Box, HalfPlanes, Marks, WrongSides

_NOWHERE: dict[str, Any] = {"type": "scatter", "x": [None], "y": [None]}
RINGS = 5
"""The place of the trace of rings: over two regions, the line and the samples of both classes."""


@dataclass(frozen=True)
class Backdrop:
    """What stands still: samples ``x`` (n, 2), ``y`` (n,) -1 or +1, and the names on screen.

    ``numbers`` (n,) is what each sample is called: its row in the table, from 1. ``drawn`` are the
    positions of the samples that get a mark, all of them if it is None.
    """

    x: Floats
    y: Floats
    features: tuple[str, ...]
    classes: tuple[str, str]
    numbers: Ints
    drawn: Ints | None = None
    noun: str = "sample"

    @cached_property
    def box(self) -> Box:
        """The frame around the samples: their range and a tenth more on each side."""
        low, high = self.x.min(axis=0), self.x.max(axis=0)
        room = np.where(high > low, (high - low) * 0.1, 0.5)
        (left, bottom), (right, top) = (low - room).tolist(), (high + room).tolist()
        return (left, right), (bottom, top)


def moving(
    backdrop: Backdrop,
    weights: Floats,
    ringed: NDArray[np.bool_] | WrongSides,
    ring_name: str,
    extra: Sequence[dict[str, Any]] = (),
) -> Figure:
    """The samples, with a line that moves through weights (m, 3) in the backdrop's units.

    ringed (m, drawn samples): which of the drawn samples wear a ring at each moment, or how the
    browser finds that out; ``extra`` traces come on top.
    """
    horizontal, vertical = backdrop.box
    shown = backdrop.x if backdrop.drawn is None else backdrop.x[backdrop.drawn]
    samples = (_samples(backdrop, sign) for sign in (0, 1))
    return Figure(
        [*half_planes(), *samples, rings(ring_name), *extra],
        style.layout(
            style.axis(backdrop.features[0], horizontal), style.axis(backdrop.features[1], vertical)
        ),
        [
            HalfPlanes(weights, (0, 1, 2), backdrop.box),
            ringed if isinstance(ringed, WrongSides) else Marks.of(RINGS, shown, ringed),
        ],
    )


def half_planes() -> list[dict[str, Any]]:
    """The two regions and the line between them, for a ``HalfPlanes`` motion of a figure."""
    plain = {**_NOWHERE, "mode": "lines", "hoverinfo": "skip", "showlegend": False}
    tints = ("rgba(59,139,196,0.13)", "rgba(224,130,20,0.15)")
    edge = {"name": "Decision boundary", "line": {"color": style.NEUTRAL, "width": 3}}
    return [
        *({**plain, "fill": "toself", "line": {"width": 0}, "fillcolor": tint} for tint in tints),
        {**plain, **edge},
    ]


def line(weights: Floats, box: Box) -> tuple[list[float], list[float]]:
    """The ends x, y of the line w0 + w1 x + w2 y = 0, at two opposite sides of a frame or beyond.

    Nothing where w1 and w2 are 0: there is no line.
    """
    (left, right), (bottom, top) = box
    w0, w1, w2 = map(float, weights)
    if w1 == w2 == 0.0:
        return [], []
    if abs(w2) * (top - bottom) >= abs(w1) * (right - left):
        return [left, right], [-(w0 + w1 * x) / w2 for x in (left, right)]
    return [-(w0 + w2 * y) / w1 for y in (bottom, top)], [bottom, top]


def rings(name: str) -> dict[str, Any]:
    """Around samples and on top of them: where marks lie close, each ring is whole.

    They are nowhere, until a motion of the figure puts them somewhere.
    """
    return {
        **_NOWHERE, "mode": "markers", "name": name, "hoverinfo": "skip", "showlegend": True,
        "marker": {"symbol": "circle-open", "size": 17, "color": style.WRONG, "line": {"width": 2}},
    }  # fmt: skip


def _samples(backdrop: Backdrop, sign: int) -> dict[str, Any]:
    drawn = slice(None) if backdrop.drawn is None else backdrop.drawn
    of_class = backdrop.y[drawn] == (-1.0, 1.0)[sign]
    x = backdrop.x[drawn][of_class]
    text = f"{backdrop.noun} %{{customdata}}, {backdrop.classes[sign]}<br>%{{x}}, %{{y}}"
    return {
        "type": "scatter", "mode": "markers",
        "name": f"{backdrop.classes[sign]} ({'−1' if sign == 0 else '+1'})",
        "x": x[:, 0], "y": x[:, 1], "customdata": backdrop.numbers[drawn][of_class],
        "hovertemplate": f"{text}<extra></extra>",
        "marker": style.class_marker(sign),
    }  # fmt: skip
