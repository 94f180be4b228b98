"""What the page What, why, how says. Its facts are history, its curves a drawing."""

from collections.abc import Sequence
from dataclasses import dataclass

from pages.lessons.what_why_how.overview import METHODS, SchematicCurve, best


@dataclass(frozen=True)
class Field:
    """One of the three fields: its name, what it is, and an example outside the next inner one."""

    name: str
    what: str
    example: str


FIELDS = {
    "AI": Field(
        "Artificial intelligence",
        "makes machines do what seems to need a mind, by whatever means.",
        "Deep Blue beat the world chess champion in 1997. It searched some 200 million positions "
        "a second and judged them by a formula whose terms people had written. Its builders drew "
        "opening moves from 700,000 master games (Campbell 1999), but no network was trained and "
        "it did not learn from its own play.",
    ),
    "machine learning": Field(
        "Machine learning",
        "is the part of artificial intelligence where the rules are not written down, but found "
        "from data.",
        "One neuron, the smallest network, learns to tell two species of iris apart from 100 "
        "measured flowers. It has no hidden layer, so nothing about it is deep.",
    ),
    "deep learning": Field(
        "Deep learning",
        "is the part of machine learning that uses networks of neurons with more than one hidden "
        "layer: more than one row of neurons between what goes in and what comes out.",
        "Networks of many layers read handwriting, recognise faces and translate. Each layer "
        "works on what the layer before it has found.",
    ),
}
NAMES = tuple(FIELDS)


def explained(field: str) -> str:
    """The chosen field in a sentence, and an example outside the next inner field."""
    chosen = FIELDS[field]
    inner = NAMES[NAMES.index(field) + 1 :][:1]
    outside = f" (not yet {inner[0]})" if inner else ""
    return f"**{chosen.name}** {chosen.what}\n\n**Example{outside}:** {chosen.example}"


def highest(methods: Sequence[SchematicCurve], data: float) -> str:
    """The shown curves at one amount of data, highest first."""
    if not methods:
        return "no curve is shown"
    order = sorted(methods, key=lambda method: -float(method.performance(data)))
    return "highest first: " + ", ".join(method.name.lower() for method in order)


def crossings() -> dict[str, int]:
    """From which amount of data each method is drawn highest, in the order of taking over."""
    methods = list(METHODS.values())
    winners = [best(methods, amount).name for amount in range(1, 101)]
    return {name: winners.index(name) + 1 for name in dict.fromkeys(winners)}


WHY = (
    "**Why deep?** In this drawing, which Andrew Ng made popular, older algorithms soon stop "
    "improving. A larger network goes on improving for longer, if it gets the data and the "
    "computing time to train it. Both have become cheap."
)
QUESTIONS = (
    "The course answers four questions, each on a page of its own. Its last page, Key points, "
    "gives all four answers in a few sentences."
)

JOBS = {
    "1 Preprocess": (
        "Get the data into shape: look at it, choose columns and target, fill gaps, turn words "
        "into numbers, scale.",
        ("preparing_data", "standardisation"),
    ),
    "2 Train and select": (
        "Let models find their numbers, the weights, from a part of the data, the training set. "
        "Try several, and choose one.",
        ("perceptron", "learning_rate", "multilayer_network", "playground"),
    ),
    "3 Evaluate": (
        "Measure the chosen model on data that it has not seen. Only that says what it is worth.",
        ("generalisation",),
    ),
}
