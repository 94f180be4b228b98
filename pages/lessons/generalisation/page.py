from functools import partial

import streamlit as st

from pages.lessons.generalisation import judging, overfitting, script, stopping, told, views
from pages.lessons.generalisation.exercises import EXERCISES, Seen
from pages.lessons.generalisation.judging_controls import OWN_POINTS, ask
from pages.shared.bench.lab import Lab
from pages.shared.bench.view import View
from pages.shared.frame import course
from pages.shared.one_neuron import point_controls

lab = Lab(
    "generalisation",
    "A network that knows its examples by heart may know nothing else. Keep some samples back, and "
    "ask it about those.",
    EXERCISES,
)
with lab.pane:
    asked = ask(lab.panel)
judged, numbers, own = asked.judging, asked.numbers, asked.points.own
chosen, _, y = judging.samples(judged.inputs)
enough = len(y) >= judging.FEWEST_SAMPLES


def answer() -> View[Seen]:
    """The view that was asked for, where there is enough to split."""
    if not enough:
        return views.too_few(judged, own)
    return {
        "one split": lambda: views.one_split(judged, own),
        "many splits": lambda: views.many_splits(judged, numbers.splits),
        "k-fold": lambda: views.folds(judged, numbers.folds),
        "learning curve": lambda: views.learning_curve(judged),
        "overfitting": lambda: overfitting.view(judged, numbers.points, numbers.noise, own),
        "validation set": lambda: stopping.view(judged, numbers.kept_back, numbers.noise, own),
    }[asked.view]()


with lab.pane, st.spinner("Training"):
    point_controls.tell_not_shown(own, chosen.rows)
    shown = answer()
    answered = enough and bool(shown.shown)
    if not answered:
        st.info(shown.ended, icon=":material/info:")
lab.show(
    shown.seen,
    shown.shown,
    shown.player,
    ended=shown.ended if answered else "",
    reactions={"points": partial(point_controls.touched, key=OWN_POINTS)},
)

if part := told.part_used(len(y), len(chosen.y)):
    st.caption(part)
st.markdown(lab.outcome(shown.below))
st.header("How to validate", anchor=False)
st.markdown(lab.explain(told.HOW))
st.latex(told.SCORE)
st.latex(told.SCALED)
course.link("standardisation", "Where the scaling comes from: Standardisation")
if answered:
    lab.script(script.write, asked.view, judged, numbers)
