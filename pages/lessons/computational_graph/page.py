from dataclasses import dataclass, replace

import pandas as pd
import streamlit as st

from core import formula, graph
from core.activations import ACTIVATIONS
from core.nudge import nudged_gradient
from pages.lessons.computational_graph import graph as drawing
from pages.lessons.computational_graph import walk as walks
from pages.shared import words
from pages.shared.bench import charts
from pages.shared.frame import lesson
from pages.shared.frame.panel import Panel

NAMES = {name.replace("_", " "): name for name in ACTIVATIONS}
NEURON = "0.5 * (t - logistic(w1*x1 + w2*x2 + b)) ** 2"
NUMBERS = {"x1": 2.0, "x2": -1.0, "w1": 0.5, "w2": 1.5, "b": 0.3, "t": 1.0}
LABELS = {
    "x1": "Input x1", "x2": "Input x2", "w1": "Weight w1", "w2": "Weight w2", "b": "Bias b",
    "t": "Target t",
}  # fmt: skip
COLUMNS = (
    "node", "operation", "value", "local derivative", "gradient", "finite difference", "apart",
)  # fmt: skip
LAST_GOOD = "computational graph: last good formula"

lesson.open_page(
    "computational_graph",
    "A formula is a graph of small operations, its nodes. Its **value** is found from left to "
    "right, and then, from right to left, **how much every node matters** for the result: the "
    "chain rule. "
    "After this page you can do both by hand. Learning in networks needs nothing else.",
)
panel = Panel()
left, right = lesson.controls_and_figures()


@dataclass(frozen=True)
class Settings:
    """A formula, or the neuron's error if it is empty, and the numbers to put in."""

    formula: str
    activation: str
    numbers: tuple[float, ...]

    def walk(self) -> walks.Walk:
        """Forward and backward through the graph. FormulaError or GraphError if there is none."""
        n = dict(zip(NUMBERS, self.numbers, strict=True))
        if self.formula:
            return walks.through(formula.parse(self.formula, n))
        inputs, weights = [n["x1"], n["x2"]], [n["w1"], n["w2"]]
        error = graph.neuron_error(inputs, weights, n["b"], n["t"], NAMES[self.activation])
        return walks.through(error)


def first_that_works(asked: Settings) -> tuple[Settings, walks.Walk, str]:
    """The student's graph; else the last that worked, else the neuron's, and what was wrong."""
    wrong = ""
    for typed in dict.fromkeys([asked.formula, st.session_state.get(LAST_GOOD, ""), ""]):
        settings = replace(asked, formula=typed)
        try:
            return settings, settings.walk(), wrong
        except (formula.FormulaError, graph.GraphError) as error:
            wrong = wrong or str(error)
    raise AssertionError("the neuron's error has a value for all numbers on offer")


with left:
    step_place = st.container()
    typed = panel.text(
        "formula",
        "Your own formula",
        2 * formula.MOST_CHARACTERS,
        "Of x1, x2, w1, w2, b, t and numbers, with + - * / **, brackets, and activations such as "
        "tanh(x1). Empty: the neuron's squared error.",
        placeholder="x1*w1 + tanh(b)",
    )
    advice = st.empty()
    activation = panel.choice(
        "activation", "Activation of the neuron", tuple(NAMES), "logistic", "f in the neuron."
    )
    numbers = []
    with st.container(horizontal=True, horizontal_alignment="distribute", gap="xsmall"):
        for name, default in NUMBERS.items():
            numbers.append(panel.slider(name, LABELS[name], (-3.0, 3.0), default, 0.1, width=100))

asked = Settings(typed.strip(), activation, tuple(numbers))
settings, walk, wrong = first_that_works(asked)
if not wrong:
    st.session_state[LAST_GOOD] = settings.formula
steps = len(walk.steps) - 1

with left:
    with step_place:
        at = panel.scale(
            "step",
            "Step",
            tuple(range(steps + 1)),
            1,
            "First forward, one operation a step, then backward. The arrow keys move it too.",
        )
    panel.close()

now = walk.steps[at]
result = "the result" if settings.formula else "the result E"


def what_is_drawn() -> str:
    """The formula of the graph."""
    if settings.formula:
        return f"`{settings.formula.replace('`', '')}`"
    f = settings.activation
    return f"the neuron's squared error, E = ½ (t − o)² with o = {f}(w1 x1 + w2 x2 + b)"


def spoken() -> str:
    """The graph, the step and its numbers for screen readers, without emphasis."""
    said = now.sentence.replace("**", "")
    return f"The graph of {what_is_drawn().strip('`')}, at step {at} of {steps}. {said}"


def difference(node: graph.Value) -> tuple[float, float] | None:
    """The finite difference of a node, and how far its gradient is from it; None if undefined."""
    try:
        tried = nudged_gradient(walk.root, node)
    except graph.GraphError:
        return None
    return tried, abs(tried - walk.gradients[node])


