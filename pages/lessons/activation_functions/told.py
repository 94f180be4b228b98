"""What the Activation functions page says."""

from collections.abc import Sequence

import numpy as np

from core.activations import Activation
from pages.lessons.activation_functions import facts
from pages.lessons.activation_functions.settings import ZS, Settings, in_unit, short
from pages.shared import words


def captions(settings: Settings) -> list[str]:
    """At each z: which functions are flat there, and which have no slope."""
    slopes = np.stack(list(settings.slopes_at.values()), axis=1)
    names = np.array(list(settings.slopes_at))
    flat, none = np.abs(slopes) < settings.flat, np.isnan(slopes)
    return [
        _caption(settings, z, names[flat[i]].tolist(), names[none[i]].tolist())
        for i, z in enumerate(ZS.tolist())
    ]


def _caption(settings: Settings, z: float, level: list[str], none: list[str]) -> str:
    told = f"flat: {words.listed(level)}" if level else f"every slope is {settings.flat:g} or more"
    if none:
        told += f"; no slope: {words.listed(none)}"
    return f"z = {words.number(z)}: {told}"


def flat_means(settings: Settings) -> str:
    """What is shaded in grey; some of it is only small: it flattens nowhere, or not there yet."""
    told = (
        f"Grey: flat, the slope is below {settings.flat:g}. There a neuron **saturates**: a change "
        "of z hardly changes its answer, and training that follows the slope hardly changes its "
        "weights."
    )
    if 0 < settings.prelu < settings.flat:
        told += " PReLU is grey only because its α is small: it never flattens out."
    if settings.c / 4 < settings.flat:
        told += (
            " The logistic is grey even in the middle because its c is small: the slope there, "
            "c/4, is the largest that it has."
        )
    return told


def alt(settings: Settings) -> str:
    """The gallery at the last moment."""
    end = float(ZS[-1])
    told = [f"{short(f)} {facts.value_told(f, float(f(end)))}" for f in settings.functions]
    return f"Ten activation functions from z = −5 to 5. Their values at z = 5: {', '.join(told)}."


def end_slopes(settings: Settings) -> str:
    """All slopes at the last moment, where no function bends."""
    end = float(ZS[-1])
    slopes = [f"{short(f)} {words.number(float(f.derivative(end)), 3)}" for f in settings.functions]
    return f"At z = 5: {', '.join(slopes)}."


def formula_table(functions: Sequence[Activation]) -> str:
    """Each formula with its derivative below it."""
    rows = "".join(
        rf"| {short(f)} | $\begin{{array}}{{l}} f = {f.formula} \\[12pt] "
        rf"f' = {f.derivative_formula} \end{{array}}$ |" + "\n"
        for f in functions
    )
    return f"| function | formula and slope |\n|---|---|\n{rows}"


def range_table(functions: Sequence[Activation]) -> str:
    """Each range, and where the function saturates."""
    rows = "".join(f"| {short(f)} | ${f.range}$ | {f.saturates} |\n" for f in functions)
    return f"| function | range | saturates |\n|---|---|---|\n{rows}"


def often_said(functions: Sequence[Activation]) -> str:
    """Which ranges lie in [0, 1]."""
    inside = [short(f) for f in functions if in_unit(f)]
    return (
        "**Often said:** activation functions have values in [0,\u00a01]. Of these ten only "
        f"{words.listed(inside)} do; the table gives the range of each."
    )


KINKS = (
    "At a jump or a kink there is no single slope, so a program has to choose one. The code here "
    "takes the slope on the right, as the formulas say; PyTorch and TensorFlow take 0 for ReLU at "
    "0. A step has slope 0 on both sides of its jump, so no method that follows slopes can train "
    "it; the perceptron has a rule of its own."
)
