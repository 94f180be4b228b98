"""The controls of Does it generalise?: each view and each model shows those it needs."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

import streamlit as st

from pages.lessons.generalisation.exercises import QUESTIONS, Question
from pages.lessons.generalisation.judging import (
    KINDS,
    OVERFIT_EPOCHS,
    Judging,
    LearnerKind,
    Model,
    Numbers,
)
from pages.shared.frame import lesson
from pages.shared.frame.panel import Panel
from pages.shared.one_neuron import controls, point_controls
from pages.shared.one_neuron.point_controls import PointSettings
from pages.shared.one_neuron.settings import EPOCHS, Inputs
from pages.shared.own import own

T = TypeVar("T")
_LAST_VIEW = "generalisation: last view"
NOISY = ("overfitting", "validation set")
"""The views in which training labels are flipped."""
OWN_POINTS = "own_points"  # "points" is the training samples of the overfitting view


@dataclass(frozen=True)
class Asked:
    """What the controls say: the view, what is judged, the numbers of the view, own points."""

    view: Question
    judging: Judging
    numbers: Numbers
    points: PointSettings


def ask(panel: Panel) -> Asked:
    """All controls, in the order in which they stand."""
    view = panel.choice("view", "Question", QUESTIONS, QUESTIONS[0],
        "Each question is a way of judging a model.")  # fmt: skip
    kind = _kind(panel, view)
    pair = controls.pair(panel, "versicolor-virginica")
    numbers, share = _numbers(panel, view)
    hidden = _hidden(panel, kind, view)
    seed = panel.number("seed", "Seed", (0, 9999), 1, "Another seed, another split.")
    with lesson.more_controls():
        model = _model(panel, kind, view, hidden)
        features = controls.features(panel, pair)
        balanced = panel.toggle("balanced", "Same mix of classes", True, "Stratified: each part "
            "has its share of each class. k-fold never does so here, the learning curve "
            "always.")  # fmt: skip
        fit_on = panel.switch("scaling", "Fit the scaling on", ("training", "all"), "training",
            "If it is fitted on all samples, the test set has a say in it: a leak.")  # fmt: skip
        points = point_controls.points(panel, OWN_POINTS)
    inputs = Inputs(pair, features, False, own.source(pair), points.text, points.alone)
    judged = Judging(inputs, model, share / 100, seed, balanced, fit_on == "all")
    return Asked(view, judged, numbers, points)


def _kind(panel: Panel, view: Question) -> LearnerKind:
    """The model; who comes to a view of overfitting gets the network: a neuron hardly overfits."""
    if view in NOISY and st.session_state.get(_LAST_VIEW) not in NOISY:
        panel.move("model", "network")
    st.session_state[_LAST_VIEW] = view
    usual: LearnerKind = "adaline"
    return panel.switch(
        "model",
        "Model",
        KINDS,
        usual,
        "The linear neuron of the Standardisation page, or a network with a hidden layer.",
    )


def _numbers(panel: Panel, view: Question) -> tuple[Numbers, int]:
    """How often, how many and how noisy, and the test share in percent."""
    noisy, stopping = view in NOISY, view == "validation set"
    count = _only(panel, view == "many splits", "splits", 20, lambda key, usual: panel.scale(
        key, "Splits", (10, 20, 50, 100), usual, "Each is drawn anew."))  # fmt: skip
    k = _slider(panel, view == "k-fold", "k", 5, "Folds k", (2, 20, 1),
        "Each is the test set once.")  # fmt: skip
    size = _slider(panel, noisy and not stopping, "points", 30, "Training samples", (6, 60, 2),
        "All others are the test set.")  # fmt: skip
    noise = _slider(panel, noisy, "noise", 20, "Labels flipped (%)", (0, 40, 5),
        "So many of the training samples, drawn at random, get the wrong label.")  # fmt: skip
    kept = _slider(panel, stopping, "kept", 60, "Kept back (%)", (20, 90, 5),
        "Half of them is the validation set, half the test set.")  # fmt: skip
    share = _slider(panel, not noisy and view != "k-fold", "share", 30, "Test share (%)",
        (10, 90, 5), "The part that is kept back.")  # fmt: skip
    return Numbers(count, k, size, noise / 100, kept / 100), share


def _hidden(panel: Panel, kind: LearnerKind, view: Question) -> int:
    """The hidden neurons of the network."""
    network, noisy = kind == "network", view in NOISY
    many = _slider(panel, network and noisy, "hidden", 12, "Hidden neurons", (1, 12, 1))
    few = _slider(panel, network and not noisy, "units", 3, "Hidden neurons", (1, 8, 1))
    return many if noisy else few


def _model(panel: Panel, kind: LearnerKind, view: str, hidden: int) -> Model:
    """The model with its learning rate and its epochs."""
    linear, noisy = kind == "adaline", view in NOISY
    eta = _only(panel, linear, "eta", 0.01, lambda key, usual: controls.learning_rate(
        panel, usual, key))  # fmt: skip
    epochs = _only(panel, linear, "epochs", 15, lambda _, usual: controls.epochs(panel, usual))
    net_eta = _only(panel, not linear, "net_eta", 0.5, lambda key, usual:
        controls.learning_rate(panel, usual, key))  # fmt: skip
    net_epochs = _only(panel, not linear and not noisy, "net_epochs", 100, lambda key, usual:
        panel.scale(key, "Epochs", EPOCHS, usual))  # fmt: skip
    if linear:
        return Model(kind, eta, epochs)
    return Model(kind, net_eta, OVERFIT_EPOCHS if noisy else net_epochs, hidden)


def _only(panel: Panel, needed: bool, key: str, default: T, control: Callable[[str, T], T]) -> T:
    """A control that only some views or models need; elsewhere its default."""
    if needed:
        return control(key, default)
    panel.hide(key, default)
    return default


def _slider(
    panel: Panel,
    needed: bool,
    key: str,
    default: int,
    label: str,
    scale: tuple[int, int, int],
    help: str = "",
) -> int:
    """The same for a slider over whole numbers: from, to and step."""
    low, high, step = scale
    return _only(panel, needed, key, default, lambda key, usual: panel.slider(
        key, label, (low, high), usual, step, help))  # fmt: skip
