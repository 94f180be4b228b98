"""The views of the Multi-layer network page: training, and one step taken apart."""

from collections.abc import Sequence
from functools import partial
from typing import Any

import numpy as np
import pandas as pd

from core.checks import Floats
from core.parameters import pack
from pages.lessons.multilayer_network import backward, told, touch
from pages.lessons.multilayer_network import multilayer as run_of
from pages.lessons.multilayer_network.backward import OneStep
from pages.lessons.multilayer_network.multilayer import (
    MOST_HIDDEN,
    MOST_LAYERS,
    Learned,
    LessonTraining,
    X,
    Y,
    cell_names,
    weight_names,
)
from pages.lessons.multilayer_network.told import Seen
from pages.shared import words
from pages.shared.bench.stage import Number, Player, Reaction, Shown, Stepper
from pages.shared.bench.view import View
from pages.shared.drawn_network import controls, neuron_map
from pages.shared.drawn_network.names import Names
from pages.shared.drawn_network.neuron_map import WatchedNeuron
from pages.shared.figures import curves, network_in_training, style
from pages.shared.figures import network as drawing
from pages.shared.figures.figure import Figure
from pages.shared.figures.motion import Frames
from pages.shared.figures.network import ForwardPass, NetworkPart

_AROUND = (-0.25, 1.25)
"""The inputs are 0 or 1: a map from a little below to a little above."""


def training(
    seen: Seen, neuron: NetworkPart | None, log_epochs: bool, number: Number | None = None
) -> View[Seen]:
    """The network with one sample in it, its outputs, its cost, and its hidden outputs.

    The map of a neuron that is followed takes the place of the hidden outputs.
    """
    run, sample = seen.run, seen.sample
    names = Names(run.training.sizes)
    start = run.forward(0, sample)
    network = Shown(
        "multilayer_network",
        f"Network {names.called}",
        network_in_training.figure(
            start, run.history, run.of_sample(sample), strongest=_strongest(run)
        ),
        f"The {names.called} network with sample {sample + 1}, whose target is {Y[sample, 0]:g}. "
        + words.unmarked(told.outcome(run)),
        lambda: _weights_over_epochs(run),
        place="main",
        **_hands(start, _hidden_steppers(start, names), number),
    )
    fourth = (
        _map(names, run.history, run.training.activations, sample, neuron)
        if neuron
        else _hidden(run, sample, log_epochs)
    )
    return View(
        seen,
        [network, _outputs(run, log_epochs), _costs(run, log_epochs), fourth],
        Player(
            told.captions(run),
            sayings=_followed(run, sample, neuron) if neuron else (),
        ),
        told.outcome(run),
        reactions=_reactions(names, run.training, seen.one.outputs),
    )


def _followed(run: Learned, sample: int, neuron: NetworkPart) -> list[str]:
    """The arithmetic of one neuron at each moment."""
    every = range(len(run.epochs))
    return [drawing.told(run.forward(moment, sample), neuron) for moment in every]


def _hands(
    shown: ForwardPass, steppers: Sequence[Stepper], number: Number | None
) -> dict[str, Any]:
    """What can be clicked, pointed at, and walked to in a drawing of the network."""
    return {
        "pick": True,
        "links": drawing.links(shown, bias_cells=False),
        "stops": drawing.stops(shown),
        "steppers": steppers,
        "number": number,
    }


def _hidden_steppers(shown: ForwardPass, names: Names) -> list[Stepper]:
    """Below the inputs for the hidden layers, below each of these for its neurons."""
    y, layers = drawing.below(shown), names.last - 1
    return [
        Stepper(touch.LAYERS_KEY, "layers", "hidden layer", layers, (1, MOST_LAYERS), 0.0, y),
        *(
            Stepper(
                key, "neurons", "hidden neuron" if layers == 1 else f"neuron in hidden {k}",
                names.sizes[k], (1, MOST_HIDDEN), k / names.last, y,
            )
            for k, key in zip(range(1, names.last), touch.HIDDEN_KEYS, strict=False)
        ),
    ]  # fmt: skip


def _map(
    names: Names,
    history: Floats,
    activations: Sequence[str],
    sample: int,
    neuron: NetworkPart,
    known_from: int = 0,
) -> Shown:
    """What the neuron answers over the first two inputs, the others as the sample has them."""
    inputs = X[sample].tolist()
    watched = WatchedNeuron(
        names, history, activations, inputs, neuron, _AROUND, known_from=known_from
    )
    return neuron_map.shown(watched, "multilayer_map")


def _reactions(names: Names, training: LessonTraining, outputs: int) -> dict[str, Reaction]:
    return {
        "pick": partial(controls.picked, names),
        "number": partial(controls.numbered, names),
        "resize": partial(touch.resized, training.hidden, outputs),
    }


def _strongest(run: Learned) -> float:
    """The size of weight that is drawn widest."""
    return max(1.0, float(np.abs(run.history).max()))


