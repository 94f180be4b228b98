"""Overfitting made visible: few samples, some of them labelled wrongly, learnt by heart.

While the network learns the rule, its cost falls on samples seen and unseen alike. When it bends to
fit the wrong labels, the one falls and the other rises. One run may show it or not, by chance; the
mean over many seeds shows what the number of neurons does.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from core import checks
from core.checks import Floats, Ints
from core.learner import Learner
from core.noise import flipped, lowest_honest_cost
from core.splitting import split
from core.validation import Trial, judge


@dataclass(frozen=True)
class NoisyTrial:
    """A trial whose training labels were partly wrong.

    `labels` (n,): those of all samples as the learner was given them, -1 or +1. `wrong`: the
    samples whose label was flipped. `costs` (m, 2): J per sample of the training and of the test
    part at each moment kept; `trial.classifier.epochs` (m,) tells after which epoch.
    """

    trial: Trial
    labels: Floats
    wrong: Ints
    costs: Floats

    @property
    def epochs(self) -> Ints:
        """The epochs (m,) of the moments kept, from 0, the start."""
        return self.trial.classifier.epochs

    @property
    def train_costs(self) -> Floats:
        """J per sample (m,) of the training part, with the labels that were learnt."""
        return self.costs[:, 0]

    @property
    def test_costs(self) -> Floats:
        """J per sample (m,) of the test part."""
        return self.costs[:, 1]

    @property
    def best(self) -> int:
        """The moment with the lowest test cost, by its place."""
        return int(self.test_costs.argmin())

    @property
    def honest_cost(self) -> float:
        """The lowest training cost of answers by the true class alone: see `core.noise`."""
        true, train = self.labels.copy(), self.trial.train
        true[self.wrong] *= -1.0
        targets = self.trial.classifier.targets
        return lowest_honest_cost(true[train], self.labels[train], *targets)

    @property
    def learns_noise(self) -> int | None:
        """The moment since which the training cost is below `honest_cost`; None: it ends above."""
        (honest,) = np.nonzero(self.train_costs >= self.honest_cost)
        first = int(honest[-1]) + 1 if honest.size else 0
        return first if first < len(self.epochs) else None


def learn_noisy(
    learner: Learner,
    x: ArrayLike,
    y: ArrayLike,
    points: int,
    noise: float,
    seed: int,
    *,
    stratified: bool = True,
    leak: bool = False,
) -> NoisyTrial:
    """Train on so many random samples of x (n, d), y (n,), a share of them labelled wrongly.

    All others, with their true labels, are the test set. `noise` is the share, from 0 to 1, of
    training labels that are flipped. The seed decides which samples, and which of these.
    `leak` as in `core.validation.judge`. ValueError for a bad argument.
    """
    inputs, targets = checks.samples(x, y)
    points = checks.whole("points", points, 1, len(inputs) - 1)
    labels = targets if stratified else None
    train, test = split(len(inputs), 1.0 - points / len(inputs), seed, labels)
    noisy, wrong = flipped(targets, train, noise, seed)
    trial = judge(learner, inputs, noisy, (train, test), leak=leak)
    scaled = trial.scaling.transform(inputs)
    costs = [trial.classifier.costs(scaled[part], noisy[part]) for part in (train, test)]
    return NoisyTrial(trial, noisy, wrong, np.column_stack(costs))


def over_seeds(
    learner: Callable[[int], Learner],
    x: ArrayLike,
    y: ArrayLike,
    points: int,
    noise: float,
    seeds: Iterable[int],
) -> Floats:
    """The costs (seeds, m, 2) of `learn_noisy` once for each seed, at the moments that all kept.

    Each has other samples, other wrong labels and another start; `learner` makes the learner of a
    seed. ValueError for a bad argument, and for no seed.
    """
    runs = [learn_noisy(learner(seed), x, y, points, noise, seed) for seed in seeds]
    if not runs:
        raise checks.refuse("seeds", "none", "must be one or more")
    kept = min(len(run.epochs) for run in runs)
    return np.stack([run.costs[:kept] for run in runs])
