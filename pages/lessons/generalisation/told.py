"""What the page Does it generalise? says of its runs."""

from typing import Literal

import numpy as np

from core.checks import Floats, Ints
from core.overfitting import NoisyTrial
from core.scaling import Standardizer
from core.scores import confusion_matrix
from core.stopping import Stopped
from core.validation import Trial
from pages.lessons.generalisation.judging import Model
from pages.shared import words
from pages.shared.words import percent

InTheEnd = Literal["falls as well", "stays where it is", "rises again"]
_LATE = 0.98
"""A lowest cost after this share of the epochs is no turning point."""
_FEW = 10
"""Fewer test samples than this tell little."""
NOISE_LEARNT = "below: wrong labels learnt"


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
        return f"{percent(values[0])} each time"
    return (
        f"{percent(values.mean())} on average (standard deviation "
        f"{points(100 * float(values.std()))}), from {percent(values.min())} to "
        f"{percent(values.max())}"
    )


def diverged(trial: Trial, model: Model) -> str:
    """What to say where the learning rate was too large; else nothing."""
    return _too_large(model) if trial.classifier.diverged else ""


def _too_large(model: Model) -> str:
    return f" Training diverged: η = {words.number(model.eta)} is too large."


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
        f"{_few(len(trial.test))}{diverged(trial, model)}"
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
    return head + "\n".join(rows)


def many_splits(values: Floats, asked: int) -> str:
    """The scores (splits, 2), training and test, of the splits that were made."""
    made = len(values)
    alone = (
        "A single split could have given any of these."
        if np.ptp(values[:, 1])
        else "Each of them alone tells the same."
    )
    fewer = f" Of {asked} splits these are done so far." if made < asked else ""
    return (
        f"**{words.count(made, 'random split')}.** Test score: {spread(values[:, 1])}. "
        f"{alone} Training score: {percent(values[:, 0].mean())} on average.{fewer}"
    )


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


def start_of(run: NoisyTrial, model: Model) -> str:
    """What an overfitting run was given."""
    train, test = counted(run.trial)
    learner = words.count(model.hidden, "hidden neuron") if model.hidden else "a linear neuron"
    return f"{train}, {_turned(len(run.wrong))}, and {test}; {learner}.{_few(len(run.trial.test))}"


def counted(trial: Trial) -> tuple[str, str]:
    """How many samples both parts of a trial have."""
    return (
        words.count(len(trial.train), "training sample"),
        words.count(len(trial.test), "test sample"),
    )


def _few(tests: int) -> str:
    """A caution where chance has much of a say in what the test samples tell."""
    if tests >= _FEW:
        return ""
    return f" {'A single test sample tells' if tests == 1 else 'So few test samples tell'} little."


def overfits(run: NoisyTrial) -> bool:
    """Whether the test cost ends clearly above its lowest.

    That is more than a twentieth of it, and more than a hundredth of the cost at the start: from
    nearly nothing to a little more is no overfitting.
    """
    lowest, last = run.test_costs[run.best], run.test_costs[-1]
    return bool(last > 1.05 * lowest and last - lowest > 0.01 * run.test_costs[0])


def in_the_end(run: NoisyTrial) -> InTheEnd:
    """What the test cost does while the training cost goes on falling."""
    if overfits(run):
        return "rises again"
    return "falls as well" if run.best >= _LATE * (len(run.epochs) - 1) else "stays where it is"


def overfitting(run: NoisyTrial, model: Model) -> str:
    """What happened to the two costs, from the run."""
    best, train, test = run.best, run.train_costs, run.test_costs
    start = start_of(run, model)
    if run.trial.classifier.diverged:
        return f"{start}{diverged(run.trial, model)}"
    if not overfits(run):
        how, near = (
            ("does not rise", "its lowest")
            if test[-1] == test[best]
            else ("hardly rises", f"near its lowest, {words.number(test[best])}")
        )
        return (
            f"{start} **The test cost {how} again in {words.count(run.epochs[-1], 'epoch')}**: it "
            f"ends at {words.number(test[-1])}, {near}.{_invitation(model)}"
        )
    way = "falls" if train[-1] < train[best] else "goes"
    return (
        f"{start} The test cost is lowest in **epoch {run.epochs[best]}**. From there to epoch "
        f"{run.epochs[-1]} the training cost {way} from {words.number(train[best])} to "
        f"{words.number(train[-1])} while the test cost rises from {words.number(test[best])} "
        f"to {words.number(test[-1])}: **overfitting**.{_noise_learnt(run)}"
    )


def _noise_learnt(run: NoisyTrial) -> str:
    """That wrong labels were learnt, where the training cost proves it."""
    if not len(run.wrong) or run.learns_noise is None:
        return ""
    return (
        f" From epoch {run.epochs[run.learns_noise]} on the training cost is below "
        f"{words.number(run.honest_cost)}, the lowest for answers that follow the true class "
        "alone: the wrong labels are learnt too."
    )


def _invitation(model: Model) -> str:
    """Where to find overfitting, if the model in use can hardly do it."""
    if model.kind == "network":
        return ""
    return " Three weights cannot bend round single samples: choose the model `network`."


