"""Speed of every page's rerun beside an untouched app of two lines, on two fresh servers.

The two take turns, so a busy moment of the machine hits both alike; each sees a move every 0.3 s.
"""

import asyncio
import sys
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from pages.shared.frame import course
from pages.shared.frame.course import Lesson
from tests.load.student import Rerun, Student
from tests.server import serving

TWO_LINES = Path(__file__).with_name("two_lines.py")
MOVES, PAUSE = 30, 0.15
HEAD = ("page", "first ms", "rerun ms", "two lines ms", "ratio", "kB a move", "costliest control")


@dataclass(frozen=True)
class Result:
    """One page's moves, and the two-line app's between them."""

    page: str
    first: Rerun
    ours: list[Rerun]
    theirs: list[Rerun]

    @property
    def ratio(self) -> float:
        return _milliseconds(self.ours) / _milliseconds(self.theirs)

    @property
    def verdict(self) -> str:
        if any(run.failures for run in (self.first, *self.ours)):
            return "FAILED"
        return "ok" if self.ratio < 1 else "SLOWER"

    def costliest(self) -> str:
        """The control whose moves take longest, by the median of its moves."""
        keys = {run.moved for run in self.ours}
        cost = {key: _milliseconds([r for r in self.ours if r.moved == key]) for key in keys}
        worst = max(cost, key=lambda key: cost[key])
        return f"{worst} {cost[worst]:.0f} ms"

    def row(self) -> tuple[str, ...]:
        return (
            self.page,
            f"{self.first.seconds * 1e3:.0f}",
            f"{_milliseconds(self.ours):.1f}",
            f"{_milliseconds(self.theirs):.1f}",
            f"{self.ratio:.2f} {self.verdict}",
            f"{median(run.size for run in self.ours) / 1e3:.0f}",
            self.costliest(),
        )


def main() -> None:
    """Measure every page that has controls, and print the table."""
    _say(*HEAD)
    with serving() as ours, serving(TWO_LINES) as theirs:
        for lesson in course.LESSONS:
            result = asyncio.run(_measure(lesson, ours, theirs))
            if isinstance(result, Result):
                _say(*result.row())
            else:
                _say(lesson.name, f"{result.seconds * 1e3:.0f}", "no control to move")


def _say(page: str, *cells: str) -> None:
    """Print a row as soon as it is known."""
    *numbers, last = cells
    sys.stdout.write(f"{page:22}{''.join(f'{cell:>14}' for cell in numbers)}  {last}\n")
    sys.stdout.flush()


async def _measure(lesson: Lesson, ours: str, theirs: str) -> Result | Rerun:
    async with Student(ours, lesson.path) as student, Student(theirs) as other:
        first = await student.load()
        await other.load()
        if not student.talk.settings():
            return first
        moves, others = [], []
        for _ in range(MOVES):
            for who, runs in ((student, moves), (other, others)):
                await asyncio.sleep(PAUSE)
                runs.append(await who.set(who.rng.choice(who.talk.settings())))
            if moves[-1].failures:
                break
        return Result(lesson.name, first, moves, others)


def _milliseconds(runs: list[Rerun]) -> float:
    return median(run.seconds for run in runs) * 1e3
