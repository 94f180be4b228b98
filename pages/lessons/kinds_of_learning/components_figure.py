"""Flowers by two numbers while the axes turn, and what each of the two is made of."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from core.checks import Floats, Ints
from pages.shared.figures import style
from pages.shared.figures.figure import Figure
from pages.shared.figures.motion import Values


def flowers(numbers: Floats, groups: Mapping[str, Ints]) -> Figure:
    """The two numbers (m, n, 2) of each sample at m moments, in groups of positions with a name.

    A group called "Flower" has no class; every other one has the colour and mark of its class.
    """
    data, motions = [], []
    classes = 0
    for i, (name, rows) in enumerate(groups.items()):
        data.append({**_look(name, rows, classes), "x": [None], "y": [None]})
        classes += name != UNNAMED
        motions.append(Values(i, {"x": numbers[:, rows, 0], "y": numbers[:, rows, 1]}))
    far = 1.08 * float(np.abs(numbers).max(axis=(0, 1))[0])
    high = 1.15 * float(np.abs(numbers).max(axis=(0, 1))[1])
    layout = style.layout(
        style.axis("First number (cm)", (-far, far)),
        style.axis("Second number (cm)", (-high, high)),
    )
    return Figure(data, layout, motions)


UNNAMED = "Flower"


def _look(name: str, rows: Ints, place: int) -> dict[str, Any]:
    named = name != UNNAMED
    unnamed = {} if named else {"color": style.NEUTRAL, "symbol": "circle"}
    marker = style.class_marker(place) | unnamed
    text = f"Flower %{{customdata}}{f', {name}' if named else ''}<br>%{{x:.2f}}, %{{y:.2f}}"
    return {
        "type": "scatter", "mode": "markers", "name": name, "showlegend": True, "marker": marker,
        "customdata": rows + 1, "hovertemplate": f"{text}<extra></extra>",
    }  # fmt: skip


def parts(axes: Floats, columns: Sequence[str]) -> Figure:
    """How much of each column the two numbers hold, at each pair of axes (m, 2, d)."""
    data = [
        {
            "type": "scatter", "mode": "markers", "name": name, "x": list(columns), "y": axes[0, i],
            "marker": {"color": style.CURVE_COLOURS[i], "symbol": style.CURVE_SYMBOLS[i],
                       "size": 12},
        }
        for i, name in enumerate(("First number", "Second number"))
    ]  # fmt: skip
    layout = style.layout(
        style.axis("", type="category"), style.axis("Part in the number", (-1.1, 1.1))
    )
    return Figure(data, layout, [Values(i, {"y": axes[:, i]}) for i in range(2)])
