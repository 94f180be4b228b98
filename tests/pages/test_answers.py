"""Whatever is on its way between browser and server, each control ends where it was last put."""

from collections import deque

import pytest
import streamlit as st
from hypothesis import given, settings
from hypothesis import strategies as some

from pages.shared.frame import answers, streamlit_internals
from pages.shared.frame.linked_settings import put_one

DEFAULTS = {"eta": 1, "epochs": 1}
CONTROLS = [answers.BEGUN, *DEFAULTS, answers.KEY]
KEYS = some.sampled_from(list(DEFAULTS))
# Apart: a move to what an answer sets that is on its way looks like a piece of that answer.
MOVES, SETS = some.integers(0, 2), some.integers(5, 7)
ACTS = some.one_of(
    some.tuples(some.just("move"), KEYS, MOVES),
    some.tuples(some.just("set"), some.dictionaries(KEYS, SETS, min_size=1)),
    some.tuples(some.sampled_from(["run", "break", "answer"])),
)


class State(dict):
    """Session state that knows what was put into it: that is sent to the browser."""

    def __init__(self):
        super().__init__()
        self.put = {}

    def __setitem__(self, key, value):
        self.put[key] = value
        super().__setitem__(key, value)


class Page:
    """A browser and a server, and what is under way between them, in order."""

    def __init__(self, patch, by_pieces=False):
        self.by_pieces = by_pieces
        self.state, self.browser, self.meant = State(), {}, dict(DEFAULTS)
        self.asked, self.answered, self.drawing = deque(), deque(), {}
        patch.setattr(st, "session_state", self.state)
        patch.setattr(st, "text_input", lambda *_, **__: None)
        patch.setattr(streamlit_internals, "came_by_history", lambda: False)
        patch.setattr(streamlit_internals, "this_run", lambda: self.this_run)
        self.answers = answers.Answers()
        self.tell()
        self.run()
        self.answer()

    def tell(self, callback=None):
        """A message says what all controls stand at in the browser."""
        self.asked.append((dict(self.browser), callback))

    def move(self, key, value):
        """The student moves a control: to where it is, is no move.

        Nobody moves one that an answer has just set, before all of it is drawn.
        """
        if self.browser[key] == value or key in self.drawing:
            return
        self.browser[key] = self.meant[key] = value
        self.tell()

    def set(self, settings):
        """A button sets controls, or a drag does."""
        self.meant |= settings
        self.tell(settings)

    def run(self, broken=False):
        """The server reads the next message, and answers what it has put into its state."""
        if not self.asked:
            return
        message, callback = self.asked.popleft()
        self.this_run = object()
        self.state.update(message)
        self.state.put.clear()
        if callback:
            self.answers.read()
            for key, value in callback.items():
                put_one(key, value)
            self.answers.note()
        self.answers.read()
        self.answers.begin()
        if broken:
            self.send(CONTROLS[:2])
            return
        for key, value in DEFAULTS.items():
            self.answers.shows(key, dict.setdefault(self.state, key, value))
        self.answers.end()
        for shown in range(1, len(CONTROLS) + 1):
            self.send(CONTROLS[:shown])

    def send(self, keys):
        """Pieces of an answer; all or nothing of it, unless it comes by pieces."""
        put = {key: self.state.put[key] for key in keys if key in self.state.put}
        if self.by_pieces or answers.KEY in keys:
            self.answered.append({**self.state, "put": put, "whole": answers.KEY in keys})

    def answer(self):
        """The browser gets the next answer: of controls that it has, it takes what was put."""
        if self.answered:
            answer = self.answered.popleft()
            shown = {key: answer.get(key, "") for key in CONTROLS if key not in self.browser}
            self.browser |= shown | answer["put"]
            self.drawing = {} if answer["whole"] else answer["put"]

    def act(self, kind, *what):
        {"break": lambda: self.run(broken=True)}.get(kind, getattr(self, kind, None))(*what)

    def settle(self):
        while self.asked:
            self.run()
        while self.answered:
            self.answer()


@pytest.mark.parametrize("by_pieces", [False, True])
@given(some.lists(ACTS, max_size=25))
@settings(max_examples=500)
def test_every_control_ends_where_the_student_has_put_it_last(by_pieces, acts):
    with pytest.MonkeyPatch.context() as patch:
        page = Page(patch, by_pieces)
        for act in acts:
            page.act(*act)
        page.tell()  # a broken run is followed by another
        page.settle()
        assert {key: page.browser[key] for key in DEFAULTS} == page.meant
        assert {key: page.state[key] for key in DEFAULTS} == page.meant
