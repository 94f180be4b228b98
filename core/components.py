"""Dimension reduction: the few directions along which samples differ most.

Turn the axes such that the first one points to where the samples lie furthest apart, the second, at
right angles to it, to where most of the rest lies apart, and so on. Where the first few directions
hold most of the variance, k numbers a sample say nearly as much as all d did. No label is needed.
(Principal component analysis: Pearson 1901, Hotelling 1933.)

`project` is the whole idea; `PrincipalComponents` keeps what is needed to judge it.
"""

from dataclasses import dataclass

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


@dataclass(frozen=True)
class PrincipalComponents:
    """The k directions of samples in d dimensions along which they vary most, widest first.

    `mean` (d,): the samples' mean, the new origin. `axes` (k, d): a direction a row, of length 1,
    at right angles to each other; the largest number of each is positive, as the sign is free.
    `variances` (k,): the variance (divided by n) of the samples along each; `total`: the sum of
    the variances of all d columns.
    """

    mean: Floats
    axes: Floats
    variances: Floats
    total: float

    @classmethod
    def fit(cls, x: ArrayLike, k: int) -> "PrincipalComponents":
        """From samples x (n, d), by singular value decomposition, 1 <= k <= min(n, d).

        ValueError for a bad argument. Columns in different units should be standardised first.
        """
        samples = checks.matrix("x", x)
        k = checks.whole("k", k, 1, min(samples.shape))
        mean = samples.mean(axis=0)
        _, scales, axes = np.linalg.svd(samples - mean, full_matrices=False)
        largest = np.abs(axes).argmax(axis=1)
        axes = axes * np.where(axes[range(len(axes)), largest] < 0.0, -1.0, 1.0)[:, np.newaxis]
        variances = scales**2 / len(samples)
        return cls(mean, axes[:k], variances[:k], float(variances.sum()))

    @property
    def shares(self) -> Floats:
        """The share (k,) of the total variance along each direction, 0 to 1; 0 if there is none."""
        return self.variances / self.total if self.total > 0.0 else np.zeros(len(self.variances))

    def transform(self, x: ArrayLike) -> Floats:
        """Samples x (n, d) in the new axes: (n, k)."""
        samples = checks.matrix("x", x, len(self.mean))
        projected: Floats = (samples - self.mean) @ self.axes.T
        return projected

    def inverse(self, z: ArrayLike) -> Floats:
        """The points (n, d) that z (n, k) stands for: what is left of samples after `transform`."""
        restored: Floats = checks.matrix("z", z, len(self.axes)) @ self.axes + self.mean
        return restored
