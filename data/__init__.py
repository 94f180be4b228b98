"""Everything the pages learn from: iris, generated sets and a student's own table."""

from data.choose import LESSON_FEATURES, PAIRS, Chosen, choose_pair, iris_pair
from data.errors import DataError
from data.generated import SETS
from data.iris import FEATURES, SPECIES, load_iris
from data.prepare import (
    MISSING_WAYS,
    handle_missing,
    integer_codes,
    make_missing,
    one_hot,
    summary,
    with_columns,
)
from data.table import Table, choose_own, read_table, rows_with_gaps

__all__ = [
    "FEATURES",
    "LESSON_FEATURES",
    "MISSING_WAYS",
    "PAIRS",
    "SETS",
    "SPECIES",
    "Chosen",
    "DataError",
    "Table",
    "choose_own",
    "choose_pair",
    "handle_missing",
    "integer_codes",
    "iris_pair",
    "load_iris",
    "make_missing",
    "one_hot",
    "read_table",
    "rows_with_gaps",
    "summary",
    "with_columns",
]
