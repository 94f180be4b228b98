"""What the page says of costs over the epochs: overfitting, and a validation set that ends it."""

from typing import Literal

from core.checks import Floats, Ints
from core.overfitting import NoisyTrial
from core.stopping import Stopped
from pages.lessons.generalisation.judging import Model
from pages.lessons.generalisation.told import counted, diverged, few, too_large
from pages.shared import words
from pages.shared.words import percent

InTheEnd = Literal["falls as well", "stays where it is", "rises again"]
_LATE = 0.98
"""A lowest cost after this share of the epochs is no turning point."""
NOISE_LEARNT = "below: wrong labels learnt"
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


def _start_of(run: NoisyTrial, model: Model) -> str:
    """What an overfitting run was given."""
    train, test = counted(run.trial)
    learner = words.count(model.hidden, "hidden neuron") if model.hidden else "a linear neuron"
    return f"{train}, {_flipped(len(run.wrong))}, and {test}; {learner}.{few(len(run.trial.test))}"


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
    best, test = run.best, run.test_costs
    start = _start_of(run, model)
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
    return f"{start} {_risen(run, model)}"


def _risen(run: NoisyTrial, model: Model) -> str:
    """What both costs did while the test cost rose: only of samples that go on being learnt better
    can it be said that they are learnt by heart."""
    best, last = run.epochs[[run.best, -1]]
    train, test = (
        f"from {words.number(costs[run.best])} to {words.number(costs[-1])}"
        for costs in (run.train_costs, run.test_costs)
    )
    since = f"The test cost is lowest in **epoch {best}**. From there to epoch {last}"
    if run.train_costs[-1] < run.train_costs[run.best]:
        return (
            f"{since} the training cost falls {train} while the test cost rises {test}: "
            f"**overfitting**.{_noise_learnt(run)}"
        )
    return (
        f"{since} it rises {test}, and the training cost does not fall: it goes {train}. That is "
        f"not overfitting: η = {words.number(model.eta)} is too large for the training cost to "
        "fall in every epoch."
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
    return " Three weights cannot bend round single samples: choose the model *network*."


def cost_captions(run: NoisyTrial, epochs: Ints, train: Floats, test: Floats) -> list[str]:
    """Costs and scores at each moment on show."""
    return [
        f"Epoch {epoch}: cost J per sample {words.number(run.train_costs[epoch], 3)} training, "
        f"{words.number(run.test_costs[epoch], 3)} test; {percent(one)} and {percent(other)} "
        "correct"
        for epoch, one, other in zip(epochs.tolist(), train, test, strict=True)
    ]


def labels_flipped(flipped: int) -> str:
    """How many training samples have the wrong label."""
    return f"{words.count(flipped, 'training label')} {'was' if flipped == 1 else 'were'} flipped."


def marks(flipped: int, validation: bool = False) -> str:
    """What the marks in the plane are, and what counts as correct of a wrong label."""
    ring = (
        " A ring marks a training sample whose label was flipped: it is drawn in the class of that "
        "label, and counts as correct where the answer is that class."
        if flipped
        else ""
    )
    dotted = ", open marks with a dot are validation samples" if validation else ""
    return f"Filled marks are training samples{dotted}, and open marks are test samples.{ring}"


def honest_level(flipped: int) -> str:
    """What the dashed line among the costs is."""
    if not flipped:
        return ""
    return (
        "The dashed line among the costs is the lowest training cost of answers that follow the "
        "true class alone, without knowing which labels are flipped. Where the training curve is "
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
    train = f"{train}, {_flipped(len(run.wrong))}"
    return (
        f"\n\n- **Training set**, {train}: the weights are learnt from it."
        f"{too_large(model) if run.classifier.diverged else ''}\n"
        f"- **Validation set**, {validation}: it chooses the epoch. Its cost is lowest "
        f"{_when(best, last)}.\n"
        f"- **Test set**, {test}: it judges that choice. At the chosen epoch its cost is J = "
        f"**{costs[0]}** per sample, and **{percent(scores[0])}** are correct."
        f"{_at_the_end(best, last, costs[1], scores[1])}{few(tests)}"
    )


def _flipped(wrong: int) -> str:
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
