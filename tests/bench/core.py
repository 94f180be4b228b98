"""Speed of the single neuron's trainers beside scikit-learn and the lesson's plain loops."""

import numpy as np
from sklearn.linear_model import Perceptron

from core import adaline, perceptron
from core.checks import Floats
from data import load_iris
from tests.bench.timing import Row, measure
from tests.core.plain import dot_perceptron

RIVALS = ("plain loop", "scikit-learn")


def rows() -> list[Row]:
    """The cases of the single neuron, in the lesson's order."""
    setosa, virginica = _pair("setosa", "versicolor"), _pair("versicolor", "virginica")
    return [
        _perceptron(
            "perceptron, setosa/versicolor, 10 epochs",
            setosa,
            0.1,
            10,
            {"plain loop": 30, "scikit-learn": 5},
        ),
        _perceptron(
            "perceptron, versicolor/virginica, 1000 epochs",
            virginica,
            0.001,
            1000,
            {"plain loop": 30},
        ),
        _adaline("Adaline, setosa/versicolor, 10 epochs", setosa, 1e-4, 10, 1.0),
        _adaline("Adaline, setosa/versicolor, 1000 epochs", setosa, 1e-4, 1000, 1.8),
        _adaline("Adaline, 100,000 x 10, 100 epochs", _large(), 1e-6, 100, 5.0),
    ]


def _pair(first: str, second: str) -> tuple[Floats, Floats]:
    iris = load_iris()
    chosen = iris[iris["species"].isin([first, second])]
    x = chosen[["sepal_length", "petal_length"]].to_numpy(float)
    return x, np.where(chosen["species"] == second, 1.0, -1.0)


def _large() -> tuple[Floats, Floats]:
    rng = np.random.default_rng(0)
    x = rng.normal(size=(100_000, 10))
    return x, np.where(x @ rng.normal(size=10) + rng.normal(size=len(x)) > 0.0, 1.0, -1.0)


def _perceptron(
    case: str, xy: tuple[Floats, Floats], eta: float, epochs: int, bars: dict[str, float]
) -> Row:
    peer = Perceptron(eta0=eta, max_iter=epochs, tol=None, shuffle=False)
    ours, loop = perceptron.train(*xy, eta, epochs), dot_perceptron(*xy, eta, epochs)
    if ours.errors.tolist() != loop[1]:
        raise AssertionError(f"{case}: the updates differ from the plain loop's")
    return measure(
        case,
        {
            "ours": lambda: perceptron.train(*xy, eta, epochs),
            "plain loop": lambda: dot_perceptron(*xy, eta, epochs),
            "scikit-learn": lambda: peer.fit(*xy),
        },
        bars,
    )


def _adaline(case: str, xy: tuple[Floats, Floats], eta: float, epochs: int, bar: float) -> Row:
    return measure(
        case,
        {
            "ours": lambda: adaline.train(*xy, eta, epochs),
            "plain loop": lambda: adaline.loop(*xy, eta, epochs),
        },
        {"plain loop": bar},
    )
