"""A page's script at settings drawn at random, with what `core` finds at the same settings."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import combinations
from random import Random
from typing import Any

from data import FEATURES
from pages.lessons.perceptron import script as perceptron_script
from pages.shared.one_neuron import runs, settings
from pages.shared.script.script import Script


@dataclass(frozen=True)
class Case:
    """``expected``: the script's variables by name, with the values of the run on the screen."""

    settings: str
    script: Script
    expected: dict[str, Any]


def perceptron(rng: Random) -> Case:
    training = one_neuron_training(rng, epochs=rng.choice([1, 5, 10, 25, 100]))
    result = runs.train_perceptron(training)
    run = result.run
    expected = {"updates": run.errors, "history": run.history, "wrong": run.misclassified[-1]}
    return Case(repr(training), perceptron_script.write(training, result), expected)


def one_neuron_training(rng: Random, epochs: int) -> settings.Training:
    inputs = settings.Inputs(
        rng.choice(settings.PAIR_NAMES),
        rng.choice(list(combinations(FEATURES, 2))),
        rng.random() < 0.5,
    )
    start, order = (rng.choice([None, rng.randrange(10_000)]) for _ in range(2))
    return settings.Training(inputs, rng.choice(settings.LEARNING_RATES), epochs, start, order)


CASES: Mapping[str, Callable[[Random], Case]] = {"perceptron": perceptron}
