"""The exercises of the Multi-layer network page."""

import numpy as np

from core import network
from core.checks import Floats
from pages.lessons.multilayer_network import multilayer, plane
from pages.lessons.multilayer_network.multilayer import LessonTraining, X
from pages.lessons.multilayer_network.told import Seen, row
from pages.shared import words
from pages.shared.bench.exercises import Choice, Exercise, Guess
from pages.shared.words import percent

_SEEDS = range(10)
_RATE_SEEDS, _RATE_EPOCHS = range(5), 2000
_STUCK = 0.1
_SETTLED = 500
"""Epochs after which the outputs of a network with a step stand where they stay."""
_LESSON: dict[str, object] = {"layers": 1, "hidden": multilayer.HIDDEN, "own": ""}
_LOGISTIC: dict[str, object] = {
    **_LESSON, "start": "random", "seed": 1, "activation": "logistic", "output": "logistic",
}  # fmt: skip


def _costs(seeds: range, rate: float = 0.1, epochs: int = 5000) -> Floats:
    """J at the end for each seed."""
    ends = [multilayer.train(LessonTraining(rate, epochs, seed=seed)).costs[-1] for seed in seeds]
    return np.array(ends)


def solve_seeds() -> str:
    """Whether every start gets there."""
    costs = _costs(_SEEDS)
    return (
        f"With the seeds {_SEEDS[0]} to {_SEEDS[-1]}, J after 5000 epochs is between "
        f"{words.number(costs.min(), 2)} (seed {costs.argmin()}) and "
        f"{words.number(costs.max(), 2)} (seed {costs.argmax()}). The hidden neurons take "
        "different roles each time, so the weights differ and the answers do not. Harder problems "
        "are not so kind: there some seeds get stuck."
    )


def solve_rates() -> str:
    """What larger rates do, over several seeds."""
    rows = ""
    for rate in (0.1, 1.0, 10.0, 100.0):
        costs = _costs(_RATE_SEEDS, rate, _RATE_EPOCHS)
        stuck = int((costs > _STUCK).sum())
        rows += (
            f"| {words.number(rate)} | {words.number(costs.min(), 2)} | "
            f"{words.number(costs.max(), 2)} | {stuck} of {len(_RATE_SEEDS)} |\n"
        )
    return (
        f"J after {words.count(_RATE_EPOCHS, 'epoch')}, over the seeds {_RATE_SEEDS[0]} to "
        f"{_RATE_SEEDS[-1]} "
        f"(stuck: J above {_STUCK:g}):\n\n| η | lowest J | highest J | stuck |\n|---|---|---|---|\n"
        f"{rows}\nNothing explodes: logistic outputs stay between 0 and 1, however large the "
        "weights. But a first update that is far too long throws the output neuron onto its flat "
        "part. It is wrong, and as o (1 − o) is close to 0 it cannot come back: saturation, not "
        "divergence."
    )


def solve_equal() -> str:
    """What an equal start costs here, and on points that need several lines."""
    random, equal = (multilayer.train(LessonTraining(start=how)) for how in ("random", "equal"))
    rows = "".join(
        f"| {name} | {percent(plane.score(name, 'random'))} | "
        f"{percent(plane.score(name, 'equal'))} |\n"
        for name in plane.PLANES[:3]
    )
    return (
        f"The largest difference between the hidden neurons is {words.number(equal.apart)} in all "
        f"{words.count(equal.last, 'epoch')}, and J is {words.number(equal.costs[-1], 3)}, against "
        f"{words.number(random.costs[-1], 3)} from the random start. So it does learn, because "
        "one hidden neuron is enough: x₁ alone tells the samples apart. Where several lines are "
        "needed, three equal neurons are one. Training points on the correct side after "
        f"{words.count(plane.EPOCHS, 'epoch')} from one start of each kind:\n\n"
        f"| points | random start | equal start |\n|---|---|---|\n{rows}"
    )


