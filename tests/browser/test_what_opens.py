"""What axe-core finds while something is open: an exercise with its hint, a menu, the numbers."""

from playwright.sync_api import expect

from pages.shared.bench import catalogue
from tests.browser.stages import every_stage
from tests.browser.student import PHONE

DIALOG = "[role=dialog]"


@every_stage
def test_nothing_that_opens_keeps_somebody_out(tab, path, lesson):
    """On a wide screen in the light theme, then on a phone in the dark one.

    All that can be open at once is open when the whole page is looked at; what opens over the page
    is looked at by itself.
    """
    exercise = catalogue.exercises(lesson.name)[0]
    tab.visit(f"{path}?exercise={exercise.key}")
    tab.at(f"{exercise.key}_hint").locator("summary").click()
    tools(tab).click()
    tab.page.wait_for_timeout(300)
    assert tab.barriers() == []
    tools(tab).press("Escape")
    if (watch := tab.at("just_watch").locator("button")).count():
        watch.click()
        tab.rest()
    numbers(tab)
    assert tab.barriers(DIALOG) == []

    tab.page.keyboard.press("Escape")
    tab.page.get_by_role("dialog").wait_for(state="detached")
    expect(tools(tab)).to_be_focused()
    tab.stand(PHONE, "dark")
    tab.rest()
    tools(tab).click()
    assert tab.barriers() == []
    tools(tab).press("Escape")
    numbers(tab)
    assert tab.barriers(DIALOG) == []
    assert tab.complaints == []


def tools(tab):
    return tab.page.locator(".st-key-stage .lab-figure:visible summary").first


def numbers(tab):
    tools(tab).click()
    tab.page.locator(".lab-menu[open]").get_by_text("Numbers").click()
    tab.page.get_by_role("dialog").wait_for()
    tab.rest()
