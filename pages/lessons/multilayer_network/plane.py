"""The same kind of network on points in the plane that no line can cut, or hardly."""

from dataclasses import replace
from functools import partial

import pandas as pd

from core.checks import Floats
from core.parameters import Layers
from data import LESSON_FEATURES
from pages.lessons.multilayer_network import told, touch
from pages.lessons.multilayer_network.multilayer import (
    HIDDEN,
    MOST_HIDDEN,
    MOST_LAYERS,
    LessonTraining,
)
from pages.lessons.multilayer_network.told import Seen
from pages.shared import words
from pages.shared.bench.stage import Player, Shown
from pages.shared.bench.view import View
from pages.shared.drawn_network import names
from pages.shared.drawn_network.names import Names, SetByHand
from pages.shared.figures import style
from pages.shared.figures.figure import Figure
from pages.shared.figures.motion import UnitMap
from pages.shared.figures.network import NetworkPart
from pages.shared.figures.network_maps import Answer, Hands, NetworkFigure
from pages.shared.plane_network import by_hand, network_runs, network_scene
from pages.shared.plane_network.network_settings import (
    BY_HAND,
    Architecture,
    Method,
    NetworkTraining,
    PlaneData,
)
from pages.shared.plane_network.plane_points import PlanePoints
from pages.shared.plane_network.watched import watch

PLANES = ("xor", "circles", "moons", "spiral", "versicolor-virginica")
STARTS = {"random": "glorot", "equal": "equal", "zeros": "zeros"}
"""What this page calls a start, and what the Playground calls it."""
EPOCHS = 300
ACTIVATION = Architecture().activation
"""Of its hidden neurons, whatever those of the three samples have."""
_MAPS = "multilayer_maps"


def training_of(
    name: str, start: str, hidden: tuple[int, ...] = (HIDDEN,), own: SetByHand = ()
) -> NetworkTraining:
    """Points of that name, as the Playground would train on them."""
    chosen = NetworkTraining(
        PlaneData(name, LESSON_FEATURES),
        Architecture(hidden=hidden),
        epochs=EPOCHS,
        method=Method(start=STARTS[start]),
    )
    return _by_hand(chosen, own) if own else chosen


def _by_hand(chosen: NetworkTraining, own: SetByHand) -> NetworkTraining:
    """The same from a start of which some weights are set by hand."""
    weights, biases = ([w.copy() for w in part] for part in network_runs.task(chosen).start)
    names.put_in(Names(chosen.network.sizes), own, weights, biases)
    typed = Method(start=BY_HAND, by_hand=by_hand.write(weights, biases))
    return replace(chosen, method=typed)


def in_playground(name: str, training: LessonTraining, on_show: bool) -> dict[str, object]:
    """What the Playground's controls stand at for the same network.

    on_show: whether what is set by hand are this network's weights, not those of the samples' one
    """
    hidden, own = training.hidden, training.own if on_show else ()
    chosen = training_of(name, training.start, hidden, own)
    method = chosen.method
    return {
        "pair": name,
        "layers": len(hidden),
        "epochs": chosen.epochs,
        "start": method.start,
        **{f"n{k}": n for k, n in enumerate(hidden, start=1)},
        **({"weights": method.by_hand} if method.by_hand else {}),
    }


def start_of(name: str, training: LessonTraining) -> tuple[Layers, Layers]:
    """The weights and biases before epoch 1."""
    chosen = training_of(name, training.start, training.hidden, training.own)
    return network_runs.task(chosen).start


def score(name: str, start: str) -> float:
    """The share of the training points that ends on its correct side."""
    chosen = training_of(name, start)
    run = network_runs.whole(chosen)
    return float(watch(chosen, len(run.snapshot_epochs), run).scores[-1][0])


def view(seen: Seen, neuron: NetworkPart | None) -> View[Seen]:
    """What each hidden neuron sees of the points; one map is shown large."""
    training = seen.run.training
    chosen = training_of(seen.plane, training.start, training.hidden, training.own)
    run = network_runs.whole(chosen)
    watched = watch(chosen, len(run.snapshot_epochs), run)
    architecture, points = chosen.network, network_runs.task(chosen).points
    said = _outcome(architecture, training, float(watched.scores[-1][0]))
    known = Names(architecture.sizes)
    large = neuron or NetworkPart(known.last, 0)
    name = "the output" if large.k == known.last else known.code(large.k, large.to)
    captions = [network_scene.caption(watched, i, False) for i in range(len(watched.epochs))]
    shown = [
        Shown(
            "multilayer_plane",
            f"Points over the map of {name}",
            _points_over_map(points, len(watched.epochs)),
            f"The points of {seen.plane} over the map of {name}. " + words.unmarked(said),
            lambda: pd.DataFrame(points.x, columns=list(points.names)).assign(target=points.y),
            place="main",
        ),
        Shown(
            _MAPS,
            "What each neuron sees",
            _maps(chosen, watched.weights, large),
            f"A map of what every neuron answers over the plane on {seen.plane}.",
            lambda: pd.DataFrame(
                {"epoch": watched.epochs, "correct, training (%)": 100 * watched.scores[:, 0]}
            ),
        ),
    ]
    reactions = {
        "unit": partial(touch.enlarged, known),
        "weight": partial(touch.typed, known),
        "resize": partial(touch.resized, training.hidden, seen.one.outputs),
    }
    player = Player(captions, clock="plane")
    below = told.plane(training.hidden, chosen.eta, EPOCHS, chosen.method.batch)
    return View(seen, shown, player, said, below, reactions)


def _outcome(network: Architecture, training: LessonTraining, score: float) -> str:
    start = f"the start **{training.start}**" + ", partly set by hand," * bool(training.own)
    return (
        f"The {network.called} network with {start} has **{words.percent(score)}** of the training "
        f"points on the correct side after {words.count(EPOCHS, 'epoch')}."
    )


def _maps(chosen: NetworkTraining, weights: Floats, large: NetworkPart) -> NetworkFigure:
    """What every neuron answers over the plane, at each moment kept."""
    task, architecture = network_runs.task(chosen), chosen.network
    return NetworkFigure(
        architecture.sizes,
        weights,
        task.activations,
        architecture.inputs,
        network_scene.labels(architecture),
        network_scene.layer_names(architecture),
        network_scene.plane(task.points),
        Answer(task.middle, 0.5 if task.middle else 1.0, True, False),
        (large.k, large.to),
        Hands((1, MOST_HIDDEN), (1, MOST_LAYERS), names.LARGEST),
    )


def _points_over_map(points: PlanePoints, moments: int) -> Figure:
    of_classes = points.x[points.y <= 0], points.x[points.y > 0]
    data = [
        {"type": "scatter", "mode": "markers", "name": label,
         "x": x[:, 0], "y": x[:, 1],
         "marker": style.class_marker(place, over_map=True)}
        for place, (label, x) in enumerate(zip(points.classes or (), of_classes, strict=False))
    ]  # fmt: skip
    return Figure(data, network_scene.layout(points), [UnitMap(_MAPS, moments)])
