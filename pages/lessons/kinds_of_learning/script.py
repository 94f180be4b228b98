"""The scripts of the page Kinds of learning: by targets, without them, and by trial."""

import inspect
from textwrap import dedent

import numpy as np

from core.components import project
from data import FEATURES, SPECIES
from pages.lessons.kinds_of_learning import kinds, turning
from pages.lessons.kinds_of_learning.kinds import Clustered, Clustering, Pulling
from pages.lessons.kinds_of_learning.turning import NothingToSet
from pages.shared import words
from pages.shared.one_neuron import runs
from pages.shared.one_neuron.settings import Training
from pages.shared.script import perceptron, pieces
from pages.shared.script.pieces import Told, literal, table
from pages.shared.script.script import Script, Section

_NAME = "kinds_of_learning"


def write(asked: Training | Clustering | NothingToSet | Pulling) -> Script:
    """The run with these settings: each kind of learning has settings of its own."""
    if isinstance(asked, Training):
        result = runs.train_perceptron(asked)
        return perceptron.program(_NAME, "Learning with targets", asked, result)
    if isinstance(asked, NothingToSet):
        return _reduction()
    return _unsupervised(asked) if isinstance(asked, Clustering) else _reinforcement(asked)


def _unsupervised(asked: Clustering) -> Script:
    """k-means on all flowers, and, at the end, the species it never saw."""
    result = kinds.cluster(asked)
    run = result.run
    numbers = {
        "K": (asked.k, "how many clusters"),
        "SEED": (asked.seed, "decides which flowers are the first centres"),
    }
    told = [
        Told("steps", "len(inertias) - 1", len(run.inertia) - 1),
        Told("inertia at the end", "inertias[-1]", float(run.inertia[-1])),
        Told("centres", "centres", run.centres[-1]),
        Told("flowers by cluster and species", "counts", result.counts()),
    ]
    return Script(
        _NAME,
        f"Learning without targets: {words.count(asked.k, 'cluster')} by k-means",
        "The species are hidden. k-means gives every flower to its nearest centre, moves each "
        "centre to the middle of its flowers, and repeats until nothing moves (Lloyd 1957).",
        (
            pieces.settings(numbers), _flowers(result), _K_MEANS, _CLUSTERED, _CLUSTERS_DRAWN,
            pieces.compared(told),
        ),
    )  # fmt: skip


def _flowers(result: Clustered) -> Section:
    code = _FLOWERS.format(
        features=literal(result.features), species=literal(SPECIES), table=table(result.x)
    )
    return Section(
        "The data",
        f"150 flowers: {result.features[0]} and {result.features[1]}. The species, 50 flowers of "
        "each in this order, are for judging at the end only.",
        code,
    )


def _reduction() -> Script:
    """The principal components of the flowers' four lengths."""
    result = turning.turn()
    told = [
        Told("directions", "directions", result.axes[-1]),
        Told("share of the variance of each", "shares", result.shares[-1]),
        Told("numbers of the first flower", "numbers[0]", result.numbers[-1, 0]),
    ]
    code = _LENGTHS.format(features=literal(list(FEATURES.values())), table=table(result.x))
    data = Section(
        "The data",
        "150 flowers, four lengths of each. The species, 50 flowers of each in this order, are "
        "nowhere used.",
        code,
    )
    return Script(
        _NAME,
        "Learning without targets: two numbers of four",
        "Dimension reduction: the axes are turned until the first two hold as much of the variance "
        "of all four lengths as two can (Pearson 1901).",
        (data, _COMPONENTS, _SHARES, _COMPONENTS_DRAWN, pieces.compared(told)),
    )


