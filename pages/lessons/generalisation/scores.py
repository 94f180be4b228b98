"""Scores of many splits: how often each came out, and how they differ from fold to fold."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from core.checks import Floats
from pages.shared.figures import style
from pages.shared.figures.figure import Figure
from pages.shared.figures.motion import Cursor, Values

NAMES = ("Test", "Training")


def scale(low: float, high: float) -> dict[str, Any]:
    """An axis for percent, with some room around, but no number below 0 or above 100."""
    step = next(step for step in (1, 2, 5, 10, 20) if high - low <= 8 * step)
    first = np.ceil(max(low, 0.0) / step) * step
    return {"bounds": (low, high), "tickvals": np.arange(first, min(high, 100.0) + 0.1, step)}


def _from_chance(scores: Floats) -> dict[str, Any]:
    """From the score of a coin, or from 0 where one is lower: how far apart the scores are is to be
    predicted, and an axis that fits them would tell."""
    return scale(48.0 if scores.min() >= 50.0 else -2.0, 102.0)


def distribution(scores: Floats) -> Figure:
    """How many splits came to each score, growing split by split.

    scores (splits, 2) in percent, test and training; moment i is after i splits.
    """
    data, motions = [], []
    for i, name in enumerate(NAMES):
        percent, which = np.unique(np.round(scores[:, i], 1), return_inverse=True)
        grown = _grown(which, len(percent))
        data.append({**_bars(name, percent, grown[-1], i), "width": 0.6, "opacity": 0.85})
        motions.append(Values(i, {"y": grown}))
    most = max(int(motion.rows["y"][-1].max()) for motion in motions)
    layout = style.layout(
        style.axis("Score (% correct)", **_from_chance(scores)),
        style.axis("Splits", (0, most * 1.05)),
        barmode="overlay",
    )
    return Figure(data, layout, motions)


def _grown(which: NDArray[np.int64], kinds: int) -> NDArray[np.int32]:
    """After 0, 1, 2, ... of the splits, how many of each kind there were."""
    one_hot = which[:, np.newaxis] == np.arange(kinds)
    return np.vstack([np.zeros(kinds, dtype=int), np.cumsum(one_hot, axis=0)]).astype(np.int32)


def so_far(scores: Floats) -> Figure:
    """The test score of each split (%), and the mean of all up to it; moment i is after i."""
    each = np.arange(1, len(scores) + 1)
    mean = np.cumsum(scores[:, 0]) / each
    data = [
        {"type": "scatter", "mode": "markers", "name": "Test score of the split", "x": each,
         "y": scores[:, 0], "marker": {"color": style.CURVE_COLOURS[0], "size": 8}},
        {"type": "scatter", "mode": "lines", "name": "Mean so far", "x": each, "y": mean,
         "line": {"color": style.CURVE_COLOURS[1], "width": 2.5}},
    ]  # fmt: skip
    layout = style.layout(
        style.axis("Split", **style.along(each, marked=True)),
        style.axis("Score (% correct)", **_from_chance(scores[:, 0])),
    )
    return Figure(data, layout, [Cursor((0, 1), np.arange(-1, len(scores)))])


def folds(scores: Floats, mean: float) -> Figure:
    """Bars for each fold, test and training (folds, 2) in percent; the mean test score across.

    Moment i shows the first i folds.
    """
    count = len(scores)
    each = np.arange(1, count + 1)
    shown = np.arange(count + 1)[:, np.newaxis] > np.arange(count)
    data = [_bars(name, each, scores[:, i], i) for i, name in enumerate(NAMES)]
    line = {
        "type": "scatter", "mode": "lines", "name": "Mean test score",
        "x": [0.5, count + 0.5], "y": [mean, mean],
        "line": {"color": style.WRONG, "dash": "dash", "width": 2},
    }  # fmt: skip
    layout = style.layout(
        style.axis("Fold", (0.4, count + 0.6), dtick=1),
        style.axis("Score (% correct)", **scale(0.0, 105.0)),
        barmode="group",
    )
    motions = [Values(i, {"y": np.where(shown, scores[:, i], np.nan)}) for i in (0, 1)]
    return Figure([*data, line], layout, motions)


def _bars(name: str, x: Any, y: Any, i: int) -> dict[str, Any]:
    look = {"color": style.CURVE_COLOURS[i], "pattern": {"shape": ("", "/")[i]}}
    return {"type": "bar", "name": name, "x": x, "y": y, "showlegend": True, "marker": look}
