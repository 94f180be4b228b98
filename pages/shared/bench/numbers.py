"""The numbers behind a figure, when somebody asks: as a table and as a CSV file."""

import re
from collections.abc import Iterable, Sequence

import pandas as pd
import streamlit as st
from numpy.typing import ArrayLike

from data import with_columns
from pages.shared import words
from pages.shared.bench.stage import Shown
from pages.shared.bench.touches import Touch

ASKED = "numbers"
_MOST_ROWS = 5000
_FORMULA = re.compile(r"[=+\-@\t\r](?![\d.]+(e[+-]?\d+)?$)", re.IGNORECASE)
"""How a formula begins. A number such as -0.4 is none, though it is text in some tables."""


def ask(touch: Touch) -> None:
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
    frame = unsigned_zeros(shown.table())
    st.dataframe(
        frame.head(_MOST_ROWS),
        hide_index=True,
        height=min(420, 40 + 35 * len(frame)),
        placeholder="",  # where a kept run has no such column, "None" would look like a value
    )
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


def unsigned_zeros(frame: pd.DataFrame) -> pd.DataFrame:
    """The table with 0 where it has -0.0, which a product with a negative number leaves."""
    return with_columns(frame, {name: frame[name] + 0.0 for name in frame.select_dtypes("float")})


def beside(columns: Iterable[tuple[str, ArrayLike]]) -> pd.DataFrame:
    """Columns side by side; one with the name of a former, as a student's may be, gets a number."""
    made: dict[str, ArrayLike] = {}
    for name, column in columns:
        names = (name, *(f"{name} ({k})" for k in range(2, len(made) + 2)))
        made[next(free for free in names if free not in made)] = column
    return pd.DataFrame(made)


def safe_csv(frame: pd.DataFrame) -> str:
    """The table as CSV text in which no cell or column name is a formula to a spreadsheet.

    Text that begins like one gets an apostrophe in front, which a spreadsheet takes for "text".
    """
    texts = {
        name: column.map(_disarmed)
        for name, column in frame.items()
        if not pd.api.types.is_numeric_dtype(column)
    }
    return with_columns(frame, texts).rename(columns=_disarmed).to_csv(index=False)


def _disarmed(cell: object) -> object:
    if not isinstance(cell, str):
        return cell
    text = words.unisolated(cell)
    return f"'{text}" if _FORMULA.match(text) else text
