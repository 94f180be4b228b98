"""What a network minimises: the cost J says in one number how far outputs are from targets.

A loss compares outputs with targets; penalties on large weights may be added to it.
Backpropagation starts at the loss: its delta at the output layer is dJ/dz, how fast J grows with
the net input z of each output unit.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, Protocol, TypedDict, get_args

import numpy as np

from core import checks
from core.checks import Floats

LossName = Literal["squared", "cross_entropy"]
Reduction = Literal["sum", "mean"]


class Loss(Protocol):
    """A cost over all samples, and its delta = dJ/dz at the output layer.

    z, outputs, targets and slope = f'(z) are all of shape (n, k).
    """

    def cost(self, z: Floats, outputs: Floats, targets: Floats) -> float:
        """J, summed over all samples and outputs."""

    def delta(self, outputs: Floats, targets: Floats, slope: Floats) -> Floats:
        """dJ/dz (n, k)."""


class SquaredError:
    """J = 1/2 sum (y - o)^2, for any output activation; delta = (o - y) f'(z)."""

    def cost(self, z: Floats, outputs: Floats, targets: Floats) -> float:
        """Half the sum of the squared differences."""
        error = targets - outputs
        return 0.5 * float(np.vdot(error, error))

    def delta(self, outputs: Floats, targets: Floats, slope: Floats) -> Floats:
        """The difference times the slope: small where a unit saturates, even if it is wrong."""
        return (outputs - targets) * slope


class CrossEntropy:
    """J = -sum [y log o + (1 - y) log(1 - o)] with a logistic output; delta = o - y.

    The slope of the logistic cancels, so a unit that is sure and wrong still learns. The cost
    is computed as sum [log(1 + e^z) - y z], which stays finite where o rounds to 0 or 1.
    (Bishop, Pattern Recognition and Machine Learning, 2006, section 5.2.)
    """

    def cost(self, z: Floats, outputs: Floats, targets: Floats) -> float:
        """The cross-entropy, from the net inputs of the output layer."""
        return float((np.logaddexp(0.0, z) - targets * z).sum())

    def delta(self, outputs: Floats, targets: Floats, slope: Floats) -> Floats:
        """The difference alone."""
        return outputs - targets


LOSSES: dict[LossName, Loss] = {"squared": SquaredError(), "cross_entropy": CrossEntropy()}


class Aims(TypedDict, total=False):
    """The keywords by which an `Objective` is asked for."""

    loss: LossName
    l1: float
    l2: float
    reduction: Reduction


@dataclass(frozen=True)
class Objective:
    """J = loss + l2/2 sum w^2 + l1 sum |w|, over the weights and never over the biases.

    With reduction "mean" the loss (not the penalty) is divided by the number of samples, so
    that one learning rate suits every batch size; "sum" is the lesson's cost.
    ValueError for an unknown loss or reduction, and for a penalty that is negative.
    """

    loss: LossName = "squared"
    l1: float = 0.0
    l2: float = 0.0
    reduction: Reduction = "sum"

    def __post_init__(self) -> None:
        checks.choice("loss", self.loss, LOSSES)
        checks.choice("reduction", self.reduction, get_args(Reduction))
        checks.not_negative("l1", self.l1)
        checks.not_negative("l2", self.l2)

    def divisor(self, samples: int) -> int:
        """What the loss over so many samples is divided by."""
        return samples if self.reduction == "mean" else 1

    def penalty(self, weights: Sequence[Floats]) -> float:
        """l2/2 sum w^2 + l1 sum |w|."""
        squares = sum(float(np.vdot(w, w)) for w in weights) if self.l2 else 0.0
        sizes = sum(float(np.abs(w).sum()) for w in weights) if self.l1 else 0.0
        return 0.5 * self.l2 * squares + self.l1 * sizes

    def penalty_gradient(self, weights: Floats) -> Floats:
        """l2 w + l1 sign(w): how the penalty of one layer grows with each of its weights."""
        return self.l2 * weights + self.l1 * np.sign(weights)

    def cost(self, z: Floats, outputs: Floats, targets: Floats, weights: Sequence[Floats]) -> float:
        """J over the samples given."""
        loss = LOSSES[self.loss].cost(z, outputs, targets)
        return loss / self.divisor(len(targets)) + self.penalty(weights)
