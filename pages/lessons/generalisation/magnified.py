"""Whether what a way of judging ends with depends on the last digits of its numbers."""

from collections.abc import Callable, Mapping
from dataclasses import replace

import numpy as np

from core.checks import Floats
from pages.lessons.generalisation import judging
from pages.lessons.generalisation.judging import Judging, Numbers
from pages.shared.script import rounding

_Ended = Callable[[Judging, Numbers], Floats]
_TRAINED: Mapping[str, _Ended] = {
    "one split": lambda asked, _: judging.one_split(asked).classifier.parameters,
    "overfitting": lambda asked, numbers: (
        judging.overfit(asked, numbers.points, numbers.noise).trial.classifier.parameters
    ),
    "validation set": lambda asked, numbers: (
        judging.stopped(asked, numbers.kept_back, numbers.noise).classifier.parameters
    ),
}
"""The weights of the one model that is trained."""
_SCORED: Mapping[str, _Ended] = {
    "many splits": lambda asked, numbers: judging.many_splits(asked, numbers.splits).values,
    "k-fold": lambda asked, numbers: judging.folds(asked, numbers.folds)[0].values,
    "learning curve": lambda asked, _: np.swapaxes(
        judging.learning_curve(asked, judging.REPEATS)[1].values, 0, 1
    ),
}
"""The scores of many models, those of a split or fold in a row."""


def told(view: str, asked: Judging, numbers: Numbers) -> str:
    """What is said where rounding decides what the view shows at the end, else nothing."""
    model = asked.model
    ended, what = (_TRAINED, "a weight") if view in _TRAINED else (_SCORED, "a score, from 0 to 1,")
    shown = ended[view](asked, numbers)

    def again(eta: float) -> Floats | None:
        other = ended[view](replace(asked, model=replace(model, eta=eta)), numbers)
        return other if other.shape == shown.shape else None

    return rounding.told(shown, again, model.eta, what)
