import numpy as np
import pandas as pd
import streamlit as st

from core import neuron
from core.activations import ACTIVATIONS, Activation
from data.prepare import one_hot
from pages.lessons.neuron import script
from pages.shared import formulas, words
from pages.shared.bench import charts
from pages.shared.figures import activations as shapes
from pages.shared.figures import curves
from pages.shared.figures import neuron as drawing
from pages.shared.frame import lesson
from pages.shared.frame.panel import Panel
from pages.shared.script import offer

LESSON_INPUTS = (5.0, 1.0, 4.0, 8.0)
LESSON_WEIGHTS = (2.0, -1.0, 3.0, -2.0)
INPUTS = (*LESSON_INPUTS, 3.0, 6.0, 2.0, 7.0)
WEIGHTS = (*LESSON_WEIGHTS, 1.0, -0.5, 1.5, -1.0)
SPAN = (-10.0, 10.0)
ONE_SPACE = "\N{NO-BREAK SPACE}"
COLOURS = ("blue", "grey", "brown")
NAMES = {name.replace("_", " "): activation for name, activation in ACTIVATIONS.items()}

lesson.open_page(
    "neuron",
    "A neuron **weighs its inputs, adds them up, adds its bias** and passes the sum through an "
    "**activation function**, which makes its answer of it. After this page you can compute its "
    "output by hand, and say what the bias moves.",
)
panel = Panel()
left, right = lesson.controls_and_figures()
numbers_place, words_place = st.container(), st.container()


def formula(activation: Activation) -> str:
    """An activation's formula, with the values of its parameters."""
    letters = {"c": "c", "alpha": "α", "theta": "θ"}
    values = [f"{letters[name]} = {value:g}" for name, value in activation.parameters.items()]
    return f"$f(z) = {activation.formula}$" + "".join(f" with {value}" for value in values)


def sub(i: int) -> str:
    """The name of input i, counted from 0: a₁, a₂, ..."""
    return "₁₂₃₄₅₆₇₈"[i]


with left:
    chosen = panel.choice(
        "activation", "Activation", tuple(NAMES), "identity", "What is done with the net input z."
    )
    st.markdown(formula(NAMES[chosen]))
    bias = panel.slider("bias", "Bias b", SPAN, 0.0, 0.1, "A number added to the weighted sum.")
    n = panel.slider("n", "Number of inputs", (1, 8), 4, 1)
    against = panel.choice(
        "against",
        "Draw the output against",
        tuple(f"a{i + 1}" for i in range(n)),
        "a1",
        "This input runs from −10 to 10 in the curve, the others stay as they are.",
    )

with right:
    outcome_place = st.container()
    scheme, against_one = st.columns([0.6, 0.4])
    drawn_place = scheme.container()
    # The sliders stand below the drawing: on a phone they would keep it off the screen.
    inputs, weights = [0.0] * n, [0.0] * n
    for row in range(0, n, 4):
        for i, place in enumerate(scheme.columns(4, gap="small")[: n - row], start=row):
            with place.container(horizontal=True, gap="small"):
                inputs[i] = panel.slider(f"a{i + 1}", f"Input a{sub(i)}", SPAN, INPUTS[i], 0.5)
                weights[i] = panel.slider(f"w{i + 1}", f"Weight w{sub(i)}", SPAN, WEIGHTS[i], 0.5)

with words_place:
    st.header("Words as inputs", anchor=False)
    st.markdown(
        "An input can be binary, whole or real. A word is none of these: **blue, grey, brown** "
        "must become numbers first. Number them, and choose which colour gets the 1:"
    )
    middle_place, code_place = st.columns(2, gap="medium")
    with middle_place:
        middle = panel.switch("middle", "The colour numbered 1", COLOURS, "grey")
    with code_place:
        code_weight = panel.slider("code_weight", "Its weight", SPAN, 2.0, 0.5)

with left:
    panel.close()

f = NAMES[chosen]
z = neuron.net_input(inputs, weights, bias)
output = neuron.output(inputs, weights, bias, f)
across = int(against[1:]) - 1
weight_across, others = weights[across], z - bias - weights[across] * inputs[across]


def outcome() -> str:
    """What the neuron answers now."""
    return (
        f"The net input is z = **{words.number(z)}**. The activation is the {chosen}, so the "
        f"output is f(z) = **{words.number(output, 8)}**."
    )


def edge_words(i: int) -> tuple[str, str]:
    """What stands on a connection, and what it says when pointed at."""
    factor, product = (words.number(value) for value in (weights[i], weights[i] * inputs[i]))
    said = f"w{sub(i)} a{sub(i)} = {factor} × {words.number(inputs[i])} = {product}"
    # With many inputs the lines lie too close for the product.
    return (f"× {factor} = {product}" if n <= 4 else f"× {factor}"), said


