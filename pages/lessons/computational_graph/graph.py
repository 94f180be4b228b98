"""A computational graph: inputs on the left, the result on the right, an operation in each node.

Above a node stands its value, below it its gradient. Going forward, the lines into the active
operation are thick; going backward they are dashed, and carry the local derivatives.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from core.graph import Value
from pages.lessons.computational_graph.graph_places import Spot, line, middle, places
from pages.lessons.computational_graph.walk import Walk, WalkStep, exponent, sign
from pages.shared import words
from pages.shared.figures import style
from pages.shared.figures.figure import Figure
from pages.shared.figures.motion import Frames

MOST_NODES = 32
"""A larger graph cannot be read any more."""
_SIZE, _RING = 32, 36
_ROW, _COLUMN = 66, 56
"""Pixels that a node with all its numbers takes; with less it shrinks."""
_LEAST_ROW, _LEAST_COLUMN = 46, 38
"""Pixels below which it could not be read any more."""
_FIT = {"fit": _ROW, "across": _COLUMN}
_MARGIN = 16, 48
"""Pixels around the drawing, across and down."""
_KNOWN, _UNKNOWN = "#1F6FA8", "#6B7480"
_AIR = 0.45, 0.9
"""Columns beside the drawing, and rows above and below it."""
_NOWHERE: dict[str, Any] = {"x": [None], "y": [None]}
"""A point that is not drawn. Without any, playing would leave a trace as the last frame had it."""
_MOVING = range(1, 9)
SHORT = {
    "logistic": "σ", "identity": "id", "binary_step": "step", "bipolar_step": "±step",
    "softplus": "s⁺", "arctan": "atan",
}  # fmt: skip
"""What stands in a node for an activation with a long name."""


def figure(walk: Walk) -> Figure:
    """The graph, with a moment for each step of the walk.

    ValueError for a graph of more than MOST_NODES nodes.
    """
    if len(walk.nodes) > MOST_NODES:
        raise ValueError(f"walk: got {len(walk.nodes)} nodes, must be at most {MOST_NODES}")
    drawing = _Drawing(walk.nodes, places(walk.nodes), walk.names)
    steps = [drawing.moving(step) for step in walk.steps]
    data = [drawing.all_lines(), *({**look, **_NOWHERE} for look in drawing.looks())]
    return Figure(data, drawing.layout(), [Frames(_MOVING, steps)])


def least(walk: Walk) -> tuple[int, int]:
    """Pixels across and down that the graph needs to be read."""
    drawn = places(walk.nodes).values()
    columns = max(column for column, _ in drawn) + 2 * _AIR[0]
    rows = max(row for _, row in drawn) + 2 * _AIR[1]
    return round(_LEAST_COLUMN * columns) + _MARGIN[0], round(_LEAST_ROW * rows) + _MARGIN[1]


def stops(walk: Walk) -> list[tuple[int, str]]:
    """For the keyboard: every node, and what a click on it does."""
    what = {True: "step", False: "gradient"}  # an input's step is where its gradient is complete
    return [
        (i, f"To the {what[bool(node.parents)]} of {walk.names[node]}")
        for i, node in enumerate(walk.nodes)
    ]


@dataclass(frozen=True)
class _Drawing:
    """The traces of one graph: what stands still, how the rest looks, and what each step moves."""

    nodes: list[Value]
    places: dict[Value, Spot]
    names: dict[Value, str]

    def layout(self) -> dict[str, Any]:
        """Axes without lines or numbers, rows downwards, room for the caption on top."""
        right = max(column for column, _ in self.places.values())
        bottom = max(row for _, row in self.places.values())
        hidden = {"visible": False, "fixedrange": True}
        return style.layout(
            style.axis("", (-_AIR[0], right + _AIR[0]), **hidden),
            style.axis("", (bottom + _AIR[1], -_AIR[1]), **hidden),
            margin={"l": 8, "r": 8, "t": 40, "b": 8},
        )

    def all_lines(self) -> dict[str, Any]:
        """Every line, thin."""
        return {
            **self._lines(self.nodes),
            "mode": "lines", "hoverinfo": "skip", "showlegend": False, "opacity": 0.6,
            "line": {"color": style.NEUTRAL, "width": 1.2},
        }  # fmt: skip

    def looks(self) -> list[dict[str, Any]]:
        """How the moving traces look, in their order."""
        forward, backward = style.CURVE_COLOURS[:2]
        thick = {"mode": "lines", "hoverinfo": "skip", "showlegend": True}
        text = {"hoverinfo": "skip", "showlegend": False, "cliponaxis": False, "meta": _FIT}
        # A mark that is not seen, as large as a node: Plotly puts a text beside its mark.
        hidden = {"marker": {"size": _SIZE, "opacity": 0}}
        beside = {**text, **hidden, "mode": "markers+text"}
        letters = {"size": 13}
        return [
            {**thick, "name": "forward", "line": {"color": forward, "width": 5}},
            {**thick, "name": "backward", "line": {"color": backward, "width": 5, "dash": "dash"}},
            self._ring(),
            self._discs(_UNKNOWN),
            self._discs(_KNOWN),
            {**beside, "textposition": "top center", "textfont": letters},
            {**beside, "textposition": "bottom center", "textfont": letters},
            {**text, "mode": "text", "textfont": letters},
        ]

    def _discs(self, colour: str) -> dict[str, Any]:
        """All nodes as discs and squares in one colour; those of the other stand nowhere."""
        symbols = ["circle" if node.parents else "square" for node in self.nodes]
        return {
            "mode": "markers+text", "hoverinfo": "text", "showlegend": False, "meta": _FIT,
            "text": [_inside(node) for node in self.nodes],
            "hovertext": [self._hover(node) for node in self.nodes],
            "textfont": {"color": "white", "size": 13},
            "customdata": list(range(len(self.nodes))),
            "marker": {"opacity": 1, "color": colour, "symbol": symbols, "size": _SIZE},
        }  # fmt: skip

    def _ring(self) -> dict[str, Any]:
        """Around the node that is being worked on."""
        symbols = ["circle-open" if node.parents else "square-open" for node in self.nodes]
        look = {"symbol": symbols, "size": _RING, "color": style.CURVE_COLOURS[2]}
        return {
            "mode": "markers", "hoverinfo": "skip", "showlegend": False, "meta": _FIT,
            "marker": {**look, "opacity": 1, "line": {"width": 3}},
        }  # fmt: skip

    def moving(self, step: WalkStep) -> list[dict[str, Any]]:
        """Lines forward, lines back, nodes, values, gradients, local derivatives."""
        active = [step.node] if step.node else []
        back = step.node in step.done
        values = {node: self._value(node) for node in self.nodes if node in step.known}
        gradients = {node: f"∂ {_short(g)}" for node, g in step.gradients.items()}
        moved = [
            self._lines([] if step.backward else active),
            self._lines(active if back else []),
            self._chosen(node is step.node for node in self.nodes),
            self._chosen(node not in step.known for node in self.nodes),
            self._chosen(node in step.known for node in self.nodes),
            self._beside(values),
            self._beside(gradients),
            self._local(step),
        ]
        return [trace if trace["x"] else {**trace, **_NOWHERE} for trace in moved]

    def _lines(self, nodes: Sequence[Value]) -> dict[str, Any]:
        """The lines into each of these nodes, with a gap (None) after each."""
        lines = [line(self.places, node, i) for node in nodes for i in range(len(node.parents))]
        return {
            "x": [x for points in lines for x in (*(x for x, _ in points), None)],
            "y": [y for points in lines for y in (*(y for _, y in points), None)],
        }

    def _chosen(self, chosen: Iterable[bool]) -> dict[str, Any]:
        """Every node at its place if it is chosen, else nowhere."""
        where = [
            self.places[node] if here else (None, None)
            for node, here in zip(self.nodes, chosen, strict=True)
        ]
        return {"x": [x for x, _ in where], "y": [y for _, y in where]}

    def _value(self, node: Value) -> str:
        """A node's value, with its name where the node itself shows the operation."""
        return f"{self.names[node]}<br>{_short(node.data)}" if node.parents else _short(node.data)

    def _hover(self, node: Value) -> str:
        return f"<b>{self.names[node]}</b><br>{sign(node).replace('_', ' ') or 'an input'}"

    def _beside(self, texts: dict[Value, str]) -> dict[str, Any]:
        return {**self._at(list(texts)), "text": list(texts.values())}

    def _at(self, nodes: Sequence[Value]) -> dict[str, Any]:
        where = [self.places[node] for node in nodes]
        return {"x": [x for x, _ in where], "y": [y for _, y in where]}

    def _local(self, step: WalkStep) -> dict[str, Any]:
        """The local derivative in the middle of each line that a gradient has come back on."""
        done = [node for node in self.nodes if node in step.done]
        middles = [middle(self.places, node, i) for node in done for i in range(len(node.parents))]
        return {
            "x": [x for x, _ in middles],
            "y": [y - 0.17 for _, y in middles],
            "text": [f"×{_short(local)}" for node in done for local in node.local],
        }


def _inside(node: Value) -> str:
    """What stands in a node: an input's name, or its operation, short enough to fit."""
    if not node.parents:
        return node.label
    if raised := exponent(node):
        return f"a{raised}"
    written = sign(node)
    return SHORT.get(written, written.replace("minus", "−"))


def _short(value: float) -> str:
    """A number that fits above a node."""
    return words.number(value, 2)
