"""A table as pictures: its rows over two columns, how each column spreads, and what scaling does.

One mark a row shows which classes lie apart; a histogram shows how often each value occurs.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import plotly.graph_objects as go
from numpy.typing import NDArray

from core.checks import Floats
from pages.shared.figures import style
from pages.shared.figures.drawing import Drawing

Bounds = tuple[float, float]

_PATTERNS = ("", "/", "x")
_GAP = 0.09
"""Between two panels, as a share of the figure."""


@dataclass(frozen=True)
class Group:
    """Rows of one class: its name, its place among the classes (for colour and shape), x (n, 2)."""

    name: str
    place: int
    x: Floats


@dataclass(frozen=True)
class Ringed:
    """Rows to point at, with what they are called in the legend; x (k, 2)."""

    name: str
    x: Floats


@dataclass(frozen=True)
class Histogram:
    """One column: its title, the edges of its bins (b + 1,), and counts (b,) for each class."""

    title: str
    edges: Floats
    counts: Sequence[NDArray[np.int64]]


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
    groups: Sequence[Group],
    titles: Sequence[str],
    ranges: tuple[Bounds, Bounds] | None = None,
    ringed: Ringed | None = None,
    height: int = style.TALL,
) -> go.Figure:
    """One mark for each row, classes told apart by colour and shape; some rows in a ring."""
    horizontal, vertical = ranges or (None, None)
    data = [_marks(group) for group in groups]
    if ringed is not None and len(ringed.x):
        data.append(_rings(ringed))
    return style.figure(
        data, style.axis(titles[0], horizontal), style.axis(titles[1], vertical), height=height
    )


def histograms(
    panels: Sequence[Histogram], classes: Sequence[tuple[str, int]], height: int = style.TALL
) -> go.Figure:
    """A histogram for each of two columns, one above the other; ``classes`` are (name, place)."""
    most = max(int(counts.max()) for panel in panels for counts in panel.counts)
    data, axes = [], {}
    for i, panel in enumerate(panels):
        suffix = str(i + 1) if i else ""
        data += [
            _bars(panel, suffix, name, place, counts)
            for (name, place), counts in zip(classes, panel.counts, strict=True)
        ]
        axes[f"xaxis{suffix}"] = style.axis(
            panel.title, (panel.edges[0], panel.edges[-1]), anchor=f"y{suffix}"
        )
        axes[f"yaxis{suffix}"] = style.axis(
            "Flowers", (0, most * 1.05), domain=_half(1 - i, 0.24), anchor=f"x{suffix}"
        )
    layout = style.layout(axes.pop("xaxis"), axes.pop("yaxis"), height=height)
    return Drawing(data, {**layout, **axes, "barmode": "overlay"})


def spread(names: Sequence[str], before: Spread, after: Spread, height: int = 270) -> go.Figure:
    """Range, mean and standard deviation of each column, before scaling and after it."""
    data = [
        *_spread_traces(names, before, "x", legend=True),
        *_spread_traces(names, after, "x2", legend=False),
    ]
    rows = style.axis("Length", autorange="reversed", automargin=True)
    return Drawing(
        data,
        {
            **style.layout(style.axis(before.title, domain=_half(0)), rows, height=height),
            "xaxis2": style.axis(after.title, domain=_half(1)),
        },
    )


def _half(which: int, gap: float = _GAP) -> list[float]:
    """The first or the second half of the figure, with a gap between them."""
    return [0.0, 0.5 - gap / 2] if which == 0 else [0.5 + gap / 2, 1.0]


def _marks(group: Group) -> dict[str, Any]:
    return {
        "type": "scatter", "mode": "markers", "name": group.name,
        "x": group.x[:, 0], "y": group.x[:, 1], "showlegend": True,
        "marker": {
            "color": style.CLASS_COLOURS[group.place], "symbol": style.CLASS_SYMBOLS[group.place],
            "size": 9, "line": {"color": "white", "width": 0.8},
        },
    }  # fmt: skip


def _rings(ringed: Ringed) -> dict[str, Any]:
    return {
        "type": "scatter", "mode": "markers", "name": ringed.name, "hoverinfo": "skip",
        "x": ringed.x[:, 0], "y": ringed.x[:, 1], "showlegend": True,
        "marker": {"symbol": "circle-open", "size": 17, "color": style.WRONG, "line": {"width": 2}},
    }  # fmt: skip


def _bars(
    panel: Histogram, suffix: str, name: str, place: int, counts: NDArray[np.int64]
) -> dict[str, Any]:
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
        ends = [value for pair in zip(low, high, strict=True) for value in (*pair, None)]
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
