"""From the run of a network to the figure that plays it, and to the arithmetic of one point."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from core import network
from core.checks import Floats
from core.history import NetworkRun
from core.inputs import INPUTS
from pages.shared import words
from pages.shared.figures.surface import Dots, Moment, Scene, codes
from pages.shared.plane_network.network_runs import PlanePoints, Task, Watched
from pages.shared.plane_network.network_settings import Architecture

NO_NUMBER = "too large to show"


def number(value: float, digits: int = 4) -> str:
    """A number, or in words that training has let it grow beyond all bounds."""
    return words.number(value, digits) if np.isfinite(value) else NO_NUMBER


def layer_names(architecture: Architecture) -> list[str]:
    """What the layers are called: hidden 1, hidden 2, output."""
    return [*(f"hidden {k + 1}" for k in range(len(architecture.hidden))), "output"]


def labels(architecture: Architecture) -> list[str]:
    """What the inputs are called."""
    return [INPUTS[key].label for key in architecture.inputs]


def scene(
    points: PlanePoints,
    watched: Watched,
    run: NetworkRun,
    architecture: Architecture,
    *,
    two_colours: bool,
    with_test: bool,
) -> Scene:
    """What stands still while the surface bends."""
    across, up = points.axes
    return Scene(
        across, up, points.names, list(_groups(points, with_test)), watched.inputs,
        labels(architecture), architecture.hidden, list(_hovers(run, architecture)),
        two_colours, points.classes is not None,
    )  # fmt: skip


def _groups(points: PlanePoints, with_test: bool) -> Iterator[Dots]:
    """The training points by class, and the test points if they are to be seen."""
    values = codes(points.y, 0.0, 1.0)
    parts = [("", points.train, False)] + [(", test", points.test, True)] * with_test
    for ending, part, hollow in parts:
        if points.classes is None:
            yield Dots(f"target{ending}", points.x[part], int(hollow), False, values[part])
            continue
        for place, label in enumerate(points.classes):
            of_class = part[(points.y[part] > 0) == bool(place)]
            yield Dots(f"{label}{ending}", points.x[of_class], place, hollow)


def _hovers(run: NetworkRun, architecture: Architecture) -> Iterator[list[str]]:
    """What each small map says: its weights at the end."""
    yield [f"input {label}" for label in labels(architecture)]
    layers = zip(layer_names(architecture), run.weights[:-1], run.biases[:-1], strict=False)
    for name, weights, biases in layers:
        yield [
            f"{name}, neuron {j + 1}, at the end:<br>bias {words.number(bias, 3)}, weights "
            + ", ".join(words.number(value, 3) for value in weights[:, j])
            for j, bias in enumerate(biases)
        ]


def moments(watched: Watched, run: NetworkRun, *, regression: bool) -> list[Moment]:
    """Every moment that the figure plays."""
    return [
        Moment(
            caption(watched, i, regression),
            watched.surface[i],
            [maps[i] for maps in watched.hidden],
            run.at(epoch)[0],
        )
        for i, epoch in enumerate(watched.epochs.tolist())
    ]


def caption(watched: Watched, i: int, regression: bool) -> str:
    """One moment of the run in a few words."""
    training, test = watched.scores[i]
    if regression:
        said = f"cost {number(training, 3)}, test {number(test, 3)}"
    else:
        said = f"training {training:.0%} right, test {test:.0%}"
    return f"Epoch {watched.epochs[i]}: {said}"


@dataclass(frozen=True)
class NeuronValue:
    """The arithmetic of one neuron: the sum written out, net input z, output."""

    layer: str
    neuron: int
    terms: str
    z: float
    output: float


def followed(
    task: Task, run: NetworkRun, architecture: Architecture, point: Floats
) -> Iterator[NeuronValue]:
    """Every neuron for one point (2,), with the weights at the end of the run."""
    before = task.points.inputs(point[None], architecture.inputs)[0]
    layers = network.forward(before[None], run.weights, run.biases, task.activations)
    names = layer_names(architecture)
    for name, layer, w, b in zip(names, layers, run.weights, run.biases, strict=True):
        for j, (z, output) in enumerate(zip(layer.z[0], layer.a[0], strict=True)):
            products = [f"{term(a)} · {term(v)}" for a, v in zip(before, w[:, j], strict=True)]
            yield NeuronValue(
                name, j + 1, " + ".join([*products, term(b[j])]), float(z), float(output)
            )
        before = layer.a[0]


def term(value: float) -> str:
    """A number as it stands in a sum."""
    return words.bracketed(number(value))
