"""The view of the whole run: the network, its outputs, its cost, and its hidden outputs."""

from typing import Any

import numpy as np
import pandas as pd

from pages.lessons.multilayer_network import live_network, network_in_training, told
from pages.lessons.multilayer_network.multilayer import Learned, Y, cell_names, flat, weight_names
from pages.lessons.multilayer_network.told import Seen
from pages.shared import words
from pages.shared.bench.stage import Number, Player, Shown
from pages.shared.bench.view import View
from pages.shared.drawn_network.names import Names
from pages.shared.figures import curves
from pages.shared.figures import network as drawing
from pages.shared.figures.figure import Figure
from pages.shared.figures.network import NetworkPart


def view(
    seen: Seen, neuron: NetworkPart | None, log_epochs: bool, number: Number | None
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
    )
    network = live_network.touchable(network, start, names, number)
    fourth = (
        live_network.map_of(names, run.history, run.training.activations, sample, neuron)
        if neuron
        else _hidden(run, sample, log_epochs)
    )
    return View(
        seen,
        [network, _outputs(run, log_epochs), _costs(run, log_epochs), fourth],
        Player(told.captions(run), sayings=_followed(run, sample, neuron) if neuron else ()),
        told.outcome(run),
        reactions=live_network.reactions(names, run.training, seen.one.outputs),
    )


def _followed(run: Learned, sample: int, neuron: NetworkPart) -> list[str]:
    """The arithmetic of one neuron at each moment."""
    every = range(len(run.epochs))
    return [drawing.told(run.forward(moment, sample), neuron) for moment in every]


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
    rows = [flat(list(zip(*run.layers(i), strict=True))) for i in range(len(run.epochs))]
    table = pd.DataFrame(rows, columns=weight_names(run.training.sizes))
    table.insert(0, "epoch", run.epochs)
    return table


def _outputs_table(run: Learned) -> pd.DataFrame:
    """Cost, outputs and hidden outputs at each moment kept."""
    outputs = {f"output, sample {i + 1}": run.outputs[:, i, 0] for i in range(3)}
    named = zip(cell_names(run.training.sizes)[1:-1], run.hidden, strict=True)
    layers = [(name, layer[:, :, j]) for names, layer in named for j, name in enumerate(names)]
    hidden = {f"{name}, sample {i + 1}": a[:, i] for i in range(3) for name, a in layers}
    return pd.DataFrame({"epoch": run.epochs, "J": run.costs, **outputs, **hidden})
