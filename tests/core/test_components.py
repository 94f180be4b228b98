"""Principal components against scikit-learn, the definition, and iris."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.decomposition import PCA

from core.components import PrincipalComponents, project
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
    ours, peer = PrincipalComponents.fit(x, k), PCA(k).fit(x)
    np.testing.assert_allclose(ours.mean, peer.mean_)
    np.testing.assert_allclose(ours.variances * n / (n - 1), peer.explained_variance_, atol=1e-9)
    np.testing.assert_allclose(ours.shares, peer.explained_variance_ratio_, atol=1e-9)
    sure = ours.shares > 1e-6  # the direction of no variance is anybody's
    np.testing.assert_allclose(ours.axes[sure], peer.components_[sure], atol=1e-6)
    np.testing.assert_allclose(ours.transform(x)[:, sure], peer.transform(x)[:, sure], atol=1e-6)


def test_the_plain_lines_give_the_same_up_to_the_sign_of_each_direction():
    ours, plain = PrincipalComponents.fit(IRIS, 2).transform(IRIS), project(IRIS, 2)
    signs = np.sign((ours * plain).sum(axis=0))
    np.testing.assert_allclose(ours, plain * signs, atol=1e-12)


def test_two_directions_hold_nearly_all_of_iris():
    found = PrincipalComponents.fit(IRIS, 2)
    np.testing.assert_allclose(found.shares, [0.9246, 0.0530], atol=5e-5)
    assert found.total == pytest.approx(IRIS.var(axis=0).sum())
    z = found.transform(IRIS)
    np.testing.assert_allclose(z.var(axis=0), found.variances)
    assert abs(np.corrcoef(z.T)[0, 1]) < 1e-12
    lost = np.square(IRIS - found.inverse(z)).sum() / len(IRIS)
    assert lost == pytest.approx(found.total - found.variances.sum())


def test_no_other_direction_varies_more():
    x = samples(1)
    first = PrincipalComponents.fit(x, 1)
    for direction in np.random.default_rng(0).normal(size=(200, 5)):
        assert (x @ (direction / np.linalg.norm(direction))).var() <= first.variances[0] + 1e-12


def test_all_directions_together_lose_nothing_and_new_samples_can_be_placed():
    x = samples(2)
    found = PrincipalComponents.fit(x, 5)
    np.testing.assert_allclose(found.axes @ found.axes.T, np.eye(5), atol=1e-12)
    new = samples(3)
    np.testing.assert_allclose(found.inverse(found.transform(new)), new, atol=1e-12)


def test_samples_that_do_not_differ_have_no_variance_to_share():
    found = PrincipalComponents.fit(np.full((4, 3), 2.5), 2)
    assert found.total == 0.0 and found.shares.tolist() == [0.0, 0.0]
    assert (found.transform(np.full((1, 3), 2.5)) == 0.0).all()


@pytest.mark.parametrize(
    ("name", "call"),
    [
        ("x", lambda: PrincipalComponents.fit([1.0, 2.0], 1)),
        ("x", lambda: PrincipalComponents.fit([[np.nan, 1.0]], 1)),
        (
            "k: got 3, must be a whole number from 1 to 2",
            lambda: PrincipalComponents.fit(IRIS[:2], 3),
        ),
        ("k: got 0", lambda: PrincipalComponents.fit(IRIS, 0)),
        ("x", lambda: PrincipalComponents.fit(IRIS, 2).transform([[1.0, 2.0]])),
        ("z", lambda: PrincipalComponents.fit(IRIS, 2).inverse([[1.0]])),
    ],
)
def test_bad_arguments_are_named(name, call):
    with pytest.raises(ValueError, match=f"^{name}"):
        call()
