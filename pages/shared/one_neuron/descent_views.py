"""The figures of runs of gradient descent that two pages show, on one clock for all runs."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from pages.shared.bench.stage import Place, Shown
from pages.shared.figures import boundary, contours, curves, style
from pages.shared.figures.figure import Figure
from pages.shared.figures.motion import Cursor
from pages.shared.one_neuron import descent_tables, descent_told, moments, plane, start_controls
from pages.shared.one_neuron.cost_slice import Slice
from pages.shared.one_neuron.named_run import NamedRun
from pages.shared.one_neuron.own_points import OwnPoints


def costs(key: str, runs: tuple[NamedRun, ...], epochs: int, plain: bool = False) -> Shown:
    """log10 J of every epoch, or J itself, with the floor that no weights get below."""
    drawn_as = np.asarray if plain else descent_tables.log_cost
    level = float(drawn_as(runs[0].floor)), descent_told.floor(runs[0])
    drawn = [
        curves.Curve(run.name, np.arange(1, len(run.costs) + 1), drawn_as(run.costs))
        for run in runs
    ]
    named = "J" if plain else "log₁₀ J"
    figure = curves.figure(
        drawn,
        "Epoch",
        named,
        levels=[level],
        levels_named="legend",
        x={"range": [0.5, max(epochs, 2) + 0.5]},
    )
    return Shown(
        key,
        "Cost J",
        _with_cursors(figure, runs, epochs),
        f"{'The' if plain else 'log10 of the'} cost J of each epoch. "
        + " ".join(map(descent_told.outcome, runs)),
        lambda: descent_tables.costs(runs, epochs),
    )


def _with_cursors(figure: Figure, runs: Sequence[NamedRun], epochs: int) -> Figure:
    """A cursor for each run's curve: one run may end before the others."""
    cursors = [Cursor((i,), run.cost_rows(epochs + 1)) for i, run in enumerate(runs)]
    return replace(figure, layout=figure.layout | {"margin": style.SLIM}, motions=cursors)


def bowl(key: str, title: str, cut: Slice, epochs: int, place: Place = "side") -> Shown:
    """J over two weights from above, with the way of each run and its start, to be dragged."""
    return Shown(
        key,
        title,
        contours.figure(cut.bowl, cut.tracks, epochs + 1),
        cut.told,
        lambda: descent_tables.weights(cut.runs, cut.names, epochs),
        place=place,
        grips=(start_controls.grip(cut.runs[0].history[0], cut.drawn),),
    )


def line(
    key: str, of: str, run: NamedRun, epochs: int, own: OwnPoints, names: Sequence[str]
) -> Shown:
    """The line that a run draws between its samples, as measured; own points may be put there.

    of: what the run is called in the title
    """
    samples = run.result.samples
    rings = moments.wrong_sides(samples, run.history[run.rows(epochs + 1)])
    lines = samples.as_measured(rings.weights)
    made = boundary.moving(moments.backdrop(samples), lines, rings, "Answered wrong")
    return Shown(
        key,
        f"Line, {of}",
        replace(made, layout=made.layout | {"margin": style.SLIM}),
        f"Decision boundary between {samples.classes} for {run.name}; answered correctly at the "
        f"end: {descent_told.correct(run)}.",
        lambda: descent_tables.line(run, names, epochs),
        points=plane.editor(samples.chosen.classes, own),
        tab="Line",
    )
