"""A network of layers that learns by backpropagation and gradient descent.

The outputs of each layer are the inputs of the next. Training repeats one update: compute the
outputs, see how far off they are (the cost J), let the error flow backward to find how J changes
with each weight, and move every weight a little the other way.

`loop` is all of it for logistic units. `core.backpropagation` writes one update for any activation
and cost, formula by formula; `train` repeats it, remembers the run, and is fast: how, is told in
`core.fast.engine`.

Weights are a list of (fan_in, fan_out) and biases a list of (fan_out,), a layer each.
`activation` is one for all layers or a sequence of one a layer, by name or as an Activation. A
step function is allowed: its slope is 0, so its layer and those before it learn nothing.
`loss` is "squared" or "cross_entropy" (logistic output, targets from 0 to 1); l1, l2 and
`reduction` are explained in `core.losses.Objective`.
"""

from collections.abc import Callable, Sequence
from typing import Unpack

import numpy as np
from numpy.typing import ArrayLike

from core import checks, parameters
from core.activations import Activation
from core.backpropagation import LayerValues, Step, forward_layers, take_apart
from core.checks import Floats
from core.fast.engine import BLOCK, Engine
from core.health import layer_health
from core.history import NetworkRun, Recorder
from core.initialise import initialise
from core.losses import Aims, LossName, Objective, Reduction
from core.parameters import Layers
from core.problem import ActivationChoice, Problem, checked_network, checked_problem

MOST_ROWS = 50_000  # samples times moments that one forward pass takes

__all__ = [
    "NetworkRun",
    "cost",
    "cost_history",
    "forward",
    "gradients",
    "initialise",
    "layer_health",
    "logistic",
    "loop",
    "predict_outputs",
    "step",
    "train",
]


def logistic(z: np.ndarray) -> np.ndarray:
    """f(z), from 0 to 1; its slope is f(z) (1 - f(z))."""
    output: np.ndarray = 1 / (1 + np.exp(-z))
    return output


def loop(
    x: np.ndarray,
    y: np.ndarray,
    weights: list[np.ndarray],
    biases: list[np.ndarray],
    eta: float,
    epochs: int,
) -> tuple[list[np.ndarray], list[np.ndarray], np.ndarray]:
    """Backpropagation on samples x (n, d) with targets y (n, k), all units logistic.

    Gives the weights and biases of each layer and the cost J of each epoch, before its update.
    """
    weights, biases = [w.copy() for w in weights], [b.copy() for b in biases]
    costs = np.zeros(epochs)
    for epoch in range(epochs):
        outputs = [x]  # of each layer, after the inputs
        for w, b in zip(weights, biases, strict=True):
            outputs.append(logistic(outputs[-1] @ w + b))
        costs[epoch] = 0.5 * ((outputs[-1] - y) ** 2).sum()
        slope = outputs[-1] - y  # dJ / d output
        for layer in reversed(range(len(weights))):
            before, output = outputs[layer], outputs[layer + 1]
            delta = slope * output * (1 - output)  # dJ / d net input
            slope = delta @ weights[layer].T  # of the layer before, with the weights as they were
            weights[layer] -= eta * (before.T @ delta)
            biases[layer] -= eta * delta.sum(axis=0)
    return weights, biases, costs


def train(
    x: ArrayLike,
    y: ArrayLike,
    weights: Sequence[ArrayLike],
    biases: Sequence[ArrayLike],
    eta: float,
    epochs: int,
    activation: ActivationChoice = "logistic",
    *,
    loss: LossName = "squared",
    l1: float = 0.0,
    l2: float = 0.0,
    reduction: Reduction = "sum",
    batch_size: int | None = None,
    rng: np.random.Generator | int | None = None,
    keep_every: int = 1,
) -> NetworkRun:
    """Gradient descent on J for x (n, d) with targets y (n, k), or (n,) where k is 1.

    Without `batch_size` each epoch is one update from all samples. With it, each epoch shuffles
    the samples with `rng` (a seed or a Generator) and makes an update from each batch of so many;
    the last batch takes what is left. The history keeps every `keep_every`th epoch.
    Going on from the final weights (with the same Generator) is the same as one longer run.
    ValueError for a bad argument; divergence is a result, told by `diverged_at`.
    """
    objective = Objective(loss, l1, l2, reduction)
    problem = checked_problem(x, y, weights, biases, activation, objective)
    eta, epochs = checks.positive("eta", eta), checks.epochs(epochs)
    engine = Engine(problem, eta)
    recorder = Recorder(engine.parameters, epochs, keep_every)
    one_epoch = _epoch(engine, len(problem.x), batch_size, rng)
    with np.errstate(all="ignore"):
        finished = all(recorder.keeps(one_epoch()) for _ in range(epochs))
        return _run(problem, recorder, finished)


