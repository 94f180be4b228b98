"""Training runs, kept for the next student who asks for the same one.

A run is worked out from its settings alone, so the same settings give the same run, and it holds
its whole history: the pages play, scrub and compare it without training again. Settings name a
student's own table by the digest of its content; what comes of it is kept for that session only.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Concatenate, ParamSpec, TypeVar, get_type_hints

import numpy as np
import streamlit as st

from core import adaline, perceptron, separability
from core.checks import Floats, Ints
from core.scaling import Standardizer
from data import Chosen, iris_pair
from pages.shared.long_work import work
from pages.shared.one_neuron import own_points
from pages.shared.one_neuron.settings import Inputs, Training
from pages.shared.own import own

P = ParamSpec("P")
R = TypeVar("R")
S = TypeVar("S", bound=work.JobSettings)

_KEPT, _SIZE = 500, "8MB"
_KEPT_OWN, _SIZE_OWN = 20, "16MB"
MOST_DRAWN = 1500
"""Points in one figure: of a longer table that many are drawn, chosen at random once."""


_of_session: list[Any] = []


def forget_own() -> None:
    """Drop what the present session keeps of its own data."""
    work.forget_own()
    for remembered in _of_session:
        remembered.clear()


def kept(run: Callable[Concatenate[S, P], R]) -> Callable[Concatenate[S, P], R]:
    """Keep results of a function of settings: iris for everybody, own data for its session.

    The digest in the settings stands for the student's numbers, which are never hashed here again.
    A session keeps a few results of each function, fewer if they are large, and none after it ends.
    """
    by_repr: Any = {next(iter(get_type_hints(run).values())): repr}  # quicker than each field
    for_all = st.cache_data(
        max_entries=_KEPT, max_size=_SIZE, show_spinner=False, hash_funcs=by_repr
    )(run)
    for_session = st.cache_data(
        max_entries=_KEPT_OWN,
        max_size=_SIZE_OWN,
        show_spinner=False,
        scope="session",
        hash_funcs=by_repr,
    )(run)
    _of_session.append(for_session)

    def from_memory(settings: S, /, *args: P.args, **kwargs: P.kwargs) -> R:
        remembered = for_session if settings.source else for_all
        return remembered(settings, *args, **kwargs)

    return from_memory


@dataclass(frozen=True)
class Samples:
    """The samples as measured (``chosen``) and as the neuron gets them (``x``).

    Iris is measured in cm; a student's own table, which has a ``source``, in its own units.
    ``mixed``: points that a student has drawn are among them.
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
    """A perceptron's run, and the bound on its updates: infinite if no line separates."""

    samples: Samples
    run: perceptron.PerceptronRun
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


@kept
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


@kept
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
    return PerceptronResult(data, run, separability.update_bound(data.x, data.y))


@kept
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
