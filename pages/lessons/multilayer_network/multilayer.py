"""The lesson's 4-3-1 network: its runs, one step of them taken apart, and what went wrong.

A run is trained once for its settings and keeps some 150 moments, close together at the start where
most happens. Every epoch that can be taken apart is among them, so that choosing another one never
trains again.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from core import network, parameters
from core.activations import find
from core.backpropagation import LayerStep, LayerValues, Step, forward_layers
from core.checks import Floats, Ints
from core.initialise import StartName
from core.parameters import layer_views, pack, unpack
from pages.shared import words
from pages.shared.drawn_network import names
from pages.shared.drawn_network.names import Names, Own
from pages.shared.figures.network import Pass
from pages.shared.one_neuron.runs import kept

X = np.array([[1.0, 0.0, 1.0, 0.0], [1.0, 0.0, 1.0, 1.0], [0.0, 1.0, 0.0, 1.0]])
Y = np.array([[1.0], [1.0], [0.0]])
HIDDEN, MOST_HIDDEN = 3, 6
STARTS: dict[str, StartName] = {"random": "uniform", "equal": "equal", "zeros": "zeros"}
RATES = (0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1.0, 3.0, 10.0, 30.0, 100.0)
EPOCHS = (1, 10, 100, 200, 500, 1000, 2000, 5000, 10_000, 20_000)
STEPS = (1, 2, 3, 5, 10, 20, 30, 50, 100, 200, 300, 500, 1000, 2000, 3000, 5000, 10_000, 20_000)
"""Epochs that can be taken apart."""
_EVEN, _CLOSE = 101, 50
_FLAT, _STUCK = 0.01, 0.1
_LARGEST_COST = 1e100
_NUDGE, _ROUNDING = 1e-5, 1e-6


@dataclass(frozen=True)
class LessonTraining:
    """How the lesson's network is trained. ``output`` is "logistic", or "same" as the hidden.

    own: weights before epoch 1 that were set by hand
    """

    eta: float = 0.1
    epochs: int = 5000
    start: str = "random"
    seed: int = 1
    activation: str = "logistic"
    output: str = "logistic"
    hidden: int = HIDDEN
    own: Own = ()

    source = ""
    """The three samples of the lesson are everybody's."""

    @property
    def activations(self) -> list[str]:
        """Of the hidden layer and of the output."""
        return [self.activation, self.activation if self.output == "same" else self.output]

    @property
    def sizes(self) -> tuple[int, ...]:
        """Four inputs, the hidden neurons, one output."""
        return self.with_outputs(1)

    def with_outputs(self, count: int) -> tuple[int, ...]:
        """The sizes with so many outputs."""
        return X.shape[1], self.hidden, count

    @property
    def initial(self) -> tuple[list[Floats], list[Floats]]:
        """The weights and biases before epoch 1."""
        return self.start_of(self.sizes)

    def start_of(self, sizes: Sequence[int]) -> tuple[list[Floats], list[Floats]]:
        """This start for a network of these sizes."""
        weights, biases = network.initialise(sizes, self.seed, kind=STARTS[self.start])
        names.put_in(Names(tuple(sizes)), self.own, weights, biases)
        return weights, biases


@dataclass(frozen=True)
class Learned:
    """A run at k moments: after ``epochs`` (k,), of which the first is 0, the start.

    history (k, 19): all weights and biases, with h = 3 hidden neurons. z_hid, hidden (k, 3, h) and
    z_out, outputs (k, 3, 1): net inputs and outputs of both layers for the three samples. costs
    (k,). ``diverged_at`` is the epoch that could not be finished.
    """

    training: LessonTraining
    epochs: Ints
    history: Floats
    z_hid: Floats
    hidden: Floats
    z_out: Floats
    outputs: Floats
    costs: Floats
    diverged_at: int | None

    @property
    def last(self) -> int:
        """The last epoch with numbers to show."""
        return int(self.epochs[-1])

    def layers(self, moment: int) -> tuple[list[Floats], list[Floats]]:
        """(weights, biases) at a moment, by its place."""
        return unpack(self.history[moment], self.training.sizes)

    def before(self, epoch: int) -> int:
        """The moment at which an epoch begins."""
        return int(np.searchsorted(self.epochs, epoch - 1))

    def forward(self, moment: int, sample: int) -> Pass:
        """One sample on its way through the network at a moment."""
        one = slice(sample, sample + 1)
        values = [
            LayerValues(self.z_hid[moment, one], self.hidden[moment, one]),
            LayerValues(self.z_out[moment, one], self.outputs[moment, one]),
        ]
        return Pass(X[sample], *self.layers(moment), values, *self.training.activations)

    @cached_property
    def apart(self) -> float:
        """How far the hidden neurons' weights and biases ever were from each other."""
        into, out = self._matrices
        return float(max(np.ptp(into, axis=2).max(), np.ptp(out[:, 1:], axis=1).max()))

    @property
    def apart_at_start(self) -> float:
        """How far the hidden neurons' weights and biases were from each other before epoch 1."""
        into, out = self._matrices
        return float(max(np.ptp(into[0], axis=1).max(), np.ptp(out[0, 1:], axis=0).max()))

    @cached_property
    def hidden_moved(self) -> float:
        """The furthest that a weight or bias of the hidden layer ever was from its start."""
        into, _ = self._matrices
        return float(np.abs(into - into[0]).max())

    @property
    def _matrices(self) -> list[Floats]:
        """Bias and weights into the hidden (k, 5, h) and the output layer (k, 1 + h, 1)."""
        return layer_views(self.history, self.training.sizes)


