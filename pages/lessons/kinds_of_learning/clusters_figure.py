"""Samples in the plane sorted into groups, through the steps of k-means.

A cluster has its colour, its mark and its number, which stands at the cluster's centre.
"""

from collections.abc import Sequence
from typing import Any

import numpy as np

from core.checks import Floats, Ints
from pages.shared.figures import boundary, style
from pages.shared.figures.figure import Figure
from pages.shared.figures.motion import Marks, Motion, Values

COLOURS = (*style.CURVE_COLOURS, "#C0A500", "#8A6D5B")
SYMBOLS = ("circle", "diamond", "square", "triangle-up", "pentagon", "cross")


def figure(
    x: Floats,
    features: tuple[str, str],
    names: Sequence[str],
    centres: Floats,
    assignments: Ints,
    ringed: Ints,
    ring_name: str = "",
) -> Figure:
    """Samples x (n, 2) in their clusters at each of m steps; `names` has one for each cluster.

    centres (m, k, 2), assignments (m, n); ringed: samples with a ring at the last step, whose
    meaning is ring_name
    """
    k = len(names)
    looks = [*(_cluster_look(i, name) for i, name in enumerate(names)), _centre_look(k)]
    data = [{**look, "type": "scatter", "x": [None], "y": [None]} for look in looks]
    data.append(boundary.rings(ring_name) | {"showlegend": bool(ring_name)})
    return Figure(
        data,
        style.layout(_axis(features[0], x[:, 0]), _axis(features[1], x[:, 1])),
        _motions(x, centres, assignments, ringed),
    )


def _motions(x: Floats, centres: Floats, assignments: Ints, ringed: Ints) -> list[Motion]:
    """The members of each cluster, the centres, and the rings that come with the last step."""
    k, numbers = centres.shape[1], np.arange(len(x)) + 1
    rings = np.zeros(assignments.shape, dtype=bool)
    rings[-1, ringed] = True
    return [
        *(Marks.of(i, x, assignments == i, numbers) for i in range(k)),
        Values(k, {"x": centres[:, :, 0], "y": centres[:, :, 1]}),
        Marks.of(k + 1, x, rings),
    ]


def _axis(title: str, values: Floats) -> dict[str, Any]:
    low, high = float(values.min()), float(values.max())
    room = 0.1 * (high - low)
    return style.axis(title, (low - room, high + room))


def _cluster_look(i: int, name: str) -> dict[str, Any]:
    edge = {"color": "white", "width": 0.8}
    marker = {"color": COLOURS[i], "symbol": SYMBOLS[i], "size": 9, "line": edge}
    return {
        "mode": "markers", "name": name, "marker": marker, "showlegend": True,
        "hovertemplate": f"Flower %{{customdata}}<br>{name}<br>%{{x}}, %{{y}}<extra></extra>",
    }  # fmt: skip


def _centre_look(k: int) -> dict[str, Any]:
    return {
        "mode": "markers+text", "name": "Centre", "hoverinfo": "skip", "showlegend": True,
        "text": [str(i + 1) for i in range(k)], "textposition": "middle center",
        "textfont": {"size": 13, "color": "white"},
        "marker": {"symbol": "circle", "size": 22, "color": "#1D2733",
                   "line": {"color": "white", "width": 2}},
    }  # fmt: skip
