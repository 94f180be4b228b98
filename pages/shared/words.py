"""Numbers and counts as they stand in a sentence."""

import math
import re
from collections.abc import Iterable

_LOOK_ALIKES = str.maketrans("<>&$*`[]\\|~#", "‹›＆＄∗'［］＼¦∼♯")
_EDGE_UNDERSCORE = re.compile(r"(?<!\w)_|_(?!\w)|(?<=_)_|_(?=_)")


def count(number: int, noun: str, plural: str | None = None) -> str:
    """``1 update``, ``2 updates``, ``1,000 updates``."""
    return f"{int(number):,} {noun if number == 1 else plural or noun + 's'}"


def either(values: Iterable[float]) -> str:
    """The different values in a row, in order: ``2``, or ``0, 2 or 3``."""
    different = [number(value) for value in sorted(set(values))]
    return " or ".join([", ".join(different[:-1]), different[-1]] if different[1:] else different)


def number(value: float, digits: int = 4) -> str:
    """A number with sensible digits and a real minus sign: −0.68, 1.82, 2.31 × 10⁻⁵.

    A value that is not finite is an error of the caller: pages say in words what happened.
    """
    if not math.isfinite(value):
        raise ValueError(f"value: got {value}, must be finite to be shown as a number")
    if value != 0 and not 1e-4 <= abs(value) < 1e6:
        mantissa, power = f"{value:.{digits - 1}e}".split("e")
        shown = f"{_trim(mantissa)} × 10{_superscript(int(power))}"
    else:
        shown = f"{float(f'{value:.{digits}g}'):,.10g}"
        shown = "0" if shown == "-0" else shown
    return shown.replace("-", "−")


def bracketed(text: str) -> str:
    """A number's text where it stands as a factor or a term: in brackets if it has a sign."""
    return f"({text})" if text.startswith("−") else text


def plain(text: str) -> str:
    """A stranger's text for a sentence or a figure, on one line: no character of it is a command.

    What Markdown, HTML or Plotly would obey becomes its look-alike; the rest stays as it is.
    """
    return _EDGE_UNDERSCORE.sub("ˍ", " ".join(text.split()).translate(_LOOK_ALIKES))


def shortened(text: str, longest: int) -> str:
    """The text, its end cut off where it is longer than ``longest`` letters."""
    return text if len(text) <= longest else f"{text[: longest - 1]}…"


def _trim(digits: str) -> str:
    return digits.rstrip("0").rstrip(".") if "." in digits else digits


def _superscript(power: int) -> str:
    return str(power).translate(str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹"))
