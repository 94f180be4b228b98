"""Many trainings one after the other, as long work: what is done by then can be shown."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from core.checks import Floats
from core.splitting import Split
from core.validation import Trial

Judge = Callable[[Split], Trial]
"""Trains on one part of a split, and asks about both."""


@dataclass(frozen=True)
class Scored:
    """What came of the trainings that are done: training and test scores, how many diverged."""

    values: Floats
    diverged: int

    @property
    def trainings(self) -> int:
        """How many are done: each has two scores."""
        return self.values.size // 2


class Splits:
    """Split after split, a training each; its result has the scores (done, 2)."""

    def __init__(self, judge: Judge, splits: Sequence[Split]) -> None:
        self._judge, self._splits = judge, splits
        self._scores: list[tuple[float, float]] = []
        self._diverged: list[bool] = []

    @property
    def total(self) -> int:
        """How many splits there are."""
        return len(self._splits)

    @property
    def done(self) -> int:
        """How many have been judged."""
        return len(self._scores)

    def advance(self) -> None:
        """Judge the next one."""
        trial = self._judge(self._splits[self.done])
        self._scores.append((trial.train_score, trial.test_score))
        self._diverged.append(trial.classifier.diverged)

    def result(self) -> Scored:
        """All that are done so far."""
        return self.first(self.done)

    def first(self, count: int) -> Scored:
        """So many of them."""
        return Scored(np.array(self._scores[:count]), sum(self._diverged[:count]))


class Repeats:
    """The same in rows of ``size`` splits, of which only whole ones count: (size, done, 2)."""

    def __init__(self, judge: Judge, splits: Sequence[Split], size: int) -> None:
        self._splits, self._size = Splits(judge, splits), size

    @property
    def total(self) -> int:
        """How many rows there are."""
        return self._splits.total // self._size

    @property
    def done(self) -> int:
        """How many are whole."""
        return self._splits.done // self._size

    def advance(self) -> None:
        """Judge the next split, wherever in its row it is."""
        self._splits.advance()

    def result(self) -> Scored:
        """The whole rows."""
        whole = self._splits.first(self.done * self._size)
        rows = whole.values.reshape(self.done, self._size, 2)
        return replace(whole, values=rows.swapaxes(0, 1))
