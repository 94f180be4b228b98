"""The script of the page Playground: a network of any shape on points in the plane."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from core.checks import Floats
from core.history import NetworkRun
from core.network import logistic, loop
from data import SETS, Chosen
from pages.lessons.playground import script_points
from pages.shared import words
from pages.shared.plane_network.network_runs import Task, again
from pages.shared.plane_network.network_settings import BY_HAND, NetworkTraining
from pages.shared.plane_network.plane_points import PlanePoints
from pages.shared.script import network, pieces, rounding, splits
from pages.shared.script import samples as data_sections
from pages.shared.script.pieces import Told
from pages.shared.script.script import Script, Section

_NAME = "playground"

RULE = pieces.rule(
    [logistic, loop],
    """\
x = np.array([[0, 0], [0, 1], [1, 0], [1, 1]])  # XOR
y = np.array([[0], [1], [1], [0]])
rng = np.random.default_rng(3)
weights, biases = [rng.normal(size=(2, 3)), rng.normal(size=(3, 1))], [np.zeros(3), np.zeros(1)]
weights, biases, costs = loop(x, y, weights, biases, eta=1.0, epochs=5000)
print(costs[[0, -1]])
print(logistic(logistic(x @ weights[0] + biases[0]) @ weights[1] + biases[1]))""",
)


def write(training: NetworkTraining, work: Task, run: NetworkRun) -> Script:
    """The run on the screen as one program, up to the last epoch that was trained."""
    points, last = work.points, int(run.snapshot_epochs[-1])
    data, file = _data(training, points)
    told = _told(work, run)

    def end(eta: float) -> Floats | None:
        made = again(replace(training, eta=eta, epochs=last))
        return made.result.history[-1] if made.state == "whole" else None

    return Script(
        _NAME,
        f"A {training.network.called} network on {training.data.name}",
        f"{words.count(last, 'epoch')} with the learning rate {training.eta:g}, in "
        f"batches of {words.count(work.batch, 'point')}.{_short(work, run)}",
        (
            _settings(training, work, last), *data, *_prepared(training, work),
            network.activations(work.activations), _start(training, work), network.MODEL,
            _training(training), _RESULT, _drawn(points), pieces.compared(told, _again(told)),
        ),
        file,
        note=lambda: rounding.told(run.history[-1], end, training.eta) if last else "",
    )  # fmt: skip


def _settings(training: NetworkTraining, work: Task, epochs: int) -> Section:
    method, data = training.method, training.data
    numbers: dict[str, tuple[Any, str]] = {
        "ETA": (training.eta, "learning rate"),
        "EPOCHS": (epochs, "passes over all training points"),
        "BATCH": (work.batch, "points in an update"),
        "SEED": (method.seed, "makes the start and the order of the batches"),
        "DATA_SEED": (data.seed, "decides which points are kept back for the test"),
    }
    if method.l1 or method.l2:
        numbers["L1"] = (method.l1, "penalty on the size of the weights")
        numbers["L2"] = (method.l2, "penalty on their squares")
    if data.name in SETS:
        numbers["SIZE"] = (data.size, "how many points")
        numbers["NOISE"] = (data.noise, "how far points lie from their place")
    return pieces.settings(numbers)


def _short(work: Task, run: NetworkRun) -> str:
    """Why there are fewer epochs than were planned."""
    if run.diverged_at:
        return f" Then it diverges: in epoch {run.diverged_at} the numbers grow beyond all bounds."
    if run.snapshot_epochs[-1] < work.epochs:
        return f" Planned are {words.whole(work.epochs)}; training was stopped."
    return ""


def _data(training: NetworkTraining, points: PlanePoints) -> tuple[list[Section], str]:
    """The points: made anew if they can be, else as numbers; and the content of a data file."""
    asked = training.data
    if asked.name in SETS:
        x, y = SETS[asked.name].make(asked.size, asked.noise, asked.seed)
        if np.array_equal(points.x[: len(x)], x) and np.array_equal(points.y[: len(y)], y):
            made = script_points.points(asked.name, points.names)
            return [made, *_own_points(points)], ""
    rows = np.arange(len(points.y))
    given = Chosen(points.x, points.y, ("x1", "x2"), points.names, points.classes or ("", ""), rows)
    section, file = data_sections.plane(given, "point", f"{_NAME}_data.csv")
    return [section], file


def _own_points(points: PlanePoints) -> list[Section]:
    """The points that a student has added behind the others."""
    if not points.own:
        return []
    code = [
        pieces.array("own", np.column_stack([points.x, points.y])[-points.own :]),
        "x, y = np.concatenate([x, own[:, :2]]), np.concatenate([y, own[:, 2]])",
    ]
    return [Section("Your own points", "Each with its target behind it.", "\n".join(code))]


def _prepared(training: NetworkTraining, work: Task) -> list[Section]:
    """Split, scale, and make the inputs and targets of the network."""
    data, points = training.data, work.points
    share = f"1 - {data.train_percent} / 100"
    own = 0 if points.alone else points.own
    once = splits.split_once(share, stratified=points.classes is not None, own=own)
    scaled = []
    if points.scaling is not None:
        scaled = [data_sections.standardised(points.x[points.train], of="x[train]", made="points")]
    columns = ", ".join(_INPUTS[name] for name in training.network.inputs)
    used = [name for name in _COORDINATES if name in columns]
    taken = f"{', '.join(used)} = {', '.join(_COORDINATES[name] for name in used)}"
    targets = "(y + 1) / 2" if work.middle else "y"
    points_in = "points" if scaled else "x"
    code = _EXPANDED.format(
        taken=taken, columns=columns, points=points_in, targets=targets, middle=work.middle
    )
    told = "What the network gets of each point, and what it is to answer."
    return [once, *scaled, Section("Inputs and targets", told, code)]


_EXPANDED = '''\
def expand(points):
    """The inputs of the network, made of the two coordinates."""
    {taken}
    return np.column_stack([{columns}])


inputs = expand({points})
targets = {targets}
MIDDLE = {middle}  # an output from here on means +1'''

_COORDINATES = {"x1": "points[:, 0]", "x2": "points[:, 1]"}
_INPUTS = {
    "x1": "x1",
    "x2": "x2",
    "x1_squared": "x1**2",
    "x2_squared": "x2**2",
    "product": "x1 * x2",
    "sin_x1": "np.sin(x1)",
    "sin_x2": "np.sin(x2)",
}


def _start(training: NetworkTraining, work: Task) -> Section:
    kind, seed = training.method.start, training.method.seed
    if kind == BY_HAND:
        return network.given_start(*work.start)
    low = -1.0 if kind == "uniform" else 0.0
    return network.start(training.network.sizes, kind, seed, low, 1.0)


def _training(training: NetworkTraining) -> Section:
    penalised = training.method.l1 or training.method.l2
    told = (
        "In each epoch the training points are shuffled and cut into batches, and each batch makes "
        "one update, with the mean of its gradients. J is half the mean squared error."
    )
    if penalised:
        told += " The penalties pull every weight, not the biases, towards 0."
    return Section("Training", told, _TRAIN.replace("PULL", _PULL if penalised else ""))


_TRAIN = '''\
def J(weights, biases, part):
    """Half the mean squared error over a part of the points, without penalties."""
    errors = targets[part] - forward(inputs[part], weights, biases)[1][-1][:, 0]
    return 0.5 * np.mean(errors**2)


def fit(eta):
    """Weights and biases at the end, and J of the training points before each epoch."""
    weights, biases = [w.copy() for w in start_weights], [b.copy() for b in start_biases]
    rng, costs = np.random.default_rng(SEED), []
    for epoch in range(EPOCHS):
        costs.append(J(weights, biases, train))
        order = train[rng.permutation(len(train))]
        for first in range(0, len(order), BATCH):
            batch = order[first : first + BATCH]
            wanted = targets[batch, np.newaxis]
            by_weights, by_biases = gradients(inputs[batch], wanted, weights, biases)
            for layer in range(len(weights)):
                slope = by_weights[layer] / len(batch)PULL
                weights[layer] -= eta * slope
                biases[layer] -= eta * (by_biases[layer] / len(batch))
    return weights, biases, costs


weights, biases, costs = fit(ETA)
'''

_PULL = """
                slope += L1 * np.sign(weights[layer]) + L2 * weights[layer]"""

_RESULT = Section(
    "The result",
    "What the network makes of the points it has learnt from, and of those it has not seen.",
    f"""\
{network.FLAT}


