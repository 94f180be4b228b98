"""The parts of a script that trains a perceptron."""

from pages.shared import words
from pages.shared.one_neuron.runs import PerceptronResult
from pages.shared.one_neuron.settings import Training
from pages.shared.script import one_neuron, pieces
from pages.shared.script.pieces import Told
from pages.shared.script.script import Script, Section


def program(name: str, title: str, training: Training, result: PerceptronResult) -> Script:
    """The whole run as one program."""
    samples, run = result.samples, result.run
    data, file = one_neuron.opening(training, samples, name)
    numbers = {
        "ETA": (training.eta, "learning rate"),
        "EPOCHS": (training.epochs, "passes over all samples"),
    }
    if training.tolerated is not None:
        numbers["TOLERATED"] = (training.tolerated, "updates in an epoch that are few enough")
    told = [
        Told("epochs", "len(updates)", len(run.errors)),
        Told("updates in all", "sum(updates)", int(run.errors.sum())),
        Told("updates in the last epoch", "updates[-1]", int(run.errors[-1])),
        Told("on the wrong side", "wrong", int(run.misclassified[-1])),
        Told("weights", "weights", run.weights),
    ]
    return Script(
        name,
        f"{title}: {' against '.join(samples.chosen.classes)}",
        "One neuron learns from its mistakes alone: where its answer is wrong, every weight "
        f"changes (Rosenblatt 1957). Here: {words.count(training.epochs, 'epoch')} with the "
        f"learning rate {training.eta:g}.",
        (
            pieces.settings(numbers), *data, _order(training.order_seed), _MODEL,
            _training(training.tolerated),
            _RESULT, one_neuron.boundary(samples), pieces.compared(told),
        ),
        file,
    )  # fmt: skip


def _order(seed: int | None) -> Section:
    title = "The order of the samples"
    if seed is None:
        return Section(title, "As in the table, the same in every epoch.", _IN_FILE)
    return Section(
        title,
        "Shuffled anew for each epoch. The seed makes the same orders each time.",
        _SHUFFLED.format(seed=seed),
    )


_IN_FILE = "orders = np.tile(np.arange(len(y)), (EPOCHS, 1))"

_SHUFFLED = """\
orders = np.tile(np.arange(len(y)), (EPOCHS, 1))
orders = np.random.default_rng({seed}).permuted(orders, axis=1)"""

_MODEL = Section(
    "The neuron",
    "It answers +1 where its net input z is at least 0, and -1 elsewhere.",
    '''\
def net_input(weights, inputs):
    """w0 + w1 x1 + w2 x2, added in this order: next to the line the last digit decides."""
    z = weights[0]
    for weight, value in zip(weights[1:], inputs):
        z = z + weight * value
    return z''',
)


def _training(tolerated: int | None) -> Section:
    if tolerated is None:
        return Section("Training", _TURNS, _LOOP)
    return Section(
        "Training",
        f"{_TURNS} After the first epoch with few enough updates training stops.",
        f"{_LOOP.rstrip()}\n{_STOP}",
    )


_TURNS = (
    "The samples take turns. A correct answer changes nothing. A wrong one makes the bracket "
    "(target - predicted) +2 or -2, and all weights move towards the sample's own side."
)

_LOOP = """\
weights = start.copy()
history = [weights.copy()]
updates = []
for epoch in range(EPOCHS):
    made = 0
    for i in orders[epoch]:
        predicted = 1 if net_input(weights, inputs[i]) >= 0 else -1
        if predicted != y[i]:
            step = ETA * (y[i] - predicted)
            weights[0] += step
            weights[1:] += step * inputs[i]
            made += 1
    updates.append(made)
    history.append(weights.copy())
"""

_STOP = """\
    if made <= TOLERATED:
        break
"""

_RESULT = Section(
    "The result",
    "Each update stands for a sample that was wrong at its turn; those wrong at the end are "
    "counted with the last weights.",
    """\
predicted = np.where(net_input(weights, inputs.T) >= 0, 1, -1)
wrong = int((predicted != y).sum())
print("Updates in each epoch:", *updates)
print(f"Wrong at the end: {wrong} of {len(y)}")
print("Weights, the bias first:", weights)""",
)
