"""Whether the server's memory stays where it is: over time, after many visits, on 1 GB."""

import asyncio
from argparse import Namespace
from collections.abc import Awaitable, Callable
from statistics import median
from time import monotonic

from tests.load.crowd import PAGES, Result, Target, study
from tests.load.process import usage
from tests.load.report import say, tell_troubles
from tests.load.student import Student
from tests.server import started

GROWTH = 0.10
"""What memory may grow by after the warm-up."""
_WARM = 0.25
"""The part of a soak that counts as warming up: pages are met, and caches fill."""
_LONG = 10
"""Minutes from which on growth fails a soak; a shorter one is all warm-up, and tells it only."""
_SAMPLES = 40
_SESSIONS, _AT_ONCE = 300, 25
_KEPT_SECONDS = 125
"""Streamlit keeps a closed session for two minutes."""
SMALL, SMALL_CLASS = 1024, 60


def soak(asked: Namespace) -> int:
    """Students for a long time; memory over it, and whether it has stopped growing."""
    students = asked.students or 30
    say(f"{students} students for {asked.minutes:g} minutes, a move every {asked.think:g} s each")
    with started() as server:
        target = Target.of("soak", server, PAGES)
        seconds = asked.minutes * 60
        result, readings = asyncio.run(
            _watched(target, study(target, students, seconds, asked.think, asked.seed), seconds)
        )
    tell_troubles(result)
    begin = int(len(readings) * _WARM)
    tail = max(1, len(readings) // 10)
    warm = median(readings[begin : begin + tail])
    grown = median(readings[-tail:]) / warm - 1
    say(
        f"{len(result.reruns)} moves, {len(result.failures())} apologies, {result.lost} sessions "
        f"lost; {warm:.0f} MB when warm, {readings[-1]:.0f} MB at the end: {grown:+.1%}, allowed "
        f"is {GROWTH:+.0%}"
    )
    too_much = grown > GROWTH and asked.minutes >= _LONG
    return int(too_much or result.lost > 0 or bool(result.failures()))


async def _watched(
    target: Target, work: Awaitable[Result], seconds: float
) -> tuple[Result, list[float]]:
    """The work's result, and the resident memory in MB read while it went on."""
    readings: list[float] = []

    async def read() -> None:
        begin = monotonic()
        while True:
            readings.append(usage(target.pid).memory)
            say(f"{monotonic() - begin:7.0f} s {readings[-1]:7.0f} MB")
            await asyncio.sleep(seconds / _SAMPLES)

    reader = asyncio.create_task(read())
    try:
        return await work, readings
    finally:
        reader.cancel()


def sessions(asked: Namespace) -> int:
    """Many sessions opened and dropped: they give their memory back.

    The same sessions have come once before, so that the caches hold what they ask for already.
    """
    count = asked.students or _SESSIONS
    with started() as server:
        asyncio.run(_visits(server.address, count))
        asyncio.run(_wait_and_visit(server.address))
        before = usage(server.pid).memory
        asyncio.run(_visits(server.address, count))
        dropped = usage(server.pid).memory
        asyncio.run(_wait_and_visit(server.address))
        after = usage(server.pid).memory
    grown = after / before - 1
    say(
        f"{before:.0f} MB before, {dropped:.0f} MB with {count} sessions just dropped, "
        f"{after:.0f} MB two minutes and one visit later: {grown:+.1%}, allowed is {GROWTH:+.0%}"
    )
    return int(grown > GROWTH)


async def _visits(server: str, count: int) -> None:
    """So many students, some at once: each opens a page, moves twice, and is gone."""

    async def visit(k: int) -> None:
        async with Student(server, PAGES[k % len(PAGES)], seed=k) as student:
            await student.load()
            for _ in range(2):
                await student.move()

    for start in range(0, count, _AT_ONCE):
        await asyncio.gather(*(visit(k) for k in range(start, min(count, start + _AT_ONCE))))


async def _wait_and_visit(server: str) -> None:
    """Streamlit drops what has expired when the next session connects."""
    await asyncio.sleep(_KEPT_SECONDS)
    await _visits(server, 1)


def small(asked: Namespace) -> int:
    """A class on a server that can have no more than 1 GB: the most that it ever holds."""
    students = asked.students or SMALL_CLASS
    with started(memory=SMALL * 2**20) as server:
        target = Target.of("small", server, PAGES)
        result = asyncio.run(study(target, students, asked.seconds, max(asked.think, 3.0)))
    say(
        f"{students} students, {len(result.reruns)} moves, {len(result.failures())} apologies, "
        f"{result.lost} sessions lost; at most {result.peak:.0f} MB of {SMALL}"
    )
    tell_troubles(result)
    return int(result.peak > SMALL or result.lost > 0 or bool(result.failures()))


JOBS: dict[str, Callable[[Namespace], int]] = {"soak": soak, "sessions": sessions, "small": small}
