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


def logistic(z: Floats) -> Floats:
    """f(z), from 0 to 1; its slope is f(z) (1 - f(z))."""
    return 1.0 / (1.0 + np.exp(-z))


def network(
    x: Floats, y: Floats, weights: list[Floats], biases: list[Floats], eta: float, epochs: int
) -> tuple[list[Floats], list[Floats], Floats]:
    """Backpropagation (1986), one hidden layer, all logistic: weights, biases, each epoch's J."""
    w_hid, w_out = (w.copy() for w in weights)
    b_hid, b_out = (b.copy() for b in biases)
    costs = np.zeros(epochs)
    for epoch in range(epochs):
        hidden = logistic(x @ w_hid + b_hid)
        output = logistic(hidden @ w_out + b_out)
        costs[epoch] = 0.5 * ((y - output) ** 2).sum()  # before this epoch's step
        delta_out = (y - output) * output * (1 - output)
        delta_hid = (delta_out @ w_out.T) * hidden * (1 - hidden)  # with w_out still as it was
        w_out += eta * hidden.T @ delta_out
        b_out += eta * delta_out.sum(axis=0)
        w_hid += eta * x.T @ delta_hid
        b_hid += eta * delta_hid.sum(axis=0)
    return [w_hid, w_out], [b_hid, b_out], costs
