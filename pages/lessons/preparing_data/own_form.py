"""Where a student brings a table, sees what is in it, and chooses what the neurons shall learn.

Reading happens once, when a file or a text comes in. A table that cannot be read changes nothing:
one sentence says why, and what was there before stays.
"""

from collections.abc import Callable

import pandas as pd
import streamlit as st

from data import Chosen, DataError, Table, rows_with_gaps
from data.decode import MAX_BYTES
from pages.lessons.preparing_data import pictures
from pages.shared import results, words
from pages.shared.bench import numbers, stage
from pages.shared.bench.stage import Scene, Shown
from pages.shared.frame import course, streamlit_internals
from pages.shared.one_neuron import runs
from pages.shared.own import own

USED_BY = ("perceptron", "learning_rate", "standardisation", "playground", "generalisation")
_MOST_WARNINGS = 5
_EXAMPLE = "height,weight,kind\n31.5,4.2,cat\n58,24.5,dog\n…"
_FILE, _PASTE = "own_file", "own_paste"


def show(explain: Callable[[str], str]) -> None:
    """The whole section: bring a table, choose from it, forget it; ``explain`` links its terms."""
    told = (
        "Bring a table with a header line, at least two columns of numbers and one column of class "
        "names: CSV with comma, semicolon or tab, up to 5 MB and 100,000 rows. **It stays in the "
        "server's memory and is not stored**: nobody else sees it. It is gone when you close "
        "or reload the page or press *Forget my data*, when you lose the connection for more "
        "than two minutes, when the server restarts, or if newer tables need the room. Keep your "
        "file, or download the table. The pages use it as soon as it is read."
    )
    st.markdown(explain(told))
    _ways_in()
    shelf = own.shelf()
    kept = shelf.kept
    if shelf.problem:
        stays = " Your previous table stays." if kept else ""
        st.error(f"{words.plain(shelf.problem)}{stays}", icon=":material/table_view:")
    if shelf.lost:
        st.warning(shelf.lost, icon=":material/table_view:")
    if kept is None:
        return
    in_use = st.container()
    _describe(kept.table)
    columns, picture = st.columns([0.3, 0.7], gap="medium")
    with columns:
        chosen = _choose(kept.table, f"own{shelf.tables_read}")
        _keep_or_forget(kept.table)
    with picture:
        if isinstance(chosen, Chosen):
            own.use(chosen, USED_BY)
            _show_chosen(chosen)
        else:
            told = f"{words.plain(str(chosen))} {_not_in_use()}"
            st.error(told, icon=":material/table_view:")
    with in_use:
        _tell_use()


def _not_in_use() -> str:
    """What the pages use while this table cannot be used."""
    used = own.current()
    stays = f"they use {used.name} as before" if used else "they use iris"
    return f"Until then the pages cannot use this table: {stays}."


def _keep_or_forget(table: Table) -> None:
    st.download_button(
        "Download the table",
        lambda: numbers.safe_csv(table.frame),
        file_name="own_table.csv",
        mime="text/csv",
        icon=":material/download:",
        key="own_download",
        on_click="ignore",
    )
    st.button("Forget my data", key="own_forget", icon=":material/delete:", on_click=_forget)


def _ways_in() -> None:
    file, paste = st.columns(2, gap="medium")
    with file:
        st.file_uploader(
            "A CSV file",
            key=_FILE,
            on_change=_read_file,
            max_upload_size=MAX_BYTES // 2**20,
            width="stretch",
        )
    with paste:
        st.text_area(
            "Or paste a table",
            key=_PASTE,
            placeholder=_EXAMPLE,
            height=130,
            max_chars=MAX_BYTES,
        )
        st.button("Read the pasted table", key="own_read", on_click=_read_paste)


def _read_file() -> None:
    """An upload has come in; taking a file away changes nothing."""
    file = st.session_state.get(_FILE)
    content = streamlit_internals.take_upload(file)
    if file is not None and content is not None:
        own.read(content, file.name)


def _read_paste() -> None:
    """A pasted text that could be read has done its duty; a faulty one stays to be mended."""
    if own.read(st.session_state.get(_PASTE) or "", "The pasted table"):
        st.session_state[_PASTE] = ""


def _forget() -> None:
    own.forget()
    results.forget_own()


