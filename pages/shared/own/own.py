"""A student's own table: read for this session, chosen from, and used on the pages like iris.

The table lives in the server's memory and nowhere else. Only the session that holds its key can see
it, nothing is written to a disk, and it is gone when the session ends or the student says "forget".
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from hashlib import blake2b

import streamlit as st

from data import Chosen, DataError, Table, choose_own, read_table
from data.records import is_number
from pages.shared import words
from pages.shared.frame import streamlit_internals, visit
from pages.shared.frame.panel import Panel
from pages.shared.own import stock
from pages.shared.own.caretaker import Caretaker
from pages.shared.own.stock import Kept, Own, Stock

PAIR = "own"
"""What stands for the student's own two classes where a species pair can be chosen."""

NOT_SHARED = (
    "Your own table is not in the link: others see the page with the lesson's data, or with their "
    "own table."
)
_SHELF = "own table"
_LONGEST_NAME = 30


tables = Stock()
_caretaker = Caretaker(tables)


@dataclass
class SessionTable:
    """What a session holds: the key to its table, its name, what was wrong with the last try."""

    key: stock.Key = field(default_factory=stock.Key)
    brought: str = ""
    tables_read: int = 0
    problem: str = ""

    @property
    def kept(self) -> Kept | None:
        """The table and what is used of it; None before there is one, and if it had to go."""
        return tables.find(self.key) if self.brought else None

    @property
    def lost(self) -> str:
        """What to say if the table had to go; empty otherwise."""
        if not self.brought or self.kept:
            return ""
        return (
            f"Your table {self.brought} is gone: all tables together may take "
            f"{stock.MOST_BYTES // 2**20} MB of the server's memory, and it had to make room for "
            "newer ones. Read it again on the page Preparing data."
        )


def shelf() -> SessionTable:
    """The present session's own shelf."""
    here: SessionTable = st.session_state.setdefault(_SHELF, SessionTable())
    return here


def read(content: bytes | str, name: str) -> bool:
    """Read a table and put it on the shelf; if it is faulty, the former one stays there."""
    here = shelf()
    try:
        table = _slim(read_table(content, name))
    except DataError as error:
        here.problem = str(error)
        return False
    used = here.kept.used if here.kept else None
    tables.put(here.key, Kept(streamlit_internals.session(), table, used))
    _caretaker.wake()
    here.brought, here.problem = words.plain(name, _LONGEST_NAME), ""
    here.tables_read += 1
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
    first, second = _names_to_show(chosen.classes, "class")
    features = _names_to_show(chosen.features, "column", ("bias",))
    return replace(chosen, features=features, classes=(first, second))


def use(chosen: Chosen, pages: Sequence[str]) -> None:
    """Offer this choice on the pages, in place of an earlier one; a new one they open with."""
    here = shelf()
    kept = here.kept
    if kept is None:
        return
    name, found = words.plain(kept.table.name), digest(chosen)
    if kept.used and (kept.used.name, kept.used.digest) == (name, found):
        return
    tables.put(here.key, replace(kept, used=Own(chosen, name, found)))
    for page in pages:
        visit.learn(page, "pair", PAIR)


def forget() -> None:
    """Drop the table and the choice made from it; no page offers it any more."""
    tables.drop(shelf().key)
    del st.session_state[_SHELF]
    visit.unlearn("pair", PAIR)


def current() -> Own | None:
    """What the session uses, if it uses a table of its own."""
    kept = shelf().kept
    return kept.used if kept else None


def choice(panel: Panel, label: str, options: Sequence[str], default: str, help: str) -> str:
    """Which data; the student's own stand last among them, where there are any."""
    lost = shelf().lost
    if lost:
        st.caption(lost)
    chosen = panel.choice(
        "pair",
        label,
        (*options, PAIR) if current() else options,
        default,
        f"{help} With a table of your own (page Preparing data) you can choose its two classes "
        "here.",
        needs={PAIR: "which needs a table of your own (read one on the page Preparing data)"},
    )
    if chosen == PAIR:
        panel.keep_back(NOT_SHARED)
    return chosen


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


def _names_to_show(names: Sequence[str], kind: str, taken: Sequence[str] = ()) -> tuple[str, ...]:
    """The names made plain and short, and kept apart where that made them alike.

    One that is a number says what ``kind`` of name it is, so that "3 rows of class 0" can be read.
    """
    shown: list[str] = []
    for name in names:
        text = words.plain(f"{kind} {name}" if is_number(name) else name, _LONGEST_NAME)
        while text in (*taken, *shown):
            text += "′"
        shown.append(text)
    return tuple(shown)
