"""The lesson's 4-3-1 network and its runs.

A run is trained once for its settings and keeps some 150 moments, close together at the start where
most happens. Every epoch that can be taken apart is among them, so that choosing another one never
trains again.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

import numpy as np

from core import network, parameters
from core.activations import find
from core.backpropagation import LayerValues, forward_layers
from core.checks import Floats, Ints
from core.initialise import StartName
from core.parameters import layer_views, unpack
from pages.shared.drawn_network import names
from pages.shared.drawn_network.names import Names, SetByHand
from pages.shared.figures.network import ForwardPass, input_name
from pages.shared.results import remembered

X = np.array([[1.0, 0.0, 1.0, 0.0], [1.0, 0.0, 1.0, 1.0], [0.0, 1.0, 0.0, 1.0]])
Y = np.array([[1.0], [1.0], [0.0]])
HIDDEN, MOST_HIDDEN, MOST_LAYERS = 3, 6, 2
"""Neurons of a hidden layer, the most of them, and the most hidden layers."""
STARTS: dict[str, StartName] = {"random": "uniform", "equal": "equal", "zeros": "zeros"}
RATES = (0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1.0, 3.0, 10.0, 30.0, 100.0)
EPOCHS = (1, 10, 100, 200, 500, 1000, 2000, 5000, 10_000, 20_000)
STEPS = (1, 2, 3, 5, 10, 20, 30, 50, 100, 200, 300, 500, 1000, 2000, 3000, 5000, 10_000, 20_000)
"""Epochs that can be taken apart."""
_EVEN, _CLOSE = 101, 50
_LARGEST_COST = 1e100


@dataclass(frozen=True)
class LessonTraining:
    """How the lesson's network is trained. ``output`` is "logistic", or "same" as the hidden.

    hidden: the neurons of each hidden layer; own: weights before epoch 1 that were set by hand
    """

    eta: float = 0.1
    epochs: int = 5000
    start: str = "random"
    seed: int = 1
    activation: str = "logistic"
    output: str = "logistic"
    hidden: tuple[int, ...] = (HIDDEN,)
    own: SetByHand = ()

    source = ""
    """The three samples of the lesson are everybody's."""

    @property
    def activations(self) -> list[str]:
        """Of every hidden layer, and of the output."""
        output = self.activation if self.output == "same" else self.output
        return [*(self.activation for _ in self.hidden), output]

    @property
    def sizes(self) -> tuple[int, ...]:
        """Four inputs, the hidden neurons, one output."""
        return self.with_outputs(1)

    def with_outputs(self, count: int) -> tuple[int, ...]:
        """The sizes with so many outputs."""
        return X.shape[1], *self.hidden, count

    @property
    def initial(self) -> tuple[list[Floats], list[Floats]]:
        """The weights and biases before epoch 1."""
        return self.start_of(self.sizes)

    def start_of(self, sizes: Sequence[int]) -> tuple[list[Floats], list[Floats]]:
        """This start for a network of these sizes."""
        weights, biases = network.initialise(sizes, self.seed, kind=STARTS[self.start])
        names.put_in(Names(tuple(sizes)), self.own, weights, biases)
        return weights, biases


