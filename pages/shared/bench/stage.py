"""The stage: the component that shows all figures of a page's run, with one player for them.

A run of the page describes the whole scene anew; in the browser the figures stay and only take up
what changed. What a person does on a figure comes back as a touch.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any, Literal

import pandas as pd
import streamlit as st

from core.checks import Floats
from pages.shared.bench import assets, touches, wire
from pages.shared.bench.touches import Touch
from pages.shared.figures.figure import Drawn
from pages.shared.frame import visit

Place = Literal["main", "side", "wide"]
Axis = Literal["x", "y", "xy"]
Reaction = Callable[[Touch], None]
"""What a page does with a touch: it sets controls, before the page runs again."""

KEY = "stage"
NAME = "neuron_lab.stage"

_ENTRY = f"""
const script = document.querySelector('script[type=module][src*="/static/js/"]')
const base = script ? script.src.split('static/js/')[0] : document.baseURI
const style = new URL('{assets.PLACE}/stage.css', base).href
const styled = document.querySelector(`link[href="${{style}}"]`) ? null : new Promise((done) => {{
  const sheet = Object.assign(document.createElement('link'), {{ rel: 'stylesheet', href: style }})
  sheet.onload = sheet.onerror = done
  document.head.append(sheet)
}})
import(new URL('{assets.PLACE}/base.js', base).href)
  .then(({{ plotly }}) => plotly('{assets.PLOTLY_VERSION}')).catch(() => {{}}) // the stage tells
const arrived = Promise.all([import(new URL('{assets.PLACE}/stage.js', base).href), styled])
  .then(([stage]) => stage)
