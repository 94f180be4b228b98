import numpy as np
import pandas as pd
import streamlit as st

from core import network, scores
from core.backpropagation import backward_deltas, forward_layers
from core.inputs import INPUTS
from data import SETS
from pages.parts import by_hand, charts, controls, course, lesson, network_runs, own, words
from pages.parts.figures import curves, surface
from pages.parts.network_settings import (
    ACTIVATION_NAMES,
    AUTO,
    BATCHES,
    BY_HAND,
    EPOCHS,
    PENALTIES,
    STARTS,
    Architecture,
    NetworkTraining,
    PlaneData,
)
from pages.parts.panel import Panel
from pages.parts.settings import PAIR_NAMES

NEURONS = (4, 2, 2, 2, 2, 2)
DATA_SETS = ("circles", *(name for name in SETS if name != "circles"), *PAIR_NAMES)
RATES = (0.0001, 0.0003, 0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1.0, 3.0, 10.0)

lesson.open_page(
    "playground",
    "Points that no line can cut, and a network of your own to cut them. After this page you can "
    "say **what hidden neurons are for**, and what each control of training does.",
)
panel = Panel()
left, right = lesson.controls_and_figures()


def data_controls(name: str) -> PlaneData:
    """How the points are made, or which columns are used, and how many are kept for the test."""
    measured = name not in SETS
    if measured:
        columns = controls.features(panel, name)
        panel.hide("noise", 0.2)
        panel.hide("size", 200)
    else:
        panel.hide("features", "sepal length, petal length")
        columns = ("", "")
    noise = 0.2 if measured else panel.slider("noise", "Noise", (0.0, 1.0), 0.2, 0.05)
    sizes = (20, 50, 100, 200, 300, 500, 1000)
    size = 200 if measured else panel.scale("size", "Points", sizes, 200)
    share = panel.slider("share", "Training share, %", (10, 90), 70, 10)
    seed = panel.number("data_seed", "Seed of points and split", (0, 9999), 1)
    return PlaneData(name, columns, noise, size, seed, share, own.source(name))


def input_controls() -> tuple[str, ...]:
    """Which numbers the network gets of a point; never none."""
    st.caption("Inputs")
    places = st.columns(2)
    on = []
    for i, (key, feature) in enumerate(INPUTS.items()):
        with places[i % 2]:
            if panel.toggle(key, feature.label, i < 2):
                on.append(key)
    return tuple(on) or ("x1", "x2")


def network_controls(hidden: int) -> Architecture:
    """The neurons of each hidden layer, the activations, the inputs."""
    places = st.columns(2)
    neurons = []
    for k in range(hidden):
        with places[k % 2]:
            neurons.append(panel.slider(f"n{k + 1}", f"Neurons {k + 1}", (1, 8), NEURONS[k], 1))
    activation = panel.choice("activation", "Activation", tuple(ACTIVATION_NAMES), "tanh")
    inputs = input_controls()
    output = panel.choice(
        "output",
        "Output activation",
        (AUTO, *ACTIVATION_NAMES),
        AUTO,
        "auto: tanh for two classes, identity for numbers to predict.",
    )
    return Architecture(inputs, tuple(neurons), activation, output)


def training_controls() -> dict[str, object]:
    """Batch size, penalties and the start."""
    batch = panel.scale("batch", "Batch size", BATCHES, "10", "Samples in one update.")
    l2 = panel.scale("l2", "L2 penalty", PENALTIES, 0.0, "Adds ½ L2 Σw² to the cost.")
    l1 = panel.scale("l1", "L1 penalty", PENALTIES, 0.0, "Adds L1 Σ|w| to the cost.")
    start = panel.choice("start", "Start", STARTS, "glorot", "Weights before epoch 1.")
    seed = panel.number("seed", "Seed of the start", (0, 9999), 1, "Also orders the batches.")
    typed = ""
    if start == BY_HAND:
        st.caption("Type them into the tables below the figures, or here as text:")
        typed = panel.text(
            "weights",
            "Weights as text",
            by_hand.LONGEST,
            "Layers parted by |, neurons by ; and numbers by , with each neuron's bias first.",
        )
    return {"batch": 0 if batch == "all" else int(batch), "l1": l1, "l2": l2, "start": start,
            "seed": seed, "by_hand": typed}  # fmt: skip


