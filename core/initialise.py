"""Where a network starts: the weights and biases before the first epoch.

Equal weights make hidden units that stay identical for ever, because each gets the same gradient:
chance has to break the symmetry. How large the weights may be depends on how many
inputs a unit adds up: too large saturates the units, too small makes the signal fade away.
"""

from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import Literal

import numpy as np

from core import checks
from core.checks import Floats
from core.parameters import Layers

Layer = tuple[Floats, Floats]
StartName = Literal["uniform", "zeros", "equal", "glorot", "he"]


def initialise(
    sizes: Sequence[int],
    rng: np.random.Generator | int,
    low: float = 0.0,
    high: float = 1.0,
    kind: StartName = "uniform",
) -> tuple[Layers, Layers]:
    """(weights, biases) for layers of these sizes, the inputs first: (4, 3, 1) for 4-3-1.

    `rng` is a Generator or a seed; layer by layer it draws the weights, then the biases. Kinds:

    - "uniform": weights and biases uniform in [low, high), the lesson's start with 0 and 1.
    - "zeros": all 0. "equal": all (low + high) / 2, which shows the symmetry.
    - "glorot": weights uniform within +-sqrt(6 / (fan_in + fan_out)), biases 0; made for tanh
      and others with slope 1 at 0 (Glorot and Bengio 2010).
    - "he": weights normal with standard deviation sqrt(2 / fan_in), biases 0; made for ReLU
      (He, Zhang, Ren and Sun 2015).

    ValueError for fewer than two sizes, a size below 1, low > high or an unknown kind.
    """
    counts = [checks.whole(f"sizes[{i}]", size, 1) for i, size in enumerate(sizes)]
    if len(counts) < 2:
        raise checks.refuse("sizes", f"{len(counts)} numbers", "must be inputs and a layer or more")
    low, high = checks.number("low", low), checks.number("high", high)
    if low > high:
        raise checks.refuse("low", low, f"must be at most high, {high}")
    draw = KINDS[checks.choice("kind", kind, KINDS)]
    generator = checks.generator("rng", rng)
    layers = [draw(generator, pair, low, high) for pair in pairwise(counts)]
    return [weights for weights, _ in layers], [biases for _, biases in layers]


def _uniform(rng: np.random.Generator, shape: tuple[int, int], low: float, high: float) -> Layer:
    return rng.uniform(low, high, shape), rng.uniform(low, high, shape[1])


def _zeros(rng: np.random.Generator, shape: tuple[int, int], low: float, high: float) -> Layer:
    return np.zeros(shape), np.zeros(shape[1])


def _equal(rng: np.random.Generator, shape: tuple[int, int], low: float, high: float) -> Layer:
    middle = (low + high) / 2
    return np.full(shape, middle), np.full(shape[1], middle)


def _glorot(rng: np.random.Generator, shape: tuple[int, int], low: float, high: float) -> Layer:
    limit = np.sqrt(6.0 / sum(shape))
    return rng.uniform(-limit, limit, shape), np.zeros(shape[1])


def _he(rng: np.random.Generator, shape: tuple[int, int], low: float, high: float) -> Layer:
    return rng.normal(0.0, np.sqrt(2.0 / shape[0]), shape), np.zeros(shape[1])


KINDS: dict[StartName, Callable[[np.random.Generator, tuple[int, int], float, float], Layer]] = {
    "uniform": _uniform,
    "zeros": _zeros,
    "equal": _equal,
    "glorot": _glorot,
    "he": _he,
}
