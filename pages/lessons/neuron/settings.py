"""The neuron that the controls describe, and all its numbers."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from core import neuron
from core.activations import ACTIVATIONS, Activation
from core.checks import Floats

LESSON_INPUTS = (5.0, 1.0, 4.0, 8.0)
LESSON_WEIGHTS = (2.0, -1.0, 3.0, -2.0)
INPUTS = (*LESSON_INPUTS, 3.0, 6.0, 2.0, 7.0)
WEIGHTS = (*LESSON_WEIGHTS, 1.0, -0.5, 1.5, -1.0)
SPAN = (-10.0, 10.0)
STEP, BIAS_STEP = 0.5, 0.1
_WRITTEN = {"relu": "ReLU", "prelu": "PReLU", "elu": "ELU", "softplus": "SoftPlus"}
NAMES = {name.replace("_", " "): activation for name, activation in ACTIVATIONS.items()}


def called(activation: str) -> str:
    """An activation as it stands in a sentence: the identity, the ReLU, tanh."""
    name = _WRITTEN.get(activation, activation)
    return name if name == "tanh" else f"the {name}"


@dataclass(frozen=True)
class Neuron:
    """Inputs and weights (n,), the bias, the activation's name on screen.

    ``across`` is the input (from 0) that the output is drawn against.
    """

    inputs: tuple[float, ...]
    weights: tuple[float, ...]
    bias: float
    activation: str
    across: int = 0

    @property
    def f(self) -> Activation:
        """The activation function."""
        return NAMES[self.activation]

    @property
    def called(self) -> str:
        """The activation as it stands in a sentence."""
        return called(self.activation)

    @property
    def n(self) -> int:
        """How many inputs there are."""
        return len(self.inputs)

    @cached_property
    def z(self) -> float:
        """The net input."""
        return neuron.net_input(self.inputs, self.weights, self.bias)

    @cached_property
    def output(self) -> float:
        """What the neuron answers."""
        return neuron.output(self.inputs, self.weights, self.bias, self.f)

    @property
    def products(self) -> list[float]:
        """Each weight times its input."""
        return [w * a for w, a in zip(self.weights, self.inputs, strict=True)]

    @property
    def sums(self) -> list[float]:
        """The sum after 0, 1, ..., n products; the last with the bias is z."""
        return [0.0, *np.cumsum(self.products).tolist(), self.z]

    @property
    def slope(self) -> float:
        """The weight of the input that the output is drawn against."""
        return self.weights[self.across]

    def zero(self, bias: float) -> float | None:
        """The value of that input at which z = 0 with this bias; None where its weight is 0."""
        return -(self._rest + bias) / self.slope if self.slope else None

    def in_sight(self, bias: float) -> float | None:
        """The same, where the curve of the output against that input reaches so far."""
        zero = self.zero(bias)
        return zero if zero is not None and SPAN[0] <= zero <= SPAN[1] else None

    def bias_for(self, zero: float) -> float:
        """The bias that puts z = 0 at this value of that input."""
        return -self._rest - self.slope * zero

    def response(self, a: Floats, bias: float) -> Floats:
        """The output for values of that input, the other inputs as they are."""
        return self.f(self._rest + bias + self.slope * a)

    @property
    def _rest(self) -> float:
        return sum(product for i, product in enumerate(self.products) if i != self.across)
