"""Scores of many splits: how often each came out, and how they differ from fold to fold."""

from collections.abc import Sequence

import numpy as np
import plotly.graph_objects as go
from numpy.typing import ArrayLike

from pages.parts.figures import style

Named = tuple[str, ArrayLike]


def distribution(scores: Sequence[Named], height: int = style.TALL) -> go.Figure:
    """How many splits came to each score (in per cent), bars of each series side by side."""
    data = []
    for i, (name, values) in enumerate(scores):
        percent, splits = np.unique(np.round(np.asarray(values), 1), return_counts=True)
        data.append(
            {"type": "bar", "name": name, "x": percent, "y": splits, "showlegend": True,
             "marker": {"color": style.CURVE_COLOURS[i], "pattern": {"shape": ["", "/", "."][i]}}}
        )  # fmt: skip
    return style.figure(
        data,
        style.axis("Score (% right)"),
        style.axis("Splits"),
        height=height,
        barmode="group",
        bargap=0.15,
    )


def folds(scores: Sequence[Named], mean: float, height: int = style.TALL) -> go.Figure:
    """Bars for each fold, with the mean of the test scores as a level."""
    data = [
        {"type": "bar", "name": name, "x": np.arange(1, np.size(values) + 1), "y": values,
         "showlegend": True,
         "marker": {"color": style.CURVE_COLOURS[i], "pattern": {"shape": ["", "/"][i]}}}
        for i, (name, values) in enumerate(scores)
    ]  # fmt: skip
    return style.figure(
        data,
        style.axis("Fold", dtick=1 if np.size(scores[0][1]) <= 20 else None),
        style.axis("Score (% right)", (0.0, 105.0)),
        height=height,
        barmode="group",
        shapes=[{**style.level(mean, "mean test score"), "layer": "above"}],
    )
