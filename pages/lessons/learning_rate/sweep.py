"""J against the learning rate, moving through the epochs: below the limit it falls."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from core.checks import Floats
from pages.lessons.learning_rate.rates import Sweep
from pages.shared.figures import style
from pages.shared.figures.figure import Figure
from pages.shared.figures.motion import Values

_X_TICKS = (0.0001, 0.001, 0.01, 0.1, 1.0)
_X_RANGE = (-4.15, 0.15)
_FAR_RIGHT = 0.5
_ABOVE = 1e3
"""The frame ends at this many times the cost that every rate starts from."""
_LEAST = 1e-12
_NAME = 0.5
"""How much of the axis the name of the limit takes on a phone."""


def figure(sweep: Sweep, chosen: Sequence[tuple[str, float]]) -> Figure:
    """J on two log axes at every moment; what lies above the frame is marked on its upper edge."""
    start = max(float(sweep.costs[0, 0]), _LEAST)
    top = start * _ABOVE
    bottom = max(min(sweep.floor, start), top * _LEAST) / 2
    at = float(np.log10(sweep.limit))
    return Figure(
        [
            _line(sweep.etas),
            _outside(sweep.etas),
            *(_mark(name, eta, i) for i, (name, eta) in enumerate(chosen)),
        ],
        style.layout(
            style.axis("Learning rate η", _X_RANGE, type="log", tickvals=_X_TICKS, tickformat="~f"),
            style.axis(
                "Cost J",
                (float(np.log10(bottom)), float(np.log10(top)) + 0.6),
                type="log", dtick=2,
            ),
            margin=style.SLIM | {"t": 12},
            shapes=[
                style.level(max(sweep.floor, bottom), "", "y"),
                style.level(sweep.limit, "", "x"),
            ],
            annotations=[
                _floor(float(np.log10(max(sweep.floor, bottom)))),
                *([_limit(at)] if _X_RANGE[0] < at < _X_RANGE[1] else []),
            ],
        ),
        _motions(sweep, chosen, top),
    )  # fmt: skip


def _motions(sweep: Sweep, chosen: Sequence[tuple[str, float]], top: float) -> list[Values]:
    """J of every rate within the frame, those above it, and the chosen ones, at every moment."""
    epochs = len(sweep.costs)
    costs = sweep.costs[np.minimum(np.arange(epochs + 1), epochs - 1)]
    above = costs > top
    places = [int(np.argmin(np.abs(sweep.etas - eta))) for _, eta in chosen]
    return [
        Values(0, {"y": _shown(costs, ~above, top)}),
        Values(1, {"y": _shown(np.full_like(costs, top), above, top)}),
        *(
            Values(2 + i, {"y": np.minimum(costs[:, [place]], top)})
            for i, place in enumerate(places)
        ),
    ]


def _shown(values: Floats, where: NDArray[np.bool_], top: float) -> NDArray[Any]:
    """The values with gaps elsewhere; in single precision, finer than a screen, where they fit."""
    shown = np.where(where, values, np.nan)
    return shown.astype(np.float32) if top < float(np.finfo(np.float32).max) else shown


def _line(etas: Floats) -> dict[str, Any]:
    return {
        "type": "scatter", "mode": "lines+markers", "showlegend": False, "x": etas,
        "line": {"color": style.NEUTRAL, "width": 1.5}, "marker": {"size": 5},
        "hovertemplate": "η = %{x:g}: J = %{y:.4g}<extra></extra>",
    }  # fmt: skip


def _outside(etas: Floats) -> dict[str, Any]:
    return {
        "type": "scatter", "mode": "markers", "showlegend": False, "x": etas,
        "hovertemplate": "η = %{x:g}: J is above the frame<extra></extra>",
        "marker": {"symbol": "triangle-up", "size": 8, "color": style.WRONG},
    }  # fmt: skip


def _mark(name: str, eta: float, i: int) -> dict[str, Any]:
    return {
        "type": "scatter", "mode": "markers+text", "showlegend": False, "x": [eta],
        "text": [f"<b>{name}</b>"], "hoverinfo": "skip",
        # Inside the frame, and apart where both rates are the same.
        "textposition": f"{('bottom', 'top')[i % 2]} {'left' if eta > _FAR_RIGHT else 'right'}",
        "marker": {
            "symbol": f"{style.CURVE_SYMBOLS[i % 4]}-open", "size": 14,
            "color": style.CURVE_COLOURS[i % 4], "line": {"width": 3},
        },
    }  # fmt: skip


def _floor(at: float) -> dict[str, Any]:
    """The name of the floor, at its far end; ``at`` is its log10."""
    return {
        "text": "floor", "x": 1.0, "y": at, "xref": "x domain", "showarrow": False,
        "xanchor": "right", "yanchor": "bottom", "font": {"size": 12},
    }  # fmt: skip


def _limit(at: float) -> dict[str, Any]:
    """The name of the limit, on the side of the rates whose J does not climb to the upper edge.

    Where the frame has no room for it there, on the other side; ``at`` is log10 of the limit.
    """
    room = at - _X_RANGE[0] > _NAME
    return {
        "text": "limit", "x": at, "y": 1.0, "yref": "y domain", "showarrow": False,
        "xanchor": "right" if room else "left", "yanchor": "top", "font": {"size": 12},
    }  # fmt: skip
