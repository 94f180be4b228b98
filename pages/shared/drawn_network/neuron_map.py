"""What one neuron of a drawn network answers while two of the inputs change: a map of it.

The network's other inputs stay as they are. The browser works the map out from the weights of each
moment, as it does for the maps of the Playground.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from core import network
from core.checks import Floats
from core.parameters import unpack
from pages.shared import words
from pages.shared.bench.stage import Grip, Shown
from pages.shared.drawn_network.names import Names
from pages.shared.figures import style
from pages.shared.figures.motion import Values
from pages.shared.figures.network import NetworkPart, input_name
from pages.shared.figures.network_maps import Answer, NetworkFigure, NeuronMap, Plane

_SIDE = 21
LOW, MIDDLE, HIGH = "#7FB8DF", "#F6F5F1", "#F2B063"
"""As the browser paints maps: from low to high."""


@dataclass(frozen=True)
class WatchedNeuron:
    """A network at m moments, and the neuron of it whose map is wanted.

    weights (m, parameters) as ``core.parameters`` keeps them flat; activations: one for each layer,
    as core calls them; inputs: of the sample on show; across and up: which inputs change (from 0),
    over span; known_from: the moment at which the neuron has its answer
    """

    names: Names
    weights: Floats
    activations: Sequence[str]
    inputs: Sequence[float]
    neuron: NetworkPart
    span: tuple[float, float]
    across: int = 0
    up: int = 1
    known_from: int = 0

    @property
    def code(self) -> str:
        """The neuron's name in the link."""
        return self.names.code(self.neuron.k, self.neuron.to)

    def answers(self, moment: int, x: Floats) -> Floats:
        """What the neuron answers at a moment to inputs (n, d), (n,)."""
        weights, biases = unpack(self.weights[moment], self.names.sizes)
        with np.errstate(over="ignore", invalid="ignore"):
            layers = network.forward(x, weights, biases, self.activations)
        return np.asarray(layers[self.neuron.k - 1].a[:, self.neuron.to])

    def plane(self) -> Floats:
        """Inputs (n, d) all over the map, from its lower left corner row by row."""
        ticks = np.linspace(*self.span, _SIDE)
        x = np.tile(np.array(self.inputs, dtype=float), (_SIDE**2, 1))
        x[:, self.across], x[:, self.up] = np.tile(ticks, _SIDE), np.repeat(ticks, _SIDE)
        return x

    def reach(self) -> tuple[float, float]:
        """The least and the largest answer on the map: at the start, halfway, and at the end."""
        last = len(self.weights) - 1
        found = np.array([self.answers(i, self.plane()) for i in (0, last // 2, last)])
        found = found[np.isfinite(found)]
        return (float(found.min()), float(found.max())) if found.size else (0.0, 1.0)


def shown(watched: WatchedNeuron, key: str, grips: Sequence[Grip] = ()) -> Shown:
    """The map, with a mark at the sample's inputs that says what the neuron answers there."""
    least, most = watched.reach()
    room = max(0.0, 1e-3 - (most - least)) / 2  # a map of one colour has a scale too
    low, high = least - room, most + room
    now = np.array(
        [watched.answers(i, np.array([watched.inputs]))[0] for i in range(len(watched.weights))]
    )
    titles = [input_name(i) for i in (watched.across, watched.up)]
    others = [
        f"{input_name(i)} = {words.number(value)}"
        for i, value in enumerate(watched.inputs)
        if i not in (watched.across, watched.up)
    ]
    kept = f" with {' and '.join(others)}" if others else ""
    figure = style.figure(
        [_mark(watched, now), _scale(low, high)],
        style.axis(f"Input {titles[0]}{kept}", watched.span, showgrid=False),
        style.axis(f"Input {titles[1]}", watched.span, showgrid=False),
    )
    texts = [
        [f"a = {words.number(value, 3)}" if i >= watched.known_from else "not computed yet"]
        for i, value in enumerate(now)
    ]
    motions = [
        NeuronMap(_network(watched), (low + high) / 2, (high - low) / 2),
        Values(0, {"text": texts, "hovertext": texts}),
    ]
    return Shown(
        key,
        f"Map of {watched.code}",
        replace(figure, motions=motions),
        f"What neuron {watched.code} answers over the inputs {titles[0]} and {titles[1]}{kept}: "
        f"{_range(words.number(least, 3), words.number(most, 3))}. For the sample on show it "
        f"answers {words.number(now[-1], 3)} at the end.",
        lambda: _table(watched),
        grips=grips,
    )


def _range(least: str, most: str) -> str:
    return f"{least} everywhere" if least == most else f"from {least}, blue, to {most}, orange"


def _mark(watched: WatchedNeuron, now: Floats) -> dict[str, object]:
    x, y = watched.inputs[watched.across], watched.inputs[watched.up]
    high = y > sum(watched.span) / 2
    left = x > sum(watched.span) / 2
    return {
        "type": "scatter", "mode": "markers+text", "x": [x], "y": [y], "showlegend": False,
        "text": [f"a = {words.number(now[-1], 3)}"], "hoverinfo": "text",
        "textposition": f"{'bottom' if high else 'top'} {'left' if left else 'right'}",
        "textfont": {"color": "#1D2733", "size": 14},
        "marker": {"size": 12, "color": style.INK, "symbol": "circle"},
    }  # fmt: skip


def _scale(low: float, high: float) -> dict[str, object]:
    """Nothing but the scale of colours beside the map."""
    scale = [[0, LOW], [0.5, MIDDLE], [1, HIGH]]
    bar = {"thickness": 10, "outlinewidth": 0, "xpad": 4, "tickformat": ".3~g", "nticks": 5}
    return {
        "type": "scatter", "mode": "markers", "x": [None], "y": [None], "showlegend": False,
        "hoverinfo": "skip",
        "marker": {"color": [low], "cmin": low, "cmax": high, "colorscale": scale,
                   "showscale": True, "colorbar": bar},
    }  # fmt: skip


def _network(watched: WatchedNeuron) -> NetworkFigure:
    inputs: list[str | float] = list(watched.inputs)
    inputs[watched.across], inputs[watched.up] = "x1", "x2"
    sizes = watched.names.sizes
    return NetworkFigure(
        sizes,
        watched.weights,
        watched.activations,
        inputs,
        [watched.names.code(0, j) for j in range(sizes[0])],
        [f"layer {k}" for k in range(1, len(sizes))],
        Plane(watched.span, watched.span),
        Answer(boundary=False),
        (watched.neuron.k, watched.neuron.to),
    )


def _table(watched: WatchedNeuron) -> pd.DataFrame:
    """The map at the end, a row for each place."""
    x = watched.plane()
    columns: Mapping[str, Floats] = {
        watched.names.code(0, i): x[:, i] for i in (watched.across, watched.up)
    }
    return pd.DataFrame({**columns, watched.code: watched.answers(-1, x)})
