"""The script of the page Key points: the project as a notebook that the student changes."""

from data import FEATURES, SPECIES
from pages.lessons.key_points.project import Project, judge, table
from pages.shared.script import adaline, network, pieces, splits
from pages.shared.script.pieces import Told, listed, literal
from pages.shared.script.rounding import NUDGED_ETA
from pages.shared.script.script import Script, Section

RULE = adaline.RULE


def write(project: Project) -> Script:
    """The whole project; at its end what it found with the settings as they come."""
    judged = judge(project)
    numbers = {
        "HIDDEN": (list(project.hidden), "hidden neurons of the networks that are compared"),
        "ETA": (project.eta, "learning rate"),
        "EPOCHS": (project.epochs, "updates of each network"),
        "VALIDATION": (project.validation_share, "share of the flowers for choosing"),
        "TEST": (project.test_share, "share of the flowers for the verdict"),
        "SEED": (project.seed, "makes the split and the start"),
    }
    told = [
        Told("training scores", "scores[:, 0]", judged.scores[:, 0]),
        Told("validation scores", "scores[:, 1]", judged.scores[:, 1]),
        Told("hidden neurons that were chosen", "HIDDEN[best]", project.hidden[judged.best]),
        Told("last J of its training", "costs[-1]", float(judged.costs[-1])),
        Told("test flowers by species and answer", "counts", judged.counts),
    ]
    return Script(
        "first_network",
        "Your first own network: from the iris table to a verdict",
        "A project has three jobs: get the data into shape, train and choose a model, judge it on "
        "data that it has not seen. This notebook does all three with NumPy. Run it once as it is; "
        "then do the tasks called Your turn, one at a time, and run it again after each.",
        (
            pieces.settings(numbers), _iris(), _LOOK, _SPLIT, _SHAPE,
            network.activations(["logistic", "logistic"]), network.MODEL, _TRAIN, _CHOOSE, _VERDICT,
            _ASK, _DRAWN, pieces.compared(told, _AGAIN),
        ),
    )  # fmt: skip


def _iris() -> Section:
    names = listed("FEATURES = [", [literal(name) for name in FEATURES.values()], "]")
    return Section(
        "The data",
        "150 irises (Anderson 1935, Fisher 1936; the copy of the UCI repository): four lengths in "
        "cm, 50 flowers of each species in this order. Your turn: a table of your own, saved as "
        "CSV, is read by np.loadtxt('my.csv', delimiter=',', skiprows=1); its columns of numbers "
        "become x, and its classes, numbered 0, 1, 2, become species.",
        _TABLE.format(names=names, species=literal(SPECIES), table=pieces.table(table()[0])),
    )


_TABLE = '''\
{names}
SPECIES = {species}
TABLE = """
{table}
"""
x = np.array(TABLE.split(), dtype=float).reshape(-1, 4)
species = np.repeat([0, 1, 2], 50)'''

_LOOK = Section(
    "Look at it",
    "Which lengths tell the species apart? Your turn: print the smallest and the largest values "
    "too. Which species can be recognised by one length alone?",
    """\
for i, name in enumerate(SPECIES):
    own = x[species == i]
    print(f"{name}: {len(own)} flowers")
    for feature, mean, std in zip(FEATURES, own.mean(axis=0), own.std(axis=0)):
        print(f"    {feature}: mean {mean:.2f}, standard deviation {std:.2f}")
""",
)

_SPLIT = Section(
    "Training, validation and test",
    "Three parts, each with the same mix of species. The training part is learnt from, the "
    "validation part is for choosing between networks, and the test part is used once, at the "
    "end. Your turn: change SEED. By how much do the scores below change?",
    splits.STRATIFIED
    + """


rng = np.random.default_rng(SEED)
rest, test = split(species, TEST, rng)
share = round(len(x) * VALIDATION) / len(rest)
places = split(species[rest], share, rng)
train, validation = rest[places[0]], rest[places[1]]
print(f"{len(train)} for training, {len(validation)} for validation, {len(test)} for the test")""",
)

_SHAPE = Section(
    "Get it into shape",
    "Every column to one scale, with the statistics of the training part alone. Each species gets "
    "an output of its own (one-hot), so no order is invented. Your turn: leave the scaling out. "
    "What happens to the training?",
    """\
mean, std = x[train].mean(axis=0), x[train].std(axis=0)
inputs = (x - mean) / std
targets = np.eye(3)[species]""",
)

