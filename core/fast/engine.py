"""The training step of `core.backpropagation`, made fast by recording it once.

On a small network NumPy spends its time on preparing calls, not on arithmetic. So every array is
made once; the calls of one forward and backward pass are written into lists, each with the
arrays it reads and fills; and training replays the lists. Three choices keep them short:

- Samples are columns, below a row of ones. The ones are the input that the biases belong to,
  so one product gives z with the bias included.
- All weights and biases are views of one flat vector, and so are the gradients: one update
  moves the whole network, and one copy remembers it.
- The outputs of all layers lie one below the other, so the slopes f'(z) of neighbouring layers
  with one activation are taken together.

More than `BLOCK` rows are taken in blocks, so that the arrays stay in the processor's cache.
"""

from collections.abc import Iterator, Sequence
from functools import cache
from itertools import accumulate, groupby, pairwise

import numpy as np

from core.activations import Activation
from core.checks import Floats, Ints
from core.fast.kernels import Calls, activation_calls, replay, slope_calls
from core.losses import LOSSES, LossName
from core.parameters import Layers, layer_sizes, layer_views, pack
from core.problem import Problem

BLOCK = 1024


class Pass:
    """One forward and backward pass over a fixed number of rows.

    table (1 + inputs + targets, rows): a sample a column, a row of ones, its inputs, its targets.
    weights, gradients: a matrix (1 + fan_in, fan_out) a layer, the biases first.
    Replaying `forward` fills z and a, a list of (units, rows), and the output's error a - y; then
    `backward` fills the gradients with dJ_loss/dw, summed over the rows.
    """

    def __init__(
        self,
        table: Floats,
        weights: Layers,
        gradients: Layers,
        activations: Sequence[Activation],
        loss: LossName,
    ) -> None:
        """Make the arrays and record the calls."""
        self.activations, self.loss = activations, loss
        self.table, self.targets = table, table[len(weights[0]) :]
        self.bounds = [0, *accumulate(1 + w.shape[1] for w in weights)]
        shape = self.bounds[-1], table.shape[1]
        self.all_z, self.all_a, self.all_slopes = np.zeros(shape), np.ones(shape), np.ones(shape)
        self.z, self.a = self._layers(self.all_z), self._layers(self.all_a)
        below = [self.all_a[start:end] for start, end in pairwise(self.bounds[:-1])]
        self.inputs = [table[: len(weights[0])], *below]
        self.deltas = [np.empty_like(a) for a in self.a]
        self.error = self.deltas[-1].reshape(-1)  # what the last delta holds after `forward`
        self.forward = self._forward_calls(weights)
        self.backward = self._slope_calls() + self._backward_calls(weights, gradients)

    def cost(self) -> float:
        """The loss of these rows, by replaying `forward`."""
        replay(self.forward)
        if self.loss == "squared":
            return 0.5 * float(self.error.dot(self.error))
        return LOSSES[self.loss].cost(self.z[-1], self.a[-1], self.targets)

    def _layers(self, stack: Floats) -> Layers:
        """The part (units, rows) of each layer, without its row of ones."""
        return [stack[start + 1 : end] for start, end in pairwise(self.bounds)]

    def _forward_calls(self, weights: Layers) -> Calls:
        """Layer after layer from the first: z, then a; at the end the error."""
        calls: Calls = []
        for i, activation in enumerate(self.activations):
            calls.append((weights[i].T.dot, (self.inputs[i], self.z[i])))
            calls += activation_calls(activation, self.z[i], self.a[i])
        return [*calls, (np.subtract, (self.a[-1], self.targets, self.deltas[-1]))]

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
        slopes = self._layers(self.all_slopes)
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
        cost = self._with_penalty(sum(block.cost() for block in self._blocks(self.table)))
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
        """J, from the loss summed over all samples."""
        objective = self.objective
        loss /= objective.divisor(self.table.shape[1])
        if objective.l1 or objective.l2:
            loss += objective.penalty([self.parameters * self.is_weight])
        return loss

    def _new_pass(self, table: Floats) -> Pass:
        return Pass(table, self.weights, self.gradients, self.activations, self.objective.loss)

    def _record_pass(self, samples: int) -> Pass:
        return self._new_pass(np.empty((len(self.table), samples)))

    def _record_update(self, samples: int) -> Calls:
        """gradient += divisor * penalty gradient; parameters -= eta / divisor * gradient."""
        divisor = self.objective.divisor(samples)
        p, gradient, pull = self.parameters, self.gradient, np.empty_like(self.gradient)
        calls: Calls = []
        if self.objective.l2:
            l2 = self.is_weight * (self.objective.l2 * divisor)
            calls += [(np.multiply, (p, l2, pull)), (np.add, (gradient, pull, gradient))]
        if self.objective.l1:
            l1 = self.is_weight * (self.objective.l1 * divisor)
            calls += [(np.sign, (p, pull)), (np.multiply, (pull, l1, pull))]
            calls += [(np.add, (gradient, pull, gradient))]
        rate = np.array(self.eta / divisor)
        return [*calls, (np.multiply, (gradient, rate, gradient)), (np.subtract, (p, gradient, p))]
