"""The cost that every learning rate of the slider has come to, epoch by epoch."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from core.checks import Floats
from core.fast.bowl import MainAxes
from pages.shared.one_neuron import descent_tables
from pages.shared.one_neuron.named_run import NamedRun
from pages.shared.one_neuron.settings import LEARNING_RATES

_ALIKE = 1e-12
"""Costs that differ by a smaller share of J at the start differ by rounding."""


@dataclass(frozen=True)
class Sweep:
    """Learning rates ``etas`` (k,), and J of each in every epoch (m, k): inf once overflowed.

    ``floor``: the lowest cost there is. ``limit``: the rate above which gradient descent diverges.
    """

    etas: Floats
    costs: Floats
    floor: float
    limit: float

    @property
    def lowest(self) -> tuple[Floats, float] | None:
        """The rates with the lowest J in the last epoch, and that J; None if all have overflowed.

        Costs that only rounding tells apart are alike.
        """
        costs = self.costs[-1]
        cost = float(costs.min())
        if not np.isfinite(cost):
            return None
        alike = _ALIKE * max(cost, float(self.costs[0, 0]))
        return self.etas[costs <= cost + alike], cost

    def table(self) -> pd.DataFrame:
        """The last epoch, a row for each rate."""
        epochs, count = self.costs.shape
        return pd.DataFrame(
            {
                "learning rate": self.etas,
                "times the limit": self.etas / self.limit,
                f"J in epoch {epochs}": descent_tables.cells(self.costs[-1], count, 8),
            }
        )


def sweep(run: NamedRun, epochs: int) -> Sweep:
    """Every rate of the slider from the start of a run, all else as in it.

    Along each main axis of the bowl, with singular value s, an epoch multiplies the height by
    1 - eta s^2, so J = floor + 1/2 sum_k height_k^2 (1 - eta s_k^2)^(2 t) after t updates.
    The J of an epoch is taken before its update: t = epoch - 1.
    """
    samples, etas = run.result.samples, np.array(LEARNING_RATES)
    bowl = MainAxes.of(samples.x, samples.y, run.history[0])
    factors = np.square(1.0 - etas[:, None] * bowl.scales**2)
    left = np.empty((epochs, *factors.shape))
    left[0], left[1:] = 0.5 * bowl.heights**2, factors
    with np.errstate(over="ignore", under="ignore", invalid="ignore"):
        np.multiply.accumulate(left, axis=0, out=left)
        costs = bowl.floor + np.nan_to_num(left, nan=0.0, posinf=np.inf).sum(axis=2)
    return Sweep(etas, costs, run.floor, run.result.limit)
