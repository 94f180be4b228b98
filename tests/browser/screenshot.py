"""Make the README's picture anew: `python -m tests.browser.screenshot`."""

from pathlib import Path

from playwright.sync_api import sync_playwright

from tests.browser.student import Student, launch
from tests.server import serving

PICTURE = Path(__file__).parents[2] / ".github" / "screenshot.png"


def main() -> None:
    """Photograph the Perceptron page as a student sees it first."""
    with serving() as server, sync_playwright() as playwright:
        browser = launch(playwright)
        student = Student(browser, server)
        student.open("perceptron")
        student.page.wait_for_timeout(1000)  # the fonts and the legend settle
        student.page.screenshot(path=PICTURE)
        browser.close()


if __name__ == "__main__":
    main()
