"""A network of layers drawn with its numbers, up to the layer that the forward pass has reached.

Every cell shows its output. The layers that have not got their inputs yet are faint: information
flows one way, from left to right.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

import plotly.graph_objects as go

from core.backpropagation import LayerValues
from core.checks import Floats
from pages.shared import words
from pages.shared.figures import neuron, style

_CELL, _ACTIVE_CELL = 42, 48
_NAMES_ABOVE = 1.1
_TERMS_A_LINE = 3
_SUBSCRIPTS = "₀₁₂₃₄₅₆₇₈₉"


@dataclass(frozen=True)
class Pass:
    """One forward pass: inputs (d,), and weights, biases and values of each layer (one sample).

    ``output`` is the activation of the last layer, where it is another one.
    """

    inputs: Floats
    weights: Sequence[Floats]
    biases: Sequence[Floats]
    layers: Sequence[LayerValues]
    activation: str
    output: str = ""

    def activation_of(self, k: int) -> str:
        """What layer k (from 1) does with its net inputs."""
        return self.output or self.activation if k == len(self.layers) else self.activation

    @property
    def outputs(self) -> list[Floats]:
        """What each layer passes on, (units,) each: the inputs, then every layer's a."""
        return [self.inputs, *(layer.a[0] for layer in self.layers)]

    @property
    def names(self) -> list[str]:
        """What the layers are called, the inputs first."""
        hidden = [f"hidden {i}" for i in range(1, len(self.layers))]
        return ["inputs", *hidden, "output"]


def figure(shown: Pass, reached: int, *, bias_cells: bool, height: int = style.TALL) -> go.Figure:
    """The network after ``reached`` layers; ``bias_cells`` draws each bias as a cell of 1."""
    cells, connections = _parts(shown, reached, bias_cells)
    return neuron.figure(cells, connections, strongest=1.0, height=height, headroom=_NAMES_ABOVE)


def playable(
    moments: Sequence[tuple[str, Pass]], *, strongest: float, height: int = style.TALL
) -> go.Figure:
    """The same sample in the same network at several moments of training, each with its caption.

    ``strongest`` is the size of weight that is drawn widest.
    """
    drawn = [
        neuron.Drawn(caption, *_parts(shown, len(shown.layers), bias_cells=False))
        for caption, shown in moments
    ]
    return neuron.playable(drawn, strongest=strongest, height=height, headroom=_NAMES_ABOVE)


def _parts(
    shown: Pass, reached: int, bias_cells: bool
) -> tuple[list[neuron.Cell], list[neuron.Connection]]:
    counts = [len(a) for a in shown.outputs]
    extra = [int(bias_cells and k < len(counts) - 1) for k in range(len(counts))]
    sizes = [count + one for count, one in zip(counts, extra, strict=True)]
    starts = list(accumulate(sizes, initial=0))
    cells = [cell for k, size in enumerate(sizes) for cell in _column(shown, k, size, reached)]
    connections = [
        connection
        for k in range(1, len(sizes))
        for connection in _into(shown, k, starts, faint=k > reached, bias_cells=bias_cells)
    ]
    return cells, connections


def sum_in_words(shown: Pass, k: int, j: int) -> str:
    """The net input of neuron j (from 0) of layer k (from 1) with its numbers."""
    before = shown.outputs[k - 1]
    terms = [
        f"{_term(a)} · {_term(w)}" for a, w in zip(before, shown.weights[k - 1][:, j], strict=True)
    ]
    terms.append(_term(shown.biases[k - 1][j]))
    return " + ".join(terms)


def name(shown: Pass, k: int, j: int) -> str:
    """What neuron j of layer k is called: ``x₁`` or ``hidden 1, neuron 2``."""
    return f"x{_SUBSCRIPTS[j + 1]}" if k == 0 else f"{shown.names[k]}, neuron {j + 1}"


def _column(shown: Pass, k: int, size: int, reached: int) -> Iterator[neuron.Cell]:
    """The cells of one layer, its name above the first, the bias's cell last."""
    outputs, title = shown.outputs[k], shown.names[k].replace(" ", "<br>")
    places = neuron.column(k / len(shown.layers), size)
    for j, (x, y) in enumerate(places):
        constant = j == len(outputs)
        yield neuron.Cell(
            x,
            y,
            "1" if constant else "" if k > reached else _short(outputs[j]),
            title if j == 0 else "",
            "top",
            size=_ACTIVE_CELL if k == reached and not constant else _CELL,
            constant=constant,
            hover="a cell of constant 1: its weights are the biases" if constant
            else _hover(shown, k, j, reached),
            faint=k > reached,
            active=k == reached and not constant,
        )  # fmt: skip


def _hover(shown: Pass, k: int, j: int, reached: int) -> str:
    title = name(shown, k, j)
    if k == 0:
        return f"{title} = {words.number(shown.inputs[j])}"
    if k > reached:
        return f"{title}: not reached yet"
    z, a = shown.layers[k - 1].z[0, j], shown.layers[k - 1].a[0, j]
    return (
        f"<b>{title}</b><br>z = {_wrapped(sum_in_words(shown, k, j))}<br>"
        f"= {words.number(z)}<br>a = {shown.activation_of(k)}(z) = {words.number(a)}"
    )


def _into(
    shown: Pass, k: int, starts: Sequence[int], *, faint: bool, bias_cells: bool
) -> Iterator[neuron.Connection]:
    """The connections from layer k - 1 into layer k."""
    weights, biases = shown.weights[k - 1].tolist(), shown.biases[k - 1].tolist()
    rows = [*weights, biases] if bias_cells else weights
    for i, row in enumerate(rows):
        kind = "weight" if i < len(weights) else "bias"
        for j, weight in enumerate(row):
            yield neuron.Connection(
                starts[k - 1] + i,
                starts[k] + j,
                weight,
                hover=f"{kind} {words.number(weight)}",
                faint=faint,
            )


def _wrapped(sum_: str) -> str:
    """A long sum in lines of a few terms each."""
    terms = sum_.split(" + ")
    lines = [terms[i : i + _TERMS_A_LINE] for i in range(0, len(terms), _TERMS_A_LINE)]
    return "<br>+ ".join(" + ".join(line) for line in lines)


def _short(value: float) -> str:
    """A number that fits into a cell."""
    return words.number(round(float(value), 2), 3)


def _term(value: float) -> str:
    return words.bracketed(words.number(value, 3))
