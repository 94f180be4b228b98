"""What the controls of one page stand at: in the page's link and in the page's memory.

Streamlit binds a control to the link (``bind="query-params"``) under the control's key. A control
first shown in a visit takes what the link or the page's memory says (``visit.py``).
"""

import re
from collections.abc import Collection, Mapping
from typing import Any, Literal, TypeVar

import streamlit as st

from pages.shared.frame import streamlit_internals, visit
from pages.shared.frame.setting_text import is_infinite, means, quoted, written

T = TypeVar("T")
# What mail programs, portals and search engines put behind a link that passes through them.
_FOLLOWS_READERS = re.compile(r"utm_\w+|fbclid|[gd]clid|msclkid|mc_[ce]id|igshid|_g[al]")


class LinkedSettings:
    """The settings of one page, by the keys of its controls.

    A control calls ``restore`` before it is shown and ``remember`` after; the last one is followed
    by ``keep_link``.
    """

    def __init__(self) -> None:
        """Where the link says nothing, let it say what the page remembers."""
        self.values: dict[str, Any] = {}
        self.defaults: dict[str, Any] = {}
        self._visit = visit.present()
        self._memory = visit.memory_of(self._visit.page)
        self._ignored: list[str] = []
        self._reasons: dict[tuple[str, str], str] = {}
        if not self._visit.seen and not self._visit.link and self._memory:
            self._put_memory_into_link()

    def shown(self, key: str) -> bool:
        """Whether a control has been shown since the student came to the page."""
        return key in self._visit.seen

    def refuse(self, key: str, setting: str, reason: str) -> None:
        """Why a setting is not on offer, for a link that asks for it."""
        self._reasons[key, setting] = reason

    def refuse_longer(self, key: str, longest: int) -> None:
        """A text of more letters than this is not taken from a link."""
        reason = f"which is longer than {longest} letters"
        self.refuse(key, self._visit.link.get(key, ""), reason)

    def hide(self, key: str, default: object) -> None:
        """A control that is not shown now, because another one decides for it."""
        self.defaults[key] = default
        self._memory.pop(key, None)

    def restore(self, key: str, default: object) -> None:
        """Before a control is first shown in a visit: the link decides, else the memory."""
        self.defaults[key] = default
        if self.shown(key):
            return
        state = st.session_state
        if self._visit.from_defaults:
            state[key] = default
            return
        if key in state:  # what another page's control of that name was set to
            del state[key]
        if not self._visit.link and key in self._memory:
            state[key] = self._memory[key]

    def remember(self, key: str, value: T) -> T:
        """After a control is shown: keep its value, and see if the link asked for another."""
        self.values[key] = value
        self._visit.answers.shows(key, value)
        if value == self.defaults[key]:
            self._memory.pop(key, None)
        else:
            self._memory[key] = value
        asked = self._visit.link.get(key)
        if not self.shown(key) and asked is not None and not means(asked, value):
            why = self._reasons.get((key, asked), "which is not on offer")
            used = quoted(written(value))
            self._ignored.append(f"{key} = {quoted(asked)}, {why}: {key} = {used} is used")
        self._visit.began.setdefault(key, value)
        self._visit.seen.add(key)
        return value

    def has_moved(self, key: str) -> bool:
        """Whether a control stands elsewhere than when the student came to the page."""
        return bool(self.values[key] != self._visit.began[key])

    def stands(self, key: str, gathered: bool) -> None:
        """Note whether a control stands where an exercise gathers its own."""
        if self._visit.gathered.setdefault(key, gathered) != gathered:
            self._visit.moved = True

    def rename(self, key: str, former: Mapping[str, object]) -> None:
        """Where the link gives a setting in former words: let it stand there as on the control."""
        link = self._visit.link
        asked = link.get(key)
        if asked is None or self.shown(key) or asked not in former:
            return
        link[key] = written(former[asked])
        streamlit_internals.reword_link(streamlit_internals.asked_link() | link, key)

    @staticmethod
    def bond(key: str) -> Literal["query-params"] | None:
        """No bond for this run where the link holds what cannot even be a whole number.

        Streamlit fails at infinity, and would at every run while the link says so.
        """
        if is_infinite(st.query_params.get(key, "")):
            del st.query_params[key]
            return None
        return "query-params"

    def unmet(self) -> str:
        """What the link asks for in vain, in words; empty where nothing is."""
        strange = [key for key in self._visit.link if key not in self._known()]
        unknown = [key for key in strange if not _FOLLOWS_READERS.fullmatch(key)]
        told = [f"{quoted(key)}, for which this page has no control" for key in unknown]
        return "; ".join(self._ignored + told)

    def keep_link(self) -> None:
        """All controls are shown: the link has been read, and says what they stand at."""
        self._visit.link = {}
        self._write_link()
        address = st.query_params.to_dict()
        self._visit.address = {key: address[key] for key in address if key in self.defaults}
        self._visit.defaults = self.defaults
        for key in self._memory.keys() - self._known():  # controls that are hidden now
            del self._memory[key]

    def whole_link(self) -> dict[str, str]:
        """The settings in the link, and what every control stands at: to be shared.

        Not what else is in the address: a mail program may have put it there.
        """
        return self._only_known(self._true_link(self.values))

    def _known(self) -> set[str]:
        return self.defaults.keys() | self._visit.beside

    def _only_known(self, link: Mapping[str, str]) -> dict[str, str]:
        return {key: link[key] for key in link if key in self._known()}

    def _write_link(self) -> None:
        """Let the link say what the controls stand at once one has come to another place, and so
        those behind it too.

        Before, the browser writes, unless its link is in doubt, as after Back: an answer that was
        on its way may write over it, and Back may lead to where it was half written, with settings
        of controls that were leaving. What is written here may reach it when hands are further and
        set the link back: then their next setting is written too.
        """
        moved = self.values.keys() if self._visit.moved else set()
        doubted = self._visit.link_in_doubt or streamlit_internals.came_by_history()
        self._visit.link_in_doubt = False
        link = self._true_link(self.values if doubted else moved)
        if doubted:
            link = self._only_known(link)
        now, wrote = {key: link.get(key) for key in moved}, self._visit.wrote
        left = streamlit_internals.asked_link().keys() & moved - link.keys()
        if doubted or left or link != st.query_params.to_dict() or (wrote and now != wrote):
            streamlit_internals.write_link(link)
            self._visit.wrote = now

    def _true_link(self, keys: Collection[str]) -> dict[str, str]:
        """The settings in the link, with what the controls of these keys stand at, and with what
        is remembered beside the controls: a quick hand may send a link that has it not yet."""
        beside = {key: self._memory[key] for key in self._visit.beside & self._memory.keys()}
        link: dict[str, str] = st.query_params.to_dict() | beside
        for key in keys:
            value = self.values[key]
            if key in link and not means(link[key], value):
                del link[key]
            if key not in link and value != self.defaults[key]:
                link[key] = written(value)
        return link

    def _put_memory_into_link(self) -> None:
        """Back on a page whose link does not say what its controls were set to: now it does.

        A run that the browser's Back button caused takes all values from the link it found, so
        there the page is run once more.
        """
        streamlit_internals.put_into_link(
            {key: written(value) for key, value in self._memory.items()}
        )
        if streamlit_internals.came_by_history():
            st.rerun()


def put_one(key: str, value: object) -> None:
    """Set a control, but not to where it stands: in the browser it may have been moved since."""
    if key not in st.session_state or st.session_state[key] != value:
        st.session_state[key] = value


def put(settings: Mapping[str, Any], normal: Mapping[str, Any] | None = None) -> None:
    """Set controls before the next run: also one which that run shows for the first time.

    Of such a one Streamlit takes the value, unless the link asks for another, and does not write it
    into the link: here it is written, unless it is its ``normal`` one, where that is told.
    """
    here = visit.present()
    seen = here.seen
    here.answers.read()
    for key, value in settings.items():
        put_one(key, value)
        if key not in seen:
            says = None if normal and value == normal.get(key) else written(value)
            streamlit_internals.ask_in_link(key, says)
    here.answers.note()
    seen.update(settings)
