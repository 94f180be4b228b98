"""Trying out one node after the other finds what the chain rule finds."""

import pytest

from core import formula, graph
from core.activations import ACTIVATIONS
from core.finite_difference import finite_difference

INPUTS = {"a": 0.7, "b": -1.3, "c": 2.1}
FORMULAS = [
    "a + b", "a - b", "a * b", "a / b", "-a", "a ** 3", "c ** a", "b ** -2", "a ** 1.2345678901",
    "a * a + a", "(a + b) * (a - c) / (1 + a ** 2)", *(f"{f}(a * b)" for f in ACTIVATIONS),
]  # fmt: skip


@pytest.mark.parametrize("text", FORMULAS)
def test_every_node_agrees_with_the_chain_rule(text):
    root = formula.parse(text, INPUTS)
    graph.backward(root)
    values = [node.data for node in graph.topological_order(root)]
    for node in graph.topological_order(root):
        assert finite_difference(root, node) == pytest.approx(node.grad, rel=1e-6, abs=1e-9)
    assert [node.data for node in graph.topological_order(root)] == values


@pytest.mark.parametrize("size", [1e-6, 1e9])
def test_the_step_fits_the_size_of_the_node(size):
    root = formula.parse("a ** 2", {"a": size})
    assert finite_difference(root, root.parents[0]) == pytest.approx(2 * size, rel=1e-9, abs=1e-9)


def test_a_node_of_another_graph_changes_nothing():
    assert finite_difference(formula.parse("a * b", INPUTS), graph.Value(1.0)) == 0.0


def test_where_the_result_does_not_exist_it_says_so():
    root = formula.parse("c ** a", {"a": 1.0, "c": 1e-6})
    with pytest.raises(graph.GraphError):
        finite_difference(root, root.parents[0], h=1e-3)


@pytest.mark.parametrize("h", [0.0, -1.0, float("nan")])
def test_a_step_must_be_positive(h):
    root = formula.parse("a", INPUTS)
    with pytest.raises(ValueError, match="h"):
        finite_difference(root, root, h)
