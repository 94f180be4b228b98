"""A student's own table: read for this session, chosen from, and used on the pages like iris.

The table lives in the session's memory and nowhere else. Nobody else's session can see it, nothing
is written to a disk, and it is gone when the session ends or the student says "forget".
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from hashlib import blake2b

import streamlit as st

from data import Chosen, DataError, Table, choose_own, read_table
from pages.shared import words
from pages.shared.frame import panel

PAIR = "own"
"""What stands for the student's own two classes where a species pair can be chosen."""

_SHELF = "own table"
_LONGEST_NAME = 30


@dataclass(frozen=True, eq=False)
class Own:
    """Two classes and two columns of the table called ``name``, in use on the pages.

    digest: the same for the same content only; what is worked out from the data is kept under it
    """

    chosen: Chosen
    name: str
    digest: str


@dataclass
class Shelf:
    """What a session keeps: the last good table, what was wrong with the last try, what is used."""

    table: Table | None = None
    tables_read: int = 0
    problem: str = ""
    used: Own | None = None


def shelf() -> Shelf:
    """The present session's own shelf."""
    kept: Shelf = st.session_state.setdefault(_SHELF, Shelf())
    return kept


def read(content: bytes | str, name: str) -> bool:
    """Read a table and put it on the shelf; if it is faulty, the former one stays there."""
    here = shelf()
    try:
        here.table = _slim(read_table(content, name))
    except DataError as error:
        here.problem = str(error)
        return False
    here.problem, here.tables_read = "", here.tables_read + 1
    return True


def choose(
    table: Table,
    classes: Sequence[str],
    features: Sequence[str],
    label_column: str,
    *,
    drop_missing: bool,
) -> Chosen:
    """As ``data.choose_own``, with names that may stand in a sentence or a figure as they are."""
    chosen = choose_own(table, classes, features, label_column, drop_missing=drop_missing)
    first, second = _names_to_show(chosen.classes)
    return replace(
        chosen, features=_names_to_show(chosen.features, ("bias",)), classes=(first, second)
    )


def use(chosen: Chosen, name: str) -> None:
    """Offer this choice on the pages, in place of an earlier one."""
    shelf().used = Own(chosen, words.plain(name), digest(chosen))


def forget() -> None:
    """Drop the table and the choice made from it; no page offers it any more."""
    del st.session_state[_SHELF]
    panel.unlearn("pair", PAIR)


def current() -> Own | None:
    """What the session uses, if it uses a table of its own."""
    return shelf().used


def source(pair: str) -> str:
    """The digest of the session's own data if ``pair`` asks for it; "" for iris."""
    used = current()
    return used.digest if used and pair == PAIR else ""


def find(digest: str) -> Chosen:
    """The data with this digest. Raises DataError if the session has dropped it meanwhile."""
    used = current()
    if used is None or used.digest != digest:
        raise DataError("Your own table is no longer in this session's memory.")
    return used.chosen


def digest(chosen: Chosen) -> str:
    """A fingerprint of every number and name of the choice."""
    names = repr((chosen.columns, chosen.features, chosen.classes)).encode()
    fingerprint = blake2b(names, digest_size=16)
    for array in (chosen.x, chosen.y, chosen.rows):
        fingerprint.update(array.tobytes())
    return fingerprint.hexdigest()


def _slim(table: Table) -> Table:
    """Only the columns that can be chosen, and each class name once: a session holds little."""
    texts = [name for name in table.labels if name not in table.numeric]
    frame = table.frame[[*table.numeric, *texts]]
    return replace(table, frame=frame.astype(dict.fromkeys(texts, "category")))


def _names_to_show(names: Sequence[str], taken: Sequence[str] = ()) -> tuple[str, ...]:
    """The names made plain and short, and kept apart where that made them alike."""
    shown: list[str] = []
    for name in names:
        text = words.plain(name, _LONGEST_NAME)
        while text in (*taken, *shown):
            text += "′"
        shown.append(text)
    return tuple(shown)
