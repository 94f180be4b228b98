"""What stood in the way of learning, in sentences, from the run's own numbers."""

from collections.abc import Sequence

import numpy as np

from core import network
from core.backpropagation import LayerStep
from pages.lessons.multilayer_network.multilayer import Learned, X, Y
from pages.shared import words

_FLAT, _STUCK = 0.01, 0.1
"""A slope that lets next to nothing through; a cost at the end that is no success."""


def troubles(run: Learned, outputs: int = 1) -> list[str]:
    """All that the run has met.

    outputs: of the network on show, which may have a second one that was not trained
    """
    training = run.training
    *hidden, out = network.step(X, Y, *run.layers(-1), training.eta, training.activations).layers
    steps = "step" in training.activation
    every = (
        _diverged(run),
        _flat_everywhere(run) if steps else _bends_nothing(run),
        _all_zero(run, out, outputs),
        _dead(run, hidden),
        "" if steps else _saturated(run, out),
    )
    return [told for told in every if told]


def _diverged(run: Learned) -> str:
    if not run.diverged_at:
        return ""
    return (
        f"Training **diverged in epoch {run.diverged_at}**: the weights grew beyond all bounds. "
        f"The figures end with epoch {run.last}. Try a smaller learning rate."
    )


def _flat_everywhere(run: Learned) -> str:
    """What a step keeps from learning."""
    moved = f"moved by {words.number(run.hidden_moved)}"
    told = (
        f"**The {run.training.activation.replace('_', ' ')} has slope 0 everywhere**, so every "
        f"hidden δ is 0 and the weights into {_layers(run, moved, moved)} in "
        f"{words.count(run.last, 'epoch')}."
    )
    if run.training.output == "same":
        return f"{told} The output is a step too: nothing in this network learns."
    alike = not np.ptp(run.hidden[-1][-1], axis=0).any()
    last = "hidden layer" if len(run.hidden) == 1 else "last hidden layer"
    end = (
        f"the {last} answers all samples alike, so the best single output is their targets' "
        f"mean, {words.number(float(Y.mean()), 3)}."
        if alike
        else "it makes what it can of the hidden outputs that chance gave it."
    )
    return f"{told} Only the output neuron, which is logistic, still learns: {end}"


def _bends_nothing(run: Learned) -> str:
    if run.training.activation != "identity":
        return ""
    return (
        f"With the identity {_layers(run, 'bends nothing', 'bend nothing')}: hidden neurons and "
        "output together can do no more than the output neuron alone."
    )


def _layers(run: Learned, does: str, do: str) -> str:
    """What the hidden layer does, or the hidden layers do."""
    return f"the hidden layer {does}" if len(run.hidden) == 1 else f"the hidden layers {do}"


def _all_zero(run: Learned, out: LayerStep, outputs: int) -> str:
    if any(layer.any() for layer in run.hidden) or out.weights.any():
        return ""
    return (
        "Every hidden output and every outgoing weight is 0, so every weight's gradient is 0 too. "
        f"Only {'the output' if outputs == 1 else 'each output'}'s bias can ever learn."
    )


def _dead(run: Learned, hidden: Sequence[LayerStep]) -> str:
    """Neurons whose ReLU is flat for every sample."""
    dead = sum(int((layer.slope == 0).all(axis=0).sum()) for layer in hidden)
    if run.training.activation != "relu" or not dead:
        return ""
    every = sum(run.training.hidden)
    which = f"{words.count(dead, 'hidden neuron')} of {every}" if every > 1 else "The hidden neuron"
    return (
        f"{which} had z < 0 for every sample at the end. There the slope of the ReLU is 0: "
        f"{'a **dead** neuron' if dead == 1 else '**dead** neurons'}, whose weights no longer move."
    )


def _saturated(run: Learned, out: LayerStep) -> str:
    """Samples that are wrong, and whose output neuron is so flat that it does not learn it."""
    lost = (np.abs(Y - out.a) > 0.5) & (np.abs(out.slope) < _FLAT)
    if run.costs[-1] <= _STUCK or not lost.any():
        return ""
    slope = float(np.abs(out.slope[lost]).max())
    at_most = f"is at most {words.number(slope, 2)}" if slope else "is 0"
    return (
        "The output neuron sits on a **flat part of its activation (saturated)**: it is wrong by "
        f"more than 0.5 for {words.count(int(lost.sum()), 'sample')}, but its slope there "
        f"{at_most}. The error is multiplied by that slope, so next to nothing reaches the weights."
    )
