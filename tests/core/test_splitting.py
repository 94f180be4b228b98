"""Splits, folds and scores against scikit-learn."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn import metrics
from sklearn.model_selection import KFold, train_test_split

from core import scores, splitting


@given(st.integers(2, 60), st.floats(0.01, 0.99), st.integers(0, 100))
@settings(max_examples=40)
def test_a_split_has_every_sample_once(n, share, seed):
    train, test = splitting.split(n, share, seed)
    assert sorted([*train, *test]) == list(range(n))
    assert len(test) == min(max(round(n * share), 1), n - 1)
    assert (np.diff(train) > 0).all() and (np.diff(test) > 0).all()
    np.testing.assert_array_equal(test, splitting.split(n, share, np.random.default_rng(seed))[1])


@given(st.lists(st.sampled_from("abc"), min_size=4, max_size=60), st.integers(0, 100))
@settings(max_examples=40)
def test_a_stratified_split_keeps_the_shares(labels, seed):
    train, test = splitting.split(len(labels), 0.3, seed, labels)
    assert sorted([*train, *test]) == list(range(len(labels)))
    assert len(test) == max(round(len(labels) * 0.3), 1)
    for name in set(labels):
        exact = labels.count(name) * len(test) / len(labels)
        assert abs(sum(labels[i] == name for i in test) - exact) < 1


@given(st.integers(3, 60), st.floats(0.01, 0.98), st.floats(0.01, 0.99), st.integers(0, 100))
@settings(max_examples=60)
def test_three_parts_have_every_sample_once(n, first, second, seed):
    validation_share, test_share = first, second * (0.999 - first)
    parts = splitting.split_in_three(n, validation_share, test_share, seed)
    _, validation, test = parts
    assert sorted(np.concatenate(parts)) == list(range(n)) and all(map(len, parts))
    assert all((np.diff(part) > 0).all() for part in parts)
    if 1 <= round(n * test_share) <= n - 2:
        np.testing.assert_array_equal(test, splitting.split(n, test_share, seed)[1])
        assert len(validation) == min(max(round(n * validation_share), 1), n - len(test) - 1)


@given(st.lists(st.sampled_from("abc"), min_size=6, max_size=90), st.integers(0, 100))
@settings(max_examples=60)
def test_three_stratified_parts_keep_the_shares(labels, seed):
    parts = splitting.split_in_three(len(labels), 0.2, 0.3, seed, labels)
    assert sorted(np.concatenate(parts)) == list(range(len(labels)))
    for part, off in zip(parts, (2, 2, 1), strict=True):
        for name in set(labels):
            exact = labels.count(name) * len(part) / len(labels)
            assert abs(sum(labels[i] == name for i in part) - exact) < off


def test_iris_in_three_equal_mixes():
    labels = np.repeat(["setosa", "versicolor", "virginica"], 50)
    parts = splitting.split_in_three(150, 0.2, 0.2, 0, labels)
    assert [len(part) for part in parts] == [90, 30, 30]
    for part in parts:
        assert len(set(np.unique(labels[part], return_counts=True)[1])) == 1


def test_stratified_sizes_are_scikit_learns():
    labels = np.repeat(["a", "b", "c"], [50, 30, 20])
    _, test = splitting.split(100, 0.3, 0, labels)
    peer = train_test_split(np.arange(100), test_size=0.3, stratify=labels, random_state=0)[1]
    ours, theirs = (np.unique(labels[rows], return_counts=True)[1] for rows in (test, peer))
    np.testing.assert_array_equal(ours, theirs)


def test_of_unequal_classes_the_one_with_the_largest_remainder_is_rounded_up():
    labels = np.repeat(["a", "b"], [9, 6])  # a fifth of them are 1.8 and 1.2
    _, test = splitting.split(15, 0.2, 0, labels)
    assert np.unique(labels[test], return_counts=True)[1].tolist() == [2, 1]


def test_every_sample_is_as_likely_in_the_test_set():
    counts = np.zeros(10)
    for seed in range(500):
        counts[splitting.split(10, 0.3, seed)[1]] += 1
    assert abs(counts / 500 - 0.3).max() < 0.08


@given(st.integers(2, 40), st.integers(2, 10), st.integers(0, 100))
@settings(max_examples=40)
def test_folds_share_the_samples_out(n, k, seed):
    k = min(k, n)
    folds = splitting.k_folds(n, k, seed)
    assert sorted(np.concatenate([test for _, test in folds])) == list(range(n))
    for train, test in folds:
        assert sorted([*train, *test]) == list(range(n))
    sizes = [len(test) for _, test in folds]
    assert sizes == [len(test) for _, test in KFold(k).split(np.zeros(n))]


@given(st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from("abcd")), min_size=1))
@settings(max_examples=40)
@pytest.mark.filterwarnings("ignore:A single label")
def test_scores_against_scikit_learn(pairs):
    truth, predicted = map(list, zip(*pairs, strict=True))
    assert scores.accuracy(truth, predicted) == metrics.accuracy_score(truth, predicted)
    ours = scores.confusion_matrix(truth, predicted)
    names = sorted({*truth, *predicted})
    peer = metrics.confusion_matrix(truth, predicted, labels=names)
    np.testing.assert_array_equal(ours.counts, peer)
    assert ours.classes.tolist() == names
    order = list("dcbax")
    whole = scores.confusion_matrix(truth, predicted, order)
    np.testing.assert_array_equal(
        whole.counts, metrics.confusion_matrix(truth, predicted, labels=order)
    )


def test_numbers_are_classes_too():
    ours = scores.confusion_matrix([-1, 1, 1], [1.0, 1.0, -1.0])
    assert ours.classes.tolist() == [-1, 1] and ours.counts.tolist() == [[0, 1], [1, 1]]


@pytest.mark.parametrize(
    ("name", "call"),
    [
        ("n", lambda: splitting.split(1, 0.5, 0)),
        ("test_share", lambda: splitting.split(10, 0.0, 0)),
        ("test_share", lambda: splitting.split(10, 1.0, 0)),
        ("rng", lambda: splitting.split(10, 0.5, None)),
        ("labels", lambda: splitting.split(10, 0.5, 0, ["a"])),
        ("n: got 2", lambda: splitting.split_in_three(2, 0.3, 0.3, 0)),
        ("validation_share", lambda: splitting.split_in_three(10, 0.0, 0.3, 0)),
        ("test_share", lambda: splitting.split_in_three(10, 0.3, 0.0, 0)),
        ("validation_share", lambda: splitting.split_in_three(10, 0.5, 0.5, 0)),
        ("labels", lambda: splitting.split_in_three(10, 0.3, 0.3, 0, ["a"])),
        ("k", lambda: splitting.k_folds(10, 1, 0)),
        ("k", lambda: splitting.k_folds(10, 11, 0)),
        ("predicted", lambda: scores.accuracy(["a", "b"], ["a"])),
        ("truth", lambda: scores.accuracy([], [])),
        ("truth", lambda: scores.accuracy([np.nan], [1.0])),
        ("truth", lambda: scores.accuracy(np.array(["a", 1], dtype=object), ["a", "b"])),
        ("classes", lambda: scores.confusion_matrix(["a"], ["b"], ["a"])),
        ("classes", lambda: scores.confusion_matrix(["a"], ["a"], ["a", "a"])),
    ],
)
def test_bad_arguments_are_named(name, call):
    with pytest.raises(ValueError, match=f"^{name}"):
        call()
