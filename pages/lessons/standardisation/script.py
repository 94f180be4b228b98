"""The script of the page Standardisation: the same descent on raw and on standardised inputs."""

import numpy as np

from pages.shared import words
from pages.shared.one_neuron.runs import AdalineResult
from pages.shared.one_neuron.settings import Training
from pages.shared.script import adaline, one_neuron, pieces
from pages.shared.script.pieces import Told
from pages.shared.script.script import Script, Section


def write(training: Training, raw: AdalineResult, scaled: AdalineResult) -> Script:
    """The raw run, then the standardised one, as one program."""
    eta, epochs = training.eta, training.epochs
    data, file = one_neuron.opening(training, scaled.samples, "standardisation")
    numbers = {
        "ETA": (eta, "learning rate of both runs"),
        "EPOCHS": (epochs, "updates of each run"),
    }
    told = [
        *adaline.told_of_bowl("raw bowl", "_raw", raw),
        *adaline.told_of_bowl("standardised bowl", "_scaled", scaled),
        *adaline.told("raw", "_raw", "x", raw),
        *adaline.told("standardised", "_scaled", "inputs", scaled),
        *_told_in_raw_units(eta, scaled),
    ]
    return Script(
        "standardisation",
        f"Raw and standardised: {' against '.join(raw.samples.chosen.classes)}",
        "The same samples, the same linear neuron, the same learning rate "
        f"{eta:g}, twice for {words.count(epochs, 'epoch')}: as measured, and "
        "in standard deviations from the mean.",
        (
            pieces.settings(numbers), *data, adaline.BOWL, adaline.TRAINING, _RESULT, _IN_RAW_UNITS,
            adaline.picture((("raw", "_raw"), ("standardised", "_scaled"))), pieces.compared(told),
        ),
        file,
    )  # fmt: skip


def _told_in_raw_units(eta: float, scaled: AdalineResult) -> list[Told]:
    """Only of a run that settles: weights that grow for ever say nothing of a line."""
    if eta > scaled.limit:
        return []
    samples = scaled.samples
    assert samples.scaling is not None
    magnified = 1 + float(((1 + np.abs(samples.scaling.mean)) / samples.scaling.std).sum())
    name = "standardised, as weights of raw inputs"
    weights = samples.as_measured(scaled.run.weights)
    return [adaline.told_of_weights(name, "in_raw_units", scaled, weights, magnified)]


_RESULT = Section(
    "The result",
    "Each run beside its bowl: the limit of the learning rate, and the condition number, which is "
    "1 for a round bowl.",
    """\
floor_raw, limit_raw, condition_raw = bowl(x)
floor_scaled, limit_scaled, condition_scaled = bowl(inputs)
history_raw, costs_raw = train(x, ETA)
history_scaled, costs_scaled = train(inputs, ETA)
print(f"Raw: limit {limit_raw}, condition number {condition_raw:.4g}")
print(f"J from {costs_raw[0]} to {costs_raw[-1]}, {count_correct(x, history_raw[-1])} correct")
print(f"Standardised: limit {limit_scaled}, condition number {condition_scaled:.4g}")
print(f"J from {costs_scaled[0]} to {costs_scaled[-1]}", end=", ")
print(f"{count_correct(inputs, history_scaled[-1])} correct. Weights: {history_scaled[-1]}")
""",
)

_IN_RAW_UNITS = Section(
    "The same line for the samples as measured",
    "w (x - mean) / std = (w / std) x - w mean / std: the weights shrink by the standard "
    "deviations, and the bias takes up the rest.",
    """\
slopes = history_scaled[-1, 1:] / std
in_raw_units = np.array([history_scaled[-1, 0] - (slopes * mean).sum(), *slopes])
print("For inputs as measured:", in_raw_units)
""",
)
