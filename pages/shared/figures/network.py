"""A network of layers drawn with its numbers, up to the layer that the forward pass has reached.

Every cell shows its output. The layers that have not got their inputs yet are small and faint:
information flows one way, from left to right.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate

from core.backpropagation import LayerValues
from core.checks import Floats
from pages.shared import words
from pages.shared.figures import diagram
from pages.shared.figures.figure import Figure
from pages.shared.figures.writing import IN_WORDS, Writing

_NAMES_ABOVE, _AIR_BELOW, _ROOM_BELOW = 0.9, 0.15, 1.45
_FEW = 5
"""With more cells above each other than these, what stands above and below needs more cells."""
_TERMS_A_LINE = 3
_WHOLE_WORDS = 4
"""With more layers than these (without the inputs), whole names would meet on a small phone."""
_LAYER, _FROM = 10_000, 100
"""A row (what a mark on the figure is called) is layer · 10,000 + from · 100 + to, all from 1;
a neuron comes from 0, its bias from _BIAS."""
_BIAS = 99
_CONSTANT = "a cell of constant 1: its weights are the biases"


@dataclass(frozen=True)
class ForwardPass:
    """One forward pass: inputs (d,), and weights, biases and values of each layer (one sample).

    ``output`` is the activation of the last layer, where it is another one; ``write`` is how its
    numbers stand in texts.
    """

    inputs: Floats
    weights: Sequence[Floats]
    biases: Sequence[Floats]
    layers: Sequence[LayerValues]
    activation: str
    output: str = ""
    write: Writing = IN_WORDS

    def activation_of(self, k: int) -> str:
        """What layer k (from 1) does with its net inputs, as sentences call it."""
        last = k == len(self.layers)
        return (self.output if last and self.output else self.activation).replace("_", " ")

    @cached_property
    def outputs(self) -> list[Floats]:
        """What each layer passes on, (units,) each: the inputs, then every layer's a."""
        return [self.inputs, *(layer.a[0] for layer in self.layers)]

    @cached_property
    def factors(self) -> list[list[str]]:
        """The same as they stand in the sums of the next layer."""
        return [[self.write.term(a) for a in outputs.tolist()] for outputs in self.outputs]

    @cached_property
    def said(self) -> list[list[str]]:
        """What each neuron says when it is pointed at, layer by layer, the inputs first."""
        return [
            [_hover(self, k, j) for j in range(len(outputs))]
            for k, outputs in enumerate(self.outputs)
        ]

    @cached_property
    def said_of_weights(self) -> list[list[list[str]]]:
        """The same for every weight of each layer, [from][to]; its biases come last."""
        return [_weights_said(self, k) for k in range(1, len(self.layers) + 1)]

    @cached_property
    def names(self) -> list[str]:
        """What the layers are called, the inputs first."""
        return self._called("hidden ")

    @cached_property
    def titles(self) -> list[str]:
        """The same above their cells."""
        return self._called("hidden " if len(self.layers) <= _WHOLE_WORDS else "h")

    def _called(self, hidden: str) -> list[str]:
        return ["inputs", *(f"{hidden}{i}" for i in range(1, len(self.layers))), "output"]


@dataclass(frozen=True)
class Moment:
    """A pass, and the layer that it has reached at this moment: 0 are the inputs."""

    shown: ForwardPass
    reached: int


@dataclass(frozen=True)
class NetworkPart:
    """What a row names: neuron ``to`` of layer ``k``, or what comes to it from a neuron or bias.

    Positions count from 0, layers too (the inputs); ``start`` None is the neuron itself, -1 the
    bias.
    """

    k: int
    to: int
    start: int | None = None

    @property
    def row(self) -> int:
        """The number that figures and touches have for it."""
        start = 0 if self.start is None else _BIAS if self.start < 0 else self.start + 1
        return self.k * _LAYER + start * _FROM + self.to + 1


def part(row: int) -> NetworkPart:
    """What a row of the drawing names."""
    k, rest = divmod(row, _LAYER)
    start, to = divmod(rest, _FROM)
    return NetworkPart(k, to - 1, None if start == 0 else -1 if start == _BIAS else start - 1)


