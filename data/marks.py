"""Points and commas in numbers: which one is the decimal mark, and which groups thousands?

1.5 and 1,5 tell it themselves, as do 1.234.567 and 0.125. But 1.234 is a little more than one
where the point is the decimal mark, and a good thousand where points group the thousands. Then the
column's other numbers decide, then those of the other columns; what stays open is read as a
decimal number, and said. A space or an apostrophe leaves nothing open: 1 234,5 and 1'234.5.
"""

import math
import re
from enum import Enum
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from core.checks import Floats

Mask = NDArray[np.bool_]


class DecimalMark(Enum):
    """The decimal mark; the other of the two then groups thousands."""

    POINT = "."
    COMMA = ","

    @property
    def groups(self) -> str:
        """What may group the thousands where this is the decimal mark."""
        return "," if self is DecimalMark.POINT else "."


def _grouped(mark: DecimalMark) -> re.Pattern[str]:
    return re.compile(
        rf"[+-]?[1-9]\d{{0,2}}(?:\{mark.groups}\d{{3}})+(?:\{mark.value}\d*)?", re.ASCII
    )


_GROUPED = {mark: _grouped(mark) for mark in DecimalMark}

_APART = r"[ \xa0\u2009\u202f'’]"
"""Spaces, also those that keep a number on one line, and apostrophes."""
_SEPARATED = re.compile(
    rf"[+-]?[1-9]\d{{0,2}}({_APART})\d{{3}}(?:\1\d{{3}})*(?:[.,]\d*)?", re.ASCII
)
_GROUPING = {",": "comma", ".": "point", "'": "apostrophe", "’": "apostrophe"}


def ungrouped(text: str) -> str:
    """Without the spaces or apostrophes that group thousands, and with a typist's minus sign."""
    text = text.replace("−", "-")
    return re.sub(_APART, "", text) if _SEPARATED.fullmatch(text) else text


def grouping(number: str, mark: DecimalMark) -> str:
    """What groups the thousands of a number with this decimal mark; empty if nothing does."""
    found = re.search(rf"\{mark.groups}|{_APART}", number)
    return _GROUPING.get(found[0], "space") if found else ""


def read(text: str, mark: DecimalMark) -> float:
    """The float nearest to a text with this decimal mark, NaN where it is no number.

    pandas before 3.1 is now and then one step beside the nearest. 1_000 is one only to Python.
    """
    text = ungrouped(text)
    if mark.groups in text:
        if not _GROUPED[mark].fullmatch(text):
            return math.nan
        text = text.replace(mark.groups, "")
    if "_" in text or not text.isascii():
        return math.nan
    try:
        return float(text.replace(mark.value, "."))
    except ValueError:
        return math.nan


class Readings(NamedTuple):
    """The cells of a column as numbers, with a decimal point and with a decimal comma.

    point, comma (n,): NaN where the cell is no number so. A cell that both ways make a number of
    is `open` if the two numbers differ.
    """

    point: Floats
    comma: Floats

    @property
    def words(self) -> Mask:
        """(n,) no number either way."""
        return np.isnan(self.point) & np.isnan(self.comma)

    @property
    def open(self) -> Mask:
        """(n,) one number with a decimal point, another one with a decimal comma."""
        both = ~np.isnan(self.point) & ~np.isnan(self.comma)
        return np.asarray(both & (self.point != self.comma))

    def closed(self) -> "Readings":
        """The same with decimal points where both are possible."""
        return Readings(self.point, np.where(self.open, np.nan, self.comma))

    def only(self, mark: DecimalMark) -> Mask:
        """(n,) a number with this decimal mark alone."""
        point, comma = np.isnan(self.point), np.isnan(self.comma)
        return ~point & comma if mark is DecimalMark.POINT else point & ~comma

    @property
    def told(self) -> set[DecimalMark]:
        """The decimal marks that some cell needs to be a number."""
        return {mark for mark in DecimalMark if self.only(mark).any()}

    def numbers(self, mark: DecimalMark) -> Floats:
        """(n,) the numbers with this decimal mark."""
        return self.point if mark is DecimalMark.POINT else self.comma
