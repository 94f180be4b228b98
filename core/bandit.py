"""Learning by trial: which of several slot machines pays best?

Each try gives a reward and nothing tells whether another arm would have paid more. Always pulling
the arm that looks best may miss a better one; always trying at random wastes what is known. The
epsilon-greedy rule explores in a small share of all steps and otherwise takes the best arm
known so far. (Sutton and Barto, Reinforcement Learning, 2nd edition 2018, chapter 2.)
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from core import checks
from core.checks import Floats, Ints

MOST_STEPS = 100_000


@dataclass(frozen=True)
class BanditRun:
    """`choices` (steps,): the arm pulled, from 0; `rewards` (steps,) what it paid.

    `estimates` (steps + 1, arms): the mean reward seen of each arm, 0 before the first, at the
    start and after each step. `explored` (steps,): True where the step was a trial at random.
    `best_share` (steps,): the share of the pulls so far that took an arm with the highest mean.
    """

    choices: Ints
    rewards: Floats
    estimates: Floats
    explored: NDArray[np.bool_]
    best_share: Floats


def play(
    means: ArrayLike,
    steps: int,
    epsilon: float,
    rng: np.random.Generator | int,
) -> BanditRun:
    """Pull arms whose rewards are normal with these means (arms,) and standard deviation 1.

    With probability epsilon a step pulls any arm at random, else the one with the highest
    estimate (ties at random). Then the estimate Q of that arm moves to the mean of its rewards:
    Q += (reward - Q) / pulls. ValueError for a bad argument.
    """
    means = checks.vector("means", means)
    steps = checks.whole("steps", steps, 1, MOST_STEPS)
    epsilon = checks.share("epsilon", epsilon)
    generator = checks.generator("rng", rng)
    choices, explored = np.empty(steps, dtype=np.int64), np.empty(steps, dtype=bool)
    rewards, estimates = np.empty(steps), np.zeros((steps + 1, len(means)))
    pulls = np.zeros(len(means))
    for i in range(steps):
        explored[i] = generator.random() < epsilon
        arm = generator.integers(len(means)) if explored[i] else _best(estimates[i], generator)
        choices[i], rewards[i] = arm, generator.normal(means[arm], 1.0)
        pulls[arm] += 1
        estimates[i + 1] = estimates[i]
        estimates[i + 1, arm] += (rewards[i] - estimates[i, arm]) / pulls[arm]
    best = np.cumsum(means[choices] == means.max()) / np.arange(1, steps + 1)
    return BanditRun(choices, rewards, estimates, explored, best)


def _best(estimates: Floats, rng: np.random.Generator) -> int:
    """An arm with the highest estimate."""
    best = np.flatnonzero(estimates == estimates.max())
    return int(best[rng.integers(len(best))])
