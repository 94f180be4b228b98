"""Runs of gradient descent as tables: J of each epoch, and the weights."""

from collections.abc import Sequence

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike

from core.checks import Floats
from data import with_columns
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
        (f"{name}, {run.name}", cells(column, epochs + 1, 8, tiny=_all_tiny(run.history)))
        for run in runs
        for name, column in zip(names, run.history.T, strict=True)
    )
    return numbers.beside([("epoch", range(epochs + 1)), *every])


def line(run: NamedRun, names: Sequence[str], epochs: int) -> pd.DataFrame:
    """The weights of a run; of standardised inputs also those of the line as it is drawn.

    The figure draws samples and line as measured. A run that diverges settles on no line.
    """
    table, samples = weights([run], names, epochs), run.result.samples
    if samples.scaling is None or run.diverges:
        return table
    drawn = zip(names, samples.as_measured(run.history).T, strict=True)
    as_drawn = {f"{name}, as drawn": cells(column, epochs + 1, 8) for name, column in drawn}
    return with_columns(table, {name: pd.Series(column) for name, column in as_drawn.items()})


def _all_tiny(weights: Floats) -> bool:
    """Whether no weight has several digits among its first eight places, as of inputs of 1e-9."""
    return bool(np.abs(weights).max() < 1e-3)


def cells(values: Floats, count: int, digits: int, *, tiny: bool = False) -> list[str]:
    """A column of ``count`` cells; those after the numbers have overflowed say so.

    tiny: of numbers with zeros in front, which are written with a power of ten
    """
    shown = [_cell(value, digits, tiny) for value in values.tolist()]
    return shown + ["overflowed"] * (count - len(shown))


def _cell(value: float, digits: int, tiny: bool) -> str:
    if np.isinf(value):
        return "overflowed"
    with_power = (tiny and value) or abs(value) >= 1e9
    return f"{value:.{digits}e}" if with_power else f"{value:z.{digits}f}"  # z: no -0
