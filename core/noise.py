"""Noise in the labels: some samples carry the wrong class, as real tables do.

A learner with enough weights learns the wrong labels by heart, and then is wrong about new samples.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike

from core import checks
from core.checks import Floats, Ints


def flipped(
    y: ArrayLike, rows: Sequence[int] | Ints, share: float, seed: int
) -> tuple[Floats, Ints]:
    """(labels, wrong): y (n,) with a share of the labels in `rows` turned at random, +1 for -1.

    `rows` are places in y, round(share len(rows)) of which are turned; `wrong` are those, in
    ascending order. ValueError for a share outside [0, 1].
    """
    labels, share = checks.vector("y", y), checks.not_negative("share", share)
    if share > 1.0:
        raise checks.refuse("share", share, "must be from 0 to 1")
    generator = checks.generator("seed", seed)
    wrong = generator.permutation(np.asarray(rows))[: round(share * len(rows))]
    turned = labels.copy()
    turned[wrong] *= -1.0
    return turned, np.sort(wrong)


def lowest_honest_cost(share: float, low: float = 0.0, high: float = 1.0) -> float:
    """J per sample, 1/2 mean (target - output)^2, of who knows the rule but not which labels lie.

    With a share of the targets `low` and `high` exchanged the best output for a sample is their
    mean, low or high moved by share (high - low), and J = 1/2 share (1 - share) (high - low)^2.
    A cost below it on the samples learnt from means that wrong labels were learnt by heart.
    ValueError for a share outside [0, 1].
    """
    share = checks.not_negative("share", share)
    if share > 1.0:
        raise checks.refuse("share", share, "must be from 0 to 1")
    width = checks.number("high", high) - checks.number("low", low)
    return 0.5 * share * (1.0 - share) * width**2
