from itertools import combinations

import numpy as np
import pandas as pd
import streamlit as st

from data import FEATURES, LESSON_FEATURES
from pages.lessons.standardisation import script
from pages.shared import words
from pages.shared.bench import charts
from pages.shared.figures import boundary, contours, curves
from pages.shared.frame import course, lesson
from pages.shared.frame.panel import Panel
from pages.shared.one_neuron import adaline_views as descent
from pages.shared.one_neuron import controls, replay, runs
from pages.shared.one_neuron.settings import LEARNING_RATES, Inputs, Training
from pages.shared.own import own
from pages.shared.script import offer

lesson.open_page(
    "standardisation",
    "The same flowers, the same neuron, the same learning rate, twice: in centimetres, and "
    "**measured in standard deviations from the mean**. After this page you can say why the first "
    "explodes, why the second learns, and how to draw its line in centimetres again.",
)
panel = Panel()
left, right = lesson.controls_and_figures()

with left:
    pair = controls.pair(panel)
    eta = controls.learning_rate(panel, 0.01)
    beside_eta = st.empty()
    epochs = controls.epochs(panel, 15)
    show = panel.switch(
        "show", "Decision boundary of", ("standardised", "raw"), "standardised", "Which run's line."
    )
    with lesson.more_controls():
        features = controls.features(panel, pair)
        drawn = controls.drawn_weights(panel)
        start_seed = controls.start_seed(panel)
    panel.close()


def descend(name: str, standardise: bool) -> descent.Descent:
    """The run on the samples as measured, or standardised."""
    inputs = Inputs(pair, features, standardise, own.source(pair))
    training = Training(inputs, eta, epochs, start_seed)
    return descent.Descent(name, eta, runs.train_adaline(training))


raw, scaled = both = descend("Raw", False), descend("Standardised", True)
floor = raw.result.floor
weights = descent.weight_names(features)
units = "their own units" if own.source(pair) else "centimetres"
beside_eta.caption(f"raw: {raw.beside_limit}  \nstandardised: {scaled.beside_limit}")


def cost_table() -> pd.DataFrame:
    """log10 J and J in each epoch of both runs."""
    return descent.cost_table(both, epochs)


def weight_table() -> pd.DataFrame:
    """All weights of both runs."""
    return descent.weight_table(both, weights, epochs)


def show_cost() -> None:
    """Both runs on one logarithmic axis."""
    charts.show(
        curves.figure(
            [
                curves.Curve(
                    run.name, np.arange(1, len(run.costs) + 1), descent.log_cost(run.costs)
                )
                for run in both
            ],
            "Epoch",
            "log₁₀ J",
            height=300,
            levels=[(float(descent.log_cost(floor)), f"floor: J = {words.number(floor)}")],
            levels_in_legend=True,
        ),
        "standardisation_cost",
        f"log10 of the cost J over {epochs} epochs. {raw.told} {scaled.told}",
        cost_table,
    )


def compared() -> str:
    """The bowls of both runs in numbers, as a Markdown table."""
    rows = {
        "Condition number": [descent.condition_told(run.result.condition) for run in both],
        "Limit 2/λ": [words.number(run.result.limit, 7) for run in both],
        "η ÷ limit": [words.number(run.times_limit, 3) for run in both],
        "Largest 1 − ηλ": [words.number(1 - 2 * run.times_limit, 3) for run in both],
        "Floor of J": [words.number(run.result.floor) for run in both],
        "Right side": [run.on_right_side.split(" of")[0] for run in both],
    }
    lines = "".join(f"| {name} | {a} | {b} |\n" for name, (a, b) in rows.items())
    return f"| | Raw | Standardised |\n|---|---|---|\n{lines}"


def show_contours(run: descent.Descent) -> None:
    """J over two weights of one run, with its path."""
    held = descent.held_weights([run])
    bowl = descent.bowl(run.result, held, drawn, weights)
    charts.show(
        contours.figure(bowl, [run.path(drawn)], height=380),
        f"standardisation_contours_{run.name.lower()}",
        descent.contours_told(bowl, [run], drawn),
        lambda: descent.weight_table([run], weights, epochs),
    )
    st.caption(descent.contours_note(bowl, [run], held, drawn, weights))


