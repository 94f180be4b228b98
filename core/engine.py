"""The training step of `core.backpropagation`, made fast by recording it once.

On a small network NumPy spends its time on preparing calls, not on arithmetic. So every array is
made once; the calls of one forward and backward pass are written into lists, each with the
arrays it reads and fills; and training replays the lists. Three choices keep them short:

- Samples are columns, below a row of ones. The ones are the input that the biases belong to,
  so one product gives z with the bias included.
- All weights and biases are views of one flat vector, and so are the gradients: one update
  moves the whole network, and one copy remembers it.
- The outputs of all layers lie one below the other, so the slopes f'(z) of neighbouring layers
  with one activation are taken together, and from the outputs: (1 - f) f for the logistic.

More than `BLOCK` rows are taken in blocks, so that the arrays stay in the processor's cache.
"""

from collections.abc import Callable, Iterator, Sequence
from functools import cache
from itertools import accumulate, groupby, pairwise
from typing import Any

import numpy as np

from core.activations import ACTIVATIONS, Activation
from core.checks import Floats, Ints
from core.losses import LOSSES
from core.parameters import Layers, layer_sizes, layer_views, pack
from core.problem import Problem

Call = tuple[Callable[..., Any], tuple[Any, ...]]
Calls = list[Call]

BLOCK = 1024
MANY = 200
# NumPy takes an array without dimensions faster than a Python number.
ONE, TWO, MINUS_TWO = np.array(1.0), np.array(2.0), np.array(-2.0)


def replay(calls: Calls) -> None:
    """Do what was recorded."""
    for function, arguments in calls:
        function(*arguments)


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
    """a = tanh z, for many numbers as 2 / (1 + exp(-2 z)) - 1, which is twice as quick."""
    if z.size < MANY:
        return [(np.tanh, (z, a))]
    return [
        (np.multiply, (z, MINUS_TWO, a)),
        (np.exp, (a, a)),
        (np.add, (a, ONE, a)),
        (np.divide, (TWO, a, a)),
        (np.subtract, (a, ONE, a)),
    ]


def tanh_slope_calls(a: Floats, slope: Floats) -> Calls:
    """f' = 1 - f^2."""
    return [(np.multiply, (a, a, slope)), (np.subtract, (ONE, slope, slope))]


KERNELS = {
    ACTIVATIONS["logistic"]: (logistic_calls, logistic_slope_calls),
    ACTIVATIONS["tanh"]: (tanh_calls, tanh_slope_calls),
}


def activation_calls(activation: Activation, z: Floats, a: Floats) -> Calls:
    """a = f(z)."""
    if activation in KERNELS:
        return KERNELS[activation][0](z, a)
    return [(_store, (a, activation.function, z))]


def slope_calls(activation: Activation, z: Floats, a: Floats, slope: Floats) -> Calls:
    """slope = f'(z), where a = f(z)."""
    if activation in KERNELS:
        return KERNELS[activation][1](a, slope)
    return [(_store, (slope, activation.slope, z))]


def _store(target: Floats, function: Callable[[Floats], Floats], z: Floats) -> None:
    target[...] = function(z)


class ForwardPass:
    """The outputs of all units over a fixed number of rows.

    inputs (1 + fan_in, rows): a sample a column, below a row of ones.
    weights: a matrix (1 + fan_in, fan_out) a layer, the biases first.
    Replaying `forward` fills z and a, a list of (units, rows).
    """

    def __init__(self, inputs: Floats, weights: Layers, activations: Sequence[Activation]) -> None:
        """Make the arrays and record the calls."""
        self.activations = activations
        self.bounds = [0, *accumulate(1 + w.shape[1] for w in weights)]
        shape = self.bounds[-1], inputs.shape[1]
        self.all_z, self.all_a = np.zeros(shape), np.ones(shape)
        self.z, self.a = self.layers(self.all_z), self.layers(self.all_a)
        below = [self.all_a[start:end] for start, end in pairwise(self.bounds[:-1])]
        self.inputs = [inputs, *below]
        self.forward: Calls = []
        for i, activation in enumerate(activations):
            self.forward.append((weights[i].T.dot, (self.inputs[i], self.z[i])))
            self.forward += activation_calls(activation, self.z[i], self.a[i])

    def layers(self, stack: Floats) -> Layers:
        """The part (units, rows) of each layer, without its row of ones."""
        return [stack[start + 1 : end] for start, end in pairwise(self.bounds)]


