"""Make the README's picture anew: `python -m tests.browser.screenshot`."""

from pathlib import Path

from playwright.sync_api import sync_playwright

from tests.browser.student import Student, launch
from tests.server import serving

PICTURE = Path(__file__).parents[2] / ".github" / "screenshot.png"


def main() -> None:
    """Photograph the Perceptron page in the middle of a run, with one before it kept in grey."""
    with serving() as server, sync_playwright() as playwright:
        browser = launch(playwright)
        student = Student(browser, server)
        student.open("perceptron?pair=setosa-virginica")
        student.at("perceptron_kept").get_by_role("switch").press("Space")
        student.rest()
        student.choose("Species pair", "setosa-versicolor")
        student.player("Moment of the run").fill("5")
        student.page.locator("h1").click()  # away from what was moved
        student.page.wait_for_timeout(1000)  # the fonts and the legend settle
        student.page.screenshot(path=PICTURE)
        browser.close()


if __name__ == "__main__":
    main()
