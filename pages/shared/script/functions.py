"""Activation functions and their slopes as a script writes them, each alone with NumPy.

The code is that of `core.activations`, with the values of the parameters put in: nothing in it
overflows, however large z is.
"""

from collections.abc import Iterable, Mapping

from core.activations import Activation

_FUNCTIONS: Mapping[str, str] = {
    "identity": '''\
def identity(z):
    """z itself."""
    return 1.0 * z''',
    "binary_step": '''\
def binary_step(z):
    """1 where z is at least 0, else 0."""
    return np.where(z >= 0, 1.0, 0.0)''',
    "bipolar_step": '''\
def bipolar_step(z):
    """+1 where z is at least {theta}, else -1."""
    return np.where(z >= {theta}, 1.0, -1.0)''',
    "logistic": '''\
def logistic(z):
    """1 / (1 + e^-z), from 0 to 1, by way of e^-|z|, which is never too large."""
    e = np.exp(-np.abs(z))
    return np.where(z >= 0, 1.0, e) / (1 + e)''',
    "steep logistic": '''\
def logistic(z):
    """1 / (1 + e^(-c z)) with the steepness c = {c}, by way of e^-|c z|."""
    e = np.exp(-np.abs({c} * z))
    return np.where(z >= 0, 1.0, e) / (1 + e)''',
    "tanh": '''\
def tanh(z):
    """The hyperbolic tangent, from -1 to 1."""
    return np.tanh(z)''',
    "arctan": '''\
def arctan(z):
    """The arctangent, from -pi/2 to pi/2."""
    return np.arctan(z)''',
    "relu": '''\
def relu(z):
    """max(0, z)."""
    return np.maximum(z, 0.0)''',
    "prelu": '''\
def prelu(z):
    """z, and {alpha} z where z is below 0."""
    return np.where(z >= 0, z, {alpha} * z)''',
    "elu": '''\
def elu(z):
    """z, and {alpha} (e^z - 1) where z is below 0."""
    return np.where(z >= 0, z, {alpha} * np.expm1(np.minimum(z, 0.0)))''',
    "softplus": '''\
def softplus(z):
    """log(1 + e^z), written so that e^z never is too large."""
    return np.maximum(z, 0.0) + np.log1p(np.exp(-np.abs(z)))''',
}

_SLOPES: Mapping[str, str] = {
    "identity": '''\
def identity_slope(z):
    """1 everywhere."""
    return np.ones_like(z)''',
    "binary_step": '''\
def binary_step_slope(z):
    """0 on both sides of the jump."""
    return np.zeros_like(z)''',
    "bipolar_step": '''\
def bipolar_step_slope(z):
    """0 on both sides of the jump."""
    return np.zeros_like(z)''',
    "logistic": '''\
def logistic_slope(z):
    """f (1 - f), written so that 1 - f keeps its digits far out."""
    e = np.exp(-np.abs(z))
    return e / (1 + e) ** 2''',
    "steep logistic": '''\
def logistic_slope(z):
    """c f (1 - f) with the steepness c = {c}, written so that 1 - f keeps its digits far out."""
    e = np.exp(-np.abs({c} * z))
    return {c} * e / (1 + e) ** 2''',
    "tanh": '''\
def tanh_slope(z):
    """1 - f^2, written so that it keeps its digits far out."""
    e = np.exp(-2 * np.abs(z))
    return 4 * e / (1 + e) ** 2''',
    "arctan": '''\
def arctan_slope(z):
    """1 / (1 + z^2)."""
    return 1 / (1 + z * z)''',
    "relu": '''\
def relu_slope(z):
    """1, and 0 where z is below 0."""
    return np.where(z >= 0, 1.0, 0.0)''',
    "prelu": '''\
def prelu_slope(z):
    """1, and {alpha} where z is below 0."""
    return np.where(z >= 0, 1.0, {alpha})''',
    "elu": '''\
def elu_slope(z):
    """1, and {alpha} e^z where z is below 0."""
    return np.where(z >= 0, 1.0, {alpha} * np.exp(np.minimum(z, 0.0)))''',
    "softplus": '''\
def softplus_slope(z):
    """1 / (1 + e^-z), by way of e^-|z|."""
    e = np.exp(-np.abs(z))
    return np.where(z >= 0, 1.0, e) / (1 + e)''',
}


_TEXTBOOK_SLOPES: Mapping[str, str] = {
    **_SLOPES,
    "logistic": '''\
def logistic_slope(z):
    """f (1 - f)."""
    f = logistic(z)
    return f * (1 - f)''',
    "tanh": '''\
def tanh_slope(z):
    """1 - f^2."""
    return 1 - tanh(z) ** 2''',
}


def functions(activations: Iterable[Activation]) -> str:
    """The definition of each different function."""
    return _definitions(_FUNCTIONS, activations)


def slopes(activations: Iterable[Activation]) -> str:
    """The definition of each different slope, called as its function with _slope behind."""
    return _definitions(_SLOPES, activations)


def textbook_slopes(activations: Iterable[Activation]) -> str:
    """As ``slopes``; those of logistic and tanh from the function itself, as training takes them.

    Far out, where 1 - f rounds to 0, they have lost their digits.
    """
    return _definitions(_TEXTBOOK_SLOPES, activations)


def _definitions(sources: Mapping[str, str], activations: Iterable[Activation]) -> str:
    return "\n\n\n".join(_definition(sources, one) for one in dict.fromkeys(activations))


def _definition(sources: Mapping[str, str], activation: Activation) -> str:
    steep = activation.parameters.get("c", 1.0) != 1.0
    name = f"steep {activation.name}" if steep else activation.name
    return sources[name].format(**activation.parameters)
