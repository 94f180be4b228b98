"""From the cells of one column to its values: numbers, or words with a list of classes.

A column holds numbers if every cell that is not empty is one. A single word makes it a column
of words, and the person who made the table should hear which one.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from data.errors import DataError
from data.records import quoted

MAX_CLASSES = 20
MAX_CLASS_NAME = 100
MAX_SIZE = 1e50
"""Larger numbers are refused: fourth powers summed over 100,000 rows must stay finite."""

_MISSING = frozenset({"", "na", "n/a", "#n/a", "nan", "null", "?"})
_FORMULA = re.compile(r"[=+\-@].")
_DECIMAL_COMMA = re.compile(r"[+-]?\d+,\d+(e[+-]?\d+)?", re.ASCII | re.IGNORECASE)


@dataclass(frozen=True, eq=False)
class Column:
    """One column that has been read.

    values:   (n,) float with NaN, or text with None, where a value is missing
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
    numbers = pd.to_numeric(pd.Series(cells, dtype=object), errors="coerce").to_numpy(np.float64)
    unread = np.flatnonzero(np.isnan(numbers)).tolist()
    words = [i for i in unread if cells[i].lower() not in _MISSING]
    commas = (
        decimal_comma and bool(words) and all(_DECIMAL_COMMA.fullmatch(cells[i]) for i in words)
    )
    if commas:
        _check_no_points(name, cells, lines, words)
        numbers = numbers.copy()
        numbers[words] = [float(cells[i].replace(",", ".")) for i in words]
    if (words and not commas) or np.isnan(numbers).all():
        return _text_column(name, cells, lines, words)
    said = (f"Column {quoted(name)}: the comma is read as a decimal comma.",) if commas else ()
    return _number_column(name, numbers, cells, lines, said)


def class_names(values: pd.Series) -> pd.Series:
    """The values as class names: text as it is, 1.0 as 1, a missing one still missing."""
    if not pd.api.types.is_numeric_dtype(values):
        return values
    return values.astype(object).map({value: _as_text(value) for value in values.dropna().unique()})


def _as_text(value: float) -> str:
    return str(int(value)) if value == int(value) else repr(float(value))


def _check_no_points(
    name: str, cells: Sequence[str], lines: Sequence[int], words: Sequence[int]
) -> None:
    for cell, line in zip(cells, lines, strict=True):
        if "." in cell:
            raise DataError(
                f"Column {quoted(name)}: {quoted(cells[words[0]])} in line {lines[words[0]]} has a "
                f"decimal comma, {quoted(cell)} in line {line} a point; write all the same way."
            )


def _number_column(
    name: str,
    numbers: NDArray[np.float64],
    cells: Sequence[str],
    lines: Sequence[int],
    said: tuple[str, ...],
) -> Column:
    infinite = np.flatnonzero(np.isinf(numbers)).tolist()
    # 1e999 overflows to infinity when read; only what says "inf" is meant to be infinite.
    meant = [i for i in infinite if "inf" in cells[i].lower()]
    enormous = np.abs(numbers) > MAX_SIZE
    enormous[meant] = False
    if enormous.any():
        i = int(enormous.argmax())
        raise DataError(
            f"Column {quoted(name)}, line {lines[i]}: {quoted(cells[i])} is too large; "
            f"numbers up to {MAX_SIZE:.0e} in size can be used."
        )
    missing = np.flatnonzero(np.isnan(numbers)).tolist()
    values = pd.Series(np.where(np.isinf(numbers), np.nan, numbers))
    said += _count(name, "missing values", missing, lines, "")
    said += _count(name, "infinite values", meant, lines, "; they count as missing")
    return _column(name, values, True, said)


def _text_column(
    name: str, cells: Sequence[str], lines: Sequence[int], words: Sequence[int]
) -> Column:
    gone = [cell.lower() in _MISSING for cell in cells]
    if all(gone):
        empty = pd.Series([None] * len(cells), dtype=object)
        return Column(name, empty, False, (), "", (f"Column {quoted(name)} is empty.",))
    values = pd.Series([None if g else c for c, g in zip(cells, gone, strict=True)], dtype=object)
    said = _count(name, "missing values", np.flatnonzero(gone).tolist(), lines, "")
    formulas = [i for i in words if _FORMULA.match(cells[i])]
    if formulas:
        first = f" ({quoted(cells[formulas[0]])}); they are read as text"
        said += _count(name, "cells that look like formulas", formulas, lines, first)
    if words and 2 * len(words) <= len(cells) - sum(gone):
        said += (
            f"Column {quoted(name)} is read as text: {quoted(cells[words[0]])} in line "
            f"{lines[words[0]]} is not a number.",
        )
    return _column(name, values, False, said)


def _count(
    name: str, what: str, rows: Sequence[int], lines: Sequence[int], then: str
) -> tuple[str, ...]:
    if not rows:
        return ()
    first = lines[rows[0]]
    return (f"Column {quoted(name)}: {what}: {len(rows)}, the first in line {first}{then}.",)


def _column(name: str, values: pd.Series, numeric: bool, said: tuple[str, ...]) -> Column:
    different = values.dropna().unique()
    # Only a few are ever needed, and turning 100,000 numbers into text takes long.
    texts = tuple(class_names(pd.Series(different[: MAX_CLASSES + 1])))
    label = 2 <= len(texts) <= MAX_CLASSES and max(map(len, texts)) <= MAX_CLASS_NAME
    if not numeric and not label:
        said += (_why_no_label(name, texts, len(different)),)
    only = texts[0] if len(texts) == 1 else ""
    return Column(name, values, numeric, texts if label else (), only, said)


def _why_no_label(name: str, texts: tuple[str, ...], different: int) -> str:
    if different == 1:
        return f"Column {quoted(name)} holds one class only, {quoted(texts[0])}."
    if different > MAX_CLASSES:
        return (
            f"Column {quoted(name)} has {different} different values, so it cannot be the label; "
            f"a label has at most {MAX_CLASSES}."
        )
    return (
        f"Column {quoted(name)} has names of over {MAX_CLASS_NAME} letters, too long for a label."
    )
