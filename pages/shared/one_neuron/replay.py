"""What a history of weights says of the samples: who is on the wrong side, what is not drawn."""

from collections.abc import Callable

import numpy as np

from core import perceptron
from core.checks import Floats, Ints
from pages.shared import words
from pages.shared.one_neuron.runs import Samples

_LARGE = 1e30


def drawn_note(samples: Samples) -> str:
    """What a figure leaves out of a long table; "" where it draws every sample."""
    if len(samples.drawn) == len(samples.y):
        return ""
    return (
        f"The figures draw {words.whole(len(samples.drawn))} of {words.whole(len(samples.y))} "
        "samples, chosen at random once. Every sample is trained on and counted."
    )


def wrong_counts(samples: Samples, history: Floats) -> Ints:
    """How many samples each of the weights (m, 3) puts on the wrong side, judged as in training."""
    counts: Ints = perceptron.wrong_sides(samples.x, samples.y, same_lines(history)).sum(axis=1)
    return counts


def how_wrong(history: Floats) -> list[str]:
    """What a wrong sample is, by weights (m, 3); where only the bias is not 0 no line has sides."""
    lines = np.any(history[:, 1:], axis=1)
    return [str(how) for how in np.where(lines, "on the wrong side", "answered wrong")]


def same_lines(history: Floats) -> Floats:
    """Weights (m, 3) of the same boundaries that are not too large to calculate with.

    Only their ratio draws a line, and in a run that diverges they grow beyond all bounds.
    """
    largest = np.abs(history).max(axis=1, keepdims=True)
    return history / np.where(largest > _LARGE, largest, 1.0)


def updates_made(run: perceptron.PerceptronRun) -> Callable[[int], str]:
    """What the caption of an epoch says of a perceptron's updates."""

    def happened(epoch: int) -> str:
        stops = ", few enough to stop" if epoch == run.stopped_epoch else ""
        return f"{words.count(run.errors[epoch - 1], 'update')}{stops}, "

    return happened
