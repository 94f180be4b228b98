"""The ways of judging by scores, as what each adds to the script of the page."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from core.learner import predict
from pages.lessons.generalisation import judging
from pages.lessons.generalisation.judging import Judging, Numbers
from pages.shared.script import pieces, splits
from pages.shared.script.pieces import Told
from pages.shared.script.rounding import NUDGED_ETA
from pages.shared.script.script import Section


@dataclass(frozen=True)
class Way:
    """What a way of judging adds to a script.

    settings: constants beside the learner's. sections: from the split to the picture. told: what
    is on the screen, and again: an expression for the same with another learning rate.
    """

    title: str
    settings: Mapping[str, tuple[Any, str]]
    sections: Sequence[Section]
    told: Sequence[Told]
    again: str


def split(asked: Judging, *, always_mixed: bool = False) -> Section:
    """``split``, with the same mix of classes in both parts if that was asked for."""
    mixed = asked.balanced or always_mixed
    told = "A random part of the samples is kept back."
    if mixed:
        told += " Both parts have the same mix of classes."
    code = splits.STRATIFIED if mixed else splits.AT_RANDOM
    return Section("Training and test", told, code)


def _share(asked: Judging) -> Mapping[str, tuple[Any, str]]:
    return {"SHARE": (asked.share, "the share of the samples that is kept back")}


def one_split(asked: Judging, numbers: Numbers) -> Way:
    """Both scores, and what is taken for what."""
    trial = judging.one_split(asked)
    x, y = judging.samples(asked.inputs)[1:]
    answers, true = predict(trial.classifier, trial.scaling.transform(x)), y[trial.test]
    said = answers[trial.test]
    counts = [[int(((true == a) & (said == b)).sum()) for b in (-1, 1)] for a in (-1, 1)]
    told = [
        Told("training and test score", "scores", [trial.train_score, trial.test_score]),
        Told("test samples by class and answer", "confusion(answers)", counts),
    ]
    return Way(
        "One split", _share(asked), [split(asked), _ONE, _PLANE], told,
        f"[judge(train, test, {NUDGED_ETA}), confusion(answer(train, {NUDGED_ETA}))]",
    )  # fmt: skip


_ONE = Section(
    "The result",
    "The test score is the one that counts. Below it, what is taken for what.",
    '''\
def confusion(answers):
    """The test samples of each class, a row, by answer, a column."""
    true, said = y[test], answers[test]
    return [[int(((true == a) & (said == b)).sum()) for b in (-1, 1)] for a in (-1, 1)]


train, test = split(y, SHARE, np.random.default_rng(SEED))
answers = answer(train, ETA)
scores = judge(train, test, ETA)
print(f"training {scores[0]:.1%}, test {scores[1]:.1%} correct")
for name, row in zip(CLASSES, confusion(answers)):
    print(f"is {name}: said {CLASSES[0]} {row[0]}, said {CLASSES[1]} {row[1]}")
''',
)

_PLANE = pieces.picture(
    "All samples by class; open circles were kept back, and a cross is a wrong answer.",
    """\
figure = go.Figure()
for target, name in zip([-1, 1], CLASSES):
    for part, symbol in [(train, "circle"), (test, "circle-open")]:
        own = part[y[part] == target]
        look = {"symbol": symbol, "size": 9}
        figure.add_scatter(x=x[own, 0], y=x[own, 1], mode="markers", marker=look, name=name)
wrong = np.flatnonzero(answers != y)
look = {"symbol": "x", "color": "black"}
figure.add_scatter(x=x[wrong, 0], y=x[wrong, 1], mode="markers", marker=look, name="wrong")
figure.update_layout(xaxis_title=FEATURES[0], yaxis_title=FEATURES[1])
figure.show()""",
)


def many_splits(asked: Judging, numbers: Numbers) -> Way:
    """How often each score comes."""
    scores = judging.many_splits(asked, numbers.splits).values
    settings = {**_share(asked), "SPLITS": (len(scores), "how many splits, each drawn anew")}
    return Way(
        "Many splits", settings, [split(asked), _MANY, _HISTOGRAM],
        [Told("training scores", "scores[:, 0]", scores[:, 0]),
         Told("test scores", "scores[:, 1]", scores[:, 1])],
        f"np.array([judge(*parts, {NUDGED_ETA}) for parts in all_parts]).T",
    )  # fmt: skip


_MANY = Section(
    "The result",
    "A single split could have given any of these.",
    """\
rng = np.random.default_rng(SEED)
all_parts = [split(y, SHARE, rng) for _ in range(SPLITS)]
scores = np.array([judge(*parts, ETA) for parts in all_parts])
for name, column in zip(["training", "test"], scores.T):
    print(f"{name}: {column.mean():.2%} correct on average,", end=" ")
    print(f"from {column.min():.2%} to {column.max():.2%}")
""",
)

_HISTOGRAM = pieces.picture(
    "How often each score came.",
    """\
