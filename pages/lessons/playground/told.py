"""What the Playground says of a run."""

from dataclasses import dataclass

import numpy as np

from core import scores
from core.history import NetworkRun
from pages.lessons.playground.network_controls import LEARNING_RATES
from pages.shared import words
from pages.shared.plane_network import by_hand, network_scene
from pages.shared.plane_network.network_runs import Task
from pages.shared.plane_network.network_scene import number
from pages.shared.plane_network.network_settings import Architecture, NetworkTraining
from pages.shared.plane_network.watched import Watched
from pages.shared.words import percent

TRAIN_ON = (
    "Train on",
    "Begins another run from the weights on show. What you change afterwards starts from there "
    "too. At the start of a run, plays that run.",
)


@dataclass(frozen=True)
class Seen:
    """What is on the page: the training that was asked for, and the run that came of it.

    pause: why the run has not come to its end yet, if it has not
    """

    training: NetworkTraining
    work: Task
    run: NetworkRun
    watched: Watched
    pause: str = ""

    @property
    def network(self) -> Architecture:
        """The network's shape."""
        return self.training.network

    @property
    def regression(self) -> bool:
        """Whether numbers are predicted, not classes."""
        return self.work.points.classes is None

    @property
    def last_epoch(self) -> int:
        """The epoch after which the run ends."""
        return int(self.run.snapshot_epochs[-1])

    @property
    def correct(self) -> float:
        """The share of the training points on their correct side at the end; 0 for numbers."""
        return 0.0 if self.regression else float(self.watched.scores[-1][0])

    def captions(self) -> list[str]:
        """What is said of each moment."""
        moments = range(len(self.watched.epochs))
        return [network_scene.caption(self.watched, i, self.regression) for i in moments]


def outcome(seen: Seen) -> str:
    """What this run came to."""
    after = (
        f"after {words.count(seen.last_epoch, 'epoch')}"
        if seen.last_epoch
        else "before any training"
    )
    training, test = seen.watched.scores[-1]
    if seen.regression:
        said = (
            f"cost **{number(training)}** on the training points, "
            f"**{number(test)}** on the test points"
        )
    else:
        said = (
            f"**{percent(training)}** of the training points on the correct side, "
            f"**{percent(test)}** of the test points"
        )
    return f"{seen.network.called}, {after}: {said}."


def remarks(seen: Seen) -> list[str]:
    """What was not done as asked, and why."""
    work, points, asked = seen.work, seen.work.points, seen.training.epochs
    told = []
    if seen.run.diverged_at:
        told.append(
            f"Training **diverged in epoch {seen.run.diverged_at}**: the weights grew beyond all "
            f"bounds. The figures end with epoch {words.whole(seen.last_epoch)}. {_milder(seen)}"
        )
    elif seen.pause:
        told.append(seen.pause)
    if work.epochs < asked and not seen.run.diverged_at:
        told.append(
            f"Of {words.count(asked, 'epoch')} only {words.whole(work.epochs)} are trained: with "
            f"these settings more would keep the server busy for too long.{_quicker(work)}"
        )
    if work.problem:
        told.append(
            f"The text of weights does not fit. {work.problem} A start from the seed is used "
            "instead."
        )
    if points.of_rows > len(points.y):
        used = f"{words.whole(len(points.y))} of {words.whole(points.of_rows)} rows"
        told.append(f"{used} are used, chosen at random.")
    return told


def _milder(seen: Seen) -> str:
    """What may keep the weights of a run from growing so."""
    eta = seen.training.eta
    if eta > LEARNING_RATES[0]:
        return f"Try a learning rate smaller than {words.number(eta)}."
    return "No smaller learning rate is on offer: try a start with smaller weights."


def _quicker(work: Task) -> str:
    """What makes an epoch quicker, if it is not done already."""
    return " A larger batch is quicker." if work.batch < len(work.points.train) else ""


def unit(seen: Seen, layer: int, place: int) -> str:
    """What a unit is called in a sentence."""
    if layer == 0:
        return f"input {network_scene.labels(seen.network)[place]}"
    name = network_scene.layer_names(seen.network)[layer - 1]
    return "the output" if layer > len(seen.network.hidden) else f"{name}, neuron {place + 1}"


def drawn(seen: Seen, with_test: bool) -> str:
    """Which points lie over the map: those of training, and of the test if they are to be seen."""
    parts = seen.work.points
    training = words.count(len(parts.train), "training point")
    return training + f" and {words.count(len(parts.test), 'test point')}" * with_test


