import pandas as pd
import streamlit as st

from data import (
    FEATURES,
    MISSING_WAYS,
    SPECIES,
    load_iris,
)
from pages.lessons.preparing_data import own_form, preparing
from pages.lessons.preparing_data import table_figure as pictures
from pages.lessons.preparing_data.preparing import COLUMNS, NAMES, Preparation, markdown_table
from pages.shared import words
from pages.shared.bench import charts
from pages.shared.frame import lesson
from pages.shared.frame.panel import Panel
from pages.shared.one_neuron import controls
from pages.shared.one_neuron.settings import PAIR_NAMES

lesson.open_page(
    "preparing_data",
    "The first job of every project: **look at the table, choose what to learn from, and turn it "
    "into numbers a neuron can use**. After this page you can fill gaps knowing what it costs, "
    "code words without inventing an order, and [bring a table of your own](#own-data).",
)
panel = Panel()
left, right = lesson.controls_and_figures()

with left:
    features = controls.features(panel)
    kept = panel.choice(
        "keep", "Filter: keep", ("all", *PAIR_NAMES), "all", "Which species stay in the table."
    )
    copy = panel.switch(
        "copy", "Copy of the table", ("uci", "fisher"), "uci", "Two flowers differ: see below."
    )
    percent = panel.slider(
        "missing", "Cells emptied (%)", (0, 50), 10, 5, "We empty them at random, to see the cost."
    )
    way = panel.choice(
        "gaps",
        "Gaps are handled by",
        tuple(MISSING_WAYS),
        "mean",
        "drop: the row goes. mean, median: of the column. species_mean: of the flower's species.",
    )
    scaling = panel.switch(
        "scale", "Normalise by", ("min-max", "standardise"), "standardise", "Shown further down."
    )
    with lesson.more_controls():
        coded = panel.switch(
            "code", "Words to code", ("species", "eye colour"), "species", "Shown further down."
        )
        seed = panel.number("seed", "Seed of the gaps", (0, 9999), 1)
    panel.close()

fisher = copy == "fisher"
stages = preparing.prepare(Preparation(fisher, kept, percent, seed, way))
titles = [FEATURES[name] for name in features]
whole = load_iris()
across, up = (pictures.bounds(whole[name].to_numpy()) for name in features)
flowers = words.count(len(stages.measured.rows), "flower")


def filter_told() -> str:
    """What is in the table that the figures show."""
    names = [name for name, _ in stages.measured.present()]
    copied = "Fisher's numbers" if fisher else "UCI's copy"
    return f"{flowers} of {', '.join(names)} in {copied}"


def show_flowers() -> None:
    """Each flower over two of the four lengths."""
    charts.show(
        pictures.scatter(
            preparing.groups(stages.measured, features),
            titles,
            (across, up),
            preparing.typing_errors(stages.measured, features),
            height=410,
        ),
        "preparing_flowers",
        f"{titles[0]} against {titles[1]}: {filter_told()}.",
        stages.measured.frame,
    )


def show_histograms() -> None:
    """How often each length occurs in each species."""
    panels = preparing.histograms(stages.measured, features)
    species = stages.measured.present()
    charts.show(
        pictures.histograms(panels, species, height=410),
        "preparing_histograms",
        f"Histograms of {titles[0]} and {titles[1]}, by species: {filter_told()}.",
        lambda: pd.concat(
            [
                pd.DataFrame(
                    {
                        "length": panel.title,
                        "from": panel.edges[:-1],
                        "to": panel.edges[1:],
                        **dict(zip([name for name, _ in species], panel.counts, strict=True)),
                    }
                )
                for panel in panels
            ]
        ),
    )


with right:
    scatter, counts = st.columns([0.48, 0.52])
    with scatter:
        show_flowers()
    with counts:
        show_histograms()
    st.markdown(
        f"**Examine** ({filter_told()}). Each figure is a question: which species lie apart, in "
        "which lengths, and does any flower look like a mistake?"
    )

st.header("Examine, choose, filter", anchor=False)
numbers, told = st.columns(2, gap="medium")
with numbers:
    st.markdown(preparing.summary_table(fisher, kept))