def correct(weights, biases, part):
    \"\"\"How many points of a part are answered on their side of the middle.\"\"\"
    answers = forward(inputs[part], weights, biases)[1][-1][:, 0]
    return int(((answers >= MIDDLE) == (targets[part] > MIDDLE)).sum())


for name, part in [("training", train), ("test", test)]:
    print(f"{{name}}: J {{J(weights, biases, part)}}", end=", ")
    print(f"{{correct(weights, biases, part)}} of {{len(part)}} on the correct side")""",
)


def _drawn(points: PlanePoints) -> Section:
    scaled = "plane" if points.scaling is None else "(plane - mean) / std"
    return pieces.picture("What the network answers everywhere, and the points.",
                          _DRAWN.replace("SCALED", scaled))  # fmt: skip


_DRAWN = """\
low, high = x.min(axis=0), x.max(axis=0)
axes = np.linspace(low - 0.06 * (high - low), high + 0.06 * (high - low), 100)
plane = np.stack(np.meshgrid(axes[:, 0], axes[:, 1]), axis=-1).reshape(-1, 2)
seen = forward(expand(SCALED), weights, biases)[1][-1].reshape(100, 100)
figure = go.Figure()
figure.add_heatmap(x=axes[:, 0], y=axes[:, 1], z=seen, colorscale="RdBu", opacity=0.6)
look = {"color": y, "colorscale": "RdBu", "line": {"width": 1}}
figure.add_scatter(x=x[:, 0], y=x[:, 1], mode="markers", marker=look)
figure.update_layout(xaxis_title=FEATURES[0], yaxis_title=FEATURES[1])
figure.show()"""


def _told(work: Task, run: NetworkRun) -> Sequence[Told]:
    """Costs and scores of both parts, and all weights; nothing that is too large for a float."""
    points, weights, biases = work.points, run.weights, run.biases
    told = []
    for name, part in (("train", points.train), ("test", points.test)):
        outputs, targets = run.outputs[part, 0], work.targets[part]
        with np.errstate(over="ignore", invalid="ignore"):
            cost = float(0.5 * np.mean((targets - outputs) ** 2))
        if np.isfinite(cost):
            here = f"J(weights, biases, {name})"
            told.append(Told(f"J, {name}", here, cost, network.rounding(cost)))
        if points.classes and np.isfinite(outputs).all():
            count = int(((outputs >= work.middle) == (targets > work.middle)).sum())
            told.append(Told(f"correct, {name}", f"correct(weights, biases, {name})", count))
    flat = Told("weights and biases", "flat(weights, biases)", network.flat(weights, biases))
    return [*told, flat]


def _again(told: Sequence[Told]) -> str:
    """The same values of a run with a learning rate that differs in its 14th digit."""
    here = [one.here.replace("weights, biases", "*moved[:2]") for one in told]
    lines = "\n".join(f"        {one}," for one in here)
    return f"fit({rounding.NUDGED_ETA})\n    moved = [\n{lines}\n    ]"
