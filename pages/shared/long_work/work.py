"""Long work on a page: begun, shown, stopped, paused, gone on with, and kept when it is whole.

``run`` does as much of a job as one move of the student may cost, and gives what is done by then.
A control that is moved meanwhile ends it within a chunk, as Streamlit gives up a script where it
shows something; the student who comes back to the same settings finds it where it was.
"""

from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import Lock
from time import monotonic, thread_time
from typing import Any, Generic, Literal, Protocol, TypeVar, cast

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from pages.shared import words
from pages.shared.frame import streamlit_internals
from pages.shared.long_work.shelf import Shelf
from pages.shared.long_work.turns import Turns

JobState = Literal["whole", "stopped", "paused"]
R = TypeVar("R")
R_co = TypeVar("R_co", covariant=True)

MOST_SECONDS = 5.0
"""Of one processor, for all the long work of one move."""
MOST_WAIT = 20.0
"""Seconds that a student waits for it, where many are at work at once."""
CHUNK_SECONDS = 0.03
"""What a chunk of a job should take: others wait for its end."""
_QUIET = 0.3
_TELL_EVERY = 0.2
_UNFINISHED = 3
_STATE, _SPENT, _OWN_SHELF = "long work", "long work of this move", "long work done"

turns = Turns()
_for_all = Shelf(entries=300, size=12 * 2**20)


class Job(Protocol[R_co]):
    """Work in chunks. ``done`` of ``total`` is told to the student in the job's own unit."""

    @property
    def total(self) -> int:
        """How much there is to do."""

    @property
    def done(self) -> int:
        """How much is done."""

    def advance(self) -> None:
        """Do one chunk."""

    def result(self) -> R_co:
        """What has come of it so far; asked for when at least one chunk is done."""


class JobSettings(Protocol):
    """What a job depends on, hashable; ``source`` is empty unless it is a student's own table."""

    @property
    def source(self) -> str:
        """As in ``one_neuron.settings.Inputs``."""


@dataclass
class _Present:
    """A job of the session that is not whole yet."""

    job: Job[Any]
    state: Literal["working", "stopped", "paused"] = "working"
    lock: Lock = field(default_factory=Lock)

    def stop(self) -> None:
        self.state = "stopped"

    def go_on(self) -> None:
        self.state = "working"


@dataclass
class _Spent:
    """What a move has cost so far, how many jobs it has shown, and which rests it has told."""

    began: float = field(default_factory=monotonic)
    seconds: float = 0.0
    shown: int = 0
    told: set[Hashable] = field(default_factory=set)

    @property
    def enough(self) -> bool:
        """Whether it has cost what a move may cost."""
        return self.seconds >= MOST_SECONDS or monotonic() - self.began >= MOST_WAIT


@dataclass(frozen=True)
class Outcome(Generic[R]):
    """What a job has come to: ``done`` of ``total`` in its ``unit``, and why not more."""

    result: R
    done: int
    total: int
    unit: str
    state: JobState = "whole"
    go_on: Callable[[], None] | None = None

    @property
    def remark(self) -> str:
        """What the student has to know; empty if the job is whole."""
        if self.state == "whole":
            return ""
        where = f"after {self.unit} {_so_far(self.done, self.total)}"
        if self.state == "stopped":
            return f"Stopped {where}."
        return (
            f"Paused {where}: one move of a control may keep the server busy for at most "
            f"{MOST_SECONDS:g} seconds, or make you wait for at most {MOST_WAIT:g} while others "
            "are at work, so that everybody gets a share. *Go on* continues it."
        )

    def offer(self, key: str) -> None:
        """A button to go on with what is not whole."""
        if self.go_on:
            st.button("Go on", key=key, icon=":material/play_arrow:", on_click=self.go_on)


@contextmanager
def one_move() -> Iterator[None]:
    """Around every run of a page: what a move may cost begins anew, and others' long work waits."""
    st.session_state[_SPENT] = _Spent()
    with turns.short():
        yield


