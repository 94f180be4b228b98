from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd
import streamlit as st

from core.activations import ACTIVATIONS
from pages.lessons.multilayer_network import multilayer as run_of
from pages.lessons.multilayer_network import playable, script, small_network, step_apart
from pages.lessons.multilayer_network.multilayer import LessonTraining, Y
from pages.shared import matrices, words
from pages.shared.bench import charts
from pages.shared.figures import curves, playback
from pages.shared.frame import course, lesson
from pages.shared.frame.panel import Panel
from pages.shared.plane_network.network_settings import ACTIVATION_NAMES
from pages.shared.script import offer

FRAMES = 12
LOGISTIC_SLOPE = matrices.aligned(
    ("f(z)", r"\frac{1}{1 + e^{-z}}"),
    ("f'(z)", r"\frac{e^{-z}}{(1 + e^{-z})^2}"),
    ("", r"f(z)\,\bigl(1 - f(z)\bigr)"),
)

lesson.open_page(
    "multilayer_network",
    "A hidden neuron has no target of its own, so how does it learn? **Backpropagation** sends the "
    "output's error back through the weights. After this page you can compute one step by hand, "
    "and say which starts and which activations make it fail.",
)
panel = Panel()
left, right = lesson.controls_and_figures()
step_place, why_place, bridge_place = st.container(), st.container(), st.container()

with left:
    eta = panel.scale(
        "eta", "Learning rate η", run_of.RATES, 0.1, "The size of each step against the gradient."
    )
    epochs = panel.scale("epochs", "Epochs", run_of.EPOCHS, 5000, "One update in each.")
    start = panel.switch(
        "start",
        "Start",
        tuple(run_of.STARTS),
        "random",
        "All weights and biases before epoch 1: uniform from 0 to 1, all 0.5, or all 0.",
    )
    if start == "random":
        seed = panel.number("seed", "Seed of the start", (0, 9999), 1)
    else:
        panel.hide("seed", 1)
        seed = 1
    activation = panel.choice(
        "activation", "Hidden activation", tuple(ACTIVATION_NAMES), "logistic"
    )
    with lesson.more_controls():
        output = panel.switch(
            "output",
            "Output activation",
            ("logistic", "same"),
            "logistic",
            "The output stays logistic, which suits the targets 0 and 1, or is the same as the "
            "hidden one.",
        )
        sample = panel.switch("sample", "Sample drawn", (1, 2, 3), 1) - 1
        log_epochs = panel.toggle("log_epochs", "Logarithmic epochs", False)
with step_place:
    st.header("One step, taken apart", anchor="step")
    wanted = panel.scale(
        "step",
        "Epoch taken apart",
        tuple(epoch for epoch in run_of.STEPS if epoch <= epochs),
        1,
        "All that the one update of this epoch computes. Nothing is trained again.",
    )
with bridge_place:
    st.header("Data that no line can cut", anchor=False)
    plane = panel.choice("pair", "Points", small_network.PLANES, "xor")
with left:
    panel.close()

training = LessonTraining(eta, epochs, start, seed, ACTIVATION_NAMES[activation], output)
run = run_of.train(training)
epoch = max((e for e in run_of.STEPS if e <= min(wanted, run.last)), default=1)
taken = run_of.take_apart(training, epoch, run)
final = run_of.final_step(run)


def row(values: np.ndarray, digits: int = 3) -> str:
    """A few numbers in a row."""
    return ", ".join(words.number(value, digits) for value in values)


def outcome() -> str:
    """What this run came to."""
    return (
        f"After {words.count(run.last, 'epoch')} the cost J has gone from "
        f"{words.number(run.costs[0])} to **{words.number(run.costs[-1])}**. The outputs are "
        f"**{row(run.outputs[-1, :, 0])}**, the targets 1, 1, 0."
    )


def symmetry() -> str:
    """Whether the hidden neurons are still alike, from their weights and biases."""
    apart = words.number(run.apart)
    if training.start == "random":
        return (
            f"The hidden neurons started apart and went their own ways: their weights were up to "
            f"{apart} apart. Choose **equal** and see what happens without chance."
        )
    exactly = "exactly 0" if run.apart == 0 else apart
    return (
        "**Symmetry.** All three hidden neurons started alike. Each gets the same inputs, the same "
        "share of the error and so the same update: the largest difference between their weights "
        f"in all {words.count(run.last, 'epoch')} is **{exactly}**. The three curves lie on each "
        "other, and three neurons do the work of one. One is enough for these samples, but not "
        "for the points at the foot of this page."
    )


