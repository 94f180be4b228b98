"""What pages share: an opening without a bench, more controls, code, what stands below a page."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from pages.shared.frame import course

_below: ContextVar[list[Callable[[], None]] | None] = ContextVar("below", default=None)


def below(draw: Callable[[], None]) -> None:
    """What stands below a page and follows none of its controls: drawn when the page is opened.

    A move of a control leaves it as it is.
    """
    waiting = _below.get()
    if waiting is not None:
        waiting.append(draw)


@contextmanager
def gathered() -> Iterator[list[Callable[[], None]]]:
    """All that a page which is opened within wants to stand below it."""
    waiting: list[Callable[[], None]] = []
    before = _below.set(waiting)
    try:
        yield waiting
    finally:
        _below.reset(before)


def open_page(name: str, understand: str) -> None:
    """The title from the course's table, and what the student will understand."""
    lesson = course.find(name)
    st.title(lesson.title, anchor=False)
    st.markdown(understand)


def more_controls() -> DeltaGenerator:
    """Where the controls go that a first visit does not need."""
    return st.expander("More controls", icon=":material/tune:")


def code(title: str, rule: str) -> None:
    """The algorithm as plain code that needs NumPy alone and can be pasted into a Python shell.

    It is sent when somebody opens it: what colours code in the browser is large.
    """
    folded = st.expander(title, icon=":material/code:", key="rule_as_code", on_change="rerun")
    if folded.open:
        program = f"import numpy as np\n\n\n{rule.strip()}\n"
        folded.code(program, language="python", wrap_lines=True)
