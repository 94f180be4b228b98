"""Runs for the page on generalisation: splits judged, one or many."""

from dataclasses import dataclass
from itertools import chain
from typing import Literal, get_args

import numpy as np

from core import splitting, validation
from core.checks import Floats, Ints
from core.learner import SNAPSHOTS, Adaline, Learner, Network
from core.overfitting import NoisyTrial, learn_noisy
from core.stopping import Stopped, stop_early
from data import Chosen
from pages.lessons.generalisation.repeated import Judge, Repeats, Scored, Splits
from pages.shared.long_work import work
from pages.shared.one_neuron import runs
from pages.shared.one_neuron.settings import Inputs
from pages.shared.results import remembered

MOST_SAMPLES = 1000
"""More rows than this of a student's own table would make the many runs slow."""
FEWEST_SAMPLES = 10
"""With fewer there is nothing to split."""

LearnerKind = Literal["adaline", "network"]
KINDS: tuple[LearnerKind, ...] = get_args(LearnerKind)
OVERFIT_EPOCHS = 3000
_SIZES, REPEATS = 7, 5


@dataclass(frozen=True)
class Model:
    """Which learner, with its learning rate and epochs; ``hidden`` neurons for the network only."""

    kind: LearnerKind
    eta: float
    epochs: int
    hidden: int = 0

    def learner(self, seed: int, kept: int = SNAPSHOTS) -> Learner:
        """The learner itself; the seed is for a network's start, of which so many moments stay."""
        if self.kind == "adaline":
            return Adaline(self.eta, self.epochs)
        return Network(self.hidden, self.eta, self.epochs, seed, kept)


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


@dataclass(frozen=True)
class Numbers:
    """What only some ways of judging need: splits, folds, training samples, shares of 1."""

    splits: int = 20
    folds: int = 5
    points: int = 30
    noise: float = 0.2
    kept_back: float = 0.6


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


@remembered
def one_split(judging: Judging) -> validation.Trial:
    """One random split, judged."""
    _, x, y = samples(judging.inputs)
    learner = judging.model.learner(judging.seed)
    return validation.judge(learner, x, y, _splits(judging, y, 1)[0], leak=judging.leak)


@dataclass(frozen=True)
class Repeated:
    """A judging, so many times."""

    judging: Judging
    times: int

    @property
    def source(self) -> str:
        """Where the samples come from, as in ``Inputs``."""
        return self.judging.source


def many_splits(judging: Judging, count: int) -> Scored:
    """(training, test) scores of random splits, as many of ``count`` as are done, (done, 2)."""
    _, _, y = samples(judging.inputs)
    return work.run(
        "splits with leak" if judging.leak else "splits",
        Repeated(judging, count),
        lambda: Splits(_judge(judging), _splits(judging, y, count)),
        doing="Judging",
        unit="split",
    ).result


def folds(judging: Judging, k: int) -> tuple[Scored, list[int]]:
    """(training, test) scores of the folds that are done of k, (done, 2), and their test sizes."""
    _, _, y = samples(judging.inputs)
    parts = splitting.k_folds(len(y), min(k, len(y)), judging.seed)
    scored = work.run(
        "folds",
        Repeated(judging, k),
        lambda: Splits(_judge(judging), parts),
        doing="Judging",
        unit="fold",
    ).result
    return scored, [len(test) for _, test in parts[: len(scored.values)]]


def learning_curve(judging: Judging, repeats: int) -> tuple[list[int], Scored]:
    """Sizes of the training set, and (training, test) scores (sizes, done, 2)."""
    _, _, y = samples(judging.inputs)
    most = len(splitting.split(len(y), judging.share, 0, y)[0])
    least = 4 if most > 4 else 1
    sizes = sorted({round(n) for n in np.geomspace(least, most, _SIZES)})
    splits = validation.growing_splits(y, sizes, repeats, judging.share, judging.seed)
    scored = work.run(
        "learning curve",
        Repeated(judging, repeats),
        lambda: Repeats(_judge(judging), list(chain.from_iterable(splits)), len(sizes)),
        doing="Training",
        unit="split",
    ).result
    return sizes, scored


def _judge(judging: Judging) -> Judge:
    """How one split is judged."""
    _, x, y = samples(judging.inputs)
    learner = judging.model.learner(judging.seed)
    return lambda parts: validation.judge(learner, x, y, parts, leak=judging.leak)


@remembered
def overfit(judging: Judging, points: int, noise: float) -> NoisyTrial:
    """Train on a few points, a share of them with the wrong label; test on all others, clean."""
    _, x, y = samples(judging.inputs)
    points = min(points, len(y) - 1)
    learner = judging.model.learner(judging.seed, kept=judging.model.epochs)
    return learn_noisy(
        learner, x, y, points, noise, judging.seed, stratified=judging.balanced, leak=judging.leak
    )


@remembered
def stopped(judging: Judging, kept_back: float, noise: float) -> Stopped:
    """Train with flipped labels; half of the samples kept back choose the epoch, half judge it."""
    _, x, y = samples(judging.inputs)
    labels, half = y if judging.balanced else None, kept_back / 2
    parts = splitting.split_in_three(len(y), half, half, judging.seed, labels)
    learner = judging.model.learner(judging.seed, kept=judging.model.epochs)
    return stop_early(learner, x, y, parts, noise, judging.seed, leak=judging.leak)


def _splits(judging: Judging, y: Floats, count: int) -> list[splitting.Split]:
    """As many random splits, one after the other from one seed: the first is always the same."""
    rng = np.random.default_rng(judging.seed)
    labels = y if judging.balanced else None
    return [splitting.split(len(y), judging.share, rng, labels) for _ in range(count)]
