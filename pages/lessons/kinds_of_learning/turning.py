"""Dimension reduction as a turn: from two of the four lengths to the two principal components."""

from dataclasses import dataclass
from functools import cache

import numpy as np

from core.checks import Floats
from core.components import principal_axes
from data import FEATURES, load_iris

STEPS = 20
START = (2, 0)
"""Petal length across and sepal length up: the columns that the turn begins with."""


@dataclass(frozen=True)
class NothingToSet:
    """Two numbers for the four of every flower. There is nothing to set."""


@dataclass(frozen=True)
class Turned:
    """All flowers x (n, 4), seen along m pairs of axes (m, 2, 4), each of length 1."""

    x: Floats
    axes: Floats

    @property
    def numbers(self) -> Floats:
        """The two numbers of each flower at each moment (m, n, 2), from the mean flower on."""
        seen: Floats = (self.x - self.x.mean(axis=0)) @ self.axes.transpose(0, 2, 1)
        return seen

    @property
    def shares(self) -> Floats:
        """The share (m, 2) of the variance of all four lengths that each of the two holds."""
        return np.asarray(self.numbers.var(axis=1) / self.x.var(axis=0).sum())

    @property
    def held(self) -> Floats:
        """The share (m,) that both hold."""
        return np.asarray(self.shares.sum(axis=1))


@cache
def turn() -> Turned:
    """The axes step by step, each pair made rectangular by its nearest one (polar form)."""
    x = load_iris()[list(FEATURES)].to_numpy(dtype=np.float64)
    part = np.linspace(0.0, 1.0, STEPS + 1)[:, np.newaxis, np.newaxis]
    between = (1.0 - part) * np.eye(4)[list(START)] + part * principal_axes(x, 2)
    left, _, right = np.linalg.svd(between, full_matrices=False)
    return Turned(x, left @ right)