with told:
    st.markdown(
        "150 irises, 50 of each species, four lengths in centimetres: measured by Anderson (1935), "
        "published by Fisher (1936). **Choose the columns** to learn from, and **the target**, "
        "what the neuron shall say: here the species. **Filter** the rows that belong to the "
        "question: a neuron with one output tells two species apart, so the pages that follow "
        "keep two."
    )
    with st.container(border=True):
        st.markdown(
            "**Two typing errors.** Almost everybody uses the copy of the UCI repository. It "
            "differs from Fisher's table in two flowers, ringed above. The lesson's numbers come "
            "from UCI's copy, so this course uses it. Switch the copy and watch the rings; over "
            "some lengths both flowers lie on one spot.\n\n" + preparing.differences()
        )


st.header("Missing values", anchor=False)


def gaps_told() -> str:
    """How many cells and rows are touched, and what the handling does to the spread."""
    emptied = stages.emptied
    whole_rows = int((~emptied.any(axis=1)).sum())
    left_over = len(stages.handled.rows)
    text = (
        f"**{emptied.sum()} of {emptied.size} cells** are empty, and {whole_rows} of {flowers} "
        "still have all four lengths. "
    )
    if left_over == 0:
        return text + "Dropping the rows with a gap leaves nothing to learn from."
    if way == "drop":
        return text + f"After dropping, {words.count(left_over, 'flower')} are left."
    name, before, after = preparing.most_changed(stages)
    return (
        f"{text}Filled with the {preparing.way_told(way)}, no row is lost. The standard deviation "
        f"that changes most is that of {name}: {words.number(before)} cm in the complete "
        f"table, {words.number(after)} cm now."
    )


left_over = len(stages.handled.rows)
ringed = preparing.filled_in(stages, features)
figure_of_gaps, table_of_gaps = st.columns([0.45, 0.55], gap="medium")
with figure_of_gaps:
    if left_over:
        charts.show(
            pictures.scatter(
                preparing.groups(stages.handled, features), titles, (across, up), ringed, height=330
            ),
            "preparing_gaps",
            f"The flowers after handling the gaps by {preparing.way_told(way)}: {left_over} left, "
            f"{len(ringed.x)} of them with a filled value in this figure.",
            lambda: preparing.gap_table(stages),
        )
with table_of_gaps:
    summary = ""
    if left_over:
        summary = f"Mean ± standard deviation in cm:\n\n{preparing.gap_summary(stages)}\n\n"
    st.markdown(
        f"{gaps_told()}\n\n{summary}"
        "A neuron cannot compute with an empty cell. Dropping rows is honest but costly: one gap "
        "takes three good values with it. Filling with a mean keeps the mean and pulls the flowers "
        "onto a line, so the spread shrinks. The species mean is gentler, but it looks at the "
        "target: for new flowers, whose species is the question, it cannot be had."
    )

st.header("Words become numbers", anchor=False)
EXAMPLES = {"species": SPECIES, "eye colour": ("blue", "grey", "brown")}


coding, distances = st.columns(2, gap="medium")
with coding:
    st.markdown(
        "Two ways to write a column of words as numbers: one column of codes, or, one-hot, a "
        'column for each word that asks "is it this one?"\n\n'
        + preparing.coding_table(coded, EXAMPLES[coded])
    )
with distances:
    a, b, c = EXAMPLES[coded]
    st.markdown(
        f"Coded as {{0, 1, 2}}, {b} lies between {a} and {c}, and {c} counts twice as much as {b}: "
        "an order that nobody measured. **One-hot** gives each word a column of its own. How far "
        f"apart two words lie:\n\n{preparing.coding_distances(EXAMPLES[coded])}\n\n"
        "The first coding makes one pair twice as far apart. One-hot treats all alike."
    )

st.header("Normalise", anchor=False)
st.latex(
    r"x' = \frac{x - \min}{\max - \min}" if scaling == "min-max" else r"x' = \frac{x - \mu}{\sigma}"
)


