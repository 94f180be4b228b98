"""The figure that only the Learning rate page has: J against every learning rate."""

from pages.lessons.learning_rate import sweep
from pages.lessons.learning_rate.rates import Sweep
from pages.lessons.learning_rate.told import Seen
from pages.shared import words
from pages.shared.bench.stage import Shown


def every_rate(seen: Seen, swept: Sweep) -> Shown:
    """What every rate on the slider has come to at each moment, with the limit."""
    epochs = len(swept.costs)
    lowest = swept.lowest
    best = (
        f"lowest, {words.number(lowest[1])}, for {words.number(lowest[0])}"
        if lowest
        else "too large for the computer with every rate of the slider"
    )
    return Shown(
        "learning_rate_sweep",
        "J of every η",
        sweep.figure(swept, [("η₁", seen.first.eta), ("η₂", seen.second.eta)]),
        f"J in epoch {epochs} against the learning rate: {best}. "
        f"The limit is {words.number(swept.limit)}.",
        swept.table,
    )