def four_digits(*columns: str) -> dict[str, Any]:
    """How a table shows numbers that may be very small: with four digits that count."""
    return {name: st.column_config.NumberColumn(format="%.4g") for name in columns}


def weights_at(moments: list[int]) -> float:
    """The size of weight that is drawn widest."""
    weights = [run.layers(moment)[0] for moment in moments]
    return max(1.0, *(float(np.abs(w).max()) for layers in weights for w in layers))


def show_network() -> None:
    """The network with one sample in it, playable through training."""
    shown = playback.moments_of(len(run.epochs), FRAMES)
    frames = [
        (
            f"Epoch {run.epochs[i]:,}: outputs {row(run.outputs[i, :, 0], 2)}",
            run.forward(i, sample),
        )
        for i in shown
    ]
    charts.show(
        playable.playable(frames, strongest=weights_at(shown), height=450),
        "multilayer_network",
        f"The 4-3-1 network with sample {sample + 1}, whose target is {Y[sample, 0]:g}, playable "
        f"through training. {outcome().replace('**', '')}",
        weights_over_epochs,
    )


def weights_over_epochs() -> pd.DataFrame:
    """All 19 weights and biases at each moment kept."""
    flat = [run_of.flat(list(zip(*run.layers(i), strict=True))) for i in range(len(run.epochs))]
    return pd.DataFrame(flat, columns=run_of.names()).assign(epoch=run.epochs)


def outputs_table() -> pd.DataFrame:
    """Cost, outputs and hidden outputs at each moment kept."""
    return pd.DataFrame(
        {
            "epoch": run.epochs,
            "J": run.costs,
            **{f"output, sample {i + 1}": run.outputs[:, i, 0] for i in range(3)},
            **{
                f"h{j + 1}, sample {i + 1}": run.hidden[:, i, j] for i in range(3) for j in range(3)
            },
        }
    )


def over_epochs(
    key: str,
    values: Sequence[tuple[str, list[Any]]],
    title: str,
    alt: str,
    **look: Any,
) -> None:
    """Named curves over the epochs; the second of two belongs to the axis on the right."""
    first = int(log_epochs)  # epoch 0 has no place on a logarithmic axis
    drawn = [
        curves.Curve(name, run.epochs[first:], y[first:], right=i == 1 and "right_title" in look)
        for i, (name, y) in enumerate(values)
    ]
    x = {"type": "log"} if log_epochs else {}
    charts.show(
        curves.figure(drawn, "Epoch", title, x=x, height=250, **look), key, alt, outputs_table
    )


def show_costs() -> None:
    """J and its logarithm on one pair of axes."""
    logs = [float(np.log10(cost)) if cost > 0 else None for cost in run.costs]
    last = "J is 0" if logs[-1] is None else f"log₁₀ J is {words.number(logs[-1])}"
    over_epochs(
        "multilayer_cost",
        [("J (left)", run.costs.tolist()), ("log₁₀ J (right)", logs)],
        "J",
        f"The cost J over the epochs and its logarithm, at the end {words.number(run.costs[-1])}; "
        f"{last}.",
        right_title="log₁₀ J",
    )


with right:
    st.markdown(outcome())
    for trouble in run_of.troubles(run, final):
        st.info(trouble, icon=":material/report:")
    network, beside = st.columns([0.46, 0.54])
    with network:
        show_network()
    with beside:
        bounded = {"bounds": (-0.06, 1.16)} if training.activations[1] == "logistic" else {}
        over_epochs(
            "multilayer_outputs",
            [(f"Sample {i + 1}", run.outputs[:, i, 0].tolist()) for i in range(3)],
            "Output",
            f"The outputs for the three samples over the epochs, at the end "
            f"{row(run.outputs[-1, :, 0])}; their targets are 1, 1, 0.",
            levels=[(1.0, "target of 1 and 2"), (0.0, "target of 3")],
            y=bounded,
        )
        show_costs()
    hidden, said = st.columns([0.46, 0.54])
    with hidden:
        over_epochs(
            "multilayer_hidden",
            [(f"Neuron {j + 1}", run.hidden[:, sample, j].tolist()) for j in range(3)],
            "Hidden output h",
            f"The outputs of the three hidden neurons for sample {sample + 1} over the epochs, at "
            f"the end {row(run.hidden[-1, sample])}.",
        )
    with said:
        st.markdown(symmetry())
        st.caption(
            "The logarithm shows what J hides: after J looks flat, the network may still learn, "
            "only ever more slowly, because the output gets flatter as it nears the targets."
        )


