"""Activations and their slopes as lists of NumPy calls that fill arrays made beforehand.

Each function gives the calls; `replay` makes them. The logistic and tanh are written out, with the
slope taken from the output: f' = (1 - f) f and f' = 1 - f^2. All others call `core.activations`.
"""

from collections.abc import Callable
from typing import Any

import numpy as np

from core.activations import ACTIVATIONS, Activation
from core.checks import Floats

Call = tuple[Callable[..., Any], tuple[Any, ...]]
Calls = list[Call]

ONE = np.array(1.0)  # NumPy takes an array without dimensions faster than a Python number


def replay(calls: Calls) -> None:
    """Do what was recorded."""
    for function, arguments in calls:
        function(*arguments)


def activation_calls(activation: Activation, z: Floats, a: Floats) -> Calls:
    """a = f(z)."""
    if activation in KERNELS:
        return KERNELS[activation][0](z, a)
    return [(_store, (a, activation.function, z))]


def slope_calls(activation: Activation, z: Floats, a: Floats, slope: Floats) -> Calls:
    """slope = f'(z), where a = f(z)."""
    if activation in KERNELS:
        return KERNELS[activation][1](a, slope)
    return [(_store, (slope, activation.slope, z))]


def _store(target: Floats, function: Callable[[Floats], Floats], z: Floats) -> None:
    target[...] = function(z)


def _logistic(z: Floats, a: Floats) -> Calls:
    """a = 1 / (1 + exp(-z)); where exp overflows to infinity, a is 0, as it should be."""
    return [
        (np.negative, (z, a)),
        (np.exp, (a, a)),
        (np.add, (a, ONE, a)),
        (np.reciprocal, (a, a)),
    ]


def _logistic_slope(a: Floats, slope: Floats) -> Calls:
    """f' = (1 - f) f."""
    return [(np.subtract, (ONE, a, slope)), (np.multiply, (slope, a, slope))]


def _tanh(z: Floats, a: Floats) -> Calls:
    """a = tanh z."""
    return [(np.tanh, (z, a))]


def _tanh_slope(a: Floats, slope: Floats) -> Calls:
    """f' = 1 - f^2."""
    return [(np.multiply, (a, a, slope)), (np.subtract, (ONE, slope, slope))]


KERNELS = {
    ACTIVATIONS["logistic"]: (_logistic, _logistic_slope),
    ACTIVATIONS["tanh"]: (_tanh, _tanh_slope),
}
