"""What the controls of a network's page say, as values that never change: the input of a run."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from core.activations import ACTIVATIONS
from core.initialise import KINDS
from core.losses import Aims
from data import PAIRS

ACTIVATION_NAMES = {name.replace("_", " "): name for name in ACTIVATIONS}
"""As they stand in a link, and as core calls them."""
AUTO = "auto"
"""The output activation that suits the problem: tanh for two classes, identity for numbers."""
BY_HAND = "by hand"
STARTS = ("glorot", "he", "uniform", "equal", "zeros", BY_HAND)

MOST_SECONDS = 20.0
"""One run is planned to take no longer than about this, however the controls are set."""
_UPDATE, _LAYER, _UNIT, _WEIGHT = 5e-6, 14e-6, 6e-8, 6e-9
"""Seconds of one update, of each layer in it, and of each unit and weight for each sample."""

assert set(STARTS) - {BY_HAND} == set(KINDS)


@dataclass(frozen=True)
class PlaneData:
    """Points in the plane with their targets, and how many of them are for training.

    ``name`` is a generated set, a species pair, or "own", whose ``source`` is its digest; noise,
    size and the two features count where they apply. ``seed`` makes the points and the split.
    ``points`` are the student's points on the figure, as ``own_points`` writes them; they come
    beside the others, or ``alone``.
    """

    name: str
    features: tuple[str, str]
    noise: float = 0.2
    size: int = 200
    seed: int = 1
    train_percent: int = 70
    source: str = ""
    points: str = ""
    alone: bool = False

    @property
    def measured(self) -> bool:
        """Whether the points were measured, so that their inputs are standardised."""
        return bool(self.source) or self.name in {"-".join(pair) for pair in PAIRS}


@dataclass(frozen=True)
class Architecture:
    """Which inputs there are, the size of each hidden layer, and the activations."""

    inputs: tuple[str, ...] = ("x1", "x2")
    hidden: tuple[int, ...] = (4, 2)
    activation: str = "tanh"
    output: str = AUTO

    @property
    def sizes(self) -> tuple[int, ...]:
        """The inputs, the hidden layers, one output: 2, 4, 2, 1."""
        return (len(self.inputs), *self.hidden, 1)

    @property
    def called(self) -> str:
        """As networks are called: 2-4-2-1."""
        return "-".join(map(str, self.sizes))

    def activations(self, regression: bool) -> list[str]:
        """The activation of each layer, as core calls it."""
        output = ("identity" if regression else "tanh") if self.output == AUTO else self.output
        return [*[ACTIVATION_NAMES[self.activation]] * len(self.hidden),
                ACTIVATION_NAMES.get(output, output)]  # fmt: skip


@dataclass(frozen=True)
class Method:
    """How a network is trained, apart from learning rate and epochs.

    ``batch`` is the samples in an update, 0 for all of them; ``seed`` makes the start and the
    order of the batches; ``by_hand`` holds typed weights, as in the module of that name.
    """

    batch: int = 20
    l1: float = 0.0
    l2: float = 0.0
    start: str = "glorot"
    seed: int = 1
    by_hand: str = ""


@dataclass(frozen=True)
class NetworkTraining:
    """A network, and how it is trained on which points: everything that a run depends on."""

    data: PlaneData
    network: Architecture = Architecture()
    eta: float = 0.3
    epochs: int = 50
    method: Method = Method()

    @property
    def source(self) -> str:
        """Where the samples come from, as in ``PlaneData``."""
        return self.data.source

    @property
    def objective(self) -> Aims:
        """What is minimised, in the keywords of ``core.network``: J per sample, and penalties."""
        return {"l1": self.method.l1, "l2": self.method.l2, "reduction": "mean"}


def epoch_seconds(sizes: Sequence[int], rows: int, batch: int) -> float:
    """About how long one epoch takes on one core, from half of it to twice."""
    passes = -(-rows // batch) + 1  # the cost of the epoch takes one more
    weights = sum((1 + fan_in) * fan_out for fan_in, fan_out in pairwise(sizes))
    for_each_sample = sum(sizes[1:]) * _UNIT + weights * _WEIGHT
    return passes * (_UPDATE + _LAYER * (len(sizes) - 1)) + rows * for_each_sample


def affordable_epochs(wanted: int, seconds: float) -> int:
    """The epochs that are trained: fewer than wanted if they would hold the server too long."""
    return min(wanted, max(1, int(MOST_SECONDS / seconds)))


def part_lengths(epochs: int, keep_every: int, seconds: float, part_seconds: float) -> list[int]:
    """The epochs of each part of a run: parts end wherever ``keep_every`` epochs are full.

    Where so many take too long for one part they are cut into more.
    """
    fitting = max(1, int(part_seconds / seconds))
    block = keep_every * max(1, fitting // keep_every)
    blocks = [min(block, epochs - start) for start in range(0, epochs, block)]
    piece = fitting if fitting < keep_every else block
    return [min(piece, length - start) for length in blocks for start in range(0, length, piece)]
