"""The training step of `core.backpropagation`, made fast by recording it once.

On a small network NumPy spends its time on preparing calls, not on arithmetic. So every array is
made once; the calls of one forward and backward pass are written into a list, each with the
arrays it reads and fills; and training replays the list. Three choices keep the list short:

- Samples are columns, below a row of ones. The ones are the input that the biases belong to,
  so one product gives z with the bias included.
- All weights and biases are views of one flat vector, and so are the gradients: one update
  moves the whole network, and one copy remembers it.
- The slope f'(z) comes from the output where it can: (1 - f) f for the logistic.

More than `BLOCK` rows are taken in blocks, so that the arrays stay in the processor's cache.
"""

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from core.activations import ACTIVATIONS, Activation
from core.checks import Floats, Ints
from core.losses import LOSSES
from core.parameters import Layers, layer_sizes, layer_views, pack
from core.problem import Problem

Call = tuple[Callable[..., Any], tuple[Any, ...]]
Calls = list[Call]

BLOCK = 2048
ONE = np.array(1.0)  # NumPy takes an array without dimensions faster than a Python number


def replay(calls: Calls) -> None:
    """Do what was recorded."""
    for function, arguments in calls:
        function(*arguments)


def store(target: Floats, function: Callable[[Floats], Floats], z: Floats) -> None:
    """target = function(z), for any activation or slope."""
    target[...] = function(z)


def logistic_calls(z: Floats, a: Floats) -> Calls:
    """a = 1 / (1 + exp(-z)); where exp overflows to infinity, a is 0, as it should be."""
    return [
        (np.negative, (z, a)),
        (np.exp, (a, a)),
        (np.add, (a, ONE, a)),
        (np.reciprocal, (a, a)),
    ]


def logistic_slope_calls(a: Floats, slope: Floats) -> Calls:
    """f' = (1 - f) f."""
    return [(np.subtract, (ONE, a, slope)), (np.multiply, (slope, a, slope))]


def tanh_calls(z: Floats, a: Floats) -> Calls:
    """a = tanh z."""
    return [(np.tanh, (z, a))]


def tanh_slope_calls(a: Floats, slope: Floats) -> Calls:
    """f' = 1 - f^2."""
    return [(np.multiply, (a, a, slope)), (np.subtract, (ONE, slope, slope))]


KERNELS = {
    ACTIVATIONS["logistic"]: (logistic_calls, logistic_slope_calls),
    ACTIVATIONS["tanh"]: (tanh_calls, tanh_slope_calls),
}


class RecordedLayer:
    """One layer over a fixed number of rows: its arrays and the calls that fill them.

    inputs: (1 + fan_in, rows), the first row ones; weights: (1 + fan_in, fan_out), biases first.
    `forward` fills signal (1 + fan_out, rows), the input of the next layer, and so `a`, which is
    signal without its ones. `slope_calls` multiply delta (fan_out, rows) by f'(z).
    """

    def __init__(self, inputs: Floats, weights: Floats, activation: Activation) -> None:
        self.inputs, self.weights = inputs, weights
        self.signal = np.ones((1 + weights.shape[1], inputs.shape[1]))
        self.a = self.signal[1:]
        self.z, slope, self.delta = (np.empty_like(self.a) for _ in range(3))
        self.forward: Calls = [(weights.T.dot, (inputs, self.z))]
        self.slope_calls: Calls = []
        if activation in KERNELS:
            forward_calls, slope_calls = KERNELS[activation]
            self.forward += forward_calls(self.z, self.a)
            self.slope_calls += slope_calls(self.a, slope)
        else:
            self.forward.append((store, (self.a, activation.function, self.z)))
            self.slope_calls.append((store, (slope, activation.slope, self.z)))
        self.slope_calls.append((np.multiply, (self.delta, slope, self.delta)))

    def gradient_calls(self, gradient: Floats) -> Calls:
        """gradient (1 + fan_in, fan_out) = inputs delta', the sum over the rows."""
        return [(self.inputs.dot, (self.delta.T, gradient))]

    def delta_calls(self, before: "RecordedLayer") -> Calls:
        """The delta of the layer before: (weights delta) f'(z), without the row of biases."""
        return [(self.weights[1:].dot, (self.delta, before.delta)), *before.slope_calls]


