"""The controls for a student's own points, and what a touch of them sets."""

from dataclasses import dataclass
from typing import Literal

import streamlit as st

from core.checks import Ints
from pages.shared.bench.touches import Touch
from pages.shared.frame.linked_settings import put
from pages.shared.frame.panel import Panel
from pages.shared.one_neuron import own_points
from pages.shared.one_neuron.own_points import OwnPoint, OwnPoints

_KEY = "points"


@dataclass(frozen=True)
class PointSettings:
    """What the controls say: the text for the settings, the points, and whether they are alone."""

    text: str
    own: OwnPoints
    alone: bool


def points(panel: Panel, key: str = _KEY) -> PointSettings:
    """Own points as a text in the link; they are put on the figure by hand, or typed here."""
    text = panel.text(
        key,
        "Own points",
        own_points.LONGEST,
        "Use the buttons above the figure, or type: a5.1,3.4b6,2.2 is a point of the first class "
        "at (5.1, 3.4) and one of the second at (6, 2.2); m17,5,3 is sample 17, moved to (5, 3).",
    )
    try:
        own = own_points.read(text)
    except ValueError as error:
        panel.refuse(key, f"{error} The own points are left out.")
        text, own = "", OwnPoints()
    if not own.drawn:
        panel.hide("alone", False)
        return PointSettings(text, own, False)
    alone = panel.toggle("alone", "Own points alone")
    if alone and not own_points.of_both_classes(own.drawn):
        st.caption("Alone they need a point of each class; until then the other samples stay too.")
    return PointSettings(text, own, alone)


def tell_not_shown(own: OwnPoints, rows: Ints) -> None:
    """Name the moved samples that are not among those shown, by their rows, if there are any."""
    if away := own_points.not_shown(own, rows):
        st.caption(away)


def touched(touch: Touch, key: str = _KEY) -> None:
    """A point was added, moved or removed on a figure, a sample moved, or all were cleared.

    That changes the points as they are by now: the figure may have shown those of a moment ago.
    """
    put({key: own_points.write(_after(touch, by_now(key)))})


def by_now(key: str = _KEY) -> OwnPoints:
    """The points as they are by now."""
    try:
        return own_points.read(st.session_state.get(key) or "")
    except ValueError:  # the page has left them out
        return OwnPoints()


def point(touch: Touch, name: Literal["old", "made"]) -> OwnPoint | None:
    """The own point that was touched, or what has become of it."""
    return OwnPoint(*touch[name]) if touch[name] else None


def _after(touch: Touch, points: OwnPoints) -> OwnPoints:
    old, made = point(touch, "old"), point(touch, "made")
    if touch["row"] is None:
        return own_points.changed(points, touch["done"], old, made)
    return own_points.changed_sample(points, int(touch["row"]), made and (made.x, made.y))
