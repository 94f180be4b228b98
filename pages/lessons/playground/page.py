import numpy as np
import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from core import scores
from core.history import NetworkRun
from pages.lessons.playground import network_controls, network_health, script
from pages.shared import words
from pages.shared.bench import charts
from pages.shared.figures import curves, surface
from pages.shared.frame import course, lesson
from pages.shared.frame.panel import Panel
from pages.shared.plane_network import by_hand, network_runs, network_scene
from pages.shared.plane_network.network_scene import number
from pages.shared.plane_network.network_settings import (
    BY_HAND,
    EPOCHS,
    Architecture,
    Method,
    NetworkTraining,
    PlaneData,
)
from pages.shared.script import offer

lesson.open_page(
    "playground",
    "Points that no line can cut, and a network of yours to cut them. After this page you can say "
    "**what hidden neurons are for**.",
)
panel = Panel()
left, right = lesson.controls_and_figures()

with left:
    name = network_controls.data_set(panel)
    eta = panel.scale(
        "eta", "Learning rate η", network_controls.LEARNING_RATES, 0.3, "The size of each step."
    )
    epochs = panel.scale(
        "epochs", "Epochs", EPOCHS, 50, "0: the network as it starts, without training."
    )
    hidden = panel.slider("layers", "Hidden layers", (0, 6), 2, 1)
    in_network, in_training, in_data, in_view = st.tabs(["Network", "Training", "Data", "View"])
    with in_network:
        architecture = network_controls.architecture(panel, hidden)
    with in_training:
        method = network_controls.method(panel)
    with in_data:
        data = network_controls.data(panel, name)
    with in_view:
        two_colours = panel.toggle("discrete", "Discretise output")
        with_test = panel.toggle("test", "Show test points")
        point = np.array(
            [
                panel.number(key, f"{label} of the point followed below", (-1000.0, 1000.0), 1.0)
                for key, label in (("at1", "x₁"), ("at2", "x₂"))
            ]
        )
    panel.close()

training = NetworkTraining(data, architecture, eta, epochs, method)
work = network_runs.task(training)
points = work.points
regression = points.classes is None

with right:
    done = network_runs.train(training, work)
run = done.result
watched = network_runs.watch(training, len(run.snapshot_epochs), run)
last_epoch, layers = int(run.snapshot_epochs[-1]), network_scene.layer_names(architecture)


def outcome() -> str:
    """What this run came to."""
    after = f"after {words.count(last_epoch, 'epoch')}" if last_epoch else "before any training"
    training_score, test_score = watched.scores[-1]
    if regression:
        said = (
            f"cost **{number(training_score)}** on the training points, "
            f"**{number(test_score)}** on the test points"
        )
    else:
        said = (
            f"**{training_score:.1%}** of the training points right, "
            f"**{test_score:.1%}** of the test points"
        )
    return f"**{architecture.called}**, {after}: {said}."


def remarks() -> list[str]:
    """What was not done as asked, and why."""
    told = []
    if run.diverged_at:
        told.append(
            f"Training **diverged in epoch {run.diverged_at}**: the weights grew beyond all "
            f"bounds. The figures end before it. Try a learning rate smaller than "
            f"{words.number(eta)}."
        )
    elif done.remark:
        told.append(done.remark)
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


def samples_table() -> pd.DataFrame:
    """Every point with its target and the network's output at the end."""
    kept_back = np.isin(np.arange(len(points.y)), points.test)
    outputs = run.outputs[:, 0]
    return pd.DataFrame(
        {
            points.names[0]: points.x[:, 0],
            points.names[1]: points.x[:, 1],
            "part": np.where(kept_back, "test", "training"),
            "target": work.targets,
            "output": np.where(np.isfinite(outputs), outputs, np.nan),
        }
    )


def cost_figure() -> go.Figure:
    """The cost of both parts over the epochs."""
    drawn = network_health.drawable(watched.costs)
    return curves.figure(
        [
            curves.Curve(label, run.snapshot_epochs, drawn[:, i])
            for i, label in enumerate(("Training", "Test"))
        ],
        "Epoch",
        "Cost J",
        height=270,
        y=network_health.powers_axis(drawn),
    )


def costs_table() -> pd.DataFrame:
    """The costs at every snapshot."""
    return pd.DataFrame(
        {"epoch": run.snapshot_epochs, "training": watched.costs[:, 0], "test": watched.costs[:, 1]}
    ).replace([np.inf, -np.inf], np.nan)


def confusion() -> str:
    """What is taken for what at the end, as a table in Markdown."""
    rows = ["| target | → −1 | → +1 |", "|---|---|---|"]
    predicted = np.where(run.outputs[:, 0] >= work.middle, 1, -1)
    for title, part in (("train", points.train), ("test", points.test)):
        truth = points.y[part].astype(int)
        counts = scores.confusion_matrix(truth, predicted[part], (-1, 1)).counts.tolist()
        rows += [
            f"| {sign}, {title} | {row[0]} | {row[1]} |"
            for sign, row in zip(("−1", "+1"), counts, strict=True)
        ]
    return "\n".join(rows)


