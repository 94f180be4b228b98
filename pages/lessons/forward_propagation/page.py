from dataclasses import replace
from functools import partial

import streamlit as st

from pages.lessons.forward_propagation import script, settings, told, touch, views
from pages.lessons.forward_propagation.exercises import EXERCISES
from pages.lessons.forward_propagation.product import Product
from pages.lessons.forward_propagation.settings import INPUTS, NAMES, SPAN, SeededNetwork
from pages.shared.bench.lab import Lab
from pages.shared.bench.stage import Player
from pages.shared.drawn_network import controls, names
from pages.shared.figures.network import input_name
from pages.shared.frame import lesson

lab = Lab(
    "forward_propagation",
    "The outputs of one layer are the inputs of the next, so numbers flow one way. Follow them by "
    "hand, and write a layer as one matrix product.",
    EXERCISES,
)
panel = lab.panel
with lab.pane:
    hidden = panel.slider("layers", "Hidden layers", (1, settings.MOST_LAYERS), 1, 1)
    neurons = [
        panel.slider(
            f"n{k}",
            f"Neurons in hidden layer {k}",
            (1, settings.MOST_NEURONS),
            4 if k == 1 else 3,
            1,
        )
        for k in range(1, hidden + 1)
    ]
    activation = panel.choice(
        "activation", "Activation", tuple(NAMES), "logistic", "The same in every layer."
    )
    inputs = tuple(
        panel.slider(f"x{i}", f"Input {input_name(i - 1)}", SPAN, INPUTS[i - 1], 0.1)
        for i in (1, 2, 3)
    )
    bias_cell = panel.toggle(
        "bias_cell", "Bias as a cell of 1", False, "Draw each bias as the weight of one more cell."
    )
    outputs = panel.slider("outputs", "Outputs", (1, settings.MOST_OUTPUTS), 1, 1)
    seed = panel.number(
        "seed", "Seed of the weights", (0, 9999), 1, "Random weights and biases from −1 to 1."
    )
    asked = SeededNetwork((len(inputs), *neurons, outputs), activation, seed, inputs)
    followed = controls.followed(panel, asked)
    chosen = controls.weight(panel, asked, followed)
    own = names.read(controls.own(panel, "All others stay random."), asked)
    seen = replace(asked, own=own.own)
    now = 0.0 if chosen is None else names.value(chosen, *seen.parameters)
    if chosen is not None:
        controls.value(seen, chosen, now)
    if own.told:
        st.warning(own.told)
    against = panel.switch(
        "against",
        "Draw the output against",
        ("x1", "x2", "x3"),
        "x1",
        "From −2 to 2. The map of a followed neuron shows this input across, and the next one up.",
    )
    step = panel.scale(
        "step",
        "Layer",
        tuple(range(hidden + 2)),
        0,
        "Where the player is, and the layer shown as a product below.",
    )

across = int(against[1:]) - 1
lab.show(
    seen,
    [
        views.drawn(seen, bias_cell, controls.box(seen, chosen, now)),
        *([views.neuron_map(seen, followed, across)] if followed and not lab.locked else []),
        views.activation(seen),
        views.against(seen, across),
    ],
    Player(
        told.captions(seen),
        start=step,
        clock="layer",
        sets=("step", range(hidden + 2)),
        sayings=told.sayings(seen, followed, bias_cell),
    ),
    ended=told.outcome(seen),
    reactions={
        "pick": partial(controls.picked, seen),
        "number": partial(controls.numbered, seen),
        "resize": partial(touch.resized, seen),
        "grip": partial(touch.dragged, across, views.next_input(across)),
    },
    selected=[] if followed is None else [(chosen or followed).row],
)

st.header("The same as a matrix product", anchor=False)
st.markdown(lab.explain(told.PRODUCT))
product = Product(seen, max(1, step), bias_cell)
letters, numbers = st.columns(2, gap="medium")
with letters:
    st.latex(product.rule())
    st.markdown(lab.explain(product.shapes()))
if not lab.locked:
    with numbers:
        st.latex(product.in_numbers())
layer = told.layer_name(seen, product.k)
st.caption(f"This is {layer}. To see another, use **Layer** or the player.")
lesson.code("The forward pass as code", script.RULE)
lab.script(script.write, inputs, seen.sizes, NAMES[activation], seed, seen.own)
