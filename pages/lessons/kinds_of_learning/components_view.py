"""The figures of the live run of dimension reduction."""

import numpy as np
import pandas as pd

from core.checks import Ints
from data import SPECIES, load_iris
from pages.lessons.kinds_of_learning import components_figure, told
from pages.lessons.kinds_of_learning.told import Labels
from pages.lessons.kinds_of_learning.turning import Turned
from pages.shared import words
from pages.shared.bench.stage import Shown
from pages.shared.figures import curves


def groups(labels: Labels) -> dict[str, Ints]:
    """The flowers by what is known of them: nothing, one of each species, or all."""
    truth = load_iris()["species"].to_numpy()
    of_species = {name: np.flatnonzero(truth == name) for name in SPECIES}
    if labels == "all":
        return of_species
    asked = {name: rows[:1] for name, rows in of_species.items()} if labels == "one each" else {}
    others = np.setdiff1d(np.arange(len(truth)), [rows[0] for rows in asked.values()])
    return {components_figure.UNNAMED: others, **asked}


def figures(result: Turned, labels: Labels) -> list[Shown]:
    """The flowers, what the two numbers are made of, and the variance they hold."""
    return [
        Shown(
            "kinds_run",
            "Two numbers",
            components_figure.flowers(result.numbers, groups(labels)),
            f"{told.turned_alt(result)} {told.coloured(labels)}",
            lambda: _flowers(result, labels),
            place="main",
        ),
        Shown(
            "kinds_parts",
            "What they are made of",
            components_figure.parts(result.axes, told.LENGTHS),
            f"At the end: {told.recipe(result)}.",
            lambda: pd.DataFrame(
                {"length": told.LENGTHS, "first number": result.axes[-1, 0],
                 "second number": result.axes[-1, 1]}
            ),
        ),
        _held(result),
    ]  # fmt: skip


def _held(result: Turned) -> Shown:
    moments = np.arange(len(result.held))
    held = {"Both numbers": 100 * result.held, "First alone": 100 * result.shares[:, 0]}
    figure = curves.figure(
        [curves.Curve(name, moments, percent) for name, percent in held.items()],
        "Step of the turn",
        "Variance held (%)",
        y={"bounds": (0, 105)},
        rows=moments,
    )
    return Shown(
        "kinds_judged",
        "Variance",
        figure,
        f"The two numbers hold {words.percent(result.held[0])} of the variance of the four lengths "
        f"at the start of the turn, {words.percent(result.held[-1])} at its end.",
        lambda: pd.DataFrame(
            {"step": moments, **{f"{name} (%)": percent for name, percent in held.items()}}
        ),
    )


def _flowers(result: Turned, labels: Labels) -> pd.DataFrame:
    first, second = result.numbers[-1].T
    seen = {"species": load_iris()["species"]} if labels == "all" else {}
    numbers = {"flower": np.arange(1, len(first) + 1), "first": first, "second": second}
    return pd.DataFrame({**numbers, **seen})