with step_place:
    if epoch < wanted:
        st.caption(f"Training ended before epoch {wanted:,}, so epoch {epoch:,} is shown.")
    st.markdown(
        f"**Epoch {epoch:,}**: J is {words.number(taken.step.cost)} before its update. The shapes "
        "stand below the letters: 3 samples, 4 inputs, 3 hidden neurons, 1 output. ⊙ multiplies "
        "element by element."
    )
    formulas = step_apart.formulas(run)
    for place, (title, lines) in zip(st.columns(3), formulas.items(), strict=True):
        place.markdown(f"**{title}**\n\n$$\n{matrices.aligned(*lines)}\n$$")
    st.markdown("**Neurons**: every net input, output, slope and δ")
    st.dataframe(
        step_apart.neurons_table(run, taken),
        hide_index=True,
        height=250,
        column_config=four_digits("z", "f(z)", "f′(z)", "δ"),
    )
    st.markdown(f"**Weights and biases**: every gradient and update. {step_apart.checked(taken)}")
    st.dataframe(
        step_apart.weights_table(taken),
        hide_index=True,
        height=250,
        column_config=four_digits("∂J/∂w", "finite difference", "difference", "update −η ∂J/∂w"),
    )
    st.markdown(step_apart.order_told(taken))

with why_place:
    f = ACTIVATIONS[training.activation]
    st.markdown(
        "## Why the activation needs a slope\n\n"
        "The error travels back through every activation, and each multiplies it by its slope "
        "$f'(z)$. A step function has slope 0 wherever it has one, so δ is 0 and nothing before it "
        "learns: **backpropagation needs an activation that is differentiable and not flat**. The "
        "logistic has a slope that costs nothing, because it is made of the output itself:\n\n"
        f"$$\n{LOGISTIC_SLOPE}\n$$\n\nThe slope of the hidden activation chosen above, "
        f"**{f.label}**:\n\n$$\nf'(z) = {f.derivative_formula}\n$$"
    )
    given = ", ".join(f"{name} = {words.number(value)}" for name, value in f.parameters.items())
    st.caption(f"With {given}. {f.saturates}" if given else f.saturates)
    st.info(
        "The source lesson calls the rule of a single linear neuron backpropagation already. That "
        "rule is gradient descent on one layer (Adaline): every weight sees its error directly. "
        "Only with a hidden layer does an error have to travel back, through $W_o$.",
        icon=":material/edit_note:",
    )
    lesson.code("Backpropagation as code", script.RULE)
    offer.script("multilayer_network", script.write, run)


with bridge_place:
    st.markdown(
        "The same network class, with two inputs, three tanh neurons and a tanh output: **each "
        "hidden neuron draws one soft line, and the output bends them together**. The start chosen "
        "at the top counts here too: with **equal** the three maps stay one and the same."
    )
    with st.expander(
        "What each hidden neuron sees", key="plane", icon=":material/grid_view:", on_change="rerun"
    ) as box:
        if box.open:
            small_network.show(plane, start)
    course.link(
        "playground",
        "This network in the Playground",
        pair=plane,
        layers=1,
        n1=3,
        epochs=300,
        start=small_network.STARTS[start],
    )


def lesson_costs(seeds: range, rate: float = 0.1) -> np.ndarray:
    """J after 5000 epochs for each seed."""
    return np.array([run_of.train(LessonTraining(rate, seed=seed)).costs[-1] for seed in seeds])


SEEDS = range(10)


def solve_seeds() -> str:
    """Whether every start gets there."""
    costs = lesson_costs(SEEDS)
    return (
        f"With the seeds {SEEDS[0]} to {SEEDS[-1]}, J after 5000 epochs is between "
        f"{words.number(costs.min(), 2)} (seed {costs.argmin()}) and "
        f"{words.number(costs.max(), 2)} (seed {costs.argmax()}). Each of them gets there, some "
        "sooner. The hidden neurons take different parts each time, so the weights differ and the "
        "answers do not. Harder problems are not so kind: there some seeds get stuck."
    )


