"""Neurons drawn as cells and connections, moment by moment: one neuron, or a whole network.

A cell shows its number. A connection shows its weight three ways: the thicker the stronger, and the
sign by colour and by dash, so that nothing depends on seeing colours. What has not been computed
yet is small and faint. From moment to moment places keep still, and only what a browser can change
without drawing anew changes: which trace a line or a cell belongs to, and texts.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np

from core.checks import Floats
from pages.shared.figures import style
from pages.shared.figures.figure import Figure
from pages.shared.figures.lines import DrawnLines, looks_of
from pages.shared.figures.motion import Motion, Texts, Values

CellState = Literal["waiting", "known", "active"]
"""Not computed yet; computed; being computed at this moment."""
Side = Literal["left", "right", "top", "bottom"]

_FILL = "#47515E"
"""Dark enough for white numbers on it, light enough to stand out on the dark theme."""
_SIDE_ROOM, _SHORT_NAME, _LETTER = 0.17, 2, 0.045
"""Beside the first and the last cells, with names of so many letters; each further one takes more:
on a phone of 320 pixels it is still whole."""
_LABELS, _WAITING, _RINGS, _DISCS = range(4)
"""The traces that follow those of the lines, by their places after them."""
_DOT = 14
_RING = 8


@dataclass(frozen=True)
class Cell:
    """One circle: its place, the number in it, the name beside it.

    ``x`` runs from 0 (inputs) to 1 (outputs). ``size`` is in pixels; a ``constant`` cell, such as
    the 1 that feeds a bias, is a square. ``row`` is what hover, selection and clicks call it.
    """

    x: float
    y: float
    text: str
    name: str = ""
    name_at: Side = "left"
    size: int = 34
    constant: bool = False
    hover: str = ""
    state: CellState = "known"
    row: int | None = None


@dataclass(frozen=True)
class Connection:
    """A line between two cells (their positions in the list).

    ``weight`` None draws a plain line, such as from a net input to its output. With ``level`` the
    line leaves its start level up to that x, and ``text`` stands above this part of it, clear of
    all other lines. ``lit`` says whether something has gone along it yet.
    """

    start: int
    end: int
    weight: float | None
    text: str = ""
    hover: str = ""
    level: float | None = None
    lit: bool = True
    row: int | None = None


@dataclass(frozen=True)
class Diagram:
    """Cells and connections at one moment; their places are the same at every moment."""

    cells: Sequence[Cell]
    connections: Sequence[Connection]


def column(x: float, count: int) -> list[tuple[float, float]]:
    """Places of ``count`` cells above each other, one apart, the first on top, centred on y = 0."""
    return [(x, (count - 1) / 2 - i) for i in range(count)]


def height(most: float) -> float:
    """The height of a drawing with ``most`` cells above each other, in cells; never very flat."""
    return max(3.0, most)


def figure(
    moments: Sequence[Diagram], *, strongest: float, air: tuple[float, float] = (0.0, 0.0)
) -> Figure:
    """The cells and their connections, at each moment.

    strongest: the size of weight that is drawn widest; fixed, a width always means the same weight
    air:       space above and below the cells for names and buttons, in cells
    """
    weights = np.array([[_weight(one) for one in m.connections] for m in moments], dtype=float)
    lit = np.array([[one.lit for one in m.connections] for m in moments], dtype=bool)
    lines = DrawnLines(_paths(moments[-1]), looks_of(weights, lit, strongest))
    first = len(lines.found)
    return _figure(moments[0], lines, [*_texts(moments, first), *_states(moments, first)], air)


def in_training(
    start: Diagram, blank: Diagram, numbers: Floats, *, strongest: float, air: tuple[float, float]
) -> Figure:
    """The same where only numbers change, and these are known for all moments (m, k) at once.

    blank: the drawing with blanks in its texts, and for each weight the column of its numbers
    """
    columns = [int(_weight(one)) for one in blank.connections]
    weights = numbers[:, columns]
    lines = DrawnLines(
        _paths(start), looks_of(weights, np.ones(weights.shape, dtype=bool), strongest)
    )
    first = len(lines.found)
    texts = [
        Texts(first + _LABELS, {"hovertext": [one.hover for one in blank.connections]}, numbers),
        Texts(first + _DISCS, {"text": _numbers(blank), "hovertext": _said(blank)}, numbers),
    ]
    drawn = _figure(start, lines, texts, air)
    for still in _states([start], first):
        drawn.data[still.trace]["x"] = still.rows["x"][0]
    return drawn


def _figure(
    start: Diagram, lines: DrawnLines, motions: Sequence[Motion], air: tuple[float, float]
) -> Figure:
    data = [*lines.traces(), _labels(start), *_cells(start), _names(start.cells)]
    layout = style.layout(*_axes(start.cells, *air))
    layout["margin"] = {"l": 8, "r": 8, "t": style.TOP, "b": 8}
    return Figure(data, layout, [lines.motion(), *motions])


def _weight(connection: Connection) -> float:
    return np.nan if connection.weight is None else connection.weight


def _paths(moment: Diagram) -> Floats:
    """Start, bend and end of every line, (e, 3, 2); a straight one bends nowhere."""
    paths = []
    for one in moment.connections:
        a, b = moment.cells[one.start], moment.cells[one.end]
        paths.append([(a.x, a.y), (a.x if one.level is None else one.level, a.y), (b.x, b.y)])
    return np.array(paths)


def _labels(moment: Diagram) -> dict[str, Any]:
    """The texts above level parts of lines, and on every line a spot to point at and to click."""
    spots = [_spot(moment.cells, one) for one in moment.connections]
    return {
        "type": "scatter", "mode": "markers+text", "showlegend": False,
        "x": [x for x, _ in spots], "y": [y for _, y in spots],
        "text": [one.text for one in moment.connections], "textposition": "top center",
        "customdata": [one.row for one in moment.connections],
        "marker": {"size": 16, "opacity": 0}, "textfont": {"size": 14}, "cliponaxis": False,
        "hovertext": [one.hover or one.text for one in moment.connections], "hoverinfo": "text",
    }  # fmt: skip


def _spot(cells: Sequence[Cell], connection: Connection) -> tuple[float, float]:
    a, b = cells[connection.start], cells[connection.end]
    if connection.level is not None:
        return a.x + 0.55 * (connection.level - a.x), a.y
    return a.x + 0.36 * (b.x - a.x), a.y + 0.36 * (b.y - a.y)


def _cells(moment: Diagram) -> list[dict[str, Any]]:
    """All cells three times: as waiting dots, as discs with numbers, as rings around discs.

    At each moment every cell is in those of the traces that fit its state.
    """
    waiting = {"size": _DOT, "color": style.NEUTRAL, "symbol": "circle", "opacity": 1}
    disc = {
        "size": [cell.size for cell in moment.cells], "color": _FILL, "opacity": 1,
        "symbol": ["square" if cell.constant else "circle" for cell in moment.cells],
        "line": {"color": style.NEUTRAL, "width": 1.5},
    }  # fmt: skip
    ring = {
        "size": [cell.size + _RING for cell in moment.cells], "symbol": "circle-open",
        "color": style.CURVE_COLOURS[2], "line": {"width": 4},
    }  # fmt: skip
    # What on a phone is wider than its cell has the cell's colour behind it: white on a white page.
    white = {"color": "white", "size": 13, "shadow": ", ".join([f"0 0 2px {_FILL}"] * 6)}
    return [
        _cell_trace(moment, "markers", waiting, {"hovertext": "not computed yet"}),
        _cell_trace(moment, "markers", ring, {"hoverinfo": "skip"}),
        _cell_trace(moment, "markers+text", disc, {
            "text": _numbers(moment), "hovertext": _said(moment), "textfont": white}),
    ]  # fmt: skip


def _cell_trace(
    moment: Diagram, mode: str, marker: dict[str, Any], more: dict[str, Any]
) -> dict[str, Any]:
    told = {} if more.get("hoverinfo") else {"customdata": [cell.row for cell in moment.cells]}
    return {
        "type": "scatter", "mode": mode, "showlegend": False, "hoverinfo": "text",
        "cliponaxis": False, "marker": marker, "meta": _fit(moment.cells), **told, **more,
        "x": [cell.x for cell in moment.cells], "y": [cell.y for cell in moment.cells],
    }  # fmt: skip


def _fit(cells: Sequence[Cell]) -> dict[str, int]:
    """For the browser: the size of cells one apart, which in a low figure shrink to stay apart."""
    columns = Counter(cell.x for cell in cells)
    return {"fit": max((cell.size for cell in cells if columns[cell.x] > 1), default=0)}


_SHOWN_AS: dict[int, tuple[CellState, ...]] = {
    _WAITING: ("waiting",), _RINGS: ("active",), _DISCS: ("known", "active"),
}  # fmt: skip
"""The states in which each of the traces of ``_cells`` shows a cell."""


def _states(moments: Sequence[Diagram], first: int) -> list[Values]:
    """The three traces of the cells, after ``first`` of lines: a hidden cell has no place."""
    x = np.array([cell.x for cell in moments[0].cells])
    motions: list[Values] = []
    for place, states in _SHOWN_AS.items():
        shown = np.array([[cell.state in states for cell in moment.cells] for moment in moments])
        if not shown.all():
            rows: dict[str, Any] = {"x": np.where(shown, x, np.nan)}
            motions.append(Values(first + place, rows))
    return motions


def _texts(moments: Sequence[Diagram], first: int) -> list[Motion]:
    """Texts on lines and cells, as far as they change, in the traces after ``first`` of lines.

    What is said of a cell when it is pointed at is with its disc.
    """
    written = {
        (_LABELS, "text"): [[one.text for one in m.connections] for m in moments],
        (_LABELS, "hovertext"): [[one.hover or one.text for one in m.connections] for m in moments],
        (_DISCS, "text"): [_numbers(m) for m in moments],
        (_DISCS, "hovertext"): [_said(m) for m in moments],
    }
    return [
        Values(first + place, {name: rows})
        for (place, name), rows in written.items()
        if any(row != rows[0] for row in rows)
    ]


def _numbers(moment: Diagram) -> list[str]:
    return [cell.text for cell in moment.cells]


def _said(moment: Diagram) -> list[str]:
    """What each cell says when it is pointed at."""
    return [cell.hover or f"{cell.name} {cell.text}".strip() for cell in moment.cells]


_SIDES = {
    "left": "middle left", "right": "middle right", "top": "top center", "bottom": "bottom center",
}  # fmt: skip


def _names(cells: Sequence[Cell]) -> dict[str, Any]:
    """Only of cells that have one: Plotly never writes at a point whose text was empty before."""
    named = [cell for cell in cells if cell.name]
    return {
        "type": "scatter", "mode": "markers+text", "showlegend": False, "hoverinfo": "skip",
        "x": [cell.x for cell in named], "y": [cell.y for cell in named],
        "text": [cell.name for cell in named],
        "textposition": [_SIDES[cell.name_at] for cell in named],
        # Invisible, but as large as the cell, so that the name stands beside it.
        "marker": {"size": [cell.size + _RING for cell in named], "opacity": 0},
        "textfont": {"size": 14}, "cliponaxis": False, "meta": _fit(cells),
    }  # fmt: skip


def _axes(
    cells: Sequence[Cell], headroom: float, footroom: float
) -> tuple[dict[str, Any], dict[str, Any]]:
    tall = height(2 * max(abs(cell.y) for cell in cells) + 1)
    names = max((len(cell.name) for cell in cells if cell.name_at == "left"), default=0)
    left = _SIDE_ROOM + _LETTER * max(0, names - _SHORT_NAME)
    hidden = {"visible": False, "fixedrange": True}
    return (
        style.axis("", (-left, 1 + _SIDE_ROOM), **hidden),
        style.axis("", (-tall / 2 - 0.1 - footroom, tall / 2 + 0.1 + headroom), **hidden),
    )
