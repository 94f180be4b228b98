"""The figures of the page: the gallery of ten, one function large, all slopes at the cursor."""

from dataclasses import replace

import numpy as np
import pandas as pd

from core.activations import Activation, Function
from core.checks import Floats
from pages.lessons.activation_functions import facts, panels, told
from pages.lessons.activation_functions.settings import ZS, Settings, short
from pages.shared.bench.stage import Grip, Shown
from pages.shared.figures import activations as shapes
from pages.shared.figures import curves, style
from pages.shared.figures.motion import Cursor, Values

_MOST_SLOPE = 1.0


def gallery(settings: Settings) -> Shown:
    """All ten, with one cursor."""
    return Shown(
        "activation_gallery",
        "Ten activation functions",
        panels.figure(settings.functions, ZS, settings.flat, settings.slopes),
        told.alt(settings),
        lambda: table(settings),
        place="main",
        pick=True,
    )


def table(settings: Settings) -> pd.DataFrame:
    """Every function and its slope from -5 to 5."""
    columns: dict[str, Floats] = {"z": ZS}
    for f in settings.functions:
        columns[f"{short(f)} f(z)"] = f(ZS)
        columns[f"{short(f)} slope"] = f.derivative(ZS)
    return pd.DataFrame(columns)


def large(settings: Settings) -> Shown:
    """One function with its slope; the cursor can be dragged."""
    f = settings.large
    figure = curves.figure(
        [
            curves.Curve("f(z)", *_with_bend(f, f)),
            curves.Curve("slope f′(z)", *_with_bend(f, f.derivative)),
        ],
        "Net input z",
        "Value",
        x={"bounds": facts.SPAN},
        levels=[(settings.flat, f"flat below {settings.flat:g}")],
    )
    drawn = np.asarray(figure.data[0]["x"])
    rows = np.searchsorted(drawn, ZS, side="right") - 1
    values = np.concatenate([trace["y"] for trace in figure.data])
    return Shown(
        "activation_one",
        f"{settings.one} and its slope",
        replace(figure, motions=[Cursor((0, 1), rows)]),
        f"The {settings.one} and its slope over z from −5 to 5. {f.saturates}",
        lambda: table(settings)[["z", f"{settings.one} f(z)", f"{settings.one} slope"]],
        grips=(Grip("z", "Net input z", settings.z, float(values.min()), "x"),),
    )


def _with_bend(f: Activation, part: Function) -> tuple[Floats, Floats]:
    """The curve at all moments; at a jump or a kink twice, first as it comes from the left."""
    y, bend = part(ZS), shapes.bend(f)
    at = None if bend is None else int(np.searchsorted(ZS, bend))
    if bend is None or at is None or at >= len(ZS) or ZS[at] != bend:
        return ZS, y
    return np.insert(ZS, at, bend), np.insert(y, at, part(np.array([bend - 1e-9])))


def slopes(settings: Settings) -> Shown:
    """The slope of every function at the cursor's z, side by side."""
    names = list(settings.slopes_at)
    x = np.stack(list(settings.slopes_at.values()), axis=1)
    places = np.arange(len(names), dtype=float)[::-1]
    dots = {
        "type": "scatter", "mode": "markers", "x": x[0], "y": places, "showlegend": False,
        "customdata": np.arange(1, len(names) + 1), "text": names,
        "hovertemplate": "%{text}: slope %{x:.4g}<extra></extra>",
        "marker": {"color": style.CURVE_COLOURS[1], "symbol": "diamond", "size": 11},
    }  # fmt: skip
    figure = style.figure(
        [dots],
        style.axis("Slope f′(z)", (-0.05, max(_MOST_SLOPE, float(np.nanmax(x))) * 1.06)),
        style.axis("Function", (-0.6, len(names) - 0.4), tickvals=places, ticktext=names),
        shapes=[style.level(settings.flat, "", "x")],
    )
    return Shown(
        "activation_slopes",
        "All slopes at z",
        replace(figure, motions=[Values(0, {"x": x})]),
        f"The slope of each function at the cursor; below {settings.flat:g}, the dashed line, it "
        f"counts as flat. {told.end_slopes(settings)}",
        lambda: table(settings),
        pick=True,
    )
