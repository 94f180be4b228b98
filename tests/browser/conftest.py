"""One server for all browser tests, and tabs on it."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Browser

from pages.shared.frame import course
from tests.browser.student import PHONE, Student
from tests.deploy.lab import running


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """As a school serves it, so that every page also has to do with what the proxy allows."""
    with running(tmp_path_factory.mktemp("server") / "notes", 1) as lab:
        yield lab.address


@pytest.fixture(scope="session", params=course.LESSONS, ids=lambda lesson: lesson.name)
def lesson(request: pytest.FixtureRequest) -> course.Lesson:
    """Of the session, so that all tests of a page follow each other, whatever file they are in."""
    found: course.Lesson = request.param
    return found


@pytest.fixture
def path(lesson: course.Lesson) -> str:
    return lesson.path


@pytest.fixture(scope="session")
def wide_tab(browser: Browser, server: str) -> Iterator[Student]:
    student = Student(browser, server)
    yield student
    student.close()


@pytest.fixture(scope="session")
def phone_tab(browser: Browser, server: str) -> Iterator[Student]:
    student = Student(browser, server, PHONE, "dark")
    yield student
    student.close()


@pytest.fixture
def tab(wide_tab: Student, request: pytest.FixtureRequest) -> Iterator[Student]:
    """A tab that all tests share, since an empty cache costs seconds; each test opens its page."""
    wide_tab.stand()
    with _forgotten_if_it_fails(wide_tab, request.session):
        yield wide_tab


@pytest.fixture
def phone(phone_tab: Student, request: pytest.FixtureRequest) -> Iterator[Student]:
    """The same on a phone with a dark theme."""
    phone_tab.stand(PHONE, "dark")
    with _forgotten_if_it_fails(phone_tab, request.session):
        yield phone_tab


@contextmanager
def _forgotten_if_it_fails(student: Student, session: pytest.Session) -> Iterator[None]:
    failed = session.testsfailed
    yield
    if session.testsfailed > failed:
        student.forget()
