"""Pages without a browser: AppTest, without what it does over and over."""

from collections.abc import Iterator
from typing import Any

import pytest
from streamlit.runtime.scriptrunner.script_cache import ScriptCache
from streamlit.testing.v1.element_tree import ElementTree, Node


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


@pytest.fixture(scope="session", autouse=True)
def one_walk_through_a_page() -> Iterator[None]:
    """AppTest goes through the whole page for each kind of element that it is asked for."""
    walk = ElementTree.__iter__

    def nodes(tree: Any) -> Iterator[Node]:
        if not hasattr(tree, "_nodes"):
            tree._nodes = list(walk(tree))
        return iter(tree._nodes)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(ElementTree, "__iter__", nodes)
        yield
