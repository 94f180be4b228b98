"""The cost that is left after the same number of epochs, for many learning rates."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import plotly.graph_objects as go
from numpy.typing import NDArray

from core.checks import Floats
from pages.shared.figures import style

_X_TICKS = (0.0001, 0.001, 0.01, 0.1, 1.0)
_X_RANGE = (-4.15, 0.15)
_ABOVE = 1e3
"""The frame ends at this many times the cost that every rate starts from."""


@dataclass(frozen=True)
class Sweep:
    """Learning rates ``etas`` (k,) and the cost ``costs`` (k,) each came to: inf for an overflow.

    ``start``: the cost that all start from. ``floor``: the lowest cost there is. ``limit``: the
    rate above which gradient descent diverges.
    """

    etas: Floats
    costs: Floats
    start: float
    floor: float
    limit: float


def figure(
    sweep: Sweep, chosen: Sequence[tuple[str, float]], cost_name: str, height: int = style.MEDIUM
) -> go.Figure:
    """The costs on two log axes; what lies above the frame is marked on its upper edge."""
    top = sweep.start * _ABOVE
    inside = sweep.costs <= top
    bottom = max(min(sweep.floor, sweep.start), top * 1e-12) / 2
    at = float(np.log10(sweep.limit))
    return style.figure(
        [
            {
                "type": "scatter", "mode": "lines+markers", "showlegend": False,
                "x": sweep.etas[inside], "y": sweep.costs[inside],
                "line": {"color": style.NEUTRAL, "width": 1.5}, "marker": {"size": 5},
                "hovertemplate": "η = %{x:g}: J = %{y:.4g}<extra></extra>",
            },
            _above(sweep, ~inside, top),
            *(_chosen(sweep, name, eta, i, top) for i, (name, eta) in enumerate(chosen)),
        ],
        style.axis("Learning rate η", _X_RANGE, type="log", tickvals=_X_TICKS, tickformat="~f"),
        style.axis(
            cost_name,
            (np.log10(bottom), np.log10(top) + 1.0),
            type="log", dtick=1, exponentformat="power",
        ),
        height=height,
        shapes=[style.level(sweep.floor, "", "y"), style.level(sweep.limit, "", "x")],
        annotations=[
            _name("floor", 1.0, float(np.log10(max(sweep.floor, bottom))), "x"),
            *([_name("limit", at, 1.0, "y")] if _X_RANGE[0] < at < _X_RANGE[1] else []),
        ],
    )  # fmt: skip


def _name(name: str, x: float, y: float, own_axis: str) -> dict[str, Any]:
    """The name of a dashed line at its far end, where no curve comes; log10 on the line's axis."""
    return {
        "text": name, "x": x, "y": y, f"{own_axis}ref": f"{own_axis} domain", "showarrow": False,
        "xanchor": "left" if own_axis == "y" else "right",
        "yanchor": "top" if own_axis == "y" else "bottom",
        "font": {"color": style.NEUTRAL, "size": 12},
    }  # fmt: skip


def _above(sweep: Sweep, above: NDArray[np.bool_], top: float) -> dict[str, Any]:
    costs = sweep.costs[above]
    overflowed = np.isinf(costs)
    said = [f"J = {cost:.4g}" if np.isfinite(cost) else "overflows" for cost in costs]
    return {
        "type": "scatter", "mode": "markers", "showlegend": True,
        "name": "above the frame (×: overflowed)",
        "x": sweep.etas[above], "y": np.full(len(costs), top), "text": said,
        "hovertemplate": "η = %{x:g}: %{text}<extra></extra>",
        "marker": {
            "symbol": np.where(overflowed, "x", "triangle-up").tolist(), "size": 8,
            "color": style.WRONG,
        },
    }  # fmt: skip


def _chosen(sweep: Sweep, name: str, eta: float, i: int, top: float) -> dict[str, Any]:
    cost = float(np.minimum(sweep.costs[np.argmin(np.abs(sweep.etas - eta))], top))
    return {
        "type": "scatter", "mode": "markers+text", "showlegend": False, "x": [eta], "y": [cost],
        "text": [f"<b>{name}</b>"], "textposition": "bottom right", "hoverinfo": "skip",
        "marker": {
            "symbol": f"{style.CURVE_SYMBOLS[i % 4]}-open", "size": 14,
            "color": style.CURVE_COLOURS[i % 4], "line": {"width": 3},
        },
    }  # fmt: skip
