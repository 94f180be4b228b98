"""What a server process does once, before it serves its first page."""

import ctypes
import gc
import sys
import time
from functools import cache
from threading import Thread
from typing import Any

import pandas  # noqa: F401  Loaded here, so that what it leaves in memory is frozen below.

from pages.shared.frame import streamlit_internals

_GIVE_BACK_EVERY_SECONDS = 15.0
_LARGE_BYTES = 256 * 1024


@cache
def prepare() -> None:
    """See to the memory, keep heavy libraries out of garbage collection, claim the page links.

    Walking through the objects of pandas, pyarrow and Plotly costs more than drawing most pages.
    They live until the process ends, so ``gc.freeze`` spares every later collection the walk.
    """
    _share_memory_among_threads()
    Thread(target=_give_back_again_and_again, name="gives back free memory", daemon=True).start()
    gc.collect()
    gc.freeze()
    streamlit_internals.claim_page_links()


def _share_memory_among_threads() -> None:
    """Two stores of free memory for all threads instead of eight for each core (mallopt(3)).

    Each run of a page is a thread of its own, and what it gave back is no use to one with another
    store: with 30 students on two cores the process would grow half as fast again. What is large
    lies outside of the stores and goes back to the system at once; glibc would by and by take up
    to 32 MB at a time for small, and keep it between what is in use.
    """
    most_stores, large_from = -8, -3  # M_ARENA_MAX, M_MMAP_THRESHOLD
    if change := _of_glibc("mallopt"):
        change(most_stores, 2)
        change(large_from, _LARGE_BYTES)


def give_back_free_memory() -> None:
    """Return to the system what is free between what is in use (malloc_trim(3)).

    By itself glibc gives back only what lies at the end of a store: after twenty minutes of a class
    more than a third of the process would be free memory that nobody else can have.
    """
    if trim := _of_glibc("malloc_trim"):
        trim(0)


def _give_back_again_and_again() -> None:
    while True:
        time.sleep(_GIVE_BACK_EVERY_SECONDS)
        give_back_free_memory()


def _of_glibc(name: str) -> Any:
    """A function of Linux's usual C library; None with another one."""
    return getattr(ctypes.CDLL(None), name, None) if sys.platform == "linux" else None


@cache
def settle(page: str) -> None:
    """After a page's first run: what it has loaded stays too, so it is left out as well.

    What students had when another page was settled, and have no more, is not to stay with it.
    """
    gc.unfreeze()
    gc.collect()
    gc.freeze()
