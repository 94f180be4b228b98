"""Every page opens at its top, whichever way a student comes; on a page nothing moves by itself."""

from itertools import pairwise

import pytest
from playwright.sync_api import expect

from pages.shared.frame import course

# As long as the longest page, so that the screen is never empty between two pages.
LONG = "[data-testid=stMainBlockContainer] { min-height: 9000px }"
SCROLL = "top => document.querySelector('[data-testid=stMain]').scrollTo(0, top)"
TOP = "document.querySelector('[data-testid=stMain]').scrollTop"
NEXT = course.find("activation_functions")


def by_next(tab):
    tab.page.get_by_role("link", name=f"Next: {NEXT.title}").click()


def by_menu(tab):
    tab.go_to(NEXT.name)


def by_back(tab):
    tab.go_to("perceptron")
    tab.go_to("neuron")
    tab.page.evaluate(SCROLL, 4000)
    tab.page.go_back()
    tab.title(course.find("perceptron").title)


@pytest.fixture
def long(tab):
    """A tab in which every page is long."""
    tab.open("neuron")
    tab.page.add_style_tag(content=LONG)
    yield tab
    tab.forget()


@pytest.mark.parametrize("way", [by_next, by_menu, by_back])
def test_a_page_opens_at_its_top(long, way):
    long.page.evaluate(SCROLL, 4000)
    way(long)
    long.until(lambda: long.place != "neuron", "the next page is there")
    long.rest()
    long.until(lambda: long.page.evaluate(TOP) == 0, "it stands at its top")
    long.page.wait_for_timeout(300)
    assert long.page.evaluate(TOP) == 0
    assert long.page.evaluate("document.activeElement.dataset.testid") == "stMain"


def test_every_next_link_of_the_course_leads_to_the_top_of_its_page(tab):
    tab.open("")
    for before, lesson in pairwise(course.LESSONS):
        link = tab.page.get_by_role("link", name=f"Next: {lesson.title}")
        link.scroll_into_view_if_needed()
        link.click()
        tab.title(lesson.title)
        assert tab.page.evaluate(TOP) == 0, f"{lesson.name} after {before.name}"
        tab.page.wait_for_timeout(300)
        assert tab.page.evaluate(TOP) == 0, f"{lesson.name} after {before.name}, a little later"


def test_a_moved_control_leaves_the_page_where_it_is(long):
    long.page.evaluate(SCROLL, 300)
    slider = long.page.locator("[data-testid=stSlider] input[type=range]").first
    slider.evaluate("slider => slider.focus({preventScroll: true})")
    long.page.keyboard.press("ArrowRight")
    long.until(lambda: bool(long.link), "the control has moved")
    long.rest()
    assert long.page.evaluate(TOP) == 300
    expect(slider).to_be_focused()


def test_a_link_into_a_page_opens_at_its_place(tab):
    tab.open("preparing_data#own-data")
    tab.until(lambda: tab.page.evaluate(TOP) > 0, "the page has gone to the heading")
