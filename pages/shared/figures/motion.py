"""What moves in a figure from moment to moment, as compact arrays.

A figure is sent once; its motions say how its traces look at every moment of the run. The browser
works one moment out of them at a time (``pages/shared/bench/static/motion.js``, one function for
each class here), so a run of thousands of moments costs a few numbers for each.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any, ClassVar

import numpy as np
from numpy.typing import NDArray

from core.checks import Floats, Ints

Whole = NDArray[np.integer[Any]]
"""Whole numbers in as few bytes as they need."""

Box = tuple[tuple[float, float], tuple[float, float]]


@dataclass(frozen=True)
class Motion:
    """A kind of motion; ``kind`` is the name of its function in the browser."""

    kind: ClassVar[str]

    @property
    def moments(self) -> int:
        """How many moments it tells of."""
        raise NotImplementedError

    def message(self) -> dict[str, Any]:
        """What the browser gets: the kind, and every field under its own name."""
        return {"kind": self.kind} | {f.name: getattr(self, f.name) for f in fields(self)}


@dataclass(frozen=True)
class HalfPlanes(Motion):
    """The parts of ``box`` where w0 + w1 x + w2 y < 0, and >= 0, and the edge between them.

    weights (m, 3) in the units of the axes; traces: the places of the three traces that it moves.
    """

    kind: ClassVar[str] = "half_planes"
    weights: Floats
    traces: tuple[int, int, int]
    box: Box

    @property
    def moments(self) -> int:
        """One for each line."""
        return len(self.weights)


@dataclass(frozen=True)
class Marks(Motion):
    """Which of some points a trace shows: those at ``members[starts[i]:starts[i + 1]]``.

    numbers: what each point is called, where the pointer shall know it (the trace's customdata)
    """

    kind: ClassVar[str] = "marks"
    trace: int
    x: Floats
    y: Floats
    starts: Whole
    members: Whole
    numbers: Ints | None = None

    @property
    def moments(self) -> int:
        """One for each set of members."""
        return len(self.starts) - 1

    @classmethod
    def of(
        cls, trace: int, points: Floats, chosen: NDArray[np.bool_], numbers: Ints | None = None
    ) -> "Marks":
        """From points (n, 2) and which of them are chosen at each moment (m, n)."""
        starts = np.r_[0, np.cumsum(chosen.sum(axis=1))].astype(np.int32)
        members: Whole = np.nonzero(chosen)[1].astype(np.int16 if len(points) < 2**15 else np.int32)
        return cls(trace, points[:, 0], points[:, 1], starts, members, numbers)


@dataclass(frozen=True)
class Edges(Motion):
    """Lines that change their look: at moment i line e is drawn by ``traces[looks[i, e]]``.

    x, y (e, k): the k points of each line; looks (m, e) may be -1, for a line that is not drawn.
    """

    kind: ClassVar[str] = "edges"
    traces: Sequence[int]
    x: Floats
    y: Floats
    looks: Whole

    @property
    def moments(self) -> int:
        """One for each choice of looks."""
        return len(self.looks)


@dataclass(frozen=True)
class WrongSides(Motion):
    """A trace of those points that a line through its moment's weights puts on the wrong side.

    x, y (n,): where the points are drawn; x1, x2 (n,): the inputs that the neuron gets; targets
    (n,) -1 or +1; weights (m, 3) for those inputs. The browser judges as ``core.perceptron`` does.
    """

    kind: ClassVar[str] = "wrong_sides"
    trace: int
    x: Floats
    y: Floats
    x1: Floats
    x2: Floats
    targets: Whole
    weights: Floats

    @property
    def moments(self) -> int:
        """One for each line."""
        return len(self.weights)


@dataclass(frozen=True)
class Path(Motion):
    """A line drawn up to a point: to that at ``last[i]`` at moment i, with a mark at its head.

    head: the trace of the mark; None for none
    """

    kind: ClassVar[str] = "path"
    trace: int
    head: int | None
    x: Floats
    y: Floats
    last: Whole

    @property
    def moments(self) -> int:
        """One for each end."""
        return len(self.last)


@dataclass(frozen=True)
class Cursor(Motion):
    """A vertical line through curves at the moment's place, with a dot on each of them.

    rows (m,): the place in the curves' arrays at each moment; -1 where there is none.
    """

    kind: ClassVar[str] = "cursor"
    traces: Sequence[int]
    rows: Whole

    @property
    def moments(self) -> int:
        """One for each row."""
        return len(self.rows)


@dataclass(frozen=True)
class Values(Motion):
    """Properties of one trace whose values change: each (m, k), such as ``{"y": heights}``.

    Anything but x, y and texts of points and lines, and heights of bars, makes the browser draw the
    whole figure again: see ``static/plotly_internals.js``.
    """

    kind: ClassVar[str] = "values"
    trace: int
    rows: Mapping[str, Any]

    @property
    def moments(self) -> int:
        """One for each row of values."""
        return len(next(iter(self.rows.values())))


@dataclass(frozen=True)
class Texts(Motion):
    """Texts of one trace that change in their numbers only, such as ``{"hovertext": [...]}``.

    A blank ``{3:term}`` stands for column 3 of numbers (m, k), written in that style of
    ``writing.Writing``.
    """

    kind: ClassVar[str] = "texts"
    trace: int
    texts: Mapping[str, Sequence[str]]
    numbers: Floats

    @property
    def moments(self) -> int:
        """One for each row of numbers."""
        return len(self.numbers)


@dataclass(frozen=True)
class Frames(Motion):
    """Any changes of traces, written out for each moment: for runs of a few dozen moments."""

    kind: ClassVar[str] = "frames"
    traces: Sequence[int]
    changes: Sequence[Sequence[Mapping[str, Any]]]

    @property
    def moments(self) -> int:
        """One for each list of changes."""
        return len(self.changes)


@dataclass(frozen=True)
class UnitMap(Motion):
    """Under the axes, the map of the unit that is chosen in the figure of a network named ``of``.

    count: its moments
    """

    kind: ClassVar[str] = "unit_map"
    of: str
    count: int

    @property
    def moments(self) -> int:
        """As many as the network has."""
        return self.count
