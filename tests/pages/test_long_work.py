"""Long work: whole or in part, one job's cost bounded, in fair turns, and kept when it is whole."""

import threading
import time
from collections import OrderedDict
from dataclasses import dataclass

import numpy as np
import pytest

from pages.shared.long_work import work
from pages.shared.long_work.shelf import Shelf, weigh
from pages.shared.long_work.turns import Turns


@dataclass(frozen=True)
class Asked:
    number: int
    source: str = ""


class Counting:
    """A job whose chunks count up; ``seconds`` each of a processor's time that the test tells."""

    total = 5
    clock = 0.0

    def __init__(self, seconds: float = 0.0) -> None:
        self.done, self.seconds = 0, seconds

    def advance(self) -> None:
        Counting.clock += self.seconds
        self.done += 1

    def result(self) -> int:
        return self.done


@pytest.fixture
def session(monkeypatch):
    """A session without a page: its state, and what a student sees of the bar."""
    state, shown = {}, []

    class Place:
        def __getattr__(self, _):
            return lambda *args, **look: shown.append((args, look)) or self

        def __enter__(self):
            return self

        def __exit__(self, *_):
            return None

    monkeypatch.setattr(work.st, "session_state", state)
    for name in ("empty", "progress", "button", "caption"):
        monkeypatch.setattr(work.st, name, getattr(Place(), name))
    monkeypatch.setattr(work, "_for_all", Shelf(10, 10**6))
    monkeypatch.setattr(work, "thread_time", lambda: Counting.clock)
    state["shown"] = shown
    return state


def run(asked: Asked, made: list[Counting], seconds: float = 0.0) -> work.Outcome[int]:
    def make() -> Counting:
        made.append(Counting(seconds))
        return made[-1]

    return work.run("count", asked, make, doing="Counting", unit="step")


def test_a_job_is_done_once_and_kept_whole(session):
    made: list[Counting] = []
    with work.one_move():
        outcome = run(Asked(1), made)
    assert (outcome.result, outcome.state, outcome.remark) == (5, "whole", "")
    assert run(Asked(1), made) is outcome and len(made) == 1
    assert session[work._STATE] == OrderedDict()


def test_own_data_is_kept_in_its_session_only(session):
    made: list[Counting] = []
    run(Asked(1, "digest"), made)
    run(Asked(1, "digest"), made)
    assert len(made) == 1
    work.forget_own()
    run(Asked(1, "digest"), made)
    assert len(made) == 2


def test_a_move_costs_no_more_than_its_share_and_says_so(session, monkeypatch):
    monkeypatch.setattr(work, "MOST_SECONDS", 0.05)
    made: list[Counting] = []
    with work.one_move():
        outcome = run(Asked(1), made, 0.03)
    assert (outcome.result, outcome.done, outcome.state) == (2, 2, "paused")
    assert "Paused after step 2 of 5" in outcome.remark and "0.05 seconds" in outcome.remark
    with work.one_move():
        assert run(Asked(1), made, 0.03).done == 2, "another move does not go on by itself"
    outcome.go_on()
    with work.one_move():
        assert run(Asked(1), made, 0.03).done == 4
    assert len(made) == 1
    assert outcome.remark in [args[0] for args, _ in session["shown"] if args]
    keys = [look["key"] for args, look in session["shown"] if "Go on" in args]
    assert keys == ["go_on_1"] * 3


def test_a_student_waits_no_longer_than_a_while_where_many_are_at_work(session, monkeypatch):
    monkeypatch.setattr(work, "MOST_WAIT", 0.0)
    with work.one_move():
        outcome = run(Asked(1), [])
    assert (outcome.done, outcome.state) == (1, "paused")
    assert "wait for at most 0 while others" in outcome.remark


def test_two_jobs_of_one_move_share_what_it_may_cost(session, monkeypatch):
    monkeypatch.setattr(work, "MOST_SECONDS", 0.05)
    with work.one_move():
        assert run(Asked(1), [], 0.06).done == 1
        other = work.run("b", Asked(2), lambda: Counting(0.01), doing="Counting", unit="step")
    assert other.done == 1, "one chunk, so that there is something to show"


