"""The exercises of the Playground."""

from collections.abc import Sequence

import numpy as np

from core.checks import Floats
from core.history import NetworkRun
from core.inputs import INPUTS
from core.parameters import unpack
from pages.lessons.playground.told import Seen
from pages.shared import words
from pages.shared.bench.exercises import Choice, Exercise, Guess
from pages.shared.plane_network import by_hand, network_runs
from pages.shared.plane_network.network_settings import (
    AUTO,
    BY_HAND,
    Architecture,
    Method,
    NetworkTraining,
    PlaneData,
)
from pages.shared.plane_network.watched import Watched, watch
from pages.shared.words import percent

STEPS_FOR_XOR = "0,1,0;0,0,1|-0.5,1,-1;-0.5,-1,1|-0.5,1,1"
_PLAIN = ("x1", "x2")
XOR = PlaneData("xor", ("", ""), noise=0.0)
_SEEDS = (1, 2, 3)
_XOR, _MOST_FOR_XOR = 0.99, 3


def correct(setting: NetworkTraining) -> float:
    """The share of the training points that a run brings to their correct side."""
    asked = network_runs.task(setting)
    part = asked.points.train
    return asked.right(network_runs.whole(setting).outputs[part, 0], part)


def xor_shares(counts: Sequence[int]) -> dict[int, list[float]]:
    """For so many hidden neurons, the share on the correct side from each of three starts."""
    return {
        count: [
            correct(NetworkTraining(XOR, Architecture(hidden=(count,)), 0.3, 100, Method(seed=s)))
            for s in _SEEDS
        ]
        for count in counts
    }


def solve_xor() -> str:
    """Three starts for one to four hidden neurons."""
    tried = xor_shares((1, 2, 3, 4))
    rows = "".join(
        f"| {count} | {' | '.join(percent(share) for share in shares)} |\n"
        for count, shares in tried.items()
    )
    enough = min(count for count, shares in tried.items() if max(shares) >= _XOR)
    return (
        "Training points on the correct side, η = 0.3, 100 epochs, no noise:\n\n"
        f"| neurons | {' | '.join(f'seed {seed}' for seed in _SEEDS)} |\n|---|---|---|---|\n{rows}"
        f"\n**{enough}** are enough, though not from every start: with fewer, none of these starts "
        f"brings {_XOR:.0%} there. "
        "One hidden neuron makes one number out of a point, and it changes in one direction only. "
        "The output rises or falls with this number, so the answer changes at one value of it: "
        "the boundary stays one straight line. Each further neuron adds a bend."
    )


def solve_one_neuron() -> str:
    """Why one neuron does not reach further."""
    shares = xor_shares((1,))[1]
    return (
        f"From three starts: {', '.join(map(percent, shares))} on the correct side. Both classes "
        "sit in opposite corners, and the boundary of one hidden neuron is one straight line: it "
        "can cut off one corner, and the other corner of that class stays on the wrong side."
    )


def solve_squares() -> str:
    """Squares as the only inputs, no hidden neuron."""
    squares = Architecture(("x1_squared", "x2_squared"), hidden=())
    share = correct(NetworkTraining(PlaneData("circles", ("", "")), squares, epochs=100))
    return (
        f"Inputs x₁² and x₂², no hidden layer: **{percent(share)}** of the training points are on "
        "the correct side. The neuron's line in x₁² and x₂² is w₁x₁² + w₂x₂² + b = 0; with both "
        "weights of one sign that is an ellipse in x₁ and x₂. A good input made by hand can "
        "replace hidden neurons; hidden neurons are for the cases where you do not know it."
    )


def solve_steps() -> str:
    """XOR from steps, without any training."""
    steps = Architecture(hidden=(2, 2), activation="binary step", output="binary step")
    typed = Method(start=BY_HAND, by_hand=STEPS_FOR_XOR)
    share = correct(NetworkTraining(XOR, steps, epochs=0, method=typed))
    return (
        f"One solution as text: `{STEPS_FOR_XOR}`. It brings **{percent(share)}** of the training "
        "points to the correct side. Hidden layer 1 asks whether x₁ ≥ 0 and whether x₂ ≥ 0. Hidden "
        'layer 2 says "the first but not the second" and "the second but not the first". The '
        'output says "one of the two". Training could not have found it: a step has slope 0, so '
        "all gradients of the cost are 0."
    )


def solve_spiral() -> str:
    """A network that is large enough, trained for long enough, and one with other inputs."""
    spiral, slow = PlaneData("spiral", ("", ""), noise=0.0, size=300), Method(batch=10)
    deep = NetworkTraining(spiral, Architecture(hidden=(8, 8, 8)), 0.1, 500, slow)
    sines = Architecture(("x1", "x2", "sin_x1", "sin_x2"), hidden=(8, 4))
    costs = network_runs.whole(deep).costs
    return (
        "Three layers of 8 tanh neurons, η = 0.1, batches of 10, 300 points without noise, 500 "
        f"epochs: **{percent(correct(deep))}** of the training points are on the correct side. The "
        f"cost is {words.number(costs[0], 2)} at first, {words.number(costs[49], 2)} in epoch 50 "
        f"and {words.number(costs[-1], 2)} at the end: a slow start need not stay slow. With the "
        "sines as inputs too, layers of 8 and 4 neurons bring "
        f"**{percent(correct(NetworkTraining(spiral, sines, 0.1, 500, slow)))}** there."
    )


