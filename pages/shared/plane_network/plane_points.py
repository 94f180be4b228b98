"""Points in the plane that a network learns: iris, a generated set, a table or points of one's own.

They are split into training and test part, and measured ones are scaled as the training part says.
"""

from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from core import inputs as features
from core import splitting
from core.checks import Floats, Ints
from core.scaling import Standardizer
from data import SETS, Chosen, iris_pair
from pages.shared.one_neuron import own_points
from pages.shared.one_neuron.own_points import OwnPoints
from pages.shared.own import own
from pages.shared.plane_network.network_settings import PlaneData
from pages.shared.results import remembered

MOST_POINTS = 1500
"""Of a longer table that many rows are used, chosen at random once."""
_CLASSES = ("class −1", "class +1")


@dataclass(frozen=True)
class PlanePoints:
    """Points (n, 2) as measured, their targets (n,), and which of them are for training and test.

    ``classes`` are the two that targets -1 and +1 stand for; None where numbers are predicted.
    ``numbers`` (n,) is what each is called: its row in the table, from 1. ``of_rows`` are all that
    they were chosen from. The last ``own`` are the student's, beside others or alone.
    """

    x: Floats
    y: Floats
    numbers: Ints
    names: tuple[str, str]
    classes: tuple[str, str] | None
    train: Ints
    test: Ints
    scaling: Standardizer | None
    of_rows: int
    own: int
    noun: str

    @property
    def alone(self) -> bool:
        """Whether all points are the student's."""
        return self.own == len(self.y)

    def inputs(self, points: Floats, names: tuple[str, ...]) -> Floats:
        """What the network gets of points: scaled as the training points are, then expanded."""
        scaled = self.scaling.transform(points) if self.scaling else points
        return features.expand(scaled, names)

    @cached_property
    def box(self) -> tuple[tuple[float, float], tuple[float, float]]:
        """From where to where maps are drawn, across and up: the points and a margin."""
        low, high = self.x.min(axis=0), self.x.max(axis=0)
        room = np.where(high > low, (high - low) * 0.06, 0.5)
        (left, bottom), (right, top) = (low - room).tolist(), (high + room).tolist()
        return (left, right), (bottom, top)


@remembered
def points(data: PlaneData) -> PlanePoints:
    """The points in two parts; measured ones are scaled with the training part's statistics."""
    every = _table(data)
    classes = None if _is_regression(data) else every.classes
    own = own_points.read(data.points) if classes else OwnPoints()
    table = own_points.joined(_thinned(every), own, data.alone)
    of_rows = len(own_points.joined(every, own, data.alone).y)
    x, y = table.x, table.y
    train, test = _parts(data, y, len(own.drawn), stratified=classes is not None)
    scaling = Standardizer.fit(x[train]) if data.measured else None
    across, up = table.features
    noun = "flower" if data.measured and not (data.source or data.points) else "point"
    return PlanePoints(x, y, table.rows + 1, (across, up), classes, train, test, scaling,
                       of_rows, len(own.drawn), noun)  # fmt: skip


def _parts(data: PlaneData, y: Floats, own: int, *, stratified: bool) -> splitting.Split:
    """(train, test) of the targets y (n,), the last of which are a student's own.

    Beside others these are all trained on and leave the others in their part, so that a student
    sees what a point does. Alone they are split.
    """
    others = len(y) - own if own < len(y) else own
    labels = y[:others] if stratified else None
    train, test = splitting.split(others, 1 - data.train_percent / 100, data.seed, labels)
    return np.concatenate([train, np.arange(others, len(y))]), test


def _is_regression(data: PlaneData) -> bool:
    """Whether numbers are predicted, not classes."""
    return data.name in SETS and SETS[data.name].kind == "regression"


def _table(data: PlaneData) -> Chosen:
    if data.source:
        return own.find(data.source)
    if data.measured:
        first, second = data.name.split("-")
        return iris_pair((first, second), data.features)
    x, y = SETS[data.name].make(data.size, data.noise, data.seed)
    return Chosen(x, y, ("x1", "x2"), ("x₁", "x₂"), _CLASSES, np.arange(len(y)))


def _thinned(table: Chosen) -> Chosen:
    """Of a long table some rows, the same ones each time."""
    if len(table.y) <= MOST_POINTS:
        return table
    some = np.sort(np.random.default_rng(0).choice(len(table.y), MOST_POINTS, replace=False))
    return replace(table, x=table.x[some], y=table.y[some], rows=table.rows[some])
