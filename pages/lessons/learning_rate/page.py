import streamlit as st

from pages.lessons.learning_rate import rates, script, told, views
from pages.lessons.learning_rate.exercises import EXERCISES
from pages.lessons.learning_rate.told import Seen
from pages.shared import words
from pages.shared.bench.lab import Lab
from pages.shared.bench.stage import Player
from pages.shared.frame import course, lesson
from pages.shared.one_neuron import (
    controls,
    descent_told,
    descent_views,
    point_controls,
    runs,
    start_controls,
)
from pages.shared.one_neuron.cost_slice import Slice
from pages.shared.one_neuron.named_run import NamedRun
from pages.shared.one_neuron.settings import Inputs, Training
from pages.shared.own import own

lab = Lab(
    "learning_rate",
    "A linear neuron walks down the bowl of its cost J, and the learning rate η sets how far it "
    "goes each time. Tell a rate that crawls from one that explodes, and compute the limit between "
    "them before you train.",
    EXERCISES,
)
panel = lab.panel
with lab.pane:
    pair = controls.pair(panel)
    eta = controls.learning_rate(panel, 0.01, "eta", "η₁")
    eta2 = controls.learning_rate(panel, 0.0001, "eta2", "η₂")
    beside = st.empty()
    epochs = controls.epochs(panel, 10)
    with lesson.more_controls():
        cost_axis = panel.switch(
            "cost_axis", "Cost axis", ("logarithm", "plain"), "logarithm",
            "J itself shows the fall as it is; its logarithm shows both runs at once.",
        )  # fmt: skip
        show = panel.switch(
            "show", "Decision boundary of", ("first", "second"), "first", "The run with η₁ or η₂."
        )
        features = controls.features(panel, pair)
        standardise = controls.standardise(panel)
        drawn = controls.drawn_weights(panel)
        start = start_controls.start(panel)
        points = point_controls.points(panel)

inputs = Inputs(pair, features, standardise, own.source(pair), points.text, points.alone)


def descend(name: str, rate: float) -> NamedRun:
    """The run with one of the two learning rates."""
    training = Training(inputs, rate, epochs, start.seed, start=start.weights)
    return NamedRun(f"{name} = {words.number(rate)}", rate, runs.train_adaline(training))


seen = Seen(
    Training(inputs, eta, epochs, start.seed, start=start.weights),
    descend("η₁", eta),
    descend("η₂", eta2),
)
names = inputs.weight_names
cut = Slice(seen.both, drawn, names)
shown = seen.first if show == "first" else seen.second

if not lab.locked:
    beside.caption(told.beside_limit(seen))
    with lab.pane:
        point_controls.tell_not_shown(points.own, seen.first.result.samples.chosen.rows)
        for note in told.notes(seen, cut):
            st.caption(note)
lab.show(
    seen,
    [
        descent_views.bowl("learning_rate_contours", "J over two weights", cut, epochs, "main"),
        descent_views.costs(
            "learning_rate_log_cost", seen.both, epochs, plain=cost_axis == "plain"
        ),
        views.every_rate(seen, rates.sweep(seen.first, epochs)),
        descent_views.line("learning_rate_boundary", shown.name, shown, epochs, points.own, names),
    ],
    Player(descent_told.captions(seen.both, epochs)),
    ended=told.outcome(seen, cut),
    reactions={
        "points": point_controls.touched,
        "grip": lambda touch: start_controls.dragged(touch, drawn, seen.first.history[0]),
    },
)

st.header("The cost and its slope", anchor=False)
st.markdown(lab.explain(told.NEURON))
st.markdown(lab.outcome(told.beginning(seen)))
st.header("Why there is a limit", anchor=False)
st.markdown(lab.outcome(told.limit(seen)))
st.info(lab.outcome(told.often_said()), icon=":material/edit_note:")
course.link("gradient_descent", "A curve with two minima: Gradient descent", curve="two minima")
lesson.code("The rule as code", script.RULE)
lab.script(
    script.write,
    seen.training,
    (eta, eta2),
    seen.results,
)
