"""The figure that every page draws: Plotly's traces and layout as plain values, and what moves.

It is sent to the browser as it was made. Plotly's own class would check and copy each property on
every move of a control, which costs more than training; here the checks are for the tests.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from pages.shared.figures.motion import Motion


@dataclass(frozen=True)
class Figure:
    """Traces and layout in Plotly's own terms, arrays as NumPy arrays; motions in theirs."""

    data: Sequence[dict[str, Any]]
    layout: dict[str, Any]
    motions: Sequence[Motion] = ()
