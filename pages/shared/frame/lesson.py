"""What every page of the course has: its opening, its exercises, and a question to test oneself."""

from collections.abc import Callable, Mapping

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from pages.shared.frame import course

_TOP = "top"
"""The anchor of every page's title: exercises link up to it."""


def open_page(name: str, understand: str) -> None:
    """The title from the course's table, and what the student will understand."""
    lesson = course.find(name)
    st.title(lesson.title, anchor=_TOP)
    st.markdown(understand)


def controls_and_figures() -> tuple[DeltaGenerator, DeltaGenerator]:
    """A narrow column for the controls, a wide one for the figures; stacked on a phone."""
    controls, figures = st.columns([0.27, 0.73], gap="medium")
    return controls, figures


def exercises() -> None:
    """The heading above a page's exercises."""
    st.header("Exercises", anchor="exercises", divider="gray")
    st.markdown(f"You need the controls and figures at the [top of the page](#{_TOP}) for these.")


def exercise(key: str, title: str, task: str, hint: str, solution: Callable[[], str]) -> None:
    """A challenge with a hint and a solution, both closed until the student opens them.

    ``solution`` writes the text and is called only then, so it may train a network to find out.
    """
    st.markdown(f"### {title}\n\n{task}")
    with st.expander("Hint", key=f"{key}_hint", type="compact"):
        st.markdown(hint)
    with st.expander("Solution", key=f"{key}_solution", type="compact", on_change="rerun") as box:
        if box.open:
            st.markdown(solution())


def question(
    key: str, text: str, answers: Mapping[str, str], right: str, heading: str = "Test yourself"
) -> None:
    """One question with a few answers; each maps to what to say to a student who gives it.

    ``heading`` stands above the first of several questions, and is empty for the others.
    """
    if heading:
        st.markdown(f"### {heading}")
    given = st.radio(text, list(answers), index=None, key=key)
    if given is not None:
        say = st.success if given == right else st.error
        verdict = "Right." if given == right else "Not quite."
        say(f"{verdict} {answers[given]}")


def more_controls() -> DeltaGenerator:
    """Where the controls go that a first visit does not need."""
    return st.expander("More controls", icon=":material/tune:")


def code(title: str, rule: str) -> None:
    """The algorithm as plain code that needs NumPy alone and can be pasted into a Python shell."""
    with st.expander(title, icon=":material/code:"):
        st.code(f"import numpy as np\n\n\n{rule.strip()}\n", language="python")
