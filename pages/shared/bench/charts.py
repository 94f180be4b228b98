"""Showing a figure with a name for screen readers, a PNG button and its numbers as a table."""

from collections.abc import Callable

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from pages.shared.bench.numbers import safe_csv
from pages.shared.figures.drawing import Drawing
from pages.shared.figures.figure import Figure

_MOST_ROWS = 5000
_UNUSED_BUTTONS = ["pan2d", "zoomIn2d", "zoomOut2d", "autoScale2d", "select2d", "lasso2d"]


def show(figure: go.Figure | Figure, key: str, alt: str, table: Callable[[], pd.DataFrame]) -> None:
    """Show a figure and, when asked for, the numbers it was drawn from.

    key:   a name that is unique on the page; also the name of the PNG and CSV files
    alt:   what the figure shows, in one or two sentences with its current numbers
    table: makes the table; called only while it is open
    """
    if isinstance(figure, Figure):
        figure = Drawing(list(figure.data), figure.layout)
    image = {"format": "png", "scale": 2, "filename": key}
    st.plotly_chart(
        figure,
        key=key,
        alt=alt,
        config={
            "displaylogo": False,
            "modeBarButtonsToRemove": _UNUSED_BUTTONS,
            "toImageButtonOptions": image,
        },
    )
    with st.expander("Numbers", key=f"{key}_numbers", type="compact", on_change="rerun") as numbers:
        if numbers.open:
            _show_table(table(), key)


def _show_table(frame: pd.DataFrame, key: str) -> None:
    st.dataframe(frame.head(_MOST_ROWS), hide_index=True, height=min(300, 40 + 35 * len(frame)))
    if len(frame) > _MOST_ROWS:
        st.caption(f"The first {_MOST_ROWS:,} of {len(frame):,} rows. The CSV file has them all.")
    st.download_button(
        "Download CSV",
        lambda: safe_csv(frame),
        file_name=f"{key}.csv",
        mime="text/csv",
        icon=":material/download:",
        key=f"{key}_csv",
        on_click="ignore",
    )
