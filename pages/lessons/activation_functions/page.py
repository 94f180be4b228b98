import numpy as np
import pandas as pd
import streamlit as st

from core import activations
from core.activations import ACTIVATIONS
from pages.lessons.activation_functions import script
from pages.shared import words
from pages.shared.bench import charts
from pages.shared.figures import activations as shapes
from pages.shared.frame import lesson
from pages.shared.frame.panel import Panel
from pages.shared.script import offer

lesson.open_page(
    "activation_functions",
    "A neuron's net input z can be any number. The **activation function** decides what comes out. "
    "After this page you can choose one by its range, its slope, and where it is flat: the slope "
    "is what learning follows.",
)
panel = Panel()
left, right = lesson.controls_and_figures()

with left:
    z = panel.slider("z", "Net input z", shapes.SPAN, 1.0, 0.1, "One cursor for all panels.")
    with_slopes = panel.toggle("slopes", "Draw the slope f′(z)")
    flat = panel.scale(
        "flat",
        "Flat where the slope is below",
        (0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2),
        0.05,
        "Shaded in grey: there the neuron saturates and hardly learns.",
    )
    c = panel.slider("c", "Steepness c of the logistic", (0.1, 5.0), 1.0, 0.1)
    leak = panel.slider("prelu", "α of PReLU", (0.0, 1.0), 0.5, 0.05)
    scale = panel.slider("elu", "α of ELU", (0.0, 3.0), 1.0, 0.1)
    theta = panel.slider("theta", "θ of the bipolar step", (-4.0, 4.0), 0.0, 0.1)
    panel.close()

PARAMETERS = {
    "logistic": {"c": c},
    "prelu": {"alpha": leak},
    "elu": {"alpha": scale},
    "bipolar_step": {"theta": theta},
}
ALL = [f.with_parameters(**PARAMETERS.get(name, {})) for name, f in ACTIVATIONS.items()]


def short(activation: activations.Activation) -> str:
    """The name above its panel."""
    return shapes.SHORT_NAMES[activation.name]


def listed(names: list[str]) -> str:
    """``A, B and C``."""
    return " and ".join([", ".join(names[:-1]), names[-1]] if names[1:] else names)


def flat_here(activation: activations.Activation) -> bool:
    """Whether the neuron saturates at the cursor."""
    slope = shapes.slope_at(activation, z)
    return slope is not None and abs(slope) < flat


def outcome() -> str:
    """Which functions are flat at the cursor, and what that means."""
    level = [short(f) for f in ALL if flat_here(f)]
    if not level:
        return f"At z = **{words.number(z)}** no function is flat: each slope is above {flat:g}."
    verb = "are" if level[1:] else "is"
    return f"At z = **{words.number(z)}**, {listed(level)} {verb} flat: slope below {flat:g}."


def table() -> pd.DataFrame:
    """Every function and its slope from -5 to 5."""
    points = np.linspace(*shapes.SPAN, 101)
    columns = {"z": points}
    for f in ALL:
        columns[f"{short(f)} f(z)"] = f(points)
        columns[f"{short(f)} slope"] = f.derivative(points)
    return pd.DataFrame(columns)


with right:
    st.markdown(outcome())
    charts.show(
        shapes.gallery(ALL, z, flat, with_slopes),
        "activation_gallery",
        "Ten activation functions from z = −5 to 5. At the cursor: "
        + ", ".join(f"{short(f)} {words.number(float(f(z)), 3)}" for f in ALL)
        + f". {outcome().replace('**', '')}",
        table,
    )


def formula_table() -> str:
    """Each formula with its derivative below it."""
    rows = "".join(
        rf"| {short(f)} | $\begin{{array}}{{l}} f = {f.formula} \\[12pt] "
        rf"f' = {f.derivative_formula} \end{{array}}$ |" + "\n"
        for f in ALL
    )
    return f"| function | formula and slope |\n|---|---|\n{rows}"


def range_table() -> str:
    """Each range, and where the function saturates."""
    rows = "".join(f"| {short(f)} | ${f.range}$ | {saturation(f)} |\n" for f in ALL)
    return f"| function | range | saturates |\n|---|---|---|\n{rows}"


def in_unit(activation: activations.Activation) -> bool:
    """Whether all values lie from 0 to 1."""
    return activation.low >= 0 and activation.high <= 1


def saturation(activation: activations.Activation) -> str:
    """Core's words with a real minus sign."""
    return activation.saturates.replace("-", "−").replace("alpha", "α")


st.header("Formula, slope, range", anchor=False)
inside = [short(f) for f in ALL if in_unit(f)]
st.markdown(
    "**If you know the source lesson:** it says that activation functions have values in [0, 1]. "
    f"Of these ten only the {listed(inside)} do. The range stands beside each name above. Where a "
    "function is nearly flat, a neuron **saturates**: a change of z hardly changes its answer."
)
formulas_place, ranges_place = st.columns(2, gap="medium")
with formulas_place:
    st.markdown(formula_table())