class Pass(ForwardPass):
    """One forward and backward pass over a fixed number of rows.

    table (1 + inputs + targets, rows): the inputs as in `ForwardPass`, and the targets.
    gradients: a matrix (1 + fan_in, fan_out) a layer, as the weights.
    Replaying `forward` fills the outputs and their error; then `backward` fills the gradients
    with the sum over the rows of -dJ_loss/dw, the direction that lowers J.
    """

    def __init__(
        self,
        table: Floats,
        weights: Layers,
        gradients: Layers,
        activations: Sequence[Activation],
        loss: str,
    ) -> None:
        """Make the arrays and record the calls."""
        super().__init__(table[: len(weights[0])], weights, activations)
        self.table, self.targets, self.loss = table, table[len(weights[0]) :], loss
        self.all_slopes = np.ones_like(self.all_a)
        self.deltas = [np.empty_like(a) for a in self.a]
        self.error = self.deltas[-1].reshape(-1)  # what the last delta holds after `forward`
        self.forward.append((np.subtract, (self.targets, self.a[-1], self.deltas[-1])))
        self.backward = self._slope_calls() + self._backward_calls(weights, gradients)

    def cost(self) -> float:
        """The loss of these rows, by replaying `forward`."""
        replay(self.forward)
        if self.loss == "squared":
            return 0.5 * float(self.error.dot(self.error))
        return LOSSES[self.loss].cost(self.z[-1], self.a[-1], self.targets)

    def _slope_calls(self) -> Calls:
        """The slopes of neighbouring layers with the same activation together."""
        calls: Calls = []
        first = 0
        for activation, group in groupby(self.activations):
            last = first + len(list(group))
            rows = slice(self.bounds[first], self.bounds[last])
            stacks = self.all_z[rows], self.all_a[rows], self.all_slopes[rows]
            calls += slope_calls(activation, *stacks)
            first = last
        return calls

    def _backward_calls(self, weights: Layers, gradients: Layers) -> Calls:
        """Layer after layer from the last: its gradient, then the delta of the one before."""
        slopes = self.layers(self.all_slopes)
        calls: Calls = []
        if self.loss == "squared":
            calls.append((np.multiply, (self.deltas[-1], slopes[-1], self.deltas[-1])))
        for i in range(len(weights) - 1, 0, -1):
            delta, before = self.deltas[i], self.deltas[i - 1]
            calls.append((self.inputs[i].dot, (delta.T, gradients[i])))
            calls.append((weights[i][1:].dot, (delta, before)))
            calls.append((np.multiply, (before, slopes[i - 1], before)))
        return [*calls, (self.inputs[0].dot, (self.deltas[0].T, gradients[0]))]


