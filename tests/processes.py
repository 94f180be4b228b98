"""Which tests share a process: those that share a server, a browser's tab or a page's runs."""

import os
from pathlib import PurePosixPath

from xdist.scheduler import LoadScopeScheduling

# The dearest rooms first, so that no process is late.
DEAR = ("browser", "deploy", "pages", "fuzz")
EVERY_PAGE = ("test_every_page", "test_sizes", "test_what_opens")
"""Of the browser's room: those that look at page after page."""
AT_THE_BENCH = ("test_bench", "test_hands", "test_live", "test_top")
"""About half of the others, by the time they take."""


FEWEST = 3
"""With fewer processes than this, cores would idle while tests wait for a browser or a server."""


def wanted() -> int:
    """How many processes this machine should have; one core is left for servers and browsers."""
    return max(FEWEST, (os.cpu_count() or 1) - 1)


def rank(room: str) -> int:
    """Where a room of the tests stands in the queue."""
    return DEAR.index(room) if room in DEAR else len(DEAR)


class Together(LoadScopeScheduling):
    """A process takes a module at a time, or a whole room where starting servers is dear.

    The browser's room goes to three of few: each has a server, and tabs whose caches are to be
    filled once. Where there are many, no process waits long for the last.
    """

    def _split_scope(self, nodeid: str) -> str:
        path = PurePosixPath(nodeid.partition("::")[0])
        if path.parent.name == "browser" and self.numnodes <= FEWEST:
            if path.stem in EVERY_PAGE:
                return "every page"
            return "at the bench" if path.stem in AT_THE_BENCH else "hands on some pages"
        return path.parent.name if path.parent.name == "deploy" else str(path)
