"""What a training run remembers, so that it can be replayed without training again.

All weights and biases of a network are one row of numbers; the rows of the epochs kept, one
under the other, are the run's history.
"""

from dataclasses import dataclass

import numpy as np

from core import checks, parameters
from core.checks import Floats, Ints
from core.parameters import Layers

LIMIT = float(checks.LIMIT)
LARGEST_HISTORY = 50_000_000  # numbers a run may keep: 400 MB


@dataclass(frozen=True)
class NetworkRun:
    """All that happened in training, up to the last epoch before it diverged, m of them.

    `history` (snapshots, parameters): all weights and biases after the epochs named in
    `snapshot_epochs` (snapshots,), of which the first is 0, the start, and the last is m; `at`
    unpacks a row. `costs` (m,): J of each epoch, taken before its update. `outputs` (n, k):
    those of the final weights. `diverged_at`: the first epoch, from 1, whose cost or weights
    are not finite or above 1e50, the largest that `core` computes with; None if there is none.
    """

    sizes: tuple[int, ...]
    history: Floats
    snapshot_epochs: Ints
    costs: Floats
    outputs: Floats
    diverged_at: int | None

    @property
    def weights(self) -> Layers:
        """The final weights, (fan_in, fan_out) a layer."""
        return parameters.unpack(self.history[-1], self.sizes)[0]

    @property
    def biases(self) -> Layers:
        """The final biases, (fan_out,) a layer."""
        return parameters.unpack(self.history[-1], self.sizes)[1]

    def at(self, epoch: int) -> tuple[Layers, Layers]:
        """(weights, biases) after that epoch; ValueError if the history did not keep it."""
        row = int(np.searchsorted(self.snapshot_epochs, epoch))
        if row == len(self.snapshot_epochs) or self.snapshot_epochs[row] != epoch:
            raise checks.refuse("epoch", epoch, "must be one of snapshot_epochs")
        return parameters.unpack(self.history[row], self.sizes)


class Recorder:
    """Copies the flat parameters after each epoch and keeps every `keep_every`th copy.

    The row below the last copy kept always holds the latest epoch, so that the last one before
    a divergence is never lost.
    """

    def __init__(self, flat: Floats, epochs: int, keep_every: int) -> None:
        self.flat, self.keep_every = flat, checks.whole("keep_every", keep_every, 1)
        rows = 2 + epochs // keep_every
        if rows * len(flat) > LARGEST_HISTORY:
            least = 1 + epochs // (LARGEST_HISTORY // len(flat) - 1)
            allowed = f"must be at least {least} for {epochs} epochs of {len(flat)} parameters"
            raise checks.refuse("keep_every", keep_every, allowed)
        self.history = np.empty((rows, len(flat)))
        self.history[0] = flat
        self.row = 1
        self.costs: list[float] = []

    def keeps(self, cost: float) -> bool:
        """Record one epoch; False, and nothing recorded, if its numbers have grown too large."""
        flat = self.flat
        moderate = flat.dot(flat) <= LIMIT  # quick, and False for NaN; else look closer
        if not (abs(cost) <= LIMIT and (moderate or np.abs(flat).max() <= LIMIT)):
            return False
        self.costs.append(cost)
        self.history[self.row] = flat
        if len(self.costs) % self.keep_every == 0:
            self.row += 1
        return True

    def snapshots(self) -> tuple[Floats, Ints]:
        """(history, snapshot_epochs) of the epochs recorded."""
        last = len(self.costs)
        epochs = np.arange(0, last + 1, self.keep_every)
        if last % self.keep_every:
            epochs = np.append(epochs, last)
        return self.history[: len(epochs)].copy(), epochs
