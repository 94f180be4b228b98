"""A table as pictures: its rows over two columns, how each column spreads, and what scaling does.

One mark a row shows which classes lie apart; a histogram shows how often each value occurs.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from core.checks import Floats, Ints
from pages.shared.figures import boundary, style
from pages.shared.figures.figure import Figure
from pages.shared.figures.motion import Frames

Bounds = tuple[float, float]
Class = tuple[str, int]

_PATTERNS = ("", "/", "x")
_GAP = 0.09
"""Between two panels, as a share of the figure."""


@dataclass(frozen=True)
class Group:
    """Rows of one class: its name, its place among the classes (for colour and shape), x (n, 2).

    rows (n,): what each is called, its row in the table from 1
    """

    name: str
    place: int
    x: Floats
    rows: Ints


@dataclass(frozen=True)
class Histogram:
    """One column: its title, the edges of its bins (b + 1,), and counts (b,) for each class."""

    title: str
    edges: Floats
    counts: Sequence[Ints]


@dataclass(frozen=True)
class Spread:
    """Columns at one stage: a title with the unit, and (d,) of each statistic."""

    title: str
    low: Floats
    high: Floats
    mean: Floats
    std: Floats


def bounds(values: Floats) -> Bounds:
    """The range of the values and a tenth more on each side."""
    low, high = float(values.min()), float(values.max())
    room = (high - low) * 0.1 or 0.5
    return low - room, high + room


def scatter(
    groups: Sequence[Group], titles: Sequence[str], ranges: tuple[Bounds, Bounds]
) -> Figure:
    """One mark for each row, classes told apart by colour and shape."""
    data = [{**_marks(group), "x": group.x[:, 0], "y": group.x[:, 1]} for group in groups]
    return style.figure(data, style.axis(titles[0], ranges[0]), style.axis(titles[1], ranges[1]))


def stages(
    groups: Sequence[Group],
    later: Sequence[Sequence[Floats]],
    ringed: Sequence[Floats],
    titles: Sequence[str],
    ranges: tuple[Bounds, Bounds],
) -> Figure:
    """As ``scatter``, moving through stages of the same rows; a ring around some of each stage.

    later[s][g] (n, 2): group g at stage s, NaN where a row has no place; ringed[s] (k, 2)
    """
    first = scatter(groups, titles, ranges)
    changes = [
        [*(_xy(points) for points in places), _xy(rings)]
        for places, rings in zip(later, ringed, strict=True)
    ]
    data = [*first.data, {**boundary.rings("Ringed"), **_xy(ringed[0])}]
    return Figure(data, first.layout, [Frames(range(len(data)), changes)])


def histograms(panels: Sequence[Sequence[Histogram]], classes: Sequence[Class]) -> Figure:
    """A histogram for each of two columns, one above the other, moving through stages.

    panels[s]: both columns at stage s; ``classes`` are (name, place)
    """
    most = max(int(counts.max()) for stage in panels for panel in stage for counts in panel.counts)
    data, axes = [], {}
    for i, panel in enumerate(panels[0]):
        suffix = str(i + 1) if i else ""
        data += [
            _bars(panel, suffix, name, place, counts)
            for (name, place), counts in zip(classes, panel.counts, strict=True)
        ]
        axes[f"xaxis{suffix}"] = style.axis(
            panel.title, (panel.edges[0], panel.edges[-1]), anchor=f"y{suffix}"
        )
        axes[f"yaxis{suffix}"] = style.axis(
            "Flowers", (0, most * 1.05), domain=_half(1 - i, 0.3), anchor=f"x{suffix}"
        )
    layout = style.layout(axes.pop("xaxis"), axes.pop("yaxis"))
    changes = [[{"y": counts} for panel in stage for counts in panel.counts] for stage in panels]
    moving = [Frames(range(len(data)), changes)]
    return Figure(data, {**layout, **axes, "barmode": "overlay"}, moving)


def spread(names: Sequence[str], before: Sequence[Spread], after: Sequence[Spread]) -> Figure:
    """Range, mean and standard deviation of each column, before scaling and after it, by stage."""
    steps = [
        [
            *_spread_traces(names, one, "x", legend=True),
            *_spread_traces(names, other, "x2", legend=False),
        ]
        for one, other in zip(before, after, strict=True)
    ]
    rows = style.axis("Length", autorange="reversed", type="category")
    layout = {
        **style.layout(style.axis(before[0].title, _reach(before), domain=_half(0)), rows),
        "xaxis2": style.axis(after[0].title, _reach(after), domain=_half(1)),
    }
    changes = [[{"x": trace["x"]} for trace in traces] for traces in steps]
    return Figure(steps[0], layout, [Frames(range(len(steps[0])), changes)])


def _reach(stages: Sequence[Spread]) -> Bounds:
    """What is drawn at any of the stages, so that the axis keeps still."""
    ends = [(at.low, at.high, at.mean - at.std, at.mean + at.std) for at in stages]
    values = np.ravel(ends)
    return bounds(values[np.isfinite(values)])


def _xy(points: Floats) -> dict[str, Any]:
    """The points of a trace; where there are none, one that is not drawn keeps its place."""
    return {"x": points[:, 0], "y": points[:, 1]} if len(points) else {"x": [None], "y": [None]}


def _half(which: int, gap: float = _GAP) -> list[float]:
    """The first or the second half of the figure, with a gap between them."""
    return [0.0, 0.5 - gap / 2] if which == 0 else [0.5 + gap / 2, 1.0]


def _marks(group: Group) -> dict[str, Any]:
    return {
        "type": "scatter", "mode": "markers", "name": group.name,
        "showlegend": True, "customdata": group.rows,
        "hovertemplate": f"row %{{customdata}}, {group.name}<br>%{{x}}, %{{y}}<extra></extra>",
        "marker": style.class_marker(group.place),
    }  # fmt: skip


def _bars(panel: Histogram, suffix: str, name: str, place: int, counts: Ints) -> dict[str, Any]:
    return {
        "type": "bar", "name": name, "legendgroup": name, "showlegend": not suffix,
        "x": (panel.edges[:-1] + panel.edges[1:]) / 2, "y": counts,
        "width": float(panel.edges[1] - panel.edges[0]),
        "xaxis": f"x{suffix}", "yaxis": f"y{suffix}", "opacity": 0.65,
        "marker": {
            "color": style.CLASS_COLOURS[place],
            "pattern": {
                "shape": _PATTERNS[place], "fillmode": "overlay", "fgcolor": "white",
                "size": 7, "solidity": 0.25,
            },
        },
    }  # fmt: skip


def _spread_traces(
    names: Sequence[str], at: Spread, axis: str, *, legend: bool
) -> list[dict[str, Any]]:
    def bars(name: str, low: Floats, high: Floats, width: int) -> dict[str, Any]:
        ends = np.column_stack([low, high, np.full(len(low), np.nan)]).ravel()
        rows = [value for row in names for value in (row, row, None)]
        return {
            "type": "scatter", "mode": "lines", "name": name, "x": ends, "y": rows, "xaxis": axis,
            "line": {"width": width, "color": style.CLASS_COLOURS[0]}, "connectgaps": False,
            "legendgroup": name, "showlegend": legend, "opacity": 0.55 if width > 2 else 1.0,
        }  # fmt: skip

    mean = {
        "type": "scatter", "mode": "markers", "name": "mean", "x": at.mean, "y": list(names),
        "xaxis": axis, "legendgroup": "mean", "showlegend": legend,
        "marker": {"symbol": "diamond", "size": 11, "color": style.CLASS_COLOURS[1]},
    }  # fmt: skip
    return [
        bars("smallest to largest", at.low, at.high, 2),
        bars("mean ± standard deviation", at.mean - at.std, at.mean + at.std, 10),
        mean,
    ]
