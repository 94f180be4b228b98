"""A number as it stands in a page's link: short, with no plus sign, which there is a space.

5.1, -0.03, 1.2e8 and 3e-7 are such numbers.
"""

from core import checks

PATTERN = r"-?\d{1,7}(?:\.\d{1,6})?(?:e-?\d{1,2})?"
_SMALLEST = 1e-99
_PLAIN = (1e-3, 1e7)
"""Sizes that six decimals and seven digits before them are enough for."""


def write(value: float) -> str:
    """A number up to the largest with four significant digits; 0 for the very smallest."""
    rounded = float(f"{value:.4g}")
    if abs(rounded) < _SMALLEST:
        return "0"
    if _PLAIN[0] <= abs(rounded) < _PLAIN[1]:
        return f"{rounded:.6f}".rstrip("0").rstrip(".")
    digits, power = f"{rounded:.3e}".split("e")
    return f"{digits.rstrip('0').rstrip('.')}e{int(power)}"


def read(text: str) -> float:
    """The number that ``PATTERN`` has found. ValueError for one too large to compute with."""
    value = float(text)
    if abs(value) > checks.LIMIT:
        raise ValueError(f"{text} is too large: numbers go up to {checks.LIMIT:g}.")
    return value