def figure(
    moments: Sequence[Moment],
    *,
    strongest: float = 1.0,
    bias_cells: bool = False,
    room_below: bool = False,
) -> Figure:
    """The network at each moment: as the pass goes on, or as training changes its weights.

    strongest:  the size of weight that is drawn widest
    bias_cells: draw each bias as the weight of one more cell of 1
    room_below: leave room for the buttons of the layers
    """
    drawings = [drawn(moment, bias_cells) for moment in moments]
    return around(
        moments[0].shown, drawings, strongest=strongest, bias_cells=bias_cells,
        room_below=room_below,
    )  # fmt: skip


def around(
    shown: ForwardPass,
    drawings: Sequence[diagram.Diagram],
    *,
    strongest: float,
    bias_cells: bool = False,
    room_below: bool = False,
) -> Figure:
    """The figure of these drawings of a network, with room for what stands above and below it."""
    return diagram.figure(drawings, strongest=strongest, air=air(shown, bias_cells, room_below))


def air(shown: ForwardPass, bias_cells: bool, room_below: bool) -> tuple[float, float]:
    """Room above the cells for names, and below them for buttons, in cells."""
    dense = _dense(shown, bias_cells)
    return _NAMES_ABOVE * dense, _ROOM_BELOW * dense * room_below


def below(shown: ForwardPass, bias_cells: bool = False) -> float:
    """Where the buttons of the layers begin: a little below the lowest cell."""
    lowest = diagram.height(max(_sizes(shown, bias_cells))) / 2
    return -lowest - _AIR_BELOW * _dense(shown, bias_cells)


def _dense(shown: ForwardPass, bias_cells: bool) -> float:
    return max(1.0, max(_sizes(shown, bias_cells)) / _FEW)


def _sizes(shown: ForwardPass, bias_cells: bool) -> list[int]:
    """The cells of each layer, with the one that feeds the next layer's biases."""
    *before, last = (len(a) for a in shown.outputs)
    return [*(size + bias_cells for size in before), last]


def drawn(moment: Moment, bias_cells: bool = False) -> diagram.Diagram:
    """The cells and connections of one moment, layer by layer, those of a layer from the top."""
    return diagram.Diagram(*_parts(moment, bias_cells))


def links(shown: ForwardPass, bias_cells: bool = False) -> list[tuple[int, int, int]]:
    """For the stage: which marks each connection joins, and its own; a bias may have no cell."""
    joined = []
    for k, weights in enumerate(shown.weights, start=1):
        fan_in, units = weights.shape
        for j in range(units):
            for i in range(fan_in):
                ends = NetworkPart(k - 1, i).row, NetworkPart(k, j).row
                joined.append((*ends, NetworkPart(k, j, i).row))
            if bias_cells:
                joined.append(
                    (_constant_row(k - 1), NetworkPart(k, j).row, NetworkPart(k, j, -1).row)
                )
    return joined


def stops(shown: ForwardPass) -> list[tuple[int, str]]:
    """For the stage: every neuron that has a sum, with its name."""
    return [
        (NetworkPart(k, j).row, name(shown, k, j))
        for k, outputs in enumerate(shown.outputs[1:], start=1)
        for j in range(len(outputs))
    ]


def sum_in_words(shown: ForwardPass, k: int, j: int) -> str:
    """The net input of neuron j (from 0) of layer k (from 1) with its numbers."""
    return " + ".join(_terms(shown, k, j))


def name(shown: ForwardPass, k: int, j: int) -> str:
    """What neuron j of layer k is called: ``x₁`` or ``hidden 1, neuron 2``."""
    return input_name(j) if k == 0 else f"{shown.names[k]}, neuron {j + 1}"


def input_name(j: int) -> str:
    """What input j (from 0) is called: ``x₁``."""
    return f"x{words.subscript(j + 1)}"


def told(shown: ForwardPass, neuron: NetworkPart) -> str:
    """A neuron's name and its arithmetic."""
    sum_ = neuron_in_words(shown, neuron.k, neuron.to)
    return f"{name(shown, neuron.k, neuron.to)}: {sum_}"


def neuron_in_words(shown: ForwardPass, k: int, j: int) -> str:
    """One neuron's arithmetic: its sum, its net input, its output."""
    return ", ".join(_arithmetic(shown, k, j, sum_in_words(shown, k, j)))


