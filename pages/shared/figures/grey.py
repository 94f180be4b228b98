"""What is kept of a figure, in grey beside what the same figure shows of another run."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from core.checks import Floats
from pages.shared.figures import boundary, style
from pages.shared.figures.figure import Figure
from pages.shared.figures.motion import Box, Cursor, HalfPlanes

DrawnCurve = Mapping[str, Any]

_LOOK: dict[str, Any] = {"color": style.NEUTRAL, "width": 1.5}
_LONGER = 10.0
"""So many times as long as the run on show needs it an axis becomes, and no longer: else nothing of
that run could be seen beside one that diverged."""
_UNSEEN = 1e-6
"""So small a part of a frame, two lines are one to the eye."""
_KEPT = ", kept"
_LEGEND: dict[str, Any] = {
    "type": "scatter", "mode": "lines", "name": "kept", "x": [None], "y": [None],
    "line": _LOOK, "hoverinfo": "skip", "showlegend": True,
}  # fmt: skip
"""Says in the figure what is grey, so that a picture or a sheet of paper does too."""


@dataclass(frozen=True)
class Grey:
    """What is kept of one figure: its curves, its lines' weights, its axes by their names."""

    curves: Sequence[DrawnCurve]
    lines: Sequence[Floats]
    axes: Mapping[str, dict[str, Any]]

    def beside(self, now: Figure) -> Figure:
        """A figure with this in it; the figure itself where this looks the same, or has other axes.

        Its axes become long enough for both.
        """
        rests = [rest for curve in self.curves for rest in self._apart(curve, now)]
        drawn = [*rests, *self._other_lines(now)]
        if not drawn:
            return now
        axes = {
            name: _for_both(axis, self._axis(name, axis))
            for name, axis in now.axes.items()
            if name in self.axes
        }
        return replace(now, data=[*now.data, *drawn, _LEGEND], layout=now.layout | axes)

    def _apart(self, curve: DrawnCurve, now: Figure) -> list[dict[str, Any]]:
        """A curve from where it leaves that of its name: grey would lie on top of it until there.

        None of it if it does not, or if its axes mean something else now.
        """
        if not self._same_axes(now, curve.get("yaxis", "y")):
            return []
        named = [one for one in _curves(now) if curve["name"] == f"{one['name']}{_KEPT}"]
        same = max((_same_points(curve, one) for one in named), default=0)
        if same == len(curve["x"]):
            return []
        start = max(same - 1, 0)
        return [{**curve, "x": curve["x"][start:], "y": curve["y"][start:]}]

    def _other_lines(self, now: Figure) -> list[dict[str, Any]]:
        """The lines that are not those on show, in the frame of those."""
        if not self._same_axes(now, "y"):
            return []
        return [
            _line(weights, motion.box)
            for weights, motion in zip(self.lines, _boundaries(now), strict=False)
            if not _same_line(weights, motion.weights[-1], motion.box)
        ]

    def _same_axes(self, now: Figure, y: str) -> bool:
        """Whether axes mean the same: also where one of them goes by powers of ten now."""
        return all(
            name in self.axes
            and name in now.axes
            and self.axes[name].get("title") == now.axes[name].get("title")
            for name in ("xaxis", y.replace("y", "yaxis"))
        )

    def _axis(self, name: str, now: dict[str, Any]) -> dict[str, Any]:
        """An axis: where only one of the two goes by powers of ten, in the way of that on show."""
        axis = self.axes[name]
        if axis.get("type") == now.get("type"):
            return axis
        letter, called = name[0], name.replace("axis", "")  # a trace calls yaxis2 y2
        points = [
            point
            for curve in self.curves
            if curve.get(f"{letter}axis", letter) == called
            for point in curve[letter]
        ]
        return {**now, **style.fitted(points, log=now.get("type") == "log")}


def can_keep(figure: Figure) -> bool:
    """Whether it has a curve or a line to compare with the next run's."""
    return bool(_curves(figure) or _boundaries(figure))


def of(figure: Figure) -> Grey:
    """All of it that can be compared: of a line that moves, where it ends."""
    lines = [motion.weights[-1].copy() for motion in _boundaries(figure)]
    return Grey([_grey(curve) for curve in _curves(figure)], lines, figure.axes)


def _curves(figure: Figure) -> list[DrawnCurve]:
    """The curves that a cursor goes through; one of a single point is a mark."""
    places = [
        place
        for motion in figure.motions
        if isinstance(motion, Cursor) and (motion.rows >= 0).any()
        for place in motion.traces
    ]
    return [figure.data[place] for place in places if "line" in figure.data[place]]


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


def _line(weights: Floats, box: Box) -> dict[str, Any]:
    x, y = boundary.line(weights, box)
    return {
        "type": "scatter", "mode": "lines", "name": f"Decision boundary{_KEPT}", "x": x, "y": y,
        "line": {**_LOOK, "dash": "dash"}, "hoverinfo": "skip", "showlegend": False,
    }  # fmt: skip


def _same_line(one: Floats, other: Floats, frame: Box) -> bool:
    """Whether two lines cannot be told apart: also where all weights are some times those of the
    other, as after training with another learning rate from zero."""
    a, b = (np.array(boundary.line(weights, frame)) for weights in (one, other))
    lengths = np.ptp(frame, axis=1)[:, None]
    return a.shape == b.shape and bool((abs(a - b) <= _UNSEEN * lengths).all())


def _same_points(one: DrawnCurve, other: DrawnCurve) -> int:
    """How many points two curves have in common at their beginning."""
    n = min(len(one["x"]), len(other["x"]))
    same = np.ones(n, dtype=bool)
    for at in "xy":
        a, b = (np.asarray(curve[at][:n], dtype=float) for curve in (one, other))
        same &= (a == b) | (np.isnan(a) & np.isnan(b))
    return n if same.all() else int(same.argmin())


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
