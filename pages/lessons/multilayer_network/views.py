"""The scenes of the Multi-layer network page: training, one step taken apart, points in a plane."""

from typing import Any

import numpy as np
import pandas as pd

from core.checks import Floats
from data import LESSON_FEATURES
from pages.lessons.multilayer_network import backward, told
from pages.lessons.multilayer_network import multilayer as run_of
from pages.lessons.multilayer_network.backward import BACKWARD, MOMENTS, OneStep
from pages.lessons.multilayer_network.multilayer import Learned, Y
from pages.lessons.multilayer_network.told import Seen
from pages.shared import words
from pages.shared.bench.stage import Player, Shown
from pages.shared.bench.view import View
from pages.shared.figures import curves, style
from pages.shared.figures import network as drawing
from pages.shared.figures.figure import Figure
from pages.shared.figures.motion import Frames, UnitMap
from pages.shared.figures.network_maps import Answer, NetworkFigure, Plane
from pages.shared.plane_network import network_runs, network_scene
from pages.shared.plane_network.network_settings import (
    Architecture,
    Method,
    NetworkTraining,
    PlaneData,
)

PLANES = ("xor", "circles", "moons", "spiral", "versicolor-virginica")
PLANE_STARTS = {"random": "glorot", "equal": "equal", "zeros": "zeros"}
"""What this page calls a start, and what the Playground calls it."""
NEURONS, PLANE_EPOCHS = 3, 300
_MAPS = "multilayer_maps"


def training(seen: Seen, log_epochs: bool) -> View[Seen]:
    """The network with one sample in it, its outputs, its cost and its hidden outputs."""
    run, sample = seen.run, seen.sample
    moments = [drawing.Moment(run.forward(i, sample), 2) for i in range(len(run.epochs))]
    network = Shown(
        "multilayer_network",
        "Network 4-3-1",
        drawing.figure(moments, strongest=_strongest(run)),
        f"The 4-3-1 network with sample {sample + 1}, whose target is {Y[sample, 0]:g}. "
        + told.outcome(run).replace("**", ""),
        lambda: _weights_over_epochs(run),
        place="main",
    )
    return View(
        seen,
        [network, _outputs(run, log_epochs), _costs(run, log_epochs),
         _hidden(run, sample, log_epochs)],
        Player(told.captions(run)),
        told.outcome(run),
    )  # fmt: skip


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
    bounded = {"bounds": (-0.06, 1.16)} if run.training.activations[1] == "logistic" else {}
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
    values = {f"Neuron {j + 1}": run.hidden[:, sample, j] for j in range(3)}
    return Shown(
        "multilayer_hidden",
        "Hidden outputs",
        _over_epochs(run, values, "Hidden output h", log_epochs),
        f"The outputs of the three hidden neurons for sample {sample + 1} over the epochs, at the "
        f"end {told.row(run.hidden[-1, sample])}.",
        lambda: _outputs_table(run),
    )


def _weights_over_epochs(run: Learned) -> pd.DataFrame:
    """All 19 weights and biases at each moment kept."""
    flat = [run_of.flat(list(zip(*run.layers(i), strict=True))) for i in range(len(run.epochs))]
    return pd.DataFrame(flat, columns=run_of.names()).assign(epoch=run.epochs)


def _outputs_table(run: Learned) -> pd.DataFrame:
    """Cost, outputs and hidden outputs at each moment kept."""
    outputs = {f"output, sample {i + 1}": run.outputs[:, i, 0] for i in range(3)}
    hidden = {f"h{j + 1}, sample {i + 1}": run.hidden[:, i, j] for i in range(3) for j in range(3)}
    return pd.DataFrame({"epoch": run.epochs, "J": run.costs, **outputs, **hidden})


def one_step(seen: Seen) -> View[Seen]:
    """Forward, then delta back along the lines, layer by layer; then what each weight gets."""
    one, sample = seen.one, seen.sample
    network = Shown(
        "multilayer_step",
        "Forward and back",
        backward.figure(one, sample),
        f"Sample {sample + 1} in the network: outputs "
        f"{told.row(one.out.a[sample])} on the way forward, δ of the output "
        f"{told.row(one.out.delta[sample])} and of the hidden neurons "
        f"{told.row(one.hidden.delta[sample])} on the way back.",
        lambda: _deltas_table(one),
        place="main",
    )
    return View(
        seen,
        [network, _deltas(one), _nudges(one)],
        Player(
            told.step_captions(one, sample),
            clock="step",
            sayings=told.step_sayings(one, sample),
        ),
        told.one_step(one),
    )


