"""The exercises of the Standardisation page."""

from itertools import combinations

import numpy as np

from data import FEATURES, LESSON_FEATURES
from pages.lessons.standardisation.told import Seen
from pages.shared import words
from pages.shared.bench.exercises import Choice, Exercise, Guess
from pages.shared.one_neuron import descent_tables, descent_told, replay, runs
from pages.shared.one_neuron.controls import AS_IN_LESSON
from pages.shared.one_neuron.named_run import NamedRun
from pages.shared.one_neuron.runs import AdalineResult
from pages.shared.one_neuron.settings import LEARNING_RATES, Inputs, Training


def lesson_run(rate: float, epochs: int, standardise: bool) -> NamedRun:
    """A run on setosa and versicolor, sepal and petal length, from a zero start."""
    inputs = Inputs("setosa-versicolor", LESSON_FEATURES, standardise)
    result = runs.train_adaline(Training(inputs, rate, epochs))
    return NamedRun(f"η = {words.number(rate)}", rate, result)


def solve_default() -> str:
    """The default run, number by number."""
    run = lesson_run(0.01, 15, standardise=True)
    costs = [words.number(cost, 10) for cost in run.costs[[0, 1, 2, -1]].round(8)]
    names = Inputs("setosa-versicolor", LESSON_FEATURES, True).weight_names
    told = descent_told.weights(names, run.result.run.weights)
    wrong = replay.wrong_counts(run.result.samples, run.history[1:]).tolist()
    first = wrong.index(0) + 1
    settled = len(wrong) - next(i for i, count in enumerate(reversed(wrong)) if count) + 1
    slips = words.either(count for count in wrong[first:settled] if count)
    return (
        f"J is {costs[0]}, {costs[1]}, {costs[2]}, ... {costs[3]}. The weights after epoch 15 are "
        f"{told}. After epoch {first} all flowers are on their correct side for the first time, "
        f"but the line still swings and loses {slips} of them again: all stay correct from epoch "
        f"{settled} on. All the while J falls in every epoch: it measures the distance to −1 and "
        "+1, not the side."
    )


def solve_raw() -> str:
    """The largest stable rate on the scale, raw, and how far it gets."""
    limit = lesson_run(0.1, 1, standardise=False).result.limit
    rate = max(rate for rate in LEARNING_RATES if rate < limit)
    slow, fast = lesson_run(rate, 1000, False), lesson_run(0.01, 1000, True)
    return (
        "For setosa and versicolor, sepal and petal length, the largest rate below the raw limit "
        f"is {words.number(rate)}. After 15 epochs its J is "
        f"{words.number(slow.costs[14])}, after 1000 it is {words.number(slow.costs[-1])}. "
        f"Standardised, η = 0.01 is below {words.number(slow.costs[-1])} from epoch "
        f"{int((fast.costs < slow.costs[-1]).argmax()) + 1} on."
    )


def _bowls(columns: tuple[str, str]) -> list[AdalineResult]:
    """The raw and the standardised bowl of two lengths of setosa and versicolor."""
    inputs = [Inputs("setosa-versicolor", columns, scale) for scale in (False, True)]
    return [runs.train_adaline(Training(kind, 1e-4, 1)) for kind in inputs]


def solve_lengths() -> str:
    """The condition numbers of all pairs of lengths, for setosa and versicolor."""
    rows = ""
    for columns in combinations(FEATURES, 2):
        bowls = _bowls(columns)
        before, after = (words.number(bowl.condition, 3) for bowl in bowls)
        alike = float(np.corrcoef(*bowls[0].samples.x.T)[0, 1])
        rows += f"| {_named(columns)} | {before} | {after} | {words.number(alike, 2)} |\n"
    return (
        f"| inputs | raw | standardised | correlation |\n|---|---|---|---|\n{rows}\n"
        "What standardising leaves is the correlation: the nearer it is to 1 or −1, the narrower "
        "the valley stays. Two inputs whose samples lie on one line tell the neuron the "
        "same thing twice, and no scale can change that."
    )


def _named(columns: tuple[str, str]) -> str:
    return ", ".join(columns).replace("_", " ")


def _narrowest(_: Seen) -> str:
    """The pair of inputs whose standardised bowl is the narrowest."""
    return _named(max(combinations(FEATURES, 2), key=lambda pair: _bowls(pair)[1].condition))


