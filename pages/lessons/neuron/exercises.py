"""The exercises of the Neuron page."""

from itertools import product

from core import neuron
from core.activations import ACTIVATIONS, Activation
from pages.lessons.neuron.settings import (
    LESSON_INPUTS,
    LESSON_WEIGHTS,
    NAMES,
    Neuron,
    called,
)
from pages.shared import words
from pages.shared.bench.exercises import Choice, Exercise, Guess

_LESSON: dict[str, object] = {
    "n": 4, "against": "a1",
    **{f"a{i}": a for i, a in enumerate(LESSON_INPUTS, 1)},
    **{f"w{i}": w for i, w in enumerate(LESSON_WEIGHTS, 1)},
}  # fmt: skip


def lesson_output(activation: Activation, bias: float) -> str:
    """The output for the lesson's inputs and weights, as text."""
    return words.number(neuron.output(LESSON_INPUTS, LESSON_WEIGHTS, bias, activation), 8)


def _same_as_identity(shown: Neuron) -> int:
    """How many of the other activations answer z itself."""
    return sum(float(f(shown.z)) == shown.z for name, f in NAMES.items() if name != "identity")


_HOW_MANY = {0: "None", 3: "Three", 9: "All nine"}


def solve_activations() -> str:
    """All ten outputs, and which of them are the net input itself."""
    outputs = {name: lesson_output(each, 0.0) for name, each in NAMES.items()}
    same = [called(name) for name, value in outputs.items() if value == outputs["identity"]]
    rows = "".join(f"| {name} | {value} |\n" for name, value in outputs.items())
    return (
        f"z is {outputs['identity']} for all of them.\n\n| activation | output |\n|---|---|\n"
        f"{rows}\nA positive z is passed on unchanged by {words.listed(same)}, "
        "and nearly so by SoftPlus. The others squash it: however large z gets, they stay below a "
        "bound."
    )


def solve_bias() -> str:
    """The two outputs of the challenge, and where the number comes from."""
    identity, squashed = (
        lesson_output(ACTIVATIONS[name], -2.5) for name in ("identity", "logistic")
    )
    return (
        f"The weighted sum is {lesson_output(ACTIVATIONS['identity'], 0.0)}, and the bias of −2.5 "
        f"makes it z = **{identity}**: that is what the identity answers. The logistic answers "
        f"1 / (1 + e^−{identity}) = **{squashed}**."
    )


def _about_bias(guess: float, shown: Neuron) -> str:
    without = neuron.output(shown.inputs, shown.weights, 0.0, shown.f)
    if abs(guess - without) < 0.01:
        return f"{words.number(without)} is the answer without a bias."
    return f"The sum and the bias make z = {words.number(shown.z)}; that goes through the logistic."


def computes_and(shown: Neuron) -> bool:
    """Whether a binary step of two inputs answers 1 to 1, 1 and 0 to all else."""
    if shown.n != 2 or shown.activation != "binary step":
        return False
    return all(
        neuron.output(pair, shown.weights, shown.bias, shown.f) == (pair == (1, 1))
        for pair in product((0, 1), repeat=2)
    )


def solve_and() -> str:
    """One choice of weights and bias, and its four answers."""
    answers = [
        f"({a}, {b}) gives {words.number(neuron.output((a, b), (1, 1), -1.5, 'binary_step'))}"
        for a, b in product((0, 1), repeat=2)
    ]
    return (
        f"For example both weights 1 and a bias of −1.5: {', '.join(answers)}. Only both inputs "
        "together bring the weighted sum above 1.5. With a bias of −0.5 one input is enough: OR. "
        "McCulloch and Pitts (1943) built all of logic from such cells. One neuron alone cannot "
        "compute exclusive or (XOR), because no straight line separates its two answers."
    )


EXERCISES: tuple[Exercise[Neuron], ...] = (
    Exercise(
        key="change_activation",
        title="Another activation",
        task="The lesson's inputs and weights, no bias: the identity answers with z itself. How "
        "many of the other nine activations would give the same answer? Then try them.",
        hint="Work out z: it is the same for all activations. The next page draws all ten curves.",
        solution=solve_activations,
        controls=("activation",),
        settings={**_LESSON, "activation": "identity", "bias": 0.0},
        predict=Choice(
            "The same answer as the identity's is given by",
            {
                "None": "Each does something to z, but some leave a positive z as it is.",
                "Three": "ReLU, PReLU and ELU pass a positive z on as it is.",
                "All nine": "All get the same z, but six of them make something else of it.",
            },
            truth=lambda shown: _HOW_MANY[_same_as_identity(shown)],
        ),
    ),
    Exercise(
        key="bias_challenge",
        title="A bias of −2.5",
        task="The lesson's inputs and weights, the logistic, and a bias of −2.5. Work out z by "
        "hand, then say what the neuron answers.",
        hint="The bias is added to the weighted sum before the activation sees it. e^−2 is about "
        "0.14, e^−3 about 0.05.",
        solution=solve_bias,
        controls=("bias", "activation"),
        settings={**_LESSON, "activation": "logistic", "bias": -2.5},
        predict=Guess(
            "The output",
            span=(0.0, 1.0),
            step=0.01,
            truth=lambda shown: shown.output,
            near=0.03,
            explain=_about_bias,
            figure="neuron_against",
        ),
    ),
    Exercise(
        key="neuron_question",
        title="Which way does the bias move it?",
        task="A logistic neuron has one input a, with weight 2. Its bias went up from 0 to 4. For "
        "which a is its output now above 0.5?",
        hint="The logistic is 0.5 at z = 0 and grows with z. Where is 2a + 4 above 0?",
        solution=lambda: (
            "The output is above 0.5 where z = 2a + 4 is above 0, so for a above **−2**: the curve "
            "has moved by b / w = 2 to the left. Drag the ring at z = 0 and watch the bias follow."
        ),
        controls=("bias", "w1"),
        settings={
            "activation": "logistic",
            "n": 1,
            "w1": 2.0,
            "a1": 5.0,
            "bias": 4.0,
            "against": "a1",
        },
        predict=Choice(
            "The output is above 0.5 for",
            {
                "a above 2": "A larger bias makes z larger, so the neuron needs less input, not "
                "more. The curve moves to the left.",
                "a above −4": "The bias moves z by 4, not a. One unit of a is worth 2 units of z, "
                "its weight.",
                "a above −2": "z = 2a + 4 is above 0 there: the curve has moved by b / w = 2 to "
                "the left.",
                "every a": "That would be so if the bias were added to the output. It is added to "
                "z, inside the activation, so z is still negative where a is negative enough.",
            },
            truth=lambda shown: f"a above {words.number(shown.zero(shown.bias) or 0.0)}",
        ),
    ),
    Exercise(
        key="and_gate",
        title="A neuron that computes AND",
        task="Two inputs that are 0 or 1, binary step. Choose weights and bias so that the output "
        "is 1 only if both inputs are 1. Then make it OR by moving the bias alone.",
        hint="z must stay below 0 while only one input is 1, and reach 0 when both are 1. At z = 0 "
        "the output is already 1.",
        solution=solve_and,
        controls=("bias", "w1", "w2"),
        settings={
            "activation": "binary step", "n": 2, "a1": 1.0, "a2": 1.0, "w1": 1.0, "w2": 1.0,
            "bias": 0.0, "against": "a1",
        },
        solved=computes_and,
    ),
)  # fmt: skip
