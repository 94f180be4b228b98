"""What the Multi-layer network page says of its runs and of one step."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from core.activations import Activation
from core.checks import Floats
from pages.lessons.multilayer_network.backward import OneStep
from pages.lessons.multilayer_network.multilayer import Learned, X, Y, cell_names
from pages.shared import formulas, words
from pages.shared.figures.network import NetworkPart, sum_in_words


@dataclass(frozen=True)
class Seen:
    """What is on the page: the run, the step that is taken apart, and which points are learnt."""

    run: Learned
    one: OneStep
    sample: int
    plane: str = ""


def row(values: Floats) -> str:
    """A few numbers in a row."""
    return ", ".join(words.number(value, 3) for value in values)


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
        f"Epoch {words.whole(epoch)}: cost J {words.number(cost)}, outputs {row(outputs)} for the "
        "targets 1, 1, 0"
        for epoch, cost, outputs in zip(
            run.epochs.tolist(), run.costs, run.outputs[:, :, 0], strict=True
        )
    ]


def symmetry(run: Learned) -> str:
    """How far apart the hidden neurons' weights started, and how far they got."""
    hidden = run.training.hidden
    deep = len(hidden) > 1
    if max(hidden) == 1:
        only = "one neuron in each hidden layer" if deep else "one hidden neuron"
        return f"**Symmetry.** There is only {only}, so there is no other that it could equal."
    every = "In each hidden layer all" if deep else f"All {hidden[0]} hidden"
    if run.apart == 0:
        work = "the neurons of a layer do" if deep else f"{hidden[0]} neurons do"
        return (
            f"**Symmetry.** {every} neurons started alike, and the largest difference "
            f"between their weights in {words.count(run.last, 'epoch')} is **exactly 0**. Each "
            "gets the same inputs, the same share of the error and so the same update: their "
            f"curves lie on each other, and {work} the work of one."
        )
    if run.apart_at_start == 0:
        return (
            f"**Symmetry.** {every} neurons started alike; rounding alone has brought "
            f"their weights apart, by up to {words.number(run.apart)} at the moments shown."
        )
    started = (
        f"At the start the weights of two hidden neurons{' of a layer' * deep} differ by up to "
        f"{words.number(run.apart_at_start)}"
    )
    if not run.hidden_moved:
        return f"{started}, and no weight into them has moved since."
    return (
        f"{started}; at the moments shown by up to **{words.number(run.apart)}**. What happens "
        "without such differences at the start? Try the exercise *Three neurons that are one*."
    )


def log_cost(run: Learned) -> str:
    """What the logarithm of J shows, where the output saturates."""
    told = "The logarithm shows what J hides: when J looks flat, the network may still learn."
    targets = {"logistic": "the targets", "tanh": "a target of 1"}.get(run.training.activations[-1])
    if targets is None:
        return told
    return (
        f"{told} This output gets flatter as it nears {targets}, so it learns ever more slowly "
        "there."
    )


def samples_table() -> str:
    """X and y as a table."""
    rows = "".join(
        f"| {i + 1} | {' | '.join(f'{value:g}' for value in x)} | {y[0]:g} |\n"
        for i, (x, y) in enumerate(zip(X, Y, strict=True))
    )
    return f"| sample | x₁ | x₂ | x₃ | x₄ | target y |\n|---|---|---|---|---|---|\n{rows}"


def step_captions(one: OneStep, sample: int) -> list[str]:
    """The moments of one step, for one sample: six with one hidden layer."""
    *hidden, out = one.step.layers
    every = range(1, len(hidden) + 1)
    deep = len(hidden) > 1
    places = [(f"hidden layer {k}", f"h{k}") if deep else ("the hidden layer", "h") for k in every]
    on = list(zip(places, hidden, strict=True))
    return [
        f"Sample {sample + 1} arrives: inputs {row(X[sample])}, "
        f"{'target' if one.outputs == 1 else 'targets'} {row(one.y[sample])}",
        *(f"Forward to {place}: {h} = {row(layer.a[sample])}" for (place, h), layer in on),
        f"Forward to the output: o = {row(out.a[sample])}; over all samples J = "
        f"{words.number(one.step.cost)}",
        f"Back to the output: δ = {row(out.delta[sample])}",
        *(f"Back to {place}: δ = {row(layer.delta[sample])}" for (place, _), layer in on[::-1]),
        "Update: every weight moves by −η times its gradient, the sum over the samples; η = "
        f"{words.number(one.training.eta)}",
    ]


def step_sayings(one: OneStep, sample: int, neuron: NetworkPart | None = None) -> list[str]:
    """The arithmetic of each moment, for one neuron of each layer: the first ones.

    Where another one is followed, it is that.
    """
    last = len(one.step.layers)
    at = [0] * (last + 1)
    if neuron:
        at[neuron.k] = neuron.to
    hidden = range(1, last)
    return [
        "Nothing is computed yet.",
        *(_forward(one, sample, k, at[k]) for k in hidden),
        _forward(one, sample, last, at[last]),
        _delta_of_output(one, sample, at[last]),
        *(_delta_of_hidden(one, sample, k, at[k]) for k in reversed(hidden)),
        _update(one, min(neuron.k, last - 1) if neuron else last - 1, at),
    ]


