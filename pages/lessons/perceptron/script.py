"""The script of the page Perceptron: Rosenblatt's rule on the samples on the screen."""

from core.perceptron import loop
from pages.shared.one_neuron.runs import PerceptronResult
from pages.shared.one_neuron.settings import Training
from pages.shared.script import perceptron, pieces
from pages.shared.script.script import Script

RULE = pieces.rule(
    [loop],
    """\
x = np.array([[5.1, 1.4], [4.9, 1.5], [7.0, 4.7], [6.4, 4.5]])
y = np.array([-1, -1, 1, 1])
print(loop(x, y, eta=0.1, epochs=10))""",
)


def write(training: Training, result: PerceptronResult) -> Script:
    """The whole run as one program."""
    return perceptron.program("perceptron", "Perceptron", training, result)
