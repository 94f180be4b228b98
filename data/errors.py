"""One kind of error for everything that can be wrong with data.

Its text is a whole sentence for the person at the screen: it names the file or the argument, the
line or the column where there is one, what stands there and what is allowed.
"""

from collections.abc import Sequence

MOST_FAULTS = 5
"""So many faults of a file are named; more would not be read."""
_GROUPED = 10_000
"""From here on digits stand in groups of three, as in all the app's sentences."""


class DataError(ValueError):
    """Data that cannot be used, with a sentence that says why."""


def refusal(name: str, faults: Sequence[str]) -> DataError:
    """What is wrong with a file, a sentence for each fault: "own.csv, line 3: 2 cells, ...".

    A fault begins with its place, "line 3: ..." or "Column 'a', line 3: ...".
    """
    first, *others = faults[:MOST_FAULTS]
    told = [f"{name}{', ' if first.startswith('line') else ': '}{first}"]
    told += [fault[0].upper() + fault[1:] for fault in others]
    more = len(faults) - MOST_FAULTS
    if more > 0:
        count = f"{more:,}" if more >= _GROUPED else str(more)
        told.append(f"And {count} more {'fault' if more == 1 else 'faults'}.")
    return DataError(" ".join(told))
