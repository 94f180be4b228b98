import pandas as pd
import streamlit as st

from data import LESSON_FEATURES
from pages.shared import words
from pages.shared.bench import charts
from pages.shared.figures import boundary
from pages.shared.frame import course, lesson
from pages.shared.frame.panel import Panel
from pages.shared.one_neuron import replay, runs
from pages.shared.one_neuron.settings import PAIR_NAMES, Inputs, Training

EPOCHS = 10
FIRST = course.LESSONS[1]

lesson.open_page(
    "home",
    "A neural network is made of neurons, and a neuron is a few multiplications and a sum. Here "
    "you watch it learn, live, on real flowers. When you are through you can build, train and "
    "judge a simple neural network yourself.",
)
panel = Panel()
left, right = st.columns([0.42, 0.58], gap="medium")

with left:
    if st.button(
        f"Begin: {FIRST.title}",
        key="begin",
        type="primary",
        icon=":material/arrow_forward:",
        width="stretch",
    ):
        course.go(FIRST.name)
    st.markdown(
        f"{words.count(len(course.LESSONS) - 1, 'page')} follow one another, with exercises, hints "
        "and solutions. You may also go straight to what interests you.\n\n"
        "**Press ▶ Play** in the figure: one neuron looks for a line between two species, and "
        "every mistake moves the line."
    )
    pair = panel.choice("pair", "Species pair", PAIR_NAMES, PAIR_NAMES[0], "Two of three species.")
    panel.close()
    st.markdown(
        "**Teachers:** the address bar holds all settings of a page. Set it up, copy the address, "
        "and whoever opens it sees what you see. For example:"
    )
    course.link("learning_rate", "One rate explodes, one learns", eta=0.001, eta2=0.0004, epochs=50)

result = runs.train_perceptron(Training(Inputs(pair, LESSON_FEATURES, False), 0.1, EPOCHS))
run, samples = result.run, result.samples
made = words.count(len(run.update_sample), "update")
end = f"{run.misclassified[-1]} of {len(samples.y)} flowers are on the wrong side"


def table() -> pd.DataFrame:
    """The flower of each update."""
    return pd.DataFrame(
        {
            "update": range(1, len(run.update_sample) + 1),
            "epoch": run.update_epoch,
            "flower": samples.chosen.rows[run.update_sample] + 1,
        }
    )


with right:
    charts.show(
        boundary.figure(replay.scene(samples), replay.updates(samples, run), "Updated for"),
        "home_boundary",
        f"A neuron learns to tell {samples.classes} apart: after {made} {end}.",
        table,
    )
    st.caption(f"After {made} in {EPOCHS} epochs {end}.")

course.show_map()

st.header("How the pages work", anchor=False)
st.markdown(
    "- Every control redraws the page at once: the training really runs, in the time of a blink.\n"
    "- **Reset** brings a page back to the lesson's settings. What you set on a page is still "
    "there when you come back to it.\n"
    "- Below every figure, **Numbers** opens its data as a table, and as a CSV file. The camera in "
    "the figure's corner saves it as a picture.\n"
    "- The flowers are Fisher's iris data of 1936, in the copy of the UCI repository, which has "
    "typing errors in its 35th and 38th flower. The lesson's numbers come from that copy."
)
