"""What a student keeps of a run: its curves and its lines stay, in grey, beside the next ones."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

import numpy as np
import pandas as pd

from pages.shared.bench import numbers
from pages.shared.bench.stage import Shown
from pages.shared.figures import grey
from pages.shared.figures.figure import Figure
from pages.shared.figures.grey import Grey

Settings = Mapping[str, str]
"""What each control stands at, by its key, as it is told in a sentence."""

_MOST_CELLS = 200_000
"""A session keeps no longer table, such as of each update of a run on a thousand rows."""


@dataclass(frozen=True)
class KeptFigure:
    """What is kept of one figure: what is drawn, what was said of it, and its numbers."""

    drawn: Grey
    alt: str
    table: pd.DataFrame | None


@dataclass(frozen=True)
class KeptRun:
    """What is kept of a run: its settings, and its figures by their keys."""

    settings: Settings
    figures: Mapping[str, KeptFigure]

    def told(self, now: Settings) -> str:
        """The settings in which it differs from those on show."""
        other = [said for key, said in self.settings.items() if said != now.get(key)]
        return "; ".join(other) or "the run before this one"

    def beside(self, shown: Shown) -> Shown:
        """A figure with what is kept of it; unchanged where that looks the same, or cannot lie
        on its axes."""
        before = self.figures.get(shown.key)
        if before is None or not isinstance(shown.figure, Figure):
            return shown
        figure = before.drawn.beside(shown.figure)
        if figure is shown.figure:
            return shown
        return replace(
            shown,
            figure=figure,
            alt=f"{shown.alt} In grey, as it was kept: {before.alt}",
            table=shown.table if before.table is None else partial(_stacked, shown, before.table),
        )


def can_keep(shown: Sequence[Shown]) -> bool:
    """Whether a page has a figure with a curve or a line to compare with the next run's."""
    return any(isinstance(one.figure, Figure) and grey.can_keep(one.figure) for one in shown)


def of(shown: Sequence[Shown], settings: Settings) -> KeptRun:
    """All that can be compared of the run on show."""
    figures = {
        one.key: KeptFigure(grey.of(one.figure), one.alt, _affordable(one.table()))
        for one in shown
        if isinstance(one.figure, Figure) and grey.can_keep(one.figure)
    }
    return KeptRun(settings, figures)


def _affordable(table: pd.DataFrame) -> pd.DataFrame | None:
    return table if table.size <= _MOST_CELLS else None


def _stacked(shown: Shown, before: pd.DataFrame) -> pd.DataFrame:
    """The numbers of both runs, one below the other, with a column that says whose they are."""
    now = shown.table()
    whose = np.repeat(["on show", "kept"], [len(now), len(before)])
    both = pd.concat([now, before], ignore_index=True)
    return numbers.beside([("run", whose), *((str(name), column) for name, column in both.items())])