@dataclass(frozen=True)
class Learned:
    """A run at k moments: after ``epochs`` (k,), of which the first is 0, the start.

    history (k, 19): all weights and biases, 19 of them with 3 hidden neurons. values: of each layer
    its net inputs and outputs for the three samples, (k, 3, units). costs (k,). ``diverged_at`` is
    the epoch that could not be finished.
    """

    training: LessonTraining
    epochs: Ints
    history: Floats
    values: list[LayerValues]
    costs: Floats
    diverged_at: int | None

    @property
    def hidden(self) -> list[Floats]:
        """What each hidden layer answers, (k, 3, units)."""
        return [layer.a for layer in self.values[:-1]]

    @property
    def outputs(self) -> Floats:
        """What the network answers, (k, 3, 1)."""
        return self.values[-1].a

    @property
    def last(self) -> int:
        """The last epoch with numbers to show."""
        return int(self.epochs[-1])

    def layers(self, moment: int) -> tuple[list[Floats], list[Floats]]:
        """(weights, biases) at a moment, by its place."""
        return unpack(self.history[moment], self.training.sizes)

    def before(self, epoch: int) -> int:
        """The moment at which an epoch begins."""
        return int(np.searchsorted(self.epochs, epoch - 1))

    def of_sample(self, sample: int) -> list[LayerValues]:
        """The values of each layer for one sample at each moment, (k, units)."""
        return [LayerValues(layer.z[:, sample], layer.a[:, sample]) for layer in self.values]

    def forward(self, moment: int, sample: int) -> ForwardPass:
        """One sample on its way through the network at a moment."""
        one = slice(sample, sample + 1)
        values = [LayerValues(layer.z[moment, one], layer.a[moment, one]) for layer in self.values]
        *_, activation, output = self.training.activations
        return ForwardPass(X[sample], *self.layers(moment), values, activation, output)

    @cached_property
    def apart(self) -> float:
        """How far hidden neurons of one layer are from each other at any moment, in a weight."""
        return self._apart(self._matrices)

    @property
    def apart_at_start(self) -> float:
        """The same before epoch 1."""
        return self._apart([layer[:1] for layer in self._matrices])

    @staticmethod
    def _apart(layers: Sequence[Floats]) -> float:
        """Neurons differ in what comes into them, and in the weights that lead on from them."""
        into = [np.ptp(layer, axis=2).max() for layer in layers[:-1]]
        out = [np.ptp(layer[:, 1:], axis=1).max() for layer in layers[1:]]
        return float(max(*into, *out))

    @cached_property
    def hidden_moved(self) -> float:
        """The furthest that a hidden layer's weight or bias is from its start at any moment."""
        return float(max(np.abs(into - into[0]).max() for into in self._matrices[:-1]))

    @property
    def _matrices(self) -> list[Floats]:
        """Bias and weights into each layer, (k, 1 + fan_in, units)."""
        return layer_views(self.history, self.training.sizes)


@remembered
def train(training: LessonTraining) -> Learned:
    """Train the network, and work out what the figures need of it."""
    run = network.train(X, Y, *training.initial, training.eta, training.epochs,
                        training.activations)  # fmt: skip
    epochs = moments(int(run.snapshot_epochs[-1]))
    history = run.history[epochs]
    with np.errstate(over="ignore", invalid="ignore"):
        values = values_at(history, training)
        costs = costs_of(values[-1].a)
        shown = int(np.logical_and.accumulate(costs < _LARGEST_COST).sum())
    values = [LayerValues(layer.z[:shown], layer.a[:shown]) for layer in values]
    return Learned(training, epochs[:shown], history[:shown], values, costs[:shown],
                   run.diverged_at)  # fmt: skip


def moments(last: int) -> Ints:
    """The epochs after which a run of so many is kept: even steps, and close ones at the start."""
    even = np.linspace(0, last, _EVEN).round()
    close = np.geomspace(1, max(last, 2), _CLOSE).round()
    before_steps = np.array(STEPS) - 1
    every = np.unique(np.concatenate([even, close, before_steps])).astype(np.int64)
    return every[every <= last]


def values_at(history: Floats, training: LessonTraining) -> list[LayerValues]:
    """z and f(z) of every layer, at all moments at once."""
    activations = [find(name) for name in training.activations]
    return forward_layers(X, *parameters.moments(history, training.sizes), activations)


def costs_of(outputs: Floats) -> Floats:
    """J at each moment, for outputs (k, 3, 1)."""
    return np.asarray(0.5 * np.sum((Y - outputs) ** 2, axis=(1, 2)))


def flat(layers: Sequence[tuple[Floats, Floats]]) -> Floats:
    """(weights, biases) of all layers in one row, in the order of ``weight_names``."""
    return np.concatenate([part.ravel() for layer in layers for part in layer])


def cell_names(sizes: Sequence[int]) -> list[list[str]]:
    """What the cells of each layer are called: x₁, h1 (h1.1 with two hidden layers), o."""
    inputs, *hidden, outputs = sizes
    layers = [""] if len(hidden) == 1 else [f"{k + 1}." for k in range(len(hidden))]
    return [
        [input_name(i) for i in range(inputs)],
        *([f"h{layer}{j + 1}" for j in range(n)] for layer, n in zip(layers, hidden, strict=True)),
        ["o"] if outputs == 1 else [f"o{j + 1}" for j in range(outputs)],
    ]


def weight_names(sizes: Sequence[int], weight: str = "w ") -> list[str]:
    """What the weights and biases are called; ``weight`` is what each weight's name begins with."""
    return [
        name
        for before, here in pairwise(cell_names(sizes))
        for name in (*(f"{weight}{a}→{b}" for a in before for b in here), *(f"b {b}" for b in here))
    ]
