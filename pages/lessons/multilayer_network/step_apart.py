"""One step of backpropagation in formulas, tables and sentences, with all its numbers."""

from itertools import pairwise

import numpy as np
import pandas as pd

from core.activations import find
from core.backpropagation import LayerStep
from core.checks import Floats
from pages.lessons.multilayer_network.gradients import Taken
from pages.lessons.multilayer_network.multilayer import (
    Learned,
    X,
    Y,
    cell_names,
    flat,
    weight_names,
)
from pages.shared import matrices, words
from pages.shared.bench import numbers
from pages.shared.figures import activations as shapes
from pages.shared.figures import network as drawing

Lines = list[tuple[str, str]]


SMALL = ("z", "f(z)", "f′(z)", "δ", "∂J/∂w", "finite difference", "difference",
         "update −η ∂J/∂w")  # fmt: skip
"""Columns whose numbers may be very small."""
LOGISTIC_SLOPE = matrices.aligned(
    ("f(z)", r"\frac{1}{1 + e^{-z}}"),
    ("f'(z)", r"\frac{e^{-z}}{(1 + e^{-z})^2}"),
    ("", r"f(z)\,\bigl(1 - f(z)\bigr)"),
)


def formulas(run: Learned) -> dict[str, Lines]:
    """Forward, backward and update as LaTeX, each letter with its shape where it first stands."""
    sizes, letters = run.training.sizes, _letters(run)
    shapes = list(zip(pairwise(sizes), pairwise(letters), strict=True))
    forward, update = Lines(), Lines()
    for (fan_in, n), (a, b) in shapes:
        inputs = _shaped("X", 3, 4) if a == "X" else a
        weights = rf"{_shaped(f'W_{{{b}}}', fan_in, n)} + {_shaped(f'b_{{{b}}}', n)}"
        forward += [(_shaped(f"z_{{{b}}}", 3, n), rf"{inputs}\, {weights}"), (b, f"f(z_{{{b}}})")]
    forward.append(("J", rf"\tfrac12 \sum ({_shaped('y', 3, 1)} - o)^2"))
    for (fan_in, n), (a, b) in reversed(shapes):
        update += [
            (_shaped(rf"\Delta W_{{{b}}}", fan_in, n), rf"-\eta\, {a}^\top \delta_{{{b}}}"),
            (_shaped(rf"\Delta b_{{{b}}}", n), rf"-\eta \textstyle\sum \delta_{{{b}}}"),
        ]
    return {"Forward": forward, "Backward": _deltas(run), "Update": update}


def _letters(run: Learned) -> list[str]:
    """What stands for the outputs of each layer in a formula, the inputs first."""
    hidden = range(1, len(run.hidden) + 1)
    return ["X", *(["h"] if len(hidden) == 1 else [f"h_{k}" for k in hidden]), "o"]


def _deltas(run: Learned) -> Lines:
    """The delta of each layer, from the last one to the first."""
    _, *letters = _letters(run)
    slopes = [_slope(a, logistic) for a, logistic in zip(letters, is_logistic(run), strict=True)]
    sizes = run.training.sizes[1:]
    lines = [(_shaped(r"\delta_{o}", 3, 1), rf"(o - y) \odot {slopes[-1]}")]
    for k in reversed(range(len(letters) - 1)):
        after = rf"\delta_{{{letters[k + 1]}}} W_{{{letters[k + 1]}}}^\top"
        delta = _shaped(rf"\delta_{{{letters[k]}}}", 3, sizes[k])
        lines.append((delta, rf"({after}) \odot {slopes[k]}"))
    return lines


def is_logistic(run: Learned) -> list[bool]:
    """Whether each layer behind the inputs is logistic."""
    return [name == "logistic" for name in run.training.activations]


def _slope(a: str, logistic: bool) -> str:
    """The slope of a layer as it stands in a delta."""
    return rf"{a} \odot (1 - {a})" if logistic else f"f'(z_{{{a}}})"


def _shaped(letter: str, *sizes: int) -> str:
    """A letter with its shape below."""
    return rf"\underset{{\scriptscriptstyle {matrices.shape(*sizes)}}}{{{letter}}}"


def neurons_table(run: Learned, taken: Taken) -> pd.DataFrame:
    """Every net input, output, slope and delta of the step, with the sums they come from."""
    names = cell_names(run.training.sizes)
    rows = []
    for i in range(len(X)):
        shown = run.forward(run.before(taken.epoch), i)
        for k, layer in enumerate(taken.step.layers, start=1):
            for j, name in enumerate(names[k]):
                how = f"{_came_back(taken, k, i, j)} · {_slope_in_numbers(run, layer, k, i, j)}"
                sum_ = drawing.sum_in_words(shown, k, j)
                called = "output" if k == len(taken.step.layers) else name
                rows.append((i + 1, called, sum_, *_values(layer, i, j), how, layer.delta[i, j]))
    columns = ["sample", "neuron", "z computed as", "z", "f(z)", "f′(z)", "δ computed as", "δ"]
    return numbers.unsigned_zeros(pd.DataFrame(rows, columns=columns))