def _over_epochs(
    run: Learned, values: dict[str, Any], title: str, log_epochs: bool, **look: Any
) -> Figure:
    """Named curves over the epochs; the second of two belongs to the axis on the right."""
    first = int(log_epochs)  # epoch 0 has no place on a logarithmic axis
    drawn = [
        curves.Curve(name, run.epochs[first:], y[first:], right=i == 1 and "right_title" in look)
        for i, (name, y) in enumerate(values.items())
    ]
    x = {"type": "log"} if log_epochs else {}
    rows = np.arange(len(run.epochs)) - first
    return curves.figure(drawn, "Epoch", title, x=x, rows=rows, **look)


def _outputs(run: Learned, log_epochs: bool) -> Shown:
    bounded = {"bounds": (-0.06, 1.3)} if run.training.activations[-1] == "logistic" else {}
    values = {f"Sample {i + 1}": run.outputs[:, i, 0] for i in range(3)}
    figure = _over_epochs(
        run, values, "Output", log_epochs, y=bounded,
        levels=[(1.0, "target of 1 and 2"), (0.0, "target of 3")],
    )  # fmt: skip
    return Shown(
        "multilayer_outputs",
        "Outputs against targets",
        figure,
        f"The outputs for the three samples over the epochs, at the end "
        f"{told.row(run.outputs[-1, :, 0])}; their targets are 1, 1, 0.",
        lambda: _outputs_table(run),
    )


def _costs(run: Learned, log_epochs: bool) -> Shown:
    """J and its logarithm on one pair of axes."""
    logs = np.array([np.log10(cost) if cost > 0 else np.nan for cost in run.costs])
    last = "J is 0" if np.isnan(logs[-1]) else f"log₁₀ J is {words.number(logs[-1])}"
    figure = _over_epochs(
        run, {"J (left)": run.costs, "log₁₀ J (right)": logs}, "J", log_epochs,
        right_title="log₁₀ J",
    )  # fmt: skip
    return Shown(
        "multilayer_cost",
        "Cost",
        figure,
        f"The cost J over the epochs and its logarithm, at the end {words.number(run.costs[-1])}; "
        f"{last}.",
        lambda: _outputs_table(run),
    )


def _hidden(run: Learned, sample: int, log_epochs: bool) -> Shown:
    """What the last hidden layer hands to the output."""
    last = run.hidden[-1][:, sample]
    values = {f"Neuron {j + 1}": last[:, j] for j in range(last.shape[1])}
    of, layer = ("", "") if len(run.hidden) == 1 else (" of layer 2", " of hidden layer 2")
    return Shown(
        "multilayer_hidden",
        f"Hidden outputs{of}",
        _over_epochs(run, values, "Hidden output h", log_epochs),
        f"The outputs of the hidden neurons{layer} for sample {sample + 1} over the epochs, at the "
        f"end {told.row(last[-1])}.",
        lambda: _outputs_table(run),
    )


def _weights_over_epochs(run: Learned) -> pd.DataFrame:
    """All weights and biases at each moment kept."""
    flat = [run_of.flat(list(zip(*run.layers(i), strict=True))) for i in range(len(run.epochs))]
    return pd.DataFrame(flat, columns=weight_names(run.training.sizes)).assign(epoch=run.epochs)


def _outputs_table(run: Learned) -> pd.DataFrame:
    """Cost, outputs and hidden outputs at each moment kept."""
    outputs = {f"output, sample {i + 1}": run.outputs[:, i, 0] for i in range(3)}
    named = zip(cell_names(run.training.sizes)[1:-1], run.hidden, strict=True)
    layers = [(name, layer[:, :, j]) for names, layer in named for j, name in enumerate(names)]
    hidden = {f"{name}, sample {i + 1}": a[:, i] for i in range(3) for name, a in layers}
    return pd.DataFrame({"epoch": run.epochs, "J": run.costs, **outputs, **hidden})


def one_step(seen: Seen, neuron: NetworkPart | None, number: Number | None = None) -> View[Seen]:
    """Forward, then delta back along the lines, layer by layer; then what each weight gets."""
    one, sample = seen.one, seen.sample
    shown, names = one.forward(sample), Names(one.sizes)
    steppers = [
        *_hidden_steppers(shown, names),
        Stepper(
            touch.OUTPUTS_KEY, "outputs", "output", one.outputs, (1, touch.MOST_OUTPUTS), 1.0,
            drawing.below(shown),
        ),
    ]  # fmt: skip
    network = Shown(
        "multilayer_step",
        "Forward and back",
        backward.figure(one, sample),
        told.forward_and_back(one, sample),
        lambda: _deltas_table(one),
        place="main",
        **_hands(shown, steppers, number),
    )
    row = pack(shown.weights, shown.biases)
    still = np.tile(row, (one.moments, 1))
    large = (
        [_map(names, still, one.training.activations, sample, neuron, neuron.k)] if neuron else []
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
        reactions=_reactions(names, one.training, one.outputs),
    )


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
    names = backward.neuron_names(one)
    return pd.DataFrame(backward.deltas(one), columns=names).assign(sample=[1, 2, 3])
