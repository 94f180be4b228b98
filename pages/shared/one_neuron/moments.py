"""The moments of a neuron's run, all of them: the line at each, who wears a ring, what is said."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from core import perceptron
from core.checks import Floats, Ints
from pages.shared import words
from pages.shared.figures import boundary
from pages.shared.figures.boundary import Backdrop
from pages.shared.figures.motion import WrongSides
from pages.shared.one_neuron import replay
from pages.shared.one_neuron.runs import Samples

MOST_UPDATES = 5000


@dataclass(frozen=True)
class Moments:
    """m moments: weights (m, 3) in the units of the samples, ringed (m, drawn), captions (m,).

    epochs (m,): the epoch that each moment lies in, or ends; 0 before the first update
    own (m, 3): the weights as the neuron has them, for inputs as it gets them
    """

    weights: Floats
    own: Floats
    ringed: NDArray[np.bool_]
    captions: list[str]
    epochs: Ints


def backdrop(samples: Samples) -> Backdrop:
    """The samples as measured, each with its row in the table: what stands still."""
    chosen = samples.chosen
    return Backdrop(chosen.x, chosen.y, chosen.features, chosen.classes, chosen.rows + 1,
                    samples.drawn, samples.noun)  # fmt: skip


def wrong_sides(samples: Samples, history: Floats) -> WrongSides:
    """Rings around the drawn samples on the wrong side, found by the browser from the weights."""
    drawn = samples.drawn
    (x, y), (x1, x2) = samples.chosen.x[drawn].T, samples.x[drawn].T
    targets, lines = samples.y[drawn].astype(np.int8), replay.same_lines(history)
    return WrongSides(boundary.RINGS, x, y, x1, x2, targets, lines)


def by_epoch(
    samples: Samples, history: Floats, happened: Callable[[int], str] = lambda epoch: ""
) -> Moments:
    """Before the first epoch and after each; rings around the samples on the wrong side.

    ``happened`` says what went on in an epoch, and ends in a comma and a space.
    """
    drawable = replay.same_lines(history)
    wrong = perceptron.wrong_sides(samples.x, samples.y, drawable)
    of_all = f"of {words.count(len(samples.y), samples.noun)}"
    captions = [
        f"Epoch {epoch}: {happened(epoch) if epoch else 'the start, '}"
        f"{words.whole(count)} {of_all} {how}"
        for epoch, (count, how) in enumerate(
            zip(wrong.sum(axis=1).tolist(), replay.how_wrong(history), strict=True)
        )
    ]
    epochs = np.arange(len(history))
    weights = samples.as_measured(drawable)
    return Moments(weights, history, wrong[:, samples.drawn], captions, epochs)


def by_update(samples: Samples, run: perceptron.PerceptronRun) -> Moments:
    """Before the first update and after each, up to MOST_UPDATES; a ring around its sample."""
    rows = run.update_sample[:MOST_UPDATES]
    history = run.update_weights[: len(rows) + 1]
    names = [samples.chosen.classes[int(target > 0)] for target in samples.y[rows]]
    numbers, epochs = samples.chosen.rows[rows] + 1, run.update_epoch[: len(rows)]
    captions = ["Start: no update yet"] + [
        f"Update {i}, epoch {epoch}: for {samples.noun} {number}, {name}"
        for i, (epoch, number, name) in enumerate(
            zip(epochs.tolist(), numbers.tolist(), names, strict=True), 1
        )
    ]
    if run.stopped_epoch and len(rows) == len(run.update_sample):
        captions[-1] += f"; training stops after epoch {run.stopped_epoch}"
    ringed = np.zeros((len(history), len(samples.y)), dtype=bool)
    ringed[np.arange(1, len(history)), rows] = True
    weights = samples.as_measured(replay.same_lines(history))
    return Moments(weights, history, ringed[:, samples.drawn], captions, np.r_[0, epochs])
