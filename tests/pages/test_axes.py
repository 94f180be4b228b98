"""Ranges that are fitted to curves."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pages.shared.figures import curves, style
from pages.shared.figures.curves import Curve

SIZES = st.floats(1e-12, 1e12)
VALUES = st.lists(st.builds(np.copysign, SIZES, st.sampled_from([-1, 1])), min_size=1, max_size=9)


@given(VALUES, st.booleans())
def test_all_values_have_a_place_and_take_most_of_the_room(values, from_zero):
    low, high = style.fitted(values, from_zero=from_zero)["range"]
    least, most = min(values), max(values)
    assert low < least or low == 0.0 <= least
    assert most < high or most == high == 0.0
    if most - least > 1e-6 * max(map(abs, values)) and not from_zero:
        assert most - least >= 0.7 * (high - low)
    if from_zero:
        assert low <= 0 <= high


@given(st.lists(SIZES, min_size=1, max_size=9))
def test_powers_of_ten_are_fitted_on_their_axis(values):
    low, high = style.fitted(values, log=True)["range"]
    assert low < np.log10(min(values)) <= np.log10(max(values)) < high
    marks = [np.log10(number) + decade for number in (1, 2, 5) for decade in range(-14, 14)]
    assert any(low <= mark <= high for mark in marks)  # a number stands at the axis


def test_what_has_no_place_is_left_out():
    assert style.fitted([np.nan, np.inf, -np.inf]) == {} == style.fitted([])
    assert style.fitted([-1.0, 0.0], log=True) == {}
    assert style.fitted([3.0, np.nan, np.inf]) == style.fitted([3.0])
    assert style.fitted([0.0, 0.0])["range"][0] < 0 < style.fitted([0.0, 0.0])["range"][1]
    assert style.fitted([0.0, -5.0, 1e3], log=True) == style.fitted([1e3], log=True)


def test_an_axis_keeps_still_while_a_curve_changes_a_little():
    highest = np.linspace(10, 20, 101)
    ranges = {tuple(style.fitted([0.0, high])["range"]) for high in highest}
    assert len(ranges) < 12  # of 101 curves, the highest twice as high as the lowest


@given(st.lists(SIZES, min_size=1, max_size=9), st.booleans(), st.booleans())
def test_along_an_axis_all_values_are_in_view_and_marks_have_room(values, marked, log):
    low, high = style.along(values, marked=marked, log=log)["range"]
    placed = np.log10(values) if log else np.array(values)
    assert low < high and low <= placed.min() and placed.max() <= high
    if marked:
        assert low < placed.min() and placed.max() < high
    if np.ptp(placed) > 1e-6 * abs(placed).max():
        assert np.ptp(placed) >= 0.9 * (high - low)
    assert style.along([], marked=marked) == {}


@pytest.mark.parametrize("own", [{"bounds": (0, 5)}, {"range": [0.0, 5.0]}])
def test_an_axis_with_a_range_of_its_own_keeps_it(own):
    made = curves.figure([Curve("a", [0, 1], [3.0, 90.0])], "x", "y", y=own)
    assert list(made.layout["yaxis"]["range"]) == [0, 5]


def test_a_name_has_room_above_its_level():
    low, high = style.fitted([0.0, 10.0], [10.0])["range"]
    assert high >= 10 + 0.1 * 10 and low < 0
    assert style.fitted([0.0, 10.0], [2.0]) == style.fitted([0.0, 10.0])


def test_a_few_epochs_have_whole_numbers_at_their_axis():
    assert (
        curves.figure([Curve("a", [1, 2], [3.0, 4.0])], "Epoch", "y").layout["xaxis"]["dtick"] == 1
    )
    own = curves.figure([Curve("a", [1, 2], [3.0, 4.0])], "Epoch", "y", x={"dtick": 0.5})
    assert own.layout["xaxis"]["dtick"] == 0.5
    for x in ([0.0, 1.0], range(20)):
        made = curves.figure([Curve("a", list(x), np.zeros(len(x)))], "z", "y")
        assert "dtick" not in made.layout["xaxis"]


def test_levels_and_both_axes_are_in_view():
    made = curves.figure(
        [Curve("cost", [0, 1], [3.0, 4.0]), Curve("share", [0, 1], [80.0, 95.0], right=True)],
        "Epoch", "Cost J", levels=[(1.0, "floor")], right_title="Correct (%)",
    )  # fmt: skip
    assert made.layout["yaxis"]["range"][0] < 1.0 and 4.0 < made.layout["yaxis"]["range"][1] < 5
    assert made.layout["yaxis2"]["range"][0] > 70


def test_numbers_of_many_digits_are_few_and_none_is_cut_off():
    few = {"nticks": 4, "ticklabeloverflow": "hide past div"}
    assert few.items() <= style.axis("seconds", (1.7e9, 1.7e9 + 24_000)).items()
    for bounds in [(1980.0, 2020.0), (0.0, 1e12), (-5.0, 5.0), (4.0, 8.0)]:
        assert not few.keys() & style.axis("year", bounds).keys()
