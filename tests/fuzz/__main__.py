"""`python -m tests.fuzz`: what a bored student does to every page; a failing seed can be repeated.

    python -m tests.fuzz --moves 10000 --links 1500 --tables 200 --formulas 500
    python -m tests.fuzz --moves 25 --seed 17
    python -m tests.fuzz --links 1 --seed 4

Moves come in walks of 25, each a session of its own with the next seed; links and formulas take
one seed each. What is not asked for is left out; with nothing asked for it is the first line.
"""

import argparse
import asyncio
import sys
from collections.abc import Awaitable, Callable, Sequence
from tempfile import TemporaryFile
from typing import IO

from tests.fuzz import formulas, links, tables
from tests.fuzz.walk import walk
from tests.server import started

A_WALK = 25
_MOST_OF_A_TRACE, _SLOWEST = 6000, 5
AT_ONCE = 3
FULL = {"moves": 10_000, "links": 1500, "tables": 200, "formulas": 500}


def main(arguments: Sequence[str]) -> None:
    """Do what was asked for, and say what was found."""
    parser = argparse.ArgumentParser("python -m tests.fuzz")
    for name in FULL:
        parser.add_argument(f"--{name}", type=int, default=0)
    parser.add_argument("--seed", type=int, default=0, help="the first one")
    parser.add_argument("--url", help="a server that runs already, your own")
    asked = parser.parse_args(arguments)
    counts = {name: getattr(asked, name) for name in FULL}
    found = run(counts if any(counts.values()) else FULL, asked.seed, asked.url)
    sys.exit(bool(found))


def run(counts: dict[str, int], seed: int, url: str | None = None) -> list[str]:
    """All faults found, each told as soon as it is."""
    found = []
    if counts["tables"]:
        found += _say("tables", counts["tables"], [tables.run(counts["tables"], seed)])
    if counts["formulas"]:
        seeds = range(seed, seed + counts["formulas"])
        found += _say("formulas", len(seeds), [formulas.check(str(k)) for k in seeds])
    if not counts["moves"] and not counts["links"]:
        return found
    if url:
        return found + asyncio.run(_visit(url, counts, seed))
    with TemporaryFile() as log, started(log=log) as server:
        found += asyncio.run(_visit(server.address, counts, seed))
        if found:
            _tell_log(log)
    return found


def _tell_log(log: IO[bytes]) -> None:
    """The server's tracebacks, each once."""
    log.seek(0)
    chunks = log.read().decode(errors="replace").split("A page failed.")[1:]
    for chunk in dict.fromkeys(chunk[:_MOST_OF_A_TRACE].strip() for chunk in chunks):
        sys.stdout.write(f"the server's log: {chunk}\n")


async def _visit(server: str, counts: dict[str, int], seed: int) -> list[str]:
    found: list[str] = []
    slow: list[tuple[float, str]] = []

    async def take(k: str) -> str:
        result = await walk(server, k, min(A_WALK, counts["moves"]))
        slow.append(result.slowest)
        return result.told() if result.faults else ""

    walks = [str(k) for k in range(seed, seed + -(-counts["moves"] // A_WALK))]
    found += _say("moves", counts["moves"], await _some_at_once(walks, take))
    if counts["links"]:
        offer = await links.offers(server)
        seeds = [str(k) for k in range(seed, seed + counts["links"])]
        told = await _some_at_once(seeds, lambda k: links.check(server, offer, k))
        found += _say("links", counts["links"], told)
    for seconds, what in sorted(slow, reverse=True)[:_SLOWEST]:
        sys.stdout.write(f"took {seconds:.1f} s: {what}\n")
    return found


async def _some_at_once(seeds: Sequence[str], do: Callable[[str], Awaitable[str]]) -> list[str]:
    """The outcomes for all seeds, a few at a time."""
    free = asyncio.Semaphore(AT_ONCE)

    async def one(k: str) -> str:
        async with free:
            told = await do(k)
        if told:
            sys.stdout.write(f"{told}\n")
            sys.stdout.flush()
        return told

    return await asyncio.gather(*(one(k) for k in seeds))


def _say(what: str, count: int, told: Sequence[str]) -> list[str]:
    faults = [fault for fault in told if fault]
    sys.stdout.write(f"{what}: {count}, faults {len(faults)}\n")
    if what in {"tables", "formulas"}:
        sys.stdout.writelines(f"  {fault}\n" for fault in faults)
    sys.stdout.flush()
    return faults


if __name__ == "__main__":
    main(sys.argv[1:])
