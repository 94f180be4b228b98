"""The two learners that are judged on samples they have not seen, as sections of a script.

Both offer the same three functions, so that judging need not know which one it judges: ``learn``
gives the model before the first epoch and after each, ``outputs`` what a model answers, and
``cost`` its J per sample.
"""

from pages.shared.script import network
from pages.shared.script.script import Section

ADALINE = Section(
    "The learner",
    "The linear neuron (Adaline): batch gradient descent from zero weights on J = 1/2 sum (target "
    "- output)^2, with targets -1 and +1. It stops where a weight passes 1e50: then it diverges.",
    '''\
def learn(inputs, targets, eta):
    """The weights, the bias first, before the first epoch and after each."""
    weights = np.zeros(1 + inputs.shape[1])
    history = [weights]
    for epoch in range(EPOCHS):
        errors = targets - (weights[0] + inputs @ weights[1:])
        weights = weights + eta * np.array([errors.sum(), *(inputs.T @ errors)])
        if np.abs(weights).max() > 1e50:
            break
        history.append(weights)
    return history


def outputs(weights, inputs):
    """What the neuron answers."""
    return weights[0] + inputs @ weights[1:]


def cost(weights, inputs, targets):
    """J per sample."""
    return 0.5 * np.mean((targets - outputs(weights, inputs)) ** 2)''',
)

_NETWORK = '''\
def learn(inputs, targets, eta):
    """The weights and biases before the first epoch and after each."""
    weights, biases = [w.copy() for w in start_weights], [b.copy() for b in start_biases]
    history = [(weights, biases)]
    wanted = (targets[:, np.newaxis] + 1) / 2
    for epoch in range(EPOCHS):
        by_weights, by_biases = gradients(inputs, wanted, weights, biases)
        weights = [w - eta * slope for w, slope in zip(weights, by_weights)]
        biases = [b - eta * slope for b, slope in zip(biases, by_biases)]
        history.append((weights, biases))
    return history


def outputs(model, inputs):
    """What the network answers, moved from 0 to 1 to -1 to +1."""
    return 2 * forward(inputs, *model)[1][-1][:, 0] - 1


def cost(model, inputs, targets):
    """J per sample, with targets 0 and 1."""
    return 0.5 * np.mean((targets / 2 - outputs(model, inputs) / 2) ** 2)'''


def logistic_network(hidden: int, seed: int) -> list[Section]:
    """A network of logistic units with one hidden layer; with 0 hidden neurons there is none."""
    sizes = [2, *([hidden] if hidden else []), 1]
    code = f"{network.FORWARD}\n\n\n{network.BACKWARD}\n\n\n{_NETWORK}"
    return [
        network.activations(["logistic"] * (len(sizes) - 1)),
        network.start(sizes, "glorot", seed, 0.0, 1.0),
        Section(
            "The learner",
            "A network that learns by backpropagation, one update an epoch from all training "
            "samples. A logistic unit answers from 0 to 1, so the targets -1 and +1 become 0 "
            "and 1.",
            code,
        ),
    ]


_JUDGING = '''\
def scaling(part):
    """Mean and standard deviation of each column; a constant one becomes 0."""
    low, std = part.min(axis=0), part.std(axis=0)
    constant = (part.max(axis=0) == low) | (std == 0)
    return np.where(constant, low, part.mean(axis=0)), np.where(constant, 1.0, std)


def scaled(train):
    """All samples in standard deviations from the mean."""
    mean, std = scaling(PART)
    return (x - mean) / std


def answer(train, eta):
    """What a model of the training part answers to every sample, -1 or +1."""
    inputs = scaled(train)
    model = learn(inputs[train], y[train], eta)[-1]
    return np.where(outputs(model, inputs) >= 0, 1, -1)


def judge(train, test, eta):
    """The share of both parts that is answered correctly."""
    correct = answer(train, eta) == y
    return correct[train].mean(), correct[test].mean()'''


def judge(*, leak: bool) -> Section:
    """``scaled``, ``answer`` and ``judge``; with a leak the scaling knows the test set too."""
    if leak:
        told = "Here the scaling comes from all samples, so the test set has a say in it: a leak."
        return Section("Judging", told, _JUDGING.replace("PART", "x"))
    told = "The scaling and the model come from the training part alone; then both are asked."
    return Section("Judging", told, _JUDGING.replace("PART", "x[train]"))
