"""The plane of samples of two classes, where a student may put points of their own."""

from pages.shared.bench.stage import PointEditor
from pages.shared.figures import style
from pages.shared.one_neuron.own_points import MOST, OwnPoints


def editor(classes: tuple[str, str], own: OwnPoints) -> PointEditor:
    """What a figure of the samples needs to have points added, moved and removed."""
    named = list(zip(classes, style.CLASS_COLOURS[:2], strict=True))
    return PointEditor(named, own.drawn, [sample.number for sample in own.moved], MOST)
