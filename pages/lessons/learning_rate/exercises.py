"""The exercises of the Learning rate page."""

import numpy as np

from pages.lessons.learning_rate.told import Seen, lesson_run
from pages.shared import words
from pages.shared.bench.exercises import Choice, Exercise, Guess
from pages.shared.one_neuron import descent_tables
from pages.shared.one_neuron.controls import AS_IN_LESSON
from pages.shared.one_neuron.named_run import NamedRun
from pages.shared.one_neuron.settings import EPOCHS, LEARNING_RATES, PAIR_NAMES

_LESSON: dict[str, object] = {**AS_IN_LESSON, "pair": PAIR_NAMES[0], "standardise": False}
_FLOWERS = "Setosa and versicolor, sepal and petal length"
_QUICK = 18
"""Epochs in which a student is to come near the floor."""


def solve_crawl() -> str:
    """How far the small rate gets, and how long it would take."""
    short, long = lesson_run(0.0001, 10), lesson_run(0.0001, 100_000)
    return (
        f"J comes down to {words.number(short.costs[-1], 4)}, log₁₀ J = "
        f"{words.number(float(np.log10(short.costs[-1])), 6)}: "
        f"{words.percent(short.share_of_way)} of the way. With this rate it would take "
        f"{words.count(long.near_floor or 0, 'epoch')} to come within 1% of the floor."
    )


def solve_largest() -> str:
    """The largest rate whose J only falls, for ten epochs and for more."""
    rows = ""
    for epochs in (10, 100, 1000):
        tried = [lesson_run(rate, epochs) for rate in LEARNING_RATES]
        fall = max(run.eta for run in tried if not run.result.run.rises_from)
        rows += f"| {epochs} | {words.number(fall)} |\n"
    limit = lesson_run(0.1, 1).result.limit
    above = next(rate for rate in LEARNING_RATES if rate > limit)
    rises = lesson_run(above, 1000).result.run.rises_from
    return (
        f"{_FLOWERS}:\n\n| epochs | largest η whose J only falls |\n|---|---|\n{rows}\n"
        f"The limit is {words.number(limit)}. The rate {words.number(above)} is just above it: the "
        "distance along the steepest axis grows by so little in each epoch that the fall along "
        f"the other axes hides it until J rises, from epoch {rises} on. A curve that falls is no "
        "proof that the rate is safe. The limit is."
    )


def solve_one_percent() -> str:
    """Epochs to within 1% of the floor with the best rate below the limit, raw and scaled."""
    raw, scaled = (_fastest(standardise) for standardise in (False, True))
    return (
        f"{_FLOWERS}. Standardised: with {scaled.name}, "
        f"{words.count(scaled.near_floor or 0, 'epoch')}. Raw: not within the {EPOCHS[-1]} epochs "
        f"on the slider. The best rate below the raw limit, {raw.name}, takes "
        f"{words.count(raw.near_floor or 0, 'epoch')}. The raw bowl is "
        f"{words.number(raw.result.condition)} times steeper along one axis than along another, "
        f"the standardised one {words.number(scaled.result.condition, 3)} times. The steep axis "
        "sets the limit, and along the flat one the way is long for updates that are so short."
    )


def _fastest(standardise: bool) -> NamedRun:
    """Of the rates below the limit the one that is first within 1% of the floor."""
    limit = lesson_run(0.1, 1, standardise).result.limit
    below = [rate for rate in LEARNING_RATES if limit / 4 < rate < limit]
    return min(
        (lesson_run(rate, 10_000, standardise) for rate in below),
        key=lambda run: run.near_floor or np.inf,
    )


def solve_double() -> str:
    """A rate, its double, and the limit between them."""
    one, two = lesson_run(0.0003, 10), lesson_run(0.0006, 10)
    return (
        f"With {one.name} J is {words.number(one.costs[-1])} in epoch 10, with {two.name} "
        f"it is {words.number(two.costs[-1])}. The limit, {words.number(one.result.limit)}, lies "
        "between them. A slow fall says that the bowl is flat along some axis. The limit comes "
        "from its steepest one: a rate below half the limit may be doubled, a larger one may not."
    )


def _log_cost_at_end(seen: Seen) -> float:
    return float(descent_tables.log_cost(seen.first.costs[-1:])[0])


