"""What is said of runs of gradient descent: one word, why, and what J is at each moment."""

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from core.checks import Floats
from pages.shared import words
from pages.shared.one_neuron.named_run import Behaviour, Beside, NamedRun

_ICONS: dict[Behaviour, str] = {
    "diverges": "trending_up",
    "swings": "sync_alt",
    "oscillates": "ssid_chart",
    "converges": "check_circle",
    "descends": "trending_down",
    "crawls": "hourglass_bottom",
    "starts": "flag",
}
_VERBS: dict[Behaviour, str] = {"starts": "has just started", "swings": "swings for ever"}
_LIMIT_ICONS: dict[Beside, str] = {
    "below": "trending_down",
    "at": "trending_flat",
    "above": "trending_up",
}


def marked(run: NamedRun) -> str:
    """What the run did and why, with an icon, as Markdown."""
    return f":material/{_ICONS[run.motion]}: **{run.name} {_verb(run)}.** {_why(run)}"


def outcome(run: NamedRun) -> str:
    """The same as plain text."""
    return f"{run.name} {_verb(run)}. {_why(run)}"


def captions(runs: Sequence[NamedRun], epochs: int) -> list[str]:
    """What J is at each moment, run by run: at the beginning of every epoch, and after the last."""
    told = [f"Epoch {at + 1} begins. {_all_at(runs, at)}" for at in range(epochs)]
    return [*told, f"After epoch {epochs}. J when it began: {_all_at(runs, epochs - 1, '')}"]


def _all_at(runs: Sequence[NamedRun], at: int, sign: str = "J = ") -> str:
    return " ".join(f"{run.name}: {_cost_at(run, at, sign)}." for run in runs)


def _cost_at(run: NamedRun, at: int, sign: str) -> str:
    if at < len(run.costs):
        return f"{sign}{words.number(float(run.costs[at]))}"
    return f"diverged in epoch {run.result.run.overflows_at}"


def beside_limit(run: NamedRun) -> str:
    """How the learning rate lies to the limit, by icon, word and number."""
    limit, beside = words.number(run.result.limit), run.beside_limit
    times = f"{_times(run)}\u00a0×"
    return f":material/{_LIMIT_ICONS[beside]}: **{beside}** the limit {limit} ({times})"


def _times(run: NamedRun) -> str:
    """The learning rate in units of the limit, with as many digits as tell it from 1."""
    digits = 3
    while run.beside_limit != "at" and float(f"{run.times_limit:.{digits}g}") == 1:
        digits += 1
    return words.number(run.times_limit, digits)


def correct(run: NamedRun) -> str:
    """How many samples the last weights put on their correct side."""
    samples = run.result.samples
    return f"{words.whole(run.correct)} of {words.count(len(samples.y), samples.noun)}"


def condition(value: float) -> str:
    """A condition number in a sentence; it has no end where the bowl has a flat direction."""
    return words.number(value, 4) if np.isfinite(value) else "infinite"


def weights(names: Sequence[str], values: Floats, sizes: Floats | float = 1.0) -> str:
    """The weights in a sentence; one that is only rounding is about 0.

    sizes: of the inputs, which say how much a weight adds to an output, of about 1 as the targets
    """
    shown = [
        "about 0" if w and tiny else words.number(w, 9)
        for w, tiny in zip(values, _only_rounding(values, sizes), strict=True)
    ]
    return ", ".join(f"{name} {value}" for name, value in zip(names, shown, strict=True))


def only_bias(values: Floats) -> bool:
    """Whether the weights of all inputs, of a size of about 1, are 0 or only rounding."""
    return bool(_only_rounding(values)[1:].all())


def _only_rounding(values: Floats, sizes: Floats | float = 1.0) -> NDArray[np.bool_]:
    """Which weights are 0 or only rounding, by what they add to an output."""
    adds = np.abs(values) * sizes
    return np.asarray(adds < 1e-12 * max(1.0, float(adds.max())))


def floor(run: NamedRun) -> str:
    """The level that no weights get J below, as a curve's legend has it."""
    return f"floor: J = {words.number(run.floor)}"


def _verb(run: NamedRun) -> str:
    return _VERBS.get(run.motion, run.motion)


def _why(run: NamedRun) -> str:
    if run.motion == "diverges":
        return f"{_rise(run)} The cause: η is {_times(run)} times the limit."
    if run.motion == "converges":
        swings = ", swinging from side to side on its way" if run.turns.any() else ""
        return f"J is {_near(run)} from epoch {run.near_floor} on{swings}."
    if run.motion == "swings":
        return (
            f"J is {words.number(run.costs[-1])} in epoch {len(run.costs)}. The cause: η is at the "
            "limit. Along the steepest axis of J every update lands equally far away on the other "
            f"side, so J never gets below {words.number(run.floor + run.swing)}; its floor is "
            f"{words.number(run.floor)}."
        )
    if run.motion == "oscillates":
        return f"{_swings(run)} {_fall(run)}"
    swung = " At first it swung from side to side." if run.turns.any() else ""
    return _fall(run) + swung


def _near(run: NamedRun) -> str:
    if run.floor:
        return f"within 1% of its floor {words.number(run.floor)}"
    return "next to nothing (its floor is 0: a plane fits every target exactly)"


def _swings(run: NamedRun) -> str:
    """The updates at the end that went to and fro, and whether they shrink."""
    lengths = np.linalg.norm(np.diff(run.history[-run.turning - 2 :], axis=0), axis=1)
    shrinks = all(late < early for early, late in pairwise(lengths))
    shorter = ", each shorter than the one before" if shrinks else ""
    which = f"last {run.turning + 1}" if run.turning + 1 < len(run.costs) else run.turning + 1
    return f"The {which} updates go to and fro across the valley{shorter}."


def _rise(run: NamedRun) -> str:
    result, last, epoch = run.result.run, words.number(run.costs[-1]), len(run.costs)
    rises = f"J rises from epoch {result.rises_from} on" if result.rises_from else ""
    if result.overflows_at:
        return (
            f"{rises or 'J rises at once'}. In epoch {result.overflows_at} the numbers are too "
            f"large for the computer; the last J before that is {last}."
        )
    if rises and last == words.number(run.costs[0]) == words.number(run.costs.min()):
        return f"{rises}, by too little to see in four digits: it is still {last} in epoch {epoch}."
    if rises:
        return f"{rises} and is {last} in epoch {epoch}."
    return f"J has not risen yet: it is {last} in epoch {epoch}. But it must rise in the end."


def _fall(run: NamedRun) -> str:
    start, last = (words.number(cost) for cost in run.costs[[0, -1]])
    if len(run.costs) == 1:
        return f"J is {start}, taken before the first update: choose more epochs."
    way, falls = words.percent(run.share_of_way), f"from {start} to"
    if start == last:
        way, falls = "next to nothing", "by too little to see in four digits: it is still"
    return (
        f"J falls {falls} {last} in epoch {len(run.costs)}, {way} of the way to its floor "
        f"{words.number(run.floor)}."
    )
