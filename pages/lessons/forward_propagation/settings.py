"""The network that the controls describe, its forward pass, and weights set by hand."""

from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from core import network
from core.activations import ACTIVATIONS
from core.checks import Floats
from pages.shared.drawn_network import names
from pages.shared.drawn_network.names import Names, SetByHand
from pages.shared.figures.network import ForwardPass

INPUTS = (1.0, 0.5, -1.5)
SPAN = (-2.0, 2.0)
NAMES = {name.replace("_", " "): name for name in ACTIVATIONS}
MOST_LAYERS, MOST_NEURONS, MOST_OUTPUTS = 4, 8, 3


@dataclass(frozen=True)
class SeededNetwork(Names):
    """Sizes of the layers, the inputs first; random weights by seed, some set by hand."""

    activation: str
    seed: int
    inputs: tuple[float, ...] = INPUTS
    own: SetByHand = ()

    @property
    def hidden(self) -> int:
        """How many hidden layers there are."""
        return self.last - 1

    @cached_property
    def parameters(self) -> tuple[list[Floats], list[Floats]]:
        """Weights (fan_in, units) and biases (units,) of every layer."""
        weights, biases = network.initialise(self.sizes, self.seed, low=-1.0)
        names.put_in(self, self.own, weights, biases)
        return weights, biases

    @cached_property
    def shown(self) -> ForwardPass:
        """One forward pass."""
        layers = network.forward([self.inputs], *self.parameters, NAMES[self.activation])
        return ForwardPass(np.array(self.inputs), *self.parameters, layers, self.activation)

    @property
    def answers(self) -> Floats:
        """What the output layer says, (outputs,)."""
        return self.shown.outputs[-1]

    def across(self, which: int, values: Floats) -> Floats:
        """The outputs (n, k) for values (n,) of one input, the others as they are."""
        x = np.tile(np.array(self.inputs), (len(values), 1))
        x[:, which] = values
        return network.forward(x, *self.parameters, NAMES[self.activation])[-1].a

    def swing(self) -> float:
        """How far the first output moves while x1 goes from one end to the other."""
        low, high = self.across(0, np.array(SPAN))[:, 0]
        return float(abs(high - low))

    def at(self, *inputs: float) -> float:
        """The first output for other inputs."""
        return float(replace(self, inputs=inputs).answers[0])
