"""The gradients of one update: by backpropagation, and found once more by trying out."""

from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from core import network
from core.backpropagation import Step
from core.checks import Floats
from core.parameters import pack, unpack
from pages.lessons.multilayer_network.multilayer import (
    Learned,
    LessonTraining,
    X,
    Y,
    costs_of,
    flat,
    values_at,
)
from pages.shared.results import remembered

_NUDGE, _ROUNDING = 1e-5, 1e-6


@dataclass(frozen=True)
class Taken:
    """One epoch of a run taken apart, and its gradients found once more by trying out.

    tried (19,): finite differences, in the order of ``weight_names``. late: the gradients of the
    hidden layers' weights if each delta were computed after the weights behind it have changed.
    """

    epoch: int
    step: Step
    tried: Floats
    late: list[Floats]

    @property
    def gradient(self) -> Floats:
        """dJ/dw of all weights and biases, (19,)."""
        return flat([(one.weight_gradient, one.bias_gradient) for one in self.step.layers])

    @property
    def furthest(self) -> float:
        """The largest difference between backpropagation and finite differences."""
        return float(np.abs(self.gradient - self.tried).max())

    @property
    def late_furthest(self) -> float:
        """The largest error in a gradient of hidden weights if those behind them change first."""
        pairs = zip(self.late, self.step.layers[:-1], strict=True)
        return float(max(np.abs(late - layer.weight_gradient).max() for late, layer in pairs))

    @property
    def largest_hidden(self) -> float:
        """The largest gradient of the hidden layers' weights, in size."""
        return float(max(np.abs(layer.weight_gradient).max() for layer in self.step.layers[:-1]))

    @property
    def agrees(self) -> bool:
        """Whether they differ by no more than rounding does; not so where J jumps or bends."""
        return self.furthest <= _ROUNDING * max(1.0, float(np.abs(self.gradient).max()))


@remembered
def take_apart(training: LessonTraining, epoch: int, _run: Learned) -> Taken:
    """Everything about the update of one epoch."""
    weights, biases = _run.layers(_run.before(epoch))
    step = network.step(X, Y, weights, biases, training.eta, training.activations)
    return Taken(epoch, step, _tried(training, weights, biases), _late(step))


def _late(step: Step) -> list[Floats]:
    """Gradients of the hidden layers' weights with each delta from weights that have changed."""
    delta, late = step.layers[-1].delta, list[Floats]()
    with np.errstate(over="ignore", invalid="ignore"):
        for layer, after in reversed(list(pairwise(step.layers))):
            delta = (delta @ after.new_weights.T) * layer.slope
            late.insert(0, layer.inputs.T @ delta)
    return late


def _tried(training: LessonTraining, weights: list[Floats], biases: list[Floats]) -> Floats:
    """(J(w + k) - J(w - k)) / 2k for each weight and bias w, with k = 0.00001 max(1, |w|)."""
    place = pack(weights, biases)
    steps = _NUDGE * np.maximum(1.0, np.abs(place))
    nudged = place + np.concatenate([np.diag(steps), -np.diag(steps)])
    with np.errstate(over="ignore", invalid="ignore"):
        higher, lower = costs_of(values_at(nudged, training)[-1].a).reshape(2, -1)
    slopes = unpack((higher - lower) / (2 * steps), training.sizes)
    return flat(list(zip(*slopes, strict=True)))
