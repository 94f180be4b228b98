"""What a student keeps of a run: its curves and its line stay, in grey, beside the next ones."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

import numpy as np
import pandas as pd

from core.checks import Floats
from pages.shared.bench import numbers
from pages.shared.bench.stage import Shown
from pages.shared.figures import boundary, style
from pages.shared.figures.figure import Figure
from pages.shared.figures.motion import Box, Cursor, HalfPlanes

_LOOK: dict[str, Any] = {"color": style.NEUTRAL, "width": 1.5}
_LONGER = 10.0
"""So many times as long as the run on show needs it an axis becomes, and no longer: else nothing of
that run could be seen beside one that diverged."""
_MOST_CELLS = 200_000
"""A session keeps no longer table, such as of each update of a run on a thousand rows."""
_KEPT = ", kept"
_LEGEND: dict[str, Any] = {
    "type": "scatter", "mode": "lines", "name": "kept", "x": [None], "y": [None],
    "line": _LOOK, "hoverinfo": "skip", "showlegend": True,
}  # fmt: skip
"""Says in the figure what is grey, so that a picture or a sheet of paper does too."""
DrawnCurve = Mapping[str, Any]
Settings = Mapping[str, str]
"""What each control stands at, by its key, as it is told in a sentence."""


@dataclass(frozen=True)
class KeptFigure:
    """What is kept of one figure: its curves, its lines' weights, its axes by their names, what was
    said of it, and its numbers."""

    curves: Sequence[DrawnCurve]
    lines: Sequence[Floats]
    axes: Mapping[str, dict[str, Any]]
    alt: str
    table: pd.DataFrame | None


@dataclass(frozen=True)
class KeptRun:
    """What is kept of a run: its settings, and its figures by their keys."""

    settings: Settings
    figures: Mapping[str, KeptFigure]

    def told(self, now: Settings) -> str:
        """The settings in which it differs from those on show."""
        other = [said for key, said in self.settings.items() if said != now.get(key)]
        return "; ".join(other) or "the run before this one"


def can_keep(shown: Sequence[Shown]) -> bool:
    """Whether a page has a figure with a curve or a line to compare with the next run's."""
    return any(map(_has_some, shown))


def of(shown: Sequence[Shown], settings: Settings) -> KeptRun:
    """All that can be compared of the run on show."""
    figures = {
        one.key: KeptFigure(
            [_grey(curve) for curve in _curves(one.figure)],
            _lines(one.figure),
            one.figure.axes,
            one.alt,
            _affordable(one.table()),
        )
        for one in shown
        if isinstance(one.figure, Figure) and _has_some(one)
    }
    return KeptRun(settings, figures)


def beside(shown: Shown, kept: KeptRun) -> Shown:
    """A figure with what was kept of it; unchanged where that looks the same, or has other axes."""
    before, now = kept.figures.get(shown.key), shown.figure
    if before is None or not isinstance(now, Figure):
        return shown
    curves = [rest for curve in before.curves for rest in _apart(curve, before, now)]
    drawn = [*curves, *_other_lines(before, now)]
    if not drawn:
        return shown
    return replace(
        shown,
        figure=Figure([*now.data, *drawn, _LEGEND], _layout(before, now), now.motions),
        alt=f"{shown.alt} In grey, as it was kept: {before.alt}",
        table=shown.table if before.table is None else partial(_stacked, shown, before.table),
    )


def _has_some(shown: Shown) -> bool:
    drawn = shown.figure
    return isinstance(drawn, Figure) and bool(_curves(drawn) or _lines(drawn))


def _curves(figure: Figure) -> list[DrawnCurve]:
    """The curves that a cursor goes through; one of a single point is a mark."""
    places = [
        place
        for motion in figure.motions
        if isinstance(motion, Cursor) and (motion.rows >= 0).any()
        for place in motion.traces
    ]
    return [figure.data[place] for place in places if "line" in figure.data[place]]


def _lines(figure: Figure) -> list[Floats]:
    """The weights of decision boundaries at the end of the run."""
    return [motion.weights[-1].copy() for motion in _boundaries(figure)]


def _boundaries(figure: Figure) -> list[HalfPlanes]:
    return [motion for motion in figure.motions if isinstance(motion, HalfPlanes)]


def _grey(curve: DrawnCurve) -> dict[str, Any]:
    """A curve to keep: with copies of its points, which may be a part of much more."""
    x, y = (np.array(curve[at]) for at in "xy")
    mark = {"symbol": curve.get("marker", {}).get("symbol", "circle"), "color": style.NEUTRAL}
    return {
        "type": "scatter",
        "mode": "lines" if x.size > 1 else "markers",
        "name": f"{curve['name']}{_KEPT}",
        "x": x,
        "y": y,
        "line": {**_LOOK, "dash": curve["line"].get("dash", "solid")},
        "marker": {**mark, "size": 7},
        "showlegend": False,
        **({"yaxis": curve["yaxis"]} if "yaxis" in curve else {}),
    }


