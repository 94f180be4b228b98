"""Offering a page's script to read, to copy, and to take home."""

from collections.abc import Callable
from typing import Any, ParamSpec

import streamlit as st

from pages.shared.script.script import Script

P = ParamSpec("P")
_LATER = "The script computes what you are asked to predict: it stands here after your prediction."


def script(
    page: str, locked: bool, write: Callable[P, Script], *args: P.args, **kwargs: P.kwargs
) -> None:
    """A box with the script of what ``page`` shows now; it is written only while it is open.

    locked: whether the run waits for a prediction, which the script would tell
    """
    about = (
        "It has the settings, data, start and order of this page, and at its end it says whether "
        "its results agree with the page. Change it, and run it again."
    )
    with _box(page, "Code that runs: all of this as one Python script") as box:
        if box.open and locked:
            st.markdown(_LATER)
        elif box.open:
            _show(page, write(*args, **kwargs), about)


def project(page: str, write: Callable[P, Script], *args: P.args, **kwargs: P.kwargs) -> None:
    """A box with a program for the student to change; it is written only while it is open."""
    about = "Begin with the notebook: run it once as it is, then change one thing at a time."
    with _box(page, "The project, as a notebook and as a Python script") as box:
        if box.open:
            _show(page, write(*args, **kwargs), about)


def _box(page: str, label: str) -> Any:
    return st.expander(label, icon=":material/terminal:", key=f"{page}_script", on_change="rerun")


def _show(page: str, made: Script, about: str) -> None:
    st.markdown(
        f"{about} On your computer: `pip install numpy plotly nbformat`, then `python {made.name}"
        ".py`. The notebook opens in Jupyter, VS Code or Colab; its pictures need `nbformat`."
    )
    if note := made.note():
        st.info(note, icon=":material/zoom_in:")
    # What scrolls holds the button that copies it, so that the keyboard gets there.
    with st.container(height=420, border=False):
        st.code(made.text, language="python", wrap_lines=True)
    with st.container(horizontal=True):
        _download(f"{page}_py", "Download .py", f"{made.name}.py", "text/x-python",
                  lambda: made.text)  # fmt: skip
        _download(f"{page}_ipynb", "Download notebook", f"{made.name}.ipynb",
                  "application/x-ipynb+json", lambda: made.notebook)  # fmt: skip
        if made.data:
            _download(f"{page}_script_data", "Download its data", f"{made.name}_data.csv",
                      "text/csv", lambda: made.data)  # fmt: skip


def _download(key: str, label: str, file: str, mime: str, content: Callable[[], str]) -> None:
    st.download_button(
        label,
        content,
        file_name=file,
        mime=mime,
        icon=":material/download:",
        key=key,
        on_click="ignore",
    )
