"""The exercises of the Forward propagation page."""

from dataclasses import replace

import numpy as np

from core.activations import ACTIVATIONS
from pages.lessons.forward_propagation import told
from pages.lessons.forward_propagation.settings import INPUTS, SeededNetwork
from pages.shared import words
from pages.shared.bench.exercises import Choice, Exercise, Guess
from pages.shared.figures import network as drawing
from pages.shared.figures.writing import IN_WORDS

_BY_HAND = SeededNetwork((3, 4, 1), "logistic", 1)
_TO_FOUR_DIGITS = replace(IN_WORDS, term=lambda value: words.bracketed(words.number(value)))
"""So many that the sum adds up to the z beside it."""
_LINEAR = SeededNetwork((3, 4, 3, 1), "identity", 1)
_ASKED = (2.0, -1.0, 0.5)
_NEAR = 0.02
_WEIGHTS = 30
_DEEP = ((3, 2, 8, 1), (3, 4, 3, 2))
"""Sizes of networks that hold so many."""
_SEEDS = range(100)
_OWN_NONE: dict[str, object] = {"own": "", "seed": 1, "outputs": 1}
_LESSON_INPUTS: dict[str, object] = {f"x{i}": value for i, value in enumerate(INPUTS, 1)}


def _first_weights() -> str:
    first, second, third = map(words.number, _BY_HAND.parameters[0][0][:, 0])
    return f"{first}, {second} and {third}"


def solve_by_hand() -> str:
    """The first hidden neuron of the page's first network, number by number."""
    shown = replace(_BY_HAND.shown, write=_TO_FOUR_DIGITS)
    return (
        f"Its {drawing.neuron_in_words(shown, 1, 0)}. The output neuron does the same, but "
        "its inputs are the outputs a of the layer before."
    )


def linear_slopes() -> tuple[float, list[float]]:
    """The linear network's output at inputs of 0, and how much each input changes it."""
    start = _LINEAR.at(0.0, 0.0, 0.0)
    return start, [_LINEAR.at(*unit) - start for unit in np.eye(3).tolist()]


def _four_outputs() -> str:
    outputs = [_LINEAR.at(*x) for x in [(0.0, 0.0, 0.0), *np.eye(3).tolist()]]
    return ", ".join(words.number(value, 3) for value in outputs)


def solve_collapse() -> str:
    """A deep network of linear layers, and the one neuron that does the same."""
    start, slopes = linear_slopes()
    predicted = start + float(np.dot(slopes, _ASKED))
    by = [words.number(slope) for slope in slopes]
    w = [words.bracketed(slope) for slope in by]
    return (
        f"Inputs of 0 give {words.number(start)}. Setting one input to 1 and the others to 0 "
        f"changes the output by {by[0]}, {by[1]} and {by[2]}. For (2, −1, 0.5) that makes "
        f"{words.number(start)} + 2 · {w[0]} − 1 · {w[1]} + 0.5 · {w[2]} = "
        f"**{words.number(predicted)}**, and the network answers "
        f"**{words.number(_LINEAR.at(*_ASKED))}**. So a single neuron with these weights and this "
        "bias does the same: $(xW_1 + b_1)W_2 + b_2 = x(W_1 W_2) + (b_1 W_2 + b_2)$. Layers add "
        "nothing without an activation that bends. With tanh the four numbers are not enough."
    )


def _about_by_hand(guess: float, seen: SeededNetwork) -> str:
    z = seen.shown.layers[0].z[0, 0]
    if abs(guess - ACTIVATIONS["logistic"](z - seen.parameters[1][0][0])) < _NEAR:
        return f"That is without the bias. With it z is {words.number(z)}, and a = f(z)."
    return f"Its z is {words.number(z)}, and a = f(z)."


