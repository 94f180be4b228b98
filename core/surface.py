"""What every unit of a network sees: its output over a whole plane of inputs.

One forward pass over a grid gives the maps of all units at once, the decision surface of the
output and what each hidden unit has learnt to tell apart.
"""

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import ArrayLike

from core import checks
from core.checks import Floats
from core.engine import stacked_outputs
from core.parameters import Layers
from core.problem import ActivationChoice, checked_network


def surface(
    weights: Sequence[ArrayLike],
    biases: Sequence[ArrayLike],
    x1: ArrayLike,
    x2: ArrayLike,
    activation: ActivationChoice = "logistic",
    *,
    features: Callable[[Floats], Floats] | None = None,
) -> Layers:
    """The outputs of all units over the grid of x1 (columns) and x2 (rows).

    A list with an array (units, len(x2), len(x1)) for each layer, ready for a contour figure.
    `features` turns points (n, 2) into the inputs (n, d) of the network: scaling, squares,
    products; without it the network takes the two coordinates. ValueError for a bad argument.
    """
    across, up = checks.vector("x1", x1), checks.vector("x2", x2)
    grid = np.empty((len(up), len(across), 2))
    grid[:, :, 0], grid[:, :, 1] = across, up[:, None]
    points = grid.reshape(-1, 2)
    inputs = points if features is None else features(points)
    network = checked_network(inputs, weights, biases, activation)
    with np.errstate(over="ignore", invalid="ignore", under="ignore"):
        maps = stacked_outputs(*network)
    return [unit_maps.reshape(-1, len(up), len(across)) for unit_maps in maps]
