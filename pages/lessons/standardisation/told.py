"""What the Standardisation page says of its two runs."""

from dataclasses import dataclass

import numpy as np

from core.checks import Floats
from core.scaling import Standardizer
from pages.shared import words
from pages.shared.one_neuron import descent_told, replay
from pages.shared.one_neuron.cost_slice import Slice
from pages.shared.one_neuron.named_run import NamedRun
from pages.shared.one_neuron.settings import Training


@dataclass(frozen=True)
class Seen:
    """What is on the page: how the standardised run is trained, and both runs."""

    training: Training
    raw: NamedRun
    scaled: NamedRun

    @property
    def both(self) -> tuple[NamedRun, NamedRun]:
        """Both runs, raw first."""
        return self.raw, self.scaled

    @property
    def noun(self) -> str:
        """What one sample is called."""
        return self.raw.result.samples.noun

    @property
    def units(self) -> str:
        """What the inputs are measured in."""
        return "their own units" if self.raw.result.samples.source else "centimetres"

    @property
    def names(self) -> tuple[str, ...]:
        """The weights, bias first."""
        return self.training.inputs.weight_names


def outcome(seen: Seen, cuts: tuple[Slice, Slice]) -> str:
    """What both runs came to."""
    left = " ".join(cut.leaving for cut in cuts if cut.leaving)
    runs = "\n\n".join(descent_told.marked(run) for run in seen.both)
    return f"\n\n{runs}\n\n{compared(seen)}\n\n{line_back(seen)}\n\n{left}".rstrip()


def beside_limit(seen: Seen) -> str:
    """How the learning rate lies to each limit, a line each."""
    return "  \n".join(f"{run.name}: {descent_told.beside_limit(run)}" for run in seen.both)


def notes(seen: Seen, cuts: tuple[Slice, Slice]) -> list[str]:
    """What to know of the figures."""
    told = [
        _held(*cuts),
        _start(seen.training),
        replay.drawn_note(seen.raw.result.samples),
    ]
    return [note for note in told if note]


def _held(raw: Slice, scaled: Slice) -> str:
    """Where both figures hold the weight that they do not draw."""
    at = raw.held_told
    if at == scaled.held_told:
        return raw.holding(f"{at} in both figures")
    return raw.holding(f"{at} with raw inputs and at {scaled.held_told} with standardised ones")


def _start(training: Training) -> str:
    """Of a start that is not zero: the same weights are not the same neuron."""
    if training.start_seed is None and not np.any(training.start or 0.0):
        return ""
    return (
        "Both runs start from the same weights. These weigh different inputs, so the two neurons "
        "are not the same, and J at the start need not be the same."
    )


def compared(seen: Seen) -> str:
    """The bowls of both runs in numbers, as a Markdown table."""
    rows = {
        "Condition number": [descent_told.condition(run.result.condition) for run in seen.both],
        "Limit 2/λ": [words.number(run.result.limit, 7) for run in seen.both],
        "η ÷ limit": [words.number(run.times_limit, 3) for run in seen.both],
        "1 − ηλ, steepest": [words.number(run.factor(), 3) for run in seen.both],
        "1 − ηλ, flattest": [
            words.number(run.factor(run.result.condition), 5) for run in seen.both
        ],
        "Floor of J": [words.number(run.floor) for run in seen.both],
        "Answered correctly": [words.whole(run.correct) for run in seen.both],
    }
    lines = "".join(f"| {name} | {a} | {b} |\n" for name, (a, b) in rows.items())
    return f"| Measure | Raw | Standardised |\n|---|---|---|\n{lines}"


def scaling(seen: Seen) -> str:
    """The means and standard deviations of the inputs; what is constant has none."""
    used = seen.scaled.result.samples.scaling
    assert used is not None
    spread = Standardizer.spread(seen.raw.result.samples.x)
    rows = "".join(
        f"| {name} | {words.number(mean)} | {words.number(std)} |\n"
        for name, mean, std in zip(seen.names[1:], used.mean, spread, strict=True)
    )
    unit = "" if seen.raw.result.samples.source else " (cm)"
    return f"| input | mean{unit} | standard deviation{unit} |\n|---|---|---|\n{rows}"


def line_back(seen: Seen) -> str:
    """The last weights of the standardised run, as learnt and for inputs as measured."""
    if seen.scaled.diverges:
        return "The standardised run diverges: its weights grow without end."
    names, learnt = seen.training.inputs.said_names, seen.scaled.result.run.weights
    said = f"Learnt: {descent_told.weights(names, learnt)}.\n\n"
    if descent_told.only_bias(learnt):
        return f"{said}No input has a weight, so there is no line: z is the bias everywhere."
    back = seen.scaled.result.samples.as_measured(learnt)
    largest = np.abs(seen.raw.result.samples.x).max(axis=0)
    sizes = np.r_[1.0, np.where(largest, largest, 1.0)]
    return f"{said}The same line in {seen.units}: {descent_told.weights(names, back, sizes)}."


