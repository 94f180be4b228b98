"""Generated sets: balanced, of one scale, decided by their seed, of the shape they name."""

import numpy as np
import pytest

from data import SETS, DataError

CLASSIFICATION = [name for name, entry in SETS.items() if entry.kind == "classification"]


def test_the_registry_holds_all_sets():
    assert list(SETS) == ["xor", "circles", "moons", "spiral", "blobs", "plane", "gaussian"]
    assert CLASSIFICATION == ["xor", "circles", "moons", "spiral", "blobs"]
    for entry in SETS.values():
        assert entry.sentence.endswith(".")


@pytest.mark.parametrize("name", SETS)
@pytest.mark.parametrize("n", [4, 5, 201])
def test_shapes_and_scale(name, n):
    x, y = SETS[name].make(n, 0.0, 3)
    assert x.shape == (n, 2)
    assert y.shape == (n,)
    assert x.dtype == y.dtype == np.float64
    assert np.abs(x).max() < 4.5
    assert np.abs(y).max() <= 1.0


@pytest.mark.parametrize("name", SETS)
def test_a_seed_decides_everything(name):
    make = SETS[name].make
    first, again, other = make(50, 0.3, 7), make(50, 0.3, 7), make(50, 0.3, 8)
    by_generator = make(50, 0.3, np.random.default_rng(7))
    for one, two, three in zip(first, again, by_generator, strict=True):
        np.testing.assert_array_equal(one, two)
        np.testing.assert_array_equal(one, three)
    assert not np.array_equal(first[0], other[0])


@pytest.mark.parametrize("name", CLASSIFICATION)
@pytest.mark.parametrize("n", [100, 101])
def test_classes_are_balanced_from_the_first_point_on(name, n):
    _, y = SETS[name].make(n, 0.5, 0)
    assert set(y) == {-1.0, 1.0}
    assert np.abs(np.cumsum(y)).max() <= 1


@pytest.mark.parametrize("name", SETS)
def test_noise_is_the_standard_deviation_of_the_step(name):
    exact, target = SETS[name].make(4000, 0.0, 1)
    for noise in (0.5, 1.0):
        moved, same_target = SETS[name].make(4000, noise, 1)
        step = moved - exact
        np.testing.assert_array_equal(target, same_target)
        np.testing.assert_allclose(step.mean(axis=0), 0.0, atol=0.08 * noise)
        np.testing.assert_allclose(step.std(axis=0), noise, atol=0.06 * noise)


def test_xor_fills_four_squares_evenly():
    x, y = SETS["xor"].make(400, 0.0, 2)
    np.testing.assert_array_equal(y, np.where(x[:, 0] * x[:, 1] < 0, 1.0, -1.0))
    quadrants = np.unique(x > 0, axis=0, return_counts=True)[1]
    assert quadrants.tolist() == [100, 100, 100, 100]
    assert 0.3 <= np.abs(x).min() < np.abs(x).max() <= 3.0, "the squares keep off the axes"


def test_a_circle_separates_circles():
    x, y = SETS["circles"].make(400, 0.0, 2)
    radius = np.hypot(*x.T)
    assert radius[y > 0].max() <= 1.2
    assert radius[y < 0].min() >= 2.1
    assert radius.max() <= 3.0


def test_moons_are_half_circles_about_their_centres():
    x, y = SETS["moons"].make(400, 0.0, 2)
    for sign, centre in [(-1, (-1.0, -0.5)), (1, (1.0, 0.5))]:
        moon = x[y == sign] - centre
        np.testing.assert_allclose(np.hypot(*moon.T), 2.0)
        assert (-sign * moon[:, 1] >= 0).all()


def test_the_spirals_arms_are_each_other_turned_by_half_a_circle():
    x, y = SETS["spiral"].make(400, 0.0, 2)
    radius = np.hypot(*x.T)
    angle = 2 * np.pi * 1.75 * radius / 3.0
    expected = y[:, None] * radius[:, None] * np.column_stack([np.cos(angle), np.sin(angle)])
    np.testing.assert_allclose(x, expected, atol=1e-12)
    assert 0.3 <= radius.min() < radius.max() <= 3.0


def test_a_line_separates_blobs_without_noise():
    x, y = SETS["blobs"].make(400, 0.0, 2)
    assert (np.sign(x.sum(axis=1)) == y).all()
    np.testing.assert_allclose(x[y > 0].mean(axis=0), 1.5, atol=0.15)


def test_regression_targets_follow_their_formulas():
    x, target = SETS["plane"].make(100, 0.0, 5)
    np.testing.assert_allclose(target, (x[:, 0] + x[:, 1]) / 6)
    x, target = SETS["gaussian"].make(2000, 0.0, 5)
    expected = np.zeros(2000)
    for row, x2 in enumerate((1.5, -1.5)):
        for column, x1 in enumerate((-2.0, 0.0, 2.0)):
            squared = (x[:, 0] - x1) ** 2 + (x[:, 1] - x2) ** 2
            expected += (-1.0) ** (row + column) * np.exp(-squared / (2 * 0.7**2))
    np.testing.assert_allclose(target, expected, atol=1e-12)


@pytest.mark.parametrize("name", ["plane", "gaussian"])
def test_regression_points_fill_the_plane_evenly(name):
    x, _ = SETS[name].make(2000, 0.0, 5)
    for values in x.T:
        counts, _ = np.histogram(values, bins=4, range=(-3.0, 3.0))
        assert counts.sum() == 2000 and counts.min() > 400


@pytest.mark.parametrize("name", SETS)
@pytest.mark.parametrize(
    ("n", "noise", "seed", "words"),
    [
        (3, 0.0, 0, "n: 3"),
        (10.5, 0.0, 0, "n: 10.5"),
        (10, -0.1, 0, "noise: -0.1"),
        (10, 1.1, 0, "noise: 1.1"),
        (10, float("nan"), 0, "noise: nan"),
        (10, 0.0, -1, "seed: -1"),
        (10, 0.0, None, "seed: None"),
    ],
)
def test_wrong_arguments_are_named(name, n, noise, seed, words):
    with pytest.raises(DataError, match=words):
        SETS[name].make(n, noise, seed)
