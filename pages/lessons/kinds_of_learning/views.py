"""The three live runs of the page as views for the bench: figures, moments, and the end."""

from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from core.checks import Floats, Ints
from pages.lessons.kinds_of_learning import (
    arms_figure,
    clusters_figure,
    components_view,
    kinds,
    told,
    turning,
)
from pages.lessons.kinds_of_learning.kinds import Clustered, Clustering, Pulled, Pulling
from pages.lessons.kinds_of_learning.told import Kind, Labels, UnsupervisedTask
from pages.lessons.kinds_of_learning.turning import NothingToSet, Turned
from pages.shared import words
from pages.shared.bench.stage import Player, Shown
from pages.shared.bench.view import View
from pages.shared.figures import boundary, curves
from pages.shared.figures.figure import Figure
from pages.shared.one_neuron import moments
from pages.shared.one_neuron.settings import Training

_CURVE_POINTS = 200


@dataclass(frozen=True)
class Seen:
    """What an exercise is judged by: the kind of learning and its run."""

    kind: Kind
    settings: Training | Clustering | NothingToSet | Pulling
    result: kinds.Visits | Clustered | Turned | Pulled

    @property
    def judged(self) -> Kind | UnsupervisedTask:
        """What it is judged as: dimension reduction has no clusters to judge."""
        return "two numbers of four" if isinstance(self.result, Turned) else self.kind


def supervised(training: Training) -> View[Seen]:
    """A perceptron on two species, a moment for each visit of a flower."""
    visits = kinds.visits(training)
    samples, run = visits.result.samples, visits.result.run
    n, made = len(samples.y), visits.updates_before
    ringed = np.zeros((visits.total + 1, n), dtype=bool)
    ringed[visits.at, run.update_sample] = True

    def table() -> pd.DataFrame:
        each = np.arange(visits.total + 1)
        return pd.DataFrame({"visit": each, "flowers on their correct side": visits.correct})

    wrong = n - int(visits.correct[-1])
    first, second = samples.chosen.classes
    shown = [
        Shown(
            "kinds_run",
            "Decision boundary",
            boundary.moving(
                moments.backdrop(samples), run.update_weights[made], ringed, "Guess wrong"
            ),
            f"A perceptron between {first} and {second}: {words.count(visits.total, 'visit')}, "
            f"{words.count(len(visits.at), 'wrong guess', 'wrong guesses')}, at the end {wrong} of "
            f"{n} on the wrong side.",
            table,
            place="main",
        ),
        Shown(
            "kinds_judged",
            "Compared with the targets",
            _correct_curve(visits, n),
            f"Flowers on their correct side after each of {words.whole(visits.total)} visits, {n} "
            f"in an epoch: at the end {n - wrong}.",
            table,
        ),
    ]
    player = Player(told.visit_captions(visits), clock="visit")
    ended = told.supervised(visits, training.epochs)
    return View(Seen("supervised", training, visits), shown, player, ended)


def _correct_curve(visits: kinds.Visits, n: int) -> Figure:
    each = np.arange(visits.total + 1)
    return curves.figure(
        [curves.Curve("On their correct side", each, visits.correct)],
        f"Visit ({n} visits are one epoch)",
        "Flowers",
        x={"range": [0, visits.total]},
        y={"bounds": (0, 1.05 * n)},
        rows=each,
    )


def unsupervised(settings: Clustering, labels: Labels) -> View[Seen]:
    """k-means on all flowers; the species stay hidden until the student asks."""
    result = kinds.cluster(settings)
    run, k, inertia = result.run, settings.k, float(result.run.inertia[-1])
    judged = told.compared(result, labels)

    def table() -> pd.DataFrame:
        lengths = dict(zip(result.features, result.x.T, strict=True))
        seen = {"species": result.truth} if labels == "all" else {}
        return pd.DataFrame({**lengths, "cluster": result.assignments + 1, **seen})

    ringed, ring = _ringed(result, labels)
    shown = [
        Shown(
            "kinds_run",
            "Clusters",
            clusters_figure.figure(
                result.x,
                result.features,
                told.legend(result, labels),
                run.centres,
                run.assignments,
                ringed,
                ring,
            ),
            f"{words.count(k, 'cluster')} of 150 flowers after "
            f"{words.count(len(run.inertia) - 1, 'step')} of k-means: inertia "
            f"{words.number(inertia)} cm².",
            table,
            place="main",
        ),
        _inertia_curve(settings, inertia),
    ]
    player = Player(told.step_captions(result), clock="step")
    below = told.composition(result) if labels == "all" else ""
    seen = Seen("unsupervised", settings, result)
    return View(seen, shown, player, told.unsupervised(result, judged), below)