figure = go.Figure()
for name, column in zip(["training", "test"], scores.T):
    figure.add_histogram(x=100 * column, name=name)
figure.update_layout(xaxis_title="Score (% correct)", yaxis_title="Splits")
figure.show()""",
)


def folds(asked: Judging, numbers: Numbers) -> Way:
    """Each part is the test set once."""
    scored, sizes = judging.folds(asked, numbers.folds)
    scores = scored.values
    wanted = min(numbers.folds, len(judging.samples(asked.inputs)[2]))
    mean = float(np.average(scores[:, 1], weights=sizes))
    return Way(
        f"{wanted}-fold cross-validation",
        {"FOLDS": (wanted, "parts, each of which is the test set once"),
         "JUDGED": (len(sizes), "of them, the first")},
        [_FOLDS, _FOLDED, _BARS],
        [Told("training scores", "scores[:, 0]", scores[:, 0]),
         Told("test scores", "scores[:, 1]", scores[:, 1]),
         Told("correct in all", "in_all", mean)],
        f"list(np.array([judge(*parts, {NUDGED_ETA}) for parts in all_parts]).T) + [in_all]",
    )  # fmt: skip


_FOLDS = Section(
    "Training and test",
    "The samples are shuffled and cut into parts; each part is the test set once.",
    """\
order = np.random.default_rng(SEED).permutation(len(y))
tests = [np.sort(part) for part in np.array_split(order, FOLDS)]
all_parts = [(np.setdiff1d(np.arange(len(y)), test), test) for test in tests[:JUDGED]]""",
)

_FOLDED = Section(
    "The result",
    "Every sample is judged once, by a model that has not seen it.",
    """\
scores = np.array([judge(*parts, ETA) for parts in all_parts])
in_all = np.average(scores[:, 1], weights=[len(test) for _, test in all_parts])
for fold, (seen, unseen) in enumerate(scores, start=1):
    print(f"fold {fold}: training {seen:.2%}, test {unseen:.2%} correct")

print(f"In all {in_all:.2%} correct")
""",
)

_BARS = pieces.picture(
    "The scores fold by fold.",
    """\
figure = go.Figure()
for name, column in zip(["training", "test"], scores.T):
    figure.add_bar(x=np.arange(1, JUDGED + 1), y=100 * column, name=name)
figure.update_layout(xaxis_title="Fold", yaxis_title="Score (% correct)")
figure.show()""",
)


def learning_curve(asked: Judging, numbers: Numbers) -> Way:
    """Scores over the size of the training set."""
    sizes, scored = judging.learning_curve(asked, judging.REPEATS)
    scores = scored.values
    mean = scores.mean(axis=1)
    settings = {
        **_share(asked),
        "TRAIN_SIZES": (sizes, "how many samples are learnt from"),
        "REPEATS": (scores.shape[1], "splits of each size"),
    }
    return Way(
        "Learning curve", settings,
        [split(asked, always_mixed=True), _CURVE, _CURVED, _CURVES],
        [Told("training scores, mean", "mean[:, 0]", mean[:, 0]),
         Told("test scores, mean", "mean[:, 1]", mean[:, 1])],
        f"curve({NUDGED_ETA}).mean(axis=1).T",
    )  # fmt: skip


_CURVE = Section(
    "Training sets that grow",
    "Each repeat splits once and takes more and more of its training set, so that all sizes are "
    "judged by the same test set.",
    '''\
def alternating(labels, rng):
    """A random order whose every beginning has both classes in their shares."""
    place = np.empty(len(labels))
    for name in np.unique(labels):
        rows = np.flatnonzero(labels == name)
        place[rng.permutation(rows)] = (np.arange(len(rows)) + 0.5) / len(rows)
    return np.argsort(place, kind="stable")


def curve(eta):
    """(training, test) scores of each size and repeat."""
    scores, rng = np.empty((len(TRAIN_SIZES), REPEATS, 2)), np.random.default_rng(SEED)
    for repeat in range(REPEATS):
        train, test = split(y, SHARE, rng)
        order = train[alternating(y[train], rng)]
        for i, size in enumerate(TRAIN_SIZES):
            scores[i, repeat] = judge(order[:size], test, eta)
    return scores''',
)

_CURVED = Section(
    "The result",
    "Few samples are easily learnt by heart; with more of them the two scores come together.",
    """\
mean = curve(ETA).mean(axis=1)
for size, (seen, unseen) in zip(TRAIN_SIZES, mean):
    print(f"{size} samples: training {seen:.2%}, test {unseen:.2%} correct")
""",
)

_CURVES = pieces.picture(
    "Mean scores over the size of the training set.",
    """\
figure = go.Figure()
for name, column in zip(["training", "test"], mean.T):
    figure.add_scatter(x=TRAIN_SIZES, y=100 * column, name=name)
figure.update_layout(xaxis_title="Training samples", yaxis_title="Score (% correct)")
figure.show()""",
)
