from functools import partial

import streamlit as st

from pages.lessons.playground import network_controls, script, told, touch, views, weights_form
from pages.lessons.playground.exercises import EXERCISES
from pages.lessons.playground.told import Seen
from pages.shared.bench.lab import Lab
from pages.shared.bench.stage import Player
from pages.shared.frame import course, lesson
from pages.shared.one_neuron import point_controls
from pages.shared.plane_network import network_runs, network_scene
from pages.shared.plane_network.network_settings import BY_HAND
from pages.shared.plane_network.watched import watch

lab = Lab(
    "playground",
    "A network of your own on points in the plane: watch every neuron learn, and find out what "
    "hidden neurons are for.",
    EXERCISES,
)
with lab.pane:
    training, view = network_controls.controls_of(lab.panel)
    work = network_runs.task(training)
    done = network_runs.train(training, work)
run = done.result
watched = watch(training, len(run.snapshot_epochs), run)
seen = Seen(training, work, run, watched, done.remark)

with lab.pane:
    point_controls.tell_not_shown(view.own, work.points.numbers - 1)
    for remark in told.remarks(seen):
        st.caption(remark)
    done.offer("train_on")
lab.show(
    seen,
    views.every(seen, view),
    Player(seen.captions(), pace=views.PACE, onward=told.TRAIN_ON),
    ended=told.outcome(seen),
    reactions={
        "points": point_controls.touched,
        "resize": partial(touch.resized, seen),
        "unit": partial(touch.chosen, seen),
        "weight": partial(touch.typed, seen),
        "pick": partial(touch.picked, seen),
        "onward": partial(touch.gone_on, seen),
    },
)

st.caption(lab.explain(told.reading(seen)))
if training.method.start == BY_HAND:
    st.header("Weights and biases by hand", anchor=False)
    st.markdown(
        "These are the weights before epoch 1. With 0 epochs the figures show exactly this "
        "network. Type them here, or at the start of the run click a line or a neuron in the "
        "drawing. The link holds what you type."
    )
    weights_form.tables(training.method.by_hand, work.start, network_scene.labels(training.network))
if table := told.confusion(seen):
    st.header("Which class is taken for which", anchor=False)
    st.markdown(lab.outcome(f"At the end of the run, counted in points:\n\n{table}"))
st.header("Can every layer still learn?", anchor=False)
st.markdown(lab.outcome(told.health(seen)))
st.header("One point through the network", anchor=False)
st.markdown(lab.outcome(told.followed(seen, view.point)))
with st.expander(
    "Every neuron's arithmetic",
    key="playground_arithmetic",
    icon=":material/calculate:",
    on_change="rerun",
) as box:
    if box.open:
        st.markdown(lab.outcome(told.arithmetic(seen, view.point)))
lesson.code("Forward and backward as code", script.RULE)
lab.script(script.write, training, work, run)
course.link("multilayer_network", "How backpropagation finds the gradients: Multi-layer network")
