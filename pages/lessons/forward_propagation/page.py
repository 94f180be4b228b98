from dataclasses import dataclass

import numpy as np
import pandas as pd
import streamlit as st

from core import network
from core.activations import ACTIVATIONS
from pages.lessons.forward_propagation import script
from pages.shared import matrices, words
from pages.shared.bench import charts
from pages.shared.figures import network as drawing
from pages.shared.frame import course, lesson
from pages.shared.frame.panel import Panel
from pages.shared.script import offer

INPUTS = (1.0, 0.5, -1.5)
NAMES = {name.replace("_", " "): name for name in ACTIVATIONS}

lesson.open_page(
    "forward_propagation",
    "The outputs of one layer are the inputs of the next, so numbers flow one way: **forward "
    "propagation**. After this page you can follow a network's numbers by hand, write a layer as "
    "one matrix product, and say when a network is called deep.",
)
panel = Panel()
left, right = lesson.controls_and_figures()

with left:
    hidden = panel.slider("layers", "Hidden layers", (1, 4), 1, 1)
    reached = panel.scale(
        "step",
        "Layers computed",
        tuple(range(hidden + 2)),
        1,
        "0: only the inputs are there. Each step computes the next layer.",
    )
    neurons = [
        panel.slider(f"n{k}", f"Neurons in hidden layer {k}", (1, 8), 4 if k == 1 else 3, 1)
        for k in range(1, hidden + 1)
    ]
    activation = panel.choice(
        "activation", "Activation", tuple(NAMES), "logistic", "The same in every layer."
    )
    bias_cell = panel.toggle(
        "bias_cell", "Bias as a cell of 1", False, "Draw each bias as the weight of one more cell."
    )
    with lesson.more_controls():
        x = [
            panel.slider(f"x{i}", f"Input x{'₁₂₃'[i - 1]}", (-2.0, 2.0), INPUTS[i - 1], 0.1)
            for i in (1, 2, 3)
        ]
        outputs = panel.slider("outputs", "Outputs", (1, 3), 1, 1)
        seed = panel.number(
            "seed", "Seed of the weights", (0, 9999), 1, "Random weights and biases from −1 to 1."
        )
    panel.close()


@dataclass(frozen=True)
class Network:
    """The settings of one network: its layers' sizes, the inputs first, and its random weights."""

    sizes: tuple[int, ...]
    activation: str
    seed: int

    def run(self, inputs: list[float]) -> drawing.Pass:
        """One forward pass."""
        weights, biases = network.initialise(self.sizes, self.seed, low=-1.0)
        layers = network.forward([inputs], weights, biases, NAMES[self.activation])
        return drawing.Pass(np.array(inputs), weights, biases, layers, self.activation)


settings = Network((len(x), *neurons, outputs), activation, seed)
shown = settings.run(x)
last = len(shown.layers)


def row(values: np.ndarray) -> str:
    """A few numbers in a row."""
    return ", ".join(words.number(value, 3) for value in values)


def layer_name(k: int) -> str:
    """What layer k is called in a sentence."""
    return {0: "the inputs", last: "the output layer"}.get(k, f"hidden layer {k}")


def depth() -> str:
    """Whether the network is called deep, and what it is made of."""
    sizes = "-".join(map(str, settings.sizes))
    weights, biases = (sum(map(np.size, part)) for part in (shown.weights, shown.biases))
    called = (
        f"It has {hidden} hidden layers. **More than one, so it is called deep.**"
        if hidden > 1
        else "It has one hidden layer, so it is **not** called deep. Add a second one."
    )
    return (
        f"This is a **{sizes}** network. {called} It holds {words.count(weights, 'weight')} and "
        f"{words.count(biases, 'bias', 'biases')}."
    )


def progress() -> str:
    """What the present step has computed."""
    if reached == 0:
        return "Only the inputs are known. Move **Layers computed** on to compute the first layer."
    now = (
        f"From {layer_name(reached - 1)}, **{layer_name(reached)}** has computed "
        f"{row(shown.outputs[reached])}."
    )
    if reached == last:
        return f"{now} This is the network's answer."
    return f"{now} Next, {layer_name(reached + 1)} takes these numbers as its inputs."


def cells_table() -> pd.DataFrame:
    """One row for each cell of the layers computed so far."""
    rows = [("inputs", j + 1, "", None, value) for j, value in enumerate(shown.inputs)]
    rows += [
        (shown.names[k], j + 1, drawing.sum_in_words(shown, k, j), layer.z[0, j], layer.a[0, j])
        for k, layer in enumerate(shown.layers[:reached], start=1)
        for j in range(layer.z.shape[1])
    ]
    return pd.DataFrame(
        rows, columns=["layer", "neuron", "inputs · weights + bias", "net input z", "output a"]
    )


