"""Many students at once, each moving controls and thinking in between, on all pages mixed."""

import asyncio
import random
from collections.abc import Sequence
from dataclasses import dataclass, field
from time import monotonic

from pages.shared.frame import course
from tests.load.process import Usage, usage
from tests.load.student import LOST, Rerun, Student
from tests.server import Server

PAGES = tuple(lesson.path for lesson in course.LESSONS)
_ELSEWHERE = 1 / 20
"""How often a student goes to another page instead of moving a control."""


@dataclass(frozen=True)
class Target:
    """A server under load, and the pages that its students are on; ``pid`` 0: not on this one."""

    name: str
    address: str
    pages: Sequence[str] = ("",)
    pid: int = 0

    @classmethod
    def of(cls, name: str, server: Server, pages: Sequence[str] = ("",)) -> "Target":
        """One that was started here."""
        return cls(name, server.address, pages, server.pid)

    def used(self) -> Usage:
        """What its process has used; nothing is known of one on another machine."""
        return usage(self.pid) if self.pid else Usage(0.0, 0.0, 0.0)


@dataclass
class Result:
    """What came of one or more rounds of a crowd on one target."""

    name: str
    reruns: list[Rerun] = field(default_factory=list)
    losses: list[str] = field(default_factory=list)
    cpu: float = 0.0
    memory: float = 0.0
    peak: float = 0.0

    @property
    def lost(self) -> int:
        """How many sessions were lost."""
        return len(self.losses)

    def failures(self) -> list[Rerun]:
        """The runs that ended in an apology."""
        return [run for run in self.reruns if run.failures]

    def take(self, other: "Result") -> None:
        """Add another round."""
        self.reruns += other.reruns
        self.losses += other.losses
        self.cpu += other.cpu
        self.memory, self.peak = other.memory, max(self.peak, other.peak)


async def study(
    target: Target, students: int, seconds: float, think: float, seed: object = 0
) -> Result:
    """A round: all open their page, then move for so many seconds; only the moves are measured."""
    result = Result(target.name)
    pages = random.Random(f"{seed}").sample(target.pages, len(target.pages))
    class_ = [
        Student(target.address, pages[k % len(pages)], seed=f"{seed} {k}") for k in range(students)
    ]
    try:
        await asyncio.gather(*(_arrive(student, think, result) for student in class_))
        before = target.used()
        end = monotonic() + seconds
        await asyncio.gather(*(_move(one, target, end, think, result) for one in class_))
        after = target.used()
    finally:
        await asyncio.gather(*(student.leave() for student in class_), return_exceptions=True)
    result.cpu, result.memory, result.peak = after.cpu - before.cpu, after.memory, after.peak
    return result


async def _arrive(student: Student, think: float, result: Result) -> None:
    await asyncio.sleep(student.rng.uniform(0.0, max(think, 1.0)))
    try:
        await student.connect()
        await student.load()
    except LOST as error:
        result.losses.append(_how(student, error))


def _how(student: Student, error: BaseException) -> str:
    return f"{student.talk.address or '(first page)'}: {type(error).__name__} {error}"


async def _move(student: Student, target: Target, end: float, think: float, result: Result) -> None:
    """Think, move, wait for the answer; a lost session is counted and begins anew."""
    while True:
        pause = think * student.rng.uniform(0.5, 1.5)
        if monotonic() + pause >= end:
            return
        await asyncio.sleep(pause)
        try:
            result.reruns.append(await _one_move(student, target))
        except LOST as error:
            result.losses.append(_how(student, error))
            await _arrive(student, 0.0, result)


async def _one_move(student: Student, target: Target) -> Rerun:
    if len(target.pages) > 1 and student.rng.random() < _ELSEWHERE:
        return await student.go(student.rng.choice(target.pages))
    return await student.move()
