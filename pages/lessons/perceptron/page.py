import numpy as np
import pandas as pd
import streamlit as st

from core import perceptron
from data import LESSON_FEATURES
from pages.shared import words
from pages.shared.bench import charts
from pages.shared.figures import boundary, curves
from pages.shared.frame import lesson
from pages.shared.frame.panel import Panel
from pages.shared.one_neuron import controls, replay, runs
from pages.shared.one_neuron.settings import PAIR_NAMES, Inputs, Training, affordable_epochs
from pages.shared.own import own

lesson.open_page(
    "perceptron",
    "One neuron, two species, one rule: **where the answer is wrong, move every weight a step**. "
    "After this page you can say when the rule finishes, when it never does, and why the number of "
    "updates is not the number of mistakes left.",
)
panel = Panel()
left, right = lesson.controls_and_figures()

with left:
    pair = controls.pair(panel)
    eta = controls.learning_rate(panel, 0.1)
    wanted = controls.epochs(panel, 10)
    play = panel.switch(
        "play", "Play by", ("epoch", "update"), "epoch", "A frame for each epoch, or each update."
    )
    with lesson.more_controls():
        features = controls.features(panel, pair)
        standardise = controls.standardise(panel)
        start_seed = controls.start_seed(panel)
        order_seed = controls.order_seed(panel)
    panel.close()

inputs = Inputs(pair, features, standardise, own.source(pair))
epochs = affordable_epochs(wanted, len(runs.samples(inputs).y))
training = Training(inputs, eta, epochs, start_seed, order_seed)
result = runs.train_perceptron(training)
run, samples = result.run, result.samples
updates, wrong = int(run.errors.sum()), int(run.misclassified[-1])
of_all = f"of {words.count(len(samples.y), samples.noun)}"
names = ("bias", *(name.replace("_", " ") for name in features))


def outcome() -> str:
    """What this run came to."""
    if not updates:
        end = "for the start was right already"
    elif run.converged_epoch:
        end = f"the last in epoch {run.update_epoch[-1]}, so it has converged"
    else:
        end = f"{run.errors[-1]:,} of them in the last epoch"
    weights = ", ".join(
        f"{name} {words.number(value)}" for name, value in zip(names, run.weights, strict=True)
    )
    return (
        f"**{words.count(updates, 'update')}** in {words.count(epochs, 'epoch')}, {end}. "
        f"**{wrong:,} {of_all}** are on the wrong side of the line. Weights: {weights}."
    )


def guarantee() -> str:
    """What is known beforehand about the number of updates."""
    if np.isinf(result.bound):
        return (
            f"No line separates these {samples.noun}s, so nobody can promise a number of updates "
            "after which the line stands still."
        )
    return (
        f"A line separates these {samples.noun}s, so the updates must end: from a zero start after "
        f"at most (R/γ)² = {words.number(result.bound)} of them (Novikoff 1962). R is the length "
        f"of the longest sample, γ the gap that the best boundary leaves to the nearest one, both "
        f"with the 1 of the bias. This run made {updates:,}."
    )


def left_out() -> str:
    """What is not trained or not drawn, because the table is long."""
    told = replay.drawn_note(samples)
    if epochs < wanted:
        told += (
            f" Of {words.count(wanted, 'epoch')} only {epochs} are trained: one after the other, "
            f"{len(samples.y):,} samples take their time."
        )
    return told


def played(frames: int) -> str:
    """Which moments the player shows, and where the line is when it is not to be seen."""
    shown = ""
    if play == "epoch" and frames < epochs + 1:
        shown = (
            f"The player shows {frames} moments, evenly spread over the {epochs:,} epochs. The "
            "curves and Numbers have every epoch. "
        )
    if play == "update" and frames < updates + 1:
        shown = (
            f"The player shows the first {frames - 1} of {updates:,} updates, so its last line is "
            "not yet the end of the run. Numbers has every update. "
        )
    return f"{shown}Where the picture has one colour only, the line lies outside it."


def epoch_table() -> pd.DataFrame:
    """One row for each epoch, the start as epoch 0."""
    return pd.DataFrame(
        {
            "epoch": np.arange(epochs + 1),
            "updates": np.r_[0, run.errors],
            "on the wrong side": replay.wrong_counts(samples, run.history),
            **{f"weight: {name}": run.history[:, j] for j, name in enumerate(names)},
        }
    )


def update_table() -> pd.DataFrame:
    """One row for each update."""
    return pd.DataFrame(
        {
            "update": np.arange(1, updates + 1),
            "epoch": run.update_epoch,
            samples.noun: samples.chosen.rows[run.update_sample] + 1,
            "target": samples.y[run.update_sample],
            **{f"weight after: {name}": run.update_weights[1:, j] for j, name in enumerate(names)},
        }
    )


with right:
    st.markdown(outcome())
    if left_out():
        st.caption(left_out())
    plane, over_epochs = st.columns([0.57, 0.43])
    with plane:
        by_epoch = play == "epoch"
        lines = (
            replay.epochs(samples, run.history, replay.updates_made(run))
            if by_epoch
            else replay.updates(samples, run)
        )
        charts.show(
            boundary.figure(
                replay.scene(samples), lines, "Wrong side" if by_epoch else "Updated for"
            ),
            "perceptron_boundary",
            f"Decision boundary between {samples.classes}: after the last frame, "
            f"{lines[-1].caption}.",
            epoch_table if by_epoch else update_table,
        )
        st.caption(played(len(lines)))
    with over_epochs:
        each = np.arange(1, epochs + 1)
        charts.show(
            curves.figure(
                [
                    curves.Curve("Updates in the epoch", each, run.errors),
                    curves.Curve("Wrong side after it", each, run.misclassified),
                ],
                "Epoch",
                f"{samples.noun.capitalize()}s",
                height=290,
            ),
            "perceptron_errors",
            f"Updates in each of {epochs} epochs, at the end {run.errors[-1]}, and "
            f"{samples.noun}s on the wrong side after it, at the end {wrong} {of_all}.",
            epoch_table,
        )
        charts.show(
            curves.figure(
                [
                    curves.Curve(name, np.arange(epochs + 1), run.history[:, j])
                    for j, name in enumerate(names)
                ],
                "Epoch",
                "Weight",
                height=230,
            ),
            "perceptron_weights",
            f"The weights over the epochs. At the end: {outcome().split('Weights: ')[1]}",
            epoch_table,
        )
    st.markdown(guarantee())

