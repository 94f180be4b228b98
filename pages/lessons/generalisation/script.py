"""The script of the page Does it generalise?: a model judged in the way that is on the screen."""

from collections.abc import Callable, Mapping

import numpy as np

from data import Chosen
from pages.lessons.generalisation import (
    judging,
    magnified,
    script_costs,
    script_learners,
    script_ways,
)
from pages.lessons.generalisation.judging import Judging, Numbers
from pages.lessons.generalisation.script_ways import Way
from pages.shared import words
from pages.shared.one_neuron import runs
from pages.shared.script import pieces
from pages.shared.script import samples as data_sections
from pages.shared.script.script import Script, Section

_NAME = "generalisation"
_WAYS: Mapping[str, Callable[[Judging, Numbers], Way]] = {
    "one split": script_ways.one_split,
    "many splits": script_ways.many_splits,
    "k-fold": script_ways.folds,
    "learning curve": script_ways.learning_curve,
    "overfitting": script_costs.overfitting,
    "validation set": script_costs.stopping,
}


def write(view: str, asked: Judging, numbers: Numbers) -> Script:
    """The view's own way of judging as one program."""
    way = _WAYS[view](asked, numbers)
    data, file = _data(asked)
    model = asked.model
    linear = model.kind == "adaline"
    learner = (
        [script_learners.ADALINE]
        if linear
        else script_learners.logistic_network(model.hidden, asked.seed)
    )
    settings = {
        "ETA": (model.eta, "learning rate"),
        "EPOCHS": (model.epochs, "updates of each training"),
        "SEED": (asked.seed, "decides which samples are kept back"),
        **way.settings,
    }
    hidden = words.count(model.hidden, "hidden neuron")
    called = "the linear neuron" if linear else f"a network with {hidden}"
    return Script(
        _NAME,
        f"Does it generalise? {way.title}",
        "A model that knows its examples by heart may know nothing else, so some of them are kept "
        f"back, and it is asked about those. Judged is {called}.",
        (
            pieces.settings(settings), data, *learner, script_learners.judge(leak=asked.leak),
            *way.sections, pieces.compared(way.told, way.again),
        ),
        file,
        note=lambda: magnified.told(view, asked, numbers),
    )  # fmt: skip


def _data(asked: Judging) -> tuple[Section, str]:
    chosen, x, y = judging.samples(asked.inputs)
    used = Chosen(x, y, chosen.columns, chosen.features, chosen.classes, np.arange(len(y)))
    noun = runs.samples(asked.inputs).noun
    return data_sections.plane(used, noun, f"{_NAME}_data.csv")
