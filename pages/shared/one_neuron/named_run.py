"""A run of gradient descent under the name it has on the page, and the facts of it.

Below the limit 2 / lambda_max the cost J falls in every epoch. At it, each update lands as far away
on the other side of the steepest axis of J's bowl; above it further, and J grows: unless the start
has no share along that axis.
"""

from dataclasses import dataclass
from functools import cached_property
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from core.checks import Floats, Ints
from core.fast.bowl import MainAxes
from pages.shared.one_neuron import replay
from pages.shared.one_neuron.runs import AdalineResult

NEAR = 0.01
"""A run has converged once J is within this share of the floor,"""
MILLIONTH = 1e-6
"""or, where the floor is 0, within this share of J at the start."""
_NOTHING = 1e-12
"""A smaller share is rounding."""
_AT = 1e-9
"""A learning rate is at the limit within this share of it."""

Beside = Literal["below", "at", "above"]
Behaviour = Literal["diverges", "converges", "starts", "swings", "oscillates", "descends", "crawls"]


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

    @property
    def beside_limit(self) -> Beside:
        """How the learning rate lies to the limit."""
        if abs(self.times_limit - 1) <= _AT:
            return "at"
        return "above" if self.times_limit > 1 else "below"

    def factor(self, flatter: float = 1.0) -> float:
        """What an update multiplies the distance along the steepest axis by; or along a flatter."""
        return float(_without_rounding(1 - 2 * self.times_limit / flatter))

    @cached_property
    def _bowl(self) -> MainAxes:
        """J around the start, in which a height that is only rounding is 0."""
        samples = self.result.samples
        bowl = MainAxes.of(samples.x, samples.y, self.history[0])
        size = float(np.linalg.norm(samples.y))
        return bowl._replace(heights=size * _without_rounding(bowl.heights / size))

    @property
    def _factors(self) -> Floats:
        """What an update multiplies the height along each axis by."""
        return _without_rounding(1.0 - self.eta * self._bowl.scales**2)

    @cached_property
    def diverges(self) -> bool:
        """Whether the distance to the minimum grows along any axis: not if the start is at it."""
        if self.beside_limit != "above":
            return False
        grows = np.abs(self._factors) > 1.0
        return self.result.run.rises_from is not None or bool(self._bowl.heights[grows].any())

    @property
    def swing(self) -> float:
        """The part of J that no update takes away: at the limit the steepest axis keeps its own."""
        if self.beside_limit != "at":
            return 0.0
        lasts = self._bowl.heights[np.abs(self._factors + 1.0) <= 2 * _AT]
        return float(0.5 * lasts @ lasts)

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
        """For each two updates in a row (m - 1,): whether the second goes back on the first.

        Told by the heights along the axes, where rounding can be told from an update.
        """
        moved = self._bowl.heights != 0  # along the others a factor may be beyond all bounds
        first = np.square(self.eta * self._bowl.scales * self._bowl.heights)[moved]
        times = np.arange(len(self.history) - 2)[:, np.newaxis]
        return np.asarray(self._factors[moved] ** (2 * times + 1) @ first < 0)

    @property
    def turning(self) -> int:
        """How many updates at the end of the run each went back against the one before."""
        straight = np.flatnonzero(~self.turns)
        return len(self.turns) - (int(straight[-1]) + 1 if straight.size else 0)

    @property
    def motion(self) -> Behaviour:
        """The one word for what the run does."""
        if self.diverges:
            return "diverges"
        if self.near_floor:
            return "converges"
        if len(self.costs) == 1:
            return "starts"
        if self.swing:
            return "swings"
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


def _without_rounding(values: Floats | float) -> Floats:
    """Numbers of about 1 in which one that is only rounding is 0."""
    return np.where(np.abs(values) < _NOTHING, 0.0, values)
