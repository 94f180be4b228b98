"""Early stopping: a validation set says after which epoch training has gone on for long enough.

The weights come from the training part, and the number of epochs from the cost on the validation
part, which is lowest where the learner has found the rule and has not yet learnt single samples by
heart. Both parts have had their say then, so a third one, the test set, judges the result.
(Prechelt, Early stopping - but when?, 1998.)
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from core import checks
from core.checks import Floats, Ints
from core.learner import Classifier, Learner, predict
from core.noise import flipped
from core.scaling import Standardizer
from core.scores import accuracy
from core.validation import judge

_ALIKE = 1e-9
"""Costs that differ by a smaller share are one cost: the rest is rounding."""


@dataclass(frozen=True)
class Stopped:
    """A training with every epoch watched on three parts of the samples.

    `labels` (n,): as the learner was given them; `wrong`: the training samples whose label was
    flipped. `costs` (m, 3): J per sample of training, validation and test part at each moment kept.
    """

    parts: tuple[Ints, Ints, Ints]
    scaling: Standardizer
    classifier: Classifier
    labels: Floats
    wrong: Ints
    costs: Floats

    @property
    def epochs(self) -> Ints:
        """The epochs (m,) of the moments kept, from 0, the start."""
        return self.classifier.epochs

    @property
    def best(self) -> int:
        """The moment that is chosen: the first with the lowest validation cost."""
        costs = self.costs[:, 1]
        return int((costs <= (1 + _ALIKE) * costs.min()).argmax())

    def score(self, x: ArrayLike, part: int, moment: int) -> float:
        """The share of a part (0, 1 or 2) of all samples x (n, d) answered correctly, 0 to 1."""
        rows = self.parts[part]
        scaled = self.scaling.transform(np.asarray(x)[rows])
        return accuracy(self.labels[rows], predict(self.classifier, scaled, moment))


def stop_early(
    learner: Learner,
    x: ArrayLike,
    y: ArrayLike,
    parts: tuple[Ints, Ints, Ints],
    noise: float,
    seed: int,
    *,
    leak: bool = False,
) -> Stopped:
    """Train on the first part of x (n, d), y (n,), a share of it labelled wrongly.

    `parts` as from `core.splitting.split_in_three`; `noise` and `seed` as in `core.noise.flipped`,
    `leak` as in `core.validation.judge`. ValueError for a bad argument.
    """
    inputs, targets = checks.samples(x, y)
    train, validation, _ = parts
    labels, wrong = flipped(targets, train, noise, seed)
    trial = judge(learner, inputs, labels, (train, validation), leak=leak)
    scaled = trial.scaling.transform(inputs)
    costs = [trial.classifier.costs(scaled[part], labels[part]) for part in parts]
    return Stopped(parts, trial.scaling, trial.classifier, labels, wrong, np.column_stack(costs))
