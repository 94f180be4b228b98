"""The script of the page Preparing data: the table through its stages, with NumPy alone."""

from collections.abc import Sequence

import numpy as np

from core.checks import Floats
from data import FEATURES, SPECIES, load_iris
from pages.lessons.preparing_data import preparing
from pages.lessons.preparing_data.preparing import COLUMNS, Preparation, Scaling, Stages
from pages.shared.script import pieces
from pages.shared.script.pieces import Told, listed, literal, table
from pages.shared.script.script import Script, Section


def write(
    asked: Preparation, stages: Stages, features: tuple[str, str], scaling: Scaling
) -> Script:
    """Read, filter, empty, handle, scale: each stage as on the screen."""
    left = len(stages.handled.rows)
    kept = SPECIES if asked.kept == "all" else tuple(asked.kept.split("-"))
    numbers = {
        "KEEP": (list(kept), "the species that stay in the table"),
        "EMPTIED": (asked.percent_missing, "percent of the cells that lose their value"),
        "SEED": (asked.seed, "which cells these are"),
    }
    normalised = [_scaled(stages.handled.x, scaling), _drawn(features)] if left else []
    return Script(
        "preparing_data",
        "Preparing data: a table through its stages",
        "Look at the table, choose rows and columns, handle the gaps, turn words into numbers, and "
        "bring all columns to one scale.",
        (
            pieces.settings(numbers), _iris(fisher=asked.fisher), _FILTER, _GAPS,
            _HANDLED[asked.way], _CODES, *normalised,
            pieces.compared(_told(stages, scaling)),
        ),
    )  # fmt: skip


def _iris(*, fisher: bool) -> Section:
    x = load_iris(fisher=fisher)[list(COLUMNS)].to_numpy(np.float64)
    names = listed("FEATURES = [", [literal(name) for name in FEATURES.values()], "]")
    copy = "as Fisher printed it" if fisher else "as in the copy of the UCI repository"
    return Section(
        "The table",
        f"150 irises (Anderson 1935, Fisher 1936), {copy}: four lengths in cm, 50 flowers of each "
        "species in this order.",
        _TABLE.format(names=names, species=literal(SPECIES), table=table(x)),
    )


_TABLE = '''\
{names}
SPECIES = {species}
TABLE = """
{table}
"""
iris = np.array(TABLE.split(), dtype=float).reshape(-1, 4)
all_species = np.repeat(SPECIES, 50)'''

_FILTER = Section(
    "Examine and filter",
    "The rows that belong to the question, and what there is to see in them.",
    """\
rows = np.isin(all_species, KEEP)
measured, species = iris[rows], all_species[rows]
for name, column in zip(FEATURES, measured.T):
    low, middle, high = np.quantile(column, [0.25, 0.5, 0.75])
    print(f"{name}: {column.min()} to {column.max()}, quartiles {low:g}, {middle:g}, {high:g}")
""",
)

_GAPS = Section(
    "Missing values",
    "Some cells lose their value on purpose, to see what that costs.",
    """\
cells = np.random.default_rng(SEED).permutation(measured.size)
gappy = measured.copy()
gappy.flat[cells[: round(EMPTIED / 100 * measured.size)]] = np.nan
empty = int(np.isnan(gappy).sum())
whole = int((~np.isnan(gappy).any(axis=1)).sum())
print(f"Empty cells: {empty} of {gappy.size}; whole rows: {whole} of {len(gappy)}")""",
)

_FILL = """\
handled = np.where(np.isnan(gappy), filling, gappy)
left = species"""

