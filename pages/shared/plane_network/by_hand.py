"""Weights and biases set by hand: a text that fits into a link, and tables to type them into.

The text is the only thing kept: layers are parted by "|", neurons by ";", the numbers of a neuron
by ",", its bias first. "0.5,1,-1;0,2,2|1,-1,1" is a 2-2-1 network. The tables write that text.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import pandas as pd
import streamlit as st

from core.checks import Floats
from core.parameters import Layers
from pages.shared import words
from pages.shared.frame.linked_settings import put

LONGEST = 5000
"""Letters of a text: enough for the largest network, however many digits its weights have."""
LARGEST = 1e6
_SHEET = "weights by hand"


def parse(text: str, sizes: Sequence[int]) -> tuple[Layers, Layers]:
    """(weights, biases) of a text. ValueError says in a sentence what does not fit the network."""
    layers = [[_numbers(neuron) for neuron in layer.split(";")] for layer in text.split("|")]
    if len(layers) != len(sizes) - 1:
        has = words.count(len(layers), "layer")
        raise ValueError(f"It has {has}, the network has {len(sizes) - 1}.")
    for k, (neurons, (fan_in, units)) in enumerate(zip(layers, pairwise(sizes), strict=True), 1):
        if len(neurons) != units:
            has = words.count(len(neurons), "neuron")
            raise ValueError(f"Layer {k} has {has}, the network has {units}.")
        for j, numbers in enumerate(neurons, 1):
            if len(numbers) != 1 + fan_in:
                has = words.count(len(numbers), "number")
                needed = words.count(fan_in, "weight")
                raise ValueError(f"Layer {k}, neuron {j} has {has}; it needs a bias and {needed}.")
    arrays = [np.array(neurons).T for neurons in layers]
    return [layer[1:] for layer in arrays], [layer[0] for layer in arrays]


def write(weights: Sequence[Floats], biases: Sequence[Floats]) -> str:
    """The text of weights (fan_in, units) and biases (units,), with four digits."""
    return "|".join(
        ";".join(",".join(map(_number_text, neuron)) for neuron in np.vstack([b, w]).T)
        for w, b in zip(weights, biases, strict=True)
    )


def _number_text(value: float) -> str:
    return f"{value:.4g}"


def keep(key: str) -> None:
    """While the control ``key`` is shown: its text comes back after it was hidden for a while."""
    sheet: _Sheet | None = st.session_state.get(_SHEET)
    if sheet and key not in st.session_state:
        st.session_state[key] = sheet.text


def tables(key: str, text: str, start: tuple[Layers, Layers], inputs: Sequence[str]) -> None:
    """A table for each layer, a neuron in each column; what is typed goes into the text ``key``.

    ``start`` is what the tables show: the weights of the text, or others to begin with.
    """
    sheet = _sheet(key, text, start)
    names = list(inputs)
    for k, layer in enumerate(sheet.layers):
        output = k == len(sheet.layers) - 1
        st.caption("Output" if output else f"Hidden layer {k + 1}")
        columns = ["output"] if output else [f"neuron {j + 1}" for j in range(layer.shape[1])]
        st.data_editor(
            pd.DataFrame(layer, index=["bias", *names], columns=columns),
            key=f"{key} {sheet.turn} {k}",
            on_change=_typed,
            args=(sheet,),
            width="content",
        )
        names = [f"from neuron {j + 1}" for j in range(layer.shape[1])]


@dataclass
class _Sheet:
    """What the tables show, and the text they last wrote: a new text means new tables.

    They show numbers as such a text is written, so that what is not typed stays as it was.
    """

    key: str
    text: str
    layers: list[Floats]
    turn: int


def _sheet(key: str, text: str, start: tuple[Layers, Layers]) -> _Sheet:
    as_written = np.vectorize(lambda value: float(_number_text(value)))
    layers = [as_written(np.vstack([b, w])) for w, b in zip(*start, strict=True)]
    sheet: _Sheet | None = st.session_state.get(_SHEET)
    fits = sheet and [layer.shape for layer in sheet.layers] == [layer.shape for layer in layers]
    # Without a text the tables show another start as soon as there is one.
    same = text or all(map(np.array_equal, sheet.layers if sheet else [], layers))
    if sheet is None or not fits or sheet.text != text or not same:
        sheet = _Sheet(key, text, layers, sheet.turn + 1 if sheet else 0)
        st.session_state[_SHEET] = sheet
    return sheet


def _typed(sheet: _Sheet) -> None:
    """Something was typed: the text of the tables as they are now."""
    now = []
    for k, layer in enumerate(sheet.layers):
        edits = st.session_state.get(f"{sheet.key} {sheet.turn} {k}") or {}
        now.append(with_edits(layer, edits.get("edited_rows", {})))
    sheet.text = write([layer[1:] for layer in now], [layer[0] for layer in now])
    put({sheet.key: sheet.text}, {})


def with_edits(layer: Floats, edited_rows: Mapping[int, Mapping[str, float | None]]) -> Floats:
    """A layer's table (1 + fan_in, units) with what Streamlit says was typed; an empty cell is 0.

    Columns are called "neuron 1", "neuron 2"; the only one of the output is "output".
    """
    result = layer.copy()
    for row, changes in edited_rows.items():
        for column, value in changes.items():
            j = 0 if column == "output" else int(column.removeprefix("neuron ")) - 1
            result[int(row), j] = float(np.clip(value or 0.0, -LARGEST, LARGEST))
    return result


def _numbers(neuron: str) -> list[float]:
    try:
        numbers = [float(part) for part in neuron.split(",")]
    except ValueError:
        raise ValueError("It has something that is not a number.") from None
    if not all(abs(number) <= LARGEST for number in numbers):
        most = words.whole(LARGEST)
        raise ValueError(f"Every number must be from −{most} to {most}.")
    return numbers