STANDARDISING = (
    "Each input is measured in its own standard deviations from its own mean:\n\n"
    "$$\nx_j' = \\frac{x_j - \\text{mean}_j}{\\text{std}_j}\n$$\n\n"
    "The standard deviation is that of the population, a division by n, as `np.std` gives it. (A "
    "column in which all values are alike has none: it becomes 0.) The same net input can be "
    "written with raw inputs and other weights, so the line can be drawn in the units of the "
    "measurements:\n\n"
    "$$\n{w_j^{\\text{raw}} = \\frac{w_j}{\\text{std}_j}} \\qquad\\allowbreak "
    "{w_0^{\\text{raw}} = w_0 - \\sum_j \\frac{w_j\\,\\text{mean}_j}{\\text{std}_j}}\n$$\n\n"
    "For the same reason both runs have the same **floor**, the lowest J that any weights have "
    "(those of **least squares**). Standardising changes neither the samples nor what the neuron "
    "can say. It changes the shape of the bowl that it walks down."
)


def why(seen: Seen) -> str:
    """Why the bowl changes its shape, with the samples' own means, spreads and correlation."""
    raw, scaled = (run.result.condition for run in seen.both)
    return (
        "The bowl is steep where a change of the weights changes many outputs, and flat where its "
        f"effects cancel. {_inputs(seen)} Standardising takes the means away, which separates the "
        f"bias from the other weights, and {_spreads(seen)}.\n\n"
        "The **condition number** is the steepness along the steepest axis of the bowl divided by "
        "that along the flattest, for all three weights: the largest **eigenvalue** of $X^\\top X$ "
        "divided by the smallest (the page Learning rate explains both). 1 is a round "
        f"bowl. Here it {_moves(raw, scaled)}. The steepest axis sets the **limit** of η, the "
        "flattest one how many updates of that size are needed.\n\n"
        f"{_correlation(seen.scaled.result.samples.x)}"
    )


def _spreads(seen: Seen) -> str:
    """What becomes of the spreads: a constant input has none that could be made 1."""
    if Standardizer.spread(seen.raw.result.samples.x).all():
        return "makes the spreads equal"
    return "makes every spread 1, except that of an input in which all values are alike: it stays 0"


def _inputs(seen: Seen) -> str:
    """How far the raw inputs are from 0, in their own spreads."""
    x = seen.raw.result.samples.x
    mean, std = np.mean(x, axis=0), Standardizer.spread(x)
    parts = [
        f"{name} has mean {words.number(m, 3)} and standard deviation {words.number(s, 3)}"
        for name, m, s in zip(seen.training.inputs.said_names[1:], mean, std, strict=True)
    ]
    told = f"In {seen.units} {' and '.join(parts)}."
    if std.all() and bool(np.all(np.abs(mean) > 2 * std)):
        return (
            f"{told} So, compared with their spread, most values lie far from 0, on one side of "
            "it: a change of any weight moves the outputs much as a change of the bias does, and "
            "what one adds, another can take away. That makes a narrow valley."
        )
    return told


def _moves(raw: float, scaled: float) -> str:
    """From one condition number to another, in words."""
    first, last = map(descent_told.condition, (raw, scaled))
    if not (np.isfinite(raw) or np.isfinite(scaled)):
        return "is infinite for both: a direction of the bowl is level, and no scale changes that"
    if first == last:
        return f"{'stays' if raw == scaled else 'hardly changes: it stays'} at {first}"
    return f"{'falls' if scaled < raw else 'rises'} from {first} to {last}"


def _correlation(x: Floats) -> str:
    """What standardising leaves: the two inputs' correlation, from which the rest follows."""
    if (x == 0).all(axis=0).any():
        return "An input in which all values are alike tells the neuron nothing."
    r = float(np.clip((x[:, 0] * x[:, 1]).mean(), -1.0, 1.0))  # of standardised inputs
    if abs(r) > 1 - 1e-12:
        return "The two inputs tell the same thing: one is a straight-line function of the other."
    rest = (
        "What is left above 1 comes from the correlation of the two inputs, here "
        f"{words.number(r, 3)}: standardised, the condition number of two inputs is "
        "(1 + |r|) ÷ (1 − |r|). "
    )
    if abs(r) < 0.05:
        return rest + "Here there is next to none."
    together = "grow together" if r > 0 else "go opposite ways"
    return rest + f"Over all samples the two {together}."


def training_part(noun: str) -> str:
    """Where the statistics must come from."""
    return (
        f"The mean and the standard deviation are learnt from data, as weights are. Where {noun}s "
        "are kept apart for a test, both **come from the training part only**, and the test "
        f"{noun}s are scaled with the same numbers. This page trains on all {noun}s."
    )
