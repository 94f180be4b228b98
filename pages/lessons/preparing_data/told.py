"""What the page Preparing data says of its table, stage by stage."""

import numpy as np

from data import SPECIES
from pages.lessons.preparing_data import preparing
from pages.lessons.preparing_data.pictures import Spread
from pages.lessons.preparing_data.preparing import Preparation, Scaling, Stages
from pages.shared import words

EXAMPLES: dict[str, tuple[str, ...]] = {
    "species": tuple(SPECIES),
    "eye colour": ("blue", "grey", "brown"),
}
FORMULAS: dict[Scaling, str] = {
    "min-max": r"x' = \frac{x - \min}{\max - \min}",
    "standardise": r"x' = \frac{x - \text{mean}}{\text{std}}",
}


def table(asked: Preparation, stages: Stages) -> str:
    """What is in the table: how many flowers of which species, in which copy."""
    names = [name for name, _ in stages.measured.present()]
    copied = "Fisher's numbers" if asked.fisher else "UCI's copy"
    return f"{words.count(len(stages.measured.rows), 'flower')} of {', '.join(names)} in {copied}"


def captions(asked: Preparation, stages: Stages) -> list[str]:
    """The complete table, the one with gaps, and the one with the gaps handled."""
    emptied, left = stages.emptied, len(stages.handled.rows)
    way = preparing.way_told(asked.way)
    whole = int((~emptied.any(axis=1)).sum())
    copy = "UCI's copy" if asked.fisher else "it"
    typed = f"; a ring marks where {copy} has typing errors" if has_errors(stages) else ""
    filled = "; a ring marks what was filled in" if asked.way != "drop" and emptied.any() else ""
    return [
        f"Complete: {table(asked, stages)}{typed}",
        f"With gaps: {emptied.sum()} of {emptied.size} cells empty, "
        f"{words.count(whole, 'flower')} without a gap",
        f"Handled ({way}): {words.count(left, 'flower')} to learn from{filled}",
    ]


def has_errors(stages: Stages) -> bool:
    """Whether the table holds the two flowers that UCI's copy has wrong."""
    return bool(np.isin(stages.measured.rows, preparing.ERRORS).any())


def gaps(asked: Preparation, stages: Stages) -> str:
    """How many cells and rows are touched, and what the handling does to the spread."""
    emptied = stages.emptied
    if not emptied.any():
        return "No cell is empty, so there is nothing to handle."
    whole_rows = int((~emptied.any(axis=1)).sum())
    left_over = len(stages.handled.rows)
    text = (
        f"**{emptied.sum()} of {emptied.size} cells** are empty, and {whole_rows} of "
        f"{words.count(len(stages.measured.rows), 'flower')} still "
        f"{'has' if whole_rows == 1 else 'have'} all four lengths. "
    )
    if left_over == 0:
        return text + "Dropping the rows with a gap leaves nothing to learn from."
    if asked.way == "drop":
        left = f"{words.count(left_over, 'flower')} {words.are(left_over)} left"
        return f"{text}After dropping, {left}."
    name, before, after = preparing.most_changed(stages)
    return (
        f"{text}The gaps are filled with the {preparing.way_told(asked.way)}, so no row is lost. "
        f"The standard deviation that changes most is that of {name}: {words.number(before)} cm "
        f"in the complete table, {words.number(after)} cm now."
    )


GAPS_COST = (
    "A neuron cannot compute with an empty cell. Dropping rows invents nothing but is costly: one "
    "gap takes the row's other values with it. Filling with a mean keeps the mean and puts the "
    "filled flowers on one line, so the spread shrinks. The species mean is gentler, but it looks "
    "at the target: for a new flower the species is just what we do not know. In a real project "
    "the values that fill the gaps must also come from the training set alone."
)


