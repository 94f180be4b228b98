"""Dimension reduction: the few directions along which samples differ most.

Turn the axes such that the first one points to where the samples lie furthest apart, the second, at
right angles to it, to where most of the rest lies apart, and so on. Where the first few directions
hold most of the variance, k numbers a sample say nearly as much as all d did. No label is needed.
(Principal component analysis: Pearson 1901, Hotelling 1933.)

`project` is the whole idea; `principal_axes` gives the directions themselves.
"""

import numpy as np
from numpy.typing import ArrayLike

from core import checks
from core.checks import Floats


def project(x: np.ndarray, k: int) -> np.ndarray:
    """Samples x (n, d) as (n, k): how far from the mean each lies along the k widest directions."""
    centred = x - x.mean(axis=0)
    directions = np.linalg.svd(centred, full_matrices=False)[2][:k]
    places: np.ndarray = centred @ directions.T
    return places


def principal_axes(x: ArrayLike, k: int) -> Floats:
    """The k directions (k, d) along which samples x (n, d) vary most, widest first.

    A direction a row, of length 1, at right angles to each other; the largest number of each is
    positive, as the sign is free. Found by singular value decomposition, 1 <= k <= min(n, d).
    Columns in different units should be standardised first. ValueError for a bad argument.
    """
    samples = checks.matrix("x", x)
    k = checks.whole("k", k, 1, min(samples.shape))
    axes = np.linalg.svd(samples - samples.mean(axis=0), full_matrices=False)[2][:k]
    largest = np.abs(axes).argmax(axis=1)
    return np.asarray(axes * np.where(axes[range(k), largest] < 0.0, -1.0, 1.0)[:, np.newaxis])
