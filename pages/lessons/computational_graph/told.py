"""What the Computational graph page says beside its steps, whose sentences are in ``walk``."""

from core.finite_difference import finite_difference
from core.graph import GraphError, Value
from pages.lessons.computational_graph import walk as walks
from pages.lessons.computational_graph.graph import SHORT
from pages.lessons.computational_graph.settings import Seen, Settings
from pages.lessons.computational_graph.walk import Walk
from pages.shared import words

_ROUNDING = 1e-5
"""Gradients and finite differences that are apart by less, as a share, agree."""
COLUMNS = (
    "node", "operation", "value", "local derivative", "gradient", "finite difference", "apart",
)  # fmt: skip


def drawn(settings: Settings) -> str:
    """The formula of the graph, in plain text."""
    if settings.formula:
        return words.plain(settings.formula)
    return f"the neuron's squared error, E = ½ (t − o)² with o = {settings.activation}(z)"


def kept(settings: Settings) -> str:
    """Which graph stays on show when a formula cannot be drawn, as Markdown."""
    if not settings.formula:
        return "the neuron's squared error"
    return f"`{settings.formula.replace('`', '')}`"


def refused(wrong: str, settings: Settings) -> str:
    """Why the formula cannot be drawn, and what is shown instead."""
    sentence = words.plain(wrong[0].upper() + wrong[1:]).rstrip(".")
    return f"{sentence}. Shown instead: {kept(settings)}."


def alt(seen: Seen) -> str:
    """The graph and what it comes to, for screen readers."""
    walk = seen.walk
    return (
        f"The graph of {drawn(seen.settings)}: {words.count(len(walk.nodes), 'node')}, the result "
        f"{words.number(walk.root.data)}."
    )


def reading(walk: Walk) -> str:
    """How to read the drawing, and which activations stand in it for short."""
    used = {walks.sign(node) for node in walk.nodes}
    short = [f"{s} is the {name.replace('_', ' ')}" for name, s in SHORT.items() if name in used]
    return (
        f"Squares are inputs and constants, circles are operations"
        f"{''.join(f'; {meant}' for meant in short)}. Above each node stands its value, below it, "
        "after ∂, its gradient. The local derivative stands on its line once it has been used. "
        "Click a circle to go to its step, a square to go to where its gradient is complete."
    )


def moments(walk: Walk) -> list[str]:
    """Each step in a few words."""
    last = len(walk.steps) - 1
    return [f"Step {i} of {last}. {step.caption}" for i, step in enumerate(walk.steps)]


def gradient_row(walk: Walk, node: Value) -> tuple[str, ...]:
    """A node as a row of texts."""
    row = (walk.names[node], operation(walk, node), words.number(node.data), local(walk, node))
    tried = difference(walk, node)
    numbers = [words.number(tried[0]), words.number(tried[1], 2)] if tried else ["undefined", "–"]
    return (*row, words.number(walk.gradients[node]), *numbers)


def operation(walk: Walk, node: Value) -> str:
    """What the node is computed from."""
    return walks.formula(node, walk.names) if node.parents else "given"


def local(walk: Walk, node: Value) -> str:
    """How fast the node changes with each of its parents."""
    pairs = zip(node.parents, node.local, strict=True)
    return ", ".join(f"{words.number(slope)} for {walk.names[parent]}" for parent, slope in pairs)


def difference(walk: Walk, node: Value) -> tuple[float, float] | None:
    """The finite difference of a node, and how far its gradient is from it; None if undefined."""
    try:
        tried = finite_difference(walk.root, node)
    except GraphError:
        return None
    return tried, abs(tried - walk.gradients[node])


def checked(seen: Seen) -> str:
    """What a gradient and a finite difference are, and where the two are not the same."""
    result = "the result" if seen.settings.formula else "the result E"
    return (
        f"The **gradient** of a node says how fast {result} changes when the node does. "
        "The **finite difference** finds the same without the chain rule: make the node a little "
        "larger and a little smaller, compute everything after it again, and divide the change of "
        "the result by the change of the node. That takes two forward passes for each node. Going "
        "backward takes one pass for all of them."
        f"{_apart(seen.walk)}"
    )


def _apart(walk: Walk) -> str:
    """Where the finite differences are not the gradients; nothing where they agree."""
    tried = filter(None, (difference(walk, node) for node in walk.nodes))
    count = sum(apart > _ROUNDING * max(1.0, abs(slope)) for slope, apart in tried)
    if not count:
        return ""
    return (
        f" Here the two differ for {words.count(count, 'node')}: either an activation has a jump "
        "or a kink just there, where the gradient takes the slope on the right, or the result "
        "bends strongly even within so small a change, or its numbers are so large that the "
        "difference has lost digits to rounding."
    )


ERROR = (
    "Drawn: a neuron's squared error $E = \\frac{1}{2}(t - o)^2$ for the target $t$ and the output "
    "$o = f(w_1 x_1 + w_2 x_2 + b)$."
)
CHAIN_RULE = (
    r"\underbrace{\frac{\partial E}{\partial a}}_{\text{gradient}} = \sum_{\text{uses } c}"
    r"\underbrace{\frac{\partial E}{\partial c}}_{\text{upstream}} \cdot "
    r"\underbrace{\frac{\partial c}{\partial a}}_{\text{local}}"
)
ENGINE = (
    "The sum is over all nodes $c$ that use $a$. An operation needs to know only its own local "
    "derivative, not the formula it is part of. That is why one small program, the engine, works "
    "for every network. The gradients of all weights together are often written ∇E, read *nabla E*."
)
