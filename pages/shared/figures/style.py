"""How every figure looks: colours, marks and the plain layout they all start from.

Streamlit colours axes and text to fit the light or the dark theme. The colours here are for the
data, and were chosen to be read on both. A class always has its colour and its shape together, a
curve its colour and its dash, so that nothing is told by colour alone.
"""

from typing import Any, Literal

import numpy as np
from numpy.typing import ArrayLike

from core.checks import Floats
from pages.shared.figures.figure import Figure

CLASS_COLOURS = ("#3B8BC4", "#D57A12", "#1B9E77")
CLASS_SYMBOLS = ("circle", "diamond", "square")
CURVE_COLOURS = ("#3B8BC4", "#D57A12", "#1B9E77", "#9A6FB0")
CURVE_DASHES = ("solid", "dash", "dot", "dashdot", "longdash", "longdashdot")
CURVE_SYMBOLS = ("circle", "diamond", "square", "triangle-up", "cross", "triangle-down")
"""One for each of six hidden neurons, the most whose outputs a figure draws."""
NEUTRAL = "#767E8A"
"""Lines that belong to no class: over 4:1 on white and on dark, as much as one grey can have on
both. Text needs more, so it has no colour here and takes that of the theme."""
INK = "#26303B"
"""Around marks over a map, whose colours are light in both themes."""
Named = Literal["line", "below start", "below end", "legend"]
"""Where the name of a level stands: above the line's start, below an end of it, in the legend."""
WRONG = "#D1495B"
HALO = {"shadow": ", ".join(["0 0 3px var(--st-background-color)"] * 4)}
"""For letters that a line may cross: the page's own ground around them."""
TOP = 40
"""Pixels above the axes, for two rows of legend."""
SLIM = {"l": 58, "r": 14, "t": 26, "b": 40}
"""Margins of a small figure beside others, with one row of legend."""


def class_marker(place: int, *, over_map: bool = False) -> dict[str, Any]:
    """The mark of a class in its colour and shape; over a map smaller and with a dark edge."""
    edge, size = (INK, 8) if over_map else ("white", 9)
    return {
        "color": CLASS_COLOURS[place], "symbol": CLASS_SYMBOLS[place], "size": size,
        "line": {"color": edge, "width": 0.8},
    }  # fmt: skip


def axis(title: str, bounds: tuple[float, float] | None = None, **more: Any) -> dict[str, Any]:
    """An axis with its title; with bounds it keeps still whatever is drawn.

    Its numbers are written as in a sentence: 5000 and 20,000, not 5k and 20k; 0.0001, not 100μ;
    3×10⁻¹⁰, not 300p.
    """
    fixed = {"range": list(bounds), "autorange": False, **_room_for(*bounds)} if bounds else {}
    plain = {"minexponent": 5, "exponentformat": "power", "zeroline": False}
    return {"title": {"text": title, "standoff": 8}, **plain, **fixed, **more}


def _room_for(low: float, high: float) -> dict[str, Any]:
    """Numbers of many digits, as of times in seconds or students' numbers, are few on an axis, and
    none is cut off at the edge of the figure."""
    long = max(abs(low), abs(high)) > _FAR * (high - low)
    return {"nticks": 4, "ticklabeloverflow": "hide past div"} if long else {}


_FAR = 1000.0
"""So many lengths of an axis from 0, its numbers need four digits before those that differ."""
_LENGTHS = (1.0, 1.25, 1.6, 2.0, 2.5, 3.15, 4.0, 5.0, 6.3, 8.0, 10.0)
"""The preferred numbers R10 (ISO 3): each a quarter more than the one before."""
_AIR, NAME, _MARK = 0.04, 0.1, 0.03
"""Shares of an axis' length: room at its ends, room for a name, and for marks of curves."""
_LEAST_DECADES = 0.4
"""On a logarithmic axis 1, 2 and 5 are no further apart, so that one of them is on show."""


