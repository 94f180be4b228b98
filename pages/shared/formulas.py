"""Formulas with a student's own numbers in them, as LaTeX that also fits on a phone."""

from collections.abc import Sequence
from textwrap import wrap

from core.activations import Activation
from pages.shared import words

_LETTERS = {"c": "c", "alpha": "α", "theta": "θ"}
_WIDEST = 23
"""Characters of a sum that a phone shows in one line."""


def neuron(
    inputs: Sequence[float], weights: Sequence[float], bias: float, z: float, output: float
) -> str:
    r"""z = w1 a1 + ... + b with each number in its place, the products, the sum, and f(z)."""
    pairs = list(zip(weights, inputs, strict=True))
    factors = [f"{_bracketed(w)}·{_bracketed(a)}" for w, a in pairs]
    products = [_bracketed(w * a) for w, a in pairs]
    lines = [
        "z " + _sum([*factors, _bracketed(bias)]),
        _sum([*products, _bracketed(bias)]),
        f"&= {latex(z)}",
        rf"f(z) &= f({latex(z, 6)}) = {latex(output)}",
    ]
    return r"\begin{aligned} " + r" \\ ".join(lines) + r" \end{aligned}"


def parameters(activation: Activation) -> str:
    """What stands behind an activation's formula: the values of the letters in it."""
    values = [f"{_LETTERS[name]} = {value:g}" for name, value in activation.parameters.items()]
    return f" with {' and '.join(values)}" if values else ""


def latex(value: float, digits: int = 8) -> str:
    """A number as LaTeX."""
    return _plain(words.number(value, digits))


def _sum(terms: Sequence[str]) -> str:
    """= and the terms added, in as many lines as a phone needs."""
    rows = wrap(" +".join(terms), _WIDEST, break_long_words=False, break_on_hyphens=False)
    return "&= " + r" \\ &\quad ".join(row.replace("·", r" \cdot ") for row in rows)


def _bracketed(value: float) -> str:
    text = latex(value)
    return f"({text})" if value < 0 else text


_SUPERSCRIPTS = str.maketrans("⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "-0123456789")


def _plain(text: str) -> str:
    """Words use signs that LaTeX writes otherwise: a real minus, × and raised digits."""
    mantissa, times, power = text.replace("−", "-").replace(",", "{,}").partition(" × 10")
    return rf"{mantissa} \times 10^{{{power.translate(_SUPERSCRIPTS)}}}" if times else mantissa
