import numpy as np
import pandas as pd
import streamlit as st

from core import adaline
from core.checks import Floats
from data import LESSON_FEATURES
from pages.lessons.learning_rate import script
from pages.shared import words
from pages.shared.bench import charts
from pages.shared.figures import boundary, contours, curves, sweep
from pages.shared.frame import lesson
from pages.shared.frame.panel import Panel
from pages.shared.one_neuron import adaline_views as descent
from pages.shared.one_neuron import controls, replay, runs
from pages.shared.one_neuron.settings import EPOCHS, LEARNING_RATES, Inputs, Training
from pages.shared.own import own
from pages.shared.script import offer

lesson.open_page(
    "learning_rate",
    "A neuron with a linear output learns by walking down its cost J. **The learning rate η sets "
    "the length of its steps.** After this page you can tell a rate that crawls from one that "
    "explodes, and compute the limit between them before you train.",
)
panel = Panel()
left, right = lesson.controls_and_figures()

with left:
    pair = controls.pair(panel)
    eta = controls.learning_rate(panel, 0.01, "eta", "η₁")
    beside_first = st.empty()
    eta2 = controls.learning_rate(panel, 0.0001, "eta2", "η₂")
    beside_second = st.empty()
    epochs = controls.epochs(panel, 10)
    with lesson.more_controls():
        show = panel.switch(
            "show", "Decision boundary of", ("first", "second"), "first", "The run with η₁ or η₂."
        )
        features = controls.features(panel, pair)
        standardise = controls.standardise(panel)
        drawn = controls.drawn_weights(panel)
        start_seed = controls.start_seed(panel)
    panel.close()

inputs = Inputs(pair, features, standardise, own.source(pair))


def descend(name: str, rate: float) -> descent.Descent:
    """The run with one of the two learning rates."""
    training = Training(inputs, rate, epochs, start_seed)
    return descent.Descent(f"{name} = {words.number(rate)}", rate, runs.train_adaline(training))


first, second = both = descend("η₁", eta), descend("η₂", eta2)
floor, limit = first.result.floor, first.result.limit
weights = descent.weight_names(features)
beside_first.caption(first.beside_limit)
beside_second.caption(second.beside_limit)


def curves_of(costs: list[Floats]) -> list[curves.Curve]:
    """One curve for each rate over the epochs."""
    return [
        curves.Curve(run.name, np.arange(1, len(values) + 1), values)
        for run, values in zip(both, costs, strict=True)
    ]


def leaving(costs: Floats, top: float) -> Floats:
    """The costs up to the first one above the frame: there the curve leaves it for good."""
    above = np.flatnonzero(costs > top)
    return costs[: above[0] + 1] if above.size else costs


def cost_table() -> pd.DataFrame:
    """log10 J and J in each epoch of both runs."""
    return descent.cost_table(both, epochs)


def weight_table() -> pd.DataFrame:
    """All weights of both runs."""
    return descent.weight_table(both, weights, epochs)


def show_log_cost() -> None:
    """Both runs on one logarithmic axis."""
    level = float(descent.log_cost(floor)), f"floor: J = {words.number(floor)}"
    logs = [descent.log_cost(run.costs) for run in both]
    charts.show(
        curves.figure(
            curves_of(logs),
            "Epoch",
            "log₁₀ J",
            height=320,
            levels=[level],
            levels_in_legend=True,
        ),
        "learning_rate_log_cost",
        f"log10 of the cost J over {epochs} epochs. {first.told} {second.told}",
        cost_table,
    )


def show_contours() -> None:
    """J over two weights from above, with the paths of both runs."""
    held = descent.held_weights(both)
    bowl = descent.bowl(first.result, held, drawn, weights)
    charts.show(
        contours.figure(bowl, [run.path(drawn) for run in both], height=320),
        "learning_rate_contours",
        descent.contours_told(bowl, both, drawn),
        weight_table,
    )
    st.caption(descent.contours_note(bowl, both, held, drawn, weights))


def show_cost() -> None:
    """Both runs on a plain axis, which ends a little above the start."""
    top = 1.3 * float(first.costs[0])
    charts.show(
        curves.figure(
            curves_of([leaving(run.costs, top) for run in both]),
            "Epoch",
            "Cost J",
            height=300,
            levels=[(floor, f"floor: J = {words.number(floor)}")],
            levels_in_legend=True,
            x={"bounds": (0.5, max(epochs, 2) + 0.5)},
            y={"bounds": (0.0, top)},
        ),
        "learning_rate_cost",
        f"The cost J up to {words.number(top)}. {first.told} {second.told}",
        cost_table,
    )