@dataclass(frozen=True)
class Product:
    """Layer k as a matrix product a W + b, or, with the bias as a cell, [a 1] [W; b]."""

    k: int

    @property
    def letters(self) -> tuple[str, str]:
        """The two factors as LaTeX."""
        a = f"a^{{({self.k - 1})}}"
        if not bias_cell:
            return a, "W"
        return (
            rf"\begin{{bmatrix}} {a} & 1 \end{{bmatrix}}",
            r"\begin{bmatrix} W \\ b \end{bmatrix}",
        )

    @property
    def numbers(self) -> tuple[np.ndarray, np.ndarray]:
        """The two factors."""
        a, w = shown.outputs[self.k - 1], shown.weights[self.k - 1]
        return (
            (np.append(a, 1.0), np.vstack([w, shown.biases[self.k - 1]])) if bias_cell else (a, w)
        )

    def rule(self) -> str:
        """The product in letters."""
        added = "" if bias_cell else " + b"
        return matrices.aligned(
            ("z", r"\, ".join(self.letters) + added), (f"a^{{({self.k})}}", "f(z)")
        )

    def shapes(self) -> str:
        """What the shapes say."""
        (values, units), constant = self.numbers[1].shape, " and the constant 1" * bias_cell
        added = "" if bias_cell else f" + {matrices.shape(units)}"
        return (
            f"Shapes: **{matrices.shape(1, values)}{matrices.shape(values, units)}{added} → "
            f"{matrices.shape(1, units)}**. The two inner numbers must agree: {values} values from "
            f"{layer_name(self.k - 1)}{constant}, {values} rows of weights. Each column of $W$ is "
            f"one neuron of {layer_name(self.k)}, so {words.count(units, 'column')} make "
            f"{words.count(units, 'number')}."
        )

    def in_numbers(self) -> str:
        """The product with its numbers, rounded."""
        layer = shown.layers[self.k - 1]
        factors = zip(self.letters, self.numbers, strict=True)
        bias = [] if bias_cell else [("b", shown.biases[self.k - 1])]
        results = [("z", layer.z), (f"a^{{({self.k})}}", layer.a)]
        return matrices.aligned(
            *((letter, matrices.matrix(value)) for letter, value in (*factors, *bias, *results))
        )


with right:
    st.markdown(f"{depth()} {progress()}")
    charts.show(
        drawing.figure([drawing.Moment(shown, reached)], bias_cells=bias_cell),
        "forward_network",
        f"A {'-'.join(map(str, settings.sizes))} network, {reached} of {last} layers computed. "
        f"{progress().replace('**', '')}",
        cells_table,
    )

st.header("The same as a matrix product", anchor=False)
st.markdown(
    "One sample is a row of numbers, $a^{(0)} = x$. A layer multiplies it by its weights $W$, one "
    "column for each neuron, and adds its biases $b$. A bias can be drawn as the weight of **one "
    "more cell of constant value 1**: switch it on above, and see $b$ become one more row of $W$. "
    "The numbers here are rounded to two decimals."
)
product = Product(max(1, reached))
letters, numbers = st.columns(2, gap="medium")
with letters:
    st.latex(product.rule())
    st.markdown(product.shapes())
with numbers:
    st.latex(product.in_numbers())
if reached == 0:
    st.caption("This is the first layer, which the next step computes.")
lesson.code("The forward pass as code", script.RULE)
offer.script(
    "forward_propagation", script.write, x, settings.sizes, NAMES[settings.activation], seed
)


def solve_by_hand() -> str:
    """The first hidden neuron of the present network, number by number."""
    layer = shown.layers[0]
    return (
        f"With your present settings: z = {drawing.sum_in_words(shown, 1, 0)} = "
        f"**{words.number(layer.z[0, 0])}**, and the {activation} makes a = "
        f"**{words.number(layer.a[0, 0])}** of it. Point at the cell to see the same. The output "
        "layer does exactly this too, only its inputs are the a of the layer before."
    )


