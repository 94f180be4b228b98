"""What Home shows a teacher: plans for a lesson, and exercises as links that set them up."""

from collections.abc import Callable
from typing import Any

import streamlit as st

from pages.lessons.home import teaching
from pages.shared.bench import catalogue
from pages.shared.bench.exercises import Exercise
from pages.shared.frame import columns, course

_WAS_OPEN = "home: boxes that were open"


def plans_and_exercises() -> None:
    """Each is drawn when somebody opens it."""
    _box("plans", "Plans for a lesson of 45 minutes", ":material/co_present:", _show_plans)
    _box(
        "every_exercise",
        "Every exercise of the pages to come, as a link that sets it up",
        ":material/checklist:",
        _show_exercises,
    )


def _box(key: str, title: str, icon: str, show: Callable[[], None]) -> None:
    """Stays open for a teacher who follows one of its links and comes back for the next."""
    was_open = st.session_state.setdefault(_WAS_OPEN, {})
    st.session_state.setdefault(key, was_open.get(key, False))
    box = st.expander(title, key=key, icon=icon, on_change="rerun")
    was_open[key] = box.open
    if box.open:
        with box:
            show()


def _show_plans() -> None:
    st.markdown(teaching.TIMES)
    for card, plan in columns.cards(teaching.PLANS):
        with card:
            st.markdown(f"**{plan.title}**\n\n**Begin:** {plan.begin}")
            with st.container(gap="xsmall"):
                for page, key in plan.exercises:
                    _link(page, catalogue.find(page, key))
            st.markdown(f"**End:** {plan.end}\n\n**Expect:** {plan.answer}")


def _show_exercises() -> None:
    """Those of Home itself stand above: a link to the page that is on show would do nothing."""
    pages = [page for page in course.LESSONS[1:] if catalogue.exercises(page.name)]
    for column, part in columns.parts(pages):
        for page in part:
            with column.container(gap=None):
                st.markdown(f"**{page.title}**")
                for exercise in catalogue.exercises(page.name):
                    _link(page.name, exercise)
                    st.caption(teaching.asks(exercise))


def _link(page: str, exercise: Exercise[Any]) -> None:
    """Opens a page with one of its exercises set up."""
    course.link(page, exercise.title, **catalogue.set_up(exercise))
