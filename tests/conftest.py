"""What several rooms of tests need: the lesson's flowers, and a browser."""

import gc
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from hypothesis import settings

from core.checks import Floats
from data import load_iris
from tests import processes

if TYPE_CHECKING:
    from playwright.sync_api import Browser

    from tests.browser.student import Student

Pair = tuple[Floats, Floats]

# No deadline: speed is measured by commands, not asserted. Everybody's runs try the same examples,
# so that what fails comes of the change at hand; `--hypothesis-profile=explore` tries new ones.
settings.register_profile("explore", deadline=None)
settings.register_profile("lab", deadline=None, derandomize=True)
settings.load_profile("lab")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    items.sort(key=lambda item: processes.rank(item.path.parent.name))


def pytest_xdist_auto_num_workers() -> int:
    return processes.wanted()


def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> processes.Together:
    return processes.Together(config, log)


def pytest_collection_finish() -> None:
    """What is loaded now stays: the collector need not walk through it again and again."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 50, 100)


@pytest.fixture(scope="session")
def iris_pair() -> Callable[[str, str], Pair]:
    """Sepal and petal length of two species, the first coded -1, the second +1."""
    iris = load_iris()

    def pair(first: str, second: str) -> Pair:
        rows = iris[iris["species"].isin([first, second])]
        x = rows[["sepal_length", "petal_length"]].to_numpy(float)
        return x, np.where(rows["species"] == second, 1.0, -1.0)

    return pair


@pytest.fixture(scope="session")
def browser() -> "Iterator[Browser]":
    """One for a whole process; what drives it is loaded only where a test asks for it."""
    from playwright.sync_api import sync_playwright  # noqa: PLC0415

    from tests.browser.student import launch  # noqa: PLC0415

    with sync_playwright() as playwright:
        chromium = launch(playwright)
        yield chromium
        chromium.close()


@pytest.fixture
def students(browser: "Browser") -> "Iterator[Callable[..., Student]]":
    """Tabs on any server, each with a new browser's empty cache."""
    from tests.browser.student import Student  # noqa: PLC0415

    made: list[Student] = []

    def make(*args: Any) -> "Student":
        made.append(Student(browser, *args))
        return made[-1]

    yield make
    for student in made:
        student.close()
