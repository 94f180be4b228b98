"""What the page Kinds of learning says of its runs."""

from typing import Literal, get_args

import numpy as np

from core import clusters
from data import FEATURES, SPECIES
from pages.lessons.kinds_of_learning.kinds import STARTS, Clustered, Pulled, Visits
from pages.lessons.kinds_of_learning.turning import Turned
from pages.shared import words

Kind = Literal["supervised", "unsupervised", "reinforcement"]
UnsupervisedTask = Literal["clusters", "two numbers of four"]
Labels = Literal["hidden", "one each", "all"]

TASKS: dict[UnsupervisedTask, str] = {
    "clusters": "k-means gives every flower to its nearest centre, moves each centre to the middle "
    "of its flowers, and repeats.",
    "two numbers of four": "Each flower has four lengths. The axes are turned until two numbers "
    "for each flower hold as much of the variance of all four lengths as two numbers can: the "
    "**principal components**.",
}
LENGTHS = [name.removesuffix(" (cm)") for name in FEATURES.values()]
LABELS: tuple[Labels, ...] = get_args(Labels)
KINDS: dict[Kind, str] = {
    "supervised": "**Supervised:** every flower comes with its target, the species. The neuron "
    "guesses, sees how far off it was, and adjusts its weights.",
    "unsupervised": "**Unsupervised:** the learner is not told the species; it has only the "
    "lengths to learn from.",
    "reinforcement": "**Reinforcement:** no examples at all. Each slot machine, called an arm, "
    "pays a random reward around a mean that the learner is not told. The learner pulls an arm, "
    "and remembers what it got.",
}
JUDGED: dict[Kind | UnsupervisedTask, str] = {
    "supervised": "Judging is easy: **compare with the targets.** Often said: an epoch is each "
    "time the network is presented with a new input. That is only one visit; an epoch is a pass "
    "over the whole training set.",
    "unsupervised": "Judging is hard: **there is no target.** The smallest possible inertia falls "
    "with every further centre, so it cannot say how many groups there are. Agreement with the "
    "species can be counted only by someone who knows them.",
    "two numbers of four": "Judging: **how much is lost?** It is the variance that the two numbers "
    "do not hold. No target says whether what is lost would have helped to tell the species apart.",
    "reinforcement": "Judging: **count the reward.** Without exploration the learner may never "
    "try the best arm often enough. With too much exploration it wastes pulls on arms that it "
    "knows are bad. Slot machines are the simplest case: a pull does not change what the next one "
    "pays. In games and control every move changes what comes after it.",
}


def supervised(visits: Visits, epochs: int) -> str:
    """What the perceptron's run came to, in visits, epochs and updates."""
    n, updates = len(visits.result.samples.y), len(visits.at)
    wrong = n - int(visits.correct[-1])
    each = f", {n} in each" if epochs > 1 else ""
    return (
        f"**{words.count(visits.total, 'visit')} in {words.count(epochs, 'epoch')}**{each}. "
        f"The guess was wrong in **{words.count(updates, 'visit')}**, and only then were the "
        f"weights updated. **{wrong} of {n}** flowers {words.are(wrong)} on the wrong side."
    )


def visit_captions(visits: Visits) -> list[str]:
    """Each visit: whose turn it was, and how many samples are on their correct side after it."""
    n = len(visits.result.samples.y)
    updated = set(visits.at.tolist())
    return ["Start: no flower shown yet"] + [
        f"Visit {words.whole(visit)}, epoch {(visit - 1) // n + 1}: "
        f"{'wrong, update' if visit in updated else 'correct, no update'}; {correct} of {n} on "
        "their correct side"
        for visit, correct in enumerate(visits.correct[1:].tolist(), 1)
    ]


def unsupervised(result: Clustered, judged: str) -> str:
    """What k-means came to."""
    inertia = result.run.inertia
    stopped = "stopped" if result.run.converged else "was stopped"
    return (
        f"After **{words.count(len(inertia) - 1, 'step')}** k-means {stopped}. The **inertia**, "
        "the sum of squared distances of all flowers to their centres, fell from "
        f"{words.number(inertia[0])} to **{words.number(inertia[-1])} cm²**. {judged}"
    )


def step_captions(result: Clustered) -> list[str]:
    """Each step of k-means with its inertia."""
    return [
        f"{f'Step {step}' if step else 'Start'}: inertia {words.number(inertia)} cm²"
        for step, inertia in enumerate(result.run.inertia.tolist())
    ]


def names_of(result: Clustered, labels: Labels) -> dict[int, str]:
    """The name of each cluster that has one."""
    if labels == "hidden":
        return {}
    if labels == "one each":
        return result.names_from_asked()
    match = clusters.match_labels(result.assignments, result.truth)
    return {i: str(name) for i, name in match.names.items()}


def legend(result: Clustered, labels: Labels) -> list[str]:
    """What each cluster is called in the figure."""
    names = names_of(result, labels)
    k = len(result.run.centres[-1])
    if not names:
        return [f"Cluster {i + 1}" for i in range(k)]
    return [f"{i + 1}: {names.get(i, 'no flower')}" for i in range(k)]


def compared(result: Clustered, labels: Labels) -> str:
    """How well the clusters fit the species, as far as the student has asked."""
    if labels == "hidden":
        return "Are these clusters the species? Ask under Labels."
    correct = int(result.named_correctly(names_of(result, labels)).sum())
    if labels == "one each":
        start = (
            "A botanist was asked about one flower of each cluster, the ringed one, and its whole "
            "cluster got that name:"
        )
    else:
        start = "With each cluster named after its most frequent species,"
    return f"{start} **{correct} of 150** flowers are named correctly."