def test_a_stopped_job_shows_what_is_done(session, monkeypatch):
    made: list[Counting] = []
    key = "count", repr(Asked(1))
    present = work._present(key, lambda: made.append(Counting()) or made[0])
    made[0].advance()
    present.stop()
    outcome = run(Asked(1), made)
    assert (outcome.done, outcome.remark) == (1, "Stopped after step 1 of 5.")
    outcome.go_on()
    assert run(Asked(1), made).done == 5
    assert run(Asked(2), made).done == 5, "other settings are another job"


def test_the_bar_comes_with_a_stop_only_when_it_takes_long(session, monkeypatch):
    run(Asked(1), [])
    assert not any("Stop" in args for args, _ in session["shown"])
    monkeypatch.setattr(work, "_QUIET", 0.0)
    monkeypatch.setattr(work, "_TELL_EVERY", 0.0)
    run(Asked(2), [])
    assert sum("Stop" in args for args, _ in session["shown"]) == 1
    said = [look["text"] for _, look in session["shown"] if "text" in look]
    assert "Counting: step 3 of 5" in said


def test_no_more_unfinished_jobs_than_a_few_are_remembered(session):
    for k in range(9):
        work._present(k, Counting)
    assert len(session[work._STATE]) == work._UNFINISHED


def test_sessions_take_turns_and_one_chunk_is_worked_on_at_a_time():
    turns, log, inside = Turns(), [], []

    def session(name: str) -> None:
        with turns.long() as ticket:
            for _ in range(6):
                came = False
                while not came:
                    with turns.turn(ticket, 0.1) as came:
                        if came:
                            inside.append(name)
                            assert len(inside) == 1
                            time.sleep(0.01)
                            log.append(inside.pop())

    threads = [threading.Thread(target=session, args=(name,)) for name in "abc"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(10)
    assert sorted(log) == sorted("abc" * 6)
    middle = log[3:-3]
    assert max(map(middle.count, "abc")) - min(map(middle.count, "abc")) <= 2


def test_long_work_lets_a_page_be_drawn_first_but_not_for_ever():
    turns = Turns(polite=0.1)
    drawn = threading.Event()

    def draw() -> None:
        with turns.short():
            drawn.wait(10)

    thread = threading.Thread(target=draw)
    thread.start()
    time.sleep(0.05)
    with turns.long() as ticket:
        began = time.monotonic()
        with turns.turn(ticket, 0.01) as came:
            assert not came, "a page is being drawn"
        with turns.turn(ticket, 5) as came:
            assert came and 0.05 < time.monotonic() - began < 2
        drawn.set()
        thread.join(10)
        began = time.monotonic()
        with turns.turn(ticket, 5) as came:
            assert came and time.monotonic() - began < 0.08


def test_own_drawing_does_not_hold_up_own_work():
    turns = Turns(polite=30)
    with turns.short(), turns.long() as ticket, turns.turn(ticket, 1) as came:
        assert came


def test_a_failing_chunk_gives_its_turn_back():
    turns = Turns()
    with pytest.raises(ValueError, match="boom"), turns.long() as ticket, turns.turn(ticket, 1):
        raise ValueError("boom")
    with turns.long() as ticket, turns.turn(ticket, 0.1) as came:
        assert came


def test_a_shelf_is_bounded_in_number_and_bytes_and_its_arrays_are_locked():
    shelf = Shelf(entries=3, size=10_000)
    for k in range(4):
        shelf.put(k, np.zeros(100))
    assert [shelf.find(k) is None for k in range(4)] == [True, False, False, False]
    with pytest.raises(ValueError, match="read-only"):
        shelf.find(1)[0] = 1.0
    shelf.put("heavy", np.zeros(1000))
    assert len(shelf) == 3 and shelf.weight <= 10_000
    shelf.put("too heavy", np.zeros(5000))
    assert shelf.find("too heavy") is None and len(shelf) == 3
    assert weigh([np.zeros(2), "text"]) == 64 + 16 + 64
