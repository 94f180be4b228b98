"""Hands on the network: a neuron to follow, a weight to set, plus and minus, an input to drag."""

from collections.abc import Mapping
from typing import Any

import streamlit as st

from pages.lessons.forward_propagation import settings
from pages.lessons.forward_propagation.settings import BIAS, SPAN, Network
from pages.lessons.forward_propagation.views import resizable
from pages.shared import words
from pages.shared.figures import network as drawing
from pages.shared.figures.network import Mark
from pages.shared.frame.panel import Panel, put

NONE = "none"
_NORMAL = {"neuron": NONE, "weight": NONE}
_OWN = "own"


def own(panel: Panel) -> str:
    """Weights set by hand, as a text in the link; a click on a weight helps to write it."""
    return panel.text(
        _OWN,
        "Weights of your own",
        settings.LONGEST,
        "Click a line or choose a weight above, or type: x1-h1.2=0.5, bias-o1=−1. All others stay "
        "random.",
    )


def followed(panel: Panel, asked: Network) -> Mark | None:
    """The neuron whose sum is followed; a click on it sets it too."""
    neurons = asked.neurons()
    chosen = panel.choice(
        "neuron", "Follow neuron", (NONE, *neurons), NONE,
        "Its sum with numbers, under the player. h1.2 is neuron 2 of hidden layer 1, o1 an "
        "output. Or click it in the figure.",
    )  # fmt: skip
    return neurons.get(chosen)


def weight(panel: Panel, asked: Network, neuron: Mark | None) -> Mark | None:
    """The weight of the followed neuron that is being set; a click on a line sets it too."""
    if neuron is None:
        panel.hide("weight", NONE)
        return None
    sources = asked.sources(neuron)
    chosen = panel.choice(
        "weight", "Set its weight from", (NONE, *sources), NONE, "Or click the line in the figure."
    )
    return sources.get(chosen)


def value(seen: Network, mark: Mark) -> None:
    """The box in which the value of a weight is typed."""
    key = f"typed {settings.named(mark, seen)}"
    now = words.number(seen.value(mark))
    st.text_input(
        f"Value of {settings.named(mark, seen)}, now {now}",
        key=key,
        placeholder=now,
        max_chars=12,
        on_change=_typed,
        args=(key, seen, mark),
    )


def _typed(key: str, seen: Network, mark: Mark) -> None:
    """A value was typed: it goes into the text of the link."""
    typed = settings.number(st.session_state[key])
    if typed is not None:
        changed = settings.with_weight(seen.own, mark, typed)
        st.session_state[_OWN] = settings.write(changed, seen)
    st.session_state[key] = ""


def picked(seen: Network, touch: Mapping[str, Any]) -> None:
    """A neuron or a line was clicked."""
    mark = drawing.mark(int(touch["row"]))
    if mark.k == 0 or mark.to >= seen.sizes[mark.k]:
        return
    code = seen.code(mark.k, mark.to)
    if mark.start is None:
        again = st.session_state.get("neuron") == code
        put({"neuron": NONE if again else code, "weight": NONE}, _NORMAL)
    else:
        start = BIAS if mark.start < 0 else seen.code(mark.k - 1, mark.start)
        put({"neuron": code, "weight": start}, _NORMAL)


def resized(seen: Network, touch: Mapping[str, Any]) -> None:
    """One hidden layer, neuron or output more or fewer, as far as the controls go."""
    for k in range(seen.last + 1):
        key, _, _, now, (least, most) = resizable(seen, k)
        if touch["what"] == key:
            put({key: max(least, min(most, now + (1 if touch["by"] > 0 else -1)))}, {})


def dragged(which: int, touch: Mapping[str, Any]) -> None:
    """An input was dragged along its axis."""
    if touch["name"] == "input":
        low, high = SPAN
        st.session_state[f"x{which + 1}"] = round(max(low, min(high, float(touch["x"]))), 1)
