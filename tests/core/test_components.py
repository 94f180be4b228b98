"""Principal components against scikit-learn, the definition, and iris."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.decomposition import PCA

from core.components import principal_axes, project
from data import load_iris

IRIS = load_iris()[["sepal_length", "sepal_width", "petal_length", "petal_width"]].to_numpy()


def samples(seed, n=40, d=5):
    rng = np.random.default_rng(seed)
    return rng.normal(size=(n, d)) @ rng.normal(size=(d, d)) + rng.normal(size=d)


@given(st.integers(0, 10**6), st.integers(2, 30), st.integers(1, 6))
@settings(max_examples=40)
def test_it_agrees_with_scikit_learn(seed, n, d):
    x = samples(seed, n, d)
    k = min(n, d)
    ours, peer = principal_axes(x, k), PCA(k).fit(x)
    sure = peer.explained_variance_ratio_ > 1e-6  # the direction of no variance is anybody's
    np.testing.assert_allclose(ours[sure], peer.components_[sure], atol=1e-6)


def test_the_plain_lines_give_the_same_up_to_the_sign_of_each_direction():
    ours = (IRIS - IRIS.mean(axis=0)) @ principal_axes(IRIS, 2).T
    plain = project(IRIS, 2)
    np.testing.assert_allclose(ours, plain * np.sign((ours * plain).sum(axis=0)), atol=1e-12)


def test_two_directions_hold_nearly_all_of_iris():
    z = IRIS @ principal_axes(IRIS, 2).T
    shares = z.var(axis=0) / IRIS.var(axis=0).sum()
    np.testing.assert_allclose(shares, [0.9246, 0.0530], atol=5e-5)
    assert abs(np.corrcoef(z.T)[0, 1]) < 1e-12


def test_no_other_direction_varies_more():
    x = samples(1)
    (first,) = principal_axes(x, 1)
    for direction in np.random.default_rng(0).normal(size=(200, 5)):
        assert (x @ (direction / np.linalg.norm(direction))).var() <= (x @ first).var() + 1e-12


def test_directions_are_of_length_1_at_right_angles_and_point_to_their_largest_number():
    axes = principal_axes(samples(2), 5)
    np.testing.assert_allclose(axes @ axes.T, np.eye(5), atol=1e-12)
    assert (axes.max(axis=1) == np.abs(axes).max(axis=1)).all()


def test_samples_that_do_not_differ_have_directions_too():
    axes = principal_axes(np.full((4, 3), 2.5), 2)
    np.testing.assert_allclose(axes @ axes.T, np.eye(2), atol=1e-12)


@pytest.mark.parametrize(
    ("name", "call"),
    [
        ("x", lambda: principal_axes([1.0, 2.0], 1)),
        ("x", lambda: principal_axes([[np.nan, 1.0]], 1)),
        ("k: got 3, must be a whole number from 1 to 2", lambda: principal_axes(IRIS[:2], 3)),
        ("k: got 0", lambda: principal_axes(IRIS, 0)),
    ],
)
def test_bad_arguments_are_named(name, call):
    with pytest.raises(ValueError, match=f"^{name}"):
        call()