_HANDLED = {
    "drop": Section(
        "Handling the gaps: drop the rows",
        "Honest but costly: one gap takes three good values with it.",
        """\
kept = ~np.isnan(gappy).any(axis=1)
handled, left = gappy[kept], species[kept]""",
    ),
    "mean": Section(
        "Handling the gaps: the column's mean",
        "No row is lost; the mean stays, and the spread shrinks.",
        f"filling = np.nanmean(gappy, axis=0)\n{_FILL}",
    ),
    "median": Section(
        "Handling the gaps: the column's median",
        "No row is lost, and a value far off pulls less than on a mean.",
        f"filling = np.nanmedian(gappy, axis=0)\n{_FILL}",
    ),
    "species_mean": Section(
        "Handling the gaps: the species' mean",
        "Gentler, but it looks at the target: for a new flower the species is not known.",
        f"""\
filling = np.zeros_like(gappy)
for name in KEEP:
    filling[species == name] = np.nanmean(gappy[species == name], axis=0)

{_FILL}""",
    ),
}

_CODES = Section(
    "Words become numbers",
    "One-hot: a column for each word that asks, is it this one? One column of codes 0, 1, 2 would "
    "invent an order.",
    """\
one_hot = (left[:, np.newaxis] == np.array(KEEP)).astype(int)
print("flowers of each species:", dict(zip(KEEP, one_hot.sum(axis=0).tolist())))""",
)


def _scaled(x: Floats, scaling: Scaling) -> Section:
    title = {"standardise": "Normalise: standardise", "min-max": "Normalise: min-max"}[scaling]
    told = (
        "Each value from its column's mean, measured in its column's standard deviations."
        if scaling == "standardise"
        else "Each column moved and stretched: its smallest value is 0, its largest 1."
    )
    constant = bool((np.ptp(x, axis=0) == 0).any())
    if constant:
        told += " A column with one value only becomes 0."
    return Section(title, told, _SCALINGS[scaling, constant])


_SCALINGS = {
    ("standardise", False): """\
scaled = (handled - handled.mean(axis=0)) / handled.std(axis=0)""",
    ("standardise", True): """\
low, spread = handled.min(axis=0), handled.std(axis=0)
constant = (handled.max(axis=0) == low) | (spread == 0)
zero = np.where(constant, low, handled.mean(axis=0))
scaled = (handled - zero) / np.where(constant, 1.0, spread)""",
    ("min-max", False): """\
scaled = (handled - handled.min(axis=0)) / np.ptp(handled, axis=0)""",
    ("min-max", True): """\
span = np.ptp(handled, axis=0)
scaled = (handled - handled.min(axis=0)) / np.where(span > 0, span, 1.0)""",
}


def _drawn(features: tuple[str, str]) -> Section:
    across, up = (COLUMNS.index(name) for name in features)
    return pieces.picture("Two of the four columns, after the gaps are handled.",
                          _DRAWN.format(across=across, up=up))  # fmt: skip


_DRAWN = """\
figure = go.Figure()
for name in KEEP:
    own = handled[left == name]
    figure.add_scatter(x=own[:, {across}], y=own[:, {up}], mode="markers", name=name)
figure.update_layout(xaxis_title=FEATURES[{across}], yaxis_title=FEATURES[{up}])
figure.show()"""


def _told(stages: Stages, scaling: Scaling) -> Sequence[Told]:
    emptied, handled = stages.emptied, stages.handled.x
    told = [
        Told("flowers", "len(measured)", len(stages.measured.rows)),
        Told("empty cells", "empty", int(emptied.sum())),
        Told("whole rows", "whole", int((~emptied.any(axis=1)).sum())),
        Told("flowers left", "len(handled)", len(handled)),
        Told("means", "measured.mean(axis=0)", stages.measured.x.mean(axis=0)),
    ]
    if len(handled):
        scaled = preparing.scaled(handled, scaling)
        told += [
            Told("means at the end", "handled.mean(axis=0)", handled.mean(axis=0)),
            Told("standard deviations", "handled.std(axis=0)", handled.std(axis=0)),
            Told("smallest, scaled", "scaled.min(axis=0)", scaled.min(axis=0)),
            Told("largest, scaled", "scaled.max(axis=0)", scaled.max(axis=0)),
        ]
    return told
