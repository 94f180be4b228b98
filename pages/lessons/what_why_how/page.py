import pandas as pd
import streamlit as st

from pages.lessons.what_why_how import overview
from pages.shared import words
from pages.shared.bench import charts
from pages.shared.frame import course, lesson
from pages.shared.frame.panel import Panel

FIELDS = {
    "AI": (
        "Artificial intelligence",
        "makes machines do what seems to need a mind, by whatever means.",
        "Deep Blue beat the world champion at chess in 1997. It searched millions of moves by "
        "rules that people had written. It learnt nothing from examples.",
    ),
    "machine learning": (
        "Machine learning",
        "is the part of it where the rules are not written down, but found from data.",
        "One neuron, the smallest network, learns to tell two species of iris apart from 100 "
        "measured flowers. It is alone, so nothing about it is deep.",
    ),
    "deep learning": (
        "Deep learning",
        "is the part of that which uses networks of neurons with more than one hidden layer: more "
        "than one row of neurons between what goes in and what comes out.",
        "Networks of many layers read handwriting, recognise faces and translate. Each layer "
        "works on what the layer before it has found.",
    ),
}
NAMES = tuple(FIELDS)
QUESTIONS = {
    "What is deep learning?": "what_why_how",
    "What is a computational graph?": "computational_graph",
    "What is a neural network?": "forward_propagation",
    "How do I start deep learning with Python?": "perceptron",
}
JOBS = {
    "1 Preprocess": (
        "Get the data into shape: look at it, choose columns and target, fill gaps, turn words "
        "into numbers, scale.",
        ("preparing_data", "standardisation"),
    ),
    "2 Train and select": (
        "Let models find their numbers, the weights, from a part of the data, the training set. "
        "Try several, and choose one.",
        ("perceptron", "learning_rate", "multilayer_network", "playground"),
    ),
    "3 Evaluate": (
        "Measure the chosen model on data that it has not seen. Only that says what it is worth.",
        ("generalisation",),
    ),
}

lesson.open_page(
    "what_why_how",
    "Three words are used as if they were one: artificial intelligence, machine learning, deep "
    "learning. After this page you can say **what** is inside what, **why** deep networks took "
    "over, and **how** every project goes.",
)
panel = Panel()
left, right = lesson.controls_and_figures()

with left:
    field = panel.choice("field", "Field", NAMES, "deep learning", "The one that is explained.")
    data = panel.slider("data", "Amount of data", (1, 100), 80, 1, "From little to much: no unit.")
    st.caption("Curves")
    shown = {
        i: method
        for i, (key, method) in enumerate(overview.METHODS.items())
        if panel.toggle(key, method.name, default=True)
    }
    panel.close()


def explained() -> str:
    """The chosen field in a sentence, and an example outside the next inner field."""
    name, what, example = FIELDS[field]
    inner = NAMES[NAMES.index(field) + 1 :][:1]
    outside = f" (not yet {inner[0]})" if inner else ""
    return f"**{name}** {what}\n\n**Example{outside}:** {example}"


def highest() -> str:
    """Which of the shown curves is highest at the marker."""
    if not shown:
        return "No curve is shown."
    order = sorted(shown.values(), key=lambda method: -method.performance(data))
    told = " > ".join(method.name.lower() for method in order)
    return f"At the marker, highest first: {told}."


def field_table() -> pd.DataFrame:
    """The three fields, outer first."""
    rows = [(name, f"{name} {what}", example) for name, what, example in FIELDS.values()]
    return pd.DataFrame(rows, columns=["field", "in a sentence", "example"])


def schematic_table() -> pd.DataFrame:
    """The drawn heights; they are no measurements."""
    amounts = list(range(0, 101, 5))
    heights = {f"{m.name} (schematic)": m.performance(amounts) for m in shown.values()}
    return pd.DataFrame({"amount of data (no unit)": amounts, **heights})


