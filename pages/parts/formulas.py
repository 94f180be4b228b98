"""Formulas with a student's own numbers in them, as LaTeX that also fits on a phone."""

from collections.abc import Sequence

from pages.parts import words


def neuron(
    inputs: Sequence[float], weights: Sequence[float], bias: float, z: float, output: float
) -> str:
    r"""z = w1 a1 + ... + b with each number in its place, the products, the sum, and f(z)."""
    factors = [
        rf"{_bracketed(w)} \cdot {_bracketed(a)}" for a, w in zip(inputs, weights, strict=True)
    ]
    products = [_bracketed(w * a) for a, w in zip(inputs, weights, strict=True)]
    lines = [
        "z " + _lines([*factors, _bracketed(bias)], 2),
        _lines([*products, _bracketed(bias)], 5),
        f"&= {latex(z)}",
        rf"f(z) &= f({latex(z, 6)}) = {latex(output)}",
    ]
    return r"\begin{aligned} " + r" \\ ".join(lines) + r" \end{aligned}"


def latex(value: float, digits: int = 8) -> str:
    """A number as LaTeX."""
    return _plain(words.number(value, digits))


def _lines(terms: Sequence[str], on_each: int) -> str:
    """= and the sum of the terms, a few on each line, so that it fits on a phone."""
    rows = [" + ".join(terms[i : i + on_each]) for i in range(0, len(terms), on_each)]
    return "&= " + r" \\ &\quad + ".join(rows)


def _bracketed(value: float) -> str:
    text = latex(value)
    return f"({text})" if value < 0 else text


_SUPERSCRIPTS = str.maketrans("⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "-0123456789")


def _plain(text: str) -> str:
    """Words use signs that LaTeX writes otherwise: a real minus, × and raised digits."""
    mantissa, times, power = text.replace("−", "-").replace(",", "{,}").partition(" × 10")
    return rf"{mantissa} \times 10^{{{power.translate(_SUPERSCRIPTS)}}}" if times else mantissa
