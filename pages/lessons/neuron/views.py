"""The figures of the Neuron page: the drawing, the sum as it grows, output against one input."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd

from core.checks import Floats
from pages.lessons.neuron import told
from pages.lessons.neuron.settings import SPAN, Neuron
from pages.shared import words
from pages.shared.bench.stage import Grip, Shown
from pages.shared.figures import activations as shapes
from pages.shared.figures import curves, diagram, style
from pages.shared.figures.motion import Cursor, Path

ZERO, INPUT = "zero", "input"
"""The grips: the point where z = 0, which the bias moves, and the input itself."""
_BEND, _SUM, _OUTPUT = 0.4, 0.62, 1.0
_POINTS = 181


def moments(shown: Neuron) -> int:
    """The start, a product each, the bias, the activation."""
    return shown.n + 3


def drawing(shown: Neuron) -> Shown:
    """The neuron with its numbers, the sum growing from input to input."""
    said = words.unmarked(told.outcome(shown))
    return Shown(
        "neuron_drawn",
        "The neuron",
        diagram.figure([_drawn(shown, i) for i in range(moments(shown))], strongest=SPAN[1]),
        f"A neuron with {words.count(shown.n, 'input')} and a bias. {said}",
        lambda: parts_table(shown),
        place="main",
        least=(0, 180),  # of a small phone's screen, or the legend lies on the first product
    )


def _drawn(shown: Neuron, moment: int) -> diagram.Diagram:
    return diagram.Diagram(list(_cells(shown, moment)), list(_connections(shown, moment)))


def _cells(shown: Neuron, moment: int) -> Iterator[diagram.Cell]:
    """Inputs and the bias's cell on the left, the sum in the middle, the output on the right."""
    *places, bias_place = diagram.column(0.0, shown.n + 1)
    size = 34 if shown.n <= 5 else 28
    for i, (place, a) in enumerate(zip(places, shown.inputs, strict=True)):
        yield diagram.Cell(*place, words.number(a), f"a{told.sub(i)}", size=size)
    yield diagram.Cell(*bias_place, "1", "bias", size=size, constant=True)
    done, last = moment > shown.n, moment == moments(shown) - 1
    total = words.number(shown.sums[min(moment, shown.n + 1)])
    state: diagram.CellState = "known" if last else "active" if moment else "waiting"
    said = f"net input z = {total}" if done else f"the sum so far, {total}"
    yield diagram.Cell(
        _SUM, 0.0, f"{'z' if done else 'sum'}<br>{total}", size=64, hover=said, state=state
    )
    yield diagram.Cell(
        _OUTPUT, 0.0, f"f(z)<br>{_in_cell(shown.output)}", f"output<br>{shown.activation}",
        "bottom", size=64, state="active" if last else "waiting",
        hover=f"output f(z) = {words.number(shown.output, 8)}" if last else "",
    )  # fmt: skip


def _in_cell(value: float) -> str:
    """No wider than a cell: the digits of what is nearly 0 are said above and when pointed at."""
    return "≈ 0" if 0 < abs(value) < 1e-4 else words.number(value)


def _connections(shown: Neuron, moment: int) -> Iterator[diagram.Connection]:
    """A weight joins when its moment has come; then its product stands at it."""
    n = shown.n
    rows = zip([*shown.weights, shown.bias], [*shown.products, shown.bias], strict=True)
    for i, (weight, product) in enumerate(rows):
        lit = moment > i
        name = f"weight w{told.sub(i)}" if i < n else "bias b"
        text = f"× {words.number(weight)}" + (f" = {words.number(product)}" if lit else "")
        said = f"{name} = {words.number(weight)}"
        yield diagram.Connection(i, n + 1, weight, text, said, _BEND, lit)
    yield diagram.Connection(n + 1, n + 2, None, hover="z goes into f", lit=moment > n + 1)


def parts_table(shown: Neuron) -> pd.DataFrame:
    """One row for each input, the last for the bias."""
    return pd.DataFrame(
        {
            "input": [*(f"a{told.sub(i)}" for i in range(shown.n)), "constant 1"],
            "value": [*shown.inputs, 1.0],
            "weight": [*shown.weights, shown.bias],
            "weight × value": [*shown.products, shown.bias],
            "sum so far": shown.sums[1:],
        }
    )


