"""A learner turns samples into a classifier: the same question put to one neuron or to a network.

Judging a classifier needs to know nothing of how it learns: only that it can be trained on some
samples and then asked about others. Targets are -1 and +1; the answer is +1 where the output is at
least 0.
"""

from dataclasses import dataclass
from typing import ClassVar, Protocol

import numpy as np
from numpy.typing import ArrayLike

from core import adaline, checks, network
from core.checks import Floats, Ints
from core.initialise import initialise
from core.parameters import Layers

SNAPSHOTS = 50
"""How many moments of a network's training are kept at most, beside its start."""
_ROUNDING = 1e-9
"""A rise of the cost by a smaller share of the cost at the start has not been an update's."""


class Classifier(Protocol):
    """What a learner has made of its samples, at every moment of its training that it kept."""

    @property
    def epochs(self) -> Ints:
        """The epochs of the moments kept, from 0, the start."""

    @property
    def diverged(self) -> bool:
        """Whether training went uphill or overflowed: the learning rate was too large."""

    @property
    def targets(self) -> tuple[float, float]:
        """What the output should be for the classes -1 and +1, as `costs` has it."""

    @property
    def parameters(self) -> Floats:
        """All weights and biases of the last moment, in a row."""

    def outputs(self, x: ArrayLike, moment: int = -1) -> Floats:
        """The outputs (n,) for x (n, d) at a moment, by its place in `epochs`; the last one."""

    def costs(self, x: ArrayLike, y: ArrayLike) -> Floats:
        """J per sample, 1/2 mean (target - output)^2, at each moment kept."""


class Learner(Protocol):
    """Anything that makes a classifier of samples x (n, d) with targets y (n,), -1 or +1."""

    def fit(self, x: ArrayLike, y: ArrayLike) -> Classifier:
        """Train from the start on these samples alone."""


def predict(classifier: Classifier, x: ArrayLike, moment: int = -1) -> Ints:
    """The class (n,) of each sample of x (n, d): +1 where the output is at least 0, else -1."""
    return np.where(classifier.outputs(x, moment) >= 0.0, 1, -1)


@dataclass(frozen=True)
class Adaline:
    """The linear neuron of `core.adaline`: batch gradient descent from zero weights."""

    eta: float
    epochs: int

    def fit(self, x: ArrayLike, y: ArrayLike) -> "TrainedAdaline":
        """Train on x (n, d), y (n,). ValueError for a bad argument."""
        run = adaline.train(x, y, self.eta, self.epochs)
        sizes: Floats = np.abs(run.history).max(axis=1)
        kept = np.logical_and.accumulate(sizes <= checks.LIMIT)
        diverged = run.rises_from is not None or not kept.all() or _raised_at_last(run, x, y)
        return TrainedAdaline(run.history[kept], diverged)


def _raised_at_last(run: adaline.AdalineRun, x: ArrayLike, y: ArrayLike) -> bool:
    """Whether the last update raised the cost: the costs of a run are those before its updates."""
    return bool(adaline.cost(x, y, run.weights) > run.costs[-1] + _ROUNDING * run.costs[0])


@dataclass(frozen=True)
class TrainedAdaline:
    """A neuron with the weights of its epochs: `history` (m + 1, 1 + d), the start first.

    Of a diverged run, those before the first weight above 1e50, the largest that `core` computes
    with. `diverged`: the cost rose or overflowed.
    """

    targets: ClassVar = (-1.0, 1.0)
    history: Floats
    diverged: bool

    @property
    def epochs(self) -> Ints:
        """From 0, the start, to the last epoch kept."""
        return np.arange(len(self.history))

    @property
    def parameters(self) -> Floats:
        """The last weights, (1 + d,)."""
        return np.asarray(self.history[-1])

    def outputs(self, x: ArrayLike, moment: int = -1) -> Floats:
        """w0 + w1 x1 + ... for each sample."""
        return adaline.net_inputs(x, self.history[moment])

    def costs(self, x: ArrayLike, y: ArrayLike) -> Floats:
        """1/2 mean (y - o)^2 with targets -1 and +1, at each moment kept."""
        inputs, targets = checks.samples(x, y)
        costs = [adaline.cost(inputs, targets, weights) for weights in self.history]
        return np.array(costs) / len(inputs)


@dataclass(frozen=True)
class Network:
    """A network of logistic units with one hidden layer, as `core.network`; 0 hidden: none.

    Its cost J = 1/2 sum (y - o)^2 has the targets 0 and 1. `seed` draws the start (Glorot);
    `kept` is how many moments of the training are kept at most, beside the start.
    """

    hidden: int
    eta: float
    epochs: int
    seed: int = 0
    kept: int = SNAPSHOTS

    def fit(self, x: ArrayLike, y: ArrayLike) -> "TrainedNetwork":
        """Train on x (n, d), y (n,). ValueError for a bad argument."""
        inputs, targets = checks.samples(x, y)
        hidden = checks.whole("hidden", self.hidden, 0)
        epochs = checks.whole("epochs", self.epochs, 1)
        sizes = (inputs.shape[1], *([hidden] if hidden else []), 1)
        start = initialise(sizes, self.seed, kind="glorot")
        keep_every = -(-epochs // checks.whole("kept", self.kept, 1))
        run = network.train(
            inputs, as_output(targets), *start, self.eta, epochs, keep_every=keep_every
        )
        return TrainedNetwork(run)


@dataclass(frozen=True)
class TrainedNetwork:
    """A network with the weights of some epochs, evenly spread over its training."""

    targets: ClassVar = (0.0, 1.0)
    run: network.NetworkRun

    @property
    def epochs(self) -> Ints:
        """The epochs whose weights were kept."""
        return self.run.snapshot_epochs

    @property
    def diverged(self) -> bool:
        """Whether the weights overflowed."""
        return self.run.diverged_at is not None

    @property
    def parameters(self) -> Floats:
        """The last row of the run's history."""
        return np.asarray(self.run.history[-1])

    def outputs(self, x: ArrayLike, moment: int = -1) -> Floats:
        """2 o - 1 for each sample, o being the logistic output: from -1 to +1."""
        weights, biases = self._layers(moment)
        return 2.0 * network.predict_outputs(x, weights, biases)[:, 0] - 1.0

    def costs(self, x: ArrayLike, y: ArrayLike) -> Floats:
        """1/2 mean (y - o)^2 with targets 0 and 1, at each moment kept."""
        inputs, targets = checks.samples(x, y)
        return network.cost_history(self.run, inputs, as_output(targets)) / len(inputs)

    def _layers(self, moment: int) -> tuple[Layers, Layers]:
        return self.run.at(int(self.run.snapshot_epochs[moment]))


def as_output(targets: Floats) -> Floats:
    """Targets -1 and +1 as the outputs 0 and 1 that a logistic unit can approach."""
    return (targets + 1.0) / 2.0