class Pass:
    """One forward and backward pass over a fixed number of rows.

    table (rows, 1 + inputs + targets): each row a constant 1, the inputs and the targets.
    weights and gradients: views (1 + fan_in, fan_out), a layer each. `backward` fills the
    gradients with the sum over the rows of -dJ_loss/dw, the direction that lowers J.
    """

    def __init__(
        self,
        table: Floats,
        weights: Layers,
        gradients: Layers,
        activations: Sequence[Activation],
        loss: str,
    ) -> None:
        self.table, self.loss = table, loss
        self.targets = table[:, len(weights[0]) :].T
        signal = table[:, : len(weights[0])].T
        layers = []
        for w, activation in zip(weights, activations, strict=True):
            layers.append(RecordedLayer(signal, w, activation))
            signal = layers[-1].signal
        self.last = layers[-1]
        self.forward = [call for layer in layers for call in layer.forward]
        self.forward.append((np.subtract, (self.targets, self.last.a, self.last.delta)))
        self.backward: Calls = list(self.last.slope_calls) if loss == "squared" else []
        for i in range(len(layers) - 1, -1, -1):
            self.backward += layers[i].gradient_calls(gradients[i])
            self.backward += layers[i].delta_calls(layers[i - 1]) if i else []

    def cost(self) -> float:
        """The loss of these rows; to be asked between `forward` and `backward`."""
        if self.loss == "squared":
            error = self.last.delta.reshape(-1)
            return 0.5 * float(error.dot(error))
        return LOSSES[self.loss].cost(self.last.z, self.last.a, self.targets)


class Engine:
    """A network in training: its flat `parameters`, and what an epoch does to them."""

    def __init__(self, problem: Problem, eta: float) -> None:
        self.activations, self.objective, self.eta = problem.activations, problem.objective, eta
        self.table = np.hstack([np.ones((len(problem.x), 1)), problem.x, problem.y])
        self.parameters = pack(problem.weights, problem.biases)
        self.gradient = np.zeros_like(self.parameters)
        sizes = layer_sizes(problem.weights)
        self.weights = layer_views(self.parameters, sizes)
        self.gradients = layer_views(self.gradient, sizes)
        self.is_weight = np.ones_like(self.parameters)
        for layer in layer_views(self.is_weight, sizes):
            layer[0] = 0.0
        self.rows = np.arange(len(self.table))
        self.passes: dict[int, Pass] = {}
        self.updates: dict[int, Calls] = {}

    def cost(self) -> float:
        """J over all rows, with the parameters as they are."""
        loss = sum(self._forward(rows).cost() for rows in _blocks(self.rows))
        return self._with_penalty(loss)

    def full_epoch(self) -> float:
        """J over all rows, then one update from all of them."""
        loss = self._accumulate(self.rows)
        cost = self._with_penalty(loss)
        self._update(len(self.rows))
        return cost

    def batch_epoch(self, order: Ints, batch_size: int) -> float:
        """J over all rows, then one update from each batch of the rows in the order given."""
        cost = self.cost()
        for start in range(0, len(order), batch_size):
            batch = order[start : start + batch_size]
            self._accumulate(batch)
            self._update(len(batch))
        return cost

    def _accumulate(self, rows: Ints) -> float:
        """Fill the gradient with the sum over these rows; their loss."""
        if len(rows) <= BLOCK:
            return self._learn(rows)
        total, loss = np.zeros_like(self.gradient), 0.0
        for block in _blocks(rows):
            loss += self._learn(block)
            total += self.gradient
        self.gradient[...] = total
        return loss

    def _learn(self, rows: Ints) -> float:
        recorded = self._forward(rows)
        loss = recorded.cost()
        replay(recorded.backward)
        return loss

    def _forward(self, rows: Ints) -> Pass:
        recorded = self.passes.get(len(rows)) or self._record(len(rows))
        self.table.take(rows, 0, recorded.table, "clip")
        replay(recorded.forward)
        return recorded

    def _record(self, rows: int) -> Pass:
        table = np.empty((rows, self.table.shape[1]))
        self.passes[rows] = Pass(
            table, self.weights, self.gradients, self.activations, self.objective.loss
        )
        return self.passes[rows]

    def _with_penalty(self, loss: float) -> float:
        cost = loss / self.objective.divisor(len(self.table))
        if self.objective.l1 or self.objective.l2:
            cost += self.objective.penalty([self.parameters * self.is_weight])
        return cost

    def _update(self, rows: int) -> None:
        """Move the parameters by eta times the gradient of so many rows."""
        if rows not in self.updates:
            self.updates[rows] = self._update_calls(self.objective.divisor(rows))
        replay(self.updates[rows])

    def _update_calls(self, divisor: int) -> Calls:
        """gradient -= divisor * penalty gradient; parameters += eta / divisor * gradient."""
        p, gradient, pull = self.parameters, self.gradient, np.empty_like(self.gradient)
        calls: Calls = []
        if self.objective.l2:
            calls.append((np.multiply, (p, self.is_weight * self.objective.l2 * divisor, pull)))
            calls.append((np.subtract, (gradient, pull, gradient)))
        if self.objective.l1:
            calls.append((np.sign, (p, pull)))
            calls.append((np.multiply, (pull, self.is_weight * self.objective.l1 * divisor, pull)))
            calls.append((np.subtract, (gradient, pull, gradient)))
        rate = np.array(self.eta / divisor)
        return [*calls, (np.multiply, (gradient, rate, gradient)), (np.add, (p, gradient, p))]


def _blocks(rows: Ints) -> list[Ints]:
    return np.split(rows, range(BLOCK, len(rows), BLOCK))