def _came_back(taken: Taken, k: int, i: int, j: int) -> str:
    """What neuron j of layer k gets back of sample i: its error, or a sum over the paths."""
    layers = taken.step.layers
    if k == len(layers):
        return f"({words.number(layers[-1].a[i, j])} − {Y[i, j]:g})"
    after = layers[k]
    paths = [
        f"({words.number(delta)}) · ({words.number(weight)})"
        for delta, weight in zip(after.delta[i], after.weights[j], strict=True)
    ]
    return paths[0] if len(paths) == 1 else f"({' + '.join(paths)})"


def _values(layer: LayerStep, i: int, j: int) -> tuple[float, float, float]:
    return layer.z[i, j], layer.a[i, j], layer.slope[i, j]


def _slope_in_numbers(run: Learned, layer: LayerStep, k: int, i: int, j: int) -> str:
    a = words.number(layer.a[i, j])
    return f"{a} · (1 − {a})" if is_logistic(run)[k - 1] else words.number(layer.slope[i, j])


def weights_table(run: Learned, taken: Taken) -> pd.DataFrame:
    """Every weight and bias: its gradient, the check by finite differences, and its update."""
    layers = taken.step.layers
    table = pd.DataFrame(
        {
            "weight": weight_names(run.training.sizes),
            "before": flat([(one.weights, one.biases) for one in layers]),
            "∂J/∂w computed as": _sums(taken),
            "∂J/∂w": taken.gradient,
            "finite difference": taken.tried,
            "difference": taken.tried - taken.gradient,
            "update −η ∂J/∂w": flat([(one.weight_update, one.bias_update) for one in layers]),
            "after": flat([(one.new_weights, one.new_biases) for one in layers]),
        }
    )
    return numbers.unsigned_zeros(table)


def _sums(taken: Taken) -> list[str]:
    """How each gradient is computed: the sum, over the samples, of input times delta."""
    constant = np.ones(len(X))
    return [
        _sum(inputs, deltas)
        for layer in taken.step.layers
        for inputs in (*layer.inputs.T, constant)
        for deltas in layer.delta.T
    ]


def _sum(inputs: Floats, deltas: Floats) -> str:
    pairs = zip(inputs, deltas, strict=True)
    return " + ".join(f"{_term(a)} · {_term(d)}" for a, d in pairs)


def _term(value: float) -> str:
    return words.bracketed(words.number(value))


def checked(run: Learned, taken: Taken) -> str:
    """Backpropagation against finite differences, in a sentence."""
    largest = words.number(float(np.abs(taken.gradient).max()), 3)
    told = (
        "Each gradient is found once more without the chain rule: move one weight a little up and "
        "down, and see how J changes. The largest difference between the two is "
        f"**{words.number(taken.furthest, 2)}**; the largest gradient is {largest}."
    )
    if taken.agrees:
        return told
    return (
        f"{told} They do not agree, because {_bent(run)}J bends too strongly, or is too large, for "
        "so small a change."
    )


def _bent(run: Learned) -> str:
    """The cause that only an activation with a jump or a kink can have."""
    if all(shapes.is_smooth(find(name)) for name in run.training.activations):
        return ""
    return (
        "a net input lies at or next to a jump or a kink of its activation, where it has no slope "
        "and backpropagation takes the one to the right, or because "
    )


def order_told(taken: Taken) -> str:
    """Why delta_h is computed before W_o changes, measured in this step."""
    deep = len(taken.late) > 1
    title, behind, of = (
        ("Every δ is computed before any weight changes", "weights behind it", "hidden weights")
        if deep
        else ("δ_h is computed before W_o changes", "W_o", "W_h")
    )
    told = (
        f"**{title}.** The gradient is the slope of J at one place, so "
        f"all parts of it need the weights of that place. With the new {behind}, "
        f"{'a hidden δ' if deep else 'δ_h'} would mix two places"
    )
    if not taken.late_furthest:
        every = "hidden gradient" if deep else "gradient of W_h"
        return f"{told}. In this update it would make no difference: no {every} would change."
    return (
        f"{told}: in this update a gradient of {of} would be wrong by up to "
        f"{words.number(taken.late_furthest, 2)}. The largest of them is "
        f"{words.number(taken.largest_hidden, 2)}."
    )
