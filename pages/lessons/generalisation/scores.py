"""Scores of many splits: how often each came out, and how they differ from fold to fold."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import plotly.graph_objects as go
from numpy.typing import ArrayLike

from pages.shared.figures import style

Named = tuple[str, ArrayLike]


def distribution(scores: Sequence[Named], height: int = style.TALL) -> go.Figure:
    """How many splits came to each score (in per cent), each series with its own marks."""
    data = []
    for i, (name, values) in enumerate(scores):
        percent, splits = np.unique(np.round(np.asarray(values), 1), return_counts=True)
        data.append({**_bars(name, percent, splits, i), "width": 0.5, "opacity": 0.85})
    return style.figure(
        data,
        style.axis("Score (% right)"),
        style.axis("Splits", rangemode="tozero"),
        height=height,
        barmode="overlay",
    )


def folds(scores: Sequence[Named], mean: float, height: int = style.TALL) -> go.Figure:
    """Bars for each fold, and the mean of the test scores as a line across."""
    count = np.size(scores[0][1])
    each = np.arange(1, count + 1)
    line = {
        "type": "scatter", "mode": "lines", "name": "Mean test score",
        "x": [0.5, count + 0.5], "y": [mean, mean],
        "line": {"color": style.WRONG, "dash": "dash", "width": 2},
    }  # fmt: skip
    return style.figure(
        [*(_bars(name, each, values, i) for i, (name, values) in enumerate(scores)), line],
        style.axis("Fold", (0.4, count + 0.6), dtick=1),
        style.axis("Score (% right)", (0.0, 105.0)),
        height=height,
        barmode="group",
    )


def _bars(name: str, x: ArrayLike, y: ArrayLike, i: int) -> dict[str, Any]:
    look = {"color": style.CURVE_COLOURS[i], "pattern": {"shape": ("", "/")[i]}}
    return {"type": "bar", "name": name, "x": x, "y": y, "showlegend": True, "marker": look}