def solve_collapse() -> str:
    """A deep network of linear layers, and the one neuron that does the same."""
    linear = Network((3, 4, 3, 1), "identity", 1)

    def answer(*inputs: float) -> float:
        return float(linear.run(list(inputs)).outputs[-1][0])

    start = answer(0, 0, 0)
    slopes = [answer(*unit) - start for unit in np.eye(3)]
    predicted = start + slopes[0] * 2 - slopes[1] + slopes[2] * 0.5
    w = [words.number(slope) for slope in slopes]
    return (
        f"In a 3-4-3-1 network with seed 1, inputs of 0 give {words.number(start)}. Setting one "
        f"input to 1 and the others to 0 changes the output by {w[0]}, {w[1]} and {w[2]}. For (2, "
        f"−1, 0.5) these four numbers predict {words.number(start)} + 2 · ({w[0]}) − 1 · ({w[1]}) "
        f"+ 0.5 · ({w[2]}) = **{words.number(predicted)}**, and the network says "
        f"**{words.number(answer(2, -1, 0.5))}**. So a single neuron with these weights and this "
        "bias does the same: $(xW_1 + b_1)W_2 + b_2 = x(W_1 W_2) + (b_1 W_2 + b_2)$. Depth is "
        "worth nothing without an activation that bends."
    )


def swing(one: Network) -> float:
    """How far the output moves while x1 goes from one end to the other, the others at 0."""
    ends = [one.run([end, 0.0, 0.0]).outputs[-1][0] for end in (-2.0, 2.0)]
    return float(abs(ends[1] - ends[0]))


def solve_fading() -> str:
    """How much of a change at the input arrives at the output, by depth and activation."""
    rows = ""
    for layers in (1, 2, 3, 4):
        sizes = (3, *[8] * layers, 1)
        moved = [
            float(np.mean([swing(Network(sizes, f, s)) for s in range(100)]))
            for f in ("logistic", "tanh", "identity")
        ]
        rows += f"| {layers} | {' | '.join(words.number(m, 2) for m in moved)} |\n"
    return (
        "How far the output moves when x₁ goes from −2 to 2, the mean over the seeds 0 to 99, 8 "
        f"neurons a layer:\n\n| hidden layers | logistic | tanh | identity |\n|---|---|---|---|\n"
        f"{rows}\nThe logistic is never steeper than 1/4, so each layer passes on only a small "
        "part of a change. After four layers next to nothing of x₁ is left. Learning needs the "
        "same path backwards, so such a network also learns slowly."
    )


lesson.exercises()
lesson.exercise(
    "by_hand",
    "One neuron by hand",
    "Take the first neuron of hidden layer 1. Compute its z and its output on paper, then check.",
    "Point at the lines that lead into it to read their weights. Its bias is in the table, and on "
    "the line from the square once the bias is a cell.",
    solve_by_hand,
)
lesson.exercise(
    "collapse",
    "A deep network that is only one neuron",
    "Choose the identity and two hidden layers. Find the output for the inputs (0, 0, 0), "
    "(1, 0, 0), (0, 1, 0) and (0, 0, 1). Predict it for (2, −1, 0.5) from these four numbers "
    "alone, then check. What does it mean that you can? Try the same with tanh.",
    "How much does the output change when one input goes from 0 to 1?",
    solve_collapse,
)
panel.try_button(
    "Set the controls", "try_collapse", layers=2, step=3, activation="identity", x1=0.0, x2=0.0,
    x3=0.0,
)  # fmt: skip
lesson.exercise(
    "fading",
    "How much of the input arrives?",
    "With the logistic, 8 neurons a layer and all inputs at 0, move x₁ from −2 to 2. How far does "
    "the output move with one hidden layer, and how far with four? Which activation lets more "
    "through?",
    "Take a few seeds, not only one. How steep is the logistic at its steepest?",
    solve_fading,
)
panel.try_button("Set the controls", "try_fading", layers=4, step=5, n1=8, x1=-2.0, x2=0.0, x3=0.0)
course.link("activation_functions")
lesson.question(
    "forward_question",
    "A hidden layer of 4 neurons feeds a layer of 2 neurons. What does the second layer hold?",
    {
        "4 weights and 2 biases": "Every neuron of the second layer is connected to every neuron "
        "of the first, not to one or two of them.",
        "8 weights and 4 biases": "The 4 neurons of the layer before have biases too, but those "
        "belong to that layer. A bias belongs to the neuron whose z it is added to.",
        "8 weights and 2 biases": "W has the shape (4, 2), a column for each neuron of the second "
        "layer, and b the shape (2,).",
        "8 weights and 1 bias": "Each neuron has a bias of its own. The cell of constant 1 is one "
        "cell, but it has a connection to each of the 2 neurons.",
    },
    right="8 weights and 2 biases",
)
