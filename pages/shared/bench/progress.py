"""What a student has solved and predicted: kept for the session, never in the link, never sent."""

from collections import Counter
from typing import Any

import streamlit as st

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
