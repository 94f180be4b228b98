"""Whole results, kept for whoever asks for the same: a bounded number of them, of bounded size."""

from collections import OrderedDict
from collections.abc import Hashable
from dataclasses import fields, is_dataclass
from threading import Lock
from typing import Any

import numpy as np

_OBJECT = 64
"""Bytes that anything takes which is no array."""


def weigh(value: Any) -> int:
    """About how many bytes a result holds. Its arrays are locked: it may be shared by many."""
    if isinstance(value, np.ndarray):
        value.setflags(write=False)
        return int(value.nbytes)
    if is_dataclass(value) and not isinstance(value, type):
        return _OBJECT + sum(weigh(getattr(value, field.name)) for field in fields(value))
    if isinstance(value, list | tuple):
        return _OBJECT + sum(map(weigh, value))
    return _OBJECT


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
        """Keep a result, if it is not too heavy by itself."""
        size = weigh(result)
        if size > self._size:
            return
        with self._lock:
            self._kept[key] = result, size
            self._kept.move_to_end(key)
            while len(self._kept) > self._entries or self.weight > self._size:
                self._kept.popitem(last=False)