def sums(shown: Neuron) -> Shown:
    """The sum after each product and the bias."""
    y = np.array(shown.sums)
    x = np.arange(len(y), dtype=float)
    names = ["0", *(f"w{told.sub(i)}a{told.sub(i)}" for i in range(shown.n)), "b"]
    room = 0.1 * (np.ptp(y) or 1.0)
    line = {
        "type": "scatter", "mode": "lines", "x": x, "y": y, "showlegend": False,
        "line": {"color": style.CURVE_COLOURS[0], "shape": "hv", "width": 3},
        "hovertemplate": "%{y}<extra></extra>",
    }  # fmt: skip
    head = {
        "type": "scatter", "mode": "markers", "x": [x[-1]], "y": [y[-1]], "hoverinfo": "skip",
        "showlegend": False, "marker": {"color": style.CURVE_COLOURS[0], "size": 12},
    }  # fmt: skip
    ticks = {"tickvals": x, "ticktext": names}
    figure = style.figure(
        [line, head],
        style.axis("Added so far, up to", (-0.2, len(y) - 0.8), **ticks),
        style.axis("Sum", (y.min() - room, y.max() + room), zeroline=True),
    )
    last = np.minimum(np.arange(moments(shown)), shown.n + 1)
    moving = replace(figure, motions=[Path(0, 1, x, y, last)])
    alt = f"The sum from 0 over {words.count(shown.n, 'product')} and the bias to the net input z."
    return Shown("neuron_sum", "The sum", moving, alt, lambda: parts_table(shown))


def against(shown: Neuron) -> Shown:
    """The output against one input, with the bias and without it; at the end, the neuron on it."""
    name = f"a{told.sub(shown.across)}"
    biases = [shown.bias, 0.0] if shown.bias else [0.0]
    lines = [_response(shown, bias) for bias in biases]
    figure = curves.figure(
        [curves.Curve(f"bias {words.number(b)}", x, y)
         for b, (x, y, _) in zip(biases, lines, strict=True)],
        f"Input {name}", "Output", x={"bounds": SPAN}, y=_output_axis(shown),
    )  # fmt: skip
    cursors = [_at_the_end(shown, i, row) for i, (_, _, row) in enumerate(lines)]
    extra = _zero_mark(shown)
    if extra:
        cursors.append(Cursor([len(lines)], np.full(moments(shown), -1)))
    return Shown(
        "neuron_against",
        f"Output against {name}",
        replace(figure, data=[*figure.data, *extra], motions=cursors),
        f"Output against input {name}{', with the bias and without it' * bool(shown.bias)}. "
        f"{told.moved(shown)}",
        lambda: curve_table(shown),
        grips=_grips(shown),
    )


def _response(shown: Neuron, bias: float) -> tuple[Floats, Floats, int]:
    """The curve, and the place in it where the input is now."""
    bend, at = shapes.bend(shown.f), None
    zero = shown.zero(bias)
    if bend is not None and zero is not None:
        at = zero + bend / shown.slope
    x, y = shapes.curve(lambda a: shown.response(a, bias), SPAN, at, _POINTS)
    now = shown.inputs[shown.across]
    row = int(np.searchsorted(x, now, side="right"))
    return np.insert(x, row, now), np.insert(y, row, shown.response(np.array(now), bias)), row


def _at_the_end(shown: Neuron, trace: int, row: int) -> Cursor:
    """Once the activation has answered, the cursor stands at the input; no curve before that
    while a prediction is asked for."""
    rows = np.full(moments(shown), -1)
    rows[-1] = row
    return Cursor([trace], rows)


def _zero_mark(shown: Neuron) -> list[dict[str, Any]]:
    zero = shown.in_sight(shown.bias)
    if zero is None:
        return []
    return [
        {
            "type": "scatter", "mode": "markers", "x": [zero], "y": [float(shown.f(0.0))],
            "name": "z = 0", "hovertemplate": "z = 0 at %{x:.4g}<extra></extra>",
            "showlegend": True,
            "marker": {"color": style.WRONG, "symbol": "diamond", "size": 11},
        }
    ]  # fmt: skip


def _grips(shown: Neuron) -> tuple[Grip, ...]:
    """The input can be dragged along its axis, and so can the point where z = 0."""
    now, low = shown.inputs[shown.across], min(shown.response(np.array(SPAN), shown.bias))
    grips = [Grip(INPUT, f"Input a{told.sub(shown.across)}", now, float(low), "x")]
    zero = shown.in_sight(shown.bias)
    if zero is not None:
        grips.append(Grip(ZERO, "Where z = 0: moves the bias", zero, float(shown.f(0.0)), "x"))
    return tuple(grips)


def _output_axis(shown: Neuron) -> dict[str, Any]:
    """A bounded output keeps its axis still."""
    low, high = shown.f.low, shown.f.high
    room = 0.15 * (high - low)
    return {"bounds": (low - room, high + room)} if np.isfinite(room) else {}


def curve_table(shown: Neuron) -> pd.DataFrame:
    """The two curves as numbers."""
    a = np.linspace(*SPAN, 81)
    return pd.DataFrame(
        {
            f"a{told.sub(shown.across)}": a,
            "output": shown.response(a, shown.bias),
            "output with bias 0": shown.response(a, 0.0),
        }
    )