def node_table() -> pd.DataFrame:
    """One row for each node, in the order of computing."""
    differences = [difference(node) or (None, None) for node in walk.nodes]
    return pd.DataFrame(
        {
            "node": [walk.names[node] for node in walk.nodes],
            "operation": [operation(node) for node in walk.nodes],
            "value": [node.data for node in walk.nodes],
            "local derivatives": [local_derivatives(node) for node in walk.nodes],
            "gradient": [walk.gradients[node] for node in walk.nodes],
            "finite difference": [tried for tried, _ in differences],
            "difference": [apart for _, apart in differences],
        }
    )


def operation(node: graph.Value) -> str:
    """What the node is computed from."""
    return walks.formula(node, walk.names) if node.parents else "given"


def local_derivatives(node: graph.Value) -> str:
    """How fast the node changes with each of its parents."""
    pairs = zip(node.parents, node.local, strict=True)
    return ", ".join(f"{words.number(local)} for {walk.names[parent]}" for parent, local in pairs)


def gradient_texts(node: graph.Value) -> tuple[str, str, str]:
    """The gradient and its finite difference; nothing before the last step, to leave a guess."""
    if at < steps:
        return "", "", ""
    tried = difference(node)
    tried_out = [words.number(number) for number in tried] if tried else ["undefined", "–"]
    return words.number(walk.gradients[node]), tried_out[0], tried_out[1]


def check_table() -> pd.DataFrame:
    """Every node's gradient beside its finite difference, as texts of sensible length."""
    rows = [
        (
            walk.names[node],
            operation(node),
            words.number(node.data),
            local_derivatives(node),
            *gradient_texts(node),
        )
        for node in walk.nodes
    ]
    return pd.DataFrame(rows, columns=list(COLUMNS))


with advice:
    if wrong:
        sentence = words.plain(wrong[0].upper() + wrong[1:]).rstrip(".")
        st.warning(f"{sentence}. Shown is {what_is_drawn().partition(', E')[0]}.")

with right:
    way = "backward" if now.backward else "forward"
    st.markdown(f"**Step {at} of {steps}, {way}.**  \n{now.sentence}")
    if len(walk.nodes) <= drawing.MOST_NODES:
        charts.show(
            drawing.figure(walk, at),
            "graph_drawn",
            spoken(),
            node_table,
        )
        st.caption(
            "Squares are inputs, circles operations. Above each its value, below it, after ∂, its "
            "gradient. On a line stands the local derivative, once it has been used."
        )
    else:
        st.info(
            f"This graph has {len(walk.nodes)} nodes. Up to {drawing.MOST_NODES} are drawn; the "
            "steps above and the table below have them all."
        )

st.header("Every gradient, and the same by trying out", anchor=False)
st.markdown(
    f"The **gradient** of a node says how fast {result} changes when the node does. "
    "The **finite difference** finds the same without the chain rule: make the node a little "
    "larger and a little smaller, compute everything after it again, and divide the change of "
    "the result by the change of the node. That takes two forward passes a node. Going backward "
    "takes one pass for all."
)
if at < steps:
    st.caption(f"The gradients stand here after the last step: move **Step** on to {steps}.")
st.table(check_table(), hide_index=True, alt="Each node's gradient and its finite difference")

st.header("The chain rule", anchor=False)
st.latex(
    r"\underbrace{\frac{\partial E}{\partial a}}_{\text{gradient}} = \sum_{\text{uses } c}"
    r"\underbrace{\frac{\partial E}{\partial c}}_{\text{upstream}} \cdot "
    r"\underbrace{\frac{\partial c}{\partial a}}_{\text{local}}"
)
st.markdown(
    "Here $c$ is each node that uses $a$. An operation needs to know only its own local "
    "derivative, not the formula it is part of. That is why one small engine serves every "
    "network. The source lesson asks what a computational graph is and never says: it is this."
)
lesson.code(
    "The engine as code",
    graph.Value.__add__,
    graph.Value.__mul__,
    graph.Value.apply,
    graph.backward_steps,
)


def gradients_of(
    typed: str = "", activation: str = "logistic", **changed: float
) -> dict[str, float]:
    """The gradients of a formula's inputs, and its value as ``result``."""
    numbers = {**NUMBERS, **changed}
    walk = Settings(typed, activation, tuple(numbers.values())).walk()
    inputs = {node.label: walk.gradients[node] for node in walk.nodes if not node.parents}
    return {**inputs, "result": walk.root.data}


