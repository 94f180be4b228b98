"""The iris flowers: 150 measured plants of three species, read from ``iris.csv``.

Botanists measured four lengths of each flower in centimetres. The lesson asks whether a neuron can
tell the species apart from those lengths. Where the numbers come from is told in ``iris.md``.
"""

import csv
import io
import math
from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType

import pandas as pd

from data.errors import DataError

SPECIES: tuple[str, ...] = ("setosa", "versicolor", "virginica")
FLOWERS_PER_SPECIES = 50

FEATURES: Mapping[str, str] = MappingProxyType(
    {
        "sepal_length": "Sepal length (cm)",
        "sepal_width": "Sepal width (cm)",
        "petal_length": "Petal length (cm)",
        "petal_width": "Petal width (cm)",
    }
)

FISHER_ROWS: Mapping[int, tuple[float, float, float, float]] = MappingProxyType(
    {34: (4.9, 3.1, 1.5, 0.2), 37: (4.9, 3.6, 1.4, 0.1)}
)
"""Row in the frame (from 0) -> the four lengths that Fisher printed, where UCI's copy differs."""

IRIS_FILE = Path(__file__).with_name("iris.csv")
HEADER: tuple[str, ...] = (*FEATURES, "species")


def load_iris(*, fisher: bool = False) -> pd.DataFrame:
    """The 150 flowers in the file's order: 50 setosa, 50 versicolor, 50 virginica.

    Columns: ``sepal_length``, ``sepal_width``, ``petal_length``, ``petal_width`` (float, cm) and
    ``species`` (text). The lesson's numbers come from UCI's copy, so that is the default;
    ``fisher=True`` puts the two rows right that UCI's copy has wrong (the 35th and the 38th).
    The frame is the caller's own: changing it changes nobody else's.

    Raises DataError naming file and line if the file is missing or damaged.
    Source: R. A. Fisher, Annals of Eugenics 7 (1936) 179-188; UCI Machine Learning Repository.
    """
    frame = _read_once(IRIS_FILE).copy()
    if fisher:
        for row, lengths in FISHER_ROWS.items():
            frame.loc[row, list(FEATURES)] = lengths
    return frame


@lru_cache(maxsize=1)
def _read_once(path: Path) -> pd.DataFrame:
    return read_iris(path)


def read_iris(path: Path) -> pd.DataFrame:
    """Read and check an iris file; see ``load_iris`` for the columns.

    Raises DataError naming file and line for the first thing that is wrong.
    """
    reader = csv.reader(io.StringIO(_text(path), newline=""))
    try:
        _check_header(next(reader, []), path)
        flowers = [_flower(cells, f"{path.name}, line {reader.line_num}") for cells in reader]
    except csv.Error as error:
        raise DataError(f"{path.name}, line {reader.line_num}: {error}.") from error
    frame = pd.DataFrame(flowers, columns=list(HEADER))
    _check_species(frame["species"], path)
    return frame


def _text(path: Path) -> str:
    try:
        content = path.read_bytes()
    except OSError as error:
        raise DataError(f"{path.name}, line 1: cannot be read ({error.strerror}).") from error
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        byte = content[error.start]
        raise DataError(f"{path.name}, line {line}: the byte 0x{byte:02X} is not UTF-8.") from error


def _check_header(cells: list[str], path: Path) -> None:
    if tuple(cells) != HEADER:
        raise DataError(
            f"{path.name}, line 1: the header is {','.join(cells)!r}, not {','.join(HEADER)!r}."
        )


def _flower(cells: list[str], place: str) -> tuple[float | str, ...]:
    if len(cells) != len(HEADER):
        raise DataError(f"{place}: {len(cells)} cells instead of {len(HEADER)}.")
    *lengths, species = cells
    if species not in SPECIES:
        raise DataError(f"{place}: unknown species {species!r}; known are {', '.join(SPECIES)}.")
    named = zip(FEATURES, lengths, strict=True)
    return (*(_length(cell, f"{place}, {name}") for name, cell in named), species)


def _length(cell: str, place: str) -> float:
    try:
        length = float(cell)
    except ValueError:
        length = math.nan
    if not (math.isfinite(length) and length > 0):
        raise DataError(f"{place}: {cell!r} is not a length in cm.")
    return length


def _check_species(species: Iterable[str], path: Path) -> None:
    """The lesson relies on the order too: the flowers come sorted by species."""
    expected = [name for name in SPECIES for _ in range(FLOWERS_PER_SPECIES)]
    found = list(species)
    for line, (here, there) in enumerate(zip(found, expected, strict=False), start=2):
        if here != there:
            raise DataError(
                f"{path.name}, line {line}: {here} where {there} is expected; "
                f"each species has {FLOWERS_PER_SPECIES} flowers, one species after the other."
            )
    if len(found) != len(expected):
        line = min(len(found), len(expected)) + 2
        raise DataError(
            f"{path.name}, line {line}: {len(found)} flowers instead of {len(expected)}."
        )
