"""Runs of networks on points in the plane: trained in parts that can be stopped, then watched.

A part is short enough that the server can turn to others in between. ``watch`` works out what the
figures play.
"""

from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import numpy as np

from core import checks, network, splitting
from core import inputs as features
from core.activations import find
from core.checks import Floats, Ints
from core.history import NetworkRun
from core.initialise import KINDS
from core.parameters import Layers, pack, unpack
from core.scaling import Standardizer
from data import SETS, Chosen, iris_pair
from pages.shared.long_work import work as long_work
from pages.shared.one_neuron import own_points
from pages.shared.own import own
from pages.shared.plane_network import by_hand
from pages.shared.plane_network import snapshots as snapshots_of
from pages.shared.plane_network.network_settings import (
    BY_HAND,
    NetworkTraining,
    PlaneData,
    affordable_epochs,
    epoch_seconds,
    part_lengths,
)
from pages.shared.results import remembered

MOST_POINTS = 1500
"""Of a longer table that many rows are used, chosen at random once."""
SNAPSHOTS = 300
LEAST_MOMENTS, MOST_MOMENTS = 101, 301
_MOST_BYTES = 200_000
"""Of the weights of all moments: a network of many weights has fewer moments."""
_CLASSES = ("class −1", "class +1")


@dataclass(frozen=True)
class PlanePoints:
    """Points (n, 2) as measured, their targets (n,), and which of them are for training and test.

    ``classes`` are the two that targets -1 and +1 stand for; None where numbers are predicted.
    ``numbers`` (n,) is what each is called: its row in the table, from 1. ``of_rows`` are all that
    they were chosen from. The last ``own`` are the student's, beside others or alone.
    """

    x: Floats
    y: Floats
    numbers: Ints
    names: tuple[str, str]
    classes: tuple[str, str] | None
    train: Ints
    test: Ints
    scaling: Standardizer | None
    of_rows: int
    own: int
    noun: str

    @property
    def alone(self) -> bool:
        """Whether all points are the student's."""
        return self.own == len(self.y)

    def inputs(self, points: Floats, names: tuple[str, ...]) -> Floats:
        """What the network gets of points: scaled as the training points are, then expanded."""
        scaled = self.scaling.transform(points) if self.scaling else points
        return features.expand(scaled, names)

    @cached_property
    def box(self) -> tuple[tuple[float, float], tuple[float, float]]:
        """From where to where maps are drawn, across and up: the points and a margin."""
        low, high = self.x.min(axis=0), self.x.max(axis=0)
        room = np.where(high > low, (high - low) * 0.06, 0.5)
        (left, bottom), (right, top) = (low - room).tolist(), (high + room).tolist()
        return (left, right), (bottom, top)


@remembered
def points(data: PlaneData) -> PlanePoints:
    """The points in two parts; measured ones are scaled with the training part's statistics."""
    every = _table(data)
    classes = None if is_regression(data) else every.classes
    own = own_points.read(data.points) if classes else ()
    table = own_points.joined(_thinned(every), own, data.alone)
    of_rows = len(own_points.joined(every, own, data.alone).y)
    x, y = table.x, table.y
    train, test = _parts(data, y, len(own), stratified=classes is not None)
    scaling = Standardizer.fit(x[train]) if data.measured else None
    across, up = table.features
    noun = "flower" if data.measured and not (data.source or data.points) else "point"
    return PlanePoints(x, y, table.rows + 1, (across, up), classes, train, test, scaling,
                       of_rows, len(own), noun)  # fmt: skip


def _parts(data: PlaneData, y: Floats, own: int, *, stratified: bool) -> splitting.Split:
    """(train, test) of the targets y (n,), the last of which are a student's own.

    Beside others these are all trained on and leave the others in their part, so that a student
    sees what a point does. Alone they are split.
    """
    others = len(y) - own if own < len(y) else own
    labels = y[:others] if stratified else None
    train, test = splitting.split(others, 1 - data.train_percent / 100, data.seed, labels)
    return np.concatenate([train, np.arange(others, len(y))]), test


def is_regression(data: PlaneData) -> bool:
    """Whether numbers are predicted, not classes."""
    return data.name in SETS and SETS[data.name].kind == "regression"


def _table(data: PlaneData) -> Chosen:
    if data.source:
        return own.find(data.source)
    if data.measured:
        first, second = data.name.split("-")
        return iris_pair((first, second), data.features)
    x, y = SETS[data.name].make(data.size, data.noise, data.seed)
    return Chosen(x, y, ("x1", "x2"), ("x₁", "x₂"), _CLASSES, np.arange(len(y)))


def _thinned(table: Chosen) -> Chosen:
    """Of a long table some rows, the same ones each time."""
    if len(table.y) <= MOST_POINTS:
        return table
    some = np.sort(np.random.default_rng(0).choice(len(table.y), MOST_POINTS, replace=False))
    return replace(table, x=table.x[some], y=table.y[some], rows=table.rows[some])


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
    data = points(training.data)
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
