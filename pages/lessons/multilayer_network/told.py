"""What the Multi-layer network page says of its runs and of one step."""

from dataclasses import dataclass

import numpy as np

from core.activations import Activation
from core.checks import Floats
from pages.lessons.multilayer_network.backward import OneStep
from pages.lessons.multilayer_network.multilayer import Learned, X, Y
from pages.shared import words
from pages.shared.figures.network import Mark, sum_in_words


@dataclass(frozen=True)
class Seen:
    """What is on the page: the run, the step that is taken apart, and which points are learnt.

    score: the share of the plane's training points that end on their correct side
    """

    run: Learned
    one: OneStep
    sample: int
    plane: str = ""
    score: float = 0.0


def row(values: Floats, digits: int = 3) -> str:
    """A few numbers in a row."""
    return ", ".join(words.number(value, digits) for value in values)


def outcome(run: Learned) -> str:
    """What the run came to."""
    return (
        f"After {words.count(run.last, 'epoch')} the cost J {_went(run)}. The outputs are "
        f"**{row(run.outputs[-1, :, 0])}**, the targets 1, 1, 0."
    )


def _went(run: Learned) -> str:
    first, last = (words.number(cost) for cost in run.costs[[0, -1]])
    return f"is still **{last}**" if first == last else f"has gone from {first} to **{last}**"


def captions(run: Learned) -> list[str]:
    """Each moment of the run: its cost and its three outputs."""
    return [
        f"Epoch {words.whole(epoch)}: cost J {words.number(cost)}, outputs {row(outputs, 2)} for "
        "the targets "
        "1, 1, 0"
        for epoch, cost, outputs in zip(
            run.epochs.tolist(), run.costs, run.outputs[:, :, 0], strict=True
        )
    ]


def symmetry(run: Learned) -> str:
    """How far apart the hidden neurons' weights started, and how far they ever were."""
    hidden = run.training.hidden
    if hidden == 1:
        return "**Symmetry.** There is only one hidden neuron, and no other that it could be like."
    if run.apart == 0:
        return (
            f"**Symmetry.** All {hidden} hidden neurons started alike, and the largest difference "
            f"between their weights in {words.count(run.last, 'epoch')} is **exactly 0**. Each "
            "gets the same inputs, the same share of the error and so the same update: their "
            f"curves lie on each other, and {hidden} neurons do the work of one."
        )
    if run.apart_at_start == 0:
        return (
            f"**Symmetry.** All {hidden} hidden neurons started alike; rounding alone has brought "
            f"their weights up to {words.number(run.apart)} apart."
        )
    started = (
        "At the start the weights of two hidden neurons differ by up to "
        f"{words.number(run.apart_at_start)}"
    )
    if not run.hidden_moved:
        return f"{started}, and no weight into them has moved since."
    return (
        f"{started}; during the run by up to **{words.number(run.apart)}**. What happens without "
        "that chance at the start? The exercise *Three neurons that are one* asks."
    )


def log_cost(run: Learned) -> str:
    """What the logarithm of J shows, where the output saturates."""
    told = "The logarithm shows what J hides: when J looks flat, the network may still learn."
    targets = {"logistic": "the targets", "tanh": "a target of 1"}.get(run.training.activations[1])
    if targets is None:
        return told
    return (
        f"{told} It does so ever more slowly, because this output gets flatter as it nears "
        f"{targets}."
    )


def samples_table() -> str:
    """X and y as a table."""
    rows = "".join(
        f"| {i + 1} | {' | '.join(f'{value:g}' for value in x)} | {y[0]:g} |\n"
        for i, (x, y) in enumerate(zip(X, Y, strict=True))
    )
    return f"| sample | x₁ | x₂ | x₃ | x₄ | target y |\n|---|---|---|---|---|---|\n{rows}"


def step_captions(one: OneStep, sample: int) -> list[str]:
    """The six moments of one step, for one sample."""
    hid, out = one.hidden, one.out
    cost = words.number(one.step.cost)
    return [
        f"Sample {sample + 1} arrives: inputs {row(X[sample])}, target {row(one.y[sample])}",
        f"Forward to the hidden layer: h = {row(hid.a[sample])}",
        f"Forward to the output: o = {row(out.a[sample])}; over all samples J = {cost}",
        f"Back to the output: δ = {row(out.delta[sample])}",
        f"Back to the hidden layer: δ = {row(hid.delta[sample])}",
        f"Update: every weight moves by −η times its gradient, the sum over the samples; η = "
        f"{words.number(one.training.eta)}",
    ]


