"""The frame around every page: it runs the page and answers for what goes wrong in it."""

import logging

import streamlit as st
from streamlit.navigation.page import Page

from pages.parts import course, panel

log = logging.getLogger("neuron_lab")


def run(page: Page) -> None:
    """Run the page that was asked for; an error in it becomes one sentence with a way out."""
    lesson = course.find(page.url_path or course.LESSONS[0].name)
    panel.enter(lesson.name)
    try:
        page.run()
    except Exception:
        log.exception("The page %s failed.", lesson.name)
        _apologise(lesson)


def _apologise(lesson: course.Lesson) -> None:
    st.error(
        f"Something went wrong on the page {lesson.title}. It is our mistake, not yours, and it "
        "has been logged.",
        icon=":material/error:",
    )
    st.button("Start this page again", on_click=panel.forget, args=(lesson.name,), type="primary")