def drawn() -> tuple[list[drawing.Cell], list[drawing.Connection]]:
    """Inputs and the bias's cell on the left, the net input in the middle, the output right."""
    *places, bias_place = drawing.column(0.0, n + 1)
    cells = [
        drawing.Cell(*place, words.number(a), f"a{sub(i)}")
        for i, (place, a) in enumerate(zip(places, inputs, strict=True))
    ]
    cells += [
        drawing.Cell(*bias_place, "1", "bias", constant=True),
        drawing.Cell(0.64, 0.0, words.number(z), "net input z", "bottom", size=58),
        drawing.Cell(1.0, 0.0, words.number(output, 3), f"output<br>{chosen}", "bottom", size=58),
    ]
    connections = [drawing.Connection(i, n + 1, w, *edge_words(i)) for i, w in enumerate(weights)]
    connections += [
        drawing.Connection(n, n + 1, bias, f"× {words.number(bias)}", "the bias b"),
        drawing.Connection(n + 1, n + 2, None),
    ]
    return cells, connections


def parts_table() -> pd.DataFrame:
    """One row for each input, the last for the bias."""
    return pd.DataFrame(
        {
            "input": [*(f"a{i + 1}" for i in range(n)), "constant 1"],
            "value": [*inputs, 1.0],
            "weight": [*weights, bias],
            "weight × value": [*np.multiply(inputs, weights), bias],
        }
    )


def response(b: float) -> tuple[np.ndarray, np.ndarray]:
    """The output for every value of the chosen input, the other inputs as they are."""
    bend, at = shapes.bend(f), None
    if bend is not None and weight_across:
        at = (bend - others - b) / weight_across
    return shapes.curve(lambda a: f(others + b + weight_across * a), SPAN, at, 201)


def responses() -> list[curves.Curve]:
    """With the bias, without it, and the neuron as it is now."""
    values = [bias, 0.0] if bias else [0.0]
    return [
        *(curves.Curve(f"bias {words.number(b)}", *response(b)) for b in values),
        curves.Curve("now", [inputs[across]], [output]),
    ]


def output_axis() -> dict[str, tuple[float, float]]:
    """A bounded output keeps its axis still."""
    room = 0.15 * (f.high - f.low)
    return {"bounds": (f.low - room, f.high + room)} if np.isfinite(room) else {}


def curve_table() -> pd.DataFrame:
    """The two curves as numbers."""
    a = np.linspace(*SPAN, 81)
    return pd.DataFrame(
        {
            against: a,
            "output": f(others + bias + weight_across * a),
            "output with bias 0": f(others + weight_across * a),
        }
    )


def zero_at(b: float) -> str:
    """The value of the chosen input at which z = 0."""
    return words.number(-(others + b) / weight_across)


def moved() -> str:
    """What the bias does to the curve."""
    name = f"a{sub(across)}"
    if weight_across == 0:
        return f"The weight of {name} is 0, so {name} changes nothing: the curve is level."
    if bias == 0:
        return f"z is 0 at {name} = {zero_at(0.0)}. Move the bias and see where that point goes."
    shift = -bias / weight_across
    return (
        f"The bias {words.number(bias)} moves the whole curve {words.number(abs(shift))} to the "
        f"{'right' if shift > 0 else 'left'}: z is 0 at {name} = {zero_at(bias)} instead of "
        f"{zero_at(0.0)}."
    )


def switching_points() -> list[tuple[float, str]]:
    """Where z = 0, if that lies in the figure."""
    if weight_across == 0:
        return []
    at = -(others + bias) / weight_across
    return [(at, "z = 0")] if SPAN[0] < at < SPAN[1] else []


with right:
    outcome_place.markdown(outcome())
    with drawn_place:
        charts.show(
            drawing.figure([drawing.Drawn(*drawn())], strongest=SPAN[1]),
            "neuron_drawn",
            f"A neuron with {words.count(n, 'input')} and a bias. {outcome().replace('**', '')}",
            parts_table,
        )
    with against_one:
        charts.show(
            curves.figure(
                responses(),
                f"Input a{sub(across)}",
                "Output",
                height=340,
                marks=switching_points(),
                x={"bounds": SPAN},
                y=output_axis(),
            ),
            "neuron_against",
            f"Output against input {against}, with the bias and without it. {moved()}",
            curve_table,
        )
        st.markdown(moved())
    st.latex(formulas.neuron(inputs, weights, bias, z, output))

