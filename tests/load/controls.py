"""What a student can move on a page, read from Streamlit's messages whatever the page holds.

A control is any element or block that carries an identity and one of the kinds below. Each kind has
one function that makes a random setting of it, as the browser would send it.
"""

import random
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from streamlit.proto.WidgetStates_pb2 import WidgetState

Setting = tuple[WidgetState, str]
"""What is sent, and how the same reads in a link."""


@dataclass(frozen=True)
class Control:
    """One control on the page; ``kind`` is Streamlit's name of its message."""

    kind: str
    proto: Any

    @property
    def identity(self) -> str:
        """Streamlit's ``$$ID-hash-key``."""
        return str(self.proto.id)

    @property
    def key(self) -> str:
        """The name that the page gave it; its label, or its kind, if it gave none."""
        name = self.identity.split("-", 2)[-1]
        return name if name not in {"", "None"} else getattr(self.proto, "label", "") or self.kind

    @property
    def link_key(self) -> str:
        """The name under which it stands in the page's link, if it does."""
        return str(getattr(self.proto, "query_param_key", ""))

    @property
    def setting(self) -> bool:
        """Whether it sets something of the run, rather than opening a box or answering."""
        return self.kind not in {"expandable", "radio", "tab_container"}

    def somewhere(self, rng: random.Random) -> Setting:
        """A random setting."""
        return SETTERS[self.kind](self.proto, rng)


def _number_in_link(value: float) -> str:
    return f"{value:.12g}"


def _slider(proto: Any, rng: random.Random) -> Setting:
    state = WidgetState(id=proto.id)
    if proto.options:
        return _texts(state, rng.choice(proto.options))
    steps = round((proto.max - proto.min) / proto.step)
    values = [proto.min + proto.step * rng.randint(0, steps) for _ in proto.default]
    state.double_array_value.data.extend(sorted(values))
    return state, _number_in_link(values[0])


def _texts(state: WidgetState, *chosen: str) -> Setting:
    state.string_array_value.data.extend(chosen)
    return state, ",".join(chosen)


def _selectbox(proto: Any, rng: random.Random) -> Setting:
    chosen = rng.choice(proto.options) if proto.options else ""
    return WidgetState(id=proto.id, string_value=chosen), chosen


def _button_group(proto: Any, rng: random.Random) -> Setting:
    return _texts(WidgetState(id=proto.id), rng.choice(proto.options).content)


def _checkbox(proto: Any, rng: random.Random) -> Setting:
    on = rng.random() < 0.5
    return WidgetState(id=proto.id, bool_value=on), str(on).lower()


def _number_input(proto: Any, rng: random.Random) -> Setting:
    low, high = (proto.min, proto.max) if proto.has_min and proto.has_max else (-1000, 1000)
    value = rng.randint(int(low), int(high))
    return WidgetState(id=proto.id, double_value=value), str(value)


def _radio(proto: Any, rng: random.Random) -> Setting:
    chosen = rng.choice(proto.options)
    return WidgetState(id=proto.id, string_value=chosen), chosen


def _expander(proto: Any, rng: random.Random) -> Setting:
    return WidgetState(id=proto.id, bool_value=rng.random() < 0.5), ""


def _tabs(proto: Any, rng: random.Random) -> Setting:
    chosen = rng.choice(proto.labels)
    return WidgetState(id=proto.id, string_value=chosen), chosen


@dataclass(frozen=True)
class Tabs:
    """A row of tabs with the labels of its tabs, which Streamlit sends as blocks of their own."""

    id: str
    labels: tuple[str, ...]


SETTERS: dict[str, Callable[[Any, random.Random], Setting]] = {
    "slider": _slider,
    "selectbox": _selectbox,
    "button_group": _button_group,
    "checkbox": _checkbox,
    "number_input": _number_input,
    "radio": _radio,
    "expandable": _expander,
    "tab_container": _tabs,
}
