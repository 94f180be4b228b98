"""All that leans on what Streamlit does not promise, each with its reason.

Seen to hold in Streamlit 1.67. ``tests/pages/test_streamlit_internals.py`` holds each of these to
the installed version: after an upgrade it says in one sentence what has changed.
"""

from copy import copy
from typing import Any
from urllib.parse import parse_qsl

from streamlit.runtime.pages_manager import PagesManager
from streamlit.runtime.scriptrunner import get_script_run_ctx

_KEPT_OUT = {"embed", "embed_options"}
"""Streamlit's own settings in a link, which it keeps by itself."""


def asked_link() -> dict[str, str]:
    """The settings in the browser's link as it came with this run.

    Reason: on the way from page to page ``st.query_params`` leaves out what is named like a control
    of the page just left, although the link asks the new page for it.
    """
    context = get_script_run_ctx()
    asked = parse_qsl(context.query_string, keep_blank_values=True) if context else []
    return {key: value for key, value in asked if key not in _KEPT_OUT}


def came_by_history() -> bool:
    """Whether the browser's Back or Forward button caused this run.

    Reason: then the link decides over every control, and over what is put into session state.
    """
    context = get_script_run_ctx()
    return context is not None and context.is_history_navigation


def claim_page_links() -> None:
    """Say that the folder ``pages`` is no multipage app of Streamlit's old kind.

    Reason: Streamlit believes so until ``st.navigation`` has run once, and answers the first link
    that is opened on a fresh server with "Page not found".
    """
    PagesManager.uses_pages_directory = False


def fresh(page: Any) -> Any:
    """A page of ``st.Page`` for one run, without looking for its file again.

    Reason: making one asks the disk for every folder of its path, sixteen times a run; but a page
    notes that it may be run, so that no two runs can share one.
    """
    return copy(page)
