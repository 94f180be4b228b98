"""All students' tables together: bounded, the one looked at last stays, nobody's outlives them."""

import time

import pytest

from data import read_table
from pages.shared.frame import streamlit_internals
from pages.shared.own import caretaker
from pages.shared.own.caretaker import Caretaker
from pages.shared.own.stock import MOST_BYTES, SECONDS_AWAY, Kept, Key, Stock

TABLE = read_table("a,b,kind\n" + "".join(f"{i},{i},{'xy'[i % 2]}\n" for i in range(500)))
SIZE = Kept("", TABLE).bytes


def stock_of(count, room):
    stock, keys = Stock(room * SIZE), [Key() for _ in range(count)]
    for i, key in enumerate(keys):
        stock.put(key, Kept(f"session {i}", TABLE))
    return stock, keys


def held(stock, keys):
    return [i for i, key in enumerate(keys) if stock.find(key)]


def test_the_oldest_makes_room():
    stock, keys = stock_of(5, room=3)
    assert held(stock, keys) == [2, 3, 4]
    assert stock.bytes <= 3 * SIZE


def test_a_table_that_is_looked_at_stays():
    stock, keys = stock_of(3, room=3)
    stock.find(keys[0])
    stock.put(Key(), Kept("another", TABLE))
    assert held(stock, keys) == [0, 2]


def test_a_new_table_takes_the_place_of_the_same_students_former_one():
    stock, keys = stock_of(3, room=3)
    stock.put(keys[0], Kept("session 0", TABLE))
    assert held(stock, keys) == [0, 1, 2]


def test_a_table_larger_than_all_the_room_is_kept_alone():
    stock, keys = stock_of(2, room=0.5)
    assert held(stock, keys) == [1]


def test_a_class_has_room():
    assert MOST_BYTES > 100 * 100_000 * 8, "100 students with 100,000 numbers each"


def test_who_is_away_for_two_minutes_has_left_and_who_comes_back_has_not():
    stock, keys = stock_of(3, room=3)
    here = {"session 0", "session 1"}
    assert stock.sweep(0.0, here.__contains__) == set()
    here.remove("session 1")
    assert stock.sweep(60.0, here.__contains__) == set()
    here.add("session 1")
    assert stock.sweep(SECONDS_AWAY, here.__contains__) == {"session 2"}
    assert held(stock, keys) == [0, 1]
    here.remove("session 1")
    assert stock.sweep(SECONDS_AWAY + 1, here.__contains__) == set(), "away since now"


def test_the_caretaker_gives_back_what_belongs_to_nobody_and_rests_when_there_is_nothing(
    monkeypatch,
):
    closed = []
    stock, _ = stock_of(2, room=3)
    monkeypatch.setattr(streamlit_internals, "is_here", lambda session: False)
    monkeypatch.setattr(streamlit_internals, "close", closed.append)
    monkeypatch.setattr(caretaker.time, "monotonic", iter(range(0, 9999, 100)).__next__)
    watcher = Caretaker(stock, every=0.001)
    watcher.wake()
    end = time.perf_counter() + 5
    while watcher._at_work and time.perf_counter() < end:
        time.sleep(0.001)
    assert not watcher._at_work and len(stock) == 0
    assert sorted(closed) == ["session 0", "session 1"]


@pytest.mark.parametrize("count", [1, 40])
def test_counting_bytes_is_quick_to_do_at_each_put(count):
    stock, _ = stock_of(count, room=100)
    assert stock.bytes == count * SIZE
