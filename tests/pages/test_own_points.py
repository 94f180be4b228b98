"""Own points and an own line as texts in a link, whatever units a table is in."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from data import LESSON_FEATURES, iris_pair
from pages.lessons.perceptron import touch
from pages.shared.one_neuron import link_number, own_points, point_controls, runs
from pages.shared.one_neuron.own_points import MovedSample, OwnPoint, OwnPoints
from pages.shared.one_neuron.settings import Inputs, Training
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


@given(
    st.lists(st.builds(OwnPoint, sizes, sizes, st.integers(0, 1)), max_size=own_points.MOST // 2),
    st.lists(
        st.builds(MovedSample, st.integers(1, 9_999_999), sizes, sizes),
        max_size=own_points.MOST // 2,
        unique_by=lambda sample: sample.number,
    ),
)
def test_points_of_any_size_are_read_as_they_were_written(drawn, moved):
    text = own_points.write(OwnPoints(tuple(drawn), tuple(moved)))
    found = own_points.read(text)
    assert own_points.write(found) == text
    assert [point.place for point in found.drawn] == [point.place for point in drawn]
    assert [sample.number for sample in found.moved] == [sample.number for sample in moved]


def test_the_text_of_as_many_points_as_there_may_be_is_never_too_long():
    far, most = -1.234e-45, own_points.MOST
    longest = tuple(MovedSample(9_999_999 - i, far, far) for i in range(most))
    for points in (OwnPoints((OwnPoint(far, far, 0),) * most), OwnPoints(moved=longest)):
        text = own_points.write(points)
        assert len(text) <= own_points.LONGEST
        assert own_points.read(text) == points


def test_each_change_is_made_to_the_points_as_they_are_by_then():
    first, second, third = (OwnPoint(x, 1.0, int(x) % 2) for x in (1.0, 2.0, 3.0))
    one, both = OwnPoints((first,)), OwnPoints((first, second))
    assert own_points.changed(one, "add", made=second) == both
    assert own_points.changed(both, "move", first, third) == OwnPoints((third, second))
    assert own_points.changed(both, "remove", first) == OwnPoints((second,))
    assert own_points.changed(both, "clear") == OwnPoints()
    alone = OwnPoints((second,))
    for done in ("move", "remove"):
        assert own_points.changed(alone, done, first, third) == alone, "it is not there"
    full = OwnPoints((first,) * own_points.MOST)
    assert own_points.changed(full, "add", made=second) == full
    assert own_points.changed_sample(full, 7, (1.0, 2.0)) == full


def test_a_sample_is_moved_moved_on_and_put_back():
    drawn = OwnPoints((OwnPoint(1.0, 2.0, 0),))
    moved = own_points.changed_sample(drawn, 7, (3.0, 4.0))
    assert own_points.write(moved) == "a1,2m7,3,4"
    on = own_points.changed_sample(moved, 7, (5.0, 6.0))
    assert own_points.write(on) == "a1,2m7,5,6"
    assert own_points.changed_sample(on, 8) == on, "it has not moved"
    assert own_points.changed_sample(on, 7) == drawn
    assert own_points.changed(on, "clear") == OwnPoints()
    full = OwnPoints(drawn.drawn * (own_points.MOST - 1), on.moved)
    again = own_points.changed_sample(full, 7, (8.0, 9.0))
    assert again.moved == (MovedSample(7, 8.0, 9.0),), "it has its room already"


def test_a_moved_sample_keeps_its_number_and_class_and_the_others_their_places():
    chosen = iris_pair(("versicolor", "virginica"), LESSON_FEATURES)
    text = "m60,9,8m3,1,1a2,2"  # flower 3 is a setosa, which is not chosen
    joined = own_points.joined(chosen, own_points.read(text), alone=False)
    assert joined.x[9].tolist() == [9.0, 8.0] and joined.rows[9] == 59
    others = np.arange(len(chosen.y)) != 9
    assert np.array_equal(joined.x[:-1][others], chosen.x[others])
    assert np.array_equal(joined.y[:-1], chosen.y)
    assert joined.x[-1].tolist() == [2.0, 2.0] and joined.rows[-1] == 150
    assert chosen.x[9].tolist() != [9.0, 8.0], "the table is what it was"


@pytest.mark.parametrize(
    "text, told",
    [
        ("m60,9,8a2,2", ""),
        ("m3,1,1", "Sample 3 was moved, but is not among those shown"),
        ("m3,1,1m60,9,8", "Sample 3 was moved, but is"),
        ("m151,1,1a2,2", "Sample 151 was moved, but is"),  # the drawn point stands in row 151
        ("m1,1,1m2,1,1m3,1,1", "Samples 1, 2 and 3 were moved, but are"),
        ("".join(f"m{n},1,1" for n in range(1, 13)), "12 samples were moved, but are"),
    ],
)
def test_a_moved_sample_that_is_not_shown_is_named(text, told):
    points = own_points.read(text)
    chosen = own_points.joined(
        iris_pair(("versicolor", "virginica"), LESSON_FEATURES), points, False
    )
    said = own_points.not_shown(points, chosen.rows)
    assert said.startswith(told) and bool(said) == bool(told)


@pytest.mark.parametrize("page", PAGES)
def test_every_page_says_that_a_moved_sample_is_not_shown_or_nothing(page):
    told = "Sample 3 was moved, but is not among those shown, so that changes nothing here."
    pair = "versicolor-virginica"
    for points, alone, said in (
        ("m3,4.5,6.75", "false", True),
        ("m61,4.5,6.75a5,5b6,6", "false", False),
        ("m3,4.5,6.75" + "a5,5b6,6" * 6, "true", True),
    ):
        at = visit.open_page(page, pair=pair, alone=alone, **{PAGES[page]: points})
        assert not at.exception
        assert (told in [caption.value for caption in at.caption]) == said


@pytest.mark.parametrize("text", ["m0,1,2", "m7,1", "m1.5,1,2", "m-7,1,2", "m12345678,1,2"])
def test_a_moved_sample_has_a_whole_number_and_a_place(text):
    with pytest.raises(ValueError, match="A moved sample is m, its number and both numbers"):
        own_points.read(text)


def test_of_a_sample_moved_twice_in_a_link_the_last_place_counts():
    assert own_points.read("m7,1,2m7,3,4") == OwnPoints(moved=(MovedSample(7, 3.0, 4.0),))


@pytest.mark.parametrize("page", PAGES)
def test_a_moved_sample_is_drawn_at_its_new_place_on_every_page(page):
    """On Generalisation and Playground it may be kept back for the test, and is drawn so."""
    pair = "versicolor-virginica"
    at = visit.open_page(page, pair=pair, test="true", **{PAGES[page]: "m61,4.5,6.75"})
    assert not at.exception
    drawn = {
        (number, *place)
        for figure in visit.scene(at)["figures"]
        for trace in figure.get("data", ())
        if figure["touch"]["points"] and "customdata" in trace
        for number, *place in zip(trace["customdata"], trace["x"], trace["y"], strict=True)
    }
    assert (61, 4.5, 6.75) in drawn
    assert sum(number == 61 for number, *_ in drawn) == 1


def test_one_flower_across_the_gap_and_no_line_separates():
    inputs = Inputs("setosa-versicolor", LESSON_FEATURES, standardise=False)
    moved = replace(inputs, points="m51,5,1.5")  # a versicolor among the setosas
    apart, mixed = (runs.train_perceptron(Training(one, 0.1, 10)) for one in (inputs, moved))
    assert apart.separable and not mixed.separable
    assert mixed.samples.noun == "sample"


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("points", ["a1.2e8,5b3e-7,2e-7", "a1e50,-1e50b2,3"])
def test_points_in_any_unit_stand_on_every_page(page, points):
    for alone in ("false", "true"):
        at = visit.open_page(page, **{PAGES[page]: points, "alone": alone})
        assert not at.exception and not at.warning
        assert at.session_state[PAGES[page]] == points


@pytest.mark.parametrize(
    ("page", "link"),
    [
        ("perceptron", {"own_line": "true"}),
        ("playground", {"x1_squared": "true", "product": "true"}),
        ("playground", {"pair": "setosa-virginica", "share": "10", "alone": "true"}),
        ("generalisation", {"share": "90"}),
    ],
)
def test_the_farthest_points_are_computed_with_wherever_they_come_to_be(page, link):
    """Squared, scaled by what others say, or beside a line of one's own."""
    at = visit.open_page(page, **{PAGES[page]: "a1e50,1e50b-1e50,1e50"}, **link)
    visit.assert_well(at, page)


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