def _about_collapse(guess: float, _: SeededNetwork) -> str:
    """Why a share is a change of the output, and what else belongs to the sum."""
    start, slopes = linear_slopes()
    shares = float(np.dot(slopes, _ASKED))
    if abs(guess - shares) < _NEAR:
        return f"The {words.number(start, 3)} that inputs of 0 give belongs to the sum as well."
    if abs(guess - shares - start * sum(_ASKED)) < _NEAR:
        return (
            f"Each of those outputs already includes the {words.number(start, 3)} that inputs of "
            "0 give: what an input adds is the difference."
        )
    return "Layers with the identity are one weighted sum: each input adds its own share."


def mean_swing(layers: int, activation: str) -> float:
    """How far the output moves while x1 goes from -2 to 2, averaged over seeds."""
    sizes = (3, *[8] * layers, 1)
    return float(
        np.mean([SeededNetwork(sizes, activation, s, (0.0, 0.0, 0.0)).swing() for s in _SEEDS])
    )


def solve_fading() -> str:
    """How much of a change at the input arrives at the output, by depth and activation."""
    kinds = ("logistic", "tanh", "identity")
    rows = "".join(
        f"| {layers} | {' | '.join(words.number(mean_swing(layers, f), 2) for f in kinds)} |\n"
        for layers in (1, 2, 3, 4)
    )
    return (
        "How far the output moves when x₁ goes from −2 to 2, the others 0: the mean over the "
        f"seeds {_SEEDS[0]} to {_SEEDS[-1]}, 8 neurons a layer.\n\n"
        f"| hidden layers | logistic | tanh | identity |\n|---|---|---|---|\n{rows}\n"
        "The logistic is never steeper than 1/4, so with weights as small as these each "
        "layer passes on only a small part of a change. Learning needs the same path backwards, so "
        "such a network also learns slowly."
    )


def _arrives(seen: SeededNetwork) -> str:
    """How much more the output of the same network with one hidden layer moves."""
    shallow = SeededNetwork(
        (seen.sizes[0], seen.sizes[1], 1), seen.activation, seen.seed, seen.inputs
    )
    ratio = shallow.swing() / max(seen.swing(), 1e-12)
    return "more" if ratio < 1 else "about as far" if ratio < 2 else "far less"


def second_layer(_: SeededNetwork) -> str:
    """What the question's layer of 2 neurons after 4 holds, whatever network is on show."""
    weights, biases = (
        part[1].size for part in SeededNetwork((3, 4, 2, 1), "logistic", 1).parameters
    )
    return f"{words.count(weights, 'weight')} and {words.count(biases, 'bias', 'biases')}"