def _epoch(
    engine: Engine, samples: int, batch_size: int | None, rng: np.random.Generator | int | None
) -> Callable[[], float]:
    """What one epoch of this run does; it gives the cost from before."""
    if batch_size is None:
        return engine.full_epoch
    size = checks.whole("batch_size", batch_size, 1, samples)
    generator = checks.generator("rng", rng)
    return lambda: engine.batch_epoch(generator.permutation(samples), size)


def _run(problem: Problem, recorder: Recorder, finished: bool) -> NetworkRun:
    history, epochs = recorder.snapshots()
    sizes = parameters.layer_sizes(problem.weights)
    weights, biases = parameters.unpack(history[-1], sizes)
    outputs = _last_layer(problem.x, weights, biases, problem.activations).a
    costs = np.array(recorder.costs)
    return NetworkRun(sizes, history, epochs, costs, outputs, None if finished else len(costs) + 1)


def step(
    x: ArrayLike,
    y: ArrayLike,
    weights: Sequence[ArrayLike],
    biases: Sequence[ArrayLike],
    eta: float,
    activation: ActivationChoice = "logistic",
    **objective: Unpack[Aims],
) -> Step:
    """One update from all samples, taken apart: see `core.backpropagation.LayerStep`.

    `objective`: loss, l1, l2 and reduction as for `train`. ValueError for a bad argument.
    """
    problem = checked_problem(x, y, weights, biases, activation, Objective(**objective))
    eta = checks.positive("eta", eta)
    with np.errstate(all="ignore"):
        return take_apart(problem, eta)


def gradients(
    x: ArrayLike,
    y: ArrayLike,
    weights: Sequence[ArrayLike],
    biases: Sequence[ArrayLike],
    activation: ActivationChoice = "logistic",
    **objective: Unpack[Aims],
) -> tuple[Layers, Layers]:
    """(dJ/dw, dJ/db), lists of the shapes of weights and biases. Keywords as for `step`."""
    layers = step(x, y, weights, biases, 1.0, activation, **objective).layers
    return [layer.weight_gradient for layer in layers], [layer.bias_gradient for layer in layers]


def cost(
    x: ArrayLike,
    y: ArrayLike,
    weights: Sequence[ArrayLike],
    biases: Sequence[ArrayLike],
    activation: ActivationChoice = "logistic",
    **objective: Unpack[Aims],
) -> float:
    """J of these weights and biases. Keywords as for `step`."""
    problem = checked_problem(x, y, weights, biases, activation, Objective(**objective))
    with np.errstate(all="ignore"):
        last = _last_layer(problem.x, problem.weights, problem.biases, problem.activations)
        return problem.objective.cost(*last, problem.y, problem.weights)


def cost_history(
    run: NetworkRun,
    x: ArrayLike,
    y: ArrayLike,
    activation: ActivationChoice = "logistic",
    **objective: Unpack[Aims],
) -> Floats:
    """J over other samples, such as the test set, at each snapshot of a run: (snapshots,).

    Keywords as for `step`. ValueError for a bad argument.
    """
    problem = checked_problem(x, y, *run.at(0), activation, Objective(**objective))
    together = max(1, MOST_ROWS // len(problem.x))
    blocks = (run.history[i : i + together] for i in range(0, len(run.history), together))
    with np.errstate(all="ignore"):
        return np.concatenate([_costs(problem, block, run.sizes) for block in blocks])


def _costs(problem: Problem, history: Floats, sizes: Sequence[int]) -> Floats:
    """J (s,) at the moments of a history (s, parameters)."""
    weights, biases = parameters.moments(history, sizes)
    last = forward_layers(problem.x, weights, biases, problem.activations)[-1]
    layers = zip(*weights, strict=True)
    triples = zip(*last, layers, strict=True)
    return np.array([problem.objective.cost(z, a, problem.y, w) for z, a, w in triples])


def forward(
    x: ArrayLike,
    weights: Sequence[ArrayLike],
    biases: Sequence[ArrayLike],
    activation: ActivationChoice = "logistic",
) -> list[LayerValues]:
    """Net inputs z and outputs a of every layer, both (n, units), a `LayerValues` each."""
    network = checked_network(x, weights, biases, activation)
    with np.errstate(all="ignore"):
        return forward_layers(*network)


def predict_outputs(
    x: ArrayLike,
    weights: Sequence[ArrayLike],
    biases: Sequence[ArrayLike],
    activation: ActivationChoice = "logistic",
) -> Floats:
    """The outputs (n, k) of the last layer for x (n, d)."""
    network = checked_network(x, weights, biases, activation)
    with np.errstate(all="ignore"):
        return _last_layer(*network).a


def _last_layer(
    x: Floats, weights: Layers, biases: Layers, activations: list[Activation]
) -> LayerValues:
    """Block by block, so that no more than `BLOCK` rows of the hidden layers exist at once."""
    starts = range(0, len(x), BLOCK)
    blocks = [forward_layers(x[i : i + BLOCK], weights, biases, activations)[-1] for i in starts]
    return LayerValues(*map(np.concatenate, zip(*blocks, strict=True)))