def test_a_line_from_a_place_to_itself_is_none():
    at = visit.open_page("perceptron", own_line="true", line="5,3,5.0,3")
    assert "not at the same place" in at.warning[0].value
    first, second = visit.scene(at)["figures"][0]["touch"]["grips"]
    assert (first["x"], first["y"]) != (second["x"], second["y"])


def test_how_an_own_line_does_is_said_where_the_legend_is_not_read():
    at = visit.open_page("perceptron", own_line="true", line="4,2.4,7,2.6")
    figure = visit.scene(at)["figures"][0]
    assert figure["data"][-1]["name"] == "Your line: 0 wrong"
    assert figure["alt"].endswith("at the end. Your line: 0 wrong.")


@pytest.mark.parametrize(
    ("done", "old", "follows"),
    [
        ("remove", (5.0, 3.0, 0), {102: 101, 101: 0, 103: 102, 7: 7, 0: 0, 104: 104}),
        ("remove", (6.0, 2.0, 1), {102: 0, 101: 101, 103: 102, 7: 7}),
        ("remove", (1.0, 1.0, 1), {101: 101, 103: 103}),
        ("clear", None, {101: 0, 103: 0, 7: 7, 104: 104}),
        ("move", (5.0, 3.0, 0), {101: 101, 102: 102}),
    ],
)
def test_the_sample_that_is_followed_stays_the_same_when_another_is_removed(done, old, follows):
    """Own points count on from the table: those behind one that is removed move up."""
    points = own_points.read("a5,3b6,2b6.5,2.5")
    removed = old and OwnPoint(*old)
    for number, then in follows.items():
        assert own_points.number_after(number, 101, points, done, removed) == then


@pytest.mark.parametrize("alone", [False, True])
def test_a_removed_point_is_followed_no_more_and_those_behind_it_are(monkeypatch, alone):
    session = {"points": "a5,3b6,2b6.5,2.5", "flower": 103}
    monkeypatch.setattr(touch.st, "session_state", session)
    for room in (touch, point_controls):
        monkeypatch.setattr(room, "put", session.update)
    lesson = Inputs("setosa-versicolor", LESSON_FEATURES, standardise=False, alone=alone)
    for old, then in (([5, 3, 0], 102), ([6.5, 2.5, 1], 0)):
        text = session["points"]
        samples = runs.samples(replace(lesson, points=text))
        removed = {"done": "remove", "row": None, "old": old, "made": None}
        touch.points_touched(samples, own_points.read(text), removed)
        assert session["flower"] == then
    assert session["points"] == "b6,2"


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
