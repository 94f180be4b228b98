"""What the Learning rate page says of its two runs."""

from dataclasses import dataclass

import numpy as np

from data import LESSON_FEATURES
from pages.lessons.learning_rate.rates import Sweep
from pages.shared import words
from pages.shared.one_neuron import descent_told, replay, runs
from pages.shared.one_neuron.cost_slice import Slice
from pages.shared.one_neuron.named_run import NamedRun
from pages.shared.one_neuron.runs import AdalineResult
from pages.shared.one_neuron.settings import LEARNING_RATES, Inputs, Training


@dataclass(frozen=True)
class Seen:
    """What is on the page: how the first run is trained, and the runs with both rates."""

    training: Training
    first: NamedRun
    second: NamedRun

    @property
    def both(self) -> tuple[NamedRun, NamedRun]:
        """Both runs."""
        return self.first, self.second

    @property
    def results(self) -> tuple[AdalineResult, AdalineResult]:
        """What training gave, for both."""
        return self.first.result, self.second.result

    @property
    def inputs(self) -> Inputs:
        """What both are trained on."""
        return self.training.inputs


def lesson_run(rate: float, epochs: int, standardise: bool = False) -> NamedRun:
    """A run on setosa and versicolor, sepal and petal length, from a zero start."""
    inputs = Inputs("setosa-versicolor", LESSON_FEATURES, standardise)
    result = runs.train_adaline(Training(inputs, rate, epochs))
    return NamedRun(f"η = {words.number(rate)}", rate, result)


def outcome(seen: Seen, cut: Slice) -> str:
    """What both runs came to, and how many samples they get right."""
    first, second = seen.both
    return (
        f"\n\n{descent_told.marked(first)}\n\n{descent_told.marked(second)}\n\n"
        f"Answered correctly: {descent_told.correct(first)} with {first.name}, "
        f"{descent_told.correct(second)} with {second.name}. {cut.leaving}"
    )


def beside_limit(seen: Seen) -> str:
    """How both rates lie to the limit, a line each."""
    pairs = zip(("η₁", "η₂"), seen.both, strict=True)
    return "  \n".join(f"{name}: {descent_told.beside_limit(run)}" for name, run in pairs)


def notes(seen: Seen, cut: Slice) -> list[str]:
    """What to know of the figures, and what to do where every rate is too large."""
    told = [cut.note, replay.drawn_note(seen.first.result.samples)]
    if seen.first.result.limit < LEARNING_RATES[0]:
        told.append(_too_low_a_limit(seen.inputs.standardise))
    return [note for note in told if note]


def _too_low_a_limit(standardised: bool) -> str:
    advice = (
        "J is a sum over all samples, so the more there are, the lower the limit."
        if standardised
        else "Switch on *Standardise*: that usually raises the limit."
    )
    return f"For these samples every rate on the slider is above the limit. {advice}"


NEURON = r"""
This neuron is **Adaline** (Widrow and Hoff 1960): its output is the net input itself,
$o = w_0 + w_1 x_1 + w_2 x_2$, a real number. Its cost adds up, over all samples, the squared
distances from the targets $t$, which are −1 and +1:

$$
J(w) = \tfrac{1}{2} \sum (t - o)^2
$$

The weights with the lowest J are those of **least squares**, and their J is the **floor**, the
dashed line under the curves: no learning rate gets below it. The slope along each weight follows
by the chain rule, with $x_0 = 1$ for the bias:

$$
\frac{\partial J}{\partial w_j} = -\sum (t - o)\,x_j
$$

The update goes downhill, against the slope and in proportion to it:

$$
\Delta w_j = -\eta\,\frac{\partial J}{\partial w_j} = \eta \sum (t - o)\,x_j
$$

Two things differ from the perceptron. The error $t - o$ is a real number, not 0 or ±2, so samples
on their correct side pull at the weights too. And there is **one update in each epoch**, from all
samples at once, so their order does not matter.
"""


