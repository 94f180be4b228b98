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
