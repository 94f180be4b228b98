"""Validation: train on some samples, ask about others, and repeat to see how far chance reaches.

The score on the samples learnt from says how well they were learnt. Only the score on samples
never seen, by the weights or by the scaling, says what to expect of the next ones.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from core import checks
from core.checks import Floats, Ints
from core.learner import Classifier, Learner, predict
from core.scaling import Standardizer
from core.scores import accuracy
from core.splitting import Split, split


@dataclass(frozen=True)
class Trial:
    """One split judged: what was learnt, with which scaling, and both scores (0 to 1)."""

    train: Ints
    test: Ints
    scaling: Standardizer
    classifier: Classifier
    train_score: float
    test_score: float


def judge(
    learner: Learner, x: ArrayLike, y: ArrayLike, parts: Split, *, leak: bool = False
) -> Trial:
    """Standardise, train on the first part, and score on both parts of x (n, d), y (n,).

    The scaling is fitted to the training part; with `leak`, wrongly, to all samples, so that the
    test set has had a say in it. ValueError for a bad argument.
    """
    inputs, targets = checks.samples(x, y)
    train, test = parts
    scaling = Standardizer.fit(inputs if leak else inputs[train])
    scaled = scaling.transform(inputs)
    classifier = learner.fit(scaled[train], targets[train])
    scores = [accuracy(targets[p], predict(classifier, scaled[p])) for p in (train, test)]
    return Trial(train, test, scaling, classifier, *scores)


def growing_splits(
    y: ArrayLike, sizes: Sequence[int], repeats: int, test_share: float, seed: int
) -> list[list[Split]]:
    """For each repeat, a split for each size of the training set.

    Each repeat splits once, stratified, and takes more and more of its training set, so that all
    sizes are judged by the same test set. ValueError for a size below 1 or above the training set.
    """
    targets = np.asarray(y)
    rng = checks.generator("seed", seed)
    found = []
    for _ in range(checks.whole("repeats", repeats, 1)):
        train, test = split(len(targets), test_share, rng, targets)
        order = alternating(targets[train], rng)
        whole = [checks.whole("sizes", size, 1, len(train)) for size in sizes]
        found.append([(train[order[:size]], test) for size in whole])
    return found


def alternating(labels: Floats, rng: np.random.Generator) -> Ints:
    """A random order of samples (n,) whose every beginning has both classes in their shares."""
    place = np.empty(len(labels))
    for name in np.unique(labels):
        rows = np.flatnonzero(labels == name)
        place[rng.permutation(rows)] = (np.arange(len(rows)) + 0.5) / len(rows)
    return np.argsort(place, kind="stable")