def show_sweep() -> None:
    """What every rate on the scale comes to in as many epochs."""
    swept = descent.sweep(first.result, epochs)
    best = int(np.argmin(swept.costs))
    lowest = (
        f"lowest, {words.number(swept.costs[best])}, for {words.number(swept.etas[best])}"
        if np.isfinite(swept.costs[best])
        else "too large for the computer with every rate of the slider"
    )
    charts.show(
        sweep.figure(swept, [("η₁", eta), ("η₂", eta2)], f"J in epoch {epochs}", 300),
        "learning_rate_sweep",
        f"J in epoch {epochs} against the learning rate: {lowest}. "
        f"The stability limit is {words.number(limit)}.",
        lambda: pd.DataFrame(
            {
                "learning rate": swept.etas,
                "times the limit": swept.etas / limit,
                f"J in epoch {epochs}": descent.cells(swept.costs, len(swept.costs), 8),
            }
        ),
    )


def show_boundary() -> None:
    """The line that one of the two runs draws between the classes."""
    run = first if show == "first" else second
    samples, history = run.result.samples, run.result.run.history
    charts.show(
        boundary.figure(replay.scene(samples), replay.epochs(samples, history), "Wrong side"),
        "learning_rate_boundary",
        f"Decision boundary between {samples.classes} for {run.name}: at the end "
        f"{run.on_right_side} are on the right side.",
        weight_table,
    )


def lesson_note() -> str:
    """The source's claim about the small rate, against the run itself."""
    result = runs.train_adaline(
        Training(Inputs("setosa-versicolor", LESSON_FEATURES, standardise=False), 0.0001, 10)
    )
    costs = result.run.costs
    return (
        "The source lesson says that 0.0001 converges quickly. It crawls: J is still "
        f"{words.number(costs[-1], 3)} in epoch {len(costs)}, and the best weights have "
        f"{words.number(result.floor, 3)}. The J of an epoch is taken before its update, so from "
        f"a zero start every rate begins at {words.number(costs[0])}."
    )


def too_low_a_limit() -> str:
    """What to do where no rate of the slider is small enough."""
    advice = (
        "J is a sum over all samples, so the more there are, the lower the limit."
        if standardise
        else "Standardise them (under More controls): that usually raises it."
    )
    return f"For these samples every rate of the slider is above the limit. {advice}"


with right:
    st.markdown(f"{first.marked}\n\n{second.marked}")
    if limit < LEARNING_RATES[0]:
        st.caption(too_low_a_limit())
    one, other = st.columns(2)
    with one:
        show_log_cost()
        show_cost()
    with other:
        show_contours()
        show_sweep()
    line, notes = st.columns([0.57, 0.43])
    with line:
        show_boundary()
    with notes:
        if replay.drawn_note(first.result.samples):
            st.caption(replay.drawn_note(first.result.samples))
        st.markdown(
            f"**{first.name}** puts {first.on_right_side} on the right side, "
            f"**{second.name}** {second.on_right_side}. A sample is judged by the sign of the "
            "output, J by its distance from −1 or +1: a line may be right long before J is low."
        )
        st.info(lesson_note(), icon=":material/edit_note:")

st.markdown(
    rf"""
## Why there is a limit

This neuron is **Adaline** (Widrow and Hoff 1960). Its output is the net input itself,
$o = w_0 + w_1 x_1 + w_2 x_2$, a real number. Its cost adds up squared distances from the targets
$t$, which are −1 and +1:

$$
J(w) = \tfrac{{1}}{{2}} \sum (t - o)^2
$$

The slope along each weight follows by the chain rule, with $x_0 = 1$ for the bias:

$$
\frac{{\partial J}}{{\partial w_j}} = \sum (t - o)\,(-x_j)
$$

One step downhill, against the slope and in proportion to it, is therefore

$$
\Delta w_j = -\eta\,\frac{{\partial J}}{{\partial w_j}} = \eta \sum (t - o)\,x_j
$$

Two things differ from the perceptron. The error is a real number, not 0 or ±2, so right answers
pull at the weights too. And there is **one update for each epoch**, from all flowers at once, so
their order does not matter.

J is a bowl with one lowest point, the floor of the curves above. Along each main axis of the bowl,
with steepness λ, one step multiplies the distance to the lowest point by

$$
1 - \eta\lambda
$$

Between 0 and 1 the distance shrinks. Between −1 and 0 every step lands on the other side, but
nearer. Beyond −1 it lands further away each time, and J explodes. The steepest axis reaches −1
first, so all is well while

$$
\eta < \frac{{2}}{{\lambda_{{\max}}}} = {limit:.9f}
$$

where $\lambda_{{\max}}$ is the largest eigenvalue of $X^\top X$. The matrix $X$ holds the flowers
as the neuron gets them, with a column of ones for the bias. The flattest axis has the smallest λ.
The condition number, {descent.condition_told(first.result.condition)} here, says how many times
smaller. Along that axis a step within the limit gets hardly anywhere, which is why a rate can be
nearly too large and still crawl.
"""
)
st.info(
    "The source lesson says that a small rate makes it more likely to get trapped in a second, "
    "higher minimum. That takes a curve with two minima. The J of a linear neuron has one, so here "
    "no rate can get trapped. The page on gradient descent shows a curve where it can.",
    icon=":material/edit_note:",
)
lesson.code("The rule as code", adaline.loop)
offer.script(
    "learning_rate", script.write, (eta, eta2), epochs, start_seed, (first.result, second.result)
)


