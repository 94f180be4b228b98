"""The figure that every page draws: Plotly's traces and layout as plain values, and what moves.

It is sent to the browser as it was made. Plotly's own class would check and copy each property on
every move of a control, which costs more than training; here the checks are for the tests.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from pages.shared.figures.motion import Motion


class Drawn:
    """Anything that the stage can show. ``kind`` names the class in the browser that draws it."""

    kind: ClassVar[str]

    @property
    def moments(self) -> list[int]:
        """How many moments each part that moves tells of."""
        raise NotImplementedError

    def message(self) -> dict[str, Any]:
        """What the browser gets, beside the kind."""
        raise NotImplementedError


@dataclass(frozen=True)
class Figure(Drawn):
    """Traces and layout in Plotly's own terms, arrays as NumPy arrays; motions in theirs."""

    kind: ClassVar[str] = "plotly"
    data: Sequence[dict[str, Any]]
    layout: dict[str, Any]
    motions: Sequence[Motion] = ()

    @property
    def moments(self) -> list[int]:
        """One number for each motion."""
        return [motion.moments for motion in self.motions]

    def message(self) -> dict[str, Any]:
        """All of it; the revision of the axes says when a zoom is still worth keeping."""
        return {
            "data": self.data,
            "layout": {"uirevision": self._meaning(), **self.layout},
            "motions": [motion.message() for motion in self.motions],
        }

    def _meaning(self) -> str:
        axes = sorted(name for name in self.layout if name[1:5] == "axis")
        return " | ".join(str(self.layout[name].get("title", {}).get("text", "")) for name in axes)
