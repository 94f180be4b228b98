import pandas as pd
import streamlit as st

from pages.lessons.what_why_how import overview, told
from pages.lessons.what_why_how.exercises import EXERCISES
from pages.shared import words
from pages.shared.bench.lab import Lab
from pages.shared.bench.stage import Player, Shown
from pages.shared.frame import columns, course, lesson

QUESTIONS = {
    "What is deep learning?": "what_why_how",
    "What is a computational graph?": "computational_graph",
    "What is a neural network?": "forward_propagation",
    "How do I start deep learning with Python?": "perceptron",
}

lab = Lab(
    "what_why_how",
    "Which field lies inside which, why deep networks took over, and what every project involves.",
    EXERCISES,
)
panel = lab.panel
with lab.pane:
    field = panel.choice(
        "field", "Field", told.NAMES, "deep learning", "The one that is explained."
    )
    data = panel.slider(
        "data", "Amount of data", (1, 100), 80, 1, "From little to a lot; it has no unit."
    )
    st.caption("Curves")
    shown = {
        i: method
        for i, (key, method) in enumerate(overview.METHODS.items())
        if panel.toggle(key, method.name, default=True)
    }
    st.markdown(lab.explain(told.explained(field)))

methods = list(shown.values())
amounts = list(range(1, 101))


def field_table() -> pd.DataFrame:
    """The three fields, outer first."""
    rows = [(one.name, f"{one.name} {one.what}", one.example) for one in told.FIELDS.values()]
    return pd.DataFrame(rows, columns=["field", "in a sentence", "example"])


def schematic_table() -> pd.DataFrame:
    """The drawn heights; they are no measurements."""
    heights = {f"{method.name} (schematic)": method.performance(amounts) for method in methods}
    return pd.DataFrame({"amount of data (no unit)": amounts, **heights})


lab.show(
    None,
    [
        Shown(
            "overview_schematic",
            "A schematic, not data",
            overview.schematic(shown, amounts),
            "A schematic, not data: performance against the amount of data for "
            f"{words.count(len(shown), 'curve')}. At {data} of 100, "
            f"{told.highest(methods, data)}.",
            schematic_table,
            place="main",
        ),
        Shown(
            "overview_fields",
            "What is inside what",
            overview.fields(
                [one.name for one in told.FIELDS.values()],
                [one.example for one in told.FIELDS.values()],
                told.NAMES.index(field),
            ),
            "Deep learning inside machine learning inside artificial intelligence. "
            f"{told.FIELDS[field].name} is chosen.",
            field_table,
        ),
    ],
    Player(
        [f"Amount of data {amount} of 100; {told.highest(methods, amount)}" for amount in amounts],
        start=data - 1,
        clock="data",
        sets=("data", amounts),
    ),
    keeps=False,
)


@lesson.below
def how() -> None:
    """Why, the jobs of a project, the four questions and the map of the course."""
    st.markdown(lab.explain(told.WHY))
    st.header("How: the three jobs of every project", anchor=False)
    for card, (job, (what, pages)) in columns.cards(told.JOBS.items()):
        with card:
            st.markdown(f"**{job}**  \n{lab.explain(what)}")
            for name in pages:
                course.link(name)

    st.header("Four questions", anchor=False)
    st.markdown(told.QUESTIONS)
    for place, (question, name) in zip(st.columns(4), QUESTIONS.items(), strict=True):
        with place:
            st.markdown(f"**{question}**")
            if name == "what_why_how":
                st.markdown("You are on this page.")
            else:
                course.link(name)

    st.header("Map of the course", anchor=False)
    course.show_map(promises=False)
