"""From a table to what a neuron learns from: two classes, a few columns, targets -1 and +1.

A neuron with one output answers one question with two answers, so two classes are picked out of the
table. The first one is coded -1, the second one +1.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from core.checks import Floats, Ints
from data.errors import DataError
from data.iris import FEATURES, load_iris

PAIRS: tuple[tuple[str, str], ...] = (
    ("setosa", "versicolor"),
    ("setosa", "virginica"),
    ("versicolor", "virginica"),
)
LESSON_FEATURES: tuple[str, str] = ("sepal_length", "petal_length")


@dataclass(frozen=True, eq=False)
class Chosen:
    """Two classes and some columns of a table, ready for training; n rows, d columns.

    x:        (n, d) float, the measured values in the columns' own units
    y:        (n,) float, -1 for the first class and +1 for the second
    columns:  the d column names in the table
    features: the d names to show, with their unit where it is known: "Sepal length (cm)"
    classes:  the two class names, first (-1) and second (+1)
    rows:     (n,) int, the row in the table (from 0) that each sample came from
    The arrays cannot be written to, so that a cached one stays what it was.
    """

    x: Floats
    y: Floats
    columns: tuple[str, ...]
    features: tuple[str, ...]
    classes: tuple[str, str]
    rows: Ints

    def __post_init__(self) -> None:
        """Lock the arrays."""
        for array in (self.x, self.y, self.rows):
            array.setflags(write=False)


def iris_pair(
    classes: Sequence[str] = PAIRS[0],
    features: Sequence[str] = LESSON_FEATURES,
) -> Chosen:
    """Two species and some lengths of iris; by default the lesson's first example.

    Raises DataError as ``choose_pair``.
    """
    return choose_pair(load_iris(), classes, features)


def choose_pair(
    frame: pd.DataFrame,
    classes: Sequence[str],
    features: Sequence[str],
    label_column: str = "species",
    *,
    names: Mapping[str, str] = FEATURES,
) -> Chosen:
    """The rows of two classes, in the table's order, with one or more numeric columns.

    ``names`` gives the text to show for a column; a column without one shows its own name.
    Raises DataError (a ValueError) for a column or class that is not there, one named twice, a
    column that is not numeric, and a value that is missing or infinite.
    """
    first, second = _two_classes(classes)
    _check_columns(frame, features, label_column)
    is_first, is_second = (_rows_of(name, frame[label_column]) for name in (first, second))
    rows = np.flatnonzero(is_first | is_second)
    return Chosen(
        x=_finite_values(frame, rows, features),
        y=np.where(is_second[rows], 1.0, -1.0),
        columns=tuple(features),
        features=tuple(names.get(name, name) for name in features),
        classes=(first, second),
        rows=rows.astype(np.int64),
    )


def _two_classes(classes: Sequence[str]) -> tuple[str, str]:
    if len(classes) != 2 or classes[0] == classes[1]:
        raise DataError(f"classes: two different classes are needed, not {tuple(classes)}.")
    return classes[0], classes[1]


def _check_columns(frame: pd.DataFrame, features: Sequence[str], label_column: str) -> None:
    if not features or len(set(features)) != len(features):
        raise DataError(f"features: different columns are needed, not {tuple(features)}.")
    for argument, name in [("label_column", label_column), *(("features", f) for f in features)]:
        if name not in frame.columns:
            columns = ", ".join(map(str, frame.columns))
            raise DataError(f"{argument}: there is no column {name!r}; there are {columns}.")
    if label_column in features:
        raise DataError(f"features: {label_column!r} is the label, so it cannot be an input too.")
    for name in features:
        if not pd.api.types.is_numeric_dtype(frame[name]):
            raise DataError(f"features: the column {name!r} does not hold numbers.")


def _rows_of(name: str, labels: pd.Series) -> NDArray[np.bool_]:
    found = (labels == name).to_numpy(dtype=np.bool_)
    if not found.any():
        known = ", ".join(map(str, labels.dropna().unique()[:20]))
        raise DataError(f"classes: no row has {labels.name} {name!r}; there are {known}.")
    return found


def _finite_values(frame: pd.DataFrame, rows: NDArray[np.intp], features: Sequence[str]) -> Floats:
    x = frame[list(features)].to_numpy(dtype=np.float64)[rows]
    bad = np.argwhere(~np.isfinite(x))
    if len(bad):
        row, column = bad[0]
        raise DataError(
            f"features: {len(bad)} values are missing or infinite, the first in column "
            f"{features[column]!r}, row {rows[row]}."
        )
    return x
