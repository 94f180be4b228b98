"""The figures of the page: the network, what f makes of each z, the outputs against an input."""

from dataclasses import replace

import numpy as np
import pandas as pd

from core.activations import ACTIVATIONS
from core.parameters import pack
from pages.lessons.forward_propagation import told
from pages.lessons.forward_propagation.settings import (
    MOST_LAYERS,
    MOST_NEURONS,
    MOST_OUTPUTS,
    NAMES,
    SPAN,
    SeededNetwork,
)
from pages.shared import words
from pages.shared.bench.stage import Grip, Number, Shown, Stepper
from pages.shared.drawn_network import neuron_map as maps
from pages.shared.drawn_network.neuron_map import WatchedNeuron
from pages.shared.figures import activations as shapes
from pages.shared.figures import curves, network, style
from pages.shared.figures.motion import Cursor, Values
from pages.shared.figures.network import NetworkPart

_POINTS = 161
_ROW, _BELOW = 34, 100
"""Pixels that a neuron needs, and what stands below and beside the neurons."""


def drawn(seen: SeededNetwork, bias_cell: bool, number: Number | None = None) -> Shown:
    """The network, its cells lighting up layer by layer; and a weight that is being set."""
    moments = [network.Moment(seen.shown, k) for k in range(seen.last + 1)]
    said = words.unmarked(told.outcome(seen))
    return Shown(
        "forward_network",
        "The network",
        network.figure(moments, bias_cells=bias_cell, room_below=True),
        f"A {seen.called} network. At the end: {said}",
        lambda: cells_table(seen),
        place="main",
        pick=True,
        links=network.links(seen.shown, bias_cell),
        stops=network.stops(seen.shown),
        steppers=steppers(seen, bias_cell),
        number=number,
        least=(0, _ROW * max(seen.sizes) + _BELOW),
    )


def steppers(seen: SeededNetwork, bias_cell: bool) -> list[Stepper]:
    """Minus and plus below the inputs, for the hidden layers, and below every other layer."""
    y = network.below(seen.shown, bias_cell)
    made = []
    for k in range(seen.last + 1):
        key, word, of, now, bounds = resizable(seen, k)
        made.append(Stepper(key, word, of, now, bounds, k / seen.last, y))
    return made


def resizable(seen: SeededNetwork, k: int) -> tuple[str, str, str, int, tuple[int, int]]:
    """The control below layer k: key, word, what one is called, how many, from least to most."""
    if k == 0:
        return "layers", "layers", "hidden layer", seen.hidden, (1, MOST_LAYERS)
    if k == seen.last:
        return "outputs", "outputs", "output", seen.sizes[k], (1, MOST_OUTPUTS)
    return f"n{k}", "neurons", f"neuron in hidden layer {k}", seen.sizes[k], (1, MOST_NEURONS)


def cells_table(seen: SeededNetwork) -> pd.DataFrame:
    """One row for each cell."""
    shown = seen.shown
    rows = [("inputs", j + 1, "", None, value) for j, value in enumerate(shown.inputs)]
    rows += [
        (shown.names[k], j + 1, network.sum_in_words(shown, k, j), layer.z[0, j], layer.a[0, j])
        for k, layer in enumerate(shown.layers, start=1)
        for j in range(layer.z.shape[1])
    ]
    return pd.DataFrame(
        rows, columns=["layer", "neuron", "inputs · weights + bias", "net input z", "output a"]
    )


def activation(seen: SeededNetwork) -> Shown:
    """The activation's curve, with the neurons of the layer that is being computed on it."""
    f = ACTIVATIONS[NAMES[seen.activation]]
    layers = seen.shown.layers
    z, a = (np.concatenate([getattr(layer, name)[0] for layer in layers]) for name in ("z", "a"))
    of = np.repeat(np.arange(1, seen.last + 1), seen.sizes[1:])
    reach = max(3.0, float(np.abs(z).max()) * 1.1)
    x, y = shapes.curve(f, (-reach, reach), shapes.bend(f), _POINTS)
    room = 0.08 * float(np.ptp(y)) or 0.5
    rows = [NetworkPart(k, j).row for k in range(1, seen.last + 1) for j in range(seen.sizes[k])]
    figure = style.figure(
        [
            {"type": "scatter", "mode": "lines", "x": x, "y": y, "showlegend": False,
             "hoverinfo": "skip", "line": {"color": style.CURVE_COLOURS[0], "width": 2}},
            {"type": "scatter", "mode": "markers", "x": z, "y": a, "showlegend": False,
             "customdata": rows, "marker": {"color": style.CURVE_COLOURS[2], "size": 10},
             "hovertemplate": "z = %{x:.4g}<br>a = %{y:.4g}<extra></extra>"},
        ],
        style.axis("Net input z", (-reach, reach)),
        style.axis("Output a = f(z)", (float(y.min()) - room, float(y.max()) + room)),
    )  # fmt: skip
    at = np.arange(seen.last + 1)[:, None] == of
    motion = Values(1, {"x": np.where(at, z, np.nan)})
    return Shown(
        "forward_activation",
        "From z to a",
        replace(figure, motions=[motion]),
        f"{shapes.SHORT_NAMES[f.name]}, and on it the neurons of the layer that is being computed.",
        lambda: cells_table(seen),
        pick=True,
    )


def against(seen: SeededNetwork, which: int) -> Shown:
    """The outputs against one input; at the end of the pass the cursor stands at its value."""
    now = seen.inputs[which]
    x = np.sort(np.append(np.linspace(*SPAN, _POINTS), now))
    outputs = seen.across(which, x)
    name, count = network.input_name(which), outputs.shape[1]
    names = ["Output"] if count == 1 else [f"Output {j + 1}" for j in range(count)]
    figure = curves.figure(
        [curves.Curve(said, x, y) for said, y in zip(names, outputs.T, strict=True)],
        f"Input {name}", "Output", x={"bounds": SPAN}, y=_bounds(seen),
    )  # fmt: skip
    rows = np.full(seen.last + 1, -1)
    rows[-1] = np.searchsorted(x, now)
    low = figure.layout["yaxis"].get("range", [float(outputs.min())])[0]
    return Shown(
        "forward_against",
        f"Output against {name}",
        replace(figure, motions=[Cursor(range(count), rows)]),
        f"The network's output while {name} goes from −2 to 2, the other inputs as they are.",
        lambda: pd.DataFrame({name: x, **dict(zip(names, outputs.T, strict=True))}),
        grips=(Grip("input", f"Input {name}", now, low, "x"),),
    )


def neuron_map(seen: SeededNetwork, neuron: NetworkPart, which: int) -> Shown:
    """What the followed neuron answers over the chosen input and the next one."""
    watched = WatchedNeuron(
        seen,
        np.tile(pack(*seen.parameters), (seen.last + 1, 1)),
        [NAMES[seen.activation]] * seen.last,
        seen.inputs,
        neuron,
        SPAN,
        which,
        next_input(which),
        known_from=neuron.k,
    )
    here = seen.inputs[watched.across], seen.inputs[watched.up]
    grip = Grip("inputs", "The inputs on the map", here[0], here[1])
    return maps.shown(watched, "forward_map", [grip])


def next_input(which: int) -> int:
    """The input that goes up where ``which`` goes across."""
    return (which + 1) % 3


def _bounds(seen: SeededNetwork) -> dict[str, tuple[float, float]]:
    """A bounded output keeps its axis still."""
    f = ACTIVATIONS[NAMES[seen.activation]]
    room = 0.05 * (f.high - f.low)
    return {"bounds": (f.low - room, f.high + room)} if np.isfinite(room) else {}
