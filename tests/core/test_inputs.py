"""The inputs that a network gets of a point."""

import numpy as np
import pytest

from core import checks
from core.inputs import INPUTS, expand


def test_every_input_is_its_formula():
    points = np.array([[2.0, -3.0], [0.5, 0.0]])
    x1, x2 = points.T
    wanted = {
        "x1": x1, "x2": x2, "x1_squared": x1 * x1, "x2_squared": x2 * x2, "product": x1 * x2,
        "sin_x1": np.sin(x1), "sin_x2": np.sin(x2),
    }  # fmt: skip
    assert list(wanted) == list(INPUTS)
    np.testing.assert_allclose(expand(points, list(wanted)), np.column_stack([*wanted.values()]))


def test_inputs_come_in_the_order_asked_for_and_leave_the_points_as_they_are():
    points = np.array([[2.0, 5.0]])
    assert expand(points, ["product", "x2"]).tolist() == [[10.0, 5.0]]
    assert points.tolist() == [[2.0, 5.0]]


def test_the_square_of_a_far_point_can_be_computed_with():
    made = expand([[1e30, -1e30]], ["x1", "x1_squared", "product"])
    assert made.tolist() == [[1e30, checks.LIMIT, -checks.LIMIT]]


@pytest.mark.parametrize(
    ("points", "names", "told"),
    [
        ([[1.0, 2.0]], [], "names: got none"),
        ([[1.0, 2.0]], ["x3"], "names: got 'x3'"),
        ([[1.0, 2.0, 3.0]], ["x1"], "points: got the shape"),
        ([[1.0, np.nan]], ["x1"], "points: got the value nan"),
    ],
)
def test_bad_arguments_are_named(points, names, told):
    with pytest.raises(ValueError, match=told):
        expand(points, names)