def _found_largest(seen: Seen) -> bool:
    """Neighbours on the slider, of which the lower falls all the way and the upper does not."""
    low, high = sorted(seen.both, key=lambda run: run.eta)
    neighbours = LEARNING_RATES.index(high.eta) - LEARNING_RATES.index(low.eta) == 1
    falls = [run.result.run.rises_from is None for run in (low, high)]
    enough = seen.training.epochs >= 100 and not seen.inputs.standardise
    return enough and neighbours and falls == [True, False] and seen.training.plain


def _quick_enough(seen: Seen) -> bool:
    near = [run.near_floor for run in seen.both if run.near_floor]
    return bool(near) and min(near) <= _QUICK and seen.training.plain


def _doubled(seen: Seen) -> str:
    """How J with η₂ ends beside J with η₁ and the start."""
    first, second = (float(run.costs[-1]) for run in seen.both)
    if second > float(seen.second.costs[0]):
        return "higher than at the start"
    return "lower than with η₁" if second < first else "between the start and η₁"


EXERCISES: tuple[Exercise[Seen], ...] = (
    Exercise(
        key="crawl",
        title="How low in ten epochs?",
        task="η₁ = 0.0001 is small and safe. How low does it bring J in 10 epochs? Drag the "
        "line “You” on the curves to log₁₀ J of epoch 10, or type it.",
        hint="With these settings log₁₀ J begins at 1.699, which is J = 50. The dashed line "
        "without a name is the floor.",
        solution=solve_crawl,
        controls=("epochs",),
        settings={
            **_LESSON, "eta": 0.0001, "eta2": 0.0001, "epochs": 10, "cost_axis": "logarithm",
        },
        predict=Guess(
            "log₁₀ J with η₁ in epoch 10",
            span=(0.0, 2.0),
            step=0.01,
            truth=_log_cost_at_end,
            near=0.05,
            explain=lambda guess, seen: (
                "Small is not quick: each update is η times the slope, and along the flat axis of "
                "the bowl the slope is small as well."
                if guess < _log_cost_at_end(seen) - 0.05
                else "J falls in every epoch, by a little."
            ),
            figure="learning_rate_log_cost",
        ),
    ),
    Exercise(
        key="largest_rate",
        title="The largest rate that still falls",
        task="With raw inputs (not standardised), a zero start, no own points and 100 epochs, set "
        "η₁ and η₂ to two neighbours on the slider: with the lower one J falls in every epoch, "
        "with the upper one it does not. Is the answer the same for 10 epochs?",
        hint="Begin near the limit, which is given further down among the controls, and play each "
        "run to the end.",
        solution=solve_largest,
        controls=("eta", "eta2", "epochs"),
        settings={"eta": 0.0007, "eta2": 0.0002, "epochs": 10},
        solved=_found_largest,
    ),
    Exercise(
        key="one_percent",
        title="To the floor, quickly",
        task=f"Bring J within 1% of its floor in at most {_QUICK} epochs, from a zero start and "
        "without own points. Can it be done without standardising?",
        hint="The sentence at the end of the run says from which epoch on J is that near. "
        "Standardise is among the controls under this task.",
        solution=solve_one_percent,
        controls=("standardise", "eta", "epochs"),
        settings={"eta": 0.0003, "eta2": 0.001, "epochs": 20},
        solved=_quick_enough,
    ),
    Exercise(
        key="double",
        title="Twice the rate",
        task="With η₁ = 0.0003 J falls in each of 10 epochs, but slowly. η₂ is twice as large. "
        "Does that help?",
        hint="How far is η₁ from the limit?",
        solution=solve_double,
        controls=("eta", "eta2"),
        settings={**_LESSON, "eta": 0.0003, "eta2": 0.0006, "epochs": 10},
        predict=Choice(
            "In epoch 10, J with η₂ is",
            {
                "lower than with η₁": "Slow seems to mean that the updates are too short. They "
                "are, along the flat axis; along the steep one they may be too long already.",
                "between the start and η₁": "That takes a rate with which the weights swing to and "
                "fro, but still come nearer.",
                "higher than at the start": "A slow fall comes from the flat axis, the limit from "
                "the steep one, and twice the rate is above it.",
            },
            truth=_doubled,
        ),
    ),
)  # fmt: skip
