"""A run that magnifies roundings: what it ends with depends on the last digits of its numbers."""

from collections.abc import Callable

import numpy as np

from core.checks import Floats
from pages.shared import words

NUDGED = 1 + 1e-14
"""Times this a learning rate differs in its 14th digit, as if by a few roundings."""
NUDGED_ETA = "ETA * (1 + 1e-14)"
"""Such a rate in a script."""
_SEEN = 1e-6


def told(
    ended: Floats | float,
    again: Callable[[float], Floats | float | None],
    eta: float,
    what: str = "a weight",
) -> str:
    """What is said of a run where this is so, else nothing.

    ended: what it ends with, as its weights after the last update; again: the same of this run with
    another rate, None where it is not done; what: how one of these numbers is called
    """
    there = again(eta * NUDGED)
    if there is None:
        return ""
    here = np.asarray(ended)
    with np.errstate(over="ignore", invalid="ignore"):
        gap = float(np.abs(here - np.asarray(there)).max())
        if not gap > _SEEN * np.abs(here).max():
            return ""
    return (
        "**This run magnifies rounding.** With a learning rate that differs only in its 14th digit "
        f"{what} would end {words.number(gap, 2)} away, so two programs that add in a different "
        "order need not agree on where it ends."
    )
