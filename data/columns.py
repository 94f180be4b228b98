"""From the cells of one column to its values: numbers, or words with a list of classes.

A column holds numbers if every cell that is not empty is one. A single word makes it a column
of words, and the person who made the table should hear which one.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from core.checks import Floats
from data.errors import DataError
from data.marks import DecimalMark, Mask, Readings, grouping, read, ungrouped
from data.records import Records, quoted

MAX_CLASSES = 20
MAX_CLASS_NAME = 100
MAX_SIZE = 1e30
"""Larger numbers are refused. The room around the points, up to the edge of a figure, must still be
numbers that `core` computes with (1e50) and that a figure can carry in 32 bits (3e38)."""

_MISSING = frozenset({"", "na", "n/a", "nan", "null", "?"})
_ERROR = re.compile(r"#(?:n/a|nv|\S+[!?])", re.IGNORECASE)
"""What a spreadsheet writes where it has no value, in its user's language: #N/A, #NV, #DIV/0!"""
_FORMULA = re.compile(r"[=+\-@].")
_NEARLY = re.compile(r"[+\-−]?\s?[$€£]?\s?\d")
"""How a number begins that has its unit beside it (5 cm, 10%, $5); and a date."""
_MANY_DIGITS = re.compile(r"[+-]?\d{4,}", re.ASCII)


@dataclass(frozen=True, eq=False)
class Column:
    """One column that has been read.

    values:   (n,) float or text; pandas' isna tells where a value is missing
    numeric:  whether the values are numbers
    classes:  the different values in order of first appearance, as text, if the column can be a
              label (2 to 20 of them, none over 100 letters), else empty
    only:     the one value of a column that has no other, else empty
    warnings: sentences about what was odd and what was done
    """

    name: str
    values: pd.Series
    numeric: bool
    classes: tuple[str, ...]
    only: str
    warnings: tuple[str, ...]


def read_columns(records: Records) -> tuple[list[Column], list[str]]:
    """(columns, faults): each column that can be read, and a sentence for each that cannot.

    Faults are an enormous number, and decimal points and commas in one column.
    """
    by_column = zip(*records.rows, strict=True)
    cells = [
        _Cells(name, texts, records.lines)
        for name, texts in zip(records.columns, by_column, strict=True)
    ]
    told = {mark for column in cells for mark in column.told}
    # Where commas separate the cells too, who has decimal commas has one that can be nothing else.
    if records.separator == "," and DecimalMark.COMMA not in told:
        for column in cells:
            column.readings = column.readings.closed()
    agreed = next(iter(told)) if len(told) == 1 else None
    columns, faults = [], []
    for column in cells:
        try:
            columns.append(_read_column(column, agreed))
        except DataError as error:
            faults.append(str(error))
    return columns, faults


def _read_column(raw: "_Cells", elsewhere: DecimalMark | None) -> Column:
    """`elsewhere`: the one decimal mark that columns of the table need, if they agree."""
    if raw.missing.all():
        empty = pd.Series([None] * len(raw.texts), dtype=object)
        return Column(raw.name, empty, False, (), "", (f"{raw.title} is empty.",))
    if raw.words.any():
        return _text_column(raw)
    mark, said = _decimal_mark(raw, elsewhere)
    return _number_column(raw, raw.readings.numbers(mark), (*said, *_marks_told(raw, mark)))


def _decimal_mark(
    raw: "_Cells", elsewhere: DecimalMark | None
) -> tuple[DecimalMark, tuple[str, ...]]:
    """The decimal mark of a column of numbers, and what to say if nothing tells which it is."""
    by_point, by_comma = (raw.readings.only(mark) for mark in DecimalMark)
    open_ = raw.readings.open
    with_comma = open_ & raw.where(lambda text: "," in text)
    if (by_point.any() and by_comma.any()) or (
        not (by_point | by_comma).any() and 0 < with_comma.sum() < open_.sum()
    ):
        raise _both_marks(raw, by_point | open_ & ~with_comma, by_comma | with_comma)
    if by_point.any() or by_comma.any() or not open_.any():
        return (DecimalMark.COMMA if by_comma.any() else DecimalMark.POINT), ()
    as_decimal = DecimalMark.COMMA if with_comma.any() else DecimalMark.POINT
    if raw.where(lambda text: _MANY_DIGITS.fullmatch(ungrouped(text))).any():
        return as_decimal, ()  # who writes 12345 does not write 1.234 for a thousand
    if elsewhere:
        return elsewhere, ()
    text, line = raw.first(open_)
    other = DecimalMark(as_decimal.groups)
    small, large = (raw.readings.numbers(mark)[open_][0] for mark in (as_decimal, other))
    return as_decimal, (
        f"{raw.title}: {text} in line {line} can mean {small:g} or {large:.0f}; it is read as "
        f"{small:g}. If it is {large:.0f}, write it without a mark.",
    )


def _both_marks(raw: "_Cells", points: Mask, commas: Mask) -> DataError:
    (comma, comma_line), (point, point_line) = raw.first(commas), raw.first(points)
    return DataError(
        f"{raw.title}: {comma} in line {comma_line} is a number with a decimal comma, {point} in "
        f"line {point_line} one with a decimal point; write all the same way."
    )


