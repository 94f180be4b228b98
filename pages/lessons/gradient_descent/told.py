"""What the Gradient descent page says of each moment of a run, and of the rule; ``endings`` has how
it ended."""

import math

import numpy as np

from core.activations import ACTIVATIONS
from core.descent import Descent
from pages.lessons.gradient_descent.slope import VIEW
from pages.shared import words

_NO_STEP = "Next: there is no slope here, so w stays"
_ON_AN_EDGE = "at an edge, where there is no slope: stay"
_DIGITS = (4, 13)
"""Of a weight beside its step: usually, and too many for a sentence."""


def captions(run: Descent) -> list[str]:
    """Where the weight is at each moment, and which way is down."""
    return [caption(run, update) for update in range(len(run.places))]


def caption(run: Descent, update: int) -> str:
    """One moment."""
    w = float(run.places[update])
    outside = " (outside the view)" if abs(w) > VIEW[1] else ""
    when = f"Update {update}" if update else "Start"
    way = _ON_AN_EDGE if w in run.curve.edges else direction(run, update)
    return f"{when}: w = {words.number(w)}{outside}, {way}"


def direction(run: Descent, update: int) -> str:
    """What the sign of the slope says about the way down."""
    slope = float(run.slopes[update])
    if not _moves(run, update):
        return f"slope {words.number(slope)}: stay"
    if slope > 0:
        return f"slope {words.number(slope)}, positive: go left"
    return f"slope {words.number(slope)}, negative: go right"


def _moves(run: Descent, update: int) -> bool:
    """Whether the next update is large enough to be seen in the weight."""
    w = float(run.places[update])
    return w - run.eta * float(run.slopes[update]) != w


def sayings(run: Descent) -> list[str]:
    """The arithmetic of the update that follows each moment."""
    pairs = zip(run.places.tolist(), run.slopes.tolist(), strict=True)
    return [
        _NO_STEP if w in run.curve.edges else arithmetic(run.eta, w, slope) for w, slope in pairs
    ]


def arithmetic(eta: float, w: float, slope: float) -> str:
    """The next update with the numbers put in."""
    factors = f"{words.number(eta)}·{words.bracketed(words.number(slope))}"
    digits = _digits(w, eta * slope)
    here, there = words.number(w, digits), words.number(w - eta * slope, digits)
    return f"Next: w − η·slope = {here} − {factors} = {there}"


def _digits(w: float, step: float) -> int:
    """As many digits of w as it takes to see the step, where that is not too many."""
    if w == 0.0 or step == 0.0:
        return _DIGITS[0]
    first, seen = (math.floor(math.log10(abs(value))) for value in (w, step))
    wanted = first - seen + 1
    return wanted if wanted in range(*_DIGITS) else _DIGITS[0]


def last(run: Descent) -> str:
    """The place the run ended at."""
    return f"w = {words.number(run.places[-1])}"


def count(run: Descent) -> str:
    """The updates that were made."""
    return words.count(len(run.places) - 1, "update")


RULE = (
    "$$\nw \\leftarrow w - \\eta\\,J'(w)\n$$\n\n"
    "A **positive** slope means that J rises to the right, so downhill is to the **left**: hence "
    "the minus sign. An update is long where the curve is steep, and short near a minimum, where "
    "the slope goes to 0. Close to a minimum, the distance to it shrinks from update to update "
    "only while $\\eta < 2/J''$. Here $J''$, the second derivative, is the curvature at the "
    "minimum. With a larger $\\eta$ a jump over it from close by lands higher than it began."
)


def this_curve(run: Descent) -> str:
    """The curve's formulas, and the first update with its numbers."""
    formulas = f"$$\n{run.curve.formula}\n$$\n\n$$\n{run.curve.slope_formula}\n$$\n\n"
    w, slope = float(run.places[0]), float(run.slopes[0])
    if w in run.curve.edges:
        at = f"w = {words.number(w)} is at an edge, where J has no slope"
        return f"{formulas}There is no update here: {at}."
    change = f"−η J′(w) = {words.number(-run.eta * slope)}"
    so = f"so w goes {'left' if slope > 0 else 'right'}: it changes by {change}"
    if not _moves(run, 0):
        so = f"so w stays: {change}" + (" is lost in rounding" if slope else "")
    return (
        f"{formulas}The first update here: at w = {words.number(w)} the slope is "
        f"{words.number(slope)}, {so}."
    )


