"""The figures of the Playground: the points over a map, the network, its cost; and their tables."""

from collections.abc import Iterator
from typing import Any

import numpy as np
import pandas as pd

from core.checks import Floats, Ints
from pages.lessons.playground import told
from pages.lessons.playground.network_controls import LAYERS, NEURONS, ViewSettings
from pages.lessons.playground.told import Seen
from pages.shared import words
from pages.shared.bench import numbers
from pages.shared.bench.stage import Shown
from pages.shared.figures import curves, style
from pages.shared.figures.figure import Figure
from pages.shared.figures.motion import UnitMap
from pages.shared.figures.network_maps import Answer, Hands, NetworkFigure
from pages.shared.one_neuron.plane import editor
from pages.shared.plane_network import by_hand, network_scene
from pages.shared.plane_network.network_scene import number

NETWORK = "playground_network"
_FEW_DECADES = 5
PACE = 30
"""Moments a second: as many as are seen without a jerk."""


def plane(seen: Seen, view: ViewSettings) -> Shown:
    """The points over the map of the unit that is chosen."""
    points, unit = seen.work.points, told.unit(seen, *view.unit)
    figure = Figure(
        list(_points(seen, view)),
        network_scene.layout(points),
        [UnitMap(NETWORK, len(seen.watched.epochs))],
    )
    return Shown(
        "playground_surface",
        f"Points over the map of {unit}",
        figure,
        f"{told.drawn(seen, _with_test(seen, view))} over the map of {unit}. At the end of the "
        f"run: {words.unmarked(told.outcome(seen))}",
        lambda: samples_table(seen),
        place="main",
        pick=True,
        points=editor(points.classes, view.own) if points.classes else None,
        tab="Points",
    )


def _with_test(seen: Seen, view: ViewSettings) -> bool:
    """Whether test points are drawn: always among a student's own, none of which may get lost."""
    return view.with_test or seen.work.points.alone


def _points(seen: Seen, view: ViewSettings) -> Iterator[dict[str, Any]]:
    """The training points by class, and the test points if they are to be seen."""
    points = seen.work.points
    parts = [("", points.train, False)] + [(", test", points.test, True)] * _with_test(seen, view)
    for ending, part, hollow in parts:
        if points.classes is None:
            yield _dots(seen, f"target{ending}", part, int(hollow), hollow)
            continue
        for place, label in enumerate(points.classes):
            of_class = part[(points.y[part] > 0) == bool(place)]
            yield _dots(seen, f"{label}{ending}", of_class, place, hollow)


def _dots(seen: Seen, name: str, rows: Ints, place: int, hollow: bool) -> dict[str, Any]:
    points = seen.work.points
    marker = style.class_marker(place, over_map=True)
    if hollow:
        edge = {"color": marker["color"], "width": 2}
        marker |= {"symbol": marker["symbol"] + "-open", "line": edge}
    if points.classes is None:
        colours = [style.CLASS_COLOURS[0], "#FFFFFF", style.CLASS_COLOURS[1]]
        scale = [[i / 2, colour] for i, colour in enumerate(colours)]
        marker |= {"color": points.y[rows], "colorscale": scale, "cmin": -1, "cmax": 1}
    return {
        "type": "scatter", "mode": "markers", "name": name, "showlegend": True,
        "x": points.x[rows, 0], "y": points.x[rows, 1], "marker": marker,
        "customdata": points.numbers[rows],
        "hovertemplate": f"{points.noun} %{{customdata}}, {name}<br>"
                         "%{x:.4g}, %{y:.4g}<extra></extra>",
    }  # fmt: skip


def network(seen: Seen, view: ViewSettings) -> Shown:
    """Every unit's map, and the weights between them."""
    points, work, architecture = seen.work.points, seen.work, seen.network
    half = 0.5 if work.middle else max(1.0, float(np.abs(points.y).max()))
    figure = NetworkFigure(
        architecture.sizes,
        seen.watched.weights,
        work.activations,
        architecture.inputs,
        network_scene.labels(architecture),
        network_scene.layer_names(architecture),
        network_scene.plane(points),
        Answer(work.middle, half, not seen.regression, view.two_colours),
        view.unit,
        Hands(NEURONS, LAYERS, by_hand.LARGEST),
    )
    largest = np.abs(seen.watched.weights[-1]).max()
    return Shown(
        NETWORK,
        f"Network {architecture.called}",
        figure,
        f"The network {architecture.called}: a map of what every neuron answers, and a line for "
        f"each weight. The largest weight or bias at the end is {number(float(largest), 3)} "
        "in size.",
        lambda: weights_table(seen),
        tab="Network",
    )


