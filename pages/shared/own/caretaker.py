"""Gives back the tables of students who have left, without waiting for the next one to come.

Streamlit lets a closed session expire only when another one is opened, so that on a quiet server
the memory of a whole class would stay taken. A thread looks after it while there are tables.
"""

import gc
import time
from threading import Lock, Thread

from pages.shared.frame import streamlit_internals
from pages.shared.own.stock import Stock

_EVERY_SECONDS = 20.0


class Caretaker:
    """Watches one stock; the thread ends when the stock is empty."""

    def __init__(self, stock: Stock, every: float = _EVERY_SECONDS) -> None:
        self._stock, self._every = stock, every
        self._lock = Lock()
        self._at_work = False

    def wake(self) -> None:
        """See to it that somebody watches."""
        with self._lock:
            if not self._at_work:
                self._at_work = True
                Thread(target=self._watch, name="caretaker of own tables", daemon=True).start()

    def _watch(self) -> None:
        while self._has_work():
            time.sleep(self._every)
            gone = self._stock.sweep(time.monotonic(), streamlit_internals.is_here)
            for session in gone:
                streamlit_internals.close(session)
            if gone:
                gc.collect()

    def _has_work(self) -> bool:
        with self._lock:
            self._at_work = len(self._stock) > 0
            return self._at_work
