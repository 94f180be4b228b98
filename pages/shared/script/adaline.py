"""The parts of a script that trains the linear neuron, for one run or for several side by side."""

from collections.abc import Sequence

import numpy as np

from core.adaline import loop
from core.checks import Floats
from pages.shared.one_neuron import replay
from pages.shared.one_neuron.runs import AdalineResult
from pages.shared.script import pieces
from pages.shared.script.pieces import Told, literal
from pages.shared.script.script import Section

RULE = pieces.rule(
    [loop],
    """\
x = np.array([[-1.0, -1.2], [-0.8, -1.0], [1.2, 0.9], [0.6, 1.3]])
y = np.array([-1, -1, 1, 1])
print(loop(x, y, eta=0.1, epochs=10))""",
)

TRAINING = Section(
    "Training",
    "The output is the net input itself, a real number, and J = 1/2 sum (target - output)^2 its "
    "cost. One update in each epoch, from all samples at once: the gradient of J says which way "
    "is uphill, and every weight goes the other way.",
    '''\
def train(inputs, eta):
    """The weights before epoch 1 and after each, and J of each epoch, before its update."""
    weights = start.copy()
    history, costs = [weights.copy()], []
    with np.errstate(over="ignore", invalid="ignore"):
        for epoch in range(EPOCHS):
            errors = y - (weights[0] + inputs @ weights[1:])
            cost = 0.5 * (errors**2).sum()
            weights[0] += eta * errors.sum()
            weights[1:] += eta * (inputs.T @ errors)
            if not (np.isfinite(cost) and np.isfinite(weights).all()):
                print(f"In epoch {epoch + 1} the numbers become too large for a computer: stop.")
                break
            costs.append(cost)
            history.append(weights.copy())
    return np.array(history), np.array(costs)


def count_correct(inputs, weights):
    """How many samples lie on their own side of the line: +1 where the output is at least 0."""
    answers = np.where(weights[0] + inputs @ weights[1:] >= 0, 1, -1)
    return int((answers == y).sum())
''',
)

BOWL = Section(
    "What can be known before training",
    "J is a bowl over the weights. Its bottom, the floor, is the least-squares solution. Its "
    "curvature is X'X, where X has a column of ones for the bias; gradient descent converges while "
    "the learning rate is below 2 / (largest eigenvalue of X'X). These eigenvalues are the squares "
    "of X's singular values, which keep more digits. Where a column of X is a sum of multiples of "
    "others, or samples are too few, the bowl is level in some direction: its condition number is "
    "infinite.",
    '''\
def bowl(inputs):
    """The lowest J of any weights, the limit of the learning rate, and the condition number."""
    X = np.column_stack([np.ones(len(y)), inputs])
    best = np.linalg.lstsq(X, y, rcond=None)[0]
    floor = 0.5 * ((y - X @ best) ** 2).sum()
    scales = np.linalg.svd(X, compute_uv=False)  # the largest first
    level = np.linalg.matrix_rank(X) < X.shape[1]
    condition = np.inf if level else (scales[0] / scales[-1]) ** 2
    return floor, 2 / scales[0] ** 2, condition
''',
)


def told(run: str, ending: str, inputs: str, result: AdalineResult) -> list[Told]:
    """What the screen says of one ``run``, whose variables end in ``ending``."""
    samples, made = result.samples, result.run
    wrong = int(replay.wrong_counts(samples, made.history[-1:])[0])
    return [
        Told(f"{run}: epochs", f"len(costs{ending})", len(made.costs)),
        Told(
            f"{run}: J in its last epoch",
            f"costs{ending}[-1]",
            made.costs[-1],
            _rounding_of_cost(samples.x, made.history[-2], made.costs[-1]),
        ),
        told_of_weights(f"{run}: weights", f"history{ending}[-1]", result, made.weights),
        _told_of_count(run, f"count_correct({inputs}, history{ending}[-1])", result, wrong),
    ]


def told_of_weights(
    name: str, here: str, result: AdalineResult, weights: Floats, magnified: float = 1.0
) -> Told:
    """The last weights, as learnt or in units that magnify their roundings so many times.

    Where all are 0 in truth, they are what the roundings of all epochs left.
    """
    left = _rounding_of_weights(result)
    return Told(name, here, weights, _beyond_digits(left * magnified, weights))


def _told_of_count(run: str, here: str, result: AdalineResult, wrong: int) -> Told:
    """How many are correct; of tiny inputs roundings may decide on which side a sample lies."""
    samples, largest = result.samples, float(np.abs(result.run.history).max()) or 1.0
    bias, *slopes = result.run.weights / largest  # which may be too large to multiply
    far = _rounding_of_weights(result) / largest * (1 + np.abs(samples.x).sum(axis=1))
    close = int((np.abs(bias + samples.x @ slopes) <= far).sum())
    name = f"{run}: answered correctly"
    if close:
        name += f", give or take {close} so close to the line that roundings decide"
    return Told(name, here, len(samples.y) - wrong, close)


def _rounding_of_weights(result: AdalineResult) -> float:
    """How far the roundings of all epochs may have moved a weight."""
    history = result.run.history
    return 1e-15 * (10 + len(history)) * (1 + float(np.abs(history).max()))


def _rounding_of_cost(inputs: Floats, weights: Floats, cost: float) -> float:
    """How far a J near 0 may be off: its errors are off by the roundings of what they sum up."""
    bias, *slopes = np.abs(weights)
    summed = 1 + bias + np.abs(inputs) @ slopes
    error = 1e-14 * float(np.sqrt(len(summed)) * summed.max())
    return _beyond_digits(error * (np.sqrt(2 * cost) + error), cost)


def _beyond_digits(far: float, shown: Floats | float) -> float:
    """An allowance for roundings; none where the nine digits of what is shown allow more."""
    return float(f"{far:.0e}") if far > 1e-9 * np.abs(shown).max() else 0.0


def told_of_bowl(bowl: str, ending: str, result: AdalineResult) -> list[Told]:
    """The floor, the limit, and the condition number where there is one."""
    rounding = _rounding_of_cost(result.samples.x, result.best, result.floor)
    condition = [Told(f"{bowl}: condition number", f"condition{ending}", result.condition)]
    return [
        Told(f"{bowl}: floor of J", f"floor{ending}", result.floor, rounding),
        Told(f"{bowl}: limit of the learning rate", f"limit{ending}", result.limit),
        *(condition if np.isfinite(result.condition) else []),
    ]


def picture(runs: Sequence[tuple[str, str]]) -> Section:
    """log10 J over the epochs, a curve for each run: its name and the end of its variables."""
    pairs = ", ".join(f"({literal(name)}, costs{ending})" for name, ending in runs)
    return pieces.picture("J over the epochs, on a logarithmic axis.", _CURVES.format(runs=pairs))


_CURVES = """\
figure = go.Figure()
for name, costs in [{runs}]:
    figure.add_scatter(x=np.arange(1, len(costs) + 1), y=np.log10(costs), name=name)
figure.update_layout(xaxis_title="Epoch", yaxis_title="log10 J")
figure.show()"""
