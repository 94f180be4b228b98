"""What the first page says of the three fields, of which one is explained at a time."""

from itertools import pairwise

from pages.lessons.what_why_how import told


def test_a_field_is_explained_by_the_name_of_the_one_around_it():
    """The sentence stands alone: no other field is explained beside it."""
    for outer, inner in pairwise(told.NAMES):
        assert f"is the part of {told.FIELDS[outer].name.lower()} " in told.explained(inner)
