"""The runs behind Kinds of learning: by labels, without them, and by trial.

Each is a frozen settings value and what comes of it, kept for the next student who asks for the
same one.
"""

from dataclasses import dataclass

import numpy as np
import streamlit as st
from numpy.typing import NDArray

from core import bandit, clusters, perceptron
from core.checks import Floats, Ints
from data import FEATURES, SPECIES, load_iris
from pages.lessons.kinds_of_learning.arms import Belief
from pages.lessons.kinds_of_learning.clusters import Grouping
from pages.shared.figures.boundary import Line
from pages.shared.figures.playback import MOST_FRAMES, moments_of
from pages.shared.one_neuron import replay, runs
from pages.shared.one_neuron.settings import Training

MOST_GROUPS = clusters.MOST_CLUSTERS
STARTS = 20
"""Runs of k-means of which the one with the least inertia counts."""


@dataclass(frozen=True)
class Clustering:
    """k-means on all 150 flowers: which two lengths, how many clusters, and from which start."""

    features: tuple[str, str]
    k: int
    seed: int


@dataclass(frozen=True)
class Pulling:
    """A bandit: its arms, the share of trials at random, how often it is pulled, and a seed."""

    arms: int
    epsilon: float
    steps: int
    seed: int


@dataclass(frozen=True)
class Clustered:
    """The flowers x (150, 2), what k-means did, and each flower's species, which it never saw."""

    x: Floats
    features: tuple[str, str]
    truth: NDArray[np.str_]
    run: clusters.ClusterRun

    @property
    def assignments(self) -> Ints:
        """The cluster of each flower at the end."""
        last: Ints = self.run.assignments[-1]
        return last

    @property
    def asked(self) -> Ints:
        """For each cluster that has flowers, the position of the one nearest to its centre."""
        distances = np.linalg.norm(self.x - self.run.centres[-1][self.assignments], axis=1)
        members = (np.flatnonzero(self.assignments == i) for i in range(len(self.run.centres[-1])))
        return np.array([rows[distances[rows].argmin()] for rows in members if len(rows)])

    def names_from_asked(self) -> dict[int, str]:
        """Each cluster with the species of its flower that was asked about."""
        return {int(self.assignments[row]): str(self.truth[row]) for row in self.asked}

    def named_right(self, names: dict[int, str]) -> NDArray[np.bool_]:
        """For each flower, whether its cluster is named after its species."""
        named = np.array([names.get(int(i), "") for i in self.assignments])
        return np.asarray(named == self.truth)

    def counts(self) -> Ints:
        """The flowers of each cluster, a row, by species, a column."""
        return np.array(
            [
                [np.sum((self.assignments == i) & (self.truth == name)) for name in SPECIES]
                for i in range(len(self.run.centres[-1]))
            ]
        )

    def groupings(self, ringed: Ints) -> list[Grouping]:
        """All steps as a figure plays them; the rings come with the last one."""
        steps = moments_of(len(self.run.inertia))
        none = np.array([], dtype=np.int64)
        return [
            Grouping(
                self.run.centres[step],
                self.run.assignments[step],
                f"{'Start' if step == 0 else f'Step {step}'}: inertia {self.run.inertia[step]:.1f}",
                ringed if step == steps[-1] else none,
            )
            for step in steps
        ]


@st.cache_data(max_entries=200, show_spinner=False)
def cluster(settings: Clustering) -> Clustered:
    """k-means on the flowers, their species put aside."""
    iris = load_iris()
    x = iris[list(settings.features)].to_numpy(dtype=np.float64)
    first, second = (FEATURES[name] for name in settings.features)
    run = clusters.train(x, settings.k, settings.seed)
    return Clustered(x, (first, second), iris["species"].to_numpy(dtype=np.str_), run)


