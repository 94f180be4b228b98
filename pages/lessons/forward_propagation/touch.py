"""Hands on the page's figures: plus and minus, and an input to drag."""

import numpy as np

from pages.lessons.forward_propagation.settings import SPAN, SeededNetwork
from pages.lessons.forward_propagation.views import resizable
from pages.shared.bench import touches
from pages.shared.bench.touches import Touch
from pages.shared.frame.linked_settings import put


def resized(seen: SeededNetwork, touch: Touch) -> None:
    """One hidden layer, neuron or output more or fewer, as far as the controls go."""
    for k in range(seen.last + 1):
        key, _, _, now, (least, most) = resizable(seen, k)
        if touch["what"] == key:
            put({key: touches.stepped(key, now, touch["by"], least, most)})


def dragged(across: int, up: int, touch: Touch) -> None:
    """An input was dragged along its axis, or two of them over the map of a neuron."""
    moved = {"input": ("x",), "inputs": ("x", "y")}.get(touch["name"], ())
    axes = zip((across, up), moved, strict=False)
    put({f"x{i + 1}": round(float(np.clip(touch[axis], *SPAN)), 1) for i, axis in axes})
