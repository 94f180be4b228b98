"""The parts that the scripts of multi-layer networks share: start, forward and backward pass."""

from collections.abc import Sequence

import numpy as np

from core.activations import ACTIVATIONS
from core.parameters import Layers
from pages.shared.drawn_network.names import SetByHand
from pages.shared.script import pieces
from pages.shared.script.functions import functions, textbook_slopes
from pages.shared.script.pieces import array, literal
from pages.shared.script.script import Section


def activations(names: Sequence[str], *, with_slopes: bool = True) -> Section:
    """The activation of each layer, and its slope where the network is to learn."""
    used = [ACTIVATIONS[name] for name in names]
    code = [functions(used)]
    lists = [f"FUNCTIONS = [{', '.join(names)}]"]
    if with_slopes:
        code.append(textbook_slopes(used))
        lists.append(f"SLOPES = [{', '.join(f'{name}_slope' for name in names)}]")
    return Section(
        "The activations",
        "What each layer does with its net inputs z"
        + (", and the slope of that, which learning follows." if with_slopes else "."),
        "\n\n\n".join([*code, "\n".join(lists)]),
    )


FORWARD = '''\
def forward(inputs, weights, biases):
    """The net inputs of every layer, and the outputs of every layer behind the inputs."""
    sums, outputs = [], [inputs]
    for w, b, f in zip(weights, biases, FUNCTIONS):
        sums.append(outputs[-1] @ w + b)
        outputs.append(f(sums[-1]))
    return sums, outputs'''

BACKWARD = '''\
def gradients(inputs, targets, weights, biases):
    """dJ/dw and dJ/db of every layer, from the last one to the first."""
    sums, outputs = forward(inputs, weights, biases)
    by_weights, by_biases = [], []
    flowing = outputs[-1] - targets  # dJ / d output
    for layer in reversed(range(len(weights))):
        delta = flowing * SLOPES[layer](sums[layer])  # dJ / d net input
        by_weights.insert(0, outputs[layer].T @ delta)
        by_biases.insert(0, delta.sum(axis=0))
        flowing = delta @ weights[layer].T  # dJ / d output of the layer before
    return by_weights, by_biases'''

MODEL = Section(
    "The network",
    "Forward: the outputs of each layer are the inputs of the next. Backward: the error flows back "
    "through the same weights, and is multiplied by each activation's slope. J is half the sum of "
    "squared errors, so dJ/d output is output - target.",
    f"{FORWARD}\n\n\n{BACKWARD}",
)


def by_hand(own: SetByHand) -> list[Section]:
    """The weights that were set by hand, after the start; nothing where there are none."""
    lines = [
        f"start_biases[{mark.k - 1}][{mark.to}] = {value!r}"
        if mark.start == -1
        else f"start_weights[{mark.k - 1}][{mark.start}, {mark.to}] = {value!r}"
        for mark, value in own
    ]
    told = "The weights and biases that you set yourself. Python counts layers and neurons from 0."
    return [Section("By hand", told, "\n".join(lines))] if lines else []


def start(sizes: Sequence[int], kind: str, seed: int, low: float, high: float) -> Section:
    """Weights and biases of a kind of `core.initialise`, drawn layer by layer."""
    told, before, w, b = _STARTS[kind]
    numbers = {"low": literal(low), "high": literal(high), "middle": literal((low + high) / 2)}
    lines = [
        f"SIZES = {literal(list(sizes))}  # the inputs, then the neurons of each layer",
        *([f"rng = np.random.default_rng({seed})"] if "rng" in w else []),
        "start_weights, start_biases = [], []",
        "for fan_in, fan_out in zip(SIZES, SIZES[1:]):",
        *([f"    {before}"] if before else []),
        f"    start_weights.append({w.format(**numbers)})",
        f"    start_biases.append({b.format(**numbers)})",
    ]
    return Section("The start", told.format(**numbers), "\n".join(lines))


_SIZES = "the weights of each layer have the shape (inputs, neurons), its biases (neurons,)."
_SEEDED = "The seed makes the same ones each time; "
_STARTS = {
    "uniform": (
        f"Weights and biases drawn evenly from {{low}} to {{high}}. {_SEEDED}{_SIZES}",
        "",
        "rng.uniform({low}, {high}, (fan_in, fan_out))",
        "rng.uniform({low}, {high}, fan_out)",
    ),
    "zeros": (
        f"All weights and biases are 0; {_SIZES}",
        "",
        "np.zeros((fan_in, fan_out))",
        "np.zeros(fan_out)",
    ),
    "equal": (
        f"All weights and biases are {{middle}}; {_SIZES}",
        "",
        "np.full((fan_in, fan_out), {middle})",
        "np.full(fan_out, {middle})",
    ),
    "glorot": (
        "Weights drawn evenly within sqrt(6 / (inputs + neurons)) of 0 (Glorot and Bengio 2010), "
        f"biases 0. {_SEEDED}{_SIZES}",
        "limit = np.sqrt(6 / (fan_in + fan_out))",
        "rng.uniform(-limit, limit, (fan_in, fan_out))",
        "np.zeros(fan_out)",
    ),
    "he": (
        "Normal weights with standard deviation sqrt(2 / inputs) (He, Zhang, Ren and Sun 2015), "
        f"biases 0. {_SEEDED}{_SIZES}",
        "",
        "rng.normal(0, np.sqrt(2 / fan_in), (fan_in, fan_out))",
        "np.zeros(fan_out)",
    ),
}


def given_start(weights: Layers, biases: Layers) -> Section:
    """Weights and biases as they are."""
    lines = [f"SIZES = {literal([len(weights[0]), *(w.shape[1] for w in weights)])}"]
    for i, (w, b) in enumerate(zip(weights, biases, strict=True), start=1):
        lines += [array(f"w{i}", w), array(f"b{i}", b)]
    for name, letter in (("weights", "w"), ("biases", "b")):
        lines.append(
            f"start_{name} = [{', '.join(f'{letter}{i + 1}' for i in range(len(weights)))}]"
        )
    return Section("The start", f"Set by hand; {_SIZES}", "\n".join(lines))


def flat(weights: Layers, biases: Layers) -> Sequence[float]:
    """All numbers in a row, as ``FLAT`` puts them: layer after layer, weights then biases."""
    layers = zip(weights, biases, strict=True)
    return [value for w, b in layers for value in [*w.ravel().tolist(), *b.tolist()]]


FLAT = '''\
def flat(weights, biases):
    """All numbers in a row: layer after layer, the weights, then the biases."""
    return np.concatenate([part.ravel() for layer in zip(weights, biases) for part in layer])'''


def rounding(cost: float) -> float:
    """How far a cost J near 0 may be off: errors near rounding, squared, are nothing but that."""
    return 1e-14 * float(np.sqrt(2.0 * cost)) if cost < 1e-9 else 0.0


COSTS = pieces.picture(
    "J over the epochs, on a logarithmic axis.",
    """\
figure = go.Figure()
figure.add_scatter(x=np.arange(1, len(costs) + 1), y=costs, name="J")
figure.update_layout(xaxis_title="Epoch", yaxis_title="J", yaxis_type="log")
figure.show()""",
)