def _forward(one: OneStep, sample: int, k: int, j: int) -> str:
    """The sum of neuron j of layer k."""
    layer, sum_ = one.step.layers[k - 1], sum_in_words(one.forward(sample), k, j)
    name = _name(one, k, j)
    title, letter = (f"Neuron {name}", name) if k < len(one.step.layers) else (name, "o")
    return (
        f"{title}: z = {sum_} = {words.number(layer.z[sample, j])}, {letter} = f(z) = "
        f"{words.number(layer.a[sample, j])}"
    )


def _name(one: OneStep, k: int, j: int) -> str:
    """What a neuron is called: h1, and Output where there is but one."""
    if k < len(one.step.layers):
        return cell_names(one.sizes)[k][j]
    return "Output" if one.outputs == 1 else f"Output {j + 1}"


def _delta_of_output(one: OneStep, sample: int, j: int) -> str:
    out = one.out
    error = f"({words.number(out.a[sample, j])} − {one.y[sample, j]:g})"
    return (
        f"δ = ∂J/∂z = (o − y) · f′(z) = {error} · {words.number(out.slope[sample, j])} = "
        f"{words.number(out.delta[sample, j])}: how fast J grows with this net input"
    )


def _delta_of_hidden(one: OneStep, sample: int, k: int, j: int) -> str:
    layer, after = one.step.layers[k - 1], one.step.layers[k]
    paths = " + ".join(
        f"{_factor(delta)} · {_factor(weight)}"
        for delta, weight in zip(after.delta[sample], after.weights[j], strict=True)
    )
    return (
        f"{_name(one, k, j)}: δ = (sum of δ · w over the neurons that it leads to) · f′(z) = "
        f"({paths}) · {words.number(layer.slope[sample, j])} = "
        f"{words.number(layer.delta[sample, j])}"
    )


def _update(one: OneStep, k: int, at: Sequence[int]) -> str:
    """How the weight from layer k's neuron to the next layer's one moves."""
    layer, start, end = one.step.layers[k], at[k], at[k + 1]
    nudges = " + ".join(
        f"{_factor(a)} · {_factor(delta)}"
        for a, delta in zip(layer.inputs[:, start], layer.delta[:, end], strict=True)
    )
    to = _name(one, k + 1, end)
    if k + 1 == len(one.step.layers):
        to = "the output" if one.outputs == 1 else to.lower()
    return (
        f"Weight from {_name(one, k, start)} to {to}: ∂J/∂w = {nudges} = "
        f"{words.number(layer.weight_gradient[start, end])}, so it moves by "
        f"{words.number(layer.weight_update[start, end])}"
    )


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
    hidden = np.hstack([layer.delta[sample] for layer in one.step.layers[:-1]])
    neurons = "neurons" if len(hidden) > 1 else "neuron"
    return (
        f"Sample {sample + 1} in the network: {outputs} {row(one.out.a[sample])} on the way "
        f"forward, δ of the {outputs} {row(one.out.delta[sample])} and of the hidden {neurons} "
        f"{row(hidden)} on the way back."
    )


DELTA = (
    "**δ (delta)** of a neuron is how fast the cost J grows with its net input z: δ = ∂J/∂z, the "
    "gradient that the page Computational graph writes at a node. For an output neuron it is the "
    "error times the slope. A hidden neuron has no target. What comes back to it from each neuron "
    "after it is the δ there times the weight on the way. The sum over all these paths, times its "
    "own slope, is its δ. A weight's gradient is its input times the δ of the neuron it leads to. "
    "Some books and scripts use y − o, which gives δ the other sign, and add where this page "
    "subtracts: the updates are the same."
)
SIGNS = (
    "Below a letter stands its shape, rows and columns. ⊙ multiplies number by number; matrices "
    "side by side are a matrix product, as on the page Forward propagation. $W^\\top$ is $W$ with "
    "rows and columns swapped, and $\\sum$ adds up the samples."
)
WHY = (
    "The error travels back through every activation, and each multiplies it by its slope "
    "$f'(z)$: **backpropagation needs an activation that is differentiable (at least "
    "almost everywhere) and not flat everywhere**. The slope of the logistic costs nothing extra, "
    "because it follows from the output itself:"
)


def slope_of(f: Activation) -> str:
    """The derivative of the hidden activation."""
    return (
        f"The slope of the hidden activation, **{f.label}**: $f'(z) = {f.derivative_formula}$"
        f"{formulas.parameters(f)}"
    )


OFTEN_SAID = (
    "Often said: the rule of a single linear neuron is already backpropagation. That rule is "
    "gradient descent on one layer (Adaline): every weight gets the error directly. Only with a "
    "hidden layer does an error have to travel back."
)


def plane(hidden: Sequence[int], eta: float, epochs: int, batch: int) -> str:
    """What a network of so many hidden neurons does with points in the plane, and how it learns."""
    can = (
        "each neuron of hidden layer 1 can draw one soft line, the neurons of hidden layer 2 bend "
        "and join them, and the output joins those into one boundary"
        if len(hidden) > 1
        else "each hidden neuron can draw one soft line, and the output joins them into one "
        "boundary"
    )
    return (
        f"The same kind of network, with two inputs, tanh neurons and a tanh output: **{can}**. "
        f"It learns as the Playground does, with η = {words.number(eta)}, "
        f"{words.count(epochs, 'epoch')} and {words.count(batch, 'point')} in each update. The "
        "controls for layers, neurons and start work here too; the grey ones are for the three "
        "samples only. In the Playground all of it can be changed."
    )
