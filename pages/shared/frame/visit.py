"""A student's stay on one page, and what each page remembers of its settings.

Pages use the same short names (``eta``, ``epochs``) for controls of their own, so there is one
memory for each page. It is put back when the student returns.
"""

from dataclasses import dataclass, field
from typing import Any

import streamlit as st

from pages.shared.frame import streamlit_internals
from pages.shared.frame.answers import Answers
from pages.shared.frame.setting_text import written

_VISIT = "frame visit"
_MEMORY = "frame memory"


@dataclass
class Visit:
    """A student's stay on one page, from coming to leaving; keys are those of its controls.

    link:     what the link asks for, until a run has shown all controls
    beside:   keys of the link that belong to no control; seen: controls that were shown so far
    began:    what each of those stood at when it was first shown
    gathered: whether a control first stood where an exercise gathers its own
    moved:    whether one has come to another place since; wrote: what the link was given then
    address:  what the link said of the controls at the end of the last run; defaults: of each
    led_to:   the page that a way from here has led to
    from_defaults: the controls begin with the lesson's values; clear: the link is to be emptied
    link_in_doubt: the browser's link may be a step behind the controls
    answers:  what the browser has been answered, and what of it it has not had yet
    """

    page: str
    link: dict[str, str]
    beside: set[str] = field(default_factory=set)
    seen: set[str] = field(default_factory=set)
    began: dict[str, Any] = field(default_factory=dict)
    gathered: dict[str, bool] = field(default_factory=dict)
    moved: bool = False
    wrote: dict[str, str | None] = field(default_factory=dict)
    address: dict[str, str] = field(default_factory=dict)
    defaults: dict[str, Any] = field(default_factory=dict)
    led_to: str = ""
    from_defaults: bool = False
    clear: bool = False
    link_in_doubt: bool = False
    answers: Answers = field(default_factory=Answers)

    def may_be_said(self) -> set[tuple[str, str]]:
        """What the browser's link may say of the controls: also of one just moved, of which the
        run was broken off."""
        now = {key: st.session_state.get(key, default) for key, default in self.defaults.items()}
        moved = {key: value for key, value in now.items() if value != self.defaults[key]}
        return self.address.items() | {(key, written(value)) for key, value in moved.items()}


def present() -> Visit:
    """The visit that this run belongs to."""
    visit: Visit = st.session_state[_VISIT]
    return visit


def answers() -> Answers:
    """What the browser has been answered in this visit."""
    return present().answers


def enter(page: str) -> None:
    """Note which page this run shows; a change of page starts a new visit."""
    visit: Visit | None = st.session_state.get(_VISIT)
    if visit and visit.clear:
        visit.clear = False
        st.query_params.from_dict({})
        st.rerun()
    if visit is None or visit.page != page:
        if visit and visit.led_to != page:
            visit.led_to = page
            _take_whole_link(visit)
        streamlit_internals.forget_left_controls()
        # An answer to the page just left may write over what the browser makes of the link.
        visit = Visit(page, st.query_params.to_dict(), link_in_doubt=visit is not None)
        st.session_state[_VISIT] = visit
    if visit.answers.read():
        visit.link_in_doubt = True


def _take_whole_link(left: Visit) -> None:
    """On the way from page to page, keep settings that controls of both pages share a name for.

    Streamlit drops from a link what is named like a control of the page just left. It is put back,
    and the page is run once more, as if it had been opened with this link. A way without settings
    brings those of the page just ``left``, and of them nothing is to stay.
    """
    asked = streamlit_internals.asked_link()
    by_history = streamlit_internals.came_by_history()
    if not by_history and asked.items() <= left.may_be_said():
        asked = {}
    if asked.keys() ^ st.query_params.keys():
        st.query_params.from_dict(asked)
        st.rerun()


def forget() -> None:
    """Drop everything remembered of the present page: it opens with the lesson's defaults.

    Its link may hold the very setting that an error came from, so the link does not count either.
    """
    page = present().page
    st.session_state.get(_MEMORY, {}).pop(page, None)
    st.session_state[_VISIT] = Visit(page, {}, from_defaults=True, clear=True)


def memory_of(page: str) -> dict[str, Any]:
    """What a page remembers: of each control that is not at its default, the value."""
    memory: dict[str, Any] = st.session_state.setdefault(_MEMORY, {}).setdefault(page, {})
    return memory


def asked(key: str) -> str | None:
    """What the link says of a key that is no control's, when a student comes to the page.

    They come by a link, also by the browser's Back or Forward; one that says nothing at all
    opens the page as it was left.
    """
    visit = present()
    came = key not in visit.beside
    visit.beside.add(key)
    by_history = streamlit_internals.came_by_history()
    link = st.query_params.to_dict() if by_history else visit.link
    said: str | None = (memory_of(visit.page) if came and not link else link).get(key)
    return said


def keep(key: str, value: str | None) -> None:
    """Remember this of such a key, for a student who comes back to the page."""
    memory = memory_of(present().page)
    if value is None:
        memory.pop(key, None)
    else:
        memory[key] = value


def keep_in_link(key: str, value: str | None) -> None:
    """The same in a callback, where a student has moved it: the link says it too.

    It is remembered at once: a page whose controls stand above what is kept writes the link before
    it comes to that.
    """
    keep(key, value)
    if value is None:
        st.query_params.pop(key, None)
        doubt_link()  # the answer that names it there may still be on its way
    else:
        st.query_params[key] = value


def unlearn(key: str, value: object) -> None:
    """On every page, forget that a control was set to a value which is no longer on offer."""
    for memory in st.session_state.get(_MEMORY, {}).values():
        if memory.get(key) == value:
            del memory[key]


def learn(page: str, key: str, value: object) -> None:
    """Another page shall open with this setting, unless its link says otherwise."""
    memory_of(page)[key] = value


def doubt_link() -> None:
    """The browser's link may be a step behind the controls: this run writes it in any case."""
    present().link_in_doubt = True
