"""A scene as one message of bytes: a JSON text, then the bytes of its arrays.

Streamlit writes JSON data of a component twice for each run, and numbers as text are long. Arrays
go as they lie in memory, one that stands in several places once, and the browser reads them without
a copy (``static/wire.js``). In the text an array is ``{"$": kind, "at": offset, "shape": [...]}``.
"""

import json
from typing import Any

import numpy as np
from numpy.typing import NDArray

_KINDS = {"float64": "f8", "float32": "f4", "int32": "i4", "int16": "i2", "int8": "i1",
          "uint32": "u4", "uint16": "u2", "uint8": "u1"}  # fmt: skip
_SHORT = 8
"""Up to here the numbers are written out in the text: the description would be longer."""
_EVEN = 8


def encode(scene: dict[str, Any]) -> bytes:
    """The message; ValueError for a value that is neither JSON nor an array of numbers."""
    parts: list[bytes] = []
    size = 0
    sent: dict[int, dict[str, object]] = {}  # by identity: the scene keeps its arrays meanwhile

    def write(value: object) -> object:
        nonlocal size
        if not isinstance(value, np.ndarray):
            return _plain(value)
        if id(value) in sent:
            return sent[id(value)]
        array = _narrow(value)
        if array.size <= _SHORT or array.dtype.name not in _KINDS:
            return _listed(array)
        described = {"$": _KINDS[array.dtype.name], "at": size, "shape": array.shape}
        sent[id(value)] = described
        data = array.tobytes()
        parts.append(_padded(data))
        size += len(parts[-1])
        return described

    text = json.dumps(scene, default=write, allow_nan=False, separators=(",", ":")).encode()
    return b"".join([len(text).to_bytes(8, "little"), _padded(text), *parts])


def decode(message: bytes) -> Any:
    """The scene in a message, arrays as lists: for tests and tools."""
    length = int.from_bytes(message[:8], "little")
    body = memoryview(message)[8 + length + -length % _EVEN :]

    def read(value: dict[str, Any]) -> Any:
        if "$" not in value:
            return value
        kind, shape = np.dtype(value["$"]), value["shape"]
        count = int(np.prod(shape))
        return np.frombuffer(body, kind, count, value["at"]).reshape(shape).tolist()

    return json.loads(message[8 : 8 + length], object_hook=read)


def _plain(value: object) -> object:
    if isinstance(value, np.generic):
        return value.item()
    if isinstance(value, range):
        return list(value)
    raise ValueError(f"scene: got {type(value).__name__}, must be JSON or a NumPy array")


def _narrow(array: NDArray[Any]) -> NDArray[Any]:
    """Whole numbers in 64 bits, which JavaScript has no plain array for, in fewer."""
    if array.dtype == np.int64 and (not array.size or np.abs(array).max() < 2**31):
        return array.astype(np.int32)
    return array.astype(np.uint8) if array.dtype == np.bool_ else array


def _listed(array: NDArray[Any]) -> Any:
    """As text; what is no number (a gap in a curve) as null."""
    if array.dtype.kind == "f" and not np.isfinite(array).all():
        cells = array.astype(object)
        cells[~np.isfinite(array)] = None
        return cells.tolist()
    return array.tolist()


def _padded(data: bytes) -> bytes:
    return data + b"\0" * (-len(data) % _EVEN)