def solve_identity() -> str:
    """Layers of linear neurons are one linear neuron."""
    linear = Architecture(hidden=(8, 8), activation="identity")
    bent = Architecture(hidden=(8, 8))
    circles = PlaneData("circles", ("", ""))
    shares = [percent(correct(NetworkTraining(circles, one, epochs=100))) for one in (linear, bent)]
    return (
        f"With the identity {shares[0]} of the training points are on the correct side, with tanh "
        f"{shares[1]}. Without an activation that bends, a layer only multiplies and adds: "
        "(x W + b) V + c is x (W V) + (b V + c), one linear neuron again, whose answer is 0 along "
        "one straight line."
    )


NOISY_PLANE = PlaneData("plane", ("", ""), noise=1.0)
_LAST = 10
_STILL = 1.02


def settling(eta: float, start: str = "") -> tuple[Floats, str]:
    """One linear neuron on the noisy plane, a sample an update: J, and the end as a text."""
    begins = Method(batch=1, start=BY_HAND, by_hand=start) if start else Method(batch=1)
    linear = Architecture(hidden=())
    training = NetworkTraining(NOISY_PLANE, linear, eta, 100, begins)
    run = network_runs.whole(training)
    watched = watch(training, len(run.snapshot_epochs), run)
    return _costs_after(run, watched), by_hand.write(*unpack(run.history[-1], linear.sizes))


def _costs_after(run: NetworkRun, watched: Watched) -> Floats:
    """J after each epoch, as the page says it: that before the next one, and that of the end."""
    return np.append(run.costs[1:], watched.costs[-1, 0])


def solve_settle() -> str:
    """How far the cost hops with a large learning rate, and after it with smaller ones."""
    large, start = settling(0.1)
    rows = [("η = 0.1 from the start", large)]
    rows += [(f"trained on with η = {eta:g}", settling(eta, start)[0]) for eta in (0.01, 0.003)]
    told = "".join(
        f"| {name} | {words.number(last.min(), 3)} | {words.number(last.max(), 3)} |\n"
        for name, last in ((name, costs[-_LAST:]) for name, costs in rows)
    )
    return (
        f"J after each of the last {_LAST} of 100 epochs:\n\n"
        f"| run | lowest | highest |\n|---|---|---|\n{told}\n"
        "Every sample pulls the weights towards its own noisy target, by an update in proportion "
        "to η. With a large η they come near quickly and then hop about; with a small one the "
        "pulls average out. So learning rates are often made smaller during training, which is "
        "called a **schedule** (Robbins and Monro 1951)."
    )


def _settle_solved(seen: Seen) -> bool:
    last = _costs_after(seen.run, seen.watched)[-_LAST:]
    still = len(last) == _LAST and bool(last.max() <= _STILL * last.min())
    noisy = _is_on(seen, "plane") and seen.training.data.noise == NOISY_PLANE.noise
    method, linear = seen.training.method, seen.work.activations == ["identity"]
    as_asked = method.batch == 1 and not (method.l1 or method.l2)
    return noisy and linear and as_asked and _starts_as_written(seen) and still


def _is_on(seen: Seen, name: str, noise: float = 1.0) -> bool:
    """Whether the run is on this set with at most so much noise, and no points of the student's."""
    data = seen.training.data
    return data.name == name and data.noise <= noise and not data.points


def _starts_as_written(seen: Seen) -> bool:
    """Whether the run starts with weights that were typed, or trained before, and that fit."""
    method = seen.training.method
    return method.start == BY_HAND and bool(method.by_hand) and not seen.work.problem


def _xor_solved(seen: Seen) -> bool:
    hidden, plain = seen.network.hidden, set(seen.network.inputs) <= set(_PLAIN)
    small = len(hidden) == 1 and hidden[0] <= _MOST_FOR_XOR
    return _is_on(seen, "xor", 0.0) and plain and small and seen.correct >= _XOR


def _squares_solved(seen: Seen) -> bool:
    return _is_on(seen, "circles") and not seen.network.hidden and seen.correct >= 0.95


def _steps_solved(seen: Seen) -> bool:
    network = seen.network
    by_steps = {network.activation, network.output} == {"binary step"} and network.hidden == (2, 2)
    typed = _starts_as_written(seen)
    return _is_on(seen, "xor", 0.0) and by_steps and typed and seen.correct == 1.0


def _spiral_solved(seen: Seen) -> bool:
    return _is_on(seen, "spiral", 0.0) and seen.correct >= 0.95


def _explain_one(guess: float, seen: Seen) -> str:
    if guess >= 90:
        return "One hidden neuron gives one straight line, and no line parts the two classes here."
    if guess <= 55:
        return "A line can do better than chance: it cuts off one corner of the four."
    return "One straight line cuts off one corner of the four; the opposite one stays wrong."


