"""Many trainings one after the other, as long work: what is done by then can be shown."""

from collections.abc import Callable, Sequence

import numpy as np

from core.checks import Floats
from core.splitting import Split

Scores = Callable[[Split], Floats]
"""The (training, test) scores of one split."""


class Splits:
    """Split after split, a training each; its result is the scores (done, 2)."""

    def __init__(self, judge: Scores, splits: Sequence[Split]) -> None:
        self._judge, self._splits = judge, splits
        self._scores: list[Floats] = []

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
        self._scores.append(self._judge(self._splits[len(self._scores)]))

    def result(self) -> Floats:
        """The scores so far."""
        return np.array(self._scores)


class Repeats:
    """The same in rows of ``size`` splits, of which only whole ones count: (size, done, 2)."""

    def __init__(self, judge: Scores, splits: Sequence[Split], size: int) -> None:
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

    def result(self) -> Floats:
        """The scores of the whole rows."""
        scores = self._splits.result()[: self.done * self._size]
        return scores.reshape(self.done, self._size, 2).swapaxes(0, 1)
