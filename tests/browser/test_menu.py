"""The menu of pages: on top of a wide screen by mouse and keyboard, behind a button on a phone."""

import pytest
from playwright.sync_api import expect

from pages.shared.frame import course

SECTIONS = list(course.COURSE)
CONTENT_BEGINS = """() => Math.min(...[...document.querySelectorAll('[data-testid=stMain] h1')]
    .map(title => title.getBoundingClientRect().top))"""


@pytest.mark.parametrize("width", [1440, 1280])
def test_the_menu_names_every_section_and_leaves_the_screen_to_the_page(tab, width):
    tab.stand((width, 720))
    tab.visit("perceptron")
    tab.rest()
    menu = tab.page.get_by_test_id("stTopNav").get_by_role("button")
    assert menu.all_text_contents() == SECTIONS
    assert tab.page.evaluate(CONTENT_BEGINS) < 90
    assert tab.page.get_by_test_id("stSidebar").count() == 0


def test_a_narrow_screen_keeps_the_sections_that_do_not_fit_in_reach(tab):
    tab.stand((768, 1024))
    tab.visit("perceptron")
    tab.page.get_by_test_id("stTopNav").get_by_role("button", name="more").click()
    tab.page.get_by_role("menuitem", name="Playground").click()
    tab.title("Playground")
    assert tab.complaints == []


def test_the_menu_is_walked_by_keyboard_alone(tab):
    tab.visit("perceptron")
    section = tab.page.get_by_test_id("stTopNav").get_by_role("button", name="Gradient descent")
    for _ in range(10):
        tab.page.keyboard.press("Tab")
        if section.evaluate("button => button === document.activeElement"):
            break
    expect(section).to_be_focused()
    tab.page.keyboard.press("Enter")
    expect(section).to_have_attribute("aria-expanded", "true")
    expect(tab.page.get_by_role("menuitem").first).to_be_focused()
    tab.page.keyboard.press("ArrowDown")
    tab.page.keyboard.press("Enter")
    tab.title(course.find("learning_rate").title)


def test_a_phone_opens_the_menu_by_its_button(phone):
    phone.visit("perceptron")
    phone.page.get_by_test_id("stExpandSidebarButton").tap()
    phone.page.get_by_test_id("stSidebarNav").get_by_role("link", name="Playground").tap()
    phone.title("Playground")
    assert phone.overflow() == []
    assert phone.complaints == []
    phone.forget()


def test_on_a_phone_the_keyboard_comes_to_the_list_of_pages_once_it_is_open(phone):
    phone.open("perceptron")
    keys, links = phone.page.keyboard, phone.page.get_by_test_id("stSidebarNav").get_by_role("link")
    keys.press("Tab")
    keys.press("Tab")
    expect(phone.page.get_by_test_id("stExpandSidebarButton")).to_be_focused()
    keys.press("Enter")
    expect(phone.page.get_by_test_id("stSidebar")).to_be_focused()
    for _ in range(3):
        keys.press("Tab")
        if links.first.evaluate("link => link === document.activeElement"):
            break
    expect(links.first).to_be_focused()
    phone.forget()  # the list stays open


def test_on_a_phone_the_focus_comes_back_from_the_list_of_pages_when_it_is_closed(phone):
    phone.open("perceptron")
    opener = phone.page.get_by_test_id("stExpandSidebarButton")
    for _ in range(2):
        opener.press("Enter")
        expect(phone.page.get_by_test_id("stSidebar")).to_be_focused()
        phone.page.get_by_role("button", name="Collapse sidebar").press("Enter")
        expect(opener).to_be_focused()


BEHIND = """() => {
    const at = document.activeElement.getBoundingClientRect()
    const { bottom } = document.querySelector('.st-key-lab_bench').getBoundingClientRect()
    return at.top < bottom && document.activeElement.outerHTML.slice(0, 200) }"""


def test_on_a_phone_no_control_that_the_keyboard_comes_to_is_behind_the_figures(phone):
    phone.open("playground")
    phone.page.get_by_role("combobox", name="Exercises").focus()
    pane = phone.at("lab_pane")
    behind = []
    while pane.evaluate("pane => pane.contains(document.activeElement)"):
        behind.append(phone.page.evaluate(BEHIND))
        phone.page.keyboard.press("Tab")
    assert len(behind) > 20 and not any(behind)
