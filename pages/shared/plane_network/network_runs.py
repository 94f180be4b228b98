"""Runs of networks on points in the plane: trained in parts that can be stopped.

A part is short enough that the server can turn to others in between.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np

from core import checks, network
from core.activations import find
from core.checks import Floats, Ints
from core.history import NetworkRun
from core.initialise import KINDS
from core.parameters import Layers, pack, unpack
from pages.shared.long_work import work as long_work
from pages.shared.plane_network import by_hand, plane_points
from pages.shared.plane_network.network_settings import (
    BY_HAND,
    NetworkTraining,
    affordable_epochs,
    epoch_seconds,
    part_lengths,
)
from pages.shared.plane_network.plane_points import PlanePoints
from pages.shared.results import remembered

SNAPSHOTS = 300


@dataclass(frozen=True)
class Task:
    """What a network is trained on, in core's terms; ``problem`` says what of it was refused."""

    points: PlanePoints
    activations: list[str]
    targets: Floats
    middle: float
    start: tuple[Layers, Layers]
    epochs: int
    batch: int
    plan: list[int]
    keep_every: int
    problem: str

    def right(self, outputs: Floats, rows: Ints) -> float:
        """The share of these rows whose output is on the target's side of the middle."""
        return float(np.mean((outputs >= self.middle) == (self.targets[rows] > self.middle)))


def task(training: NetworkTraining) -> Task:
    """Everything about a run that is known before it starts."""
    data = plane_points.points(training.data)
    sizes = training.network.sizes
    activations = training.network.activations(regression=data.classes is None)
    # An output that is never negative learns the classes as 0 and 1.
    from_zero = data.classes and find(activations[-1]).low >= 0
    targets = (data.y + 1) / 2 if from_zero else data.y
    rows = len(data.train)
    batch = min(training.method.batch or rows, rows)
    seconds = epoch_seconds(sizes, rows, batch)
    epochs = affordable_epochs(training.epochs, seconds)
    keep_every = max(1, -(-epochs // SNAPSHOTS))
    plan = part_lengths(epochs, keep_every, seconds, long_work.CHUNK_SECONDS)
    start, problem = start_of(training)
    return Task(data, activations, targets, 0.5 if from_zero else 0.0, start, epochs, batch, plan,
                keep_every, problem)  # fmt: skip


def start_of(training: NetworkTraining) -> tuple[tuple[Layers, Layers], str]:
    """The weights and biases before epoch 1, and what was wrong with those typed by hand."""
    sizes, kind = training.network.sizes, training.method.start
    problem = ""
    if kind == BY_HAND and training.method.by_hand.strip():
        try:
            return by_hand.parse(training.method.by_hand, sizes), ""
        except ValueError as error:
            problem = str(error)
    low = -1.0 if kind == "uniform" else 0.0
    known = checks.choice("start", "glorot" if kind == BY_HAND else kind, KINDS)
    return network.initialise(sizes, training.method.seed, low, 1.0, known), problem


@dataclass(frozen=True)
class Part:
    """A stretch of a run: snapshots of it, its costs, and the random state at its end."""

    history: Floats
    epochs: Ints
    costs: Floats
    random: Any
    diverged_at: int | None


class TrainingJob:
    """A run as long work: its plan part by part, each going on where the one before it ended."""

    def __init__(self, training: NetworkTraining, work: Task | None = None) -> None:
        self.training, self.work = training, work or task(training)
        rows = self.work.points.train
        points = self.work.points.x[rows]
        self._x = self.work.points.inputs(points, training.network.inputs)
        self._targets = self.work.targets[rows]
        self._parts: list[Part] = []
        self.done, self.total = 0, self.work.epochs

    def advance(self) -> None:
        """The next part; where the run diverges it ends."""
        part = self._next()
        self._parts.append(part)
        self.done += self.work.plan[len(self._parts) - 1]
        if part.diverged_at is not None:
            self.total = self.done

    def _next(self) -> Part:
        work, sizes = self.work, self.training.network.sizes
        rng = np.random.default_rng(self.training.method.seed)
        weights, biases = work.start
        if self._parts:
            rng.bit_generator.state = self._parts[-1].random
            weights, biases = unpack(self._parts[-1].history[-1], sizes)
        run = network.train(
            self._x, self._targets, weights, biases, self.training.eta,
            work.plan[len(self._parts)], work.activations, **self.training.objective,
            batch_size=work.batch, rng=rng, keep_every=work.keep_every,
        )  # fmt: skip
        diverged = None if run.diverged_at is None else self.done + run.diverged_at
        state = rng.bit_generator.state
        return Part(run.history, run.snapshot_epochs + self.done, run.costs, state, diverged)

    def result(self) -> NetworkRun:
        """The run so far; before its first part, the network as it starts."""
        work, sizes = self.work, self.training.network.sizes
        history, epochs = [pack(*work.start)[None]], [np.zeros(1, dtype=np.int64)]
        for part in self._parts:
            history.append(part.history[1:])
            epochs.append(part.epochs[1:])
        all_epochs = np.concatenate(epochs)
        kept = all_epochs % work.keep_every == 0  # a part may end in between
        kept[-1] = True
        flat = np.concatenate(history)[kept]
        x = work.points.inputs(work.points.x, self.training.network.inputs)
        outputs = network.predict_outputs(x, *unpack(flat[-1], sizes), work.activations)
        costs = np.concatenate([np.empty(0), *(part.costs for part in self._parts)])
        diverged = self._parts[-1].diverged_at if self._parts else None
        return NetworkRun(sizes, flat, all_epochs[kept], costs, outputs, diverged)


def train(training: NetworkTraining, work: Task) -> long_work.Outcome[NetworkRun]:
    """Train a network as long work. ``outputs`` of the run are those for all points."""
    return long_work.run(
        "network",
        training,
        lambda: TrainingJob(training, work),
        doing="Training",
        unit="epoch",
        tell_rest=False,
    )


def again(training: NetworkTraining) -> long_work.Outcome[NetworkRun]:
    """Train one that is to be compared with the run on show."""
    return long_work.run(
        "network",
        training,
        lambda: TrainingJob(training),
        doing="Does it magnify rounding? Training again",
        unit="epoch",
    )


@remembered
def whole(training: NetworkTraining) -> NetworkRun:
    """A run that is known to be short, to its end at once."""
    job = TrainingJob(training)
    while job.done < job.total:
        job.advance()
    return job.result()
