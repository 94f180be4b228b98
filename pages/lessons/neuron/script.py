"""The script of the page Neuron: one neuron, from its inputs to its output."""

from collections.abc import Sequence

from core import neuron
from core.activations import Activation
from pages.shared import words
from pages.shared.script import pieces
from pages.shared.script.functions import functions
from pages.shared.script.pieces import Told, literal
from pages.shared.script.script import Script, Section

MODEL = '''\
def net_input(inputs, weights, bias):
    """z = w1 a1 + w2 a2 + ... + b."""
    z = bias
    for a, w in zip(inputs, weights):
        z = z + w * a
    return z


def output(inputs, weights, bias, f):
    """f(z): the bias stands inside f, where it moves the point at which the neuron switches."""
    return f(net_input(inputs, weights, bias))'''

RULE = f"{MODEL}\n\n\nprint(output([5, 1, 4, 8], [2, -1, 3, -2], -2.5, np.tanh))"


def write(
    inputs: Sequence[float], weights: Sequence[float], bias: float, f: Activation, across: int
) -> Script:
    """The neuron on the screen; the picture draws its output against input ``across``, from 0."""
    z = neuron.net_input(inputs, weights, bias)
    numbers = {
        "INPUTS": (list(inputs), "from data, or from other neurons"),
        "WEIGHTS": (list(weights), "one for each input"),
        "BIAS": (bias, "added to the weighted sum"),
    }
    return Script(
        "neuron",
        "A neuron, from its inputs to its output",
        f"{words.count(len(inputs), 'input')}{', each' * (len(inputs) > 1)} with a weight, a "
        f"bias, and the activation function {f.name.replace('_', ' ')}.",
        (
            pieces.settings(numbers),
            Section("The activation", "What is done with the net input z.", functions([f])),
            Section("The neuron", "Weigh the inputs, add them up, add the bias, apply f.", MODEL),
            Section("The result", "Every product, the sum z, and the output.",
                    _RESULT.format(f=f.name)),
            pieces.picture("The output against one input, the others as they are.",
                           _DRAWN.format(f=f.name, across=literal(across))),
            pieces.compared(
                [
                    Told("net input z", "z", z),
                    Told("output", "answer", neuron.output(inputs, weights, bias, f)),
                ]
            ),
        ),
    )  # fmt: skip


_RESULT = """\
for i, (a, w) in enumerate(zip(INPUTS, WEIGHTS), start=1):
    print(f"w{{i}} a{{i}} = {{w}} * {{a}} = {{w * a}}")

z = net_input(INPUTS, WEIGHTS, BIAS)
answer = float(output(INPUTS, WEIGHTS, BIAS, {f}))
print(f"z = {{z}}, output f(z) = {{answer}}")
"""

_DRAWN = """\
a = np.linspace(-10, 10, 401)
inputs = list(INPUTS)
inputs[{across}] = a
figure = go.Figure()
for bias in dict.fromkeys([BIAS, 0.0]):
    figure.add_scatter(x=a, y=output(inputs, WEIGHTS, bias, {f}), name=f"bias {{bias:g}}")
figure.update_layout(xaxis_title=f"Input a{{{across} + 1}}", yaxis_title="Output")
figure.show()"""
