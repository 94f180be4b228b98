"""How good is a classifier? Count how often it is right, and what it takes for what.

Accuracy is one number. The confusion matrix says more: which class is taken for which other.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from core import checks
from core.checks import Ints


def class_array(name: str, values: ArrayLike, length: int | None = None) -> NDArray[Any]:
    """Classes (n,), numbers or names, all finite and of one kind; ValueError by name otherwise."""
    array = np.asarray(values)
    checks.check_length(name, array, length)
    if array.dtype.kind not in "biufUOT":
        raise checks.refuse(name, f"values of type {array.dtype}", "must be numbers or names")
    if array.dtype.kind == "f":
        checks.numbers(name, array)
    if array.dtype.kind == "O" and not all(isinstance(value, str) for value in array):
        raise checks.refuse(name, "values of several types", "must be all numbers or all names")
    return array.astype(str) if array.dtype.kind in "OT" else array


def accuracy(truth: ArrayLike, predicted: ArrayLike) -> float:
    """The share of samples, 0 to 1, whose predicted class (n,) is the true one (n,)."""
    true = class_array("truth", truth)
    return float(np.mean(true == class_array("predicted", predicted, len(true))))


@dataclass(frozen=True)
class Confusion:
    """`counts` (c, c): the samples of each true class, a row, by predicted class, a column.

    Rows and columns are in the order of `classes` (c,).
    """

    classes: NDArray[Any]
    counts: Ints


def confusion_matrix(
    truth: ArrayLike, predicted: ArrayLike, classes: ArrayLike | None = None
) -> Confusion:
    """What is taken for what, over samples with classes truth (n,) and predicted (n,).

    `classes` gives the order of rows and columns; without it all that occur, sorted.
    ValueError for different lengths, and for a class that is not among `classes`.
    """
    true = class_array("truth", truth)
    guess = class_array("predicted", predicted, len(true))
    found = np.unique(np.concatenate([true, guess]))
    order = found if classes is None else class_array("classes", classes)
    missing = found[~np.isin(found, order)]
    if missing.size or len(np.unique(order)) < len(order):
        got = f"no {missing[0]}" if missing.size else "a class twice"
        raise checks.refuse("classes", got, "must hold each class of truth and predicted once")
    counts = [[np.sum((true == row) & (guess == column)) for column in order] for row in order]
    return Confusion(order, np.array(counts, dtype=np.int64))
