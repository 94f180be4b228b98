"""Vectors and matrices with their real numbers as LaTeX that also fits on a phone.

What is too wide for a phone is shortened in the middle by dots.
"""

from collections.abc import Sequence

from numpy import atleast_2d
from numpy.typing import ArrayLike

from pages.shared import formulas

_MOST = 4
_DECIMALS, _DIGITS = 2, 4


def matrix(values: ArrayLike) -> str:
    """A vector (k,) as one row, or a matrix (n, k), to two decimals, four places each way."""
    numbers = atleast_2d(values).round(_DECIMALS)
    rows = [[formulas.latex(value, _DIGITS) for value in row] for row in numbers]
    lines = [" & ".join(_few(row, r"\cdots")) for row in rows]
    dots = " & ".join([r"\vdots"] * len(_few(rows[0], "")))
    return r"\begin{bmatrix} " + r" \\ ".join(_few(lines, dots)) + r" \end{bmatrix}"


def aligned(*lines: tuple[str, str]) -> str:
    """Equations below each other: left side, right side."""
    return (
        r"\small \begin{aligned} "
        + r" \\[4pt] ".join(f"{left} &= {right}" for left, right in lines)
        + r" \end{aligned}"
    )


def shape(*sizes: int) -> str:
    """A shape as NumPy writes it: (1, 3), (2,)."""
    return str(tuple(int(size) for size in sizes))


def _few(items: Sequence[str], dots: str) -> list[str]:
    """The first ones, dots, and the last, if there are too many."""
    if len(items) <= _MOST:
        return list(items)
    return [*items[: _MOST - 2], dots, items[-1]]
