"""A page's script at settings drawn at random, with what `core` finds at the same settings."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from itertools import combinations
from random import Random
from typing import Any

from core.activations import ACTIVATIONS
from core.network import train
from data import FEATURES
from pages.lessons.learning_rate import script as learning_rate_script
from pages.lessons.multilayer_network import multilayer
from pages.lessons.multilayer_network import script as multilayer_script
from pages.lessons.multilayer_network.multilayer import X, Y
from pages.lessons.perceptron import script as perceptron_script
from pages.lessons.standardisation import script as standardisation_script
from pages.shared.one_neuron import runs, settings
from pages.shared.script.script import Script


@dataclass(frozen=True)
class Each:
    """Numbers of which each must be right to nine digits of itself, not of the largest."""

    values: Any


@dataclass(frozen=True)
class First(Each):
    """As ``Each``, of the first epochs alone: later a run may have magnified its roundings."""


@dataclass(frozen=True)
class Case:
    """``expected``: the script's variables by name, with the values of the run on the screen."""

    settings: str
    script: Script
    expected: dict[str, Any]


def perceptron(rng: Random) -> Case:
    training = one_neuron_training(rng)
    order = rng.choice([None, rng.randrange(10_000)])
    training = replace(training, epochs=min(training.epochs, 100), order_seed=order)
    result = runs.train_perceptron(training)
    run = result.run
    expected = {"updates": run.errors, "history": run.history, "wrong": run.misclassified[-1]}
    return Case(repr(training), perceptron_script.write(training, result), expected)


def learning_rate(rng: Random) -> Case:
    first = one_neuron_training(rng)
    both = first, replace(first, eta=rng.choice(settings.LEARNING_RATES))
    one, other = (runs.train_adaline(training) for training in both)
    script = learning_rate_script.write(first, (both[0].eta, both[1].eta), (one, other))
    expected = {
        "costs1": Each(one.run.costs),
        "history1": one.run.history,
        "costs2": Each(other.run.costs),
        "history2": other.run.history,
        "floor": one.floor,
        "limit": one.limit,
    }
    return Case(repr(both), script, expected)


def standardisation(rng: Random) -> Case:
    training = one_neuron_training(rng)
    raw, scaled = (
        runs.train_adaline(replace(training, inputs=replace(training.inputs, standardise=scale)))
        for scale in (False, True)
    )
    script = standardisation_script.write(training, raw, scaled)
    expected = {
        "costs_raw": Each(raw.run.costs),
        "history_raw": raw.run.history,
        "costs_scaled": Each(scaled.run.costs),
        "history_scaled": scaled.run.history,
        "condition_scaled": scaled.condition,
    }
    return Case(repr(training), script, expected)


def multilayer_network(rng: Random) -> Case:
    training = multilayer.LessonTraining(
        rng.choice(multilayer.RATES),
        rng.choice([1, 10, 100, 1000]),
        rng.choice(list(multilayer.STARTS)),
        rng.randrange(10_000),
        rng.choice(list(ACTIVATIONS)),
        rng.choice(["logistic", "same"]),
    )
    run = multilayer.train(training)
    whole = train(X, Y, *training.initial, training.eta, training.epochs, training.activations)
    expected = {"costs": First(whole.costs[: run.last])}
    return Case(repr(training), multilayer_script.write(run), expected)


def one_neuron_training(rng: Random) -> settings.Training:
    inputs = settings.Inputs(
        rng.choice(settings.PAIR_NAMES),
        rng.choice(list(combinations(FEATURES, 2))),
        rng.random() < 0.5,
    )
    eta, epochs = rng.choice(settings.LEARNING_RATES), rng.choice([1, 2, 10, 25, 100, 400])
    seed, own = rng.choice([(None, None), (rng.randrange(10_000), None), (None, _weights(rng))])
    return settings.Training(inputs, eta, epochs, seed, start=own)


def _weights(rng: Random) -> tuple[float, ...]:
    """Weights to start from, as a student types or drags them."""
    return tuple(round(rng.uniform(-3, 3), 3) for _ in range(3))


CASES: Mapping[str, Callable[[Random], Case]] = {
    "perceptron": perceptron,
    "learning_rate": learning_rate,
    "standardisation": standardisation,
    "multilayer_network": multilayer_network,
}
