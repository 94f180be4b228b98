"""Where the nodes and lines of a computational graph are drawn, in columns and rows.

Columns count from the left, rows from the top; what is computed later stands further right.
"""

import math
from collections.abc import Mapping, Sequence

from core.graph import Value

Spot = tuple[float, float]

_CLOSE, _OPERATION_ROOM = 0.6, 1.2
_TWIN_BOW, _PASSING_BOW = 0.25, 0.7
_PIECES = 10


def places(nodes: Sequence[Value]) -> dict[Value, Spot]:
    """Where each node is drawn, (column, row): every node to the right of its parents.

    An input stands just left of where it is first used; an operation halfway between its parents,
    or as near to that as the other nodes of its column allow.
    """
    columns = _columns(nodes)
    rows = _input_rows(nodes, columns)
    for column in range(max(columns.values()) + 1):
        here = [node for node in nodes if columns[node] == column]
        wanted = {
            node: sum(rows[parent] for parent in node.parents) / len(node.parents)
            if node.parents
            else rows[node]
            for node in here
        }
        rows |= _apart(wanted)
    top = min(rows.values())
    return {node: (float(columns[node]), rows[node] - top) for node in nodes}


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


def line(places: Mapping[Value, Spot], node: Value, i: int) -> list[Spot]:
    """The points of the line from the i-th parent of a node to the node."""
    bow = _bow(places, node, i)
    pieces = _PIECES if bow else 1
    return [_on(places, node, i, k / pieces, bow) for k in range(pieces + 1)]


def middle(places: Mapping[Value, Spot], node: Value, i: int) -> Spot:
    """The middle of that line."""
    return _on(places, node, i, 0.5, _bow(places, node, i))


def _on(places: Mapping[Value, Spot], node: Value, i: int, t: float, bow: float) -> Spot:
    (x, y), (end_x, end_y) = places[node.parents[i]], places[node]
    return x + t * (end_x - x), y + t * (end_y - y) + bow * 4.0 * t * (1.0 - t)


def _bow(places: Mapping[Value, Spot], node: Value, i: int) -> float:
    """How many rows a line bends: around the nodes it passes, and apart from a twin (x * x)."""
    parent = node.parents[i]
    twins = node.parents.count(parent) - 1
    passing = places[node][0] - places[parent][0] > 1.0
    lower_half = places[parent][1] >= max(row for _, row in places.values()) / 2.0
    bow = _PASSING_BOW * (1 if lower_half else -1) if passing else 0.0
    return bow + (_TWIN_BOW * (1 - 2 * i) if twins else 0.0)
