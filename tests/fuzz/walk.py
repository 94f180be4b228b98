"""A student's walk through the app: one session, so many random moves, repeatable by its seed.

Besides controls there are buttons, typed texts, links from page to page, the browser's Back, files,
and touches of figures. A walk ends at its first fault and tells the way there.
"""

import asyncio
import json
import random
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from itertools import count
from time import monotonic

from streamlit.proto.WidgetStates_pb2 import WidgetState

from pages.lessons.preparing_data.own_form import USED_BY
from pages.shared.bench import stage
from tests.fuzz import hostile, look
from tests.load.crowd import PAGES
from tests.load.student import LOST, Student
from tests.load.upload import upload

PREPARING = "preparing_data"


@dataclass
class Walk:
    """What came of a walk: how many moves, the way, and the faults at its end if there are any.

    slowest: the seconds of its longest move, and which it was
    """

    seed: str
    moves: int = 0
    way: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    slowest: tuple[float, str] = (0.0, "")

    def told(self) -> str:
        """The faults, and the last moves that led to them."""
        way = "\n    ".join(self.way[-6:])
        return f"walk {self.seed}, move {self.moves}: {self.faults}\n    {way}"


class Walker:
    """Takes the moves. Each is one run of the page at least, and is written down."""

    def __init__(self, student: Student, rng: random.Random) -> None:
        self.student, self.rng, self.touches = student, rng, count(1)
        self.history = [(student.talk.address, student.talk.query)]
        self.doing = ""
        self._ways: tuple[tuple[Callable[[], Awaitable[None]], int], ...] = (
            (self.control, 60), (self.box, 8), (self.button, 8), (self.text, 8), (self.leave, 6),
            (self.back, 4), (self.file, 3), (self.touch, 3),
        )  # fmt: skip

    async def move(self) -> None:
        """One random move; a kind that the page does not offer becomes a walk to another page."""
        ways, weights = zip(*self._ways, strict=True)
        (way,) = self.rng.choices(ways, weights)
        await way()

    async def control(self) -> None:
        """Move a control of the run."""
        settings = self.student.talk.settings()
        if not settings:
            return await self.leave()
        chosen = self.rng.choice(settings)
        self.doing = f"move {chosen.key}"
        await self.student.set(chosen)
        return None

    async def box(self) -> None:
        """Open a box or answer a question."""
        controls = self.student.talk.controls()
        if not controls:
            return await self.leave()
        chosen = self.rng.choice(controls)
        self.doing = f"box {chosen.key}"
        await self.student.set(chosen)
        return None

    async def button(self) -> None:
        """Press any button that can be pressed."""
        buttons = [b for b in self.student.talk.page.of_kind("button") if not b.disabled]
        if not buttons:
            return await self.leave()
        chosen = self.rng.choice(sorted(buttons, key=lambda button: button.id))
        self.doing = f"press {chosen.label}"
        await self.student.click(chosen.id, chosen.label)
        return None

    async def text(self) -> None:
        """Type something into a box for text."""
        page = self.student.talk.page
        boxes = sorted(
            (*page.of_kind("text_input"), *page.of_kind("text_area")), key=lambda b: b.id
        )
        if not boxes:
            return await self.control()
        box = self.rng.choice(boxes)
        typed = self.rng.choice((hostile.word(self.rng), hostile.formula(self.rng)))
        self.doing = f"type {typed[:60]!r} into {box.label}"
        self.student.talk.put(WidgetState(id=box.id, string_value=typed))
        await self.student.run("typed")
        return None

    async def leave(self) -> None:
        """To another page, now and then by a link with settings."""
        page = self.rng.choice(PAGES)
        keys = [control.link_key for control in self.student.talk.settings()]
        query = hostile.link(self.rng, keys, ()) if self.rng.random() < 0.3 else ""
        self.doing = f"go /{page}?{query[:80]}"
        self._note()
        await self.student.go(page, query)

    async def back(self) -> None:
        """The browser's Back button: to where the student was before, with its settings."""
        page, query = self.history.pop() if len(self.history) > 1 else self.history[0]
        self.doing = f"back to /{page}?{query[:80]}"
        self.student.talk.go(page, query)
        await self.student.run("back", back=True)

    async def file(self) -> None:
        """Bring a file; most cannot be used."""
        uploaders = self.student.talk.page.of_kind("file_uploader")
        if not uploaders:
            self._note()
            self.doing = f"go /{PREPARING}"
            await self.student.go(PREPARING)
            uploaders = self.student.talk.page.of_kind("file_uploader")
        if uploaders:
            content, name = self.rng.choice(hostile.TABLES), self.rng.choice(("a.csv", "<b>.csv"))
            self.doing = f"upload {content[:40]!r}"
            await upload(self.student, uploaders[0], name, content)
            await self._use_it()

    async def _use_it(self) -> None:
        """Half the time the student takes the table to a page that can learn from it."""
        buttons = [b for b in self.student.talk.page.of_kind("button") if "own_use" in b.id]
        if not buttons or buttons[0].disabled or self.rng.random() < 0.5:
            return
        page = self.rng.choice(USED_BY)
        self.doing += f", use it on /{page}"
        await self.student.click(buttons[0].id, "use")
        self._note()
        await self.student.go(page, "pair=own")

    async def touch(self) -> None:
        """A touch of the figures, as their component would send it."""
        components = self.student.talk.page.of_kind("bidi_component")
        stages = [one for one in components if one.component_name == stage.NAME]
        if not stages:
            return await self.control()
        rng = self.rng
        value = {
            "kind": rng.choice(("pick", "grip", "points")),
            "row": rng.randint(0, 200), "name": rng.choice("ab"),
            "x": rng.uniform(-10, 10), "y": rng.uniform(-10, 10),
            "done": rng.choice(("add", "add", "move", "remove", "clear")),
            "old": rng.choice((None, self._point())), "made": self._point(),
            "moment": rng.randint(0, 20), "count": next(self.touches),
        }  # fmt: skip
        self.doing = f"touch {value}"
        events = json.dumps([{"event": "touch", "value": [value]}])
        trigger = WidgetState(id=f"{stages[0].id}__events", json_trigger_value=events)
        await self.student.run("touch", trigger)
        return None

    def _point(self) -> list[float]:
        """A place on a grid, so that one of before may be met again, and a class."""
        return [self.rng.randint(0, 3), self.rng.randint(0, 3), self.rng.randint(0, 1)]

    def _note(self) -> None:
        self.history.append((self.student.talk.address, self.student.talk.query))


async def walk(server: str, seed: str, moves: int, impatience: float = 120) -> Walk:
    """So many moves of one student, or fewer up to the first fault.

    After ``impatience`` seconds the student moves on while the page still runs.
    """
    rng, result = random.Random(seed), Walk(seed)
    page = rng.choice(PAGES)
    async with Student(server, page, seed=seed, patience=120) as student:
        walker = Walker(student, rng)
        walker.doing = f"open /{page}"
        result.faults = await _faults_after(student.load, student, impatience)
        while result.moves < moves and not result.faults:
            result.moves += 1
            began = monotonic()
            result.faults = await _faults_after(walker.move, student, impatience)
            result.way.append(f"/{student.talk.address}?{student.talk.query[:120]}: {walker.doing}")
            result.slowest = max(result.slowest, (monotonic() - began, result.way[-1]))
    return result


async def _faults_after(
    step: Callable[[], Awaitable[object]], student: Student, impatience: float
) -> list[str]:
    try:
        async with asyncio.timeout(impatience) as waiting:
            await step()
    except LOST as error:
        if waiting.expired():
            return []
        return [f"session lost: {type(error).__name__} {error}"]
    return look.faults(student.talk.page)