NEURON = (
    "One linear neuron, output $o = w_0 + \\sum_j w_j x_j$, sees every sample with its target $t$. "
    "Half the sum of squared errors is its cost J; the weights that make it smallest are those of "
    "**least squares**. J depends on several weights now, so it has a slope along each of them. "
    "All slopes together are its **gradient**, written $\\nabla J$ (the sign is called nabla), "
    "which points uphill. How does J change with one weight $w_j$?"
)
_STEPS = (
    (r"J = \tfrac{1}{2}\sum (t - o)^2", "The cost, a sum over all samples."),
    (
        r"\frac{\partial J}{\partial w_j} = \tfrac{1}{2}\sum \frac{\partial (t - o)^2}"
        r"{\partial w_j}",
        "The slope of a sum is the sum of the slopes.",
    ),
    (
        r"= \tfrac{1}{2}\sum 2\,{(t - o)}\,\frac{\partial (t - o)}{\partial w_j}",
        "Chain rule: first the square, then what is inside. The 2 cancels the ½.",
    ),
    (
        r"= -\sum (t - o)\,\frac{\partial o}{\partial w_j}",
        "The target is fixed, so only the output changes, with a minus sign.",
    ),
    (
        r"= -\sum (t - o)\,x_j",
        "In $o$ the weight $w_j$ multiplies $x_j$ alone (for the bias, $x_0 = 1$).",
    ),
    (
        r"\Delta w_j = -\eta\,\frac{\partial J}{\partial w_j} = \eta \sum (t - o)\,x_j",
        "One update downhill: the two minus signs cancel.",
    ),
)
DERIVATION = "\n".join(
    (
        "| Step | Why |",
        "|---|---|",
        *(rf"| $\displaystyle {sign}$ | {why} |" for sign, why in _STEPS),
    )
)
ADALINE = (
    "This is **Adaline** (Widrow and Hoff 1960), the gradient of one layer. Often said: this is "
    "already backpropagation. It is not: no error is carried back through a layer. Backpropagation "
    "is the chain rule through hidden layers. (Widrow and Hoff changed the weights after each "
    "sample; here all samples make one update together.)"
)
COMPARED = (
    "| Question | Perceptron | Adaline |\n|---|---|---|\n"
    "| Output while learning | −1 or +1 | a real number |\n"
    "| Error $t - o$ | 0 or ±2 | any size |\n"
    "| Updates in an epoch | one for each mistake | one, from all samples |\n"
    "| Stops changing | once an epoch has no mistakes | at the minimum of J |\n"
    "| Does η matter from a zero start? | for the scale of the weights (and for rounding) | yes |\n"
)
ROUNDING = (
    "**Why rounding?** In exact arithmetic η only scales the weights of a perceptron that starts "
    "at 0. But a computer rounds, and where z would be exactly 0 (a tie) the rounded sum falls on "
    "one side or the other. With η a power of two, such as 0.5 or 1, the scaling is exact to the "
    "last bit. The page Perceptron says more; see it for versicolor against virginica after 1000 "
    "epochs:"
)
STEP_FUNCTION = (
    "For the logistic function, the sigmoid with steepness 1, the slope comes free with the "
    "output:\n\n"
    "$$\n{f(z) = \\frac{1}{1 + e^{-z}}} \\qquad\\allowbreak "
    "{f'(z) = \\frac{e^{-z}}{(1 + e^{-z})^2}}\n$$\n\n"
    "$$\nf'(z) = \\frac{1}{1 + e^{-z}} \\cdot \\frac{e^{-z}}{1 + e^{-z}} = f\\,(1 - f)\n$$\n\n"
    "because $e^{-z}/(1 + e^{-z}) = 1 - f$. A step function has slope 0 everywhere but at its "
    "jump, where it has none. Then J is a flight of stairs, and gradient descent stands still: "
    "choose the curve *stairs* to see it."
)


def slopes() -> str:
    """f, f(1 - f), and the slope measured with a small difference h, at a few places."""
    logistic, h = ACTIVATIONS["logistic"], 1e-5
    z = np.array([-4.0, -2.0, 0.0, 2.0, 4.0])
    f = logistic(z)
    measured = (logistic(z + h) - logistic(z - h)) / (2 * h)
    rows = np.round(np.column_stack([z, f, f * (1 - f), measured]), 6).tolist()
    lines = "".join(f"| {' | '.join(map(words.number, row))} |\n" for row in rows)
    return f"| z | f | f (1 − f) | measured slope |\n|---|---|---|---|\n{lines}"
