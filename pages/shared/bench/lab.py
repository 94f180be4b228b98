"""A page of the lab: its title, the pane with exercises and controls, and the bench.

A page opens a ``Lab``, makes its controls inside ``lab.pane`` through ``lab.panel``, runs ``core``
once, and calls ``lab.show`` with the figures of that run. Prose follows below.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Generic, ParamSpec

import streamlit as st

from pages.shared.bench import drawn_guess, kept, numbers, stage, waiting
from pages.shared.bench.card import PREDICT_FIRST, Card
from pages.shared.bench.exercises import Exercise, R
from pages.shared.bench.stage import Player, Reaction, Scene, Shown
from pages.shared.bench.touches import Touch
from pages.shared.figures.figure import Figure
from pages.shared.frame import course, visit
from pages.shared.frame.panel import Panel
from pages.shared.glossary.links import Explained
from pages.shared.script import offer
from pages.shared.script.script import Script

P = ParamSpec("P")
_KEPT = "kept runs"
_NOTHING_GREY = "Nothing is in grey: all that you keep is on show in colour, or has other axes."
_HELD_BACK = "*This would give the outcome away: it stands here after your prediction.*"


class Lab(Generic[R]):
    """One page at work. ``pane`` holds the controls, ``panel`` makes them."""

    def __init__(self, name: str, understand: str, exercises: Sequence[Exercise[R]] = ()) -> None:
        """Title and promise, then the choice of an exercise, then room for the controls."""
        self._name = name
        places = st.container(key="lab")
        with places.container(key="lab_title", gap="xsmall"):
            st.title(course.find(name).title, anchor=False)
            st.caption(understand)
        self._bench = places.container(key="lab_bench")
        self._explained = Explained()
        pane = places.container(key="lab_pane", gap="small")
        with pane:
            notices = st.container()
            self._card = Card(name, exercises, visit.asked("exercise")) if exercises else None
            chosen = self._card.exercise if self._card else None
            self.pane = st.container(gap="small")
            # A place of its own: a row that moves is made anew, and Reset would lose the focus.
            last = st.container(horizontal=True)
            self._ended = st.container(key="lab_ended")
        if self._card is None or chosen is None:
            self.panel = Panel(notices, last=last)
        else:
            self.panel = Panel(notices, self._card.needed, chosen.controls, last)
        if self._card and self._card.unknown:
            self.panel.notice(self._card.unknown)

    def explain(self, text: str) -> str:
        """A text that explains something, with a link on each term that the page uses first in it.

        For what stands still below the bench or in the pane; not for sentences on the run.
        """
        return self._explained.linked(text)

    @property
    def locked(self) -> bool:
        """Whether a prediction is asked for, so that nothing may tell the outcome.

        Ask once all controls are made: they say whether the exercise is set up.
        """
        return self._card is not None and self._card.waits(self.panel)

    def outcome(self, text: str) -> str:
        """A text that tells how the run goes; until the student has predicted, that it will."""
        return _HELD_BACK if self.locked else self._explained.linked(text, of_run=True)

    def script(self, write: Callable[P, Script], *args: P.args, **kwargs: P.kwargs) -> None:
        """A box with all that the page computes as a script, written from these arguments."""
        offer.script(self._name, self.locked, write, *args, **kwargs)

    def show(
        self,
        result: R,
        shown: Sequence[Shown],
        player: Player | None = None,
        *,
        ended: str = "",
        reactions: Mapping[str, Reaction] | None = None,
        selected: Sequence[int] = (),
        keeps: bool = True,
    ) -> None:
        """Judge the exercise by the run, and put its figures on the stage.

        ended:     one sentence on the end of the run, below the controls
        reactions: what the page does with touches of its figures, by their kind
        keeps:     whether curves can be kept, to be compared with the next ones
        """
        player = player or Player()
        moment = player.sets[0] if player.sets else ""
        with self.pane:
            before = self._kept(shown, moment) if keeps and kept.can_keep(shown) else None
            self.panel.close()
        if self._card:
            self._card.fill(self.panel, result, moment)
        locked = PREDICT_FIRST if self.locked else ""
        if locked:
            shown = [_waiting(one) for one in shown]
        elif before:
            shown = self._beside(before, shown, moment)
        if ended and not locked:
            self._ended.markdown(f"**At the end of the run:** {ended}")
        if guess := self._card and self._card.drawn_guess(result):
            shown = guess.on(shown)
        with self._bench:
            scene = Scene(shown, player, locked, selected)
            stage.show(scene, self._every(player, reactions or {}))
        if locked:
            numbers.refuse(PREDICT_FIRST)
        else:
            numbers.show(shown)

    def _every(self, player: Player, reactions: Mapping[str, Reaction]) -> Mapping[str, Reaction]:
        """The page's reactions, with those that every page has."""
        return {
            "numbers": numbers.ask,
            "rest": player.rested,
            **reactions,
            "grip": self._gripped(reactions.get("grip")),
        }

    def _kept(self, shown: Sequence[Shown], moment: str) -> kept.KeptRun | None:
        """What the student keeps: the curves that are on show when the toggle is turned on.

        ``moment`` is the control that says the moment on show, which is no setting of a run.
        """
        runs: dict[str, kept.KeptRun] = st.session_state.setdefault(_KEPT, {})
        on = st.toggle(
            "Keep these curves in grey",
            self._name in runs,
            key=f"{self._name}_kept",
            help="Then change a setting: they stay beside the new ones, to compare.",
            disabled=self.locked,
        )
        if not on:
            runs.pop(self._name, None)
        elif self._name not in runs and not self.locked:
            runs[self._name] = kept.of(shown, self.panel.told(moment))
        return runs.get(self._name)

    def _beside(self, before: kept.KeptRun, shown: Sequence[Shown], moment: str) -> Sequence[Shown]:
        """The figures with what was kept of them. What is grey is said first below the controls,
        where it is printed too."""
        settings = self.panel.told(moment)
        compared = [before.beside(one) for one in shown]
        if any(one is not other for one, other in zip(compared, shown, strict=True)):
            self._ended.caption(f"In grey, kept: {before.told(settings)}.")
        elif before.settings != settings:
            self._ended.caption(_NOTHING_GREY)
        return compared

    def _gripped(self, page: Reaction | None) -> Reaction:
        """Dragging the level of a guess sets its number; every other grip is the page's."""

        def react(touch: Touch) -> None:
            if touch["name"] != drawn_guess.GRIP:
                if page:
                    page(touch)
            elif self._card:
                self._card.dragged(touch)

        return react


def _waiting(shown: Shown) -> Shown:
    """A figure that tells nothing of the run before the prediction."""
    drawn = waiting.figure(shown.figure) if isinstance(shown.figure, Figure) else shown.figure
    return replace(shown, figure=drawn, alt=f"{shown.title}. {PREDICT_FIRST}", grips=())
