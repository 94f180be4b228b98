"""The script of the page Multi-layer network: the lesson's network, trained as shown."""

from dataclasses import replace

from core.checks import Floats
from core.network import logistic, loop
from pages.lessons.multilayer_network.multilayer import STARTS, Learned, X, Y, train
from pages.shared import words
from pages.shared.script import network, pieces, rounding
from pages.shared.script.pieces import Told
from pages.shared.script.rounding import NUDGED_ETA
from pages.shared.script.script import Script, Section

RULE = pieces.rule(
    [logistic, loop],
    """\
x = np.array([[1, 0, 1, 0], [1, 0, 1, 1], [0, 1, 0, 1]])
y = np.array([[1], [1], [0]])
rng = np.random.default_rng(1)
weights = [rng.uniform(0, 1, (4, 3)), rng.uniform(0, 1, (3, 1))]
biases = [rng.uniform(0, 1, 3), rng.uniform(0, 1, 1)]
weights, biases, costs = loop(x, y, weights, biases, eta=0.1, epochs=5000)
print(costs[[0, -1]])""",
)


def write(run: Learned) -> Script:
    """The whole run as one program, up to the last epoch on the screen."""
    training = run.training
    hidden = ", then ".join(words.count(n, "hidden neuron") for n in training.hidden)
    made = words.count(run.last, "epoch")
    numbers = {
        "ETA": (training.eta, "learning rate"),
        "EPOCHS": (run.last, "updates, each from all three samples"),
    }
    last = float(run.costs[-1])

    def end(eta: float) -> Floats:
        final: Floats = train(replace(training, eta=eta)).history[-1]
        return final

    told = [
        Told("J before training", "J(start_weights, start_biases)", run.costs[0]),
        Told("J at the end", "J(weights, biases)", last, network.rounding(last)),
        Told("outputs", "outputs[-1][:, 0]", run.outputs[-1, :, 0]),
        Told("weights and biases", "flat(weights, biases)", network.flat(*run.layers(-1))),
    ]
    return Script(
        "multilayer_network",
        "A multi-layer network learns by backpropagation",
        f"Four inputs, {hidden}, one output (Rumelhart, Hinton and Williams 1986). "
        f"Here: {made} with the learning rate {training.eta:g}." + _short(run),
        (
            pieces.settings(numbers), _DATA, network.activations(training.activations),
            network.start(training.sizes, STARTS[training.start], training.seed, 0.0, 1.0),
            *network.by_hand(training.own),
            network.MODEL, _TRAINING, _RESULT, _NUDGED, network.COSTS,
            pieces.compared(told, _AGAIN),
        ),
        note=lambda: rounding.told(run.history[-1], end, training.eta),
    )  # fmt: skip


def _short(run: Learned) -> str:
    """Why there are fewer epochs than were asked for."""
    if run.last == run.training.epochs:
        return ""
    return (
        f" Asked for were {words.whole(run.training.epochs)}, but then the numbers grow beyond all "
        "bounds: the learning rate is too large."
    )


_DATA = Section(
    "The data",
    "Three samples of four inputs each, and a target for each.",
    f"x = np.array({pieces.literal(X)})\ny = np.array({pieces.literal(Y)})",
)

_TRAINING = Section(
    "Training",
    "In each epoch the gradients are computed with all weights as they are, and only then every "
    "weight moves: downhill, so against its gradient.",
    '''\
def J(weights, biases):
    """Half the sum of squared errors over all samples."""
    return 0.5 * ((y - forward(x, weights, biases)[1][-1]) ** 2).sum()


def train(eta):
    """Weights and biases at the end, and J of each epoch, taken before its update."""
    weights, biases = [w.copy() for w in start_weights], [b.copy() for b in start_biases]
    costs = []
    for epoch in range(EPOCHS):
        costs.append(J(weights, biases))
        by_weights, by_biases = gradients(x, y, weights, biases)
        for layer in range(len(weights)):
            weights[layer] -= eta * by_weights[layer]
            biases[layer] -= eta * by_biases[layer]
    return weights, biases, costs


weights, biases, costs = train(ETA)
''',
)

_RESULT = Section(
    "The result",
    "The outputs beside the targets.",
    f"""\
{network.FLAT}


sums, outputs = forward(x, weights, biases)
print(f"J: {{J(start_weights, start_biases)}} before training, {{J(weights, biases)}} at the end")
for output, target in zip(outputs[-1][:, 0], y[:, 0]):
    print(f"output {{output:.6f}}, target {{target:g}}")

for layer, (w, b) in enumerate(zip(weights, biases), start=1):
    print(f"Layer {{layer}}: weights", *w.ravel(), "biases", *b)
""",
)

_NUDGED = Section(
    "Are the gradients right?",
    "The same number without backpropagation: make one weight a little larger and a little "
    "smaller, and see how far J moves. At a jump or a kink of an activation the two differ.",
    """\
nudge = np.zeros_like(start_weights[0])
nudge[0, 0] = 1e-5
higher = J([start_weights[0] + nudge, *start_weights[1:]], start_biases)
lower = J([start_weights[0] - nudge, *start_weights[1:]], start_biases)
by_weights, by_biases = gradients(x, y, start_weights, start_biases)
print(f"dJ/dw of the first weight: {by_weights[0][0, 0]}, by trying: {(higher - lower) / 2e-5}")
""",
)

_AGAIN = f"""\
train({NUDGED_ETA})
    moved = [
        costs[0],
        J(*moved[:2]),
        forward(x, *moved[:2])[1][-1][:, 0],
        flat(*moved[:2]),
    ]"""
