"""The exercises of the page Does it generalise?"""

from dataclasses import dataclass
from typing import Literal, get_args

import numpy as np

from core.checks import Floats
from core.overfitting import over_seeds
from data import LESSON_FEATURES
from pages.lessons.generalisation import costs_told, judging, told
from pages.lessons.generalisation.judging import OVERFIT_EPOCHS, Judging, Model
from pages.shared import words
from pages.shared.bench.exercises import Choice, Exercise, Guess
from pages.shared.one_neuron.controls import LESSON_PAIR
from pages.shared.one_neuron.settings import Inputs

Question = Literal[
    "one split", "many splits", "k-fold", "learning curve", "overfitting", "validation set"
]
QUESTIONS: tuple[Question, ...] = get_args(Question)
_SEEDS = range(1, 11)
_SAMPLES: dict[str, object] = {
    "pair": "versicolor-virginica", "features": LESSON_PAIR, "own_points": "",
    "balanced": True, "scaling": "training", "seed": 1,
}  # fmt: skip
_NOISY: dict[str, object] = {
    **_SAMPLES, "model": "network", "hidden": 12, "noise": 20, "net_eta": 0.5,
}  # fmt: skip
_QUICK = 1.0
"""The learning rate of the runs that are averaged over seeds."""


@dataclass(frozen=True)
class Seen:
    """What the exercises are judged by, as far as the question on show tells it.

    splits (n, 2): the scores of many splits, training and test; in_the_end: what the test cost did
    last; saved: how much lower it is at the chosen epoch than at the end
    """

    splits: Floats | None = None
    in_the_end: costs_told.InTheEnd = "stays where it is"
    saved: float = 0.0

    @property
    def range_of_splits(self) -> float:
        """Percentage points between the best and the worst test score; 0 without splits."""
        return 0.0 if self.splits is None else float(100 * np.ptp(self.splits[:, 1]))


def _lengths(pair: str) -> Inputs:
    return Inputs(pair, LESSON_FEATURES, standardise=False)


def solve_all_samples() -> str:
    """Two pairs and both models, judged over 20 splits."""
    rows = ""
    models = {"Adaline": Model("adaline", 0.01, 15), "network": Model("network", 0.5, 100, 3)}
    for pair in ("setosa-versicolor", "versicolor-virginica"):
        for label, model in models.items():
            values = judging.many_splits(Judging(_lengths(pair), model, 0.3, 1), 20).values
            train, test = words.percent(values[:, 0].mean()), told.spread(values[:, 1])
            rows += f"| {pair} | {label} | {train} | {test} |\n"
    return (
        "Training on all samples is fine for the network that you will use in the end, but then "
        "no sample is left to judge it by: the score on samples it has learnt from cannot tell "
        "knowing by heart from understanding. So validate first: split, scale with the training "
        "part's statistics, train, compare both scores, and repeat. 20 splits, 30% kept back:"
        f"\n\n| Pair | Model | Training | Test |\n|---|---|---|---|\n{rows}"
    )


def averaged(hidden: int, points: int) -> tuple[float, float, float]:
    """Training, test and lowest test cost at the end of overfitting runs, the mean over seeds."""
    model = Model("network", _QUICK, OVERFIT_EPOCHS, hidden)
    _, x, y = judging.samples(_lengths("versicolor-virginica"))
    costs = over_seeds(model.learner, x, y, points, 0.2, _SEEDS)
    train, test = costs[:, -1].mean(axis=0)
    return float(train), float(test), float(costs[:, :, 1].min(axis=1).mean())


def solve_overfitting() -> str:
    """Noisy points learnt with few and with many hidden neurons, and with more points."""
    cases = [(1, 20), (3, 20), (8, 20), (8, 60)]
    rows, tests = "", []
    for hidden, points in cases:
        train, test, lowest = averaged(hidden, points)
        tests.append(test)
        costs = " | ".join(words.number(cost, 3) for cost in (train, test, lowest))
        rows += f"| {hidden} | {points} | {costs} |\n"
    fewer = "Fewer neurons help here" if tests[0] < tests[2] else "Fewer neurons do not help here"
    more = "more samples help" if tests[3] < tests[2] else "more samples do not"
    return (
        "| hidden neurons | training samples | training cost | test cost | lowest test cost |\n"
        f"|---|---|---|---|---|\n{rows}\nCosts per sample after {OVERFIT_EPOCHS} epochs, 20% of "
        f"the training labels flipped, η = {words.number(_QUICK)}, the mean over the seeds "
        f"{_SEEDS[0]} to {_SEEDS[-1]}. {fewer}, {more}, and so does stopping where the cost on a "
        "validation set is lowest (at best that gives the last column), or a penalty on large "
        "weights (L2, on the Playground)."
    )


