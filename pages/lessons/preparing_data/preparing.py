"""The steps of preparing a table, each worked out from the one before and kept for all to see.

Read, filter, empty some cells on purpose, handle the gaps, scale: after each step there is a table,
and a student can compare any two.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal, get_args

import numpy as np
import pandas as pd
import streamlit as st
from numpy.typing import NDArray

from core.checks import Floats, Ints
from core.scaling import Standardizer
from data import (
    FEATURES,
    MISSING_WAYS,
    SPECIES,
    handle_missing,
    integer_codes,
    load_iris,
    make_missing,
    one_hot,
    summary,
)
from data.iris import FISHER_ROWS
from pages.lessons.preparing_data.pictures import Class, Group, Histogram, Spread
from pages.shared import words

COLUMNS: tuple[str, ...] = tuple(FEATURES)
NAMES: tuple[str, ...] = tuple(name.replace("_", " ") for name in COLUMNS)
Scaling = Literal["min-max", "standardise"]
SCALINGS: tuple[Scaling, ...] = get_args(Scaling)
ERRORS: tuple[int, ...] = tuple(FISHER_ROWS)
"""The rows, from 0, in which UCI's copy differs from Fisher's table."""
BINS = 20


@dataclass(frozen=True)
class Preparation:
    """What the controls say: which copy, which species, how many cells are emptied, what then."""

    fisher: bool
    kept: str
    percent_missing: int
    seed: int
    way: str


@dataclass(frozen=True)
class Flowers:
    """A table after one step: its rows in iris (n,), the four lengths x (n, 4), species (n,)."""

    rows: Ints
    x: Floats
    species: NDArray[np.object_]

    @classmethod
    def of(cls, frame: pd.DataFrame) -> "Flowers":
        """From a table with iris' columns; an empty cell is NaN."""
        x = frame[list(COLUMNS)].to_numpy(np.float64)
        return cls(frame.index.to_numpy(), x, frame["species"].to_numpy(object))

    def over(self, columns: Sequence[str]) -> Floats:
        """Some of the lengths, (n, number of columns)."""
        return self.x[:, [COLUMNS.index(name) for name in columns]]

    def present(self) -> list[tuple[str, int]]:
        """The species in the table, each with its place among all three."""
        there = set(self.species)
        return [(name, place) for place, name in enumerate(SPECIES) if name in there]

    def frame(self) -> pd.DataFrame:
        """As a table to show, a row for each flower."""
        return pd.DataFrame(
            {"flower": self.rows + 1, **dict(zip(FEATURES.values(), self.x.T, strict=True)),
             "species": self.species}
        )  # fmt: skip


@dataclass(frozen=True)
class Stages:
    """The table after each step: as measured and filtered, with gaps, with the gaps handled."""

    measured: Flowers
    gappy: Flowers
    handled: Flowers

    @property
    def by_name(self) -> dict[str, Flowers]:
        """Each table under the name of its stage."""
        return {"complete": self.measured, "with gaps": self.gappy, "handled": self.handled}

    @property
    def emptied(self) -> NDArray[np.bool_]:
        """(n, 4) which cells of the measured table were emptied."""
        return np.isnan(self.gappy.x)


@st.cache_data(max_entries=300, max_size="4MB", show_spinner=False)
def prepare(asked: Preparation) -> Stages:
    """Go through the steps."""
    measured = filtered(asked.fisher, asked.kept)
    rng = np.random.default_rng(asked.seed)
    gappy = make_missing(measured, asked.percent_missing / 100, rng, COLUMNS)
    handled = handle_missing(gappy, asked.way)
    return Stages(Flowers.of(measured), Flowers.of(gappy), Flowers.of(handled))


def groups(flowers: Flowers, columns: Sequence[str]) -> list[Group]:
    """The rows of each species over two columns."""
    x = flowers.over(columns)
    return [
        Group(name, place, x[flowers.species == name], flowers.rows[flowers.species == name] + 1)
        for name, place in flowers.present()
    ]


def typing_errors(flowers: Flowers, columns: Sequence[str]) -> Floats:
    """The two rows (k, 2) that UCI's copy has wrong, as far as the table still holds them."""
    return flowers.over(columns)[np.isin(flowers.rows, ERRORS)]


def filled_in(stages: Stages, columns: Sequence[str]) -> Floats:
    """The rows (k, 2) in which one of two columns was emptied and filled again."""
    gaps = stages.gappy.rows[np.isnan(stages.gappy.over(columns)).any(axis=1)]
    handled = stages.handled
    return handled.over(columns)[np.isin(handled.rows, gaps)]


def placed(stages: Stages, columns: Sequence[str]) -> list[list[Floats]]:
    """Where each measured row of each species is at each stage: NaN where it cannot be drawn."""
    measured = stages.measured
    handled = np.full_like(measured.x, np.nan)
    handled[np.isin(measured.rows, stages.handled.rows)] = stages.handled.x
    whole = Flowers(measured.rows, handled, measured.species)
    return [
        [group.x for group in groups(flowers, columns)]
        for flowers in (measured, stages.gappy, whole)
    ]


def histograms(
    flowers: Flowers, columns: Sequence[str], classes: Sequence[Class]
) -> list[Histogram]:
    """Lengths of the flowers, counted for each species in bins that never change."""
    whole = filtered(False, "all")
    species = [flowers.species == name for name, _ in classes]
    panels = []
    for column, values in zip(columns, flowers.over(columns).T, strict=True):
        edges = np.linspace(whole[column].min() - 0.05, whole[column].max() + 0.05, BINS + 1)
        counts = [np.histogram(values[rows], edges)[0] for rows in species]
        panels.append(Histogram(FEATURES[column], edges, counts))
    return panels


