"""A student without a browser: speaks Streamlit's protocol, so only the server's work is timed."""

import random
from dataclasses import dataclass
from time import perf_counter
from typing import Any

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState, WidgetStates
from websockets.sync.client import connect

_CONTROLS = {"slider", "selectbox", "button_group", "checkbox", "number_input"}


@dataclass(frozen=True)
class Rerun:
    """What one run of a page took: seconds until the server had finished, bytes it sent."""

    seconds: float
    size: int
    failed: bool
    moved: str = ""


class Student:
    """One session on a page of a server at ``http://host:port``."""

    def __init__(self, server: str, page: str = "", seed: int = 0) -> None:
        address = f"{server.replace('http', 'ws', 1)}/_stcore/stream"
        self._socket = connect(address, subprotocols=["streamlit"], max_size=None)  # type: ignore[list-item]
        self._rng = random.Random(f"{page} {seed}")
        self._page, self._script = page, ""
        self._states: dict[str, WidgetState] = {}
        self.controls: dict[str, Any] = {}
        self.charts = 0

    def __enter__(self) -> "Student":
        return self

    def __exit__(self, *_: object) -> None:
        self._socket.close()

    def load(self) -> Rerun:
        """Open the page."""
        return self._run("")

    def move(self) -> Rerun:
        """Move a random control to a random place."""
        identity = self._rng.choice(sorted(self.controls))
        self._states[identity] = _set_somewhere(identity, self.controls[identity], self._rng)
        return self._run(_key(identity))

    def _run(self, moved: str) -> Rerun:
        message = BackMsg()
        request = message.rerun_script
        request.page_name, request.page_script_hash = self._page, self._script
        request.widget_states.CopyFrom(WidgetStates(widgets=self._states.values()))
        begin, size, found, failed = perf_counter(), 0, {}, False
        self._socket.send(message.SerializeToString())
        charts = 0
        while True:
            raw = self._socket.recv(timeout=60)
            size += len(raw)
            answer = ForwardMsg()
            answer.ParseFromString(raw)  # type: ignore[arg-type]
            kind = answer.WhichOneof("type")
            if kind == "script_finished":
                seconds = perf_counter() - begin
                break
            if kind == "navigation":
                self._page, self._script = "", answer.navigation.page_script_hash
            elif kind == "delta":
                element = answer.delta.new_element
                what = element.WhichOneof("type")
                charts += what == "plotly_chart"
                failed |= what == "exception" or (what == "alert" and element.alert.format == 1)
                if what in _CONTROLS:
                    widget = getattr(element, what)
                    found[widget.id] = widget
        self.controls, self.charts = found, charts
        self._states = {key: state for key, state in self._states.items() if key in found}
        return Rerun(seconds, size, failed, moved)


def _key(identity: str) -> str:
    """Our name of a control in Streamlit's identity ``$$ID-hash-key``."""
    return identity.split("-", 2)[-1]


def _set_somewhere(identity: str, widget: Any, rng: random.Random) -> WidgetState:
    """A random setting of a control, as the browser would send it."""
    state = WidgetState(id=identity)
    kind = type(widget).__name__
    if kind == "Slider" and widget.options:
        state.string_array_value.data.append(rng.choice(widget.options))
    elif kind == "Slider":
        steps = round((widget.max - widget.min) / widget.step)
        state.double_array_value.data.append(widget.min + widget.step * rng.randint(0, steps))
    elif kind == "Selectbox":
        state.string_value = rng.choice(widget.options)
    elif kind == "ButtonGroup":
        state.string_array_value.data.append(rng.choice(widget.options).content)
    elif kind == "Checkbox":
        state.bool_value = rng.random() < 0.5
    else:
        state.double_value = rng.randint(int(widget.min), int(widget.max))
    return state
