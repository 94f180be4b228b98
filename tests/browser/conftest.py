"""One server for all browser tests, and tabs on it."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from tests.browser.student import PHONE, Student
from tests.deploy.lab import running


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """As a school serves it, so that every page also has to do with what the proxy allows."""
    with running(tmp_path_factory.mktemp("server") / "notes", 1) as lab:
        yield lab.address


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
