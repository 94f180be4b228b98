"""What several tests need: the lesson's flowers."""

from collections.abc import Callable

import numpy as np
import pytest

from core.checks import Floats
from data import load_iris

Pair = tuple[Floats, Floats]


@pytest.fixture(scope="session")
def iris_pair() -> Callable[[str, str], Pair]:
    """Sepal and petal length of two species, the first coded -1, the second +1."""
    iris = load_iris()

    def pair(first: str, second: str) -> Pair:
        rows = iris[iris["species"].isin([first, second])]
        x = rows[["sepal_length", "petal_length"]].to_numpy(float)
        return x, np.where(rows["species"] == second, 1.0, -1.0)

    return pair