def _reinforcement(asked: Pulling) -> Script:
    """The bandit of the page."""
    run = kinds.pull(asked).run
    numbers = {
        "ARMS": (asked.arms, "how many slot machines there are"),
        "EPSILON": (asked.epsilon, "the share of pulls at random"),
        "PULLS": (asked.steps, "how often an arm is pulled"),
        "SEED": (asked.seed, "decides what the arms pay, and all that is random"),
    }
    told = [
        Told("pulls of each arm", "pulls", np.bincount(run.choices, minlength=asked.arms)),
        Told("pulls at random", "explored", int(run.explored.sum())),
        Told("estimates", "estimates", run.estimates[-1]),
        Told("reward per pull", "float(rewards.mean())", float(run.rewards.mean())),
    ]
    return Script(
        _NAME,
        f"Learning by trial: {words.count(asked.arms, 'arm')}, epsilon {asked.epsilon:g}",
        "No examples at all. Each arm pays a random reward around a mean that the learner is not "
        "told. The learner pulls an arm, and remembers what it got (Sutton and Barto 2018, "
        "chapter 2).",
        (
            pieces.settings(numbers), _ARMS, _BANDIT, _PULLED, _REWARDS_DRAWN,
            pieces.compared(told),
        ),
    )  # fmt: skip


_FLOWERS = '''\
FEATURES = {features}
SPECIES = {species}
TABLE = """
{table}
"""
x = np.array(TABLE.split(), dtype=float).reshape(-1, 2)
truth = np.repeat([0, 1, 2], 50)'''

_LENGTHS = '''\
FEATURES = {features}
TABLE = """
{table}
"""
x = np.array(TABLE.split(), dtype=float).reshape(-1, 4)'''

_COMPONENTS = Section(
    "Principal components",
    "The directions along which the flowers lie furthest apart, at right angles to each other, and "
    "how far each flower lies along them. A direction may point either way: here the largest of "
    "its numbers is positive.",
    """\
directions = np.linalg.svd(x - x.mean(axis=0), full_matrices=False)[2][:2]
largest = np.abs(directions).argmax(axis=1)
directions *= np.sign(directions[[0, 1], largest])[:, np.newaxis]
numbers = (x - x.mean(axis=0)) @ directions.T""",
)

_SHARES = Section(
    "What is left",
    "The variance along both directions, as a share of that of the four lengths.",
    """\
shares = numbers.var(axis=0) / x.var(axis=0).sum()
for share, direction in zip(shares, directions):
    print(f"{share:.1%} of the variance along", direction)
print(f"Two numbers of four hold {shares.sum():.1%}")""",
)

_COMPONENTS_DRAWN = pieces.picture(
    "The flowers by their two numbers.",
    """\
figure = go.Figure()
figure.add_scatter(x=numbers[:, 0], y=numbers[:, 1], mode="markers")
figure.update_layout(xaxis_title="First number (cm)", yaxis_title="Second number (cm)")
figure.show()""",
)

_NEAREST = '''\
def nearest(x, centres):
    """The nearest centre of each sample, and the inertia: the sum of squared distances to them."""
    squares = np.stack([((x - centre) ** 2).sum(axis=1) for centre in centres])
    return squares.argmin(axis=0), squares.min(axis=0).sum()'''

_CLUSTER = '''\
def k_means(x, k, rng):
    """The centres, the cluster of each sample, and the inertia at the start and after each step."""
    centres = x[rng.choice(len(x), k, replace=False)]
    clusters, inertia = nearest(x, centres)
    inertias = [inertia]
    for step in range(100):
        moved = centres.copy()
        for i in np.unique(clusters):
            moved[i] = x[clusters == i].mean(axis=0)
        clusters, inertia = nearest(x, moved)
        inertias.append(inertia)
        if np.array_equal(moved, centres):
            break
        centres = moved
    return centres, clusters, inertias'''

_K_MEANS = Section(
    "k-means",
    "Two steps in turn, until no centre moves. A cluster without samples keeps its centre.",
    f"{_NEAREST}\n\n\n{_CLUSTER}",
)