def composition(result: Clustered) -> str:
    """What each cluster is made of, as a list."""
    lines = []
    for i, row in enumerate(result.counts()):
        parts = [f"{count} {name}" for count, name in zip(row, SPECIES, strict=True) if count]
        lines.append(f"- Cluster {i + 1}: {', '.join(parts) or 'no flower'}")
    return "\n".join(lines)


def inertia_alt(least: np.ndarray, k: int, inertia: float) -> str:
    """The curve of inertia over k, and where this run stands."""
    return (
        f"The least inertia of {STARTS} starts for 1 to {len(least)} clusters falls from "
        f"{words.number(least[0])} to {words.number(least[-1])} cm². This run, k = {k}: "
        f"{words.number(inertia)} cm²."
    )


def turn_captions(result: Turned) -> list[str]:
    """Each step of the turn with the variance that is held."""
    last = len(result.held) - 1
    where = ["Start, petal length and sepal length", *(f"Step {i}" for i in range(1, last))]
    return [
        f"{name}: {words.percent(held)} of the variance"
        for name, held in zip([*where, "The principal components"], result.held, strict=True)
    ]


def turned(result: Turned) -> str:
    """What the turn came to."""
    first, second = result.shares[-1]
    return (
        f"Two numbers for each flower hold **{words.percent(result.held[-1])} of the variance** of "
        f"the four lengths: the first {words.percent(first)}, the second {words.percent(second)}. "
        "Petal length and sepal length, as they were measured, hold "
        f"{words.percent(result.held[0])}."
    )


def turned_alt(result: Turned) -> str:
    """The flowers by two numbers, at the end of the turn."""
    return (
        f"{len(result.x)} flowers by their first two principal components, which hold "
        f"{words.percent(result.held[-1])} of the variance."
    )


def coloured(labels: Labels) -> str:
    """What the colours say."""
    return {
        "hidden": "No species is shown.",
        "one each": "The first flower of each species in the file has its colour.",
        "all": "Each species has its colour; nothing in the turn has used it.",
    }[labels]


def recipe(result: Turned) -> str:
    """How both numbers are made of the lengths, each measured from its mean."""
    sums = []
    for which, axis in zip(("first", "second"), result.axes[-1], strict=True):
        parts = (f"{words.number(a)} {name.lower()}" for a, name in zip(axis, LENGTHS, strict=True))
        sums.append(f"{which} number = {' + '.join(parts)}")
    return "; ".join(sums).replace("+ −", "− ").replace("+ -", "− ")


TWO_LINES = """\
**Two lines of NumPy**, where `x` has one row of four lengths for each flower. The directions are \
those along which the flowers lie furthest apart (their signs are free):

```python
directions = np.linalg.svd(x - x.mean(axis=0), full_matrices=False)[2][:2]
numbers = (x - x.mean(axis=0)) @ directions.T
```
"""


def reinforcement(result: Pulled) -> str:
    """What the bandit's run came to."""
    run, best, pulls = result.run, result.best + 1, len(result.run.choices)
    explored = int(run.explored.sum())
    alike = " and ".join(map(str, best))
    who, together, alone = (
        (f"arm, number {alike},", "", "that arm")
        if len(best) == 1
        else (f"arms, numbers {alike},", " together", "each of them")
    )
    return (
        f"**Exploration:** {words.count(explored, 'pull')} at random. **Exploitation:** "
        f"{words.count(pulls - explored, 'pull')} of an arm that looked best. The best {who} got "
        f"**{words.percent(run.best_share[-1])}** of the pulls{together}. "
        f"Reward per pull: **{words.number(run.rewards.mean(), 3)}**; {alone} alone pays "
        f"{words.number(result.means.max(), 3)} on average."
    )


def pull_captions(result: Pulled) -> list[str]:
    """Each pull: which arm, why, and what it paid."""
    run = result.run
    known = run.estimates[:-1]
    best = (known == known.max(axis=1, keepdims=True)).sum(axis=1)
    why = [
        "at random" if random else "one of those that look best" if count > 1 else "looks best"
        for random, count in zip(run.explored.tolist(), best.tolist(), strict=True)
    ]
    return ["Start: nothing is known of any arm"] + [
        f"Pull {words.whole(i)}: arm {arm + 1} ({reason}) pays {words.number(reward, 3)}"
        for i, (arm, reason, reward) in enumerate(
            zip(run.choices.tolist(), why, run.rewards.tolist(), strict=True), 1
        )
    ]


CHILD = (
    "Think of a child that learns what a dog is.\n\n"
    "- **Supervised**, examples with targets: you point and say dog, cat, dog. It learns to name "
    "an animal that it has not seen before.\n"
    "- **Unsupervised**, examples alone: it sorts the animals by look, without any name. Finding "
    "such groups is clustering; describing each animal by fewer numbers is dimension reduction. "
    "Both run above, under *unsupervised*.\n"
    "- **Semi-supervised**, many examples, few targets: you name two dogs, and it sees hundreds "
    "more.\n"
    "- **Reinforcement**, a reward after each try: it strokes animals, and learns which ones like "
    "it. Machines learn games and control in this way."
)
MORE = (
    "**Semi-supervised** learning exists because labels are expensive: a camera takes a thousand "
    "photos of flowers in a day, and a botanist has to name each one. Try it above: "
    "*unsupervised*, *clusters*, *Labels: one each*. One label for each cluster then names all "
    "150 flowers.\n\n"
    "**Classification or regression?** Both are supervised. In classification the target is one "
    "of a few classes, such as a species. In regression it is a number, such as a petal's width in "
    "cm, and what counts is how far the output is from it."
)
