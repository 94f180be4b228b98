"""Gradients checked by trying out: move one node of a graph, and see how far the result moves.

The chain rule says what a small change of a node does to the result. Here the change is really
made: everything after the node is computed once more, with the node a little larger and a little
smaller (the central difference). It costs two forward passes for each node, where the chain rule
gets all of them in one backward pass; so it is for checking, not for training.
"""

import operator
from collections.abc import Callable, Sequence

from core import checks
from core.graph import Value, topological_order

_OPERATIONS: dict[str, Callable[..., Value]] = {
    "+": operator.add,
    "-": operator.sub,
    "*": operator.mul,
    "/": operator.truediv,
    "**": operator.pow,
    "neg": operator.neg,
}
_POWER = "** "


def finite_difference(root: Value, node: Value, h: float = 1e-5) -> float:
    """(F(v + k) - F(v - k)) / 2k for a node of value v, with k = h max(1, |v|).

    Nodes that do not lead to the result give 0. At a jump or a kink it says nothing about the
    gradient. ValueError for h <= 0; GraphError where the result does not exist for v + k or v - k.
    """
    step = checks.positive("h", h) * max(1.0, abs(node.data))
    above = _result_with(root, node, node.data + step)
    below = _result_with(root, node, node.data - step)
    return (above - below) / (2.0 * step)


def _result_with(root: Value, node: Value, data: float) -> float:
    """The value of `root` if the value of `node` were `data`."""
    changed = {node: Value(data)}
    for each in topological_order(root):
        if any(parent in changed for parent in each.parents):
            parents = [changed.get(parent, parent) for parent in each.parents]
            changed[each] = _again(each.operation, parents)
    return changed.get(root, root).data


def _again(operation: str, parents: Sequence[Value]) -> Value:
    """The same operation on other values."""
    if operation in _OPERATIONS:
        return _OPERATIONS[operation](*parents)
    if operation.startswith(_POWER):
        return parents[0] ** float(operation.removeprefix(_POWER))
    return parents[0].apply(operation)