def solve_step() -> str:
    """What is left to learn for a network with a step in its hidden layer."""
    step = multilayer.train(LessonTraining(activation="binary_step"))
    return (
        f"The weights into the hidden layer move by {words.number(step.hidden_moved)}: their "
        "gradient has the slope of the step as a factor, and that is 0. The output neuron is "
        "logistic and does learn. But all net inputs of the hidden neurons are positive from this "
        "start, so each answers 1 for every sample, and the output cannot tell them apart. The "
        f"best single answer is the mean of the targets: {row(step.outputs[-1, :, 0])}, with J = "
        f"{words.number(step.costs[-1])}."
    )


def first_output() -> float:
    """What the lesson's network answers to sample 1 before any update."""
    start = LessonTraining()
    return float(network.predict_outputs(X[:1], *start.initial, start.activations)[0, 0])


def solve_delta() -> str:
    """The delta of the output in the first update by hand."""
    o = first_output()
    error, slope = o - 1, o * (1 - o)
    return (
        f"o = {words.number(o)} and y = 1, so the error o − y is {words.number(error)}; the slope "
        f"o (1 − o) is {words.number(slope)}. δ = {words.number(error * slope)}. It is negative: "
        "J falls when this net input grows, because the output is too small."
    )


def _delta(seen: Seen) -> float:
    return float(seen.one.out.delta[0, 0])


