"""Hands on the page's figures: hidden neurons, outputs, a neuron to enlarge, a weight to type."""

from collections.abc import Sequence

from pages.lessons.multilayer_network.multilayer import MOST_HIDDEN, MOST_LAYERS
from pages.shared.bench import touches
from pages.shared.bench.touches import Touch
from pages.shared.drawn_network import controls
from pages.shared.drawn_network.names import Names
from pages.shared.figures.network import NetworkPart
from pages.shared.frame.linked_settings import put

HIDDEN_KEYS = ("hidden", "hidden2")
"""The keys of the controls of the neurons of each hidden layer."""
LAYERS_KEY, OUTPUTS_KEY = "layers", "outputs"
MOST_OUTPUTS = 2


def resized(hidden: Sequence[int], outputs: int, touch: Touch) -> None:
    """One hidden neuron, hidden layer or output more or fewer, from either kind of drawing."""
    what = touch["what"]
    if what == "neurons" and 1 <= int(touch["layer"]) <= len(hidden):
        what = HIDDEN_KEYS[int(touch["layer"]) - 1]
    now = {
        OUTPUTS_KEY: (outputs, MOST_OUTPUTS),
        LAYERS_KEY: (len(hidden), MOST_LAYERS),
        **{key: (n, MOST_HIDDEN) for key, n in zip(HIDDEN_KEYS, hidden, strict=False)},
    }
    if what in now:
        count, most = now[what]
        put({what: touches.stepped(what, count, touch["by"], 1, most)})


def enlarged(names: Names, touch: Touch) -> None:
    """A small map was clicked: it is shown large."""
    k, j = int(touch["layer"]), int(touch["unit"])
    if 0 <= k <= names.last and 0 <= j < names.sizes[k]:
        controls.follow(names.code(k, j))


def typed(names: Names, touch: Touch) -> None:
    """A weight, or a bias where ``from`` is -1, was typed at the start of the run."""
    part = NetworkPart(int(touch["layer"]), int(touch["to"]), int(touch["from"]))
    controls.set_weight(names, part, float(touch["value"]))
