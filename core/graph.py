"""The computational graph: a formula as a net of small operations, each with its own derivative.

Each node holds a value and how fast it changes with each of its parents, the local derivative.
Values are found from the inputs forward. Gradients are found backward from the result, by the
chain rule: a node hands its gradient, times the local derivative, to each parent, and a parent
adds up what it gets from all its uses. That is backpropagation, for any formula.
(Linnainmaa 1970; Rumelhart, Hinton and Williams 1986; the size and spirit of this engine are
those of Karpathy's micrograd, 2020.)
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from core import checks
from core.activations import Activation, find

LARGEST = float(checks.LIMIT)
_TYPED = 1e-9
"""A smaller number is written with its power of ten."""
END = f"here numbers end at {LARGEST:g}"


class GraphError(ValueError):
    """A value or derivative that does not exist, such as 1 / 0, told in one sentence."""

    def __init__(self, sentence: str) -> None:
        """With a real minus sign, as it is read on a page."""
        super().__init__(sentence.replace("-", "−"))


class Value:
    """A node: `data` its value, `grad` the derivative of the result with respect to it.

    `operation` is "" for an input or a constant. `parents` are the nodes it was computed from,
    and `local` the derivative of this node with respect to each of them, in the same order.
    Numbers in a formula become nodes labelled with the number. Raises GraphError where a value
    or a derivative is undefined, a value above 1e50, the largest that `core` computes with, or a
    derivative too large for a float.
    """

    def __init__(
        self,
        data: float,
        label: str = "",
        operation: str = "",
        parents: "tuple[Value, ...]" = (),
        local: tuple[float, ...] = (),
    ) -> None:
        """An input by itself; with an operation, a computed node."""
        if not abs(data) <= LARGEST or not all(map(math.isfinite, local)):
            shown = ", ".join(written(parent.data) for parent in parents)
            what = f"{operation} of {shown}" if operation else f"the input {label or data}"
            if abs(data) <= LARGEST:
                raise GraphError(f"{what} is too steep there: its slope is too large for a number")
            raise GraphError(f"{what} is too large: {END}")
        self.data: float = float(data)
        self.label, self.operation = label, operation
        self.parents, self.local = parents, tuple(map(float, local))
        self.grad = 0.0

    def __repr__(self) -> str:
        """Label, value and gradient."""
        return f"Value({self.label or self.operation!r}, data={self.data:g}, grad={self.grad:g})"

    def named(self, label: str) -> "Value":
        """The same node with a label, for drawing it."""
        self.label = label
        return self

    def __add__(self, other: "Value | float") -> "Value":
        """a + b: both local derivatives are 1."""
        b = as_value(other)
        return Value(self.data + b.data, "", "+", (self, b), (1.0, 1.0))

    def __sub__(self, other: "Value | float") -> "Value":
        """a - b: local derivatives 1 and -1."""
        b = as_value(other)
        return Value(self.data - b.data, "", "-", (self, b), (1.0, -1.0))

    def __mul__(self, other: "Value | float") -> "Value":
        """a b: the local derivative of each factor is the other one."""
        b = as_value(other)
        return Value(self.data * b.data, "", "*", (self, b), (b.data, self.data))

    def __truediv__(self, other: "Value | float") -> "Value":
        """a / b: local derivatives 1/b and -a/b^2."""
        a, b = self.data, as_value(other).data
        if b == 0.0:
            raise GraphError(f"{written(a)} / 0: nothing can be divided by zero")
        quotient = a / b
        return Value(quotient, "", "/", (self, as_value(other)), (1.0 / b, -quotient / b))

    def __pow__(self, exponent: "Value | float") -> "Value":
        """a^n for a number n: local derivative n a^(n-1). a^b for a node b: see `_power`."""
        if isinstance(exponent, Value):
            return self._power(exponent)
        a, n = self.data, float(exponent)
        result = power(a, n)
        if a == 0.0 and 0.0 < n < 1.0:
            raise GraphError(f"0 ** {written(n)}: its slope at zero is infinite")
        local = n * power(a, n - 1.0) if n else 0.0
        return Value(result, "", f"** {written(n, 15)}", (self,), (local,))

    def _power(self, exponent: "Value") -> "Value":
        """a^b: local derivatives b a^(b-1) and a^b log a, for which a must be positive."""
        a, b = self.data, exponent.data
        if a <= 0.0:
            what = f"{written(a)} ** {written(b)}"
            raise GraphError(f"{what}: with a variable exponent the base must be above 0")
        result = power(a, b)
        local = b * power(a, b - 1.0), result * math.log(a)
        return Value(result, "", "**", (self, exponent), local)

    def __neg__(self) -> "Value":
        """-a: local derivative -1."""
        return Value(-self.data, "", "neg", (self,), (-1.0,))

    def __radd__(self, other: float) -> "Value":
        """A number + a."""
        return as_value(other) + self

    def __rsub__(self, other: float) -> "Value":
        """A number - a."""
        return as_value(other) - self

    def __rmul__(self, other: float) -> "Value":
        """A number times a."""
        return as_value(other) * self

    def __rtruediv__(self, other: float) -> "Value":
        """A number / a."""
        return as_value(other) / self

    def apply(self, activation: str | Activation) -> "Value":
        """f(a) for an activation: local derivative f'(a)."""
        f = find(activation)
        data, slope = f(self.data), f.derivative(self.data)
        return Value(float(data), "", f.name, (self,), (float(slope),))