def step_sayings(one: OneStep, sample: int, neuron: Mark | None = None) -> list[str]:
    """The arithmetic of each moment, for one hidden neuron and one output: the first ones.

    Where another one is followed, it is that.
    """
    k, place = (neuron.k, neuron.to) if neuron else (0, 0)
    h, o = (place, 0) if k == 1 else (0, place)
    hid, out, shown = one.hidden, one.out, one.forward(sample)
    z, slope = (words.number(value) for value in (hid.z[sample, h], hid.slope[sample, h]))
    error = f"({words.number(out.a[sample, o])} − {one.y[sample, o]:g})"
    paths = " + ".join(
        f"{_factor(delta)} · {_factor(weight)}"
        for delta, weight in zip(out.delta[sample], out.weights[h], strict=True)
    )
    nudges = " + ".join(
        f"{_factor(a)} · {_factor(delta)}"
        for a, delta in zip(out.inputs[:, h], out.delta[:, o], strict=True)
    )
    named = "Output" if one.outputs == 1 else f"Output {o + 1}"
    return [
        "Nothing is computed yet.",
        f"Neuron h{h + 1}: z = {sum_in_words(shown, 1, h)} = {z}, h{h + 1} = f(z) = "
        f"{words.number(hid.a[sample, h])}",
        f"{named}: z = {sum_in_words(shown, 2, o)} = {words.number(out.z[sample, o])}, o = f(z) = "
        f"{words.number(out.a[sample, o])}",
        f"δ = ∂J/∂z = (o − y) · f′(z) = {error} · {words.number(out.slope[sample, o])} = "
        f"{words.number(out.delta[sample, o])}: how fast J grows with this net input",
        f"h{h + 1}: δ = (sum over its outputs of δ · w) · f′(z) = ({paths}) · {slope} = "
        f"{words.number(hid.delta[sample, h])}",
        f"Weight from h{h + 1} to {'the ' * (one.outputs == 1)}{named.lower()}: ∂J/∂w = {nudges} = "
        f"{words.number(out.weight_gradient[h, o])}, so it moves by "
        f"{words.number(out.weight_update[h, o])}",
    ]


def _factor(value: float) -> str:
    return words.bracketed(words.number(value, 3))


def one_step(one: OneStep) -> str:
    """What the step came to."""
    weights, biases = (
        words.number(max(float(np.abs(update).max()) for update in updates))
        for updates in (
            [layer.weight_update for layer in one.step.layers],
            [layer.bias_update for layer in one.step.layers],
        )
    )
    return (
        f"The update of epoch {words.whole(one.epoch)} moves no weight by more than {weights} and "
        f"no bias by more than {biases}. J was {words.number(one.step.cost)} before it."
    )


def forward_and_back(one: OneStep, sample: int) -> str:
    """What comes out for a sample, and the δ that flow back."""
    outputs = "outputs" if one.out.a.shape[1] > 1 else "output"
    neurons = "neurons" if one.hidden.delta.shape[1] > 1 else "neuron"
    return (
        f"Sample {sample + 1} in the network: {outputs} {row(one.out.a[sample])} on the way "
        f"forward, δ of the {outputs} {row(one.out.delta[sample])} and of the hidden {neurons} "
        f"{row(one.hidden.delta[sample])} on the way back."
    )


DELTA = (
    "**δ (delta)** of a neuron is how fast the cost J grows with its net input z: δ = ∂J/∂z, the "
    "gradient that the page Computational graph writes at a node. For an output neuron it is the "
    "error times the slope. A hidden neuron has no target; its δ is what comes back from the "
    "neurons after it, each δ times the weight on the way, summed over all paths, times its own "
    "slope. A weight's gradient is its input times the δ of the neuron it leads to."
)
WHY = (
    "The error travels back through every activation, and each multiplies it by its slope "
    "$f'(z)$: **backpropagation needs an activation that is differentiable (at least "
    "almost everywhere) and not flat everywhere**. The logistic has a slope that costs nothing, "
    "because it is made of the output itself:"
)


def slope_of(f: Activation) -> str:
    """The derivative of the hidden activation."""
    return f"The slope of the hidden activation, **{f.label}**: $f'(z) = {f.derivative_formula}$"


OFTEN_SAID = (
    "Often said: the rule of a single linear neuron is backpropagation already. That rule is "
    "gradient descent on one layer (Adaline): every weight sees its error directly. Only with a "
    "hidden layer does an error have to travel back."
)
PLANE = (
    "The same kind of network, with two inputs, tanh neurons and a tanh output: **each hidden "
    "neuron can draw one soft line, and the output joins them into one boundary**. The start "
    "chosen at the left counts here too."
)
