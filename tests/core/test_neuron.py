"""The lesson's neuron, its challenges, and what it refuses."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.activations import ACTIVATIONS
from core.neuron import net_input, output, with_ones

INPUTS, WEIGHTS = [5, 1, 4, 8], [2, -1, 3, -2]
numbers = st.floats(-1e6, 1e6)


def test_the_lessons_neuron():
    assert output(INPUTS, WEIGHTS) == 5.0
    assert output(INPUTS, WEIGHTS, bias=-2.5) == 2.5
    logistic = output(INPUTS, WEIGHTS, -2.5, ACTIVATIONS["logistic"])
    assert logistic == pytest.approx(0.92414182, abs=5e-9)
    assert type(logistic) is float
    assert output(INPUTS, WEIGHTS, -2.5, "logistic") == logistic


@given(st.lists(st.tuples(numbers, numbers), min_size=1, max_size=8), numbers)
def test_the_net_input_is_the_weighted_sum_and_the_bias(cells, bias):
    inputs, weights = zip(*cells, strict=True)
    exact = math.fsum([bias, *(a * w for a, w in cells)])
    size = abs(bias) + sum(abs(a * w) for a, w in cells)
    assert net_input(inputs, weights, bias) == pytest.approx(exact, abs=1e-14 * size)


def test_the_sum_is_taken_in_plain_order():
    a, w, bias = [0.1, 0.7, -1.3, 4.9], [0.3, -0.2, 1.1, 0.7], -0.4
    expected = (((bias + w[0] * a[0]) + w[1] * a[1]) + w[2] * a[2]) + w[3] * a[3]
    assert net_input(a, w, bias) == expected


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (([1, 2], [1]), r"weights: got the shape \(1,\), must be \(2,\)"),
        (([], []), r"inputs: got the shape \(0,\), must be \(n,\) with n >= 1"),
        (([[1, 2]], [1, 2]), r"inputs: got the shape \(1, 2\)"),
        (([1, math.nan], [1, 1]), "inputs: got the value nan, must be finite"),
        (([1, 2], [1, math.inf]), "weights: got the value inf"),
        (([1, 2], [1, 1], math.nan), "bias: got nan, must be a finite number"),
        (([1, 2], [1, 1], "2"), "bias: got '2'"),
        (([1, 2], [1, 1], True), "bias: got True"),
        (([1, 2], [1, 1], 0, "swish"), "activation: got 'swish', must be one of identity"),
        ((["a"], [1]), "inputs: got values of type"),
        (([1j], [1]), "inputs: got values of type complex128, must be real numbers"),
        (([True], [1]), "inputs: got values of type bool"),
        (([1e51], [1]), r"inputs: got the value 1e\+51, must be finite and at most 1e\+50"),
        (([10**400], [1]), "inputs: got values of type object"),
        (([[1], [1, 2]], [1]), "inputs: got rows of different lengths"),
        ((None, [1]), "inputs: got values of type NoneType"),
    ],
)
def test_bad_arguments_are_named(arguments, words):
    with pytest.raises(ValueError, match=words):
        output(*arguments)


def test_the_cell_of_one_comes_first():
    assert with_ones(np.array([[2.0, 3.0]])).tolist() == [[1.0, 2.0, 3.0]]
