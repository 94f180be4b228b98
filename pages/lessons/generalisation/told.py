"""What the page Does it generalise? says of scores; ``costs_told`` has what it says of costs."""

import numpy as np

from core.checks import Floats, Ints
from core.scaling import Standardizer
from core.scores import confusion_matrix
from core.validation import Trial
from pages.lessons.generalisation.judging import Model
from pages.lessons.generalisation.repeated import Scored
from pages.shared import words
from pages.shared.words import percent

LEAK = "Where the scaling is fitted on all samples, the test set has a say in it: a **leak**."
_FEW = 10
"""Fewer test samples than this tell little."""


def points(size: float) -> str:
    """So many percentage points, at least 0; what is only rounding is 0."""
    text = words.number(0.0 if size < 1e-9 else size, 3)
    return f"{text} percentage {'point' if text == '1' else 'points'}"


def beside(difference: float) -> str:
    """How a score lies to another: "2 percentage points above"; level where they are alike."""
    if abs(difference) < 1e-9:
        return "level with"
    return f"{points(abs(difference))} {'above' if difference > 0 else 'below'}"


def spread(values: Floats) -> str:
    """Mean, standard deviation and range of scores."""
    if np.ptp(values) == 0:
        return percent(values[0]) + " each time" * (len(values) > 1)
    return (
        f"{percent(values.mean())} on average (standard deviation "
        f"{points(100 * float(values.std()))}), from {percent(values.min())} to "
        f"{percent(values.max())}"
    )


def diverged(trial: Trial, model: Model) -> str:
    """What to say where the learning rate was too large; else nothing."""
    return too_large(model) if trial.classifier.diverged else ""


def too_large(model: Model, where: str = "") -> str:
    """That the learning rate was the cause."""
    return f" Training diverged{where}: η = {words.number(model.eta)} is too large."


def some_diverged(scored: Scored, unit: str, model: Model) -> str:
    """In how many splits, folds or trainings the learning rate was too large; else nothing."""
    if not scored.diverged:
        return ""
    if scored.diverged == scored.trainings:
        return too_large(model, " each time")
    return too_large(model, f" in {scored.diverged} of the {words.count(scored.trainings, unit)}")


def moment_captions(epochs: Ints, train: Floats, test: Floats) -> list[str]:
    """The shares of correct answers at each moment kept."""
    return [
        f"Epoch {epoch}: {percent(one)} of the training, {percent(other)} of the test samples "
        "correct"
        for epoch, one, other in zip(epochs.tolist(), train, test, strict=True)
    ]


def one_split(trial: Trial, model: Model, y: Floats, classes: tuple[str, str]) -> str:
    """Both scores of a split, and the class that a part has nothing of."""
    train, test = counted(trial)
    return (
        f"**{percent(trial.train_score)}** of the {train} and **{percent(trial.test_score)}** of "
        f"the {test} are correct. The second number is the one that counts"
        f"{_untested(y[trial.test], classes)}.{_unlearnt(y[trial.train], classes)}"
        f"{few(len(trial.test))}{diverged(trial, model)}"
    )


def _untested(y: Floats, classes: tuple[str, str]) -> str:
    """That a test which never asks about a class is no praise for it."""
    name = _absent(y, classes)
    return f", but no test sample belongs to “{name}”: the test says nothing of it" if name else ""


def _unlearnt(y: Floats, classes: tuple[str, str]) -> str:
    name = _absent(y, classes)
    return f" No training sample belongs to “{name}”: nothing was learnt of it." if name else ""


def _absent(y: Floats, classes: tuple[str, str]) -> str:
    """The class, of two with the labels -1 and +1, that no sample of a part y belongs to."""
    return next((name for label, name in zip((-1, 1), classes, strict=True) if label not in y), "")


def confusion(y: Floats, answers: Ints, test: Ints, classes: tuple[str, str]) -> str:
    """The test samples by class and answer, as a table."""
    counts = confusion_matrix(y[test], answers[test], [-1, 1]).counts
    first, second = map(words.breakable, classes)
    return (
        f"| test samples | answered {first} | answered {second} |\n|---|---|---|\n"
        f"| is {first} | {counts[0, 0]} | {counts[0, 1]} |\n"
        f"| is {second} | {counts[1, 0]} | {counts[1, 1]} |\n"
    )


def scalings(clean: Trial, leaky: Trial, x: Floats) -> str:
    """How the scaling of x (n, d) differs if the test set has a say in it, as a table."""
    rows = [
        f"| {name} | {', '.join(words.number(v, 3) for v in trial.scaling.mean)} "
        f"| {', '.join(words.number(v, 3) for v in Standardizer.spread(part))} "
        f"| {percent(trial.test_score)} |"
        for name, trial, part in (
            ("training samples", clean, x[clean.train]),
            ("all samples (leak)", leaky, x),
        )
    ]
    head = "| Scaling fitted on | means | standard deviations | test score |\n|---|---|---|---|\n"
    return f"{LEAK}\n\n{head}" + "\n".join(rows)


def many_splits(values: Floats, asked: int) -> str:
    """The scores (splits, 2), training and test, of the splits that were made."""
    made = len(values)
    first = f"**{words.count(made, 'random split')}.** Test score: {spread(values[:, 1])}."
    training = f"Training score: {percent(values[:, 0].mean())}"
    if made == 1:  # stopped after the first
        return f"{first} {training}. Of {asked} splits it is the only one that is done so far."
    alone = (
        "A single split could have given any of these."
        if np.ptp(values[:, 1])
        else "Each of them alone tells the same."
    )
    fewer = f" Of {asked} splits these are done so far." if made < asked else ""
    return f"{first} {alone} {training} on average.{fewer}"