with left:
    used = own.current()
    name = panel.choice(
        "pair",
        "Data",
        (*DATA_SETS, own.PAIR) if used else DATA_SETS,
        DATA_SETS[0],
        "plane and gaussian have numbers to predict, the others two classes.",
        needs={own.PAIR: "which needs a table of your own (read one on the page Preparing data)"},
    )
    eta = panel.scale("eta", "Learning rate η", RATES, 0.1, "The size of each step.")
    epochs = panel.scale(
        "epochs", "Epochs", EPOCHS, 100, "0: the network as it starts, without training."
    )
    hidden = panel.slider("layers", "Hidden layers", (0, 6), 2, 1)
    in_network, in_training, in_data, in_view = st.tabs(["Network", "Training", "Data", "View"])
    with in_network:
        architecture = network_controls(hidden)
    with in_training:
        how = training_controls()
    with in_data:
        data = data_controls(name)
    with in_view:
        two_colours = panel.toggle("discrete", "Discretise output")
        show_test = panel.toggle("test", "Show test points")
        st.caption("The point that is followed below")
        at = [panel.number(f"at{i}", f"x{'₁₂'[i - 1]}", (-1000.0, 1000.0), 1.0) for i in (1, 2)]
    panel.close()

training = NetworkTraining(data, architecture, eta, epochs, **how)
work = network_runs.task(training)
points, activations = work.points, work.activations
regression = points.classes is None

with right:
    run = network_runs.train(training)
watched = network_runs.watch(training, len(run.snapshot_epochs), run)
trained, last_epoch = watched.scores[-1], int(run.snapshot_epochs[-1])
outputs = run.outputs[:, 0]
predicted = np.where(outputs >= work.middle, 1, -1)


def outcome() -> str:
    """What this run came to."""
    after = f"after {words.count(last_epoch, 'epoch')}" if last_epoch else "before any training"
    if regression:
        said = f"cost {_cost(trained[0])} on the training points, {_cost(trained[1])} on the test"
    else:
        said = f"**{trained[0]:.1%}** of the training points right, **{trained[1]:.1%}** of the test points"
    return f"**{architecture.called}**, {after}: {said}."


def _cost(value: float) -> str:
    return f"**{words.number(value)}**" if np.isfinite(value) else "**too large to show**"


def remarks() -> list[str]:
    """What was not done as asked, and why."""
    told = []
    here = network_runs.way(training)
    if run.diverged_at:
        told.append(
            f"Training **diverged in epoch {run.diverged_at}**: the weights grew beyond all "
            f"bounds. The figures end before it. Try a learning rate smaller than "
            f"{words.number(eta)}."
        )
    elif here.stopped and last_epoch < work.epochs:
        told.append(f"Stopped after epoch {last_epoch} of {work.epochs}.")
    if work.epochs < epochs:
        told.append(
            f"Of {words.count(epochs, 'epoch')} only {work.epochs:,} are trained: with these "
            "settings more would hold the server too long. A larger batch is quicker."
        )
    if work.problem:
        told.append(
            f"The text of weights does not fit. {work.problem} The seed's start is used instead."
        )
    if points.of_rows > len(points.y):
        told.append(f"{len(points.y):,} of {points.of_rows:,} rows are used, chosen at random.")
    return told


def groups() -> list[surface.Dots]:
    """The training points by class, and the test points if they are to be seen."""
    parts = [("", points.train, False)] + [(", test", points.test, True)] * show_test
    if regression:
        values = network_runs.codes(points.y, 0.0, 1.0)
        return [
            surface.Dots(f"target{ending}", points.x[part], place, hollow and False, values[part])
            for place, (ending, part, hollow) in enumerate(parts)
        ]
    return [
        surface.Dots(f"{label}{ending}", points.x[part][points.y[part] == sign], place, hollow)
        for ending, part, hollow in parts
        for place, (sign, label) in enumerate(zip((-1, 1), points.classes or (), strict=True))
    ]


