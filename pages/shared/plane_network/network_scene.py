"""How a network's parts are called, what a moment of its run says, and one point's arithmetic."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

from core import network
from core.checks import Floats
from core.history import NetworkRun
from core.inputs import INPUTS
from pages.shared import words
from pages.shared.figures import style
from pages.shared.figures.network_maps import Plane
from pages.shared.plane_network.network_runs import Task
from pages.shared.plane_network.network_settings import Architecture
from pages.shared.plane_network.plane_points import PlanePoints
from pages.shared.plane_network.watched import Watched

NO_NUMBER = "too large to show"


def number(value: float, digits: int = 4) -> str:
    """A number, or in words that training has let it grow beyond all bounds."""
    return words.number(value, digits) if np.isfinite(value) else NO_NUMBER


def plane(points: PlanePoints) -> Plane:
    """Where the maps lie, and how the network gets its inputs there."""
    scaling = points.scaling
    scaled = {} if scaling is None else {"mean": scaling.mean.tolist(), "std": scaling.std.tolist()}
    return Plane(*points.box, **scaled)


def layout(points: PlanePoints) -> dict[str, Any]:
    """Axes for points over a map: of one scale, so that a circle is one, but for scaled columns."""
    (across, up), whole = points.box, {"showgrid": False, "constrain": "domain"}
    same = {} if points.scaling else {"scaleanchor": "x"}
    return style.layout(
        style.axis(points.names[0], across, **whole),
        style.axis(points.names[1], up, **whole, **same),
        uirevision=str(points.box),  # with other points a zoom would show another place
    )


def layer_names(architecture: Architecture) -> list[str]:
    """What the layers are called: hidden 1, hidden 2, output."""
    return [*(f"hidden {k + 1}" for k in range(len(architecture.hidden))), "output"]


def labels(architecture: Architecture) -> list[str]:
    """What the inputs are called."""
    return [INPUTS[key].label for key in architecture.inputs]


def caption(watched: Watched, i: int, regression: bool) -> str:
    """One moment of the run in a few words."""
    training, test = watched.scores[i]
    if regression:
        said = f"cost {number(training, 3)} on the training, {number(test, 3)} on the test points"
    else:
        one, other = words.percent(training), words.percent(test)
        said = f"{one} of the training and {other} of the test points on the correct side"
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