def lesson_run(rate: float, epochs: int, standardise: bool = False) -> descent.Descent:
    """A run on the lesson's flowers and lengths from a zero start."""
    inputs = Inputs("setosa-versicolor", LESSON_FEATURES, standardise)
    result = runs.train_adaline(Training(inputs, rate, epochs))
    return descent.Descent(f"η = {words.number(rate)}", rate, result)


def solve_largest() -> str:
    """The largest rate that still falls, for ten epochs and for a hundred."""
    rows = ""
    for epochs in (10, 100, 1000):
        tried = [lesson_run(rate, epochs) for rate in LEARNING_RATES]
        fall = max(run.eta for run in tried if not run.result.run.rises_from)
        rows += f"| {epochs} | {words.number(fall)} |\n"
    limit = lesson_run(0.1, 1).result.limit
    above = next(rate for rate in LEARNING_RATES if rate > limit)
    rises = lesson_run(above, 1000).result.run.rises_from
    return (
        f"| epochs | largest η whose J only falls |\n|---|---|\n{rows}\n"
        f"The limit is {words.number(limit)}. The rate {words.number(above)} is just above it: its "
        "steepest axis grows by so little in each epoch that the fall along the other axes hides "
        f"it until J rises, from epoch {rises} on. A curve that falls is no proof that the rate is "
        "safe. The limit is."
    )


def solve_one_percent() -> str:
    """Epochs to within 1 % of the floor with the best rate below the limit, raw and scaled."""
    raw, scaled = (fastest(standardise) for standardise in (False, True))
    return (
        f"Standardised: with {scaled.name}, {words.count(scaled.near_floor or 0, 'epoch')}. Raw: "
        f"not within the {EPOCHS[-1]} epochs of the slider. The best rate below the raw limit, "
        f"{raw.name}, takes {words.count(raw.near_floor or 0, 'epoch')}. The raw bowl is "
        f"{words.number(raw.result.condition)} times steeper along one axis than along another, "
        f"the standardised one {words.number(scaled.result.condition, 3)} times. The steep axis "
        "sets the limit and the flat one then has to be walked in steps that short."
    )


def fastest(standardise: bool) -> descent.Descent:
    """Of the rates below the limit the one that is first within 1 % of the floor."""
    limit = lesson_run(0.1, 1, standardise).result.limit
    below = [rate for rate in LEARNING_RATES if limit / 4 < rate < limit]
    return min(
        (lesson_run(rate, 10_000, standardise) for rate in below),
        key=lambda run: run.near_floor or np.inf,
    )


lesson.exercises()
lesson.exercise(
    "largest_rate",
    "The largest rate that still falls",
    "On the raw flowers and with 10 epochs, which is the largest rate on the slider whose J falls "
    "in every epoch? Find it for 100 epochs too. Why are the two not the same?",
    "Set η₁ and η₂ to neighbours on the slider. Then read what stands beside them about the limit.",
    solve_largest,
)
panel.try_button("Set the controls", "try_largest", eta=0.0007, eta2=0.0004)
lesson.exercise(
    "one_percent",
    "How long to the floor?",
    "How many epochs does it take until J is within 1 % of its floor, on raw and on standardised "
    "flowers? Choose the best rate you can find for each.",
    "The sentence at the top says it once a run has converged. On raw flowers, how far does 1000 "
    "epochs get you?",
    solve_one_percent,
)
panel.try_button(
    "Set the controls", "try_one_percent", eta=0.01, eta2=0.001, epochs=100, standardise=True
)
lesson.question(
    "learning_rate_question",
    "J has fallen in each of 10 epochs, but very slowly. Is it safe to double the learning rate?",
    {
        "Yes: slow means that the steps are too short": "Slow along the flat axis. The steep axis "
        "may be close to its limit already, and doubling then makes J explode.",
        "No: doubling always makes it diverge": "A rate below half the limit may be doubled.",
        "It depends on where the limit 2/λ lies": "A slow fall says that the bowl is flat along "
        "some axis. The limit comes from the steepest one, so compute it, or try and watch J.",
    },
    right="It depends on where the limit 2/λ lies",
)
