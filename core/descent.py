"""Gradient descent with one weight: look at the slope, take a step the other way, repeat.

The step is -eta J'(w). Where the slope is positive, downhill is to the left. A small eta crawls;
a large one jumps over the minimum, to and fro, or ever further away. (Cauchy 1847.)
"""

import math
from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

import numpy as np

from core import checks
from core.checks import Floats
from core.curve import CostCurve

FAR = 1e6
"""Beyond this a weight counts as lost: these curves have all their shape within a few units."""
NEAR = 0.01
"""So close to a minimum counts as arrived, and so small a difference as none."""

Ending = Literal[
    "diverged", "level", "arrived", "trapped", "cycles", "grows", "narrows", "unsettled", "moving"
]


@dataclass(frozen=True)
class Descent:
    """All steps of one run, m of them, up to the last within `FAR`.

    `places` (m + 1,): the weight before the first and after each step. `costs`, `slopes` (m + 1,):
    J and J' there. `diverged_at`: the first step, from 1, that led beyond `FAR`; None if none did.
    """

    curve: CostCurve
    eta: float
    places: Floats
    costs: Floats
    slopes: Floats
    diverged_at: int | None

    @property
    def overshoots(self) -> list[int]:
        """The steps, from 1, that jumped over a minimum: to the other side of it."""
        pairs = pairwise(self.places.tolist())
        return [i for i, (a, b) in enumerate(pairs, 1) if self._passed(a, b)]

    def _passed(self, a: float, b: float) -> bool:
        low, high = min(a, b) + 1e-12, max(a, b) - 1e-12  # a rounding's width is no jump
        return any(low < minimum < high for minimum in self.curve.minima)

    @property
    def rises(self) -> list[int]:
        """The steps, from 1, that ended higher on the curve than they began."""
        return [int(i) + 1 for i in np.flatnonzero(np.diff(self.costs) > 1e-12)]

    @property
    def nearest(self) -> float | None:
        """The minimum closest to the last place; None on a curve without one."""
        last = float(self.places[-1])
        return min(self.curve.minima, key=lambda m: abs(m - last), default=None)

    @property
    def steps_left(self) -> float:
        """How many steps like the next one the first minimum downhill is away; inf if none is."""
        next_step = -self.eta * float(self.slopes[-1])
        if next_step == 0.0:
            return math.inf
        away = ((minimum - float(self.places[-1])) / next_step for minimum in self.curve.minima)
        return min((steps for steps in away if steps >= 0.0), default=math.inf)

    @property
    def ending(self) -> Ending:
        """What the run came to.

        diverged: beyond `FAR`; level: the slope is 0, and not at a minimum; arrived, trapped:
        within `NEAR` of the lowest minimum, of a higher one; cycles: to and fro between the same
        two places; grows, narrows: jumps over the minimum, and every step is larger, or smaller,
        than the one before; unsettled: over a minimum lately, and none of these; moving: on its
        way without a jump over a minimum in the later half of the run.
        """
        if self.diverged_at is not None:
            return "diverged"
        return next((name for name, holds in _ENDINGS.items() if holds(self)), "moving")


def descend(curve: CostCurve, start: float, eta: float, steps: int) -> Descent:
    """w <- w - eta J'(w), `steps` times from `start`.

    ValueError for a start beyond `FAR`, eta <= 0 or steps outside 1 to 1,000,000; divergence is a
    result, told by `diverged_at`.
    """
    first, eta = checks.number("start", start), checks.positive("eta", eta)
    if abs(first) > FAR:
        raise checks.refuse("start", start, f"must be at most {FAR:g} in size")
    places = _places(curve, first, eta, checks.whole("steps", steps, 1, checks.MOST_EPOCHS))
    w = np.array(places)
    diverged_at = len(places) if len(places) <= steps else None
    return Descent(curve, eta, w, curve.function(w), curve.slope(w), diverged_at)


def _places(curve: CostCurve, start: float, eta: float, steps: int) -> list[float]:
    """The weight before the first and after each step, as long as it stays within `FAR`."""
    places = [start]
    for _ in range(steps):
        w = places[-1] - eta * float(curve.slope(np.asarray(places[-1])))
        if not abs(w) <= FAR:
            break
        places.append(w)
    return places


def _is_level(run: Descent) -> bool:
    return run.slopes[-1] == 0.0 and not _is_near(run)


def _is_near(run: Descent) -> bool:
    return run.nearest is not None and abs(run.nearest - float(run.places[-1])) <= NEAR


def _has_arrived(run: Descent) -> bool:
    return _is_near(run) and run.nearest == run.curve.minima[0]


def _grows(run: Descent) -> bool:
    changes = np.diff(np.abs(np.diff(run.places)))
    return changes.size > 0 and bool(run.overshoots) and bool((changes > 1e-12).all())


def _narrows(run: Descent) -> bool:
    changes = np.diff(np.abs(np.diff(run.places)))
    return changes.size > 0 and _is_unsettled(run) and bool((changes < 0.0).all())


def _cycles(run: Descent) -> bool:
    w = run.places[-5:]
    same = bool((np.abs(w[2:] - w[:-2]) <= 1e-9 * (1.0 + np.abs(w[2:]))).all())
    return len(w) >= 3 and same and abs(w[-1] - w[-2]) > NEAR


def _is_unsettled(run: Descent) -> bool:
    return bool(run.overshoots) and run.overshoots[-1] > (len(run.places) - 1) / 2


_ENDINGS: dict[Ending, Callable[[Descent], bool]] = {
    "level": _is_level,
    "arrived": _has_arrived,
    "trapped": _is_near,
    "cycles": _cycles,
    "grows": _grows,
    "narrows": _narrows,
    "unsettled": _is_unsettled,
}