_TRAIN = Section(
    "Training",
    "Forward, backward, an update downhill; again and again. Your turn: make the learning rate ten "
    "times larger, then ten times smaller, and look at J.",
    '''\
def learn(hidden, eta):
    """Weights and biases after training on the training part, and J of each epoch."""
    rng, weights, biases = np.random.default_rng(SEED), [], []
    sizes = [x.shape[1], hidden, 3]
    for fan_in, fan_out in zip(sizes, sizes[1:]):
        limit = np.sqrt(6 / (fan_in + fan_out))
        weights.append(rng.uniform(-limit, limit, (fan_in, fan_out)))
        biases.append(np.zeros(fan_out))
    costs = []
    for epoch in range(EPOCHS):
        output = forward(inputs[train], weights, biases)[1][-1]
        costs.append(0.5 * ((targets[train] - output) ** 2).sum())
        by_weights, by_biases = gradients(inputs[train], targets[train], weights, biases)
        for layer in range(len(weights)):
            weights[layer] -= eta * by_weights[layer]
            biases[layer] -= eta * by_biases[layer]
    return weights, biases, costs


def answer(samples, weights, biases):
    """The species whose output is the largest."""
    return forward(samples, weights, biases)[1][-1].argmax(axis=1)''',
)

_CHOOSE = Section(
    "Choose a network",
    "The smallest network with the best validation score is taken: the score on the flowers that "
    "were learnt from says little. Your turn: add larger networks to HIDDEN, and train longer. "
    "When does the training score go on rising while the validation score does not?",
    '''\
def compare_networks(eta):
    """The networks, and the training and validation score of each."""
    models = [learn(hidden, eta) for hidden in HIDDEN]
    said = [answer(inputs, *model[:2]) == species for model in models]
    return models, np.array([[each[train].mean(), each[validation].mean()] for each in said])


models, scores = compare_networks(ETA)
best = int(scores[:, 1].argmax())
weights, biases, costs = models[best]
for hidden, (seen, unseen) in zip(HIDDEN, scores):
    print(f"Hidden neurons: {hidden}, training {seen:.1%}, validation {unseen:.1%} correct")

print(f"Hidden neurons of the chosen network: {HIDDEN[best]}")
''',
)

_VERDICT = Section(
    "The verdict",
    "Now, and only now, the test part. If you look at it earlier and choose by it, it is no "
    "longer a test. Your turn: which two species are mixed up, and does a picture of the petals "
    "show why?",
    '''\
def verdict(weights, biases):
    """The test flowers of each species, a row, by answer, a column."""
    said = answer(inputs[test], weights, biases)
    return [[int(((species[test] == i) & (said == j)).sum()) for j in range(3)] for i in range(3)]


counts = verdict(weights, biases)
for name, row in zip(SPECIES, counts):
    told = ", ".join(f"{count} called {other}" for count, other in zip(row, SPECIES))
    print(f"{name}: {told}")

correct = sum(counts[i][i] for i in range(3))
print(f"{correct} of {len(test)} test flowers are answered correctly")
''',
)

_ASK = Section(
    "Ask it",
    "Your turn: measure a flower, or invent one, and put its four lengths here.",
    """\
flower = np.array([[5.9, 3.0, 5.1, 1.8]])
outputs = forward((flower - mean) / std, weights, biases)[1][-1][0]
for name, output in zip(SPECIES, outputs):
    print(f"{name}: output {output:.3f}")
""",
)

_DRAWN = pieces.picture(
    "J of the chosen network over its training, and the scores of all networks.",
    """\
figure = go.Figure()
figure.add_scatter(x=np.arange(1, EPOCHS + 1), y=costs, name="J")
figure.update_layout(xaxis_title="Epoch", yaxis_title="J", yaxis_type="log")
figure.show()
figure = go.Figure()
for name, column in zip(["training", "validation"], scores.T):
    figure.add_bar(x=[str(hidden) for hidden in HIDDEN], y=100 * column, name=name)
figure.update_layout(xaxis_title="Hidden neurons", yaxis_title="Score (% correct)")
figure.show()""",
)

_AGAIN = f"""\
compare_networks({NUDGED_ETA})
    chosen = moved[0][best]
    moved = [*moved[1].T, HIDDEN[best], chosen[2][-1], verdict(*chosen[:2])]"""
