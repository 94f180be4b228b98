"""A student's own table: what the page says to every kind of it, and what the others make of it."""

import itertools
import pickle
import re
import tomllib
from collections.abc import Callable, Iterator

import numpy as np
import pandas as pd
import pytest
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
from streamlit.testing.v1 import AppTest

from core import perceptron
from data import read_table
from data.columns import MAX_SIZE
from data.decode import MAX_BYTES
from data.iris import IRIS_FILE
from pages.lessons.generalisation import exercises as generalisation
from pages.lessons.preparing_data import own_form
from pages.shared import results, words
from pages.shared.bench import numbers, wire
from pages.shared.one_neuron import moments, replay, runs
from pages.shared.one_neuron.settings import MOST_VISITS, affordable_epochs
from pages.shared.own import own
from tests.pages import visit
from tests.server import ROOT

HERE = "preparing_data"
GOOD = "a,b,kind\n" + "".join(f"{i},{(7 * i) % 13},{'xy'[i >= 20]}\n" for i in range(40))
HEADER = "a,b,kind\n"
ROWS = "1,2,x\n3,4,y\n"
HOSTILE = "<b>h,$x$ *b* `c`,:red[k]\n1,2,=1+1\n2,3,=1+1\n3,5,<script>\n5,6,<script>\n"

REFUSED = {
    "wrong encoding": (HEADER.encode() + b"1,2,\x8d\n3,4,y\n", "line 2: the byte 0x8D"),
    "ragged rows": (f"{HEADER}1,2,x\n3,4\n", "line 3: 2 cells, but the header has 3"),
    "no numeric column": ("a,b,kind\nu,v,x\nw,z,y\n", "no column holds numbers"),
    "one class only": (f"{HEADER}1,2,x\n3,4,x\n", "one class only, 'x'"),
    "enormous number": (f"{HEADER}1,2,x\n1e60,4,y\n", "Column 'a', line 3: '1e60' is too large"),
    "duplicate names": (f"a,a,kind\n{ROWS}", "line 1: two columns are named 'a'"),
    "binary file": (b"\x89PNG\r\n\x1a\n\x00\x01", "a PNG picture"),
    "Excel file": (b"PK\x03\x04" + bytes(40), "Excel"),
    "empty file": (b"", "empty"),
    "header only": (HEADER, "no row below it"),
    "too many rows": (HEADER + "1,2,x\n" * 100_001, "more than 100,000 rows"),
    "too large": (HEADER + "1,2,x" + " " * 5_300_000, "at most 5 MB"),
}


def paste(at: AppTest, text: str) -> AppTest:
    at.text_area(key="own_paste").set_value(text)
    return at.button(key="own_read").click().run()


def bring(at: AppTest, content: bytes | str) -> AppTest:
    """By file if it is bytes, else pasted."""
    if isinstance(content, str) and len(content) < 5_000_000:
        return paste(at, content)
    raw = content.encode() if isinstance(content, str) else content
    return at.file_uploader(key="own_file").upload("my.csv", raw, "text/csv").run()


def with_table(content: bytes | str = GOOD) -> AppTest:
    """A student who has brought a table, which the pages use at once."""
    return bring(visit.open_page(HERE), content)


def go_and_choose_own(at: AppTest, name: str) -> AppTest:
    visit.travel(at, name)
    at.selectbox(key="pair").set_value("own").run()
    visit.assert_well(at, name)
    return at


def shown_options(at: AppTest) -> dict[str, list[str]]:
    return {box.label: list(box.options) for box in at.selectbox if box.key.startswith("own")}


def warnings(at: AppTest) -> str:
    return " ".join(caption.value for caption in at.caption)


@pytest.fixture(scope="module")
def patient() -> AppTest:
    """A student who tries one faulty table after the other."""
    return with_table()


@pytest.mark.parametrize("case", REFUSED)
def test_what_cannot_be_read_gets_one_sentence_and_nothing_is_lost(case, patient):
    content, reason = REFUSED[case]
    at = bring(patient, content)
    assert not at.exception
    (error,) = at.error
    assert reason in error.value
    assert error.value.endswith("Your previous table stays.")
    assert own_in_use(at).name == "The pasted table"
    assert shown_options(at)["Label column"] == ["kind"], "the former table is gone"


