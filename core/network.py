"""A network of layers that learns by backpropagation and gradient descent.

The outputs of each layer are the inputs of the next. Training repeats one step: compute the
outputs, see how far off they are (the cost J), let the error flow backward to find how J changes
with each weight, and move every weight a little the other way. `core.backpropagation` shows this
step formula by formula; `core.engine` is what makes thousands of them quick.

Weights are a list of (fan_in, fan_out) and biases a list of (fan_out,), a layer each.
`activation` is one for all layers or a sequence of one a layer, by name or as an Activation. A
step function is allowed: its slope is 0, so its layer and those before it learn nothing.
`loss` is "squared" or "cross_entropy" (logistic output, targets from 0 to 1); l1, l2 and
`reduction` are explained in `core.losses.Objective`.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from core import checks, parameters
from core.activations import Activation, find
from core.backpropagation import LayerValues, Step, forward_layers, take_apart
from core.checks import Floats, Ints
from core.engine import BLOCK, Engine
from core.losses import Objective
from core.parameters import Layers

ActivationChoice = str | Activation | Sequence[str | Activation]

LARGEST_HISTORY = 50_000_000  # numbers a run may keep: 400 MB


@dataclass(frozen=True)
class NetworkRun:
    """What happened in training, up to the last epoch with finite cost and weights, m of them.

    `history` (snapshots, parameters): all weights and biases after the epochs named in
    `snapshot_epochs` (snapshots,), the first being 0, the start, and the last m; `at` unpacks a
    row. `costs` (m,): J of each epoch, taken before its update. `outputs` (n, k) of the final
    weights. `diverged_at`: the first epoch, from 1, whose cost or weights are not finite, or None.
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
        """(weights, biases) after that epoch; ValueError if no snapshot of it was kept."""
        row = int(np.searchsorted(self.snapshot_epochs, epoch))
        if row == len(self.snapshot_epochs) or self.snapshot_epochs[row] != epoch:
            raise checks.refuse("epoch", epoch, "must be one of snapshot_epochs")
        return parameters.unpack(self.history[row], self.sizes)


def train(
    x: ArrayLike,
    y: ArrayLike,
    weights: Sequence[ArrayLike],
    biases: Sequence[ArrayLike],
    eta: float,
    epochs: int,
    activation: ActivationChoice = "logistic",
    *,
    loss: str = "squared",
    l1: float = 0.0,
    l2: float = 0.0,
    reduction: str = "sum",
    batch_size: int | None = None,
    rng: np.random.Generator | int | None = None,
    keep_every: int = 1,
) -> NetworkRun:
    """Gradient descent on J for x (n, d) with targets y (n, k), or (n,) where k is 1.

    Without `batch_size` each epoch is one update from all samples. With it, each epoch shuffles
    the samples with `rng` (a seed or a Generator) and makes an update from each batch of so many;
    the last one takes what is left. `keep_every`: the history keeps every so many epochs.
    Going on with the final weights (and the same Generator) is the same as one longer run.
    ValueError for a bad argument; divergence is a result, told by `diverged_at`.
    """
    objective = Objective(loss, l1, l2, reduction)
    x, y, weights, biases, activations = _checked(x, y, weights, biases, activation, objective)
    eta, epochs = checks.positive("eta", eta), checks.epochs(epochs)
    flat, sizes = parameters.pack(weights, biases), parameters.layer_sizes(weights)
    keep_every = _checked_keep_every(keep_every, epochs, len(flat))
    shuffle = None
    if batch_size is not None:
        batch_size = checks.whole("batch_size", batch_size, 1, len(x))
        shuffle = checks.generator("rng", rng)
    engine = Engine(np.hstack([np.ones((len(x), 1)), x, y]), flat, sizes, activations, objective, eta)
    recorder = _Recorder(flat, epochs, keep_every)
    with np.errstate(over="ignore", invalid="ignore", under="ignore"):
        for epoch in range(1, epochs + 1):
            if batch_size is None or shuffle is None:
                cost = engine.full_epoch()
            else:
                cost = engine.batch_epoch(shuffle.permutation(len(x)), batch_size)
            if not recorder.keeps(epoch, cost):
                break
    return recorder.run(x, sizes, activations)
