"""The controls of the page: how the network is trained, and what is looked at."""

from dataclasses import dataclass

import streamlit as st

from core.checks import Floats
from pages.lessons.multilayer_network import multilayer, plane
from pages.lessons.multilayer_network.multilayer import (
    HIDDEN,
    MOST_HIDDEN,
    MOST_LAYERS,
    LessonTraining,
    X,
)
from pages.lessons.multilayer_network.touch import HIDDEN_KEYS, LAYERS_KEY, OUTPUTS_KEY
from pages.shared.bench.stage import Number
from pages.shared.drawn_network import controls, names
from pages.shared.drawn_network.names import Names
from pages.shared.figures.network import NetworkPart
from pages.shared.frame import lesson
from pages.shared.frame.panel import Panel
from pages.shared.plane_network.network_settings import ACTIVATION_NAMES

_WHEN = " before epoch 1"
VIEWS = ("training", "one update", "plane")
_OF_THE_SAMPLES = (
    "eta", "epochs", "seed", "activation", "sample", "output", OUTPUTS_KEY, "step", "log_epochs",
)  # fmt: skip
"""What the network on points in the plane has nothing to do with."""


@dataclass(frozen=True)
class More:
    """What a first visit leaves as it is: outputs of the one update, the epoch that it is of."""

    output: str
    outputs: int
    epoch: int
    plane: str
    log_epochs: bool


@dataclass(frozen=True)
class Looked:
    """What is looked at: a view, a sample (from 0), a neuron, a weight; names of the network."""

    view: str
    sample: int
    more: More
    names: Names
    neuron: NetworkPart | None
    weight: NetworkPart | None
    box: Number | None = None

    @property
    def selected(self) -> list[int]:
        """What wears a ring in the drawing."""
        part = self.weight or self.neuron
        return [part.row] if part and self.view != "plane" else []


def controls_of(panel: Panel) -> tuple[LessonTraining, Looked]:
    """All controls of the page, in the order of the pane."""
    view = panel.switch(
        "view", "Figures", VIEWS, "training",
        "The whole run; one update, layer by layer; or the same network on points in the plane.",
        former={"one step": "one update"},
    )  # fmt: skip
    if view == "plane":
        panel.rest(_OF_THE_SAMPLES)
    eta = panel.scale(
        "eta", "Learning rate η", multilayer.RATES, 0.1,
        "How far each update goes, against the gradient.",
    )  # fmt: skip
    epochs = panel.scale("epochs", "Epochs", multilayer.EPOCHS, 5000, "One update in each.")
    hidden = _hidden(panel)
    start, seed = _start(panel)
    activation = panel.choice(
        "activation", "Hidden activation", tuple(ACTIVATION_NAMES), "logistic"
    )
    sample = panel.switch("sample", "Sample shown", (1, 2, 3), 1) - 1
    place = st.container(gap="small")
    with lesson.more_controls():
        more = _more(panel, epochs)
        outputs = more.outputs if view == "one update" else 1
        drawn = Names((2 if view == "plane" else X.shape[1], *hidden, outputs))
        own = names.read(controls.own(panel, "They are those before epoch 1."), drawn)
    activation = ACTIVATION_NAMES[activation]
    training = LessonTraining(eta, epochs, start, seed, activation, more.output, hidden, own.own)
    with place:
        neuron = controls.followed(panel, drawn, with_inputs=view == "plane")
        weight = controls.weight(panel, drawn, neuron)
        box = None
        if weight:
            now = names.value(weight, *_first(view, more.plane, training, drawn))
            controls.value(drawn, weight, now, _WHEN)
            box = controls.box(drawn, weight, now, _WHEN)
        if own.told:
            st.warning(own.told)
    return training, Looked(view, sample, more, drawn, neuron, weight, box)


def _hidden(panel: Panel) -> tuple[int, ...]:
    """The neurons of each hidden layer."""
    layers = panel.switch(
        LAYERS_KEY, "Hidden layers", tuple(range(1, MOST_LAYERS + 1)), 1,
        "With two, an error travels back through two layers.",
    )  # fmt: skip
    neurons = []
    for k, key in enumerate(HIDDEN_KEYS):
        if k < layers:
            which = f", layer {k + 1}" * (layers > 1)
            label = f"Hidden neurons{which}"
            neurons.append(panel.slider(key, label, (1, MOST_HIDDEN), HIDDEN, 1))
        else:
            panel.hide(key, HIDDEN)
    return tuple(neurons)


def _first(
    view: str, points: str, training: LessonTraining, drawn: Names
) -> tuple[list[Floats], list[Floats]]:
    """The weights and biases before epoch 1 of the network on show."""
    return plane.start_of(points, training) if view == "plane" else training.start_of(drawn.sizes)


def _more(panel: Panel, epochs: int) -> More:
    """The controls that a first visit does not need."""
    output = panel.switch(
        "output", "Output activation", ("logistic", "same"), "logistic",
        "Logistic suits the targets 0 and 1; same: that of the hidden neurons.",
    )  # fmt: skip
    outputs = panel.switch(
        OUTPUTS_KEY, "Outputs in the one update", (1, 2), 1,
        "With two, a hidden δ is a sum over two paths; shown is the first update from this start.",
    )  # fmt: skip
    epoch = panel.scale(
        "step", "Epoch taken apart", tuple(e for e in multilayer.STEPS if e <= epochs), 1,
        "The epoch whose update is shown step by step.",
    )  # fmt: skip
    points = panel.choice("pair", "Points in the plane", plane.PLANES, "xor")
    return More(output, outputs, epoch, points, panel.toggle("log_epochs", "Logarithmic epochs"))


def _start(panel: Panel) -> tuple[str, int]:
    start = panel.switch(
        "start",
        "Start",
        tuple(multilayer.STARTS),
        "random",
        "All weights and biases before epoch 1: uniform from 0 to 1, all 0.5, or all 0.",
    )
    if start == "random":
        return start, panel.number("seed", "Seed of the start", (0, 9999), 1)
    panel.hide("seed", 1)
    return start, 1
