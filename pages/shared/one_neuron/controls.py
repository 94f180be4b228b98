"""Controls that several pages have, with the same name, range and words on each."""

from collections.abc import Mapping
from itertools import combinations

import streamlit as st

from data import FEATURES, LESSON_FEATURES
from pages.shared.frame.panel import Panel
from pages.shared.one_neuron.settings import EPOCHS, LEARNING_RATES, PAIR_NAMES
from pages.shared.own import own


def _pair_name(columns: tuple[str, str]) -> str:
    return ", ".join(columns).replace("_", " ")


_FEATURE_PAIRS = {_pair_name(columns): columns for columns in combinations(FEATURES, 2)}
LESSON_PAIR = _pair_name(LESSON_FEATURES)
AS_IN_LESSON: Mapping[str, object] = {"features": LESSON_PAIR, "start": "zero", "points": ""}
"""What an exercise whose task speaks of the lesson's flowers sets, beside the species pair."""


def pair(panel: Panel, default: str = PAIR_NAMES[0]) -> str:
    """Which two species, or the student's own classes; the first is coded -1, the second +1."""
    return own.choice(
        panel,
        "Classes" if own.current() else "Species pair",
        PAIR_NAMES,
        default,
        "The neuron answers −1 for the first class and +1 for the second.",
    )


def features(panel: Panel, pair: str = "") -> tuple[str, str]:
    """Which two columns; the first is drawn across, the second up.

    A student's own table has them chosen already, on the page where it was read.
    """
    used = own.current()
    if used and pair == own.PAIR:
        panel.hide("features", LESSON_PAIR)
        first, second = used.chosen.features
        st.caption(f"Features: “{first}” and “{second}” (chosen on the page Preparing data)")
        return first, second
    chosen = panel.choice(
        "features",
        "Features",
        tuple(_FEATURE_PAIRS),
        LESSON_PAIR,
        "The two inputs x₁ and x₂: the first is drawn across, the second up.",
    )
    return _FEATURE_PAIRS[chosen]


def learning_rate(panel: Panel, default: float, key: str = "eta", label: str = "η") -> float:
    """The learning rate on a scale of powers of ten, 0.0001 to 1."""
    return panel.scale(
        key, f"Learning rate {label}", LEARNING_RATES, default, "How far each update goes."
    )


def epochs(panel: Panel, default: int) -> int:
    """How many passes over the training set, 1 to 1000."""
    return panel.scale(
        "epochs", "Epochs", EPOCHS, default, "An epoch is one pass over all samples."
    )


def standardise(panel: Panel) -> bool:
    """Whether each feature gets mean 0 and standard deviation 1 first."""
    return panel.toggle(
        "standardise",
        "Standardise",
        False,
        "Subtract each feature's mean and divide by its standard deviation.",
    )


_DRAWN = {"x₁, x₂": (1, 2), "bias, x₁": (0, 1), "bias, x₂": (0, 2)}


def drawn_weights(panel: Panel) -> tuple[int, int]:
    """Which two of the three weights the contours of J are drawn over, as positions."""
    chosen = panel.choice(
        "weights",
        "Weights in the contours",
        tuple(_DRAWN),
        "x₁, x₂",
        "The contours show J over two weights; the third is held at one value.",
    )
    return _DRAWN[chosen]
