"""Fair timing: the rivals take turns, so a busy moment of the machine hits all of them alike."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from statistics import median
from time import perf_counter

SHORTEST = 0.002  # seconds a single measurement lasts at least, so the clock's tick does not count
MOST_ROUNDS, FEWEST_ROUNDS = 31, 5
BUDGET = 20.0  # seconds after which no round begins, once there are the fewest


def interleaved(rivals: Mapping[str, Callable[[], object]]) -> dict[str, list[float]]:
    """The seconds of one call of each rival in each round; a round measures each of them once."""
    calls = {name: _calls_needed(run) for name, run in rivals.items()}
    times: dict[str, list[float]] = {name: [] for name in rivals}
    end = perf_counter() + BUDGET
    for done in range(MOST_ROUNDS):
        if done >= FEWEST_ROUNDS and perf_counter() > end:
            break
        for name, run in rivals.items():
            times[name].append(_seconds(run, calls[name]) / calls[name])
    return times


def _calls_needed(run: Callable[[], object]) -> int:
    """How many calls last long enough to be measured; the first, cold call is not counted."""
    run()
    return max(1, round(SHORTEST / max(_seconds(run, 1), 1e-9)))


def _seconds(run: Callable[[], object], calls: int) -> float:
    begin = perf_counter()
    for _ in range(calls):
        run()
    return perf_counter() - begin


@dataclass(frozen=True)
class Row:
    """One line of a table: our median against each rival's, and the ratios asked of us."""

    case: str
    times: Mapping[str, list[float]]  # of "ours" and the rivals, a number a round
    bars: Mapping[str, float]  # rival -> how many times faster we must be

    def seconds(self, name: str) -> float:
        """The median time of one call."""
        return median(self.times[name])

    def ratio(self, rival: str) -> float:
        """How many times as long as ours the rival takes: the median over the rounds."""
        pairs = zip(self.times[rival], self.times["ours"], strict=True)
        return median(theirs / ours for theirs, ours in pairs)

    def verdict(self, rival: str) -> str:
        """The ratio, its bar, and whether it was met; "-" for a rival that did not run."""
        if rival not in self.times:
            return "-"
        if rival not in self.bars:
            return f"{self.ratio(rival):.1f}x"
        word = "ok" if self.ratio(rival) >= self.bars[rival] else "BELOW"
        return f"{self.ratio(rival):.1f}x (bar {self.bars[rival]:g}) {word}"


def measure(
    case: str, rivals: Mapping[str, Callable[[], object]], bars: Mapping[str, float]
) -> Row:
    """Time the rivals, "ours" among them, against each other."""
    return Row(case, interleaved(rivals), bars)


def table(rows: list[Row], rivals: tuple[str, ...]) -> str:
    """The rows as aligned text: milliseconds of ours and of each rival, then the verdicts."""
    head = ["case", "ours ms", *(f"{name} ms" for name in rivals), *(f"vs {n}" for n in rivals)]
    body = [
        [row.case, _ms(row, "ours"), *(_ms(row, n) for n in rivals), *map(row.verdict, rivals)]
        for row in rows
    ]
    widths = [max(len(line[place]) for line in [head, *body]) for place in range(len(head))]
    lines = [
        "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip()
        for line in [head, *body]
    ]
    return "\n".join(lines)


def _ms(row: Row, name: str) -> str:
    return f"{row.seconds(name) * 1e3:.3f}" if name in row.times else "-"
