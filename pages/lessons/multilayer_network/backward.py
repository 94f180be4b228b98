"""One step of backpropagation as it goes through the network: forward, then back, layer by layer.

With one output it is the update of an epoch of the run. With two outputs it is the first update
from the same kind of start: there a hidden neuron's delta is a sum over two paths.
"""

from dataclasses import dataclass, replace

import numpy as np

from core import network
from core.backpropagation import LayerStep, LayerValues, Step
from core.checks import Floats
from pages.lessons.multilayer_network.multilayer import Learned, LessonTraining, X, Y
from pages.shared import words
from pages.shared.figures import network as drawing
from pages.shared.figures import neuron
from pages.shared.figures.figure import Figure
from pages.shared.figures.network import Moment, Pass

FORWARD, BACKWARD = 2, 4
"""The last moment on the way forward, and on the way back; one more, and the weights move."""
MOMENTS = 6


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
    def hidden(self) -> LayerStep:
        """What happens in the hidden layer."""
        return self.step.layers[0]

    @property
    def out(self) -> LayerStep:
        """What happens in the output layer."""
        return self.step.layers[1]

    def forward(self, sample: int) -> Pass:
        """One sample on its way forward."""
        one = slice(sample, sample + 1)
        values = [LayerValues(layer.z[one], layer.a[one]) for layer in self.step.layers]
        weights = [layer.weights for layer in self.step.layers]
        biases = [layer.biases for layer in self.step.layers]
        return Pass(X[sample], weights, biases, values, *self.training.activations)


def of_run(run: Learned, step: Step, epoch: int) -> OneStep:
    """The step that an epoch of the run makes."""
    return OneStep(run.training, epoch, Y, step)


def with_two_outputs(training: LessonTraining) -> OneStep:
    """The first step of the network with a second output, whose target is 1 less the first's."""
    y = np.hstack([Y, 1.0 - Y])
    weights, biases = training.start_of(training.with_outputs(2))
    step = network.step(X, y, weights, biases, training.eta, training.activations)
    return OneStep(training, 1, y, step)


def figure(one: OneStep, sample: int) -> Figure:
    """The network with one sample in it: outputs on the way forward, deltas on the way back."""
    shown = one.forward(sample)
    moments = [
        _with_deltas(one, sample, drawing.drawn(Moment(shown, min(i, FORWARD))), i)
        for i in range(MOMENTS)
    ]
    largest = max(float(np.abs(layer.weights).max()) for layer in one.step.layers)
    return drawing.around(shown, moments, strongest=max(1.0, largest), room_below=True)


def _with_deltas(one: OneStep, sample: int, drawn: neuron.Drawn, moment: int) -> neuron.Drawn:
    """On the way back, the cells that a delta has reached show it."""
    if moment <= FORWARD:
        return drawn
    inputs, hidden, outputs = one.sizes
    first_output = inputs + hidden
    of_hidden, of_output = (
        range(inputs, first_output), range(first_output, first_output + outputs)
    )  # fmt: skip
    texts = dict(zip(of_output, _texts(one.out, sample), strict=True))
    if moment >= BACKWARD:
        texts |= dict(zip(of_hidden, _texts(one.hidden, sample), strict=True))
    active = of_output if moment < BACKWARD else of_hidden
    cells = [
        replace(cell, text=texts[i], state="active" if i in active else "known")
        if i in texts
        else cell
        for i, cell in enumerate(drawn.cells)
    ]
    return neuron.Drawn(cells, drawn.connections)


def _texts(layer: LayerStep, sample: int) -> list[str]:
    return [f"δ<br>{words.number(value, 2)}" for value in layer.delta[sample]]


def neuron_names(one: OneStep) -> list[str]:
    """The neurons that have a delta, hidden ones first."""
    return [*(f"h{j + 1}" for j in range(one.training.hidden)), *_output_names(one)]


def _output_names(one: OneStep) -> list[str]:
    return ["o"] if one.outputs == 1 else ["o1", "o2"]


def deltas(one: OneStep) -> Floats:
    """The delta of each neuron for each sample, (3, h + k)."""
    return np.hstack([one.hidden.delta, one.out.delta])


def weight_names(one: OneStep) -> list[str]:
    """The weights and biases of both layers."""
    outs, hidden = _output_names(one), range(1, one.training.hidden + 1)
    into = [f"x{i}→h{j}" for i in range(1, 5) for j in hidden]
    biases = [f"b h{j}" for j in hidden]
    return [*into, *biases, *(f"h{j}→{o}" for j in hidden for o in outs),
            *(f"b {o}" for o in outs)]  # fmt: skip


def nudges(one: OneStep) -> Floats:
    """What each sample would move each weight by alone, (3, weights): -eta input delta."""
    parts = []
    for layer in one.step.layers:
        each = layer.inputs[:, :, None] * layer.delta[:, None, :]
        parts += [each.reshape(3, -1), layer.delta]
    return -one.training.eta * np.hstack(parts)