def _deltas(one: OneStep) -> Shown:
    """Delta of every neuron and sample, as it gets there."""
    values, names = backward.deltas(one), backward.neuron_names(one)
    known = np.zeros((MOMENTS, len(names)), dtype=bool)
    known[BACKWARD - 1 :, 3:] = True
    known[BACKWARD:, :] = True
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
    values, names = backward.nudges(one), backward.weight_names(one)
    known = np.zeros((MOMENTS, len(names)), dtype=bool)
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
    far = 1.15 * max(float(np.abs(values).max()), 1e-12) * (3 if total else 1)
    layout = style.layout(
        style.axis("Neuron" if not total else "Weight", tickangle=-60 if total else 0),
        style.axis(title, (-far, far)),
        barmode="relative" if total else "group",
    )
    data = [{**look, **change} for look, change in zip(looks, changes[0], strict=True)]
    return Figure(data, layout, [Frames(range(len(data)), changes)])


def _deltas_table(one: OneStep) -> pd.DataFrame:
    names = backward.neuron_names(one)
    return pd.DataFrame(backward.deltas(one), columns=names).assign(sample=[1, 2, 3])


def plane_training(name: str, start: str) -> NetworkTraining:
    """Three hidden neurons on points of that name, as the Playground would train them."""
    return NetworkTraining(
        PlaneData(name, LESSON_FEATURES),
        Architecture(hidden=(NEURONS,)),
        epochs=PLANE_EPOCHS,
        method=Method(start=PLANE_STARTS[start]),
    )


def plane_score(name: str, start: str) -> float:
    """The share of the training points that ends on its correct side."""
    chosen = plane_training(name, start)
    run = network_runs.whole(chosen)
    return float(network_runs.watch(chosen, len(run.snapshot_epochs), run).scores[-1][0])


def plane(seen: Seen) -> View[Seen]:
    """What each hidden neuron sees of points that no line can cut, or hardly."""
    chosen = plane_training(seen.plane, seen.run.training.start)
    run = network_runs.whole(chosen)
    watched = network_runs.watch(chosen, len(run.snapshot_epochs), run)
    architecture, points = chosen.network, network_runs.task(chosen).points
    percent = network_scene.percent(float(watched.scores[-1][0]))
    said = (
        f"The {architecture.called} network with the start **{seen.run.training.start}** has "
        f"**{percent}** of the training points on the correct side after "
        f"{words.count(PLANE_EPOCHS, 'epoch')}."
    )
    captions = [network_scene.caption(watched, i, False) for i in range(len(watched.epochs))]
    shown = [
        Shown(
            "multilayer_plane",
            "Points over the map of the output",
            _points_over_map(points, len(watched.epochs)),
            f"The points of {seen.plane} over what the network answers. " + said.replace("**", ""),
            lambda: pd.DataFrame(points.x, columns=list(points.names)).assign(target=points.y),
            place="main",
        ),
        Shown(
            _MAPS,
            "What each neuron sees",
            _maps(chosen, watched.weights),
            f"A map of what every neuron answers over the plane on {seen.plane}.",
            lambda: pd.DataFrame({"epoch": watched.epochs, "correct": watched.scores[:, 0]}),
        ),
    ]
    return View(seen, shown, Player(captions, clock="plane"), said, told.PLANE)


def _maps(chosen: NetworkTraining, weights: Floats) -> NetworkFigure:
    """What every neuron answers over the plane, at each moment kept."""
    task, architecture = network_runs.task(chosen), chosen.network
    scaling = task.points.scaling
    scaled = {} if scaling is None else {"mean": scaling.mean.tolist(), "std": scaling.std.tolist()}
    return NetworkFigure(
        architecture.sizes,
        weights,
        task.activations,
        architecture.inputs,
        network_scene.labels(architecture),
        network_scene.layer_names(architecture),
        Plane(*task.points.box, **scaled),
        Answer(task.middle, 0.5 if task.middle else 1.0, True, False),
        (2, 0),
    )


def _points_over_map(points: Any, moments: int) -> Figure:
    across, up = points.box
    data = [
        {"type": "scatter", "mode": "markers", "name": label,
         "x": points.x[points.y > 0 if place else points.y <= 0, 0],
         "y": points.x[points.y > 0 if place else points.y <= 0, 1],
         "marker": {"color": style.CLASS_COLOURS[place], "symbol": style.CLASS_SYMBOLS[place],
                    "size": 8, "line": {"color": "#26303B", "width": 0.8}}}
        for place, label in enumerate(points.classes)
    ]  # fmt: skip
    layout = style.layout(
        style.axis(points.names[0], across, showgrid=False),
        style.axis(points.names[1], up, showgrid=False),
    )
    return Figure(data, layout, [UnitMap(_MAPS, moments)])