def solve_rates() -> str:
    """What larger rates do, over several seeds."""
    rows = ""
    for rate in (0.1, 1.0, 10.0, 100.0):
        costs = lesson_costs(SEEDS, rate)
        stuck = int((costs > 0.1).sum())
        rows += (
            f"| {words.number(rate)} | {words.number(costs.min(), 2)} | "
            f"{words.number(costs.max(), 2)} | {stuck} of {len(SEEDS)} |\n"
        )
    return (
        "J after 5000 epochs, over the seeds 0 to 9:\n\n| η | lowest J | highest J | stuck |\n"
        f"|---|---|---|---|\n{rows}\n"
        "Nothing explodes: logistic outputs stay between 0 and 1, however large the weights. But "
        "a first step that is far too long throws the output neuron onto its flat part. It is "
        "wrong, and as o (1 − o) is next to 0 it cannot come back: saturation, not divergence."
    )


def solve_equal() -> str:
    """What an equal start costs here, and on points that need several lines."""
    random, equal = (run_of.train(LessonTraining(start=how)) for how in ("random", "equal"))
    rows = "".join(
        f"| {name} | {small_network.score(name, 'random')} | "
        f"{small_network.score(name, 'equal')} |\n"
        for name in small_network.PLANES[:3]
    )
    return (
        f"The largest difference between the hidden neurons is {words.number(equal.apart)} in all "
        f"{words.count(equal.last, 'epoch')}, and J is {words.number(equal.costs[-1], 3)}, against "
        f"{words.number(random.costs[-1], 3)} from the random start. So it learns as well, because "
        "one hidden neuron is enough: x₁ alone tells the samples apart. Where several lines are "
        "needed, three equal neurons are one. Training points right after 300 epochs:\n\n"
        f"| points | random start | equal start |\n|---|---|---|\n{rows}"
    )


def solve_step() -> str:
    """What is left to learn for a network with a step in its hidden layer."""
    step = run_of.train(LessonTraining(activation="binary_step"))
    return (
        f"The weights into the hidden layer move by {words.number(step.hidden_moved)}: their "
        "gradient has the slope of the step as a factor, and that is 0. The output neuron is "
        "logistic and does learn. But all net inputs of the hidden neurons are positive from this "
        "start, so each answers 1 for every sample, and the output cannot tell them apart. The "
        f"best single answer is the mean of the targets: {row(step.outputs[-1, :, 0])}, with J = "
        f"{words.number(step.costs[-1])}."
    )


lesson.exercises()
lesson.exercise(
    "seeds",
    "Does it always get there?",
    "Try ten seeds with η = 0.1 and 5000 epochs. Which ends with the lowest J, which with the "
    "highest? Do the weights come out the same?",
    "Watch the hidden outputs: which neuron answers what is a matter of chance.",
    solve_seeds,
)
lesson.exercise(
    "rates",
    "A hundred times the learning rate",
    "Compare η = 0.1, 1, 10 and 100. Does J ever explode as with the linear neuron? What happens "
    "instead?",
    "Take epoch 2 apart with η = 100, and look at f′(z) of the output.",
    solve_rates,
)
panel.try_button("Set the controls", "try_rates", eta=100.0, step=2)
lesson.exercise(
    "equal",
    "Three neurons that are one",
    "Start with all weights equal. Do the three hidden neurons ever part? Does the network still "
    "learn its samples? And the points of XOR, in the figure above?",
    "How many hidden neurons do these three samples need? Look at x₁ in X.",
    solve_equal,
)
panel.try_button("Set the controls", "try_equal", start="equal")
lesson.exercise(
    "step_function",
    "A step that cannot be walked down",
    "Make the hidden activation a binary step. Which weights still change? What do the outputs "
    "end at, and why just there?",
    "Take any epoch apart and read the column f′(z). Then look at the hidden outputs.",
    solve_step,
)
panel.try_button("Set the controls", "try_step", activation="binary step")
course.link("gradient_descent", "One weight going downhill: Gradient descent")
course.link("computational_graph", "The chain rule, node by node: Computational graph")
lesson.question(
    "multilayer_question",
    "Two logistic outputs should be 0. One is 0.99, the other 0.6. Which has the larger δ?",
    {
        "The one at 0.99: its error is larger": "The error is larger, but δ is error times slope: "
        "0.99 · 0.99 · 0.01 = 0.0098 in size, against 0.6 · 0.6 · 0.4 = 0.144.",
        "The one at 0.6": "In size 0.6 · 0.6 · 0.4 = 0.144, against 0.99 · 0.99 · 0.01 = 0.0098. A "
        "neuron that is sure and wrong learns slowest: with the squared error, o (1 − o) is "
        "nearly 0 there.",
        "Both the same: both are wrong": "The perceptron only asked whether an answer is wrong. "
        "Here δ = (y − o) o (1 − o), which depends on by how much, and on the slope there.",
    },
    right="The one at 0.6",
)
