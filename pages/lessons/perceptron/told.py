"""What the Perceptron page says of a run."""

from dataclasses import dataclass

import numpy as np

from core.checks import Floats
from pages.shared import words
from pages.shared.one_neuron import replay
from pages.shared.one_neuron.runs import PerceptronResult, Samples
from pages.shared.one_neuron.settings import Training


@dataclass(frozen=True)
class Seen:
    """What is on the page: the training that was asked for and the run that came of it."""

    training: Training
    result: PerceptronResult

    @property
    def updates(self) -> int:
        """All updates of the run."""
        return int(self.result.run.errors.sum())

    @property
    def wrong(self) -> int:
        """Samples on the wrong side at the end."""
        return int(self.result.run.misclassified[-1])

    @property
    def samples(self) -> Samples:
        """What the neuron was trained on."""
        return self.result.samples


def outcome(seen: Seen) -> str:
    """What the run came to."""
    run, samples = seen.result.run, seen.samples
    wrong = f"{words.whole(seen.wrong)} of {words.count(len(samples.y), samples.noun)}"
    return (
        f"**{words.count(seen.updates, 'update')}** in {words.count(len(run.errors), 'epoch')}"
        f"{_end(seen)}. **{wrong}** "
        f"{'is' if seen.wrong == 1 else 'are'} {_wrongly(seen)}. Weights: {weights(seen)}."
    )


def _wrongly(seen: Seen) -> str:
    """What is wrong with a wrong sample: where all inputs' weights are 0 there is no line."""
    if seen.result.run.weights[1:].any():
        return "on the wrong side of the line"
    return "answered wrong, and there is no line: z is the bias everywhere"


def weights(seen: Seen) -> str:
    """The weights at the end, each with its name."""
    pairs = zip(seen.training.inputs.said_names, seen.result.run.weights, strict=True)
    return ", ".join(f"{name} {words.number(value)}" for name, value in pairs)


def _end(seen: Seen) -> str:
    run, stopped = seen.result.run, seen.result.run.stopped_epoch
    if stopped and run.errors[-1]:
        few = words.count(seen.training.tolerated or 0, "mistake")
        return f", stopped after epoch {stopped}, the first with at most {few} ({run.errors[-1]})"
    end = f", and stopped after epoch {stopped}, the first without a mistake" if stopped else ""
    if not seen.updates:
        return f", because every sample was on its correct side from the start{end}"
    if run.converged_epoch:
        return f", the last in epoch {run.update_epoch[-1]}, so it has converged{end}"
    last = words.whole(run.errors[-1])
    return f", {last} of them in the last one" if len(run.errors) > 1 else ""


def guarantee(seen: Seen) -> str:
    """What is known beforehand about the number of updates."""
    bound, noun = seen.result.bound, seen.samples.noun
    if not seen.result.separable:
        return (
            f"No line separates these {noun}s, so there is no number of updates after which the "
            "line is sure to stand still. Limit the epochs, or stop at a number of mistakes that "
            "you tolerate (More controls: Tolerated mistakes)."
        )
    if np.isinf(bound):
        return (
            f"A line separates these {noun}s, so the updates must end. From a zero start there are "
            "at most (R/γ)² of them (Novikoff 1962), here a number too large to be worked out: γ, "
            "the distance from the best boundary to the nearest sample, is tiny beside R, the "
            "length of the longest sample as a vector; both count the 1 of the bias as a "
            "coordinate. Standardise the inputs, and it is far smaller."
        )
    zero = seen.training.start_seed is None
    other = "" if zero else " That limit is for a zero start; this run had a random one."
    return (
        f"A line separates these {noun}s, so the updates must end: from a zero start after at "
        f"most (R/γ)² = {words.number(bound)} of them (Novikoff 1962). R is the length of the "
        "longest sample as a vector, γ the distance from the best boundary to the nearest sample; "
        "both count the 1 of the bias as a coordinate. This run made "
        f"{words.whole(seen.updates)}.{other}"
    )