def solve_by_hand() -> str:
    """The gradient of w1 as one product, with the page's default numbers."""
    z = NUMBERS["w1"] * NUMBERS["x1"] + NUMBERS["w2"] * NUMBERS["x2"] + NUMBERS["b"]
    f = ACTIVATIONS["logistic"]
    o, slope = float(f(z)), float(f.derivative(z))
    found = gradients_of()
    return (
        f"z = {words.number(z)}, o = {words.number(o)}. From right to left: E hands ½ · 2 (t − o) "
        f"= {words.number(1 - o)} to t − o; the minus makes it {words.number(o - 1)} for o; the "
        f"slope o (1 − o) = {words.number(slope)} makes it {words.number((o - 1) * slope)} for z; "
        f"the sums pass it on unchanged; and x1 = {words.number(NUMBERS['x1'])} makes it "
        f"**{words.number(found['w1'])}** for w1. In letters: −(t − o) f′(z) x1. For w2 only the "
        f"last factor differs: **{words.number(found['w2'])}**. The signs say: to make E smaller, "
        f"{'raise' if found['w1'] < 0 else 'lower'} w1 and "
        f"{'raise' if found['w2'] < 0 else 'lower'} w2."
    )


def solve_twice() -> str:
    """An input with two uses."""
    found = gradients_of("x1*x1 + x1", x1=3.0)
    return (
        "The sum hands 1 to x1 directly and 1 to the product, and the product hands 3 to x1 "
        f"twice, once for each factor: 1 + 3 + 3 = **{words.number(found['x1'])}**. That is 2 x1 "
        "+ 1, as the rules of calculus say. In a network every weight of an early layer is used "
        "by many paths, and its gradient is the sum over all of them."
    )


def solve_dead() -> str:
    """Activations that let no gradient through although the answer is wrong."""
    rows = ""
    weighted = NUMBERS["w1"] * NUMBERS["x1"] + NUMBERS["w2"] * NUMBERS["x2"]
    for name in ("relu", "elu", "logistic", "binary step", "bipolar step"):
        found = gradients_of(activation=name, b=-3.0)
        rows += f"| {name} | {words.number(found['result'])} | {words.number(found['w1'])} |\n"
    return (
        f"With b = −3:\n\n| f | E | gradient of w1 |\n|---|---|---|\n{rows}\nThe ReLU is flat "
        "below 0: its local derivative is 0, and 0 times anything is 0. "
        f"w1 x1 + w2 x2 = {words.number(weighted)}, so every b below {words.number(-weighted)} "
        "does it. The error is large, and yet no weight hears of it: nothing can be learnt from "
        "this sample. The binary and the bipolar step are flat for every b, which is why they "
        "cannot be trained this way at all."
    )


def solve_build() -> str:
    """The neuron's error as typed text."""
    own, built_in = gradients_of(NEURON)["result"], gradients_of()["result"]
    return (
        f"`{NEURON}` gives {words.number(own)} with the lesson's numbers, and the neuron's own "
        f"graph {words.number(built_in)}. Forgotten brackets are the usual mistake: without those "
        "around t − logistic(…) only the output is squared."
    )


lesson.exercises()
lesson.exercise(
    "chain_by_hand",
    "The gradient of w1 by hand",
    "Press Reset. Before you step backward, compute the gradients of w1 and w2 on paper. Which way "
    "would you move the two weights?",
    "Go through the nodes from the right, and multiply by one local derivative at each.",
    solve_by_hand,
)
lesson.exercise(
    "used_twice",
    "A node that is used more than once",
    "Type `x1*x1 + x1` and set x1 to 3. What is the gradient of x1? Guess, then step backward and "
    "watch how it comes together.",
    "How many lines lead out of x1? Each brings something back.",
    solve_twice,
)
panel.try_button("Set the controls", "try_twice", formula="x1*x1 + x1", x1=3.0)
lesson.exercise(
    "dead_gradient",
    "An error that nobody hears of",
    "With the ReLU, find all biases for which the error is large and every weight's gradient is "
    "0. Which other activations do the same, and for which bias?",
    "What is the slope of the ReLU where z is below 0?",
    solve_dead,
)
panel.try_button("Set the controls", "try_dead", activation="relu", b=1.0)
lesson.exercise(
    "own_formula",
    "Type the neuron's error yourself",
    "Write a formula that has the same value and the same gradients as the logistic neuron's "
    "graph.",
    "An activation is written like a function: logistic(…).",
    solve_build,
)
lesson.question(
    "graph_question",
    "A product node a × b with a = 2 and b = 5 gets the gradient 3. What does it hand to a?",
    {
        "3": "A sum would pass it on unchanged. A product multiplies by the other factor.",
        "5": "That is the local derivative alone. The chain rule multiplies it by the gradient "
        "that came from upstream.",
        "6": "That is 3 times a itself. When a moves by a little, the product moves b = 5 times as "
        "much, whatever a is.",
        "15": "Upstream × local = 3 × 5: the local derivative for a is the other factor.",
    },
    right="15",
)
