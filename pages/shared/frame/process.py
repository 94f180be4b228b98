"""What a server process does once, before it serves its first page."""

import ctypes
import gc
import sys
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
    _share_memory_among_threads()
    gc.collect()
    gc.freeze()
    streamlit_internals.claim_page_links()


def _share_memory_among_threads() -> None:
    """Two stores of free memory for all threads instead of eight for each core (mallopt(3)).

    Each run of a page is a thread of its own, and what it gave back is no use to one with another
    store: with 30 students on two cores the process would grow half as fast again.
    """
    if sys.platform == "linux":
        most_stores = -8  # M_ARENA_MAX of glibc; other libraries have no such function or ignore it
        change = getattr(ctypes.CDLL(None), "mallopt", None)
        if change:
            change(most_stores, 2)


@cache
def settle(page: str) -> None:
    """After a page's first run: what it has loaded stays too, so it is left out as well."""
    gc.collect()
    gc.freeze()
