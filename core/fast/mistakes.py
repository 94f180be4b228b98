"""The perceptron's mistakes found quickly, and yet exactly as the plain loop finds them.

Between two mistakes the weights stay as they are, so one matrix product tells for a whole block of
samples how far each lies on its own side. That product adds in an order of its own and may be off
by a rounding, less than `slack`. A sample on the wrong side by more than `slack` is a mistake; one
within `slack` of the boundary is in doubt, and its net input is summed in plain order. So the
updates are those of the plain loop, in the same order.
"""

import numpy as np

from core.checks import Floats, Ints
from core.neuron import weighted_sum, with_ones

BLOCK = 256  # samples looked at together
EPSILON = float(np.finfo(float).eps)
TINY = float(np.finfo(float).tiny)

Block = tuple[list[int], Floats]


class Trainer:
    """Weights on their way through the samples x (n, d) with targets y (n,), -1 or +1.

    `updates` (n, 1 + d): what a mistake on each sample adds to the weights, bias first.
    """

    def __init__(self, x: Floats, y: Floats, eta: float, start: Floats) -> None:
        # A column for each sample: its cell of 1 and its inputs, times its target.
        self.cells = np.ones((len(start) + 1, len(x)))
        self.cells[:-1] = y * with_ones(x).T
        reach = np.abs(self.cells[:-1]).max(axis=1)  # no sample's input is larger
        share = 8.0 * len(start) * EPSILON  # more than any order of summing can differ
        slack = share * 2.0 * eta * float(reach.dot(reach)) + TINY  # what an update may add to it
        # The slack is carried as one more weight, on one more cell that is always 1.
        self.weights = np.array([*start, -slack - share * np.abs(start).dot(reach)])
        self.steps = 2.0 * eta * self.cells.T
        self.steps[:, -1] = -slack
        self.updates = self.steps[:, :-1]
        self.inputs, self.targets = x.tolist(), y.tolist()

    def learn(self, orders: Ints, epochs: int, tolerated: int) -> list[list[int]]:
        """For each epoch the samples that caused an update, in their order.

        `orders` (1 or epochs, n): the order of the samples, in all epochs or in each of them. The
        list ends with the first epoch of at most `tolerated` updates.
        """
        made: list[list[int]] = []
        for epoch in range(epochs):
            if epoch < len(orders):
                blocks = self._blocks(orders[epoch])
            made.append([sample for block in blocks for sample in self._mistakes(*block)])
            if len(made[-1]) <= tolerated:
                break
        return made

    def _blocks(self, order: Ints) -> list[Block]:
        """The samples in this order, some at a time: their rows in x, and their cells."""
        parts = [order[at : at + BLOCK] for at in range(0, len(order), BLOCK)]
        return [(part.tolist(), np.ascontiguousarray(self.cells[:, part])) for part in parts]

    def _mistakes(self, rows: list[int], cells: Floats) -> list[int]:
        """The samples of one block that cause an update; the weights move along."""
        made: list[int] = []
        weights, steps, inputs, targets = self.weights, self.steps, self.inputs, self.targets
        place = -1
        while True:
            margins = weights.dot(cells)  # of each sample: target times z, less the slack
            place = np.signbit(margins).tobytes().find(1, place + 1)
            if place < 0:
                return made
            row = rows[place]
            wrong = margins.item(place) < 2.0 * weights.item(-1)  # target times z < -slack
            if not wrong:  # in doubt
                predicted = 1.0 if weighted_sum(inputs[row], weights[:-1].tolist()) >= 0.0 else -1.0
                wrong = predicted != targets[row]
            if wrong:
                made.append(row)
                weights += steps[row]
