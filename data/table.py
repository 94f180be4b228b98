"""A student's own table: read it, say what is odd about it, and choose what a neuron learns from.

Files from the world are seldom clean. What cannot be used is refused with a sentence that names the
line or the column; what can be used with care is used, and a warning says what was done.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from core.checks import Ints
from data.choose import Chosen, choose_pair
from data.columns import MAX_CLASSES, Column, class_names, read_columns
from data.decode import decode
from data.errors import DataError, refusal
from data.prepare import with_columns
from data.records import is_number, nameless, quoted, read_records


@dataclass(frozen=True, eq=False)
class Table:
    """A table that has been read and checked.

    name:     the file's name, for sentences
    frame:    the rows; numeric columns are float with NaN for a missing value, others are text
    numeric:  the columns that hold numbers, two at least; the first two are used as soon as the
              table is read, so what only numbers the rows, or has one value, comes last
    labels:   label candidate -> its classes in order of first appearance (2 to 20); columns of
              words come first, and last those of hardly two rows a class
    warnings: sentences about what was odd and what was done
    lines:    (n,) the line of the file that each row starts in
    """

    name: str
    frame: pd.DataFrame
    numeric: tuple[str, ...]
    labels: Mapping[str, tuple[str, ...]]
    warnings: tuple[str, ...]
    lines: Ints


def read_table(content: bytes | str, name: str = "The table") -> Table:
    """Read an uploaded CSV file (bytes) or a pasted table (str), up to 5 MB and 100,000 rows.

    UTF-8, UTF-16 with a mark, or Windows-1252; comma, semicolon or tab, or what a first line such
    as sep=; says. Decimal points or decimal commas; the other of the two may group thousands, or a
    space or an apostrophe. Empty cells, NA, N/A, NaN, null, ? and a spreadsheet's errors such as
    #DIV/0! count as missing, and so does infinity. A cell that begins like a spreadsheet's formula
    is text: nothing is ever computed from it.
    Raises DataError, and no other exception, whatever the content is, with the first five faults.
    """
    name = quoted(name)[1:-1]
    text, guessed = decode(content, name)
    records = read_records(text, name)
    columns, faults = read_columns(records)
    if records.faults or faults:
        raise refusal(name, [*records.faults, *faults])
    doubt = _header_warning(records.columns)
    numeric = _numeric_columns(columns, name, doubt)
    return Table(
        name=name,
        frame=pd.DataFrame({column.name: column.values for column in columns}),
        numeric=numeric,
        labels=_label_columns(columns, numeric, name, doubt),
        warnings=guessed + doubt + sum((c.warnings for c in columns), ()),
        lines=np.array(records.lines, dtype=np.int64),
    )


def choose_own(
    table: Table,
    classes: Sequence[str],
    features: Sequence[str],
    label_column: str,
    *,
    drop_missing: bool = False,
) -> Chosen:
    """Two classes and some numeric columns of the student's table, as ``choose_pair`` gives them.

    ``Chosen.rows`` counts in ``table.frame``. Rows with a missing value in one of the features are
    left out only if ``drop_missing`` says so. Raises DataError for missing values otherwise (with
    their count and first line), a class without rows, a column that has one value only, and
    whatever ``choose_pair`` refuses.
    """
    if label_column not in table.labels:
        known = ", ".join(map(quoted, table.labels))
        raise DataError(f"{table.name}: {quoted(label_column)} is no label; there are {known}.")
    gaps = rows_with_gaps(table, classes, features, label_column)
    if gaps.any() and not drop_missing:
        raise DataError(
            f"{table.name}, line {table.lines[gaps.argmax()]}: a value is missing; rows with one: "
            f"{gaps.sum()}. Leave these rows out or choose other columns."
        )
    kept = np.flatnonzero(~gaps)
    labels = class_names(table.frame[label_column])
    frame = with_columns(table.frame, {label_column: labels}).iloc[kept]
    chosen = choose_pair(frame, classes, features, label_column, names={})
    _check_varied(chosen, table.name)
    return replace(chosen, rows=kept[chosen.rows])


def rows_with_gaps(
    table: Table, classes: Sequence[str], features: Sequence[str], label_column: str
) -> NDArray[np.bool_]:
    """Which rows (n,) of the table are of one of the classes and lack a value of a feature."""
    inputs = [name for name in features if name in table.numeric]
    of_class = class_names(table.frame[label_column]).isin(classes)
    return (table.frame[inputs].isna().any(axis=1) & of_class).to_numpy()


def _header_warning(names: Sequence[str]) -> tuple[str, ...]:
    numbers = [name for name in names if is_number(name)]
    if not numbers:
        return ()
    return (
        f"The first line names the columns, and {quoted(', '.join(numbers))} looks like data; "
        "if it is data, put a line with names above it.",
    )


def _numeric_columns(columns: Sequence[Column], name: str, doubt: Sequence[str]) -> tuple[str, ...]:
    """`doubt`: what may be wrong with the header, which is told too where nothing can be used."""
    inputs = [column for column in columns if column.numeric]
    if len(inputs) > 2:
        inputs.sort(key=_unlikely_input)
    numeric = tuple(column.name for column in inputs)
    if len(numeric) >= 2:
        return numeric
    found = f"only column {quoted(numeric[0])} holds" if numeric else "no column holds"
    needed = f"{found} numbers; two columns of numbers are needed."
    raise refusal(name, [needed, *doubt, *_said(columns, "is read as text")])


def _said(columns: Sequence[Column], reason: str) -> list[str]:
    """The warnings of the columns that tell this reason."""
    return [said for column in columns for said in column.warnings if reason in said]


def _unlikely_input(column: Column) -> tuple[bool, bool]:
    """Sorts last what has one value, and before it what only numbers the rows, as an Id does.

    So does a first column without a name, in which R and pandas write the rows' old numbers.
    """
    steps = np.diff(column.values.to_numpy(dtype=float))
    return bool(column.only), column.name == nameless(1) or bool((steps == 1).all())


def _label_columns(
    columns: Sequence[Column], numeric: Sequence[str], name: str, doubt: Sequence[str]
) -> dict[str, tuple[str, ...]]:
    """A label must leave two other columns of numbers to learn from.

    Which comes first is used as soon as the table is read. A name, a date or a measured length may
    have 20 values in 20 rows: two of them would be two samples, so such columns come last.
    """
    candidates = [c for c in columns if c.classes and (not c.numeric or len(numeric) > 2)]
    if candidates:
        candidates.sort(key=_unlikely_label)
        return {column.name: column.classes for column in candidates}
    for column in columns:
        if column.only and not column.numeric:
            only = f"column {quoted(column.name)} holds one class only, {quoted(column.only)}"
            raise refusal(name, [f"{only}; two classes are needed.", *doubt])
    none = "no column can be the label beside two columns of numbers"
    needed = f"{none}; a label has 2 to {MAX_CLASSES} different values."
    raise refusal(name, [needed, *doubt, *_said(columns, "cannot be the label")])


def _unlikely_label(column: Column) -> tuple[bool, bool, int]:
    """Sorts words first, in the table's order; of numbers those of few values, such as 0 and 1."""
    hardly_two_rows = 2 * len(column.classes) > len(column.values)
    return column.numeric, hardly_two_rows, len(column.classes) if column.numeric else 0


def _check_varied(chosen: Chosen, name: str) -> None:
    for column, values in zip(chosen.columns, chosen.x.T, strict=True):
        if values.min() == values.max():
            raise DataError(
                f"{name}: column {quoted(column)} has the same value in every chosen row, "
                "so it cannot tell the classes apart."
            )
