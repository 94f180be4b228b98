"""A computational graph: inputs on the left, the result on the right, an operation in each node.

Above a node stands its value, below it its gradient. Going forward, the lines into the active
operation are thick; going backward they are dashed, and carry the local derivatives.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import plotly.graph_objects as go

from core.graph import Value
from pages.parts import words
from pages.parts.figures import playback, style
from pages.parts.walk import Step, Walk, sign

MOST_NODES = 32
"""A larger graph cannot be read any more."""
_SIZE, _ACTIVE_SIZE = 34, 38
_FAINT = 0.25
_FILL = "#47515E"
_ROW = 64
_CLOSE, _OPERATION_ROOM = 0.6, 1.2
_ABOVE, _BELOW = -0.3, 0.31
_LASTS = 1200
_MOVING = (1, 2, 3, 4, 5, 6, 7)
_SHORT = {
    "logistic": "σ", "identity": "id", "binary_step": "step", "bipolar_step": "±step",
    "softplus": "s⁺", "arctan": "atan", "minus": "−",
}  # fmt: skip

Place = tuple[float, float]


def figure(walk: Walk, step: int) -> go.Figure:
    """The graph at one step of the walk, playable through all of them.

    ValueError for a graph of more than MOST_NODES nodes.
    """
    if len(walk.nodes) > MOST_NODES:
        raise ValueError(f"walk: got {len(walk.nodes)} nodes, must be at most {MOST_NODES}")
    drawing = _Drawing(walk.nodes, places(walk), walk.names)
    moments = [playback.Moment(each.caption, drawing.moving(each)) for each in walk.steps]
    looks = zip(drawing.looks(), moments[step].traces, strict=True)
    data = [drawing.all_lines(), *({**look, **move} for look, move in looks)]
    return playback.figure(
        data, drawing.layout(), moments, _MOVING, shown=step, scrubber=False, lasts=_LASTS
    )


def places(walk: Walk) -> dict[Value, Place]:
    """Where each node is drawn, (column, row): every node to the right of its parents.

    An input stands just left of where it is first used; an operation halfway between its parents,
    or as near to that as the other nodes of its column allow.
    """
    columns = _columns(walk.nodes)
    rows = _input_rows(walk.nodes, columns)
    for column in range(max(columns.values()) + 1):
        here = [node for node in walk.nodes if columns[node] == column]
        wanted = {
            node: sum(rows[parent] for parent in node.parents) / len(node.parents)
            if node.parents
            else rows[node]
            for node in here
        }
        rows |= _apart(wanted)
    top = min(rows.values())
    return {node: (float(columns[node]), rows[node] - top) for node in walk.nodes}


def _input_rows(nodes: Sequence[Value], columns: dict[Value, int]) -> dict[Value, float]:
    """The inputs one below the other; nearer to one of another column, where there is room."""
    rows: dict[Value, float] = {}
    last: Value | None = None
    for node in nodes:
        if not node.parents:
            apart = 1.0 if last is None or columns[last] == columns[node] else _CLOSE
            rows[node] = apart + (rows[last] if last else 0.0)
            last = node
    return rows


def _apart(wanted: dict[Value, float]) -> dict[Value, float]:
    """The rows of one column, moved as little as leaves room for the numbers of each node."""
    rows: dict[Value, float] = {}
    free = -math.inf
    for node in sorted(wanted, key=wanted.__getitem__):
        room = _OPERATION_ROOM if node.parents else 1.0
        rows[node] = max(wanted[node], free + room)
        free = rows[node]
    shift = sum(rows[node] - wanted[node] for node in rows) / max(1, len(rows))
    return {node: row - shift for node, row in rows.items()}


def _columns(nodes: Sequence[Value]) -> dict[Value, int]:
    """The depth of every operation; an input's is one less than that of its first use."""
    columns = dict.fromkeys(nodes, 0)
    first_use: dict[Value, int] = {}
    for node in nodes:
        columns[node] = max((columns[parent] + 1 for parent in node.parents), default=0)
        for parent in node.parents:
            first_use[parent] = min(first_use.get(parent, columns[node]), columns[node])
    inputs = {node: first_use.get(node, 1) - 1 for node in nodes if not node.parents}
    return columns | inputs


