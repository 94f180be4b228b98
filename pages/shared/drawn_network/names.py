"""What neurons and weights of a drawn network are called in a link, and weights set by hand.

The text of a link is all that is kept of these: ``x1-h1.2=0.5, bias-o1=-1``.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from core.checks import Floats
from pages.shared import words
from pages.shared.figures.network import NetworkPart

LARGEST = 100.0
LONGEST = 6100
"""Letters of a text: enough for every weight of the largest network, with all its digits. What is
longer would be cut off, perhaps inside a number."""
BIAS = "bias"

SetByHand = tuple[tuple[NetworkPart, float], ...]
_PAIR = re.compile(r"\s*([\w.]{2,6})\s*-\s*([\w.]{2,6})\s*=\s*([-+−]?[\d.]{1,12})\s*")


@dataclass(frozen=True)
class Names:
    """The names of a network with layers of these sizes, the inputs first."""

    sizes: tuple[int, ...]

    @property
    def last(self) -> int:
        """The number of the output layer; the inputs are layer 0."""
        return len(self.sizes) - 1

    @property
    def called(self) -> str:
        """The network's name by its sizes: 3-4-1."""
        return "-".join(map(str, self.sizes))

    def neurons(self) -> dict[str, NetworkPart]:
        """Every neuron by its name in the link: h1.2 in hidden layer 1, o1 in the output."""
        return {
            self.code(k, j): NetworkPart(k, j)
            for k in range(1, self.last + 1)
            for j in range(self.sizes[k])
        }

    def code(self, k: int, j: int) -> str:
        """The short name of neuron j (from 0) of layer k, such as x1, h1.2 or o1."""
        if k == 0:
            return f"x{j + 1}"
        return f"o{j + 1}" if k == self.last else f"h{k}.{j + 1}"

    def sources(self, neuron: NetworkPart) -> dict[str, NetworkPart]:
        """Everything that goes into a neuron, by the name of where it comes from."""
        before = {
            self.code(neuron.k - 1, i): NetworkPart(neuron.k, neuron.to, i)
            for i in range(self.sizes[neuron.k - 1])
        }
        return {BIAS: NetworkPart(neuron.k, neuron.to, -1), **before}

    def named(self, part: NetworkPart) -> str:
        """A weight's name: where it comes from and where it goes, x1-h1.2."""
        start = BIAS if part.start == -1 else self.code(part.k - 1, part.start or 0)
        return f"{start}-{self.code(part.k, part.to)}"

    def has(self, part: NetworkPart) -> bool:
        """Whether the network has such a neuron or weight."""
        if not (1 <= part.k <= self.last and 0 <= part.to < self.sizes[part.k]):
            return False
        return part.start is None or -1 <= part.start < self.sizes[part.k - 1]


@dataclass(frozen=True)
class OwnWeights:
    """What the text of the link says: the weights that fit the network, and what does not."""

    own: SetByHand
    refused: tuple[str, ...]

    @property
    def told(self) -> str:
        """What of the text the network has no place for; empty if it has one for all of it."""
        if not self.refused:
            return ""
        return (
            f"Not used: `{', '.join(self.refused)}`. A weight is written x1-h1.2=0.5, a bias "
            "bias-o1=−1, numbers from −100 to 100; the neurons are those of the network on show."
        )


def read(text: str, names: Names) -> OwnWeights:
    """Weights set by hand: ``x1-h1.2=0.5, bias-o1=-1``."""
    own: dict[NetworkPart, float] = {}
    refused = []
    for pair in filter(str.strip, text.split(",")):
        found = _PAIR.fullmatch(pair)
        value = number(found[3]) if found else None
        end = names.neurons().get(found[2]) if found else None
        part = names.sources(end).get(found[1]) if found and end else None
        if value is None or part is None:
            refused.append(words.plain(pair, 30))
        else:
            own[part] = value
    return OwnWeights(tuple(own.items()), tuple(refused))


def write(own: SetByHand, names: Names) -> str:
    """The text that says these weights."""
    return ", ".join(f"{names.named(part)}={_written(value)}" for part, value in own)


def _written(value: float) -> str:
    """At most six decimals, and never 1e-05, which a student would not type."""
    return np.format_float_positional(round(value, 6) + 0.0, trim="-")


def with_weight(own: SetByHand, part: NetworkPart, value: float) -> SetByHand:
    """The same weights, and this one."""
    return tuple((dict(own) | {part: value}).items())


def put_in(
    names: Names, own: SetByHand, weights: Sequence[Floats], biases: Sequence[Floats]
) -> None:
    """Set those weights and biases of a network in place that it has."""
    for part, value in own:
        if not names.has(part):
            continue
        if part.start == -1:
            biases[part.k - 1][part.to] = value
        else:
            weights[part.k - 1][part.start, part.to] = value


def value(part: NetworkPart, weights: Sequence[Floats], biases: Sequence[Floats]) -> float:
    """A weight, or a bias."""
    if part.start is None or part.start < 0:
        return float(biases[part.k - 1][part.to])
    return float(weights[part.k - 1][part.start, part.to])


def number(text: str) -> float | None:
    """A typed weight; None for what is none, or too large."""
    try:
        value = float(text.replace("−", "-"))
    except ValueError:
        return None
    return value if abs(value) <= LARGEST else None


def no_weight(text: str) -> str:
    """What to say of a typed text that is no weight."""
    most = words.number(LARGEST)
    return f"“{words.plain(text)}” is not a number from −{most} to {most}, such as −0.5."
