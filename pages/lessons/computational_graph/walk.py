"""A walk through a computational graph: forward to the result, then backward to every gradient.

Each step is one operation, with the numbers it used in a sentence. The sentences are what the page
says, the states are what the figure draws.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from core.graph import Value, backward_steps, forward_steps, topological_order
from pages.shared import words

_SIGNS = {"+": "+", "-": "−", "*": "×", "/": "÷"}
_NEW_LINE = "\n"
_FORWARD = "Everything it needs is known, so it can be computed."
_RAISED = str.maketrans("-.e0123456789", "⁻˙ᵉ⁰¹²³⁴⁵⁶⁷⁸⁹")
_RULES = {
    "+": "A sum moves as much as each of its terms: both local derivatives are 1.",
    "-": "A difference moves with its first term and against its second: local derivatives 1 "
    "and −1.",
    "*": "The local derivative of a product with respect to one factor is the other factor.",
    "/": "For a / b the local derivatives are 1/b and −a/b².",
    "neg": "The local derivative of −a is −1.",
    "**": "For aᵇ the local derivatives are b aᵇ⁻¹ and aᵇ log a.",
}


@dataclass(frozen=True)
class WalkStep:
    """One moment of the walk.

    node:      the operation that is computed, or that hands its gradient on; None at the start
    known:     the nodes whose values are known
    gradients: what each node has got so far, for those that have got something
    done:      the nodes that have handed their gradient on
    caption:   the step in a few words; sentence: the step with all its numbers
    """

    node: Value | None
    backward: bool
    known: frozenset[Value]
    gradients: Mapping[Value, float]
    done: frozenset[Value]
    caption: str
    sentence: str


@dataclass(frozen=True)
class Walk:
    """All steps through one graph, and what its nodes are called."""

    root: Value
    nodes: list[Value]
    names: dict[Value, str]
    steps: list[WalkStep]

    @property
    def gradients(self) -> Mapping[Value, float]:
        """The gradient of every node."""
        return self.steps[-1].gradients

    def step_of(self, node: Value, back: bool) -> int:
        """Where a node is computed or, on the way back, hands its gradient on.

        An input is not computed, and hands nothing on: its step is the one with which its gradient
        is complete.
        """
        own = [i for i, step in enumerate(self.steps) if step.node is node]
        if own:
            return own[-1] if back else own[0]
        return max(
            i
            for i, step in enumerate(self.steps)
            if step.backward and step.node and any(one is node for one in step.node.parents)
        )


def through(root: Value) -> Walk:
    """The walk through the graph of a result. GraphError if a gradient overflows."""
    nodes = topological_order(root)
    names = _names(root, nodes)
    steps = [*_forward(root, nodes, names), *_backward(root, nodes, names)]
    return Walk(root, nodes, names, steps)


def sign(node: Value) -> str:
    """The operation of a node as it is written: ×, +, tanh, power 2."""
    if node.operation.startswith("** "):
        return f"power {node.operation.removeprefix('** ').replace('-', '−')}"
    return {**_SIGNS, "**": "power", "neg": "minus"}.get(node.operation, node.operation)


def exponent(node: Value) -> str:
    """The number in a power's exponent, raised: ² of a²; "" for every other operation."""
    name, _, number = node.operation.partition("** ")
    return "" if name else number.translate(_RAISED)


def formula(node: Value, of: Mapping[Value, str]) -> str:
    """The operation of a node with what stands for its parents: ``v1 + b``, ``0.5 + (−2)``."""
    parents = [of[parent] for parent in node.parents]
    terms = [_bracketed(text) for text in parents]
    if node.operation in _SIGNS:
        return f" {_SIGNS[node.operation]} ".join(terms)
    if node.operation == "neg":
        return f"−{terms[0]}"
    if node.operation == "**":
        return " to the power ".join(terms)
    if raised := exponent(node):
        return terms[0] + raised
    return f"{node.operation.replace('_', ' ')}({parents[0]})"


