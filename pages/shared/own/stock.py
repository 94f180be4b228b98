"""All tables that students of this process have brought, with a bound on their bytes together.

A session holds only a key. So the tables of many students can be counted together, the one that
was not looked at for longest makes room for a new one, and a table does not outlive its owner.
"""

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Lock

from data import Chosen, Table

MOST_BYTES = 150 * 2**20
SECONDS_AWAY = 120.0
"""As long as Streamlit waits for a student whose connection is lost."""


class Key:
    """Whose table it is. No two are equal, and nobody else can make the same."""


@dataclass(frozen=True, eq=False)
class Own:
    """Two classes and two columns of the table called ``name``, in use on the pages.

    digest: the same for the same content only; what is worked out from the data is kept under it
    """

    chosen: Chosen
    name: str
    digest: str


@dataclass
class Kept:
    """What is kept for one student: the last good table, and the choice in use."""

    session: str
    table: Table
    used: Own | None = None
    away_since: float | None = field(default=None, compare=False)

    @property
    def bytes(self) -> int:
        """About how much memory it takes."""
        arrays = (
            (self.used.chosen.x, self.used.chosen.y, self.used.chosen.rows) if self.used else ()
        )
        frame = int(self.table.frame.memory_usage(deep=True).sum())
        return frame + sum(array.nbytes for array in arrays)


class Stock:
    """The tables, the one that was not looked at for longest first."""

    def __init__(self, most: int = MOST_BYTES) -> None:
        self._most = most
        self._kept: OrderedDict[Key, Kept] = OrderedDict()
        self._lock = Lock()

    @property
    def bytes(self) -> int:
        """Of all tables together."""
        return sum(kept.bytes for kept in self._kept.values())

    def __len__(self) -> int:
        return len(self._kept)

    def find(self, key: Key) -> Kept | None:
        """What is kept under a key; None if nothing was, or if it had to make room."""
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
            return self._kept.get(key)

    def put(self, key: Key, kept: Kept) -> None:
        """Keep this instead of what was there; others go until all fit, this one never."""
        with self._lock:
            self._kept[key] = kept
            self._kept.move_to_end(key)
            while len(self._kept) > 1 and self.bytes > self._most:
                self._kept.popitem(last=False)

    def drop(self, key: Key) -> None:
        """Keep nothing under this key any more."""
        with self._lock:
            self._kept.pop(key, None)

    def sweep(self, now: float, is_here: Callable[[str], bool]) -> set[str]:
        """Drop what belongs to sessions that are away for too long; the sessions that are.

        now: seconds of any clock; is_here: whether a session has a browser that listens
        """
        with self._lock:
            for kept in self._kept.values():
                away = now if kept.away_since is None else kept.away_since
                kept.away_since = None if is_here(kept.session) else away
            gone = {
                key: kept.session
                for key, kept in self._kept.items()
                if kept.away_since is not None and now - kept.away_since >= SECONDS_AWAY
            }
            for key in gone:
                del self._kept[key]
        return set(gone.values())
