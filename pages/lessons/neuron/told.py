"""What the Neuron page says."""

from core import neuron
from core.activations import ACTIVATIONS, Activation
from data.prepare import one_hot
from pages.lessons.neuron.settings import Neuron
from pages.shared import formulas, words

COLOURS = ("blue", "grey", "brown")
_ONE_SPACE = "\N{NO-BREAK SPACE}"
_BIAS_OUTSIDE = -2.5


def sub(i: int) -> str:
    """The number of input i, counted from 0, as it stands behind its letter."""
    return words.subscript(i + 1)


def formula(activation: Activation) -> str:
    """An activation's formula, with the values of its parameters."""
    return f"$f(z) = {activation.formula}${formulas.parameters(activation)}"


def captions(shown: Neuron) -> list[str]:
    """Each moment: the start, every product as it joins the sum, the bias, the activation."""
    terms = zip(shown.weights, shown.inputs, shown.products, shown.sums[1:-1], strict=True)
    return [
        f"{words.count(shown.n, 'input')} {'has' if shown.n == 1 else 'have'} arrived: "
        f"press Play to {'weigh it' if shown.n == 1 else 'add them up'}",
        *(
            f"Input {i} of {shown.n}: {_factor(w)} × {_factor(a)} = {words.number(product)}, "
            f"sum {words.number(total)}"
            for i, (w, a, product, total) in enumerate(terms, 1)
        ),
        f"The bias: 1 × {_factor(shown.bias)}, so the net input is z = {words.number(shown.z)}",
        f"The activation, {shown.called}: f({words.number(shown.z)}) = "
        f"{words.number(shown.output, 8)}, the output",
    ]


def _factor(value: float) -> str:
    return words.bracketed(words.number(value))


def outcome(shown: Neuron) -> str:
    """What the neuron answers."""
    return (
        f"The net input is z = **{words.number(shown.z)}**. The activation is {shown.called}, so "
        f"the output is f(z) = **{words.number(shown.output, 8)}**."
    )


def moved(shown: Neuron) -> str:
    """What the bias does to the curve of the output against one input."""
    name, zero, before = f"a{sub(shown.across)}", shown.zero(shown.bias), shown.zero(0.0)
    if zero is None or before is None:
        return f"The weight of {name} is 0, so {name} changes nothing: the curve is level."
    outside = "; that is outside the figure" * (shown.in_sight(shown.bias) is None)
    if shown.bias == 0:
        return (
            f"z is 0 at {name} = {words.number(zero)}{outside}. Move the bias and see where that "
            "point goes."
        )
    shift = -shown.bias / shown.slope
    return (
        f"The bias {words.number(shown.bias)} moves the whole curve {words.number(abs(shift))} to "
        f"the {'right' if shift > 0 else 'left'}: z is 0 at {name} = {words.number(zero)} instead "
        f"of {words.number(before)}{outside}."
    )


def bias_outside(shown: Neuron) -> str:
    """Why the bias belongs inside f, with a bias large enough to show it."""
    bias = shown.bias if abs(shown.bias) >= 1 else _BIAS_OUTSIDE
    inside = neuron.output(shown.inputs, shown.weights, 0.0, ACTIVATIONS["logistic"])
    answer = words.number(inside)
    almost = "almost " * (answer in {"0", "1"})  # the ends of the range, which it never reaches
    return (
        "**Often said:** the output is $f(\\sum w_i a_i) + b$. Programs, and this course, put the "
        "bias inside $f$. Outside, it could not move the point where the neuron switches, and the "
        "output could leave the range of $f$: with your inputs and weights and a bias of "
        f"{words.number(bias)}, a logistic neuron, range (0, 1), would answer "
        f"{almost}{answer} {'+' if bias > 0 else '−'} {words.number(abs(bias))} ≈ "
        f"{words.number(inside + bias)}."
    )


def codings(middle: str, weight: float) -> str:
    """Both codings of the three colours, as a table, and what the numbers invent."""
    first, last = (colour for colour in COLOURS if colour != middle)
    numbers = {first: 0, middle: 1, last: 2}
    cells = one_hot(COLOURS).to_numpy().tolist()
    rows = "".join(
        f"| {colour} | {numbers[colour]} | {words.number(weight * numbers[colour])} "
        f"| {_ONE_SPACE.join(map(str, coded))} | w{sub(i)} |\n"
        for i, (colour, coded) in enumerate(zip(COLOURS, cells, strict=True))
    )
    return (
        "| colour | as a number | weight × number | one-hot | weight × one-hot |\n"
        f"|---|---|---|---|---|\n{rows}\n"
        f"**{middle.capitalize()} always comes out halfway between {first} and {last}**, whatever "
        "the weight, only because it was given the 1. Colours have no such order: the numbers "
        "invented it.\n\n"
        "**One-hot** gives each colour an input of its own, 1 where the colour is there and 0 "
        "elsewhere. Each colour then has its own weight, so any three answers are possible, and "
        "any two colours are equally far apart."
    )


FORMULA = r"z = \sum_{i=1}^{N} w_i a_i + b \qquad \text{output} = f(z)"
BIAS_CELL = (
    "The **net input** z is the weighted sum plus the bias. The bias is the weight of one more "
    "cell whose value is always 1: the square in the drawing."
)
CODING = (
    "An input can be binary (0 or 1), a whole number or a real number. A word is none of these: "
    "**blue, grey, brown** must first become numbers. One way is to number them 0, 1, 2. Choose "
    "which colour gets the 1:"
)
BRAIN = """
| Alike? | A nerve cell | The neuron of this page |
|---|---|---|
| **Alike** | takes up signals from many cells, at its dendrites | takes N inputs |
| | some connections (synapses) count more than others | each input has a weight |
| | some excite, some inhibit | a weight is positive or negative |
| | the signals add up in the cell body | the weighted sum |
| | it fires once a threshold is passed | a step, whose threshold is minus the bias |
| | one output (the axon) goes to many cells | one output, used by many neurons |
| | learning changes the strength of connections | learning changes weights |
| **Not alike** | sends pulses in time, and their times carry the message | one number, no time |
| | a cell as a rule excites at all its endings, or inhibits at all of them (Dale's principle) | \
its output may have weights of both signs |
| | branches of its dendrites already compute: they do not merely add | a plain weighted sum |
| | cells fire in their own time, and in loops | layer after layer, in one direction |
| | how the brain assigns its errors to single synapses is not known | backpropagation |
| | some 86 billion cells (Azevedo et al. 2009), at about 20 watts | as many as we \
can compute, on chips that need far more |
"""
BRAIN_READING = (
    "McCulloch and Pitts (1943) took three things from the first part of this table: sum, "
    "threshold, all or nothing. Weights that learn came later (Rosenblatt 1957). Today's neuron is "
    "a function with numbers to set. Its results on data show that it works, not its likeness to "
    "a brain."
)
