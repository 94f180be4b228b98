"""The exercises of the Activation functions page."""

import numpy as np

from core.activations import ACTIVATIONS
from pages.lessons.activation_functions import facts
from pages.lessons.activation_functions.settings import Settings, flat_from, in_unit, short
from pages.shared import words
from pages.shared.bench.exercises import Choice, Exercise, Guess

_LIMIT = 0.01
_LOGISTIC = ACTIVATIONS["logistic"]


def solve_flat() -> str:
    """Where three sigmoids become flat."""
    logistic, tanh, arctan = (
        words.number(flat_from(ACTIVATIONS[name], _LIMIT))
        for name in ("logistic", "tanh", "arctan")
    )
    steep = words.number(flat_from(_LOGISTIC.with_parameters(c=2.0), _LIMIT))
    return (
        f"The logistic's slope is below {_LIMIT:g} beyond ±{logistic}, tanh's already beyond "
        f"±{tanh}. The arctangent is not shaded at all: its slope falls so slowly that it takes "
        f"±{arctan}, outside the panel. With c = 2 the logistic is flat beyond ±{steep}: steeper "
        "in the middle, flat sooner."
    )


def learnable() -> tuple[list[str], list[str]]:
    """The functions with values from 0 to 1, and those of them with a slope above 0 everywhere."""
    points = np.linspace(*facts.SPAN, 1001)
    fit = [f for f in ACTIVATIONS.values() if in_unit(f)]
    return [short(f) for f in fit], [short(f) for f in fit if f.derivative(points).min() > 0]


def solve_choice() -> str:
    """Which functions stay in [0, 1], and which of them have a slope everywhere."""
    fit, slope = learnable()
    return (
        f"Only {words.listed(fit)} stay between 0 and 1. Of these only the "
        f"**{words.listed(slope)}** has a slope above 0 everywhere. The step answers yes or no, "
        "and its slope of 0 tells training nothing about which way to go."
    )


def solve_relation() -> str:
    """tanh is a logistic of twice the steepness, stretched."""
    points = np.linspace(*facts.SPAN, 1001)
    stretched = 2 * _LOGISTIC.with_parameters(c=2.0)(points) - 1
    gap = np.abs(stretched - ACTIVATIONS["tanh"](points)).max()
    return (
        "c = **2**. Stretched from (0, 1) to (−1, 1) it is tanh itself: "
        "$\\tanh z = \\dfrac{2}{1 + e^{-2z}} - 1$. Over the whole panel the two differ by "
        f"{words.number(float(gap), 1)}, which is rounding."
    )


_FAR = 10.0
_OUTPUT = words.number(float(_LOGISTIC(_FAR)), 5)
_SLOPE = words.number(float(_LOGISTIC.derivative(_FAR)), 2)


def _about_flat(guess: float, settings: Settings) -> str:
    slope = words.number(float(_LOGISTIC.derivative(guess)), 2)
    return f"At z = {words.number(guess)} its slope is {slope}."


EXERCISES: tuple[Exercise[Settings], ...] = (
    Exercise(
        key="flat_from",
        title="Where is it flat?",
        task=f"From which z on is the logistic's slope below {_LIMIT:g}? Then find the same for "
        "tanh and arctan, and see what a larger c changes.",
        hint="For a large z its slope f(z) (1 − f(z)) is almost e^−z. e^−4 is about 0.018, e^−5 "
        "about 0.007.",
        solution=solve_flat,
        controls=("one", "c"),
        settings={"flat": _LIMIT, "slopes": True, "c": 1.0, "z": 0.0, "one": "Logistic"},
        predict=Guess(
            "The logistic is flat from z =",
            span=(0.0, 5.0),
            step=0.1,
            truth=lambda settings: flat_from(settings.large, settings.flat),
            near=0.2,
            explain=_about_flat,
            figure="activation_one",
            axis="x",
        ),
    ),
    Exercise(
        key="choose",
        title="Choose an activation",
        task="A neuron must answer with a number between 0 and 1, and training must be able to "
        "follow its slope wherever z is. Which function can you use?",
        hint="Cross out by range first, then by slope.",
        solution=solve_choice,
        controls=("one", "flat"),
        predict=Choice(
            "You can use",
            {
                "Binary step": "Its values are 0 and 1, but its slope is 0 on both sides: training "
                "cannot tell which way to go.",
                "Logistic": "Its values lie between 0 and 1, and its slope is above 0 everywhere.",
                "tanh": "It has a slope everywhere, but its values go from −1 to 1.",
                "SoftPlus": "It has a slope everywhere, but no upper bound.",
            },
            truth=lambda _: words.listed(learnable()[1]),
            waits=False,
        ),
    ),
    Exercise(
        key="relation",
        title="A sigmoid in disguise",
        task="For one steepness c, the logistic has exactly the shape of tanh, only half as high, "
        "and moved up. Set that c.",
        hint="At z = 0 tanh has slope 1. The logistic is half as high, so there its slope must be "
        "a half.",
        solution=solve_relation,
        controls=("c",),
        settings={"slopes": True, "z": 0.0, "one": "Logistic"},
        solved=lambda settings: settings.c == 2.0,
    ),
    Exercise(
        key="activation_question",
        title="Saturated, and wrong",
        task=f"A logistic neuron has z = {_FAR:g}, and its target is 0. How fast does training "
        "that follows the slope correct it?",
        hint="Each update is proportional to the error times the slope. Read off the slope at "
        "z = 5, and think how the curve goes on to the right.",
        solution=lambda: (
            f"Its output is {_OUTPUT}, so the error is nearly as large as it can be. But its slope "
            f"is {_SLOPE}, and every update has that factor: **it hardly moves**."
        ),
        controls=("z", "one"),
        predict=Choice(
            "Training",
            {
                "corrects it fast: the error is large": f"The error is large, the output is "
                f"{_OUTPUT}. But every update has the slope as a factor, and that is {_SLOPE}.",
                "hardly moves it": f"The slope at z = {_FAR:g} is {_SLOPE}, so each update is tiny "
                "although the error is large: the neuron is saturated, and wrong.",
                "does nothing: there is no slope": "The logistic has a slope everywhere, here "
                f"{_SLOPE}. It is small, but not 0.",
            },
            truth=lambda _: "hardly moves it",
            waits=False,
        ),
    ),
)  # fmt: skip
