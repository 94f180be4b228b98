"""A touch comes once or several times, alone or with others, and is done once."""

import pytest
import streamlit as st

from pages.shared.bench import touches


@pytest.fixture(autouse=True)
def session(monkeypatch):
    monkeypatch.setattr(st, "session_state", {})


def done(*counts, stage="stage"):
    return [one["count"] for one in touches.new(stage, [{"count": count} for count in counts])]


def test_a_touch_that_comes_again_with_a_later_one_is_not_done_again():
    assert done(5) == [5]
    assert done(5, 6, 7) == [6, 7]
    assert done(5, 6, 7) == []
    assert touches.answered("stage") == 7


def test_a_touch_whose_message_was_left_out_is_done_with_the_next():
    assert done(3, 4) == [3, 4]


def test_each_stage_has_its_own():
    assert done(9) == [9]
    assert done(2, stage="table") == [2]


@pytest.mark.parametrize("sent", [None, "text", {"count": 3}, ["text"], [{}], [{"count": "3"}]])
def test_what_is_no_touch_is_none(sent):
    assert list(touches.new("stage", sent)) == []
    assert touches.answered("stage") == 0


def turn(*counts):
    """A neuron more for each touch that is new."""
    for _ in touches.new("stage", [{"count": count} for count in counts]):
        st.session_state["neurons"] += 1


def test_what_a_touch_has_set_is_not_undone_by_a_message_from_before_its_answer():
    st.session_state["neurons"] = 3
    turn(1)
    st.session_state["neurons"] = 3  # as the browser, which does not know yet, says with touch 2
    turn(1, 2)
    assert st.session_state["neurons"] == 5
    st.session_state["neurons"] = 3
    turn(1, 2, 3)
    assert st.session_state["neurons"] == 6
    st.session_state["neurons"] = 1  # the answer has come, and the student has moved the control
    turn(4)
    assert st.session_state["neurons"] == 2


def test_what_the_student_has_set_since_stays():
    st.session_state["neurons"] = 3
    turn(1)
    st.session_state["neurons"] = 8
    turn(1, 2)
    assert st.session_state["neurons"] == 9
