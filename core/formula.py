"""A formula typed by a student, turned into a computational graph.

The text is cut into tokens: numbers, names and signs. They are read once, from left to right, by
the rules of arithmetic, each of which is a function below:

    sum     = product, then any number of + product or - product
    product = signed, then any number of * signed or / signed
    signed  = - signed, or a power
    power   = atom, or atom ** signed
    atom    = a number, an input, activation ( sum ), or ( sum )

Nothing in the text is ever run. What else it holds is refused in one sentence. Length and depth
are bounded, and so the time: at most one node a character.
"""

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from core import checks
from core.activations import ACTIVATIONS
from core.graph import Value, topological_order, written

MOST_CHARACTERS = 200
MOST_DEPTH = 60  # brackets, minus signs and powers inside each other
LARGEST_NUMBER = 1e6
LARGEST_EXPONENT = 20

_TOKEN = re.compile(
    r"(?P<number>(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?)|(?P<name>[a-z_]\w*)|(?P<sign>\*\*|[-+*/(),])",
    re.ASCII | re.IGNORECASE,
)
_HINTS = {
    "^": "a power is written **",
    "²": "a square is written ** 2",
    "×": "a product is written *",
    "·": "a product is written *",
    "−": "minus is written -",
    "–": "minus is written -",
    "÷": "a quotient is written /",
    ":": "a quotient is written /",
    "[": "brackets are round",
    "{": "brackets are round",
    ",": "decimals follow a point, as in 0.5",
}


class FormulaError(ValueError):
    """A formula that cannot become a graph: one sentence with the piece and what is allowed."""


class _Token(NamedTuple):
    """A number, name or sign; "end" after the last one. `start` counts from 0 in the text."""

    kind: str
    text: str
    start: int


def parse(text: str, inputs: Mapping[str, float]) -> Value:
    """The graph of a formula of the given inputs, for example "tanh(w1*x1 + b) ** 2".

    An input used twice is one node. FormulaError for a text that is not such a formula;
    GraphError (also a ValueError) where the formula has no value, such as 1 / 0.
    """
    values = {name: Value(checks.number(name, number), name) for name, number in inputs.items()}
    text = text.strip()
    if not text:
        raise FormulaError("the formula is empty: type one, such as x1 * w1 + b")
    if len(text) > MOST_CHARACTERS:
        raise FormulaError(f"the formula has {len(text)} characters: allowed are {MOST_CHARACTERS}")
    return _Reader(text, values).whole()


def _tokens(text: str, allowed: str) -> Iterator[_Token]:
    place = 0
    while place < len(text):
        if text[place] in " \t":
            place += 1
            continue
        found = _TOKEN.match(text, place)
        if found is None:
            sign = text[place]
            where = f"{_shown(sign)}, character {place + 1},"
            raise FormulaError(f"{where} is not allowed: {allowed}{_hint(sign)}")
        yield _Token(str(found.lastgroup), found[0], place)
        place = found.end()
    yield _Token("end", "", len(text))


def _hint(sign: str) -> str:
    """How to write what such a sign is often typed for."""
    return f"; {_HINTS[sign]}" if sign in _HINTS else ""


def _shown(piece: str) -> str:
    """A piece as the student typed it, on one line and not too long."""
    line = "".join(letter if letter.isprintable() else " " for letter in piece)
    if line == "'":
        return '"\'"'
    return f"'{line[:40]}...'" if len(line) > 40 else f"'{line}'"


