"""The figure that only the Learning rate page has: J against every learning rate."""

from pages.lessons.learning_rate import sweep, told
from pages.lessons.learning_rate.rates import Sweep
from pages.lessons.learning_rate.told import Seen
from pages.shared import words
from pages.shared.bench.stage import Shown


def every_rate(seen: Seen, swept: Sweep) -> Shown:
    """What every rate on the slider has come to at each moment, with the limit."""
    epochs = len(swept.costs)
    return Shown(
        "learning_rate_sweep",
        "J of every η",
        sweep.figure(swept, [("η₁", seen.first.eta), ("η₂", seen.second.eta)]),
        f"J in epoch {epochs} against the learning rate: {told.lowest(swept)}. "
        f"The limit is {words.number(swept.limit)}.",
        swept.table,
    )