def reduction(labels: Labels) -> View[Seen]:
    """Two numbers for the four of each flower, a moment for each step of the turn."""
    result = turning.turn()
    seen = Seen("unsupervised", NothingToSet(), result)
    player = Player(told.turn_captions(result), clock="step")
    shown = components_view.figures(result, labels)
    return View(seen, shown, player, told.turned(result), told.TWO_LINES)


def _ringed(result: Clustered, labels: Labels) -> tuple[Ints, str]:
    """The flowers to ring at the end, and what the ring means."""
    if labels == "hidden":
        return np.array([], dtype=np.int64), ""
    if labels == "one each":
        return result.asked, "Asked about"
    correct = result.named_correctly(told.names_of(result, labels))
    return np.flatnonzero(~correct), "Another species"


def _inertia_curve(settings: Clustering, inertia: float) -> Shown:
    least = kinds.least_inertia(settings.features)
    ks = np.arange(1, len(least) + 1)
    figure = curves.figure(
        [
            curves.Curve(f"Least of {kinds.STARTS} starts", ks, least),
            curves.Curve("This run", [settings.k], [inertia]),
        ],
        "Clusters k",
        "Inertia (cm²)",
        x={"dtick": 1},
        y={"rangemode": "tozero"},
    )
    return Shown(
        "kinds_judged",
        "Inertia",
        figure,
        told.inertia_alt(least, settings.k, inertia),
        lambda: pd.DataFrame(
            {
                "k": [*ks, settings.k],
                "of": [*[f"least of {kinds.STARTS} starts"] * len(ks), "this run"],
                "inertia (cm²)": [*least, inertia],
            }
        ),
    )


def reinforcement(settings: Pulling) -> View[Seen]:
    """A bandit with estimates against true means, and the reward over time; a moment a pull."""
    result = kinds.pull(settings)
    run, arms = result.run, settings.arms
    ended = told.reinforcement(result)
    shown = [
        Shown(
            "kinds_run",
            "Estimates",
            arms_figure.figure(result.means, run.estimates, result.pulls),
            f"Estimates against true means of {words.count(arms, 'arm')} after "
            f"{words.count(settings.steps, 'pull')}; below the marks, how often each was pulled.",
            lambda: pd.DataFrame(
                {
                    "arm": np.arange(1, arms + 1),
                    "true mean": result.means,
                    "estimate": run.estimates[-1],
                    "pulls": result.pulls[-1],
                }
            ),
            place="main",
        ),
        _reward_curve(settings, result),
    ]
    player = Player(told.pull_captions(result), clock="pull")
    return View(Seen("reinforcement", settings, result), shown, player, ended)


def _reward_curve(settings: Pulling, result: Pulled) -> Shown:
    figure = curves.figure(
        _rewards(settings),
        "Pull",
        "Mean reward so far",
        levels=[(float(result.means.max()), "mean of the best arm")],
        levels_named="legend",
        rows=_nearest_points(settings.steps),
    )
    return Shown(
        "kinds_judged",
        "Reward",
        figure,
        f"Mean reward over {words.count(settings.steps, 'pull')} with ε = {settings.epsilon:g}: "
        f"at the end {words.number(result.run.rewards.mean(), 3)}.",
        lambda: pd.DataFrame(
            {
                "pull": np.arange(1, settings.steps + 1),
                "arm": result.run.choices + 1,
                "reward": result.run.rewards,
                **{f"mean reward so far, {name}": far for name, far in _so_far(settings).items()},
            }
        ),
    )


def _points(steps: int) -> Ints:
    """The pulls (from 0) that the reward curves are drawn at."""
    return np.unique(np.linspace(0, steps - 1, _CURVE_POINTS).astype(int))


def _nearest_points(steps: int) -> Ints:
    """For each moment, the start first, the last drawn point that it has reached; -1 for none."""
    found: Ints = np.searchsorted(_points(steps) + 1, np.arange(steps + 1), side="right") - 1
    return found


def _rewards(settings: Pulling) -> list[curves.Curve]:
    """The mean rewards at the pulls that are drawn."""
    at = _points(settings.steps)
    return [curves.Curve(name, at + 1, far[at]) for name, far in _so_far(settings).items()]


def _so_far(settings: Pulling) -> dict[str, Floats]:
    """The mean reward so far of the student's epsilon beside its two extremes, on the same arms."""
    names = {settings.epsilon: f"ε = {settings.epsilon:g}"}
    names.setdefault(0.0, "ε = 0: never explores")
    names.setdefault(1.0, "ε = 1: always explores")
    return {
        name: kinds.pull(replace(settings, epsilon=epsilon)).reward_so_far
        for epsilon, name in names.items()
    }
