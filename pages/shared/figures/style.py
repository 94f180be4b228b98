"""How every figure looks: colours, marks and the plain layout they all start from.

Streamlit colours axes and text to fit the light or the dark theme. The colours here are for the
data, and were chosen to be read on both. A class always has its colour and its shape together, a
curve its colour and its dash, so that nothing is told by colour alone.
"""

from typing import Any

from pages.shared.figures.figure import Figure

CLASS_COLOURS = ("#3B8BC4", "#D57A12", "#1B9E77")
CLASS_SYMBOLS = ("circle", "diamond", "square")
CURVE_COLOURS = ("#3B8BC4", "#D57A12", "#1B9E77", "#9A6FB0")
CURVE_DASHES = ("solid", "dash", "dot", "dashdot")
CURVE_SYMBOLS = ("circle", "diamond", "square", "triangle-up")
NEUTRAL = "#767E8A"
"""Lines that belong to no class: over 4:1 on white and on dark, as much as one grey can have on
both. Text needs more, so it has no colour here and takes that of the theme."""
WRONG = "#D1495B"
TOP = 40
"""Pixels above the axes, for two rows of legend."""
SLIM = {"l": 58, "r": 14, "t": 26, "b": 40}
"""Margins of a small figure beside others, with one row of legend."""


def axis(title: str, bounds: tuple[float, float] | None = None, **more: Any) -> dict[str, Any]:
    """An axis with its title; with bounds it keeps still whatever is drawn.

    Its numbers are written as in a sentence: 5000 and 20,000, not 5k and 20k; 0.0001, not 100μ.
    """
    fixed = {"range": list(bounds), "autorange": False} if bounds else {}
    plain = {"minexponent": 5, "zeroline": False}
    return {"title": {"text": title, "standoff": 8}, **plain, **fixed, **more}


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
    value: float, name: str, axis: str = "y", in_legend: bool = False, **look: Any
) -> dict[str, Any]:
    """A dashed line across the figure at a value, for ``layout.shapes``; horizontal for axis y.

    Its name stands at the line, or in the legend where curves would run through it; ``look`` is
    more of how the name looks.
    """
    across = "x" if axis == "y" else "y"
    place = "start" if axis == "y" else "end"
    label = {"text": name, "textposition": place, "font": {"size": 12}, **look}
    return {
        "type": "line", "name": name, "layer": "below",
        f"{axis}0": value, f"{axis}1": value,
        f"{across}ref": f"{across} domain", f"{across}0": 0, f"{across}1": 1,
        "line": {"color": NEUTRAL, "dash": "dash", "width": 1.5},
        **({"showlegend": True} if in_legend else {"label": label}),
    }  # fmt: skip
