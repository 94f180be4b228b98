"""Points that a student has put on a figure, as the short text that stands in the page's link.

``a5.1,3.4b6,2.2`` is a point of the first class at (5.1, 3.4) and one of the second at (6, 2.2).
"""

import re
from collections.abc import Iterable, Sequence
from typing import Literal, NamedTuple

import numpy as np

from data import Chosen
from pages.shared.one_neuron import link_number

PointEdit = Literal["add", "move", "remove", "clear"]

MOST = 200
LONGEST = 22 * MOST
_CLASSES = "ab"
_POINT = re.compile(rf"([{_CLASSES}])({link_number.PATTERN}),({link_number.PATTERN})")
_POINTS = re.compile(rf"(?:{_POINT.pattern})*")


class OwnPoint(NamedTuple):
    """One point: its place in the units of the figure, and its class, 0 or 1."""

    x: float
    y: float
    place: int


def read(text: str) -> tuple[OwnPoint, ...]:
    """The points in a text. ValueError, one sentence, for a text that is not of this form."""
    if not _POINTS.fullmatch(text):
        raise ValueError(
            "Own points are written like a5.1,3.4b6,2.2: the class (a or b), then both numbers."
        )
    found = [
        OwnPoint(link_number.read(x), link_number.read(y), _CLASSES.index(c))
        for c, x, y in _POINT.findall(text)
    ]
    if len(found) > MOST:
        raise ValueError(f"{len(found)} own points are too many: there can be at most {MOST}.")
    return tuple(found)


def write(points: Iterable[Sequence[float]]) -> str:
    """The text for points (x, y, class), each number with four significant digits."""
    short = link_number.write
    return "".join(f"{_CLASSES[int(c)]}{short(x)},{short(y)}" for x, y, c in points)


def changed(
    points: Sequence[OwnPoint],
    done: PointEdit,
    old: OwnPoint | None = None,
    made: OwnPoint | None = None,
) -> tuple[OwnPoint, ...]:
    """The points after one was added, moved or removed, or after all were cleared.

    old: the point that was moved or removed; where it is not there any more, nothing changes
    made: what was added, while there is room, or what a moved one has become, in its place
    """
    if done == "clear":
        return ()
    if done == "add":
        return (*points, made)[:MOST] if made else tuple(points)
    if old not in points:
        return tuple(points)
    place = points.index(old)
    kept = (made,) if done == "move" and made else ()
    return (*points[:place], *kept, *points[place + 1 :])


def joined(chosen: Chosen, points: Sequence[OwnPoint], alone: bool) -> Chosen:
    """The chosen samples with own points behind them, or the own points alone.

    An own point's row counts on after the last row of the table. Alone there must be one of each
    class; else the samples stay beside them.
    """
    if not points:
        return chosen
    alone = alone and of_both_classes(points)
    x = np.array([point[:2] for point in points])
    y = np.array([(-1.0, 1.0)[point.place] for point in points])
    kept = slice(0, 0) if alone else slice(None)
    rows = first_row(chosen) + np.arange(len(points))
    return Chosen(
        np.concatenate([chosen.x[kept], x]),
        np.concatenate([chosen.y[kept], y]),
        chosen.columns,
        chosen.features,
        chosen.classes,
        np.concatenate([chosen.rows[kept], rows]),
    )


def of_both_classes(points: Sequence[OwnPoint]) -> bool:
    """Whether something can be learnt from these points alone."""
    return len({point.place for point in points}) == len(_CLASSES)


def first_row(chosen: Chosen) -> int:
    """The row of the first own point beside these samples."""
    return int(chosen.rows.max()) + 1