EXERCISES: tuple[Exercise[Seen], ...] = (
    Exercise(
        key="one_neuron",
        title="XOR with one hidden neuron",
        task="In XOR, opposite corners belong to the same class. XOR without noise, one hidden "
        "layer of one neuron, 100 epochs: how far does training get?",
        hint="One hidden neuron makes one number out of a point, and it changes in one direction "
        "only. How many of the four corners can one straight line cut off?",
        solution=solve_one_neuron,
        controls=("seed", "epochs"),
        settings={
            "pair": "xor", "noise": 0.0, "size": 200, "share": 70, "data_seed": 1, "points": "",
            "layers": 1, "n1": 1, "activation": "tanh", "output": AUTO,
            "eta": 0.3, "epochs": 100, "batch": "20", "l1": 0.0, "l2": 0.0,
            "start": "glorot", "seed": 1,
            **{key: key in _PLAIN for key in INPUTS},
        },
        predict=Guess(
            "Training points on the correct side at the end (%)",
            span=(0.0, 100.0),
            step=1.0,
            truth=lambda seen: 100 * seen.correct,
            near=8.0,
            explain=_explain_one,
        ),
    ),
    Exercise(
        key="xor",
        title="XOR with few neurons",
        task="XOR without noise or own points, x₁ and x₂ alone, one hidden layer of at most "
        f"{_MOST_FOR_XOR} neurons: bring at least {_XOR:.0%} of the training points to the correct "
        "side. How few neurons are enough?",
        hint="Add one neuron at a time, and try several seeds for each number.",
        solution=solve_xor,
        controls=("n1", "seed"),
        settings={"pair": "xor", "noise": 0.0, "layers": 1, "n1": 1},
        solved=_xor_solved,
    ),
    Exercise(
        key="identity",
        title="Many neurons that do not bend",
        task="A 2-8-8-1 network with the identity in its hidden layers learns the circles from x₁ "
        "and x₂. Which boundary can it draw?",
        hint="What is a sum of sums?",
        solution=solve_identity,
        controls=("activation",),
        settings={
            "pair": "circles", "layers": 2, "n1": 8, "n2": 8, "activation": "identity",
            **{key: key in _PLAIN for key in INPUTS},
        },
        predict=Choice(
            "Its boundary can be",
            {
                "a circle": "The number of neurons does not matter here: without an activation "
                "that bends, the layers together are one linear neuron.",
                "sixteen straight pieces": "Each neuron's own map is cut by a line, but adding up "
                "planes gives a plane again, and that is 0 along one line only.",
                "one straight line": "Sums of sums are sums: without an activation that bends, any "
                "number of layers is one linear neuron.",
            },
            truth=lambda seen: "one straight line",
        ),
    ),
    Exercise(
        key="squares",
        title="Circles without a hidden neuron",
        task="Bring 95% of the circles' training points to the correct side with no hidden layer "
        "at all, and no own points. Which inputs does it take?",
        hint="What do all points of a circle have in common?",
        solution=solve_squares,
        controls=tuple(INPUTS),
        settings={"pair": "circles", "layers": 0},
        solved=_squares_solved,
    ),
    Exercise(
        key="steps",
        title="Set the weights yourself",
        task="XOR without noise or own points, two hidden layers of two neurons, binary steps "
        "everywhere, no training: find weights that bring every training point to its correct "
        "side. Click a line or a neuron in the drawing and type.",
        hint="Let the first layer ask two yes-no questions about the point, and the second combine "
        "them.",
        solution=solve_steps,
        controls=("weights",),
        settings={
            "pair": "xor", "noise": 0.0, "layers": 2, "n1": 2, "n2": 2, "epochs": 0,
            "activation": "binary step", "output": "binary step", "start": BY_HAND,
        },
        solved=_steps_solved,
    ),
    Exercise(
        key="settle",
        title="It hops and does not settle",
        task="One linear neuron learns a noisy plane with η = 0.1, one sample in each update and "
        "no penalty. Play it: does J come to rest? Press **Train on** at the end of the run, then "
        f"make η smaller, until J differs by less than {_STILL - 1:.0%} over the last {_LAST} "
        "epochs.",
        hint="Each sample pulls the weights towards its own target, and η says how far.",
        solution=solve_settle,
        controls=("eta",),
        settings={
            "pair": "plane", "noise": 1.0, "layers": 0, "eta": 0.1, "epochs": 100, "batch": "1",
        },
        solved=_settle_solved,
    ),
    Exercise(
        key="spiral",
        title="The spiral",
        task="Bring 95% of the spiral's training points to the correct side, without noise or own "
        "points. What does it take: neurons, layers, epochs, or other inputs?",
        hint="Watch the cost: it may fall slowly at first and quickly later. Smaller batches make "
        "more updates.",
        solution=solve_spiral,
        controls=("layers", "epochs", "eta"),
        settings={"pair": "spiral", "noise": 0.0, "size": 300},
        solved=_spiral_solved,
    ),
)  # fmt: skip
