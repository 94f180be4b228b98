"""Training runs, kept for the next student who asks for the same one.

A run is worked out from its settings alone, so the same settings give the same run, and it holds
its whole history: the pages play, scrub and compare it without training again.
"""

from dataclasses import dataclass

import numpy as np
import streamlit as st
from numpy.typing import NDArray

from core import adaline, perceptron, separability
from core.scaling import Standardizer
from data import Chosen, iris_pair
from pages.parts.settings import LEARNING_RATES, Inputs, Training

Floats = NDArray[np.float64]
_KEPT = 500


@dataclass(frozen=True)
class Samples:
    """The flowers as measured (``chosen``, in cm) and as the neuron gets them (``x``)."""

    chosen: Chosen
    x: Floats
    scaling: Standardizer | None

    @property
    def y(self) -> Floats:
        """The targets, -1 and +1."""
        return self.chosen.y

    def in_cm(self, weights: Floats) -> Floats:
        """Weights of the same boundary for the flowers as measured."""
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


@st.cache_data(max_entries=_KEPT, show_spinner=False)
def samples(inputs: Inputs) -> Samples:
    """The chosen flowers, standardised if that was asked for."""
    first, second = inputs.pair.split("-")
    chosen = iris_pair((first, second), inputs.features)
    scaling = Standardizer.fit(chosen.x) if inputs.standardise else None
    return Samples(chosen, chosen.x if scaling is None else scaling.transform(chosen.x), scaling)


@st.cache_data(max_entries=_KEPT, show_spinner=False)
def train_perceptron(training: Training) -> PerceptronResult:
    """Train the perceptron of part 7."""
    data = samples(training.inputs)
    start = _start(training.start_seed, data.x.shape[1])
    order = training.order(len(data.x))
    run = perceptron.train(data.x, data.y, training.eta, training.epochs, start, order)
    return PerceptronResult(data, run, separability.update_bound(data.x, data.y))


@st.cache_data(max_entries=_KEPT, show_spinner=False)
def train_adaline(training: Training) -> AdalineResult:
    """Train the linear neuron of parts 8 to 10 by gradient descent on all samples at once."""
    data = samples(training.inputs)
    start = _start(training.start_seed, data.x.shape[1])
    run = adaline.train(data.x, data.y, training.eta, training.epochs, start)
    best, floor = adaline.least_squares(data.x, data.y)
    limit, condition = adaline.stability_limit(data.x), adaline.condition_number(data.x)
    return AdalineResult(data, run, best, floor, limit, condition)


@st.cache_data(max_entries=_KEPT, show_spinner=False)
def adaline_last_costs(inputs: Inputs, epochs: int, start_seed: int | None) -> Floats:
    """J in the last epoch for each of LEARNING_RATES; inf where the numbers overflow before."""
    data = samples(inputs)
    start = _start(start_seed, data.x.shape[1])
    runs = (adaline.train(data.x, data.y, eta, epochs, start) for eta in LEARNING_RATES)
    return np.array([np.inf if run.overflows_at else run.costs[-1] for run in runs])


def _start(seed: int | None, features: int) -> Floats | None:
    """Small random weights; None, which is all zeros, without a seed."""
    return None if seed is None else perceptron.small_random_weights(features, seed)
