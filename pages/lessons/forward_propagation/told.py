"""What the Forward propagation page says."""

import numpy as np

from pages.lessons.forward_propagation.settings import SeededNetwork
from pages.shared import words
from pages.shared.figures import network as drawing
from pages.shared.figures.network import NetworkPart


def row(values: np.ndarray) -> str:
    """A few numbers in a row."""
    return ", ".join(words.number(value, 3) for value in values)


def layer_name(seen: SeededNetwork, k: int) -> str:
    """What layer k is called in a sentence."""
    return {0: "the inputs", seen.last: "the output layer"}.get(k, f"hidden layer {k}")


def captions(seen: SeededNetwork) -> list[str]:
    """Each moment: the inputs, then every layer as it is computed."""
    outputs = seen.shown.outputs
    told = [f"The inputs: {row(outputs[0])}. Press Play to compute layer by layer"]
    for k in range(1, seen.last + 1):
        end = ", the answer" if k == seen.last else ""
        told.append(f"{layer_name(seen, k).capitalize()}: {row(outputs[k])}{end}")
    return told


def sayings(
    seen: SeededNetwork, followed: NetworkPart | None, bias_cell: bool = False
) -> list[str]:
    """At each moment the shapes of the layer, or the arithmetic of the neuron that is followed."""
    if followed is None:
        return ["One sample is a row of numbers: shape (1, 3)", *(
            shapes_in_short(seen, k, bias_cell) for k in range(1, seen.last + 1)
        )]  # fmt: skip
    name = drawing.name(seen.shown, followed.k, followed.to)
    waiting = f"{name}: waits for {layer_name(seen, followed.k - 1)}"
    sum_ = drawing.neuron_in_words(seen.shown, followed.k, followed.to)
    return [
        f"{name}: {sum_}" if k >= followed.k else waiting if k < followed.k - 1
        else f"{name} is computed next"
        for k in range(seen.last + 1)
    ]  # fmt: skip


def shapes_in_short(seen: SeededNetwork, k: int, bias_cell: bool) -> str:
    """A layer as a product of shapes; the biases are one more row of W, or added."""
    values, units = seen.sizes[k - 1], seen.sizes[k]
    if bias_cell:
        values += 1
        return f"z = [a 1] [W; b]: shapes (1, {values})({values}, {units}) → (1, {units})"
    return f"z = a W + b: shapes (1, {values})({values}, {units}) + ({units},) → (1, {units})"


def weights_and_biases(seen: SeededNetwork) -> tuple[int, int]:
    """How many the network has."""
    weights, biases = (sum(map(np.size, part)) for part in seen.parameters)
    return int(weights), int(biases)


def depth(seen: SeededNetwork) -> str:
    """Whether the network is called deep, and what it is made of."""
    weights, biases = weights_and_biases(seen)
    deep = (
        f"It has {seen.hidden} hidden layers: more than one, so it is called **deep**."
        if seen.hidden > 1
        else "It has one hidden layer, so it is **not** called deep."
    )
    return (
        f"This is a **{seen.called}** network with {words.count(weights, 'weight')} and "
        f"{words.count(biases, 'bias', 'biases')}. {deep}"
    )


def outcome(seen: SeededNetwork) -> str:
    """What the network answers, and what it is."""
    return f"The network answers **{row(seen.answers)}**. {depth(seen)}"


PRODUCT = (
    "One sample is a row of numbers, $a^{(0)} = x$. A layer multiplies it by its weights $W$, one "
    "column for each neuron, and adds its biases $b$. The product of the row and a column is "
    "number times number, added up: the weighted sum of that neuron. A bias can be drawn as the "
    "weight of **one more cell of constant value 1**: with Bias as a cell of 1, $b$ becomes one "
    "more row of $W$. The numbers here are rounded to two decimals."
)
