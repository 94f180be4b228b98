"""Hands on the page's figures: hidden neurons, outputs, a neuron to enlarge, a weight to type."""

from collections.abc import Mapping
from typing import Any

import numpy as np

from pages.lessons.multilayer_network.multilayer import MOST_HIDDEN
from pages.shared.drawn_network import controls
from pages.shared.drawn_network.names import Names, Own
from pages.shared.figures.network import Mark
from pages.shared.frame.panel import put

HIDDEN_KEY, OUTPUTS_KEY = "hidden", "outputs"
MOST_OUTPUTS = 2
Touch = Mapping[str, Any]


def resized(hidden: int, outputs: int, touch: Touch) -> None:
    """One hidden neuron or output more or fewer, from either kind of drawing."""
    by = 1 if touch["by"] > 0 else -1
    if touch["what"] == OUTPUTS_KEY:
        put({OUTPUTS_KEY: int(np.clip(outputs + by, 1, MOST_OUTPUTS))}, {})
    elif touch["what"] in {HIDDEN_KEY, "neurons"}:
        put({HIDDEN_KEY: int(np.clip(hidden + by, 1, MOST_HIDDEN))}, {})


def enlarged(names: Names, touch: Touch) -> None:
    """A small map was clicked: it is shown large."""
    k, j = int(touch["layer"]), int(touch["unit"])
    if 0 <= k <= names.last and 0 <= j < names.sizes[k]:
        put({controls.NEURON: names.code(k, j), controls.WEIGHT: controls.NONE}, {})


def typed(names: Names, own: Own, touch: Touch) -> None:
    """A weight, or a bias where ``from`` is -1, was typed at the start of the run."""
    mark = Mark(int(touch["layer"]), int(touch["to"]), int(touch["from"]))
    controls.set_weight(names, own, mark, float(touch["value"]))
