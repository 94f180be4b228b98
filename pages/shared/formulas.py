"""What stands in and behind formulas: numbers as LaTeX, and the parameters of activations."""

from core.activations import Activation
from pages.shared import words

_LETTERS = {"c": "c", "alpha": "α", "theta": "θ"}


def parameters(activation: Activation) -> str:
    """What stands behind an activation's formula: the values of the letters in it."""
    values = [f"{_LETTERS[name]} = {value:g}" for name, value in activation.parameters.items()]
    return f" with {' and '.join(values)}" if values else ""


def latex(value: float, digits: int = 8) -> str:
    """A number as LaTeX."""
    return _plain(words.number(value, digits))


_SUPERSCRIPTS = str.maketrans("⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "-0123456789")


def _plain(text: str) -> str:
    """Words use signs that LaTeX writes otherwise: a real minus, × and raised digits."""
    mantissa, times, power = text.replace("−", "-").replace(",", "{,}").partition(" × 10")
    return rf"{mantissa} \times 10^{{{power.translate(_SUPERSCRIPTS)}}}" if times else mantissa