def as_value(number: "Value | float") -> Value:
    """A node as it is; a number as a node labelled with the number."""
    return number if isinstance(number, Value) else Value(number, written(number))


def written(number: float, digits: int = 6) -> str:
    """A number in so many digits as a student would type it: 0.00001, not 1e-05."""
    if 0 < abs(number) < _TYPED or abs(number) > 1 / _TYPED:
        return f"{number:.{digits}g}"
    return np.format_float_positional(number, digits, fractional=False, trim="-")


def power(base: float, exponent: float) -> float:
    """base^exponent, or a GraphError where it has no real value."""
    if base == 0.0 and exponent < 0.0:
        raise GraphError(f"0 ** {written(exponent)}: a negative power of zero would divide by zero")
    if base < 0.0 and not exponent.is_integer():
        raise GraphError(
            f"{written(base)} ** {written(exponent)}: a fractional power of a negative number "
            "is not a real number"
        )
    try:
        return math.pow(base, exponent)
    except OverflowError:
        what = f"{written(base)} ** {written(exponent)}"
        raise GraphError(f"{what} is too large: {END}") from None


def topological_order(root: Value) -> list[Value]:
    """All nodes that the result needs, each after its parents, the result last."""
    order: list[Value] = []
    seen: set[Value] = set()
    stack = [(root, False)]
    while stack:
        node, parents_done = stack.pop()
        if parents_done:
            order.append(node)
        elif node not in seen:
            seen.add(node)
            stack.append((node, True))
            stack.extend((parent, False) for parent in reversed(node.parents))
    return order


def backward(root: Value) -> None:
    """Fill `grad` of every node that the result needs with d root / d node."""
    order = topological_order(root)
    gradients = dict.fromkeys(order, 0.0) | {root: 1.0}
    for node in reversed(order):
        _hand_on(node, gradients)
    for node, gradient in gradients.items():
        node.grad = gradient


def _hand_on(node: Value, gradients: dict[Value, float]) -> None:
    """The chain rule: each parent gets the node's gradient times its local derivative."""
    for parent, local in zip(node.parents, node.local, strict=True):
        gradients[parent] += local * gradients[node]
        if not math.isfinite(gradients[parent]):
            name = parent.label or parent.operation
            raise GraphError(f"the gradient of {name} is too large for a number")


def forward_steps(root: Value) -> list[Value]:
    """The operations in the order in which their values are found; inputs are known before."""
    return [node for node in topological_order(root) if node.parents]


@dataclass(frozen=True)
class BackwardState:
    """The gradients after some backward steps.

    `node` handed its gradient on in the last step (None before the first). `gradients` holds
    what each node has got so far; those in `complete` wait for nothing more.
    """

    node: Value | None
    gradients: dict[Value, float]
    complete: frozenset[Value]


def backward_steps(root: Value) -> list[BackwardState]:
    """The states after 0, 1, 2, ... steps back; in each step one operation hands on its gradient.

    Before the first step only the result has a gradient, 1. GraphError if one overflows.
    """
    order = topological_order(root)
    gradients, waiting = dict.fromkeys(order, 0.0) | {root: 1.0}, _uses(order)
    states = [_state(None, gradients, waiting)]
    for node in reversed(order):
        _hand_on(node, gradients)
        for parent in node.parents:
            waiting[parent] -= 1
        if node.parents:
            states.append(_state(node, gradients, waiting))
    return states


def _uses(order: Sequence[Value]) -> dict[Value, int]:
    """How many times each node is used by others."""
    uses = dict.fromkeys(order, 0)
    for node in order:
        for parent in node.parents:
            uses[parent] += 1
    return uses


def _state(
    node: Value | None, gradients: dict[Value, float], waiting: dict[Value, int]
) -> BackwardState:
    complete = frozenset(value for value, uses in waiting.items() if uses == 0)
    return BackwardState(node, dict(gradients), complete)


def neuron_error(
    inputs: Sequence[float],
    weights: Sequence[float],
    bias: float,
    target: float,
    activation: str | Activation = "logistic",
) -> Value:
    """The graph of E = 1/2 (t - f(w1 x1 + w2 x2 + ... + b))^2, a neuron's squared error.

    Labels: x1, w1, ... b, t for the inputs, z for the net input, o for the output, E for the
    result. ValueError unless there are as many weights as inputs, at least one.
    """
    x = checks.vector("inputs", inputs)
    w = checks.vector("weights", weights, len(x))
    b = Value(checks.number("bias", bias), "b")
    t = Value(checks.number("target", target), "t")
    products = [
        (Value(w_i, f"w{i}") * Value(x_i, f"x{i}")).named(f"w{i} x{i}")
        for i, (w_i, x_i) in enumerate(zip(w, x, strict=True), start=1)
    ]
    net = products[0]
    for product in products[1:]:
        net = net + product
    output = (net + b).named("z").apply(activation).named("o")
    return (0.5 * (t - output).named("t - o") ** 2).named("E")
