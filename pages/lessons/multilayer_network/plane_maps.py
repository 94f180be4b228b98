"""From the run of a small network to the figure that plays its maps over the plane."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from core.activations import find
from core.checks import Floats, Ints
from core.history import NetworkRun
from pages.lessons.multilayer_network.surface import Codes, Dots, Moment, Scene, codes
from pages.shared import words
from pages.shared.plane_network import network_scene
from pages.shared.plane_network import snapshots as snapshots_of
from pages.shared.plane_network.network_runs import PlanePoints, Task, Watched
from pages.shared.plane_network.network_settings import Architecture

GRID = 42
"""Points along each side of a map."""
_STRIDE = 2
_MOST_FRAMES = 25


@dataclass(frozen=True)
class Maps:
    """What is drawn at f of the moments watched: rows (f,), and maps in codes (see the figure).

    across, up (GRID,); surface (f, GRID, GRID); hidden (f, units, m, m) a layer; inputs (d, m, m).
    """

    rows: Ints
    across: Floats
    up: Floats
    surface: Codes
    hidden: list[Codes]
    inputs: Codes


def frame_rows(moments: int, most: int = _MOST_FRAMES) -> Ints:
    """Which moments are drawn: all of a few; of many those early on more densely.

    Most of what can be seen happens in the first epochs, so they are spaced as the squares are.
    """
    if moments <= most:
        return np.arange(moments)
    evenly = np.linspace(0.0, 1.0, most)
    return np.unique(np.round(evenly**2 * (moments - 1)).astype(np.int64))


def maps(work: Task, watched: Watched, architecture: Architecture) -> Maps:
    """What every unit answers over the plane."""
    data, rows = work.points, frame_rows(len(watched.epochs))
    across, up = (np.linspace(*span, GRID) for span in data.box)
    plane = np.stack(np.meshgrid(across, up), axis=-1).reshape(-1, 2)
    x = data.inputs(plane, architecture.inputs)
    layers = [
        layer.reshape(*layer.shape[:2], GRID, GRID)
        for layer in snapshots_of.seen(watched.weights[rows], architecture.sizes, x,
                                       work.activations)
    ]  # fmt: skip
    half = 0.5 if work.middle else max(1.0, float(np.abs(data.y).max()))
    hidden = [
        codes(layer[:, :, ::_STRIDE, ::_STRIDE], 0.0, _reach(layer, activation))
        for layer, activation in zip(layers[:-1], work.activations, strict=False)
    ]
    inputs = (x / np.abs(x).max(axis=0)).T.reshape(-1, GRID, GRID)[:, ::_STRIDE, ::_STRIDE]
    surface = codes(layers[-1][:, 0], work.middle, half)
    return Maps(rows, across, up, surface, hidden, codes(inputs, 0.0, 1.0))


def _reach(layer: Floats, activation: str) -> float:
    """The size of output that is drawn in full colour: the activation's bound, or what occurs."""
    function = find(activation)
    bound = max(abs(function.low), abs(function.high))
    found = np.abs(layer[np.isfinite(layer)])
    return float(bound if np.isfinite(bound) else max(found.max(initial=0.0), 1e-9))


def scene(points: PlanePoints, drawn: Maps, run: NetworkRun, architecture: Architecture) -> Scene:
    """What stands still while the surface bends."""
    return Scene(
        drawn.across, drawn.up, points.names, list(_groups(points)), drawn.inputs,
        network_scene.labels(architecture), architecture.hidden, list(_hovers(run, architecture)),
    )  # fmt: skip


def _groups(points: PlanePoints) -> Iterator[Dots]:
    """The training points by class."""
    for place, label in enumerate(points.classes or ()):
        of_class = points.train[(points.y[points.train] > 0) == bool(place)]
        yield Dots(label, points.x[of_class], place)


def _hovers(run: NetworkRun, architecture: Architecture) -> Iterator[list[str]]:
    """What each small map says: its weights at the end."""
    yield [f"input {label}" for label in network_scene.labels(architecture)]
    layers = zip(
        network_scene.layer_names(architecture), run.weights[:-1], run.biases[:-1], strict=False
    )
    for name, weights, biases in layers:
        yield [
            f"{name}, neuron {j + 1}, at the end:<br>bias {words.number(bias, 3)}, weights "
            + ", ".join(words.number(value, 3) for value in weights[:, j])
            for j, bias in enumerate(biases)
        ]


def moments(watched: Watched, drawn: Maps, run: NetworkRun) -> list[Moment]:
    """Every moment that the figure plays."""
    return [
        Moment(
            network_scene.caption(watched, row, regression=False),
            drawn.surface[i],
            [layer[i] for layer in drawn.hidden],
            run.at(int(watched.epochs[row]))[0],
        )
        for i, row in enumerate(drawn.rows.tolist())
    ]
