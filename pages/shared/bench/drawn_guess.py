"""A guess as a level on its figure, to be dragged; once it is made, with the truth beside it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Generic

from pages.shared import words
from pages.shared.bench.exercises import Guess, R
from pages.shared.bench.stage import Grip, Place, Shown
from pages.shared.figures import style
from pages.shared.figures.figure import Figure

GRIP = "guess"
"""The name of the grip that moves the level."""
_MANY = 5
"""An axis that is so many times as long as the span of the answers crowds them."""


@dataclass(frozen=True)
class DrawnGuess(Generic[R]):
    """A guess, the number that it stands at, and the truth, which is None until it may be seen."""

    guess: Guess[R]
    answer: float
    truth: float | None

    def on(self, shown: Sequence[Shown]) -> Sequence[Shown]:
        """The figures with it on its own, which changes places with the main one."""
        key = self.guess.figure
        own: Place = next((one.place for one in shown if one.key == key), "main")
        return [
            replace(self._level(one), place="main")
            if one.key == key
            else replace(one, place=own if one.place == "main" else one.place)
            for one in shown
        ]

    def _level(self, shown: Shown) -> Shown:
        """Its figure with the level, and with the truth beside that afterwards."""
        if not isinstance(shown.figure, Figure):
            return shown
        axis, figure = self.guess.axis, shown.figure
        layout, grips = figure.layout, shown.grips
        levels = [self._named(self.answer, "You", "start")]
        if self.truth is not None:
            levels.append(self._named(self.truth, "Run", "end" if axis == "y" else "middle"))
        layout = {**layout, f"{axis}axis": self._with_room(layout[f"{axis}axis"])}
        if self.truth is None:
            grips = (*grips, self._grip(layout))
        layout = {**layout, "shapes": [*layout.get("shapes", ()), *levels]}
        return replace(shown, figure=replace(figure, layout=layout), grips=grips)

    def _with_room(self, axis: Mapping[str, Any]) -> Mapping[str, Any]:
        """The axis across the levels, as it is where all of them and their names are on it.

        Before the run plays, it has room for every answer, and none that gives the truth away.
        """
        low, high = axis.get("range", self.guess.span)
        levels = self.guess.span if self.truth is None else (self.answer, self.truth)
        if self.truth is None or self._lost(high - low):
            low, high = self.guess.span
        named, above = (levels, style.NAME * (high - low)) if self.guess.axis == "y" else ((), 0.0)
        if low > min(levels) or high < max(levels) + above:
            low, high = style.fitted((low, high, *levels), named, from_zero=low == 0)["range"]
        return {**axis, "range": [low, high], "autorange": False}

    def _lost(self, length: float) -> bool:
        """Whether the answers lie together on an axis so long, as beside a run that explodes.

        Then nobody could see how far the guess is from the truth.
        """
        return length > _MANY * (self.guess.span[1] - self.guess.span[0])

    def _named(self, level: float, whose: str, at: str) -> dict[str, Any]:
        """A level that says what it is: both apart, upright, and away from the legend on top.

        Beside an upright level it stands on the inner side: at the outer one the figure may end.
        """
        look: dict[str, Any] = {"textposition": at, "font": {"size": 12, **style.HALO}}
        if self.guess.axis == "x":
            side = "right" if level > sum(self.guess.span) / 2 else "left"
            look |= {"textangle": 0, "xanchor": side, "yanchor": "bottom"}
        drawn = style.level(level, f"{whose}: {words.number(level)}", self.guess.axis, **look)
        return {**drawn, "layer": "above"}  # a curve or a mark would hide the name

    def _grip(self, layout: Mapping[str, Any]) -> Grip:
        other = "xaxis" if self.guess.axis == "y" else "yaxis"
        middle = sum(layout[other].get("range", (0.0, 1.0))) / 2
        x, y = (middle, self.answer) if self.guess.axis == "y" else (self.answer, middle)
        return Grip(GRIP, "Your guess", x, y, self.guess.axis)
