"""The view of one update: forward, then delta back, layer by layer; then what each weight gets."""

from typing import Any

import numpy as np
import pandas as pd

from core.parameters import pack
from pages.lessons.multilayer_network import backward, live_network, told, touch
from pages.lessons.multilayer_network.backward import OneStep
from pages.lessons.multilayer_network.multilayer import weight_names
from pages.lessons.multilayer_network.told import Seen
from pages.shared import words
from pages.shared.bench.stage import Number, Player, Shown, Stepper
from pages.shared.bench.view import View
from pages.shared.drawn_network.names import Names
from pages.shared.figures import network as drawing
from pages.shared.figures import style
from pages.shared.figures.figure import Figure
from pages.shared.figures.motion import Frames
from pages.shared.figures.network import ForwardPass, NetworkPart


def view(seen: Seen, neuron: NetworkPart | None, number: Number | None = None) -> View[Seen]:
    """Forward, then delta back along the lines, layer by layer; then what each weight gets."""
    one, sample = seen.one, seen.sample
    drawn, names = one.forward(sample), Names(one.sizes)
    network = Shown(
        "multilayer_step",
        "Forward and back",
        backward.figure(one, sample),
        told.forward_and_back(one, sample),
        lambda: _deltas_table(one),
    )
    network = live_network.touchable(network, drawn, names, number, [_outputs_stepper(one, drawn)])
    still = np.tile(pack(drawn.weights, drawn.biases), (one.moments, 1))
    large = (
        [live_network.map_of(names, still, one.training.activations, sample, neuron, neuron.k)]
        if neuron
        else []
    )
    return View(
        seen,
        [network, *large, _deltas(one), _nudges(one)],
        Player(
            told.step_captions(one, sample),
            clock="step",
            sayings=told.step_sayings(one, sample, neuron),
        ),
        told.one_step(one),
        reactions=live_network.reactions(names, one.training, one.outputs),
    )


def _outputs_stepper(one: OneStep, drawn: ForwardPass) -> Stepper:
    """Below the outputs."""
    return Stepper(
        touch.OUTPUTS_KEY, "outputs", "output", one.outputs, (1, touch.MOST_OUTPUTS), 1.0,
        drawing.below(drawn),
    )  # fmt: skip


def _deltas(one: OneStep) -> Shown:
    """Delta of every neuron and sample, as it gets there."""
    values, names = backward.deltas(one), backward.neuron_names(one)
    layer = np.repeat(np.arange(len(one.sizes))[1:], one.sizes[1:])
    known = np.arange(one.moments)[:, None] >= one.delta_at(1) + 1 - layer
    return Shown(
        "multilayer_deltas",
        "δ of every neuron",
        _bars(names, values, known, "δ = ∂J/∂z"),
        "δ of every neuron for the three samples, at most "
        f"{words.number(float(np.abs(values).max()), 3)} in size.",
        lambda: _deltas_table(one),
    )


def _nudges(one: OneStep) -> Shown:
    """What each sample moves each weight by, and their sum."""
    values, names = backward.nudges(one), weight_names(one.sizes, "")
    known = np.zeros((one.moments, len(names)), dtype=bool)
    known[-1] = True
    figure = _bars(names, values, known, "Change of the weight", total=True)
    return Shown(
        "multilayer_nudges",
        "Nudges of the samples",
        figure,
        f"What each sample moves each of {len(names)} weights and biases by, and the sum, which is "
        f"at most {words.number(float(np.abs(values.sum(axis=0)).max()), 3)} in size.",
        lambda: pd.DataFrame(
            {
                "weight": names,
                **{f"sample {i + 1}": values[i] for i in range(3)},
                "sum": values.sum(axis=0),
            }
        ),
    )


def _bars(
    names: list[str], values: np.ndarray, known: np.ndarray, title: str, total: bool = False
) -> Figure:
    """A bar for each sample and name, in the moments in which it is known; and their sum."""
    rows = [*values, *([values.sum(axis=0)] if total else [])]
    looks = [
        {"type": "bar", "name": f"Sample {i + 1}", "x": names,
         "marker": {"color": style.CURVE_COLOURS[i], "pattern": {"shape": ("", "/", "x")[i]}}}
        for i in range(3)
    ]  # fmt: skip
    if total:
        looks.append(
            {"type": "scatter", "mode": "markers", "name": "Sum", "x": names,
             "marker": {"symbol": "line-ew", "size": 12, "line": {"width": 3,
                        "color": style.WRONG}}}
        )  # fmt: skip
    changes = [[{"y": np.where(seen, row, np.nan)} for row in rows] for seen in known]
    sizes = np.abs(values)
    if total:  # bars of one sign stand on each other
        sizes = np.array([np.where(values * sign > 0, sizes, 0).sum(axis=0) for sign in (1, -1)])
    far = 1.15 * max(float(sizes.max()), 1e-12)
    upright: dict[str, Any] = {"tickangle": -60, "automargin": True} if total else {}
    layout = style.layout(
        style.axis("" if total else "Neuron", **upright),
        style.axis(title, (-far, far)),
        barmode="relative" if total else "group",
    )
    data = [{**look, **change} for look, change in zip(looks, changes[0], strict=True)]
    return Figure(data, layout, [Frames(range(len(data)), changes)])


def _deltas_table(one: OneStep) -> pd.DataFrame:
    table = pd.DataFrame(backward.deltas(one), columns=backward.neuron_names(one))
    table.insert(0, "sample", [1, 2, 3])
    return table
