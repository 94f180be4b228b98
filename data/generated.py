"""Generated points in the plane: small problems made to show what a network can and cannot do.

All sets share one scale and one meaning of noise, so changing the set changes only the problem:

- The points lie in about [-3, 3] x [-3, 3] before noise: of order 1, as a neuron likes its inputs,
  yet wide enough for one whole period of a sine.
- ``noise``, 0 to 1, is the standard deviation of a Gaussian step that moves each point, in the same
  units as the plane. The target belongs to the place before the step. 0 gives the exact
  shape; at 1 the classes overlap heavily.
- Classes are coded -1 and +1 and take turns, so their sizes differ by one at most.
- The same n, noise and seed give the same points.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

import numpy as np

from core.checks import Floats
from data.errors import DataError

Points = tuple[Floats, Floats]
Seed = int | np.random.Generator

RADIUS = 3.0
SPIRAL_TURNS = 1.75
BLOB_CENTRE = 1.5
BLOB_SPREAD = 0.5
BUMP_WIDTH = 0.7
BUMPS: tuple[tuple[float, float, float], ...] = (
    (-2.0, 1.5, 1.0),
    (0.0, 1.5, -1.0),
    (2.0, 1.5, 1.0),
    (-2.0, -1.5, -1.0),
    (0.0, -1.5, 1.0),
    (2.0, -1.5, -1.0),
)
"""Centre x1, centre x2 and height of each hill (+1) or hollow (-1) of ``gaussian``."""


def xor(n: int, noise: float, seed: Seed) -> Points:
    """Four squares: +1 where x1 and x2 have different signs, -1 where they have the same.

    Returns x (n, 2) and y (n,). Raises DataError for n < 4, noise outside 0 to 1, a bad seed.
    """
    rng = _start(n, noise, seed)
    y = _alternating(n)
    side = np.where(np.arange(n) // 2 % 2 == 0, -1.0, 1.0)
    size = rng.uniform(0.1 * RADIUS, RADIUS, (n, 2))
    return _jitter(size * np.column_stack([side, -side * y]), noise, rng), y


def circles(n: int, noise: float, seed: Seed) -> Points:
    """A disc (+1, radius 0 to 1.2) inside a ring (-1, radius 2.1 to 3), both evenly filled.

    Returns and raises as ``xor``.
    """
    rng = _start(n, noise, seed)
    y = _alternating(n)
    inner, outer = np.where(y > 0, 0.0, 0.7), np.where(y > 0, 0.4, 1.0)
    # Even in the area means uniform in the squared radius.
    radius = RADIUS * np.sqrt(rng.uniform(inner**2, outer**2))
    return _jitter(_polar(radius, rng.uniform(0, 2 * np.pi, n)), noise, rng), y


def moons(n: int, noise: float, seed: Seed) -> Points:
    """Two half circles that reach into each other: the upper one is -1, the lower one +1.

    Returns and raises as ``xor``.
    """
    rng = _start(n, noise, seed)
    y = _alternating(n)
    upper = _polar(np.full(n, 2.0), rng.uniform(0, np.pi, n)) - [1.0, 0.5]
    # The lower moon is the upper one turned by half a circle about the origin.
    return _jitter(upper * -y[:, None], noise, rng), y


def spiral(n: int, noise: float, seed: Seed) -> Points:
    """Two arms winding 1.75 times round each other; one arm is the other turned by half a circle.

    Angle = 2 pi 1.75 radius / 3. Returns and raises as ``xor``.
    """
    rng = _start(n, noise, seed)
    y = _alternating(n)
    radius = RADIUS * rng.uniform(0.1, 1.0, n)
    arm = _polar(radius, 2 * np.pi * SPIRAL_TURNS * radius / RADIUS)
    return _jitter(arm * y[:, None], noise, rng), y


def blobs(n: int, noise: float, seed: Seed) -> Points:
    """Two round clouds about (-1.5, -1.5) and (1.5, 1.5) with standard deviation 0.5.

    Returns and raises as ``xor``.
    """
    rng = _start(n, noise, seed)
    y = _alternating(n)
    cloud = rng.normal(0.0, BLOB_SPREAD, (n, 2)) + BLOB_CENTRE * y[:, None]
    return _jitter(cloud, noise, rng), y


def plane(n: int, noise: float, seed: Seed) -> Points:
    """A tilted plane to predict: target = (x1 + x2) / 6, which lies in [-1, 1].

    Returns x (n, 2) and real targets (n,). Raises as ``xor``.
    """
    rng = _start(n, noise, seed)
    x = rng.uniform(-RADIUS, RADIUS, (n, 2))
    target: Floats = x.sum(axis=1) / (2 * RADIUS)
    return _jitter(x, noise, rng), target


def gaussian(n: int, noise: float, seed: Seed) -> Points:
    """Three hills and three hollows: target = sum of +-exp(-d^2 / (2 0.7^2)), about -1 to 1.

    d is the distance to a centre of ``BUMPS``. Returns and raises as ``plane``.
    """
    rng = _start(n, noise, seed)
    x = rng.uniform(-RADIUS, RADIUS, (n, 2))
    centres, heights = np.array(BUMPS)[:, :2], np.array(BUMPS)[:, 2]
    squares = ((x[:, None, :] - centres) ** 2).sum(axis=2)
    target: Floats = np.exp(-squares / (2 * BUMP_WIDTH**2)) @ heights
    return _jitter(x, noise, rng), target


@dataclass(frozen=True)
class GeneratedSet:
    """A set as the pages offer it: what it asks of a network, and how to make it."""

    sentence: str
    make: Callable[[int, float, Seed], Points]
    kind: Literal["classification", "regression"]


SETS: Mapping[str, GeneratedSet] = MappingProxyType(
    {
        "xor": GeneratedSet(
            "The classes sit in opposite corners, so no single line can separate them.",
            xor,
            "classification",
        ),
        "circles": GeneratedSet(
            "One class surrounds the other, so the boundary has to close on itself.",
            circles,
            "classification",
        ),
        "moons": GeneratedSet(
            "Two half circles reach into each other, so the boundary has to bend.",
            moons,
            "classification",
        ),
        "spiral": GeneratedSet(
            "Two arms wind round each other, the hardest of these shapes for a small network.",
            spiral,
            "classification",
        ),
        "blobs": GeneratedSet(
            "Two round clouds that one line separates while the noise is small.",
            blobs,
            "classification",
        ),
        "plane": GeneratedSet(
            "The target rises evenly along the diagonal, which one linear neuron can learn.",
            plane,
            "regression",
        ),
        "gaussian": GeneratedSet(
            "Three hills and three hollows, which only hidden neurons can follow.",
            gaussian,
            "regression",
        ),
    }
)


def _start(n: int, noise: float, seed: Seed) -> np.random.Generator:
    if not isinstance(n, int | np.integer) or n < 4:
        raise DataError(f"n: {n} points were asked for; a whole number from 4 is needed.")
    if not 0 <= noise <= 1:
        raise DataError(f"noise: {noise} was given; it lies from 0 to 1.")
    if isinstance(seed, np.random.Generator):
        return seed
    if not isinstance(seed, int | np.integer) or seed < 0:
        raise DataError(f"seed: {seed} was given; a whole number from 0 or a Generator is needed.")
    return np.random.default_rng(seed)


def _alternating(n: int) -> Floats:
    return np.where(np.arange(n) % 2 == 0, -1.0, 1.0)


def _polar(radius: Floats, angle: Floats) -> Floats:
    return np.column_stack([radius * np.cos(angle), radius * np.sin(angle)])


def _jitter(x: Floats, noise: float, rng: np.random.Generator) -> Floats:
    return x + noise * rng.standard_normal(x.shape)
