"""A network as maps: what every unit answers over the plane, from the inputs down to the output.

Each small map is one unit's output at every point, the large one at the bottom is the network's
answer with the samples on it. Lines between the maps are weights: thick where strong, solid where
positive, dashed where negative.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import plotly.graph_objects as go
from numpy.typing import NDArray

from core.checks import Floats
from pages.shared.figures import playback, style
from pages.shared.figures.drawing import packed

Codes = NDArray[np.uint8]
Scale = list[tuple[float, str]]
Wire = tuple[list[float | None], list[float | None]]
"""A line's places across and up, each with the gap before the next line."""

_SURFACE_HEIGHT = 295
"""Pixels of the large map."""
_MOST_ACROSS, _MOST_UP, _LARGEST = 370, 300, 38
"""Pixels that the small maps may take in all, and the side of one where there is room."""
_MIDDLE_CODE, _CODES = 120, 119
"""The middle, and the codes on each side of it: 1 to 239, because a page sends 255 as ////, and
each stroke as six letters."""
_LOW, _MIDDLE, _HIGH = "#7FB8DF", "#F6F5F1", "#F2B063"
_SCALE: Scale = [(0.0, _LOW), (0.5, _MIDDLE), (1.0, _HIGH)]
_FIRST = 1 / (_MIDDLE_CODE + _CODES)
"""Where code 1 stands on the scale of the small maps; below it they are see-through."""
_TWO_COLOURS: Scale = [(0.0, _LOW), (0.5, _LOW), (0.5, _HIGH), (1.0, _HIGH)]
_ROOM, _PITCH, _HEADROOM, _NARROWEST = 2 / 7, 1.65, 1.0, 4
"""Between two maps of a row, from one row to the next, above the inputs, in sides of a map; and
the maps in a row for which there is room at least. Two sevenths of a side are whole pixels of a
map of 21 x 21 and of one of 14 x 14."""
_WIDTHS = (0.8, 2.0, 3.5, 5.5)
_STEPS = (0.1, 0.6, 1.5, 3.0)
"""Weights from these sizes on get these widths; smaller ones are not drawn."""


@dataclass(frozen=True)
class Dots:
    """Samples x (n, 2) that look alike; ``values`` (n,) colours them by target, in codes."""

    name: str
    x: Floats
    place: int = 0
    hollow: bool = False
    values: Codes | None = None


@dataclass(frozen=True)
class Scene:
    """What stands still: places along the axes and their names, samples, and the input maps.

    inputs (d, m, m) with their labels; units: the size of each hidden layer; hovers: what each
    unit says, inputs and output included, a list a row.
    """

    across: Floats
    up: Floats
    names: tuple[str, str]
    dots: Sequence[Dots]
    inputs: Codes
    labels: Sequence[str]
    units: Sequence[int]
    hovers: Sequence[Sequence[str]]
    two_colours: bool = False
    boundary: bool = True

    @property
    def rows(self) -> list[int]:
        """Maps in each row of small ones, the inputs first."""
        return [len(self.labels), *self.units]


@dataclass(frozen=True)
class Moment:
    """One frame: the surface, each hidden layer's maps (units, m, m), the weights of each layer."""

    caption: str
    surface: Codes
    hidden: Sequence[Codes]
    weights: Sequence[Floats]


def figure(scene: Scene, moments: Sequence[Moment]) -> go.Figure:
    """The network at the last moment, playable through all of them."""
    moving = [surface(scene), *(_row(scene) for _ in scene.units), *_lines(_side(scene) / _LARGEST)]
    wires = list(_wires(scene))
    frames = [playback.Moment(moment.caption, _moved(scene, moment, wires)) for moment in moments]
    data = [
        *({**look, **move} for look, move in zip(moving, frames[-1].traces, strict=True)),
        *_still(scene),
    ]
    return playback.figure(data, _layout(scene), frames, range(len(moving)), redraw=True)


def codes(values: Floats, middle: float, half: float) -> Codes:
    """Values as codes: 120 is the middle, and one that is ``half`` away from it gets 1 or 239."""
    with np.errstate(over="ignore", invalid="ignore"):
        part = np.nan_to_num((values - middle) / half, nan=0.0)
    return np.round(_MIDDLE_CODE + _CODES * np.clip(part, -1.0, 1.0)).astype(np.uint8)


def mosaic(maps: Codes) -> Codes:
    """Maps (units, m, m) side by side, with a gap between each two whose code 0 is see-through."""
    units, side, _ = maps.shape
    gap = round(_ROOM * side)
    wide = np.zeros((side, units, side + gap), dtype=np.uint8)
    wide[:, :, :side] = np.maximum(maps, 1).swapaxes(0, 1)
    return wide.reshape(side, -1)[:, : units * (side + gap) - gap]


def places(scene: Scene, row: int) -> list[float]:
    """Where the middles of a row's maps are across, in sides of a map."""
    count = scene.rows[row]
    return [round((i - (count - 1) / 2) * (1 + _ROOM), 3) for i in range(count)]


