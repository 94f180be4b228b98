"""The script of the page Computational graph: a formula, one operation a line, and back again.

Functions make the nodes and one loop goes back through them: the engine of the page in its
smallest form, without operators that work behind the scenes.
"""

import keyword
import re
from collections.abc import Mapping, Sequence

from core.activations import ACTIVATIONS
from core.graph import Value
from pages.lessons.computational_graph.walk import Walk
from pages.shared.script import pieces
from pages.shared.script.functions import functions, slopes
from pages.shared.script.pieces import Told, listed, literal
from pages.shared.script.script import Script, Section

_OPERATIONS = {
    "+": '''\
def add(a, b):
    """a + b: both local derivatives are 1."""
    return node(a.value + b.value, [a, b], [1.0, 1.0])''',
    "-": '''\
def subtract(a, b):
    """a - b: local derivatives 1 and -1."""
    return node(a.value - b.value, [a, b], [1.0, -1.0])''',
    "*": '''\
def multiply(a, b):
    """a b: the local derivative of each factor is the other one."""
    return node(a.value * b.value, [a, b], [b.value, a.value])''',
    "/": '''\
def divide(a, b):
    """a / b: local derivatives 1/b and -a/b^2."""
    quotient = a.value / b.value
    return node(quotient, [a, b], [1 / b.value, -quotient / b.value])''',
    "neg": '''\
def negative(a):
    """-a: local derivative -1."""
    return node(-a.value, [a], [-1.0])''',
    "** n": '''\
def power(a, n):
    """a^n for a number n: local derivative n a^(n-1)."""
    return node(math.pow(a.value, n), [a], [n * math.pow(a.value, n - 1) if n else 0.0])''',
    "**": '''\
def raised(a, b):
    """a^b for a node b: local derivatives b a^(b-1) and a^b log a."""
    result, log = math.pow(a.value, b.value), math.log(a.value)
    return node(result, [a, b], [b.value * math.pow(a.value, b.value - 1), result * log])''',
    "f": '''\
def apply(f, slope, a):
    """f(a): local derivative f'(a)."""
    return node(float(f(a.value)), [a], [float(slope(a.value))])''',
}

_IMPORT = "from types import SimpleNamespace"
_POWERS = {"** n", "**"}
"""What takes the powers of Python's math: ``**`` makes a complex number of a negative base."""

ENGINE = '''\
def node(value, parents=(), local=()):
    """A number that remembers its parents, and its derivative with respect to each of them."""
    return SimpleNamespace(value=value, parents=parents, local=local, gradient=0.0)'''

BACKWARD = '''\
def backward(nodes):
    """From the result back: each parent gets its node's gradient times the local derivative."""
    nodes[-1].gradient = 1.0
    for one in reversed(nodes):
        for parent, local in zip(one.parents, one.local):
            parent.gradient += local * one.gradient'''

_TRIED = """\
x, w, b = node(2.0), node(0.5), node(0.3)
product = multiply(w, x)
result = add(product, b)
backward([x, w, b, product, result])
print(result.value, w.gradient)"""
RULE = "\n\n\n".join([_IMPORT, ENGINE, _OPERATIONS["+"], _OPERATIONS["*"], BACKWARD, _TRIED])


def write(walk: Walk) -> Script:
    """The graph on the screen, with all its nodes."""
    names = _identifiers(walk)
    inputs = [f'"{names[node]}": {literal(node.data)}' for node in walk.nodes if _is_input(node)]
    kinds = list(dict.fromkeys(_kind(node) for node in walk.nodes if node.parents))
    engine = "\n\n\n".join([ENGINE, *(_OPERATIONS[kind] for kind in kinds), BACKWARD])
    told = [
        Told("values", "[one.value for one in nodes]", [node.data for node in walk.nodes]),
        Told("gradients", "[one.gradient for one in nodes]",
             [walk.gradients[node] for node in walk.nodes]),
    ]  # fmt: skip
    return Script(
        "computational_graph",
        "A formula as a graph, and the chain rule back through it",
        "Forward, every operation finds its value. Backward, every node learns how fast the "
        "result changes when it does.",
        (
            Section("The inputs", "Change them and run all of it again.",
                    listed("INPUTS = {", inputs, "}")),
            *_activations(walk),
            Section("The engine", "Operations that know their local derivatives.", engine),
            Section("The formula", "One operation a line.", _formula(walk, names)),
            _RESULT, _NUDGED, _PICTURE, pieces.compared(told),
        ),
        imports=("import math", _IMPORT) if _POWERS & set(kinds) else (_IMPORT,),
    )  # fmt: skip


