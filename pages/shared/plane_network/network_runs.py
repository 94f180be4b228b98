"""Runs of networks on points in the plane: trained in parts that can be stopped, then watched.

A part is short enough that the server can turn to others in between. ``watch`` works out what the
figures play.
"""

from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from core import inputs as features
from core import network, splitting
from core.activations import find
from core.checks import Floats, Ints
from core.history import NetworkRun
from core.parameters import Layers, pack, unpack
from core.scaling import Standardizer
from data import SETS, iris_pair
from pages.shared.figures.surface import codes
from pages.shared.long_work import work as long_work
from pages.shared.one_neuron.runs import kept
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

MOST_POINTS = 1500
"""Of a longer table that many rows are used, chosen at random once."""
SNAPSHOTS = 100
GRID = 42
"""Points along each side of a map."""
_MOST_BYTES = 140_000
_MOST_FRAMES, _FEWEST_FRAMES = 25, 5
_CLASSES = ("class −1", "class +1")


@dataclass(frozen=True)
class PlanePoints:
    """Points (n, 2) as measured, their targets (n,), and which of them are for training and test.

    ``classes`` are the two that targets -1 and +1 stand for; None where numbers are predicted.
    """

    x: Floats
    y: Floats
    names: tuple[str, str]
    classes: tuple[str, str] | None
    train: Ints
    test: Ints
    scaling: Standardizer | None
    of_rows: int

    def inputs(self, points: Floats, names: tuple[str, ...]) -> Floats:
        """What the network gets of points: scaled as the training points are, then expanded."""
        scaled = self.scaling.transform(points) if self.scaling else points
        return features.expand(scaled, names)

    @cached_property
    def axes(self) -> tuple[Floats, Floats]:
        """The places along both axes at which maps are drawn: the points and a margin."""
        low, high = self.x.min(axis=0), self.x.max(axis=0)
        room = np.where(high > low, (high - low) * 0.06, 0.5)
        grid = np.linspace(low - room, high + room, GRID)
        return grid[:, 0], grid[:, 1]


@kept
def points(data: PlaneData) -> PlanePoints:
    """The points, split at random; measured ones are scaled with the training part's statistics."""
    x, y, names, classes = _raw(data)
    of_rows = len(y)
    if of_rows > MOST_POINTS:
        some = np.sort(np.random.default_rng(0).choice(of_rows, MOST_POINTS, replace=False))
        x, y = x[some], y[some]
    labels = y if classes else None
    train, test = splitting.split(len(y), 1 - data.train_percent / 100, data.seed, labels)
    scaling = Standardizer.fit(x[train]) if data.measured else None
    return PlanePoints(x, y, names, classes, train, test, scaling, of_rows)


def _raw(data: PlaneData) -> tuple[Floats, Floats, tuple[str, str], tuple[str, str] | None]:
    if data.source or data.measured:
        first, second = data.name.split("-") if not data.source else ("", "")
        chosen = own.find(data.source) if data.source else iris_pair((first, second), data.features)
        across, up = chosen.features
        return chosen.x, chosen.y, (across, up), chosen.classes
    made = SETS[data.name]
    x, y = made.make(data.size, data.noise, data.seed)
    return x, y, ("x₁", "x₂"), _CLASSES if made.kind == "classification" else None


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
    from_zero = data.classes and network_low(activations[-1]) >= 0
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


def network_low(activation: str) -> float:
    """The lowest value of an activation."""
    return find(activation).low


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
    kind = "glorot" if kind == BY_HAND else kind
    return network.initialise(sizes, training.method.seed, low, 1.0, kind), problem


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
        flat = np.concatenate(history)
        x = work.points.inputs(work.points.x, self.training.network.inputs)
        outputs = network.predict_outputs(x, *unpack(flat[-1], sizes), work.activations)
        costs = np.concatenate([np.empty(0), *(part.costs for part in self._parts)])
        diverged = self._parts[-1].diverged_at if self._parts else None
        return NetworkRun(sizes, flat, np.concatenate(epochs), costs, outputs, diverged)


def train(training: NetworkTraining, work: Task) -> long_work.Outcome[NetworkRun]:
    """Train a network as long work. ``outputs`` of the run are those for all points."""
    return long_work.run(
        "network", training, lambda: TrainingJob(training, work), doing="Training", unit="epoch"
    )


@kept
def whole(training: NetworkTraining) -> NetworkRun:
    """A run that is known to be short, to its end at once."""
    job = TrainingJob(training)
    while job.done < job.total:
        job.advance()
    return job.result()


