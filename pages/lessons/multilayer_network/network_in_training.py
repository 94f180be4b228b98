"""A network drawn with one sample in it, at every moment of its training."""

from collections.abc import Sequence

import numpy as np

from core.backpropagation import LayerValues
from core.checks import Floats
from core.parameters import unpack
from pages.shared.figures import diagram, network
from pages.shared.figures.figure import Figure
from pages.shared.figures.network import ForwardPass, Moment
from pages.shared.figures.writing import AS_BLANKS


def figure(
    start: ForwardPass, history: Floats, values: Sequence[LayerValues], *, strongest: float
) -> Figure:
    """The drawing, with room for the buttons of the layers.

    start: the pass at the first moment; history (m, k): all weights and biases at each;
    values: z and a of each layer at each moment, (m, units); strongest: the size drawn widest
    """
    inputs = np.tile(start.inputs, (len(history), 1))
    parts = [inputs, history, *(part for layer in values for part in (layer.z, layer.a))]
    numbers = np.hstack(parts)
    last = len(values)
    drawn = network.drawn(Moment(start, last))
    blank = network.drawn(Moment(_blank(start, parts), last))
    air = network.air(start, bias_cells=False, room_below=True)
    return diagram.in_training(drawn, blank, numbers, strongest=strongest, air=air)


def _blank(start: ForwardPass, parts: Sequence[Floats]) -> ForwardPass:
    """The pass with the column of each number in its place, and blanks in its texts."""
    widths = [part.shape[1] for part in parts]
    columns = np.split(np.arange(sum(widths), dtype=float), np.cumsum(widths)[:-1])
    inputs, flat, *values = columns
    sizes = [len(inputs), *(len(layer) for layer in start.biases)]
    layers = [LayerValues(z[None], a[None]) for z, a in zip(values[::2], values[1::2], strict=True)]
    return ForwardPass(
        inputs, *unpack(flat, sizes), layers, start.activation, start.output, AS_BLANKS
    )
