"""Getting a table into shape: look at it, fill its gaps, turn words into numbers.

A neuron computes with numbers only, so a missing value and a word both need a decision before
training. Each function here is one such decision and gives a new table, never a changed one.
"""

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import Any

import numpy as np
import pandas as pd

from core.checks import Floats
from data.errors import DataError


def summary(frame: pd.DataFrame) -> pd.DataFrame:
    """One row for each numeric column: count, mean, std, min, quartiles, max, missing.

    All but ``missing`` are over the values that are there. ``std`` is the population's,
    sqrt(mean((x - mean)^2)), the one that standardisation divides by.
    """
    numbers = frame.select_dtypes("number")
    return pd.DataFrame(
        {
            "count": numbers.count(),
            "mean": numbers.mean(),
            "std": numbers.std(ddof=0),
            "min": numbers.min(),
            "25%": numbers.quantile(0.25),
            "50%": numbers.quantile(0.5),
            "75%": numbers.quantile(0.75),
            "max": numbers.max(),
            "missing": numbers.isna().sum(),
        }
    )


def make_missing(
    frame: pd.DataFrame, share: float, rng: np.random.Generator, columns: Sequence[str]
) -> pd.DataFrame:
    """The same table with round(share x cells) of the columns' cells emptied at random.

    Raises DataError for a share outside 0 to 1 and for a column that is not there or not numeric.
    """
    if not 0 <= share <= 1:
        raise DataError(f"share: {share} was given; it lies from 0 to 1.")
    _check_numeric(frame, columns)
    values = frame[list(columns)].to_numpy(dtype=np.float64, copy=True)
    emptied = rng.permutation(values.size)[: round(share * values.size)]
    values.flat[emptied] = np.nan
    return with_columns(frame, dict(zip(columns, values.T, strict=True)))


def handle_missing(frame: pd.DataFrame, how: str, *, label_column: str = "species") -> pd.DataFrame:
    """The same table without missing numbers; ``how`` is one of ``MISSING_WAYS``.

    drop: rows with a gap in a numeric column go, the other rows keep their index
    mean, median: a gap is filled from its column
    species_mean: a gap is filled with its column's mean over the rows with the same label
    Raises DataError for an unknown way, a label column that is not there, and a gap that cannot
    be filled because every value it would be filled from is missing too.
    """
    if how not in MISSING_WAYS:
        raise DataError(f"how: {how!r} was given; known are {', '.join(MISSING_WAYS)}.")
    if how == "species_mean" and label_column not in frame.columns:
        raise DataError(f"label_column: there is no column {label_column!r}.")
    numbers = frame.select_dtypes("number")
    if how == "drop":
        return frame[numbers.notna().all(axis=1)].copy()
    filled = numbers.fillna(_FILLERS[how](numbers, frame.get(label_column)))
    values = filled.to_numpy()
    for name in filled.columns[np.isnan(values).any(axis=0)]:
        raise DataError(f"how: {how!r} cannot fill column {name!r}; no value is there to use.")
    return with_columns(frame, dict(zip(filled.columns, values.T, strict=True)))


def with_columns(frame: pd.DataFrame, columns: Mapping[Any, Floats | pd.Series]) -> pd.DataFrame:
    """The same table with these columns; pandas' `assign` takes none that is called "self"."""
    changed = frame.copy()
    for name, column in columns.items():
        changed[name] = column
    return changed


MISSING_WAYS: Mapping[str, str] = MappingProxyType(
    {
        "drop": "Drop the rows",
        "mean": "Column mean",
        "median": "Column median",
        "species_mean": "Species mean",
    }
)

_FILLERS: Mapping[str, Callable[[pd.DataFrame, pd.Series | None], pd.Series | pd.DataFrame]] = {
    "mean": lambda numbers, _: numbers.mean(),
    "median": lambda numbers, _: numbers.median(),
    "species_mean": lambda numbers, labels: numbers.groupby(labels).transform("mean"),
}


def integer_codes(values: Sequence[str]) -> pd.Series:
    """0, 1, 2, ... for each different value, in order of first appearance.

    One column, but it invents an order: brown = 2 is not "more" than blue = 0.
    """
    codes, _ = pd.factorize(np.asarray(values, dtype=object))
    return pd.Series(codes, name="code")


def one_hot(values: Sequence[str]) -> pd.DataFrame:
    """One column of 0 and 1 for each different value, in order of first appearance.

    Shape (n values, k different ones); each row has a single 1, so no order is invented.
    """
    codes, categories = pd.factorize(np.asarray(values, dtype=object))
    return pd.DataFrame(np.eye(len(categories), dtype=np.int64)[codes], columns=list(categories))


def _check_numeric(frame: pd.DataFrame, columns: Sequence[str]) -> None:
    for name in columns:
        if name not in frame.columns or not pd.api.types.is_numeric_dtype(frame[name]):
            raise DataError(f"columns: there is no column of numbers named {name!r}.")
