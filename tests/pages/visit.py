"""A student's visit to a page, without a browser: open it, move its controls, read all it says."""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import plotly.graph_objects as go
from streamlit.testing.v1 import AppTest
from streamlit.util import calc_hash

from pages.shared.bench import stage, wire
from pages.shared.figures.figure import Figure
from pages.shared.figures.motion import Edges, Values
from pages.shared.frame import course

APP = str(Path(__file__).parents[2] / "app.py")
PAGES = [lesson.name for lesson in course.LESSONS]
CONTROLS = ("slider", "select_slider", "selectbox", "button_group", "toggle", "number_input")
SWITCHES = ("selectbox", "button_group", "toggle")
TEXTS = ("title", "header", "subheader", "markdown", "caption", "latex", "metric", "warning",
         "info", "success", "error", "table")  # fmt: skip
NOT_A_NUMBER = re.compile(r"(?<![\w-])[-−+]?(?:nan|inf)(?![\w-])", re.IGNORECASE)
ONE_OF_SEVERAL = re.compile(
    r"(?<![\d.,−-])\b1 (?:(?:training|validation|test|hidden|random|wrong) )?"
    r"(?:epochs|samples|labels|splits|updates|inputs|neurons|points|flowers|weights|rows|cells|"
    r"layers|columns|clusters|parts)\b"
)
QUOTED = re.compile("`[^`]*`")
SMALL_BEGINNING = re.compile(r"At the end of the run:[*\s]+[a-z]")
TERM_LINK = re.compile(r'\[([^\]]+)\]\(key_points\?find=([^ ]+) "([^"]+)"\)')
"""A link to the glossary: the words of the text, the term in the address, and the sentence."""
_found: dict[str, Any] = {}


def open_page(name: str, **link: str) -> AppTest:
    """A new student opens a page, with settings in its link."""
    at = AppTest.from_file(APP, default_timeout=30)
    # Each AppTest would search all installed packages for Streamlit components: 0.2 s.
    at._bidi_component_manager = _found.get("components")
    travel(at, name, **link)
    _found["components"] = getattr(at, "_bidi_component_manager", None)
    return at


@cache
def opened(name: str) -> AppTest:
    """A page as it opens: for reading, since all tests of a process share it."""
    return open_page(name)


def travel(at: AppTest, name: str, **link: str) -> AppTest:
    """The same student goes to a page, as by a link: the address bar then holds only that link."""
    # As the server does: a page's hash is that of its URL. AppTest.switch_page takes the file's
    # name for it until the first run, and here every page's file has the same.
    at._page_hash = calc_hash("" if name == PAGES[0] else name)
    at.query_params.clear()
    for key, value in link.items():
        at.query_params[key] = value
    return at.run()


def controls(at: AppTest) -> dict[str, Any]:
    """The controls on the page that stand in its link and can be moved, by key."""
    found = (w for kind in CONTROLS for w in at.get(kind) if not w.disabled)
    return {w.key: w for w in found if w.key and _in_link(w.key)}


def _in_link(key: str) -> bool:
    """Whether a control is the page's, and not one of the bench: an exercise, a run to keep."""
    return not key.endswith(("_exercise", "_guess", "_answer", "_kept"))


def values(at: AppTest) -> dict[str, Any]:
    return {key: widget.value for key, widget in controls(at).items()}


def choices(widget: Any) -> list[Any]:
    """Both ends of a scale; every one of a few options."""
    if widget.type in {"slider", "number_input"}:
        return [widget.min, widget.max]
    if widget.type == "toggle":
        return [True, False]
    options = list(widget.options)
    return [options[0], options[-1]] if widget.type == "select_slider" else options


def move(at: AppTest, key: str, value: Any) -> AppTest:
    controls(at)[key].set_value(value)
    return at.run()


def others(at: AppTest) -> Iterator[tuple[str, Any]]:
    """Every control with every choice that it does not have at present."""
    for key, widget in controls(at).items():
        for choice in choices(widget):
            if choice != widget.value and str(choice) != str(widget.value):
                yield key, choice


