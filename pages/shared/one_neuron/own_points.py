"""Points that a student has put on a figure, as the short text that stands in the page's link.

``a5.1,3.4b6,2.2`` is a point of the first class at (5.1, 3.4) and one of the second at (6, 2.2).
``m17,5,3`` is sample 17 of the table, which the student has moved to (5, 3).
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal, NamedTuple

import numpy as np

from core.checks import Floats, Ints
from data import Chosen
from pages.shared import words
from pages.shared.one_neuron import link_number

PointEdit = Literal["add", "move", "remove", "clear"]

MOST = 200
LONGEST = 30 * MOST
_CLASSES, _MOVED = "ab", "m"
_NAMED = 5  # samples by their numbers in a sentence; more are counted
_PLACE = rf"({link_number.PATTERN}),({link_number.PATTERN})"
_POINT = re.compile(rf"(?:([{_CLASSES}])|{_MOVED}([1-9]\d{{0,6}}),){_PLACE}")
_POINTS = re.compile(rf"(?:{_POINT.pattern})*")


class OwnPoint(NamedTuple):
    """One point: its place in the units of the figure, and its class, 0 or 1."""

    x: float
    y: float
    place: int


class MovedSample(NamedTuple):
    """A sample of the table by its number, which is its row from 1, and where it has been moved."""

    number: int
    x: float
    y: float


@dataclass(frozen=True)
class OwnPoints:
    """What a student has put in the plane: points drawn there, and samples moved elsewhere."""

    drawn: tuple[OwnPoint, ...] = ()
    moved: tuple[MovedSample, ...] = ()

    @property
    def count(self) -> int:
        """How many of ``MOST`` there are."""
        return len(self.drawn) + len(self.moved)


def read(text: str) -> OwnPoints:
    """The points in a text. ValueError, one sentence, for a text that is not of this form.

    Of a sample that was moved twice the last place counts.
    """
    if not _POINTS.fullmatch(text):
        raise ValueError(
            "Own points are written like a5.1,3.4b6,2.2: the class (a or b), then both numbers. "
            "A moved sample is m, its number and both numbers, with commas: m17,5,3."
        )
    drawn: list[OwnPoint] = []
    moved: dict[int, MovedSample] = {}
    for c, number, *place in _POINT.findall(text):
        x, y = map(link_number.read, place)
        if c:
            drawn.append(OwnPoint(x, y, _CLASSES.index(c)))
        else:
            moved[int(number)] = MovedSample(int(number), x, y)
    found = OwnPoints(tuple(drawn), tuple(moved.values()))
    if found.count > MOST:
        raise ValueError(f"{found.count} own points are too many: there can be at most {MOST}.")
    return found


def write(points: OwnPoints) -> str:
    """The text for these points, each coordinate with four significant digits."""
    short = link_number.write
    return "".join(
        [f"{_CLASSES[point.place]}{short(point.x)},{short(point.y)}" for point in points.drawn]
        + [f"{_MOVED}{moved.number},{short(moved.x)},{short(moved.y)}" for moved in points.moved]
    )


def changed(
    points: OwnPoints,
    done: PointEdit,
    old: OwnPoint | None = None,
    made: OwnPoint | None = None,
) -> OwnPoints:
    """The points after one was added, moved or removed, or after all were cleared.

    old: the point that was moved or removed; where it is not there any more, nothing changes
    made: what was added, while there is room, or what a moved one has become, in its place
    """
    drawn = points.drawn
    if done == "clear":
        return OwnPoints()
    if done == "add":
        fits = points.count < MOST
        return replace(points, drawn=(*drawn, made)) if made and fits else points
    if old not in drawn:
        return points
    place = drawn.index(old)
    kept = (made,) if done == "move" and made else ()
    return replace(points, drawn=(*drawn[:place], *kept, *drawn[place + 1 :]))


def number_after(
    number: int, first: int, points: OwnPoints, done: PointEdit, old: OwnPoint | None
) -> int:
    """What the sample of this number is called once ``changed`` has been done; 0: it is gone.

    first: the number of the first own point; those behind one that is removed move up
    """
    drawn = points.drawn
    if number - first not in range(len(drawn)):
        return number
    if done == "clear":
        return 0
    if done != "remove" or old not in drawn:
        return number
    gone = first + drawn.index(old)
    return 0 if gone == number else number - (gone < number)


def changed_sample(
    points: OwnPoints, number: int, to: tuple[float, float] | None = None
) -> OwnPoints:
    """The points after the sample of this number was moved; without a place, it is put back."""
    others = tuple(moved for moved in points.moved if moved.number != number)
    if to is None:
        return replace(points, moved=others)
    fits = len(points.drawn) + len(others) < MOST
    return replace(points, moved=(*others, MovedSample(number, *to))) if fits else points


def joined(chosen: Chosen, points: OwnPoints, alone: bool) -> Chosen:
    """The chosen samples, some moved, with own points behind them, or the own points alone.

    An own point's row counts on after the last row of the table. Alone there must be one of each
    class; else the samples stay beside them. A moved sample that is not chosen changes nothing.
    """
    if not points.count:
        return chosen
    kept = slice(0, 0) if alone and of_both_classes(points.drawn) else slice(None)
    x = np.array([point[:2] for point in points.drawn]).reshape(-1, 2)
    y = np.array([(-1.0, 1.0)[point.place] for point in points.drawn])
    rows = first_row(chosen) + np.arange(len(points.drawn))
    return replace(
        chosen,
        x=np.concatenate([_with_moved(chosen, points.moved)[kept], x]),
        y=np.concatenate([chosen.y[kept], y]),
        rows=np.concatenate([chosen.rows[kept], rows]),
    )


def _with_moved(chosen: Chosen, moved: Sequence[MovedSample]) -> Floats:
    x = chosen.x.copy()
    for number, *place in moved:
        x[chosen.rows == number - 1] = place
    return x


def not_shown(points: OwnPoints, rows: Ints) -> str:
    """Which of the moved samples are none of those shown, by their rows; "" where all are there.

    A sample is away with another pair of classes, and where the own points are alone.

    rows: of all that are shown, the drawn points last, which count on and may meet a sample's row
    """
    samples = rows[: len(rows) - len(points.drawn)]
    away = [str(moved.number) for moved in points.moved if moved.number - 1 not in samples]
    if not away:
        return ""
    one = len(away) == 1
    named = f"Sample{'' if one else 's'} {words.listed(away)}"
    which = named if len(away) <= _NAMED else f"{len(away)} samples"
    return (
        f"{which} {'was' if one else 'were'} moved, but {words.are(len(away))} not among those "
        "shown, so that changes nothing here."
    )


def of_both_classes(points: Sequence[OwnPoint]) -> bool:
    """Whether something can be learnt from these points alone."""
    return len({point.place for point in points}) == len(_CLASSES)


def first_row(chosen: Chosen) -> int:
    """The row of the first own point beside these samples."""
    return int(chosen.rows.max()) + 1