@st.cache_data(max_entries=20, show_spinner=False)
def summary_table(fisher: bool, kept: str) -> str:
    """Count, mean, std and quartiles of each length, as a Markdown table."""
    told = summary(filtered(fisher, kept)).T.rename_axis("cm").reset_index()
    return markdown_table(told.set_axis(["cm", *NAMES], axis=1))


@cache
def filtered(fisher: bool, kept: str) -> pd.DataFrame:
    """The flowers of the species that are kept, "all" or a pair, in one of the two copies.

    The same table for all who ask, so nobody may change it. Names are plain Python texts, which
    turn into an array at once.
    """
    iris = load_iris(fisher=fisher).astype({"species": object})
    return iris if kept == "all" else iris[iris["species"].isin(kept.split("-"))]


def scaled(x: Floats, how: Scaling) -> Floats:
    """Columns by min-max, (x - min) / (max - min), or standardised, (x - mean) / std.

    A column with one value only becomes 0.
    """
    if not len(x):
        return x
    if how == "standardise":
        return Standardizer.fit(x).transform(x)
    low, span = x.min(axis=0), np.ptp(x, axis=0)
    shares: Floats = (x - low) / np.where(span > 0, span, 1.0)
    return shares


def constant_columns(x: Floats) -> list[str]:
    """The lengths that all rows of x (n, 4) have alike."""
    return [name for name, column in zip(NAMES, x.T, strict=True) if np.ptp(column) == 0]


def whole_rows(x: Floats) -> Floats:
    """The rows without an empty cell."""
    whole: Floats = x[~np.isnan(x).any(axis=1)]
    return whole


def spread(x: Floats, title: str) -> Spread:
    """Smallest, largest, mean and population standard deviation of each column's values."""
    if np.isnan(x).all(axis=0).any():  # a column without a value, or no row at all
        nothing = np.full(x.shape[1], np.nan)
        return Spread(title, nothing, nothing, nothing, nothing)
    return Spread(title, np.nanmin(x, axis=0), np.nanmax(x, axis=0), *_mean_and_std(x))


def statistics(before: Spread, after: Spread) -> pd.DataFrame:
    """Both stages as a table, a row for each length."""
    told = {"length": list(NAMES)}
    for stage, at in (("before", before), ("after", after)):
        for name in ("mean", "std", "low", "high"):
            told[f"{name} {stage}"] = getattr(at, name)
    return pd.DataFrame(told)


@cache
def coding_table(title: str, values: tuple[str, ...]) -> str:
    """Each word with its cell in one column of codes, and its cells in one-hot columns."""
    codes, cells = integer_codes(values), one_hot(values)
    rows = pd.DataFrame(
        [codes.to_numpy(), *cells.T.to_numpy()],
        index=["code", *(f"is {name}" for name in cells.columns)],
        columns=values,
    )
    return markdown_table(rows.rename_axis(title).reset_index())


@cache
def coding_distances(values: tuple[str, ...]) -> str:
    """How far apart two words lie in each coding."""
    codes, cells = integer_codes(values).to_numpy(), one_hot(values).to_numpy()
    rows = [
        {
            "pair": f"{values[a]}, {values[b]}",
            "{0, 1, 2}": float(abs(codes[a] - codes[b])),
            "one-hot": float(np.linalg.norm(cells[a] - cells[b])),
        }
        for a, b in ((0, 1), (1, 2), (0, 2))
    ]
    return markdown_table(pd.DataFrame(rows))


def gap_summary(stages: Stages) -> str:
    """Mean ± standard deviation of each length at each stage, as a Markdown table."""
    short = {"length": list(NAMES)}
    for stage, flowers in stages.by_name.items():
        pairs = zip(*_mean_and_std(flowers.x), strict=True)
        short[stage] = [f"{words.number(m, 3)} ± {words.number(s, 3)}" for m, s in pairs]
    return markdown_table(pd.DataFrame(short))


def most_changed(stages: Stages) -> tuple[str, float, float]:
    """The length whose std changed most by handling the gaps; its std before and after."""
    before, after = (_mean_and_std(at.x)[1] for at in (stages.measured, stages.handled))
    place = int(np.argmax(np.abs(after - before)))
    return NAMES[place], float(before[place]), float(after[place])


def _mean_and_std(x: Floats) -> tuple[Floats, Floats]:
    """Of each column; the standard deviation of a constant one is 0, whatever rounding says."""
    constant = np.nanmax(x, axis=0) == np.nanmin(x, axis=0)
    return np.nanmean(x, axis=0), np.where(constant, 0.0, np.nanstd(x, axis=0))


@cache
def differences() -> str:
    """Every length that UCI's copy gives otherwise than Fisher, as a table."""
    copies = load_iris(), load_iris(fisher=True)
    rows = []
    for row in ERRORS:
        uci, fisher = (frame.loc[row, list(COLUMNS)].to_numpy(np.float64) for frame in copies)
        for place in np.flatnonzero(uci != fisher):
            cells = {"UCI": uci[place], "Fisher": fisher[place]}
            rows.append({"flower": str(row + 1), "length (cm)": NAMES[place], **cells})
    return markdown_table(pd.DataFrame(rows))


def way_told(way: str) -> str:
    """How a way of handling gaps is called on its control."""
    return MISSING_WAYS[way].lower()


def markdown_table(frame: pd.DataFrame) -> str:
    """A small table of our own numbers and names as Markdown."""
    head = f"| {' | '.join(map(str, frame.columns))} |\n|{'---|' * len(frame.columns)}\n"
    rows = (f"| {' | '.join(map(_cell, row))} |\n" for row in frame.itertuples(index=False))
    return head + "".join(rows)


def _cell(value: object) -> str:
    return value if isinstance(value, str) else words.number(float(str(value)), 4)
