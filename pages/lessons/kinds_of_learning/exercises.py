"""The exercises of the page Kinds of learning."""

import numpy as np

from core import clusters
from data import LESSON_FEATURES
from pages.lessons.kinds_of_learning import kinds, told, turning
from pages.lessons.kinds_of_learning.kinds import Clustered, Clustering, Pulled, Pulling
from pages.lessons.kinds_of_learning.turning import Turned
from pages.lessons.kinds_of_learning.views import Seen
from pages.shared import words
from pages.shared.bench.exercises import Choice, Exercise, Guess
from pages.shared.one_neuron.controls import LESSON_PAIR

PETALS = ("petal_length", "petal_width")


def solve_species() -> str:
    """Agreement of three clusters with the three species, for two choices of lengths."""
    rows = ""
    for columns in (LESSON_FEATURES, PETALS):
        results = [kinds.cluster(Clustering(columns, 3, seed)) for seed in range(10)]
        fits = [_fitting(each) for each in results]
        asked = [int(each.named_correctly(each.names_from_asked()).sum()) for each in results]
        name = ", ".join(columns).replace("_", " ")
        rows += f"| {name} | {min(fits)} to {max(fits)} | {min(asked)} to {max(asked)} |\n"
    return (
        "Correct names of 150, over the seeds 0 to 9:\n\n"
        f"| lengths | best naming | one label each |\n|---|---|---|\n{rows}\n"
        "Setosa stands apart, so its cluster is found. Versicolor and virginica touch, and k-means "
        "cuts halfway between two centres, wherever the species end. Some starts settle on worse "
        "groups, with two centres among the setosa flowers (as with seed 2): that is why one tries "
        "several seeds and keeps the run with the least inertia. The petals separate the species "
        "better. But to know that, you had to look at the labels."
    )


def _fitting(result: Clustered) -> int:
    """Flowers that lie in a cluster whose most frequent species is theirs."""
    return clusters.match_labels(result.assignments, result.truth).agreed


def solve_two_numbers() -> str:
    """What both numbers hold, and what they are made of."""
    result = turning.turn()
    return (
        f"The first number alone holds {words.percent(result.shares[-1, 0])} of the variance, both "
        f"together {words.percent(result.held[-1])}. With every length measured from its mean:\n\n"
        f"{told.recipe(result)}.\n\nThe first is mostly how large the flower is, above all its "
        "petals; in the second the sepals count most. *Labels: all* shows that setosa stands apart "
        "along the first number alone, though no label was used."
    )


def solve_epsilon() -> str:
    """Mean reward for a few epsilons over many bandits."""
    seeds = range(20)
    rows, rewards = "", {}
    for epsilon in (0.0, 0.1, 0.5, 1.0):
        results = [kinds.pull(Pulling(6, epsilon, 500, seed)) for seed in seeds]
        rewards[epsilon] = np.array([each.run.rewards.mean() for each in results])
        share = float(np.mean([each.run.best_share[-1] for each in results]))
        reward = words.number(rewards[epsilon].mean(), 3)
        rows += f"| {epsilon:g} | {reward} | {words.percent(share)} |\n"
    gain = rewards[0.1] - rewards[0.0]
    ahead, behind = int((gain > 0).sum()), int((gain < 0).sum())
    best = max(rewards, key=lambda epsilon: rewards[epsilon].mean())
    return (
        f"Six arms, 500 pulls, the mean over the seeds 0 to {seeds[-1]}:\n\n"
        f"| ε | reward per pull | pulls of the best arm |\n|---|---|---|\n{rows}\n"
        "With ε = 1 the learner knows every arm well at the end, but never uses what it knows. "
        "With ε = 0 it can stay for ever with the "
        f"first arm that pays something. Best on average here is ε = {best:g}. "
        f"Against ε = 0, ε = 0.1 earns more on {ahead} of these {len(seeds)} bandits and less on "
        f"{behind}. Where ε = 0 happens to stay with a good arm, exploring only costs: one "
        "seed proves nothing."
    )


def _share(at: Seen) -> float:
    assert isinstance(at.result, Pulled)
    return float(100 * at.result.run.best_share[-1])


