"""Long work on a page: begun, shown, stopped, paused, gone on with, and kept when it is whole.

``run`` does as much of a job as one move of the student may cost, and gives what is done by then.
A control that is moved meanwhile ends it within a chunk, as Streamlit gives up a script where it
shows something; the student who comes back to the same settings finds it where it was.
"""

from collections import OrderedDict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import Lock
from time import monotonic, thread_time
from typing import Any, Generic, Literal, Protocol, TypeVar, cast

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from pages.shared.long_work.shelf import Shelf
from pages.shared.long_work.turns import Turns

State = Literal["whole", "stopped", "paused"]
R = TypeVar("R")
R_co = TypeVar("R_co", covariant=True)

MOST_SECONDS = 5.0
"""Of one processor, for all the long work of one move."""
CHUNK_SECONDS = 0.03
"""What a chunk of a job should take: others wait for its end."""
_QUIET = 0.3
_TELL_EVERY = 0.2
_UNFINISHED = 3
_STATE, _SPENT, _OWN_SHELF = "long work", "long work of this move", "long work done"

turns = Turns()
_for_all = Shelf(entries=300, size=64 * 2**20)


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


class Settings(Protocol):
    """What a job depends on, hashable; ``source`` is empty unless it is a student's own table."""

    @property
    def source(self) -> str:
        """As in ``one_neuron.settings.Inputs``."""


@dataclass
class _Present:
    """A job of the session that is not whole yet."""

    settings: Settings
    job: Job[Any]
    state: Literal["working", "stopped", "paused"] = "working"
    lock: Lock = field(default_factory=Lock)

    def stop(self) -> None:
        self.state = "stopped"

    def go_on(self) -> None:
        self.state = "working"


@dataclass
class _Spent:
    seconds: float = 0.0


@dataclass(frozen=True)
class Outcome(Generic[R]):
    """What a job has come to: ``done`` of ``total`` in its ``unit``, and why not more."""

    result: R
    done: int
    total: int
    unit: str
    state: State = "whole"
    go_on: Callable[[], None] | None = None

    @property
    def remark(self) -> str:
        """What the student has to know; empty if the job is whole."""
        if self.state == "whole":
            return ""
        where = f"after {self.unit} {self.done:,} of {self.total:,}"
        if self.state == "stopped":
            return f"Stopped {where}."
        return (
            f"Paused {where}: one move may keep the server at work for {MOST_SECONDS:g} seconds, "
            "so that everybody gets a share. Go on for the next stretch."
        )

    def offer(self, key: str, label: str = "Go on") -> None:
        """A button to go on with what is not whole."""
        if self.go_on:
            st.button(label, key=key, icon=":material/play_arrow:", on_click=self.go_on)


@contextmanager
def one_move() -> Iterator[None]:
    """Around every run of a page: what a move may cost begins anew, and others' long work waits."""
    st.session_state[_SPENT] = _Spent()
    with turns.short():
        yield


def run(
    name: str,
    settings: Settings,
    make: Callable[[], Job[R]],
    *,
    doing: str,
    unit: str,
    place: DeltaGenerator | None = None,
) -> Outcome[R]:
    """Do a job, or take its whole result off the shelf.

    ``name`` says which work it is, ``settings`` all that it depends on. "Training: epoch 5 of 50"
    has "Training" as what is ``doing`` and "epoch" as ``unit``. The bar and Stop are in a corner of
    the window, so nothing moves; ``place`` puts them elsewhere.
    """
    shelf, key = _shelf(settings), (name, repr(settings))
    found = shelf.find(key)
    if found is not None:
        return cast(Outcome[R], found)
    present = _present(name, settings, make)
    with _progress(name, present, place) as tell:
        _work(
            present, lambda: tell(f"{doing}: {unit} {present.job.done:,} of {present.job.total:,}")
        )
    job = present.job
    if job.done < job.total:
        state: State = "stopped" if present.state == "stopped" else "paused"
        return Outcome(job.result(), job.done, job.total, unit, state, present.go_on)
    outcome = Outcome(job.result(), job.done, job.total, unit)
    shelf.put(key, outcome)
    st.session_state[_STATE].pop(name, None)
    return outcome


def forget_own() -> None:
    """Drop what the session has made of its own table."""
    for name in (_STATE, _OWN_SHELF):
        st.session_state.pop(name, None)


def _shelf(settings: Settings) -> Shelf:
    """One for all, and one of the session for what is made of its own table."""
    if not settings.source:
        return _for_all
    kept: Shelf = st.session_state.setdefault(_OWN_SHELF, Shelf(entries=10, size=4 * 2**20))
    return kept


def _present(name: str, settings: Settings, make: Callable[[], Job[Any]]) -> _Present:
    """The session's job of that name; other settings begin a new one."""
    jobs: OrderedDict[str, _Present] = st.session_state.setdefault(_STATE, OrderedDict())
    present = jobs.get(name)
    if present is None or present.settings != settings:
        present = jobs[name] = _Present(settings, make())
    jobs.move_to_end(name)
    while len(jobs) > _UNFINISHED:
        jobs.popitem(last=False)
    return present


def _work(present: _Present, tell: Callable[[], None]) -> None:
    """Chunk after chunk, each in its turn, until it is whole, stopped, or the move has cost enough.

    One chunk is done whatever the state is, so that there is something to show.
    """
    job = present.job
    spent: _Spent = st.session_state.setdefault(_SPENT, _Spent())
    with turns.long() as ticket:
        told = -_TELL_EVERY
        while job.done < job.total and (present.state == "working" or not job.done):
            if monotonic() - told >= _TELL_EVERY:
                tell()
                told = monotonic()
            with turns.turn(ticket, _TELL_EVERY) as my_turn:
                if my_turn:
                    spent.seconds += _chunk(present)
            if job.done and spent.seconds >= MOST_SECONDS and present.state == "working":
                present.state = "paused"


def _chunk(present: _Present) -> float:
    """The processor seconds that a chunk took. An older run of the page may still be at it."""
    began = thread_time()
    with present.lock:
        if present.job.done < present.job.total:
            present.job.advance()
    return thread_time() - began


@contextmanager
def _progress(
    name: str, present: _Present, place: DeltaGenerator | None
) -> Iterator[Callable[[str], None]]:
    """A way to tell how far it is; shown only if the work takes longer than a blink."""
    began = monotonic()
    empty = (place or st).empty()
    bars: list[DeltaGenerator] = []

    def tell(text: str) -> None:
        if not bars:
            if monotonic() - began < _QUIET:
                return
            where = "long_work_here" if place else "long_work_corner"
            with empty.container(key=f"{where}_{name}", border=True):
                bars.append(st.progress(0.0))
                st.button(
                    "Stop", key=f"stop_{name}", icon=":material/stop_circle:", on_click=present.stop
                )
        bars[0].progress(present.job.done / present.job.total, text=text)

    yield tell
    empty.empty()
