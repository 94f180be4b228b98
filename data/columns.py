"""From the cells of one column to its values: numbers, or words with a list of classes.

A column holds numbers if every cell that is not empty is one. A single word makes it a column
of words, and the person who made the table should hear which one.
"""

import math
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from data.errors import DataError
from data.records import quoted

Mask = NDArray[np.bool_]

MAX_CLASSES = 20
MAX_CLASS_NAME = 100
MAX_SIZE = 1e30
"""Larger numbers are refused. The room around the points, up to the edge of a figure, must still be
numbers that `core` computes with (1e50) and that a figure can carry in 32 bits (3e38)."""

_MISSING = frozenset({"", "na", "n/a", "#n/a", "nan", "null", "?"})
_FORMULA = re.compile(r"[=+\-@].")
_DECIMAL_COMMA = re.compile(r"[+-]?\d+,\d+(e[+-]?\d+)?", re.ASCII | re.IGNORECASE)


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


def read_column(
    name: str, cells: Sequence[str], lines: Sequence[int], *, decimal_comma: bool
) -> Column:
    """Read one column; ``lines`` are the rows' line numbers, for sentences.

    ``decimal_comma`` allows 5,1 for 5.1. Raises DataError for an enormous number and for a column
    that mixes decimal commas and points.
    """
    raw = _Cells(name, cells, lines)
    missing = raw.where(lambda text: text.lower() in _MISSING)
    if missing.all():
        empty = pd.Series([None] * len(cells), dtype=object)
        return Column(name, empty, False, (), "", (f"{raw.title} is empty.",))
    numbers = raw.numbers(".")
    words = np.isnan(numbers) & ~missing
    said: tuple[str, ...] = ()
    commas = raw.where(_DECIMAL_COMMA.fullmatch)
    if decimal_comma and words.any() and (commas == words).all():
        _check_no_points(raw, commas)
        numbers, words = raw.numbers(","), np.zeros_like(words)
        said = (f"{raw.title}: the comma is read as a decimal comma.",)
    if words.any():
        return _text_column(raw, words, missing)
    return _number_column(raw, numbers, said)


def class_names(values: pd.Series) -> pd.Series:
    """The values as class names: text as it is, 1.0 as 1, a missing one still missing."""
    if not pd.api.types.is_numeric_dtype(values):
        return values
    return values.astype(object).map({value: _as_text(value) for value in values.dropna().unique()})


def _as_text(value: float) -> str:
    return str(int(value)) if value == int(value) else repr(float(value))


class _Cells:
    """The cells of one column as they stand in the file.

    Each different text is looked at once, however often it occurs: a label column of 100,000 rows
    has a handful of them.
    """

    def __init__(self, name: str, cells: Sequence[str], lines: Sequence[int]) -> None:
        self.name = name
        self.title = f"Column {quoted(name)}"
        self.texts = np.array(cells, dtype=object)
        self.lines = lines
        self._codes, self._different = pd.factorize(self.texts)

    def where(self, test: Callable[[str], object]) -> Mask:
        """(n,) whether each cell passes the test."""
        return np.array([bool(test(text)) for text in self._different])[self._codes]

    def numbers(self, decimal: str) -> NDArray[np.float64]:
        """(n,) each cell as a number with the given decimal mark, NaN where it is none."""
        read = [_number(text.replace(decimal, ".")) for text in self._different]
        return np.array(read, dtype=np.float64)[self._codes]

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


def _number(text: str) -> float:
    """The float nearest to the text, NaN where it is no number; 1_000 is one only to Python.

    pandas before 3.1 is now and then one step beside the nearest.
    """
    if "_" in text or not text.isascii():
        return math.nan
    try:
        return float(text)
    except ValueError:
        return math.nan


def _check_no_points(raw: _Cells, commas: Mask) -> None:
    points = raw.where(lambda text: "." in text)
    if points.any():
        (comma, comma_line), (point, point_line) = raw.first(commas), raw.first(points)
        raise DataError(
            f"{raw.title}: {comma} in line {comma_line} has a decimal comma, "
            f"{point} in line {point_line} a point; write all the same way."
        )


def _number_column(raw: _Cells, numbers: NDArray[np.float64], said: tuple[str, ...]) -> Column:
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


def _text_column(raw: _Cells, words: Mask, missing: Mask) -> Column:
    said = raw.count("missing values", missing)
    formulas = words & raw.where(_FORMULA.match)
    text, _ = raw.first(formulas)
    said += raw.count(
        "cells that look like formulas", formulas, f" ({text}); they are read as text"
    )
    if 2 * words.sum() <= (~missing).sum():
        text, line = raw.first(words)
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
    return f"{title} has names of over {MAX_CLASS_NAME} letters, too long for a label."
