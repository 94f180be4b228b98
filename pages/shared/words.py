"""Numbers and counts as they stand in a sentence."""

import math
import re
import unicodedata
from collections.abc import Iterable, Sequence

_COMMAND = re.compile(
    "|".join(
        (
            r"[<>&$*`\[\]\\|~#@]",
            r"(?<!\w)_|_(?!\w)|(?<=_)_|_(?=_)",  # emphasis; my_file is none
            r":(?!\s|$)",  # https://…, :red[…], :material/…, :smile:
            r"(?i:\bwww)\.",
            r"%(?=\{)",  # Plotly's %{x}
            r"^[-+](?!\d)|^\d{1,9}[.)](?=\s|$)",  # lists, and a line across the page
        )
    )
)
_ROUNDING = 1e-12
"""A share that is nearer than this to nothing, or to all, is that."""
_GROUPED = 10_000
"""From here on the digits of a number stand in groups of three, as on Plotly's axes."""
_JOINERS = "\u200c\u200d"
"""They join two signs, or keep them apart: Persian is not spelt without them, and of a flag and a
rainbow one makes a rainbow flag."""
_IDLE_JOINER = re.compile(
    rf"(?<![^\0-\u02ff{_JOINERS}])[{_JOINERS}]|[{_JOINERS}](?![^\0-\u02ff{_JOINERS}])"
)
"""One that is not between two such signs."""
_MAY_BREAK = "\u200b"
"""Unicode's space of no width."""
_LONG_WORD = re.compile(r"[^\s_-]{12}(?=[^\s_-])|_(?=\w)")
"""After which letters of a long word a line may end."""
_ISOLATED = "\u2068\u2069"
"""Unicode's signs around a text whose direction is its own: invisible, and no command."""
_LOOK_ALIKES = str.maketrans("<>&$*`[]\\|~#@_:.%-+)", "‹›＆＄∗'［］＼¦∼♯＠ˍ∶․％‐＋﹚")


def whole(number: float) -> str:
    """A whole number: 1000, and from five digits on in groups: 10,000."""
    return f"{number:,.0f}" if abs(number) >= _GROUPED else f"{number:.0f}"


def count(number: int, noun: str, plural: str | None = None) -> str:
    """``1 update``, ``2 updates``, ``10,000 updates``."""
    return f"{whole(number)} {noun if number == 1 else plural or noun + 's'}"


def are(number: int) -> str:
    """What follows a count: 1 update is, 2 updates are."""
    return "is" if number == 1 else "are"


def listed(names: Sequence[str], last: str = "and") -> str:
    """``A``, ``A and B``, ``A, B and C``; with another word before the ``last``."""
    return f" {last} ".join([", ".join(names[:-1]), names[-1]] if names[1:] else names)


def either(values: Iterable[float]) -> str:
    """The different values in a row, in order: ``2``, or ``0, 2 or 3``."""
    return listed([number(value) for value in sorted(set(values))], "or")


def number(value: float, digits: int = 4) -> str:
    """A number with sensible digits and a real minus sign: −0.68, 1.82, 2.31 × 10⁻⁵.

    A value that is not finite is an error of the caller: pages say in words what happened.
    """
    if not math.isfinite(value):
        raise ValueError(f"value: got {value}, must be finite to be shown as a number")
    if digits > 2 and 1e-4 <= abs(value) < 999:  # nearly all: a drawing says thousands of them
        return f"{value:.{digits}g}".replace("-", "−")
    value = float(f"{value:.{digits}g}")
    if value != 0 and not 1e-4 <= abs(value) < 1e6:
        mantissa, power = f"{value:.{digits - 1}e}".split("e")
        shown = f"{_trim(mantissa)} × 10{_superscript(int(power))}"
    else:
        shown = f"{value:,.10g}" if abs(value) >= _GROUPED else f"{value:.10g}"
        shown = "0" if shown == "-0" else shown
    return shown.replace("-", "−")


def percent(share: float) -> str:
    """A share as 98.5%; never 100% of anything but all, nor 0% of anything but nothing."""
    shown = round(100 * float(share), 1)
    if shown >= 100 and share < 1 - _ROUNDING:
        shown = 99.9
    if shown == 0 and share > _ROUNDING:
        shown = 0.1
    return f"{shown + 0.0:g}%"  # + 0.0: no -0


def bracketed(text: str) -> str:
    """A number's text where it stands as a factor or a term: in brackets if it has a sign."""
    return f"({text})" if text.startswith("−") else text


def unmarked(text: str) -> str:
    """A sentence of ours as a screen reader has it: without the marks of bold print."""
    return text.replace("**", "")


def plain(text: str, longest: int | None = None) -> str:
    """A stranger's text for a sentence or a figure, on one line: no character of it is a command.

    What a user, a file or a link wrote is shown through here and no other way. Signs that Markdown,
    HTML, Plotly or Streamlit would obey become their look-alikes, invisible ones go, and a text
    longer than ``longest`` letters loses its end; the rest stays as it is. What is read from right
    to left is kept apart from the numbers and signs around it, which it would draw to its left.
    """
    line = _IDLE_JOINER.sub("", " ".join("".join(filter(_is_visible, text)).split()))
    if longest is not None and len(line) > longest:
        line = f"{line[: longest - 1]}…"
    line = _COMMAND.sub(lambda found: found[0].translate(_LOOK_ALIKES), line)
    return f"{_ISOLATED[0]}{line}{_ISOLATED[1]}" if any(map(_runs_left, line)) else line


def breakable(name: str) -> str:
    """A name for a cell of a table, which is no wider than its longest word: one of many letters,
    such as lower_middle_income, may go on in the next line."""
    return _LONG_WORD.sub(f"\\g<0>{_MAY_BREAK}", name)


def unisolated(text: str) -> str:
    """A text for a program's source, where the invisible signs of ``plain`` would be in the way."""
    return text.translate(dict.fromkeys(map(ord, _ISOLATED)))


def _runs_left(letter: str) -> bool:
    """Of Hebrew, Arabic, and other scripts that are read from right to left."""
    return unicodedata.bidirectional(letter) in {"R", "AL"}


def _is_visible(letter: str) -> bool:
    """Not a control sign, nor one that turns the direction of writing; white space and joiners
    count."""
    unseen = unicodedata.category(letter) in {"Cc", "Cf", "Cs"}
    return not unseen or letter.isspace() or letter in _JOINERS


def _trim(digits: str) -> str:
    return digits.rstrip("0").rstrip(".") if "." in digits else digits


def subscript(number: int) -> str:
    """A number as it stands behind a letter: ₁ of x₁."""
    return str(number).translate(str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉"))


def _superscript(power: int) -> str:
    return str(power).translate(str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹"))
