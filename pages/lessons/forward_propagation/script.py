"""The script of the page Forward propagation: one forward pass, layer by layer."""

from collections.abc import Sequence

from core import network as core_network
from core.initialise import initialise
from pages.shared.drawn_network import names
from pages.shared.drawn_network.names import Names, SetByHand
from pages.shared.script import network, pieces
from pages.shared.script.pieces import Told
from pages.shared.script.script import Script, Section

RULE = '''\
def logistic(z):
    """The activation: from 0 to 1."""
    return 1 / (1 + np.exp(-z))


def forward(inputs, weights, biases):
    """The outputs of every layer, behind the inputs: z = a W + b, then f(z)."""
    outputs = [inputs]
    for w, b in zip(weights, biases):
        outputs.append(logistic(outputs[-1] @ w + b))
    return outputs


rng = np.random.default_rng(1)
weights = [rng.uniform(-1, 1, (3, 4)), rng.uniform(-1, 1, (4, 1))]
biases = [rng.uniform(-1, 1, 4), rng.uniform(-1, 1, 1)]
print(forward(np.array([1.0, 0.5, -1.5]), weights, biases))'''


def write(
    x: Sequence[float], sizes: Sequence[int], activation: str, seed: int, own: SetByHand = ()
) -> Script:
    """The network on the screen, all layers computed; ``activation`` is core's name of it."""
    weights, biases = initialise(sizes, seed, low=-1.0)
    names.put_in(Names(tuple(sizes)), own, weights, biases)
    layers = core_network.forward([x], weights, biases, activation)
    called = "-".join(map(str, sizes))
    numbers = {"X": (list(x), "the inputs")}
    told = [
        Told(f"outputs of layer {k}", f"outputs[{k}]", layer.a[0])
        for k, layer in enumerate(layers, start=1)
    ]
    return Script(
        "forward_propagation",
        f"Forward propagation through a {called} network",
        "The outputs of one layer are the inputs of the next. A layer is one matrix product, one "
        f"sum and one activation, here {activation.replace('_', ' ')} in every layer.",
        (
            pieces.settings(numbers),
            network.activations([activation] * len(layers), with_slopes=False),
            network.start(sizes, "uniform", seed, -1.0, 1.0),
            *network.by_hand(own),
            Section("The network", "z = a W + b, then f(z), layer after layer.", network.FORWARD),
            _RESULT, _PICTURE, pieces.compared(told),
        ),
    )  # fmt: skip


_RESULT = Section(
    "The result",
    "Every layer with its shapes: W has a row for each input and a column for each neuron.",
    """\
sums, outputs = forward(np.array(X), start_weights, start_biases)
print("inputs:", outputs[0])
for k, (w, z, a) in enumerate(zip(start_weights, sums, outputs[1:]), start=1):
    print(f"layer {k}: W {w.shape}, z {z}, output {a}")
""",
)

_PICTURE = pieces.picture(
    "Every cell with its number; red lines are negative weights, thick ones strong.",
    """\
figure = go.Figure()
places = [np.linspace(1, 0, len(a) + 2)[1:-1] for a in outputs]
for k, w in enumerate(start_weights):
    for i, row in enumerate(w):
        for j, weight in enumerate(row):
            ends = [places[k][i], places[k + 1][j]]
            colour = "firebrick" if weight < 0 else "steelblue"
            look = {"width": 4 * abs(weight), "color": colour}
            figure.add_scatter(x=[k, k + 1], y=ends, mode="lines", line=look)
for k, a in enumerate(outputs):
    texts = [f"{value:.3g}" for value in a]
    figure.add_scatter(x=[k] * len(a), y=places[k], mode="markers+text", text=texts)
figure.update_traces(textposition="top center", marker={"size": 24, "color": "goldenrod"})
figure.update_layout(showlegend=False, xaxis_title="Layer", yaxis_visible=False)
figure.show()""",
)
