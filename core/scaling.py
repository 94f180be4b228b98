"""Standardisation: every input measured in its own standard deviations from its own mean.

A length in centimetres and a mass in grams then count alike, the valley of the cost gets rounder,
and gradient descent can take larger steps. The statistics come from the training set alone;
a test set is transformed with the same numbers.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from core import checks
from core.checks import Floats


@dataclass(frozen=True)
class Standardizer:
    """z_j = (x_j - mean_j) / std_j, with the mean and population standard deviation of each column.

    A constant column has no spread to measure in: its `std` is taken as 1, so it becomes 0.
    """

    mean: Floats
    std: Floats

    @classmethod
    def fit(cls, x: ArrayLike) -> "Standardizer":
        """Mean and standard deviation (d,) of each column of x (n, d). ValueError for a bad x."""
        columns = checks.matrix("x", x)
        spread = cls.spread(columns)
        constant = spread == 0.0
        # Rounding can leave a constant column a mean that is not quite its value.
        mean = np.where(constant, columns.min(axis=0), columns.mean(axis=0))
        return cls(mean=mean, std=np.where(constant, 1.0, spread))

    @staticmethod
    def spread(x: ArrayLike) -> Floats:
        """The standard deviation (d,) of each column as it is: 0, not 1, for a constant one."""
        columns = checks.matrix("x", x)
        return np.where(np.ptp(columns, axis=0) == 0.0, 0.0, columns.std(axis=0))

    def transform(self, x: ArrayLike) -> Floats:
        """x (n, d) in standard deviations from the mean; none beyond what `core` computes with."""
        away = (checks.matrix("x", x, len(self.mean)) - self.mean) / self.std
        return np.clip(away, -checks.LIMIT, checks.LIMIT)

    def inverse(self, x: ArrayLike) -> Floats:
        """Standardised x (n, d) back in its own units: the undoing of `transform`."""
        return checks.matrix("x", x, len(self.mean)) * self.std + self.mean

    def weights_to_raw(self, weights: ArrayLike) -> Floats:
        """Weights learnt on standardised inputs as the weights of the same net input in raw units.

        w_j / std_j, and the bias less the sum of w_j mean_j / std_j. Takes one weight vector
        (1 + d,) or a history of them (m, 1 + d).
        """
        w = checks.numbers("weights", weights)
        width = 1 + len(self.mean)
        if w.ndim not in (1, 2) or w.shape[-1] != width:
            allowed = f"must be ({width},) or (m, {width})"
            raise checks.refuse("weights", f"the shape {w.shape}", allowed)
        slopes = w[..., 1:] / self.std
        bias = w[..., :1] - (slopes * self.mean).sum(axis=-1, keepdims=True)
        return np.concatenate([bias, slopes], axis=-1)
