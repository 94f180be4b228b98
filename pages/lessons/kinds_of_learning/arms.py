"""The arms of a bandit: what each pays on average, and what the learner thinks so far."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import plotly.graph_objects as go
from numpy.typing import NDArray

from pages.shared.figures import playback, style


@dataclass(frozen=True)
class Belief:
    """One moment: the estimate of each arm (arms,), how often it was pulled (arms,), a caption."""

    estimates: NDArray[np.float64]
    pulls: NDArray[np.int64]
    caption: str


def figure(means: NDArray[np.float64], beliefs: Sequence[Belief]) -> go.Figure:
    """True means (arms,) against estimates, playable; the pulls of each arm stand below."""
    arms = np.arange(1, len(means) + 1).tolist()
    everything = np.concatenate([means, *(belief.estimates for belief in beliefs)])
    low, high = float(everything.min()), float(everything.max())
    room = 0.12 * (high - low) + 0.1
    bottom = low - 2 * room
    moments = [playback.Moment(each.caption, _moving(arms, each, bottom)) for each in beliefs]
    data = [
        {
            "type": "scatter", "mode": "markers", "name": "True mean",
            "x": arms, "y": means.tolist(),
            "marker": {"symbol": "diamond-open", "size": 15, "color": style.CLASS_COLOURS[1],
                       "line": {"width": 2.5}},
        },
        *({**look, **move} for look, move in zip(_looks(), moments[-1].traces, strict=True)),
    ]  # fmt: skip
    layout = style.layout(
        style.axis("Arm", (0.4, len(arms) + 0.6), dtick=1),
        style.axis("Reward (points)", (bottom - room, high + room)),
        height=style.TALL + playback.CONTROLS_HEIGHT,
    )
    return playback.figure(data, layout, moments, (1, 2))


def _moving(arms: list[int], now: Belief, bottom: float) -> list[dict[str, Any]]:
    return [
        {"type": "scatter", "x": arms, "y": now.estimates.tolist()},
        {"type": "scatter", "x": arms, "y": [bottom] * len(arms),
         "text": [f"{pulls:,}×" for pulls in now.pulls.tolist()]},
    ]  # fmt: skip


def _looks() -> list[dict[str, Any]]:
    return [
        {"mode": "markers", "name": "Estimate",
         "marker": {"symbol": "circle", "size": 10, "color": style.CLASS_COLOURS[0]}},
        {"mode": "text", "name": "n× = pulls", "hoverinfo": "skip", "textfont": {"size": 13},
         "showlegend": False},
    ]  # fmt: skip
