"""The exercises of the Computational graph page."""

from collections.abc import Mapping
from math import isclose

from core.activations import ACTIVATIONS
from core.formula import FormulaError
from core.graph import GraphError
from pages.lessons.computational_graph.settings import NUMBERS, Seen, seen
from pages.shared import words
from pages.shared.bench.exercises import Choice, Exercise, Guess

NEURON = "0.5 * (t - logistic(w1*x1 + w2*x2 + b)) ** 2"
_LARGE = 0.1


def solve_by_hand() -> str:
    """The gradient of w1 as one product, with the page's default numbers."""
    z = NUMBERS["w1"] * NUMBERS["x1"] + NUMBERS["w2"] * NUMBERS["x2"] + NUMBERS["b"]
    f = ACTIVATIONS["logistic"]
    o, slope = float(f(z)), float(f.derivative(z))
    w1, w2 = seen().gradient("w1"), seen().gradient("w2")
    return (
        f"z = {words.number(z)}, o = {words.number(o)}. From right to left: E hands ½ · 2 (t − o) "
        f"= {words.number(1 - o)} to t − o; the minus makes it {words.number(o - 1)} for o; the "
        f"slope o (1 − o) = {words.number(slope)} makes it {words.number((o - 1) * slope)} for z; "
        f"the sums pass it on unchanged; and x1 = {words.number(NUMBERS['x1'])} makes it "
        f"**{words.number(w1)}** for w1. In letters: −(t − o) f′(z) x1. For w2 only the last "
        f"factor differs: **{words.number(w2)}**. The signs say: to make E smaller, "
        f"{'raise' if w1 < 0 else 'lower'} w1 and {'raise' if w2 < 0 else 'lower'} w2."
    )


def solve_twice() -> str:
    """An input with two uses."""
    return (
        "The sum hands 1 to x1 directly and 1 to the product, and the product hands 3 to x1 "
        "twice, once for each factor: 1 + 3 + 3 = "
        f"**{words.number(seen('x1*x1 + x1', x1=3.0).gradient('x1'))}**. That is 2 x1 "
        "+ 1, as the rules of calculus say. In a network, many paths can lead from a weight of an "
        "early layer to the result, and its gradient is the sum over all of them."
    )


def solve_dead() -> str:
    """Activations that let no gradient through although the output is far from the target."""
    rows = ""
    weighted = NUMBERS["w1"] * NUMBERS["x1"] + NUMBERS["w2"] * NUMBERS["x2"]
    for name in ("relu", "elu", "logistic", "binary step", "bipolar step"):
        at = seen(activation=name, b=-3.0)
        result, w1 = words.number(at.walk.root.data), words.number(at.gradient("w1"))
        rows += f"| {name} | {result} | {w1} |\n"
    return (
        f"With b = −3:\n\n| f | E | gradient of w1 |\n|---|---|---|\n{rows}\nThe ReLU is flat "
        "below 0: its local derivative is 0, and 0 times anything is 0. w1 x1 + w2 x2 = "
        f"{words.number(weighted)}, so every b below {words.number(-weighted)} makes z negative. "
        "The error is large, and yet all gradients of the weights are 0: nothing can be learnt "
        "from this sample. The binary and the bipolar step are flat for every b, which is why "
        "they cannot be trained this way at all."
    )


def solve_build() -> str:
    """The neuron's error as typed text."""
    own, built_in = seen(NEURON).walk.root.data, seen().walk.root.data
    return (
        f"`{NEURON}` gives {words.number(own)} with the page's first numbers, and the neuron's own "
        f"graph {words.number(built_in)}. Forgotten brackets are the usual mistake: without those "
        "around t − logistic(…) only the output is squared."
    )


def _is_dead(at: Seen) -> bool:
    relu = not at.settings.formula and at.settings.activation == "relu"
    deaf = relu and all(at.gradient(weight) == 0 for weight in ("w1", "w2", "b"))
    return deaf and at.walk.root.data > _LARGE


def _is_the_neuron(at: Seen) -> bool:
    """At the numbers on show, and at the page's first ones: far out, where the logistic is flat,
    other formulas have its value and its gradients too."""
    if not at.settings.formula or not {node.label for node in at.walk.nodes} >= set(NUMBERS):
        return False
    shown = dict(zip(NUMBERS, at.settings.numbers, strict=True))
    return all(_is_alike(at.settings.formula, numbers) for numbers in (shown, NUMBERS))


