"""The ways of judging by scores, each as a view for the bench."""

from dataclasses import replace

import numpy as np
import pandas as pd

from core.checks import Floats
from pages.lessons.generalisation import judging, pictures, plane, scores, told
from pages.lessons.generalisation.exercises import Seen
from pages.lessons.generalisation.judging import Judging
from pages.lessons.generalisation.plane import SplitParts
from pages.shared import words
from pages.shared.bench.stage import Player, Shown
from pages.shared.bench.view import View
from pages.shared.figures import curves
from pages.shared.figures.figure import Figure
from pages.shared.one_neuron.own_points import OwnPoints


def too_few(asked: Judging, own: OwnPoints) -> View[Seen]:
    """The samples alone, where there are too few to split, so that own points can be added."""
    chosen, _, y = judging.samples(asked.inputs)
    note = told.too_few(len(y), judging.FEWEST_SAMPLES)
    shown = Shown(
        "split_plane",
        "Samples",
        plane.unsplit(pictures.backdrop(asked, y)),
        f"{note} They are of {' and '.join(chosen.classes)}.",
        lambda: pictures.unsplit_table(asked),
        place="main",
        points=pictures.own_points(asked, own),
    )
    return View(Seen(), [shown], ended=note)


def one_split(asked: Judging, own: OwnPoints) -> View[Seen]:
    """One split: the samples of both parts, scores over the epochs, what is taken for what."""
    trial = judging.one_split(asked)
    chosen, x, y = judging.samples(asked.inputs)
    parts = SplitParts(trial.train, {"test": trial.test})
    at = pictures.spread_over(len(trial.classifier.epochs))
    answers = pictures.answers(trial, x, at)
    correct = answers == y
    train, test = (correct[:, part].mean(axis=1) for part in (trial.train, trial.test))
    epochs = trial.classifier.epochs[at]
    wrong = int((~correct[-1]).sum())
    picture = Shown(
        "split_plane",
        "Training and test samples",
        pictures.over_plane(
            trial, parts, pictures.backdrop(asked, y), at, ~correct, "Answered wrong"
        ),
        f"{len(trial.train)} training and {words.count(len(trial.test), 'test sample')} of "
        f"{' and '.join(chosen.classes)} over the two answers; at the end {wrong} "
        f"{words.are(wrong)} on the wrong side.",
        lambda: pictures.sample_table(asked, parts, answers[-1]),
        place="main",
        points=pictures.own_points(asked, own),
    )
    other = judging.one_split(replace(asked, leak=not asked.leak))
    clean, leaky = (other, trial) if asked.leak else (trial, other)
    below = told.confusion(y, answers[-1], trial.test, chosen.classes)
    return View(
        Seen(),
        [picture, pictures.score_curves(epochs, train, test, parts)],
        Player(told.moment_captions(epochs, train, test)),
        told.one_split(trial, asked.model, y, chosen.classes),
        f"{below}\n\n{told.scalings(clean, leaky, x)}",
    )


def many_splits(asked: Judging, count: int) -> View[Seen]:
    """The scores of many splits, one after the other."""
    scored = judging.many_splits(asked, count)
    values, made = scored.values, len(scored.values)
    percent = 100 * values[:, ::-1]

    def table() -> pd.DataFrame:
        return pictures.score_table(100 * values, "split", np.arange(1, made + 1))

    shown = [
        Shown(
            "many_scores",
            "How often each score",
            scores.distribution(percent),
            f"Scores of {words.count(made, 'split')}. Test: {told.spread(values[:, 1])}.",
            table,
            place="main",
        ),
        Shown(
            "many_so_far",
            "Split by split",
            scores.so_far(percent),
            "The test score of one split after the other and the mean so far, at the end "
            f"{words.percent(values[:, 1].mean())}.",
            table,
        ),
    ]
    below = ""
    if asked.leak:
        clean = judging.many_splits(replace(asked, leak=False), count).values
        both = min(made, len(clean))
        below = told.leak(clean[:both], values[:both])
    return View(
        Seen(values),
        shown,
        Player(told.split_captions(values), clock="split"),
        told.many_splits(values, count) + told.some_diverged(scored, "split", asked.model),
        below,
    )


def folds(asked: Judging, k: int) -> View[Seen]:
    """Every sample is in the test set once."""
    scored, sizes = judging.folds(asked, k)
    values = scored.values
    mean = float(np.average(values[:, 1], weights=sizes))
    wanted = min(k, len(judging.samples(asked.inputs)[2]))
    shown = Shown(
        "fold_scores",
        "Fold by fold",
        scores.folds(100 * values[:, ::-1], 100 * mean),
        f"Scores of {words.count(len(sizes), 'fold')}, test {words.percent(mean)} correct in all.",
        lambda: pictures.score_table(100 * values, "fold", np.arange(1, len(sizes) + 1)),
        place="main",
    )
    return View(
        Seen(),
        [shown],
        Player(told.fold_captions(values, sizes), clock="fold"),
        told.folds(values, sizes, wanted) + told.some_diverged(scored, "fold", asked.model),
        "With more folds there is more to learn from each time, but the test parts get smaller, so "
        "the scores of single folds differ more, and more models have to be trained.",
    )


def learning_curve(asked: Judging) -> View[Seen]:
    """Scores over the size of the training set."""
    sizes, scored = judging.learning_curve(asked, judging.REPEATS)
    values = scored.values
    mean = values.mean(axis=1)
    if len(sizes) == 1:
        note = (
            f"With a test share of {words.percent(asked.share)} one sample is left to learn "
            "from. A curve needs more: lower the test share."
        )
        return View(Seen(), [], Player([note]), note)
    drawn = _scores_over_sizes(100 * values)
    shown = Shown(
        "learning_curve",
        "Learning curve",
        _size_curves(sizes, drawn),
        f"Mean scores for {sizes[0]} to {sizes[-1]} training samples: the test score "
        f"{told.ends(mean[:, 1])}.",
        lambda: pd.DataFrame(
            {"training samples": sizes} | {f"{name} (% correct)": drawn[name] for name in drawn}
        ),
        place="main",
    )
    return View(
        Seen(),
        [shown],
        Player(told.size_captions(sizes, mean), clock="size"),
        told.learning_curve(sizes, mean, values.shape[1])
        + told.some_diverged(scored, "training", asked.model),
        "Few samples are easily learnt by heart: a high training score and a low test score. "
        "Where both curves have become level and lie together, more samples of the same kind help "
        "little; while the test score is still rising, more samples may help a lot.",
    )


def _scores_over_sizes(percent: Floats) -> dict[str, Floats]:
    """From the scores (sizes, repeats, 2): what is drawn of each size."""
    test = percent[:, :, 1]
    return {
        "Training, mean": percent[:, :, 0].mean(axis=1),
        "Test, mean": test.mean(axis=1),
        "Test, worst split": test.min(axis=1),
        "Test, best split": test.max(axis=1),
    }


def _size_curves(sizes: list[int], named: dict[str, Floats]) -> Figure:
    return curves.figure(
        [curves.Curve(name, sizes, each) for name, each in named.items()],
        "Training samples",
        "Score (% correct)",
        y=scores.scale(float(min(each.min() for each in named.values())) - 8, 103.0),
        rows=np.arange(len(sizes)),
    )
