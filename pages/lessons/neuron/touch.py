"""Hands on the Neuron's figures: the input, and the point where z = 0, dragged along the axis."""

from pages.lessons.neuron.settings import BIAS_STEP, SPAN, STEP, Neuron
from pages.lessons.neuron.views import INPUT, ZERO
from pages.shared.bench.touches import Touch
from pages.shared.frame.linked_settings import put


def dragged(shown: Neuron, touch: Touch) -> None:
    """What was dragged sets a control: the input's, or the bias's."""
    x = float(touch["x"])
    if touch["name"] == INPUT:
        put({f"a{shown.across + 1}": _nearest(x, STEP)})
    elif touch["name"] == ZERO:
        put({"bias": _nearest(shown.bias_for(x), BIAS_STEP)})


def _nearest(value: float, step: float) -> float:
    """The setting of a slider which is nearest to a value."""
    low, high = SPAN
    return round(min(high, max(low, round(value / step) * step)), 6)
