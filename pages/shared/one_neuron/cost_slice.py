"""The cost J of a linear neuron over two of its three weights, and what is said of its picture."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from core import adaline
from core.checks import Floats
from pages.shared import words
from pages.shared.figures.contours import Bowl, Track, leaves
from pages.shared.one_neuron.named_run import NamedRun


@dataclass(frozen=True)
class Slice:
    """J over the weights ``drawn`` (positions of two), while the third keeps ``held``.

    look: the place of the first run's colour and mark among those of curves
    """

    runs: tuple[NamedRun, ...]
    drawn: tuple[int, int]
    names: tuple[str, ...]
    look: int = 0

    @property
    def held(self) -> Floats:
        """All weights (3,) at the end of the last run that does not diverge, else at the start."""
        ends = [run.result.run.weights for run in self.runs if not run.diverges]
        held: Floats = ends[-1] if ends else self.runs[0].history[0]
        return held

    @property
    def tracks(self) -> list[Track]:
        """The way of each run over the two weights."""
        return [
            Track(run.name, run.history[:, list(self.drawn)], not run.diverges, i)
            for i, run in enumerate(self.runs, self.look)
        ]

    @property
    def bowl(self) -> Bowl:
        """J = floor + 1/2 away' H away, away from the lowest point of the slice."""
        result, seen = self.runs[0].result, list(self.drawn)
        hessian = adaline.hessian(result.samples.x)
        steepness = hessian[np.ix_(seen, seen)]
        away = self.held - result.best
        away[seen] = 0.0
        away[seen] = np.linalg.lstsq(steepness, -(hessian @ away)[seen], rcond=None)[0]
        floor = result.floor + 0.5 * float(away @ hessian @ away)
        first, second = (
            f"w{words.subscript(i)}: {self.names[i]}{self._per if i else ''}" for i in seen
        )
        return Bowl(result.best[seen] + away[seen], floor, steepness, (first, second))

    @property
    def held_told(self) -> str:
        """The value of the third weight in the contours."""
        return self._short(self.held, [self._third])

    @property
    def _third(self) -> int:
        """The weight that is not drawn."""
        return next(i for i in range(len(self.names)) if i not in self.drawn)

    @property
    def _per(self) -> str:
        """What a weight is counted in: output for each cm, or for each standard deviation."""
        samples = self.runs[0].result.samples
        if samples.scaling is not None:
            return " (per std)"
        return "" if samples.source else " (per cm)"

    @property
    def told(self) -> str:
        """What a figure of it shows."""
        bowl, seen = self.bowl, list(self.drawn)
        ends = [
            f"{run.name} ends at {self._short(run.result.run.weights, seen)}" for run in self.runs
        ]
        lowest = self.held.copy()
        lowest[seen] = bowl.lowest
        over = " and ".join(bowl.names)
        least = self._short(lowest, seen)
        return f"Contours of J over {over}. The minimum is at {least}; {'; '.join(ends)}."

    def _short(self, weights: Floats, told: Sequence[int]) -> str:
        """Some of the weights (3,) in few digits; one is 0 where it adds only rounding to z."""
        sizes = np.r_[1.0, np.abs(self.runs[0].result.samples.x).max(axis=0)]
        adds = np.abs(weights) * np.maximum(sizes, 1.0)
        return ", ".join(words.number(weights[i], 3) if adds[i] >= 1e-12 else "0" for i in told)

    @property
    def note(self) -> str:
        """What to know when looking at it."""
        return self.holding(self.held_told)

    def holding(self, at: str) -> str:
        """The same, with the place at which the weight that is not drawn is held put in words."""
        third = self._third
        which = f"weight of {self.names[third]}" if third else self.names[0]
        return f"Each contour joins weights of equal J; the {which} is held at {at}."

    @property
    def leaving(self) -> str:
        """Which paths run out of the frame; "" if none does."""
        tracks = self.tracks
        gone = [track.name for track in tracks if leaves(self.bowl, tracks, track)]
        ways = "The path of" if len(gone) == 1 else "The paths of"
        runs = "runs" if len(gone) == 1 else "run"
        return f"{ways} {' and '.join(gone)} {runs} out of the contours' frame." if gone else ""
