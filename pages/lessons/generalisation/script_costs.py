"""The ways of judging by costs over the epochs, as what each adds to the script of the page."""

from pages.lessons.generalisation import judging
from pages.lessons.generalisation.judging import Judging, Numbers
from pages.lessons.generalisation.script_ways import Way, split
from pages.shared.script import pieces
from pages.shared.script.pieces import Told
from pages.shared.script.rounding import NUDGED_ETA
from pages.shared.script.script import Section


def overfitting(asked: Judging, numbers: Numbers) -> Way:
    """Some training labels are wrong: what both costs do."""
    run = judging.overfit(asked, numbers.points, numbers.noise)
    scores = [run.trial.train_score, run.trial.test_score]
    settings = {
        "POINTS": (len(run.trial.train), "how many samples are learnt from"),
        "NOISE": (numbers.noise, "the share of them whose label is flipped"),
    }
    told = [
        Told("epochs", "len(costs) - 1", int(run.epochs[-1])),
        Told("J per sample at the end, training and test", "costs[-1]", run.costs[-1]),
        Told("lowest J per test sample", "costs[:, 1].min()", float(run.test_costs.min())),
        Told("training and test score", "scores", scores),
    ]
    again = f"follow({NUDGED_ETA})\n    moved = [len(moved[0]) - 1, *ends(*moved)]"
    return Way("Overfitting", settings, [split(asked), _NOISY, _OVERFITTED, _COSTS], told, again)


_FLIPPED = """\
wrong = np.random.default_rng(SEED).permutation(train)[: round(NOISE * len(train))]
labels = y.copy()
labels[wrong] *= -1
inputs = scaled(train)"""

_NOISY = Section(
    "Wrong labels",
    "A share of the training labels is flipped at random; the test labels stay true.",
    "train, test = split(y, 1 - POINTS / len(y), np.random.default_rng(SEED))\n" + _FLIPPED,
)

_OVERFITTED = Section(
    "The result",
    "While the rule is learnt, both costs fall. When wrong labels are learnt by heart, the one "
    "falls and the other rises.",
    '''\
def follow(eta):
    """J per sample of both parts before the first epoch and after each, and the last model."""
    history = learn(inputs[train], labels[train], eta)
    parts = [train, test]
    costs = [[cost(model, inputs[part], labels[part]) for part in parts] for model in history]
    return np.array(costs), history[-1]


def ends(costs, model):
    """The last costs, the lowest test cost, and the scores at the end."""
    correct = np.where(outputs(model, inputs) >= 0, 1, -1) == labels
    return costs[-1], costs[:, 1].min(), [correct[train].mean(), correct[test].mean()]


costs, model = follow(ETA)
scores = ends(costs, model)[2]
print(f"Training labels that are flipped: {len(wrong)} of {len(train)}")
print(f"training {scores[0]:.1%}, test {scores[1]:.1%} correct")
print(f"J per test sample: {costs[-1, 1]} at the end, and")
print(f"{costs[:, 1].min()} at the lowest, in epoch {costs[:, 1].argmin()}")
''',
)

_COSTS = pieces.picture(
    "J per sample over the epochs.",
    """\
figure = go.Figure()
for name, column in zip(["training", "test"], costs.T):
    figure.add_scatter(y=column, name=name)
figure.update_layout(xaxis_title="Epoch", yaxis_title="J per sample")
figure.show()""",
)


def stopping(asked: Judging, numbers: Numbers) -> Way:
    """The validation cost chooses the epoch, the test set judges that."""
    run = judging.stopped(asked, numbers.kept_back, numbers.noise)
    x = judging.samples(asked.inputs)[1]
    settings = {
        "KEPT_BACK": (numbers.kept_back, "the share that is kept back, half of it to choose by"),
        "NOISE": (numbers.noise, "the share of the training samples whose label is flipped"),
    }
    told = [
        Told("epochs", "len(costs) - 1", int(run.epochs[-1])),
        Told("epoch that is chosen", "chosen", int(run.epochs[run.best])),
        Told("J per sample there, training and validation", "costs[chosen]",
             run.costs[run.best, :2]),
        Told("J per test sample there", "judged[0]", float(run.costs[run.best, 2])),
        Told("test score there", "judged[1]", run.score(x, 2, run.best)),
    ]  # fmt: skip
    again = f"all_of({NUDGED_ETA})"
    sections = [split(asked), _THREE, _STOPPED, _WATCHED]
    return Way("A validation set", settings, sections, told, again)


_THREE = Section(
    "Three parts, and wrong labels",
    "Half of the samples kept back is the validation set, half the test set. A share of the "
    "training labels is flipped at random; all others stay true.",
    """\
rng = np.random.default_rng(SEED)
rest, test = split(y, KEPT_BACK / 2, rng)
places = split(y[rest], round(len(y) * KEPT_BACK / 2) / len(rest), rng)
train, validation = rest[places[0]], rest[places[1]]
"""
    + _FLIPPED,
)

_STOPPED = Section(
    "The result",
    "The validation cost chooses the epoch; the test set is asked about that one alone. Costs "
    "that differ by less than a billionth count as equal.",
    '''\
def watch(eta):
    """The models, and J per sample of training and validation part at each."""
    history = learn(inputs[train], labels[train], eta)
    parts = [train, validation]
    costs = [[cost(model, inputs[part], labels[part]) for part in parts] for model in history]
    return history, np.array(costs)


def choose(costs):
    """The first epoch with the lowest validation cost."""
    return int((costs[:, 1] <= (1 + 1e-9) * costs[:, 1].min()).argmax())


def judge_by_test(model):
    """J per test sample, and the share of them that is answered correctly."""
    said = np.where(outputs(model, inputs[test]) >= 0, 1, -1)
    return cost(model, inputs[test], labels[test]), (said == labels[test]).mean()


def all_of(eta):
    """All that is compared below."""
    history, costs = watch(eta)
    chosen = choose(costs)
    return [len(costs) - 1, chosen, costs[chosen], *judge_by_test(history[chosen])]


history, costs = watch(ETA)
chosen = choose(costs)
judged = judge_by_test(history[chosen])
print(f"{len(train)} to learn from, {len(validation)} to choose by, {len(test)} to judge by")
print(f"The validation cost is lowest in epoch {chosen} of {len(costs) - 1}")
print(f"There J per test sample is {judged[0]}, and {judged[1]:.1%} are correct")
''',
)

_WATCHED = pieces.picture(
    "J per sample over the epochs; the cross is the test set, asked once.",
    """\
figure = go.Figure()
for name, column in zip(["training", "validation"], costs.T):
    figure.add_scatter(y=column, name=name)
figure.add_scatter(x=[chosen], y=[judged[0]], name="test", mode="markers", marker_symbol="x")
figure.update_layout(xaxis_title="Epoch", yaxis_title="J per sample")
figure.show()""",
)