@kept
def train(training: LessonTraining) -> Learned:
    """Train the network, and work out what the figures need of it."""
    run = network.train(X, Y, *training.initial, training.eta, training.epochs,
                        training.activations)  # fmt: skip
    epochs = moments(int(run.snapshot_epochs[-1]))
    history = run.history[epochs]
    with np.errstate(over="ignore", invalid="ignore"):
        (z_hid, hidden), (z_out, outputs) = _forward(history, training)
        costs = _costs(outputs)
        shown = int(np.logical_and.accumulate(costs < _LARGEST_COST).sum())
    return Learned(
        training, epochs[:shown], history[:shown], z_hid[:shown], hidden[:shown], z_out[:shown],
        outputs[:shown], costs[:shown], run.diverged_at,
    )  # fmt: skip


def moments(last: int) -> Ints:
    """The epochs after which a run of so many is kept: even steps, and close ones at the start."""
    even = np.linspace(0, last, _EVEN).round()
    close = np.geomspace(1, max(last, 2), _CLOSE).round()
    before_steps = np.array(STEPS) - 1
    every = np.unique(np.concatenate([even, close, before_steps])).astype(np.int64)
    return every[every <= last]


def _forward(history: Floats, training: LessonTraining) -> list[LayerValues]:
    """z and f(z) of the hidden and of the output layer, at all moments at once."""
    activations = [find(name) for name in training.activations]
    return forward_layers(X, *parameters.moments(history, training.sizes), activations)


@dataclass(frozen=True)
class Taken:
    """One epoch of a run taken apart, and its gradients found once more by trying out.

    tried (19,): finite differences. late (4, h): the gradient of W_hid if delta_hid were computed
    after W_out has changed. Both stand beside ``gradient``, in the order of ``weight_names``.
    """

    epoch: int
    step: Step
    tried: Floats
    late: Floats

    @property
    def gradient(self) -> Floats:
        """dJ/dw of all weights and biases, (19,)."""
        return flat([(one.weight_gradient, one.bias_gradient) for one in self.step.layers])

    @property
    def furthest(self) -> float:
        """The largest difference between backpropagation and finite differences."""
        return float(np.abs(self.gradient - self.tried).max())

    @property
    def late_furthest(self) -> float:
        """The largest error in the gradient of W_hid if W_out changes first."""
        return float(np.abs(self.late - self.step.layers[0].weight_gradient).max())

    @property
    def agrees(self) -> bool:
        """Whether they differ by no more than rounding does; not so at a jump or a kink."""
        return self.furthest <= _ROUNDING * max(1.0, float(np.abs(self.gradient).max()))


def flat(layers: Sequence[tuple[Floats, Floats]]) -> Floats:
    """(weights, biases) of both layers in one row, in the order of ``weight_names``."""
    return np.concatenate([part.ravel() for layer in layers for part in layer])


def weight_names(hidden: int) -> list[str]:
    """What the weights and biases are called."""
    every = range(1, hidden + 1)
    into = [f"w x{i}→h{j}" for i in range(1, 5) for j in every]
    return [*into, *(f"b h{j}" for j in every), *(f"w h{j}→o" for j in every), "b o"]