def looks(weights: Sequence[Floats]) -> list[int | None]:
    """Which line each weight is drawn with: the widths solid, then dashed; None if too weak."""
    flat = np.concatenate([layer.ravel() for layer in weights])
    found = np.searchsorted(_STEPS, np.abs(flat), side="right") - 1
    dashed = len(_WIDTHS) * (flat < 0)
    return [None if look < 0 else look + more
            for look, more in zip(found.tolist(), dashed.tolist(), strict=True)]  # fmt: skip


def surface(scene: Scene) -> dict[str, Any]:
    """How the large map looks: the output's colours, and the line where it changes its answer."""
    return {
        "type": "contour", "x": scene.across, "y": scene.up,
        "zmin": 1, "zmax": _MIDDLE_CODE + _CODES,
        "colorscale": _TWO_COLOURS if scene.two_colours else _SCALE, "showscale": False,
        "contours": {"coloring": "heatmap", "start": _MIDDLE_CODE, "end": _MIDDLE_CODE, "size": 1},
        "line": {"color": "#3A4350", "width": 1.5 if scene.boundary else 0},
        "hoverinfo": "skip",
    }  # fmt: skip


def _row(scene: Scene) -> dict[str, Any]:
    """How a row of small maps looks, in sides of a map; its pixels are given with the codes."""
    return {
        "type": "heatmap", "xaxis": "x2", "yaxis": "y2", "zmin": 0,
        "zmax": _MIDDLE_CODE + _CODES,
        "colorscale": [[0.0, "rgba(0,0,0,0)"], [_FIRST / 2, "rgba(0,0,0,0)"],
                       *((_FIRST / 2 + (1 - _FIRST / 2) * at, colour)
                         for at, colour in (_TWO_COLOURS if scene.two_colours else _SCALE))],
        "showscale": False, "hoverinfo": "skip",
    }  # fmt: skip


def _tiles(scene: Scene, row: int, maps: Codes) -> dict[str, Any]:
    """The codes of a row, and the place and size of its pixels."""
    side = maps.shape[1]
    pixel = 1 / side
    return {
        "type": "heatmap",
        "z": packed(mosaic(maps)),
        "x0": places(scene, row)[0] - 0.5 + pixel / 2, "dx": pixel,
        "y0": _height(scene, row) - 0.5 + pixel / 2, "dy": pixel,
    }  # fmt: skip


def _height(scene: Scene, row: int) -> float:
    """The middle of a row; the last row of small maps is at 0, the inputs are on top."""
    return (len(scene.rows) - 1 - row) * _PITCH


def _lines(scale: float) -> list[dict[str, Any]]:
    """How the lines look: each width once solid and blue, once dashed and orange."""
    looks = ((style.CURVE_COLOURS[0], "solid"), (style.CURVE_COLOURS[1], "6px,3px"))
    return [
        {"type": "scatter", "mode": "lines", "xaxis": "x2", "yaxis": "y2", "hoverinfo": "skip",
         "showlegend": False, "line": {"color": colour, "dash": dash, "width": width * scale}}
        for colour, dash in looks
        for width in _WIDTHS
    ]  # fmt: skip


def _moved(scene: Scene, moment: Moment, wires: Sequence[Wire]) -> list[dict[str, Any]]:
    return [
        {"type": "contour", "z": packed(moment.surface)},
        *(_tiles(scene, k, maps) for k, maps in enumerate(moment.hidden, 1)),
        *_segments(wires, moment.weights),
    ]


def _segments(wires: Sequence[Wire], weights: Sequence[Floats]) -> list[dict[str, Any]]:
    """The lines of each look, from the foot of a map to the head of one in the next row."""
    xs: list[list[float | None]] = [[] for _ in range(2 * len(_WIDTHS))]
    ys: list[list[float | None]] = [[] for _ in range(2 * len(_WIDTHS))]
    for (x, y), look in zip(wires, looks(weights), strict=True):
        if look is not None:
            xs[look] += x
            ys[look] += y
    return [{"type": "scatter", "x": x, "y": y} for x, y in zip(xs, ys, strict=True)]


def _wires(scene: Scene) -> Iterator[Wire]:
    """Both ends of every connection across and up, in the order of the weights."""
    last = len(scene.rows) - 1
    for k in range(len(scene.rows)):
        foot = round(_height(scene, k) - 0.5, 2)
        up = [foot, round(foot - (_PITCH - 1), 2), None]
        ends = [0.0] if k == last else places(scene, k + 1)
        for start in places(scene, k):
            for end in ends:
                yield [round(start, 2), round(end, 2), None], up


def _still(scene: Scene) -> list[dict[str, Any]]:
    return [
        {**_row(scene), **_tiles(scene, 0, scene.inputs)},
        _frames(scene),
        _hovers(scene),
        *(_dots(dots, scene) for dots in scene.dots),
    ]


