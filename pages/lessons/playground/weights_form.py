"""Tables to type weights and biases into: they write the text that the link holds (``by_hand``)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
import streamlit as st

from core.checks import Floats
from core.parameters import Layers
from pages.shared.frame.linked_settings import put
from pages.shared.plane_network import by_hand

WEIGHTS = "weights"
"""The key of the control that holds the text."""
_SHEET = "weights by hand"


def keep() -> None:
    """While the control is shown: its text comes back after it was hidden for a while."""
    sheet: _Sheet | None = st.session_state.get(_SHEET)
    if sheet and WEIGHTS not in st.session_state:
        st.session_state[WEIGHTS] = sheet.text


def tables(text: str, start: tuple[Layers, Layers], inputs: Sequence[str]) -> None:
    """A table for each layer, a neuron in each column; what is typed goes into the text.

    ``start`` is what the tables show: the weights of the text, or others to begin with.
    """
    sheet = _sheet(text, start)
    names = list(inputs)
    for k, layer in enumerate(sheet.layers):
        output = k == len(sheet.layers) - 1
        st.caption("Output" if output else f"Hidden layer {k + 1}")
        columns = ["output"] if output else [f"neuron {j + 1}" for j in range(layer.shape[1])]
        st.data_editor(
            pd.DataFrame(layer, index=["bias", *names], columns=columns),
            key=f"{WEIGHTS} {sheet.turn} {k}",
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

    text: str
    layers: list[Floats]
    turn: int


def _sheet(text: str, start: tuple[Layers, Layers]) -> _Sheet:
    as_written = np.vectorize(lambda value: float(by_hand.number_text(value)))
    layers = [as_written(np.vstack([b, w])) for w, b in zip(*start, strict=True)]
    sheet: _Sheet | None = st.session_state.get(_SHEET)
    fits = sheet and [layer.shape for layer in sheet.layers] == [layer.shape for layer in layers]
    # Without a text the tables show another start as soon as there is one.
    same = text or all(map(np.array_equal, sheet.layers if sheet else [], layers))
    if sheet is None or not fits or sheet.text != text or not same:
        sheet = _Sheet(text, layers, sheet.turn + 1 if sheet else 0)
        st.session_state[_SHEET] = sheet
    return sheet


def _typed(sheet: _Sheet) -> None:
    """Something was typed: the text of the tables as they are now."""
    now = []
    for k, layer in enumerate(sheet.layers):
        edits = st.session_state.get(f"{WEIGHTS} {sheet.turn} {k}") or {}
        now.append(with_edits(layer, edits.get("edited_rows", {})))
    sheet.text = by_hand.write([layer[1:] for layer in now], [layer[0] for layer in now])
    put({WEIGHTS: sheet.text})


def with_edits(layer: Floats, edited_rows: Mapping[int, Mapping[str, float | None]]) -> Floats:
    """A layer's table (1 + fan_in, units) with what Streamlit says was typed; an empty cell is 0.

    Columns are called "neuron 1", "neuron 2"; the only one of the output is "output".
    """
    result = layer.copy()
    for row, changes in edited_rows.items():
        for column, value in changes.items():
            j = 0 if column == "output" else int(column.removeprefix("neuron ")) - 1
            result[int(row), j] = float(np.clip(value or 0.0, -by_hand.LARGEST, by_hand.LARGEST))
    return result
