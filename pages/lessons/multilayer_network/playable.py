"""The network of the Multi-layer page, playable by Plotly's frames, until the page is on the bench.

There ``pages.shared.figures.network.figure`` draws every moment.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Any

import plotly.graph_objects as go

from pages.shared import words
from pages.shared.figures import network, playback, style
from pages.shared.figures.network import Pass

_CELL, _ACTIVE_CELL, _NAMES_ABOVE = 42, 48, 1.1

_WIDEST = 6.0
_LEVELS_PLAYED = 3
"""Widths of lines: fewer where they move, because each of them is in every frame."""
_SIGN_LOOKS = {
    1: ("positive weight", style.CURVE_COLOURS[0], "solid"),
    -1: ("negative weight", style.CURVE_COLOURS[1], "7px,4px"),
    0: ("weight 0", style.NEUTRAL, "dot"),
}
_FAINT = 0.25
_PLAIN = 2
_FILL = "#47515E"
"""Dark enough for white numbers on it, light enough to stand out on the dark theme."""


_Look = tuple[int, bool, int]


@dataclass(frozen=True)
class Cell:
    """One circle: its place, the number in it, the name beside it.

    ``x`` runs from 0 (inputs) to 1 (outputs). ``size`` is in pixels; a ``constant`` cell, such as
    the 1 that feeds a bias, is drawn as a square. ``name_at`` is a side: left, right, top, bottom.
    A ``faint`` cell has not been reached yet; an ``active`` one has a thick outline.
    """

    x: float
    y: float
    text: str
    name: str = ""
    name_at: str = "left"
    size: int = 34
    constant: bool = False
    hover: str = ""
    faint: bool = False
    active: bool = False


@dataclass(frozen=True)
class Connection:
    """A line between two cells (their positions in the list).

    ``weight`` None draws a plain line, such as from a net input to its output. ``text`` stands in a
    gap of the line, ``at`` which part of its length.
    """

    start: int
    end: int
    weight: float | None
    text: str = ""
    hover: str = ""
    at: float = 0.36
    faint: bool = False


@dataclass(frozen=True)
class _Scale:
    """How weights become widths. Whole levels make few looks, and what is faint is thin."""

    strongest: float
    levels: int

    def look(self, connection: Connection) -> _Look:
        """The sign of the weight, whether it is faint, and its width in whole levels."""
        weight = connection.weight
        if weight is None:
            return _PLAIN, not connection.faint, max(1, self.levels // 4)
        level = round(self.levels * min(1.0, abs(weight) / self.strongest))
        sign = (weight > 0) - (weight < 0)
        return sign, not connection.faint, 1 if connection.faint else level

    def looks(self, connections: Sequence[Connection]) -> list[_Look]:
        """Every look that occurs, once."""
        return sorted({self.look(one) for one in connections}, reverse=True)

    def width(self, look: _Look) -> float:
        """The width of a line in pixels."""
        return 1 + (_WIDEST - 1) * look[2] / self.levels


def column(x: float, count: int) -> list[tuple[float, float]]:
    """Places of ``count`` cells above each other, one apart, the first on top, centred on y = 0."""
    return [(x, (count - 1) / 2 - i) for i in range(count)]


@dataclass(frozen=True)
class Drawn:
    """The same cells and connections at one moment: their places keep still, their numbers move."""

    caption: str
    cells: Sequence[Cell]
    connections: Sequence[Connection]


def _playable(
    moments: Sequence[Drawn],
    *,
    strongest: float,
    height: int = style.TALL,
    headroom: float = 0.0,
) -> go.Figure:
    """The last moment, playable through all of them; the rest as for ``figure``."""
    scale = _Scale(strongest, _LEVELS_PLAYED)
    looks = scale.looks([one for moment in moments for one in moment.connections])
    frames = [playback.Moment(moment.caption, _moved(moment, looks, scale)) for moment in moments]
    cells, connections = moments[-1].cells, moments[-1].connections
    data = [*_lines(cells, connections, looks, scale), *_on_top(cells, connections)]
    layout = style.layout(*_axes(cells, headroom), height=height)
    return playback.figure(data, layout, frames, range(len(looks) + 2))


def _moved(moment: Drawn, looks: Sequence[_Look], scale: _Scale) -> list[dict[str, Any]]:
    """What of each moving trace is new at a moment: lines change their look, cells their text."""
    lines = _lines(moment.cells, moment.connections, looks, scale)
    on_top = _on_top(moment.cells, moment.connections)[:2]
    return [
        *({"type": "scatter", "x": line["x"], "y": line["y"]} for line in lines),
        *({"type": "scatter", "text": one["text"], "hovertext": one["hovertext"]}
          for one in on_top),
    ]  # fmt: skip


def _axes(cells: Sequence[Cell], headroom: float) -> tuple[dict[str, Any], dict[str, Any]]:
    tallest = max(3.0, 2 * max(abs(cell.y) for cell in cells) + 1)
    hidden = {"visible": False, "fixedrange": True}
    return (
        style.axis("", (-0.17, 1.17), **hidden),
        style.axis("", (-tallest / 2 - 0.1, tallest / 2 + 0.1 + headroom), **hidden),
    )


def _on_top(cells: Sequence[Cell], connections: Sequence[Connection]) -> list[dict[str, Any]]:
    """The traces above the lines: texts on them, cells, and names beside the cells."""
    return [_labels(cells, connections), _cells(cells), _names(cells)]


def _lines(
    cells: Sequence[Cell],
    connections: Sequence[Connection],
    looks: Sequence[_Look],
    scale: _Scale,
) -> list[dict[str, Any]]:
    """One trace for all lines that look the same: a network has too many for one each."""
    pieces: dict[_Look, list[tuple[float, float, float, float]]] = {look: [] for look in looks}
    for one in connections:
        pieces[scale.look(one)] += _pieces(cells, one)
    firsts = {look[0]: look for look in reversed(looks)}
    return [
        _line(look, pieces[look], scale.width(look), named=firsts[look[0]] == look)
        for look in looks
    ]


def _line(
    look: _Look, pieces: Sequence[tuple[float, float, float, float]], width: float, *, named: bool
) -> dict[str, Any]:
    sign, bright, _ = look
    plain = sign == _PLAIN
    name, colour, dash = ("", style.NEUTRAL, "solid") if plain else _SIGN_LOOKS[sign]
    return {
        "type": "scatter", "mode": "lines", "hoverinfo": "skip",
        # Without any point Plotly would leave the lines of the frame before.
        "x": [x for piece in pieces for x in (piece[0], piece[2], None)] or [None],
        "y": [y for piece in pieces for y in (piece[1], piece[3], None)] or [None],
        "line": {"color": colour, "dash": dash, "width": width},
        "name": name, "legendgroup": name, "showlegend": not plain and named,
        "opacity": 1 if bright else _FAINT,
    }  # fmt: skip


def _pieces(
    cells: Sequence[Cell], connection: Connection
) -> list[tuple[float, float, float, float]]:
    """The line as (x, y, x, y); in two pieces, if its text needs a gap between them."""
    if not connection.text:
        return [(*_on(cells, connection, 0.0), *_on(cells, connection, 1.0))]
    gap = 0.03 + 0.011 * len(connection.text)
    before, after = connection.at - gap, connection.at + gap
    ends = ((0.0, before), (after, 1.0))
    return [(*_on(cells, connection, a), *_on(cells, connection, b)) for a, b in ends]


def _on(cells: Sequence[Cell], connection: Connection, t: float) -> tuple[float, float]:
    a, b = cells[connection.start], cells[connection.end]
    return a.x + t * (b.x - a.x), a.y + t * (b.y - a.y)


def _labels(cells: Sequence[Cell], connections: Sequence[Connection]) -> dict[str, Any]:
    places = [_on(cells, one, one.at) for one in connections]
    return {
        "type": "scatter", "mode": "markers+text", "showlegend": False,
        "x": [x for x, _ in places], "y": [y for _, y in places],
        "text": [one.text for one in connections],
        "marker": {"size": 14, "opacity": 0}, "textfont": {"size": 13},
        "hovertext": [one.hover or one.text for one in connections], "hoverinfo": "text",
    }  # fmt: skip


def _cells(cells: Sequence[Cell]) -> dict[str, Any]:
    return {
        "type": "scatter", "mode": "markers+text", "showlegend": False,
        "x": [cell.x for cell in cells], "y": [cell.y for cell in cells],
        "text": [cell.text for cell in cells],
        "marker": {
            "size": [cell.size for cell in cells], "color": _FILL,
            "opacity": [_FAINT if cell.faint else 1 for cell in cells],
            "symbol": ["square" if cell.constant else "circle" for cell in cells],
            "line": {
                "color": [style.CURVE_COLOURS[2] if c.active else style.NEUTRAL for c in cells],
                "width": [4 if cell.active else 1.5 for cell in cells],
            },
        },
        "textfont": {"color": "white", "size": 13},
        "hovertext": [cell.hover or f"{cell.name} {cell.text}" for cell in cells],
        "hoverinfo": "text",
    }  # fmt: skip


_SIDES = {
    "left": "middle left", "right": "middle right", "top": "top center", "bottom": "bottom center",
}  # fmt: skip


def _names(cells: Sequence[Cell]) -> dict[str, Any]:
    return {
        "type": "scatter", "mode": "markers+text", "showlegend": False, "hoverinfo": "skip",
        "x": [cell.x for cell in cells], "y": [cell.y for cell in cells],
        "text": [cell.name for cell in cells],
        "textposition": [_SIDES[cell.name_at] for cell in cells],
        # Invisible, but as large as the cell, so that the name stands beside it.
        "marker": {"size": [cell.size for cell in cells], "opacity": 0},
        "textfont": {"size": 13}, "cliponaxis": False,
    }  # fmt: skip


def playable(
    moments: Sequence[tuple[str, Pass]], *, strongest: float, height: int = style.TALL
) -> go.Figure:
    """The same sample in the same network at several moments of training, each with its caption.

    ``strongest`` is the size of weight that is drawn widest.
    """
    drawn = [
        Drawn(caption, *_parts(shown, len(shown.layers), bias_cells=False))
        for caption, shown in moments
    ]
    return _playable(drawn, strongest=strongest, height=height, headroom=_NAMES_ABOVE)


def _parts(shown: Pass, reached: int, bias_cells: bool) -> tuple[list[Cell], list[Connection]]:
    counts = [len(a) for a in shown.outputs]
    extra = [int(bias_cells and k < len(counts) - 1) for k in range(len(counts))]
    sizes = [count + one for count, one in zip(counts, extra, strict=True)]
    starts = list(accumulate(sizes, initial=0))
    cells = [cell for k, size in enumerate(sizes) for cell in _column(shown, k, size, reached)]
    connections = [
        connection
        for k in range(1, len(sizes))
        for connection in _into(shown, k, starts, faint=k > reached, bias_cells=bias_cells)
    ]
    return cells, connections


def _column(shown: Pass, k: int, size: int, reached: int) -> Iterator[Cell]:
    """The cells of one layer, its name above the first, the bias's cell last."""
    outputs, title = shown.outputs[k], shown.names[k].replace(" ", "<br>")
    places = column(k / len(shown.layers), size)
    for j, (x, y) in enumerate(places):
        constant = j == len(outputs)
        yield Cell(
            x,
            y,
            "1" if constant else "" if k > reached else words.number(round(outputs[j], 2), 3),
            title if j == 0 else "",
            "top",
            size=_ACTIVE_CELL if k == reached and not constant else _CELL,
            constant=constant,
            hover="a cell of constant 1: its weights are the biases" if constant
            else network.name(shown, k, j),
            faint=k > reached,
            active=k == reached and not constant,
        )  # fmt: skip


def _into(
    shown: Pass, k: int, starts: Sequence[int], *, faint: bool, bias_cells: bool
) -> Iterator[Connection]:
    """The connections from layer k - 1 into layer k."""
    weights, biases = shown.weights[k - 1].tolist(), shown.biases[k - 1].tolist()
    rows = [*weights, biases] if bias_cells else weights
    for i, row in enumerate(rows):
        kind = "weight" if i < len(weights) else "bias"
        for j, weight in enumerate(row):
            yield Connection(
                starts[k - 1] + i,
                starts[k] + j,
                weight,
                hover=f"{kind} {words.number(weight)}",
                faint=faint,
            )
