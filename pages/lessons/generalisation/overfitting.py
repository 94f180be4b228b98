"""Overfitting: what a model makes of labels of which some are wrong, as a view."""

import numpy as np
import pandas as pd

from core.checks import Ints
from core.overfitting import NoisyTrial
from pages.lessons.generalisation import costs_told, judging, pictures
from pages.lessons.generalisation.exercises import Seen
from pages.lessons.generalisation.judging import Judging
from pages.lessons.generalisation.plane import SplitParts
from pages.lessons.generalisation.told import counted
from pages.shared import words
from pages.shared.bench.stage import Player, Shown
from pages.shared.bench.view import View
from pages.shared.figures import curves
from pages.shared.figures.style import Named
from pages.shared.one_neuron.own_points import OwnPoints

_NAME_WIDE, _NAME_HIGH = 0.45, 0.1
"""The room of a level's name, as shares of the small figure's axes."""


def view(asked: Judging, points: int, noise: float, own: OwnPoints) -> View[Seen]:
    """Costs over the epochs, and what the model answers at each of many moments."""
    run = judging.overfit(asked, points, noise)
    trial, x = run.trial, judging.samples(asked.inputs)[1]
    parts = SplitParts(trial.train, {"test": trial.test})
    at = pictures.spread_over(len(run.epochs), run.best)
    answers = pictures.answers(trial, x, at)
    correct = answers == run.labels
    train, test = (correct[:, part].mean(axis=1) for part in (trial.train, trial.test))
    counts, wrong = counted(trial), len(run.wrong)
    picture = Shown(
        "overfit_plane",
        "What it answers",
        pictures.over_noisy_plane(trial, parts, asked, run.labels, run.wrong, at),
        f"The answers over the plane. {costs_told.labels_flipped(wrong)} At the end "
        f"{words.percent(train[-1])} of the {counts[0]} and {words.percent(test[-1])} of the "
        f"{counts[1]} are correct.",
        lambda: pictures.sample_table(asked, parts, answers[-1], run.labels),
        place="main",
        points=pictures.own_points(asked, own),
    )
    return View(
        Seen(in_the_end=costs_told.in_the_end(run)),
        [picture, _costs(run, at), pictures.score_curves(run.epochs[at], train, test, parts)],
        Player(costs_told.cost_captions(run, run.epochs[at], train, test)),
        costs_told.overfitting(run, asked.model),
        "\n\n".join([costs_told.marks(wrong), costs_told.honest_level(wrong), costs_told.SCALE]),
    )


def _free_side(run: NoisyTrial) -> Named:
    """At the end of the level, where the curves of most runs have parted; at its start where one
    still runs through the room of the name, and none does so there."""
    costs, level = np.stack([run.train_costs, run.test_costs]), run.honest_cost
    under = (costs < level) & (costs > level - _NAME_HIGH * costs.max())
    wide = round(_NAME_WIDE * costs.shape[1])
    return "below start" if under[:, -wide:].any() and not under[:, :wide].any() else "below end"


def _costs(run: NoisyTrial, at: Ints) -> Shown:
    best, last, flipped = run.best, len(run.epochs) - 1, len(run.wrong)
    figure = curves.figure(
        [
            curves.Curve("Training cost", run.epochs, run.train_costs),
            curves.Curve("Test cost", run.epochs, run.test_costs),
        ],
        "Epoch",
        "Cost J per sample",
        marks=[(float(run.epochs[best]), "lowest test cost")],
        levels=[(run.honest_cost, costs_told.NOISE_LEARNT)] if flipped else [],
        levels_named=_free_side(run),
        y={"rangemode": "tozero"},
        rows=at,
    )
    return Shown(
        "overfit_costs",
        "Costs",
        figure,
        f"Costs per sample of {' and '.join(counted(run.trial))} after "
        f"{words.count(run.epochs[last], 'epoch')}: training "
        f"{words.number(run.train_costs[last])}, test {words.number(run.test_costs[last])}; "
        f"the lowest test cost was in epoch {run.epochs[best]}. {costs_told.honest_level(flipped)}",
        lambda: pd.DataFrame(
            {"epoch": run.epochs, "training cost": run.train_costs, "test cost": run.test_costs}
        ),
    )