def test_the_app_goes_on_after_faulty_tables(patient):
    bring(patient, REFUSED["binary file"][0])
    assert not bring(patient, GOOD.replace("kind", "sort")).error
    assert shown_options(patient)["Label column"] == ["sort"]


def own_of(at: AppTest) -> own.Own | None:
    kept = at.session_state["own table"].kept
    return kept.used if kept else None


def own_in_use(at: AppTest) -> own.Own:
    used = own_of(at)
    assert used
    return used


def test_a_faulty_paste_stays_to_be_mended_and_a_good_one_is_taken_away():
    at = paste(visit.open_page(HERE), HEADER + "1,2\n")
    assert at.text_area(key="own_paste").value == HEADER + "1,2\n"
    assert "former" not in at.error[0].value
    assert not paste(at, GOOD).error
    assert not at.text_area(key="own_paste").value


def test_nan_and_inf_count_as_missing_and_their_rows_may_be_left_out():
    gaps = GOOD.replace("3,8,x", "nan,8,x").replace("5,9,x", "5,inf,x")
    at = bring(visit.open_page(HERE), gaps)
    assert "missing values: 1" in warnings(at)
    assert "infinite values: 1" in warnings(at)
    (error,) = at.error
    assert "line 5: a value is missing; rows with one: 2" in error.value
    assert own_of(at) is None
    (drop,) = [toggle for toggle in at.toggle if "2 rows" in toggle.label]
    drop.set_value(True).run()
    assert not at.error
    assert len(own_in_use(at).chosen.y) == 38


def test_formulas_are_text_and_no_name_is_a_command():
    at = with_table(HOSTILE)
    assert "look like formulas" in warnings(at)
    first, second = own_in_use(at).chosen.features
    assert not set("<>$*`[]") & set(first + second)
    for page in ("perceptron", "learning_rate"):
        go_and_choose_own(at, page)
        figures = [vars(chart) for chart in visit.charts(at).values()]
        told = " ".join([*visit.texts(at), *map(str, figures)])
        assert first in told
        assert "<script>" not in told and "<b>h" not in told and "$x$ *b*" not in told


def test_a_file_name_is_no_command_either():
    at = visit.open_page(HERE)
    name = "[Log in](//evil.example) ![](x) **b** :red[c] https://e.example.csv"
    at.file_uploader(key="own_file").upload(name, GOOD.encode(), "text/csv").run()
    told = " ".join(visit.texts(at))
    assert "Log in" in told
    assert not any(part in told for part in ("](//", "![", "**b**", ":red[", "https://e"))


def test_the_same_table_in_another_file_is_called_as_that_file():
    at = with_table(GOOD.encode())
    at.file_uploader(key="own_file").upload("corrected.csv", GOOD.encode(), "text/csv").run()
    assert own_in_use(at).name == "corrected.csv"


def test_names_stay_apart_where_plain_or_short_ones_would_not():
    long = "x" * 40
    text = f"bias,{long}1,{long}2,k\n1,2,9,<\n2,3,5,‹\n4,2,1,<\n1,5,2,‹\n"
    table = read_table(text)
    chosen = own.choose(table, ("<", "‹"), ("bias", f"{long}1"), "k", drop_missing=False)
    assert len({"bias", *chosen.features}) == 3
    assert len(set(chosen.classes)) == 2
    chosen = own.choose(table, ("<", "‹"), (f"{long}1", f"{long}2"), "k", drop_missing=False)
    assert len(set(chosen.features)) == 2
    assert all(len(name) < 35 for name in chosen.features)


def test_plain_text_keeps_what_is_harmless():
    assert words.plain("my_file-2.csv, line 3:  '5,1' é") == "my_file-2.csv, line 3: '5,1' é"
    assert words.plain("_a_ __b__ c_d") == "ˍaˍ ˍˍbˍˍ c_d"


