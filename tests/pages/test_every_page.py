"""What every page of the course keeps to, whatever its controls are moved to."""

from typing import Any

import plotly.graph_objects as go
import pytest
from streamlit.testing.v1 import AppTest

from pages.shared.frame import course
from tests.pages import visit

every_page = pytest.mark.parametrize("name", visit.PAGES)
SECTIONS = list(course.COURSE.values())
STANDING = {"descent_logistic"}  # drawn for its own sake, whatever the controls say
READING = {lesson.name for lesson in (*SECTIONS[0], *SECTIONS[-1])}  # the way in and the way out


@every_page
def test_opens_in_its_frame_and_keeps_its_promise_of_figures(name):
    at = visit.opened(name)
    visit.assert_well(at, name)
    if name not in READING:
        assert visit.charts(at), "a lesson without a figure"
        assert visit.controls(at), "a lesson without a control"
        assert visit.exercises(at, name), "a lesson without exercises"


@every_page
def test_every_control_at_both_ends_and_every_option(name):
    at = visit.open_page(name)
    alts: dict[str, list[str]] = {key: [] for key in visit.charts(at)}
    tried: set[tuple[str, str]] = set()
    defaults = visit.values(at)
    for key, choice in list(visit.others(at)):
        if key not in visit.controls(at):  # the last move, now taken back, had hidden it
            at.run()
        visit.move(at, key, choice)
        visit.assert_well(at, name)
        _note(at, alts, tried, key, choice)
        for new in visit.controls(at).keys() - defaults.keys():  # such as a random start's seed
            first = visit.controls(at)[new].value
            for end in visit.choices(visit.controls(at)[new]):
                visit.move(at, new, end)
                visit.assert_well(at, name)
            visit.move(at, new, first)  # it may have hidden other new ones
        visit.controls(at)[key].set_value(defaults[key])  # takes effect with the next move
    if tried:
        at.button(key="reset").click().run()
    assert visit.values(at) == defaults, "Reset went somewhere else than where the page began"
    assert {key for key, _ in tried} >= visit.controls(at).keys()
    for key in alts.keys() - STANDING:
        seen = alts[key]
        if len(seen) != 1:  # a chart that a single choice brings is met only once here
            assert len(set(seen)) > 1, f"the name of chart {key} never changes with the run"


def _note(at: AppTest, alts: dict[str, list[str]], tried: set[Any], key: str, choice: Any) -> None:
    tried.add((key, str(choice)))
    for chart, proto in visit.charts(at).items():
        alts.setdefault(chart, []).append(proto.alt)


@every_page
@pytest.mark.parametrize("end", [0, -1], ids=["all low", "all high"])
def test_all_controls_at_their_ends_together(name, end):
    at = visit.open_page(name)
    for _ in range(2):  # the second round reaches controls that the first made appear
        for widget in visit.controls(at).values():
            widget.set_value(visit.choices(widget)[end])
        at.run()
        visit.assert_well(at, name)
    for key, widget in visit.controls(at).items():
        if widget.type in visit.SWITCHES:
            for choice in visit.choices(widget):
                now = visit.values(at)
                if key in now and choice != now[key]:  # another one may have hidden it meanwhile
                    visit.move(at, key, choice)
                    visit.assert_well(at, name)


def axes(chart: Any) -> dict[str, Any]:
    """The axes of a figure that can be seen, by name."""
    found = {n: axis for n, axis in chart.layout.items() if n[:5] in {"xaxis", "yaxis"}}
    return {name: axis for name, axis in found.items() if axis.get("visible", True)}


@every_page
def test_figures_are_valid_and_name_their_axes(name):
    for key, chart in visit.plotly_charts(visit.opened(name)).items():
        go.Figure(chart.data, chart.layout)  # Plotly checks every attribute
        assert chart.data, f"{key} is empty"
        for letter in "xy":
            shown = [axis for n, axis in axes(chart).items() if n[0] == letter]
            titled = [axis for axis in shown if axis.get("title", {}).get("text")]
            assert titled or not shown, f"{key}: no {letter} axis has a title"


@every_page
def test_nothing_jumps_while_a_figure_plays(name):
    for key, chart in visit.plotly_charts(visit.opened(name)).items():
        if {motion["kind"] for motion in chart.motions} <= {"cursor"}:
            continue  # its curves stand still, and so do its axes
        free = [n for n, a in axes(chart).items() if not (a.get("range") or a.get("type"))]
        assert not free, f"{key}: free axes {free}"


@pytest.mark.parametrize("name", ["home", "perceptron", "learning_rate", "standardisation"])
def test_the_boundary_can_be_played(name):
    scene = visit.scene(visit.opened(name))
    kinds = [motion["kind"] for figure in scene["figures"] for motion in figure["motions"]]
    assert "half_planes" in kinds and len(scene["captions"]) > 5


@every_page
def test_hints_solutions_and_tables_open(name):
    before = visit.opened(name)
    boxes = [box.key for box in before.expander if box.key]
    at = visit.open_page(name)
    for key in boxes:
        at.session_state[key] = True
    at.run()
    visit.assert_well(at, name)
    if any(key.endswith("_solution") for key in boxes):
        assert len(visit.words(at)) > len(visit.words(before)) + 100, "the solutions are not shown"
    assert all(len(table.value) for table in at.dataframe)


def test_home_leads_to_every_page():
    at = visit.opened(visit.PAGES[0])
    linked = {link.proto.page for link in at.get("page_link")}
    assert {course.find(name).name for name in visit.PAGES[1:]} <= linked