with right:
    st.markdown(outcome())
    for remark in remarks():
        st.caption(remark)
    done.offer("train_on")
    plane, beside = st.columns([0.58, 0.42])
    with plane:
        charts.show(
            surface.figure(
                network_scene.scene(
                    points,
                    watched,
                    run,
                    architecture,
                    two_colours=two_colours,
                    with_test=with_test,
                ),
                network_scene.moments(watched, run, regression=regression),
            ),
            "playground_surface",
            f"Network {architecture.called} on {name}: {outcome().replace('**', '')}",
            samples_table,
        )
    with beside:
        charts.show(
            cost_figure(),
            "playground_costs",
            f"Cost J over {words.count(last_epoch, 'epoch')}, at the end "
            f"{number(watched.costs[-1, 0])} on the training points and "
            f"{number(watched.costs[-1, 1])} on the test points.",
            costs_table,
        )
        if not regression:
            st.markdown(f"**Confusion matrix**: target → answer\n\n{confusion()}")
    st.caption(
        "Each small map is what one neuron answers at every point, the large one what the network "
        "answers: orange is high, blue is low. "
        + ("" if regression else "The dark curve is where the answer changes. ")
        + "A line is a weight: thick where strong, solid where positive, dashed where negative, "
        "left out below 0.1. The cost is J = 1/(2n) Σ (target − output)², without the penalties."
    )

if method.start == BY_HAND:
    st.markdown(
        "## Weights and biases by hand\n\n"
        "These are the weights before epoch 1. With 0 epochs the figures above show exactly this "
        "network. The link holds what you type."
    )
    by_hand.tables(
        network_controls.WEIGHTS, method.by_hand, work.start, network_scene.labels(architecture)
    )


network_health.show("playground", architecture.called, layers, watched.gradient, watched.saturated)


def arithmetic() -> str:
    """Every neuron's sum and output for one point, as a table in Markdown."""
    rows = ["| layer | neuron | z = inputs · weights + bias | output |", "|---|---|---|---|"]
    for one in network_scene.followed(work, run, architecture, point):
        z, output = number(one.z), number(one.output)
        rows.append(f"| {one.layer} | {one.neuron} | {one.terms} = **{z}** | **{output}** |")
    return "\n".join(rows)


st.markdown(
    "## One point through the network\n\n"
    f"The point ({number(point[0])}, {number(point[1])}) and the weights after the last epoch. "
    "Choose the point under *View*."
    + " Its two numbers are standardised first, with the training points' statistics."
    * (points.scaling is not None)
)
with st.expander(
    "Every neuron's arithmetic",
    key="playground_arithmetic",
    icon=":material/calculate:",
    on_change="rerun",
) as box:
    if box.open:
        st.markdown(arithmetic())
lesson.code("Forward and backward as code", script.RULE)
offer.script("playground", script.write, training, work, run)
course.link("multilayer_network", "How backpropagation finds the gradients: Multi-layer network")

STEPS_FOR_XOR = "0,1,0;0,0,1|-0.5,1,-1;-0.5,-1,1|-0.5,1,1"


def trained(setting: NetworkTraining) -> NetworkRun:
    """A whole run, for a solution."""
    return network_runs.whole(setting)


def share_right(setting: NetworkTraining) -> float:
    """The share of the training points that a run gets right."""
    asked = network_runs.task(setting)
    part = asked.points.train
    return asked.right(trained(setting).outputs[part, 0], part)


def solve_xor() -> str:
    """The best of three starts for one, two and four hidden neurons."""
    xor = PlaneData("xor", ("", ""), noise=0.0)
    best = {
        count: max(
            share_right(NetworkTraining(xor, Architecture(hidden=(count,)), 0.3, 100, method))
            for method in (Method(seed=1), Method(seed=2), Method(seed=3))
        )
        for count in (1, 2, 4)
    }
    return (
        "Training points right, the best of three seeds, η = 0.3, 100 epochs, no noise: "
        + ", ".join(f"{words.count(n, 'neuron')} **{share:.0%}**" for n, share in best.items())
        + ". One hidden neuron makes one number of a point, which changes only across a line's "
        "direction; a rising or falling output cuts that number once, so the boundary stays one "
        "straight line. With more neurons the output adds up several bends."
    )


