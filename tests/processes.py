"""Which tests share a process: those that share a server, a browser's tab or a page's runs."""

from pathlib import PurePosixPath

from xdist.scheduler import LoadScopeScheduling

# The dearest rooms first, so that no process is late.
DEAR = ("browser", "deploy", "pages", "fuzz")
EVERY_PAGE = ("test_every_page", "test_sizes", "test_what_opens")


def rank(room: str) -> int:
    """Where a room of the tests stands in the queue."""
    return DEAR.index(room) if room in DEAR else len(DEAR)


class Together(LoadScopeScheduling):
    """A process takes a module at a time, or a whole room where starting servers is dear.

    The browser's room goes to two: each has a server, and tabs whose caches are to be filled once.
    """

    def _split_scope(self, nodeid: str) -> str:
        path = PurePosixPath(nodeid.partition("::")[0])
        if path.parent.name == "browser":
            return "every page" if path.stem in EVERY_PAGE else "hands on some pages"
        return path.parent.name if path.parent.name == "deploy" else str(path)
