"""The cost J over two weights: a bowl seen from above, and the way that training takes through it.

For a linear neuron J is a quadratic bowl, so its contours are ellipses: round where all directions
are equally steep, long and thin where one is much steeper than another.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from core.checks import Floats
from pages.shared.figures import style
from pages.shared.figures.figure import Figure
from pages.shared.figures.motion import Path

_MOST_MARKERS = 60
_FEWEST_LEVELS = 5
_CORNERS = 73
_RIM = 0.06
"""The share of half a frame at its edge in which marks would be cut."""
_FAR = 1e4
"""Frames away from the middle: a track is followed no further."""


@dataclass(frozen=True)
class Bowl:
    """J(w) = floor + 1/2 (w - lowest)' curvature (w - lowest) over two weights.

    ``lowest`` (2,), ``curvature`` (2, 2), ``names`` the two weights as they stand on the axes.
    """

    lowest: Floats
    floor: float
    curvature: Floats
    names: tuple[str, str]

    def cost(self, weights: Floats) -> Floats:
        """J (n,) at the weights (n, 2)."""
        away = weights - self.lowest
        heights: Floats = self.floor + 0.5 * ((away @ self.curvature) * away).sum(axis=1)
        return heights


@dataclass(frozen=True)
class Track:
    """The two weights at the start and after each epoch (m, 2).

    stable: it does not diverge; look: which of the curves' colours and marks it has
    """

    name: str
    points: Floats
    stable: bool
    look: int = 0


def figure(bowl: Bowl, tracks: Sequence[Track], moments: int) -> Figure:
    """Contours at J = 1, 2, 5, 10, 20, ..., the minimum, and the tracks from their common start.

    Each track grows by an epoch a moment; one that is shorter stays at its end.
    """
    middle, half = frame(bowl, tracks)
    x, y = ((float(at - half), float(at + half)) for at in middle)
    lowest, start = ("minimum", bowl.lowest), ("start", tracks[0].points[0])
    still = [
        _contours(bowl, middle, half),
        _mark(*lowest, "star", style.WRONG, 16),
        _mark(*start, "circle-open", style.NEUTRAL, 28),
    ]
    drawn = [within(track.points, middle, half) for track in tracks]
    looks = [
        look
        for track, points in zip(tracks, drawn, strict=True)
        for look in _looks(track.name, track.look, points)
    ]
    high = y[0] + _NAMED * half, y[1] - _NAMED * half
    return Figure(
        [*still, *looks, _called(*lowest, high, 16), _called(*start, high, 28)],
        # One unit is as long across as up, so that a round bowl looks round.
        style.layout(
            style.axis(bowl.names[0], x),
            style.axis(bowl.names[1], y, scaleanchor="x"),
            margin=style.SLIM,
            uirevision=str((bowl.names, bowl.curvature)),  # in the same bowl a zoom is kept
        ),
        [_motion(points, len(still) + 2 * i, moments) for i, points in enumerate(drawn)],
    )


_NAMED = 0.3
"""So close to the edge of the frame, as a share of its half, a name has no room on that side."""
_LEAST = float(np.finfo(float).tiny)


def frame(bowl: Bowl, tracks: Sequence[Track]) -> tuple[Floats, float]:
    """The middle (2,) and half the side of a square around the start, minimum and stable tracks.

    A start that is dragged shall stand where it is let go. So the square goes by the minimum and
    the origin, on a grid since another run may hold the third weight elsewhere; where the start or
    a track needs more, it grows by preferred numbers.
    """
    ways = [track.points if track.stable else track.points[:1] for track in tracks]
    shown = np.vstack([bowl.lowest, *ways])
    around = np.vstack([bowl.lowest, np.zeros(2)])
    side = next(side for side in (_extent(around), _extent(shown), 1.0) if side > _LEAST)
    step = style.preferred(side) / 10
    middle = np.round(around.mean(axis=0) / step) * step
    half = np.ceil(0.65 * side / step) * step
    inside = (1 - _RIM) * half
    low = middle - half - _more(middle - inside - shown.min(axis=0), half)
    high = middle + half + _more(shown.max(axis=0) - middle - inside, half)
    middle, half = (low + high) / 2, _extent(np.vstack([low, high])) / 2
    # What was well inside before the frame grew on the other side may lie in its rim now.
    return middle, max(half, float(np.abs(shown - middle).max()) / (1 - _RIM))


def _extent(points: Floats) -> float:
    return float(np.ptp(points, axis=0).max())


def _more(beyond: Floats, half: float) -> Floats:
    """What a side (2,) beyond which points lie so far is moved outwards."""
    steps = [style.preferred(max(1.1 * far, half / 4)) if far > 0 else 0.0 for far in beyond]
    return np.array(steps)


def leaves(bowl: Bowl, tracks: Sequence[Track], track: Track) -> bool:
    """Whether one of the tracks goes well beyond the frame, also on a wide screen."""
    middle, half = frame(bowl, tracks)
    return bool(np.abs(track.points - middle).max() > 2.5 * half)


def within(points: Floats, middle: Floats, half: float) -> Floats:
    """The track (m, 2) until it is far outside the frame; the last step keeps its direction.

    A diverging run reaches numbers that no screen can draw.
    """
    away = points - middle
    distance = np.abs(away).max(axis=1)
    outside = np.flatnonzero(distance > _FAR * half)
    if not outside.size:
        return points
    first = int(outside[0])
    edge = middle + away[first] / distance[first] * (_FAR * half)
    return np.vstack([points[:first], edge])


def levels(bowl: Bowl, middle: Floats, half: float) -> list[float]:
    """The costs 1, 2, 5, 10, ... above the bowl's floor and up to the corners of a wide frame.

    On log10 J these are about even steps, so a steep bowl is readable at its bottom too. Where
    there are only a few of them, even steps of J.
    """
    signs = np.array([(-1, -1), (-1, 1), (1, -1), (1, 1)])
    top = float(bowl.cost(middle + 1.5 * half * signs).max())
    lowest = max(bowl.floor, 1e-4 * top)
    powers = range(int(np.floor(np.log10(lowest))), int(np.ceil(np.log10(top))) + 1)
    series = [float(f"{digit}e{power}") for power in powers for digit in (1, 2, 5)]
    within_frame = [level for level in series if lowest * 1.02 < level < top]
    if len(within_frame) < _FEWEST_LEVELS:
        return [float(level) for level in np.linspace(bowl.floor, top, 2 * _FEWEST_LEVELS)[1:-1]]
    return within_frame


def ellipse(bowl: Bowl, level: float) -> Floats:
    """Points (n, 2) where J is ``level``, once around."""
    steepness, axes = np.linalg.eigh(bowl.curvature)
    # A flat direction has no end, and the squares of next to nothing are nothing.
    steepness = np.maximum(steepness, max(steepness[-1] * 1e-10, _LEAST))
    turn = np.linspace(0.0, 2 * np.pi, _CORNERS)
    circle = np.sqrt(2 * (level - bowl.floor)) * np.column_stack([np.cos(turn), np.sin(turn)])
    around: Floats = bowl.lowest + (circle / np.sqrt(steepness)) @ axes.T
    return around


def _contours(bowl: Bowl, middle: Floats, half: float) -> dict[str, Any]:
    """All contours as one trace, a gap between each two."""
    gap = np.full((1, 2), np.nan)
    shown = levels(bowl, middle, half)
    points = np.vstack([part for level in shown for part in (ellipse(bowl, level), gap)])
    return {
        "type": "scatter", "mode": "lines", "showlegend": False,
        "x": points[:, 0], "y": points[:, 1],
        "text": np.repeat([f"{level:.4g}" for level in shown], len(points) // len(shown)).tolist(),
        "hovertemplate": "J = %{text}<extra></extra>",
        "line": {"color": style.NEUTRAL, "width": 1},
    }  # fmt: skip


def _looks(name: str, i: int, points: Floats) -> list[dict[str, Any]]:
    """A track, and the large mark at its head."""
    colour, symbol = style.CURVE_COLOURS[i % 4], style.CURVE_SYMBOLS[i % 4]
    start = {"type": "scatter", "x": points[:1, 0], "y": points[:1, 1]}
    return [
        {
            **start, "mode": "lines+markers" if len(points) <= _MOST_MARKERS else "lines",
            "showlegend": False, "text": [f"{epoch}" for epoch in range(len(points))],
            "hovertemplate": f"{name}, epoch %{{text}}: %{{x:.4g}}, %{{y:.4g}}<extra></extra>",
            "line": {"color": colour, "dash": style.CURVE_DASHES[i % 4], "width": 2},
            "marker": {"symbol": symbol, "size": 6},
        },
        {
            **start, "mode": "markers", "name": name,
            "hovertemplate": f"{name}, now: %{{x:.4g}}, %{{y:.4g}}<extra></extra>",
            "marker": {"symbol": symbol, "size": 13, "color": colour,
                       "line": {"color": "white", "width": 1.5}},
        },
    ]  # fmt: skip


def _motion(points: Floats, trace: int, moments: int) -> Path:
    last = np.minimum(np.arange(moments), len(points) - 1)
    return Path(trace, trace + 1, points[:, 0], points[:, 1], last)


def _mark(name: str, at: Floats, symbol: str, colour: str, size: int) -> dict[str, Any]:
    """A place, under the tracks."""
    return {
        "type": "scatter", "mode": "markers", "showlegend": False, "x": at[:1], "y": at[1:],
        "hovertemplate": f"{name}: %{{x:.4g}}, %{{y:.4g}}<extra></extra>",
        "marker": {"symbol": symbol, "size": size, "color": colour, "line": {"width": 2}},
    }  # fmt: skip


def _called(name: str, at: Floats, high: tuple[float, float], size: int) -> dict[str, Any]:
    """Its name, over the tracks, below or above the mark.

    Away from the middle of the frame, where no track between start and minimum comes; but inside
    the frame, where it has room for a name between the heights ``high`` only.
    """
    below = at[1] < sum(high) / 2
    room = high[0] <= at[1] <= high[1]
    side = "bottom" if below == room else "top"
    return {
        "type": "scatter", "mode": "markers+text", "showlegend": False, "x": at[:1], "y": at[1:],
        "text": [f"<b>{name}</b>"], "textposition": f"{side} center", "textfont": style.HALO,
        "marker": {"size": size, "opacity": 0}, "hoverinfo": "skip",
    }  # fmt: skip
