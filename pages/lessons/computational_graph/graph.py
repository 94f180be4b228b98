"""A computational graph: inputs on the left, the result on the right, an operation in each node.

Above a node stands its value, below it its gradient. Going forward, the lines into the active
operation are thick; going backward they are dashed, and carry the local derivatives.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import plotly.graph_objects as go

from core.graph import Value
from pages.lessons.computational_graph.graph_places import Place, line, middle, places
from pages.lessons.computational_graph.walk import Step, Walk, sign
from pages.shared import words
from pages.shared.figures import playback, style

MOST_NODES = 32
"""A larger graph cannot be read any more."""
_SIZE, _ACTIVE_SIZE = 34, 38
_FAINT = 0.5
_FILL = "#47515E"
_ROW = 64
_ABOVE, _BELOW = -0.3, 0.31
_LASTS = 1200
_NOWHERE: dict[str, Any] = {"x": [None], "y": [None]}
"""A point that is not drawn. Without any, playing would leave a trace as the last frame had it."""
_MOVING = (1, 2, 3, 4, 5, 6, 7)
_SHORT = {
    "logistic": "σ", "identity": "id", "binary_step": "step", "bipolar_step": "±step",
    "softplus": "s⁺", "arctan": "atan", "minus": "−",
}  # fmt: skip


def figure(walk: Walk, step: int) -> go.Figure:
    """The graph at one step of the walk, playable through all of them.

    ValueError for a graph of more than MOST_NODES nodes.
    """
    if len(walk.nodes) > MOST_NODES:
        raise ValueError(f"walk: got {len(walk.nodes)} nodes, must be at most {MOST_NODES}")
    drawing = _Drawing(walk.nodes, places(walk.nodes), walk.names)
    moments = [playback.Moment(each.caption, drawing.moving(each)) for each in walk.steps]
    looks = zip(drawing.looks(), moments[step].traces, strict=True)
    data = [drawing.all_lines(), *({**look, **move} for look, move in looks)]
    return playback.figure(
        data, drawing.layout(), moments, _MOVING, shown=step, scrubber=False, lasts=_LASTS
    )


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
            style.axis("", (bottom + 0.9, -1.35), **hidden),
            height=max(300, round(_ROW * (bottom + 2.25)) + 100),
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
        text = {"mode": "text", "hoverinfo": "skip", "showlegend": False, "cliponaxis": False}
        return [
            {**thick, "name": "forward", "line": {"color": forward, "width": 5}},
            {**thick, "name": "backward", "line": {"color": backward, "width": 5, "dash": "dash"}},
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
        active = [step.node] if step.node else []
        back = step.node in step.done
        values = {node: self._value(node) for node in self.nodes if node in step.known}
        gradients = {node: f"∂ {_short(g)}" for node, g in step.gradients.items()}
        moved = [
            self._lines([] if step.backward else active),
            self._lines(active if back else []),
            self._nodes(step),
            self._beside(values, _ABOVE),
            self._beside(gradients, _BELOW),
            self._local(step),
            {"type": "scatter", "x": [-0.4], "y": [-1.1], "text": [f"<b>{step.caption}</b>"]},
        ]
        return [trace if trace["x"] else {**trace, **_NOWHERE} for trace in moved]

    def _lines(self, nodes: Sequence[Value]) -> dict[str, Any]:
        """The lines into each of these nodes, with a gap (None) after each."""
        lines = [line(self.places, node, i) for node in nodes for i in range(len(node.parents))]
        return {
            "type": "scatter",
            "x": [x for points in lines for x in (*(x for x, _ in points), None)],
            "y": [y for points in lines for y in (*(y for _, y in points), None)],
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
        done = [node for node in self.nodes if node in step.done]
        middles = [middle(self.places, node, i) for node in done for i in range(len(node.parents))]
        return {
            "type": "scatter",
            "x": [x for x, _ in middles],
            "y": [y - 0.17 for _, y in middles],
            "text": [f"×{_short(local)}" for node in done for local in node.local],
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
