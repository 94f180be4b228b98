"""Hands on the figures: z dragged along its axis, a function clicked to see it large."""

from pages.lessons.activation_functions import facts
from pages.lessons.activation_functions.settings import NAMES
from pages.shared.bench.touches import Touch
from pages.shared.frame.linked_settings import put


def dragged(touch: Touch) -> None:
    """The cursor was dragged: z, to one decimal."""
    low, high = facts.SPAN
    if touch["name"] == "z":
        put({"z": round(min(high, max(low, float(touch["x"]))), 1)})


def picked(touch: Touch) -> None:
    """A function was clicked: it is drawn large."""
    names, row = list(NAMES), int(touch["row"])
    if 1 <= row <= len(names):
        put({"one": names[row - 1]})