def _arithmetic(shown: ForwardPass, k: int, j: int, sum_: str) -> tuple[str, str]:
    z, a = float(shown.layers[k - 1].z[0, j]), float(shown.layers[k - 1].a[0, j])
    return (
        f"z = {sum_} = {shown.write.number(z)}",
        f"a = {shown.activation_of(k)}(z) = {shown.write.number(a)}",
    )


def _terms(shown: ForwardPass, k: int, j: int) -> list[str]:
    into, term = shown.weights[k - 1][:, j].tolist(), shown.write.term
    products = [f"{a} · {term(w)}" for a, w in zip(shown.factors[k - 1], into, strict=True)]
    return [*products, term(float(shown.biases[k - 1][j]))]


def _parts(moment: Moment, bias_cells: bool) -> tuple[list[diagram.Cell], list[diagram.Connection]]:
    sizes = _sizes(moment.shown, bias_cells)
    starts = list(accumulate(sizes, initial=0))
    largest = max(sizes)
    cells = [c for k, size in enumerate(sizes) for c in _column(moment, k, size, largest)]
    connections = [
        connection
        for k in range(1, len(sizes))
        for connection in _into(moment, k, starts, bias_cells)
    ]
    return cells, connections


def _cell_size(largest: int) -> int:
    """Pixels of a cell, smaller where many stand above each other."""
    return 46 if largest <= 4 else 40 if largest <= 6 else 32


def _column(moment: Moment, k: int, size: int, largest: int) -> Iterator[diagram.Cell]:
    """The cells of one layer, its name above the first, the bias's cell last."""
    shown, reached = moment.shown, moment.reached
    outputs, title = shown.outputs[k].tolist(), shown.titles[k]
    for j, (x, y) in enumerate(diagram.column(k / len(shown.layers), size)):
        constant, known = j == len(outputs), k <= reached
        yield diagram.Cell(
            x,
            y,
            "1" if constant else shown.write.short(outputs[j]),
            title if j == 0 else "",
            "top",
            _cell_size(largest),
            constant,
            _CONSTANT if constant else shown.said[k][j] if known else "",
            "known" if constant or k < reached else "active" if k == reached else "waiting",
            _constant_row(k) if constant else NetworkPart(k, j).row,
        )


def _constant_row(k: int) -> int:
    return NetworkPart(k, _BIAS - 1).row


def _hover(shown: ForwardPass, k: int, j: int) -> str:
    title = name(shown, k, j)
    if k == 0:
        return f"{title} = {shown.write.number(shown.inputs[j])}"
    terms = _terms(shown, k, j)
    lines = [terms[i : i + _TERMS_A_LINE] for i in range(0, len(terms), _TERMS_A_LINE)]
    wrapped = "<br>+ ".join(" + ".join(line) for line in lines)
    return "<br>".join((f"<b>{title}</b>", *_arithmetic(shown, k, j, wrapped)))


def _weights_said(shown: ForwardPass, k: int) -> list[list[str]]:
    units = [name(shown, k, j) for j in range(len(shown.biases[k - 1]))]
    kinds = [f"weight from {name(shown, k - 1, i)}" for i in range(len(shown.weights[k - 1]))]
    rows = [*shown.weights[k - 1].tolist(), shown.biases[k - 1].tolist()]
    return [
        [
            f"{kind}<br>to {unit}: {shown.write.number(weight)}"
            for unit, weight in zip(units, row, strict=True)
        ]
        for kind, row in zip([*kinds, "bias"], rows, strict=True)
    ]


def _into(
    moment: Moment, k: int, starts: Sequence[int], bias_cells: bool
) -> Iterator[diagram.Connection]:
    """The connections from layer k - 1 into layer k."""
    shown = moment.shown
    weights, biases = shown.weights[k - 1].tolist(), shown.biases[k - 1].tolist()
    for i, row in enumerate([*weights, biases] if bias_cells else weights):
        for j, weight in enumerate(row):
            yield diagram.Connection(
                starts[k - 1] + i,
                starts[k] + j,
                weight,
                hover=shown.said_of_weights[k - 1][i][j],
                lit=k <= moment.reached,
                row=NetworkPart(k, j, i if i < len(weights) else -1).row,
            )