st.header("The rule", anchor=False)
st.markdown(
    "The neuron gets $x_1$, $x_2$ and a constant 1, whose weight $w_0$ is the bias. It answers "
    "$+1$ where $z = w_0 + w_1 x_1 + w_2 x_2 \\ge 0$ and $-1$ elsewhere; $z = 0$ is the line. Each "
    "flower in turn changes all weights together:"
)
st.latex(r"\Delta w_j = \eta\,(\text{target} - \text{predicted})\,x_j")
st.markdown(
    "with $x_0 = 1$ for the bias. A right answer makes the bracket 0, so nothing moves. A wrong "
    "one makes it $\\pm 2$, so every weight moves by $\\pm 2\\eta x_j$ towards the flower's own "
    "side (Rosenblatt 1957)."
)
lesson.code("The rule as code", perceptron.loop)

TRIED_ETAS = (0.0001, 0.01, 1.0)


def challenge(epochs: int, order_seed: int | None = None) -> runs.PerceptronResult:
    """A run of the challenge: versicolor against virginica on the lesson's two lengths."""
    inputs = Inputs("versicolor-virginica", LESSON_FEATURES, standardise=False)
    return runs.train_perceptron(Training(inputs, 0.001, epochs, order_seed=order_seed))


def solve_challenge() -> str:
    """What a student finds by moving the controls, from the runs themselves."""
    first = challenge(25).run
    late = {epochs: challenge(epochs).run.misclassified[-1] for epochs in (25, 100, 1000)}
    shuffled = challenge(25, order_seed=1).run.misclassified[-1]
    return (
        f"Every one of the 25 epochs makes {words.either(first.errors)} updates, and after the "
        f"last one {late[25]} of 100 flowers are on the wrong side. The two counts differ because "
        "the flowers come sorted by species: one wrong versicolor drags the line right across, and "
        "then all versicolor are right until the first virginica drags it back. More epochs do not "
        f"settle it: {late[100]} are wrong after 100 epochs, {late[1000]} after 1000. No line "
        "separates the two species, so the updates never stop and the end depends on when you do. "
        f"With the order shuffled (seed 1), {shuffled} are wrong after 25 epochs: try other seeds."
    )


def solve_eta() -> str:
    """The same mistakes from a zero start for every learning rate, others from a random one."""
    inputs = Inputs(PAIR_NAMES[0], LESSON_FEATURES, standardise=False)

    def made(eta: float, start_seed: int | None = None) -> int:
        trained = runs.train_perceptron(Training(inputs, eta, 25, start_seed))
        return int(trained.run.errors.sum())

    zero, random = ([made(eta, seed) for eta in TRIED_ETAS] for seed in (None, 1))
    rows = "".join(
        f"| {words.number(eta)} | {z} | {r} |\n"
        for eta, z, r in zip(TRIED_ETAS, zero, random, strict=True)
    )
    return (
        "Updates in 25 epochs, setosa against versicolor:\n\n"
        f"| η | zero start | random start (seed 1) |\n|---|---|---|\n{rows}\n"
        "From a zero start every weight is a sum of steps ±2η x. A smaller η makes all weights "
        "smaller by the same factor, and the sign of z, which is all that counts, stays the same. "
        "A random start does not shrink with η. A tiny η needs many steps to get away from it; "
        "for a large η the first steps drown it, and the count is that of the zero start."
    )


lesson.exercises()
lesson.exercise(
    "challenge",
    "Challenge: versicolor against virginica",
    "Choose versicolor-virginica, η = 0.001 and 25 epochs. How many updates does each epoch make? "
    "How many flowers are on the wrong side at the end? Why do the two differ, and do more epochs "
    "help?",
    "Play by update and watch which flowers get a ring, and where the line goes after each. Then "
    "shuffle the order under More controls.",
    solve_challenge,
)
panel.try_button(
    "Set the controls", "try_challenge", pair="versicolor-virginica", eta=0.001, epochs=25
)
lesson.exercise(
    "smaller_eta",
    "What does a smaller learning rate change?",
    "Guess first. With setosa-versicolor and 25 epochs, compare η = 0.0001, 0.01 and 1 from the "
    "zero start. Then do it from a random start.",
    "Start is under More controls. Look at the error curve and at the weights, not at one of them "
    "alone.",
    solve_eta,
)
panel.try_button("Set the controls", "try_eta", eta=0.0001, epochs=25)
lesson.question(
    "perceptron_question",
    "An epoch has made 2 updates. How many flowers are on the wrong side after it?",
    {
        "Exactly 2": "An update counts a flower that was wrong at its turn. The line moved after "
        "that, and may now be wrong for others, or right for all.",
        "At most 2": "Each update moves the whole line, so it can put many flowers on the wrong "
        "side at once: the challenge above shows 50.",
        "Any number is possible": "Updates are counted while the line moves; wrong flowers are "
        "counted once it stands still. Only an epoch without an update tells you: 0 are wrong.",
    },
    right="Any number is possible",
)
