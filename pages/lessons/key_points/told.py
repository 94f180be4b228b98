"""What Key points says: three points, four answers, and how a search of the glossary went."""

from collections.abc import Mapping

from pages.shared import words
from pages.shared.glossary.terms import GLOSSARY, Found

PROMISE = (
    "The course in three points, every term in one sentence, and where to go on. **Each term is a "
    "link** to the page and the settings that show it."
)
KEY_POINTS: Mapping[str, tuple[str, str]] = {
    "Deep learning": (
        "is machine learning with networks of more than one hidden layer. The layers find their "
        "own features in the data, so with a lot of data, such as photos, speech and text, they "
        "get further than hand-made rules.",
        "what_why_how",
    ),
    "Computational graph": (
        "is a formula drawn as single operations. Values flow through it forward, and the chain "
        "rule brings the gradient of every node back.",
        "computational_graph",
    ),
    "Neural network": (
        "is neurons in layers, each a weighted sum with a bias and an activation function. Its "
        "weights are learnt: a cost says how wrong it is, and gradient descent makes the cost "
        "smaller.",
        "forward_propagation",
    ),
}
"""Each point in two sentences, with the page that shows it."""

ANSWERS = (
    "**What is deep learning?** Machine learning with networks of more than one hidden layer. "
    "Machine learning finds its rules from data, and is a part of artificial intelligence.\n\n"
    "**What is a computational graph?** A formula taken apart into additions, products and "
    "functions. It shows how to compute the value, and backwards how to compute every gradient.\n\n"
    "**What is a neural network?** Many neurons in layers. Each one computes f(w·a + b) from the "
    "outputs of the layer before it.\n\n"
    "**How do I start deep learning with Python?** Write one neuron, train it, and judge it on "
    "data that it has not seen. NumPy is enough: the code below is all of it. Then add a hidden "
    "layer, as on the page Multi-layer network. A library such as PyTorch or Keras can compute the "
    "gradients for you once you know what they are."
)


def found(search: Found, text: str, part: str = "all", exact: bool = False) -> str:
    """How many terms are shown, beside the one of this very name, and what of a text they have."""
    shown = sum(map(len, search.terms.values()))
    every = words.count(sum(map(len, GLOSSARY.values())), "term")
    here = "" if part == "all" else " in this part of the course"
    if exact:
        mention = "mentions" if shown == 1 else "mention"
        return f"{shown} more of {every} {mention} it{here}" if shown else ""
    if shown and search.whole:
        return f"{shown} of {every}"
    asked = f"“{words.plain(text)}”{here}"
    if shown:
        return (
            f"No term has every word of {asked}. The nearest have some of its words: {shown} of "
            f"{every}."
        )
    try_too = ", or all parts of the course" if here else ""
    return f"No term has {asked}. Try a shorter word{try_too}."
