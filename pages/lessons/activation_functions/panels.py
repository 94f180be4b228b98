"""Activation functions side by side: the curve, its slope, where it is flat, and one net input z.

All panels are drawn on one pair of axes: each has its own corner there, and its values are moved
and scaled into it. Ten panels of their own axes would take Plotly several times as long.
"""

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np

from core.activations import Activation
from core.checks import Floats
from pages.lessons.activation_functions.facts import (
    SPAN,
    brief,
    flat_spans,
    plain_range,
    slopes_at,
    value_told,
)
from pages.shared import words
from pages.shared.figures import style
from pages.shared.figures.activations import SHORT_NAMES, bend, curve
from pages.shared.figures.figure import Figure
from pages.shared.figures.motion import Cursor, Values

_COLUMNS = 3
_SIZE = 10.0
_PITCH = (14.0, 18.5)
_ROOMY = 6.0
"""Pixels for one unit of the picture: in a lower one, less is written at each panel."""
_STEPS_A_PANEL = 80


def figure(
    activations: Sequence[Activation], zs: Floats, below: float, with_slopes: bool
) -> Figure:
    """One panel for each activation, three in a row, all with the same cursor, at z of each moment.

    below:       a slope under this counts as flat, and is shaded
    with_slopes: also draw the slope f'(z), dashed
    """
    panels = [_Panel(i, activation) for i, activation in enumerate(activations)]
    rows = math.ceil(len(panels) / _COLUMNS)
    colour, slope_colour = style.CURVE_COLOURS[:2]
    still = [
        _shading(panels, below),
        _frames(panels),
        _ticks(panels),
        *([_curves(panels, "slope f′(z)", slope_colour, "dash", lambda f: f.derivative)]
          if with_slopes else []),
        _curves(panels, "f(z)", colour, "solid", lambda f: f),
    ]  # fmt: skip
    moving = [_tangents(panels, zs), _cursors(panels, zs), _headlines(panels, zs)]
    data = [*still, *(trace for trace, _ in moving), _names(panels)]
    hidden = {"visible": False, "fixedrange": True}
    width, height = _PITCH
    layout = style.layout(
        style.axis("", (-1.8, _COLUMNS * width - 2.6), **hidden),
        style.axis("", (-(rows - 1) * height - 1.7, height - 2.6), **hidden),
        margin={"l": 4, "r": 4, "t": 4, "b": 4},
        # The last row holds one panel; the legend takes the free place beside it.
        legend={"x": 0.36, "xanchor": "left", "y": 0.2, "yanchor": "top"},
    )
    motions = [Values(len(still) + i, rows) for i, (_, rows) in enumerate(moving)]
    return Figure(data, layout, [*motions, Cursor([_SHADING], np.full(len(zs), -1))])


_SHADING = 0
"""Its trace has a cursor that is never there: until a prediction is made it is not drawn."""


@dataclass(frozen=True)
class _Panel:
    """Where one activation is drawn, and how its values are scaled to fit."""

    place: int
    activation: Activation

    @property
    def corner(self) -> tuple[float, float]:
        row, column = divmod(self.place, _COLUMNS)
        return column * _PITCH[0], -row * _PITCH[1]

    @property
    def tick(self) -> float:
        """The number on the vertical axis: bounded functions are drawn larger than the others."""
        bounded = math.isfinite(self.activation.low) and math.isfinite(self.activation.high)
        return 1.0 if bounded else 4.0

    @property
    def top(self) -> float:
        return 1.7 if self.tick == 1.0 else 5.25

    def at(self, z: Any, value: Any) -> tuple[Any, Any]:
        """The place of (z, value) in the picture."""
        left, bottom = self.corner
        return left + (z - SPAN[0]), bottom + _SIZE * (value + self.top) / (2 * self.top)


def _joined(pieces: Iterable[tuple[Any, Any]]) -> dict[str, Any]:
    """Many lines as one trace, with a gap after each."""
    parts = list(pieces)
    return {
        "type": "scatter",
        "x": np.concatenate([np.append(x, np.nan) for x, _ in parts], dtype=np.float32),
        "y": np.concatenate([np.append(y, np.nan) for _, y in parts], dtype=np.float32),
    }


def _curves(
    panels: Sequence[_Panel],
    name: str,
    colour: str,
    dash: str,
    part: Callable[[Activation], Callable[[Floats], Floats]],
) -> dict[str, Any]:
    drawn = [curve(part(p.activation), SPAN, bend(p.activation), _STEPS_A_PANEL) for p in panels]
    values = np.concatenate(
        [
            [(p.place + 1, *xy) for xy in (*zip(*drawn[i], strict=True), (np.nan, np.nan))]
            for i, p in enumerate(panels)
        ]
    )
    return {
        **_joined(p.at(z, value) for p, (z, value) in zip(panels, drawn, strict=True)),
        "mode": "lines", "name": name, "showlegend": True,
        "line": {"color": colour, "dash": dash, "width": 2.5},
        "customdata": values.astype(np.float32),
        "hovertemplate": f"z = %{{customdata[1]:.3g}}<br>{name} = %{{customdata[2]:.4g}}"
        "<extra></extra>",
    }  # fmt: skip


def _shading(panels: Sequence[_Panel], below: float) -> dict[str, Any]:
    boxes = [
        panel.at(np.array([a, b, b, a, a]), panel.top * np.array([-1, -1, 1, 1, -1]))
        for panel in panels
        for a, b in flat_spans(panel.activation, below)
    ]
    shape = _joined(boxes) if boxes else {"type": "scatter", "x": [None], "y": [None]}
    return {
        **shape,
        "mode": "lines", "fill": "toself", "fillcolor": "rgba(122,130,142,0.25)",
        "line": {"width": 0}, "hoverinfo": "skip", "showlegend": True,
        "name": f"flat: |slope| < {words.number(below)}",
    }  # fmt: skip


