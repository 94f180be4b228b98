"""Numbers in the texts of a drawing: written out, or left blank for the browser to fill in.

A run has hundreds of moments, and at each a drawing says dozens of numbers. The words around them
stay, so they are sent once (``motion.Texts``).
"""

from collections.abc import Callable
from dataclasses import dataclass

from pages.shared import words


@dataclass(frozen=True)
class Writing:
    """How a number is written: by itself; as a factor or a term of a sum; where it is cramped."""

    number: Callable[[float], str]
    term: Callable[[float], str]
    short: Callable[[float], str]


def _term(value: float) -> str:
    return words.bracketed(words.number(value, 3))


def _short(value: float) -> str:
    return words.number(round(value, 2), 3)


def _blank(style: str) -> Callable[[float], str]:
    return lambda column: f"{{{column:.0f}:{style}}}"


IN_WORDS = Writing(words.number, _term, _short)
AS_BLANKS = Writing(_blank("number"), _blank("term"), _blank("short"))
"""For a drawing whose numbers are the columns that the numbers are found in at each moment."""
