"""The network on the page as it can be touched, and the map of a neuron that is followed in it."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from core.checks import Floats
from pages.lessons.multilayer_network import touch
from pages.lessons.multilayer_network.multilayer import MOST_HIDDEN, MOST_LAYERS, LessonTraining, X
from pages.shared.bench.stage import Number, Reaction, Shown, Stepper
from pages.shared.drawn_network import controls, neuron_map
from pages.shared.drawn_network.names import Names
from pages.shared.drawn_network.neuron_map import WatchedNeuron
from pages.shared.figures import network as drawing
from pages.shared.figures.network import ForwardPass, NetworkPart

_AROUND = (-0.25, 1.25)
"""The inputs are 0 or 1: a map from a little below to a little above."""


def touchable(
    shown: Shown,
    drawn: ForwardPass,
    names: Names,
    number: Number | None,
    more: Sequence[Stepper] = (),
) -> Shown:
    """The drawing, with what can be clicked, pointed at, and walked to in it.

    number: a box for the weight that is chosen; more: steppers beside those of the hidden layers
    """
    return replace(
        shown,
        place="main",
        pick=True,
        links=drawing.links(drawn, bias_cells=False),
        stops=drawing.stops(drawn),
        steppers=[*_hidden_steppers(drawn, names), *more],
        number=number,
    )


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


def map_of(
    names: Names,
    history: Floats,
    activations: Sequence[str],
    sample: int,
    neuron: NetworkPart,
    known_from: int = 0,
) -> Shown:
    """What the neuron answers over the first two inputs, the others as the sample has them."""
    watched = WatchedNeuron(
        names, history, activations, X[sample].tolist(), neuron, _AROUND, known_from=known_from
    )
    return neuron_map.shown(watched, "multilayer_map")


def reactions(names: Names, training: LessonTraining, outputs: int) -> dict[str, Reaction]:
    """What the page does with touches of the drawing."""
    return {
        "pick": partial(controls.picked, names),
        "number": partial(controls.numbered, names),
        "resize": partial(touch.resized, training.hidden, outputs),
    }