def test_iris_brought_by_a_student_gives_the_lessons_numbers():
    at = bring(visit.open_page(HERE), IRIS_FILE.read_bytes())
    box = next(box for box in at.selectbox if box.label.startswith("Second"))
    box.set_value("petal_length").run()
    go_and_choose_own(at, "perceptron")
    said = visit.words(at)
    assert "**10 updates** in 10 epochs" in said
    assert "**0 of 100 samples**" in said
    assert "“sepal_length” −0.68, “petal_length” 1.82" in said
    at.button_group(key="play").set_value("update").run()
    visit.assert_well(at, "perceptron")


@pytest.mark.parametrize("page", ["perceptron", "learning_rate", "standardisation"])
def test_the_pages_speak_of_samples_and_columns_not_of_flowers(page):
    at = go_and_choose_own(with_table(), page)
    for chart in visit.charts(at).values():
        assert not re.search("flower|setosa|sepal| cm", chart.alt)
    assert re.search("sample|Weight: a", " ".join(c.alt for c in visit.charts(at).values()))
    assert "features" not in visit.controls(at)
    for key, choice in list(visit.others(at)):
        if key not in {"pair", "epochs"}:
            visit.move(at, key, choice)
            visit.assert_well(at, page)


EXTREME = {
    "next to the largest": lambda n: (5e28 * n * (-1) ** (n // 2), n % 7),
    "the largest": lambda n: (MAX_SIZE * (-1) ** n, MAX_SIZE * (-1) ** (n // 2)),
    "next to nothing": lambda n: (1e-300 * n, 1e-200 * (n % 7)),
    "far from 0": lambda n: (1e15 + n, n % 7),
}


def extreme(row: Callable[[int], tuple[float, float]]) -> str:
    body = (f"{row(n)[0]!r},{row(n)[1]!r},{'xy'[n % 2]}\n" for n in range(20))
    return HEADER + "".join(body)


@pytest.mark.parametrize("case", EXTREME)
def test_extreme_numbers_are_shown_and_trained_on(case):
    at = with_table(extreme(EXTREME[case]))
    assert not at.error
    for page in ("perceptron", "learning_rate", "standardisation", "playground", "generalisation"):
        go_and_choose_own(at, page)
        assert all(chart.data for chart in visit.plotly_charts(at).values())
        moved = ("view", "overfitting") if page == "generalisation" else ("start", "random")
        if page == "playground":
            moved = ("output", "identity")
        visit.assert_well(visit.move(at, *moved), page)


@pytest.mark.parametrize("scale", [1e-8, 1e4, 1e13])
def test_a_line_that_separates_is_not_denied_whatever_the_unit(scale):
    rows = (f"{(30 + 9 * (n % 2) + n % 5) * scale},{(5 + n) * scale},{'xy'[n % 2]}\n"
            for n in range(20))  # fmt: skip
    at = with_table(HEADER + "".join(rows))
    visit.travel(at, "perceptron", pair="own")
    assert "A line separates these samples, so the updates must end" in visit.words(at)
    assert ("a number too large to be worked out" in visit.words(at)) == (scale == 1e13)
    visit.move(at, "standardise", True)
    assert "too large" not in visit.words(at)


@pytest.mark.parametrize("rows", [10, 13, 19])
@pytest.mark.parametrize("share", [90, 80])
def test_a_short_table_with_a_large_test_share_has_a_learning_curve_or_says_why_not(rows, share):
    at = with_table(HEADER + "".join(f"{i},{7 * i % 13},{'xy'[i % 2]}\n" for i in range(rows)))
    visit.travel(at, "generalisation", pair="own", view="learning curve", share=str(share))
    visit.assert_well(at, "generalisation")
    left = rows - round(rows * share / 100)
    told = "one sample is left to learn from" if left == 1 else f"to {left} training samples"
    assert told in visit.words(at)


def test_the_server_lets_a_file_of_exactly_the_limit_pass():
    settings = tomllib.loads((ROOT / ".streamlit/config.toml").read_text(encoding="utf-8"))
    around = 4096  # the lines of a form around its file
    assert settings["server"]["maxUploadSize"] * 1024 * 1024 >= MAX_BYTES + around
    uploader = visit.open_page(HERE).file_uploader(key="own_file").proto
    assert uploader.max_upload_size_mb * 1024 * 1024 == MAX_BYTES


def test_a_link_to_own_data_without_a_table_says_what_it_needs():
    at = visit.open_page("perceptron", pair="own")
    visit.assert_well(at, "perceptron")
    (notice,) = at.warning
    assert "needs a table of your own" in notice.value
    assert "pair = `setosa-versicolor` is used" in notice.value
    assert "own" not in at.selectbox(key="pair").options


def test_a_link_to_own_data_with_a_table_shows_it():
    at = visit.travel(with_table(), "perceptron", pair="own")
    visit.assert_well(at, "perceptron")
    assert at.selectbox(key="pair").value == "own"
    assert "samples" in visit.words(at)


def test_forgotten_data_is_gone_from_every_page(monkeypatch):
    at = go_and_choose_own(with_table(), "perceptron")
    key = at.session_state["own table"].key
    visit.travel(at, HERE)
    dropped = []
    monkeypatch.setattr(results, "forget_own", lambda: dropped.append("the session's results"))
    at.button(key="own_forget").click().run()
    assert dropped
    visit.assert_well(at, HERE)
    assert not shown_options(at)
    assert own_of(at) is None
    assert key not in own.tables._kept
    visit.assert_well(visit.travel(at, "perceptron"), "perceptron")
    assert at.selectbox(key="pair").value == "setosa-versicolor"
    assert not at.warning


def test_another_students_session_sees_nothing():
    go_and_choose_own(with_table(), "perceptron")
    other = visit.open_page("perceptron")
    assert "own" not in other.selectbox(key="pair").options
    assert own_of(visit.open_page(HERE)) is None


def test_a_changed_number_in_the_middle_of_a_long_table_is_another_run():
    digests = set()
    for middle in ("0.5", "0.25"):
        rows = [f"{i % 89},{i % 97},{'xy'[i % 2]}" for i in range(30_001)]
        rows[15_000] = f"{middle},1,x"
        table = read_table(HEADER + "\n".join(rows))
        chosen = own.choose(table, ("x", "y"), ("a", "b"), "kind", drop_missing=False)
        digests.add(own.digest(chosen))
    assert len(digests) == 2


def test_a_new_table_takes_the_place_of_the_former_at_once():
    at = with_table()
    before = own_in_use(at).digest
    assert own_in_use(paste(at, GOOD.replace("0,0,x", "0,1,x"))).digest != before


def test_what_is_chosen_on_the_page_is_what_the_pages_use():
    at = with_table()
    box = next(box for box in at.selectbox if box.label.startswith("First"))
    box.set_value("b").run()
    assert own_in_use(at).chosen.features == ("b", "a")


@pytest.mark.parametrize("page", own_form.USED_BY)
def test_a_page_opens_with_the_table_by_the_menu_too(page):
    at = visit.travel(with_table(), page)
    visit.assert_well(at, page)
    assert not at.warning
    assert at.selectbox(key="pair").value == "own"
    at.button(key="reset").click().run()
    assert at.selectbox(key="pair").value != "own"
    visit.travel(visit.travel(at, HERE), page)
    assert at.selectbox(key="pair").value != "own", "only a new table is brought to the pages"


def test_a_table_that_had_to_make_room_is_told_where_its_owner_looks(monkeypatch):
    at = visit.travel(with_table(), "perceptron")
    monkeypatch.setattr(own.tables, "_most", 1)
    with_table()  # another student's
    visit.move(at, "eta", 0.5)
    visit.assert_well(at, "perceptron")
    assert at.selectbox(key="pair").value == "setosa-versicolor"
    gone = "Your table The pasted table is gone"
    assert gone in warnings(at)
    visit.travel(at, HERE)
    assert any(gone in warning.value for warning in at.warning)
    paste(at, GOOD)
    assert not at.warning
    assert own_in_use(at)
    visit.assert_well(visit.travel(at, "perceptron"), "perceptron")
    assert at.selectbox(key="pair").value == "own"


def test_a_session_holds_a_key_and_the_server_no_upload(monkeypatch):
    at = bring(visit.open_page(HERE), GOOD.encode())
    assert len(pickle.dumps(vars(at.session_state["own table"]) | {"key": None})) < 500
    assert own_in_use(at).name == "my.csv"
    forgotten = []
    monkeypatch.setattr(
        MemoryUploadedFileManager, "remove_file", lambda self, *what: forgotten.append(what)
    )
    bring(at, GOOD.replace("kind", "sort").encode())
    assert len(forgotten) == 1
    assert shown_options(at)["Label column"] == ["sort"]
    visit.move(at, "missing", 20)
    assert shown_options(at)["Label column"] == ["sort"], "the upload was forgotten, not the table"


def test_the_largest_table_is_trained_on_whole_and_drawn_in_part():
    rng = np.random.default_rng(0)
    x = rng.normal(size=(100_000, 2)).round(2) + np.arange(100_000)[:, None] % 2 * 3
    at = with_table(
        HEADER + "".join(f"{a:.2f},{b:.2f},{'xy'[i % 2]}\n" for i, (a, b) in enumerate(x))
    )
    assert len(own_in_use(at).chosen.y) == 100_000
    go_and_choose_own(at, "perceptron")
    assert "1500 of 100,000 samples" in warnings(at)
    assert f"only the first {MOST_VISITS // 100_000} can be trained" in warnings(at)
    assert "of 100,000 samples**" in visit.words(at)
    figure = vars(visit.charts(at)["perceptron_boundary"])
    marks = [trace for trace in figure["data"] if trace.get("name", "").endswith("1)")]
    assert len(marks) == 2
    assert figure["motions"]
    assert visit.weight(at) < 1_000_000


def test_long_runs_on_long_tables_are_bounded():
    assert affordable_epochs(1000, 100) == 1000
    assert affordable_epochs(1000, 100_000) * 100_000 <= MOST_VISITS
    assert affordable_epochs(1000, 10 * MOST_VISITS) == 1


def samples_of(count: int) -> runs.Samples:
    rng = np.random.default_rng(1)
    body = "".join(f"{a},{b},{'xy'[int(a > 0)]}\n" for a, b in rng.normal(size=(count, 2)))
    table = read_table(HEADER + body)
    chosen = own.choose(table, ("y", "x"), ("a", "b"), "kind", drop_missing=False)
    return runs.Samples(chosen, chosen.x, None, own.digest(chosen))


def test_counts_are_over_all_rows_and_rings_over_the_drawn_ones():
    samples = samples_of(4000)
    weights = np.array([0.3, 1.0, 0.2])
    wrong = np.flatnonzero(perceptron.predict(samples.x, weights) != samples.y)
    assert len(samples.drawn) == runs.MOST_DRAWN == len(set(samples.drawn))
    shown = moments.by_epoch(samples, np.tile(weights, (60, 1)))
    assert f"{len(wrong)} of 4000 samples on the wrong side" in shown.captions[-1]
    assert len(shown.captions) == 60
    ringed = samples.drawn[shown.ringed[-1]]
    assert set(ringed) == set(wrong) & set(samples.drawn)
    assert 0 < len(ringed) < len(wrong)


def test_a_long_descent_on_a_long_table_sends_its_lines_and_no_rings():
    samples = samples_of(4000)
    rings = moments.wrong_sides(samples, np.tile([0.3, 1.0, 0.2], (1001, 1)))
    assert rings.moments == 1001 and len(rings.x1) == runs.MOST_DRAWN
    assert len(wire.encode(rings.message())) < 150_000


def test_a_small_table_is_drawn_whole():
    samples = samples_of(200)
    assert samples.drawn.tolist() == list(range(200))
    assert replay.drawn_note(samples) == ""


def test_exported_tables_hold_no_formula():
    cells = ["=1+1", "+x", "@y", "-z", "-0.4", "plain", "\tq"]
    frame = pd.DataFrame({"=head": cells, "n": np.arange(7) - 3.0})
    lines = numbers.safe_csv(frame).splitlines()
    assert lines[0] == "'=head,n"
    assert [line.split(",")[0] for line in lines[1:]] == [
        "'=1+1", "'+x", "'@y", "'-z", "-0.4", "plain", "'\tq",
    ]  # fmt: skip
    assert lines[1].endswith(",-3.0")


def test_the_page_does_not_read_the_table_again_at_each_move(monkeypatch):
    at = with_table()
    calls = itertools.count()
    monkeypatch.setattr(own, "read_table", lambda *args: next(calls))
    visit.move(at, "missing", 20)
    assert next(calls) == 0
    assert shown_options(at)["Label column"] == ["kind"]


ODD_NAMES = {
    "markup": ("a_b*c[x](y)", "$x$ <b>h</b>", "Größe **2**", ":red[k] `c`"),
    "numbers": ("x1", "# 2", "0", "-1"),
    "long, and like a species": ("n" * 60, "n" * 59 + "m", "setosa-like", "1. > | # é"),
}
COMMANDS = re.compile(r"\*\*2\*\*|\[x\]\(|\$x\$|<b>h|:red\[k|`c`|n{31}|(?<!\S)# 2")
OF_IRIS = re.compile(r"flower|petal|sepal|\bcm\b|centimet|species|\biris\b|setosa(?!-like)", re.I)
ABOUT_IRIS = ("Often said: on setosa", "as the iris table is", "In the iris table")
"""What is said of iris by name, beside the student's own table."""
COUNTED = "sample|row|point|update|epoch|split|fold|mistake|neuron|column"
UNGRAMMATICAL = re.compile(
    rf"(?<![\d.,])1 (?:{COUNTED})s|\b1 of them are|\ba [aeio]\w+|, ,| \.|\(\)"
)
OWN_VIEWS = {
    "perceptron": ({"play": "update", "standardise": "true"}, {"order": "shuffled"}),
    "learning_rate": ({"standardise": "true"},),
    "standardisation": ({},),
    "playground": ({"view": "output"},),
    "generalisation": tuple({"view": view} for view in generalisation.QUESTIONS),
}


def odd_table(names: tuple[str, ...]) -> str:
    first, second, minus, plus = (f'"{name}"' for name in names)
    rows = (f"{i},{(7 * i) % 13},{plus if i > 12 else minus}\n" for i in range(24))
    return f"{first},{second},kind\n" + "".join(rows)


def read_by_a_student(at: AppTest) -> Iterator[str]:
    """Every text of the page, its controls, figures and script."""
    yield from visit.texts(at)
    for kind in (*visit.CONTROLS, "button", "text_input"):
        for control in at.get(kind):
            yield from (str(control.label), getattr(control.proto, "help", ""))
    yield from strings(visit.scenes(at))


def strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list | tuple):
        for part in value.values() if isinstance(value, dict) else value:
            yield from strings(part)


@pytest.mark.parametrize("names", ODD_NAMES.values(), ids=ODD_NAMES)
def test_names_of_any_kind_are_plain_text_and_nothing_is_said_of_iris(names):
    at = with_table(odd_table(names))
    for page, links in OWN_VIEWS.items():
        for link in links:
            visit.travel(at, page, pair="own", **link)
            visit.assert_well(at, page)
            for text in read_by_a_student(at):
                if any(about in text for about in ABOUT_IRIS):
                    continue
                for fault in (COMMANDS, OF_IRIS, UNGRAMMATICAL):
                    assert not fault.search(text), f"{page} {link}: {fault.search(text)} in {text}"


def test_a_name_that_is_a_number_says_what_it_names():
    table = read_table("a,7,k\n1,2,0\n3,1,-1\n2,2,0\n")
    chosen = own.choose(table, ("0", "-1"), ("a", "7"), "k", drop_missing=False)
    assert chosen.classes == ("class 0", "class -1")
    assert chosen.features == ("a", "column 7")


LARGE = "a,b,kind\n" + "".join(f"{i * 4096},{i * 5136000},{'xy'[i % 2]}\n" for i in range(1, 21))


def test_a_clicked_point_of_large_numbers_is_followed_where_it_lies():
    at = go_and_choose_own(with_table(LARGE), "playground")
    visit.move(at, "at1", 40960.0)
    visit.move(at, "at2", 51_360_000.0)
    assert "The point is (40,960, 5.136 × 10⁷)" in visit.words(at)
    visit.move(at, "at1", 1e50)
    visit.assert_well(at, "playground")
    assert "too far from all others" in visit.words(at)


def test_columns_may_be_called_as_anything_in_a_table_of_ours():
    names = "self,output", "part,class", "bias,epoch"
    for pair in names:
        rows = "".join(f"{i},{i * i % 7},{'xy'[i % 2]}\n" for i in range(1, 25))
        at = with_table(f"{pair},kind\n{rows}")
        for page in ("playground", "generalisation", "perceptron", "learning_rate"):
            go_and_choose_own(at, page)
    made = numbers.beside([("part", [1]), ("output", [2]), ("part", [3]), ("part", [4])])
    assert made.to_dict("list") == {"part": [1], "output": [2], "part (2)": [3], "part (3)": [4]}


def test_a_label_may_be_called_self():
    rows = "".join(f"{i},{i * i % 7},{'xy'[i % 2]}\n" for i in range(1, 25))
    at = with_table(f"a,b,self\n{rows}")
    visit.assert_well(at, HERE)
    go_and_choose_own(at, "perceptron")
    assert numbers.unsigned_zeros(pd.DataFrame({"self": [-0.0]})).to_csv() == ",self\n0,0.0\n"
    assert numbers.safe_csv(pd.DataFrame({"self": ["=1+1"]})) == "self\n'=1+1\n"


def test_only_rows_of_the_chosen_classes_are_left_out():
    gaps = "".join(f"{i},{'' if i < 3 else i * i},cow\n" for i in range(1, 6))
    rows = "".join(f"{i},{i * i % 7},{('cat', 'dog')[i % 2]}\n" for i in range(1, 25))
    at = with_table(f"a,b,kind\n{rows}{gaps}")
    assert not [toggle for toggle in at.toggle if "missing value" in toggle.label]
    (plus,) = [box for box in at.selectbox if box.label == "Class +1"]
    plus.set_value("cow").run()
    (drop,) = [toggle for toggle in at.toggle if "missing value" in toggle.label]
    assert "2 rows" in drop.label


def test_names_of_own_columns_are_no_terms_of_the_glossary():
    rows = "".join(f"{i},{i * i % 7},{'xy'[i % 2]}\n" for i in range(1, 25))
    at = go_and_choose_own(with_table(f"weight,secret_score,kind\n{rows}"), "standardisation")
    said = " ".join(visit.texts(at))
    assert "“weight” has mean 12.5" in said and "“secret_score” has mean" in said


def test_columns_keep_their_names_apart_and_whole_in_every_sentence():
    rows = "".join(f"{i},{i * i % 7},{'xy'[i % 2]}\n" for i in range(1, 25))
    at = go_and_choose_own(with_table(f'"size_1, left","size 1, left",kind\n{rows}'), "perceptron")
    said = " ".join(visit.texts(at))
    assert "Weights: bias" in said and ", “size_1, left” " in said and ", “size 1, left” " in said
    at.session_state[numbers.ASKED] = "perceptron_weights"
    columns = list(at.run().dataframe[0].value.columns)
    assert columns[-2:] == ["weight: size_1, left", "weight: size 1, left"]


def test_a_table_that_cannot_be_used_yet_says_what_is_in_use():
    constant = "a,b,kind\n" + "".join(f"1,{i},{'xy'[i % 2]}\n" for i in range(1, 9))
    at = with_table(constant)
    (told,) = [error.value for error in at.error if "cannot use this table" in error.value]
    assert told.endswith("they use iris.")
    at = bring(with_table(), constant)
    (told,) = [error.value for error in at.error if "cannot use this table" in error.value]
    assert "as before" in told


def test_a_table_to_take_home_has_no_invisible_signs():
    name = words.plain("משקל")
    csv = numbers.safe_csv(pd.DataFrame({name: [1.5], "class": [name]}))
    assert csv == "משקל,class\n1.5,משקל\n"


def test_whoever_shares_a_page_is_told_that_a_table_of_ones_own_stays_behind():
    def told(at):
        at.button(key="share_page").click().run()
        return any("own table is not in the link" in info.value for info in at.info)

    at = with_table()
    assert told(at)
    assert told(go_and_choose_own(at, "perceptron"))
    at.selectbox(key="pair").set_value("setosa-versicolor").run()
    assert not told(at), "this page does not show the table"
    visit.travel(at, HERE)
    at.button(key="own_forget").click().run()
    assert not told(at)
