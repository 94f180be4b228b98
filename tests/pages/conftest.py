"""Pages without a browser, each script compiled once a process, as on a server."""

from collections.abc import Iterator
from typing import Any

import pytest
from streamlit.runtime.scriptrunner.script_cache import ScriptCache


@pytest.fixture(scope="session", autouse=True)
def one_script_cache() -> Iterator[None]:
    """AppTest makes a new cache for each run of a page: a quarter of its time went to compiling."""
    compiled: dict[str, Any] = {}
    make = ScriptCache.__init__

    def share(cache: ScriptCache) -> None:
        make(cache)
        cache._cache = compiled

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(ScriptCache, "__init__", share)
        yield
