"""From text to rows of cells: which character separates the cells, and where each row stands.

A CSV file is text with a row a line and a separator between cells. Which separator is not written
anywhere, so it is found by trying; the first row names the columns.
"""

import contextlib
import csv
import io
import itertools
from collections.abc import Iterator
from dataclasses import dataclass

from data.errors import DataError

MAX_ROWS = 100_000
MAX_COLUMNS = 100
MAX_NAME = 100

# The rarer a character is inside cells, the earlier it comes: it wins a tie. A comma is often the
# decimal comma of a table cut at semicolons.
_SEPARATORS = {"\t": "tab", ";": "semicolon", ",": "comma"}
_LINES_TO_TRY = 20


@dataclass(frozen=True)
class Records:
    """The cells of a table as text: column names, rows of equal length, the line of each row."""

    separator: str
    columns: tuple[str, ...]
    rows: list[list[str]]
    lines: list[int]


def read_records(text: str, name: str) -> Records:
    """Split text at its separator (comma, semicolon or tab), quoted cells and line ends included.

    Empty lines, and lines of empty cells only, are left out. Raises DataError with the line
    for a quotation mark without its partner, a row that is longer or shorter than the header, more
    than 100,000 rows or 100 columns, a header that is missing or has a name twice, a table without
    rows.
    """
    separator = _find_separator(text)
    records = _records(text, separator, name)
    header_line, header = next(records, (1, []))
    columns = _column_names(header, separator, f"{name}, line {header_line}")
    rows: list[list[str]] = []
    lines: list[int] = []
    for line, cells in records:
        if len(cells) != len(columns):
            raise DataError(
                f"{name}, line {line}: {len(cells)} cells, but the header has {len(columns)}."
            )
        if len(rows) == MAX_ROWS:
            raise DataError(f"{name}, line {line}: more than {MAX_ROWS:,} rows cannot be read.")
        rows.append(cells)
        lines.append(line)
    if not rows:
        raise DataError(f"{name}: there is a header in line {header_line}, but no row below it.")
    return Records(separator, columns, rows, lines)


def is_number(cell: str) -> bool:
    """True for text such as 5, -5.1, 1e3, inf, nan, and 5,1 with a decimal comma."""
    try:
        float(cell.replace(",", "."))
    except ValueError:
        return False
    return "_" not in cell


def quoted(text: str) -> str:
    """Text from a file as it may stand in a sentence: on one line, in quotes, not too long."""
    line = " ".join(text.split())
    return f"'{line[:40]}…'" if len(line) > 40 else f"'{line}'"


def _find_separator(text: str) -> str:
    """The separator that cuts most of the first rows into as many cells as the header."""
    return max(_SEPARATORS, key=lambda separator: _agreement(text, separator))


def _agreement(text: str, separator: str) -> float:
    """The share of the first rows with as many cells as the header; 0 if that has only one."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, skipinitialspace=True)
    counts: list[int] = []
    # The rows before a fault are enough here; reading names the fault later.
    with contextlib.suppress(csv.Error):
        counts.extend(len(cells) for cells in itertools.islice(filter(None, reader), _LINES_TO_TRY))
    if not counts or counts[0] == 1:
        return 0.0
    return counts.count(counts[0]) / len(counts)


def _records(text: str, separator: str, name: str) -> Iterator[tuple[int, list[str]]]:
    """Each row that has any content, its cells stripped, with the number of its first line."""
    reader = csv.reader(
        io.StringIO(text, newline=""), delimiter=separator, skipinitialspace=True, strict=True
    )
    line = 1
    try:
        for cells in reader:
            stripped = [cell.strip() for cell in cells]
            if any(stripped):
                yield line, stripped
            line = reader.line_num + 1
    except csv.Error as error:
        if "field limit" in str(error):
            limit = f"{csv.field_size_limit():,}"
            raise DataError(f"{name}, line {line}: a cell of over {limit} characters.") from error
        raise DataError(
            f"{name}, line {line}: a quotation mark is not closed, or text follows a closed one."
        ) from error


def _column_names(header: list[str], separator: str, place: str) -> tuple[str, ...]:
    if len(header) < 2:
        known = ", ".join(_SEPARATORS.values())
        raise DataError(f"{place}: only one column; cells can be separated by {known}.")
    if len(header) > MAX_COLUMNS:
        raise DataError(f"{place}: {len(header)} columns; at most {MAX_COLUMNS} can be read.")
    _check_header(header, place)
    names = tuple(" ".join(c.split()) or f"column {i}" for i, c in enumerate(header, start=1))
    for name in names:
        if len(name) > MAX_NAME:
            raise DataError(f"{place}: the column name {quoted(name)} is over {MAX_NAME} letters.")
        if names.count(name) > 1:
            raise DataError(f"{place}: two columns are named {quoted(name)}; names must differ.")
    return names


def _check_header(header: list[str], place: str) -> None:
    """Years are good column names, measurements are not: 2019 may name a column, 5.1 may not."""
    numbers = [cell for cell in header if is_number(cell)]
    if len(numbers) == len(list(filter(None, header))):
        raise DataError(f"{place}: numbers only; the first line must name the columns.")
    for number in numbers:
        if not number.isdecimal():
            raise DataError(f"{place}: {quoted(number)} is a number where a column name belongs.")
