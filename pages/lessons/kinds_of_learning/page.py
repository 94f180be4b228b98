import streamlit as st

from pages.lessons.kinds_of_learning import kinds, script, told, views
from pages.lessons.kinds_of_learning.exercises import EXERCISES
from pages.lessons.kinds_of_learning.kinds import Clustering, Pulling
from pages.lessons.kinds_of_learning.views import Seen
from pages.shared.bench.lab import Lab
from pages.shared.bench.view import View
from pages.shared.frame import course, lesson
from pages.shared.one_neuron import controls
from pages.shared.one_neuron.settings import PAIR_NAMES, Inputs, Training

PULLS = (10, 20, 50, 100, 200, 500, 1000, 2000)

lab = Lab(
    "kinds_of_learning",
    "A learner can be told the correct output, or nothing, or only how well it did: a small live "
    "run of each kind, and what each needs.",
    EXERCISES,
)
panel = lab.panel


def supervised() -> View[Seen]:
    """Controls and run of a perceptron on two species."""
    pair = panel.choice(
        "pair", "Species pair", PAIR_NAMES, PAIR_NAMES[0], "The two species to tell apart."
    )
    epochs = panel.slider("epochs", "Epochs", (1, 20), 5, 1, "Passes over all flowers.")
    features = controls.features(panel)
    return views.supervised(Training(Inputs(pair, features, standardise=False), 0.1, epochs))


def unsupervised() -> View[Seen]:
    """Controls and run of k-means, or of dimension reduction, on all flowers."""
    task = panel.switch(
        "task",
        "Task",
        tuple(told.TASKS),
        "clusters",
        "Find groups, or describe each flower by fewer numbers.",
    )
    st.markdown(lab.explain(told.TASKS[task]))
    if task == "two numbers of four":
        return views.reduction(_labels())
    k = panel.slider("k", "Clusters k", (1, kinds.MOST_GROUPS), 3, 1, "How many centres.")
    labels = _labels()
    seed = panel.number(
        "seed", "Seed", (0, 9999), 1, "It decides which flowers are the first centres."
    )
    return views.unsupervised(Clustering(controls.features(panel), k, seed), labels)


def _labels() -> told.Labels:
    return panel.switch("labels", "Labels", told.LABELS, "hidden", "Predict before you look.")


def reinforcement() -> View[Seen]:
    """Controls and run of a bandit."""
    epsilon = panel.slider(
        "epsilon",
        "ε, the share of random pulls",
        (0.0, 1.0),
        0.1,
        0.01,
        "Exploration: how often it pulls any arm at random.",
    )
    pulls = panel.scale("pulls", "Pulls", PULLS, 500, "How often an arm is pulled.")
    arms = panel.slider("arms", "Arms", (2, 10), 6, 1, "How many slot machines there are.")
    seed = panel.number(
        "seed", "Seed", (0, 9999), 1, "It decides what the arms pay, and all that is random."
    )
    return views.reinforcement(Pulling(arms, epsilon, pulls, seed))


with lab.pane:
    kind = panel.choice(
        "kind", "Kind of learning", tuple(told.KINDS), "supervised", "One live run of each."
    )
    st.markdown(lab.explain(told.KINDS[kind]))
    view = {
        "supervised": supervised,
        "unsupervised": unsupervised,
        "reinforcement": reinforcement,
    }[kind]()

lab.show(view.seen, view.shown, view.player, ended=view.ended)

st.markdown(lab.explain(told.JUDGED[view.seen.judged]))
if view.below:
    st.markdown(lab.outcome(view.below))
st.header("Who tells the learner what?", anchor=False)
st.markdown(lab.explain(told.CHILD))
st.markdown(lab.explain(told.MORE))
one, other = st.columns(2)
with one:
    course.link("perceptron", "Classification: the perceptron, in full")
with other:
    course.link("learning_rate", "An output that is a number: gradient descent on J")
lesson.code("k-means, principal components and the bandit as code", script.RULE)
lab.script(script.write, view.seen.settings)