def texts(at: AppTest) -> list[str]:
    """All sentences and formulas on the page, as they are read: without links to the glossary."""
    return [TERM_LINK.sub(r"\1", text) for text in _markdown(at)]


def _markdown(at: AppTest) -> list[str]:
    return [str(element.value) for kind in TEXTS for element in at.get(kind)]


def linked_terms(at: AppTest) -> list[tuple[str, str, str]]:
    """Every link to the glossary on the page: words, term, sentence."""
    return [link for text in _markdown(at) for link in TERM_LINK.findall(text)]


def words(at: AppTest) -> str:
    return "\n".join(texts(at))


def charts(at: AppTest) -> dict[str, Any]:
    """The figures on the page's stages, by key."""
    staged = [one for each in scenes(at) for one in each["figures"]]
    return {one["key"]: SimpleNamespace(**one) for one in staged}


def plotly_charts(at: AppTest) -> dict[str, Any]:
    """Those of them that Plotly draws."""
    return {key: chart for key, chart in charts(at).items() if chart.kind == "plotly"}


def scene(at: AppTest) -> dict[str, Any]:
    """What the page has sent to its stage; empty for a page without one."""
    return next(iter(scenes(at)), {})


def scenes(at: AppTest) -> list[dict[str, Any]]:
    """The same for every stage on the page, its own first. Read once a run of the page."""
    tree: Any = at._tree
    if not hasattr(tree, "scenes"):
        mounted = [element.proto for element in at.get("bidi_component")]
        stages = [proto.bytes for proto in mounted if proto.component_name == stage.NAME]
        tree.scenes = list(map(wire.decode, stages))
    return tree.scenes


def weight(at: AppTest) -> int:
    """The bytes that the stage's message takes."""
    return sum(len(element.proto.bytes) for element in at.get("bidi_component"))


def exercises(at: AppTest, name: str) -> Any:
    """The choice of an exercise on a page of the lab; None on any other page."""
    return next((box for box in at.selectbox if box.key == f"{name}_exercise"), None)


def checked(figure: Figure) -> go.Figure:
    """A figure as Plotly makes it; ValueError for a property that Plotly does not have."""
    return go.Figure(figure.data, figure.layout)


def traces_at(figure: Figure, moment: int) -> list[dict[str, Any]]:
    """The traces of a drawing of neurons at a moment, as the browser makes them (motion.js)."""
    traces = [dict(trace) for trace in figure.data]
    for motion in figure.motions:
        if isinstance(motion, Values):
            rows = {name: list(of[moment]) for name, of in motion.rows.items()}
            traces[motion.trace].update(rows)
        elif isinstance(motion, Edges):
            for place in motion.traces:
                mine = np.flatnonzero(motion.looks[moment] == place)
                for axis, points in (("x", motion.x), ("y", motion.y)):
                    traces[place][axis] = [v for e in mine for v in (*points[e], None)]
    return traces


def assert_well(at: AppTest, name: str) -> None:
    """The page stands in its frame, nothing failed, and no number on it is broken."""
    at_settings = f"{name} with {values(at)}"
    assert not at.exception, f"{at_settings}: {[e.value for e in at.exception]}"
    assert not at.error, f"{at_settings}: {[e.value for e in at.error]}"
    assert [title.value for title in at.title] == [course.find(name).title], at_settings
    for key, chart in charts(at).items():
        assert len(chart.alt) > 20, f"{at_settings}: chart {key} has no name for screen readers"
    captions = [said for one in scenes(at) for said in (*one["captions"], *one["sayings"])]
    for text in [*texts(at), *(chart.alt for chart in charts(at).values()), *captions]:
        told = QUOTED.sub("", text)  # a link's own words may say NaN
        assert not NOT_A_NUMBER.search(told), f"{at_settings}: {text}"
        assert not ONE_OF_SEVERAL.search(told), f"{at_settings}: {text}"
        assert not SMALL_BEGINNING.search(told), f"{at_settings}: {text}"
