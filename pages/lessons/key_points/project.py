"""The project at the end of the course: from the iris table to a network that has been judged.

A network with four inputs and an output for each of the three species, chosen among several on a
validation set, and asked once about a test set.
"""

from dataclasses import dataclass
from functools import cache

import numpy as np

from core import network, splitting
from core.checks import Floats, Ints
from core.scaling import Standardizer
from core.scores import accuracy, confusion_matrix
from data import FEATURES, SPECIES, load_iris

ThreeParts = tuple[Ints, Ints, Ints]


@dataclass(frozen=True)
class Project:
    """The settings that the student finds in the notebook, to change them there."""

    hidden: tuple[int, ...] = (1, 2, 3, 5, 8)
    eta: float = 0.1
    epochs: int = 300
    validation_share: float = 0.2
    test_share: float = 0.2
    seed: int = 3


@dataclass(frozen=True)
class Judged:
    """What comes of it.

    scores (networks, 2): training and validation, 0 to 1. best: the place of the network that was
    chosen, costs (epochs,) those of its training. test_score: its score on the test set;
    counts (3, 3): the test flowers by species, a row, and answer, a column.
    """

    parts: ThreeParts
    scores: Floats
    best: int
    costs: Floats
    test_score: float
    counts: Ints


@cache
def table() -> tuple[Floats, Ints]:
    """The four lengths x (150, 4) and the species of each flower, 0, 1 or 2."""
    iris = load_iris()
    species = iris["species"].map(list(SPECIES).index).to_numpy(np.int64)
    return iris[list(FEATURES)].to_numpy(np.float64), species


@cache
def judge(project: Project) -> Judged:
    """Train every network, choose one, and ask it once about the test set."""
    x, species = table()
    parts = splitting.split_in_three(
        len(x), project.validation_share, project.test_share, project.seed, species
    )
    train, validation, test = parts
    inputs, targets = Standardizer.fit(x[train]).transform(x), np.eye(len(SPECIES))[species]
    answers, costs = [], []
    for hidden in project.hidden:
        start = network.initialise((4, hidden, 3), project.seed, kind="glorot")
        run = network.train(inputs[train], targets[train], *start, project.eta, project.epochs)
        answers.append(network.predict_outputs(inputs, run.weights, run.biases).argmax(axis=1))
        costs.append(run.costs)
    scores = np.array(
        [[accuracy(species[part], said[part]) for part in (train, validation)] for said in answers]
    )
    best = int(scores[:, 1].argmax())
    said = answers[best][test]
    counts = confusion_matrix(species[test], said, range(3)).counts
    return Judged(parts, scores, best, costs[best], accuracy(species[test], said), counts)


def told(project: Project) -> str:
    """What the notebook finds with the settings as they come."""
    judged = judge(project)
    train, validation, test = judged.parts
    correct = round(judged.test_score * len(test))
    return (
        "**Your first own network**, from the iris table to a verdict, in one notebook or script. "
        f"It has all four lengths as inputs and an output for each species, learns from "
        f"{len(train)} flowers, chooses its hidden neurons by {len(validation)} others, and is "
        f"asked once about the last {len(test)}. With its settings unchanged, "
        f"{project.hidden[judged.best]} hidden neurons are chosen, and **{correct} of "
        f"{len(test)}** test flowers are answered correctly. Most sections end with a task for "
        "you, “Your turn”."
    )