with right:
    what_place, why_place = st.columns([0.45, 0.55])
    with what_place:
        charts.show(
            overview.fields(
                [name for name, _, _ in FIELDS.values()],
                [example for _, _, example in FIELDS.values()],
                NAMES.index(field),
            ),
            "overview_fields",
            f"Deep learning inside machine learning inside artificial intelligence. {field} is "
            "chosen.",
            field_table,
        )
        st.markdown(explained())
    with why_place:
        charts.show(
            overview.schematic(shown, float(data)),
            "overview_schematic",
            "A schematic, not data: performance against the amount of data for "
            f"{words.count(len(shown), 'curve')}, with the marker at {data} of 100. {highest()}",
            schematic_table,
        )
        st.markdown(highest())
        st.markdown(
            "**Why deep?** Older algorithms soon stop improving. A larger network goes on "
            "improving for longer, if it gets the data and the computing time to train it. Both "
            "became cheap."
        )

st.header("How: the three jobs of every project", anchor=False)
for place, (job, (what, pages)) in zip(st.columns(3), JOBS.items(), strict=True):
    with place.container(border=True, height="stretch"):
        st.markdown(f"**{job}**  \n{what}")
        for name in pages:
            course.link(name)

st.header("Four questions", anchor=False)
st.markdown(
    "The course answers four questions, each on a page of its own. Its last page, Key points, "
    "gives all four answers in a few sentences."
)
for place, (question, name) in zip(st.columns(4), QUESTIONS.items(), strict=True):
    with place:
        st.markdown(f"**{question}**")
        if name == "what_why_how":
            st.markdown("You are on its page.")
        else:
            course.link(name)

st.header("Map of the course", anchor=False)
course.show_map(promises=False)


def solve_crossing() -> str:
    """Where the highest of the four curves changes, read off the curves themselves."""
    methods = list(overview.METHODS.values())
    winners = [overview.best(methods, amount).name for amount in range(1, 101)]
    from_amount = {name: winners.index(name) + 1 for name in dict.fromkeys(winners)}
    rows = "".join(f"| {at} | {name} |\n" for name, at in from_amount.items())
    return (
        f"| from | highest curve |\n|---|---|\n{rows}\n"
        "With little data the older algorithms are drawn highest: a large network has many "
        "numbers to find, and few examples cannot settle them all. The crossings belong to this "
        "drawing. In a real project nobody knows them beforehand: you try both and compare on data "
        "that neither has seen."
    )


lesson.exercises()
lesson.exercise(
    "crossing",
    "Where do the curves cross?",
    "Move the amount of data from 1 to 100. Which curve is the highest at first, and where does "
    "another take over? What would you try first with 100 flowers?",
    "The sentence below the figure lists the curves, highest first.",
    solve_crossing,
)
panel.try_button("Set the controls", "try_crossing", data=5)
lesson.exercise(
    "sort",
    "Sort these into the circles",
    "(a) A heating that switches on below 19 °C. (b) A mail filter that has learnt from 10,000 "
    "sorted mails which words mark spam, by counting. (c) A network of 50 layers that names what "
    "is in a photo.",
    "Ask two things: did it find its rule from data? Has it more than one hidden layer?",
    lambda: (
        "(a) At the very edge of AI, if at all: one written rule, nothing learnt. (b) Machine "
        "learning: the rule comes from examples, but there are no layers. (c) Deep learning, and "
        "so machine learning and AI as well: an inner circle lies in all outer ones."
    ),
)
lesson.question(
    "what_why_how_question",
    "A network is trained on 5,000 photos and is right for 4,950 of them. How good is it on new "
    "photos?",
    {
        "Right for about 99%": "Those are the photos that it learnt from. It may have learnt some "
        "of them by heart, and that does not help with new ones.",
        "Right for more than 99%, as it has learnt a lot": "It does not go on learning by itself, "
        "and new photos are harder than those it has been trained on.",
        "That cannot be said yet": "The third job is missing: count again on photos that it has "
        "not been trained on.",
    },
    right="That cannot be said yet",
)
