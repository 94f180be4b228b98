"""The script of the page Activation functions: all ten and their slopes at the cursor."""

from collections.abc import Sequence

from core.activations import ACTIVATIONS, Activation
from pages.shared.script import pieces
from pages.shared.script.functions import functions, slopes
from pages.shared.script.pieces import Told
from pages.shared.script.script import Script, Section

_LOGISTIC = [ACTIVATIONS["logistic"]]
_TRIED = "z = np.linspace(-5, 5, 11)\nprint(logistic(z))\nprint(logistic_slope(z))"
RULE = f"{functions(_LOGISTIC)}\n\n\n{slopes(_LOGISTIC)}\n\n\n{_TRIED}"


def write(activations: Sequence[Activation], z: float, flat: float) -> Script:
    """The functions with the parameters on the screen, at the net input z."""
    names = [f.name for f in activations]
    numbers = {
        "Z": (z, "the net input at the cursor"),
        "FLAT": (flat, "a slope below this counts as flat: there a neuron hardly learns"),
    }
    return Script(
        "activation_functions",
        "Ten activation functions and their slopes",
        f"What a neuron makes of its net input z, at z = {z:g}, and how fast that changes with z. "
        "At a jump or a kink the slope is that on its right.",
        (
            pieces.settings(numbers),
            Section("The functions", "f(z), with the parameters put in.", functions(activations)),
            Section("The slopes", "f'(z), which learning follows.", slopes(activations)),
            _values(names),
            _PICTURE,
            pieces.compared(
                [
                    Told("values", "values", [float(f(z)) for f in activations]),
                    Told("slopes", "slopes", [float(f.derivative(z)) for f in activations]),
                ]
            ),
        ),
    )


def _values(names: Sequence[str]) -> Section:
    pairs = ",\n".join(f"    ({name}, {name}_slope)" for name in names)
    return Section(
        "At the cursor", "The same z through all of them.", f"PAIRS = [\n{pairs},\n]{_AT}"
    )


_AT = """
values, slopes = [], []
for f, slope in PAIRS:
    values.append(float(f(Z)))
    slopes.append(float(slope(Z)))
    told = "flat" if abs(slopes[-1]) < FLAT else ""
    print(f"{f.__name__:14} f(z) = {values[-1]:8.5f}   slope {slopes[-1]:8.5f} {told}")
"""

_PICTURE = pieces.picture(
    "All ten from -5 to 5.",
    """\
z = np.linspace(-5, 5, 501)
figure = go.Figure()
for f, slope in PAIRS:
    figure.add_scatter(x=z, y=f(z), name=f.__name__)
figure.update_layout(xaxis_title="Net input z", yaxis_title="f(z)")
figure.show()""",
)