with ranges_place:
    st.markdown(range_table())
st.markdown(
    "At a jump or a kink there is no single slope: there programs use the one from the right. A "
    "step has slope 0 everywhere else, so nothing that follows slopes can train it; the "
    "perceptron has a rule of its own."
)
lesson.code("The logistic as code", script.RULE)
offer.script("activation_functions", script.write, ALL, z, flat)


def flat_from(activation: activations.Activation, limit: float) -> float:
    """The z above which a symmetric slope is below ``limit``, by halving the interval."""
    low, high = 0.0, 100.0
    while high - low > 1e-9:
        middle = (low + high) / 2
        low, high = (low, middle) if activation.derivative(middle) < limit else (middle, high)
    return high


def solve_flat() -> str:
    """Where three sigmoids become flat."""
    logistic, tanh, arctan = (
        words.number(flat_from(ACTIVATIONS[name], 0.01)) for name in ("logistic", "tanh", "arctan")
    )
    steep = words.number(flat_from(ACTIVATIONS["logistic"].with_parameters(c=2.0), 0.01))
    return (
        f"The logistic's slope is below 0.01 beyond ±{logistic}, tanh's already beyond ±{tanh}. "
        f"The arctangent is not shaded at all: its slope falls so slowly that it takes ±{arctan}, "
        f"outside the panel. With c = 2 the logistic is flat beyond ±{steep}: steeper in the "
        "middle, flat sooner."
    )


def solve_choice() -> str:
    """Which functions stay in [0, 1], and which of them have a slope everywhere."""
    points = np.linspace(*shapes.SPAN, 1001)
    fit = [f for f in ACTIVATIONS.values() if in_unit(f)]
    slopes = {short(f): f.derivative(points).min() for f in fit}
    learnable = [name for name, slope in slopes.items() if slope > 0]
    return (
        f"Only the {listed([short(f) for f in fit])} stay between 0 and 1. Of these only the "
        f"**{listed(learnable)}** has a slope above 0 everywhere. The step answers yes or no, "
        "and its slope of 0 tells training nothing about which way to go."
    )


def solve_relation() -> str:
    """tanh is a logistic of twice the steepness, stretched."""
    points = np.linspace(*shapes.SPAN, 1001)
    stretched = 2 * ACTIVATIONS["logistic"].with_parameters(c=2.0)(points) - 1
    gap = np.abs(stretched - ACTIVATIONS["tanh"](points)).max()
    return (
        "c = **2**. Stretched from (0, 1) to (−1, 1) it is tanh itself: "
        "$\\tanh z = \\dfrac{2}{1 + e^{-2z}} - 1$. Over the whole panel the two differ by "
        f"{words.number(float(gap), 1)}, which is rounding."
    )


def wrong_answer() -> tuple[str, str]:
    """The output and the slope of a logistic neuron at z = 10."""
    logistic = ACTIVATIONS["logistic"]
    return words.number(float(logistic(10.0)), 5), words.number(float(logistic.derivative(10.0)), 2)


lesson.exercises()
lesson.exercise(
    "flat_from",
    "Where is it flat?",
    "From which z on is the logistic's slope below 0.01? And tanh's, and arctan's? Does a larger "
    "c help?",
    "The grey part ends where you look for; move the cursor to its edge and read the slope.",
    solve_flat,
)
panel.try_button("Set the controls", "try_flat", flat=0.01, slopes=True, z=4.5)
lesson.exercise(
    "choose",
    "Choose an activation",
    "A neuron must answer with a number between 0 and 1, and training must be able to follow its "
    "slope wherever z is. Which of the ten can you use?",
    "Cross out by range first, then by slope.",
    solve_choice,
)
lesson.exercise(
    "relation",
    "A sigmoid in disguise",
    "For one steepness c, the logistic has exactly the shape of tanh, only lower and half as high. "
    "Which c?",
    "At z = 0 tanh has slope 1. The logistic is half as high, so there its slope must be a half.",
    solve_relation,
)
wrong_output, wrong_slope = wrong_answer()
lesson.question(
    "activation_question",
    "A logistic neuron has z = 10, and its target is 0. What does training by its slope do?",
    {
        "It corrects the neuron fast: the error is large": "The error is large, the output is "
        f"{wrong_output}. But each step is the error times the slope, and that is {wrong_slope}.",
        "It hardly moves the neuron": f"The slope at z = 10 is {wrong_slope}, so each step is "
        "tiny although the error is large: the neuron is saturated, and wrong.",
        "Nothing: there is no slope at z = 10": f"The logistic has a slope everywhere, here "
        f"{wrong_slope}. It is small, but not 0.",
    },
    right="It hardly moves the neuron",
)
