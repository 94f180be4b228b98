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

    @property
    def axes(self) -> dict[str, dict[str, Any]]:
        """Every axis of the layout by its name there: xaxis, yaxis, yaxis2."""
        return {name: self.layout[name] for name in sorted(self.layout) if name[1:5] == "axis"}

    def _meaning(self) -> str:
        """What the axes say, whether they go by powers of ten, and the ends of those that keep
        still whatever a run does: with others the figure is one of other samples."""
        return " | ".join(
            f"{axis.get('title', {}).get('text', '')} {axis.get('type', '')} "
            f"{axis['range'] if _is_still(axis) else ''}"
            for axis in self.axes.values()
        )


def _is_still(axis: dict[str, Any]) -> bool:
    return "range" in axis and axis.get("autorange") is False