def show_boundary() -> None:
    """The line of one run between the flowers, in centimetres."""
    run = scaled if show == "standardised" else raw
    samples, history = run.result.samples, run.result.run.history
    charts.show(
        boundary.figure(replay.scene(samples), replay.epochs(samples, history), "Wrong side"),
        "standardisation_boundary",
        f"Decision boundary of the {show} run between {samples.classes} in {units}: "
        f"at the end {run.on_right_side} are on the right side.",
        weight_table,
    )


def scaling() -> str:
    """The means and standard deviations that the flowers were scaled with."""
    used = scaled.result.samples.scaling
    assert used is not None
    rows = "".join(
        f"| {name} | {words.number(mean)} | {words.number(std)} |\n"
        for name, mean, std in zip(weights[1:], used.mean, used.std, strict=True)
    )
    return f"| | mean | standard deviation |\n|---|---|---|\n{rows}"


def line_in_cm() -> str:
    """The last weights of the standardised run, as learnt and for centimetres."""
    if scaled.times_limit > 1:
        return "The standardised run diverges: its weights grow without end."
    learnt = scaled.result.run.weights
    in_cm = scaled.result.samples.in_cm(learnt)
    return (
        f"Learnt: {descent.weights_told(weights, learnt)}.\n\n"
        f"The same line in {units}: {descent.weights_told(weights, in_cm)}."
    )


with right:
    st.markdown(f"{raw.marked}\n\n{scaled.marked}")
    for place, run in zip(st.columns(2), both, strict=True):
        with place:
            show_contours(run)
    one, other = st.columns(2)
    with one:
        show_cost()
    with other:
        st.markdown(compared())
    line, notes = st.columns([0.57, 0.43])
    with line:
        show_boundary()
    with notes:
        if replay.drawn_note(scaled.result.samples):
            st.caption(replay.drawn_note(scaled.result.samples))
        st.markdown(scaling())
        st.markdown(line_in_cm())

st.header("What standardising does", anchor=False)
st.markdown("Each length is measured in its own standard deviations from its own mean:")
st.latex(r"x_j' = \frac{x_j - \text{mean}_j}{\text{std}_j}")
st.markdown(
    "The standard deviation is the population's, a division by n, as `np.std` gives it. A net "
    "input of scaled lengths is one of centimetres in disguise, so the line can be drawn back:"
)
st.latex(r"w_j^{\text{cm}} = \frac{w_j}{\text{std}_j}")
st.latex(r"w_0^{\text{cm}} = w_0 - \sum_j \frac{w_j\,\text{mean}_j}{\text{std}_j}")
st.markdown(
    "For the same reason both runs have the same floor. Standardising changes neither the flowers "
    "nor what the neuron can say. It changes the shape of the bowl that it walks down."
)
st.header("Why it helps", anchor=False)
st.markdown(
    "In centimetres all inputs are positive and far from 0. More of any weight raises every "
    "output, so J is very steep where all weights grow together, and nearly flat where one grows "
    "and another shrinks: a narrow valley. With the means taken away and the spreads made equal, "
    "the contours become rounder."
)
st.markdown(
    "The **condition number** is the steepness along the steepest axis divided by that along the "
    "flattest, for all three weights: 1 is a round bowl. Here it falls from "
    f"{descent.condition_told(raw.result.condition)} to "
    f"{descent.condition_told(scaled.result.condition)}. The "
    "steepest axis sets the largest stable rate, the flattest one how many steps of that size are "
    "needed. What is left above 1 comes from the two lengths growing together."
)
st.info(
    "The mean and the standard deviation are learnt from data, as weights are. Where flowers are "
    "kept apart for a test, both **come from the training part only**, and the test flowers are "
    "scaled with the same numbers. This page trains on all flowers.",
    icon=":material/fact_check:",
)
course.link("learning_rate", "Where the limit comes from: the page on learning rates")
offer.script("standardisation", script.write, eta, epochs, start_seed, raw.result, scaled.result)


def lesson_run(rate: float, epochs: int, standardise: bool) -> descent.Descent:
    """A run on the lesson's flowers and lengths from a zero start."""
    inputs = Inputs("setosa-versicolor", LESSON_FEATURES, standardise)
    result = runs.train_adaline(Training(inputs, rate, epochs))
    return descent.Descent(f"η = {words.number(rate)}", rate, result)


