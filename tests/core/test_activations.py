"""Ten activations against definitions written out with high precision, and finite differences."""

import copy
import math
import pickle
import warnings
from decimal import Decimal, localcontext

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.activations import ACTIVATIONS, find

NAMES = [
    "identity",
    "binary_step",
    "logistic",
    "tanh",
    "arctan",
    "relu",
    "prelu",
    "elu",
    "softplus",
    "bipolar_step",
]
CHANGED = {
    "logistic": {"c": 2.5},
    "prelu": {"alpha": 0.1},
    "elu": {"alpha": 2.0},
    "bipolar_step": {"theta": 1.5},
}
VARIANTS = [ACTIVATIONS[name] for name in NAMES] + [
    ACTIVATIONS[name].with_parameters(**values) for name, values in CHANGED.items()
]
each_variant = pytest.mark.parametrize("f", VARIANTS, ids=lambda f: f"{f.name}{f.parameters}")


def exact(name, z, c=1.0, alpha=None, theta=0.0):
    """The definition with 60 digits, a few cases apart that need none."""
    with localcontext() as context:
        context.prec = 60
        big, e = Decimal(z), Decimal(z).exp()
        formulas = {
            "identity": lambda: big,
            "binary_step": lambda: 1 if z >= 0 else 0,
            "bipolar_step": lambda: 1 if z >= theta else -1,
            "logistic": lambda: 1 / (1 + (-Decimal(c) * big).exp()),
            "tanh": lambda: (e - 1 / e) / (e + 1 / e),
            "arctan": lambda: Decimal(math.atan(z)),
            "relu": lambda: max(big, Decimal(0)),
            "prelu": lambda: big if z >= 0 else Decimal(0.5 if alpha is None else alpha) * big,
            "elu": lambda: big if z >= 0 else Decimal(1.0 if alpha is None else alpha) * (e - 1),
            "softplus": (1 + e).ln,
        }
        return float(formulas[name]())


def test_the_registry_holds_exactly_the_ten_names():
    assert list(ACTIVATIONS) == NAMES
    assert all(f.name == name for name, f in ACTIVATIONS.items())


@each_variant
def test_values_agree_with_the_definition(f):
    z = [-40.0, -30.5, -5.0, -1.0, -1e-3, -1e-9, 0.0, 1e-9, 0.3, 1.5, 5.0, 30.0, 60.0]
    expected = [exact(f.name, value, **f.parameters) for value in z]
    # `Decimal` sees what a small z loses to rounding in 1 + e; 1e-15 of z itself is as good.
    np.testing.assert_allclose(f(z), expected, rtol=4e-15, atol=1e-25)


@each_variant
def test_derivative_agrees_with_central_differences_off_the_kinks(f):
    z = np.linspace(-6.0, 6.0, 49) + 0.0137
    h = 1e-6
    np.testing.assert_allclose(f.derivative(z), (f(z + h) - f(z - h)) / (2 * h), atol=1e-8)


@each_variant
def test_derivative_at_a_kink_is_the_one_from_the_right(f):
    kink = f.parameters.get("theta", 0.0)
    expected = 0.0 if "step" in f.name else (f(kink + 1e-7) - f(kink)) / 1e-7
    assert f.derivative(kink) == pytest.approx(expected, abs=1e-6)


@each_variant
def test_far_out_it_stays_finite_silent_and_within_its_range(f):
    z = np.concatenate([-np.geomspace(1e4, 1e-8, 400), [0.0], np.geomspace(1e-8, 1e4, 400)])
    with warnings.catch_warnings(), np.errstate(all="raise"):
        warnings.simplefilter("error")
        values, slopes = f(z), f.derivative(z)
    assert np.isfinite(values).all() and np.isfinite(slopes).all()
    assert values.min() >= f.low and values.max() <= f.high
    assert (slopes >= 0.0).all()


@each_variant
def test_the_range_is_no_wider_than_its_values(f):
    for bound, z in ((f.low, -1e4), (f.high, 1e4)):
        value = float(f(z))
        if math.isinf(bound):
            assert math.copysign(math.inf, value) == bound and abs(value) >= 1e3
        else:
            assert value == pytest.approx(bound, abs=2e-4)


def test_slopes_keep_their_digits_where_the_curve_saturates():
    assert ACTIVATIONS["tanh"].derivative(20.0) == pytest.approx(4 * math.exp(-40), rel=1e-14)
    assert ACTIVATIONS["logistic"].derivative(-50.0) == pytest.approx(math.exp(-50), rel=1e-14)
    assert ACTIVATIONS["softplus"](-50.0) == pytest.approx(math.exp(-50), rel=1e-14)


@pytest.mark.parametrize("name", ["prelu", "elu"])
def test_with_alpha_zero_a_rectifier_is_relu(name):
    f, relu, z = ACTIVATIONS[name].with_parameters(alpha=0), ACTIVATIONS["relu"], np.arange(-3, 4)
    assert (f(z) == relu(z)).all() and (f.derivative(z) == relu.derivative(z)).all()
    assert (f.low, f.range) == (0.0, relu.range)


@given(st.floats(-700, 700), st.floats(0.01, 100))
def test_the_steepness_only_stretches_the_axis(z, c):
    steep = ACTIVATIONS["logistic"].with_parameters(c=c)
    assert steep(z) == ACTIVATIONS["logistic"](c * z)
    assert steep(z) + steep(-z) == pytest.approx(1.0, abs=1e-15)


def test_parameters_change_a_copy_and_are_checked():
    elu = ACTIVATIONS["elu"]
    assert elu.with_parameters(alpha=2.0).parameters == {"alpha": 2.0}
    assert elu.with_parameters(alpha=2.0).range == r"(-2, \infty)"
    assert elu.parameters == {"alpha": 1.0}
    for name, values, words in [
        ("logistic", {"c": 0.0}, r"c: got 0.0, must be a finite number > 0"),
        ("prelu", {"alpha": -0.5}, "alpha: got -0.5, must be a finite number >= 0"),
        ("elu", {"alpha": math.nan}, "alpha: got nan"),
        ("bipolar_step", {"theta": math.inf}, "theta: got inf"),
        ("tanh", {"c": 1.0}, "parameters: got 'c', tanh has no parameters"),
        ("elu", {"c": 1.0}, "parameters: got 'c', elu has alpha"),
    ]:
        with pytest.raises(ValueError, match=words):
            ACTIVATIONS[name].with_parameters(**values)


@each_variant
def test_every_text_a_page_shows_is_there_and_a_copy_is_equal(f):
    assert all([f.label, f.formula, f.derivative_formula, f.range, f.saturates.endswith(".")])
    assert "$" not in f.formula + f.derivative_formula + f.range
    assert pickle.loads(pickle.dumps(f)) == f == copy.deepcopy(f)
    assert hash(f) == hash(copy.copy(f))


def test_unknown_names_and_bad_values_are_refused():
    assert find("tanh") is ACTIVATIONS["tanh"] is find(ACTIVATIONS["tanh"])
    for bad in ("sigmoid", None, ["tanh"]):
        with pytest.raises(ValueError, match=r"activation: got .*, must be one of identity, "):
            find(bad)
    for bad in ([math.nan], ["1"], [True], [1j], [math.inf]):
        with pytest.raises(ValueError, match="z: got"):
            ACTIVATIONS["relu"](bad)


@each_variant
def test_the_argument_is_not_changed_nor_returned(f):
    z = np.array([-1.0, 0.5])
    for result in (f(z), f.derivative(z)):
        result[:] = 7.0
    assert z.tolist() == [-1.0, 0.5]