def split_captions(values: Floats) -> list[str]:
    """Each split with its two scores, and the mean of the test scores so far."""
    mean = np.cumsum(values[:, 1]) / np.arange(1, len(values) + 1)
    return ["No split drawn yet"] + [
        f"Split {i}: training {percent(train)}, test {percent(test)} correct; mean of the test "
        f"scores so far {percent(so_far)}"
        for i, ((train, test), so_far) in enumerate(zip(values, mean, strict=True), 1)
    ]


def leak(clean: Floats, leaky: Floats) -> str:
    """What fitting the scaling on all samples did to the test scores."""
    changed = int((clean[:, 1] != leaky[:, 1]).sum())
    if not changed:
        effect = "not one test score differs from that of a scaling fitted on the training part"
    else:
        difference = 100 * float((leaky[:, 1] - clean[:, 1]).mean())
        effect = (
            f"the test score differs in {changed} of {words.count(len(clean), 'split')} from that "
            "of a scaling fitted on the training part; on average it is "
            f"{beside(difference)} it"
        )
    return (
        f"**The leak in numbers.** With the scaling fitted on all samples, {effect}. How much a "
        "leak matters cannot be known beforehand: with a small training set, with rare large "
        "values, or where features are chosen by looking at all samples, it can matter a lot. So "
        "fit everything on the training part only."
    )


def folds(values: Floats, sizes: list[int], asked: int) -> str:
    """The scores of the folds, and that of all samples together."""
    mean = float(np.average(values[:, 1], weights=sizes))
    so_far = f" in the {len(sizes)} judged so far" if len(sizes) < asked else ""
    return (
        f"**{asked}-fold cross-validation**: the samples are shuffled and cut "
        f"into {asked} parts of {words.either(sizes)}. Each part is the test set once, so that in "
        "the end every sample has been judged once, by a model that has not seen it: "
        f"**{percent(mean)}** correct{so_far}. By fold: {spread(values[:, 1])}."
    )


def fold_captions(values: Floats, sizes: list[int]) -> list[str]:
    """Each fold with its two scores."""
    return ["Cut into parts; no fold judged yet"] + [
        f"Fold {i}: {words.count(size, 'sample')} kept back; training {percent(train)}, "
        f"test {percent(test)} correct"
        for i, (size, (train, test)) in enumerate(zip(sizes, values, strict=True), 1)
    ]


def learning_curve(sizes: list[int], mean: Floats, repeats: int) -> str:
    """How the mean scores (sizes, 2) go with the size of the training set."""
    gap = 100 * float(mean[-1, 0] - mean[-1, 1])
    return (
        f"**From {sizes[0]} to {sizes[-1]} training samples**, {words.count(repeats, 'split')} "
        f"each: the test score {ends(mean[:, 1])}. With all of them, the training score is "
        f"{beside(gap)} the test score."
    )


def ends(scores: Floats) -> str:
    """Where a curve of scores begins and ends."""
    first, last = percent(scores[0]), percent(scores[-1])
    return f"is {first} at both ends" if first == last else f"goes from {first} to {last}"


def size_captions(sizes: list[int], mean: Floats) -> list[str]:
    """The mean scores for each size of the training set."""
    return [
        f"{words.count(size, 'training sample')}: training {percent(train)}, test {percent(test)} "
        "correct on average"
        for size, (train, test) in zip(sizes, mean, strict=True)
    ]


def counted(trial: Trial) -> tuple[str, str]:
    """How many samples both parts of a trial have."""
    return (
        words.count(len(trial.train), "training sample"),
        words.count(len(trial.test), "test sample"),
    )


def few(tests: int) -> str:
    """A caution where chance has much of a say in what the test samples tell."""
    if tests >= _FEW:
        return ""
    return f" {'A single test sample tells' if tests == 1 else 'So few test samples tell'} little."


def too_few(samples: int, fewest: int) -> str:
    """What to say of a table that is too short for this page."""
    return f"There are {words.count(samples, 'sample')}. Splitting them makes sense from {fewest}."


def part_used(used: int, there: int) -> str:
    """What to say of a table of which only a part is used here; nothing where all is."""
    if used == there:
        return ""
    return (
        f"This page trains many times, so it uses {words.whole(used)} of {words.whole(there)} "
        "samples, always the same."
    )


HOW = (
    "1. **Split at random** into a training set and a test set. Many tables are sorted by class, "
    "as the iris table is: its first rows alone would be a bad training set.\n"
    "2. **Fit everything on the training set alone**: the scaling too. The test set is transformed "
    "with the training set's means and standard deviations.\n"
    "3. **Compare both scores.** Low on both: the model is too simple or not trained enough, or "
    "the classes overlap in these inputs. High on the training set only: it overfits.\n"
    "4. **Repeat** over many splits, or with k-fold, to see how much depends on chance.\n"
    "5. **Choose on a third part.** Choosing η, epochs or neurons by the test score makes the test "
    "set part of the training. Keep back a third part, the **validation set** (say 60% training, "
    "20% validation, 20% test): compare settings on it, and use the test set once, at the end. "
    "The question *validation set* above does this."
)
SCORE = r"\text{score} = \frac{\text{samples answered correctly}}{\text{samples}}"
SCALED = r"z_j = \frac{x_j - \text{mean}_j^{\text{train}}}{\text{std}_j^{\text{train}}}"
