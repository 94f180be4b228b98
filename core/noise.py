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
    """(labels, wrong): y (n,) with a share of the labels in `rows` flipped at random, +1 for -1.

    `rows` are places in y, round(share len(rows)) of which are flipped; `wrong` are those, in
    ascending order. ValueError for a share outside [0, 1].
    """
    labels, share = checks.vector("y", y), checks.share("share", share)
    generator = checks.generator("seed", seed)
    wrong = generator.permutation(np.asarray(rows))[: round(share * len(rows))]
    noisy = labels.copy()
    noisy[wrong] *= -1.0
    return noisy, np.sort(wrong)


def lowest_honest_cost(
    y: ArrayLike, labels: ArrayLike, low: float = 0.0, high: float = 1.0
) -> float:
    """J per sample, 1/2 mean (target - output)^2, of who knows each class but not which labels lie.

    y (n,) are the true classes, `labels` (n,) what the learner was told, -1 or +1; its targets are
    `low` for -1 and `high` for +1. The best output for a class is the mean of its targets: where of
    the n_c samples of class c a share s_c is labelled wrongly,
    J = 1/2 (high - low)^2 sum_c n_c / n s_c (1 - s_c). A lower cost on these samples means that
    wrong labels were learnt too. ValueError for vectors that do not match.
    """
    true = checks.vector("y", y)
    wrong = checks.vector("labels", labels, len(true)) != true
    width = checks.number("high", high) - checks.number("low", low)
    classes = [wrong[true == each] for each in np.unique(true)]
    spread = sum(len(each) * each.mean() * (1.0 - each.mean()) for each in classes) / len(true)
    return float(0.5 * width**2 * spread)
