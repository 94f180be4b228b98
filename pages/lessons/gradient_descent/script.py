"""The script of the page Gradient descent: one weight on its way down a curve."""

from core.descent import FAR, Descent
from pages.shared import words
from pages.shared.script import pieces
from pages.shared.script.pieces import Told
from pages.shared.script.rounding import NUDGED_ETA
from pages.shared.script.script import Script, Section

RULE = '''\
def slope(w):
    """dJ/dw of the parabola J = 1/2 (w - 1)^2."""
    return w - 1


def descend(w, eta, updates):
    """The weight before update 1 and after each. An update goes against the slope, times eta."""
    places = [w]
    for update in range(updates):
        w = w - eta * slope(w)
        places.append(w)
    return places


print(descend(-3.0, 0.3, 20))'''


def write(run: Descent, updates: int) -> Script:
    """The run on the screen, of so many updates at most."""
    numbers = {
        "START": (float(run.places[0]), "the weight before update 1"),
        "ETA": (run.eta, "learning rate"),
        "UPDATES": (updates, "how many updates to take"),
    }
    told = [
        Told("updates made", "len(places) - 1", len(run.places) - 1),
        Told("w at the end", "places[-1]", float(run.places[-1])),
        Told("J at the end", "float(J(places[-1]))", float(run.costs[-1])),
        Told("slope at the end", "float(slope(places[-1]))", float(run.slopes[-1])),
        Told("updates over a minimum", "len(overshoots)", len(run.overshoots)),
    ]
    formula = "J and its slope, the derivative. The places of the minima, the lowest first."
    code = f"{_CURVES[run.curve.name]}\n\n\nMINIMA = {pieces.literal(run.curve.minima)}"
    return Script(
        "gradient_descent",
        f"Gradient descent with one weight: {run.curve.name}",
        f"Look at the slope, go downhill, repeat: {words.count(updates, 'update')} with "
        f"the learning rate {run.eta:g} from w = {run.places[0]:g}.",
        (
            pieces.settings(numbers), Section("The curve", formula, code), _TRAINING, _RESULT,
            _PICTURE, pieces.compared(told, _AGAIN),
        ),
    )  # fmt: skip


_CURVES = {
    "parabola": '''\
def J(w):
    """The bowl of a linear neuron."""
    return 0.5 * (w - 1) ** 2


def slope(w):
    """dJ/dw."""
    return w - 1''',
    "two minima": '''\
def J(w):
    """A curve with a low minimum and a higher one."""
    return (((w / 16 - 1 / 24) * w - 0.5) * w + 0.5) * w + 5 / 3


def slope(w):
    """dJ/dw, which is 0 at both minima and between them."""
    return (w + 2) * (w - 0.5) * (w - 2) / 4''',
    "plateau": '''\
def f(w):
    """What a logistic neuron answers to the input 3: 1 / (1 + e^-3w), written with tanh."""
    return 0.5 * (1 + np.tanh(0.5 * (3 * w)))


def J(w):
    """The squared error of that neuron, whose target is 0.8."""
    return 0.5 * (0.8 - f(w)) ** 2


def slope(w):
    """dJ/dw: error, times the slope f (1 - f), times the input."""
    return (f(w) - 0.8) * f(w) * (1 - f(w)) * 3''',
    "stairs": '''\
def J(w):
    """The errors of a neuron with a step: three samples, each wrong while w is below its edge."""
    return 0.5 * ((w < -2.0) * 1 + (w < 0.0) * 1 + (w < 2.0) * 1)


def slope(w):
    """0 between the edges; at an edge there is no slope."""
    return 0.0 * w''',
}

_TRAINING = Section(
    "Training",
    "The gradient points uphill, so the weight goes the other way, in proportion to the slope.",
    f'''\
FAR = {FAR:_.0f}  # a weight beyond this is lost: the run diverges


def descend(eta):
    """The weight before update 1 and after each."""
    places = [START]
    for update in range(UPDATES):
        w = places[-1] - eta * float(slope(places[-1]))
        if abs(w) > FAR:
            break
        places.append(w)
    return places


def over_a_minimum(places):
    """The updates, from 1, that jumped from one side of a minimum to the other."""
    pairs = [(min(pair), max(pair)) for pair in zip(places, places[1:])]
    return [
        update
        for update, (low, high) in enumerate(pairs, start=1)
        if any(low + 1e-12 < minimum < high - 1e-12 for minimum in MINIMA)
    ]


places = descend(ETA)
''',
)

_RESULT = Section(
    "The result",
    "Where each update led, up to the twentieth, and where it ended.",
    """\
overshoots = over_a_minimum(places)
for update, w in enumerate(places[:21]):
    print(f"update {update}: w = {w:.6g}, J = {J(w):.6g}, slope {slope(w):.6g}")

print(f"At the end, after update {len(places) - 1}: w = {places[-1]}, J = {J(places[-1])}")
if len(places) <= UPDATES:
    print("The next update leads far away: the learning rate is too large.")
""",
)

_PICTURE = pieces.picture(
    "The curve and the places.",
    """\
w = np.linspace(-5, 5, 501)
figure = go.Figure()
figure.add_scatter(x=w, y=J(w), name="J")
figure.add_scatter(x=places, y=J(np.array(places)), mode="lines+markers", name="updates")
figure.update_layout(xaxis_title="Weight w", yaxis_title="J", xaxis_range=[-5, 5])
figure.show()""",
)

_AGAIN = f"""\
descend({NUDGED_ETA})
    w = moved[-1]
    moved = [len(moved) - 1, w, float(J(w)), float(slope(w)), len(over_a_minimum(moved))]"""
