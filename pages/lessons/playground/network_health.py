"""Can each layer still learn? The size of its gradients and its share of saturated answers."""

from typing import Any

import numpy as np
import pandas as pd
import streamlit as st

from core.checks import Floats
from pages.shared import words
from pages.shared.bench import charts
from pages.shared.figures import curves

_MOMENTS = ("Start", "End")


def drawable(values: Floats) -> Floats:
    """What an axis of powers of ten can show; the rest is a gap in the curve."""
    return np.where((values > 1e-15) & (values < 1e15), values, np.nan)


def powers_axis(values: Floats) -> dict[str, Any]:
    """An axis of powers of ten with a few marks: 0.1, 0.2, 0.5 where the values lie close."""
    found = values[np.isfinite(values)]
    decades = np.log10(found.max() / found.min()) if found.size else 0.0
    return {"type": "log", "tickformat": "~g", "nticks": 6} | (
        {"dtick": "D2"} if decades < 3 else {}
    )


def show(page: str, called: str, layers: list[str], gradient: Floats, saturated: Floats) -> None:
    """Both as figures over the layers; arrays (2, layers), before training and at its end.

    page begins the charts' keys; called is the network's name, such as 2-4-2-1.
    """
    compared, sizes = _compared(gradient[1]), drawable(gradient)
    st.markdown(
        f"## Can every layer still learn?\n\n{compared} "
        "A neuron is **saturated** for a sample where its activation's slope is below "
        f"0.01: there it hardly learns. At the end this holds for {saturated[1].max():.0%} of the "
        "answers in the worst layer. In a deep network the gradient is multiplied at every layer "
        "on its way back, so it may vanish or explode."
    )
    figure, table = st.columns(2, gap="medium")
    with figure:
        charts.show(
            curves.figure(
                _curves(layers, sizes),
                "Layer",
                "Mean |gradient|",
                height=250,
                y=powers_axis(sizes),
            ),
            f"{page}_gradients",
            f"Mean size of the gradient in each layer of a {called} network. {compared}",
            lambda: _table(layers, gradient, saturated),
        )
    with table:
        st.markdown(_shares(layers, saturated))


def _shares(layers: list[str], saturated: Floats) -> str:
    """The saturated share of each layer as a table in Markdown."""
    rows = ["| layer | saturated at the start | at the end |", "|---|---|---|"]
    rows += [
        f"| {name} | {start:.0%} | {end:.0%} |"
        for name, start, end in zip(layers, *saturated, strict=True)
    ]
    return "\n".join(rows)


def _curves(layers: list[str], values: Floats) -> list[curves.Curve]:
    return [
        curves.Curve(when, np.array(layers), row)
        for when, row in zip(_MOMENTS, values, strict=True)
    ]


def _compared(gradient: Floats) -> str:
    """How the gradient of the first layer compares with that of the last."""
    if not gradient.any():
        return "All gradients are 0 at the end: nothing is learnt any more."
    first, last = gradient[0], gradient[-1]
    if len(gradient) == 1 or not all(1e-100 < size < 1e100 for size in (first, last)):
        return "The mean size of a layer's gradient tells how strongly training still moves it."
    ratio, size = last / first, "smaller" if last > first else "larger"
    return (
        "At the end the mean gradient of the first layer is "
        f"{words.number(max(ratio, 1 / ratio), 3)} times {size} than that of the output layer."
    )


def _table(layers: list[str], gradient: Floats, saturated: Floats) -> pd.DataFrame:
    columns = {
        f"{what}, {when.lower()}": np.where(np.isfinite(values[i]), values[i], np.nan)
        for what, values in (("mean |gradient|", gradient), ("share saturated", saturated))
        for i, when in enumerate(_MOMENTS)
    }
    return pd.DataFrame({"layer": layers, **columns})
