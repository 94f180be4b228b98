"""Who may work next: long work takes turns, chunk by chunk, and lets short work pass first.

All sessions share one process and, as Python goes, one processor. If each worked as it liked, a
move of a slider would wait for all the long runs at once. So one chunk is worked on at a time, the
sessions follow each other in a line, and a chunk begins only when no page is being drawn, or when
it has stood at the head of the line for a moment.
"""

from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import Condition, get_ident
from time import monotonic


@dataclass(eq=False)
class Ticket:
    """A place in the line; ``first_since`` is when it came to the head of it."""

    first_since: float = field(default_factory=monotonic)


class Turns:
    """The line. ``polite``: seconds that the first in it lets short work pass."""

    def __init__(self, polite: float = 0.1) -> None:
        self._polite = polite
        self._changed = Condition()
        self._line: deque[Ticket] = deque()
        self._busy = False
        self._short: set[int] = set()

    @contextmanager
    def short(self) -> Iterator[None]:
        """Short work of this thread: a page is drawn."""
        me = get_ident()
        self._note(me, short=True)
        try:
            yield
        finally:
            self._note(me, short=False)

    @contextmanager
    def long(self) -> Iterator[Ticket]:
        """Long work of this thread, which meanwhile does not count as short."""
        me, ticket = get_ident(), Ticket()
        was_short = me in self._short
        self._note(me, short=False)
        try:
            yield ticket
        finally:
            self._leave(ticket)
            self._note(me, short=was_short)

    @contextmanager
    def turn(self, ticket: Ticket, seconds: float) -> Iterator[bool]:
        """Wait so long for a turn; True if it has come, and it lasts as long as the block."""
        came = self._take(ticket, seconds)
        try:
            yield came
        finally:
            if came:
                self._busy = False
                self._leave(ticket)

    def _take(self, ticket: Ticket, seconds: float) -> bool:
        end = monotonic() + seconds
        with self._changed:
            if ticket not in self._line:
                self._line.append(ticket)
                ticket.first_since = monotonic()
            while not self._may(ticket):
                left = end - monotonic()
                if left <= 0:
                    return False
                first = self._line[0] is ticket
                self._changed.wait(min(left, self._polite / 4) if first else left)
            self._busy = True
            return True

    def _may(self, ticket: Ticket) -> bool:
        if self._busy or self._line[0] is not ticket:
            return False
        return not self._short or monotonic() - ticket.first_since >= self._polite

    def _leave(self, ticket: Ticket) -> None:
        """Out of the line; whoever is first now has become it at this moment."""
        with self._changed:
            if ticket in self._line:
                self._line.remove(ticket)
                if self._line:
                    self._line[0].first_since = monotonic()
            self._changed.notify_all()

    def _note(self, thread: int, *, short: bool) -> None:
        with self._changed:
            (self._short.add if short else self._short.discard)(thread)
            self._changed.notify_all()
