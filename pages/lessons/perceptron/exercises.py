"""The exercises of the Perceptron page."""

from dataclasses import replace

import numpy as np

from data import LESSON_FEATURES
from pages.lessons.perceptron.told import Seen
from pages.shared import words
from pages.shared.bench.exercises import Choice, Exercise, Guess
from pages.shared.one_neuron import own_points
from pages.shared.one_neuron.controls import AS_IN_LESSON
from pages.shared.one_neuron.runs import PerceptronResult, train_perceptron
from pages.shared.one_neuron.settings import PAIR_NAMES, Inputs, Training

_TRIED = (0.0001, 0.01, 1.0)
_POWERS = (0.125, 0.25, 0.5, 1.0)
_AMONG_SETOSAS = "m51,5,1.5"
_LESSON: dict[str, object] = {
    **AS_IN_LESSON, "standardise": False, "order": "file", "tolerated": "never", "epochs": 25,
}  # fmt: skip


def _challenge(epochs: int, eta: float = 0.001, order_seed: int | None = None) -> PerceptronResult:
    """A run of versicolor against virginica on the lesson's two lengths."""
    inputs = Inputs("versicolor-virginica", LESSON_FEATURES, standardise=False)
    return train_perceptron(Training(inputs, eta, epochs, order_seed=order_seed))


def solve_challenge() -> str:
    """What a student finds by moving the controls, from the runs themselves."""
    first = _challenge(25).run
    late = {epochs: _challenge(epochs).run.misclassified[-1] for epochs in (25, 100, 1000)}
    shuffled = _challenge(25, order_seed=1).run.misclassified[-1]
    return (
        f"Every one of the 25 epochs makes {words.either(first.errors)} updates, and after the "
        f"last one {late[25]} of 100 flowers are on the wrong side. The two counts differ because "
        "the flowers come sorted by species: one wrong versicolor drags the line right across, "
        "and then all versicolor are correct until a virginica drags it back. More epochs "
        f"do not settle it: {late[100]} are wrong after 100 epochs, {late[1000]} after 1000. No "
        "line separates the two species, so the updates never stop and the end depends on when "
        f"you stop. With the order shuffled (seed 1), {shuffled} are wrong after 25 epochs: try "
        "other seeds."
    )


def solve_shuffle() -> str:
    """Two moments of one shuffled run with the learning rate that the page opens with."""
    soon, late = (_challenge(epochs, 0.1, 1).run.misclassified[-1] for epochs in (25, 100))
    return (
        f"Order: shuffled. With seed 1, η = 0.1, a zero start, sepal and petal length, {soon} are "
        f"wrong after 25 epochs and {late} after 100; the line still jumps, so try other seeds, "
        "and stop at a good moment."
    )


def solve_eta() -> str:
    """Mistakes for several learning rates from a zero and a random start, and where ties differ."""
    inputs = Inputs(PAIR_NAMES[0], LESSON_FEATURES, standardise=False)

    def made(eta: float, start_seed: int | None = None) -> int:
        trained = train_perceptron(Training(inputs, eta, 25, start_seed))
        return int(trained.run.errors.sum())

    rows = "".join(f"| {words.number(eta)} | {made(eta)} | {made(eta, 1)} |\n" for eta in _TRIED)
    wrong = {eta: _challenge(1000, eta).run.misclassified[-1] for eta in (0.001, 0.01, 0.1)}
    exact = {_challenge(1000, eta).run.misclassified[-1] for eta in _POWERS}
    rounded = ", ".join(f"{count} (η = {words.number(eta)})" for eta, count in wrong.items())
    return (
        "Updates in 25 epochs, setosa against versicolor:\n\n"
        f"| η | zero start | random start (seed 1) |\n|---|---|---|\n{rows}\n"
        "From a zero start every weight is a sum of updates ±2η x. A smaller η makes all weights "
        "smaller by the same factor, and the sign of z, which is all that counts, stays the same. "
        "A random start does not shrink with η: a tiny η needs many updates to get away from "
        "it.\n\nIn a computer this holds up to rounding. Versicolor against virginica, 1000 "
        f"epochs, leaves {rounded} on the wrong side: where z should be exactly 0 the rounded "
        f"sum falls on one side or the other. With η = {words.either(_POWERS)}, powers of two, "
        f"scaling is exact and every run ends alike: {words.either(exact)} wrong."
    )