def _frames(panels: Sequence[_Panel]) -> dict[str, Any]:
    """A frame around each panel and the two axes through its zero."""
    low, high = SPAN
    return {
        **_joined(
            line
            for p in panels
            for line in (
                p.at(np.array([low, high, high, low, low]),
                     p.top * np.array([-1, -1, 1, 1, -1])),
                p.at(np.array([low, high]), np.zeros(2)),
                p.at(np.zeros(2), p.top * np.array([-1, 1])),
            )
        ),
        "mode": "lines", "line": {"color": "rgba(122,130,142,0.55)", "width": 0.8},
        "hoverinfo": "skip", "showlegend": False,
    }  # fmt: skip


_Moving = tuple[dict[str, Any], dict[str, Any]]
"""A trace, and its properties at each moment."""


def _cursors(panels: Sequence[_Panel], zs: Floats) -> _Moving:
    """The point (z, f(z)) in every panel."""
    places = [panel.at(zs, panel.activation(zs)) for panel in panels]
    x, y = (np.array([place[axis] for place in places]).T for axis in (0, 1))
    look = {
        "type": "scatter", "mode": "markers", "x": x[0], "y": y[0], "hoverinfo": "skip",
        "showlegend": False,
        "marker": {"color": style.WRONG, "symbol": "diamond", "size": 9},
    }  # fmt: skip
    return look, {"x": x, "y": y}


def _tangents(panels: Sequence[_Panel], zs: Floats) -> _Moving:
    """A piece of the tangent at the cursor in every panel where there is a slope."""
    pieces = [p.at(*_tangent(p, zs)) for p in panels]
    x, y = (
        np.stack([piece[axis] for piece in pieces], axis=1).reshape(len(zs), -1).astype(np.float32)
        for axis in (0, 1)
    )
    look = {
        "type": "scatter", "mode": "lines", "x": x[0], "y": y[0], "hoverinfo": "skip",
        "name": "tangent at z", "showlegend": True,
        "line": {"color": style.WRONG, "width": 2},
    }  # fmt: skip
    return look, {"x": x, "y": y}


def _tangent(panel: _Panel, zs: Floats) -> tuple[Floats, Floats]:
    """Both ends and a gap, (m, 3); no places at a jump or a kink."""
    values, slopes = panel.activation(zs)[:, None], slopes_at(panel.activation, zs)[:, None]
    # As long in the picture whatever the slope, so that a steep one stays in its panel.
    reach = 1.6 / np.hypot(1.0, slopes * _SIZE / (2 * panel.top)) * np.array([-1.0, 1.0, np.nan])
    ends = np.clip(zs[:, None] + reach, *SPAN)
    return ends, values + slopes * (ends - zs[:, None])


def _headlines(panels: Sequence[_Panel], zs: Floats) -> _Moving:
    """Name and range above each panel, under them the value and the slope at the cursor."""
    moments = tuple(zs.tolist())
    texts = list(zip(*(_headlines_of(p.activation, moments) for p in panels), strict=True))
    return _above(panels, texts[0]) | {"meta": {"from": _ROOMY}}, {"text": texts}


def _names(panels: Sequence[_Panel]) -> dict[str, Any]:
    """In a low figure, such as on a phone, only the name stands above each panel."""
    texts = [f"<b>{SHORT_NAMES[panel.activation.name]}</b>" for panel in panels]
    return _above(panels, texts) | {"meta": {"below": _ROOMY}}


def _above(panels: Sequence[_Panel], texts: Sequence[str]) -> dict[str, Any]:
    places = [panel.at(SPAN[0], panel.top) for panel in panels]
    return {
        "type": "scatter", "mode": "text", "text": texts,
        "x": [x - 0.3 for x, _ in places], "y": [y + 0.1 for _, y in places],
        "textposition": "top right", "textfont": {"size": 12},
        "hoverinfo": "skip", "showlegend": False, "cliponaxis": False,
    }  # fmt: skip


@lru_cache(256)
def _headlines_of(activation: Activation, zs: tuple[float, ...]) -> list[str]:
    """At each z: name and range, below them value and slope."""
    head = f"<b>{SHORT_NAMES[activation.name]}</b> {plain_range(activation)}<br>f "
    values, slopes = (f(np.array(zs)) for f in (activation, lambda z: slopes_at(activation, z)))
    return [
        f"{head}{_equal(value_told(activation, value))}, "
        + ("no slope" if math.isnan(slope) else f"f′ {_equal(brief(slope, 2))}")
        for value, slope in zip(values.tolist(), slopes.tolist(), strict=True)
    ]


def _equal(told: str) -> str:
    """A number after what it is: "= 0.5", or "≈ 1" where that is said already."""
    return told if told.startswith("≈") else f"= {told}"


def _ticks(panels: Sequence[_Panel]) -> dict[str, Any]:
    """The numbers at the edges of each panel."""
    marks = []
    for p in panels:
        for z in (SPAN[0], 0.0, SPAN[1]):
            x, y = p.at(z, -p.top)
            marks.append((x, y - 0.3, words.number(z), "bottom center"))
        for value in (-p.tick, 0.0, p.tick):
            x, y = p.at(SPAN[0], value)
            marks.append((x - 0.5, y, words.number(value), "middle left"))
    xs, ys, texts, sides = zip(*marks, strict=True)
    return {
        "type": "scatter", "mode": "text", "x": xs, "y": ys, "text": texts,
        "textposition": sides, "textfont": {"size": 11},
        "hoverinfo": "skip", "showlegend": False, "cliponaxis": False,
        "meta": {"from": _ROOMY},
    }  # fmt: skip
