"""Backpropagation as a textbook prints it: what the tests and the benchmark compare with."""

import numpy as np

from core.checks import Floats


def lesson_script(x, y, weights, biases, eta, epochs):
    """Part 11 of the lesson, one hidden layer, all logistic: (weights, biases, costs, outputs)."""
    wh, wout = (w.copy() for w in weights)
    bh, bout = (b.copy() for b in biases)
    costs = []
    for _ in range(epochs):
        hidden = 1 / (1 + np.exp(-(np.dot(x, wh) + bh)))
        output = 1 / (1 + np.exp(-(np.dot(hidden, wout) + bout)))
        error = y - output
        costs.append(0.5 * np.sum(error**2))
        delta_out = error * output * (1 - output)
        delta_hid = np.dot(delta_out, wout.T) * hidden * (1 - hidden)
        wout += eta * np.dot(hidden.T, delta_out)
        bout += eta * np.sum(delta_out, axis=0)
        wh += eta * np.dot(x.T, delta_hid)
        bh += eta * np.sum(delta_hid, axis=0)
    hidden = 1 / (1 + np.exp(-(np.dot(x, wh) + bh)))
    output = 1 / (1 + np.exp(-(np.dot(hidden, wout) + bout)))
    return [wh, wout], [bh, bout], np.array(costs), output


def tanh_slope(a: Floats) -> Floats:
    """f' = 1 - f^2."""
    return 1 - a**2


def tanh_outputs(x, weights, biases):
    """The outputs of every layer, the inputs first."""
    outputs = [x]
    for w, b in zip(weights, biases, strict=True):
        outputs.append(np.tanh(outputs[-1] @ w + b))
    return outputs


def tanh_update(x, y, weights, biases, eta):
    """One update in place of a tanh network on 1/2 sum (y - o)^2; the outputs before it."""
    outputs = tanh_outputs(x, weights, biases)
    deltas = [(y - outputs[-1]) * tanh_slope(outputs[-1])]
    for w, a in zip(weights[:0:-1], outputs[-2:0:-1], strict=True):
        deltas.insert(0, (deltas[0] @ w.T) * tanh_slope(a))
    for i, delta in enumerate(deltas):
        weights[i] += eta * outputs[i].T @ delta
        biases[i] += eta * delta.sum(axis=0)
    return outputs[-1]


def tanh_batches(x, y, weights, biases, eta, epochs, batch_size, rng):
    """Mini-batches in a new order each epoch: (weights, biases, costs before each epoch)."""
    weights, biases = [w.copy() for w in weights], [b.copy() for b in biases]
    costs = []
    for _ in range(epochs):
        costs.append(0.5 * np.sum((y - tanh_outputs(x, weights, biases)[-1]) ** 2))
        order = rng.permutation(len(x))
        for start in range(0, len(x), batch_size):
            batch = order[start : start + batch_size]
            tanh_update(x[batch], y[batch], weights, biases, eta)
    return weights, biases, np.array(costs)


def tanh_full(x, y, weights, biases, eta, epochs):
    """Full batches: (weights, biases, costs before each epoch)."""
    weights, biases = [w.copy() for w in weights], [b.copy() for b in biases]
    costs = []
    for _ in range(epochs):
        outputs = tanh_update(x, y, weights, biases, eta)
        costs.append(0.5 * np.sum((y - outputs) ** 2))
    return weights, biases, np.array(costs)
