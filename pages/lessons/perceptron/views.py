"""The figures of the Perceptron page: the boundary, the errors, the weights, and their tables."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from core import perceptron
from core.checks import Floats
from pages.lessons.perceptron import told
from pages.lessons.perceptron.told import Seen
from pages.shared import words
from pages.shared.bench import numbers
from pages.shared.bench.stage import Grip, Shown
from pages.shared.figures import boundary, curves, style
from pages.shared.one_neuron import moments, replay
from pages.shared.one_neuron.moments import Moments
from pages.shared.one_neuron.own_points import OwnPoints
from pages.shared.one_neuron.plane import editor as plane_editor
from pages.shared.one_neuron.runs import Samples

Ends = tuple[tuple[float, float], tuple[float, float]]


@dataclass(frozen=True)
class OwnLine:
    """A line that the student draws, through two points in the units of the figure."""

    ends: Ends

    def weights(self) -> Floats:
        """Bias, w1, w2 of the line through both ends; +1 above it."""
        (x0, y0), (x1, y1) = self.ends
        w1, w2 = y0 - y1, x1 - x0
        sign = 1.0 if w2 >= 0 else -1.0
        return sign * np.array([-(w1 * x0 + w2 * y0), w1, w2])

    def out_of_reach(self, samples: Samples) -> bool:
        """Whether neither end is in the figure, as of a line that was drawn over other features."""
        box = np.array(moments.backdrop(samples).box)
        inside = (box[:, 0] <= self.ends) & (self.ends <= box[:, 1])
        return not inside.all(axis=1).any()

    def wrong(self, samples: Samples) -> int:
        """The samples on the wrong side, with the better naming of its sides."""
        chosen = samples.chosen
        both = replay.same_lines(np.array([self.weights(), -self.weights()]))
        return int(perceptron.wrong_sides(chosen.x, chosen.y, both).sum(axis=1).min())


def plane(seen: Seen, shown: Moments, ring: str, own: OwnPoints, line: OwnLine | None) -> Shown:
    """The boundary over the samples, with own points and an own line."""
    samples = seen.samples
    (how,) = replay.how_wrong(seen.result.run.history[-1:])
    backdrop = moments.backdrop(samples)
    told_line = "" if line is None else told.own_line(line.wrong(samples))
    extra = [] if line is None else [_line(line, told_line)]
    return Shown(
        "perceptron_boundary",
        "Decision boundary",
        boundary.moving(backdrop, shown.weights, shown.ringed, ring, extra),
        f"Decision boundary between {samples.chosen.classes[0]} and {samples.chosen.classes[1]}, "
        f"{seen.wrong} of {len(samples.y)} {how} at the end."
        + (f" {told_line}." if told_line else ""),
        lambda: update_table(seen),
        place="main",
        pick=True,
        grips=() if line is None else _grips(line),
        points=plane_editor(samples.chosen.classes, own),
    )


def _line(line: OwnLine, name: str) -> dict[str, Any]:
    (x0, y0), (x1, y1) = line.ends
    return {
        "type": "scatter", "mode": "lines", "x": [x0, x1], "y": [y0, y1], "hoverinfo": "skip",
        "name": name,
        "line": {"color": style.CURVE_COLOURS[3], "dash": "dash", "width": 3},
    }  # fmt: skip


def _grips(line: OwnLine) -> tuple[Grip, ...]:
    return tuple(
        Grip(name, f"Your line, {side} end", *end)
        for name, side, end in zip(("a", "b"), ("first", "second"), line.ends, strict=True)
    )


def errors(seen: Seen, epochs: np.ndarray) -> Shown:
    """Updates in each epoch and what is wrong after it."""
    run, noun = seen.result.run, seen.samples.noun
    each = np.arange(1, len(run.errors) + 1)
    figure = curves.figure(
        [
            curves.Curve("Updates in the epoch", each, run.errors),
            curves.Curve("Answered wrong after it", each, run.misclassified),
        ],
        "Epoch",
        f"{noun.capitalize()}s",
        rows=epochs - 1,
    )
    return Shown(
        "perceptron_errors",
        "Errors",
        figure,
        f"Updates over {words.count(len(each), 'epoch')}, in the last one {run.errors[-1]}; "
        f"{noun}s answered wrong after each, at the end {seen.wrong} of {len(seen.samples.y)}.",
        lambda: epoch_table(seen),
    )


def weights(seen: Seen, epochs: np.ndarray) -> Shown:
    """The three weights over the epochs."""
    history = seen.result.run.history
    names = seen.training.inputs.weight_names
    figure = curves.figure(
        [
            curves.Curve(name, np.arange(len(history)), history[:, j])
            for j, name in enumerate(names)
        ],
        "Epoch",
        "Weight",
        rows=epochs,
    )
    return Shown(
        "perceptron_weights",
        "Weights",
        figure,
        f"The weights over the epochs. At the end: {told.weights(seen)}.",
        lambda: epoch_table(seen),
    )


def epoch_table(seen: Seen) -> pd.DataFrame:
    """One row for each epoch, the start as epoch 0."""
    run = seen.result.run
    names = seen.training.inputs.weight_names
    return pd.DataFrame(
        {
            "epoch": np.arange(len(run.history)),
            "updates": np.r_[0, run.errors],
            "answered wrong after it": replay.wrong_counts(seen.samples, run.history),
            **{f"weight: {name}": run.history[:, j] for j, name in enumerate(names)},
        }
    )


def update_table(seen: Seen) -> pd.DataFrame:
    """One row for each update; the line of standardised inputs also as it is drawn, as measured."""
    run, samples = seen.result.run, seen.samples
    names, made = seen.training.inputs.weight_names, run.update_weights[1:]
    drawn = [] if samples.scaling is None else zip(names, samples.as_measured(made).T, strict=True)
    return numbers.beside(
        [
            ("update", np.arange(1, seen.updates + 1)),
            ("epoch", run.update_epoch),
            (samples.noun, samples.chosen.rows[run.update_sample] + 1),
            ("target", samples.y[run.update_sample]),
            *((f"weight after: {name}", made[:, j]) for j, name in enumerate(names)),
            *((f"line as drawn: {name}", column) for name, column in drawn),
        ]
    )
