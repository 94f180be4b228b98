"""What the controls of the page say: the net input, what counts as flat, the parameters."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from core.activations import ACTIVATIONS, Activation
from core.checks import Floats
from pages.lessons.activation_functions import facts
from pages.shared.figures import activations as shapes

STEP = 0.1
ZS = np.round(np.linspace(*facts.SPAN, 101), 1)
"""The moments: the net inputs that the player goes through."""
LIMITS = (0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2)
NAMES = {shapes.SHORT_NAMES[name]: name for name in ACTIVATIONS}


@dataclass(frozen=True)
class Settings:
    """z of the cursor, the slope below which a function is flat, and the functions' parameters.

    ``one`` is the name on screen of the function that is drawn large.
    """

    z: float = facts.SPAN[0]
    flat: float = 0.05
    c: float = 1.0
    prelu: float = 0.5
    elu: float = 1.0
    theta: float = 0.0
    one: str = "Logistic"
    slopes: bool = False

    @cached_property
    def functions(self) -> list[Activation]:
        """All ten with their parameters, in the order of the gallery."""
        parameters = {
            "logistic": {"c": self.c},
            "prelu": {"alpha": self.prelu},
            "elu": {"alpha": self.elu},
            "bipolar_step": {"theta": self.theta},
        }
        return [f.with_parameters(**parameters.get(name, {})) for name, f in ACTIVATIONS.items()]

    @cached_property
    def slopes_at(self) -> dict[str, Floats]:
        """The slope of each function, by its name on screen, at every moment."""
        return {short(f): facts.slopes_at(f, ZS) for f in self.functions}

    @property
    def large(self) -> Activation:
        """The function that is drawn large."""
        return self.functions[list(NAMES).index(self.one)]

    @property
    def moment(self) -> int:
        """The moment at which z is the cursor's."""
        return int(np.argmin(np.abs(ZS - self.z)))


def short(activation: Activation) -> str:
    """A function's name on screen."""
    return shapes.SHORT_NAMES[activation.name]


def in_unit(activation: Activation) -> bool:
    """Whether all values lie from 0 to 1."""
    return activation.low >= 0 and activation.high <= 1


def flat_from(activation: Activation, limit: float) -> float:
    """The z above which a symmetric slope is below ``limit``, by halving the interval."""
    low, high = 0.0, 100.0
    while high - low > 1e-9:
        middle = (low + high) / 2
        low, high = (low, middle) if activation.derivative(middle) < limit else (middle, high)
    return high