const waiting = new WeakMap()
export default function (component) {{
  const host = component.parentElement
  waiting.set(host, component)
  arrived.then((stage) => waiting.get(host) === component && stage.render(component), () => {{
    host.textContent = 'The figures could not be loaded from this server. Reload the page.' }})
  return () => {{ waiting.delete(host); arrived.then((stage) => stage.leave(host)) }}
}}
"""
_mount = st.components.v2.component(NAME, js=_ENTRY, isolate_styles=False)


@dataclass(frozen=True)
class Grip:
    """Something to drag on a figure, in the units of its axes; also moved by the arrow keys.

    along: x (n,) rising and y (n,) of a curve that it slides on, with ``axis`` "x"
    """

    name: str
    label: str
    x: float
    y: float
    axis: Axis = "xy"
    along: tuple[Floats, Floats] | None = None


@dataclass(frozen=True)
class PointEditor:
    """Points may be added, moved and removed, and samples (marks with a customdata) be moved.

    classes: each class's name and colour
    own:     the added points: rows of x, y and the class's place
    moved:   the samples that were moved, by their customdata
    most:    so many can be added and moved together
    """

    classes: Sequence[tuple[str, str]]
    own: Sequence[tuple[float, float, int]]
    moved: Sequence[int]
    most: int

    def message(self) -> dict[str, Any]:
        """What the browser gets."""
        classes = [{"name": name, "colour": colour} for name, colour in self.classes]
        return {"classes": classes, "own": self.own, "moved": self.moved, "most": self.most}


@dataclass(frozen=True)
class Stepper:
    """Minus and plus at a place of a figure, in the units of its axes.

    what: what the page is told of a press, as its ``what``, with ``by`` -1 or +1
    of:   what one of them is called; now and bounds: how many there are, and may be
    """

    what: str
    word: str
    of: str
    now: int
    bounds: tuple[int, int]
    x: float
    y: float


@dataclass(frozen=True)
class Number:
    """A box at a mark (its customdata) of a figure, in which its number can be typed.

    most: how large it may be; the browser says so of a larger one
    """

    row: int
    label: str
    value: float
    most: float


@dataclass(frozen=True)
class Shown:
    """One figure on the stage.

    key:    unique on the page; also the name of its PNG and CSV files
    title:  a few words above it; tab: fewer, where a phone lets choose between the figures
    alt:    what it shows, in one or two sentences with its numbers at the end of the run
    table:  makes its numbers; called only when somebody asks for them
    place:  the main figure is large and first; the others stand beside it, or across below it
    pick:   whether a click on a sample is told to the page (traces name samples by customdata)
    links:  rows of three customdata: two marks, joined by a line while one of them, or the third
            (a mark for the connection itself), is pointed at or selected
    least:  pixels across and down that it needs; with less it scrolls in its place
    stops:  marks that the keyboard can go to and pick: their customdata, and what they are called
    """

    key: str
    title: str
    figure: Drawn
    alt: str
    table: Callable[[], pd.DataFrame]
    place: Place = "side"
    pick: bool = False
    grips: Sequence[Grip] = ()
    points: PointEditor | None = None
    links: Sequence[tuple[int, int, int]] = ()
    least: tuple[int, int] | None = None
    stops: Sequence[tuple[int, str]] = ()
    steppers: Sequence[Stepper] = ()
    number: Number | None = None
    tab: str = ""

    def message(self) -> dict[str, Any]:
        """What the browser gets."""
        return {
            "key": self.key,
            "title": self.title,
            "tab": self.tab or self.title,
            "alt": self.alt,
            "place": self.place,
            "kind": self.figure.kind,
            "least": self.least,
            **self.figure.message(),
            "touch": {
                "pick": self.pick,
                "grips": [asdict(grip) for grip in self.grips],
                "points": self.points and self.points.message(),
                "links": self.links,
                "stops": self.stops,
                "steppers": [asdict(stepper) for stepper in self.steppers],
                "number": self.number and asdict(self.number),
            },
        }


@dataclass(frozen=True)
class Player:
    """The moments of a run: what is said of each, and the one that the page opens on.

    clock:   what a moment is, such as "epoch"; where it changes, the player goes to its start
    pace:    moments a second at least; 0 for the player's own, at which a few can be followed
    sayings: a second line for each moment, such as the arithmetic of one sample
    sets:    the control that says which moment is on show, and what it says at each: it goes to
             ``start``, and where the player comes to rest, the control is set to that
    onward:  a button for another run that begins with the moment on show: its name, and what it
             does; the page is told of a press as an "onward", and the other run plays at once
    """

    captions: Sequence[str] = ("",)
    start: int = 0
    clock: str = "epoch"
    pace: float = 0.0
    sayings: Sequence[str] = ()
    sets: tuple[str, Sequence[Any]] | None = None
    onward: tuple[str, str] | None = None

    def rested(self, touch: Touch) -> None:
        """A reaction: the control that says the moment says the one that the player rests at."""
        if self.sets:
            key, values = self.sets
            st.session_state[key] = values[min(touch["moment"], len(values) - 1)]


@dataclass(frozen=True)
class Scene:
    """All that is on the stage. ``locked`` says why the run may not be played yet.

    selected: samples (by customdata) that wear a ring on every figure
    """

    shown: Sequence[Shown]
    player: Player = field(default_factory=Player)
    locked: str = ""
    selected: Sequence[int] = ()

    def message(self) -> dict[str, Any]:
        """What the browser gets. ValueError where a motion does not fit the player's moments."""
        moments = len(self.player.captions)
        for shown in self.shown:
            wrong = [count for count in shown.figure.moments if count != moments]
            if wrong:
                raise ValueError(f"{shown.key}: moves through {wrong} moments, must be {moments}")
        return {
            "plotly": assets.PLOTLY_VERSION,
            "figures": [shown.message() for shown in self.shown],
            "captions": self.player.captions,
            "start": self.player.start,
            "clock": self.player.clock,
            "pace": self.player.pace,
            "sayings": self.player.sayings,
            "tells": self.player.sets is not None,
            "onward": self.player.onward,
            "locked": self.locked,
            "selected": list(self.selected),
        }


def show(scene: Scene, reactions: Mapping[str, Reaction], key: str = KEY) -> None:
    """Put the scene on the stage; a touch of a kind is told to its reaction before the next run.

    A page has one stage; ``key`` names a further one, such as for a table of the student's own.
    """

    def touched() -> None:
        answers = visit.answers()
        answers.read()
        for touch in touches.new(key, st.session_state[key].get("touch")):
            if touch.get("kind") in reactions:
                reactions[touch["kind"]](touch)
            answers.note()
        visit.doubt_link()  # the message may be from before an answer that has set the link back

    message = scene.message() | {"answered": touches.answered(key)}
    _mount(key=key, data=wire.encode(message), on_touch_change=touched)
