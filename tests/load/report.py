"""What a crowd has met, as a table that can be read aloud to a headteacher."""

import sys
from collections.abc import Callable, Iterable, Sequence
from statistics import median, quantiles

from tests.load.crowd import Result
from tests.load.student import Rerun

_MOST_CONTROLS = 15
_FEWEST_MOVES = 3
_MOST_TROUBLES = 10
_HEAD = ("moves", "p50 ms", "p95 ms", "max ms", "kB a move")


def say(text: str = "") -> None:
    """A line, as soon as it is known."""
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def percentile(values: Sequence[float], percent: int) -> float:
    """The value that so many percent of the values do not exceed; NaN of none."""
    if len(values) < 2:
        return values[0] if values else float("nan")
    return quantiles(values, n=100, method="inclusive")[percent - 1]


def tell(result: Result) -> None:
    """By page, then the controls that cost most, then all together."""
    say(f"\n{result.name}")
    _table("page", result.reruns, lambda run: run.page or "(first page)", len(result.reruns))
    say()
    _table(
        f"costliest controls (of {_FEWEST_MOVES} moves or more)",
        result.reruns,
        lambda run: f"{run.page or '(first page)'}: {run.moved}",
        _MOST_CONTROLS,
    )
    say()
    say(_row("all moves", result.reruns))
    say(
        f"apologies {len(result.failures())}, sessions lost {result.lost}, server "
        f"{1e3 * cpu_a_move(result):.1f} ms of processor a move, resident {result.memory:.0f} MB "
        f"(at most {result.peak:.0f})"
    )
    tell_troubles(result)


def tell_troubles(result: Result) -> None:
    """What failed, and how sessions were lost."""
    for run in result.failures()[:_MOST_TROUBLES]:
        say(f"  failed: {run.page}, {run.moved}: {run.failures[0][:200]}")
    for loss in result.losses[:_MOST_TROUBLES]:
        say(f"  lost: {loss[:200]}")


def cpu_a_move(result: Result) -> float:
    """Processor seconds of the server for one move."""
    return result.cpu / max(1, len(result.reruns))


def compare(ours: Result, theirs: Result) -> None:
    """The ratios that the goals are given in."""
    times = [[run.seconds for run in result.reruns] for result in (ours, theirs)]
    p50, p95 = (percentile(times[0], p) / percentile(times[1], p) for p in (50, 95))
    cpu = cpu_a_move(ours) / cpu_a_move(theirs)
    say(
        f"\n{ours.name} beside {theirs.name}: processor a move {cpu:.2f}, median {p50:.2f}, "
        f"p95 {p95:.2f} of it"
    )


def _table(title: str, reruns: Sequence[Rerun], name: Callable[[Rerun], str], most: int) -> None:
    groups: dict[str, list[Rerun]] = {}
    for run in reruns:
        groups.setdefault(name(run), []).append(run)
    if most < len(reruns):
        groups = {key: runs for key, runs in groups.items() if len(runs) >= _FEWEST_MOVES}
    worst = sorted(groups, key=lambda key: -median(run.seconds for run in groups[key]))
    say(f"{title:55}" + "".join(f"{cell:>12}" for cell in _HEAD))
    for key in worst[:most]:
        say(_row(key, groups[key]))


def _row(name: str, reruns: Iterable[Rerun]) -> str:
    runs = list(reruns)
    times = [1e3 * run.seconds for run in runs]
    size = sum(run.size for run in runs) / max(1, len(runs)) / 1e3
    cells = (
        f"{len(runs)}",
        *(f"{percentile(times, p):.0f}" for p in (50, 95)),
        f"{max(times, default=0):.0f}",
        f"{size:.1f}",
    )
    return f"{name:55}" + "".join(f"{cell:>12}" for cell in cells)
