"""From the history of a run to the moments that a figure plays."""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from core import perceptron
from pages.parts import words
from pages.parts.figures.boundary import Line, Scene
from pages.parts.figures.playback import MOST_FRAMES, moments_of
from pages.parts.runs import Floats, Samples


def scene(samples: Samples) -> Scene:
    """The flowers as measured: what stands still while the boundary moves."""
    chosen = samples.chosen
    return Scene(chosen.x, chosen.y, chosen.features, chosen.classes)


def wrong_rows(samples: Samples, weights: Floats) -> NDArray[np.int64]:
    """The flowers on the wrong side, judged as in training: on what the neuron was given."""
    return np.flatnonzero(perceptron.predict(samples.x, weights) != samples.y)


def epochs(
    samples: Samples, history: Floats, happened: Callable[[int], str] = lambda epoch: ""
) -> list[Line]:
    """The boundary before the first epoch and after each, MOST_FRAMES of them at the most.

    ``happened`` adds to an epoch's caption what went on in it.
    """
    lines = []
    for epoch in moments_of(len(history)):
        wrong = wrong_rows(samples, history[epoch])
        made = happened(epoch) if epoch else "start, "
        caption = f"Epoch {epoch}: {made}{len(wrong)} of {len(samples.y)} wrong"
        lines.append(Line(samples.in_cm(history[epoch]), caption, wrong))
    return lines


def updates(samples: Samples, run: perceptron.PerceptronRun) -> list[Line]:
    """The boundary after each of the first MOST_FRAMES updates, and the flower it was made for."""
    start = Line(samples.in_cm(run.history[0]), "Start: no update yet", np.array([], dtype=int))
    count = min(len(run.update_sample), MOST_FRAMES)
    return [start, *(_update(samples, run, i) for i in range(count))]


def _update(samples: Samples, run: perceptron.PerceptronRun, i: int) -> Line:
    row = run.update_sample[i]
    species = samples.chosen.classes[int(samples.y[row] > 0)]
    caption = f"Update {i + 1}, epoch {run.update_epoch[i]}: for flower {row + 1}, {species}"
    return Line(samples.in_cm(run.update_weights[i + 1]), caption, np.array([row]))


def updates_made(run: perceptron.PerceptronRun) -> Callable[[int], str]:
    """What the caption of an epoch says of a perceptron's updates."""
    return lambda epoch: f"{words.count(run.errors[epoch - 1], 'update')}, "
