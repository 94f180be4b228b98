"""The glossary: each term of the course in one sentence, with the page and settings that show it.

To add a term, add a row. A test opens every link and fails if its page does not know a setting.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Term:
    """A term, its meaning in one sentence, and where to see it: a page and its settings.

    ``forms`` are the words that stand for it in a text, small letters; empty: the name and its
    plural.
    """

    name: str
    meaning: str
    page: str
    settings: dict[str, str] = field(default_factory=dict)
    forms: Sequence[str] = ()

    @property
    def written(self) -> Sequence[str]:
        """How the term is written in a text, in small letters."""
        name = self.name.casefold()
        return self.forms or (name, f"{name}s")

    def has(self, asked: Iterable[str]) -> int:
        """How many of these words are in the term, its forms or its meaning."""
        here = " ".join([self.name, *self.written, self.meaning]).casefold()
        return sum(_is_in(word, here) for word in asked)


def _is_in(word: str, text: str) -> bool:
    """A long word anywhere; a short one must begin a word, else "cat" is in classification."""
    anywhere = len(word) > _SHORT
    return word in text if anywhere else bool(re.search(rf"(?<!\w){re.escape(word)}", text))


def _term(name: str, meaning: str, page: str, *forms: str, **settings: str) -> Term:
    return Term(name, meaning, page, settings, forms)


_VIRGINICA = "versicolor-virginica"

GLOSSARY: dict[str, tuple[Term, ...]] = {
    "neurons": (
        _term("Neuron", "A unit that weighs its inputs, adds them up with a bias, and passes the "
              "sum through an activation function.", "neuron"),
        _term("Input", "A number that a neuron gets, from the data or from another neuron.",
              "neuron", n="2"),
        _term("Weight", "The number that an input is multiplied by; learning changes it.",
              "neuron", w1="4"),
        _term("Bias", "A number added to the weighted sum: the weight of a cell that is always 1.",
              "neuron", "bias", "biases", bias="-2.5"),
        _term("Net input z", "The weighted sum of the inputs plus the bias, before the activation.",
              "neuron", "net input", "net inputs", activation="logistic"),
        _term("Activation function", "The function that turns a neuron's net input into its "
              "output.", "activation_functions", "activation function", "activation functions",
              "activation", "activations", slopes="true"),
        _term("Slope", "How fast a curve rises: by how much its value grows for each unit to the "
              "right; its other name is derivative.", "activation_functions", "slope", "slopes",
              "derivative", "derivatives", slopes="true", z="1"),
        _term("Output", "The number that a neuron or a network answers with.", "neuron",
              activation="tanh", n="3"),
        _term("Binary step", "1 where z is at least 0, else 0; its slope is 0, so gradient descent "
              "cannot use it.", "neuron", activation="binary step"),
        _term("Bipolar step", "+1 where z is at least θ, else −1: the perceptron's activation.",
              "activation_functions", theta="1"),
        _term("Logistic function", "The S-shaped curve 1 / (1 + e⁻ᶻ) from 0 to 1, the sigmoid of "
              "steepness 1.", "activation_functions", "logistic function", "logistic", c="1",
              z="2"),
        _term("Sigmoid", "An S-shaped curve; its steepness c sets how sharply it turns.",
              "activation_functions", c="3"),
        _term("tanh", "An S-shaped curve from −1 to 1.", "neuron", "tanh", activation="tanh"),
        _term("ReLU", "The rectified linear function: z where z is positive, else 0.",
              "neuron", "relu", activation="relu"),
        _term("Saturation", "Where an activation is flat, its slope is almost 0 and the neuron "
              "learns almost nothing.", "activation_functions", "saturation", "saturates",
              "saturated", slopes="true", z="4.5"),
    ),
    "networks": (
        _term("Neural network", "Neurons in layers: the outputs of one layer are the inputs of the "
              "next.", "forward_propagation", "neural network", "neural networks", "network",
              "networks"),
        _term("Layer", "Neurons that get the same inputs and answer together.",
              "forward_propagation", n1="6"),
        _term("Hidden layer", "A layer between the inputs and the output layer.",
              "forward_propagation", layers="2"),
        _term("Deep", "With more than one hidden layer.", "forward_propagation", "deep",
              layers="4"),
        _term("Deep learning", "Machine learning with deep networks.",
              "what_why_how", field="deep learning"),
        _term("Forward propagation", "Computing the outputs layer by layer, starting from the "
              "inputs.", "forward_propagation", "forward propagation", "forward pass",
              "forward passes", step="2"),
        _term("Computational graph", "A formula drawn as its single operations, each fed by those "
              "before it.", "computational_graph"),
        _term("Local derivative", "How fast an operation's result changes with one of its own "
              "inputs.", "computational_graph", formula="x1*x2"),
        _term("Chain rule", "Along a path in the graph the local derivatives are multiplied; "
              "the products of several paths are added.", "computational_graph",
              formula="x1*x1 + x1"),
        _term("Backpropagation", "The chain rule, applied from the cost backwards through the "
              "network, gives the gradient for every weight.", "multilayer_network",
              view="one update", step="100"),
        _term("Delta δ", "The slope of the cost along a neuron's net input, ∂J/∂z: what "
              "backpropagation hands from layer to layer.", "multilayer_network", "delta",
              "deltas", view="one update"),
        _term("Finite difference", "A slope found by trying: change a number a little up and down, "
              "and divide the change of the result by the change of the number.",
              "computational_graph"),
        _term("Vanishing gradient", "In a deep network the slopes on the way back are multiplied, "
              "and the product can become too small to learn from.", "playground",
              "vanishing gradient", "vanishing gradients", "vanish", layers="5",
              activation="logistic"),
        _term("Symmetry", "Hidden neurons that start with equal weights get equal gradients and "
              "stay copies of each other.", "multilayer_network", start="equal"),
        _term("Decision surface", "The output of a network at every point of the plane.",
              "playground", pair="moons"),
        _term("Regularisation", "A penalty on large weights in the cost, L1 or L2, against "
              "overfitting.", "playground", "regularisation", "penalty", "penalties", l2="0.01"),
    ),
    "data": (
        _term("Sample", "One example: its inputs, and its target where there is one.",
              "preparing_data"),
        _term("Feature", "A measured property used as an input, such as the petal length in cm.",
              "preparing_data", features="petal length, petal width"),
        _term("Target", "The correct answer, which the output should come close to.",
              "preparing_data", code="species"),
        _term("Class", "One of the few values that a target of a classification can have.",
              "preparing_data", "class", "classes", keep=_VIRGINICA),
        _term("Label", "A target that somebody has given to a sample, such as the species of a "
              "flower.", "kinds_of_learning", kind="unsupervised", labels="all"),
        _term("Noise", "What is random in data: points that are scattered, or labels that are "
              "wrong.", "playground", "noise", "noisy", noise="0.6"),
        _term("One-hot coding", "Each possible word gets a binary input of its own, so no order "
              "is invented.", "preparing_data", "one-hot coding", "one-hot",
              code="eye colour"),
        _term("Standard deviation", "How far values typically lie from their mean: the root of "
              "the mean of the squared distances.", "preparing_data", missing="50"),
        _term("Variance", "The mean of the squared distances from the mean; its root is the "
              "standard deviation.", "kinds_of_learning", "variance", kind="unsupervised",
              task="two numbers of four"),
        _term("Correlation", "How nearly two features lie on one straight line: 1 on a rising "
              "line, −1 on a falling one, near 0 where there is no such line.",
              "standardisation", "correlation", features="petal length, petal width"),
        _term("Missing value", "A gap in the table: its row is dropped, or it is filled with a "
              "mean or median.", "preparing_data", missing="30"),
        _term("Min-max scaling", "A feature is moved and stretched so that it runs from 0 to 1.",
              "preparing_data", "min-max scaling", "min-max", scale="min-max"),
        _term("Standardisation", "Subtracting a feature's mean and dividing by its standard "
              "deviation.", "standardisation", "standardisation", "standardise", "standardised",
              "standardising"),
    ),
    "learning": (
        _term("Machine learning", "Rules are not written down but found from data.",
              "what_why_how", field="machine learning"),
        _term("Model", "What is trained: a neuron, a network or another rule with numbers to find "
              "from data.", "generalisation", model="network"),
        _term("Supervised learning", "Learning from samples with their targets.",
              "kinds_of_learning", "supervised learning", "supervised"),
        _term("Unsupervised learning", "Finding structure in samples without targets.",
              "kinds_of_learning", "unsupervised learning", "unsupervised", kind="unsupervised"),
        _term("Semi-supervised learning", "Learning from many samples of which only a few have "
              "targets.", "kinds_of_learning", "semi-supervised learning", "semi-supervised",
              kind="unsupervised", labels="one each"),
        _term("Reinforcement learning", "Learning by trial and reward.", "kinds_of_learning",
              "reinforcement learning", "reinforcement", kind="reinforcement"),
        _term("Clustering", "Sorting samples into groups that nobody has named.",
              "kinds_of_learning", "clustering", "k-means", kind="unsupervised", k="4"),
        _term("Dimension reduction", "Describing samples by fewer numbers than were measured.",
              "kinds_of_learning", kind="unsupervised", task="two numbers of four"),
        _term("Principal component", "The direction along which the samples differ most, then the "
              "next one at a right angle to it.", "kinds_of_learning", kind="unsupervised",
              task="two numbers of four", labels="all"),
        _term("Exploration", "Trying what does not look best, to learn about it; the opposite, "
              "exploitation, uses what looks best.", "kinds_of_learning",
              kind="reinforcement", epsilon="0.5"),
        _term("Classification", "Supervised learning where the target is one of a few classes.",
              "perceptron"),
        _term("Regression", "Supervised learning where the target is a number.",
              "playground", pair="plane"),
        _term("Perceptron", "A neuron with a step function, whose weights change whenever its "
              "answer is wrong (Rosenblatt 1957).", "perceptron"),
        _term("Update", "One change of the weights: after a mistake of the perceptron, or one move "
              "of gradient descent.", "perceptron", play="update"),
        _term("Epoch", "One pass over the whole training set.", "perceptron", epochs="3"),
        _term("Seed", "A number that fixes all that looks random, so the same seed gives the same "
              "run again.", "perceptron", start="random", start_seed="2"),
        _term("Decision boundary", "Where the answer changes from one class to the other.",
              "perceptron", "decision boundary", "decision boundaries", "boundary", "boundaries",
              features="petal length, petal width"),
        _term("Linearly separable", "Said of two classes that a straight line can separate without "
              "a mistake, such as setosa and versicolor; versicolor and virginica are not.",
              "perceptron", pair=_VIRGINICA, epochs="100"),
    ),
    "descent": (
        _term("Cost J", "One number for how wrong all outputs are: half the sum of the squared "
              "errors, or half their mean.", "learning_rate", "cost j", "cost"),
        _term("Error", "The difference between an output and its target: how far off it is.",
              "computational_graph", "error", step="12"),
        _term("Gradient", "The slopes of the cost along all weights together; it points uphill.",
              "computational_graph"),
        _term("Nabla ∇", "The sign for a gradient: ∇J holds the slope ∂J/∂w of every weight w.",
              "gradient_descent", "nabla"),
        _term("Gradient descent", "Moving every weight against its slope, again and again.",
              "gradient_descent"),
        _term("Adaline", "A linear neuron trained by gradient descent on J (Widrow and Hoff 1960).",
              "learning_rate", standardise="true"),
        _term("Learning rate η", "How far each update goes, as a multiple of the slope.",
              "gradient_descent", "learning rate", "learning rates", eta="0.1"),
        _term("Convergence", "The weights settle: further updates change next to nothing.",
              "gradient_descent", "convergence", "converges", "converged", "converge",
              eta="0.5", steps="30"),
        _term("Divergence", "The updates are so long that each overshoots by more than the one "
              "before.", "learning_rate", "divergence", "diverges", "diverged", "diverge",
              eta="0.01"),
        _term("Least squares", "The weights with the smallest sum of squared errors, found by "
              "solving equations instead of descending.", "learning_rate", "least squares",
              eta2="0.0004"),
        _term("Floor", "The smallest J that any weights of the neuron reach: no descent gets below "
              "it.", "learning_rate", epochs="100"),
        _term("Eigenvalue λ", "How strongly J curves along one main axis of its bowl; there are as "
              "many as there are weights.", "standardisation", "eigenvalue", "eigenvalues"),
        _term("Condition number", "The largest eigenvalue divided by the smallest; near 1 the bowl "
              "is round and descent is quick.", "standardisation",
              features="petal length, petal width"),
        _term("Stability limit", "The learning rate 2/λ, with the largest λ, above which gradient "
              "descent on J diverges.", "learning_rate", "stability limit", "limit", eta="0.0004"),
        _term("Local minimum", "A valley that is not the deepest, in which descent can be "
              "trapped.", "gradient_descent", "local minimum", "local minima", "higher minimum",
              curve="two minima", start="3.5", steps="50"),
        _term("Plateau", "A stretch where the slope is almost 0 and descent crawls.",
              "gradient_descent", curve="plateau"),
        _term("Batch", "The samples whose gradients make one update together: all of them, or a "
              "few, which is a mini-batch.", "playground", "batch", "batches", "mini-batch",
              "mini-batches", batch="10"),
    ),
    "judging": (
        _term("Training set", "The samples from which the weights are learnt.", "generalisation",
              "training set", "training sets", "training part"),
        _term("Validation set", "Samples kept back to choose between models, so that the test set "
              "is used only once.", "generalisation", "validation set", "validation sets",
              "validation part", view="validation set", model="network"),
        _term("Test set", "Samples kept back from training, to judge the result by.",
              "generalisation", "test set", "test sets", "test part", share="50"),
        _term("Generalisation", "Answering correctly on samples that were not trained on.",
              "generalisation", "generalisation", "generalises", "generalise",
              view="learning curve"),
        _term("Overfitting", "The training samples are learnt by heart, noise included, and the "
              "answers to new ones get worse.", "generalisation", "overfitting", "overfits",
              "overfit", view="overfitting", model="network"),
        _term("Early stopping", "Taking the weights of the epoch with the lowest cost on a "
              "validation set.", "generalisation", "early stopping", view="validation set",
              model="network", hidden="12"),
        _term("Accuracy", "The share of samples that are answered correctly, here called the "
              "score.", "generalisation", "accuracy", "score", "scores", view="many splits"),
        _term("Cross-validation", "The samples are split into k parts, and each part is the test "
              "set once: k-fold.",
              "generalisation", "cross-validation", "k-fold", view="k-fold"),
        _term("Leak", "Something of the test set reaches the training, such as its mean, so the "
              "score may look better than it is.", "generalisation", scaling="all"),
    ),
}  # fmt: skip

PARTS = tuple(GLOSSARY)
_SHORT = 4
"""Letters of a word that would be found in the middle of too many others."""
_SMALL_WORDS = {"a", "an", "and", "are", "for", "how", "in", "is", "of", "on", "or", "the", "to",
                "what", "with"}  # fmt: skip
"""Words of a question that nearly every sentence has: they tell no term from another."""


@dataclass(frozen=True)
class Found:
    """What a search found: ``terms`` by part, parts without any left out.

    ``whole``: they have every word that was asked for, small ones aside, not only some.
    """

    terms: dict[str, list[Term]]
    whole: bool


def find(text: str, part: str = "all", leave_out: Term | None = None) -> Found:
    """The terms of one part, or of all, that have every word of a text.

    If none has, those with the most of them; but beside a term that is left out, none.
    """
    asked = _words(text)
    has = {
        name: [(term, term.has(asked)) for term in terms if term is not leave_out]
        for name, terms in GLOSSARY.items()
        if part in {"all", name}
    }
    most = max((count for counts in has.values() for _, count in counts), default=0)
    wanted = len(asked) if leave_out or not most else most
    found = {name: [term for term, count in row if count == wanted] for name, row in has.items()}
    return Found({name: terms for name, terms in found.items() if terms}, wanted == len(asked))


def _words(text: str) -> tuple[str, ...]:
    """The different words of a text that say what it is about; all, if none does."""
    bare = (word.strip(".,:;?!“”\"'()") for word in text.casefold().split())
    words = tuple(dict.fromkeys(word for word in bare if word))
    return tuple(word for word in words if word not in _SMALL_WORDS) or words


def exactly(text: str) -> Term | None:
    """The term of this very name, in small or capital letters; None if there is none."""
    asked = text.strip().casefold()
    every = (term for terms in GLOSSARY.values() for term in terms)
    return next((term for term in every if term.name.casefold() == asked), None)