def hovers() -> list[list[str]]:
    """What each small map says: its weights at the end."""
    said = [[f"input {INPUTS[key].label}" for key in architecture.inputs]]
    for k, (w, b) in enumerate(zip(run.weights[:-1], run.biases[:-1], strict=True), 1):
        said.append([
            f"hidden {k}, neuron {j + 1}<br>bias {words.number(b[j], 3)}<br>weights "
            + ", ".join(words.number(value, 3) for value in w[:, j])
            for j in range(len(b))
        ])  # fmt: skip
    return said


def scene() -> surface.Scene:
    """What stands still while the surface bends."""
    across, up = points.axes
    return surface.Scene(
        across, up, points.names, groups(), watched.inputs,
        [INPUTS[key].label for key in architecture.inputs], architecture.hidden, hovers(),
        two_colours, not regression,
    )  # fmt: skip


def moments() -> list[surface.Moment]:
    """Every moment that the figure plays."""
    return [
        surface.Moment(
            network_runs.caption(watched, i, regression),
            watched.surface[i],
            [maps[i] for maps in watched.hidden],
            run.at(epoch)[0],
        )
        for i, epoch in enumerate(watched.epochs.tolist())
    ]


def samples_table() -> pd.DataFrame:
    """Every point with its target and the network's output at the end."""
    kept_back = np.isin(np.arange(len(points.y)), points.test)
    return pd.DataFrame(
        {
            points.names[0]: points.x[:, 0],
            points.names[1]: points.x[:, 1],
            "part": np.where(kept_back, "test", "training"),
            "target": work.targets,
            "output": np.where(np.isfinite(outputs), outputs, None),
        }
    )


def cost_curves() -> list[curves.Curve]:
    """The cost of both parts, where it is a number that can be drawn."""
    drawn = np.where((watched.costs > 1e-12) & (watched.costs < 1e15), watched.costs, None)
    return [
        curves.Curve(label, run.snapshot_epochs, drawn[:, i])
        for i, label in enumerate(("Training", "Test"))
    ]


def costs_table() -> pd.DataFrame:
    """The costs at every snapshot."""
    return pd.DataFrame(
        {"epoch": run.snapshot_epochs, "training": watched.costs[:, 0], "test": watched.costs[:, 1]}
    ).replace([np.inf, -np.inf], None)


def confusion() -> str:
    """Which class is taken for which, as a table in Markdown."""
    first, second = points.classes or ("", "")
    rows = [f"| | answer {first} | answer {second} |", "|---|---|---|"]
    for title, part in (("training", points.train), ("test", points.test)):
        counts = scores.confusion_matrix(points.y[part].astype(int), predicted[part], (-1, 1)).counts
        rows += [
            f"| {title}: {label} | {row[0]} | {row[1]} |"
            for label, row in zip((first, second), counts.tolist(), strict=True)
        ]
    return "\n".join(rows)


with right:
    st.markdown(outcome())
    for remark in remarks():
        st.caption(remark)
    here = network_runs.way(training)
    if here.stopped:
        st.button("Train on", key="train_on", icon=":material/play_arrow:", on_click=here.go_on)
    plane, beside = st.columns([0.58, 0.42])
    with plane:
        charts.show(
            surface.figure(scene(), moments()),
            "playground_surface",
            f"Network {architecture.called} on {name}: {outcome().replace('**', '')}",
            samples_table,
        )
    with beside:
        charts.show(
            curves.figure(
                cost_curves(), "Epoch", "Cost J", height=270, y={"type": "log", "exponentformat": "power"}
            ),
            "playground_costs",
            f"Cost J over {last_epoch} epochs, at the end {_cost(watched.costs[-1, 0])} on the "
            f"training points and {_cost(watched.costs[-1, 1])} on the test points.".replace("**", ""),
            costs_table,
        )
        if not regression:
            st.markdown("**Confusion matrix** at the end")
            st.markdown(confusion())
