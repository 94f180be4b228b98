"""Own points and an own line as texts in a link, whatever units a table is in."""

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from data import LESSON_FEATURES
from pages.lessons.perceptron import touch
from pages.shared.one_neuron import link_number, own_points, runs
from pages.shared.one_neuron.own_points import OwnPoint
from pages.shared.one_neuron.settings import Inputs
from tests.pages import visit

PAGES = {"perceptron": "points", "learning_rate": "points", "standardisation": "points",
         "playground": "points", "generalisation": "own_points"}  # fmt: skip
sizes = st.floats(-1e50, 1e50)


def below(at, key):
    """What stands next below the box of this key."""
    shown = list(at.main)
    return shown[shown.index(at.text_input(key=key)) + 1]


@given(sizes)
@example(1.2e8)
@example(-3e-7)
@example(9999.6e3)
@example(1e-320)
def test_a_number_of_any_size_comes_back_with_four_digits(value):
    text = link_number.write(value)
    assert "+" not in text and len(text) <= 11
    assert link_number.read(text) == pytest.approx(value, rel=5.1e-4, abs=1e-99)


@given(st.lists(st.tuples(sizes, sizes, st.integers(0, 1)), max_size=own_points.MOST))
def test_points_of_any_size_are_read_as_they_were_written(points):
    text = own_points.write(points)
    found = own_points.read(text)
    assert own_points.write(found) == text
    assert [point.place for point in found] == [place for *_, place in points]


def test_the_text_of_as_many_points_as_there_may_be_is_never_too_long():
    longest = [(-1.234e-45, -1.234e-45, 0)] * own_points.MOST
    assert len(own_points.write(longest)) <= own_points.LONGEST


def test_each_change_is_made_to_the_points_as_they_are_by_then():
    first, second, third = (OwnPoint(x, 1.0, int(x) % 2) for x in (1.0, 2.0, 3.0))
    both = own_points.changed((first,), "add", made=second)
    assert both == (first, second)
    assert own_points.changed(both, "move", first, third) == (third, second)
    assert own_points.changed(both, "remove", first) == (second,)
    assert own_points.changed(both, "clear") == ()
    for done in ("move", "remove"):
        assert own_points.changed((second,), done, first, third) == (second,), "it is not there"
    full = (first,) * own_points.MOST
    assert own_points.changed(full, "add", made=second) == full


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("points", ["a1.2e8,5b3e-7,2e-7", "a1e50,-1e50b2,3"])
def test_points_in_any_unit_stand_on_every_page(page, points):
    for alone in ("false", "true"):
        at = visit.open_page(page, **{PAGES[page]: points, "alone": alone})
        assert not at.exception and not at.warning
        assert at.session_state[PAGES[page]] == points


@pytest.mark.parametrize("points", ["a1e51,2", "a1,2c3,4", "b99999999,2"])
def test_points_that_cannot_be_read_are_named_where_everybody_looks(points):
    at = visit.open_page("perceptron", points=points)
    assert "The own points are left out." in at.warning[0].value
    folded = [warning.value for box in at.expander for warning in box.warning]
    assert not any("The own points are left out." in warning for warning in folded)


@pytest.mark.parametrize("page", PAGES)
def test_points_that_were_just_typed_and_cannot_be_read_are_named_beside_their_box(page):
    at = visit.open_page(page)
    at.text_input(key=PAGES[page]).set_value("abc").run()
    assert "The own points are left out." in below(at, PAGES[page]).value
    assert len(at.warning) == 1
    at.text_input(key=PAGES[page]).set_value("a1,2").run()
    assert not at.warning


def test_of_too_many_points_none_is_said_to_be_used():
    at = visit.open_page("perceptron", points="a1,2" * (own_points.MOST + 1))
    assert "201 own points are too many: there can be at most 200." in at.warning[0].value


def test_a_line_that_cannot_be_read_is_named_beside_its_box_or_on_top_where_a_link_has_it():
    at = visit.open_page("perceptron", own_line="true", line="1,2")
    assert "The ends of a line are four numbers" in at.warning[0].value
    assert below(at, "line").type != "warning"
    at.text_input(key="line").set_value("1,2,3").run()
    assert "The ends of a line are four numbers" in below(at, "line").value
    assert len(at.warning) == 1


def test_an_own_line_reaches_as_far_as_the_table(monkeypatch):
    at = visit.open_page("perceptron", own_line="true", line="1.2e8,2,3e-7,-4")
    assert not at.exception and not at.warning
    session = {"line": "1.2e8,2,3e-7,-4"}
    monkeypatch.setattr(touch.st, "session_state", session)
    monkeypatch.setattr(touch, "put", session.update)
    samples = runs.samples(Inputs("setosa-versicolor", LESSON_FEATURES, standardise=False))
    touch.line_moved(samples, {"name": "a", "x": -5.4321e9, "y": 2e-9})
    assert session["line"] == "-5.432e9,2e-9,3e-7,-4"


@pytest.mark.parametrize(
    "link",
    [{}, {"features": "sepal width, petal width"}, {"points": "a150,7b180,9", "alone": "true"}],
)
def test_an_own_line_begins_where_it_can_be_grabbed(link):
    at = visit.open_page("perceptron", own_line="true", **link)
    figure = visit.scene(at)["figures"][0]
    ends = [figure["layout"][axis]["range"] for axis in ("xaxis", "yaxis")]
    for grip in figure["touch"]["grips"]:
        assert all(low < grip[axis] < high for axis, (low, high) in zip("xy", ends, strict=True))


def test_a_line_over_other_features_is_said_to_be_out_of_reach():
    at = visit.open_page("perceptron", own_line="true", line="4.5,2,6.5,3.5")
    assert "outside this figure" not in visit.words(at)
    at.selectbox(key="features").set_value("sepal width, petal width").run()
    assert "outside this figure" in visit.words(at)
    at.text_input(key="line").set_value("").run()
    assert "outside this figure" not in visit.words(at)


def test_a_line_that_cannot_be_read_is_named_where_everybody_looks():
    at = visit.open_page("perceptron", own_line="true", line="1,2,3")
    assert "four numbers" in at.warning[0].value


@pytest.mark.parametrize("page", PAGES)
def test_points_of_one_class_stand_beside_the_samples_until_they_can_be_alone(page):
    at = visit.open_page(page, **{PAGES[page]: "a5,1a6,2a7.25,3.125", "alone": "true"})
    assert "until then the other samples stay too" in visit.words(at)
    drawn = [
        place
        for figure in visit.scene(at)["figures"]
        for trace in figure.get("data", ())
        for place in zip(np.ravel(trace.get("x", ())), np.ravel(trace.get("y", ())), strict=False)
    ]
    assert any(np.allclose(place, (7.25, 3.125)) for place in drawn if None not in place)
