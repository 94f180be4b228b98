"""The two bowls of the Standardisation page, beside each other."""

from pages.shared.bench.stage import Shown
from pages.shared.one_neuron import descent_views
from pages.shared.one_neuron.cost_slice import Slice
from pages.shared.one_neuron.named_run import NamedRun


def bowls(cuts: tuple[Slice, Slice], epochs: int, in_front: NamedRun) -> list[Shown]:
    """The contours of both runs, equally large, the one in front first."""
    ordered = sorted(cuts, key=lambda cut: cut.runs[0] is not in_front)
    return [_bowl(cut, epochs) for cut in ordered]


def _bowl(cut: Slice, epochs: int) -> Shown:
    name = cut.runs[0].name
    return descent_views.bowl(
        f"standardisation_contours_{name.lower()}",
        f"J, {name.lower()}",
        cut,
        epochs,
        "main",
    )
