"""Results, remembered for the next student who asks for the same.

A run is worked out from its settings alone, so the same settings give the same run. Settings name a
student's own table by the digest of its content; what comes of it is remembered for that session
only.
"""

from collections.abc import Callable
from typing import Any, Concatenate, ParamSpec, TypeVar, get_type_hints

import streamlit as st

from pages.shared.long_work import work

P = ParamSpec("P")
R = TypeVar("R")
S = TypeVar("S", bound=work.JobSettings)

_ENTRIES, _SIZE = 500, "8MB"
_ENTRIES_OWN, _SIZE_OWN = 20, "16MB"

_of_session: list[Any] = []


def forget_own() -> None:
    """Drop what the present session remembers of its own data."""
    work.forget_own()
    for memory in _of_session:
        memory.clear()


def remembered(run: Callable[Concatenate[S, P], R]) -> Callable[Concatenate[S, P], R]:
    """Remember results of a function of settings: iris for everybody, own data for its session.

    The digest in the settings stands for the student's numbers, which are never hashed here again.
    A session has a few results of each function, fewer if they are large, and none after it ends.
    A parameter whose name begins with _ is no part of what was asked for: it follows from the rest.
    """
    by_repr = {next(iter(get_type_hints(run).values())): repr}  # quicker than each field
    alike: dict[str, Any] = {"show_spinner": False, "hash_funcs": by_repr}
    for_all = st.cache_data(max_entries=_ENTRIES, max_size=_SIZE, **alike)(run)
    for_session = st.cache_data(
        max_entries=_ENTRIES_OWN, max_size=_SIZE_OWN, scope="session", **alike
    )(run)
    _of_session.append(for_session)

    def from_memory(settings: S, /, *args: P.args, **kwargs: P.kwargs) -> R:
        memory = for_session if settings.source else for_all
        return memory(settings, *args, **kwargs)

    return from_memory