with numbers_place:
    st.header("The formula", anchor=False)
    st.latex(r"z = \sum_{i=1}^{N} w_i a_i + b \qquad \text{output} = f(z)")
    outside = neuron.output(inputs, weights, 0.0, ACTIVATIONS["logistic"]) + bias
    st.markdown(
        "A bias is the weight of one more cell, always 1: the square in the drawing.\n\n"
        "**If you know the source lesson:** its formula puts the bias outside, "
        "$f(\\sum w_i a_i) + b$. Its code, and everyone else, puts it inside $f$, as here. "
        "Outside, it could not move the point where the neuron switches, and the output could "
        "leave the range of $f$: with your numbers a logistic neuron, range (0, 1), would answer "
        f"{words.number(outside)}."
    )
    lesson.code("The neuron as code", script.RULE)
    offer.script("neuron", script.write, inputs, weights, bias, f, across)


def codings() -> str:
    """Both codings of the three colours, as a table."""
    first, last = (colour for colour in COLOURS if colour != middle)
    numbers = {first: 0, middle: 1, last: 2}
    rows = "".join(
        f"| {colour} | {numbers[colour]} | {words.number(code_weight * numbers[colour])} "
        f"| {ONE_SPACE.join(map(str, cells))} | w{sub(i)} |\n"
        for i, (colour, cells) in enumerate(
            zip(COLOURS, one_hot(COLOURS).to_numpy().tolist(), strict=True)
        )
    )
    halfway = (
        f"**{middle.capitalize()} always comes out halfway between {first} and {last}**, whatever "
        "the weight, only because it was given the 1. Eyes have no such order: the numbers "
        "invented it."
    )
    free = (
        "**One-hot** gives each colour an input of its own, 1 where the colour is there and 0 "
        "elsewhere. Each colour then has its own weight, so any three answers are possible, and "
        "every two colours are equally far apart."
    )
    return (
        "| | as a number | weight × number | one-hot | its z |\n|---|---|---|---|---|\n"
        f"{rows}\n{halfway} {free}"
    )


with words_place:
    st.markdown(codings())


def lesson_output(activation: Activation, b: float) -> str:
    """The output for the lesson's inputs and weights, as text."""
    return words.number(neuron.output(LESSON_INPUTS, LESSON_WEIGHTS, b, activation), 8)


def solve_activations() -> str:
    """All ten outputs, and which of them are the net input itself."""
    outputs = {name: lesson_output(each, 0.0) for name, each in NAMES.items()}
    same = [name for name, value in outputs.items() if value == outputs["identity"]]
    rows = "".join(f"| {name} | {value} |\n" for name, value in outputs.items())
    return (
        f"z is {outputs['identity']} for all of them.\n\n| activation | output |\n|---|---|\n"
        f"{rows}\nThe {', '.join(same[:-1])} and {same[-1]} pass a positive z on unchanged, and "
        "SoftPlus nearly so. The others squash it: however large z gets, they stay below a bound."
    )


def solve_bias() -> str:
    """The two outputs of the challenge, and where the number comes from."""
    identity, squashed = (
        lesson_output(ACTIVATIONS[name], -2.5) for name in ("identity", "logistic")
    )
    return (
        f"The weighted sum is {lesson_output(ACTIVATIONS['identity'], 0.0)}, and the bias makes "
        f"z = **{identity}** of it: that is what the identity answers. The logistic answers "
        f"1 / (1 + e^−{identity}) = **{squashed}**."
    )


lesson.exercises()
lesson.exercise(
    "change_activation",
    "Challenge 1: another activation",
    "Keep the lesson's inputs and weights, and change the activation. Which of the ten answer "
    "what the identity answers? What do the others do to z? Guess before you look.",
    "z does not depend on the activation. The next page shows all ten curves.",
    solve_activations,
)
lesson.exercise(
    "bias_challenge",
    "Challenge 2: a bias of −2.5",
    "What does the neuron answer with the identity and a bias of −2.5, and what with the logistic? "
    "Work out the first by hand.",
    "The bias is added to the weighted sum before the activation sees it.",
    solve_bias,
)
panel.try_button("Set the controls", "try_bias", activation="logistic", bias=-2.5)
lesson.question(
    "neuron_question",
    "A logistic neuron has one input a, with weight 2. You raise its bias from 0 to 4. For which "
    "a is its output now above 0.5?",
    {
        "a above 2": "A larger bias makes z larger, so the neuron needs less input, not more. The "
        "curve moves to the left.",
        "a above −4": "The bias moves z by 4, not a. One unit of a is worth 2 units of z, its "
        "weight.",
        "a above −2": "The output is above 0.5 where z = 2a + 4 is above 0. The curve has moved by "
        "b / w = 2 to the left.",
        "For every a": "That would be so if the bias were added to the output. It is added to z, "
        "inside the activation, so a negative enough a still wins.",
    },
    right="a above −2",
)