EXERCISES: tuple[Exercise[Seen], ...] = (
    Exercise(
        key="delta",
        title="A delta by hand",
        task="Sample 1 has the target y = 1. In the first epoch the network answers o = "
        f"{words.number(first_output())}. Work out the output's δ = (o − y) · o (1 − o). Then play "
        "the update, forward and back.",
        hint="First the error o − y, then the slope of the logistic, which depends on o alone.",
        solution=solve_delta,
        controls=("sample",),
        settings={**_LOGISTIC, "view": "one update", "step": 1, "sample": 1, "outputs": 1},
        predict=Guess(
            "δ of the output for sample 1",
            span=(-1.0, 1.0),
            step=0.0001,
            truth=_delta,
            near=0.0006,
            explain=lambda guess, seen: (
                "The size is right, but δ has the sign of o − y."
                if abs(guess + _delta(seen)) <= 0.0006
                else "It is error times slope, and both follow from o."
            ),
        ),
    ),
    Exercise(
        key="two_paths",
        title="Two ways back",
        task="The network gets a second output, whose target is 1 minus that of the first. On the "
        "way back, the δ of h1 is a sum: of how many products? Then play the update as far as "
        "“Back to the hidden layer”, where it is written out.",
        hint="How many lines lead out of h1? Each brings something back.",
        solution=lambda: (
            "Of two: δ of each output times the weight from h1 to it. They are added, and the "
            "sum is multiplied by h1's own slope: the chain rule adds over all paths."
        ),
        controls=("outputs", "sample"),
        settings={"view": "one update", "outputs": 2, **_LESSON},
        predict=Choice(
            "The δ of h1 is a sum of",
            {
                "one product": "That is so with one output.",
                "two products": "One for each output that h1 leads to.",
                "three products": "Three samples make three nudges of a weight, but each sample "
                "has a δ of its own.",
            },
            truth=lambda seen: ("one product", "two products")[seen.one.outputs - 1],
        ),
    ),
    Exercise(
        key="rates",
        title="A thousand times the learning rate",
        task="η is 100 instead of 0.1. Does J explode, as it does with the linear neuron? If not, "
        "what happens instead?",
        hint="What is the slope of the logistic far from z = 0, where such long updates lead? Once "
        "you have predicted, set Epoch taken apart to 2 (under More controls) and look at f′(z) of "
        "the output under Every number of epoch 2.",
        solution=solve_rates,
        controls=("eta", "seed"),
        settings={**_LOGISTIC, "eta": 100.0, "epochs": 5000},
        predict=Choice(
            "With η = 100, this run",
            {
                "explodes": "Logistic outputs stay between 0 and 1, so J is at most 1.5.",
                "gets stuck with a large cost": "A first update that is far too long throws the "
                "output onto its flat part, where the slope is close to 0.",
                "learns faster": "An update is only as good as the slope it follows, and that "
                "changes on the way. It takes luck with the start.",
            },
            truth=lambda seen: (
                "gets stuck with a large cost" if seen.run.costs[-1] > _STUCK else "learns faster"
            ),
        ),
    ),
    Exercise(
        key="equal",
        title="Three neurons that are one",
        task="All weights start equal. How many different curves will the three hidden neurons "
        "draw? Does the network still learn its samples, and the points of XOR (Figures: plane)?",
        hint="How many hidden neurons do these three samples need? Look at x₁ in X.",
        solution=solve_equal,
        controls=("view", "start"),
        settings={"start": "equal", **_LESSON},
        predict=Choice(
            "The three hidden neurons draw",
            {
                "three different curves": "Nothing tells them apart: same inputs, same error, same "
                "update.",
                "one and the same curve": "Each gets the same update in every epoch, so they stay "
                "one neuron, three times.",
                "different curves at first, then the same": "They are alike from the start.",
            },
            truth=lambda seen: (
                "one and the same curve" if seen.run.apart == 0 else "three different curves"
            ),
        ),
    ),
    Exercise(
        key="step_function",
        title="A step that cannot be walked down",
        task="Make the hidden activation a binary step, and train for at least "
        f"{_SETTLED} epochs. Which weights still change? Where do the outputs end, and why there?",
        hint="Take the update of any epoch apart (Figures: one update) and look at δ of the hidden "
        "neurons.",
        solution=solve_step,
        controls=("activation", "view"),
        settings={**_LOGISTIC, "eta": 0.1, "epochs": 5000},
        solved=lambda seen: (
            seen.run.training.activation == "binary_step" and seen.run.last >= _SETTLED
        ),
    ),
    Exercise(
        key="seeds",
        title="Does it always get there?",
        task="With seed 1 and η = 0.1, J is below 0.01 after 5000 epochs. Find another seed that "
        "gets J below 0.01. Do the weights come out the same?",
        hint="Watch the hidden outputs: which neuron answers what is a matter of chance.",
        solution=solve_seeds,
        controls=("seed", "epochs"),
        settings={**_LOGISTIC, "eta": 0.1, "epochs": 5000},
        solved=lambda seen: (
            seen.run.training.seed != 1
            and seen.run.costs[-1] < 0.01
            and seen.run.training.eta == 0.1
            and seen.run.last <= 5000
        ),
    ),
    Exercise(
        key="larger_delta",
        title="Which has the larger δ?",
        task="Two logistic outputs should be 0. One is 0.99, the other 0.6.",
        hint="δ is error times slope, and the slope is o (1 − o).",
        solution=lambda: (
            "0.6 · 0.6 · 0.4 = 0.144 against 0.99 · 0.99 · 0.01 = 0.0098: the one at 0.6."
        ),
        predict=Choice(
            "Larger in size is the δ of",
            {
                "the one at 0.99: its error is larger": "The error is larger, but δ is error times "
                "slope: 0.99 · 0.99 · 0.01 = 0.0098 in size, against 0.6 · 0.6 · 0.4 = 0.144.",
                "the one at 0.6": "A neuron that is sure and wrong learns slowest: with the "
                "squared error, o (1 − o) is nearly 0 there.",
                "neither: both are wrong": "The perceptron only asked whether an answer is wrong. "
                "Here δ = (o − y) o (1 − o) depends on how wrong it is, and on the slope there.",
            },
            truth=lambda _: "the one at 0.6",
            waits=False,
        ),
    ),
)  # fmt: skip
