"""Connections as a few traces, one for all lines that look the same.

From moment to moment a line only changes which trace it belongs to: that a browser can do without
drawing anew.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from core.checks import Floats
from pages.shared.figures import style
from pages.shared.figures.motion import Edges, Whole

_WIDEST = 6.0
_LEVELS = 5
_PLAIN = 2
_SIGN_LOOKS = {
    1: ("positive weight", style.CURVE_COLOURS[0], "solid"),
    -1: ("negative weight", style.CURVE_COLOURS[1], "7px,4px"),
    0: ("weight 0", style.NEUTRAL, "dot"),
    _PLAIN: ("", style.NEUTRAL, "solid"),
}
_FAINT = 0.4


def looks_of(weights: Floats, lit: NDArray[np.bool_], strongest: float) -> Whole:
    """How each connection looks at each moment: sign, whether lit, and width, as one number.

    The width in whole levels is the last digit, lit the one before; weight nan is a plain line.
    """
    plain = np.isnan(weights)
    level = np.rint(_LEVELS * np.minimum(1.0, np.abs(weights) / strongest)) * lit
    looks = np.where(plain, 100 * _PLAIN + 1, 100 * np.sign(weights) + level) + 10 * lit
    return np.asarray(looks, dtype=np.int16)


@dataclass(frozen=True)
class DrawnLines:
    """All connections of a drawing.

    paths (e, 3, 2): start, bend and end of each line; looks (m, e): of every line at every moment,
    as ``looks_of`` tells them
    """

    paths: Floats
    looks: Whole

    @cached_property
    def found(self) -> list[int]:
        """Every look that occurs, the strongest first, and all widths of a sign that occurs in any.

        So another run of the same network mostly moves lines from trace to trace, and no more.
        """
        looks = set(map(int, np.unique(self.looks)))
        signed = {look - look % 10 for look in looks if look % 10 and look // 100 != _PLAIN}
        widths = {look + level for look in signed for level in range(_LEVELS + 1)}
        return sorted(looks | widths, reverse=True)

    def traces(self) -> list[dict[str, Any]]:
        """A trace a look, with the lines of the last moment."""
        named = {look // 100: look for look in reversed(self.found)}
        alike: dict[int, list[Any]] = {look: [] for look in self.found}
        for path, look in zip(self.paths.tolist(), self.looks[-1].tolist(), strict=True):
            alike[look].append(path)
        return [
            _line(look, look == named[look // 100]) | _joined(alike[look]) for look in self.found
        ]

    def motion(self) -> Edges:
        """Which trace each line is drawn by at each moment."""
        places = len(self.found) - 1 - np.searchsorted(self.found[::-1], self.looks)
        looks = places.astype(np.int8)
        return Edges(range(len(self.found)), self.paths[:, :, 0], self.paths[:, :, 1], looks)


def _line(look: int, named: bool) -> dict[str, Any]:
    sign, rest = divmod(look, 100)
    lit, level = divmod(rest, 10)
    name, colour, dash = _SIGN_LOOKS[sign]
    return {
        "type": "scatter", "mode": "lines", "hoverinfo": "skip",
        "line": {"color": colour, "dash": dash, "width": 1 + (_WIDEST - 1) * level / _LEVELS},
        "name": name, "legendgroup": name, "showlegend": bool(name) and named,
        "opacity": 1 if lit else _FAINT,
    }  # fmt: skip


def _joined(paths: Sequence[Sequence[tuple[float, float]]]) -> dict[str, Any]:
    """Many lines as one trace, with a gap after each."""
    gap = (None, None)
    points = [point for path in paths for point in (*path, gap)] or [gap]
    return {"x": [x for x, _ in points], "y": [y for _, y in points]}
