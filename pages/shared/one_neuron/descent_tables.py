"""Runs of gradient descent as tables: J of each epoch, and the weights."""

from collections.abc import Sequence

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike

from core.checks import Floats
from pages.shared.bench import numbers
from pages.shared.one_neuron.named_run import NamedRun

_SMALLEST = 1e-30
"""A smaller cost is drawn as this: it is rounding, whose logarithm says nothing."""


def log_cost(costs: ArrayLike) -> Floats:
    """log10 J."""
    logs: Floats = np.log10(np.maximum(costs, _SMALLEST))
    return logs


def costs(runs: Sequence[NamedRun], epochs: int) -> pd.DataFrame:
    """log10 J and J in each epoch of each run."""
    columns: dict[str, Sequence[object]] = {"epoch": range(1, epochs + 1)}
    for run in runs:
        columns[f"log10 J, {run.name}"] = cells(log_cost(run.costs), epochs, 5)
        columns[f"J, {run.name}"] = cells(run.costs, epochs, 8)
    return pd.DataFrame(columns)


def weights(runs: Sequence[NamedRun], names: Sequence[str], epochs: int) -> pd.DataFrame:
    """The weights before the first epoch, as epoch 0, and after each, of each run."""
    every = (
        (f"{name}, {run.name}", cells(column, epochs + 1, 8))
        for run in runs
        for name, column in zip(names, run.history.T, strict=True)
    )
    return numbers.beside([("epoch", range(epochs + 1)), *every])


def cells(values: Floats, count: int, digits: int) -> list[str]:
    """A column of ``count`` cells; those after the numbers have overflowed say so."""
    shown = [_cell(value, digits) for value in values.tolist()]
    return shown + ["overflowed"] * (count - len(shown))


def _cell(value: float, digits: int) -> str:
    if np.isinf(value):
        return "overflowed"
    return f"{value:z.{digits}f}" if abs(value) < 1e9 else f"{value:.{digits}e}"  # z: no -0
