"""What is seen of a network's run: its moments that are played, with scores, costs and health."""

from dataclasses import dataclass

import numpy as np

from core import network
from core.checks import Floats, Ints
from core.history import NetworkRun
from core.parameters import unpack
from pages.shared.plane_network import snapshots as snapshots_of
from pages.shared.plane_network.network_runs import Task, task
from pages.shared.plane_network.network_settings import NetworkTraining
from pages.shared.results import remembered

LEAST_MOMENTS, MOST_MOMENTS = 101, 301
_MOST_BYTES = 200_000
"""Of the weights of all moments: a network of many weights has fewer moments."""


@dataclass(frozen=True)
class Watched:
    """What is seen of a run at the m moments that are played.

    epochs (m,); weights (m, parameters), a row each, as ``core.parameters`` keeps them flat;
    scores (m, 2) of training and test part: the share that is on its correct side, or the cost
    where numbers are predicted; costs (m, 2) without penalty.
    gradient and saturated (2, layers): at the start and at the end.
    """

    epochs: Ints
    weights: Floats
    scores: Floats
    costs: Floats
    gradient: Floats
    saturated: Floats


def moment_rows(snapshots: int, parameters: int) -> Ints:
    """Which snapshots are played: evenly chosen, both ends among them, or all of them."""
    most = np.clip(_MOST_BYTES // (4 * parameters), LEAST_MOMENTS, MOST_MOMENTS)
    chosen = np.linspace(0, snapshots - 1, min(int(most), snapshots))
    return np.round(chosen).astype(np.int64)


@remembered
def watch(training: NetworkTraining, snapshots: int, _run: NetworkRun) -> Watched:
    """All that is seen of a run with so many snapshots."""
    work, run, sizes = task(training), _run, training.network.sizes
    data, rows = work.points, moment_rows(snapshots, run.history.shape[1])
    weights = run.history[rows]
    x = data.inputs(data.x, training.network.inputs)
    answers = snapshots_of.outputs(weights, sizes, x, work.activations)[-1][:, 0]
    costs = np.column_stack(
        [
            snapshots_of.costs(answers[:, part], work.targets[part])
            for part in (data.train, data.test)
        ]
    )
    health = [
        network.layer_health(x[data.train], work.targets[data.train], *unpack(row, sizes),
                             work.activations, **training.objective)
        for row in weights[[0, -1]]
    ]  # fmt: skip
    return Watched(
        run.snapshot_epochs[rows], weights,
        _scores(work, answers) if data.classes else costs, costs,
        np.array([[layer.gradient for layer in moment] for moment in health]),
        np.array([[layer.saturated for layer in moment] for moment in health]),
    )  # fmt: skip


def _scores(work: Task, answers: Floats) -> Floats:
    """The share (m, 2) of the training and the test part that is right, from answers (m, n)."""
    right = (answers >= work.middle) == (work.targets > work.middle)
    parts = (work.points.train, work.points.test)
    return np.column_stack([right[:, part].mean(axis=1) for part in parts])