EXERCISES: tuple[Exercise[SeededNetwork], ...] = (
    Exercise(
        key="by_hand",
        title="One neuron by hand",
        task="Compute the output of the first neuron of hidden layer 1 on paper. Its weights from "
        f"x₁, x₂ and x₃ are {_first_weights()}, its bias is "
        f"{words.number(_BY_HAND.parameters[1][0][0])}.",
        hint="z is the sum of three products and the bias; the logistic of z is "
        "1 / (1 + e^−z). Follow neuron h1.1 to see the sum afterwards.",
        solution=solve_by_hand,
        controls=("neuron",),
        settings={"layers": 1, "n1": 4, "activation": "logistic", "step": 0,
                  **_OWN_NONE, **_LESSON_INPUTS},
        predict=Guess(
            "The neuron's output a",
            span=(0.0, 1.0),
            step=0.01,
            truth=lambda seen: float(seen.shown.outputs[1][0]),
            near=_NEAR,
            explain=_about_by_hand,
        ),
    ),
    Exercise(
        key="collapse",
        title="A deep network that is only one neuron",
        task="Two hidden layers, the identity everywhere. The inputs (0, 0, 0), (1, 0, 0), "
        f"(0, 1, 0), (0, 0, 1) give {_four_outputs()}, in this order. Work out from these alone "
        "what (2, −1, 0.5) gives. Then try tanh.",
        hint="How much does the output change when one input goes from 0 to 1? And from 0 to 2?",
        solution=solve_collapse,
        controls=("activation", "x1"),
        settings={"layers": 2, "n1": 4, "n2": 3, "activation": "identity", "step": 0,
                  "x1": 2.0, "x2": -1.0, "x3": 0.5, **_OWN_NONE},
        predict=Guess(
            "The output",
            span=(-4.0, 4.0),
            step=0.01,
            truth=lambda seen: float(seen.answers[0]),
            near=_NEAR,
            explain=_about_collapse,
            figure="forward_against",
        ),
    ),
    Exercise(
        key="fading",
        title="How much of the input arrives?",
        task="Four hidden layers of 8 logistic neurons, inputs x₂ = x₃ = 0. While x₁ goes from −2 "
        "to 2, how far does the output move, compared with the same network with only one hidden "
        "layer?",
        hint="How steep is the logistic at its steepest? Once you have predicted, keep the curve "
        "in grey, go to one hidden layer and compare. Then try a few seeds, and other activations.",
        solution=solve_fading,
        controls=("layers", "activation", "seed"),
        settings={"layers": 4, **{f"n{k}": 8 for k in range(1, 5)}, "activation": "logistic",
                  "step": 0, "x1": -2.0, "x2": 0.0, "x3": 0.0, "against": "x1", **_OWN_NONE},
        predict=Choice(
            "With four hidden layers the output moves",
            {
                "more": "More layers multiply more weights, but every layer also multiplies by a "
                "slope of at most 1/4.",
                "about as far": "Each layer passes the change on, but made smaller: the logistic "
                "is never steeper than 1/4.",
                "far less": "Each layer passes on only a part of the change: the logistic is never "
                "steeper than 1/4.",
            },
            truth=_arrives,
        ),
    ),
    Exercise(
        key="forward_question",
        title="What does a layer hold?",
        task="A hidden layer of 4 neurons feeds a layer of 2 neurons. What belongs to that second "
        "layer?",
        hint="A weight for each connection, a bias for each neuron.",
        solution=lambda: (
            "**8 weights and 2 biases.** W has the shape (4, 2), a column for each of the two "
            "neurons, and b the shape (2,)."
        ),
        controls=("n1", "n2", "bias_cell"),
        settings={"layers": 2, "n1": 4, "n2": 2, "step": 0, "bias_cell": False, **_OWN_NONE},
        predict=Choice(
            "The second layer holds",
            {
                "4 weights and 2 biases": "Every neuron of the second layer is connected to every "
                "neuron of the first, not to two of them.",
                "8 weights and 4 biases": "The 4 neurons before have biases too, but a bias "
                "belongs to the neuron whose z it is added to.",
                "8 weights and 2 biases": "W has the shape (4, 2), a column for each neuron of the "
                "second layer, and b the shape (2,).",
                "8 weights and 1 bias": "The cell of constant 1 is one cell, but it has a "
                "connection to each of the 2 neurons.",
            },
            truth=second_layer,
            waits=False,
        ),
    ),
    Exercise(
        key="thirty_weights",
        title=f"Deep, with {_WEIGHTS} weights",
        task=f"Build a network that is called deep and holds exactly {_WEIGHTS} weights (biases "
        "not counted). Use the controls, or plus and minus in the figure.",
        hint="3 · n₁ + n₁ · n₂ + n₂ · outputs, for two hidden layers.",
        solution=lambda: "For example " + " or ".join(
            f"{one.called} ({told.weights_and_biases(one)[0]} weights)"
            for one in (SeededNetwork(sizes, "logistic", 1) for sizes in _DEEP)
        ) + ".",
        controls=("layers", "n1", "n2", "outputs"),
        solved=lambda seen: seen.hidden > 1 and told.weights_and_biases(seen)[0] == _WEIGHTS,
    ),
)  # fmt: skip
