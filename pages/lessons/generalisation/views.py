"""The five ways of judging, each as a scene for the bench."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial

import numpy as np
import pandas as pd

from core.checks import Floats, Ints
from core.learner import TrainedAdaline, predict
from core.overfitting import NoisyTrial
from core.validation import Trial
from pages.lessons.generalisation import judging, plane, scores, told
from pages.lessons.generalisation.exercises import Seen
from pages.lessons.generalisation.judging import Judging
from pages.lessons.generalisation.plane import Parts
from pages.shared import words
from pages.shared.bench.stage import OwnPoints, Player, Shown
from pages.shared.bench.view import View
from pages.shared.figures import curves, style
from pages.shared.figures.boundary import Scene
from pages.shared.figures.figure import Figure
from pages.shared.one_neuron import replay
from pages.shared.one_neuron.own_points import MOST, OwnPoint

_MOMENTS = 50


def one_split(asked: Judging, own: tuple[OwnPoint, ...]) -> View[Seen]:
    """One split: the samples of both parts, scores over the epochs, what is taken for what."""
    trial = judging.one_split(asked)
    chosen, x, y = judging.samples(asked.inputs)
    at = _spread_over(len(trial.classifier.epochs))
    answers = _answers(trial, x, at)
    correct = answers == y
    train, test = (correct[:, part].mean(axis=1) for part in (trial.train, trial.test))
    epochs = trial.classifier.epochs[at]
    wrong = int((~correct[-1]).sum())
    picture = Shown(
        "split_plane",
        "Training and test samples",
        _plane(trial, _scene(asked, y), at, ~correct, "Wrong side"),
        f"{len(trial.train)} training and {len(trial.test)} test samples of "
        f"{' and '.join(chosen.classes)} over the two answers; at the end {wrong} are on the wrong "
        "side.",
        lambda: _sample_table(asked, trial, answers[-1]),
        place="main",
        points=_own_points(asked, own),
    )
    other = judging.one_split(replace(asked, leak=not asked.leak))
    clean, leaky = (other, trial) if asked.leak else (trial, other)
    below = told.confusion(y, answers[-1], trial.test, chosen.classes)
    return View(
        Seen(asked, "one split", told.Outcome(trial.train_score, trial.test_score)),
        [picture, _score_curves(epochs, train, test)],
        Player(told.moment_captions(epochs, train, test)),
        told.one_split(trial, asked.model),
        f"{below}\n\n{told.scalings(clean, leaky)}",
    )


def many_splits(asked: Judging, count: int) -> View[Seen]:
    """The scores of many splits, one after the other."""
    values = judging.many_splits(asked, count)
    made = len(values)
    percent = 100 * values[:, ::-1]

    def table() -> pd.DataFrame:
        return _score_table(values, "split", np.arange(1, made + 1))

    shown = [
        Shown(
            "many_scores",
            "How often each score",
            scores.distribution(percent),
            f"Scores of {made} splits. Test: {told.spread(values[:, 1])}.",
            table,
            place="main",
        ),
        Shown(
            "many_so_far",
            "Split by split",
            scores.so_far(percent),
            f"The test score of each of {made} splits and the mean so far, at the end "
            f"{told.percent(values[:, 1].mean())}.",
            table,
        ),
    ]
    below = ""
    if asked.leak:
        clean = judging.many_splits(replace(asked, leak=False), count)
        both = min(made, len(clean))
        below = told.leak(clean[:both], values[:both])
    return View(
        Seen(asked, "many splits", told.Outcome(*values.mean(axis=0)), values),
        shown,
        Player(told.split_captions(values), clock="split"),
        told.many_splits(values, count),
        below,
    )


def folds(asked: Judging, k: int) -> View[Seen]:
    """Every sample is in the test set once."""
    values, sizes = judging.folds(asked, k)
    mean = float(np.average(values[:, 1], weights=sizes))
    wanted = min(k, len(judging.samples(asked.inputs)[2]))
    shown = Shown(
        "fold_scores",
        "Fold by fold",
        scores.folds(100 * values[:, ::-1], 100 * mean),
        f"Scores of {len(sizes)} folds, test {told.percent(mean)} correct in all.",
        lambda: _score_table(values, "fold", np.arange(1, len(sizes) + 1)),
        place="main",
    )
    return View(
        Seen(asked, "k-fold", told.Outcome(float(values[:, 0].mean()), mean)),
        [shown],
        Player(told.fold_captions(values, sizes), clock="fold"),
        told.folds(values, sizes, wanted),
        "More folds leave more to learn from, but the test parts get smaller, so single folds "
        "jump about more, and there is more to train.",
    )


def learning_curve(asked: Judging) -> View[Seen]:
    """Scores over the size of the training set."""
    sizes, values = judging.learning_curve(asked, judging.REPEATS)
    mean = values.mean(axis=1)
    if len(sizes) == 1:
        note = (
            f"With a test share of {words.number(100 * asked.share)} % one sample is left to learn "
            "from. A curve needs more: lower the test share."
        )
        seen = Seen(asked, "learning curve", told.Outcome(*mean[-1]))
        return View(seen, [], Player([note]), note)
    shown = Shown(
        "learning_curve",
        "Learning curve",
        _scores_over_sizes(sizes, mean, 100 * values[:, :, 1]),
        f"Mean scores for {sizes[0]} to {sizes[-1]} training samples: test from "
        f"{told.percent(mean[0, 1])} to {told.percent(mean[-1, 1])}.",
        lambda: _score_table(mean, "training samples", np.array(sizes)),
        place="main",
    )
    return View(
        Seen(asked, "learning curve", told.Outcome(*mean[-1])),
        [shown],
        Player(told.size_captions(sizes, mean), clock="size"),
        told.learning_curve(sizes, mean, values.shape[1]),
        "Few samples are easily learnt by heart: a high training score and a low test score. "
        "Where training and test have met, more samples of the same kind help little.",
    )


def _scores_over_sizes(sizes: list[int], mean: Floats, test: Floats) -> Figure:
    """Mean scores (sizes, 2), 0 to 1; test (sizes, repeats), in percent, gives their range."""
    named = {
        "Training, mean": 100 * mean[:, 0],
        "Test, mean": 100 * mean[:, 1],
        "Test, worst split": test.min(axis=1),
        "Test, best split": test.max(axis=1),
    }
    return curves.figure(
        [curves.Curve(name, sizes, each) for name, each in named.items()],
        "Training samples",
        "Score (% correct)",
        y={"bounds": (float(min(test.min(), 100 * mean.min())) - 8, 103.0)},
        rows=np.arange(len(sizes)),
    )


def overfitting(asked: Judging, points: int, noise: float, own: tuple[OwnPoint, ...]) -> View[Seen]:
    """Costs over the epochs, and what the model answers at each of many moments."""
    run = judging.overfit(asked, points, noise)
    trial, x = run.trial, judging.samples(asked.inputs)[1]
    at = np.unique(np.r_[_spread_over(len(run.epochs)), run.best])
    answers = _answers(trial, x, at)
    correct = answers == run.labels
    train, test = (correct[:, part].mean(axis=1) for part in (trial.train, trial.test))
    turned = np.zeros(correct.shape, dtype=bool)
    turned[:, run.wrong] = True
    picture = Shown(
        "overfit_plane",
        "What it answers",
        _plane(trial, _scene(asked, run.labels), at, turned, "Label turned"),
        f"The answers over the plane. {len(run.wrong)} training labels were turned. At the end "
        f"{told.percent(train[-1])} of the training and {told.percent(test[-1])} of the test "
        "samples are correct.",
        lambda: _sample_table(asked, trial, answers[-1]),
        place="main",
        points=_own_points(asked, own),
    )
    outcome = told.Outcome(float(train[-1]), float(test[-1]), told.overfits(run))
    return View(
        Seen(asked, "overfitting", outcome),
        [picture, _costs(run, at), _score_curves(run.epochs[at], train, test)],
        Player(told.cost_captions(run, run.epochs[at], train, test)),
        told.overfitting(run, asked.model),
        f"{told.marks(len(run.wrong))}\n\n{told.SCALE}",
    )


def _costs(run: NoisyTrial, at: Ints) -> Shown:
    best, last = run.best, len(run.epochs) - 1
    figure = curves.figure(
        [
            curves.Curve("Training cost", run.epochs, run.train_costs),
            curves.Curve("Test cost", run.epochs, run.test_costs),
        ],
        "Epoch",
        "Cost J per sample",
        marks=[(float(run.epochs[best]), "lowest test cost")],
        y={"rangemode": "tozero"},
        rows=at,
    )
    return Shown(
        "overfit_costs",
        "Costs",
        figure,
        f"Costs per sample after {run.epochs[last]} epochs: training "
        f"{words.number(run.train_costs[last])}, test {words.number(run.test_costs[last])}; "
        f"the lowest test cost was in epoch {run.epochs[best]}.",
        lambda: _score_table(run.costs, "epoch", run.epochs),
    )


def _score_curves(epochs: Ints, train: Floats, test: Floats) -> Shown:
    history = 100 * np.column_stack([train, test])
    figure = curves.figure(
        [
            curves.Curve("Training", epochs, history[:, 0]),
            curves.Curve("Test", epochs, history[:, 1]),
        ],
        "Epoch",
        "Score (% correct)",
        y={"bounds": (0.0, 105.0)},
        rows=np.arange(len(epochs)),
    )
    return Shown(
        "split_scores",
        "Scores",
        figure,
        f"Scores over the epochs: in the end {told.percent(train[-1])} of the training samples "
        f"and {told.percent(test[-1])} of the test samples correct.",
        lambda: _score_table(history, "epoch", epochs),
    )


def _spread_over(count: int) -> Ints:
    """Moments of ``count``, evenly spread, both ends included."""
    return np.unique(np.linspace(0, count - 1, min(count, _MOMENTS)).round().astype(int))


def _answers(trial: Trial, x: Floats, at: Ints) -> Ints:
    scaled = trial.scaling.transform(x)
    return np.array([predict(trial.classifier, scaled, moment) for moment in at.tolist()])


def _scene(asked: Judging, labels: Floats) -> Scene:
    """The samples as measured, with the labels the learner was given."""
    chosen, x, _ = judging.samples(asked.inputs)
    rows = judging.rows_used(asked.inputs)
    return Scene(x, labels, chosen.features, chosen.classes, None, chosen.rows[rows] + 1)


def _plane(trial: Trial, scene: Scene, at: Ints, ringed: np.ndarray, ring: str) -> Figure:
    """A line for the linear neuron, a bent boundary for the network."""
    parts = Parts(trial.train, trial.test)
    if isinstance(trial.classifier, TrainedAdaline):
        history = replay.same_lines(trial.classifier.history[at])
        return plane.straight(scene, parts, trial.scaling.weights_to_raw(history), ringed, ring)
    asks: list[Callable[[Floats], Floats]] = [
        partial(_ask, trial, moment) for moment in at.tolist()
    ]
    return plane.bent(scene, parts, asks, ringed, ring)


def _ask(trial: Trial, moment: int, points: Floats) -> Floats:
    return trial.classifier.outputs(trial.scaling.transform(points), moment)


def _own_points(asked: Judging, own: tuple[OwnPoint, ...]) -> OwnPoints:
    classes = judging.samples(asked.inputs)[0].classes
    return OwnPoints(list(zip(classes, style.CLASS_COLOURS[:2], strict=True)), own, MOST)


def _sample_table(asked: Judging, trial: Trial, answers: Ints) -> pd.DataFrame:
    """Every sample with its part, its class and the answer."""
    chosen, x, y = judging.samples(asked.inputs)
    part = np.where(np.isin(np.arange(len(y)), trial.test), "test", "training")
    values = {name: x[:, j] for j, name in enumerate(chosen.features)}
    return pd.DataFrame({"part": part, **values, "class": y, "answer": answers})


def _score_table(values: Floats, rows: str, first: np.ndarray) -> pd.DataFrame:
    """Training and test scores, one row for each split, fold or size."""
    return pd.DataFrame({rows: first, "training": values[:, 0], "test": values[:, 1]})
