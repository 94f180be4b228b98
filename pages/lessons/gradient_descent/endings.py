"""How a run of gradient descent ended, named from its own updates."""

from collections.abc import Callable, Mapping

import numpy as np

from core.curve import CURVES
from core.descent import FAR, NEAR, Descent, Ending, descend
from pages.lessons.gradient_descent.told import count, last
from pages.shared import words
from pages.shared.script import rounding

_SOON = 50
"""A minimum that is further away than so many updates is not near."""
_FLAT, _SMALL = 0.05, 0.1
"""A slope, and an η, that by itself makes updates tiny."""


def outcome(run: Descent) -> str:
    """The ending, and whether roundings decided it."""
    return f"{_ENDINGS[run.ending](run)} {_magnified(run)}".strip()


def _magnified(run: Descent) -> str:
    """Whether roundings decide where the run is: only jumps over a minimum can magnify them."""
    if not run.overshoots or run.diverged_at:
        return ""
    start, updates = float(run.places[0]), len(run.places) - 1

    def again(eta: float) -> float:
        return float(descend(run.curve, start, eta, updates).places[-1])

    return rounding.told(float(run.places[-1]), again, run.eta, "it")


def crawls(run: Descent) -> bool:
    """Whether it is on its way, but will be for long."""
    return run.ending == "moving" and run.steps_left > _SOON


def _since(run: Descent) -> str:
    """From when on the weight has stayed near the lowest minimum."""
    outside = np.flatnonzero(np.abs(run.places - run.curve.minima[0]) > NEAR)
    return f"from update {outside[-1] + 1} on" if outside.size else "from the start"


def _overshot(run: Descent) -> str:
    return words.count(len(run.overshoots), "update")


def _jumps(run: Descent) -> str:
    if not run.overshoots:
        return ""
    return f" On its way it overshot a minimum, first in update {run.overshoots[0]}."


def _stays(run: Descent) -> str:
    """Whether a weight that is near a minimum now will stay there."""
    near = run.nearest
    if near is None or run.slopes[-1] == 0.0 or run.eta <= run.curve.step_limit(near):
        return ""
    limit = words.number(run.curve.step_limit(near), 3)
    return (
        f" It will not stay: η is above the limit 2/J″ = {limit} there, so the distance grows "
        "again."
    )


def _too_large(run: Descent) -> str:
    """Why updates grow: the curvature at the minimum that they jump over."""
    limits = [run.curve.step_limit(minimum) for minimum in run.curve.minima]
    where = "the minimum" if len(limits) == 1 else "the flattest minimum"
    limit = words.number(max(limits), 3)
    if run.eta > max(limits):
        return f"η = {words.number(run.eta)} is above the limit 2/J″ = {limit} at {where}"
    return (
        f"η = {words.number(run.eta)} is not above the limit 2/J″ = {limit} at {where}, but out "
        "here the curve is steeper"
    )


def _arrived(run: Descent) -> str:
    return (
        f"**It arrives at the lowest minimum** and is at {last(run)} after {count(run)}, within "
        f"{NEAR:g} of it {_since(run)}.{_jumps(run)}{_stays(run)}"
    )


def _diverged(run: Descent) -> str:
    return (
        f"**It diverges**: update {run.diverged_at} threw the weight beyond "
        f"±{words.whole(FAR)}. In the end each update jumped over every minimum and landed where "
        f"the slope is steeper, so the next was larger: {_too_large(run)}."
    )


def _grows(run: Descent) -> str:
    if run.curve is not CURVES["parabola"]:  # elsewhere the next slope may be gentler again
        return (
            f"**Each update is larger than the one before, so far**, and {_overshot(run)} jumped "
            f"over a minimum. It is at {last(run)}. On this curve only more updates can show how "
            "it ends."
        )
    return (
        f"**It is diverging, from update {run.overshoots[0]} on**: each jumps over the minimum "
        f"and is larger than the one before, because {_too_large(run)}. It is at {last(run)}."
    )


def _narrows(run: Descent) -> str:
    return (
        f"**It oscillates**: {_overshot(run)} jumped over the minimum, and each update was "
        f"smaller than the one before, so it has been closing in. It is at {last(run)}."
    )


def _unsettled(run: Descent) -> str:
    rises, updates = len(run.rises), len(run.places) - 1
    if updates == 1:
        return (
            f"**The only update jumped over a minimum**, to {last(run)}, where J is "
            f"{'higher' if rises else 'not higher'} than at the start. More updates show how it "
            "goes on."
        )
    higher = (
        f"{words.count(rises, 'update')} ended higher than {'it' if rises == 1 else 'they'} began"
        if rises
        else "none ended higher than it began"
    )
    return (
        f"**It overshoots and has not settled**: {_overshot(run)} jumped over a minimum, and "
        f"{higher}. It is at {last(run)}."
    )


def _level(run: Descent) -> str:
    if not run.curve.minima:
        return (
            "**It never moves.** Between the edges of the stairs the slope is exactly 0, and at an "
            "edge there is none, so nothing shows the way down, whatever η is. "
            f"J stays at {words.number(run.costs[-1])}."
        )
    return (
        f"**It stops where the slope is 0**, {last(run)}, although that is no minimum: η times 0 "
        "is 0, so w does not change. Move the start a little."
    )


def _trapped(run: Descent) -> str:
    here, best = words.number(run.costs[-1]), run.curve.minima[0]
    stays = _stays(run)
    head = "It is near the higher minimum" if stays else "It is trapped in the higher minimum"
    return (
        f"**{head}**, {last(run)}, with J = {here}. The lowest is at "
        f"w = {words.number(best)} with J = {words.number(float(run.curve(best)))}, but every way "
        f"there leads uphill first.{_jumps(run)}{stays}"
    )


def _cycles(run: Descent) -> str:
    one, other = sorted(run.places[-2:])
    return (
        f"**It jumps to and fro for ever** between w = {words.number(one)} and "
        f"w = {words.number(other)}: {_overshot(run)} of {len(run.places) - 1} jumped over a "
        "minimum."
    )


def _moving(run: Descent) -> str:
    head = "**It crawls**" if crawls(run) else "**It is on its way**"
    ahead = (
        "The next update will jump over the minimum."
        if run.steps_left < 1 - 1e-9
        else "If all updates were as long as the next, the minimum would be "
        f"{_left(run.steps_left)} away."
    )
    return f"{head}: after {count(run)} it is at {last(run)}. {ahead}{_jumps(run)}{_why_slow(run)}"


def _left(updates: float) -> str:
    if updates >= 1e6:
        return "more than a million updates"
    return words.count(round(updates), "more update")


def _why_slow(run: Descent) -> str:
    """Which of the two factors makes the updates short."""
    slope = abs(float(run.slopes[-1]))
    if run.steps_left <= _SOON:
        return ""
    if slope < _FLAT:
        return " Its updates are tiny because the curve is almost flat here."
    if run.eta < _SMALL:
        return " Its updates are tiny because η is small."
    return ""


_ENDINGS: Mapping[Ending, Callable[[Descent], str]] = {
    "diverged": _diverged,
    "level": _level,
    "arrived": _arrived,
    "trapped": _trapped,
    "cycles": _cycles,
    "grows": _grows,
    "narrows": _narrows,
    "unsettled": _unsettled,
    "moving": _moving,
}
