"""`python -m tests.load`: a class of simulated students, and what it costs the server.

    python -m tests.load --students 30 --seconds 60 --think 1
    python -m tests.load --url http://127.0.0.1:8501 --students 100 --think 5
    python -m tests.load soak --minutes 20
    python -m tests.load sessions
    python -m tests.load small
    python -m tests.load fair
    python -m tests.load dear

Without an address it starts the server itself, and beside it a minimal Streamlit app of one slider
and three figures; both get the same students in turns. Send load only to a server of your own.
"""

import argparse
import asyncio
import sys
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path

from tests.load import dear, fair, memory
from tests.load.crowd import PAGES, Result, Target, study
from tests.load.report import compare, say, tell
from tests.server import started

THREE_CHARTS = Path(__file__).with_name("three_charts.py")
JOBS = {**memory.JOBS, "fair": fair.fair, "dear": dear.dear}
_ROUNDS = 2
"""Each app's seconds are cut into so many turns, so that a busy moment hits both."""


def main(arguments: Sequence[str]) -> None:
    """Measure as asked, and print."""
    asked = _parser().parse_args(arguments)
    job = JOBS.get(asked.what, _crowd)
    sys.exit(job(asked))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser("python -m tests.load", description=__doc__.split("\n\n")[0])
    parser.add_argument("what", nargs="?", default="crowd",
                        choices=("crowd", *JOBS))  # fmt: skip
    parser.add_argument("--url", help="a server that runs already; the minimal app is left out")
    parser.add_argument("--pid", type=int, default=0, help="its process, if it is on this machine")
    parser.add_argument("--students", type=int, default=0)
    parser.add_argument("--seconds", type=float, default=60.0)
    parser.add_argument("--minutes", type=float, default=20.0, help="of the soak")
    parser.add_argument("--think", type=float, default=1.0, help="seconds between two moves")
    parser.add_argument("--seed", type=int, default=0)
    return parser


def _crowd(asked: argparse.Namespace) -> int:
    with ExitStack() as stack:
        if asked.url:
            targets = [Target("the app", asked.url, PAGES, asked.pid)]
        else:
            ours = stack.enter_context(started())
            theirs = stack.enter_context(started(THREE_CHARTS))
            targets = [Target.of("the app", ours, PAGES), Target.of("three charts", theirs)]
        results = asyncio.run(_rounds(targets, asked))
    for result in results:
        tell(result)
    if len(results) > 1:
        compare(*results)
    return int(bool(results[0].lost or results[0].failures()))


async def _rounds(targets: Sequence[Target], asked: argparse.Namespace) -> list[Result]:
    students = asked.students or 30
    say(f"{students} students, {asked.seconds:g} s an app, {asked.think:g} s between two moves")
    results = [Result(target.name) for target in targets]
    for turn in range(_ROUNDS):
        for target, result in zip(targets, results, strict=True):
            seed = f"{asked.seed} {turn}"
            seconds = asked.seconds / _ROUNDS
            result.take(await study(target, students, seconds, asked.think, seed))
    return results


if __name__ == "__main__":
    main(sys.argv[1:])
