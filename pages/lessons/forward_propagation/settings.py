"""The network that the controls describe, its forward pass, and weights set by hand."""

import re
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from core import network
from core.activations import ACTIVATIONS
from core.checks import Floats
from pages.shared import words
from pages.shared.figures.network import Mark, Pass

INPUTS = (1.0, 0.5, -1.5)
SPAN = (-2.0, 2.0)
NAMES = {name.replace("_", " "): name for name in ACTIVATIONS}
MOST_LAYERS, MOST_NEURONS, MOST_OUTPUTS = 4, 8, 3
LARGEST = 100.0
LONGEST = 600
BIAS = "bias"

Own = tuple[tuple[Mark, float], ...]


@dataclass(frozen=True)
class Network:
    """Sizes of the layers, the inputs first; random weights by seed, some set by hand."""

    sizes: tuple[int, ...]
    activation: str
    seed: int
    inputs: tuple[float, ...] = INPUTS
    own: Own = ()

    @property
    def last(self) -> int:
        """The number of the output layer; the inputs are layer 0."""
        return len(self.sizes) - 1

    @property
    def hidden(self) -> int:
        """How many hidden layers there are."""
        return self.last - 1

    @cached_property
    def parameters(self) -> tuple[list[Floats], list[Floats]]:
        """Weights (fan_in, units) and biases (units,) of every layer."""
        weights, biases = network.initialise(self.sizes, self.seed, low=-1.0)
        for mark, value in self.own:
            if mark.start == -1:
                biases[mark.k - 1][mark.to] = value
            else:
                weights[mark.k - 1][mark.start, mark.to] = value
        return weights, biases

    @cached_property
    def shown(self) -> Pass:
        """One forward pass."""
        layers = network.forward([self.inputs], *self.parameters, NAMES[self.activation])
        return Pass(np.array(self.inputs), *self.parameters, layers, self.activation)

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

    def neurons(self) -> dict[str, Mark]:
        """Every neuron by its name in the link: h1.2 in hidden layer 1, o1 in the output."""
        return {
            self.code(k, j): Mark(k, j)
            for k in range(1, self.last + 1)
            for j in range(self.sizes[k])
        }

    def code(self, k: int, j: int) -> str:
        """The short name of neuron j (from 0) of layer k, such as x1, h1.2 or o1."""
        if k == 0:
            return f"x{j + 1}"
        return f"o{j + 1}" if k == self.last else f"h{k}.{j + 1}"

    def sources(self, neuron: Mark) -> dict[str, Mark]:
        """Everything that goes into a neuron, by the name of where it comes from."""
        before = {
            self.code(neuron.k - 1, i): Mark(neuron.k, neuron.to, i)
            for i in range(self.sizes[neuron.k - 1])
        }
        return {BIAS: Mark(neuron.k, neuron.to, -1), **before}

    def value(self, mark: Mark) -> float:
        """A weight, or a bias."""
        weights, biases = self.parameters
        if mark.start is None or mark.start < 0:
            return float(biases[mark.k - 1][mark.to])
        return float(weights[mark.k - 1][mark.start, mark.to])


_PAIR = re.compile(r"\s*([\w.]{2,6})\s*-\s*([\w.]{2,6})\s*=\s*([-+−]?[\d.]{1,12})\s*")


@dataclass(frozen=True)
class OwnWeights:
    """What the text of the link says: the weights that fit the network, and what does not."""

    own: Own
    refused: tuple[str, ...]


def read(text: str, asked: Network) -> OwnWeights:
    """Weights set by hand: ``x1-h1.2=0.5, bias-o1=-1``."""
    own: dict[Mark, float] = {}
    refused = []
    for part in filter(str.strip, text.split(",")):
        found = _PAIR.fullmatch(part)
        value = number(found[3]) if found else None
        end = asked.neurons().get(found[2]) if found else None
        mark = asked.sources(end).get(found[1]) if found and end else None
        if value is None or mark is None:
            refused.append(words.plain(part, 30))
        else:
            own[mark] = value
    return OwnWeights(tuple(own.items()), tuple(refused))


def write(own: Own, asked: Network) -> str:
    """The text that says these weights."""
    return ", ".join(f"{named(mark, asked)}={value:g}" for mark, value in own)


def named(mark: Mark, asked: Network) -> str:
    """A weight's name: where it comes from and where it goes, x1-h1.2."""
    start = BIAS if mark.start == -1 else asked.code(mark.k - 1, mark.start or 0)
    return f"{start}-{asked.code(mark.k, mark.to)}"


def with_weight(own: Own, mark: Mark, value: float) -> Own:
    """The same weights, and this one."""
    return tuple((dict(own) | {mark: value}).items())


def number(text: str) -> float | None:
    """A typed weight; None for what is none, or too large."""
    try:
        value = float(text.replace("−", "-"))
    except ValueError:
        return None
    return value if abs(value) <= LARGEST else None
