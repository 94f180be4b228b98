"""A network as maps: what every unit answers over the plane, from the inputs to the output.

Lines between the maps are weights: thick where strong, solid where positive, dashed where negative.
Only the weights of each moment are sent; the browser works the maps out from them
(``pages/shared/bench/static/maps.js``), and a browser test holds it to ``core``.
"""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from itertools import pairwise
from typing import Any, ClassVar

import numpy as np

from core.activations import find
from core.checks import Floats
from pages.shared.figures.figure import Drawn
from pages.shared.figures.motion import Motion

Span = tuple[float, float]
Unit = tuple[int, int]
"""A layer, the inputs being layer 0, and the place in it."""

_LEAST, _MOST, _WORK = 60, 100, 1.2e6
"""Points along a side of a map, and about how many products the browser makes for one moment."""
_AS_DEAR = 10
"""Products that take as long as one answer of an activation."""
_LARGE = 1e30


@dataclass(frozen=True)
class Plane:
    """From where to where the maps are drawn, across and up.

    mean, std (2,): points are scaled by them before the network gets them
    """

    across: Span
    up: Span
    mean: Sequence[float] = (0.0, 0.0)
    std: Sequence[float] = (1.0, 1.0)


@dataclass(frozen=True)
class Hands:
    """What a person may do to the drawing: from least to most neurons in a layer, and layers.

    weights: how large a typed weight may be; the browser says so of a larger one
    """

    neurons: tuple[int, int]
    layers: tuple[int, int]
    weights: float


@dataclass(frozen=True)
class Answer:
    """How the output is coloured: its middle, how far from it colours are full, and in what way.

    boundary: whether the middle is where the answer changes from one class to the other
    """

    middle: float = 0.0
    half: float = 1.0
    boundary: bool = True
    two_colours: bool = False


@dataclass(frozen=True)
class NetworkFigure(Drawn):
    """A network of these sizes at m moments.

    weights (m, parameters): a row for each moment, as ``core.parameters`` keeps them flat
    activations: one for each layer, as core calls them
    inputs: keys of ``core.inputs``, or numbers that are the same all over the plane
    labels: what the inputs are called; layers: what the other layers are called
    chosen: the unit whose map is shown large by another figure, see ``motion.UnitMap``
    hands: what may be done to the drawing; None for a network that is not drawn (``NeuronMap``)
    """

    kind: ClassVar[str] = "network"
    sizes: Sequence[int]
    weights: Floats
    activations: Sequence[str]
    inputs: Sequence[str | float]
    labels: Sequence[str]
    layers: Sequence[str]
    plane: Plane
    answer: Answer
    chosen: Unit
    hands: Hands | None = None

    @property
    def moments(self) -> list[int]:
        """One for each row of weights."""
        return [len(self.weights)]

    def message(self) -> dict[str, Any]:
        """What the browser gets: weights in seven digits where that is room enough for them."""
        return {
            "sizes": self.sizes,
            "weights": self.weights.astype(self._exactness()),
            "activations": self.activations,
            "bounds": [_bound(name) for name in self.activations[:-1]],
            "inputs": self.inputs,
            "labels": self.labels,
            "layers": self.layers,
            "plane": {**asdict(self.plane), "side": self._side()},
            "answer": asdict(self.answer),
            "chosen": self.chosen,
            "hands": self.hands and asdict(self.hands),
        }

    def _exactness(self) -> type[np.floating[Any]]:
        return np.float32 if np.abs(self.weights).max() < _LARGE else np.float64

    def _side(self) -> int:
        """Points along a side of a map: more where there are few units."""
        products = sum(a * b for a, b in pairwise(self.sizes)) + _AS_DEAR * sum(self.sizes[1:])
        return int(np.clip(np.sqrt(_WORK / products), _LEAST, _MOST))


@dataclass(frozen=True)
class NeuronMap(Motion):
    """Under the axes, the map of the chosen unit of a network that no figure shows as maps.

    middle, half: of the colours
    """

    kind: ClassVar[str] = "unit_map"
    network: NetworkFigure
    middle: float
    half: float

    @property
    def moments(self) -> int:
        """As many as the network has."""
        return len(self.network.weights)

    def message(self) -> dict[str, Any]:
        """The network as its own figure would be sent."""
        return {
            "kind": self.kind,
            "network": self.network.message(),
            "colours": (self.middle, self.half),
        }


def _bound(activation: str) -> float | None:
    """The size of answer that is drawn in full colour; None where an activation has no bound."""
    function = find(activation)
    bound = max(abs(function.low), abs(function.high))
    return float(bound) if np.isfinite(bound) else None
