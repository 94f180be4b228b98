"""What a student keeps of a run: its curves and its line stay, in grey, beside the next ones."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import pandas as pd

from core.checks import Floats
from pages.shared.bench.stage import Shown
from pages.shared.figures import boundary, style
from pages.shared.figures.figure import Figure
from pages.shared.figures.motion import Box, Cursor, HalfPlanes

_LOOK: dict[str, Any] = {"color": style.NEUTRAL, "width": 1.5}
_LONGER = 10.0
"""So many times as long as the run on show needs it an axis becomes, and no longer: else nothing of
that run could be seen beside one that diverged."""
DrawnCurve = Mapping[str, Any]


@dataclass(frozen=True)
class KeptFigure:
    """What is kept of one figure: as it was drawn, what was said of it, and its numbers."""

    drawn: Figure
    alt: str
    table: pd.DataFrame


@dataclass(frozen=True)
class KeptRun:
    """What is kept of a run: its settings, and its figures by their keys."""

    settings: str
    figures: Mapping[str, KeptFigure]


def can_keep(shown: Sequence[Shown]) -> bool:
    """Whether a page has a figure with a curve or a line to compare with the next run's."""
    return any(map(_has_some, shown))


def of(shown: Sequence[Shown], settings: str) -> KeptRun:
    """All that can be compared of the run on show."""
    figures = {
        one.key: KeptFigure(one.figure, one.alt, one.table())
        for one in shown
        if isinstance(one.figure, Figure) and _has_some(one)
    }
    return KeptRun(settings, figures)


def beside(shown: Shown, kept: KeptRun) -> Shown:
    """A figure with what was kept of it; unchanged where that looks the same, or has other axes."""
    before, now = kept.figures.get(shown.key), shown.figure
    if before is None or not isinstance(now, Figure) or not _same_axes(before.drawn, now):
        return shown
    if _alike(before.drawn, now):
        return shown
    curves = [_grey(trace) for trace in _curves(before.drawn)]
    lines = [_line(weights, box) for weights in _lines(before.drawn) for box in _boxes(now)]
    return replace(
        shown,
        figure=Figure([*now.data, *curves, *lines], _layout(before.drawn, now), now.motions),
        alt=f"{shown.alt} In grey, as it was kept: {before.alt}",
        table=lambda: _stacked(shown.table(), before.table),
    )


def _has_some(shown: Shown) -> bool:
    drawn = shown.figure
    return isinstance(drawn, Figure) and bool(_curves(drawn) or _lines(drawn))


def _curves(figure: Figure) -> list[DrawnCurve]:
    """The curves that a cursor goes through."""
    places = [
        place
        for motion in figure.motions
        if isinstance(motion, Cursor) and (motion.rows >= 0).any()
        for place in motion.traces
    ]
    return [figure.data[place] for place in places if "lines" in figure.data[place]["mode"]]


def _lines(figure: Figure) -> list[Floats]:
    """The weights of decision boundaries at the end of the run."""
    return [motion.weights[-1] for motion in figure.motions if isinstance(motion, HalfPlanes)]


def _boxes(figure: Figure) -> list[Box]:
    """The frames that decision boundaries are drawn in."""
    return [motion.box for motion in figure.motions if isinstance(motion, HalfPlanes)]


def _grey(curve: DrawnCurve) -> dict[str, Any]:
    return {
        "type": "scatter",
        "mode": "lines",
        "name": f"{curve['name']}, kept",
        "x": curve["x"],
        "y": curve["y"],
        "line": {**_LOOK, "dash": curve["line"].get("dash", "solid")},
        "showlegend": False,
        **({"yaxis": curve["yaxis"]} if "yaxis" in curve else {}),
    }


def _line(weights: Floats, box: Box) -> dict[str, Any]:
    x, y = boundary.line(weights, box)
    return {
        "type": "scatter", "mode": "lines", "name": "Decision boundary, kept", "x": x, "y": y,
        "line": {**_LOOK, "dash": "dash"}, "hoverinfo": "skip", "showlegend": False,
    }  # fmt: skip


def _alike(before: Figure, now: Figure) -> bool:
    """Whether two runs look the same, as one does beside itself."""
    one, other = (_numbers(figure) for figure in (before, now))
    return len(one) == len(other) and all(map(np.array_equal, one, other))


def _numbers(figure: Figure) -> list[Any]:
    return [*_lines(figure), *(curve[at] for curve in _curves(figure) for at in "xy")]


def _same_axes(before: Figure, now: Figure) -> bool:
    return _axes(before).keys() == _axes(now).keys() and all(
        (axis.get("title"), axis.get("type")) == (other.get("title"), other.get("type"))
        for axis, other in zip(_axes(before).values(), _axes(now).values(), strict=True)
    )


def _axes(figure: Figure) -> dict[str, dict[str, Any]]:
    return {name: figure.layout[name] for name in sorted(figure.layout) if name[1:5] == "axis"}


def _layout(before: Figure, now: Figure) -> dict[str, Any]:
    """The layout of the run on show, its upright axes long enough for both."""
    wanted = {
        name: {**axis, "range": _both(axis["range"], _axes(before)[name].get("range"))}
        for name, axis in _axes(now).items()
        if name[0] == "y" and "range" in axis and axis.get("autorange") is not False
    }
    return now.layout | wanted


def _both(now: Sequence[float], before: Sequence[float] | None) -> list[float]:
    low, high = min(now[0], (before or now)[0]), max(now[1], (before or now)[1])
    return [low, high] if high - low <= _LONGER * (now[1] - now[0]) else list(now)


def _stacked(now: pd.DataFrame, before: pd.DataFrame) -> pd.DataFrame:
    """The numbers of both runs, one below the other, with a column that says whose they are."""
    both = {"on show": now, "kept": before}
    return pd.concat([table.assign(run=run) for run, table in both.items()], ignore_index=True)