def cost_captions(run: NoisyTrial, epochs: Ints, train: Floats, test: Floats) -> list[str]:
    """Costs and scores at each moment on show."""
    return [
        f"Epoch {epoch}: cost J per sample {words.number(run.train_costs[epoch], 3)} training, "
        f"{words.number(run.test_costs[epoch], 3)} test; {percent(one)} and {percent(other)} "
        "correct"
        for epoch, one, other in zip(epochs.tolist(), train, test, strict=True)
    ]


def labels_turned(turned: int) -> str:
    """How many training samples have the wrong label."""
    return f"{words.count(turned, 'training label')} {'was' if turned == 1 else 'were'} turned."


def marks(turned: int, validation: bool = False) -> str:
    """What the marks in the plane are."""
    ring = "; a ring marks a training sample whose label was turned" if turned else ""
    dotted = ", open marks with a dot are validation samples" if validation else ""
    return f"Filled marks are training samples{dotted}, and open marks are test samples{ring}."


def honest_level(turned: int) -> str:
    """What the dashed line among the costs is."""
    if not turned:
        return ""
    return (
        "The dashed line among the costs is the lowest training cost of answers that follow the "
        "true class alone, without knowing which labels are turned. Where the training curve is "
        "lower, wrong labels were learnt too."
    )


def stopped(run: Stopped, model: Model, scores: Floats) -> str:
    """The three parts, with what each is for and what came of it.

    scores: the share of the test part answered correctly at the chosen epoch and at the end
    """
    train, validation, test = (words.count(len(part), "sample") for part in run.parts)
    tests = len(run.parts[2])
    best, last = int(run.epochs[run.best]), int(run.epochs[-1])
    costs = [words.number(run.costs[moment, 2]) for moment in (run.best, -1)]
    train = f"{train}, {_turned(len(run.wrong))}"
    return (
        f"\n\n- **Training set**, {train}: the weights are learnt from it."
        f"{_too_large(model) if run.classifier.diverged else ''}\n"
        f"- **Validation set**, {validation}: it chooses the epoch. Its cost is lowest "
        f"{_when(best, last)}.\n"
        f"- **Test set**, {test}: it judges that choice. At the chosen epoch its cost is J = "
        f"**{costs[0]}** per sample, and **{percent(scores[0])}** are correct."
        f"{_at_the_end(best, last, costs[1], scores[1])}{_few(tests)}"
    )


def _turned(wrong: int) -> str:
    return f"{wrong} of them with the wrong label" if wrong else "all with their correct label"


def _when(best: int, last: int) -> str:
    if best == 0:
        return "**at the start**, before epoch 1: no later epoch has a lower one"
    if best == last:
        return f"in **epoch {best}**, the last one: it may go on falling in further epochs"
    return f"in **epoch {best}** of {last}, so that one is chosen"


def _at_the_end(best: int, last: int, cost: str, score: float) -> str:
    if best == last:
        return ""
    return f" After the last epoch it would be J = {cost} and {percent(score)}."


def compared(saved: float) -> str:
    """The test cost at the chosen epoch beside that at the end."""
    if abs(saved) < 1e-9:
        return "the same"
    return "lower" if saved > 0 else "higher"


def stopping_captions(run: Stopped, at: Ints, train: Floats, validation: Floats) -> list[str]:
    """Costs and scores of two parts at each moment on show; the test set is not asked yet."""
    return [
        f"Epoch {run.epochs[moment]}: cost J per sample {words.number(run.costs[moment, 0], 3)} "
        f"training, {words.number(run.costs[moment, 1], 3)} validation; {percent(one)} and "
        f"{percent(other)} correct{', the epoch that is chosen' if moment == run.best else ''}"
        for moment, one, other in zip(at.tolist(), train, validation, strict=True)
    ]


ASKED_ONCE = (
    "**Why a third part?** The chosen epoch has the lowest cost on just the validation samples, so "
    "that cost is likely to be lower than on others. The test set has had no say in the choice. In "
    "a project it is asked once, about the chosen epoch alone; here it is also asked about the "
    "last one, to show what stopping early is worth."
)


SCALE = (
    "**Two scales of J.** J per sample is ½ (target − output)², averaged. The network's targets "
    "are 0 and 1, the linear neuron's −1 and +1, twice as far apart: an answer that is off by the "
    "same share of that distance costs the linear neuron four times as much. Multiply the "
    "network's J by 4 before you compare it with the linear neuron's."
)


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
    "3. **Compare both scores.** Low on both: the model is too simple, or not trained enough. High "
    "on the training set only: it overfits.\n"
    "4. **Repeat** over many splits, or with k-fold, to see how much depends on chance.\n"
    "5. **Choose on a third part.** Choosing η, epochs or neurons by the test score makes the test "
    "set part of the training. Keep back a third part, the **validation set** (say 60% training, "
    "20% validation, 20% test): compare settings on it, and use the test set once, at the end. "
    "The question *validation set* above does this."
)
SCORE = r"\text{score} = \frac{\text{samples answered correctly}}{\text{samples}}"
SCALED = r"z_j = \frac{x_j - \text{mean}_j^{\text{train}}}{\text{std}_j^{\text{train}}}"