def solve_circles() -> str:
    """Squares as the only inputs, no hidden neuron."""
    squares = Architecture(("x1_squared", "x2_squared"), hidden=())
    share = share_right(NetworkTraining(PlaneData("circles", ("", "")), squares))
    return (
        f"Inputs x₁² and x₂², no hidden layer: **{share:.0%}** of the training points are right. "
        "The neuron's line in x₁² and x₂² is w₁x₁² + w₂x₂² + b = 0, which is an ellipse in x₁ and "
        "x₂. A good input made by hand can replace hidden neurons; hidden neurons are for the "
        "cases where you do not know it."
    )


def solve_by_hand() -> str:
    """XOR from steps, without any training."""
    steps = Architecture(hidden=(2, 2), activation="binary step", output="binary step")
    typed = Method(start=BY_HAND, by_hand=STEPS_FOR_XOR)
    xor = PlaneData("xor", ("", ""), noise=0.0)
    setting = NetworkTraining(xor, steps, epochs=0, method=typed)
    return (
        f"One solution as text: `{STEPS_FOR_XOR}`. It gets **{share_right(setting):.0%}** of the "
        "training points right. Hidden layer 1 asks whether x₁ ≥ 0 and whether x₂ ≥ 0. Hidden "
        'layer 2 says "the first but not the second" and "the second but not the first". The '
        'output says "one of the two". Training could not have found it: a step has slope 0, so '
        "all gradients of the cost are 0."
    )


def solve_spiral() -> str:
    """A network that is large enough, trained for long enough, and one with other inputs."""
    spiral = PlaneData("spiral", ("", ""), noise=0.0, size=300)
    slow = Method(batch=10)
    deep = NetworkTraining(spiral, Architecture(hidden=(8, 8, 8)), 0.1, 500, slow)
    sines = Architecture(("x1", "x2", "sin_x1", "sin_x2"), hidden=(8, 4))
    costs = trained(deep).costs
    return (
        "Three layers of 8 tanh neurons, η = 0.1, batches of 10, 300 points without noise, 500 "
        f"epochs: **{share_right(deep):.0%}** of the training points are right. The start is slow: "
        f"the cost is {words.number(costs[0], 2)} at first, still {words.number(costs[49], 2)} in "
        f"epoch 50 and {words.number(costs[-1], 2)} at the end. Stopped early, it would have "
        "looked like failure. With the sines as inputs too, layers of 8 and 4 neurons get "
        f"**{share_right(NetworkTraining(spiral, sines, 0.1, 500, slow)):.0%}** right."
    )


lesson.exercises()
lesson.exercise(
    "xor",
    "XOR with one hidden neuron",
    "Choose xor without noise and one hidden layer of one neuron. How far does training come? Why "
    "does neither a longer run nor another seed help? How many neurons are enough?",
    "Look at the shape of the boundary and at the neuron's own map.",
    solve_xor,
)
panel.try_button("Set the controls", "try_xor", pair="xor", noise=0.0, layers=1, n1=1, epochs=100)
lesson.exercise(
    "squares",
    "Circles without a hidden neuron",
    "Separate the circles with no hidden layer at all. Which inputs does it take?",
    "What do all points of a circle have in common?",
    solve_circles,
)
lesson.exercise(
    "steps",
    "Set the weights yourself",
    "Choose xor without noise, two hidden layers of two neurons, binary step everywhere (output "
    "too), 0 epochs and the start *by hand*. Find weights and biases that get every point right.",
    "Let the first layer ask two yes-no questions about the point, and the second combine them.",
    solve_by_hand,
)
panel.try_button(
    "Set the controls",
    "try_steps",
    pair="xor",
    noise=0.0,
    layers=2,
    n1=2,
    n2=2,
    activation="binary step",
    output="binary step",
    epochs=0,
    start=BY_HAND,
)
lesson.exercise(
    "spiral",
    "The spiral",
    "Get at least 95% of the training points of the spiral right, without noise. What does it "
    "take: neurons, layers, epochs, or other inputs?",
    "Watch the cost curve: a slow start is not the end.",
    solve_spiral,
)
panel.try_button(
    "Set the controls",
    "try_spiral",
    pair="spiral",
    noise=0.0,
    size=300,
    layers=3,
    n1=8,
    n2=8,
    n3=8,
    eta=0.1,
    batch="10",
    epochs=500,
)
lesson.question(
    "playground_question",
    "A 2-8-8-1 network with the identity as activation everywhere learns the circles from x₁ and "
    "x₂. Which boundary can it draw?",
    {
        "A circle, it has neurons enough": "The number of neurons does not matter here: try it. "
        "Without an activation that bends, the layers together are one linear neuron.",
        "Eight straight pieces": "Each neuron's own map is cut by a line, but adding up planes "
        "gives a plane again, and that is 0 along one line only.",
        "One straight line": "Sums of sums are sums: without an activation that bends, any number "
        "of layers is one linear neuron. Set the activation to identity and see.",
    },
    right="One straight line",
)
