"""One server and one browser for all browser tests; a tab for each test."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.browser.student import PHONE, Student, launch
from tests.server import serving


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        chromium = launch(playwright)
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    with serving() as address:
        yield address


@pytest.fixture(scope="module")
def tab(browser: Browser, server: str) -> Iterator[Student]:
    """A tab that the tests of a module share: the browser keeps its cache, each test opens anew."""
    student = Student(browser, server)
    yield student
    student.close()


@pytest.fixture(scope="module")
def phone(browser: Browser, server: str) -> Iterator[Student]:
    """The same on a phone with a dark theme."""
    student = Student(browser, server, PHONE, "dark")
    yield student
    student.close()


@pytest.fixture
def students(browser: Browser) -> Iterator[Callable[..., Student]]:
    """More tabs, each with a new browser's empty cache."""
    made: list[Student] = []

    def make(*args: Any) -> Student:
        made.append(Student(browser, *args))
        return made[-1]

    yield make
    for student in made:
        student.close()
