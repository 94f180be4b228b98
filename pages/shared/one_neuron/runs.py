"""Runs of one neuron: the samples that it sees, a perceptron, and a linear neuron.

A run holds its whole history: the pages play, scrub and compare it without training again.
"""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from core import adaline, perceptron, separability
from core.checks import Floats, Ints
from core.scaling import Standardizer
from data import Chosen, iris_pair
from pages.shared.one_neuron import own_points
from pages.shared.one_neuron.settings import Inputs, Training
from pages.shared.own import own
from pages.shared.results import remembered

MOST_DRAWN = 1500
"""Points in one figure: of a longer table that many are drawn, chosen at random once."""


@dataclass(frozen=True)
class Samples:
    """The samples as measured (``chosen``) and as the neuron gets them (``x``).

    Iris is measured in cm; a student's own table, which has a ``source``, in its own units.
    ``mixed``: points that a student has drawn or moved are among them.
    """

    chosen: Chosen
    x: Floats
    scaling: Standardizer | None
    source: str = ""
    mixed: bool = False

    @property
    def y(self) -> Floats:
        """The targets, -1 and +1."""
        return self.chosen.y

    @property
    def noun(self) -> str:
        """What one sample is called in a sentence."""
        return "sample" if self.source or self.mixed else "flower"

    @property
    def classes(self) -> str:
        """Both classes in a sentence: "setosa and versicolor"."""
        return " and ".join(self.chosen.classes)

    def number(self, position: int) -> int:
        """The row in the table, from 1, of the sample at this position."""
        return int(self.chosen.rows[position]) + 1

    @cached_property
    def drawn(self) -> Ints:
        """The positions of the samples that figures draw: all of them, or a fixed random part."""
        count = len(self.y)
        if count <= MOST_DRAWN:
            return np.arange(count)
        return np.sort(np.random.default_rng(0).choice(count, MOST_DRAWN, replace=False))

    def as_measured(self, weights: Floats) -> Floats:
        """Weights of the same boundary for the samples as measured."""
        return weights if self.scaling is None else self.scaling.weights_to_raw(weights)


@dataclass(frozen=True)
class PerceptronResult:
    """A perceptron's run, whether it can come to rest, and the most updates it can make until then.

    bound: infinite if no line separates, and if it is too large to be worked out
    """

    samples: Samples
    run: perceptron.PerceptronRun
    separable: bool
    bound: float


@dataclass(frozen=True)
class AdalineResult:
    """A run of gradient descent, with what bounds it: the best weights, their cost, the limit."""

    samples: Samples
    run: adaline.AdalineRun
    best: Floats
    floor: float
    limit: float
    condition: float


@remembered
def samples(inputs: Inputs) -> Samples:
    """The chosen samples, standardised if that was asked for."""
    table = own.find(inputs.source) if inputs.source else _iris(inputs)
    chosen = own_points.joined(table, own_points.read(inputs.points), inputs.alone)
    scaling = Standardizer.fit(chosen.x) if inputs.standardise else None
    x = chosen.x if scaling is None else scaling.transform(chosen.x)
    return Samples(chosen, x, scaling, inputs.source, bool(inputs.points))


def _iris(inputs: Inputs) -> Chosen:
    first, second = inputs.pair.split("-")
    return iris_pair((first, second), inputs.features)


@remembered
def train_perceptron(training: Training) -> PerceptronResult:
    """Train a perceptron on the samples of its settings."""
    data = samples(training.inputs)
    start = _start(training, data.x.shape[1])
    order = training.order(len(data.x))
    run = perceptron.train(
        data.x,
        data.y,
        training.eta,
        training.epochs,
        start,
        order,
        tolerated=training.tolerated,
    )
    bound = separability.update_bound(data.x, data.y)
    # A finite bound says so already; without one the gap is looked for once more, standardised.
    separable = bool(np.isfinite(bound)) or separability.separates(data.x, data.y)
    return PerceptronResult(data, run, separable, bound)


@remembered
def train_adaline(training: Training) -> AdalineResult:
    """Train a linear neuron by gradient descent on all samples at once."""
    data = samples(training.inputs)
    start = _start(training, data.x.shape[1])
    run = adaline.train(data.x, data.y, training.eta, training.epochs, start)
    best, floor = adaline.least_squares(data.x, data.y)
    limit, condition = adaline.stability_limit(data.x), adaline.condition_number(data.x)
    return AdalineResult(data, run, best, floor, limit, condition)


def _start(training: Training, features: int) -> Floats | None:
    """The weights that were asked for, small random ones, or None, which is all zeros."""
    if training.start is not None:
        return np.array(training.start)
    seed = training.start_seed
    return None if seed is None else perceptron.small_random_weights(features, seed)
