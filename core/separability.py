"""Can a line separate the two classes, and how wide is the gap? (Novikoff 1962.)

Turn each sample of class -1 around: the signed points y (1, x). A weight vector w separates the
classes exactly if all of them lie on its positive side, and the best w points at the point of
their convex hull nearest to the origin. Its distance from the origin is the margin gamma; if the
hull holds the origin, no line separates. The perceptron makes at most (R / gamma)^2 updates.
"""

import math
from collections.abc import Sequence
from fractions import Fraction

import numpy as np
from numpy.typing import ArrayLike

from core import checks
from core.checks import Floats
from core.neuron import with_ones
from core.scaling import Standardizer

MOST_ROUNDS = 1000  # each costs one look at all points; a dozen are typical
CLOSE = 1e-12  # how near to the best margin is near enough, relative to it
SMALL = 1e-13  # relative to R: distances below are rounding, not a gap


def margin(x: ArrayLike, y: ArrayLike) -> float:
    """The largest gamma = min_i y_i w . (1, x_i) of any unit vector w; 0.0 if no line separates.

    x (n, d), y (n,) of -1 and +1; the bias counts as the weight of a cell of 1. A gap of less
    than 1e-13 R counts as none. ValueError for a bad argument.
    Minimum-norm-point algorithm of Wolfe (1976).
    """
    inputs, targets = checks.samples(x, y)
    points = targets[:, np.newaxis] * with_ones(inputs)
    scale = _longest(points)
    nearest = _nearest_point(points / scale)
    length = float(np.linalg.norm(nearest))
    if length <= SMALL:
        return 0.0
    gap = float((points @ (nearest / length)).min())  # what w = nearest truly achieves
    return gap if gap > SMALL * scale else 0.0


def separates(x: ArrayLike, y: ArrayLike) -> bool:
    """Whether a line separates x (n, d) by y (n,) of -1 and +1; ValueError for a bad argument.

    A margin can be so much smaller than R that it is lost in rounding, as of samples in billions or
    far from 0. A line stays one when its inputs are standardised, and there the two are alike.
    """
    return margin(Standardizer.fit(x).transform(x), y) > 0.0


def radius(x: ArrayLike) -> float:
    """R = max_i ||(1, x_i)|| of the samples x (n, d), the cell of 1 included."""
    return _longest(with_ones(checks.matrix("x", x)))


def update_bound(x: ArrayLike, y: ArrayLike) -> float:
    """(R / gamma)^2: a perceptron from zero makes at most so many updates (Novikoff 1962).

    inf where no line separates, or where gamma is too small to be told from none. ValueError for a
    bad argument.
    """
    gap = margin(x, y)
    return (radius(x) / gap) ** 2 if gap > 0.0 else math.inf


def _longest(points: Floats) -> float:
    return float(np.sqrt(np.square(points).sum(axis=1).max()))


def _nearest_point(points: Floats) -> Floats:
    """The point of the convex hull of points (n, k) nearest to the origin; none is longer than 1.

    It is a mixture of a few of them, the corral. Each round takes in the point that lies deepest
    on the origin's side, then finds the best mixture again.
    """
    corral, shares = [int(np.square(points).sum(axis=1).argmin())], np.ones(1)
    nearest: Floats = points[corral[0]]
    mixture = nearest
    squared = math.inf
    for _ in range(MOST_ROUNDS):
        if mixture @ mixture >= squared:
            break  # no nearer than before: the digits are used up
        nearest, squared = mixture, float(mixture @ mixture)
        depths = points @ nearest
        deepest = int(depths.argmin())
        # More than a depth can be rounded by: the corral's own points all lie as deep as nearest.
        rounded = (points.shape[1] + 2) * np.finfo(np.float64).eps * math.sqrt(squared)
        if squared <= SMALL**2 or depths[deepest] >= squared - max(CLOSE * squared, rounded):
            break  # at the origin, or no point lies nearer to its side
        corral, shares, mixture = _remix(points, [*corral, deepest], np.append(shares, 0.0))
    return nearest


def _remix(points: Floats, corral: list[int], shares: Floats) -> tuple[list[int], Floats, Floats]:
    """The best mixture of the corral, without the points it does not need: (rows, shares, it)."""
    while True:
        wanted, mixture = _flat_minimum(points[corral])
        if (wanted > 0.0).all() or len(corral) == 1:
            return corral, wanted, mixture
        # Walk towards the wanted mixture until the first share reaches 0, and drop that point.
        falling = wanted <= 0.0
        reach = np.full(len(shares), np.inf)
        reach[falling] = shares[falling] / np.maximum(shares[falling] - wanted[falling], 1e-300)
        out = int(reach.argmin())
        shares = shares + min(1.0, reach[out]) * (wanted - shares)
        corral = [row for place, row in enumerate(corral) if place != out]
        shares = np.delete(shares, out)


def _flat_minimum(corners: Floats) -> tuple[Floats, Floats]:
    """Shares (m,), of sum 1 but any sign, of the corners (m, k) mixed nearest to 0; the mixture.

    In fractions: where the gap is small the corners nearly cancel out, and floats would be left
    with half their digits, as for a table with years in a column. The mixture is nearest where all
    corners lie equally deep: the shares s and this depth solve G s = depth and sum s = 1, where G
    holds the products of the corners with each other.
    """
    exact = [[Fraction(value) for value in corner] for corner in corners.tolist()]
    rows = [[*(_dot(one, other) for other in exact), Fraction(-1), Fraction(0)] for one in exact]
    rows.append([*[Fraction(1)] * len(exact), Fraction(0), Fraction(1)])
    shares = _solved(rows)[:-1]
    mixture = [_dot(shares, column) for column in zip(*exact, strict=True)]
    return np.array(shares, dtype=np.float64), np.array(mixture, dtype=np.float64)


def _dot(one: Sequence[Fraction], other: Sequence[Fraction]) -> Fraction:
    return sum((a * b for a, b in zip(one, other, strict=True)), Fraction(0))


def _solved(rows: list[list[Fraction]]) -> list[Fraction]:
    """The solution of m equations (m, m + 1) by Gauss and Jordan's elimination."""
    for k in range(len(rows)):
        place = next(i for i in range(k, len(rows)) if rows[i][k])
        rows[k], rows[place] = rows[place], rows[k]
        pivot = [value / rows[k][k] for value in rows[k]]
        rows = [
            pivot if i == k else [a - row[k] * b for a, b in zip(row, pivot, strict=True)]
            for i, row in enumerate(rows)
        ]
    return [row[-1] for row in rows]
