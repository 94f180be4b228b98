"""The algorithms as a textbook writes them: plain loops, one line a step.

The pages show this code. The other modules of ``core`` reach the same numbers faster, and a test
holds the two together.
"""

import numpy as np

from core.checks import Floats


def perceptron(x: Floats, y: Floats, eta: float, epochs: int) -> Floats:
    """Rosenblatt's rule (1957) on x (n, d), y (n,): the weights (1 + d,), bias first."""
    weights = np.zeros(1 + x.shape[1])
    for _ in range(epochs):
        for inputs, target in zip(x, y, strict=True):
            z = weights[0]
            for weight, value in zip(weights[1:], inputs, strict=True):
                z = z + weight * value
            predicted = 1 if z >= 0 else -1
            step = eta * (target - predicted)  # 0 if the answer was right
            weights[1:] += step * inputs
            weights[0] += step
    return weights


def adaline(x: Floats, y: Floats, eta: float, epochs: int) -> tuple[Floats, Floats]:
    """Gradient descent (Widrow and Hoff 1960) on x (n, d), y (n,): weights and each epoch's J."""
    weights = np.zeros(1 + x.shape[1])
    costs = np.zeros(epochs)
    for epoch in range(epochs):
        output = weights[0] + x @ weights[1:]
        errors = y - output
        costs[epoch] = 0.5 * (errors**2).sum()  # before this epoch's step
        weights[1:] += eta * x.T @ errors
        weights[0] += eta * errors.sum()
    return weights, costs
