"""k-means step by step against scikit-learn, and how clusters are named after classes."""

import warnings
from collections import Counter

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.cluster import KMeans

from core import clusters
from data import LESSON_FEATURES, load_iris


def samples(seed, n=60):
    rng = np.random.default_rng(seed)
    return rng.normal(size=(n, 2)) + 3 * rng.integers(0, 3, size=(n, 1))


@pytest.mark.parametrize("seed", range(8))
def test_each_step_is_one_of_scikit_learns(seed):
    x = samples(seed)
    run = clusters.train(x, 3, seed)
    assert run.converged and len(run.centres) > 2
    for i, centres in enumerate(run.centres[:-1]):
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            peer = KMeans(3, init=centres, n_init=1, max_iter=1, tol=0, algorithm="lloyd").fit(x)
        np.testing.assert_allclose(run.centres[i + 1], peer.cluster_centers_, atol=1e-12)
        np.testing.assert_array_equal(run.assignments[i + 1], peer.labels_)
        assert run.inertia[i + 1] == pytest.approx(peer.inertia_)


@given(st.integers(0, 10_000), st.integers(1, 6))
@settings(max_examples=25)
def test_inertia_never_rises_and_a_run_is_the_prefix_of_a_longer_one(seed, k):
    x = samples(seed, 30)
    before = x.copy()
    run = clusters.train(x, k, seed)
    assert (np.diff(run.inertia) <= 1e-12).all()
    assert all(any((centre == sample).all() for sample in x) for centre in run.centres[0])
    short = clusters.train(x, k, seed, max_steps=1)
    np.testing.assert_array_equal(short.centres, run.centres[:2])
    np.testing.assert_array_equal(x, before)


def test_an_empty_cluster_keeps_its_centre():
    x = np.array([[0.0], [1.0], [2.0]])
    run = clusters.train(x, 2, 0, centres=[[1.0], [50.0]])
    assert run.converged
    np.testing.assert_array_equal(run.centres[:, 1], [[50.0], [50.0]])
    np.testing.assert_array_equal(run.assignments[-1], [0, 0, 0])


@given(st.integers(0, 10_000), st.integers(1, 9), st.integers(1, 4))
@settings(max_examples=25)
def test_the_name_of_a_cluster_is_the_class_of_most(seed, clusters_there, classes_there):
    rng = np.random.default_rng(seed)
    truth = np.array(list("abcd"))[rng.integers(0, classes_there, 30)]
    found = rng.integers(0, clusters_there, 30)
    match = clusters.match_labels(found, truth)
    most = {i: Counter(sorted(truth[found == i])).most_common(1)[0] for i in set(found.tolist())}
    assert match.names == {i: name for i, (name, _) in most.items()}
    assert match.agreed == sum(count for _, count in most.values())
    assert match.samples == 30


@pytest.mark.parametrize(("k", "seed", "agreed"), [(3, 2, 100), (6, 1, 134), (3, 1, 132)])
def test_the_flowers_that_agree_with_the_name_of_their_cluster_are_counted(k, seed, agreed):
    iris = load_iris()
    run = clusters.train(iris[list(LESSON_FEATURES)].to_numpy(), k, seed)
    assert clusters.match_labels(run.assignments[-1], iris["species"]).agreed == agreed


@pytest.mark.parametrize(
    ("name", "call"),
    [
        ("x", lambda: clusters.train([[np.nan]], 1, 0)),
        ("k", lambda: clusters.train([[1.0], [2.0]], 3, 0)),
        ("max_steps", lambda: clusters.train([[1.0], [2.0]], 1, 0, 0)),
        ("rng", lambda: clusters.train([[1.0], [2.0]], 1, None)),
        ("centres", lambda: clusters.train([[1.0], [2.0]], 1, 0, centres=[[1.0], [2.0]])),
        ("truth", lambda: clusters.match_labels([0, 1], ["a"])),
    ],
)
def test_bad_arguments_are_named(name, call):
    with pytest.raises(ValueError, match=f"^{name}"):
        call()