def every(seen: Seen, view: ViewSettings) -> list[Shown]:
    """What stands on the stage; without training there is no curve."""
    return [plane(seen, view), network(seen, view), *([costs(seen)] if seen.last_epoch else [])]


def costs(seen: Seen) -> Shown:
    """The cost of both parts over the epochs, and the share that is on its correct side."""
    watched = seen.watched
    epochs, drawn = watched.epochs, drawable(watched.costs)
    parts = ("training", "test")
    shown = [curves.Curve(f"Cost, {part}", epochs, drawn[:, i]) for i, part in enumerate(parts)]
    if not seen.regression:
        shown += [
            curves.Curve(f"Correct, {part}", epochs, 100 * watched.scores[:, i], right=True)
            for i, part in enumerate(parts)
        ]
    figure = curves.figure(
        shown,
        "Epoch",
        "Cost J",
        right_title="" if seen.regression else "Correct side (%)",
        rows=np.arange(len(epochs)),
        x={"range": [0, seen.last_epoch]},
        right={"bounds": (0, 102)},
        y=powers_axis(drawn),
    )
    return Shown(
        "playground_costs",
        "Cost" if seen.regression else "Cost and correct side",
        figure,
        f"Cost J over {words.count(seen.last_epoch, 'epoch')}, at the end "
        f"{number(watched.costs[-1, 0])} on the training points and "
        f"{number(watched.costs[-1, 1])} on the test points.",
        lambda: costs_table(seen),
        tab="Cost",
    )


def drawable(values: Floats) -> Floats:
    """What an axis of powers of ten can show; the rest is a gap in the curve."""
    return np.where((values > 1e-300) & (values < 1e300), values, np.nan)


def powers_axis(values: Floats) -> dict[str, Any]:
    """An axis of powers of ten with a few marks: 0.1, 0.2, 0.5 where the values lie close."""
    found = np.log10(values[np.isfinite(values)])
    decades = float(np.ptp(found)) if found.size else 0.0
    marks = {"tickformat": "~g"} if decades < _FEW_DECADES else {}
    return {"type": "log", "nticks": 6, **marks, **({"dtick": "D2"} if decades < 3 else {})}


def samples_table(seen: Seen) -> pd.DataFrame:
    """Every point with its target and the network's output at the end."""
    points = seen.work.points
    kept_back = np.isin(np.arange(len(points.y)), points.test)
    return numbers.beside(
        [
            (points.noun, points.numbers),
            *zip(points.names, points.x.T, strict=True),
            ("part", np.where(kept_back, "test", "training")),
            ("target", seen.work.targets),
            ("output", _finite(seen.run.outputs[:, 0])),
        ]
    )


def weights_table(seen: Seen) -> pd.DataFrame:
    """Every bias and weight at every moment, a row each."""
    architecture = seen.network
    before, names = network_scene.labels(architecture), []
    for layer, count in zip(
        network_scene.layer_names(architecture), architecture.sizes[1:], strict=True
    ):
        here = [f"{layer}, {j + 1}" for j in range(count)]
        names += [f"{start} → {end}" for start in ("bias", *before) for end in here]
        before = here
    frame = pd.DataFrame(_finite(seen.watched.weights), columns=names)
    frame.insert(0, "epoch", seen.watched.epochs)
    return frame


def costs_table(seen: Seen) -> pd.DataFrame:
    """Cost and correct side at every moment."""
    watched, parts = seen.watched, ("training", "test")
    columns = {f"cost, {part}": _finite(watched.costs[:, i]) for i, part in enumerate(parts)}
    if not seen.regression:
        percent = 100 * watched.scores
        columns |= {f"correct, {part} (%)": percent[:, i] for i, part in enumerate(parts)}
    return pd.DataFrame({"epoch": watched.epochs, **columns})


def _finite(values: Floats) -> Floats:
    return np.where(np.isfinite(values), values, np.nan)
