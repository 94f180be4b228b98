"""What the course leaves out: how networks in practice differ from those on its pages, and why."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Difference:
    """One thing that is simpler here than in practice."""

    what: str
    here: str
    in_practice: str


DIFFERENCES = (
    Difference(
        "An update",
        "minus η times the gradient",
        "mostly Adam (Kingma and Ba 2014): each weight has a step of its own, from a running mean "
        "of its past gradients and of their squares",
    ),
    Difference(
        "The learning rate",
        "the same in the whole run; **Train on** in the Playground can change it",
        "lowered on the way by a schedule",
    ),
    Difference(
        "Several classes",
        "an output for each, with half the squared error, as in the project above",
        "softmax, which makes the outputs shares of 1, with the cross-entropy as J",
    ),
    Difference(
        "The layers",
        "every neuron gets all outputs of the layer before",
        "convolutions for pictures (LeCun and others 1989): the same few weights at every place; "
        "attention for text (Vaswani and others 2017): which words matter to which is worked out "
        "anew for each text",
    ),
    Difference(
        "Against overfitting",
        "more samples, fewer neurons, a penalty on weights, stopping early",
        "these too, and dropout (Srivastava and others 2014): in each update some neurons are left "
        "out at random",
    ),
    Difference(
        "The size",
        "at most a few hundred weights, so that each can be seen",
        "millions to billions of weights",
    ),
    Difference(
        "The numbers",
        "64 bits each, on an ordinary processor",
        "32 bits or fewer, on graphics processors that multiply whole matrices at once",
    ),
    Difference(
        "The gradients",
        "formulas for each layer, written out in NumPy",
        "a library keeps the computational graph and walks it backwards by itself",
    ),
)


def table() -> str:
    """All of it as a table."""
    rows = "".join(f"| {one.what} | {one.here} | {one.in_practice} |\n" for one in DIFFERENCES)
    return f"| what | on these pages | in practice |\n|---|---|---|\n{rows}"


WHY = (
    "Each page keeps to what can be followed by hand. Nothing in the right column changes what you "
    "have learnt: a cost, its gradient, and steps against it."
)
