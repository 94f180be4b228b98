"""The exercises of the page Preparing data."""

import pandas as pd

from data import MISSING_WAYS, load_iris
from pages.lessons.preparing_data import preparing
from pages.lessons.preparing_data.preparing import (
    COLUMNS,
    NAMES,
    Preparation,
    Stages,
    markdown_table,
)
from pages.shared import words
from pages.shared.bench.exercises import Choice, Exercise, Guess


def _petal_length_std(stages: Stages) -> float:
    """Standard deviation in cm after handling the gaps."""
    return float(stages.handled.over(["petal_length"]).std())


def alone() -> list[str]:
    """The lengths in which setosa lies apart from both other species."""
    whole = load_iris()
    setosa, others = whole[whole["species"] == "setosa"], whole[whole["species"] != "setosa"]
    return [
        name
        for column, name in zip(COLUMNS, NAMES, strict=True)
        if setosa[column].max() < others[column].min()
        or others[column].max() < setosa[column].min()
    ]


def solve_one_length() -> str:
    """The range of setosa and of the others in each length."""
    whole = load_iris()
    setosa, others = whole[whole["species"] == "setosa"], whole[whole["species"] != "setosa"]
    rows = [
        {
            "length": name,
            "setosa": f"{setosa[column].min():g} to {setosa[column].max():g}",
            "the others": f"{others[column].min():g} to {others[column].max():g}",
        }
        for column, name in zip(COLUMNS, NAMES, strict=True)
    ]
    table = markdown_table(pd.DataFrame(rows))
    return f"{table}\nThe ranges do not overlap in {' and '.join(alone())}."


def solve_filling() -> str:
    """Mean and std of petal length for every way, with 30% of the cells emptied."""
    rows = []
    for name in MISSING_WAYS:
        tried = preparing.prepare(Preparation(False, "all", 30, 1, name))
        left = tried.handled.over(["petal_length"])
        rows.append({"way": preparing.way_told(name), "flowers": str(len(left)),
                     "mean": left.mean(), "std": left.std()})  # fmt: skip
    complete = load_iris()["petal_length"]
    return (
        markdown_table(pd.DataFrame(rows))
        + f"\nPetal length in the complete table: mean {words.number(complete.mean())}, std "
        f"{words.number(complete.std(ddof=0))} cm. Mean and median put many flowers at one and the "
        "same value, near the middle of all three species: the spread shrinks. Dropping rows pulls "
        "nothing together, but chance decides which flowers are left, and with so few of them the "
        "spread can be far off too: try other seeds. The species mean comes closest here, because "
        "it uses the answer."
    )


def _about_filling(guess: float, stages: Stages) -> str:
    """Why the spread is neither as large as before nor nearly gone."""
    if guess <= _petal_length_std(stages):
        return "Most cells still hold what was measured, so most of the spread is still there."
    if guess < float(stages.measured.over(["petal_length"]).std()):
        return "A filled cell adds nothing to the sum of squares, and yet its flower is counted."
    return "A filled cell lies at the mean itself, so filling cannot make the spread larger."


EXERCISES: tuple[Exercise[Stages], ...] = (
    Exercise(
        key="filling",
        title="What filling costs",
        task="Of 600 cells 30% are emptied and filled with the column's mean. Petal length had a "
        "standard deviation of 1.76 cm: what is it now? Then compare the other ways.",
        hint="A filled cell holds the mean itself, so it adds nothing to the sum of squared "
        "distances from the mean.",
        solution=solve_filling,
        controls=("gaps",),
        settings={"keep": "all", "missing": 30, "gaps": "mean", "copy": "uci", "seed": 1},
        predict=Guess(
            "Standard deviation of petal length (cm) after filling",
            span=(0.0, 3.0),
            step=0.01,
            truth=_petal_length_std,
            near=0.1,
            explain=_about_filling,
        ),
    ),
    Exercise(
        key="one_length",
        title="One length is enough",
        task="Look at the histograms of the complete table, length by length: in which does setosa "
        "lie apart from both other species, without one mistake?",
        hint="Choose two lengths at a time under Features, and look for bars of setosa that stand "
        "apart from all others. Stay with the complete table, where the player starts: what the "
        "last stage has filled in was never measured.",
        solution=solve_one_length,
        controls=("features",),
        settings={"keep": "all"},
        predict=Choice(
            "How many of the four lengths can do it alone?",
            {
                "none": "Look at the two petal measurements.",
                "one": "There is another one that does it too.",
                "two": "Both measurements of the petals.",
                "all four": "In the two sepal measurements the ranges overlap.",
            },
            truth=lambda _: ("none", "one", "two", "three", "all four")[len(alone())],
            waits=False,
        ),
    ),
    Exercise(
        key="codes",
        title="Codes for colours",
        task="Eye colours are coded blue 0, grey 1, brown 2 in one column.",
        hint="The neuron multiplies the code by one weight.",
        solution=lambda: (
            "Whatever the weight is, brown adds exactly twice what grey adds, and blue nothing. "
            "One-hot gives each colour a weight of its own."
        ),
        predict=Choice(
            "What must a neuron make of them?",
            {
                "Three unrelated colours": "It sees one number times one weight. It cannot know "
                "that 0, 1 and 2 were meant as names.",
                "Brown counts twice as much as grey": "The weight times 2 is twice the weight "
                "times 1, and blue counts nothing at all. One-hot gives each colour a weight of "
                "its own.",
                "It depends on the weight": "Whatever the weight is, brown adds exactly twice what "
                "grey adds. The weight can change how much that is and its sign, not that grey "
                "always comes out halfway between blue and brown.",
            },
            truth=lambda _: "Brown counts twice as much as grey",
            waits=False,
        ),
    ),
)
