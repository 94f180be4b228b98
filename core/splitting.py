"""Keeping samples back: a network must be judged on samples it has not learnt from.

A split takes a test set away at random; the rest is the training set. Whoever tries several
networks and takes the one with the best score has learnt from that score too: so they are compared
on a third part, the validation set, and the test set is asked once, at the end. k-fold
cross-validation splits k times, such that each sample is in the test set once. (Stone 1974.)
"""

from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from core import checks
from core.checks import Ints
from core.scores import class_array

Split = tuple[Ints, Ints]


def split(
    n: int,
    test_share: float,
    rng: np.random.Generator | int,
    labels: ArrayLike | None = None,
) -> Split:
    """(train, test): the numbers of n samples at random in two parts, each in ascending order.

    The test set has round(n test_share) samples, but at least one, and leaves at least one.
    With `labels` (n,) it is stratified: every class has its share of the test set, to within
    one sample. ValueError for n < 2, a share outside (0, 1), or another number of labels.
    """
    n = checks.whole("n", n, 2)
    share = checks.positive("test_share", test_share)
    if share >= 1.0:
        raise checks.refuse("test_share", test_share, "must be between 0 and 1")
    generator = checks.generator("rng", rng)
    given = None if labels is None else class_array("labels", labels, n)
    return _part(n, min(max(round(n * share), 1), n - 1), generator, given)


def split_in_three(
    n: int,
    validation_share: float,
    test_share: float,
    rng: np.random.Generator | int,
    labels: ArrayLike | None = None,
) -> tuple[Ints, Ints, Ints]:
    """(train, validation, test): the numbers of n samples at random in three parts, ascending.

    The test set is that of `split` with the same generator; of the rest, round(n validation_share)
    samples validate. Each part has at least one sample. With `labels` (n,) every class has its
    share of the test set to within one sample, of the others to within two. ValueError for n < 3,
    a share outside (0, 1), shares that leave nothing to train on, or another number of labels.
    """
    n = checks.whole("n", n, 3)
    share = checks.positive("validation_share", validation_share)
    if share + checks.positive("test_share", test_share) >= 1.0:
        allowed = "must be below 1 together with test_share, or nothing is left to train on"
        raise checks.refuse("validation_share", validation_share, allowed)
    generator = checks.generator("rng", rng)
    given = None if labels is None else class_array("labels", labels, n)
    rest, test = _part(n, min(max(round(n * test_share), 1), n - 2), generator, given)
    size = min(max(round(n * share), 1), len(rest) - 1)
    train, validation = _part(len(rest), size, generator, None if given is None else given[rest])
    return rest[train], rest[validation], test


def _part(n: int, size: int, rng: np.random.Generator, labels: NDArray[Any] | None) -> Split:
    """The numbers of n samples in two parts, of which the second has this size."""
    chosen = rng.permutation(n)[:size] if labels is None else _stratified(labels, size, rng)
    in_second = np.zeros(n, dtype=bool)
    in_second[chosen] = True
    return np.flatnonzero(~in_second), np.flatnonzero(in_second)


def _stratified(labels: NDArray[Any], size: int, rng: np.random.Generator) -> Ints:
    """So many samples in all, of each class its share; the largest remainders are rounded up."""
    classes, counts = np.unique(labels, return_counts=True)
    exact = counts * size / len(labels)
    sizes = np.floor(exact).astype(int)
    missing = size - sizes.sum()
    sizes[np.argsort(sizes - exact, kind="stable")[:missing]] += 1
    chosen = [
        rng.permutation(np.flatnonzero(labels == name))[:count]
        for name, count in zip(classes, sizes, strict=True)
    ]
    return np.concatenate(chosen)


def k_folds(n: int, k: int, rng: np.random.Generator | int) -> list[Split]:
    """k pairs (train, test) of the numbers of n samples, each sample in one test set.

    The sizes of the test sets differ by one at most. ValueError unless 2 <= k <= n.
    """
    n = checks.whole("n", n, 2)
    k = checks.whole("k", k, 2, n)
    order = checks.generator("rng", rng).permutation(n)
    tests = [np.sort(part) for part in np.array_split(order, k)]
    return [(np.setdiff1d(np.arange(n), test), test) for test in tests]
