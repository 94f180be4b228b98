"""The perceptron against the lesson, a loop sample by sample, and scikit-learn."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.linear_model import Perceptron

from core import perceptron
from core.boundary import count_wrong, net_inputs
from core.scaling import Standardizer
from core.separability import update_bound
from tests.core.plain import dot_perceptron, plain_perceptron


def wrong(x, y, weights):
    """How many samples lie on the wrong side."""
    return int((perceptron.predict(x, weights) != y).sum())


@pytest.mark.parametrize(
    ("second", "errors", "weights", "converged"),
    [
        ("versicolor", [2, 2, 3, 2, 1, 0, 0, 0, 0, 0], [-0.4, -0.68, 1.82], 6),
        ("virginica", [2, 2, 3, 1, 0, 0, 0, 0, 0, 0], [-0.4, -1.26, 2.1], 5),
    ],
)
def test_the_lessons_separable_pairs(iris_pair, second, errors, weights, converged):
    x, y = iris_pair("setosa", second)
    run = perceptron.train(x, y, 0.1, 10)
    assert run.errors.tolist() == errors
    np.testing.assert_allclose(run.weights, weights, atol=1e-12)
    assert run.converged_epoch == converged
    assert run.misclassified[-1] == wrong(x, y, run.weights) == 0
    assert sum(errors) <= update_bound(x, y)


def test_versicolor_against_virginica_never_settles(iris_pair):
    x, y = iris_pair("versicolor", "virginica")
    run = perceptron.train(x, y, 0.001, 1000)
    assert run.errors[:25].tolist() == [2] * 25
    assert run.misclassified[[24, 99, 999]].tolist() == [50, 44, 11]
    assert run.misclassified.min() > 0
    assert run.converged_epoch is None
    for eta in (0.001, 0.1, 1.0):
        assert perceptron.train(x, y, eta, 25).misclassified[-1] == 50


def test_run_is_the_loop_bit_for_bit_on_all_pairs(iris_pair):
    pairs = [("setosa", "versicolor"), ("setosa", "virginica"), ("versicolor", "virginica")]
    for pair in pairs:
        x, y = iris_pair(*pair)
        for inputs in (x, Standardizer.fit(x).transform(x)):
            run = perceptron.train(inputs, y, 0.01, 60)
            assert_same(run, plain_perceptron(inputs, y, 0.01, 60))


def assert_same(run, loop):
    assert run.update_sample.tolist() == loop.update_sample
    assert run.errors.tolist() == loop.errors
    assert (run.history == np.array(loop.history)).all()
    assert (run.update_weights == np.array(loop.update_weights)).all()


def samples(seed, rows=60, columns=2, decimals=1):
    """Overlapping classes with few decimals, so that many scores are exact or nearly exact ties."""
    rng = np.random.default_rng(seed)
    x = np.round(rng.normal(size=(rows, columns)) * 2.0, decimals)
    return x, np.where(x.sum(axis=1) + rng.normal(size=rows) >= 0.0, 1.0, -1.0), rng


@settings(max_examples=60)
@given(
    st.integers(0, 10**6),
    st.integers(1, 700),
    st.integers(1, 6),
    st.integers(0, 3),
    st.sampled_from([1e-4, 0.1, 0.3, 1.0, 7.0]),
    st.booleans(),
    st.sampled_from([None, 1, 2]),
)
def test_run_is_the_loop_bit_for_bit(seed, rows, columns, decimals, eta, warm, order_dimensions):
    x, y, rng = samples(seed, rows, columns, decimals)
    start = np.round(rng.normal(size=1 + columns), 1) if warm else None
    orders = [rng.permutation(rows) for _ in range(4)]
    order = {None: None, 1: orders[0], 2: np.array(orders)}[order_dimensions]
    run = perceptron.train(x, y, eta, 4, start, order)
    assert_same(run, plain_perceptron(x, y, eta, 4, start, order))


def test_ties_follow_the_plain_order_of_summation():
    # (0.1 + 0.2) - 0.3 is 5.6e-17, (0.1 - 0.3) + 0.2 is 2.8e-17, and neither is 0.
    x, w = np.array([[0.2, -0.3], [-0.3, 0.2]]), np.array([0.1, 1.0, 1.0])
    assert (net_inputs(x, w) == [(0.1 + 0.2) - 0.3, (0.1 - 0.3) + 0.2]).all()
    assert net_inputs(x, w)[0] != net_inputs(x, w)[1]
    assert perceptron.predict([[1.0], [-1.0]], [0.0, 0.0]).tolist() == [1, 1]  # 0 counts as +1


def test_inputs_of_very_different_size_are_decided_exactly_too():
    x, y, _ = samples(5, rows=200, columns=3)
    x *= [1e8, 1.0, 1e-8]
    assert_same(perceptron.train(x, y, 0.1, 20), plain_perceptron(x, y, 0.1, 20))


@pytest.mark.parametrize("eta", [1e-300, 1e-310, 1e-322, 1e50])
def test_learning_rates_at_the_ends_of_the_range_of_floats_are_no_exception(eta):
    x, y, _ = samples(8)
    assert_same(perceptron.train(x, y, eta, 5), plain_perceptron(x, y, eta, 5))
    assert perceptron.train(x, y, eta, 5).errors.sum() > 5


def test_counts_after_each_epoch_are_those_of_its_weights():
    x, y, _ = samples(1)
    run = perceptron.train(x, y, 0.1, 8)
    counts = [wrong(x, y, w) for w in run.history[1:]]
    sides = perceptron.wrong_sides(x, y, run.history[1:])
    assert sides.sum(axis=1).tolist() == counts
    assert run.misclassified.tolist() == counts
    assert len(set(counts)) > 1


@pytest.mark.parametrize(
    ("unit", "far"),
    [(1.0, 1.0), (1.0, 1e4), (19.2, 0.0)],
    ids=["near", "far start", "large inputs"],
)
def test_a_tie_falls_to_the_side_on_which_the_plain_sum_puts_it(unit, far):
    """What a matrix product may be off by grows with the start and with the largest inputs."""
    for seed in range(60):  # some fall otherwise if the product may decide in its own order
        rng = np.random.default_rng(seed)
        x = np.round(rng.normal(size=(20, 6)) * 2.0) * unit
        start, x[0] = np.round(rng.normal(size=7), 1) * far, 0.0
        y = np.where(x.sum(axis=1) + rng.normal(size=20) >= 0.0, 1.0, -1.0)
        weights, updates = perceptron.loop(x, y, 0.1, 10, start)
        run = perceptron.train(x, y, 0.1, 10, start)
        assert (run.weights == weights).all() and (run.errors == updates).all()


def test_a_sample_on_the_boundary_counts_to_the_upper_side_wherever_it_is_asked():
    x, y = np.array([[1.0], [1.0], [3.0]]), np.array([1.0, -1.0, -1.0])
    history = np.array([[0.0, 0.0], [-1.0, 1.0], [3.0, -1.0]])
    sides = perceptron.wrong_sides(x, y, history)
    assert sides.tolist() == [[False, True, True], [False, True, True], [False, True, True]]
    assert count_wrong(x, y, history).tolist() == [wrong(x, y, w) for w in history] == [2, 2, 2]


def test_single_updates_replay_the_run():
    x, y, rng = samples(2)
    run = perceptron.train(x, y, 0.1, 6, order=rng.permutation(len(x)))
    assert np.bincount(run.update_epoch, minlength=7)[1:].tolist() == run.errors.tolist()
    chosen = run.update_sample
    steps = 0.2 * y[chosen, None] * np.column_stack([np.ones(len(chosen)), x[chosen]])
    np.testing.assert_allclose(np.diff(run.update_weights, axis=0), steps, atol=1e-12)
    for row, before in zip(chosen, run.update_weights[:-1], strict=True):
        assert wrong(x[[row]], y[[row]], before) == 1
    assert (run.update_weights[np.cumsum(run.errors)] == run.history[1:]).all()
    assert len(chosen) > 6


@settings(max_examples=25)
@given(st.integers(0, 10**6), st.sampled_from([2.0**-10, 0.25, 2.0, 64.0]))
def test_with_a_zero_start_eta_only_scales_the_weights(seed, eta):
    x, y, _ = samples(seed)
    one, other = perceptron.train(x, y, 1.0, 5), perceptron.train(x, y, eta, 5)
    assert (one.update_sample == other.update_sample).all()
    assert (one.history * eta == other.history).all()  # exact: eta is a power of two


def test_with_another_start_eta_matters(iris_pair):
    x, y = iris_pair("setosa", "versicolor")
    start = perceptron.small_random_weights(2, 1)
    runs = [perceptron.train(x, y, eta, 10, start) for eta in (0.0001, 1.0)]
    assert runs[0].errors.tolist() != runs[1].errors.tolist()


@settings(max_examples=25)
@given(st.integers(0, 10**6), st.integers(1, 6))
def test_a_shorter_run_is_the_beginning_of_a_longer_one(seed, epochs):
    x, y, _ = samples(seed)
    short, long = perceptron.train(x, y, 0.1, epochs), perceptron.train(x, y, 0.1, 9)
    assert (short.history == long.history[: epochs + 1]).all()
    assert (short.misclassified == long.misclassified[:epochs]).all()
    assert (short.update_sample == long.update_sample[long.update_epoch <= epochs]).all()


@settings(max_examples=25)
@given(st.integers(0, 10**6))
def test_an_order_is_the_same_as_shuffled_data(seed):
    x, y, rng = samples(seed)
    order = rng.permutation(len(x))
    by_order = perceptron.train(x, y, 0.1, 5, order=order)
    by_data = perceptron.train(x[order], y[order], 0.1, 5)
    assert (by_order.history == by_data.history).all()
    assert (by_order.update_sample == order[by_data.update_sample]).all()


@pytest.mark.parametrize("seed", range(5))
def test_it_agrees_with_scikit_learn(seed):
    x, y, _ = samples(seed, rows=150, columns=4, decimals=8)
    # There a score of exactly 0 counts as a mistake on either side; only the first one is.
    peer = Perceptron(eta0=1.0, max_iter=7, tol=None, shuffle=False)
    keep = slice(int(np.argmax(y < 0)), None)
    x, y = x[keep], y[keep]
    peer.fit(x, y)
    np.testing.assert_allclose(
        perceptron.train(x, y, 0.5, 7).weights, [*peer.intercept_, *peer.coef_[0]], atol=1e-9
    )


def test_the_loop_that_the_module_opens_with_gives_the_same_run(iris_pair):
    x, y = iris_pair("setosa", "versicolor")
    for start in (None, np.array([0.5, -0.1, 0.2])):
        before = None if start is None else start.copy()
        run = perceptron.train(x, y, 0.1, 10, start)
        weights, updates = perceptron.loop(x, y, 0.1, 10, start)
        assert (weights == run.weights).all() and (updates == run.errors).all()
        assert start is None or (start == before).all()
    weights, errors = dot_perceptron(x, y, 0.1, 10)
    run = perceptron.train(x, y, 0.1, 10)
    np.testing.assert_allclose(weights, run.weights, atol=1e-12)
    assert errors == run.errors.tolist()


@settings(max_examples=40)
@given(st.integers(0, 10**6), st.integers(0, 6), st.booleans())
def test_training_stops_after_the_first_epoch_of_tolerated_mistakes(seed, tolerated, shuffled):
    x, y, rng = samples(seed, rows=30)
    order = np.array([rng.permutation(30) for _ in range(12)]) if shuffled else None
    whole = perceptron.train(x, y, 0.1, 12, order=order)
    run = perceptron.train(x, y, 0.1, 12, order=order, tolerated=tolerated)
    few = np.flatnonzero(whole.errors <= tolerated)
    done = int(few[0]) + 1 if few.size else 12
    assert run.stopped_epoch == (done if few.size else None)
    assert whole.stopped_epoch is None
    assert (run.errors == whole.errors[:done]).all()
    assert (run.history == whole.history[: done + 1]).all()
    assert (run.misclassified == whole.misclassified[:done]).all()
    assert (run.update_epoch == whole.update_epoch[whole.update_epoch <= done]).all()
    assert len(run.update_weights) == run.errors.sum() + 1


def test_tolerating_two_mistakes_ends_the_lessons_challenge_in_its_first_epoch(iris_pair):
    x, y = iris_pair("versicolor", "virginica")
    run = perceptron.train(x, y, 0.001, 25, tolerated=2)
    assert run.stopped_epoch == 1 and run.errors.tolist() == [2]
    assert run.misclassified.tolist() == [50]  # tolerated updates are not few wrong samples
    assert perceptron.train(x, y, 0.001, 25, tolerated=1).stopped_epoch is None
    easy = perceptron.train(*iris_pair("setosa", "versicolor"), 0.1, 10, tolerated=0)
    assert easy.stopped_epoch == easy.converged_epoch == 6 == len(easy.errors)


def test_random_start_weights_come_from_the_seed_alone():
    first, again = (perceptron.small_random_weights(3, 7, scale=0.5) for _ in range(2))
    assert (first == again).all() and first.shape == (4,)
    many = perceptron.small_random_weights(20_000, np.random.default_rng(0))
    assert many.std() == pytest.approx(0.01, rel=0.03)
    assert abs(many.mean()) < 0.001


def test_arguments_stay_as_they_were():
    x, y, rng = samples(3)
    start, order = rng.normal(size=3), rng.permutation(len(x))
    before = [a.copy() for a in (x, y, start, order)]
    run = perceptron.train(x, y, 0.1, 3, start, order)
    run.history[:] = 0.0
    run.update_weights[:] = 0.0
    assert all((a == b).all() for a, b in zip((x, y, start, order), before, strict=True))


X, Y = [[1.0, 2.0], [3.0, 4.0]], [-1, 1]


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"eta": 0.0}, "eta: got 0.0, must be a finite number > 0"),
        ({"eta": -1}, "eta: got -1, must be"),
        ({"eta": math.nan}, "eta: got nan"),
        ({"eta": math.inf}, "eta: got inf"),
        ({"eta": True}, "eta: got True"),
        ({"eta": "0.1"}, "eta: got '0.1'"),
        ({"eta": 10**400}, "eta: got 1000"),
        ({"eta": 1e200}, r"eta: got 1e\+200, must be at most 1e\+50 in size"),
        ({"epochs": 0}, "epochs: got 0, must be a whole number from 1 to 1000000"),
        ({"epochs": 2.0}, "epochs: got 2.0"),
        ({"epochs": True}, "epochs: got True"),
        ({"epochs": 10**12}, "epochs: got 1000000000000"),
        ({"y": [0, 1]}, "y: got the label 0, allowed are -1 and"),
        ({"y": [-1, 2]}, r"y: got the label 2, allowed are -1 and \+1"),
        ({"y": [[-1], [1]]}, r"y: got the shape \(2, 1\), must be \(2,\)"),
        ({"y": ["a", "b"]}, "y: got values of type"),
        ({"x": [1.0, 2.0]}, r"x: got the shape \(2,\), must be \(n, d\) with n and d >= 1"),
        ({"x": np.empty((0, 2)), "y": []}, r"x: got the shape \(0, 2\)"),
        ({"x": [[1.0, math.nan], [3.0, 4.0]]}, "x: got the value nan"),
        ({"x": [[1.0], [3.0, 4.0]]}, "x: got rows of different lengths"),
        ({"weights": [0.0, 0.0]}, r"weights: got the shape \(2,\), must be \(3,\)"),
        ({"order": [0, 0]}, r"order: got a sample left out or repeated, each must .* of 0 to 1$"),
        ({"order": [0.5, 1]}, "order: got a sample left out"),
        ({"tolerated": -1}, "tolerated: got -1, must be a whole number >= 0"),
        ({"tolerated": 1.5}, "tolerated: got 1.5"),
        ({"order": [0, 1, 2]}, r"order: got the shape \(3,\), must be \(2,\) or \(5, 2\)"),
    ],
)
def test_bad_arguments_are_named(changes, words):
    with pytest.raises(ValueError, match=words):
        perceptron.train(**{"x": X, "y": Y, "eta": 0.1, "epochs": 5, **changes})


def test_the_largest_numbers_allowed_do_not_overflow():
    run = perceptron.train(np.array(X) * 1e49, Y, 1e50, 3, weights=[1e50, -1e50, 1e50])
    assert np.isfinite(run.history).all()


def test_helpers_refuse_what_does_not_fit():
    with pytest.raises(ValueError, match=r"weights: got the shape \(2,\), must be \(3,\)"):
        perceptron.predict(X, [0.0, 1.0])
    with pytest.raises(ValueError, match="inputs: got 0"):
        perceptron.small_random_weights(0, 1)
    with pytest.raises(ValueError, match="rng: got -1, must be a whole number >= 0"):
        perceptron.small_random_weights(2, -1)
    with pytest.raises(ValueError, match="rng: got None"):
        perceptron.small_random_weights(2, None)


def test_labels_may_be_of_any_real_type_but_only_minus_and_plus_one():
    for kind in (int, np.int8, np.float32, float):
        run = perceptron.train(X, np.array(Y, dtype=kind), 0.1, 5)
        assert (run.weights == perceptron.train(X, Y, 0.1, 5).weights).all()
    for bad, shown in ((math.nan, "nan"), (math.inf, "inf"), (0.5, "0.5")):
        with pytest.raises(ValueError, match=f"y: got the label {shown}, allowed are -1 and"):
            perceptron.train(X, [-1, bad], 0.1, 5)