def _is_alike(typed: str, numbers: Mapping[str, float]) -> bool:
    """Whether a formula has the value and the gradients of the neuron's graph at these numbers."""
    try:
        own = seen(typed, "logistic", **numbers)
    except (FormulaError, GraphError):  # it has no value there
        return False
    pairs = zip(_numbers_of(own), _numbers_of(seen("", "logistic", **numbers)), strict=True)
    return all(isclose(one, other, rel_tol=1e-9, abs_tol=1e-12) for one, other in pairs)


def _numbers_of(at: Seen) -> list[float]:
    """The value of a graph and its gradients."""
    return [at.walk.root.data, *map(at.gradient, NUMBERS)]


EXERCISES: tuple[Exercise[Seen], ...] = (
    Exercise(
        key="chain_by_hand",
        title="The gradient of w1 by hand",
        task="The graph is a neuron's squared error: z = w1 x1 + w2 x2 + b, o = logistic(z), "
        "E = ½ (t − o)². Compute the gradient of w1, how fast E changes with w1, on paper: the "
        "values from left to right, then back from right to left. Then play it and compare. Which "
        "way would you move w1 and w2 to make E smaller?",
        hint="First z and o. Then go through the nodes from the right, and multiply by one local "
        "derivative at each: that of the square is 2 (t − o), that of the logistic o (1 − o).",
        solution=solve_by_hand,
        settings={"formula": "", "activation": "logistic", **NUMBERS, "step": 0},
        predict=Guess(
            "The gradient of w1",
            span=(-3.0, 3.0),
            step=0.001,
            truth=lambda at: at.gradient("w1"),
            near=0.005,
            explain=lambda guess, at: (
                "The size is as it should be, the sign is not: the error falls when o rises."
                if guess and isclose(guess, -at.gradient("w1"), abs_tol=0.005)
                else "Each node from E back to w1 multiplies by one local derivative."
            ),
        ),
    ),
    Exercise(
        key="used_twice",
        title="A node that is used more than once",
        task="x1·x1 + x1 at x1 = 3: what is the gradient of x1? Then play the backward steps and "
        "watch it add up.",
        hint="How many lines lead out of x1? Each brings something back.",
        solution=solve_twice,
        controls=("x1",),
        settings={"formula": "x1*x1 + x1", "x1": 3.0, "step": 0},
        predict=Choice(
            "The gradient of x1 is",
            {
                "1": "That is what the sum hands to x1 directly. x1 is used in the product too.",
                "4": "The product uses x1 twice, and each use brings 3 back.",
                "7": "1 from the sum, and 3 for each of the two factors.",
                "12": "That is the value of the formula, not how fast it changes.",
            },
            truth=lambda at: f"{at.gradient('x1'):g}",
        ),
    ),
    Exercise(
        key="dead_gradient",
        title="An error that teaches nothing",
        task="With the ReLU as activation, find a bias for which the error is larger than "
        f"{_LARGE:g} and the gradient of every weight is 0. With which other "
        "activations can this happen?",
        hint="What is the slope of the ReLU where z is below 0?",
        solution=solve_dead,
        controls=("activation", "b"),
        settings={"activation": "relu", "b": 1.0},
        solved=_is_dead,
    ),
    Exercise(
        key="own_formula",
        title="Type the neuron's error yourself",
        task="Write a formula that has the same value and the same gradients as the logistic "
        "neuron's graph.",
        hint="Build it from the inside: first z, then the output o = logistic(…), then ½ (t − o)².",
        solution=solve_build,
        controls=("formula",),
        solved=_is_the_neuron,
    ),
    Exercise(
        key="graph_question",
        title="What does a product hand on?",
        task="A product node a × b with a = 2 and b = 5 gets the gradient 3.",
        hint="Multiply the 3 that arrives by the local derivative: how fast does a × b change "
        "with a?",
        solution=lambda: (
            "From upstream comes 3, and the local derivative of a × b for a is the other factor, "
            "b = 5: a gets 3 × 5 = 15."
        ),
        predict=Choice(
            "It hands to a",
            {
                "3": "A sum would pass it on unchanged. A product multiplies by the other factor.",
                "5": "That is the local derivative alone. The chain rule multiplies it by the "
                "gradient that came from upstream.",
                "6": "That is 3 times a itself. When a moves by a little, the product moves b = 5 "
                "times as much, whatever a is.",
                "15": "Upstream × local = 3 × 5: the local derivative for a is the other factor.",
            },
            truth=lambda _: "15",
            waits=False,
        ),
    ),
)