def _names(root: Value, nodes: list[Value]) -> dict[Value, str]:
    """Labels where the graph gives them; else v1, v2, ... in the order of computing."""
    names: dict[Value, str] = {}
    unnamed = 0
    for node in nodes:
        if node.label:
            names[node] = node.label.replace("-", "−")
        elif node is root:
            names[node] = "result"
        else:
            unnamed += 1
            names[node] = f"v{unnamed}"
    return names


def _forward(root: Value, nodes: list[Value], names: Mapping[Value, str]) -> Iterator[WalkStep]:
    known = {node for node in nodes if not node.parents}
    inputs = f"Only the inputs and constants have a value.{_NEW_LINE}Step on, or press Play."
    start = "Start: the inputs are known"
    yield WalkStep(None, False, frozenset(known), {}, frozenset(), start, inputs)
    numbers = {node: words.number(node.data) for node in nodes}
    for node in forward_steps(root):
        known.add(node)
        name, in_numbers = names[node], [formula(node, numbers), numbers[node]]
        caption = f"Forward: {_equal(name, *in_numbers)}"
        told = _equal(name, formula(node, names), *in_numbers)
        sentence = f"{told}.{_NEW_LINE}{_FORWARD}"
        yield WalkStep(node, False, frozenset(known), {}, frozenset(), caption, sentence)


def _equal(*texts: str) -> str:
    """What is equal, each once: minus 2 is written as its value is."""
    return " = ".join(dict.fromkeys(texts))


def _backward(root: Value, nodes: list[Value], names: Mapping[Value, str]) -> Iterator[WalkStep]:
    known, before, done = frozenset(nodes), {root: 1.0}, frozenset[Value]()
    name = names[root]
    sentence = (
        f"{name} moves exactly as much as itself, so its own gradient is 1.{_NEW_LINE}"
        "From here each node hands its gradient on, times a local derivative."
    )
    caption = f"Backward: the gradient of {name} is 1"
    yield WalkStep(root, True, known, before, done, caption, sentence)
    for state in backward_steps(root)[1:]:
        node = state.node
        assert node is not None  # only the state before the first step has none
        after = {each: state.gradients[each] for each in [*before, *node.parents]}
        done |= {node}
        handed = [
            _handed(node, parent, local, before, names)
            for parent, local in zip(node.parents, node.local, strict=True)
        ]
        totals = _totals(node, before, after, state.complete, names)
        handed_to = ", ".join(dict.fromkeys(names[parent] for parent in node.parents))
        caption = f"Backward: from {names[node]} to {handed_to}"
        given = f"{names[node]} hands on upstream × local, {', '.join(handed)}.{totals}"
        sentence = given + _NEW_LINE + _rule(node)
        yield WalkStep(node, True, known, after, done, caption, sentence)
        before = after


def _handed(
    node: Value,
    parent: Value,
    local: float,
    gradients: Mapping[Value, float],
    names: Mapping[Value, str],
) -> str:
    """What a parent gets from a node: the chain rule with its numbers."""
    upstream = gradients[node]
    factors = " × ".join(_bracketed(words.number(factor)) for factor in (upstream, local))
    return f"to {names[parent]}: {factors} = {words.number(upstream * local)}"


def _totals(
    node: Value,
    before: Mapping[Value, float],
    after: Mapping[Value, float],
    complete: frozenset[Value],
    names: Mapping[Value, str],
) -> str:
    """What nodes with several uses have got together, and whether more will come."""
    said = ""
    for parent in dict.fromkeys(node.parents):
        again = parent in before or node.parents.count(parent) > 1
        if again:
            said += f" In total {names[parent]} has received {words.number(after[parent])}."
        if parent not in complete:
            said += f" {names[parent]} is used elsewhere too, so more will come."
    return said


def _rule(node: Value) -> str:
    """How the local derivative of an operation comes about."""
    if exponent(node):
        return "The local derivative of aⁿ is n aⁿ⁻¹."
    at = words.number(node.parents[0].data)
    slope = f"The local derivative of an activation is its slope f′, here at {at}."
    return _RULES.get(node.operation, slope)


def _bracketed(text: str) -> str:
    """A name or number as a factor or term: in brackets if it has a sign or parts."""
    return f"({text})" if text.startswith("−") or " " in text else text
