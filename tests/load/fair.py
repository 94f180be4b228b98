"""Whether long work leaves the others in peace, and gives way when its own student moves on."""

import asyncio
from argparse import Namespace
from statistics import median

from tests.load.crowd import Result, Target, study
from tests.load.report import percentile, say
from tests.load.student import LOST, Student
from tests.server import started

DEAREST = "epochs=3000&layers=6&n1=8&n2=8&n3=8&n4=8&n5=8&n6=8&batch=1&size=1000&seed={}"
OTHERS = ("perceptron", "neuron", "learning_rate", "gradient_descent")
SLOWER = 2.0
"""What the others' median may grow to while long work goes on."""
GIVES_WAY = 0.5
_LONG, _LEAVES_AFTER = 8, 3.0


def fair(asked: Namespace) -> int:
    """A calm class, then the same beside eight students who ask for the dearest runs."""
    with started() as server:
        target = Target.of("others", server, OTHERS)
        return asyncio.run(_compare(target, asked))


async def _compare(target: Target, asked: Namespace) -> int:
    students, seconds, think = asked.students or 10, asked.seconds / 2, asked.think
    calm = await study(target, students, seconds, think, "calm")
    over, left = asyncio.Event(), list[float]()
    greedy = [asyncio.create_task(_greedy(target, k, over, left)) for k in range(_LONG)]
    await asyncio.sleep(2 * _LEAVES_AFTER)
    busy = await study(target, students, seconds, think, "busy")
    over.set()
    lost = sum(await asyncio.gather(*greedy))
    return _tell(calm, busy, left, lost)


async def _greedy(target: Target, k: int, over: asyncio.Event, left: list[float]) -> int:
    """Ask for a run that takes long, leave it for another page, come back to another one."""
    lost = 0
    for seed in range(1000 * k, 1000 * k + 1000):
        if over.is_set():
            break
        try:
            async with Student(target.address, "playground", DEAREST.format(seed)) as student:
                run = asyncio.create_task(student.load())
                await asyncio.wait([run], timeout=_LEAVES_AFTER * (1 + k % 4))
                run.cancel()
                await asyncio.wait([run])
                left.append((await student.go("neuron")).seconds)
        except LOST:
            lost += 1
    return lost


def _tell(calm: Result, busy: Result, left: list[float], lost: int) -> int:
    times = [[run.seconds for run in result.reruns] for result in (calm, busy)]
    ratio = median(times[1]) / median(times[0])
    leaving = percentile(left, 95) - median(times[1])
    say(
        f"others: median {1e3 * median(times[0]):.0f} ms when calm, {1e3 * median(times[1]):.0f} "
        f"ms beside {_LONG} of the dearest runs: {ratio:.2f} times, allowed is {SLOWER:g}; p95 "
        f"{1e3 * percentile(times[0], 95):.0f} and {1e3 * percentile(times[1], 95):.0f} ms"
    )
    say(
        f"leaving a long run for another page: p95 {1e3 * leaving:.0f} ms more than a move takes, "
        f"allowed are {1e3 * GIVES_WAY:.0f} ({len(left)} times); sessions lost "
        f"{calm.lost + busy.lost + lost}"
    )
    return int(ratio > SLOWER or leaving > GIVES_WAY or calm.lost + busy.lost + lost > 0)
