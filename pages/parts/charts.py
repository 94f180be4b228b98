"""Showing a figure with a name for screen readers, a PNG button and its numbers as a table."""

from collections.abc import Callable

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

_UNUSED_BUTTONS = ["zoomIn2d", "zoomOut2d", "autoScale2d", "select2d", "lasso2d"]


def show(figure: go.Figure, key: str, alt: str, table: Callable[[], pd.DataFrame]) -> None:
    """Show a figure and, when asked for, the numbers it was drawn from.

    key:   a name that is unique on the page; also the name of the PNG and CSV files
    alt:   what the figure shows, in one or two sentences with its current numbers
    table: makes the table; called only while it is open
    """
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
    st.dataframe(frame, hide_index=True, height=min(300, 40 + 35 * len(frame)))
    st.download_button(
        "Download CSV",
        lambda: frame.to_csv(index=False),
        file_name=f"{key}.csv",
        mime="text/csv",
        icon=":material/download:",
        key=f"{key}_csv",
        on_click="ignore",
    )
