"""The script of the page Playground."""

from core.network import logistic, loop
from pages.shared.script import pieces

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
