"""What a message of the browser's says, also when it was sent before the last answer had come.

With every message Streamlit sends what all controls stand at in the browser, not what has changed.
While an answer is on its way, that is what they stood at before it, and would undo what it sets,
such as after Back, Reset or a drag. And when it comes, it undoes in the browser what was moved
meanwhile. So a message is read as changes, like one side of a three-way merge: a control that says
the same as before stands where the page has put it, another one where the student has.

Which answers the browser had when it sent a message, the message says itself: each that sets a
control has a number, put at its begin and at its end into two that nobody sees.
"""

from typing import Any

import streamlit as st

from pages.shared.frame import streamlit_internals

KEY, BEGUN = "lab_answer", "lab_answer_begun"
"""Of the controls that say the number of the last answer that the browser has, and of the last one
that it has begun to draw: it draws an answer piece by piece, in order."""
_COUNT = "answers given"
_NOTHING = object()
_MOST = 100
"""So many answers may be on their way; older ones have arrived, whatever is said."""


class Answers:
    """Those of one visit to a page. By the keys of its controls:

    stands: what each is to stand at; said: what the browser says of it, but for what the answers
    set that are still on their way: by their numbers, what each ``sets``
    """

    def __init__(self) -> None:
        """Nothing is said, and no answer is on its way."""
        self._stands: dict[str, Any] = {}
        self._said: dict[str, Any] = {}
        self._sets: dict[int, dict[str, Any]] = {}
        self._shown: dict[str, Any] = {}
        self._number = 0
        self._run: object = None
        self._late = False

    def read(self) -> bool:
        """Put every control where it stands, before this run asks; whether the message is late.

        To be called before a callback looks at a control or sets one; from then on it does nothing.
        """
        run = streamlit_internals.this_run()
        if run is not None and run is self._run:
            return self._late
        self._run = run
        self._number = st.session_state[_COUNT] = st.session_state.get(_COUNT, 0) + 1
        self._arrive(_number(st.session_state.get(KEY)))
        begun = _number(st.session_state.get(BEGUN))
        coming = set().union(*self._sets.values())
        self._late = bool(coming)
        self._sets[self._number] = {}
        for key in [key for key in self._stands if key in st.session_state]:
            self._take(key, st.session_state[key], begun, again=key in coming)
        return self._late

    def _arrive(self, known: int) -> None:
        """The browser has all of this answer and of those before it."""
        for number in sorted(self._sets):
            if number <= known or len(self._sets) > _MOST:
                self._said |= self._sets.pop(number)

    def _take(self, key: str, says: Any, begun: int, again: bool) -> None:
        """again: an answer on its way sets this control, and this one has to do so after it."""
        if says != self._said.get(key):
            self._said[key] = says
            if not self._is_piece(key, says, begun):
                self._stands[key] = says
        if again or says != self._stands[key]:
            st.session_state[key] = self._sets[self._number][key] = self._stands[key]

    def _is_piece(self, key: str, says: Any, begun: int) -> bool:
        """Whether this is from an answer that the browser has begun to draw, and no move.

        That answer and those before it have nothing more to set here.
        """
        begins = (number for number, sets in self._sets.items() if number <= begun)
        same = (number for number in begins if self._sets[number].get(key, _NOTHING) == says)
        drawn = max(same, default=0)
        for number in self._sets:
            if number <= drawn:
                self._sets[number].pop(key, None)
        return drawn > 0

    def begin(self) -> None:
        """No control was shown yet. What this answer sets is known by now, but after Back."""
        if self._sets[self._number] or streamlit_internals.came_by_history():
            st.session_state[BEGUN] = str(self._number)
        st.text_input("Number of the last answer that sets a control and has begun", key=BEGUN)

    def note(self) -> None:
        """Controls were set: there they stand, even if this run is broken off.

        It may be so wherever it looks at the session's state: then all are noted or none.
        """
        now = {key: st.session_state[key] for key in self._stands if key in st.session_state}
        new = {key: value for key, value in now.items() if value != self._stands[key]}
        self._stands |= new
        self._sets[self._number] |= new

    def shows(self, key: str, value: object) -> None:
        """This run shows a control, and what it stands at."""
        self._shown[key] = value

    def end(self) -> None:
        """All controls were shown: the answer gets a number if it sets any in the browser.

        That to Back sets all of them, also to what they stood at.
        """
        sets, back = self._sets.setdefault(self._number, {}), streamlit_internals.came_by_history()
        for key, value in self._shown.items():
            said = self._said.setdefault(key, value)
            if back or key in sets or value != said:
                sets[key] = value
        self._stands, self._shown = self._shown, {}
        if sets:
            st.session_state[KEY] = str(self._number)
        else:
            del self._sets[self._number]
        st.text_input("Number of the last answer that sets a control", key=KEY)


def _number(told: Any) -> int:
    """The answer that the browser says it has; 0 for none, and for what is no number."""
    return int(told) if isinstance(told, str) and told.isdecimal() and len(told) < 20 else 0
