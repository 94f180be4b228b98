"""A page's script at settings drawn at random, with what `core` finds at the same settings."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from itertools import combinations
from random import Random
from typing import Any

from core.activations import ACTIVATIONS
from core.curve import CURVES
from core.descent import descend
from core.formula import parse
from core.graph import neuron_error
from core.inputs import INPUTS
from core.network import forward, initialise, train
from core.neuron import output
from data import FEATURES, MISSING_WAYS, SETS
from pages.lessons.activation_functions import script as activations_script
from pages.lessons.computational_graph import script as graph_script
from pages.lessons.computational_graph.walk import through
from pages.lessons.forward_propagation import script as forward_script
from pages.lessons.generalisation import exercises, judging, judging_controls
from pages.lessons.generalisation import script as generalisation_script
from pages.lessons.gradient_descent import script as descent_script
from pages.lessons.key_points import project
from pages.lessons.key_points import script as project_script
from pages.lessons.kinds_of_learning import kinds, turning
from pages.lessons.kinds_of_learning import script as kinds_script
from pages.lessons.learning_rate import script as learning_rate_script
from pages.lessons.multilayer_network import multilayer
from pages.lessons.multilayer_network import script as multilayer_script
from pages.lessons.multilayer_network.multilayer import X, Y
from pages.lessons.neuron import script as neuron_script
from pages.lessons.perceptron import script as perceptron_script
from pages.lessons.playground import script as playground_script
from pages.lessons.preparing_data import preparing
from pages.lessons.preparing_data import script as preparing_script
from pages.lessons.standardisation import script as standardisation_script
from pages.shared.figures.network import NetworkPart
from pages.shared.one_neuron import runs, settings
from pages.shared.plane_network import network_runs, network_settings
from pages.shared.plane_network.network_settings import (
    Architecture,
    Method,
    NetworkTraining,
    PlaneData,
)
from pages.shared.script.script import Script

FEATURE_PAIRS = list(combinations(FEATURES, 2))


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
    training = replace(
        training,
        epochs=min(training.epochs, 100),
        order_seed=order,
        tolerated=rng.choice([None, None, 0, 2, 10]),
    )
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
        rng.choice([(rng.randint(1, 6),), (rng.randint(1, 6), rng.randint(1, 6))]),
        ((NetworkPart(1, 0, 3), 2.5), (NetworkPart(2, 0, -1), -1.25)) if rng.random() < 0.5 else (),
    )
    run = multilayer.train(training)
    whole = train(X, Y, *training.initial, training.eta, training.epochs, training.activations)
    expected = {"costs": First(whole.costs[: run.last])}
    return Case(repr(training), multilayer_script.write(run), expected)


def neuron(rng: Random) -> Case:
    n, f = rng.randint(1, 8), rng.choice(list(ACTIVATIONS.values()))
    inputs, weights = ([rng.randint(-20, 20) / 2 for _ in range(n)] for _ in range(2))
    bias = rng.randint(-100, 100) / 10
    script = neuron_script.write(inputs, weights, bias, f, rng.randrange(n))
    expected = {"answer": output(inputs, weights, bias, f)}
    return Case(f"{f.name} {inputs} {weights} {bias}", script, expected)


def activation_functions(rng: Random) -> Case:
    parameters = {
        "logistic": {"c": rng.randint(1, 50) / 10},
        "prelu": {"alpha": rng.randint(0, 20) / 20},
        "elu": {"alpha": rng.randint(0, 30) / 10},
        "bipolar_step": {"theta": rng.randint(-40, 40) / 10},
    }
    every = [f.with_parameters(**parameters.get(name, {})) for name, f in ACTIVATIONS.items()]
    z = rng.randint(-50, 50) / 10
    expected = {
        "values": Each([float(f(z)) for f in every]),
        "slopes": Each([float(f.derivative(z)) for f in every]),
    }
    script = activations_script.write(every, z, rng.choice([0.001, 0.05, 0.2]))
    return Case(f"{z} {parameters}", script, expected)


def forward_propagation(rng: Random) -> Case:
    sizes = [3, *(rng.randint(1, 8) for _ in range(rng.randint(1, 4))), rng.randint(1, 3)]
    x, f = [rng.randint(-20, 20) / 10 for _ in range(3)], rng.choice(list(ACTIVATIONS))
    seed = rng.randrange(10_000)
    weights, biases = initialise(sizes, seed, low=-1.0)
    last = len(sizes) - 1
    own = (
        ((NetworkPart(1, 0, 1), -1.25), (NetworkPart(last, 0, -1), 0.5))
        if rng.random() < 0.5
        else ()
    )
    if own:
        weights[0][1, 0], biases[-1][0] = -1.25, 0.5
    layers = forward([x], weights, biases, f)
    script = forward_script.write(x, sizes, f, seed, own)
    return Case(f"{sizes} {f} {seed} {x}", script, {"a": layers[-1].a[0]})


FORMULAS = (
    "x1*x1 + x1", "tanh(w1*x1 + w2*x2 + b) ** 2", "x1 / (w1*w1 + 1) - -t", "2 ** x1",
    "elu(x1 - t) * relu(w2) + 0.5", "(w1*w1 + 0.1) ** x2", "x1", "softplus(b) / arctan(2 + t*t)",
    "logistic(x1) * logistic(x1)", "(x1 - x1) ** 2 * 3", "1 + 1",
)  # fmt: skip


def computational_graph(rng: Random) -> Case:
    n = {name: rng.randint(-30, 30) / 10 for name in ("x1", "x2", "w1", "w2", "b", "t")}
    typed = rng.choice([*FORMULAS, "", "", ""])
    if typed:
        root = parse(typed, n)
    else:
        f = rng.choice(list(ACTIVATIONS))
        root = neuron_error([n["x1"], n["x2"]], [n["w1"], n["w2"]], n["b"], n["t"], f)
    walk = through(root)
    return Case(f"{typed!r} {n}", graph_script.write(walk), {})


def gradient_descent(rng: Random) -> Case:
    curve, start = rng.choice(list(CURVES.values())), rng.randint(-40, 40) / 10
    eta, steps = rng.choice([0.001, 0.01, 0.1, 0.3, 1.0, 2.0, 5.0, 10.0]), rng.choice([1, 20, 300])
    run = descend(curve, start, eta, steps)
    expected = {"places": run.places}
    return Case(f"{curve.name} {start} {eta} {steps}", descent_script.write(run, steps), expected)


def kinds_of_learning(rng: Random) -> Case:
    kind = rng.choice([_supervised, _unsupervised, _reduction, _reinforcement])
    return kind(rng)


def _supervised(rng: Random) -> Case:
    inputs = replace(one_neuron_training(rng).inputs, standardise=False)
    training = settings.Training(inputs, 0.1, rng.randint(1, 20))
    result = runs.train_perceptron(training)
    script = kinds_script.write(training)
    return Case(repr(training), script, {"history": result.run.history})


def _unsupervised(rng: Random) -> Case:
    features = rng.choice(FEATURE_PAIRS)
    asked = kinds.Clustering(features, rng.randint(1, 6), rng.randrange(10_000))
    result = kinds.cluster(asked)
    expected = {"clusters": result.assignments, "inertias": Each(result.run.inertia)}
    return Case(repr(asked), kinds_script.write(asked), expected)


def _reduction(rng: Random) -> Case:
    asked, result = turning.NothingToSet(), turning.turn()
    expected = {"directions": result.axes[-1], "numbers": result.numbers[-1]}
    return Case(repr(asked), kinds_script.write(asked), expected)


def _reinforcement(rng: Random) -> Case:
    asked = kinds.Pulling(
        rng.randint(2, 10),
        rng.randint(0, 100) / 100,
        rng.choice([10, 200, 2000]),
        rng.randrange(99),
    )
    result = kinds.pull(asked)
    expected = {"choices": result.run.choices, "rewards": Each(result.run.rewards)}
    return Case(repr(asked), kinds_script.write(asked), expected)


def playground(rng: Random) -> Case:
    name = rng.choice([*SETS, *settings.PAIR_NAMES])
    data = PlaneData(
        name,
        rng.choice(FEATURE_PAIRS),
        rng.randint(0, 10) / 10,
        rng.choice([20, 100, 300]),
        rng.randrange(10_000),
        rng.choice([10, 50, 70, 90]),
    )
    hidden = tuple(rng.randint(1, 8) for _ in range(rng.randint(0, 3)))
    inputs = tuple(rng.sample(list(INPUTS), rng.randint(1, len(INPUTS))))
    names = list(network_settings.ACTIVATION_NAMES)
    shape = Architecture(
        inputs, hidden, rng.choice([*names, "tanh", "relu"]), rng.choice(["auto", *names])
    )
    training = NetworkTraining(
        data, shape, rng.choice([0.01, 0.1, 0.3, 1.0]), rng.choice([0, 1, 10, 50]), _method(rng)
    )
    work, run = network_runs.task(training), network_runs.whole(training)
    expected = {"x": work.points.x, "train": work.points.train, "targets": work.targets}
    return Case(repr(training), playground_script.write(training, work, run), expected)


def _method(rng: Random) -> Method:
    batch = rng.choice([0, 1, 10, 30])
    l1, l2 = (rng.choice([0.0, 0.0, 0.001, 0.1]) for _ in range(2))
    return Method(batch, l1, l2, rng.choice(network_settings.STARTS), rng.randrange(10_000))


def generalisation(rng: Random) -> Case:
    view = rng.choice(list(exercises.QUESTIONS))
    noisy, linear = view in judging_controls.NOISY, rng.random() < 0.5
    eta = rng.choice([0.001, 0.01, 0.02, 0.1, 0.5, 1.0])
    epochs = rng.choice([1, 15, 100]) * (4 if noisy else 1)
    model = judging.Model("adaline" if linear else "network", eta, epochs, rng.randint(1, 8))
    inputs = replace(one_neuron_training(rng).inputs, standardise=False)
    share, seed = rng.randrange(10, 91, 5) / 100, rng.randrange(10_000)
    asked = judging.Judging(inputs, model, share, seed, rng.random() < 0.7, rng.random() < 0.3)
    numbers = judging.Numbers(
        10, rng.randint(2, 20), rng.randrange(6, 61, 2), rng.randrange(0, 41, 5) / 100,
        rng.randrange(20, 91, 5) / 100,
    )  # fmt: skip
    told = f"{view} {asked} {numbers}"
    return Case(told, generalisation_script.write(view, asked, numbers), {})


def preparing_data(rng: Random) -> Case:
    kept, way = rng.choice(["all", *settings.PAIR_NAMES]), rng.choice(list(MISSING_WAYS))
    percent = rng.choice([0, 10, 25, 50])
    asked = preparing.Preparation(rng.random() < 0.5, kept, percent, rng.randrange(10_000), way)
    stages, scaling = preparing.prepare(asked), rng.choice(preparing.SCALINGS)
    script = preparing_script.write(asked, stages, rng.choice(FEATURE_PAIRS), scaling)
    expected = {"handled": stages.handled.x} if len(stages.handled.x) else {}
    return Case(f"{asked} {scaling}", script, expected)


def key_points(rng: Random) -> Case:
    asked = project.Project(
        tuple(sorted(rng.sample(range(1, 9), rng.randint(1, 4)))),
        rng.choice([0.01, 0.05, 0.1, 0.2]),
        rng.choice([1, 50, 300]),
        rng.choice([0.1, 0.2, 0.35]),
        rng.choice([0.1, 0.2, 0.5]),
        rng.randrange(10_000),
    )
    train, validation, test = project.judge(asked).parts
    expected = {"train": train, "validation": validation, "test": test}
    return Case(repr(asked), project_script.write(asked), expected)


def one_neuron_training(rng: Random) -> settings.Training:
    inputs = settings.Inputs(
        rng.choice(settings.PAIR_NAMES),
        rng.choice(FEATURE_PAIRS),
        rng.random() < 0.5,
    )
    eta, epochs = rng.choice(settings.LEARNING_RATES), rng.choice([1, 2, 10, 25, 100, 400])
    seed, own = rng.choice([(None, None), (rng.randrange(10_000), None), (None, _weights(rng))])
    return settings.Training(inputs, eta, epochs, seed, start=own)


def _weights(rng: Random) -> tuple[float, ...]:
    """Weights to start from, as a student types or drags them."""
    return tuple(round(rng.uniform(-3, 3), 3) for _ in range(3))


CASES: Mapping[str, Callable[[Random], Case]] = {
    "neuron": neuron,
    "activation_functions": activation_functions,
    "forward_propagation": forward_propagation,
    "computational_graph": computational_graph,
    "kinds_of_learning": kinds_of_learning,
    "gradient_descent": gradient_descent,
    "preparing_data": preparing_data,
    "perceptron": perceptron,
    "learning_rate": learning_rate,
    "standardisation": standardisation,
    "multilayer_network": multilayer_network,
    "playground": playground,
    "generalisation": generalisation,
    "key_points": key_points,
}
