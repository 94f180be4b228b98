"""The course: which pages there are, in which order, and what each promises.

The navigation, the cards on Home and the links between pages are all read off this one table. To
add a page, write ``pages/lessons/NAME/page.py`` and add its row here: its URL is ``/NAME``, and
Home is ``/``.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

import streamlit as st
from streamlit.navigation.page import Page

from pages.shared.frame import columns, streamlit_internals


@dataclass(frozen=True)
class Lesson:
    """One page. ``name`` is its file and its URL, ``promise`` what a student can do after it."""

    name: str
    title: str
    icon: str
    promise: str

    @property
    def file(self) -> str:
        """The path that Streamlit knows the page by, relative to app.py."""
        return f"pages/lessons/{self.name}/page.py"

    @property
    def path(self) -> str:
        """Where the server answers with it: Home at the root, every other page under its name."""
        return "" if self is LESSONS[0] else self.name


COURSE: dict[str, tuple[Lesson, ...]] = {
    "Start": (
        Lesson("home", "Neuron Lab", ":material/home:", "What the course is and where to begin."),
        Lesson(
            "what_why_how",
            "What, why, how",
            ":material/explore:",
            "Say what deep learning is, why it took over, and what every project involves.",
        ),
    ),
    "Neurons and networks": (
        Lesson(
            "neuron",
            "Neuron",
            ":material/radio_button_checked:",
            "Change inputs, weights and bias, and follow every number to the output.",
        ),
        Lesson(
            "activation_functions",
            "Activation functions",
            ":material/show_chart:",
            "Compare ten activation functions, their slopes, ranges and flat parts.",
        ),
        Lesson(
            "forward_propagation",
            "Forward propagation",
            ":material/lan:",
            "Build a network and follow its numbers from layer to layer.",
        ),
        Lesson(
            "computational_graph",
            "Computational graph",
            ":material/account_tree:",
            "See a formula as a graph, and follow the chain rule back through it.",
        ),
    ),
    "Learning from data": (
        Lesson(
            "kinds_of_learning",
            "Kinds of learning",
            ":material/school:",
            "Watch machines learn with targets, without targets, and by trial and error.",
        ),
        Lesson(
            "preparing_data",
            "Preparing data",
            ":material/table_chart:",
            "Look at the flowers, fill gaps, code names as numbers, bring your own table.",
        ),
        Lesson(
            "perceptron",
            "Perceptron",
            ":material/timeline:",
            "Watch one neuron learn to tell two species apart, mistake by mistake.",
        ),
    ),
    "Gradient descent": (
        Lesson(
            "gradient_descent",
            "Gradient descent",
            ":material/landslide:",
            "Roll down a curve, overshoot its minimum, and get trapped.",
        ),
        Lesson(
            "learning_rate",
            "Learning rate",
            ":material/speed:",
            "Find out which learning rates make gradient descent crawl, converge or explode.",
        ),
        Lesson(
            "standardisation",
            "Standardisation",
            ":material/straighten:",
            "See why the same learning rate fails on raw data and works on scaled data.",
        ),
    ),
    "Networks that learn": (
        Lesson(
            "multilayer_network",
            "Multi-layer network",
            ":material/hub:",
            "Train hidden neurons by backpropagation and take one update apart.",
        ),
        Lesson(
            "playground",
            "Playground",
            ":material/sports_esports:",
            "Build a network for data that no straight line can separate, and watch it learn.",
        ),
        Lesson(
            "generalisation",
            "Does it generalise?",
            ":material/fact_check:",
            "Judge a network on data that it has not seen.",
        ),
    ),
    "Looking back": (
        Lesson(
            "key_points",
            "Key points and glossary",
            ":material/menu_book:",
            "Every term in one sentence, with a link to where you can see it.",
        ),
    ),
}

LESSONS: tuple[Lesson, ...] = tuple(lesson for section in COURSE.values() for lesson in section)


def find(name: str) -> Lesson:
    """The lesson in the folder ``pages/lessons/{name}/``; KeyError if the course has none."""
    return {lesson.name: lesson for lesson in LESSONS}[name]


def neighbours(name: str) -> tuple[Lesson | None, Lesson | None]:
    """The lessons before and after one, in the course's order; None at its ends."""
    i = LESSONS.index(find(name))
    return LESSONS[i - 1] if i else None, LESSONS[i + 1] if i + 1 < len(LESSONS) else None


def navigation(solved: Mapping[str, int]) -> dict[str, list[Page]]:
    """The sections and pages in the form that ``st.navigation`` takes; Home is the first page.

    solved: how many exercises of a page the student has solved, to be ticked in the menu. The pages
    are made once a process; each run gets fresh copies of them.
    """
    return {
        section: [
            streamlit_internals.fresh(_page(lesson), _ticked(lesson, solved)) for lesson in lessons
        ]
        for section, lessons in COURSE.items()
    }


def _ticked(lesson: Lesson, solved: Mapping[str, int]) -> str:
    count = solved.get(lesson.name, 0)
    return f"{lesson.title} ✓{count}" if count else lesson.title


@cache
def _page(lesson: Lesson) -> Page:
    return st.Page(
        lesson.file,
        title=lesson.title,
        icon=lesson.icon,
        url_path=lesson.name,
        default=not lesson.path,
    )


def link(name: str, label: str | None = None, **settings: object) -> None:
    """A link to a page, with settings for its controls if any are given."""
    lesson = find(name)
    st.page_link(
        lesson.file,
        label=label or lesson.title,
        icon=lesson.icon,
        query_params={key: str(value) for key, value in settings.items()} or None,
    )


def go(name: str) -> None:
    """Leave for a page at once, without the settings of the present one.

    Streamlit would clear the link itself, but refuses to while a control is bound to it.
    """
    st.switch_page(find(name).file, query_params={})


def link_with_note(name: str, label: str, note: str, **settings: object) -> None:
    """A link with a sentence below it, close where the container around them has no gap."""
    link(name, label, **settings)
    st.caption(note)


def show_map(promises: bool = True, notes: Mapping[str, str] | None = None) -> None:
    """Every section of the course as a card, with a link to each of its pages.

    ``notes`` says more of some pages, such as what is solved there; with the promises only.
    """
    for card, (title, lessons) in columns.cards(COURSE.items()):
        with card:
            st.markdown(f"**{title}**")
            for lesson in lessons:
                if not lesson.path:
                    continue
                if promises:
                    note = (notes or {}).get(lesson.name, "")
                    told = f"{lesson.promise} **{note}**" if note else lesson.promise
                    with st.container(gap=None):
                        link_with_note(lesson.name, lesson.title, told)
                else:
                    link(lesson.name)
