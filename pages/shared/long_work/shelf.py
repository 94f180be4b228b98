"""Whole results, kept for whoever asks for the same: a bounded number of them, of bounded size."""

from collections import OrderedDict
from collections.abc import Hashable, Iterable, Iterator
from dataclasses import fields, is_dataclass
from threading import Lock
from typing import Any

import numpy as np

_OBJECT = 64
"""Bytes that anything takes which is no array."""


def weigh(result: object) -> int:
    """About how many bytes a result holds."""
    return sum(one.nbytes if isinstance(one, np.ndarray) else _OBJECT for one in _parts(result))


def _parts(result: object) -> Iterator[object]:
    """A result, and all that it holds."""
    yield result
    held: Iterable[object] = result if isinstance(result, list | tuple) else ()
    if is_dataclass(result) and not isinstance(result, type):
        held = (getattr(result, field.name) for field in fields(result))
    for one in held:
        yield from _parts(one)


class Shelf:
    """The results that were asked for last; the others go when there are too many or too heavy."""

    def __init__(self, entries: int, size: int) -> None:
        self._entries, self._size = entries, size
        self._kept: OrderedDict[Hashable, tuple[Any, int]] = OrderedDict()
        self._lock = Lock()

    @property
    def weight(self) -> int:
        """The bytes of all that is kept."""
        return sum(size for _, size in self._kept.values())

    def __len__(self) -> int:
        return len(self._kept)

    def find(self, key: Hashable) -> Any:
        """The result kept under this key; None if there is none."""
        with self._lock:
            if key not in self._kept:
                return None
            self._kept.move_to_end(key)
            return self._kept[key][0]

    def put(self, key: Hashable, result: Any) -> None:
        """Keep a result, if it is not too heavy by itself. Many may share it, so it is locked."""
        for one in _parts(result):
            if isinstance(one, np.ndarray):
                one.setflags(write=False)
        size = weigh(result)
        if size > self._size:
            return
        with self._lock:
            self._kept[key] = result, size
            self._kept.move_to_end(key)
            while len(self._kept) > self._entries or self.weight > self._size:
                self._kept.popitem(last=False)
