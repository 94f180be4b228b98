"""What Home shows a teacher: plans for a lesson, and exercises as links that set them up."""

from typing import Any

import streamlit as st

from pages.lessons.home import teaching
from pages.shared.bench import catalogue
from pages.shared.bench.exercises import Exercise
from pages.shared.frame import columns, course


def plans_and_exercises() -> None:
    """Each is drawn when somebody opens it."""
    plans = st.expander(
        "Plans for a lesson of 45 minutes",
        key="plans",
        icon=":material/co_present:",
        on_change="rerun",
    )
    every = st.expander(
        "Every exercise of the pages to come, as a link that sets it up",
        key="every_exercise",
        icon=":material/checklist:",
        on_change="rerun",
    )
    if plans.open:
        with plans:
            _show_plans()
    if every.open:
        with every:
            _show_exercises()


def _show_plans() -> None:
    for card, plan in columns.cards(teaching.PLANS):
        with card:
            st.markdown(f"**{plan.title}**\n\n**Begin:** {plan.begin}")
            with st.container(gap="xsmall"):
                for page, key in plan.exercises:
                    _link(page, catalogue.find(page, key))
            st.markdown(f"**End:** {plan.end}")


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
