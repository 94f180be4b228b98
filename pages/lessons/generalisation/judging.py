"""Runs for the page on generalisation: splits judged, one or many, kept like all other runs."""

from dataclasses import dataclass
from typing import Literal

import numpy as np

from core import splitting, validation
from core.checks import Floats, Ints
from core.learner import SNAPSHOTS, Adaline, Learner, Network
from core.overfitting import NoisyTrial, learn_noisy
from data import Chosen
from pages.shared.one_neuron import runs
from pages.shared.one_neuron.settings import Inputs

MOST_SAMPLES = 1000
"""More rows than this of a student's own table would make the many runs slow."""
FEWEST_SAMPLES = 10
"""With fewer there is nothing to split."""


Kind = Literal["adaline", "network"]
KINDS: tuple[Kind, ...] = ("adaline", "network")
MOST_SECONDS = 4.0
"""Work on one move of a control, on one core: less than asked is done where it would take more."""
OVERFIT_EPOCHS = 3000
_SIZES, _REPEATS = 7, 5


@dataclass(frozen=True)
class Model:
    """Which learner, with its learning rate and epochs; ``hidden`` neurons for the network only."""

    kind: Kind
    eta: float
    epochs: int
    hidden: int = 0

    def learner(self, seed: int, kept: int = SNAPSHOTS) -> Learner:
        """The learner itself; the seed is for a network's start, of which so many moments stay."""
        if self.kind == "adaline":
            return Adaline(self.eta, self.epochs)
        return Network(self.hidden, self.eta, self.epochs, seed, kept)

    def work(self, samples: int) -> float:
        """About how many seconds of one core one training takes, on the slow side."""
        if self.kind == "adaline":
            return 1e-3 + 1e-6 * self.epochs
        return 2e-3 + self.epochs * (15e-6 + 60e-9 * samples * (self.hidden + 1))


@dataclass(frozen=True)
class Judging:
    """Everything that one split depends on."""

    inputs: Inputs
    model: Model
    share: float
    seed: int
    balanced: bool = True
    leak: bool = False

    @property
    def source(self) -> str:
        """Where the samples come from, as in ``Inputs``."""
        return self.inputs.source


def affordable(judging: Judging, wanted: int, fewest: int = 2) -> int:
    """How many trainings of those wanted fit into MOST_SECONDS; ``fewest`` at the least.

    With the leak each split is trained twice, to compare.
    """
    _, x, _ = samples(judging.inputs)
    each = judging.model.work(len(x)) * (2 if judging.leak else 1)
    return min(wanted, max(fewest, int(MOST_SECONDS / each)))


def affordable_repeats(judging: Judging) -> int:
    """How many splits each size of the learning curve is judged by."""
    return max(1, affordable(judging, _SIZES * _REPEATS, _SIZES) // _SIZES)


def samples(inputs: Inputs) -> tuple[Chosen, Floats, Floats]:
    """The chosen samples, x and y: at most MOST_SAMPLES of them, always the same ones."""
    chosen, rows = runs.samples(inputs).chosen, rows_used(inputs)
    return chosen, chosen.x[rows], chosen.y[rows]


def rows_used(inputs: Inputs) -> Ints:
    """The positions of the samples that are used, of all that were chosen."""
    chosen = runs.samples(inputs).chosen
    count = len(chosen.y)
    if count <= MOST_SAMPLES:
        return np.arange(count)
    return splitting.split(count, MOST_SAMPLES / count, 0, chosen.y)[1]


@runs.kept
def one_split(judging: Judging) -> validation.Trial:
    """One random split, judged."""
    _, x, y = samples(judging.inputs)
    learner = judging.model.learner(judging.seed)
    return validation.judge(learner, x, y, _splits(judging, y, 1)[0], leak=judging.leak)


@runs.kept
def many_splits(judging: Judging, count: int) -> Floats:
    """(training, test) scores of many random splits, (count, 2)."""
    _, x, y = samples(judging.inputs)
    learner = judging.model.learner(judging.seed)
    return validation.many(learner, x, y, _splits(judging, y, count), leak=judging.leak)


@runs.kept
def folds(judging: Judging, k: int) -> tuple[Floats, list[int]]:
    """(training, test) scores of each of k folds, (k, 2), and the size of each test set."""
    _, x, y = samples(judging.inputs)
    parts = splitting.k_folds(len(y), min(k, len(y)), judging.seed)
    learner = judging.model.learner(judging.seed)
    scores = validation.many(learner, x, y, parts, leak=judging.leak)
    return scores, [len(test) for _, test in parts]


@runs.kept
def learning_curve(judging: Judging, repeats: int) -> tuple[list[int], Floats]:
    """Sizes of the training set, and (training, test) scores (sizes, repeats, 2)."""
    _, x, y = samples(judging.inputs)
    most = len(splitting.split(len(y), judging.share, 0, y)[0])
    least = 4 if most > 4 else 1
    sizes = sorted({round(n) for n in np.geomspace(least, most, _SIZES)})
    learner = judging.model.learner(judging.seed)
    scores = validation.learning_curve(
        learner, x, y, sizes, repeats, judging.share, judging.seed, leak=judging.leak
    )
    return sizes, scores


@runs.kept
def overfit(judging: Judging, points: int, noise: float) -> NoisyTrial:
    """Train on a few points, a share of them with the wrong label; test on all others, clean."""
    _, x, y = samples(judging.inputs)
    points = min(points, len(y) - 1)
    learner = judging.model.learner(judging.seed, kept=judging.model.epochs)
    return learn_noisy(
        learner, x, y, points, noise, judging.seed, stratified=judging.balanced, leak=judging.leak
    )


def _splits(judging: Judging, y: Floats, count: int) -> list[splitting.Split]:
    """As many random splits, one after the other from one seed: the first is always the same."""
    rng = np.random.default_rng(judging.seed)
    labels = y if judging.balanced else None
    return [splitting.split(len(y), judging.share, rng, labels) for _ in range(count)]
