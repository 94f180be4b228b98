"""Hands on the Playground's figures: neurons, layers, the map on show, a weight, a point."""

from dataclasses import replace
from math import isfinite

import numpy as np
import streamlit as st

from core.parameters import Layers, unpack
from pages.lessons.playground import network_controls
from pages.lessons.playground.told import Seen
from pages.lessons.playground.weights_form import WEIGHTS
from pages.shared.bench import touches
from pages.shared.bench.touches import Touch
from pages.shared.frame.linked_settings import put
from pages.shared.plane_network import by_hand, network_runs
from pages.shared.plane_network.network_settings import BY_HAND


def resized(seen: Seen, touch: Touch) -> None:
    """A neuron or a hidden layer more or less."""
    hidden = seen.network.hidden
    if touch["what"] == "layers":
        key, now, bounds = "layers", len(hidden), network_controls.LAYERS
    else:
        layer = int(touch["layer"])
        if not 1 <= layer <= len(hidden):
            return
        key, now, bounds = f"n{layer}", hidden[layer - 1], network_controls.NEURONS
    put({key: touches.stepped(key, now, touch["by"], *bounds)})


def chosen(seen: Seen, touch: Touch) -> None:
    """A small map was clicked: it is shown large."""
    layer, place = int(touch["layer"]), int(touch["unit"])
    sizes = seen.network.sizes
    if 0 <= layer < len(sizes) and 0 <= place < sizes[layer]:
        put({"unit": network_controls.unit_name(seen.network, (layer, place))})


def typed(seen: Seen, touch: Touch) -> None:
    """A weight, or a bias where ``from`` is -1, was typed: it goes into the text of weights.

    Whatever the start was, it is one by hand from then on.
    """
    weights, biases = ([array.copy() for array in layers] for layers in _start(seen))
    layer, start, end = (int(touch[name]) for name in ("layer", "from", "to"))
    value = float(touch["value"])
    if not (1 <= layer <= len(weights) and isfinite(value)):
        return
    fan_in, units = weights[layer - 1].shape
    if not (-1 <= start < fan_in and 0 <= end < units):
        return
    value = float(np.clip(value, -by_hand.LARGEST, by_hand.LARGEST))
    if start < 0:
        biases[layer - 1][end] = value
    else:
        weights[layer - 1][start, end] = value
    _start_with((weights, biases))


def _start(seen: Seen) -> tuple[Layers, Layers]:
    """The weights and biases before training, with those that were typed since this run."""
    method, state = seen.training.method, st.session_state
    text = state.get(WEIGHTS, method.by_hand)
    now = replace(method, start=state.get("start", method.start), by_hand=text)
    return network_runs.start_of(replace(seen.training, method=now))[0]


def gone_on(seen: Seen, touch: Touch) -> None:
    """The weights at the moment on show, to four digits, are the start of the next run."""
    moments = seen.watched.weights
    row = np.nan_to_num(moments[min(touch["moment"], len(moments) - 1)])
    layers = unpack(np.clip(row, -by_hand.LARGEST, by_hand.LARGEST), seen.network.sizes)
    _start_with(layers)


def _start_with(layers: tuple[Layers, Layers]) -> None:
    """The next run starts with these weights and biases, as the link holds them."""
    put({"start": BY_HAND, WEIGHTS: by_hand.write(*layers)})


def picked(seen: Seen, touch: Touch) -> None:
    """A point was clicked: its arithmetic is followed."""
    points = seen.work.points
    found = np.flatnonzero(points.numbers == int(touch["row"]))
    if len(found):
        at1, at2 = (float(f"{value:.7g}") for value in points.x[found[0]])
        put({"at1": at1, "at2": at2})
