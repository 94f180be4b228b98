"""What several views draw: the samples over the answers, scores over the epochs, their tables."""

from collections.abc import Callable
from functools import partial
from typing import Protocol

import numpy as np
import pandas as pd

from core.checks import Floats, Ints
from core.learner import Classifier, TrainedAdaline, predict
from core.scaling import Standardizer
from pages.lessons.generalisation import judging, plane, scores
from pages.lessons.generalisation.judging import Judging
from pages.lessons.generalisation.plane import SplitPart, SplitParts
from pages.shared import words
from pages.shared.bench import numbers
from pages.shared.bench.stage import PointEditor, Shown
from pages.shared.figures import curves
from pages.shared.figures.boundary import Backdrop
from pages.shared.figures.figure import Figure
from pages.shared.one_neuron import replay
from pages.shared.one_neuron.own_points import OwnPoints
from pages.shared.one_neuron.plane import editor

_MOMENTS = 50


class Learnt(Protocol):
    """What came of a training: the scaling, and the classifier at every moment kept."""

    @property
    def scaling(self) -> Standardizer:
        """That of the inputs."""

    @property
    def classifier(self) -> Classifier:
        """What was learnt."""


def score_curves(
    epochs: Ints, train: Floats, test: Floats, parts: SplitParts, other: SplitPart = "test"
) -> Shown:
    """Shares of correct answers (m,) of the training part and of an ``other`` part."""
    history = 100 * np.column_stack([train, test])
    figure = curves.figure(
        [
            curves.Curve("Training", epochs, history[:, 0]),
            curves.Curve(other.capitalize(), epochs, history[:, 1]),
        ],
        "Epoch",
        "Score (% correct)",
        y=scores.scale(0.0, 105.0),
        rows=np.arange(len(epochs)),
    )
    return Shown(
        "split_scores",
        "Scores",
        figure,
        f"Scores over the epochs: in the end {words.percent(train[-1])} of the "
        f"{words.count(len(parts.train), 'training sample')} and {words.percent(test[-1])} of the "
        f"{words.count(len(parts.kept_back[other]), f'{other} sample')} correct.",
        lambda: score_table(history, "epoch", epochs, other),
    )


def spread_over(count: int, *also: int) -> Ints:
    """Moments of ``count``, evenly spread, both ends included, and ``also`` these."""
    even = np.linspace(0, count - 1, min(count, _MOMENTS)).round().astype(int)
    return np.unique([*even, *also])


def answers(learnt: Learnt, x: Floats, at: Ints) -> Ints:
    """The class (m, n) that each of x (n, d) gets at these moments."""
    scaled = learnt.scaling.transform(x)
    return np.array([predict(learnt.classifier, scaled, moment) for moment in at.tolist()])


def backdrop(asked: Judging, labels: Floats) -> Backdrop:
    """The samples as measured, with the labels the learner was given."""
    chosen, x, _ = judging.samples(asked.inputs)
    rows = judging.rows_used(asked.inputs)
    return Backdrop(x, labels, chosen.features, chosen.classes, chosen.rows[rows] + 1)


def over_plane(
    learnt: Learnt, parts: SplitParts, backdrop: Backdrop, at: Ints, ringed: np.ndarray, ring: str
) -> Figure:
    """A line for the linear neuron, a bent boundary for the network."""
    if isinstance(learnt.classifier, TrainedAdaline):
        history = replay.same_lines(learnt.classifier.history[at])
        return plane.straight(backdrop, parts, learnt.scaling.weights_to_raw(history), ringed, ring)
    asks: list[Callable[[Floats], Floats]] = [
        partial(_ask, learnt, moment) for moment in at.tolist()
    ]
    return plane.bent(backdrop, parts, asks, ringed, ring)


def over_noisy_plane(
    learnt: Learnt, parts: SplitParts, asked: Judging, labels: Floats, wrong: Ints, at: Ints
) -> Figure:
    """The same where a ring marks each sample whose label is ``wrong``, at every moment."""
    ringed = np.zeros((len(at), len(labels)), dtype=bool)
    ringed[:, wrong] = True
    return over_plane(learnt, parts, backdrop(asked, labels), at, ringed, "Label flipped")


def _ask(learnt: Learnt, moment: int, points: Floats) -> Floats:
    return learnt.classifier.outputs(learnt.scaling.transform(points), moment)


def own_points(asked: Judging, own: OwnPoints) -> PointEditor:
    """What the plane needs to have own points added, moved and removed."""
    return editor(judging.samples(asked.inputs)[0].classes, own)


def sample_table(
    asked: Judging, parts: SplitParts, answers: Ints, labels: Floats | None = None
) -> pd.DataFrame:
    """Every sample with its part, its class and the answer.

    labels: what the learner was told, where that is not always the class
    """
    part = np.full(len(answers), "training", dtype=object)
    for name, rows in parts.kept_back.items():
        part[rows] = name
    told = [] if labels is None else [("label", labels)]
    return numbers.beside([("part", part), *_columns(asked), *told, ("answer", answers)])


def unsplit_table(asked: Judging) -> pd.DataFrame:
    """Every sample with its class."""
    return numbers.beside(_columns(asked))


def _columns(asked: Judging) -> list[tuple[str, Floats]]:
    chosen, x, y = judging.samples(asked.inputs)
    return [*zip(chosen.features, x.T, strict=True), ("class", y)]


def score_table(percent: Floats, rows: str, first: Ints, other: SplitPart = "test") -> pd.DataFrame:
    """Training and test scores in percent, one row for each split, fold or epoch."""
    return pd.DataFrame(
        {rows: first, "training (% correct)": percent[:, 0], f"{other} (% correct)": percent[:, 1]}
    )