def _frames(scene: Scene) -> dict[str, Any]:
    """A thin frame around every small map."""
    x: list[float | None] = []
    y: list[float | None] = []
    for row in range(len(scene.rows)):
        up = _height(scene, row)
        for middle in places(scene, row):
            left, right = round(middle - 0.5, 3), round(middle + 0.5, 3)
            low, high = round(up - 0.5, 3), round(up + 0.5, 3)
            x += [left, right, right, left, left, None]
            y += [low, low, high, high, low, None]
    return {
        "type": "scatter", "mode": "lines", "xaxis": "x2", "yaxis": "y2", "x": x, "y": y,
        "line": {"color": style.NEUTRAL, "width": 1}, "hoverinfo": "skip", "showlegend": False,
    }  # fmt: skip


def _hovers(scene: Scene) -> dict[str, Any]:
    """What the mouse reads on each small map."""
    rows = range(len(scene.rows))
    return {
        "type": "scatter", "mode": "markers", "xaxis": "x2", "yaxis": "y2",
        "showlegend": False, "hoverinfo": "text",
        "x": [x for row in rows for x in places(scene, row)],
        "y": [_height(scene, row) for row in rows for _ in places(scene, row)],
        "hovertext": [text for row in scene.hovers[: len(scene.rows)] for text in row],
        "marker": {"size": 26, "opacity": 0},
    }  # fmt: skip


def _dots(dots: Dots, scene: Scene) -> dict[str, Any]:
    colour: Any = style.CLASS_COLOURS[dots.place]
    symbol = style.CLASS_SYMBOLS[dots.place] + ("-open" if dots.hollow else "")
    marker: dict[str, Any] = {"symbol": symbol, "size": 7, "color": colour,
                              "line": {"color": "#26303B", "width": 0.7}}  # fmt: skip
    if dots.hollow:
        marker["line"] = {"width": 2}
    if dots.values is not None:
        scale = [[0.0, style.CLASS_COLOURS[0]], [0.5, "#FFFFFF"], [1.0, style.CLASS_COLOURS[1]]]
        span = {"cmin": 1, "cmax": _MIDDLE_CODE + _CODES}
        marker |= {"color": dots.values, "colorscale": scale, **span}
    return {
        "type": "scatter", "mode": "markers", "name": dots.name, "showlegend": True,
        # Half the length of float64, and exact enough for a screen.
        "x": dots.x[:, 0].astype(np.float32), "y": dots.x[:, 1].astype(np.float32),
        "marker": marker,
        "hovertemplate": f"{dots.name}<br>%{{x:.3g}}, %{{y:.3g}}<extra></extra>",
    }  # fmt: skip


def _reach(scene: Scene) -> tuple[float, float, float]:
    """How far the rows of small maps go to each side, down and up, in sides of a map."""
    half = max(_NARROWEST, *scene.rows) * (1 + _ROOM) / 2 + 0.7
    return half, 0.5 - _PITCH, _height(scene, 0) + _HEADROOM


def _side(scene: Scene) -> float:
    """The side of a small map in pixels."""
    half, foot, top = _reach(scene)
    return min(_LARGEST, _MOST_ACROSS / (2 * half), _MOST_UP / (top - foot))


def _layout(scene: Scene) -> dict[str, Any]:
    rows = range(len(scene.rows))
    half, foot, top = _reach(scene)
    side = _side(scene)
    small = side * (top - foot)
    share = _SURFACE_HEIGHT / (_SURFACE_HEIGHT + small)
    across = (float(scene.across[0]), float(scene.across[-1]))
    up = (float(scene.up[0]), float(scene.up[-1]))
    square = {"visible": False, "fixedrange": True, "constrain": "domain"}
    names = ["inputs", *(f"hidden {row}" for row in rows[1:])]
    if side < _LARGEST * 0.8:  # the words would run into each other
        names = ["in", *(f"h{row}" for row in rows[1:])]
    return {
        **style.layout(
            {**style.axis("", across, domain=[0, 1], showgrid=False),
             "title": {"text": scene.names[0], "standoff": 3}},
            style.axis(scene.names[1], up, domain=[0, share], showgrid=False),
            # What the playable figure adds above and below.
            height=round(_SURFACE_HEIGHT + small) + playback.CONTROLS_HEIGHT + 70,
        ),
        "xaxis2": style.axis("", (-half, half), anchor="y2", **square),
        "yaxis2": style.axis("", (foot, top), domain=[share, 1], anchor="x2", scaleanchor="x2",
                             constraintoward="bottom", **square),
        "annotations": [
            {"text": name, "x": -half + 0.25, "y": _height(scene, row), "xref": "x2", "yref": "y2",
             "textangle": -90, "showarrow": False, "font": {"size": 11}}
            for row, name in enumerate(names)
        ] + [
            {"text": label, "x": x, "y": _height(scene, 0) + 0.47, "xref": "x2", "yref": "y2",
             "yanchor": "bottom", "showarrow": False, "font": {"size": 12}}
            for x, label in zip(places(scene, 0), scene.labels, strict=True)
        ],
    }  # fmt: skip
