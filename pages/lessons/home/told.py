"""What Home says: what the course is, how its first run went, and how far the student has come."""

from collections.abc import Mapping, Sequence

import pandas as pd

from pages.shared import words

PROMISE = (
    "A neural network is made of neurons, and a neuron is a few multiplications and a sum. Watch "
    "one learn, live, on real flowers. By the end of the course you can build, train and judge a "
    "simple neural network yourself."
)
PLAY = (
    "**Press ▶** above the figures: one neuron looks for a line between two species of iris, and "
    "every mistake moves the line: an update. One pass over all flowers is an epoch."
)
TEACHERS = (
    "The address bar holds all settings of a page, and the exercise that is open. Set a page up, "
    "press **Share**, and whoever opens the link, or scans its QR code off the projector, sees "
    "what you see. Where an exercise has the button *Predict*, each student's run waits for it. "
    "For example:"
)
NOTHING_SOLVED = (
    "What you solve is ticked off here, as long as this page is open. Nothing is graded."
)
PAGES_WORK = (
    "- Every control redraws the figures at once: the training really runs, in the blink "
    "of an eye.\n"
    "- **Keep these curves in grey**, then change a setting: the new curves are drawn beside "
    "them.\n"
    "- **Reset** brings a page back to the lesson's settings. What you set on a page is still "
    "there when you come back to it.\n"
    "- The three dots above a figure open its numbers as a table and a CSV file, save it as a "
    "picture, or show it on the whole screen.\n"
    "- The flowers are Fisher's iris data of 1936, in the copy of the UCI repository, which has "
    "typing errors in its 35th and 38th rows. The course's numbers come from that copy.\n"
    "- Nothing is stored: what you solve is forgotten when you close the page, what you predict "
    "and a table of your own also when you reload it. Your settings are in its address."
)

Done = Mapping[str, tuple[int, int]]
"""For each page how many of its exercises are solved, and how many it has."""


def pages(count: int) -> str:
    """How many pages there are, and in which order to read them."""
    return (
        f"{words.count(count, 'page')} follow one another, with exercises, hints and solutions. "
        "You may also go straight to what interests you."
    )


def outcome(updates: int, epochs: int, wrong: int, flowers: int) -> str:
    """The end of the run on show."""
    return (
        f"{words.count(updates, 'update')} in {words.count(epochs, 'epoch')}, "
        f"{wrong} of {words.count(flowers, 'flower')} on the wrong side."
    )


def progress(done: Done) -> str:
    """How many exercises of the course are solved."""
    solved, every = (sum(counts) for counts in zip(*done.values(), strict=True))
    if not solved:
        return f"{words.count(every, 'exercise')}. {NOTHING_SOLVED}"
    if solved == every:
        return f"All {words.count(every, 'exercise')} solved."
    return f"{solved} of {words.count(every, 'exercise')} solved."


def notes(done: Done) -> dict[str, str]:
    """What stands at the link to each page that has exercises."""
    return {
        page: f"{'✓ ' if solved == every else ''}{solved} of {every} solved"
        for page, (solved, every) in done.items()
        if solved
    }


def record(solved: Sequence[tuple[str, str]]) -> pd.DataFrame:
    """The titles of page and exercise of all that is solved, in the order of solving."""
    return pd.DataFrame(solved, columns=["page", "exercise"])