_CLUSTERED = Section(
    "The result",
    "What the clusters are made of can be counted only by someone who knows the species.",
    """\
centres, clusters, inertias = k_means(x, K, np.random.default_rng(SEED))
counts = [[int(((clusters == i) & (truth == s)).sum()) for s in range(3)] for i in range(K)]
print(f"Steps: {len(inertias) - 1}, inertia from {inertias[0]} to {inertias[-1]}")
for i, row in enumerate(counts):
    told = ", ".join(f"{count} {name}" for count, name in zip(row, SPECIES))
    print(f"Cluster {i + 1} around {centres[i]}: {told}")
""",
)

_CLUSTERS_DRAWN = pieces.picture(
    "The flowers by cluster, and the centres.",
    """\
figure = go.Figure()
for i in range(K):
    own = x[clusters == i]
    figure.add_scatter(x=own[:, 0], y=own[:, 1], mode="markers", name=f"cluster {i + 1}")
figure.add_scatter(x=centres[:, 0], y=centres[:, 1], mode="markers", name="centres")
figure.data[-1].marker = {"symbol": "x", "size": 14, "color": "black"}
figure.update_layout(xaxis_title=FEATURES[0], yaxis_title=FEATURES[1])
figure.show()""",
)

_ARMS = Section(
    "The arms",
    "What each pays on average. The learner never sees it.",
    "means = np.random.default_rng(SEED).normal(0, 1, ARMS).round(2)",
)

_PLAY = '''\
def play(means, pulls, epsilon, rng):
    """The arm of each pull, its reward, whether it was a trial at random, and the estimates."""
    estimates, count = np.zeros(len(means)), np.zeros(len(means))
    choices, rewards, at_random = [], [], []
    for pull in range(pulls):
        at_random.append(rng.random() < epsilon)
        if at_random[-1]:
            arm = rng.integers(len(means))
        else:
            best = np.flatnonzero(estimates == estimates.max())
            arm = best[rng.integers(len(best))]
        reward = rng.normal(means[arm], 1)
        count[arm] += 1
        estimates[arm] += (reward - estimates[arm]) / count[arm]
        choices.append(int(arm))
        rewards.append(reward)
    return choices, np.array(rewards), at_random, estimates'''

_BANDIT = Section(
    "The learner",
    "Most of the time it takes the arm that looks best, a share epsilon of the time any arm. The "
    "estimate of an arm is the mean of its rewards so far.",
    _PLAY,
)

_PULLED = Section(
    "The result",
    "What was learnt of each arm, beside what it truly pays.",
    """\
choices, rewards, at_random, estimates = play(
    means, PULLS, EPSILON, np.random.default_rng([SEED, 1])
)
pulls = np.bincount(choices, minlength=ARMS)
explored = sum(at_random)
print(f"Pulls at random: {explored}, reward per pull: {rewards.mean()}")
for arm in range(ARMS):
    print(f"Arm {arm + 1}: pulls {pulls[arm]}, estimate {estimates[arm]}, truly {means[arm]}")
""",
)

_REWARDS_DRAWN = pieces.picture(
    "The mean reward so far, beside a learner that never explores and one that always does.",
    """\
figure = go.Figure()
for epsilon in dict.fromkeys([EPSILON, 0.0, 1.0]):
    gained = play(means, PULLS, epsilon, np.random.default_rng([SEED, 1]))[1]
    so_far = np.cumsum(gained) / np.arange(1, PULLS + 1)
    figure.add_scatter(x=np.arange(1, PULLS + 1), y=so_far, name=f"epsilon {epsilon:g}")
figure.update_layout(xaxis_title="Pull", yaxis_title="Mean reward so far")
figure.show()""",
)

RULE = "\n\n\n".join(
    [
        _NEAREST,
        _CLUSTER,
        dedent(inspect.getsource(project)).strip(),
        _PLAY,
        """\
rng = np.random.default_rng(1)
points = np.concatenate([rng.normal(0, 1, (20, 2)), rng.normal(5, 1, (20, 2))])
print(k_means(points, 2, rng))
print(project(points, 1))
print(play(np.array([0.2, 1.0, -0.5]), 100, 0.1, rng)[3])""",
    ]
)
