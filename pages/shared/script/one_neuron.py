"""The parts that the scripts of one neuron share: data, start, and the boundary's picture."""

from collections.abc import Sequence

from pages.shared.one_neuron.runs import Samples
from pages.shared.one_neuron.settings import Training
from pages.shared.script import pieces
from pages.shared.script import samples as data_sections
from pages.shared.script.script import Section


def opening(training: Training, samples: Samples, name: str) -> tuple[list[Section], str]:
    """The data, the inputs and the start of the weights, and the content of the data's file."""
    data, file = data_sections.plane(samples.chosen, samples.noun, f"{name}_data.csv")
    scaled = data_sections.standardised(samples.chosen.x) if samples.scaling else _AS_MEASURED
    return [data, scaled, start(training.start_seed, training.start)], file


_AS_MEASURED = Section("The inputs", "The neuron gets the features as measured.", "inputs = x")


def start(seed: int | None, weights: Sequence[float] | None = None) -> Section:
    """The weights before epoch 1: given ones, random ones from a seed, or zeros."""
    title = "The start"
    if weights is not None:
        given = f"start = np.array({pieces.literal(list(weights))})  # the bias first"
        return Section(title, "The weights that were chosen on the page.", given)
    if seed is None:
        zeros = "start = np.zeros(1 + x.shape[1])  # the bias first"
        return Section(title, "All weights are 0.", zeros)
    return Section(
        title,
        "Small random weights. The seed makes the same ones each time.",
        f"rng = np.random.default_rng({seed})\n"
        "start = rng.normal(0.0, 0.01, 1 + x.shape[1])  # the bias first",
    )


def boundary(samples: Samples) -> Section:
    """The samples as measured and the line z = 0 between the classes."""
    scaled = "(grid - mean) / std" if samples.scaling else "grid"
    return pieces.picture(
        "The samples as measured, and the line at which the net input is 0.",
        _BOUNDARY.format(scaled=scaled),
    )


_BOUNDARY = """\
low, high = x.min(axis=0), x.max(axis=0)
axes = np.linspace(low - 0.05 * (high - low), high + 0.05 * (high - low), 200)
grid = np.stack(np.meshgrid(axes[:, 0], axes[:, 1]), axis=-1)
plane = {scaled}
z = weights[0] + plane @ weights[1:]
figure = go.Figure()
line = {{"start": 0, "end": 0, "size": 1, "coloring": "none"}}
figure.add_contour(x=axes[:, 0], y=axes[:, 1], z=z, contours=line, line_width=3, name="z = 0")
for target, name in zip([-1, 1], CLASSES):
    of_class = x[y == target]
    figure.add_scatter(x=of_class[:, 0], y=of_class[:, 1], mode="markers", name=name)
figure.update_layout(xaxis_title=FEATURES[0], yaxis_title=FEATURES[1])
figure.show()"""
