"""What a student sees of a move in a real browser, beside a minimal app with three figures.

Both apps' pages stand open in one browser and take turns, so that a busy moment of the machine hits
both alike. Nothing here knows what a page holds: what counts is when its main part stops changing.
"""

import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from playwright.sync_api import Browser, Locator, Page, sync_playwright

from pages.shared.frame import course
from tests.browser.student import SHELLS, WHOLE, WIDE, launch
from tests.server import serving

THREE_CHARTS = Path(__file__).parents[1] / "load" / "three_charts.py"
WATCH = Path(__file__).with_name("watch.js").read_text(encoding="utf-8")
PRESSES, SIGHTS = 7, 3
_QUIET_MS, _PLAY_MS, _PATIENCE_MS = 400, 2500, 60_000
_MOMENTS = 60
"""A second, while a run plays: as many as a screen has frames, so that each can be seen."""
_DRAWN = """() => {
    const main = document.querySelector('[data-testid=stMain]')
    const app = document.querySelector('[data-testid=stApp]')
    return main && main.querySelector('h1, [data-testid=stSlider]') && watch.quiet() > 1500
        && app.dataset.testScriptState === 'notRunning'
        && [...main.querySelectorAll('.js-plotly-plot')].every(p => p.querySelector('.main-svg'))
}"""
_HEAD = ("key to paint", "three charts", "ratio", "first sight", "three charts", "ratio",
         "frames/s", "painted/s")  # fmt: skip


@dataclass(frozen=True)
class Pair:
    """Times in ms of our page and of the minimal app."""

    ours: Sequence[float]
    theirs: Sequence[float]

    def cells(self) -> tuple[str, str, str]:
        """Both medians and their ratio; dashes where there was nothing to measure."""
        if not self.ours or not self.theirs:
            return ("-", "-", "-")
        a, b = median(self.ours), median(self.theirs)
        return (f"{a:.0f} ms", f"{b:.0f} ms", f"{a / b:.2f}")


def main(names: Iterable[str] = ()) -> None:
    """Measure these pages, or all of them, and print a row for each."""
    wanted = list(names) or [lesson.name for lesson in course.LESSONS]
    with serving() as ours, serving(THREE_CHARTS) as theirs, sync_playwright() as playwright:
        browser = launch(playwright, (*WHOLE, *SHELLS), optimised=True)
        _say(f"An empty page has {_frames_of_nothing(browser):.0f} frames a second.")
        _say(f"{'page':22}" + "".join(f"{cell:>14}" for cell in _HEAD))
        for name in wanted:
            _say(
                f"{name:22}" + "".join(f"{cell:>14}" for cell in _row(browser, name, ours, theirs))
            )
        browser.close()


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def _row(browser: Browser, name: str, ours: str, theirs: str) -> tuple[str, ...]:
    path = course.find(name).path
    sights = Pair([], [])
    for _ in range(SIGHTS):
        sights.ours.append(_first_sight(browser, f"{ours}/{path}"))
        sights.theirs.append(_first_sight(browser, theirs))
    page, other = _open(browser, f"{ours}/{path}"), _open(browser, theirs)
    keys = _keys(page, other)
    played = _played(page)
    for one in (page, other):
        one.context.close()
    return (*keys.cells(), *sights.cells(), *played)


def _open(browser: Browser, address: str) -> Page:
    """A page in a browser with an empty cache, drawn and at rest."""
    size = {"width": WIDE[0], "height": WIDE[1]}
    page = browser.new_context(viewport=size, reduced_motion="reduce").new_page()
    page.set_default_timeout(_PATIENCE_MS)
    page.add_init_script(WATCH)
    page.goto(address)
    page.wait_for_function(_DRAWN)
    return page


def _first_sight(browser: Browser, address: str) -> float:
    """Milliseconds from asking for a page until its main part has stopped changing."""
    page = _open(browser, address)
    seen: float = page.evaluate("watch.painted")
    page.context.close()
    return seen


def _keys(page: Page, other: Page) -> Pair:
    """Key presses on the first slider of both, in turns; the first press of each does not count."""
    pair = Pair([], [])
    for k in range(PRESSES + 1):
        for one, times in ((page, pair.ours), (other, pair.theirs)):
            slider = _slider(one)
            if slider is None:
                return Pair([], [])
            took = _press(one, slider)
            if k:
                times.append(took)
    return pair


def _slider(page: Page) -> Locator | None:
    sliders = page.locator("[data-testid=stMain] [data-testid=stSlider] input[type=range]")
    shown = (slider for slider in sliders.all() if slider.is_visible())
    return next(shown, None)


def _press(page: Page, slider: Locator) -> float:
    """Milliseconds from the key until the last paint before everything is quiet."""
    page.bring_to_front()
    slider.focus()
    at_end = slider.evaluate("slider => Number(slider.value) >= Number(slider.max)")
    page.evaluate("watch.begin()")
    page.keyboard.press("ArrowLeft" if at_end else "ArrowRight")
    page.wait_for_function(f"watch.pressed && watch.quiet() > {_QUIET_MS}")
    took: float = page.evaluate("watch.painted - watch.pressed")
    return took


def _played(page: Page) -> tuple[str, str]:
    """Frames a second while a moment of the run lasts one, and those with a figure painted."""
    play = page.locator("[data-testid=stMain] button[aria-label=Play]").first
    if not play.count() or not play.is_visible() or not play.is_enabled():
        return ("-", "-")
    page.bring_to_front()
    told = page.evaluate(f"watch.played({_PLAY_MS}, {_MOMENTS})")
    return (f"{told['frames']:.0f}", f"{told['painted']:.0f}")


def _frames_of_nothing(browser: Browser) -> float:
    page = browser.new_page()
    page.set_content("<div data-testid=stMain></div>")
    page.evaluate(WATCH)
    frames: float = page.evaluate(f"watch.frames({_PLAY_MS})")["frames"]
    page.close()
    return frames
