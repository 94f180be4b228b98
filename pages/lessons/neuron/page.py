from functools import partial

import streamlit as st

from pages.lessons.neuron import in_numbers, script, told, touch, views
from pages.lessons.neuron.exercises import EXERCISES
from pages.lessons.neuron.settings import BIAS_STEP, INPUTS, NAMES, SPAN, STEP, WEIGHTS, Neuron
from pages.shared.bench.lab import Lab
from pages.shared.bench.stage import Player
from pages.shared.frame import lesson

lab = Lab(
    "neuron",
    "A neuron weighs its inputs, adds them up, adds its bias and puts the sum through an "
    "activation function. Compute its output by hand, and say what the bias moves.",
    EXERCISES,
)
panel = lab.panel
coding = st.container()
below = st.container()

with lab.pane:
    activation = panel.choice(
        "activation", "Activation", tuple(NAMES), "identity", "What is done with the net input z."
    )
    st.markdown(told.formula(NAMES[activation]))
    bias = panel.slider(
        "bias", "Bias b", SPAN, 0.0, BIAS_STEP, "A number added to the weighted sum."
    )
    n = panel.slider("n", "Number of inputs", (1, 8), 4, 1)
    pairs = []
    for i in range(n):
        at_input, at_weight = st.columns(2, gap="small")
        with at_input:
            a = panel.slider(f"a{i + 1}", f"Input a{told.sub(i)}", SPAN, INPUTS[i], STEP)
        with at_weight:
            w = panel.slider(f"w{i + 1}", f"Weight w{told.sub(i)}", SPAN, WEIGHTS[i], STEP)
        pairs.append((a, w))
    against = panel.choice(
        "against",
        "Draw the output against",
        tuple(f"a{i + 1}" for i in range(n)),
        "a1",
        "This input runs from −10 to 10 in the curve, the others stay as they are.",
    )

with coding:
    st.header("Words as inputs", anchor=False)
    st.markdown(lab.explain(told.CODING))
    at_middle, at_code = st.columns(2, gap="medium")
    with at_middle:
        middle = panel.switch("middle", "The colour numbered 1", told.COLOURS, "grey")
    with at_code:
        code_weight = panel.slider("code_weight", "Weight of the number", SPAN, 2.0, STEP)
    st.markdown(lab.explain(told.codings(middle, code_weight)))

inputs, weights = zip(*pairs, strict=True)
shown = Neuron(inputs, weights, bias, activation, int(against[1:]) - 1)
lab.show(
    shown,
    [views.drawing(shown), views.against(shown), views.sums(shown)],
    Player(told.captions(shown), clock="sum"),
    ended=told.outcome(shown),
    reactions={"grip": partial(touch.dragged, shown)},
)

with below:
    st.header("The formula", anchor=False)
    st.latex(told.FORMULA)
    st.markdown(lab.explain(told.BIAS_CELL))
    if not lab.locked:
        st.latex(in_numbers.formula(inputs, weights, bias, shown.z, shown.output))
        st.markdown(lab.explain(told.moved(shown)))
    st.markdown(lab.explain(told.bias_outside(shown)))
    lesson.code("The neuron as code", script.RULE)
    lab.script(script.write, inputs, weights, bias, shown.f, shown.across)
    st.header("Is it like a nerve cell?", anchor=False)
    st.markdown(told.BRAIN)
    st.markdown(lab.explain(told.BRAIN_READING))
