"""A run of gradient descent under the name it has on the page, and the facts of it.

Below the limit 2 / lambda_max the cost J falls in every epoch. Above it, J grows along the steepest
axis of its bowl, unless the start has no share along any axis that grows.
"""

from dataclasses import dataclass
from functools import cached_property
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from core.checks import Floats, Ints
from core.fast.bowl import Bowl
from pages.shared.one_neuron import replay
from pages.shared.one_neuron.runs import AdalineResult

NEAR = 0.01
"""A run has converged once J is within this share of the floor,"""
MILLIONTH = 1e-6
"""or, where the floor is 0, within this share of J at the start."""
_NOTHING = 1e-12
"""A smaller share is rounding."""

Motion = Literal["diverges", "converges", "starts", "oscillates", "descends", "crawls"]


@dataclass(frozen=True)
class NamedRun:
    """One run. ``name`` as it begins a sentence, such as "η₁ = 0.01" or "Raw"."""

    name: str
    eta: float
    result: AdalineResult

    @property
    def costs(self) -> Floats:
        """J of each epoch (m,), taken before its update, up to the last finite one."""
        return self.result.run.costs

    @property
    def history(self) -> Floats:
        """The weights at the start and after each epoch (m + 1, 3)."""
        return self.result.run.history

    @property
    def times_limit(self) -> float:
        """The learning rate in units of the limit."""
        return self.eta / self.result.limit

    @cached_property
    def diverges(self) -> bool:
        """Whether the distance to the minimum grows along any axis: not if the start is at it."""
        if self.times_limit <= 1:
            return False
        samples = self.result.samples
        bowl = Bowl.of(samples.x, samples.y, self.history[0])
        grows = np.abs(1.0 - self.eta * bowl.scales**2) > 1.0
        share = np.abs(bowl.heights) > _NOTHING * np.linalg.norm(samples.y)
        return self.result.run.rises_from is not None or bool((grows & share).any())

    @property
    def floor(self) -> float:
        """The lowest J that any weights have: 0 where a line fits every target exactly."""
        floor = self.result.floor
        return 0.0 if floor <= _NOTHING * len(self.result.samples.y) else floor

    @property
    def near_floor(self) -> int | None:
        """The epoch, from 1, from which on J stays as near to the floor as converged means."""
        nothing = _NOTHING * len(self.result.samples.y)
        bound = (1 + NEAR) * self.floor or max(MILLIONTH * self.costs[0], nothing)
        far = np.flatnonzero(self.costs > bound)
        first = int(far[-1]) + 2 if far.size else 1
        return first if first <= len(self.costs) and not self.diverges else None

    @property
    def share_of_way(self) -> float:
        """How far J has come down: 0 at the J of the start, 1 at the floor."""
        start, last = self.costs[[0, -1]]
        way = start - self.floor
        return float((start - last) / way) if way > 0 else 1.0

    @cached_property
    def turns(self) -> NDArray[np.bool_]:
        """For each two updates in a row (m - 1,): whether the second goes back on the first."""
        updates = np.diff(self.history, axis=0)
        return np.asarray((updates[:-1] * updates[1:]).sum(axis=1) < 0)

    @property
    def turning(self) -> int:
        """How many updates at the end of the run each went back against the one before."""
        straight = np.flatnonzero(~self.turns)
        return len(self.turns) - (int(straight[-1]) + 1 if straight.size else 0)

    @property
    def motion(self) -> Motion:
        """The one word for what the run does."""
        if self.diverges:
            return "diverges"
        if self.near_floor:
            return "converges"
        if len(self.costs) == 1:
            return "starts"
        if self.turning:
            return "oscillates"
        return "crawls" if self.share_of_way < 0.5 else "descends"

    @property
    def correct(self) -> int:
        """How many samples the last weights put on their correct side of the boundary."""
        samples = self.result.samples
        return len(samples.y) - int(replay.wrong_counts(samples, self.history[-1:])[0])

    def rows(self, moments: int) -> Ints:
        """The row of the history at each moment, from the start on; at its end it stands still."""
        return np.minimum(np.arange(moments), len(self.history) - 1)

    def cost_rows(self, moments: int) -> Ints:
        """The place in ``costs`` at each moment: before each epoch its own J, at the end the last.

        -1 where the numbers have become too large.
        """
        epochs = np.minimum(np.arange(moments), max(moments - 2, 0))
        return np.where(epochs < len(self.costs), epochs, -1)
