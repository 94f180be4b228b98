"""A formula typed by a student, turned into a computational graph.

Python's own parser reads the text into a tree of pieces, and nothing in it is ever run: each
piece is looked at, and either is one of the few allowed (a number, a given input, + - * / **, a
minus sign, an activation) and becomes a node of the graph, or is refused in one sentence.
"""

import ast
import operator
from collections.abc import Callable, Mapping

from core import checks
from core.activations import ACTIVATIONS
from core.graph import Value, topological_order

MOST_CHARACTERS = 200
MOST_DEPTH = 100  # pieces inside pieces
LARGEST_NUMBER = 1e6
LARGEST_EXPONENT = 20

OPERATIONS: dict[type[ast.operator], Callable[[Value, Value], Value]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
}


class FormulaError(ValueError):
    """A formula that cannot become a graph: one sentence with the piece and what is allowed."""


def parse(text: str, inputs: Mapping[str, float]) -> Value:
    """The graph of a formula of the given inputs, for example "tanh(w1*x1 + b) ** 2".

    An input used twice is one node. FormulaError for a text that is not such a formula;
    GraphError (also a ValueError) where the formula has no value, such as 1 / 0.
    """
    values = {name: Value(checks.number(name, number), name) for name, number in inputs.items()}
    return _Reader(text.strip(), values).node(_tree(text.strip()), 1)


def _tree(text: str) -> ast.expr:
    """The text as Python's parser sees it."""
    if not text:
        raise FormulaError("the formula is empty: type one, such as x1 * w1 + b")
    if len(text) > MOST_CHARACTERS:
        raise FormulaError(f"the formula has {len(text)} characters: allowed are {MOST_CHARACTERS}")
    try:
        return ast.parse(text, mode="eval").body
    except (SyntaxError, ValueError, MemoryError, RecursionError) as error:
        place = getattr(error, "offset", None)
        where = f" near character {place}" if place else ""
        raise FormulaError(
            f"the formula cannot be read{where}: a sign, a number or a bracket "
            "is missing or one too many"
        ) from None


class _Reader:
    """Turns the pieces of one formula into nodes."""

    def __init__(self, text: str, values: Mapping[str, Value]) -> None:
        self.text, self.values = text, values

    def node(self, piece: ast.expr, depth: int) -> Value:
        """The node of a piece and of all the pieces in it."""
        if depth > MOST_DEPTH:
            raise FormulaError(
                f"the formula is nested more than {MOST_DEPTH} deep: write it "
                "with fewer brackets or terms"
            )
        match piece:
            case ast.Constant():
                return self._number(piece)
            case ast.Name():
                return self._input(piece)
            case ast.UnaryOp(op=ast.USub(), operand=operand):
                return self._minus(operand, depth)
            case ast.BinOp(op=ast.Pow()):
                return self._power(piece, depth)
            case ast.BinOp(left=left, op=op, right=right) if type(op) in OPERATIONS:
                return OPERATIONS[type(op)](self.node(left, depth + 1), self.node(right, depth + 1))
            case ast.Call():
                return self._activation(piece, depth)
        raise self._refuse(piece)

    def _number(self, piece: ast.Constant) -> Value:
        number = piece.value
        if isinstance(number, bool) or not isinstance(number, int | float):
            raise self._refuse(piece)
        if not abs(number) <= LARGEST_NUMBER:
            raise FormulaError(
                f"the number {self._shown(piece)} is too large: allowed are "
                f"numbers up to {LARGEST_NUMBER:,.0f}"
            )
        return Value(float(number), f"{number:g}")

    def _input(self, piece: ast.Name) -> Value:
        if piece.id not in self.values:
            names = ", ".join(self.values) or "none"
            raise FormulaError(f"{self._shown(piece)} is not one of the inputs: they are {names}")
        return self.values[piece.id]

    def _minus(self, operand: ast.expr, depth: int) -> Value:
        value = self.node(operand, depth + 1)
        if isinstance(operand, ast.Constant):
            return Value(-value.data, f"{-value.data:g}")
        return -value

    def _power(self, piece: ast.BinOp, depth: int) -> Value:
        base, exponent = self.node(piece.left, depth + 1), self.node(piece.right, depth + 1)
        if any(leaf in self.values.values() for leaf in topological_order(exponent)):
            return base**exponent
        if abs(exponent.data) > LARGEST_EXPONENT:
            raise FormulaError(
                f"the exponent {self._shown(piece.right)} is too large: allowed "
                f"are -{LARGEST_EXPONENT} to {LARGEST_EXPONENT}"
            )
        return base**exponent.data

    def _activation(self, piece: ast.Call, depth: int) -> Value:
        if not isinstance(piece.func, ast.Name) or piece.func.id not in ACTIVATIONS:
            raise FormulaError(
                f"{self._shown(piece.func)} is not a function here: allowed are "
                f"{', '.join(ACTIVATIONS)}"
            )
        if len(piece.args) != 1 or piece.keywords:
            raise FormulaError(
                f"{self._shown(piece)} must have one formula in its brackets, "
                f"such as {piece.func.id}(x)"
            )
        return self.node(piece.args[0], depth + 1).apply(piece.func.id)

    def _shown(self, piece: ast.expr) -> str:
        """The piece as the student typed it."""
        typed = ast.get_source_segment(self.text, piece) or "this"
        return f"'{typed[:40]}...'" if len(typed) > 40 else f"'{typed}'"

    def _refuse(self, piece: ast.expr) -> FormulaError:
        hint = "; a power is written **" if "^" in self.text else ""
        return FormulaError(
            f"{self._shown(piece)} is not allowed: a formula is made of numbers, the inputs "
            f"{', '.join(self.values)}, + - * / **, brackets and activations{hint}"
        )
