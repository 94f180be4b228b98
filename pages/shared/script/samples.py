"""The sections that bring a script its samples, and put them on one scale."""

import numpy as np

from core.checks import Floats
from data import Chosen
from pages.shared import words
from pages.shared.script.pieces import in_lines, literal, table
from pages.shared.script.script import Section

MOST_EMBEDDED = 2000
"""Rows of a student's own table that a script holds itself; more come in a file beside it."""


def plane(chosen: Chosen, noun: str, file: str) -> tuple[Section, str]:
    """x (n, 2) as measured and y (n,), and the content of the data's ``file``, "" for none."""
    lines = [
        f"FEATURES = {literal(chosen.features)}",
        f"CLASSES = {literal(chosen.classes)}  # with the targets -1 and +1",
    ]
    explanation = f"{_counts(chosen, noun)} The inputs are {' and '.join(chosen.features)}."
    if len(chosen.y) > MOST_EMBEDDED:
        code = "\n".join([*lines, _FROM_FILE.format(file=literal(file))])
        note = f" They are in the file {file}, which the page offers too: put it in this folder."
        return Section("The data", explanation + note, code), _csv(chosen)
    code = "\n".join([*lines, _embedded(chosen)])
    return Section("The data", explanation, code), ""


def _counts(chosen: Chosen, noun: str) -> str:
    first, second = chosen.classes
    below = int((chosen.y < 0).sum())
    order = "in this order" if _in_order(chosen) else "the third number in the table"
    return (
        f"{words.count(len(chosen.y), noun)}: {words.whole(below)} {first} with the target -1 and "
        f"{words.whole(len(chosen.y) - below)} {second} with the target +1, {order}."
    )


def _in_order(chosen: Chosen) -> bool:
    """Whether all samples of the first class come before all of the second."""
    return bool((np.diff(chosen.y) >= 0).all() and np.isin(chosen.y, (-1.0, 1.0)).all())


def _embedded(chosen: Chosen) -> str:
    """Numbers in a text. Where the classes come one after the other, their sizes say the rest."""
    if _in_order(chosen):
        sizes = [int((chosen.y < 0).sum()), int((chosen.y > 0).sum())]
        return _SORTED.format(table=table(chosen.x), columns=chosen.x.shape[1], sizes=sizes)
    rows = [
        " ".join(map(literal, [*inputs, int(target) if target in {-1.0, 1.0} else target]))
        for inputs, target in zip(chosen.x.tolist(), chosen.y.tolist(), strict=True)
    ]
    return _MIXED.format(table=in_lines(rows), columns=chosen.x.shape[1] + 1)


def _csv(chosen: Chosen) -> str:
    rows = zip(chosen.x.tolist(), chosen.y.tolist(), strict=True)
    names = [f"x{j + 1}" for j in range(chosen.x.shape[1])]
    lines = [",".join(map(repr, [*inputs, target])) for inputs, target in rows]
    return "\n".join([",".join([*names, "target"]), *lines, ""])


_SORTED = '''\
TABLE = """
{table}
"""
x = np.array(TABLE.split(), dtype=float).reshape(-1, {columns})
y = np.repeat([-1.0, 1.0], {sizes})'''

_MIXED = '''\
TABLE = """
{table}
"""
rows = np.array(TABLE.split(), dtype=float).reshape(-1, {columns})
x, y = np.ascontiguousarray(rows[:, :-1]), rows[:, -1]'''

_FROM_FILE = """\
rows = np.loadtxt({file}, delimiter=",", skiprows=1)
x, y = np.ascontiguousarray(rows[:, :-1]), rows[:, -1]"""


def standardised(x: Floats, of: str = "x", made: str = "inputs") -> Section:
    """``made`` from x with the statistics of x itself or, of="x[train]", of its training part."""
    constant = (x.max(axis=0) == x.min(axis=0)) | (x.std(axis=0) == 0)
    told = "Each feature gets mean 0 and standard deviation 1"
    told += "." if of == "x" else " over the training part, whose statistics serve all samples."
    if constant.any():
        told += " A constant one has no spread to measure in and becomes 0."
    code = _WITH_CONSTANT if constant.any() else _PLAINLY
    return Section("Standardisation", told, code.format(of=of, made=made))


_PLAINLY = """\
mean, std = {of}.mean(axis=0), {of}.std(axis=0)
{made} = (x - mean) / std"""

_WITH_CONSTANT = """\
low, std = {of}.min(axis=0), {of}.std(axis=0)
constant = ({of}.max(axis=0) == low) | (std == 0)
mean, std = np.where(constant, low, {of}.mean(axis=0)), np.where(constant, 1.0, std)
{made} = (x - mean) / std"""