def run(
    name: str,
    settings: JobSettings,
    make: Callable[[], Job[R]],
    *,
    doing: str,
    unit: str,
    tell_rest: bool = True,
) -> Outcome[R]:
    """Do a job, or take its whole result off the shelf.

    ``name`` says which work it is, ``settings`` all that it depends on. "Training: epoch 5 of 50"
    has "Training" as what is ``doing`` and "epoch" as ``unit``. The bar and Stop are in a corner of
    the window, so nothing moves; there stands too what is not whole, with a button to go on, unless
    the page itself is to ``tell_rest``.
    """
    shelf, key = _shelf(settings), (name, repr(settings))
    found = shelf.find(key)
    if found is not None:
        return cast(Outcome[R], found)
    present, corner = _present(key, make), _Corner()
    job = present.job
    _work(present, lambda: corner.show(present, f"{doing}: {unit} {_so_far(job.done, job.total)}"))
    corner.clear()
    if job.done < job.total:
        state: JobState = "stopped" if present.state == "stopped" else "paused"
        rest = Outcome(job.result(), job.done, job.total, unit, state, present.go_on)
        if tell_rest and key not in _spent().told:
            _spent().told.add(key)
            corner.tell(rest)
        return rest
    outcome = Outcome(job.result(), job.done, job.total, unit)
    shelf.put(key, outcome)
    st.session_state[_STATE].pop(key, None)
    return outcome


def _so_far(done: int, total: int) -> str:
    return f"{words.whole(done)} of {words.whole(total)}"


def forget_own() -> None:
    """Drop what the session has made of its own table."""
    for name in (_STATE, _OWN_SHELF):
        st.session_state.pop(name, None)


def _shelf(settings: JobSettings) -> Shelf:
    """One for all, and one of the session for what is made of its own table."""
    if not settings.source:
        return _for_all
    kept: Shelf = st.session_state.setdefault(_OWN_SHELF, Shelf(entries=10, size=4 * 2**20))
    return kept


def _present(key: Hashable, make: Callable[[], Job[Any]]) -> _Present:
    """The session's unfinished job of that name and settings; a few are remembered."""
    jobs: OrderedDict[Hashable, _Present] = st.session_state.setdefault(_STATE, OrderedDict())
    if key not in jobs:
        jobs[key] = _Present(make())
    jobs.move_to_end(key)
    while len(jobs) > _UNFINISHED:
        jobs.popitem(last=False)
    return jobs[key]


def _spent() -> _Spent:
    """Of the present move; outside a page each question has its own."""
    spent: _Spent = st.session_state.get(_SPENT) or _Spent()
    return spent


def _work(present: _Present, tell: Callable[[], None]) -> None:
    """Chunk after chunk, each in its turn, until it is whole, stopped, or the move has cost enough.

    One chunk is done whatever the state is, so that there is something to show.
    """
    job = present.job
    spent = _spent()
    with turns.long() as ticket:
        told = -_TELL_EVERY
        while job.done < job.total and (present.state == "working" or not job.done):
            if monotonic() - told >= _TELL_EVERY:
                streamlit_internals.give_way()
                tell()
                told = monotonic()
            with turns.turn(ticket, _TELL_EVERY) as my_turn:
                if my_turn:
                    spent.seconds += _chunk(present)
            if job.done and spent.enough and present.state == "working":
                present.state = "paused"


def _chunk(present: _Present) -> float:
    """The processor seconds that a chunk took. An older run of the page may still be at it."""
    began = thread_time()
    with present.lock:
        if present.job.done < present.job.total:
            present.job.advance()
    return thread_time() - began


class _Corner:
    """A corner of the window: a bar with Stop, if the work takes longer than a blink."""

    def __init__(self) -> None:
        self._began, self._place = monotonic(), st.empty()
        self._bar: DeltaGenerator | None = None

    def show(self, present: _Present, text: str) -> None:
        """How far it is."""
        if self._bar is None:
            if monotonic() - self._began < _QUIET:
                return
            number = self._next_number()
            with self._place.container(key=f"long_work_{number}", border=True):
                self._bar = st.progress(0.0)
                st.button(
                    "Stop",
                    key=f"stop_{number}",
                    icon=":material/stop_circle:",
                    on_click=present.stop,
                )
        self._bar.progress(present.job.done / present.job.total, text=text)

    def clear(self) -> None:
        """Nothing more to show."""
        self._place.empty()

    def tell(self, rest: Outcome[Any]) -> None:
        """Why it is not the whole, and a way to go on."""
        number = self._next_number()
        with self._place.container(key=f"long_work_{number}", border=True):
            st.caption(rest.remark)
            rest.offer(f"go_on_{number}")

    @staticmethod
    def _next_number() -> int:
        """Several jobs of one move each have keys of their own."""
        spent = _spent()
        spent.shown += 1
        return spent.shown
