"""One session's side of Streamlit's protocol, without a socket: what a browser says and remembers.

``ask`` makes the next message, ``hear`` takes what comes back, and between the two lies what
stands on the page: elements and blocks by their place, read as they come, whatever they are.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl, urlencode

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState
from streamlit.util import calc_hash

from tests.load.controls import SETTERS, Control, Tabs

APOLOGY = "This page could not be drawn."
"""How pages/shared/frame/door.py begins its apology."""

ANSWER = "lab_answer"
"""The key of pages/shared/frame/answers.py: with it the browser says which answer it has."""

_ENDED = {
    ForwardMsg.FINISHED_SUCCESSFULLY,
    ForwardMsg.FINISHED_WITH_COMPILE_ERROR,
    ForwardMsg.FINISHED_FRAGMENT_RUN_SUCCESSFULLY,
}
_ALERT_OF_AN_ERROR = 1
_RUNS_REMEMBERED = 2
"""The browser keeps large messages for so many runs, and the server then sends their hash only."""

Place = tuple[int, ...]


@dataclass
class Page:
    """What stands on the page: (kind, message) of elements and of blocks, by their place.

    fragments: the part of the page that each belongs to, if it is one that runs by itself
    """

    elements: dict[Place, tuple[str, Any]] = field(default_factory=dict)
    blocks: dict[Place, tuple[str, Any]] = field(default_factory=dict)
    fragments: dict[Place, str] = field(default_factory=dict)

    def put(self, place: Place, delta: Any) -> None:
        """Take up one change."""
        self.fragments[place] = delta.fragment_id
        if delta.WhichOneof("type") == "new_element":
            kind = delta.new_element.WhichOneof("type")
            for shelf in (self.elements, self.blocks):
                for other in [p for p in shelf if p[: len(place)] == place]:
                    del shelf[other]
            self.elements[place] = kind, getattr(delta.new_element, kind)
        elif delta.WhichOneof("type") == "add_block":
            kind = delta.add_block.WhichOneof("type") or "vertical"
            self.elements.pop(place, None)
            self.blocks[place] = kind, getattr(delta.add_block, kind)

    def keep(self, places: set[Place], of: Collection[str] = ()) -> None:
        """Drop what the last run did not show again, ``of`` these fragments if it was theirs."""

        def stays(place: Place) -> bool:
            return place in places or bool(of and self.fragments[place] not in of)

        self.elements = {p: e for p, e in self.elements.items() if stays(p)}
        self.blocks = {p: b for p, b in self.blocks.items() if stays(p)}

    def fragment(self, identity: str) -> str:
        """The fragment that a control belongs to; empty if it runs the whole app."""
        for place, (_, proto) in (*self.elements.items(), *self.blocks.items()):
            if getattr(proto, "id", "") == identity:
                return self.fragments[place]
        return ""

    def controls(self) -> Iterator[Control]:
        """Everything that can be moved."""
        for kind, proto in self.elements.values():
            if kind in SETTERS and not proto.disabled:
                yield Control(kind, proto)
        for place, (kind, proto) in self.blocks.items():
            if kind == "expandable" and proto.id:
                yield Control(kind, proto)
            if kind == "tab_container" and proto.id:
                yield Control(kind, Tabs(proto.id, self._tabs_of(place)))

    def _tabs_of(self, place: Place) -> tuple[str, ...]:
        return tuple(
            proto.label
            for where, (kind, proto) in sorted(self.blocks.items(), key=lambda item: item[0])
            if kind == "tab" and where[:-1] == place
        )

    def of_kind(self, kind: str) -> list[Any]:
        """The messages of all elements of one kind."""
        return [proto for found, proto in self.elements.values() if found == kind]

    def failures(self) -> list[str]:
        """Apologies, exceptions: what no student should see."""
        told = [f"{e.type}: {e.message}" for e in self.of_kind("exception")]
        alerts = self.of_kind("alert")
        return told + [
            alert.body
            for alert in alerts
            if alert.format == _ALERT_OF_AN_ERROR and alert.body.startswith(APOLOGY)
        ]


class Conversation:
    """One session: where it is, what its controls are set to, what it has been sent."""

    def __init__(self, page: str = "", query: str = "") -> None:
        self.session = ""
        self.page = Page()
        self.address = page
        self.query = query
        self.script = ""
        self.pages: dict[str, str] = {}
        self.states: dict[str, WidgetState] = {}
        self.answer: WidgetState | None = None
        self.size = 0
        self.lost_page = False
        self.uploads: dict[str, Any] = {}
        self._kept: dict[str, tuple[Any, int]] = {}
        self._run, self._shown, self._started = 0, set[Place](), False
        self._fragments: Sequence[str] = ()
        self._moved = ""

    def controls(self) -> list[Control]:
        """What can be moved, in an order that a seed can count on."""
        return sorted(self.page.controls(), key=lambda control: (control.key, control.identity))

    def settings(self) -> list[Control]:
        """Those of them that set something of the run."""
        return [control for control in self.controls() if control.setting]

    def set(self, control: Control, state: WidgetState, in_link: str) -> None:
        """Move a control; the next ``ask`` tells the server."""
        self.put(state)
        if control.link_key:
            settings = dict(parse_qsl(self.query, keep_blank_values=True))
            self.query = urlencode(settings | {control.link_key: in_link})

    def put(self, state: WidgetState) -> None:
        """The same for a control without a place in the link."""
        self.states[state.id] = state
        self._moved = state.id

    def go(self, page: str, query: str = "") -> None:
        """Follow a link to a page of the app: "" is its first page.

        The browser then forgets the settings of the page that it leaves.
        """
        if page != self.address:
            self.states, self.answer = {}, None
        self._moved = ""
        self.address, self.query = page, query
        self.script = self.pages.get(page) or calc_hash(page)

    def ask(self, triggers: Sequence[WidgetState] = (), *, back: bool = False) -> bytes:
        """The message that asks for a run; ``triggers`` are clicks, told once."""
        message = BackMsg()
        request = message.rerun_script
        request.query_string = self.query
        request.page_script_hash = self.script
        request.page_name = "" if self.script else self.address
        request.is_history_navigation = back
        moved = triggers[0].id.removesuffix("__events") if triggers else self._moved
        if moved and not back:
            request.fragment_id = self.page.fragment(moved)
        self._moved = ""
        answers = [self.answer] if self.answer else []
        request.widget_states.widgets.extend([*self.states.values(), *answers, *triggers])
        request.cached_message_hashes.extend(self._kept)
        self._started, self.size, self.lost_page = False, 0, False
        return message.SerializeToString()

    def hear(self, raw: bytes) -> bool:
        """Take one message; True if with it the run that was asked for has ended."""
        self.size += len(raw)
        message = ForwardMsg()
        message.ParseFromString(raw)
        kind = message.WhichOneof("type")
        if kind == "script_finished":
            return self._finish(message.script_finished)
        take = getattr(self, f"_take_{kind}", None)
        if take:
            take(message)
        return False

    def _take_new_session(self, message: ForwardMsg) -> None:
        self.session = message.new_session.initialize.session_id or self.session
        self.script = message.new_session.page_script_hash
        self._started, self._shown = True, set()
        self._fragments = list(message.metadata.run.fragment_ids)

    def _take_delta(self, message: ForwardMsg) -> None:
        place = tuple(message.metadata.delta_path)
        self._put(place, message.delta)
        if message.metadata.cacheable:
            self._kept[message.hash] = message.delta, self._run

    def _take_ref_hash(self, message: ForwardMsg) -> None:
        place = tuple(message.metadata.delta_path)
        delta, _ = self._kept[message.ref_hash]
        self._kept[message.ref_hash] = delta, self._run
        self._put(place, delta)

    def _put(self, place: Place, delta: Any) -> None:
        """Take up one change. A control that the server sets says that from now on."""
        self._shown.add(place)
        self.page.put(place, delta)
        kind, proto = self.page.elements.get(place, ("", None))
        if not getattr(proto, "set_value", False):
            return
        self.states.pop(proto.id, None)
        if kind == "text_input" and proto.id.endswith(f"-{ANSWER}"):
            self.answer = WidgetState(id=proto.id, string_value=proto.value)

    def _take_navigation(self, message: ForwardMsg) -> None:
        self.pages = {page.url_pathname: page.page_script_hash
                      for page in message.navigation.app_pages}  # fmt: skip
        self.script = message.navigation.page_script_hash

    def _take_page_info_changed(self, message: ForwardMsg) -> None:
        self.query = message.page_info_changed.query_string

    def _take_page_not_found(self, _: ForwardMsg) -> None:
        self.lost_page = True

    def _take_file_urls_response(self, message: ForwardMsg) -> None:
        response = message.file_urls_response
        self.uploads[response.response_id] = list(response.file_urls)

    def _finish(self, status: int) -> bool:
        if not self._started or status not in _ENDED:
            return False
        self.page.keep(self._shown, self._fragments)
        present = {control.identity for control in self.page.controls()}
        self.states = {key: state for key, state in self.states.items() if key in present}
        self._run += 1
        self._kept = {
            key: (delta, run)
            for key, (delta, run) in self._kept.items()
            if self._run - run <= _RUNS_REMEMBERED
        }
        return True