def _held(at: Seen) -> float:
    assert isinstance(at.result, Turned)
    return float(100 * at.result.held[-1])


def _correct(at: Seen) -> float:
    assert isinstance(at.result, Clustered)
    return float(_fitting(at.result))


EXERCISES: tuple[Exercise[Seen], ...] = (
    Exercise(
        key="species",
        title="Does k-means find the species?",
        task="k-means sorts 150 flowers into 3 clusters by sepal and petal length, without their "
        "species. Each cluster is then named after its most frequent species. How many flowers get "
        "the name of their own species? Then ask under Labels, and try the two petal measurements.",
        hint="*Labels: one each* asks about three flowers only. *Labels: all* rings the flowers "
        "whose species is not the most frequent one of their cluster.",
        solution=solve_species,
        controls=("labels", "seed"),
        settings={
            "kind": "unsupervised", "task": "clusters", "k": 3, "features": LESSON_PAIR, "seed": 1,
        },
        predict=Guess(
            "Flowers of 150 that get the name of their own species",
            span=(50.0, 150.0),
            step=1.0,
            truth=_correct,
            near=8.0,
            explain=lambda guess, at: (
                "Two of the species touch, and k-means cuts halfway between its centres."
                if guess > _correct(at)
                else "One species stands apart, and most of the other flowers lie near the middle "
                "of their own species."
            ),
        ),
    ),
    Exercise(
        key="two_numbers",
        title="Two numbers of four",
        task="The run begins with petal length and sepal length, two of a flower's four lengths. "
        "Then it turns the axes until two numbers hold as much of the variance of all four lengths "
        "as two numbers can. What percentage is that?",
        hint="Flowers with long petals mostly have wide petals and long sepals too: these three "
        "lengths say much the same. Once you have predicted, the figure Variance shows the turn "
        "step by step.",
        solution=solve_two_numbers,
        controls=("labels",),
        settings={"kind": "unsupervised", "task": "two numbers of four"},
        predict=Guess(
            "Percent of the variance that two numbers hold",
            span=(50.0, 100.0),
            step=0.5,
            truth=_held,
            near=2.0,
            explain=lambda guess, at: (
                "Three of the four lengths grow together, so little is lost."
                if guess < _held(at)
                else "Nearly all is held, and yet something is lost."
            ),
        ),
    ),
    Exercise(
        key="explore",
        title="How much exploration?",
        task="A learner explores in every pull (ε = 1). What percentage of its pulls goes to the "
        "best of six arms? Then find an ε that earns more, and try several seeds.",
        hint="With ε = 1 the arm of every pull is drawn at random. To compare two values of ε, "
        "keep the curves of one in grey: they show the reward. Below the marks of each arm stands "
        "how often it was pulled.",
        solution=solve_epsilon,
        controls=("epsilon", "seed"),
        settings={"kind": "reinforcement", "epsilon": 1.0, "arms": 6, "pulls": 500, "seed": 1},
        predict=Guess(
            "Percent of the pulls that the best arm gets",
            span=(0.0, 100.0),
            step=1.0,
            truth=_share,
            near=5.0,
            explain=lambda guess, at: (
                "It learns which arm is best, but never uses that: every pull is drawn at random "
                "among the arms."
                if guess > _share(at)
                else "Each arm gets about an equal part of the random pulls."
            ),
        ),
    ),
    Exercise(
        key="visits",
        title="Visits and epochs",
        task="A network learns from 120 flowers, one at a time, for 5 epochs. A visit shows it one "
        "flower.",
        hint="An epoch is one pass over the whole training set.",
        solution=lambda: (
            "5 passes of 120 flowers each are 600 visits. How many of them update the weights is "
            "another question: in a perceptron, only those where its guess is wrong."
        ),
        predict=Choice(
            "How many visits does it make?",
            {
                "5": "That is the number of epochs: of passes over all the flowers.",
                "120": "That is one epoch. After it each flower has been shown once.",
                "600": "5 passes of 120 flowers each. How many of these visits update the weights "
                "is another question: in a perceptron, only those where its guess is wrong.",
            },
            truth=lambda _: "600",
            waits=False,
        ),
    ),
)  # fmt: skip
