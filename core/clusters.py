"""Learning without labels: k-means finds groups of samples by itself.

It guesses k centres, gives every sample to its nearest centre, moves each centre to the middle of
its samples, and repeats until nothing moves. (Lloyd 1957, published 1982.) How well the groups fit
classes that were known all along is counted by `match_labels`.
"""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from core import checks
from core.checks import Floats, Ints
from core.scores import class_array

MOST_STEPS = 1000


@dataclass(frozen=True)
class ClusterRun:
    """All that k-means did, in m steps; row 0 is the start.

    `centres` (m + 1, k, d); `assignments` (m + 1, n): the nearest of these centres for each
    sample, counted from 0; `inertia` (m + 1,): the sum of squared distances to it, which never
    rises. `converged`: the last step moved no centre.
    """

    centres: Floats
    assignments: Ints
    inertia: Floats
    converged: bool


def train(
    x: ArrayLike,
    k: int,
    rng: np.random.Generator | int,
    max_steps: int = 100,
    centres: ArrayLike | None = None,
) -> ClusterRun:
    """k-means on x (n, d) from k different samples drawn at random, or from `centres` (k, d).

    A sample as near to two centres goes to the first. A cluster that loses all its samples
    keeps its centre where it is. ValueError for a bad argument.
    """
    samples = checks.matrix("x", x)
    k = checks.whole("k", k, 1, len(samples))
    steps = checks.whole("max_steps", max_steps, 1, MOST_STEPS)
    places = [_start(samples, k, rng, centres)]
    assigned, spread = _nearest(samples, places[0])
    assignments, inertia = [assigned], [spread]
    converged = False
    while not converged and len(places) <= steps:
        places.append(_moved(samples, assignments[-1], places[-1]))
        assigned, spread = _nearest(samples, places[-1])
        assignments.append(assigned)
        inertia.append(spread)
        converged = np.array_equal(places[-1], places[-2])
    return ClusterRun(np.array(places), np.array(assignments), np.array(inertia), converged)


def _start(x: Floats, k: int, rng: np.random.Generator | int, centres: ArrayLike | None) -> Floats:
    if centres is None:
        return x[checks.generator("rng", rng).choice(len(x), k, replace=False)]
    given = checks.matrix("centres", centres, columns=x.shape[1])
    if len(given) != k:
        raise checks.refuse("centres", f"the shape {given.shape}", f"must be ({k}, {x.shape[1]})")
    return given


def _nearest(x: Floats, centres: Floats) -> tuple[Ints, float]:
    """The nearest centre of each sample, and the sum of squared distances to them."""
    squares = np.stack([np.square(x - centre).sum(axis=1) for centre in centres])
    return squares.argmin(axis=0), float(squares.min(axis=0).sum())


def _moved(x: Floats, assignments: Ints, centres: Floats) -> Floats:
    """Each centre at the mean of its samples; where there are none, as it was."""
    moved = centres.copy()
    for cluster in np.unique(assignments):
        moved[cluster] = x[assignments == cluster].mean(axis=0)
    return moved


@dataclass(frozen=True)
class Match:
    """Clusters named after classes.

    `names`: a class for each cluster. `agreed`: the samples, of `samples` in all, whose cluster is
    named after their class.
    """

    names: dict[int, Hashable]
    agreed: int
    samples: int


def match_labels(assignments: Sequence[int] | Ints, truth: ArrayLike) -> Match:
    """The names for clusters that agree best with the truth.

    assignments (n,): clusters from 0; truth (n,): classes. Each cluster gets the class that most of
    its samples have, the first of several, so two clusters may be named alike, and the
    agreement tends to rise with their number. ValueError for different lengths.
    """
    clusters = np.asarray(assignments)
    classes = class_array("truth", truth, len(clusters))
    found, kinds = np.unique(clusters), np.unique(classes)
    together = np.zeros((len(found), len(kinds)), dtype=np.int64)  # samples by cluster and class
    rows, columns = np.searchsorted(found, clusters), np.searchsorted(kinds, classes)
    np.add.at(together, (rows, columns), 1)
    names = [kinds[i].item() for i in together.argmax(axis=1)]
    agreed = int(together.max(axis=1).sum())
    return Match(dict(zip(found.tolist(), names, strict=True)), agreed, len(clusters))