def _describe(table: Table) -> None:
    """What was read, and what was odd about it."""
    rows = words.count(len(table.frame), "row")
    st.success(
        f"{words.plain(table.name)}: {rows}, {words.count(len(table.numeric), 'column')} of "
        f"numbers, {words.count(len(table.labels), 'column')} that can be the label.",
        icon=":material/table_view:",
    )
    more = len(table.warnings) - _MOST_WARNINGS
    told = [words.plain(warning) for warning in table.warnings[:_MOST_WARNINGS]]
    if more > 0:
        told.append(f"And {words.count(more, 'more remark')} of this kind.")
    for sentence in told:
        st.caption(sentence)


def _choose(table: Table, key: str) -> Chosen | DataError:
    """The controls for two columns, a label and two classes, and what they come to."""
    label = _one("Label column", tuple(table.labels), f"{key}_label")
    numeric = tuple(name for name in table.numeric if name != label)
    first = _one("First column x₁", numeric, f"{key}_x1")
    others = tuple(name for name in numeric if name != first)
    second = _one("Second column x₂", others, f"{key}_x2")
    classes = table.labels[label]
    minus = _one("Class −1", classes, f"{key}_minus")
    rest = tuple(name for name in classes if name != minus)
    plus = _one("Class +1", rest, f"{key}_plus")
    gaps = int(rows_with_gaps(table, (minus, plus), (first, second), label).sum())
    drop = gaps > 0 and st.toggle(
        f"Leave out {words.count(gaps, 'row')} with a missing value",
        key=f"{key}_drop",
        persist_state="session",
    )
    try:
        return own.choose(table, (minus, plus), (first, second), label, drop_missing=drop)
    except DataError as error:
        return error


def _one(label: str, options: tuple[str, ...], key: str) -> str:
    """A choice that the session remembers; it starts anew with its first option for other ones."""
    chosen = st.selectbox(label, options, key=f"{key}_{hash(options)}", persist_state="session")
    return str(chosen)


def _show_chosen(chosen: Chosen) -> None:
    """The two classes over the two columns."""
    drawn = runs.Samples(chosen, chosen.x, None, own.PAIR).drawn
    x, y = chosen.x[drawn], chosen.y[drawn]
    counts = [int((chosen.y == sign).sum()) for sign in (-1, 1)]
    told = " and ".join(
        f"{words.count(count, 'row')} of {name}"
        for count, name in zip(counts, chosen.classes, strict=True)
    )
    groups = [
        pictures.Group(
            f"{name} ({'−1' if place == 0 else '+1'})",
            place,
            x[y == 2 * place - 1],
            chosen.rows[drawn][y == 2 * place - 1] + 1,
        )
        for place, name in enumerate(chosen.classes)
    ]
    ranges = pictures.bounds(chosen.x[:, 0]), pictures.bounds(chosen.x[:, 1])
    shown = Shown(
        "own_data",
        "Your table",
        pictures.scatter(groups, chosen.features, ranges),
        f"Your table over {chosen.features[0]} and {chosen.features[1]}: {told}.",
        lambda: _as_table(chosen),
        place="main",
    )
    stage.show(Scene([shown]), {"numbers": numbers.ask}, key="own_stage")
    numbers.show([shown])
    part = f" The figure draws {words.whole(len(drawn))} of them, chosen at random."
    st.caption(f"{told}.{part if len(drawn) < len(chosen.y) else ''}")


def _as_table(chosen: Chosen) -> pd.DataFrame:
    columns = {name: chosen.x[:, j] for j, name in enumerate(chosen.features)}
    return pd.DataFrame(
        {"row in the table": chosen.rows + 1, **columns, "target −1 or +1": chosen.y}
    )


def _tell_use() -> None:
    """What of the table the pages use now, and the way to them."""
    used = own.current()
    if used is None:
        return
    first, second = used.chosen.classes
    st.success(
        f"In use: {used.name}, {first} (−1) against {second} (+1), "
        f"{words.count(len(used.chosen.y), 'sample')}. These pages open with it, and offer it as "
        "**own** beside the species:",
        icon=":material/check:",
    )
    with st.container(horizontal=True):
        for page in USED_BY:
            course.link(page, pair=own.PAIR)