def solve_default() -> str:
    """The lesson's own run, number by number."""
    run = lesson_run(0.01, 15, standardise=True)
    costs = [words.number(cost, 10) for cost in run.costs[[0, 1, 2, -1]].round(8)]
    told = descent.weights_told(descent.weight_names(LESSON_FEATURES), run.result.run.weights)
    wrong = replay.wrong_counts(run.result.samples, run.result.run.history[1:]).tolist()
    first = wrong.index(0) + 1
    settled = len(wrong) - next(i for i, count in enumerate(reversed(wrong)) if count) + 1
    slips = words.either(count for count in wrong[first:settled] if count)
    return (
        f"J is {costs[0]}, {costs[1]}, {costs[2]}, ... {costs[3]}. The weights after epoch 15 are "
        f"{told}. After epoch {first} all flowers are on the right side for the first time, but "
        f"the line still swings and loses {slips} of them again: all stay right from epoch "
        f"{settled} on. J falls in every epoch meanwhile. It measures the distance to −1 and +1, "
        "not the side."
    )


def solve_raw() -> str:
    """The largest stable rate on the scale, raw, and how far it gets."""
    limit = lesson_run(0.1, 1, standardise=False).result.limit
    rate = max(rate for rate in LEARNING_RATES if rate < limit)
    slow, fast = lesson_run(rate, 1000, False), lesson_run(0.01, 1000, True)
    return (
        f"The largest rate below the raw limit is {words.number(rate)}. After 15 epochs its J is "
        f"{words.number(slow.costs[14])}, after 1000 it is {words.number(slow.costs[-1])}. "
        f"Standardised, η = 0.01 is below {words.number(slow.costs[-1])} from epoch "
        f"{int((fast.costs < slow.costs[-1]).argmax()) + 1} on."
    )


def solve_lengths() -> str:
    """The condition numbers of all pairs of lengths, for the lesson's two species."""
    rows = ""
    for columns in combinations(FEATURES, 2):
        inputs = [Inputs("setosa-versicolor", columns, scale) for scale in (False, True)]
        bowls = [runs.train_adaline(Training(kind, 1e-4, 1)) for kind in inputs]
        before, after = (words.number(bowl.condition, 3) for bowl in bowls)
        alike = float(np.corrcoef(*bowls[0].samples.x.T).min())
        name = ", ".join(columns).replace("_", " ")
        rows += f"| {name} | {before} | {after} | {words.number(alike, 2)} |\n"
    return (
        f"| lengths | raw | standardised | correlation |\n|---|---|---|---|\n{rows}\n"
        "What standardising leaves is the correlation: the nearer it is to 1 or −1, the narrower "
        "the valley stays. Two lengths that always grow together tell the neuron the same thing "
        "twice, and no scale can change that."
    )


lesson.exercises()
lesson.exercise(
    "reproduce",
    "Read the run",
    "With the lesson's settings, find the J of the epochs 1, 2, 3 and 15 and the last weights of "
    "the standardised run. From which epoch on are all flowers on the right side?",
    "Open Numbers below the cost, and drag the slider below the flowers.",
    solve_default,
)
lesson.exercise(
    "raw_best",
    "Can the raw run keep up?",
    "Find the largest learning rate for which the raw run does not diverge. How low is its J after "
    "15 epochs, and after 1000? When is the standardised run with η = 0.01 as low?",
    "The words under the learning rate say on which side of the limit you are.",
    solve_raw,
)
panel.try_button("Set the controls", "try_raw_best", eta=0.0003)
lesson.exercise(
    "lengths",
    "Which lengths stay narrow?",
    "For setosa and versicolor, try all six choices of two lengths. For which does the condition "
    "number stay highest after standardising? What do the flowers of that choice look like?",
    "The choice of features is under More controls, the condition numbers beside the costs.",
    solve_lengths,
)
lesson.question(
    "standardisation_question",
    "Twenty flowers are kept apart for a test. Which mean is taken from their lengths?",
    {
        "The mean of those twenty": "The neuron has learnt what one standard deviation from the "
        "training mean means. Other statistics would move the line.",
        "The mean of all flowers": "Then the test has already told something about itself before "
        "it begins: a leak, and the score looks better than it is.",
        "The mean of the training flowers": "A test flower is treated as one that comes along "
        "after training, when nothing else is known.",
    },
    right="The mean of the training flowers",
)
