"""Do a page's scripts find what the screen shows? Random settings, and what differs."""

from collections.abc import Iterable
from dataclasses import dataclass
from random import Random
from typing import Any

import numpy as np

from tests.export import alone
from tests.export.alone import Outcome
from tests.export.cases import CASES, Case, Each, First

DIGITS = 1e-9
MAGNIFIED = "This run magnifies roundings"
EPOCHS = 20
"""Of a run that may magnify roundings, so many first epochs are compared."""


@dataclass(frozen=True)
class Verdict:
    """``fault`` says how a script fails or differs from the screen; ``magnified``: it says why."""

    settings: str
    fault: str
    magnified: bool


def verdicts(page: str, seeds: Iterable[int]) -> list[Verdict]:
    """The script of a page at random settings, one for each seed, run and compared."""
    drawn = [CASES[page](Random(f"{page} {seed}")) for seed in seeds]
    outcomes = alone.run([alone.Job.of(case.script, list(case.expected)) for case in drawn])
    return [
        Verdict(case.settings, _fault(case, outcome), MAGNIFIED in outcome.said)
        for case, outcome in zip(drawn, outcomes, strict=True)
    ]


def faults(page: str, seeds: Iterable[int]) -> list[str]:
    """A sentence for each seed whose script fails, or differs from the run on the screen."""
    return [f"{one.settings}: {one.fault}" for one in verdicts(page, seeds) if one.fault]


def _fault(case: Case, outcome: Outcome) -> str:
    if outcome.failure:
        return outcome.failure
    for name, value in case.expected.items():
        if not same(outcome.found.get(name), value):
            return f"{name} is {outcome.found.get(name)}, on the screen {value}"
    return "" if outcome.agrees else outcome.said[-2000:]


def same(here: Any, shown: Any) -> bool:
    """Whole numbers exactly, others to nine digits of the largest in their row."""
    each = isinstance(shown, Each)
    if isinstance(shown, First):
        here, shown = here[:EPOCHS], Each(shown.values[:EPOCHS])
    here, shown = np.asarray(here), np.asarray(shown.values if isinstance(shown, Each) else shown)
    if here.shape != shown.shape:
        return False
    size = np.abs(shown)
    if not each and shown.ndim:
        size = size.max(axis=-1, keepdims=True, initial=0)
    within = DIGITS if shown.dtype.kind == "f" else 0
    return bool((np.abs(here - shown) <= within * size).all())
