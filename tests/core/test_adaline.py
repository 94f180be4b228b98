"""Adaline against the lesson, the plain loop, finite differences and scikit-learn."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.linear_model import LinearRegression

from core import adaline
from core.scaling import Standardizer
from tests.core.plain import plain_adaline


@pytest.fixture(scope="module")
def flowers(iris_pair):
    return iris_pair("setosa", "versicolor")


def test_the_lessons_two_learning_rates(flowers):
    fast, slow = (adaline.train(*flowers, eta, 10) for eta in (0.01, 0.0001))
    logs = np.log10(fast.costs)
    np.testing.assert_allclose(logs[[0, 1, 2, 9]], [1.69897, 3.34847, 6.54108, 28.89343], atol=5e-6)
    assert fast.rises_from == 2 and fast.overflows_at is None
    logs = np.log10(slow.costs)
    np.testing.assert_allclose(logs[[0, 1, 9]], [1.69897, 1.68187, 1.60479], atol=5e-6)
    assert slow.costs[-1] == pytest.approx(40.3, abs=0.06)
    assert slow.rises_from is None and (np.diff(slow.costs) < 0).all()
    assert adaline.least_squares(*flowers)[1] < 2.5


def test_the_lessons_standardised_run(flowers):
    x, y = flowers
    z = Standardizer.fit(x).transform(x)
    run = adaline.train(z, y, 0.01, 15)
    np.testing.assert_allclose(
        run.costs[[0, 1, 2, 14]], [50, 33.82690622, 23.15304865, 2.57687665], atol=5e-9
    )
    np.testing.assert_allclose(run.weights, [0.0, -0.12625616, 1.10479201], atol=5e-9)
    assert (adaline.predict(z, run.weights) == y).all()


def test_the_lessons_stability_limits(flowers):
    x, _ = flowers
    assert adaline.stability_limit(x) == pytest.approx(0.000493828, abs=5e-10)
    z = Standardizer.fit(x).transform(x)
    assert adaline.stability_limit(z) == pytest.approx(0.01103516, abs=5e-9)
    assert adaline.condition_number(z) < 10.0
    assert adaline.condition_number(x) > 1000.0


@pytest.mark.parametrize("eta", [0.01, 0.05])
def test_a_neuron_that_no_update_moves_stays_where_it_is_to_the_last_bit(eta):
    """XOR pulls its weights to both sides alike: rounding must not make a line of it."""
    x = np.array([[1.0, 1.0], [1.0, 2.0], [2.0, 1.0], [2.0, 2.0]])
    y = np.array([-1.0, 1.0, 1.0, -1.0])
    run = adaline.train(x, y, eta, 50)
    assert not run.history.any() and not adaline.loop(x, y, eta, 50)[0].any()
    np.testing.assert_allclose(run.costs, 2.0)


def samples(seed, rows=40, columns=3):
    rng = np.random.default_rng(seed)
    x = rng.normal(size=(rows, columns)) * rng.uniform(0.1, 10, columns) + rng.normal(size=columns)
    return x, rng.choice([-1.0, 1.0], rows), rng


@settings(max_examples=60)
@given(
    st.integers(0, 10**6),
    st.integers(1, 50),
    st.integers(1, 6),
    st.floats(0.01, 1.4),
    st.integers(1, 60),
    st.booleans(),
)
def test_the_run_is_the_loop(seed, rows, columns, share, epochs, warm):
    x, y, rng = samples(seed, rows, columns)
    start = rng.normal(size=1 + columns) if warm else None
    eta = share * adaline.stability_limit(x)
    run = adaline.train(x, y, eta, epochs, start)
    history, costs = plain_adaline(x, y, eta, epochs, start)
    np.testing.assert_allclose(run.costs, costs, rtol=1e-9, atol=1e-12 * costs[0])
    np.testing.assert_allclose(run.history, history, rtol=1e-9, atol=1e-9 * np.abs(history).max())


def test_long_tables_in_blocks_give_the_loop_too():
    x, y, _ = samples(3, rows=5000, columns=4)
    eta = 0.5 * adaline.stability_limit(x)
    history, costs = plain_adaline(x, y, eta, 30)
    run = adaline.train(x, y, eta, 30)
    np.testing.assert_allclose(run.costs, costs, rtol=1e-11)
    np.testing.assert_allclose(run.history, history, atol=1e-11)


def test_a_narrow_valley_keeps_its_digits():
    x, y = np.array([[2000.0], [2001.0], [2002.0], [2003.0]]), np.array([-1.0, -1.0, 1.0, 1.0])
    assert adaline.condition_number(x) > 1e12
    eta = 0.9 * adaline.stability_limit(x)
    history, costs = plain_adaline(x, y, eta, 500)
    run = adaline.train(x, y, eta, 500)
    np.testing.assert_allclose(run.costs, costs, rtol=1e-12)
    np.testing.assert_allclose(run.history, history, rtol=1e-6, atol=1e-15)


@pytest.mark.parametrize("columns", [[[1.0, 3.0]] * 5, [[k, 2.0 * k] for k in range(1, 6)]])
def test_constant_and_repeated_columns_are_no_obstacle(columns):
    x, y = np.array(columns), np.array([-1.0, 1.0, 1.0, -1.0, 1.0])
    run = adaline.train(x, y, 0.9 * adaline.stability_limit(x), 400)
    weights, floor = adaline.least_squares(x, y)
    assert run.costs[-1] == pytest.approx(floor, rel=1e-3)
    assert run.costs.min() >= floor * (1 - 1e-12)
    assert adaline.condition_number(x) == math.inf
    shortest = np.linalg.pinv(np.column_stack([np.ones(5), x])) @ y
    np.testing.assert_allclose(weights, shortest, atol=1e-12)


def test_fewer_samples_than_weights_leave_a_direction_level():
    conditions = [adaline.condition_number(samples(0, rows)[0]) for rows in (1, 2, 3, 4)]
    assert conditions[:3] == [math.inf] * 3 and math.isfinite(conditions[3])


def test_divergence_ends_with_the_last_finite_epoch(flowers):
    run = adaline.train(*flowers, 0.01, 1000)
    with np.errstate(over="ignore", invalid="ignore"):
        history, costs = plain_adaline(*flowers, 0.01, 1000)
    first = int(np.argmin(np.isfinite(costs))) + 1
    assert run.overflows_at == first == len(run.costs) + 1 == len(run.history)
    assert np.isfinite(run.history).all() and np.isfinite(run.costs).all()
    np.testing.assert_allclose(run.weights, history[first - 1], rtol=1e-9)
    assert run.rises_from == 2


def test_the_largest_numbers_allowed_overflow_quietly_and_say_so():
    run = adaline.train([[1e50], [-1e50]], [1, -1], 1e50, 5, weights=[0.0, 1e50])
    assert run.overflows_at == 2 == len(run.history)
    assert np.isfinite(run.history).all() and np.isfinite(run.costs).all()
    later = adaline.train([[1.0], [2.0]], [1, -1], 1e50, 9)
    assert later.overflows_at == 5 and len(later.costs) == 4


@settings(max_examples=40)
@given(st.integers(0, 10**6), st.integers(2, 30), st.integers(1, 4))
def test_below_the_stability_limit_the_cost_falls_above_it_the_run_explodes(seed, rows, columns):
    x, y, _ = samples(seed, rows + columns, columns)
    limit = adaline.stability_limit(x)
    below, above = adaline.train(x, y, 0.999 * limit, 300), adaline.train(x, y, 1.2 * limit, 300)
    assert below.rises_from is None and below.overflows_at is None
    assert above.rises_from is not None and above.costs[-1] > above.costs[0]


@pytest.mark.parametrize("eta", [0.4, 1.0])  # an update multiplies by 1 - 6 eta
def test_above_the_limit_a_start_at_the_bottom_stays_there(eta):
    x, y = np.ones((2, 2)), np.array([-1.0, 1.0])
    run = adaline.train(x, y, eta, 200)
    assert run.rises_from is None
    np.testing.assert_allclose(run.costs, 1.0)
    np.testing.assert_allclose(run.weights, 0.0, atol=1e-12)


def test_above_the_limit_a_start_that_is_nearly_at_an_exact_fit_leaves_it():
    """There the errors are small themselves, and what is small beside them is all the less."""
    x = np.array([[0.1, 0.37], [0.1, 0.91], [0.3, 0.12], [0.3, 0.55]])
    y, start = np.array([-1.0, -1.0, 1.0, 1.0]), np.array([-2.0, 10.0, 1e-9])  # 0: no error
    eta = 1.2 * adaline.stability_limit(x)
    run, (_, costs) = adaline.train(x, y, eta, 60, start), plain_adaline(x, y, eta, 60, start)
    assert run.costs[-1] > 1e6 * run.costs[0]
    np.testing.assert_allclose(run.costs, costs, rtol=1e-3)


def test_the_first_rise_is_named_by_its_epoch():
    # Two axes: the flat one falls for many epochs before the steep one, nearly at rest, explodes.
    x, y = np.array([[1.0], [-1.0]]), np.array([1.0, -1.0])
    eta = 1.1 * adaline.stability_limit(x)
    run = adaline.train(x, y, eta, 40, weights=[1e-6, 0.0])
    _, costs = plain_adaline(x, y, eta, 40, np.array([1e-6, 0.0]))
    first = next(k for k in range(1, 40) if costs[k] > costs[k - 1])
    assert run.rises_from == first + 1


@settings(max_examples=25)
@given(st.integers(0, 10**6), st.integers(1, 20))
def test_a_shorter_run_is_the_beginning_of_a_longer_one(seed, epochs):
    x, y, _ = samples(seed)
    eta = 0.7 * adaline.stability_limit(x)
    short, long = adaline.train(x, y, eta, epochs), adaline.train(x, y, eta, 25)
    np.testing.assert_allclose(short.history, long.history[: epochs + 1], rtol=1e-12, atol=1e-14)
    np.testing.assert_allclose(short.costs, long.costs[:epochs], rtol=1e-12)


def test_the_order_of_the_samples_does_not_matter():
    x, y, rng = samples(4)
    order, eta = rng.permutation(len(x)), 0.5 * adaline.stability_limit(x)
    one, other = adaline.train(x, y, eta, 20), adaline.train(x[order], y[order], eta, 20)
    np.testing.assert_allclose(one.history, other.history, rtol=1e-10, atol=1e-13)


@pytest.mark.parametrize("seed", range(5))
def test_gradient_and_hessian_agree_with_finite_differences(seed):
    x, y, rng = samples(seed)
    w, h = rng.normal(size=4), 1e-5
    sides = [[w + s * h * e for s in (1, -1)] for e in np.eye(4)]
    slopes = [(adaline.cost(x, y, up) - adaline.cost(x, y, down)) / (2 * h) for up, down in sides]
    np.testing.assert_allclose(adaline.gradient(x, y, w), slopes, rtol=1e-6, atol=1e-5)
    rows = [
        (adaline.gradient(x, y, up) - adaline.gradient(x, y, down)) / (2 * h) for up, down in sides
    ]
    np.testing.assert_allclose(adaline.hessian(x), rows, rtol=1e-6, atol=1e-5)
    eigenvalues = np.linalg.eigvalsh(adaline.hessian(x))
    assert adaline.stability_limit(x) == pytest.approx(2 / eigenvalues[-1], rel=1e-12)
    assert adaline.condition_number(x) == pytest.approx(eigenvalues[-1] / eigenvalues[0], rel=1e-9)


@pytest.mark.parametrize("seed", range(3))
def test_least_squares_is_scikit_learns_and_the_bottom(seed):
    x, y, rng = samples(seed)
    weights, floor = adaline.least_squares(x, y)
    peer = LinearRegression().fit(x, y)
    np.testing.assert_allclose(weights, [peer.intercept_, *peer.coef_], atol=1e-12)
    np.testing.assert_allclose(adaline.gradient(x, y, weights), 0.0, atol=1e-10)
    assert all(adaline.cost(x, y, weights + rng.normal(0, 0.01, 4)) > floor for _ in range(20))


def test_the_loop_that_the_module_opens_with_gives_the_same_run(flowers):
    for start in (None, np.array([0.5, -0.1, 0.2])):
        before = None if start is None else start.copy()
        weights, costs = adaline.loop(*flowers, 0.0001, 50, start)
        run = adaline.train(*flowers, 0.0001, 50, start)
        np.testing.assert_allclose(run.weights, weights, rtol=1e-10)
        np.testing.assert_allclose(run.costs, costs, rtol=1e-10)
        assert start is None or (start == before).all()


def test_arguments_stay_as_they_were():
    x, y, rng = samples(6)
    start = rng.normal(size=4)
    before = [a.copy() for a in (x, y, start)]
    run = adaline.train(x, y, 1e-3, 5, start)
    run.history[:] = 0.0
    adaline.least_squares(x, y), adaline.gradient(x, y, start), adaline.stability_limit(x)
    assert all((a == b).all() for a, b in zip((x, y, start), before, strict=True))


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"eta": 0.0}, "eta: got 0.0, must be a finite number > 0"),
        ({"eta": np.float32("nan")}, "eta: got "),
        ({"epochs": 0}, "epochs: got 0"),
        ({"epochs": None}, "epochs: got None"),
        ({"y": [-1, 2]}, r"y: got the label 2, allowed are -1 and \+1"),
        ({"y": [-1]}, r"y: got the shape \(1,\), must be \(2,\)"),
        ({"x": [[1.0, math.inf], [3.0, 4.0]]}, "x: got the value inf"),
        ({"x": [[[1.0]]]}, "x: got the shape"),
        ({"weights": [0.0, math.nan, 0.0]}, "weights: got the value nan"),
        ({"weights": [[0.0, 0.0, 0.0]]}, r"weights: got the shape \(1, 3\), must be \(3,\)"),
    ],
)
def test_bad_arguments_are_named(changes, words):
    good = {"x": [[1.0, 2.0], [3.0, 4.0]], "y": [-1, 1], "eta": 0.1, "epochs": 5}
    with pytest.raises(ValueError, match=words):
        adaline.train(**{**good, **changes})