@dataclass(frozen=True)
class _Drawing:
    """The traces of one graph: what stands still, how the rest looks, and what each step moves."""

    nodes: list[Value]
    places: dict[Value, Place]
    names: dict[Value, str]

    def layout(self) -> dict[str, Any]:
        """Axes without lines or numbers, rows downwards, room for the caption on top."""
        right = max(column for column, _ in self.places.values())
        bottom = max(row for _, row in self.places.values())
        hidden = {"visible": False, "fixedrange": True}
        return style.layout(
            style.axis("", (-0.45, right + 0.45), **hidden),
            style.axis("", (bottom + 0.7, -1.35), **hidden),
            height=max(300, round(_ROW * (bottom + 2.05)) + 100),
        )

    def all_lines(self) -> dict[str, Any]:
        """Every line, thin."""
        return {
            **self._lines([(parent, node) for node in self.nodes for parent in node.parents]),
            "mode": "lines", "hoverinfo": "skip", "showlegend": False, "opacity": 0.6,
            "line": {"color": style.NEUTRAL, "width": 1.2},
        }  # fmt: skip

    def looks(self) -> list[dict[str, Any]]:
        """How the moving traces look, in their order."""
        forward, backward = style.CURVE_COLOURS[:2]
        line = {"mode": "lines", "hoverinfo": "skip", "showlegend": True}
        text = {"mode": "text", "hoverinfo": "skip", "showlegend": False, "cliponaxis": False}
        return [
            {**line, "name": "forward", "line": {"color": forward, "width": 5}},
            {**line, "name": "backward", "line": {"color": backward, "width": 5, "dash": "dash"}},
            {"mode": "markers+text", "hoverinfo": "text", "showlegend": False,
             "text": [_inside(node) for node in self.nodes],
             "hovertext": [self._hover(node) for node in self.nodes],
             "textfont": {"color": "white", "size": 12}},
            {**text, "textposition": "top center", "textfont": {"size": 12}},
            {**text, "textposition": "bottom center", "textfont": {"size": 12, "color": backward}},
            {**text, "textfont": {"size": 11}},
            {**text, "textposition": "middle right", "textfont": {"size": 14}},
        ]  # fmt: skip

    def moving(self, step: Step) -> list[dict[str, Any]]:
        """Lines forward, lines back, nodes, values, gradients, local derivatives, caption."""
        into = [(parent, step.node) for parent in step.node.parents] if step.node else []
        back = step.node in step.done
        values = {node: self._value(node) for node in self.nodes if node in step.known}
        gradients = {node: f"∂ {_short(g)}" for node, g in step.gradients.items()}
        return [
            self._lines([] if step.backward else into),
            self._lines(into if back else []),
            self._nodes(step),
            self._beside(values, _ABOVE),
            self._beside(gradients, _BELOW),
            self._local(step),
            {"type": "scatter", "x": [-0.4], "y": [-1.1], "text": [f"<b>{step.caption}</b>"]},
        ]

    def _lines(self, lines: Sequence[tuple[Value, Value]]) -> dict[str, Any]:
        ends = [(self.places[start], self.places[end]) for start, end in lines]
        return {
            "type": "scatter",
            "x": [x for start, end in ends for x in (start[0], end[0], None)],
            "y": [y for start, end in ends for y in (start[1], end[1], None)],
        }

    def _nodes(self, step: Step) -> dict[str, Any]:
        active = [node is step.node for node in self.nodes]
        return {
            **self._at(self.nodes),
            "marker": {
                "color": _FILL,
                "symbol": ["circle" if node.parents else "square" for node in self.nodes],
                "opacity": [1 if node in step.known else _FAINT for node in self.nodes],
                "size": [_ACTIVE_SIZE if now else _SIZE for now in active],
                "line": {"color": style.CURVE_COLOURS[2], "width": [4 * now for now in active]},
            },
        }

    def _value(self, node: Value) -> str:
        """A node's value, with its name where the node itself shows the operation."""
        return f"{self.names[node]}<br>{_short(node.data)}" if node.parents else _short(node.data)

    def _hover(self, node: Value) -> str:
        return f"<b>{self.names[node]}</b><br>{sign(node).replace('_', ' ') or 'an input'}"

    def _beside(self, texts: dict[Value, str], down: float) -> dict[str, Any]:
        return {**self._at(list(texts), down), "text": list(texts.values())}

    def _at(self, nodes: Sequence[Value], down: float = 0.0) -> dict[str, Any]:
        where = [self.places[node] for node in nodes]
        return {"type": "scatter", "x": [x for x, _ in where], "y": [y + down for _, y in where]}

    def _local(self, step: Step) -> dict[str, Any]:
        """The local derivative in the middle of each line that a gradient has come back on."""
        texts: dict[tuple[Value, Value], list[str]] = {}
        for node in step.done:
            for parent, local in zip(node.parents, node.local, strict=True):
                texts.setdefault((parent, node), []).append(_short(local))
        middles = [
            [(a + b) / 2 for a, b in zip(self.places[parent], self.places[node], strict=True)]
            for parent, node in texts
        ]
        return {
            "type": "scatter",
            "x": [x for x, _ in middles],
            "y": [y - 0.17 for _, y in middles],
            "text": [f"×{', ×'.join(both)}" for both in texts.values()],
        }


def _inside(node: Value) -> str:
    """What stands in a node: an input's name, or its operation, short enough to fit."""
    if not node.parents:
        return node.label
    written = sign(node)
    return _SHORT.get(written, written.replace("power ", "^"))


def _short(value: float) -> str:
    """A number that fits above a node."""
    return words.number(value, 2)