def left_out(seen: Seen, wanted_epochs: int, shown_updates: int | None) -> list[str]:
    """What is not trained, not drawn or not on the player, because there is too much of it."""
    samples, epochs, updates = seen.samples, seen.training.epochs, seen.updates
    told = [replay.drawn_note(samples)]
    if epochs < wanted_epochs:
        told.append(
            f"Of {words.count(wanted_epochs, 'epoch')} only the first {epochs} can be trained: "
            f"going through {words.whole(len(samples.y))} samples one by one takes time."
        )
    if shown_updates is not None and shown_updates < updates:
        told.append(
            f"The player shows the first {words.whole(shown_updates)} of {words.whole(updates)} "
            "updates, so its "
            "last line is not yet the end of the run. Play by epoch to see the end."
        )
    return [note for note in told if note]


def not_there(number: int, noun: str) -> str:
    """That the sample to follow is none of those on show."""
    return f"There is no {noun} number {words.whole(number)} here, so none is followed."


def saying(samples: Samples, position: int, eta: float, weights: Floats) -> str:
    """What the neuron with these weights (3,) says of one sample, with the numbers put in."""
    x, target = samples.x[position], samples.y[position]
    z = weights[0] + weights[1] * x[0] + weights[2] * x[1]
    output = 1.0 if z >= 0 else -1.0
    products = [
        f"{words.bracketed(words.number(w))}·{words.bracketed(words.number(v))}"
        for w, v in zip(weights[1:], x, strict=True)
    ]
    return (
        f"{samples.noun.capitalize()} {samples.number(position)}: "
        f"z = {words.number(weights[0])} + {' + '.join(products)} = {words.number(z)}, "
        f"so the output is {_sign(output)}; target {_sign(target)}. "
        f"{_turn(eta, target, output, x)}"
    )


def _turn(eta: float, target: float, output: float, x: Floats) -> str:
    if output == target:
        return "Correct: the rule would change nothing."
    changes = ", ".join(words.number(each) for each in eta * (target - output) * np.r_[1.0, x])
    rule = "η·(target − output)·(1, x₁, x₂)"
    return f"Wrong: the rule would change the weights by {rule} = ({changes})."


def _sign(value: float) -> str:
    return "+1" if value > 0 else "−1"


LINE_OUTSIDE = (
    "Both ends of your line lie outside this figure. Clear *Ends of your line* under More "
    "controls to get a new line inside."
)


def own_line(wrong: int) -> str:
    """How the student's own line does; short, since it stands in the legend."""
    return f"Your line: {words.whole(wrong)} wrong"


RULE = (
    "The neuron gets the inputs $x_1$, $x_2$ and a constant 1, whose weight $w_0$ is the bias. Its "
    "output is $+1$ where $z = w_0 + w_1 x_1 + w_2 x_2 \\ge 0$ and $-1$ elsewhere; $z = 0$ is the "
    "line, the decision boundary. The samples take turns, and at each turn all weights change "
    "together by"
)
FORMULA = r"\Delta w_j = \eta\,(\text{target} - \text{output})\,x_j"
READING = (
    "with $x_0 = 1$ for the bias. A correct output makes the bracket 0, so nothing moves. A wrong "
    "one makes it $\\pm 2$, so every weight moves by $\\pm 2\\eta x_j$: this is an update. It "
    "turns and shifts the line, and moves the $z$ of that sample towards its correct sign "
    "(Rosenblatt 1957). Where the figure shows only one colour, the line lies outside it, or "
    "there is none: as long as $w_1$ and $w_2$ are 0, as at a zero start, $z$ is the same "
    "everywhere."
)
TIES = (
    "**Does η matter?** From a zero start every weight is a sum of updates ±2η x, so in exact "
    "arithmetic η only scales all weights alike and the mistakes are the same. A computer rounds: "
    "it cannot store 0.1 and 0.001 exactly, and where z would be exactly 0 (a tie) the rounded "
    "sum can fall on either side. That can cause a different update, and a different run from "
    "there on. With η a power of two (0.125, 0.5, 1) the scaling is exact to the last bit, and so "
    "is the claim."
)