def solve_wrong_mean() -> str:
    """A line judged on inputs that were scaled with other statistics."""
    run = lesson_run(0.01, 50, standardise=True)
    chosen = run.result.samples.chosen
    of_class = chosen.x[chosen.y > 0]
    own = (of_class - of_class.mean(axis=0)) / of_class.std(axis=0)
    weights = run.result.run.weights
    wrong = int((weights[0] + own @ weights[1:] < 0).sum())
    return (
        "The mean and standard deviation of the training samples: a test sample is treated as one "
        "that comes along after training, when nothing else is known. Suppose the test samples "
        f"were the {len(of_class)} versicolor flowers, scaled with their own mean: the same neuron "
        f"would get {wrong} of them wrong, for by that measure about half are below 0. "
        "With the mean of all samples the test has told something about itself before it begins: a "
        "leak."
    )


def _log_cost_at_end(seen: Seen) -> float:
    return float(descent_tables.log_cost(seen.scaled.costs[-1:])[0])


def _raw_kept_up(seen: Seen) -> bool:
    """The largest rate of the slider that is below the raw limit, for long enough."""
    below = [rate for rate in LEARNING_RATES if rate < seen.raw.result.limit]
    enough = seen.training.epochs >= 15 and seen.training.plain
    return bool(below) and seen.raw.eta == max(below) and enough


_TRAINING = "the training samples"
_PAIRS = {
    "sepal length, petal length": "They grow together, but another pair does so more strictly.",
    "sepal length, sepal width": "Over both species these two hardly depend on each other.",
    "petal length, petal width": "Large petals are long and wide: the two say nearly the same.",
    "sepal width, petal length": "They go opposite ways, but not strictly enough.",
}

EXERCISES: tuple[Exercise[Seen], ...] = (
    Exercise(
        key="reproduce",
        title="How low in fifteen epochs?",
        task="Standardised, with η = 0.01: how low is J in epoch 15? Drag the line “You” on the "
        "curves to log₁₀ J, or type it. Then read off J of the epochs 1, 2, 3 and 15. From which "
        "epoch on are all samples on their correct side?",
        hint="The three dots above the curves have every J, under Numbers. For the samples, move "
        "through the epochs and watch the line and the rings.",
        solution=solve_default,
        controls=("epochs",),
        settings={**AS_IN_LESSON, "pair": "setosa-versicolor", "eta": 0.01, "epochs": 15},
        predict=Guess(
            "log₁₀ J, standardised, in epoch 15",
            span=(0.0, 2.0),
            step=0.01,
            truth=_log_cost_at_end,
            near=0.15,
            explain=lambda guess, seen: (
                "In a rounder bowl no direction is left far behind: 15 epochs bring J further down."
                if guess > _log_cost_at_end(seen) + 0.15
                else f"The floor is {words.number(float(np.log10(seen.scaled.floor)))}: log₁₀ J "
                "comes near it, never below."
            ),
            figure="standardisation_cost",
        ),
    ),
    Exercise(
        key="raw_best",
        title="Can the raw run keep up?",
        task="From a zero start and without own points, find the largest learning rate on the "
        "slider with which the raw run does not diverge, and let it run for at least 15 epochs. "
        "How low is its J after 15 epochs, and after 1000?",
        hint="Further down among the controls, a line says on which side of the limit you are.",
        solution=solve_raw,
        controls=("eta", "epochs"),
        settings={"eta": 0.001, "epochs": 15},
        solved=_raw_kept_up,
    ),
    Exercise(
        key="lengths",
        title="Which inputs stay narrow?",
        task="Setosa and versicolor, standardised: with which two inputs does the bowl stay the "
        "narrowest (the highest condition number)? Answer, then try them.",
        hint="How do the flowers lie in the plane if one input nearly tells you the other?",
        solution=solve_lengths,
        controls=("features",),
        settings={"pair": "setosa-versicolor"},
        predict=Choice("Of these, the narrowest bowl has", _PAIRS, truth=_narrowest, waits=False),
    ),
    Exercise(
        key="standardisation_question",
        title="Which mean for the test?",
        task="Twenty samples are kept apart for a test. With which mean and standard deviation "
        "are their inputs standardised?",
        hint="What is known when a new sample comes along, long after training?",
        solution=solve_wrong_mean,
        predict=Choice(
            "The mean and standard deviation of",
            {
                "those twenty": "The neuron has learnt what one standard deviation from the "
                "training mean means. Other statistics would move the line.",
                "all samples": "Then the test has already told something about itself before it "
                "begins: a leak, and the score may look better than it is.",
                _TRAINING: "A test sample is treated as one that comes along after training, when "
                "nothing else is known.",
            },
            truth=lambda seen: _TRAINING,
            waits=False,
        ),
    ),
)
