"""What a student has solved and predicted: never in the link, never sent anywhere else.

Both are kept for the session; the browser's tab remembers what is solved (frame/frame.js), and
tells it to the next session, since a reload or a phone that sleeps ends one.
"""

from collections import Counter
from typing import Any

import streamlit as st

from pages.shared.bench import catalogue
from pages.shared.frame import course

_SOLVED = "exercises solved"
_PREDICTED = "predictions"
_NEWS = "an exercise was solved in this run"
SKIPPED = object()
"""The prediction of a student who would rather watch."""


def solved(page: str | None = None) -> list[tuple[str, str]]:
    """Page and key of every solved exercise in the order of solving; of one page if it is named."""
    done: dict[tuple[str, str], None] = st.session_state.get(_SOLVED, {})
    return [pair for pair in done if page in {None, pair[0]}]


def counts() -> dict[str, int]:
    """How many exercises are solved on each page that has some."""
    return dict(Counter(page for page, _ in solved()))


def tick(page: str, exercise: str) -> None:
    """Note that an exercise is solved."""
    done = st.session_state.setdefault(_SOLVED, {})
    if (page, exercise) not in done:
        done[page, exercise] = None
        st.session_state[_NEWS] = True


def for_the_tab() -> list[str]:
    """Every solved exercise, as the browser's tab remembers it."""
    return ["/".join(pair) for pair in solved()]


def remember(told: object) -> None:
    """Tick what a tab remembers, before what is solved since; what is no exercise is left out."""
    known = {
        f"{lesson.name}/{one.key}": (lesson.name, one.key)
        for lesson in course.LESSONS
        for one in catalogue.exercises(lesson.name)
    }
    texts = map(str, told) if isinstance(told, list) else []
    before = [known[text] for text in texts if text in known]
    st.session_state[_SOLVED] = dict.fromkeys([*before, *solved()])


def catch_up() -> None:
    """At the end of a run in which something was solved: once more, so that the menu counts it."""
    if st.session_state.pop(_NEWS, False):
        st.rerun()


def prediction(page: str, exercise: str) -> Any:
    """What the student predicted; None if nothing yet."""
    return st.session_state.get(_PREDICTED, {}).get((page, exercise))


def predict(page: str, exercise: str, answer: Any) -> None:
    """Note a prediction, SKIPPED, or None to take it back."""
    st.session_state.setdefault(_PREDICTED, {})[page, exercise] = answer
