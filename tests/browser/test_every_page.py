"""Every page of the course on a wide screen and on a phone: drawn, named, without a complaint."""

import pytest

from pages.shared.frame import course
from tests.browser.student import WIDE

NARROW = (
    {"width": 320, "height": 640},  # the smallest phone
    {"width": 720, "height": 450},  # a laptop at 200 %
    {"width": 768, "height": 1024},  # a tablet
)
every_lesson = pytest.mark.parametrize("lesson", course.LESSONS, ids=lambda lesson: lesson.name)
UNNAMED = """() => [...document.querySelectorAll(
        '[data-testid=stMain] input, [data-testid=stMain] [role=slider], '
        + '[data-testid=stMain] button, .lab-plot')]
    .filter(e => !e.closest('[aria-hidden=true]'))
    .filter(e => !(e.getAttribute('aria-label') || e.getAttribute('aria-labelledby')
        || e.textContent.trim() || e.title || (e.labels && e.labels.length)))
    .map(e => e.outerHTML.slice(0, 200))"""


def path(lesson):
    """Home is the server's root, every other page has its name."""
    return "" if lesson is course.LESSONS[0] else lesson.name


@every_lesson
def test_a_page_draws_itself_without_a_complaint(tab, lesson):
    tab.open(path(lesson))
    tab.title(lesson.title)
    assert tab.complaints == []
    assert tab.overflow() == []
    assert (
        tab.page.locator("[data-testid=stException], [data-testid=stAlertContentError]").count()
        == 0
    )
    for plot in tab.page.locator(".lab-plot").all():
        assert len(plot.get_attribute("aria-label") or "") > 20
        assert plot.bounding_box()["height"] > 100
    assert tab.page.evaluate(UNNAMED) == []
    assert tab.barriers() == []
    for size in NARROW:
        tab.page.set_viewport_size(size)
        tab.page.wait_for_timeout(150)
        assert tab.overflow() == [], size
    tab.page.set_viewport_size({"width": WIDE[0], "height": WIDE[1]})


@every_lesson
def test_a_page_fits_a_phone_in_the_dark(phone, lesson):
    phone.open(path(lesson))
    phone.title(lesson.title)
    assert phone.complaints == []
    assert phone.overflow() == []
    background = phone.page.evaluate(
        "getComputedStyle(document.querySelector('[data-testid=stApp]')).backgroundColor"
    )
    assert max(map(int, background.removeprefix("rgb(").removesuffix(")").split(","))) < 80
    for chart in phone.page.locator(".lab-place:visible").all():
        box = chart.bounding_box()
        assert box["x"] >= 0 and box["x"] + box["width"] <= 391
    assert phone.barriers() == []