@kept
def take_apart(training: LessonTraining, epoch: int, _run: Learned) -> Taken:
    """Everything about the update of one epoch."""
    weights, biases = _run.layers(_run.before(epoch))
    step = network.step(X, Y, weights, biases, training.eta, training.activations)
    hid, out = step.layers
    with np.errstate(over="ignore", invalid="ignore"):
        late = X.T @ ((out.delta @ out.new_weights.T) * hid.slope)
    return Taken(epoch, step, _tried(training, weights, biases), late)


def final_step(run: Learned) -> Step:
    """What one more update would compute from the last weights."""
    return network.step(X, Y, *run.layers(-1), run.training.eta, run.training.activations)


def _tried(training: LessonTraining, weights: list[Floats], biases: list[Floats]) -> Floats:
    """(J(w + k) - J(w - k)) / 2k for each weight and bias w, with k = 0.00001 max(1, |w|)."""
    place = pack(weights, biases)
    steps = _NUDGE * np.maximum(1.0, np.abs(place))
    nudged = place + np.concatenate([np.diag(steps), -np.diag(steps)])
    with np.errstate(over="ignore", invalid="ignore"):
        higher, lower = _costs(_forward(nudged, training)[-1].a).reshape(2, -1)
    slopes = unpack((higher - lower) / (2 * steps), training.sizes)
    return flat(list(zip(*slopes, strict=True)))


def _costs(outputs: Floats) -> Floats:
    """J at each moment, for outputs (k, 3, 1)."""
    return np.asarray(0.5 * np.sum((Y - outputs) ** 2, axis=(1, 2)))


def troubles(run: Learned, final: Step) -> list[str]:
    """What stood in the way of learning, in sentences, from the run's own numbers."""
    told = []
    if run.diverged_at:
        told.append(
            f"Training **diverged in epoch {run.diverged_at}**: the weights grew beyond all "
            "bounds, and the figures end before it. Try a smaller learning rate."
        )
    hid, out = final.layers
    stuck = float(run.costs[-1]) > _STUCK
    named = run.training.activation.replace("_", " ")
    if "step" in run.training.activation:
        told += _flat_everywhere(run, named)
    elif named == "identity":
        told.append(
            "With the identity the hidden layer bends nothing: hidden neurons and output together "
            "can do no more than the output neuron alone."
        )
    if not run.hidden.any() and not out.weights.any():
        told.append(
            "Every hidden output and every outgoing weight is 0, so every weight's gradient is 0 "
            "too. Only the output's bias learns, for ever."
        )
    dead = int((hid.slope == 0).all(axis=0).sum())
    if named == "relu" and dead:
        told.append(
            f"{words.count(dead, 'hidden neuron')} of {run.training.hidden} had z ≤ 0 for every "
            "sample at the end. There the slope of the ReLU is 0: a **dead** neuron, whose weights "
            "no longer move."
        )
    if stuck and "step" not in run.training.activation:
        told += _flat_output(out)
    return told


def _flat_everywhere(run: Learned, named: str) -> list[str]:
    told = (
        f"**The {named} has slope 0 everywhere**, so δ_hid is 0 and the weights into the hidden "
        f"layer moved by {words.number(run.hidden_moved)} in {words.count(run.last, 'epoch')}."
    )
    if run.training.output == "same":
        return [f"{told} The output is a step too: nothing in this network learns."]
    alike = not np.ptp(run.hidden[-1], axis=0).any()
    end = (
        f"the hidden layer answers all samples alike, so the best single output is their targets' "
        f"mean, {words.number(float(Y.mean()), 3)}."
        if alike
        else "it makes what it can of the hidden outputs that chance gave it."
    )
    return [f"{told} Only the output neuron, which is logistic, still learns: {end}"]


def _flat_output(out: LayerStep) -> list[str]:
    """Samples that are wrong, and whose output neuron is so flat that it does not learn it."""
    wrong = np.abs(Y - out.a) > 0.5
    lost = wrong & (np.abs(out.slope) < _FLAT)
    if not lost.any():
        return []
    slope = float(np.abs(out.slope[lost]).max())
    at_most = f"is at most {words.number(slope, 2)}" if slope else "is 0"
    return [
        "The output neuron sits on a **flat part of its activation (saturated)**: it is wrong by "
        f"more than 0.5 for {words.count(int(lost.sum()), 'sample')}, but its slope there "
        f"{at_most}. The error is multiplied by that slope, so next to nothing reaches the weights."
    ]
