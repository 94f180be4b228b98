"""The neuron's formula with a student's own numbers in it, as LaTeX that also fits on a phone."""

from collections.abc import Sequence
from textwrap import wrap

from pages.shared import formulas

_WIDEST = 23
"""Characters of a sum that a phone shows in one line."""


def formula(
    inputs: Sequence[float], weights: Sequence[float], bias: float, z: float, output: float
) -> str:
    r"""z = w1 a1 + ... + b with each number in its place, the products, the sum, and f(z)."""
    pairs = list(zip(weights, inputs, strict=True))
    factors = [f"{_bracketed(w)}·{_bracketed(a)}" for w, a in pairs]
    products = [_bracketed(w * a) for w, a in pairs]
    lines = [
        "z " + _sum([*factors, _bracketed(bias)]),
        _sum([*products, _bracketed(bias)]),
        f"&= {formulas.latex(z)}",
        rf"f(z) &= f({formulas.latex(z, 6)}) = {formulas.latex(output)}",
    ]
    return r"\begin{aligned} " + r" \\ ".join(lines) + r" \end{aligned}"


def _sum(terms: Sequence[str]) -> str:
    """= and the terms added, in as many lines as a phone needs."""
    rows = wrap(" +".join(terms), _WIDEST, break_long_words=False, break_on_hyphens=False)
    return "&= " + r" \\ &\quad ".join(row.replace("·", r" \cdot ") for row in rows)


def _bracketed(value: float) -> str:
    text = formulas.latex(value)
    return f"({text})" if value < 0 else text
