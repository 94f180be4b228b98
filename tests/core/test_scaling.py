"""Standardisation against scikit-learn, and the boundary carried back into raw units."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from sklearn.preprocessing import StandardScaler

from core import adaline, checks
from core.scaling import Standardizer

shapes = st.tuples(st.integers(1, 20), st.integers(1, 4))
tables = arrays(float, shapes, elements=st.integers(-999, 999))


@given(tables)
def test_it_agrees_with_scikit_learn_and_undoes_itself(x):
    ours, peer = Standardizer.fit(x), StandardScaler().fit(x)
    np.testing.assert_allclose(ours.mean, peer.mean_, atol=1e-11)
    np.testing.assert_allclose(ours.std, peer.scale_, rtol=1e-12)
    np.testing.assert_allclose(ours.transform(x), peer.transform(x), atol=1e-9)
    np.testing.assert_allclose(ours.inverse(ours.transform(x)), x, atol=1e-9)


def test_iris_ends_with_mean_zero_and_population_deviation_one(iris_pair):
    x, _ = iris_pair("setosa", "versicolor")
    z = Standardizer.fit(x).transform(x)
    np.testing.assert_allclose(z.mean(axis=0), 0.0, atol=1e-12)
    np.testing.assert_allclose(z.std(axis=0), 1.0, rtol=1e-12)


@pytest.mark.parametrize("value", [0.1, 0.0, 1e49, -7.3])
def test_a_constant_column_becomes_zero(value):
    x = np.column_stack([np.full(7, value), np.arange(7.0)])
    scaler = Standardizer.fit(x)
    assert scaler.std[0] == 1.0 and scaler.mean[0] == value
    assert (scaler.transform(x)[:, 0] == 0.0).all()
    assert (scaler.inverse(scaler.transform(x))[:, 0] == value).all()


def test_numbers_too_close_for_their_squares_do_not_divide_by_zero():
    z = Standardizer.fit([[0.0], [1e-200]]).transform([[0.0], [1e-200]])
    assert np.isfinite(z).all()


def test_new_samples_are_measured_with_the_old_statistics():
    scaler = Standardizer.fit([[0.0], [2.0]])
    assert scaler.transform([[5.0]]).tolist() == [[4.0]]


def test_weights_carried_back_give_the_same_outputs(iris_pair):
    x, y = iris_pair("setosa", "versicolor")
    scaler = Standardizer.fit(x)
    z = scaler.transform(x)
    run = adaline.train(z, y, 0.01, 15)
    raw = scaler.weights_to_raw(run.history)
    assert raw.shape == run.history.shape
    for ours, standardised in zip(raw, run.history, strict=True):
        np.testing.assert_allclose(
            adaline.net_inputs(x, ours), adaline.net_inputs(z, standardised), atol=1e-12
        )
    np.testing.assert_allclose(scaler.weights_to_raw(run.weights), raw[-1])


def test_bad_arguments_are_named_and_good_ones_left_alone():
    x = np.array([[1.0, 2.0], [3.0, 5.0]])
    scaler, before = Standardizer.fit(x), x.copy()
    scaler.transform(x), scaler.inverse(x)
    assert (x == before).all()
    with pytest.raises(ValueError, match=r"x: got the shape \(1, 3\), must be \(n, 2\)"):
        scaler.transform([[1.0, 2.0, 3.0]])
    with pytest.raises(ValueError, match="x: got the value nan"):
        Standardizer.fit([[math.nan]])
    with pytest.raises(ValueError, match=r"x: got the shape \(0, 2\)"):
        Standardizer.fit(np.empty((0, 2)))
    with pytest.raises(ValueError, match=r"weights: got the shape \(2,\), must be \(3,\)"):
        scaler.weights_to_raw([1.0, 2.0])


def test_a_constant_column_has_no_spread_though_it_is_scaled_by_one():
    x = np.array([[0.1, 1.0], [0.1, 2.0], [0.1, 6.0]])
    assert Standardizer.spread(x).tolist() == [0.0, x[:, 1].std()]
    assert Standardizer.fit(x).std[0] == 1.0


def test_a_sample_far_from_those_it_is_scaled_by_can_be_computed_with():
    scaler = Standardizer.fit([[0.0, 0.0], [1.0, 1e-9]])
    assert scaler.transform([[1e50, -1e45]]).tolist() == [[checks.LIMIT, -checks.LIMIT]]
