"""A short bout of what `python -m tests.fuzz` does at length; the same seeds each time."""

from collections.abc import Iterator

import pytest
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from tests import loops
from tests.fuzz import formulas, links, look, tables
from tests.fuzz.walk import walk
from tests.load.protocol import Page
from tests.server import serving

WALKS, MOVES, LINKS, TABLES, FORMULAS = 8, 25, 60, 150, 500
IMPATIENCE = 1.0
"""Seconds until this student moves on, so that a dear run takes little of a test's time."""


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    with serving() as address:
        yield address


def test_random_moves_bring_no_apology_and_no_broken_number(server):
    async def walks():
        return [await walk(server, f"test {k}", MOVES, IMPATIENCE) for k in range(WALKS)]

    found = loops.run(walks())
    assert sum(one.moves for one in found) == WALKS * MOVES
    assert not [one.told() for one in found if one.faults]


def test_hostile_links_open_a_page(server):
    async def visits():
        offer = await links.offers(server)
        assert sum(map(len, offer.values())) > 50
        return [await links.check(server, offer, f"test {k}") for k in range(LINKS)]

    assert not list(filter(None, loops.run(visits())))


def test_hostile_tables_are_refused_in_a_sentence_or_learnt_from():
    assert tables.run(TABLES, 0) == ""


def test_typed_formulas_become_graphs_or_a_sentence():
    assert not list(filter(None, (formulas.check(f"test {k}") for k in range(FORMULAS))))


def sent(text: str) -> bytes:
    """A message to the stage: the length of its JSON, then this."""
    return len(text).to_bytes(8, "little") + text.encode()


@pytest.mark.parametrize(
    ("kind", "field", "value", "fault"),
    [
        ("markdown", "body", "The cost is **nan**.", True),
        ("markdown", "body", "J = -inf", True),
        ("markdown", "body", "The link asks for `seed = nan`; banana, inference.", False),
        ("bidi_component", "bytes", sent('{"data": [{"y": [1, NaN]}]}'), True),
        ("bidi_component", "bytes", sent('{"data": [{"name": "weight inf"}]}'), True),
        ("bidi_component", "bytes", sent('{"data": [{"y": [1, null]}]}'), False),
        ("bidi_component", "bytes", sent('["nan"]'), True),
        ("exception", "message", "boom", True),
    ],
)
def test_a_fault_is_seen(kind, field, value, fault):
    page, delta = Page(), ForwardMsg().delta
    setattr(getattr(delta.new_element, kind), field, value)
    page.put((0, 0), delta)
    assert bool(look.faults(page)) == fault
