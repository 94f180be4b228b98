"""One step of backpropagation as it goes through the network: forward, then back, layer by layer.

With one output it is the update of an epoch of the run. With two outputs it is the first update
from the same kind of start: there a hidden neuron's delta is a sum over two paths.

With l layers behind the inputs, moment k <= l is the way forward to layer k; moment l + 1 has the
delta of the output, 2 l that of the first hidden layer; one more, and the weights move.
"""

from dataclasses import dataclass, replace
from itertools import accumulate, chain

import numpy as np

from core import network
from core.backpropagation import LayerStep, LayerValues, Step
from core.checks import Floats
from pages.lessons.multilayer_network.multilayer import Learned, LessonTraining, X, Y, cell_names
from pages.shared import words
from pages.shared.figures import diagram
from pages.shared.figures import network as drawing
from pages.shared.figures.figure import Figure
from pages.shared.figures.network import ForwardPass, Moment

_PLAIN, _SMALL = 6, 8
"""Up to so many letters a cell has room for a number as large as others, or small."""
_ROOMY = 4
"""With more cells above each other than these, on a phone a cell has room for one line only."""


@dataclass(frozen=True)
class OneStep:
    """The step of an epoch (1 for the first), with the targets y (3, k) that it was made for."""

    training: LessonTraining
    epoch: int
    y: Floats
    step: Step

    @property
    def outputs(self) -> int:
        """One or two output neurons."""
        return int(self.y.shape[1])

    @property
    def sizes(self) -> tuple[int, ...]:
        """Of the network that takes this step."""
        return self.training.with_outputs(self.outputs)

    @property
    def out(self) -> LayerStep:
        """What happens in the output layer."""
        return self.step.layers[-1]

    @property
    def forward_until(self) -> int:
        """The last moment on the way forward."""
        return len(self.step.layers)

    @property
    def moments(self) -> int:
        """All moments of the step."""
        return 2 * self.forward_until + 2

    def delta_at(self, k: int) -> int:
        """The moment at which layer k (from 1) has its delta."""
        return 2 * self.forward_until + 1 - k

    def forward(self, sample: int) -> ForwardPass:
        """One sample on its way forward."""
        one = slice(sample, sample + 1)
        values = [LayerValues(layer.z[one], layer.a[one]) for layer in self.step.layers]
        weights = [layer.weights for layer in self.step.layers]
        biases = [layer.biases for layer in self.step.layers]
        *_, activation, output = self.training.activations
        return ForwardPass(X[sample], weights, biases, values, activation, output)


def of_run(run: Learned, step: Step, epoch: int) -> OneStep:
    """The step that an epoch of the run makes."""
    return OneStep(run.training, epoch, Y, step)


def with_two_outputs(training: LessonTraining) -> OneStep:
    """The first step of the network with a second output, whose target is 1 minus the first's."""
    y = np.hstack([Y, 1.0 - Y])
    weights, biases = training.start_of(training.with_outputs(2))
    step = network.step(X, y, weights, biases, training.eta, training.activations)
    return OneStep(training, 1, y, step)


def figure(one: OneStep, sample: int) -> Figure:
    """The network with one sample in it: outputs on the way forward, deltas on the way back."""
    shown = one.forward(sample)
    moments = [
        _with_deltas(one, sample, drawing.drawn(Moment(shown, min(i, one.forward_until))), i)
        for i in range(one.moments)
    ]
    largest = max(float(np.abs(layer.weights).max()) for layer in one.step.layers)
    return drawing.around(shown, moments, strongest=max(1.0, largest), room_below=True)


def _with_deltas(one: OneStep, sample: int, drawn: diagram.Diagram, moment: int) -> diagram.Diagram:
    """On the way back, the cells that a delta has reached show it."""
    if moment <= one.forward_until:
        return drawn
    starts = list(accumulate(one.sizes))
    texts, active = dict[int, str](), range(0)
    crowded = max(one.sizes) > _ROOMY
    for k, (layer, start) in enumerate(zip(one.step.layers, starts[:-1], strict=True), start=1):
        here = range(start, start + one.sizes[k])
        if moment >= one.delta_at(k):
            texts |= dict(zip(here, _texts(layer.delta[sample], crowded), strict=True))
        if min(moment, one.delta_at(1)) == one.delta_at(k):
            active = here
    cells = [
        replace(cell, text=texts[i], state="active" if i in active else "known")
        if i in texts
        else cell
        for i, cell in enumerate(drawn.cells)
    ]
    return diagram.Diagram(cells, drawn.connections)


def _texts(deltas: Floats, crowded: bool) -> list[str]:
    """The numbers of a layer under their letter, which in a crowded drawing only the first has."""
    return [
        f"{'' if crowded and i > 0 else 'δ<br>'}{_fitting(delta)}"
        for i, delta in enumerate(deltas.tolist())
    ]


def _fitting(value: float) -> str:
    """A number in letters that fit into a cell."""
    text = words.number(value, 2)
    if len(text) <= _PLAIN:
        return text
    small = text if len(text) <= _SMALL else words.number(value, 1)
    return f'<span style="font-size:{10 if small == text else 9}px">{small}</span>'


def neuron_names(one: OneStep) -> list[str]:
    """The neurons that have a delta, hidden ones first."""
    return list(chain.from_iterable(cell_names(one.sizes)[1:]))


def deltas(one: OneStep) -> Floats:
    """The delta of each neuron for each sample, (3, neurons)."""
    return np.hstack([layer.delta for layer in one.step.layers])


def nudges(one: OneStep) -> Floats:
    """What each sample would move each weight by alone, (3, weights): -eta input delta."""
    parts = []
    for layer in one.step.layers:
        each = layer.inputs[:, :, None] * layer.delta[:, None, :]
        parts += [each.reshape(3, -1), layer.delta]
    return -one.training.eta * np.hstack(parts)
