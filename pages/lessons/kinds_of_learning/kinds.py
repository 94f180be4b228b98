"""The runs behind Kinds of learning: by labels, without them, and by trial.

Each is a frozen settings value and what comes of it, kept for the next student who asks for the
same one.
"""

from dataclasses import dataclass

import numpy as np
import streamlit as st
from numpy.typing import NDArray

from core import bandit, clusters
from core.checks import Floats, Ints
from data import FEATURES, SPECIES, load_iris
from pages.shared.one_neuron import replay, runs
from pages.shared.one_neuron.settings import Training

MOST_GROUPS = 6
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

    def named_correctly(self, names: dict[int, str]) -> NDArray[np.bool_]:
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


@st.cache_data(max_entries=200, max_size="4MB", show_spinner=False)
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
    def best(self) -> Ints:
        """The arm with the highest mean, from 0: several where they pay alike."""
        return np.flatnonzero(self.means == self.means.max())

    @property
    def reward_so_far(self) -> Floats:
        """The mean reward of all pulls up to each one."""
        return np.cumsum(self.run.rewards) / np.arange(1, len(self.run.rewards) + 1)

    @property
    def pulls(self) -> Ints:
        """How often each arm was pulled so far: at the start and after each pull."""
        one_hot = self.run.choices[:, np.newaxis] == np.arange(len(self.means))
        return np.vstack([np.zeros(len(self.means), dtype=int), np.cumsum(one_hot, axis=0)])


@st.cache_data(max_entries=200, max_size="4MB", show_spinner=False)
def pull(settings: Pulling) -> Pulled:
    """Draw what the arms pay on average, then learn it by trial.

    The same seed gives the same arms, whatever epsilon and the number of pulls are.
    """
    means = np.random.default_rng(settings.seed).normal(0.0, 1.0, settings.arms).round(2)
    rng = np.random.default_rng([settings.seed, 1])
    return Pulled(means, bandit.play(means, settings.steps, settings.epsilon, rng))


@dataclass(frozen=True)
class Visits:
    """A perceptron's run counted in visits: a visit shows it one sample, an epoch all of them.

    `at` (u,): the visit of each update, from 1; `correct`: the samples on their correct side after
    each visit, the start as visit 0.
    """

    result: runs.PerceptronResult
    at: Ints
    correct: Ints

    @property
    def total(self) -> int:
        """All visits of the run."""
        return len(self.correct) - 1

    @property
    def updates_before(self) -> Ints:
        """How many updates were made up to each visit, the start as visit 0."""
        return np.searchsorted(self.at, np.arange(self.total + 1), side="right")


@st.cache_data(max_entries=200, max_size="4MB", show_spinner=False)
def visits(training: Training) -> Visits:
    """Train the perceptron, and count both visits and epochs."""
    result = runs.train_perceptron(training)
    run, n = result.run, len(result.samples.y)
    at = (run.update_epoch - 1) * n + run.update_sample + 1
    correct = n - replay.wrong_counts(result.samples, run.update_weights)
    after = np.searchsorted(at, np.arange(n * training.epochs + 1), side="right")
    return Visits(result, at, correct[after])