def reading(seen: Seen) -> str:
    """How to read the figures."""
    edge = "" if seen.regression else "The dark curve is where the answer changes. "
    return (
        "Each small map is what one neuron answers at every point of the plane: orange is high, "
        f"blue is low. {edge}A line is a weight: thick where strong, solid where positive, dashed "
        "where negative. The cost is J = 1/(2n) Σ (target − output)² over the n training points, "
        "or over the n test points, without penalties. **Train on** begins another run from the "
        f"weights on show, {_as_text(seen)}: so you can train for as long as you like, and "
        "change the learning rate, the data or the activation on the way."
    )


def _as_text(seen: Seen) -> str:
    """What becomes of the weights on show when they are written: some run may have larger ones."""
    largest = float(np.abs(np.nan_to_num(seen.watched.weights)).max())
    if largest <= by_hand.LARGEST:
        return "rounded to four digits"
    return f"rounded to four digits, and none larger than {words.whole(by_hand.LARGEST)}"


def confusion(seen: Seen) -> str:
    """What is taken for what at the end, as a table in Markdown; empty where numbers are told."""
    points, work = seen.work.points, seen.work
    if points.classes is None:
        return ""
    first, second = names = [words.breakable(name) for name in points.classes]
    rows = [f"| target | answered {first} | answered {second} |", "|---|---|---|"]
    predicted = np.where(seen.run.outputs[:, 0] >= work.middle, 1, -1)
    for title, part in (("training", points.train), ("test", points.test)):
        truth = points.y[part].astype(int)
        counts = scores.confusion_matrix(truth, predicted[part], (-1, 1)).counts.tolist()
        rows += [
            f"| {name}, {title} | {row[0]} | {row[1]} |"
            for name, row in zip(names, counts, strict=True)
        ]
    return "\n".join(rows)


def health(seen: Seen) -> str:
    """Whether every layer can still learn, as a sentence and a table in Markdown."""
    saturated = seen.watched.saturated[1].max()
    return (
        f"{_compared(seen.watched.gradient[1])} A neuron is **saturated** for a point where its "
        "activation's slope is below 0.01, so that little of the gradient passes. At the end this "
        f"holds for {percent(saturated)} of the answers in the worst layer. In a deep network the "
        "gradient is multiplied at every layer on its way back, so it may vanish or explode.\n\n"
        + _health_table(seen)
    )


def _compared(gradient: np.ndarray) -> str:
    """How the gradient of the first layer compares with that of the last."""
    if not gradient.any():
        return "All gradients are 0 at the end: nothing is learnt any more."
    first, last = gradient[0], gradient[-1]
    if len(gradient) == 1 or not all(1e-100 < size < 1e100 for size in (first, last)):
        return "The mean size of a layer's gradient tells how strongly training still moves it."
    ratio = max(last / first, first / last)
    larger, other = ("output", "first") if last > first else ("first", "output")
    return (
        f"At the end the mean gradient of the {larger} layer is {words.number(ratio, 3)} times "
        f"that of the {other} layer."
    )


def _health_table(seen: Seen) -> str:
    rows = [
        "| layer | size of dJ/dw, start | end | saturated, start | end |",
        "|---|---|---|---|---|",
    ]
    watched, names = seen.watched, network_scene.layer_names(seen.network)
    for name, sizes, shares in zip(names, watched.gradient.T, watched.saturated.T, strict=True):
        cells = [*(number(size, 2) for size in sizes), *(percent(share) for share in shares)]
        rows.append(f"| {name} | {' | '.join(cells)} |")
    return "\n".join(rows)


def arithmetic(seen: Seen, point: np.ndarray) -> str:
    """Every neuron's sum and output for one point (2,), as a table in Markdown."""
    if _is_far(seen, point):
        return _TOO_FAR
    rows = ["| layer | neuron | z = inputs · weights + bias | output |", "|---|---|---|---|"]
    for one in network_scene.followed(seen.work, seen.run, seen.network, point):
        z, output = number(one.z), number(one.output)
        rows.append(f"| {one.layer} | {one.neuron} | {one.terms} = **{z}** | **{output}** |")
    return "\n".join(rows)


_TOO_FAR = (
    "The point typed under *View* is too far from all others to be followed: click a point of the "
    "figure, or type one near them."
)


def _is_far(seen: Seen, point: np.ndarray) -> bool:
    """Whether sums with such inputs, and with their squares, would be beyond all measure."""
    return bool(np.abs(seen.work.points.inputs(point[None], ("x1", "x2"))).max() > 1e6)


def followed(seen: Seen, point: np.ndarray) -> str:
    """Which point's arithmetic stands below."""
    if _is_far(seen, point):
        return _TOO_FAR
    scaled = "" if seen.work.points.scaling is None else (
        " Its two numbers are standardised first, with the training points' statistics."
    )  # fmt: skip
    return (
        f"The point is ({number(point[0])}, {number(point[1])}), the weights are those at the end "
        f"of the run. To follow another point, click it in the figure, or type it under *View*."
        f"{scaled}"
    )