@dataclass(frozen=True)
class Watched:
    """What the figures play: f moments of a run, and its curves over all s snapshots.

    epochs (f,); rows (f,) of the history; surface (f, GRID, GRID) and hidden, a list of
    (f, units, m, m) a layer, in codes (see the figure); scores (f, 2)
    of training and test part: the share that is right, or the cost. costs (s, 2) without penalty.
    gradient and saturated (2, layers): at the start and at the end.
    """

    epochs: Ints
    rows: Ints
    surface: NDArray[np.uint8]
    hidden: list[NDArray[np.uint8]]
    inputs: NDArray[np.uint8]
    scores: Floats
    costs: Floats
    gradient: Floats
    saturated: Floats


def frames_for(sizes: tuple[int, ...]) -> tuple[int, int]:
    """How many frames fit into the page's budget, and of how many grid points one is drawn."""
    units = sum(sizes[1:-1])
    stride = 2 if units <= 12 else 3
    connections = sum(a * b for a, b in pairwise(sizes))
    small = (GRID // stride) ** 2 * 1.3 * units
    a_frame = (GRID**2 + small) * 4 / 3 + connections * 24 + 200
    return int(np.clip(_MOST_BYTES // a_frame, _FEWEST_FRAMES, _MOST_FRAMES)), stride


def frame_rows(snapshots: int, most: int) -> Ints:
    """Which snapshots are played: all of a few; of many those early on more densely.

    Most of what can be seen happens in the first epochs, so they are spaced as the squares are.
    """
    if snapshots <= most:
        return np.arange(snapshots)
    evenly = np.linspace(0.0, 1.0, most)
    return np.unique(np.round(evenly**2 * (snapshots - 1)).astype(np.int64))


@kept
def watch(training: NetworkTraining, snapshots: int, _run: NetworkRun) -> Watched:
    """All that is shown of a run with so many snapshots."""
    work, run, sizes = task(training), _run, training.network.sizes
    names, data = training.network.inputs, work.points
    most, stride = frames_for(sizes)
    rows = frame_rows(snapshots, most)
    layers = _maps(run.history[rows], sizes, work, names)
    half = 0.5 if work.middle else max(1.0, float(np.abs(data.y).max()))
    surface = codes(layers[-1][:, 0], work.middle, half)
    hidden = [
        codes(layer[:, :, ::stride, ::stride], 0.0, _reach(layer, activation))
        for layer, activation in zip(layers[:-1], work.activations, strict=False)
    ]
    parts = (data.train, data.test)
    x = data.inputs(data.x, names)
    answers = snapshots_of.outputs(run.history, sizes, x, work.activations)[-1][:, 0]
    costs = np.column_stack(
        [snapshots_of.costs(answers[:, part], work.targets[part]) for part in parts]
    )
    health = [
        network.layer_health(x[data.train], work.targets[data.train],
                             *unpack(run.history[row], sizes), work.activations,
                             **training.objective)
        for row in (0, -1)
    ]  # fmt: skip
    return Watched(
        run.snapshot_epochs[rows], rows, surface, hidden, _input_maps(data, names),
        _scores(work, answers[rows]) if data.classes else costs[rows], costs,
        np.array([[layer.gradient for layer in moment] for moment in health]),
        np.array([[layer.saturated for layer in moment] for moment in health]),
    )  # fmt: skip


def _maps(
    history: Floats, sizes: tuple[int, ...], work: Task, names: tuple[str, ...]
) -> list[Floats]:
    """What each layer's units answer over the plane, (f, units, GRID, GRID), at f moments."""
    across, up = work.points.axes
    plane = np.stack(np.meshgrid(across, up), axis=-1).reshape(-1, 2)
    x = work.points.inputs(plane, names)
    layers = snapshots_of.seen(history, sizes, x, work.activations)
    return [layer.reshape(*layer.shape[:2], GRID, GRID) for layer in layers]


def _scores(work: Task, answers: Floats) -> Floats:
    """The share (f, 2) that is right of the training and the test part, from answers (f, n)."""
    right = (answers >= work.middle) == (work.targets > work.middle)
    parts = (work.points.train, work.points.test)
    return np.column_stack([right[:, part].mean(axis=1) for part in parts])


def _reach(layer: Floats, activation: str) -> float:
    """The size of output that is drawn in full colour: the activation's bound, or what occurs."""
    function = find(activation)
    bound = max(abs(function.low), abs(function.high))
    found = np.abs(layer[np.isfinite(layer)])
    return float(bound if np.isfinite(bound) else max(found.max(initial=0.0), 1e-9))


def _input_maps(data: PlanePoints, names: tuple[str, ...]) -> NDArray[np.uint8]:
    """A map (d, m, m) of each input, in full colour where it is largest."""
    across, up = (axis[::2] for axis in data.axes)
    grid = np.stack(np.meshgrid(across, up), axis=-1).reshape(-1, 2)
    values = data.inputs(grid, names)
    scaled = values / np.abs(values).max(axis=0)
    return codes(scaled.T.reshape(len(names), len(up), len(across)), 0.0, 1.0)
