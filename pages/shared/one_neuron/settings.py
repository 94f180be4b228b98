"""What the controls of a page say, as one value that never changes: the input of a run."""

from dataclasses import dataclass

import numpy as np

from core.checks import Ints
from data import PAIRS

LEARNING_RATES: tuple[float, ...] = (
    *(float(f"{digit}e{power}") for power in (-4, -3, -2, -1) for digit in range(1, 10)),
    1.0,
)
"""One digit of each power of ten: a scale on which each step is felt alike."""

EPOCHS: tuple[int, ...] = (*range(1, 101), *range(110, 1001, 10))

MOST_VISITS = 400_000
"""Visits to a sample in one run of the perceptron: two seconds if every other one is a mistake."""

PAIR_NAMES: tuple[str, ...] = tuple("-".join(pair) for pair in PAIRS)


@dataclass(frozen=True)
class Inputs:
    """Which samples, which two columns, and whether they are standardised first.

    ``source`` is empty for iris, and the digest of the data for a student's own table, whose
    ``pair`` is "own". ``points`` are the student's points on the figure, as ``own_points`` writes
    them; they come beside the table's samples, or ``alone``.
    """

    pair: str
    features: tuple[str, str]
    standardise: bool
    source: str = ""
    points: str = ""
    alone: bool = False

    @property
    def weight_names(self) -> tuple[str, ...]:
        """The weights as figures and tables call them, bias first."""
        if self.source:
            return ("bias", *self.features)
        return ("bias", *(name.replace("_", " ") for name in self.features))

    @property
    def said_names(self) -> tuple[str, ...]:
        """The same in a sentence: what a student's own table calls a column may hold a comma."""
        bias, *names = self.weight_names
        return (bias, *(f"“{name}”" if self.source else name for name in names))


@dataclass(frozen=True)
class Training:
    """How one neuron is trained. A seed is None where nothing is random: zero start, file order.

    ``start``: weights to start from, bias first, where they are neither zeros nor random.
    ``tolerated``: a perceptron stops after the first epoch of at most so many updates; None: never.
    """

    inputs: Inputs
    eta: float
    epochs: int
    start_seed: int | None = None
    order_seed: int | None = None
    start: tuple[float, ...] | None = None
    tolerated: int | None = None

    @property
    def source(self) -> str:
        """Where the samples come from, as in ``Inputs``."""
        return self.inputs.source

    @property
    def plain(self) -> bool:
        """From a zero start and without own points, as tasks of exercises ask for it."""
        return self.start is None and self.start_seed is None and not self.inputs.points

    def order(self, samples: int) -> Ints | None:
        """A fresh order of the samples for each epoch, (epochs, samples); None: as in the file."""
        if self.order_seed is None:
            return None
        in_file = np.tile(np.arange(samples), (self.epochs, 1))
        return np.random.default_rng(self.order_seed).permuted(in_file, axis=1)


def affordable_epochs(wanted: int, samples: int) -> int:
    """The epochs a perceptron is trained for: fewer than wanted if the table is very long."""
    return min(wanted, max(1, MOST_VISITS // samples))
