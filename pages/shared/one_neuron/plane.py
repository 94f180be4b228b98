"""The plane of a neuron's samples, where a student may put points of their own."""

from collections.abc import Sequence

from pages.shared.bench.stage import OwnPoints
from pages.shared.figures import style
from pages.shared.one_neuron.own_points import MOST, OwnPoint
from pages.shared.one_neuron.runs import Samples


def editor(samples: Samples, own: Sequence[OwnPoint]) -> OwnPoints:
    """What a figure of the samples needs to have own points added, moved and removed."""
    classes = list(zip(samples.chosen.classes, style.CLASS_COLOURS[:2], strict=True))
    return OwnPoints(classes, own, MOST)
