"""From text to rows of cells: which character separates the cells, and where each row stands.

A CSV file is text with a row a line and a separator between cells. Which separator is not written
anywhere, so it is found by trying; the first row names the columns.
"""

import contextlib
import csv
import io
import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass

from data.errors import refusal

MAX_ROWS = 100_000
MAX_COLUMNS = 100
MAX_NAME = 100

# The rarer a character is inside cells, the earlier it comes: it wins a tie. A comma is often the
# decimal comma of a table cut at semicolons.
_SEPARATORS = {"\t": "tab", ";": "semicolon", ",": "comma"}
_LINES_TO_TRY = 20
_MORE_SEPARATORS = {"|": "bar", ":": "colon"}  # not tried, but taken from a line such as sep=|
_TOLD = re.compile(r'\s*"?sep=([^\r\n"]*)"?[^\S\r\n]*(?:\r\n|\r|\n|$)', re.IGNORECASE)
_LINE_END = re.compile("\r\n|\r|\n")


@dataclass(frozen=True)
class Records:
    """The cells of a table as text: column names, rows of equal length, the line of each row.

    `faults`: what is wrong with the header and with rows that are left out here, a sentence each.
    """

    separator: str
    columns: tuple[str, ...]
    rows: list[list[str]]
    lines: list[int]
    faults: list[str]


def read_records(text: str, name: str) -> Records:
    """Split text at its separator (comma, semicolon or tab), quoted cells and line ends included.

    A first line such as sep=; names the separator and is no row. Empty lines, and lines of empty
    cells only, are left out. `faults` are rows that are longer or shorter than the header, too
    many rows or columns, column names that are numbers, too long or there twice, and a quotation
    mark without its partner, which ends the reading. DataError where there is nothing to go on
    with: a header that is missing or has one cell, and a table without rows.
    """
    separator, text, first_line = _separator(text, name)
    faults: list[str] = []
    records = _records(text, separator, first_line, faults)
    header_line, header = next(records, (first_line, []))
    if len(header) < 2:
        raise refusal(name, [*faults, _one_column(header_line, separator, first_line > 1)])
    faults += [f"line {header_line}: {fault}" for fault in _header_faults(header)]
    rows: list[list[str]] = []
    lines: list[int] = []
    for line, cells in records:
        if len(cells) != len(header):
            found = "1 cell" if len(cells) == 1 else f"{len(cells)} cells"
            faults.append(f"line {line}: {found}, but the header has {len(header)}.")
        elif len(rows) == MAX_ROWS:
            faults.append(f"line {line}: more than {MAX_ROWS:,} rows cannot be read.")
            break
        else:
            rows.append(cells)
            lines.append(line)
    if not rows:
        nothing = f"there is a header in line {header_line}, but no row below it."
        raise refusal(name, faults or [nothing])
    return Records(separator, _column_names(header), rows, lines, faults)


def _separator(text: str, name: str) -> tuple[str, str, int]:
    """The separator, the text below a first line that names it, and that text's line number."""
    told = _TOLD.match(text)
    if told is None:
        return _find_separator(text), text, 1
    separator, line = told[1].strip(" "), len(_LINE_END.findall(told[0]))
    known = {**_SEPARATORS, **_MORE_SEPARATORS}
    if separator not in known:
        allowed = ", ".join(known.values())
        fault = f"{quoted(told[0])} names no separator; known are {allowed}."
        raise refusal(name, [f"line {max(line, 1)}: {fault}"])
    return separator, text[told.end() :], 1 + line


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


def _records(
    text: str, separator: str, first_line: int, faults: list[str]
) -> Iterator[tuple[int, list[str]]]:
    """Each row that has any content, its cells stripped, with the number of its first line.

    What ends the reading before the end of the text goes to the faults.
    """
    reader = csv.reader(
        io.StringIO(text, newline=""), delimiter=separator, skipinitialspace=True, strict=True
    )
    line = first_line
    try:
        for cells in reader:
            stripped = [cell.strip() for cell in cells]
            if any(stripped):
                yield line, stripped
            line = first_line + reader.line_num
    except csv.Error as error:
        limit = f"a cell of over {csv.field_size_limit():,} characters."
        quote = "a quotation mark is not closed, or text follows a closed one."
        faults.append(f"line {line}: {limit if 'field limit' in str(error) else quote}")


def _one_column(line: int, separator: str, told: bool) -> str:
    """The fault of a header that has one cell."""
    if told:
        return (
            f"line {line}: only one column, but the line above says that cells are separated by "
            f"{quoted(separator) if separator.strip() else 'tab'}."
        )
    known = ", ".join(_SEPARATORS.values())
    return (
        f"line {line}: only one column, and the first line must name all of them; cells can be "
        f"separated by {known}."
    )


def nameless(number: int) -> str:
    """What a column without a name is called, by its number from 1."""
    return f"column {number}"


def _column_names(header: list[str]) -> tuple[str, ...]:
    return tuple(" ".join(cell.split()) or nameless(i) for i, cell in enumerate(header, start=1))


def _header_faults(header: list[str]) -> Iterator[str]:
    """What is wrong with the line that names the columns.

    Years are good column names, measurements are not: 2019 may name a column, 5.1 may not.
    """
    if len(header) > MAX_COLUMNS:
        yield f"{len(header)} columns; at most {MAX_COLUMNS} can be read."
    numbers = [cell for cell in header if is_number(cell)]
    if len(numbers) == len(list(filter(None, header))):
        yield "numbers only; the first line must name the columns."
        return
    if not any(header[1:]):  # a title, in a sheet saved as CSV
        filled = f"only the first of {len(header)} cells is filled, with {quoted(header[0])}"
        yield f"{filled}; the first line must name the columns."
        return
    measured = [number for number in numbers if not number.isdecimal()]
    if measured:
        one = "is a number where a column name belongs"
        what = "are numbers where column names belong" if measured[1:] else one
        yield f"{quoted(', '.join(measured))} {what}; the first line must name the columns."
    names = _column_names(header)
    for name in dict.fromkeys(names):
        if len(name) > MAX_NAME:
            yield f"the column name {quoted(name)} is over {MAX_NAME} letters."
        if names.count(name) > 1:
            no_header = is_number(name)
            then = "the first line must name the columns" if no_header else "names must differ"
            yield f"two columns are named {quoted(name)}; {then}."