def solve_stopping() -> str:
    """The test cost where the validation cost is lowest and at the end, over seeds."""
    model = Model("network", 0.5, OVERFIT_EPOCHS, 12)
    inputs = _lengths("versicolor-virginica")
    rows, lower = "", 0
    for seed in _SEEDS:
        run = judging.stopped(Judging(inputs, model, 0.3, seed), 0.6, 0.2)
        chosen, end = (float(run.costs[moment, 2]) for moment in (run.best, -1))
        lower += chosen < end
        costs = f"{words.number(chosen, 3)} | {words.number(end, 3)}"
        rows += f"| {seed} | {run.epochs[run.best]} | {costs} |\n"
    return (
        "| seed | epoch chosen | test cost there | test cost at the end |\n|---|---|---|---|\n"
        f"{rows}\nWith the settings of this exercise the test cost is lower at the chosen epoch in "
        f"{lower} of {words.count(len(_SEEDS), 'run')}. The test samples had no say in the choice: "
        "the boundary that suits one part of new samples suits the other too, until the network "
        "learns single training samples by heart. This is called **early stopping**."
    )


EXERCISES: tuple[Exercise[Seen], ...] = (
    Exercise(
        key="all_samples",
        title="Challenge: is it right to train on all samples?",
        task="The pages with one neuron trained on all 100 flowers and counted mistakes on the "
        "same 100. Here 20 random splits keep 30 back each time. How far apart will the best and "
        "the worst test score be?",
        hint="30 test samples: one more mistake is 3.3 percentage points.",
        solution=solve_all_samples,
        controls=("model", "pair"),
        settings={
            **_SAMPLES, "view": "many splits", "splits": 20, "share": 30,
            "model": "adaline", "eta": 0.01, "epochs": 15,
        },
        predict=Guess(
            "Percentage points between the best and the worst split",
            span=(0.0, 60.0),
            step=1.0,
            truth=lambda seen: seen.range_of_splits,
            near=5.0,
            explain=lambda guess, seen: (
                "The score of one split is one random draw of these: chance matters more than it "
                "seems."
                if guess < seen.range_of_splits
                else "Chance matters a lot, but the splits are drawn from the same flowers."
            ),
        ),
    ),
    Exercise(
        key="overfit",
        title="Make a network overfit, then cure it",
        task="12 hidden neurons learn 30 samples, 20% of them with a flipped (wrong) label. What "
        "happens to the test cost while the training cost falls? Then find two different cures.",
        hint="So many neurons can learn a wrong label by heart: what do they then answer to new "
        "samples near it? For a cure, change one thing at a time: samples, flipped labels, "
        "neurons.",
        solution=solve_overfitting,
        controls=("points", "hidden", "noise"),
        settings={**_NOISY, "view": "overfitting", "points": 30},
        predict=Choice(
            "From some epoch on the test cost",
            {
                "falls as well": "Both fall while the network finds what the samples have in "
                "common. What comes after that is about single samples.",
                "stays where it is": "That takes a boundary that has come to rest. While it goes "
                "on bending round single samples, each bend changes the answers to others.",
                "rises again": "The network bends round single samples, flipped labels included, "
                "and that is wrong for those it has not seen.",
            },
            truth=lambda seen: seen.in_the_end,
        ),
    ),
    Exercise(
        key="stop",
        title="When is it enough?",
        task="12 hidden neurons again, and 20% of the training labels flipped. The validation set "
        "chooses an epoch: the one where the validation cost is lowest. Is that choice good for "
        "the test samples too, which have had no say in it?",
        hint="Do validation and test samples differ in anything but chance?",
        solution=solve_stopping,
        controls=("seed", "hidden"),
        settings={**_NOISY, "view": "validation set", "kept": 60},
        predict=Choice(
            "Compared with the end of the run, the test cost at the chosen epoch is",
            {
                "lower": "What suits one part of new samples suits the other, for they differ by "
                "chance alone.",
                "the same": "That would be so if the last epoch were chosen, or if training had "
                "changed nothing more.",
                "higher": "It can happen with few samples, by chance. As a rule the choice carries "
                "over: validation and test samples are drawn alike.",
            },
            truth=lambda seen: costs_told.compared(seen.saved),
        ),
    ),
    Exercise(
        key="full_marks",
        title="All training samples correct",
        task="A network answers 100% of its training samples correctly.",
        hint="Could it have learnt wrong labels by heart?",
        solution=lambda: (
            "Nothing follows for new samples: it may have learnt the samples by heart, wrong "
            "labels included. Only samples that were kept back can tell."
        ),
        predict=Choice(
            "On new samples you expect",
            {
                "100%: it has learnt the rule": "It may have learnt the samples by heart, wrong "
                "labels included. The training score alone cannot tell the difference.",
                "a share that needs a test set": "Only samples that were kept back, from the "
                "scaling too, show how it generalises.",
                "a little less, about 95%": "Perhaps, or perhaps 60%. How much less depends on "
                "noise, size and network: the question *overfitting* shows a large gap.",
            },
            truth=lambda _: "a share that needs a test set",
            waits=False,
        ),
    ),
)  # fmt: skip
