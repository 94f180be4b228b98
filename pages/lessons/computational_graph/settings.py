"""What the Computational graph page is set to, and the graph that comes of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from core import formula, graph
from core.activations import ACTIVATIONS
from pages.lessons.computational_graph import walk as walks

NAMES = {name.replace("_", " "): name for name in ACTIVATIONS}
NUMBERS: Mapping[str, float] = {
    "x1": 2.0, "x2": -1.0, "w1": 0.5, "w2": 1.5, "b": 0.3, "t": 1.0,
}  # fmt: skip
LABELS = {
    "x1": "Input x1", "x2": "Input x2", "w1": "Weight w1", "w2": "Weight w2", "b": "Bias b",
    "t": "Target t",
}  # fmt: skip
_COPIED = str.maketrans("∗", "*")
"""The star as the page's own sentences show it (``words.plain``), for who copies it from one."""


@dataclass(frozen=True)
class Settings:
    """A formula, or the neuron's error if it is empty, and the numbers to put in."""

    formula: str
    activation: str
    numbers: tuple[float, ...]

    def walk(self) -> walks.Walk:
        """Forward and backward through the graph. FormulaError or GraphError if there is none."""
        n = dict(zip(NUMBERS, self.numbers, strict=True))
        if self.formula:
            return walks.through(formula.parse(self.formula.translate(_COPIED), n))
        inputs, weights = [n["x1"], n["x2"]], [n["w1"], n["w2"]]
        error = graph.neuron_error(inputs, weights, n["b"], n["t"], NAMES[self.activation])
        return walks.through(error)


@dataclass(frozen=True)
class Seen:
    """What is on the page: the settings that are shown, and the walk through their graph."""

    settings: Settings
    walk: walks.Walk

    def gradient(self, label: str) -> float:
        """The gradient of the input with this label; KeyError if the graph has none."""
        walk = self.walk
        return {node.label: walk.gradients[node] for node in walk.nodes if not node.parents}[label]


def seen(typed: str = "", activation: str = "logistic", **changed: float) -> Seen:
    """The graph at the page's default numbers but for those that are changed."""
    settings = Settings(typed, activation, tuple({**NUMBERS, **changed}.values()))
    return Seen(settings, settings.walk())


def first_that_works(asked: Settings, fallbacks: Sequence[str]) -> tuple[Seen, str]:
    """The student's graph, else that of the first fallback that works; and what was wrong."""
    wrong = ""
    for typed in dict.fromkeys([asked.formula, *fallbacks, ""]):
        settings = replace(asked, formula=typed)
        try:
            return Seen(settings, settings.walk()), wrong
        except (formula.FormulaError, graph.GraphError) as error:
            wrong = wrong or str(error)
    raise AssertionError("the neuron's error has a value for all numbers on offer")
