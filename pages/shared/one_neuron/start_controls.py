"""Where a neuron's weights start: zeros, random, or weights of one's own, typed or dragged."""

from collections.abc import Sequence
from dataclasses import dataclass

from pages.shared.bench.stage import Grip
from pages.shared.bench.touches import Touch
from pages.shared.frame.linked_settings import put
from pages.shared.frame.panel import Panel

_FARTHEST = 1000.0
_KEYS = ("start_w0", "start_w1", "start_w2")
_LABELS = ("Start of the bias", "Start of weight w₁", "Start of weight w₂")
_GRIP = "start"


@dataclass(frozen=True)
class Start:
    """The start as ``Training`` takes it; zeros where both are None."""

    seed: int | None = None
    weights: tuple[float, ...] | None = None


def start(panel: Panel) -> Start:
    """The choice, and what it needs."""
    kind = panel.switch(
        "start",
        "Start",
        ("zero", "random", "own"),
        "zero",
        "The weights before epoch 1: all 0, or small random ones, mostly between −0.02 and 0.02. "
        "To choose your own, drag the ring at the start in the contours, or type them here.",
    )
    if kind == "random":
        return Start(seed=panel.number("start_seed", "Start seed", (0, 9999), 1))
    if kind == "own":
        return Start(
            weights=tuple(_weight(panel, *row) for row in zip(_KEYS, _LABELS, strict=True))
        )
    return Start()


def _weight(panel: Panel, key: str, label: str) -> float:
    return panel.number(key, label, (-_FARTHEST, _FARTHEST), 0.0)


def grip(weights: Sequence[float], drawn: tuple[int, int]) -> Grip:
    """The start in the contours, to be dragged over the two weights that are drawn."""
    x, y = (float(weights[i]) for i in drawn)
    return Grip(_GRIP, "Start of the weights", x, y)


def dragged(touch: Touch, drawn: tuple[int, int], weights: Sequence[float]) -> None:
    """The start was dragged: two weights get their new values, the third keeps its own."""
    if touch["name"] != _GRIP:
        return
    moved = dict(zip(drawn, (touch["x"], touch["y"]), strict=True))
    values = [float(moved.get(i, weight)) for i, weight in enumerate(weights)]
    kept = [min(_FARTHEST, max(-_FARTHEST, float(f"{value:.4g}"))) for value in values]
    put({"start": "own", **dict(zip(_KEYS, kept, strict=True))}, dict.fromkeys(_KEYS, 0.0))