def scaling(stages: Stages, how: Scaling, before: Spread, after: Spread) -> str:
    """What scaling does to the four lengths that are left; fewer than two rows have no spread."""
    if len(stages.handled.rows) < 2:
        return "With fewer than two flowers there is no spread to measure."
    start = (
        f"Before scaling, the means lie between {words.number(before.mean.min())} and "
        f"{words.number(before.mean.max())} cm, and the standard deviations between "
        f"{words.number(before.std.min())} and {words.number(before.std.max())} cm. "
    )
    return (
        start
        + _scaled(preparing.constant_columns(stages.handled.x), how, after)
        + " In min-max scaling a single flower far from the rest squeezes all the others together; "
        "the standard deviation is less affected. In a real project the statistics come from the "
        "training set alone."
    )


def _scaled(constant: list[str], how: Scaling, after: Spread) -> str:
    flat = (
        f" All flowers have the same {' and '.join(constant)}: without a spread to measure in, "
        f"{'they become' if constant[1:] else 'it becomes'} 0."
        if constant
        else ""
    )
    every = "every other length" if constant else "every length"
    if len(constant) == len(preparing.NAMES):
        return flat.strip()
    if how == "standardise":
        return f"After scaling, {every} has mean 0 and standard deviation 1.{flat}"
    return f"After scaling, {every} runs from 0 to 1; {_means(after)}.{flat}"


def _means(after: Spread) -> str:
    """Between which numbers the means lie; of two flowers each lies halfway."""
    least, most = map(words.number, (np.nanmin(after.mean), np.nanmax(after.mean)))
    if least == most:
        return f"every mean is {least}"
    return f"the means lie between {least} and {most}"


def called(how: Scaling) -> str:
    """A way of scaling as it stands in a sentence."""
    return "min-max scaling" if how == "min-max" else "standardisation"


def coding(words_: tuple[str, ...]) -> str:
    """What one column of codes says of three words, and how far apart both codings put them."""
    a, b, c = words_
    return (
        f"Coded as {{0, 1, 2}}, {b} lies between {a} and {c}, and {c} counts twice as much as {b}: "
        "an order that nobody measured. **One-hot** gives each word a column of its own. How far "
        f"apart two words lie:\n\n{preparing.coding_distances(words_)}\n\n"
        "The first coding makes one pair twice as far apart. One-hot treats all alike."
    )


EXAMINE = (
    "150 irises, 50 of each species, four lengths in centimetres: measured by Anderson (1935), "
    "published by Fisher (1936). **Choose the columns** to learn from, and **the target**, what "
    "the neuron is to answer: here the species. **Filter** the table, so that it holds only the "
    "rows that belong to the question: a neuron with one output tells two species apart, so the "
    "pages that follow keep two."
)
ROWS = (
    "**std** is the standard deviation of all the values in the table, with a division by n, as "
    "`numpy.std` gives it and as standardising uses it. The `describe` and `std` of pandas divide "
    "by n − 1, so they give a little more. **50%** is the median: half of the values lie below "
    "it. A quarter lie below **25%**, three quarters below **75%**."
)
SOURCE = (
    "**Where the table comes from.** Most lessons start from the copy of the UCI repository, at "
    "the University of California, Irvine (archive.ics.uci.edu, data set Iris); scikit-learn ships "
    "Fisher's own values (`sklearn.datasets.load_iris`). With pandas, a file is read in one "
    'line: `pandas.read_csv("iris.csv")`. This course has its own copy, `data/iris.csv`.'
)


def errors(stages: Stages) -> str:
    """What is wrong with UCI's copy, and where the figure shows it."""
    seen = (
        "They are ringed in the figure: switch the copy (under More controls) and watch the "
        "rings. Over some lengths both rings lie on one spot."
        if has_errors(stages)
        else "Both are setosa, which the filter has taken out of the figure."
    )
    return (
        "**Typing errors.** UCI's copy differs from Fisher's table in two flowers. "
        f"{seen} The numbers of this course come from UCI's copy.\n\n"
    )


CODINGS = (
    "Two ways to write a column of words as numbers: one column of codes, or, one-hot, a "
    'column for each word that asks "is it this one?"\n\n'
)
