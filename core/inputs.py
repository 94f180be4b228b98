"""What a network is given of a point in the plane: its coordinates, and numbers made from them.

A single neuron can only cut along a line of its inputs. Give it the square of each coordinate
as well, and the line in that larger space can be an ellipse in the plane: a feature made by hand
can do the work of a hidden layer.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np
from numpy.typing import ArrayLike

from core import checks
from core.checks import Floats


@dataclass(frozen=True)
class InputFeature:
    """One input of the network: `label` for a figure, and its `value` (n,) of x1 (n,), x2 (n,)."""

    label: str
    value: Callable[[Floats, Floats], Floats]


INPUTS: Mapping[str, InputFeature] = MappingProxyType(
    {
        "x1": InputFeature("x₁", lambda x1, x2: x1),
        "x2": InputFeature("x₂", lambda x1, x2: x2),
        "x1_squared": InputFeature("x₁²", lambda x1, x2: np.square(x1)),
        "x2_squared": InputFeature("x₂²", lambda x1, x2: np.square(x2)),
        "product": InputFeature("x₁x₂", np.multiply),
        "sin_x1": InputFeature("sin x₁", lambda x1, x2: np.sin(x1)),
        "sin_x2": InputFeature("sin x₂", lambda x1, x2: np.sin(x2)),
    }
)


def expand(points: ArrayLike, names: Sequence[str]) -> Floats:
    """The inputs (n, len(names)) that a network gets of points (n, 2), in the order of `names`.

    None is beyond what `core` computes with. ValueError for a bad array, no name, or one that is
    not in `INPUTS`.
    """
    x = checks.matrix("points", points, 2)
    if not names:
        raise checks.refuse("names", "none", f"must be some of {', '.join(INPUTS)}")
    chosen = [INPUTS[checks.choice("names", name, INPUTS)] for name in names]
    with np.errstate(under="ignore"):  # the square of a tiny number is 0
        made = np.column_stack([feature.value(x[:, 0], x[:, 1]) for feature in chosen])
    return np.clip(made, -checks.LIMIT, checks.LIMIT)
