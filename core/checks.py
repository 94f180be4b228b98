"""The questions every function of `core` asks its arguments before it computes.

A wrong number caught here, by name, saves an hour of wondering why a curve looks odd. Each check
returns a float or int array to compute with (the caller's own if it was one already, so `core`
never writes to it), or raises ValueError with one kind of sentence:
"name: got what came, must be what is allowed".
"""

import math
from collections.abc import Iterable
from numbers import Integral, Real
from typing import Any, TypeVar

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Name = TypeVar("Name", bound=str)

LIMIT = np.float64(1e50)  # products of a few such numbers still fit into a float
MOST_EPOCHS = 1_000_000


def refuse(name: str, got: object, allowed: str) -> ValueError:
    """The one sentence that all of `core` uses for a bad argument."""
    return ValueError(f"{name}: got {got}, {allowed}")


def numbers(name: str, values: ArrayLike) -> Floats:
    """`values` as a float array of any shape, all finite and at most 1e50 in size."""
    array = _real_array(name, values)
    with np.errstate(over="ignore"):  # what overflows here is refused two lines below
        result = np.asarray(array, dtype=np.float64, order="C")
        squares = np.vdot(result, result)  # one quick look clears almost every array; NaN stays NaN
    if not squares <= LIMIT**2 and not (fits := np.abs(array) <= LIMIT).all():
        allowed = f"must be finite and at most {LIMIT:g} in size"
        raise refuse(name, f"the value {array[~fits].flat[0]}", allowed)
    return result


def _real_array(name: str, values: ArrayLike) -> NDArray[Any]:
    try:
        array = np.asarray(values)
    except (ValueError, TypeError):
        raise refuse(name, "rows of different lengths", "must be a full array of numbers") from None
    if array.dtype.kind not in "iuf":
        raise refuse(name, f"values of type {_kind(values, array)}", "must be real numbers")
    return array


def _kind(values: object, array: NDArray[np.generic]) -> str:
    """What to call the type of something that is not an array of real numbers."""
    return type(values).__name__ if array.ndim == 0 else array.dtype.name


def vector(name: str, values: ArrayLike, length: int | None = None) -> Floats:
    """A one-dimensional float array (n,), n >= 1; exactly `length` long if that is given."""
    array = numbers(name, values)
    check_length(name, array, length)
    return array


def check_length(name: str, array: NDArray[Any], length: int | None) -> None:
    """ValueError unless an array is (n,), n >= 1, or (length,) if that is given."""
    if array.ndim != 1 or array.size == 0 or length not in (None, array.size):
        wanted = "(n,) with n >= 1" if length is None else f"({length},)"
        raise refuse(name, f"the shape {array.shape}", f"must be {wanted}")


def matrix(name: str, values: ArrayLike, columns: int | None = None) -> Floats:
    """A float array (n, d), a sample a row, n and d >= 1; exactly `columns` wide if given."""
    array = numbers(name, values)
    if array.ndim != 2 or array.size == 0 or columns not in (None, array.shape[1]):
        wanted = "(n, d) with n and d >= 1" if columns is None else f"(n, {columns}) with n >= 1"
        raise refuse(name, f"the shape {array.shape}", f"must be {wanted}")
    return array


def labels(name: str, values: ArrayLike, length: int) -> Floats:
    """Targets (length,), each -1 or +1."""
    array = _real_array(name, values)
    check_length(name, array, length)
    strange = np.abs(array) != 1
    if np.count_nonzero(strange):
        raise refuse(name, f"the label {array[strange][0]:g}", "allowed are -1 and +1")
    return array.astype(np.float64)


def samples(x: ArrayLike, y: ArrayLike) -> tuple[Floats, Floats]:
    """Inputs x (n, d) with their labels y (n,), each -1 or +1."""
    inputs = matrix("x", x)
    return inputs, labels("y", y, len(inputs))


def weights(values: ArrayLike, inputs: int) -> Floats:
    """A weight vector (1 + inputs,), the bias first."""
    return vector("weights", values, 1 + inputs)


def start_weights(values: ArrayLike | None, inputs: int) -> Floats:
    """The weights (1 + inputs,) training starts from: zeros unless given."""
    return np.zeros(1 + inputs) if values is None else weights(values, inputs)


def number(name: str, value: object) -> float:
    """One finite real number, at most 1e50 in size."""
    if not math.isfinite(size := _size(value)):
        raise refuse(name, repr(value), "must be a finite number")
    return _bounded(name, size)


def positive(name: str, value: object) -> float:
    """One finite number > 0, such as a learning rate."""
    if not 0.0 < (size := _size(value)) < math.inf:
        raise refuse(name, repr(value), "must be a finite number > 0")
    return _bounded(name, size)


def not_negative(name: str, value: object) -> float:
    """One finite number >= 0, such as a slope or a penalty."""
    if not 0.0 <= (size := _size(value)) < math.inf:
        raise refuse(name, repr(value), "must be a finite number >= 0")
    return _bounded(name, size)


def share(name: str, value: object) -> float:
    """One number from 0 to 1, such as a part of all samples or a probability."""
    if not 0.0 <= (size := _size(value)) <= 1.0:
        raise refuse(name, repr(value), "must be from 0 to 1")
    return size


def _size(value: object) -> float:
    """A real number as a float: NaN for anything else, inf for one too large for a float."""
    if isinstance(value, bool) or not isinstance(value, float | Real):
        return math.nan
    try:
        return float(value)
    except OverflowError:
        return math.inf


def _bounded(name: str, value: float) -> float:
    if abs(value) > LIMIT:
        raise refuse(name, repr(value), f"must be at most {LIMIT:g} in size")
    return value


def whole(name: str, value: object, low: int, high: int | None = None) -> int:
    """A whole number from `low` to `high` (or from `low` upwards)."""
    number = int(value) if isinstance(value, Integral) and not isinstance(value, bool) else None
    if number is None or number < low or (high is not None and number > high):
        wanted = f">= {low}" if high is None else f"from {low} to {high}"
        raise refuse(name, repr(value), f"must be a whole number {wanted}")
    return number


def epochs(value: object) -> int:
    """How many passes over the training set: 1 to 1,000,000."""
    return whole("epochs", value, 1, MOST_EPOCHS)


def order(values: ArrayLike | None, length: int, passes: int) -> Ints:
    """The order of the samples: (1, length) for every epoch the same, or (passes, length)."""
    if values is None:
        return np.arange(length)[np.newaxis]
    array = numbers("order", values)
    if array.shape not in ((length,), (passes, length)):
        allowed = f"must be ({length},) or ({passes}, {length})"
        raise refuse("order", f"the shape {array.shape}", allowed)
    rows = array.reshape(-1, length)
    if not (np.sort(rows, axis=1) == np.arange(length)).all():
        allowed = f"each must be a permutation of 0 to {length - 1}"
        raise refuse("order", "a sample left out or repeated", allowed)
    return rows.astype(np.int64)


def choice(name: str, value: object, allowed: Iterable[Name]) -> Name:
    """One of the `allowed` names."""
    names = tuple(allowed)
    for one in names:
        if isinstance(value, str) and value == one:
            return one
    raise refuse(name, repr(value), f"must be one of {', '.join(names)}")


def generator(name: str, value: object) -> np.random.Generator:
    """A random generator: the one given, or a new one from a seed (a whole number >= 0)."""
    if isinstance(value, np.random.Generator):
        return value
    return np.random.default_rng(whole(name, value, 0))
