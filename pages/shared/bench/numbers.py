"""The numbers behind a figure, when somebody asks: as a table and as a CSV file."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd
import streamlit as st

from pages.shared import words
from pages.shared.bench.stage import Shown

ASKED = "numbers"
_MOST_ROWS = 5000
_FORMULA = re.compile(r"[=+\-@\t\r](?![\d.]+(e[+-]?\d+)?$)", re.IGNORECASE)
"""How a formula begins. A number such as -0.4 is none, though it is text in some tables."""


def ask(touch: Mapping[str, Any]) -> None:
    """A person asked for the numbers of a figure."""
    st.session_state[ASKED] = touch["figure"]


def show(shown: Sequence[Shown]) -> None:
    """Open the table that was asked for, if its figure is on the stage."""
    for one in shown:
        if one.key == st.session_state.get(ASKED):
            st.dialog(f"Numbers: {one.title}", width="large", on_dismiss=_close)(_table)(one)


def refuse(why: str) -> None:
    """Say why they are not shown now, if they were asked for."""
    if st.session_state.pop(ASKED, None):
        st.toast(why)


def _close() -> None:
    st.session_state.pop(ASKED, None)


def _table(shown: Shown) -> None:
    frame = shown.table()
    st.dataframe(frame.head(_MOST_ROWS), hide_index=True, height=min(420, 40 + 35 * len(frame)))
    if len(frame) > _MOST_ROWS:
        some = f"{words.whole(_MOST_ROWS)} of {words.whole(len(frame))} rows"
        st.caption(f"The first {some}. The CSV file has them all.")
    st.download_button(
        "Download CSV",
        lambda: safe_csv(frame),
        file_name=f"{shown.key}.csv",
        mime="text/csv",
        icon=":material/download:",
        key=f"{shown.key}_csv",
        on_click="ignore",
    )


def safe_csv(frame: pd.DataFrame) -> str:
    """The table as CSV text in which no cell or column name is a formula to a spreadsheet.

    Text that begins like one gets an apostrophe in front, which a spreadsheet takes for "text".
    """
    columns = {name: frame[name].map(_disarmed) for name in frame.columns if _is_text(frame[name])}
    return frame.assign(**columns).rename(columns=_disarmed).to_csv(index=False)


def _is_text(column: pd.Series) -> bool:
    return not pd.api.types.is_numeric_dtype(column)


def _disarmed(cell: object) -> object:
    return f"'{cell}" if isinstance(cell, str) and _FORMULA.match(cell) else cell
