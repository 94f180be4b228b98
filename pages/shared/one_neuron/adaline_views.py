"""What a run of gradient descent did: in words, in tables, and as what the figures draw.

Two pages tell of such runs and use the same words. A run crawls, descends, converges,
oscillates or diverges; one whose only epoch is the first has just started.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray

from core import adaline
from core.checks import Floats
from pages.shared import words
from pages.shared.figures.contours import Bowl, Path, leaves
from pages.shared.figures.sweep import Sweep
from pages.shared.one_neuron import replay
from pages.shared.one_neuron.runs import AdalineResult
from pages.shared.one_neuron.settings import LEARNING_RATES

NEAR = 0.01
"""A run has converged once J is within this share of the floor."""
_SMALLEST = 1e-30
"""A smaller cost is drawn as this: it is rounding, whose logarithm says nothing."""
_ICONS = {
    "diverges": "trending_up",
    "oscillates": "ssid_chart",
    "converges": "check_circle",
    "descends": "trending_down",
    "crawls": "hourglass_bottom",
    "starts": "flag",
}


@dataclass(frozen=True)
class Descent:
    """One run under the name it has on the page."""

    name: str
    eta: float
    result: AdalineResult

    @property
    def costs(self) -> Floats:
        """J of each epoch (m,), up to the last finite one."""
        return self.result.run.costs

    @property
    def times_limit(self) -> float:
        """The learning rate in units of the stability limit: it diverges above 1."""
        return self.eta / self.result.limit

    @property
    def near_floor(self) -> int | None:
        """The first epoch, from 1, whose cost is within 1 % of the floor; None if none is."""
        near = np.flatnonzero(self.costs <= (1 + NEAR) * self.result.floor)
        return int(near[0]) + 1 if near.size else None

    @property
    def share_of_way(self) -> float:
        """How far J has come down: 0 at the cost of the start, 1 at the floor."""
        start, last = self.costs[[0, -1]]
        way = start - self.result.floor
        return float((start - last) / way) if way > 0 else 1.0

    @property
    def turns(self) -> NDArray[np.bool_]:
        """For each two steps in a row (m - 1,), whether the second goes back against the first."""
        steps = np.diff(self.result.run.history, axis=0)
        return np.asarray((steps[:-1] * steps[1:]).sum(axis=1) < 0)

    @property
    def motion(self) -> str:
        """The one word for what the run does."""
        if self.times_limit > 1:
            return "diverges"
        if self.near_floor:
            return "converges"
        if len(self.costs) == 1:
            return "starts"
        if self.turns[-1]:
            return "oscillates"
        return "crawls" if self.share_of_way < 0.5 else "descends"

    @property
    def marked(self) -> str:
        """What the run did and why, with an icon, as Markdown."""
        return f":material/{_ICONS[self.motion]}: **{self.name} {self.motion}.** {self._why()}"

    @property
    def told(self) -> str:
        """The same as plain text."""
        return f"{self.name} {self.motion}. {self._why()}"

    @property
    def beside_limit(self) -> str:
        """How the learning rate lies to the stability limit, by icon, word and number."""
        icon, word = (
            ("trending_up", "above") if self.times_limit > 1 else ("trending_down", "below")
        )
        return (
            f":material/{icon}: **{word}**: {words.number(self.times_limit, 3)} × the limit "
            f"{words.number(self.result.limit)}"
        )

    @property
    def on_right_side(self) -> str:
        """How many samples the last weights put on the right side of the boundary."""
        samples = self.result.samples
        right = len(samples.y) - int(replay.wrong_counts(samples, self.result.run.history[-1:])[0])
        return f"{right} of {words.count(len(samples.y), samples.noun)}"

    def path(self, drawn: Sequence[int]) -> Path:
        """The way of the run over two of its weights."""
        return Path(self.name, self.result.run.history[:, list(drawn)], self.times_limit <= 1)

    def _why(self) -> str:
        if self.motion == "diverges":
            times = words.number(self.times_limit, 3)
            return f"{self._rise()} The cause: η is {times} times the limit."
        if self.motion == "converges":
            swings = ", swinging from side to side on its way" if self.turns.any() else ""
            return (
                f"J is within 1 % of its floor {words.number(self.result.floor)} "
                f"from epoch {self.near_floor} on{swings}."
            )
        jumps = "Each epoch jumps across the valley, a little less far each time. "
        if self.motion == "oscillates":
            return jumps + self._fall()
        swung = " At first it swung from side to side." if self.turns.any() else ""
        return self._fall() + swung

    def _rise(self) -> str:
        run, last, epoch = self.result.run, words.number(self.costs[-1]), len(self.costs)
        rises = (
            f"J rises from epoch {run.rises_from} on" if run.rises_from else "J has not risen yet"
        )
        if run.overflows_at:
            return (
                f"{rises}. In epoch {run.overflows_at} the numbers are too large for the computer; "
                f"the last J before that is {last}."
            )
        if run.rises_from:
            return f"{rises} and is {last} in epoch {epoch}."
        return f"{rises}, it is {last} in epoch {epoch}, but rise it must."

    def _fall(self) -> str:
        start, last = (words.number(cost) for cost in self.costs[[0, -1]])
        if len(self.costs) == 1:
            return f"J is {start}, taken before the first update: choose more epochs."
        return (
            f"J falls from {start} to {last} in epoch {len(self.costs)}, "
            f"{words.number(100 * self.share_of_way, 3)} % of the way to its floor "
            f"{words.number(self.result.floor)}."
        )


def log_cost(costs: ArrayLike) -> Floats:
    """log10 J."""
    logs: Floats = np.log10(np.maximum(costs, _SMALLEST))
    return logs


def condition_told(condition: float) -> str:
    """A condition number in a sentence; it has no end where the bowl has a flat direction."""
    return words.number(condition, 4) if np.isfinite(condition) else "infinite"


def weight_names(features: Sequence[str]) -> tuple[str, ...]:
    """The weights of a neuron by name, bias first."""
    return ("bias", *(name.replace("_", " ") for name in features))


def weights_told(names: Sequence[str], weights: Floats) -> str:
    """The weights in a sentence; one that is only rounding is about 0."""
    rounding = 1e-12 * np.abs(weights).max()
    shown = ["about 0" if 0 < abs(w) < rounding else words.number(w, 9) for w in weights]
    return ", ".join(f"{name} {value}" for name, value in zip(names, shown, strict=True))


def cells(values: Floats, count: int, digits: int) -> list[str]:
    """A column of ``count`` cells; those after the numbers have overflowed say so."""
    shown = [_cell(value, digits) for value in values.tolist()]
    return shown + ["overflowed"] * (count - len(shown))


def _cell(value: float, digits: int) -> str:
    if np.isinf(value):
        return "overflowed"
    return f"{value:.{digits}f}" if abs(value) < 1e9 else f"{value:.{digits}e}"


def cost_table(descents: Sequence[Descent], epochs: int) -> pd.DataFrame:
    """log10 J and J in each epoch of each run."""
    columns: dict[str, Sequence[object]] = {"epoch": range(1, epochs + 1)}
    for run in descents:
        columns[f"log10 J, {run.name}"] = cells(log_cost(run.costs), epochs, 5)
        columns[f"J, {run.name}"] = cells(run.costs, epochs, 8)
    return pd.DataFrame(columns)


def weight_table(descents: Sequence[Descent], names: Sequence[str], epochs: int) -> pd.DataFrame:
    """The weights before the first epoch, as epoch 0, and after each, of each run."""
    columns: dict[str, Sequence[object]] = {"epoch": range(epochs + 1)}
    for run in descents:
        for name, column in zip(names, run.result.run.history.T, strict=True):
            columns[f"{name}, {run.name}"] = cells(column, epochs + 1, 8)
    return pd.DataFrame(columns)


def held_weights(descents: Sequence[Descent]) -> Floats:
    """Where contours hold the undrawn weights: at the end of the last stable run, or the start."""
    ends = [run.result.run.weights for run in descents if run.times_limit <= 1]
    held: Floats = ends[-1] if ends else descents[0].result.run.history[0]
    return held


def bowl(result: AdalineResult, held: Floats, drawn: Sequence[int], names: Sequence[str]) -> Bowl:
    """J over the two weights ``drawn``, while the others keep their values from ``held`` (1 + d,).

    With w = best + away, J = floor + 1/2 away' H away. The lowest point of the slice is where the
    slope along both drawn weights is 0.
    """
    seen = list(drawn)
    hessian = adaline.hessian(result.samples.x)
    steepness = hessian[np.ix_(seen, seen)]
    away = held - result.best
    away[seen] = 0.0
    away[seen] = np.linalg.lstsq(steepness, -(hessian @ away)[seen], rcond=None)[0]
    floor = result.floor + 0.5 * float(away @ hessian @ away)
    first, second = (f"Weight of {names[i]}" if i else "Bias" for i in seen)
    return Bowl(result.best[seen] + away[seen], floor, steepness, (first, second))


def contours_told(slice_: Bowl, descents: Sequence[Descent], drawn: Sequence[int]) -> str:
    """What a figure of contours shows."""
    ends = []
    for run in descents:
        at = ", ".join(_short(w) for w in run.result.run.weights[list(drawn)])
        ends.append(f"{run.name} ends at {at}")
    lowest = ", ".join(_short(w) for w in slice_.lowest)
    over = " and ".join(slice_.names)
    return f"Contours of J over {over}. The minimum is at {lowest}; {'; '.join(ends)}."


def contours_note(
    slice_: Bowl,
    descents: Sequence[Descent],
    held: Floats,
    drawn: Sequence[int],
    names: Sequence[str],
) -> str:
    """What to know when looking at a figure of contours."""
    paths = [run.path(drawn) for run in descents]
    third = next(i for i in range(len(names)) if i not in drawn)
    which = f"weight of {names[third]}" if third else names[0]
    note = (
        f"Ellipses join weights of equal J; the {which} is held at {_short(held[third])}. "
        "A large mark is the end of a path."
    )
    for path in paths:
        if leaves(slice_, paths, path):
            note += f" The path of {path.name} runs out of the frame."
    return note


def _short(weight: float) -> str:
    return "0" if abs(weight) < 1e-12 else words.number(weight, 3)


def sweep(result: AdalineResult, epochs: int) -> Sweep:
    """The cost in the last epoch for every learning rate on the scale, all else as in the run.

    Along each main axis of the bowl, with steepness l, an epoch multiplies the distance to the
    lowest point by 1 - eta l, so J = floor + 1/2 sum_k l_k distance_k^2 (1 - eta l_k)^(2 t) after
    t updates. The J of an epoch is taken before its update: t = epochs - 1.
    """
    steepness, axes = np.linalg.eigh(adaline.hessian(result.samples.x))
    steepness = np.maximum(steepness, 0.0)
    heights = 0.5 * steepness * np.square((result.run.history[0] - result.best) @ axes)
    etas = np.array(LEARNING_RATES)
    with np.errstate(over="ignore", under="ignore", invalid="ignore"):
        shrunk = np.square(1.0 - etas[:, None] * steepness) ** (epochs - 1)
        # An axis without distance adds nothing, however large its factor has grown.
        costs = result.floor + np.where(heights > 0.0, heights * shrunk, 0.0).sum(axis=1)
    return Sweep(etas, costs, float(result.run.costs[0]), result.floor, result.limit)
