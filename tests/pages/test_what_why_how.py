"""What the first page says of the three fields, and of the schematic's curves."""

from itertools import pairwise

from pages.lessons.what_why_how import exercises, overview, told
from pages.lessons.what_why_how.overview import METHODS


def test_a_field_is_explained_by_the_name_of_the_one_around_it():
    """The sentence stands alone: no other field is explained beside it."""
    for outer, inner in pairwise(told.NAMES):
        assert f"is the part of {told.FIELDS[outer].name.lower()} " in told.explained(inner)


def test_an_example_lies_outside_the_next_inner_field_alone():
    for outer, inner in pairwise(told.NAMES):
        assert f"**Example (not yet {inner}):**" in told.explained(outer)
    assert "**Example:**" in told.explained(told.NAMES[-1])


def test_each_curve_is_told_as_the_highest_from_where_it_takes_over():
    curves = list(METHODS.values())
    taking_over = told.crossings()
    assert list(taking_over) == [curve.name for curve in curves]
    assert taking_over["Older algorithms"] == 1
    for (before, _), (after, at) in pairwise(taking_over.items()):
        assert told.highest(curves, at - 1).startswith(f"highest first: {before.lower()}, ")
        assert told.highest(curves, at).startswith(f"highest first: {after.lower()}, ")
    assert told.highest([], 50) == "no curve is shown"


def test_an_example_is_whole_at_its_circle_in_lines_that_fit_into_half_of_a_phone_s_figure():
    """Plotly cuts off a hover text that has no room on either side of its place."""
    examples = [field.example for field in told.FIELDS.values()]
    figure = overview.fields(told.NAMES, examples, 0)
    for said, example in zip(figure.data[0]["hovertext"], examples, strict=True):
        lines = said.split("<br>")
        assert " ".join(lines) == example
        assert max(map(len, lines)) <= 26


def test_the_curve_that_is_highest_with_the_least_data_is_the_right_answer():
    (asked,) = [one for one in exercises.EXERCISES if one.key == "crossing"]
    assert told.crossings()["Older algorithms"] == 1
    assert asked.predict.truth(None) == "the older algorithms"
    assert asked.predict.verdict("the older algorithms", None)[0]