def _apart(curve: DrawnCurve, before: KeptFigure, now: Figure) -> list[dict[str, Any]]:
    """A kept curve from where it leaves that of its name: grey would lie on top of it until there.

    None of it if it does not, or if its axes mean something else now.
    """
    if not _same_axes(before.axes, now.axes, curve.get("yaxis", "y")):
        return []
    same = max((_same_points(curve, one) for one in _curves(now) if _is_of(curve, one)), default=0)
    if same == len(curve["x"]):
        return []
    start = max(same - 1, 0)
    return [{**curve, "x": curve["x"][start:], "y": curve["y"][start:]}]


def _is_of(curve: DrawnCurve, now: DrawnCurve) -> bool:
    return bool(curve["name"] == f"{now['name']}{_KEPT}")


def _same_points(one: DrawnCurve, other: DrawnCurve) -> int:
    """How many points two curves have in common at their beginning."""
    n = min(len(one["x"]), len(other["x"]))
    same = np.ones(n, dtype=bool)
    for at in "xy":
        a, b = (np.asarray(curve[at][:n], dtype=float) for curve in (one, other))
        same &= (a == b) | (np.isnan(a) & np.isnan(b))
    return n if same.all() else int(same.argmin())


def _other_lines(before: KeptFigure, now: Figure) -> list[dict[str, Any]]:
    """The kept lines that are not those on show, in the frame of those."""
    if not _same_axes(before.axes, now.axes, "y"):
        return []
    return [
        _line(weights, motion.box)
        for weights, motion in zip(before.lines, _boundaries(now), strict=False)
        if not np.array_equal(weights, motion.weights[-1])
    ]


def _line(weights: Floats, box: Box) -> dict[str, Any]:
    x, y = boundary.line(weights, box)
    return {
        "type": "scatter", "mode": "lines", "name": f"Decision boundary{_KEPT}", "x": x, "y": y,
        "line": {**_LOOK, "dash": "dash"}, "hoverinfo": "skip", "showlegend": False,
    }  # fmt: skip


def _same_axes(before: Mapping[str, Any], now: Mapping[str, Any], y: str) -> bool:
    """Whether a curve's axes mean the same: also where one of them goes by powers of ten now."""
    return all(
        name in before and name in now and before[name].get("title") == now[name].get("title")
        for name in ("xaxis", f"yaxis{y[1:]}")
    )


def _layout(before: KeptFigure, now: Figure) -> dict[str, Any]:
    """The layout of the run on show, its axes long enough for both."""
    wanted = {
        name: _for_both(axis, _kept_axis(before, name, axis))
        for name, axis in now.axes.items()
        if name in before.axes
    }
    return now.layout | wanted


def _kept_axis(before: KeptFigure, name: str, now: dict[str, Any]) -> dict[str, Any]:
    """A kept axis: where only one of the two goes by powers of ten, in the way of that on show."""
    axis = before.axes[name]
    if axis.get("type") == now.get("type"):
        return axis
    points = [
        point
        for curve in before.curves
        if curve.get(f"{name[0]}axis", name[0]) == _id(name)
        for point in curve[name[0]]
    ]
    return {**now, **style.fitted(points, log=now.get("type") == "log")}


def _id(axis: str) -> str:
    """What a trace calls an axis: y2 for yaxis2."""
    return axis.replace("axis", "")


def _for_both(now: dict[str, Any], before: dict[str, Any]) -> dict[str, Any]:
    """An axis of the run on show, or that of the kept one where it is the longer one."""
    same = all(now.get(name) == before.get(name) for name in ("title", "autorange"))
    if not same or now.get("autorange") is False or not ("range" in now and "range" in before):
        return now
    (low, high), (bottom, top) = now["range"], before["range"]
    both = [min(low, bottom), max(high, top)]
    if both[1] - both[0] > _LONGER * (high - low):
        return now
    return {**(before if top - bottom > high - low else now), "range": both}


def _affordable(table: pd.DataFrame) -> pd.DataFrame | None:
    return table if table.size <= _MOST_CELLS else None


def _stacked(shown: Shown, before: pd.DataFrame) -> pd.DataFrame:
    """The numbers of both runs, one below the other, with a column that says whose they are."""
    now = shown.table()
    whose = np.repeat(["on show", "kept"], [len(now), len(before)])
    both = pd.concat([now, before], ignore_index=True)
    return numbers.beside([("run", whose), *((str(name), column) for name, column in both.items())])