def show_scaling() -> None:
    """The four lengths before scaling and after it."""
    x = stages.handled.x
    before = preparing.spread(x, "Before (cm)")
    after = preparing.spread(preparing.scaled(x, scaling), "After (no unit)")
    charts.show(
        pictures.spread(NAMES, before, after),
        "preparing_scaling",
        f"Range, mean and standard deviation of the four lengths of {left_over} flowers, before "
        f"and after {scaling}.",
        lambda: preparing.statistics(before, after),
    )
    st.markdown(
        f"Before, the means lie from {words.number(before.mean.min())} to "
        f"{words.number(before.mean.max())} cm and the standard deviations from "
        f"{words.number(before.std.min())} to {words.number(before.std.max())} cm. "
        + (
            "After it, every length has mean 0 and standard deviation 1."
            if scaling == "standardise"
            else "After it, every length goes from 0 to 1; the means still differ, from "
            f"{words.number(after.mean.min())} to {words.number(after.mean.max())}."
        )
        + " One flower far off stretches min-max for all others; the standard deviation feels it "
        "less. In a real project the statistics come from the training set alone."
    )


if left_over > 1:
    show_scaling()
else:
    st.markdown("With fewer than two flowers there is no spread to measure.")

st.header("Your own data", anchor="own-data", divider="gray")
own_form.show()


def solve_one_length() -> str:
    """The gap between setosa and the others in each length."""
    setosa, others = whole[whole["species"] == "setosa"], whole[whole["species"] != "setosa"]
    rows = [
        {
            "length": name,
            "setosa": f"{setosa[column].min():g} to {setosa[column].max():g}",
            "the others": f"{others[column].min():g} to {others[column].max():g}",
        }
        for column, name in zip(COLUMNS, NAMES, strict=True)
    ]
    apart = [
        name
        for column, name in zip(COLUMNS, NAMES, strict=True)
        if setosa[column].max() < others[column].min()
    ]
    return (
        markdown_table(pd.DataFrame(rows)) + f"\nThe ranges do not meet in {' and '.join(apart)}."
    )


def solve_filling() -> str:
    """The std of petal length for every way, with 30 % of the cells emptied."""
    rows = []
    for name in MISSING_WAYS:
        tried = preparing.prepare(Preparation(False, "all", 30, 1, name))
        left = tried.handled.over(["petal_length"])
        rows.append({"way": preparing.way_told(name), "flowers": str(len(left)),
                     "mean": left.mean(), "std": left.std()})  # fmt: skip
    complete = whole["petal_length"]
    return (
        markdown_table(pd.DataFrame(rows))
        + f"\nPetal length in the complete table: mean {words.number(complete.mean())}, std "
        f"{words.number(complete.std(ddof=0))} cm. Mean and median put many flowers at one "
        "value between the species, where there was none: the spread shrinks. Dropping pulls "
        "nothing together, but which flowers are left is chance, and with so few of them the "
        "spread can be far off too: try other seeds. The species mean comes closest, because it "
        "uses the answer."
    )


lesson.exercises()
lesson.exercise(
    "one_length",
    "One length is enough",
    "Which single length tells setosa from both other species without one mistake?",
    "Look for bars of setosa that stand apart from all others.",
    solve_one_length,
)
lesson.exercise(
    "filling",
    "What filling costs",
    "Empty 30 % of the cells. Compare the four ways: how many flowers are left, and what becomes "
    "of the standard deviation of petal length (complete: see the summary)?",
    "Choose sepal length and petal length and look where the filled flowers lie.",
    solve_filling,
)
panel.try_button("Set the controls", "try_filling", missing=30, gaps="mean")
lesson.question(
    "preparing_question",
    "Eye colours are coded blue 0, grey 1, brown 2 in one column. What must a neuron make of them?",
    {
        "Three unrelated colours": "It sees one number times one weight. It cannot know that 0, 1 "
        "and 2 were meant as names.",
        "Brown counts twice as much as grey": "The weight times 2 is twice the weight times 1, and "
        "blue counts nothing at all. One-hot gives each colour a weight of its own.",
        "It depends on the weight": "Whatever the weight is, brown adds exactly twice what grey "
        "adds. The weight can change how much that is, not the order.",
    },
    right="Brown counts twice as much as grey",
)