def beginning(seen: Seen) -> str:
    """Where the curves begin, and why a side is judged otherwise than J."""
    return (
        "The J of an epoch is taken before its update, so both curves begin at the J of the start, "
        f"{words.number(seen.first.costs[0])} here. Whether a sample counts as correct depends on "
        "the sign of its output alone; J measures how far the output is from −1 or +1. So a line "
        "may separate the classes long before J is low, and a lower J need not mean fewer mistakes."
    )


def limit(seen: Seen) -> str:
    """Where the limit comes from, for the samples on show."""
    result = seen.first.result
    return (
        "J is a bowl over the weights. Along each of its main axes one update multiplies the "
        "distance to the minimum by $1 - \\eta\\lambda$, where λ says how steep the bowl is along "
        "that axis. These λ are the **eigenvalues** of $X^\\top X$: along a main axis the matrix "
        "only stretches, by the factor λ, and does not turn. $X$ holds the samples as the neuron "
        "gets them, with a column of ones for the bias; $X^\\top$ is $X$ with rows and columns "
        "swapped. Where $1 - \\eta\\lambda$ is between 0 and 1, the distance shrinks. Between −1 "
        "and 0 every update lands on the other side, but nearer. Below −1 it lands further away "
        "each time, and J grows without end. The steepest axis reaches −1 first, so every start "
        "converges while\n\n$$\n"
        f"\\eta < \\frac{{2}}{{\\lambda_{{\\text{{max}}}}}} = {_decimals(result.limit)}\n$$\n\n"
        "That is the **limit**. "
        "The steepest eigenvalue divided by the flattest is the **condition number** of the bowl, "
        f"{descent_told.condition(result.condition)} here: 1 for a round bowl, large for a narrow "
        f"valley, infinite where a direction is level. {_flattest(result.condition)}"
    )


def _flattest(condition: float) -> str:
    """What a rate just below the limit does along the flattest axis."""
    if not np.isfinite(condition):
        return "Along a level direction J stays the same, so no update goes that way."
    factor = words.number(1.0 - 2.0 / condition, 6)
    is_so = ", which is almost exactly 1" if factor == "1" else f" = {factor}"
    return (
        "With η just below the limit, an update still multiplies the distance along the flattest "
        f"axis by 1 − 2 ÷ condition number{is_so}. Where that is near 1, a rate can be nearly too "
        "large and still crawl."
    )


def _decimals(value: float) -> str:
    """Nine decimals, as long as they say enough."""
    return f"{value:.9f}".rstrip("0").rstrip(".") if value >= 1e-4 else words.number(value, 5)


def lowest(swept: Sweep) -> str:
    """Which rates of the slider have come to the lowest J."""
    if swept.lowest is None:
        return "too large for the computer with every rate on the slider"
    etas, cost = swept.lowest
    if len(etas) == len(swept.etas):
        return f"{words.number(cost)} with every rate on the slider"
    rates = words.number(etas[0]) if len(etas) == 1 else words.count(len(etas), "rate")
    return f"lowest, {words.number(cost)}, for {rates}"


def often_said() -> str:
    """Two claims about small rates, against the lesson's own run."""
    run = lesson_run(0.0001, 10)
    first, last = (words.number(cost, 3) for cost in run.costs[[0, -1]])
    return (
        "Often said: on setosa and versicolor (sepal and petal length in cm, zero start) "
        f"η = 0.0001 converges quickly. In {len(run.costs)} epochs its J goes from {first} to "
        f"{last}; the floor is {words.number(run.floor, 3)}. It falls, but has a long way to go."
        "\n\n"
        "Also often said: a small rate is more likely to get trapped in a second, higher minimum. "
        "That takes a curve with two minima. The J of a linear neuron has no second, higher one, "
        "so no rate can get trapped here. The page Gradient descent shows a curve where it can."
    )
