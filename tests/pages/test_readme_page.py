"""The page that the README writes out, in the course: its two steps are all that a page needs."""

import re
from pathlib import Path

import pytest

from pages import lessons
from pages.shared.frame import course
from tests.pages import visit

FILES = ("told.py", "exercises.py", "page.py")
README = Path(__file__).parents[2] / "README.md"


class Elsewhere(course.Lesson):
    """A lesson whose file does not lie in the house."""

    folder: Path

    @property
    def file(self) -> str:
        return str(self.folder / self.name / "page.py")


def code_blocks() -> list[str]:
    found = re.findall(r"^ {3}```python\n(.*?)^ {3}```", README.read_text("utf-8"), re.S | re.M)
    return [re.sub(r"^ {3}", "", block, flags=re.M) for block in found]


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    """One for all tests here: a process keeps the path at which it has found a page."""
    return tmp_path_factory.mktemp("lessons")


@pytest.fixture
def page(folder, monkeypatch) -> str:
    """Both steps of the README, done: the name of the new page."""
    *texts, row = code_blocks()
    lesson = eval(row, {"Lesson": Elsewhere})
    monkeypatch.setattr(Elsewhere, "folder", folder, raising=False)
    monkeypatch.setattr(lessons, "__path__", [*lessons.__path__, str(folder)])
    (folder / lesson.name).mkdir(exist_ok=True)
    for file, text in zip(FILES, texts, strict=True):
        (folder / lesson.name / file).write_text(text, "utf-8")
    sections = {**course.COURSE, "Start": (*course.COURSE["Start"], lesson)}
    monkeypatch.setattr(course, "COURSE", sections)
    monkeypatch.setattr(course, "LESSONS", tuple(one for s in sections.values() for one in s))
    return lesson.name


def test_it_is_a_whole_lesson(page):
    at = visit.open_page(page)
    visit.assert_well(at, page)
    assert visit.charts(at) and visit.exercises(at, page)
    assert len(visit.scene(at)["captions"]) == 21
    told = [chart.alt for chart in visit.charts(at).values()]
    visit.assert_well(visit.move(at, "eta", 1.9), page)
    assert [chart.alt for chart in visit.charts(at).values()] != told
    assert visit.values(visit.open_page(page, eta="1.2")) == {"eta": 1.2}


def test_its_exercise_knows_when_it_is_solved(page):
    for eta, done in (("0.5", 0), ("1.5", 1)):
        at = visit.open_page(page, exercise="jump", eta=eta)
        assert len(at.success) == done


def test_home_and_its_neighbour_lead_to_it(page):
    for before in (visit.PAGES[0], visit.PAGES[1]):
        linked = [link.proto.page for link in visit.open_page(before).get("page_link")]
        assert page in linked