def _marks_told(raw: "_Cells", mark: DecimalMark) -> tuple[str, ...]:
    """What was done with commas and points that are not simply decimal points."""
    said: tuple[str, ...] = ()
    if mark is DecimalMark.COMMA and raw.where(lambda text: "," in text).any():
        said += (f"{raw.title}: the comma is read as a decimal comma.",)
    grouped = raw.where(lambda text: grouping(text, mark)) & ~raw.missing
    if grouped.any():
        text, line = raw.first(grouped)
        number = raw.readings.numbers(mark)[grouped][0]
        name = grouping(raw.texts[grouped.argmax()], mark)
        said += (
            f"{raw.title}: the {name} is read as grouping thousands; {text} in line {line} is "
            f"{np.format_float_positional(number, trim='-')}.",
        )
    return said


def class_names(values: pd.Series) -> pd.Series:
    """The values as class names: text as it is, 1.0 as 1, a missing one still missing."""
    if not pd.api.types.is_numeric_dtype(values):
        return values
    return values.astype(object).map({value: _as_text(value) for value in values.dropna().unique()})


def _as_text(value: float) -> str:
    return str(int(value)) if value == int(value) else repr(float(value))


class _Cells:
    """The cells of one column as they stand in the file, and as numbers.

    Each different text is looked at once, however often it occurs: a label column of 100,000 rows
    has a handful of them.
    """

    def __init__(self, name: str, cells: Sequence[str], lines: Sequence[int]) -> None:
        self.name = name
        self.title = f"Column {quoted(name)}"
        self.texts = np.array(cells, dtype=object)
        self.lines = lines
        self._codes, self._different = pd.factorize(self.texts)
        self.missing = self.where(lambda text: text.lower() in _MISSING or _ERROR.fullmatch(text))
        self.readings = Readings(*map(self._numbers, DecimalMark))

    @property
    def words(self) -> Mask:
        """(n,) what is neither missing nor a number."""
        return self.readings.words & ~self.missing

    @property
    def told(self) -> set[DecimalMark]:
        """The decimal marks that the numbers of this column need; none if it holds words."""
        return set() if self.words.any() else self.readings.told

    def where(self, test: Callable[[str], object]) -> Mask:
        """(n,) whether each cell passes the test."""
        return np.array([bool(test(text)) for text in self._different])[self._codes]

    def _numbers(self, mark: DecimalMark) -> Floats:
        read_once = [read(text, mark) for text in self._different]
        return np.array(read_once, dtype=np.float64)[self._codes]

    def first(self, rows: Mask) -> tuple[str, int]:
        """The text and the line of the first of these rows."""
        row = int(rows.argmax())
        return quoted(self.texts[row]), self.lines[row]

    def count(self, what: str, rows: Mask, then: str = "") -> tuple[str, ...]:
        """A sentence with the number of rows and the line of the first; none without rows."""
        if not rows.any():
            return ()
        line = self.first(rows)[1]
        return (f"{self.title}: {what}: {rows.sum()}, the first in line {line}{then}.",)


def _number_column(raw: _Cells, numbers: Floats, said: tuple[str, ...]) -> Column:
    # 1e999 overflows to infinity when read; only what says "inf" is meant to be infinite.
    infinite = np.isinf(numbers) & raw.where(lambda text: "inf" in text.lower())
    enormous = (np.abs(numbers) > MAX_SIZE) & ~infinite
    if enormous.any():
        text, line = raw.first(enormous)
        raise DataError(
            f"{raw.title}, line {line}: {text} is too large; "
            f"numbers up to {MAX_SIZE:.0e} in size can be used."
        )
    said += raw.count("missing values", np.isnan(numbers))
    said += raw.count("infinite values", infinite, "; they count as missing")
    return _column(raw, pd.Series(np.where(infinite, np.nan, numbers)), True, said)


def _text_column(raw: _Cells) -> Column:
    words, missing = raw.words, raw.missing
    said = raw.count("missing values", missing)
    formulas = words & raw.where(_FORMULA.match)
    text, _ = raw.first(formulas)
    said += raw.count(
        "cells that look like formulas", formulas, f" ({text}); they are read as text"
    )
    text, line = raw.first(words)
    if 2 * words.sum() <= (~missing).sum() or raw.where(_NEARLY.match)[words].all():
        said += (f"{raw.title} is read as text: {text} in line {line} is not a number.",)
    values = pd.Series(list(raw.texts), dtype=object).mask(missing, None)
    return _column(raw, values, False, said)


def _column(raw: _Cells, values: pd.Series, numeric: bool, said: tuple[str, ...]) -> Column:
    different = values.dropna().unique()
    # Only a few are ever needed, and turning 100,000 numbers into text takes long.
    texts = tuple(class_names(pd.Series(different[: MAX_CLASSES + 1])))
    label = 2 <= len(texts) <= MAX_CLASSES and max(map(len, texts)) <= MAX_CLASS_NAME
    if not numeric and not label:
        said += (_why_no_label(raw.title, texts, len(different)),)
    only = texts[0] if len(texts) == 1 else ""
    return Column(raw.name, values, numeric, texts if label else (), only, said)


def _why_no_label(title: str, texts: tuple[str, ...], different: int) -> str:
    if different == 1:
        return f"{title} holds one class only, {quoted(texts[0])}."
    if different > MAX_CLASSES:
        return (
            f"{title} has {different} different values, so it cannot be the label; "
            f"a label has at most {MAX_CLASSES}."
        )
    return f"{title} has names of over {MAX_CLASS_NAME} letters, so it cannot be the label."