def fitted(
    values: ArrayLike, named: ArrayLike = (), *, log: bool = False, from_zero: bool = False
) -> dict[str, Any]:
    """For an axis: a range of all finite values that keeps still while they change a little.

    So what a moved control does is seen as larger or smaller, and not as other numbers at the same
    height. Its ends lie on a grid of ten steps, or some more. Unlike bounds it tells what comes:
    until a prediction is made, the browser has a range of its own for what may be seen.

    named: values above which a name stands
    log:   the values' powers of ten, those of values up to 0 left out; from_zero: none below 0
    """
    shown, names = (_placed(some, log) for some in (values, named))
    if not shown.size:
        return {}
    low, high = float(shown.min()), float(shown.max())
    high = max([high, *(names + NAME * (high - low))])
    if from_zero:
        low, high = min(low, 0.0), max(high, 0.0)
    if high - low <= (_LEAST_DECADES if log else 1e-9 * max(abs(low), abs(high))):
        room = _LEAST_DECADES / 2 if log else abs(high) / 2 or 0.5
        low, high = low - room, high + room
    room = _AIR * (high - low)
    step = preferred(high - low) / 10
    low = 0.0 if from_zero and low == 0.0 else np.floor((low - room) / step) * step
    return {"range": [float(low), float(np.ceil((high + room) / step) * step)]}


def along(values: ArrayLike, *, marked: bool, log: bool = False) -> dict[str, Any]:
    """For a horizontal axis: a range from the first of all values to the last.

    Plotly would find as much by itself, by drawing all of the figure again.

    marked: with room for marks at both ends
    """
    placed = _placed(values, log)
    if not placed.size:
        return {}
    low, high = float(placed.min()), float(placed.max())
    room = _MARK * (high - low) if marked else 0.0
    if low == high:
        room = _LEAST_DECADES / 2 if log else 0.5
    return {"range": [low - room, high + room]}


def _placed(values: ArrayLike, log: bool) -> Floats:
    """Where values have a place on an axis."""
    places = np.ravel(values).astype(float)
    with np.errstate(divide="ignore", invalid="ignore"):
        places = np.log10(places) if log else places
    placed: Floats = places[np.isfinite(places)]
    return placed


def preferred(length: float) -> float:
    """The first preferred number that is not smaller: 1, 1.25, 1.6, 2, ... times a power of ten."""
    unit = 10.0 ** np.floor(np.log10(length))
    return float(next(unit * number for number in _LENGTHS if unit * number >= 0.999999 * length))


def layout(x: dict[str, Any], y: dict[str, Any], **more: Any) -> dict[str, Any]:
    """The layout of one pair of axes, with the legend in a row above the data."""
    return {
        "xaxis": x,
        "yaxis": y,
        "margin": {"l": 58, "r": 18, "t": TOP, "b": 46},
        "legend": {"orientation": "h", "x": 0, "xanchor": "left", "y": 1.01, "yanchor": "bottom"},
        "hovermode": "closest",
        "dragmode": False,  # a finger scrolls the page; the zoom button turns zooming on
        **more,
    }


def figure(data: list[dict[str, Any]], x: dict[str, Any], y: dict[str, Any], **more: Any) -> Figure:
    """A figure of one pair of axes; ``more`` goes into its ``layout``."""
    return Figure(data, layout(x, y, **more))


def level(
    value: float, name: str, axis: str = "y", named: Named = "line", **look: Any
) -> dict[str, Any]:
    """A dashed line across the figure at a value, for ``layout.shapes``; horizontal for axis y.

    ``named`` is for horizontal lines that curves run across; ``look`` is more of how the name
    looks.
    """
    across = "x" if axis == "y" else "y"
    place = "start" if axis == "y" else "end"
    below, _, end = named.partition(" ")
    below_it = {"textposition": end, "yanchor": "top"} if below == "below" else {}
    label = {"text": name, "textposition": place, **below_it, "font": {"size": 12}, **look}
    return {
        "type": "line", "name": name, "layer": "below",
        f"{axis}0": value, f"{axis}1": value,
        f"{across}ref": f"{across} domain", f"{across}0": 0, f"{across}1": 1,
        "line": {"color": NEUTRAL, "dash": "dash", "width": 1.5},
        **({"showlegend": True} if named == "legend" else {"label": label}),
    }  # fmt: skip