def solve_one_flower() -> str:
    """A versicolor among the setosas, and the run beside that of the flowers as measured."""
    inputs = Inputs(PAIR_NAMES[0], LESSON_FEATURES, standardise=False)
    before, after = (
        train_perceptron(Training(one, 0.1, 25)).run.errors
        for one in (inputs, replace(inputs, points=_AMONG_SETOSAS))
    )
    needed, last = int(before.sum()), int(np.flatnonzero(before)[-1]) + 1
    return (
        f"Flower 51, the first versicolor, moved to (5, 1.5), among the setosas: {_AMONG_SETOSAS} "
        f"in the box Own points. As measured the flowers need {words.count(needed, 'update')}, the "
        f"last one in epoch {last}. Now 25 epochs make {words.whole(int(after.sum()))}, "
        f"{words.either(after[-5:])} in each of the last five, and it goes on for ever: no line "
        "has flower 51 on one side and the setosas around it on the other, so in every epoch at "
        "least one flower is wrong at its turn, and its update moves the line for all. The "
        "perceptron cannot leave one flower aside for the sake of the others."
    )


def _shuffled_enough(seen: Seen) -> bool:
    inputs, training = seen.training.inputs, seen.training
    hard = inputs.pair == "versicolor-virginica" and not (inputs.points or inputs.standardise)
    return hard and training.order_seed is not None and seen.wrong <= 10


def _one_flower_moved(seen: Seen) -> bool:
    inputs = seen.training.inputs
    own = own_points.read(inputs.points)
    of_lesson = inputs.pair == PAIR_NAMES[0] and inputs.features == LESSON_FEATURES
    return of_lesson and own.count == len(own.moved) == 1 and not seen.result.separable


def _compared(seen: Seen) -> str:
    """How many updates the run made beside one with η = 0.1."""
    training = seen.training
    usual = train_perceptron(replace(training, eta=0.1))
    other = int(usual.run.errors.sum())
    if seen.updates == other:
        return "the same updates"
    return "more updates" if seen.updates > other else "fewer updates"


EXERCISES: tuple[Exercise[Seen], ...] = (
    Exercise(
        key="challenge",
        title="How many are wrong?",
        task="Versicolor against virginica, η = 0.001, 25 epochs: every epoch makes 2 updates. "
        "How many of the 100 flowers are on the wrong side after the last one? Then play it and "
        "say why.",
        hint="The flowers come sorted by species: which flower comes next after a mistake? Once "
        "you have predicted, play by update and watch which flowers get a ring, and where the "
        "line goes after each.",
        solution=solve_challenge,
        controls=("play", "epochs"),
        settings={**_LESSON, "pair": "versicolor-virginica", "eta": 0.001},
        predict=Guess(
            "Flowers on the wrong side after epoch 25",
            span=(0.0, 100.0),
            step=1.0,
            truth=lambda seen: float(seen.wrong),
            near=5.0,
            explain=lambda guess, seen: (
                "Two updates do not mean two wrong flowers: each update moves the whole line."
                if guess <= 10 < seen.wrong
                else "An update counts a flower at its turn; the line has moved since then."
            ),
            figure="perceptron_errors",
        ),
    ),
    Exercise(
        key="smaller_eta",
        title="A smaller learning rate",
        task="Setosa against versicolor from a zero start, 25 epochs, with η = 0.0001 in place of "
        "0.1: what changes?",
        hint="What is every weight a sum of? Once you have predicted, keep the curves in grey, "
        "set η to 0.1 and compare. Then try it from a random start.",
        solution=solve_eta,
        controls=("eta", "start"),
        settings={**_LESSON, "pair": PAIR_NAMES[0], "eta": 0.0001},
        predict=Choice(
            "With the smaller η, this run makes",
            {
                "more updates": "Small updates seem to call for more of them. But the line is "
                "where z = 0, and that does not change when all weights shrink alike.",
                "the same updates": "All weights are sums of updates ±2η x: a smaller η scales "
                "every one of them alike, and the line stays.",
                "fewer updates": "Smaller updates do not mean fewer of them: the same flowers are "
                "wrong at their turn.",
            },
            truth=_compared,
        ),
    ),
    Exercise(
        key="shuffle",
        title="Stop the jumping",
        task="Versicolor against virginica: change the order of the samples so that at most 10 "
        "flowers are on the wrong side at the end. Do not standardise, and add no points of your "
        "own.",
        hint="The flowers come sorted by species. Change that, and try some seeds and epochs.",
        solution=solve_shuffle,
        controls=("pair", "order", "order_seed", "epochs"),
        solved=_shuffled_enough,
    ),
    Exercise(
        key="one_flower",
        title="One flower too many",
        task="Setosa against versicolor, sepal and petal length: a line separates them, and the "
        "updates come to an end. Move one single flower so that no line separates them any more. "
        "Add no points.",
        hint="Press Own points above the figure, then Move, and drag a flower to where the other "
        "species is. Then play by update, and step back to an update for that flower.",
        solution=solve_one_flower,
        controls=("points", "play"),
        settings={**_LESSON, "pair": PAIR_NAMES[0], "eta": 0.1},
        solved=_one_flower_moved,
    ),
)
