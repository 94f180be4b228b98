from collections.abc import Callable
from functools import partial
from typing import TypeVar

import streamlit as st

from pages.lessons.generalisation import judging, script, told, views
from pages.lessons.generalisation.exercises import EXERCISES, QUESTIONS, Seen
from pages.lessons.generalisation.judging import KINDS, OVERFIT_EPOCHS, Judging, Kind, Model
from pages.shared.bench.lab import Lab
from pages.shared.bench.view import View
from pages.shared.frame import course, lesson
from pages.shared.one_neuron import controls, point_controls
from pages.shared.one_neuron.settings import EPOCHS, Inputs
from pages.shared.own import own
from pages.shared.script import offer

T = TypeVar("T")
LAST_VIEW = "generalisation: last view"
OWN_POINTS = "own_points"  # "points" is the training samples of the overfitting view

lab = Lab(
    "generalisation",
    "A network that knows its examples by heart may know nothing else. Keep some samples back, and "
    "ask about those.",
    EXERCISES,
)
panel = lab.panel


def only(needed: bool, key: str, default: T, control: Callable[[str, T], T]) -> T:
    """A control that only some views or models need; elsewhere its default."""
    if needed:
        return control(key, default)
    panel.hide(key, default)
    return default


def slider(label: str, low: int, high: int, step: int, help: str) -> Callable[[str, int], int]:
    """A slider over whole numbers, for ``only``."""
    return lambda key, usual: panel.slider(key, label, (low, high), usual, step, help)


with lab.pane:
    view = panel.choice("view", "Question", QUESTIONS, QUESTIONS[0], "Each is a way of judging.")
    noisy = view == "overfitting"
    if noisy and st.session_state.get(LAST_VIEW) != view:
        panel.move("model", "network")  # the neuron can hardly overfit
    st.session_state[LAST_VIEW] = view
    usual: Kind = "adaline"
    kind = panel.switch(
        "model",
        "Model",
        KINDS,
        usual,
        "The linear neuron of the Standardisation page, or a network with a hidden layer.",
    )
    linear = kind == "adaline"
    pair = controls.pair(panel, "versicolor-virginica")
    count = only(view == "many splits", "splits", 20, lambda key, usual: panel.scale(
        key, "Splits", (10, 20, 50, 100), usual, "Each is drawn anew."))  # fmt: skip
    k = only(view == "k-fold", "k", 5, slider("Folds k", 2, 20, 1, "Each is the test set once."))
    size = only(noisy, "points", 30, slider(
        "Training samples", 6, 60, 2, "All others are the test set."))  # fmt: skip
    noise = only(noisy, "noise", 20, slider(
        "Labels turned (%)", 0, 40, 5, "Of the training samples, by chance."))  # fmt: skip
    share = only(not noisy and view != "k-fold", "share", 30, slider(
        "Test share (%)", 10, 90, 5, "The part that is kept back."))  # fmt: skip
    hidden = only(not linear and noisy, "hidden", 12, slider("Hidden neurons", 1, 12, 1, ""))
    units = only(not linear and not noisy, "units", 3, slider("Hidden neurons", 1, 8, 1, ""))
    seed = panel.number("seed", "Seed", (0, 9999), 1, "Another seed, another split.")
    with lesson.more_controls():
        eta = only(linear, "eta", 0.01, lambda key, usual: controls.learning_rate(
            panel, usual, key))  # fmt: skip
        epochs = only(linear, "epochs", 15, lambda _, usual: controls.epochs(panel, usual))
        net_eta = only(not linear, "net_eta", 0.5, lambda key, usual:
            controls.learning_rate(panel, usual, key))  # fmt: skip
        net_epochs = only(not linear and not noisy, "net_epochs", 100, lambda key, usual:
            panel.scale(key, "Epochs", EPOCHS, usual))  # fmt: skip
        features = controls.features(panel, pair)
        balanced = panel.toggle("balanced", "Same mix of classes", True, "Stratified: each part "
            "has its share of each class. k-fold and the learning curve have their own "
            "ways.")  # fmt: skip
        fit_on = panel.switch("scaling", "Fit the scaling on", ("training", "all"), "training",
            "On all samples the test set has a say in it: a leak.")  # fmt: skip
        points = point_controls.points(panel, OWN_POINTS)

if linear:
    model = Model(kind, eta, epochs)
else:
    model = Model(
        kind, net_eta, OVERFIT_EPOCHS if noisy else net_epochs, hidden if noisy else units
    )
inputs = Inputs(pair, features, False, own.source(pair), points.text, points.alone)
asked = Judging(inputs, model, share / 100, seed, balanced, fit_on == "all")
chosen, _, y = judging.samples(inputs)


def answer() -> View[Seen]:
    """The view that was asked for; a sentence alone where there is too little to split."""
    if len(y) < judging.FEWEST_SAMPLES:
        note = told.too_few(len(y), judging.FEWEST_SAMPLES)
        return View(Seen(asked, view, told.Outcome(0.0, 0.0)), [], ended=note)
    return {
        "one split": lambda: views.one_split(asked, points.own),
        "many splits": lambda: views.many_splits(asked, count),
        "k-fold": lambda: views.folds(asked, k),
        "learning curve": lambda: views.learning_curve(asked),
        "overfitting": lambda: views.overfitting(asked, size, noise / 100, points.own),
    }[view]()


with lab.pane, st.spinner("Training"):
    shown = answer()
    if not shown.shown:
        st.info(shown.ended, icon=":material/info:")
lab.show(
    shown.seen,
    shown.shown,
    shown.player,
    ended=shown.ended if shown.shown else "",
    reactions={"points": partial(point_controls.touched, key=OWN_POINTS)},
)

if part := told.part_used(len(y), len(chosen.y)):
    st.caption(part)
st.markdown(shown.below)
st.header("How to validate", anchor=False)
st.markdown(told.HOW)
st.latex(told.SCORE)
st.latex(told.SCALED)
course.link("standardisation", "Where the scaling comes from: Standardisation")
if shown.shown:
    numbers = script.Numbers(count, k, size, noise / 100)
    offer.script("generalisation", script.write, view, asked, numbers)
