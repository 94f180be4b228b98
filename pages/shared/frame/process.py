"""What a server process does once, before it serves its first page."""

import gc
from functools import cache

import pandas  # noqa: F401  Loaded here, so that what it leaves in memory is frozen below.

from pages.shared.frame import streamlit_internals


@cache
def prepare() -> None:
    """Load the heavy libraries, keep them out of garbage collection, and claim the page links.

    Streamlit collects all garbage after each run of a page, and walking through the objects of
    pandas, pyarrow and Plotly costs more than drawing most pages. They live until the process ends,
    so ``gc.freeze`` spares every later collection the walk.
    """
    gc.collect()
    gc.freeze()
    streamlit_internals.claim_page_links()


@cache
def settle(page: str) -> None:
    """After a page's first run: what it has loaded stays too, so it is left out as well."""
    gc.collect()
    gc.freeze()
