import streamlit as st

from pages.lessons.key_points import beyond, project, reading, script, told
from pages.lessons.key_points.exercises import EXERCISES
from pages.shared.bench.card import Card
from pages.shared.frame import columns, course, lesson, visit
from pages.shared.frame.panel import Panel
from pages.shared.glossary import terms as glossary
from pages.shared.script import offer

LONGEST = 40

lesson.open_page("key_points", told.PROMISE)
for place, (name, (what, page)) in columns.cards(told.KEY_POINTS.items()):
    with place:
        st.markdown(f"**{name}** {what}")
        course.link(page)

st.header("Glossary", anchor="glossary")
asked = visit.asked("exercise")
panel = Panel()
find_place, part_place, reset_place = st.columns([0.44, 0.26, 0.3], vertical_alignment="bottom")
with find_place:
    text = panel.text("find", "Find a term", LONGEST, "In the terms and in their sentences.")
with part_place:
    part = panel.choice("part", "Part of the course", ("all", *glossary.PARTS), "all")
with reset_place:
    panel.close()

exact = glossary.exactly(text)
if exact:
    with st.container(border=True, gap=None):
        course.link_with_note(exact.page, exact.name, exact.meaning, **exact.settings)
found = glossary.find(text, part, leave_out=exact)
if note := told.found(found, text, part, exact is not None):
    st.caption(note)
for name, terms in found.terms.items():
    st.markdown(f"**{name.capitalize()}**")
    for i, (column, own) in enumerate(columns.parts(terms)):
        with column.container(gap=None, key=f"lab_terms_{name}_{i}"):
            for term in own:
                course.link_with_note(term.page, term.name, term.meaning, **term.settings)

st.header("The four questions, answered", anchor=False)
st.markdown(told.ANSWERS)
lesson.code("One neuron that learns, in Python", script.RULE)

st.header("A project of your own", anchor="project")
st.markdown(project.told(project.Project()))
offer.project("key_points", script.write, project.Project())

st.header("Test yourself", anchor="exercises")
card = Card("key_points", EXERCISES, asked)
card.fill(panel, None)
if card.unknown:
    panel.notice(card.unknown)

st.header("What the course leaves out", anchor=False)
st.markdown(beyond.WHY)
st.markdown(beyond.table())

st.header("Where to go on", anchor=False)
for place, works in zip(st.columns(2, gap="medium"), reading.COLUMNS, strict=True):
    place.markdown(reading.listed(works))
