"""The plain loops of `core`, an update or an epoch at a time: the oracle of the fast trainers."""

from dataclasses import dataclass

import numpy as np

from core import adaline, perceptron
from core.checks import Floats


@dataclass
class PlainPerceptron:
    """What the loop saw: weights after each epoch, and every single update."""

    history: list[Floats]
    errors: list[int]
    update_sample: list[int]
    update_weights: list[Floats]


def plain_perceptron(
    x: Floats,
    y: Floats,
    eta: float,
    epochs: int,
    weights: Floats | None = None,
    order: Floats | None = None,
) -> PlainPerceptron:
    """`perceptron.loop` shown one sample after the other."""
    w = np.zeros(1 + x.shape[1]) if weights is None else weights
    run = PlainPerceptron([w], [], [], [w])
    orders = np.broadcast_to(np.arange(len(x)) if order is None else order, (epochs, len(x)))
    for rows in orders:
        before = len(run.update_sample)
        for row in rows:
            w, updates = perceptron.loop(x[[row]], y[[row]], eta, 1, w)
            if updates[0]:
                run.update_sample.append(int(row))
                run.update_weights.append(w)
        run.errors.append(len(run.update_sample) - before)
        run.history.append(w)
    return run


def dot_perceptron(x: Floats, y: Floats, eta: float, epochs: int) -> tuple[Floats, list[int]]:
    """The rule with a dot product a sample, as many books write it: the rival in benchmarks."""
    w, errors = np.zeros(1 + x.shape[1]), []
    for _ in range(epochs):
        updates = 0
        for sample, target in zip(x, y, strict=True):
            predicted = np.where(np.dot(sample, w[1:]) + w[0] >= 0.0, 1, -1)
            step = eta * (target - predicted)
            w[1:] += step * sample
            w[0] += step
            updates += int(step != 0.0)
        errors.append(updates)
    return w, errors


def plain_adaline(
    x: Floats, y: Floats, eta: float, epochs: int, weights: Floats | None = None
) -> tuple[list[Floats], list[float]]:
    """`adaline.loop` an epoch at a time: the weights' history and the costs."""
    history, costs = [np.zeros(1 + x.shape[1]) if weights is None else weights], []
    for _ in range(epochs):
        after, cost = adaline.loop(x, y, eta, 1, history[-1])
        history.append(after)
        costs.append(float(cost[0]))
    return history, costs