class Engine:
    """A network in training: its flat `parameters`, and what an epoch does to them."""

    def __init__(self, problem: Problem, eta: float) -> None:
        """Copy samples and start of the problem to where the calls will find them."""
        self.activations, self.objective, self.eta = problem.activations, problem.objective, eta
        table = np.vstack([np.ones(len(problem.x)), problem.x.T, problem.y.T])
        self.table = np.ascontiguousarray(table)  # row after row, as the calls read it
        self.parameters = pack(problem.weights, problem.biases)
        self.gradient = np.zeros_like(self.parameters)
        sizes = layer_sizes(problem.weights)
        self.weights = layer_views(self.parameters, sizes)
        self.gradients = layer_views(self.gradient, sizes)
        self.is_weight = np.ones_like(self.parameters)
        for layer in layer_views(self.is_weight, sizes):
            layer[0] = 0.0
        # Recorded once for each number of samples that a batch or block turns out to have.
        self._pass = cache(self._record_pass)
        self._update = cache(self._record_update)
        self._whole = self._new_pass(self.table) if self.table.shape[1] <= BLOCK else None

    def cost(self) -> float:
        """J over all samples, with the parameters as they are."""
        return self._with_penalty(sum(block.cost() for block in self._blocks(self.table)))

    def full_epoch(self) -> float:
        """J over all samples, then one update from all of them."""
        if self._whole:
            cost = self._with_penalty(self._whole.cost())
            replay(self._whole.backward)
        else:
            cost = self._with_penalty(self._add_up(self.table))
        replay(self._update(self.table.shape[1]))
        return cost

    def batch_epoch(self, order: Ints, batch_size: int) -> float:
        """J over all samples, then one update from each batch of them in the order given."""
        cost = self.cost()
        whole = len(order) - len(order) % batch_size
        table = self.table.take(order, axis=1)
        batches = table[:, :whole].reshape(len(table), -1, batch_size)
        self._learn(batches.swapaxes(0, 1))
        if whole < len(order):
            self._learn(table[np.newaxis, :, whole:])
        return cost

    def _learn(self, batches: Floats) -> None:
        """One update from each of the batches (batches, 1 + inputs + targets, samples)."""
        samples = batches.shape[2]
        update = self._update(samples)
        if samples > BLOCK:
            for batch in batches:
                self._add_up(batch)
                replay(update)
            return
        recorded = self._pass(samples)
        table, step = recorded.table, recorded.forward + recorded.backward + update
        for batch in batches:
            table[...] = batch
            replay(step)

    def _add_up(self, table: Floats) -> float:
        """Fill the gradient with the sum over the samples of a table; their loss."""
        loss, total = 0.0, np.zeros_like(self.gradient)
        for block in self._blocks(table):
            loss += block.cost()
            replay(block.backward)
            total += self.gradient
        self.gradient[...] = total
        return loss

    def _blocks(self, table: Floats) -> Iterator[Pass]:
        """A pass, ready to replay, over each block of a table."""
        if table is self.table and self._whole:
            yield self._whole
            return
        for start in range(0, table.shape[1], BLOCK):
            block = table[:, start : start + BLOCK]
            recorded = self._pass(block.shape[1])
            np.copyto(recorded.table, block)
            yield recorded

    def _with_penalty(self, loss: float) -> float:
        objective = self.objective
        if objective.reduction == "mean":
            loss /= self.table.shape[1]
        if objective.l1 or objective.l2:
            loss += objective.penalty([self.parameters * self.is_weight])
        return loss

    def _new_pass(self, table: Floats) -> Pass:
        return Pass(table, self.weights, self.gradients, self.activations, self.objective.loss)

    def _record_pass(self, samples: int) -> Pass:
        return self._new_pass(np.empty((len(self.table), samples)))

    def _record_update(self, samples: int) -> Calls:
        """gradient -= divisor * penalty gradient; parameters += eta / divisor * gradient."""
        divisor = self.objective.divisor(samples)
        p, gradient, pull = self.parameters, self.gradient, np.empty_like(self.gradient)
        calls: Calls = []
        if self.objective.l2:
            l2 = self.is_weight * (self.objective.l2 * divisor)
            calls += [(np.multiply, (p, l2, pull)), (np.subtract, (gradient, pull, gradient))]
        if self.objective.l1:
            l1 = self.is_weight * (self.objective.l1 * divisor)
            calls += [(np.sign, (p, pull)), (np.multiply, (pull, l1, pull))]
            calls += [(np.subtract, (gradient, pull, gradient))]
        rate = np.array(self.eta / divisor)
        return [*calls, (np.multiply, (gradient, rate, gradient)), (np.add, (p, gradient, p))]


def stacked_outputs(
    x: Floats, weights: Layers, biases: Layers, activations: Sequence[Activation]
) -> Layers:
    """The outputs (units, n) of each layer for x (n, d), a block of samples at a time."""
    layers = layer_views(pack(weights, biases), layer_sizes(weights))

    @cache
    def recorded(samples: int) -> ForwardPass:
        return ForwardPass(np.ones((len(layers[0]), samples)), layers, activations)

    ends = accumulate((w.shape[1] for w in weights), initial=0)
    units = [slice(*pair) for pair in pairwise(ends)]
    outputs = np.empty((units[-1].stop, len(x)))
    for start in range(0, len(x), BLOCK):
        rows = slice(start, start + BLOCK)
        block = recorded(len(x[rows]))
        block.inputs[0][1:] = x[rows].T
        replay(block.forward)
        for layer, a in zip(units, block.a, strict=True):
            outputs[layer, rows] = a
    return [outputs[layer] for layer in units]