@st.cache_data(max_entries=20, show_spinner=False)
def least_inertia(features: tuple[str, str]) -> Floats:
    """For k = 1, 2, ... the least inertia of STARTS runs of k-means."""
    x = load_iris()[list(features)].to_numpy(dtype=np.float64)
    return np.array(
        [
            min(clusters.train(x, k, seed).inertia[-1] for seed in range(STARTS))
            for k in range(1, MOST_GROUPS + 1)
        ]
    )


@dataclass(frozen=True)
class Pulled:
    """The true mean of each arm, and the run that learnt about them."""

    means: Floats
    run: bandit.BanditRun

    @property
    def best(self) -> int:
        """The arm with the highest mean, from 0."""
        return int(self.means.argmax())

    @property
    def reward_so_far(self) -> Floats:
        """The mean reward of all pulls up to each one."""
        return np.cumsum(self.run.rewards) / np.arange(1, len(self.run.rewards) + 1)

    def beliefs(self) -> list[Belief]:
        """What the learner thought of each arm at some moments, the start and the end included."""
        one_hot = self.run.choices[:, np.newaxis] == np.arange(len(self.means))
        pulls = np.vstack([np.zeros(len(self.means), dtype=int), np.cumsum(one_hot, axis=0)])
        return [
            Belief(self.run.estimates[i], pulls[i], f"After {i:,} pulls" if i else "Start")
            for i in moments_of(len(pulls), MOST_FRAMES // 2)
        ]


@st.cache_data(max_entries=200, show_spinner=False)
def pull(settings: Pulling) -> Pulled:
    """Draw what the arms pay on average, then learn it by trial.

    The same seed gives the same arms, whatever epsilon and the number of pulls are.
    """
    means = np.random.default_rng(settings.seed).normal(0.0, 1.0, settings.arms).round(2)
    rng = np.random.default_rng([settings.seed, 1])
    return Pulled(means, bandit.play(means, settings.steps, settings.epsilon, rng))


@dataclass(frozen=True)
class Shown:
    """A perceptron's run counted in steps: a step shows it one sample, an epoch all of them.

    `lines` are the moments to play; `right` are the samples on the right side after each of the
    `steps`, which begin with 0.
    """

    result: runs.PerceptronResult
    lines: list[Line]
    steps: Ints
    right: Ints

    @property
    def total(self) -> int:
        """All steps of the run."""
        return int(self.steps[-1])


@st.cache_data(max_entries=200, show_spinner=False)
def show_flowers(training: Training) -> Shown:
    """Train the perceptron, and count both steps and epochs."""
    result = runs.train_perceptron(training)
    run, n = result.run, len(result.samples.y)
    at = (run.update_epoch - 1) * n + run.update_sample + 1
    right = n - replay.wrong_counts(result.samples, run.update_weights)
    total = n * training.epochs
    steps = np.arange(total + 1)
    after = right[np.searchsorted(at, steps, side="right")]
    return Shown(result, _lines(result, at, total), steps, after)


def _lines(result: runs.PerceptronResult, at: Ints, total: int) -> list[Line]:
    """The start, the first updates, each with its step and epoch, and the end."""
    run, samples = result.run, result.samples
    n, none = len(samples.y), np.array([], dtype=np.int64)
    lines = [Line(run.update_weights[0], "Before step 1", none)]
    for i in range(min(len(at), MOST_FRAMES - 2)):
        row = int(run.update_sample[i])
        caption = f"Step {at[i]:,}: epoch {run.update_epoch[i]}, flower {row + 1} of {n}"
        lines.append(Line(run.update_weights[i + 1], caption, np.array([row])))
    epochs = total // n
    lines.append(Line(run.weights, f"Step {total:,}: the end of epoch {epochs}", none))
    return lines


def wrong_at_the_end(shown: Shown) -> int:
    """How many samples are on the wrong side after the last step."""
    samples, weights = shown.result.samples, shown.result.run.weights
    return int(perceptron.misclassified(samples.x, samples.y, weights))
