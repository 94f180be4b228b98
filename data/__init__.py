"""Everything the pages learn from: iris, generated sets and a student's own table."""

from data.choose import LESSON_FEATURES, PAIRS, Chosen, choose_pair, iris_pair
from data.errors import DataError
from data.iris import FEATURES, SPECIES, load_iris

__all__ = [
    "FEATURES",
    "LESSON_FEATURES",
    "PAIRS",
    "SPECIES",
    "Chosen",
    "DataError",
    "choose_pair",
    "iris_pair",
    "load_iris",
]
