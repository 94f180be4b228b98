"""Hands on the Perceptron's figure: a flower that is asked for, and a line of one's own."""

import re

import numpy as np
import streamlit as st

from pages.lessons.perceptron.views import OwnLine
from pages.shared.bench.touches import Touch
from pages.shared.frame.linked_settings import put
from pages.shared.frame.panel import Panel
from pages.shared.one_neuron import link_number, moments, own_points, point_controls
from pages.shared.one_neuron.own_points import OwnPoints
from pages.shared.one_neuron.runs import Samples

_LINE = re.compile(",".join([f"({link_number.PATTERN})"] * 4))


def flower(panel: Panel) -> int:
    """The number of the sample whose arithmetic is followed; 0 for none. A click sets it too."""
    return panel.number(
        "flower",
        "Follow sample number",
        (0, 10_000_000),
        0,
        "Shows how the neuron works out its answer to this sample at each moment. You can also "
        "click a sample in the figure. 0: none is followed.",
    )


def picked(touch: Touch) -> None:
    """A sample was clicked: follow it, or no more if it was followed already."""
    row = int(touch["row"])
    put({"flower": 0 if st.session_state.get("flower") == row else row})


def points_touched(samples: Samples, shown: OwnPoints, touch: Touch) -> None:
    """Own points have changed: the sample that is followed may have another number, or be gone.

    shown: those among the samples; they count on from the last row of the table
    """
    first = int(samples.chosen.rows.max()) + 2 - len(shown.drawn)
    followed, points = int(st.session_state.get("flower") or 0), point_controls.by_now()
    point_controls.touched(touch)
    old = point_controls.point(touch, "old")
    put({"flower": own_points.number_after(followed, first, points, touch["done"], old)})


def position(samples: Samples, number: int) -> int | None:
    """Where the sample with this number stands among the samples; None if it is not there."""
    found = np.flatnonzero(samples.chosen.rows == number - 1)
    return int(found[0]) if len(found) else None


def own_line(panel: Panel, samples: Samples) -> OwnLine | None:
    """A line to drag by its ends; its ends can also be typed. The first one is in the figure."""
    if not panel.toggle("own_line", "Draw your own line", help="Drag its ends in the figure."):
        panel.hide("line", "")
        return None
    text = panel.text("line", "Ends of your line: x, y, x, y", 60)
    try:
        return _line(text) if text else _first_line(samples)
    except ValueError as error:
        panel.refuse("line", str(error))
        return _first_line(samples)


def _first_line(samples: Samples) -> OwnLine:
    """Upwards through the middle of the figure, whatever is measured there and in what units."""
    (left, right), (low, high) = moments.backdrop(samples).box
    across, up = (right - left) / 4, (high - low) / 4
    return OwnLine(((left + across, low + up), (right - across, high - up)))


def _line(text: str) -> OwnLine:
    """The line of a text. ValueError, a sentence, where it is none."""
    match = _LINE.fullmatch(text.replace(" ", ""))
    if match is None:
        raise ValueError(
            "The ends of a line are four numbers with commas, such as 4.5, 2, 6.5, 3.5."
        )
    x0, y0, x1, y1 = map(link_number.read, match.groups())
    if (x0, y0) == (x1, y1):
        raise ValueError("A line needs two ends that are not at the same place.")
    return OwnLine(((x0, y0), (x1, y1)))


def line_moved(samples: Samples, touch: Touch) -> None:
    """An end of the own line was dragged: its place goes into the link."""
    if touch["name"] not in {"a", "b"}:
        return
    try:
        line = _line(st.session_state.get("line") or "")
    except ValueError:
        line = _first_line(samples)
    ends = [*line.ends[0], *line.ends[1]]
    first = 0 if touch["name"] == "a" else 2
    ends[first : first + 2] = (float(touch[axis]) for axis in "xy")
    put({"line": ",".join(map(link_number.write, ends))})
