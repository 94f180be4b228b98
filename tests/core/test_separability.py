"""Margin and bound against a support vector machine and a linear program."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog, nnls
from sklearn.svm import SVC

from core import perceptron
from core.separability import margin, radius, separates, update_bound


def svm_margin(x, y):
    """1 / |w| of the hard-margin machine through the origin of (1, x): its points and mirrors."""
    points = y[:, None] * np.column_stack([np.ones(len(x)), x])
    doubled = np.vstack([points, -points])
    sides = np.repeat([1, -1], len(points))
    machine = SVC(kernel="linear", C=1e10, tol=1e-10).fit(doubled, sides)
    return 1.0 / np.linalg.norm(machine.coef_)


def nearest_mixture(x, y):
    """The distance of the hull by non-negative least squares: mix points to 0, shares to 1."""
    points = y[:, None] * np.column_stack([np.ones(len(x)), x])
    shares, _ = nnls(np.vstack([points.T, np.ones(len(x))]), np.eye(points.shape[1] + 1)[-1])
    return np.linalg.norm(points.T @ shares) / shares.sum()


def separable(x, y):
    """Whether some w has y w . (1, x) >= 1 everywhere."""
    points = y[:, None] * np.column_stack([np.ones(len(x)), x])
    answer = linprog(
        np.zeros(points.shape[1]), A_ub=-points, b_ub=-np.ones(len(points)), bounds=(None, None)
    )
    return answer.status == 0


def classes(seed, rows, columns, gap):
    rng = np.random.default_rng(seed)
    x = rng.normal(size=(rows, columns))
    w = rng.normal(size=1 + columns)
    z = w[0] + x @ w[1:]
    y = np.where(z >= 0.0, 1.0, -1.0)
    return x + gap * y[:, None] * w[1:], y


@pytest.mark.parametrize(
    ("pair", "answer"),
    [
        (("setosa", "versicolor"), True),
        (("setosa", "virginica"), True),
        (("versicolor", "virginica"), False),
    ],
)
def test_iris_pairs(iris_pair, pair, answer):
    x, y = iris_pair(*pair)
    assert (margin(x, y) > 0.0) is separable(x, y) is answer
    if answer:
        assert margin(x, y) == pytest.approx(svm_margin(x, y), rel=1e-4)
        assert update_bound(x, y) == pytest.approx((radius(x) / margin(x, y)) ** 2)
    else:
        assert update_bound(x, y) == math.inf


@settings(max_examples=40)
@given(
    st.integers(0, 10**6), st.integers(2, 60), st.integers(1, 5), st.sampled_from([0.01, 0.1, 1.0])
)
def test_the_margin_is_the_distance_of_the_nearest_mixture(seed, rows, columns, gap):
    x, y = classes(seed, rows, columns, gap)
    gamma = margin(x, y)
    assert separable(x, y) and gamma > 0.0
    assert gamma == pytest.approx(nearest_mixture(x, y), rel=1e-7)


@settings(max_examples=60)
@given(st.integers(0, 10**6), st.integers(1, 14), st.integers(1, 4), st.integers(0, 2))
def test_rounded_points_agree_with_a_linear_program(seed, rows, columns, decimals):
    rng = np.random.default_rng(seed)
    x = np.round(rng.normal(size=(rows, columns)), decimals)
    y = rng.choice([-1.0, 1.0], rows)
    assert (margin(x, y) > 0.0) is separable(x, y)


@settings(max_examples=25)
@given(st.integers(0, 10**6))
def test_the_perceptron_keeps_the_bound(seed):
    x, y = classes(seed, 40, 2, 0.2)
    run = perceptron.train(x, y, 0.1, 2000)
    assert len(run.update_sample) <= update_bound(x, y) * (1 + 1e-9)


def test_small_cases_by_hand():
    assert margin([[1.0], [-1.0]], [1, -1]) == pytest.approx(1.0)  # w = (0, 1)
    assert margin([[0.0]], [1]) == pytest.approx(1.0)  # only the bias
    assert margin([[3.0, 4.0]], [-1]) == pytest.approx(math.sqrt(26.0))
    assert margin([[2.0], [2.0]], [1, -1]) == 0.0  # the same flower with two names
    assert margin([[0.1], [0.2], [0.3]], [1, -1, 1]) == 0.0  # one between two others
    assert margin([[0.0, 0.0], [1.0, 1.0], [0.0, 1.0], [1.0, 0.0]], [-1, -1, 1, 1]) == 0.0  # XOR
    assert radius([[3.0, 4.0], [0.0, 0.0]]) == pytest.approx(math.sqrt(26.0))


def test_the_margin_does_not_depend_on_order_or_copies():
    x, y = classes(7, 50, 3, 0.3)
    order = np.random.default_rng(0).permutation(50)
    assert margin(x[order], y[order]) == pytest.approx(margin(x, y), rel=1e-9)
    assert margin(np.vstack([x, x]), np.append(y, y)) == pytest.approx(margin(x, y), rel=1e-9)


def test_many_rows_are_answered_with_a_bounded_number_of_looks():
    rng = np.random.default_rng(1)
    x = rng.normal(size=(100_000, 2))
    assert margin(x, rng.choice([-1.0, 1.0], 100_000)) == 0.0
    y = np.where(x[:, 0] > 0.0, 1.0, -1.0)
    x[:, 0] += 0.5 * y
    gamma = margin(x, y)
    assert 0.45 < gamma <= np.abs(x[:, 0]).min() + 0.05


SCALES = [1e-14, 1e-9, 1e-8, 1e-3, 1.0, 1e12, 1e30]
FAR = [1e3, 1e4, 1e6, 1e7, 1e9]
"""How far from 0 a column may lie that spreads over a few units: as years, and as seconds."""


@pytest.mark.parametrize(("scale", "off"), [*((s, 0.0) for s in SCALES), *((1.0, f) for f in FAR)])
def test_a_line_that_separates_does_so_in_other_units_and_far_from_0(scale, off):
    x, y = classes(3, 40, 2, 0.5)
    assert separates(x * scale + off, y)
    assert not separates(x * scale + off, np.where(np.arange(40) % 2, 1.0, -1.0))


@pytest.mark.parametrize("pair", [("setosa", "versicolor"), ("setosa", "virginica")])
def test_a_margin_far_from_0_or_in_a_large_unit_keeps_its_digits(iris_pair, pair):
    """Far out along the diagonal only a w across it is left, and then the place does not matter."""
    x, y = iris_pair(*pair)
    near, *far = (margin(x + off, y) for off in (1e5, 1e6, 1e7))
    assert far == pytest.approx([near, near], rel=1e-3)
    small, *smaller = (margin(x * scale, y) / scale for scale in (1e-6, 1e-9, 1e-11))
    assert smaller == pytest.approx([small, small], rel=1e-9)


def test_arguments_are_checked_and_left_alone():
    x, y = classes(1, 10, 2, 0.1)
    before = x.copy()
    margin(x, y)
    assert (x == before).all()
    with pytest.raises(ValueError, match="y: got the label 0"):
        margin([[1.0]], [0])
    with pytest.raises(ValueError, match=r"x: got the shape \(2,\)"):
        radius([1.0, 2.0])
