"""One step of backpropagation in formulas, tables and sentences, with all its numbers."""

import numpy as np
import pandas as pd

from core.backpropagation import LayerStep
from core.checks import Floats
from pages.lessons.multilayer_network.multilayer import Learned, Taken, X, Y, flat, weight_names
from pages.shared import matrices, words
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
    hidden, output = is_logistic(run)
    n = run.training.hidden
    x, w_h, b_h = _shaped("X", 3, 4), _shaped("W_h", 4, n), _shaped("b_h", n)
    return {
        "Forward": [
            (_shaped("z_h", 3, n), rf"{x}\, {w_h} + {b_h}"),
            ("h", "f(z_h)"),
            (_shaped("z_o", 3, 1), rf"h\, {_shaped('W_o', n, 1)} + {_shaped('b_o', 1)}"),
            ("o", "f(z_o)"),
            ("J", rf"\tfrac12 \sum ({_shaped('y', 3, 1)} - o)^2"),
        ],
        "Backward": [
            (_shaped(r"\delta_o", 3, 1), rf"(o - y) \odot {_slope('o', output)}"),
            (_shaped(r"\delta_h", 3, n), rf"(\delta_o W_o^\top) \odot {_slope('h', hidden)}"),
        ],
        "Update": [
            (_shaped(r"\Delta W_o", n, 1), r"-\eta\, h^\top \delta_o"),
            (_shaped(r"\Delta b_o", 1), r"-\eta \textstyle\sum \delta_o"),
            (_shaped(r"\Delta W_h", 4, n), r"-\eta\, X^\top \delta_h"),
            (_shaped(r"\Delta b_h", n), r"-\eta \textstyle\sum \delta_h"),
        ],
    }


def is_logistic(run: Learned) -> list[bool]:
    """Whether the hidden layer is logistic, and the output."""
    return [name == "logistic" for name in run.training.activations]


def _slope(a: str, logistic: bool) -> str:
    """The slope of a layer as it stands in a delta."""
    return rf"{a} \odot (1 - {a})" if logistic else f"f'(z_{a})"


def _shaped(letter: str, *sizes: int) -> str:
    """A letter with its shape below."""
    return rf"\underset{{\scriptscriptstyle {matrices.shape(*sizes)}}}{{{letter}}}"


def neurons_table(run: Learned, taken: Taken) -> pd.DataFrame:
    """Every net input, output, slope and delta of the step, with the sums they come from."""
    hid, out = taken.step.layers
    hidden, output = is_logistic(run)
    rows = []
    for i in range(len(X)):
        shown = run.forward(run.before(taken.epoch), i)
        for j in range(run.training.hidden):
            delta, weight = words.number(out.delta[i, 0]), words.number(out.weights[j, 0])
            how = f"({delta}) · ({weight}) · {_slope_in_numbers(hid, i, j, hidden)}"
            sum_ = drawing.sum_in_words(shown, 1, j)
            rows.append((i + 1, f"h{j + 1}", sum_, *_values(hid, i, j), how, hid.delta[i, j]))
        error = f"({words.number(out.a[i, 0])} − {Y[i, 0]:g})"
        how = f"{error} · {_slope_in_numbers(out, i, 0, output)}"
        sum_ = drawing.sum_in_words(shown, 2, 0)
        rows.append((i + 1, "output", sum_, *_values(out, i, 0), how, out.delta[i, 0]))
    columns = ["sample", "neuron", "z computed as", "z", "f(z)", "f′(z)", "δ computed as", "δ"]
    return pd.DataFrame(rows, columns=columns)


def _values(layer: LayerStep, i: int, j: int) -> tuple[float, float, float]:
    return layer.z[i, j], layer.a[i, j], layer.slope[i, j]


def _slope_in_numbers(layer: LayerStep, i: int, j: int, logistic: bool) -> str:
    a = words.number(layer.a[i, j])
    return f"{a} · (1 − {a})" if logistic else words.number(layer.slope[i, j])


def weights_table(taken: Taken) -> pd.DataFrame:
    """Every weight and bias: its gradient, the check by finite differences, and its update."""
    layers = taken.step.layers
    return pd.DataFrame(
        {
            "weight": weight_names(layers[0].weights.shape[1]),
            "before": flat([(one.weights, one.biases) for one in layers]),
            "∂J/∂w computed as": _sums(taken),
            "∂J/∂w": taken.gradient,
            "finite difference": taken.tried,
            "difference": taken.tried - taken.gradient,
            "update −η ∂J/∂w": flat([(one.weight_update, one.bias_update) for one in layers]),
            "after": flat([(one.new_weights, one.new_biases) for one in layers]),
        }
    )


def _sums(taken: Taken) -> list[str]:
    """How each gradient is computed: the sum, over the samples, of input times delta."""
    hid, out = taken.step.layers
    constant, hidden = np.ones(len(X)), range(hid.weights.shape[1])
    return [
        *(_sum(hid.inputs[:, i], hid.delta[:, j]) for i in range(4) for j in hidden),
        *(_sum(constant, hid.delta[:, j]) for j in hidden),
        *(_sum(out.inputs[:, j], out.delta[:, 0]) for j in hidden),
        _sum(constant, out.delta[:, 0]),
    ]


def _sum(inputs: Floats, deltas: Floats) -> str:
    pairs = zip(inputs, deltas, strict=True)
    return " + ".join(f"{_term(a)} · {_term(d)}" for a, d in pairs)


def _term(value: float) -> str:
    return words.bracketed(words.number(value))


def checked(taken: Taken) -> str:
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
        f"{told} They do not agree, because a net input lies at a jump or a kink of the "
        "activation, where it has no slope: backpropagation takes the one to the right."
    )


def order_told(taken: Taken) -> str:
    """Why delta_h is computed before W_o changes, measured in this step."""
    told = (
        "**δ_h is computed before W_o changes.** The gradient is the slope of J at one place, so "
        "all parts of it need the weights of that place. With the new W_o, δ_h would be the slope "
        "of nothing"
    )
    if not taken.late_furthest:
        return f"{told}. In this update it would make no difference: every δ_h is 0 either way."
    return (
        f"{told}: in this update a gradient of W_h would be wrong by up to "
        f"{words.number(taken.late_furthest, 2)}. The largest one is "
        f"{words.number(float(np.abs(taken.step.layers[0].weight_gradient).max()), 2)}."
    )
