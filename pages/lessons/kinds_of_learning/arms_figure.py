"""The arms of a bandit: what each pays on average, and what the learner thinks so far."""

from typing import Any

import numpy as np

from core.checks import Floats, Ints
from pages.shared import words
from pages.shared.figures import style
from pages.shared.figures.figure import Figure
from pages.shared.figures.motion import Values


def figure(means: Floats, estimates: Floats, pulls: Ints) -> Figure:
    """True means (arms,) against estimates (m, arms) at each moment; the pulls stand below."""
    arms = np.arange(1, len(means) + 1)
    low = float(min(means.min(), estimates.min()))
    high = float(max(means.max(), estimates.max()))
    room = 0.12 * (high - low) + 0.1
    bottom = low - 2 * room
    counts = [[f"{words.whole(count)}×" for count in row] for row in pulls.tolist()]
    return Figure(
        [
            {"type": "scatter", "x": arms, "y": means, **_mean_look()},
            {"type": "scatter", "x": arms, "y": estimates[0], **_estimate_look()},
            {"type": "scatter", "x": arms, "y": np.full(len(arms), bottom), "text": counts[0],
             "mode": "text", "hoverinfo": "skip", "showlegend": False},
        ],
        style.layout(
            style.axis("Arm", (0.4, len(arms) + 0.6), dtick=1),
            style.axis("Reward (points)", (bottom - room, high + room)),
        ),
        [Values(1, {"y": estimates}), Values(2, {"text": counts})],
    )  # fmt: skip


def _mean_look() -> dict[str, Any]:
    marker = {"symbol": "diamond-open", "size": 15, "color": style.CLASS_COLOURS[1],
              "line": {"width": 2.5}}  # fmt: skip
    return {"mode": "markers", "name": "True mean", "marker": marker}


def _estimate_look() -> dict[str, Any]:
    marker = {"symbol": "circle", "size": 10, "color": style.CLASS_COLOURS[0]}
    return {"mode": "markers", "name": "Estimate", "marker": marker}
