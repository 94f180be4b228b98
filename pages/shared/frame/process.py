"""What a server process does once, before it serves its first page."""

import gc
from functools import cache

import pandas  # noqa: F401  Loaded here, so that what it leaves in memory is frozen below.
from streamlit.runtime.pages_manager import PagesManager

from pages.shared.figures import warm_up


@cache
def prepare() -> None:
    """Load the heavy libraries, keep them out of garbage collection, and claim the page links.

    Streamlit collects all garbage after each run of a page, and walking through the objects of
    pandas, pyarrow and Plotly costs more than drawing most pages. They live until the process ends,
    so ``gc.freeze`` spares every later collection the walk. Drawing and sending one small figure
    loads what every figure needs, so that it is among what is frozen.
    """
    warm_up()
    gc.collect()
    gc.freeze()
    # Streamlit takes a folder called pages for its old kind of multipage app until st.navigation
    # has run once. The first link opened on a fresh server would be answered "Page not found".
    PagesManager.uses_pages_directory = False


@cache
def settle(page: str) -> None:
    """After a page's first run: what it has loaded stays too, so it is left out as well."""
    gc.collect()
    gc.freeze()
