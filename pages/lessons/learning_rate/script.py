"""The script of the page Learning rate: the same descent with two learning rates."""

from pages.shared import words
from pages.shared.one_neuron.runs import AdalineResult
from pages.shared.one_neuron.settings import Training
from pages.shared.script import adaline, one_neuron, pieces
from pages.shared.script.script import Script, Section

RULE = adaline.RULE


def write(
    training: Training, etas: tuple[float, float], results: tuple[AdalineResult, AdalineResult]
) -> Script:
    """Both runs as one program; they differ in their learning rates alone."""
    first, second = results
    data, file = one_neuron.opening(training, first.samples, "learning_rate")
    numbers = {
        "ETA1": (etas[0], "learning rate of the first run"),
        "ETA2": (etas[1], "learning rate of the second run"),
        "EPOCHS": (training.epochs, "updates of each run"),
    }
    told = [
        *adaline.told_of_bowl("bowl", "", first),
        *adaline.told("run 1", "1", "inputs", first),
        *adaline.told("run 2", "2", "inputs", second),
    ]
    return Script(
        "learning_rate",
        f"Two learning rates: {' against '.join(first.samples.chosen.classes)}",
        "A neuron with a linear output (Adaline, Widrow and Hoff 1960) walks down its cost J. Here "
        f"it does so twice for {words.count(training.epochs, 'epoch')}: with the learning rate "
        f"{etas[0]:g} and with {etas[1]:g}.",
        (
            pieces.settings(numbers), *data, adaline.BOWL, adaline.TRAINING, _RESULT,
            adaline.picture((("run 1", "1"), ("run 2", "2"))), pieces.compared(told),
        ),
        file,
    )  # fmt: skip


_RESULT = Section(
    "The result",
    "Each learning rate beside the limit, and where its run ended.",
    """\
floor, limit, condition = bowl(inputs)
history1, costs1 = train(inputs, ETA1)
history2, costs2 = train(inputs, ETA2)
print(f"Floor of J: {floor}. Limit of the learning rate: {limit}")
for eta, costs, history in [(ETA1, costs1, history1), (ETA2, costs2, history2)]:
    correct = count_correct(inputs, history[-1])
    print(f"Learning rate {eta}, {eta / limit:.3g} times the limit: J from {costs[0]} to")
    print(f"{costs[-1]}, {correct} of {len(y)} correct. Weights, the bias first: {history[-1]}")
""",
)
