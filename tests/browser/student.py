"""A student at a browser: opens pages, moves controls, plays figures, and notes what goes wrong."""

import re
import shutil
import time
from collections.abc import Callable, Sequence
from functools import cached_property
from importlib.resources import files
from itertools import count
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from playwright.sync_api import (
    Browser,
    CDPSession,
    ConsoleMessage,
    Locator,
    Playwright,
    Request,
    WebSocket,
    expect,
)

from pages.shared.frame import course

_PATIENCE = 60  # seconds: on a busy machine the first page may take half of them
expect.set_options(timeout=1000 * _PATIENCE)
AXE = (files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8")
# Streamlit's own: its list of pages on a phone, and the place to drop a file on.
_NOT_OURS = ["[data-testid=stSidebarNav]", "[data-testid=stFileUploader]"]
WIDE, PHONE = (1440, 900), (390, 844)
# Without windows and menus Chromium draws the same with a fifth less work: the tests' first choice.
SHELLS = ("chromium-headless-shell", "chrome-headless-shell")
WHOLE = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
_FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
          "--disable-background-networking", "--disable-component-update",
          "--disable-sync"]  # fmt: skip
# Playwright listens to errors as DevTools do: for those that Plotly throws and catches while it
# starts, Chromium would read its 4.7 MB twice. In no student's browser does it.
_SCRIPTS = "--js-flags=--no-enable-lazy-source-positions"
# A test leaves its page before optimised code would have paid.
_UNOPTIMISED = f"{_SCRIPTS} --no-opt --no-maglev"
# Streamlit looks below a page's path for its server before it looks at the root: a 404 by design.
_PROBES = re.compile(r"/\w+/_stcore/(health|host-config)$")
# A remark of the browser's on a slow machine, and on a page without figures.
_UNHURRIED = re.compile(r"was preloaded using link preload but not used within a few seconds")
# A busy server lets a page seem at rest between a question and the first word of the answer.
_ASKS = """{
    const { send } = WebSocket.prototype, heard = new WeakSet()
    WebSocket.prototype.send = function (...told) {
        if (!heard.has(this)) this.addEventListener('message', () => { window.asked = false })
        heard.add(this)
        window.asked = true
        return send.apply(this, told)
    }
    addEventListener('keydown', ({ target }) => {  // a moved slider tells the server 100 ms later
        if (!target.closest('[data-testid=stSlider]')) return
        clearTimeout(window.moved)
        window.moved = setTimeout(() => { window.moved = null }, 200)
    }, true)
}"""
# Between two runs everything may seem at rest for a moment: a page is at rest once it has been so
# at this many looks, one every so many milliseconds. A busy browser looks later, not less often.
_CALM, _LOOK = 5, 30
_CALM_FOR = """([look, calm]) => {
    const seen = (%s)(), now = JSON.stringify([look, seen])
    if (!seen) window.calm = null
    else if (window.calm?.now === now) window.calm.looks += 1
    else window.calm = { now, looks: 1 }
    return Boolean(seen) && window.calm.looks >= calm
}"""
_AT_REST = """() => {
    const app = document.querySelector('[data-testid=stApp]')
    const stages = [...document.querySelectorAll('.st-key-stage')]
    return app && !window.asked && !window.moved && app.dataset.testScriptState === 'notRunning'
        && app.dataset.testConnectionState === 'CONNECTED' && document.querySelector('h1')
        && !document.querySelector('[data-testid=stSkeleton]')
        && stages.every(host => host.querySelector('.lab-stage[data-busy=false]'))
}"""

# In a window that has got another size: where figures are.
_PLACES = """() => [...document.querySelectorAll('.lab-figure, .lab-plot .main-svg')]
    .map(part => Object.values(part.getBoundingClientRect().toJSON()))"""
_STILL = "() => document.getAnimations().every(moving => moving.playState !== 'running')"

_SPOT = """([plot, x, y]) => {
    const { xaxis, yaxis } = plot._fullLayout
    const { left, top } = plot.getBoundingClientRect()
    return [left + xaxis._offset + xaxis.d2p(x), top + yaxis._offset + yaxis.d2p(y)]
}"""
_AS_BACK = """url => {
    history.pushState(null, '', url)
    dispatchEvent(new PopStateEvent('popstate'))
}"""


