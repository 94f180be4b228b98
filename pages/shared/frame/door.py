"""The frame around every page: it runs the page and answers for what goes wrong in it."""

import logging
from base64 import b64encode
from collections.abc import Callable, Sequence
from pathlib import Path

import streamlit as st
from streamlit.navigation.page import Page

from data import DataError
from pages.shared import words
from pages.shared.frame import course, lesson, process, streamlit_internals, visit
from pages.shared.long_work.work import one_move

log = logging.getLogger("neuron_lab")

_HERE = Path(__file__).parent
_picture = b64encode((_HERE / "icon.svg").read_bytes()).decode()
ICON = f"data:image/svg+xml;base64,{_picture}"
"""The sign in the browser's tab, as a link that needs no server."""

_SCRIPTS = ("frame", "focus", "history", "numbers", "slow", "translation")
"""What the frame does in the browser: joined to one module. Names of the first are seen by all."""
_mount = st.components.v2.component(
    "neuron_lab.frame",
    css=(_HERE / "frame.css").read_text(encoding="utf-8"),
    js="".join((_HERE / f"{one}.js").read_text(encoding="utf-8") for one in _SCRIPTS),
    isolate_styles=False,
)


def run(
    page: Page,
    then: Callable[[], None],
    solved: Sequence[str],
    remember: Callable[[object], None],
) -> None:
    """Run the page that was asked for, and ``then`` this, with the frame around it.

    The browser's tab keeps what is ``solved``; ``remember`` is told of it in a session that does
    not know of all.
    """
    name = page.url_path or course.LESSONS[0].name
    _mount(
        key="frame",
        data={"page": name, "solved": solved},
        on_back_change=_nothing,
        on_solved_change=lambda: remember(st.session_state["frame"].get("solved")),
    )
    with lesson.gathered() as below:
        _run_alone(page, name, then)
    for draw in below:
        draw()
    _links_to_neighbours(name)
    process.settle(name)


def _nothing() -> None:
    """That the line is back asks for a run, and for nothing else."""


@st.fragment
def _run_alone(page: Page, name: str, then: Callable[[], None]) -> None:
    """What a move of a control runs again: menu and foot stay as they are.

    An error in the page becomes one sentence with a way out.
    """
    visit.enter(name)
    visit.answers().begin()
    try:
        with one_move():
            streamlit_internals.run_again(page)
    except Exception as error:
        apologise(error)
    visit.answers().end()
    then()


def apologise(error: Exception) -> bool:
    """Say what happened in one sentence, log the rest; True: Streamlit shows nothing of its own."""
    log.error("A page failed.", exc_info=error)
    ours = "It is our mistake and has been logged."
    reason = words.plain(str(error)) if isinstance(error, DataError) else ours
    st.error(f"This page could not be drawn. {reason}", icon=":material/error:")
    if st.get_option("client.showErrorDetails") == "full":  # a developer has asked for it
        st.exception(error)
    st.button("Reset this page", key="reset_after_error", on_click=visit.forget, type="primary")
    return True


def _links_to_neighbours(name: str) -> None:
    """At the foot of every page, the way back and the way on through the course."""
    before, after = course.neighbours(name)
    foot = st.container(
        horizontal=True, horizontal_alignment="distribute", border=True, key="lab_foot"
    )
    with foot:
        if before:
            course.link(before.name, f"Back: {before.title}")
        if after:
            course.link(after.name, f"Next: {after.title}")
