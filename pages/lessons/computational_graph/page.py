import pandas as pd
import streamlit as st

from core import formula
from pages.lessons.computational_graph import graph as drawing
from pages.lessons.computational_graph import script, told
from pages.lessons.computational_graph.exercises import EXERCISES
from pages.lessons.computational_graph.settings import (
    LABELS,
    NAMES,
    NUMBERS,
    Settings,
    first_that_works,
)
from pages.shared.bench.lab import Lab
from pages.shared.bench.stage import Player, Shown
from pages.shared.bench.touches import Touch
from pages.shared.frame import lesson

LAST_GOOD = "computational graph: last good formula"

lab = Lab(
    "computational_graph",
    "A formula as a graph of small operations: values are found from left to right, and how much "
    "every node matters from right to left, by the chain rule.",
    EXERCISES,
)
panel = lab.panel
with lab.pane:
    drawn_now = st.empty()
    typed = panel.text(
        "formula",
        "Your own formula",
        2 * formula.MOST_CHARACTERS,
        "Use x1, x2, w1, w2, b, t, numbers, + - * / **, brackets, and activations such as "
        "tanh(x1). Leave it empty for the neuron's squared error.",
        placeholder="x1*w1 + tanh(b)",
    )
    advice = st.empty()
    activation = panel.choice(
        "activation", "Activation of the neuron", tuple(NAMES), "logistic", "f in the neuron."
    )
    with st.container(horizontal=True, horizontal_alignment="distribute", gap="xsmall"):
        numbers = [
            panel.slider(name, LABELS[name], (-3.0, 3.0), default, 0.1, width=100)
            for name, default in NUMBERS.items()
        ]

asked = Settings(typed.strip(), activation, tuple(numbers))
seen, wrong = first_that_works(asked, [st.session_state.get(LAST_GOOD, "")])
walk = seen.walk
if not seen.settings.formula:
    drawn_now.markdown(lab.explain(told.ERROR))
if wrong:
    advice.warning(told.refused(wrong, seen.settings))
else:
    st.session_state[LAST_GOOD] = seen.settings.formula

last = len(walk.steps) - 1
with lab.pane:
    at = panel.scale(
        "step", "Step", tuple(range(last + 1)), 0, "Where the player is: forward, then back."
    )
    if len(walk.nodes) > drawing.MOST_NODES:
        st.info(
            f"This graph has {len(walk.nodes)} nodes, too many to draw (at most "
            f"{drawing.MOST_NODES}). The player and the table below have them all."
        )


def table() -> pd.DataFrame:
    """One row for each node, in the order of computing."""
    rows = [told.gradient_row(walk, node) for node in walk.nodes]
    return pd.DataFrame(rows, columns=list(told.COLUMNS))


def clicked(touch: Touch) -> None:
    """To the step of a node: its backward one if the player is on the way back already, or if it
    is an input."""
    node, back = walk.nodes[int(touch["row"])], walk.steps[min(touch["moment"], last)].backward
    st.session_state["step"] = walk.step_of(node, back)


def drawn() -> Shown:
    """The graph, whose nodes can be clicked."""
    return Shown(
        "graph_drawn", "Computational graph", drawing.figure(walk), told.alt(seen), table, "main",
        pick=True, stops=drawing.stops(walk), least=drawing.least(walk),
    )  # fmt: skip


lab.show(
    seen,
    [drawn()] if len(walk.nodes) <= drawing.MOST_NODES else [],
    Player(
        told.moments(walk),
        start=at,
        clock=seen.settings.formula,
        sets=("step", range(last + 1)),
        sayings=[step.sentence for step in walk.steps],
    ),
    reactions={"pick": clicked},
)

st.caption(told.reading(walk))
st.header("Every gradient, checked by trial", anchor=False)
st.markdown(lab.explain(told.checked(seen)))
if not lab.locked:
    st.table(table(), hide_index=True, alt="Each node's gradient and its finite difference")
st.header("The chain rule", anchor=False)
st.latex(told.CHAIN_RULE)
st.markdown(lab.explain(told.ENGINE))
lesson.code("The engine as code", script.RULE)
lab.script(script.write, walk)
