"""Weights and biases set by hand, as a text that fits into a link.

Layers are parted by "|", neurons by ";", the numbers of a neuron by ",", its bias first:
"0.5,1,-1;0,2,2|1,-1,1" is a 2-2-1 network.
"""

from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from core.checks import Floats
from core.parameters import Layers
from pages.shared import words

LONGEST = 5000
"""Letters of a text: enough for the largest network, however many digits its weights have."""
LARGEST = 1e6


def parse(text: str, sizes: Sequence[int]) -> tuple[Layers, Layers]:
    """(weights, biases) of a text. ValueError says in a sentence what does not fit the network."""
    layers = [[_numbers(neuron) for neuron in layer.split(";")] for layer in text.split("|")]
    if len(layers) != len(sizes) - 1:
        has = words.count(len(layers), "layer")
        raise ValueError(f"It has {has}, the network has {len(sizes) - 1}.")
    for k, (neurons, (fan_in, units)) in enumerate(zip(layers, pairwise(sizes), strict=True), 1):
        if len(neurons) != units:
            has = words.count(len(neurons), "neuron")
            raise ValueError(f"Layer {k} has {has}, the network has {units}.")
        for j, numbers in enumerate(neurons, 1):
            if len(numbers) != 1 + fan_in:
                has = words.count(len(numbers), "number")
                needed = words.count(fan_in, "weight")
                raise ValueError(f"Layer {k}, neuron {j} has {has}; it needs a bias and {needed}.")
    arrays = [np.array(neurons).T for neurons in layers]
    return [layer[1:] for layer in arrays], [layer[0] for layer in arrays]


def write(weights: Sequence[Floats], biases: Sequence[Floats]) -> str:
    """The text of weights (fan_in, units) and biases (units,), with four digits."""
    return "|".join(
        ";".join(",".join(map(number_text, neuron)) for neuron in np.vstack([b, w]).T)
        for w, b in zip(weights, biases, strict=True)
    )


def number_text(value: float) -> str:
    """A number in it."""
    return f"{value:.4g}"


def _numbers(neuron: str) -> list[float]:
    try:
        numbers = [float(part) for part in neuron.split(",")]
    except ValueError:
        raise ValueError("It has something that is not a number.") from None
    if not all(abs(number) <= LARGEST for number in numbers):
        most = words.whole(LARGEST)
        raise ValueError(f"Every number must be from −{most} to {most}.")
    return numbers