def launch(
    playwright: Playwright, names: Sequence[str] = (*SHELLS, *WHOLE), optimised: bool = False
) -> Browser:
    """The machine's own Chromium; without one these tests cannot tell anything, and fail.

    optimised: as quick as a student's, where times are taken; a sixth more work for the tests
    """
    found = next(filter(None, map(shutil.which, names)), None)
    if found is None:
        raise RuntimeError(
            "The browser tests need Chromium or Chrome on the PATH (Debian: apt-get install "
            "chromium-headless-shell). Without one, run: python -m pytest --ignore=tests/browser"
        )
    flags = [*_FLAGS, _SCRIPTS if optimised else _UNOPTIMISED]
    return playwright.chromium.launch(executable_path=found, args=flags)


class Student:
    """One browser tab on one server. ``complaints`` holds what the browser found wrong."""

    def __init__(
        self, browser: Browser, server: str, size: tuple[int, int] = WIDE, scheme: Any = "light"
    ) -> None:
        self.server = server
        self.context = browser.new_context(
            viewport={"width": size[0], "height": size[1]},
            color_scheme=scheme,
            has_touch=size == PHONE,
            reduced_motion="reduce",
            ignore_https_errors=True,  # a test's certificate is its own
        )
        self.context.add_init_script(_ASKS)
        self.page = self.context.new_page()
        self.page.set_default_timeout(1000 * _PATIENCE)
        self.complaints: list[str] = []
        self.page.on("console", self._hear)
        self.page.on("pageerror", lambda error: self.complaints.append(error.stack or str(error)))
        self.page.on("request", self._follow)
        self.messages = self.lines = 0
        self._looks = count()
        self._standing: tuple[str, str, int] | None = None
        self.page.on("websocket", self._count_messages)

    def _hear(self, message: ConsoleMessage) -> None:
        probing = _PROBES.search(message.location.get("url", "")) and "404" in message.text
        idle = probing or _UNHURRIED.search(message.text)
        if message.type in {"error", "warning"} and not idle:
            self.complaints.append(f"{message.type}: {message.text} {message.location}")

    def _follow(self, request: Request) -> None:
        if not request.url.startswith((self.server, "data:", "blob:")):
            self.complaints.append(f"asked the internet for {request.url}")

    def _count_messages(self, socket: WebSocket) -> None:
        self.lines += 1

        def note(_: object) -> None:
            self.messages += 1

        socket.on("framesent", note)

    def stand(
        self, size: tuple[int, int] = WIDE, scheme: Any = "light", media: Any = "screen"
    ) -> None:
        """Look at the page in a window of this size, in a theme, on a screen or on paper."""
        self.page.set_viewport_size({"width": size[0], "height": size[1]})
        self.page.emulate_media(media=media, color_scheme=scheme, reduced_motion="reduce")

    def open(self, path: str) -> None:
        """Come to a page anew, as if this tab had never been there."""
        self.complaints.clear()
        if self.page.url.startswith(self.server):
            self.page.evaluate("sessionStorage.clear(), localStorage.clear()")
        self.page.goto(f"{self.server}/{path}")
        self.rest()
        self._standing = (path, self.page.url, self.messages)

    def visit(self, path: str) -> None:
        """Be on a page at a link's settings; a tenth of the work of opening it anew.

        On another page it is opened. On the same page the student goes to the link as by Back, or
        stays where nothing was asked of the server since. So the moment, the zoom, open boxes and
        what was predicted may be as the test before has left them.
        """
        if self._standing == (path, self.page.url, self.messages):
            return
        if self._standing is None or self.place != path.partition("?")[0]:
            self.open(path)
            return
        self.complaints.clear()
        self.page.evaluate(_AS_BACK, f"{self.server}/{path}")
        self.rest()
        self._standing = (path, self.page.url, self.messages)

    def forget(self) -> None:
        """The next visit opens its page: this one is not as its student would leave it."""
        self._standing = None

    def rest(self) -> None:
        """Wait until the page is drawn and the server has nothing more to say."""
        self._wait_for_calm(_AT_REST)

    def settle(self) -> None:
        """Wait until all figures have the room that they get in this window."""
        self._wait_for_calm(_PLACES)

    def _wait_for_calm(self, what: str) -> None:
        """Wait until what is seen, if anything, has been the same for a while."""
        look = next(self._looks)
        self.page.wait_for_function(_CALM_FOR % what, arg=[look, _CALM], polling=_LOOK)

    def at(self, key: str) -> Locator:
        """What stands on the page under a key of ours: a control or a chart."""
        return self.page.locator(f".st-key-{key}")

    def slider(self, key: str) -> Locator:
        return self.at(key).locator("input[type=range]").first

    def press(self, key: str, keys: str) -> None:
        """Move a slider by a key of the keyboard."""
        self.slider(key).focus()
        self.page.keyboard.press(keys)

    def choose(self, label: str, option: str) -> None:
        """Pick one of the options of a box."""
        self.page.get_by_role("combobox", name=label).click()
        self.page.get_by_role("option", name=option, exact=True).click()
        self.rest()

    def until(self, happened: Callable[[], bool], what: str) -> None:
        """Wait for something that the student would see happen."""
        end = time.monotonic() + _PATIENCE
        while not happened():
            assert time.monotonic() < end, f"waited in vain until {what}"
            self.page.wait_for_timeout(50)

    @property
    def link(self) -> dict[str, str]:
        """The settings in the address bar."""
        return dict(parse_qsl(urlsplit(self.page.url).query, keep_blank_values=True))

    @property
    def place(self) -> str:
        """The page in the address bar."""
        return urlsplit(self.page.url).path.strip("/")

    def title(self, title: str) -> None:
        """Wait for a page by its title."""
        expect(self.page.locator("h1")).to_have_text(title)
        self.rest()

    def go_to(self, name: str) -> None:
        """By the menu on top: open the section, click the page."""
        lesson = course.find(name)
        section = next(title for title, lessons in course.COURSE.items() if lesson in lessons)
        self.page.get_by_test_id("stTopNav").get_by_role("button", name=section).click()
        self.page.get_by_role("menuitem", name=lesson.title, exact=True).click()
        self.title(lesson.title)

    def shown(self, key: str) -> Locator:
        """A figure on the stage."""
        return self.page.locator(f".lab-figure[data-key={key}]")

    def drawn(self, key: str) -> str:
        """What a figure on the stage draws now: every trace's points."""
        points: str = (
            self.shown(key)
            .locator(".lab-plot")
            .evaluate(
                "plot => JSON.stringify(plot._fullData.map(t => [t.name, [...t.x], [...t.y]]))"
            )
        )
        return points

    def spot(self, key: str, x: float, y: float) -> list[float]:
        """Where on the screen a figure shows a place of its axes."""
        plot = self.shown(key).locator(".lab-plot").element_handle()
        found: list[float] = self.page.evaluate(_SPOT, [plot, x, y])
        return found

    @cached_property
    def _devtools(self) -> CDPSession:
        return self.context.new_cdp_session(self.page)

    def collect_garbage(self) -> None:
        """Have the browser let go of all that nothing on the page leads to."""
        self._devtools.send("HeapProfiler.collectGarbage")

    def fingers(self, kind: str, *spots: Sequence[float]) -> None:
        """Where all fingers on the screen are after a touchStart, a touchMove or a touchEnd."""
        places = [{"x": x, "y": y, "id": i} for i, (x, y) in enumerate(spots)]
        self._devtools.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": places})

    def sweep(self, start: Sequence[float], *way: tuple[float, float]) -> None:
        """One finger goes down, is so many pixels to the right and up of there, and leaves."""
        self.fingers("touchStart", start)
        for right, up in way:
            self.fingers("touchMove", (start[0] + right, start[1] - up))
        self.fingers("touchEnd")

    def player(self, name: str) -> Locator:
        """One of the player's buttons, or its scrubber, by its name."""
        return self.page.locator(".st-key-stage").get_by_label(name, exact=True)

    @property
    def said(self) -> str:
        """What the player says of the moment on show."""
        return self.page.locator(".st-key-stage .lab-caption").inner_text()

    def overflow(self) -> list[str]:
        """What is wider than the screen."""
        found: list[str] = self.page.evaluate(
            """() => {
                const main = document.querySelector('[data-testid=stMain]')
                if (document.documentElement.scrollWidth <= innerWidth
                    && main.scrollWidth <= main.clientWidth) return []
                return [...main.querySelectorAll('*')]
                    .filter(e => e.getBoundingClientRect().right > innerWidth + 1)
                    .slice(0, 5).map(e => e.outerHTML.slice(0, 200))
            }"""
        )
        return found

    def barriers(self, within: str = "body") -> list[str]:
        """What axe-core finds that keeps somebody from using the page, or a part of it.

        Looked for when nothing fades any more, such as the ends of a slider that was pointed at.
        """
        self.page.wait_for_function(_STILL)
        if self.page.evaluate("window.axe === undefined"):
            # Else axe writes down the HTML of all that it looks at, well or not.
            self.page.evaluate(f"{AXE}; axe.configure({{ noHtml: true }})")
        found = self.page.evaluate(
            """([include, exclude]) =>
                axe.run({ include, exclude }, { resultTypes: ['violations'] })
                    .then(told => told.violations)""",
            [within, _NOT_OURS],
        )
        return [
            f"{rule['impact']} {rule['id']}: {node['target']} {node.get('failureSummary', '')}"
            for rule in found
            for node in rule["nodes"]
        ]

    def close(self) -> None:
        self.context.close()
