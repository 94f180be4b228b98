import streamlit as st

from pages.lessons.standardisation import script, told, views
from pages.lessons.standardisation.exercises import EXERCISES
from pages.lessons.standardisation.told import Seen
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
    "standardisation",
    "The same samples, neuron and learning rate, twice: as measured, and in standard deviations "
    "from the mean. Say why one run can explode where the other learns, and how to draw the learnt "
    "line in the units of the measurements.",
    EXERCISES,
)
panel = lab.panel
with lab.pane:
    pair = controls.pair(panel)
    eta = controls.learning_rate(panel, 0.01)
    beside = st.empty()
    epochs = controls.epochs(panel, 15)
    show = panel.switch(
        "show",
        "In front",
        ("standardised", "raw"),
        "standardised",
        "The run whose contours are large and whose decision boundary is drawn.",
    )
    with lesson.more_controls():
        features = controls.features(panel, pair)
        drawn = controls.drawn_weights(panel)
        start = start_controls.start(panel)
        points = point_controls.points(panel)


def training(standardise: bool) -> Training:
    """How one of the two runs is trained."""
    inputs = Inputs(pair, features, standardise, own.source(pair), points.text, points.alone)
    return Training(inputs, eta, epochs, start.seed, start=start.weights)


def descend(name: str, standardise: bool) -> NamedRun:
    """The run on the samples as measured, or standardised."""
    return NamedRun(name, eta, runs.train_adaline(training(standardise)))


seen = Seen(training(True), descend("Raw", False), descend("Standardised", True))
names = seen.names
cuts = Slice((seen.raw,), drawn, names), Slice((seen.scaled,), drawn, names, look=1)
shown = seen.scaled if show == "standardised" else seen.raw

beside.caption(told.beside_limit(seen))
with lab.pane:
    point_controls.tell_not_shown(points.own, seen.raw.result.samples.chosen.rows)
    for note in told.notes(seen, cuts):
        st.caption(note)
lab.show(
    seen,
    [
        *views.bowls(cuts, epochs, in_front=shown),
        descent_views.costs("standardisation_cost", seen.both, epochs),
        descent_views.line("standardisation_boundary", show, shown, epochs, points.own, names),
    ],
    Player(descent_told.captions(seen.both, epochs)),
    ended=told.outcome(seen, cuts),
    reactions={
        "points": point_controls.touched,
        "grip": lambda touch: start_controls.dragged(touch, drawn, seen.raw.history[0]),
    },
)

st.header("What standardising does", anchor=False)
st.markdown(lab.explain(told.STANDARDISING))
st.markdown(told.scaling(seen))
st.header("Why it helps", anchor=False)
st.markdown(lab.outcome(told.why(seen)))
st.info(lab.explain(told.training_part(seen.noun)), icon=":material/fact_check:")
course.link("learning_rate", "Where the limit comes from: Learning rate")
lab.script(script.write, seen.training, seen.raw.result, seen.scaled.result)
