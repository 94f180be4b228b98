"""The plane of samples of two classes, where a student may put points of their own."""

from collections.abc import Sequence

from pages.shared.bench.stage import OwnPoints
from pages.shared.figures import style
from pages.shared.one_neuron.own_points import MOST, OwnPoint


def editor(classes: tuple[str, str], own: Sequence[OwnPoint]) -> OwnPoints:
    """What a figure of the samples needs to have own points added, moved and removed."""
    return OwnPoints(list(zip(classes, style.CLASS_COLOURS[:2], strict=True)), own, MOST)
