"""The bandit: its book-keeping, and what exploring is good for."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core import bandit

MEANS = [0.2, 1.0, -0.5, 0.8]


@given(st.integers(0, 10_000), st.floats(0, 1))
@settings(max_examples=25)
def test_estimates_are_the_means_of_the_rewards(seed, epsilon):
    run = bandit.play(MEANS, 80, epsilon, seed)
    assert run.estimates.shape == (81, 4) and not run.estimates[0].any()
    for step in (1, 40, 80):
        for arm in range(4):
            seen = run.rewards[:step][run.choices[:step] == arm]
            expected = seen.mean() if seen.size else 0.0
            assert run.estimates[step, arm] == pytest.approx(expected, abs=1e-12)
    greedy = ~run.explored
    chosen = run.estimates[:-1][np.arange(80), run.choices]
    np.testing.assert_array_equal(chosen[greedy], run.estimates[:-1].max(axis=1)[greedy])
    assert run.best_share[-1] == pytest.approx(np.mean(run.choices == 1))


def test_a_seed_gives_one_run_and_a_prefix_of_a_longer_one():
    run, longer = bandit.play(MEANS, 50, 0.1, 3), bandit.play(MEANS, 90, 0.1, 3)
    np.testing.assert_array_equal(run.rewards, longer.rewards[:50])
    np.testing.assert_array_equal(run.estimates, longer.estimates[:51])
    assert not np.array_equal(run.rewards, bandit.play(MEANS, 50, 0.1, 4).rewards)


def test_epsilon_sets_the_share_of_exploring():
    assert not bandit.play(MEANS, 200, 0.0, 0).explored.any()
    assert bandit.play(MEANS, 200, 1.0, 0).explored.all()
    assert bandit.play(MEANS, 5000, 0.2, 0).explored.mean() == pytest.approx(0.2, abs=0.03)


def test_a_little_exploring_finds_the_best_arm_more_often_than_none():
    means = [0.0, 1.0, 0.5]
    some, none = (
        np.mean([bandit.play(means, 300, epsilon, seed).rewards.mean() for seed in range(20)])
        for epsilon in (0.1, 0.0)
    )
    assert some > none


@pytest.mark.parametrize(
    ("name", "change"),
    [
        ("means", {"means": []}),
        ("steps", {"steps": 0}),
        ("epsilon", {"epsilon": 1.1}),
        ("epsilon", {"epsilon": -0.1}),
        ("rng", {"rng": None}),
    ],
)
def test_bad_arguments_are_named(name, change):
    with pytest.raises(ValueError, match=f"^{name}"):
        bandit.play(**{"means": MEANS, "steps": 5, "epsilon": 0.1, "rng": 0, **change})
