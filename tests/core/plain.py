"""The lesson's own loops, one sample or one epoch at a time: the oracle of the fast trainers."""

from dataclasses import dataclass

import numpy as np

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
    """Rosenblatt's rule for each sample in turn."""
    w = np.zeros(1 + x.shape[1]) if weights is None else np.array(weights, dtype=float)
    run = PlainPerceptron([w.copy()], [], [], [w.copy()])
    orders = np.broadcast_to(np.arange(len(x)) if order is None else order, (epochs, len(x)))
    for rows in orders:
        updates = 0
        for row in rows:
            z = w[0]
            for j in range(x.shape[1]):
                z = z + w[1 + j] * x[row, j]
            predicted = 1.0 if z >= 0.0 else -1.0
            if predicted != y[row]:
                step = eta * (y[row] - predicted)
                w[1:] += step * x[row]
                w[0] += step
                updates += 1
                run.update_sample.append(int(row))
                run.update_weights.append(w.copy())
        run.errors.append(updates)
        run.history.append(w.copy())
    return run


def textbook_perceptron(x: Floats, y: Floats, eta: float, epochs: int) -> tuple[Floats, list[int]]:
    """The same rule as a textbook writes it, a dot product a sample: the rival in benchmarks."""
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
    """Batch gradient descent, an epoch at a time: the weights' history and the costs."""
    w = np.zeros(1 + x.shape[1]) if weights is None else np.array(weights, dtype=float)
    history, costs = [w.copy()], []
    for _ in range(epochs):
        errors = y - (x.dot(w[1:]) + w[0])
        costs.append((errors**2).sum() / 2.0)
        w[1:] += eta * x.T.dot(errors)
        w[0] += eta * errors.sum()
        history.append(w.copy())
    return history, costs