def _identifiers(walk: Walk) -> Mapping[Value, str]:
    """A name for each node that Python takes: as on the screen where that is possible."""
    taken: dict[Value, str] = {}
    for i, node in enumerate(walk.nodes, start=1):
        spelt = walk.names[node].replace("−", "minus ")
        name = "_".join(re.findall(r"[A-Za-z0-9]+", spelt))
        if not name.isidentifier() or keyword.iskeyword(name) or name in _RESERVED:
            name = f"n{i}"
        taken[node] = name if name not in taken.values() else f"n{i}"
    return taken


_RESERVED = {
    "np", "go", "node", "nodes", "build", "backward", "add", "subtract", "multiply", "divide",
    "negative", "power", "raised", "apply", "compare", "found", "agreed", "INPUTS", "NAMES",
    *ACTIVATIONS,
}  # fmt: skip


def _kind(node: Value) -> str:
    """Which of the operations a node is."""
    if node.operation.startswith("** "):
        return "** n"
    return node.operation if node.operation in _OPERATIONS else "f"


_CALLS = {
    "+": "add", "-": "subtract", "*": "multiply", "/": "divide", "neg": "negative", "**": "raised",
}  # fmt: skip


def _activations(walk: Walk) -> Sequence[Section]:
    """The activation functions that the formula uses, if any."""
    used = [ACTIVATIONS[node.operation] for node in walk.nodes if node.operation in ACTIVATIONS]
    if not used:
        return []
    code = f"{functions(used)}\n\n\n{slopes(used)}"
    return [Section("The activations", "f and its slope, for the nodes that use them.", code)]


def _formula(walk: Walk, names: Mapping[Value, str]) -> str:
    lines = [_lines_of(node, names) for node in walk.nodes]
    told = '    """All nodes in the order of computing, the result last."""'
    returned = listed("    return [", [names[node] for node in walk.nodes], "]")
    shown = listed("NAMES = [", [literal(walk.names[node]) for node in walk.nodes], "]")
    return "\n".join(["def build(inputs):", told, *lines, returned, "", "", shown])


def _lines_of(node: Value, names: Mapping[Value, str]) -> str:
    """How the node comes about: from an input, from a number, or by an operation."""
    name = names[node]
    if node.parents:
        return f"    {name} = {_call(node, names)}"
    value = f'inputs["{name}"]' if _is_input(node) else literal(node.data)
    return f"    {name} = node({value})"


def _is_input(node: Value) -> bool:
    """Whether a node without parents is one of the formula's letters, not a number in it."""
    return not node.parents and node.label.isidentifier()


def _call(node: Value, names: Mapping[Value, str]) -> str:
    """The operation as a call with its parents."""
    kind, parents = _kind(node), ", ".join(names[parent] for parent in node.parents)
    if kind == "f":
        return f"apply({node.operation}, {node.operation}_slope, {parents})"
    if kind == "** n":
        return f"power({parents}, {literal(float(node.operation.removeprefix('** ')))})"
    return f"{_CALLS[kind]}({parents})"


_RESULT = Section(
    "Forward, then backward",
    "The gradient of a node is the sum, over all that use it, of upstream times local.",
    """\
nodes = build(INPUTS)
backward(nodes)
for name, one in zip(NAMES, nodes):
    print(f"{name}: value {one.value:.6g}, gradient {one.gradient:.6g}")
""",
)

_NUDGED = Section(
    "The same by trying out",
    "Make an input a little larger and a little smaller, compute everything again, and divide the "
    "change of the result by that of the input. At a jump or a kink the two differ, and where the "
    "formula has no value on one side there is nothing to compare.",
    """\
for name, value in INPUTS.items():
    h = 1e-5 * max(1, abs(value))
    try:
        higher = build({**INPUTS, name: value + h})[-1].value
        lower = build({**INPUTS, name: value - h})[-1].value
        tried = f"{(higher - lower) / (2 * h):.6g}"
    except (ValueError, ArithmeticError):  # such as the root of a number below 0, or 1 / 0
        tried = "undefined"
    print(f"gradient of {name} by trying out: {tried}")
""",
)

_PICTURE = pieces.picture(
    "The gradient of every node.",
    """\
figure = go.Figure()
figure.add_bar(x=NAMES, y=[one.gradient for one in nodes])
figure.update_layout(xaxis_title="Node", yaxis_title="Gradient")
figure.show()""",
)
