"""What axe-core finds while something is open: an exercise with its hint, a menu, the numbers."""

import pytest

from pages.shared.bench import catalogue
from tests.pages import visit

STAGED = [name for name in visit.PAGES if catalogue.exercises(name) and name != "key_points"]
both_themes = pytest.mark.parametrize("who", ["tab", "phone"])
"""A wide screen in the light theme, a phone in the dark one."""


@both_themes
@pytest.mark.parametrize("name", STAGED)
def test_nothing_that_opens_keeps_somebody_out(request, who, name):
    student = request.getfixturevalue(who)
    exercise = catalogue.exercises(name)[0]
    student.open(f"{'' if name == 'home' else name}?exercise={exercise.key}")
    student.at(f"{exercise.key}_hint").locator("summary").click()
    student.page.wait_for_timeout(300)
    assert student.barriers() == []
    tools = student.page.locator(".st-key-stage .lab-figure:visible summary").first
    tools.click()
    assert student.barriers() == []
    tools.press("Escape")
    if (watch := student.at("just_watch").locator("button")).count():
        watch.click()
        student.rest()
    tools.click()
    student.page.locator(".lab-menu[open]").get_by_text("Numbers").click()
    student.page.get_by_role("dialog").wait_for()
    student.rest()
    assert student.barriers() == []
    assert student.complaints == []
