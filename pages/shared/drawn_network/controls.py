"""Hands on a drawn network: a neuron to follow, a weight to set. Both are controls of the page."""

from math import isfinite

import streamlit as st

from pages.shared import words
from pages.shared.bench.stage import Number
from pages.shared.bench.touches import Touch
from pages.shared.drawn_network import names as naming
from pages.shared.drawn_network.names import BIAS, Names
from pages.shared.figures import network as drawing
from pages.shared.figures.network import NetworkPart
from pages.shared.frame import visit
from pages.shared.frame.linked_settings import put
from pages.shared.frame.panel import Panel

NONE = "none"
OWN, NEURON, WEIGHT = "own", "neuron", "weight"


def own(panel: Panel, rest: str) -> str:
    """Weights set by hand, as a text in the link; a click on a weight helps to write it.

    rest: what all the others are
    """
    return panel.text(
        OWN,
        "Weights of your own",
        naming.LONGEST,
        f"Click a line or choose a weight above, or type: x1-h1.2=0.5, bias-o1=−1. {rest}",
    )


def followed(panel: Panel, names: Names, with_inputs: bool = False) -> NetworkPart | None:
    """The neuron whose sum is followed; a click on it sets it too."""
    neurons = names.neurons()
    if with_inputs:
        neurons |= {names.code(0, j): NetworkPart(0, j) for j in range(names.sizes[0])}
    chosen = panel.choice(
        NEURON, "Follow neuron", (NONE, *neurons), NONE,
        "Shows its sum with numbers, under the player, and its map. h1.2 is neuron 2 of hidden "
        "layer 1, o1 an output. Or click a neuron in the figure.",
    )  # fmt: skip
    return neurons.get(chosen)


def weight(panel: Panel, names: Names, neuron: NetworkPart | None) -> NetworkPart | None:
    """The weight of the followed neuron that is being set; a click on a line sets it too."""
    if neuron is None or neuron.k == 0:
        panel.hide(WEIGHT, NONE)
        return None
    sources = names.sources(neuron)
    chosen = panel.choice(
        WEIGHT, "Set its weight from", (NONE, *sources), NONE, "Or click the line in the figure."
    )
    return sources.get(chosen)


def value(names: Names, part: NetworkPart, now: float, when: str = "") -> None:
    """The box in which the value of a weight is typed; ``when``: what moment it is the value of."""
    key = f"typed {names.named(part)}"
    shown = words.number(now)
    left = st.text_input(
        f"Value of {names.named(part)}{when}, now {shown}",
        key=key,
        placeholder=shown,
        max_chars=12,
        on_change=_typed,
        args=(key, names, part),
    )
    if left:
        st.warning(naming.no_weight(left))


def _typed(key: str, names: Names, part: NetworkPart) -> None:
    """A value was typed: it goes into the text of the link. What is none stays in the box."""
    visit.answers().read()
    text = st.session_state[key]
    typed = naming.number(text)
    if typed is not None:
        set_weight(names, part, typed)
    if typed is not None or not text.strip():
        st.session_state[key] = ""


def box(names: Names, part: NetworkPart | None, now: float, when: str = "") -> Number | None:
    """The same box on the drawing, at the weight."""
    if part is None:
        return None
    return Number(part.row, f"{names.named(part)}{when}", now, naming.LARGEST)


def numbered(names: Names, touch: Touch) -> None:
    """A weight was typed on the drawing."""
    set_weight(names, drawing.part(int(touch["row"])), float(touch["value"]))


def set_weight(names: Names, part: NetworkPart, value: float) -> None:
    """If the network has this weight, it too is set by hand from now on, within the bounds."""
    if names.has(part) and part.start is not None and isfinite(value):
        kept = max(-naming.LARGEST, min(naming.LARGEST, value))
        own = naming.read(st.session_state.get(OWN, ""), names).own
        changed = naming.with_weight(own, part, kept)
        put({OWN: naming.write(changed, names)}, {OWN: ""})


def picked(names: Names, touch: Touch) -> None:
    """A neuron or a line was clicked; one that was chosen is so no more."""
    part = drawing.part(int(touch["row"]))
    if not names.has(part):
        return
    code = names.code(part.k, part.to)
    if part.start is None:
        again = st.session_state.get(NEURON) == code
        follow(NONE if again else code)
    else:
        start = BIAS if part.start < 0 else names.code(part.k - 1, part.start)
        again = (st.session_state.get(NEURON), st.session_state.get(WEIGHT)) == (code, start)
        follow(code, NONE if again else start)


def follow(neuron: str, weight: str = NONE) -> None:
    """Set the controls to a neuron and to a weight into it, by their names in the link."""
    put({NEURON: neuron, WEIGHT: weight}, {NEURON: NONE, WEIGHT: NONE})
