"""The controls of a network on points in the plane: data, neurons, training, view."""

from dataclasses import dataclass

import numpy as np
import streamlit as st

from core import checks
from core.checks import Floats
from core.inputs import INPUTS
from data import SETS
from pages.lessons.playground import weights_form
from pages.lessons.playground.weights_form import WEIGHTS
from pages.shared.figures.network_maps import Unit
from pages.shared.frame.panel import Panel
from pages.shared.one_neuron import controls, point_controls
from pages.shared.one_neuron.own_points import OwnPoints
from pages.shared.one_neuron.settings import PAIR_NAMES
from pages.shared.own import own
from pages.shared.plane_network import by_hand
from pages.shared.plane_network.network_settings import (
    ACTIVATION_NAMES,
    AUTO,
    BY_HAND,
    STARTS,
    Architecture,
    Method,
    NetworkTraining,
    PlaneData,
)

DATA_SETS = ("circles", *(name for name in SETS if name != "circles"), *PAIR_NAMES)
LEARNING_RATES = (0.0001, 0.0003, 0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1.0, 3.0, 10.0)
EPOCHS = (0, 1, 2, 3, 5, 10, 20, 30, 50, 75, 100, 150, 200, 300, 500, 750, 1000, 1500, 2000, 3000)
BATCHES = ("1", "2", "5", "10", "20", "30", "50", "100", "200", "all")
PENALTIES = (0.0, 0.0001, 0.0003, 0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1.0)
ANYWHERE = (-float(checks.LIMIT), float(checks.LIMIT))
"""Where a point of a table may lie."""
_NEURONS = (4, 2, 2, 2, 2, 2)
_NOISE, _SIZE = 0.2, 200
LAYERS, NEURONS = (0, 6), (1, 8)
OUTPUT = "output"


@dataclass(frozen=True)
class ViewSettings:
    """What is shown of a run. ``own`` are the student's points, ``point`` (2,) is followed."""

    own: OwnPoints
    two_colours: bool
    with_test: bool
    unit: Unit
    point: Floats


def controls_of(panel: Panel) -> tuple[NetworkTraining, ViewSettings]:
    """All controls of the page, in the order of the pane."""
    name = _data_set(panel)
    eta = panel.scale("eta", "Learning rate η", LEARNING_RATES, 0.3, "How far each update goes.")
    epochs = panel.scale(
        "epochs", "Epochs", EPOCHS, 100, "0: the network as it starts, without training."
    )
    hidden = panel.slider("layers", "Hidden layers", LAYERS, 2, 1)
    in_network, in_training, in_data, in_view = st.tabs(["Network", "Training", "Data", "View"])
    with in_network:
        network = _architecture(panel, hidden)
    with in_training:
        method = _method(panel)
    with in_data:
        data, own = _data(panel, name)
    with in_view:
        view = _view(panel, network, own)
    return NetworkTraining(data, network, eta, epochs, method), view


def unit_name(network: Architecture, unit: Unit) -> str:
    """How a unit is called in the link: x1, h2.1 or output."""
    layer, place = unit
    if layer == 0:
        return network.inputs[place]
    return OUTPUT if layer > len(network.hidden) else f"h{layer}.{place + 1}"


def units(network: Architecture) -> dict[str, Unit]:
    """Every unit by its name in the link, the output first."""
    sizes = network.sizes
    every = [(layer, j) for layer, count in enumerate(sizes) for j in range(count)]
    return {unit_name(network, unit): unit for unit in [every[-1], *every[:-1]]}


def _view(panel: Panel, network: Architecture, own: OwnPoints) -> ViewSettings:
    every = units(network)
    unit = panel.choice(
        "unit",
        "Map under the points",
        tuple(every),
        OUTPUT,
        "Of the output, an input, or a hidden neuron: h2.1 is the first in hidden layer 2. A click "
        "on a small map chooses it too.",
    )
    two_colours = panel.toggle("discrete", "Discretise output", False, "Two colours, no shades.")
    with_test = panel.toggle("test", "Show test points")
    point = np.array(
        [
            panel.number(key, f"{label} of the point followed below", ANYWHERE, 1.0)
            for key, label in (("at1", "x₁"), ("at2", "x₂"))
        ]
    )
    return ViewSettings(own, two_colours, with_test, every[unit], point)


