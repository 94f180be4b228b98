"""The figure that all pages draw: Plotly's, sent to the browser as it was made.

Plotly checks and copies every property when a figure is built, and once more when it is sent. On
most pages that is more work than training and all the rest together, and it would happen on each
move of a control. Here the checks wait until somebody looks inside a figure, as the tests do.
"""

from base64 import b64encode
from typing import Any

import numpy as np
import plotly.graph_objects as go
from numpy.typing import NDArray

_SHORT = 32
"""Up to here an array is as short written out as in base64."""
_CODES = {"float64": "f8", "float32": "f4", "int32": "i4", "int16": "i2", "int8": "i1",
          "uint32": "u4", "uint16": "u2", "uint8": "u1"}  # fmt: skip


class Drawing(go.Figure):
    """A Plotly figure from plain dictionaries, with the parts that Plotly's own figures have."""

    def __init__(
        self,
        data: list[dict[str, Any]] | tuple[dict[str, Any], ...] = (),
        layout: dict[str, Any] | None = None,
        frames: list[dict[str, Any]] | tuple[dict[str, Any], ...] = (),
    ) -> None:
        """Keep the parts; Plotly's own constructor, which checks and copies, is not called."""
        self._parts = {"data": list(data), "layout": layout or {}, "frames": list(frames)}

    def to_dict(self) -> dict[str, Any]:
        """The figure in Plotly's JSON form, long arrays packed."""
        parts = {**self._parts, "data": [_packed(trace) for trace in self._parts["data"]]}
        return parts if parts["frames"] else {"data": parts["data"], "layout": parts["layout"]}

    def checked(self) -> go.Figure:
        """The same figure as Plotly makes it; ValueError for a property that Plotly has not."""
        return go.Figure(self._parts["data"], self._parts["layout"], self._parts["frames"])

    @property
    def data(self) -> Any:
        """The traces, as ``plotly.graph_objects`` classes."""
        return self.checked().data

    @property
    def layout(self) -> Any:
        """The layout, as a ``plotly.graph_objects`` class."""
        return self.checked().layout

    @property
    def frames(self) -> Any:
        """The frames, as ``plotly.graph_objects`` classes."""
        return self.checked().frames

    def __reduce__(self) -> tuple[Any, ...]:
        """A copy is an equal drawing."""
        return Drawing, (self._parts["data"], self._parts["layout"], self._parts["frames"])


def packed(array: NDArray[Any]) -> dict[str, Any] | list[Any]:
    """An array as Plotly reads it fastest: base64 of its bytes, or a list if it is short."""
    if array.dtype == np.int64 and (not array.size or np.abs(array).max() < 2**31):
        array = array.astype(np.int32)
    code = _CODES.get(array.dtype.name)
    if code is None or array.size <= _SHORT:
        return array.tolist()  # type: ignore[no-any-return]
    spec: dict[str, Any] = {"dtype": code, "bdata": b64encode(array.tobytes()).decode()}
    return {**spec, "shape": ", ".join(map(str, array.shape))} if array.ndim > 1 else spec


def _packed(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _packed(part) for key, part in value.items()}
    return packed(value) if isinstance(value, np.ndarray) else value
