import streamlit as st

from data import MISSING_WAYS
from pages.lessons.preparing_data import own_form, preparing, script, told, views
from pages.lessons.preparing_data.exercises import EXERCISES
from pages.lessons.preparing_data.preparing import SCALINGS, Preparation
from pages.shared.bench.lab import Lab
from pages.shared.bench.stage import Player
from pages.shared.frame import lesson
from pages.shared.one_neuron import controls
from pages.shared.one_neuron.settings import PAIR_NAMES
from pages.shared.own import own

lab = Lab(
    "preparing_data",
    "The first job of every project: look at the table, choose what to learn from, and turn it "
    "into numbers a neuron can use. Or [bring a table of your own](#own-data).",
    EXERCISES,
)
panel = lab.panel
with lab.pane:
    features = controls.features(panel)
    kept = panel.choice(
        "keep", "Filter: keep", ("all", *PAIR_NAMES), "all", "Which species stay in the table."
    )
    percent = panel.slider(
        "missing", "Cells emptied (%)", (0, 50), 10, 5, "Emptied at random, to see what gaps cost."
    )
    way = panel.choice(
        "gaps",
        "Gaps are handled by",
        tuple(MISSING_WAYS),
        "mean",
        "drop: leave out the row. Or fill the gap with the mean or median of the column, or with "
        "the mean of the flower's species.",
    )
    scaling = panel.switch(
        "scale", "Normalise by", SCALINGS, "standardise", "The formula stands below."
    )
    with lesson.more_controls():
        copy = panel.switch(
            "copy", "Copy of the table", ("uci", "fisher"), "uci", "Two flowers differ: see below."
        )
        coded = panel.switch(
            "code", "Words to code", tuple(told.EXAMPLES), "species", "Shown further down."
        )
        seed = panel.number("seed", "Seed of the gaps", (0, 9999), 1)
    if own.shelf().kept:
        panel.keep_back(own.NOT_SHARED)

asked = Preparation(copy == "fisher", kept, percent, seed, way)
stages = preparing.prepare(asked)
lab.show(
    stages,
    views.all_of(asked, stages, features, scaling),
    Player(told.captions(asked, stages), clock="stage"),
)

st.header("Examine, choose, filter", anchor=False)
numbers, text = st.columns(2, gap="medium")
with numbers:
    st.markdown(preparing.summary_table(asked.fisher, kept))
    st.caption(lab.explain(told.ROWS))
    st.markdown(lab.explain(told.SOURCE))
with text:
    st.markdown(lab.explain(told.EXAMINE))
    st.container(border=True).markdown(lab.explain(told.errors(stages) + preparing.differences()))

st.header("Missing values", anchor=False)
st.markdown(lab.outcome(told.gaps(asked, stages)))
if len(stages.handled.rows) and not lab.locked:
    st.markdown(f"Mean ± standard deviation in cm:\n\n{preparing.gap_summary(stages)}")
st.markdown(lab.explain(told.GAPS_COST))

st.header("Words become numbers", anchor=False)
coding, distances = st.columns(2, gap="medium")
coding.markdown(lab.explain(told.CODINGS + preparing.coding_table(coded, told.EXAMPLES[coded])))
distances.markdown(lab.explain(told.coding(told.EXAMPLES[coded])))

st.header("Normalise", anchor=False)
st.latex(told.FORMULAS[scaling])
before, after = views.scaled_stages(stages, scaling)
st.markdown(lab.outcome(told.scaling(stages, scaling, before[-1], after[-1])))

lab.script(script.write, asked, stages, features, scaling)

st.header("Your own data", anchor="own-data", divider="gray")
own_form.show(lab.explain)