class _Reader:
    """Reads the tokens of one formula into nodes."""

    def __init__(self, text: str, values: Mapping[str, Value]) -> None:
        self.text, self.values = text, values
        names = ", ".join(values) or "none"
        allowed = (
            f"a formula is made of numbers, the inputs {names}, + - * / **, brackets and "
            "activations"
        )
        self.tokens = list(_tokens(text, allowed))
        self.place, self.depth = 0, 0

    @property
    def next(self) -> _Token:
        """The token not read yet."""
        return self.tokens[self.place]

    def take(self, *signs: str) -> str:
        """Read the next token if it is one of these signs; else nothing."""
        token = self.next
        if token.text not in signs:
            return ""
        self.place += 1
        return token.text

    def whole(self) -> Value:
        """The formula from its first to its last token."""
        node = self.sum()
        if self.next.kind != "end":
            raise self.unreadable()
        return node

    def sum(self) -> Value:
        """Products, added and subtracted from left to right."""
        node = self.product()
        while sign := self.take("+", "-"):
            other = self.product()
            node = node + other if sign == "+" else node - other
        return node

    def product(self) -> Value:
        """Signed powers, multiplied and divided from left to right."""
        node = self.signed()
        while sign := self.take("*", "/"):
            other = self.signed()
            node = node * other if sign == "*" else node / other
        return node

    def signed(self) -> Value:
        """A power, or minus what follows: -x ** 2 is -(x ** 2). All nesting comes through here."""
        self.depth += 1
        if self.depth > MOST_DEPTH:
            raise FormulaError(
                f"the formula is nested more than {MOST_DEPTH} deep: write it with fewer brackets"
            )
        node = self.minus() if self.take("-") else self.power()
        self.depth -= 1
        return node

    def minus(self) -> Value:
        """The minus sign has been read; of a number it makes a number, not an operation."""
        node = self.signed()
        if node.parents or node in self.values.values():
            return -node
        return Value(-node.data, written(-node.data))

    def power(self) -> Value:
        """An atom, or an atom to a power; the exponent may have a sign and a power of its own."""
        base = self.atom()
        if not self.take("**"):
            return base
        start = self.next.start
        exponent = self.signed()
        if any(leaf in self.values.values() for leaf in topological_order(exponent)):
            return base**exponent
        if abs(exponent.data) > LARGEST_EXPONENT:
            typed = self.text[start : self.next.start].strip()
            raise FormulaError(
                f"the exponent {_shown(typed)} is too large: allowed are -{LARGEST_EXPONENT} to "
                f"{LARGEST_EXPONENT}"
            )
        return base**exponent.data

    def atom(self) -> Value:
        """A number, an input, an activation of a formula, or a formula in brackets."""
        token = self.next
        if self.take("("):
            return self.closed(self.sum())
        if token.kind not in {"number", "name"}:
            raise self.unreadable()
        self.place += 1
        if token.kind == "number":
            return self.number(token)
        return self.activation(token.text) if self.take("(") else self.input(token.text)

    def closed(self, node: Value) -> Value:
        """The same node, after a closing bracket."""
        if not self.take(")"):
            raise self.unreadable()
        return node

    def number(self, token: _Token) -> Value:
        """A node labelled with the number."""
        if token.text.isdigit() and token.text.startswith("0") and token.text.strip("0"):
            raise self.unreadable(token)  # 007 is no number in Python either
        number = float(token.text)
        if not number <= LARGEST_NUMBER:
            raise FormulaError(
                f"the number {_shown(token.text)} is too large: allowed are numbers up to "
                f"{LARGEST_NUMBER:,.0f}"
            )
        return Value(number, written(number))

    def input(self, name: str) -> Value:
        """The node of an input."""
        if name in self.values:
            return self.values[name]
        if name in ACTIVATIONS:
            raise FormulaError(f"{_shown(name)} needs a formula in brackets, such as {name}(x)")
        names = ", ".join(self.values) or "none"
        raise FormulaError(f"{_shown(name)} is not one of the inputs: they are {names}")

    def activation(self, name: str) -> Value:
        """The name and its opening bracket have been read."""
        if name not in ACTIVATIONS:
            allowed = ", ".join(ACTIVATIONS)
            raise FormulaError(f"{_shown(name)} is not a function here: allowed are {allowed}")
        node = None if self.take(")") else self.sum()
        if node is None or self.next.text == ",":
            raise FormulaError(
                f"{_shown(name)} must have one formula in its brackets, such as {name}(x)"
            )
        return self.closed(node).apply(name)

    def unreadable(self, token: _Token | None = None) -> FormulaError:
        """What to say of a token that cannot stand where it stands."""
        found = token or self.next
        near = f"near {_shown(found.text)}, character {found.start + 1}"
        return FormulaError(
            f"the formula cannot be read {near if found.text else 'at its end'}: a sign, a number "
            f"or a bracket is missing or one too many{_hint(found.text)}"
        )
