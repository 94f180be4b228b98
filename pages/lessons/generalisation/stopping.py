"""Choosing the epoch by a validation set, and judging it by the test set, as a view."""

from dataclasses import replace

import numpy as np
import pandas as pd

from core.checks import Floats, Ints
from core.stopping import Stopped
from pages.lessons.generalisation import costs_told, judging, pictures
from pages.lessons.generalisation.costs_told import ASKED_ONCE, SCALE
from pages.lessons.generalisation.exercises import Seen
from pages.lessons.generalisation.judging import Judging
from pages.lessons.generalisation.plane import SplitParts
from pages.shared import words
from pages.shared.bench.stage import Player, Shown
from pages.shared.bench.view import View
from pages.shared.figures import curves
from pages.shared.figures.motion import Cursor
from pages.shared.one_neuron.own_points import OwnPoints


def view(asked: Judging, kept_back: float, noise: float, own: OwnPoints) -> View[Seen]:
    """The samples in three parts, the costs of two of them, and what the third says at the end."""
    run = judging.stopped(asked, kept_back, noise)
    x = judging.samples(asked.inputs)[1]
    at = pictures.spread_over(len(run.epochs), run.best)
    parts = SplitParts(run.parts[0], {"validation": run.parts[1], "test": run.parts[2]})
    correct = pictures.answers(run, x, at) == run.labels
    train, validation = (correct[:, part].mean(axis=1) for part in run.parts[:2])
    scores = np.array([run.score(x, 2, moment) for moment in (run.best, -1)])
    saved = float(run.costs[-1, 2] - run.costs[run.best, 2])
    return View(
        Seen(saved=saved),
        [
            _plane(asked, run, parts, at, scores, own),
            _costs(run, at),
            pictures.score_curves(run.epochs[at], train, validation, parts, "validation"),
        ],
        Player(costs_told.stopping_captions(run, at, train, validation)),
        costs_told.stopped(run, asked.model, scores),
        f"{ASKED_ONCE}\n\n{costs_told.marks(len(run.wrong), validation=True)}\n\n{SCALE}",
    )


def _plane(
    asked: Judging,
    run: Stopped,
    parts: SplitParts,
    at: Ints,
    scores: Floats,
    own: OwnPoints,
) -> Shown:
    train, validation, test = run.parts
    x = judging.samples(asked.inputs)[1]
    chosen = np.array([run.best])
    return Shown(
        "stopping_plane",
        "What it answers",
        pictures.over_noisy_plane(run, parts, asked, run.labels, run.wrong, at),
        f"The answers over the plane to {len(train)} training, {len(validation)} validation and "
        f"{words.count(len(test), 'test sample')}; {costs_told.labels_flipped(len(run.wrong))} "
        f"At the chosen epoch {words.percent(scores[0])} of the test samples are correct.",
        lambda: pictures.sample_table(
            asked, parts, pictures.answers(run, x, chosen)[0], run.labels
        ),
        place="main",
        points=pictures.own_points(asked, own),
    )


def _costs(run: Stopped, at: Ints) -> Shown:
    """The costs of the two parts that are watched, and the one cost that the test set tells."""
    chosen, cost = int(run.epochs[run.best]), float(run.costs[run.best, 2])
    figure = curves.figure(
        [
            curves.Curve("Training cost", run.epochs, run.costs[:, 0]),
            curves.Curve("Validation cost", run.epochs, run.costs[:, 1]),
            curves.Curve("Test cost, asked once", [chosen], [cost]),
        ],
        "Epoch",
        "Cost J per sample",
        y={"rangemode": "tozero"},
    )
    asked = np.where(np.arange(len(at)) == len(at) - 1, 0, -1)
    return Shown(
        "stopping_costs",
        "Costs",
        replace(figure, motions=[Cursor((0, 1), at), Cursor((2,), asked)]),
        f"Costs per sample over {words.count(run.epochs[-1], 'epoch')}. The validation cost is "
        f"lowest in epoch {chosen}, {words.number(run.costs[run.best, 1])}; there the test cost is "
        f"{words.number(cost)}.",
        lambda: _table(run),
    )


def _table(run: Stopped) -> pd.DataFrame:
    """The costs of every epoch; of the test part only where it was asked."""
    test = np.where(np.arange(len(run.epochs)) == run.best, run.costs[:, 2], np.nan)
    costs = {"training": run.costs[:, 0], "validation": run.costs[:, 1], "test": test}
    return pd.DataFrame({"epoch": run.epochs} | {f"{part} cost": costs[part] for part in costs})
