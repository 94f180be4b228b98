from functools import partial

import streamlit as st

from pages.lessons.perceptron import script, told, touch, training_controls, views
from pages.lessons.perceptron.exercises import EXERCISES
from pages.lessons.perceptron.told import Seen
from pages.shared.bench.lab import Lab
from pages.shared.bench.stage import Player
from pages.shared.frame import lesson
from pages.shared.one_neuron import controls, moments, point_controls, replay, runs
from pages.shared.one_neuron.settings import Inputs, Training, affordable_epochs
from pages.shared.own import own

lab = Lab(
    "perceptron",
    "One neuron, two classes, one rule: where the answer is wrong, all weights change. "
    "See when this comes to an end, and when it never does.",
    EXERCISES,
)
panel = lab.panel
with lab.pane:
    pair = controls.pair(panel)
    eta = controls.learning_rate(panel, 0.1)
    wanted = controls.epochs(panel, 10)
    play = panel.switch(
        "play",
        "Play by",
        ("epoch", "update"),
        "epoch",
        "The player shows the run epoch by epoch, or update by update.",
    )
    with lesson.more_controls():
        features = controls.features(panel, pair)
        standardise = controls.standardise(panel)
        start_seed = training_controls.start_seed(panel)
        order_seed = training_controls.order_seed(panel)
        tolerated = training_controls.tolerated(panel)
        points = point_controls.points(panel)
        inputs = Inputs(pair, features, standardise, own.source(pair), points.text, points.alone)
        samples = runs.samples(inputs)
        line = touch.own_line(panel, samples)
        flower = touch.flower(panel)

epochs = affordable_epochs(wanted, len(samples.y))
training = Training(inputs, eta, epochs, start_seed, order_seed, tolerated=tolerated)
seen = Seen(training, runs.train_perceptron(training))
run = seen.result.run

by_epoch = play == "epoch"
if by_epoch:
    shown = moments.by_epoch(samples, run.history, replay.updates_made(run))
else:
    shown = moments.by_update(samples, run)
position = touch.position(samples, flower)

with lab.pane:
    if flower and position is None:
        st.caption(told.not_there(flower, samples.noun))
    on_player = None if by_epoch else len(shown.captions) - 1
    if line and line.out_of_reach(samples):
        st.caption(told.LINE_OUTSIDE)
    point_controls.tell_not_shown(points.own, samples.chosen.rows)
    for note in told.left_out(seen, wanted, on_player):
        st.caption(note)
lab.show(
    seen,
    [
        views.plane(seen, shown, "Answered wrong" if by_epoch else "Updated for", points.own, line),
        views.errors(seen, shown.epochs),
        views.weights(seen, shown.epochs),
    ],
    Player(
        shown.captions,
        clock=play,
        sayings=[told.saying(samples, position, eta, w) for w in shown.own]
        if position is not None
        else (),
    ),
    ended=told.outcome(seen),
    reactions={
        "pick": touch.picked,
        "points": partial(touch.points_touched, samples, points.own),
        "grip": partial(touch.line_moved, samples),
    },
    selected=[] if position is None else [samples.number(position)],
)

st.header("The rule", anchor=False)
st.markdown(lab.explain(told.RULE))
st.latex(told.FORMULA)
st.markdown(lab.explain(told.READING))
st.markdown(lab.outcome(told.guarantee(seen)))
st.markdown(lab.outcome(told.TIES))
lesson.code("The rule as code", script.RULE)
lab.script(script.write, training, seen.result)
