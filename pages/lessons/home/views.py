"""The figures of Home: the line that one neuron finds, and its mistakes after each update."""

import numpy as np
import pandas as pd

from pages.shared.bench.stage import Shown
from pages.shared.figures import boundary, curves
from pages.shared.one_neuron import moments, replay
from pages.shared.one_neuron.moments import Moments
from pages.shared.one_neuron.runs import PerceptronResult


def line(result: PerceptronResult, shown: Moments, end: str) -> Shown:
    """The flowers, and the line after each update."""
    first, second = result.samples.chosen.classes
    return Shown(
        "home_boundary",
        "One neuron learns",
        boundary.moving(
            moments.backdrop(result.samples), shown.weights, shown.ringed, "Updated for"
        ),
        f"A neuron tries to tell {first} and {second} apart: at the end {end}",
        lambda: update_table(result),
        place="main",
    )


def mistakes(result: PerceptronResult, shown: Moments) -> Shown:
    """The flowers answered wrong after each update; before the first there is no line yet."""
    wrong = replay.wrong_counts(result.samples, shown.own)
    every = np.arange(len(wrong))
    figure = curves.figure(
        [curves.Curve("Answered wrong", every, wrong)], "Update", "Flowers", rows=every,
        x={"autorange": True},  # how many updates there are is to be predicted
    )  # fmt: skip
    return Shown(
        "home_mistakes",
        "Its mistakes",
        figure,
        f"Flowers answered wrong after each update: {wrong[0]} at the start, {wrong[-1]} after "
        f"update {every[-1]}.",
        lambda: pd.DataFrame({"update": every, "answered wrong": wrong}),
    )


def update_table(result: PerceptronResult) -> pd.DataFrame:
    """The flower of each update."""
    run = result.run
    return pd.DataFrame(
        {
            "update": range(1, len(run.update_sample) + 1),
            "epoch": run.update_epoch,
            "flower": result.samples.chosen.rows[run.update_sample] + 1,
        }
    )