def _data_set(panel: Panel) -> str:
    """A generated set, a species pair, or the student's own classes."""
    return own.choice(
        panel,
        "Data",
        DATA_SETS,
        DATA_SETS[0],
        "plane and gaussian have numbers to predict, the others two classes.",
    )


def _data(panel: Panel, name: str) -> tuple[PlaneData, OwnPoints]:
    """How the points are made, or which columns are used, and how many are for training."""
    made = SETS.get(name)
    if made:
        st.caption(f"{made.kind.capitalize()}. {made.sentence}")
        noise = panel.slider("noise", "Noise", (0.0, 1.0), _NOISE, 0.05)
        size = panel.scale("size", "Points", (20, 50, 100, 200, 300, 500, 1000), _SIZE)
        panel.hide("features", controls.LESSON_PAIR)
        columns = ("", "")
    else:
        columns = controls.features(panel, name)
        panel.hide("noise", _NOISE)
        panel.hide("size", _SIZE)
        noise, size = _NOISE, _SIZE
    share = panel.slider("share", "Training share (%)", (10, 90), 70, 10)
    seed = panel.number("data_seed", "Seed of points and split", (0, 9999), 1)
    if made and made.kind == "regression":
        panel.hide("points", "")
        panel.hide("alone", False)
        points = point_controls.PointSettings("", OwnPoints(), False)
    else:
        points = point_controls.points(panel)
    data = PlaneData(name, columns, noise, size, seed, share, own.source(name), points.text,
                     points.alone)  # fmt: skip
    return data, points.own


def _architecture(panel: Panel, hidden: int) -> Architecture:
    """The neurons of each hidden layer, the activations, the inputs."""
    neurons = _neurons(panel, hidden)
    activation = panel.choice("activation", "Activation", tuple(ACTIVATION_NAMES), "tanh")
    inputs = _inputs(panel)
    output = panel.choice(
        "output",
        "Output activation",
        (AUTO, *ACTIVATION_NAMES),
        AUTO,
        "auto: tanh for two classes, identity for numbers to predict.",
    )
    return Architecture(inputs, neurons, activation, output)


def _neurons(panel: Panel, hidden: int) -> tuple[int, ...]:
    neurons = []
    for k, default in enumerate(_NEURONS):
        if k >= hidden:
            panel.hide(f"n{k + 1}", default)
            continue
        if k % 2 == 0:  # a row for every two, which on a phone stand below each other
            places = st.columns(2)
        with places[k % 2]:
            neurons.append(
                panel.slider(f"n{k + 1}", f"Neurons, layer {k + 1}", NEURONS, default, 1)
            )
    return tuple(neurons)


def _inputs(panel: Panel) -> tuple[str, ...]:
    """Which numbers the network gets of a point; x1 and x2 if none is chosen."""
    st.caption("Inputs (with none chosen, x₁ and x₂)")
    with st.container(horizontal=True):
        chosen = [
            key
            for i, (key, feature) in enumerate(INPUTS.items())
            if panel.toggle(key, feature.label, i < 2)
        ]
    return tuple(chosen) or ("x1", "x2")


def _method(panel: Panel) -> Method:
    """Batch size, penalties and the start."""
    batch = panel.scale("batch", "Batch size", BATCHES, "20", "Samples in one update.")
    l2 = panel.scale("l2", "L2 penalty", PENALTIES, 0.0, "Adds ½ L2 Σw² to the cost.")
    l1 = panel.scale("l1", "L1 penalty", PENALTIES, 0.0, "Adds L1 Σ|w| to the cost.")
    start = panel.choice(
        "start",
        "Start",
        STARTS,
        "glorot",
        "Weights before epoch 1. glorot suits tanh, he suits ReLU; uniform: −1 to 1; equal: all "
        "0.5, so that neurons stay alike; by hand: your own.",
    )
    seed = panel.number("seed", "Seed of the start", (0, 9999), 1, "Also orders the batches.")
    return Method(0 if batch == "all" else int(batch), l1, l2, start, seed, _typed(panel, start))


def _typed(panel: Panel, start: str) -> str:
    if start != BY_HAND:
        panel.hide(WEIGHTS, "")
        return ""
    st.caption("Type them into the tables below the figures, or here as text:")
    weights_form.keep()
    return panel.text(
        WEIGHTS,
        "Weights as text",
        by_hand.LONGEST,
        "Layers are separated by |, neurons by ; and numbers by , with each neuron's bias first.",
    )
