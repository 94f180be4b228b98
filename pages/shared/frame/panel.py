"""The controls of one page and their place in the page's link.

Streamlit binds a control to the link (``bind="query-params"``) under the control's key. A control
first shown in a visit takes what the link or the page's memory says (``visit.py``); a notice says
so when a link asks for something that no control offers.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from contextlib import nullcontext
from functools import partial
from typing import Any, Literal, TypeVar

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from pages.shared.frame import share, streamlit_internals, visit
from pages.shared.frame.setting_text import in_a_sentence, is_infinite, means, quoted, written

T = TypeVar("T")


class Panel:
    """The controls of one page. Make them through it, then call ``close``.

    Each method shows one Streamlit control, bound to the link under ``key``, and returns its value.
    """

    def __init__(
        self,
        notices: DeltaGenerator | None = None,
        needed: DeltaGenerator | None = None,
        gathered: Collection[str] = (),
    ) -> None:
        """Open the panel; ``notices`` is where those about the link shall stand, else here.

        The controls whose keys are ``gathered``, which an exercise needs, go to ``needed``.
        """
        self._notices = notices or st.container()
        self._needed = needed
        self._gathered = gathered
        self._values: dict[str, Any] = {}
        self._visit = visit.present()
        self._memory = visit.memory_of(self._visit.page)
        self._defaults: dict[str, Any] = {}
        self._labels: dict[str, str] = {}
        self._ignored: list[str] = []
        self._needs: dict[tuple[str, str], str] = {}
        self._resting: Collection[str] = ()
        if not self._visit.seen and not self._visit.link and self._memory:
            self._put_memory_into_link()

    @staticmethod
    def asked(key: str) -> str | None:
        """What the link says of a key that is no control's, when a student comes to the page.

        They come by a link, also by the browser's Back or Forward; one that says nothing at all
        opens the page as it was left.
        """
        present = visit.present()
        came = key not in present.beside
        present.beside.add(key)
        by_history = streamlit_internals.came_by_history()
        link = st.query_params.to_dict() if by_history else present.link
        asked: str | None = (visit.memory_of(present.page) if came and not link else link).get(key)
        return asked

    @staticmethod
    def keep(key: str, value: str | None) -> None:
        """Remember this of such a key, for a student who comes back to the page."""
        memory = visit.memory_of(visit.present().page)
        if value is None:
            memory.pop(key, None)
        else:
            memory[key] = value

    def notice(self, text: str) -> None:
        """Tell above the controls what the link asked for in vain."""
        self._notices.warning(text, icon=":material/link_off:")

    def stands_at(self, settings: Mapping[str, object]) -> bool:
        """Whether the controls say these settings."""
        return all(self._values.get(key) == value for key, value in settings.items())

    def told(self, but: str = "") -> dict[str, str]:
        """Each control by its key, but for that one: its label, and what it stands at."""
        return {
            key: f"{self._labels[key]} {in_a_sentence(value)}"
            for key, value in self._values.items()
            if key != but
        }

    def rest(self, keys: Collection[str]) -> None:
        """Controls yet to come that have no part in what is on show: grey, with their values."""
        self._resting = keys

    def slider(
        self,
        key: str,
        label: str,
        span: tuple[T, T],
        default: T,
        step: T,
        help: str | None = None,
        *,
        width: int | Literal["stretch"] = "stretch",
    ) -> T:
        """A number on an even scale from the first to the last of ``span``.

        ``width`` in pixels lets several share a row, on a phone too.
        """
        look = {"help": help, "format": "%g" if isinstance(step, float) else None, "width": width}
        return self._show(st.slider, key, default, label, *span, default, step, **look)

    def scale(
        self, key: str, label: str, options: Sequence[T], default: T, help: str | None = None
    ) -> T:
        """A slider over values that are not evenly spaced, such as a learning rate.

        Where another control has made the scale shorter, a setting beyond its end moves to the end.
        """
        set_to = st.session_state.get(key)
        if key in self._visit.seen and set_to not in (None, *options):
            st.session_state[key] = options[-1]
        return self._show(
            st.select_slider, key, default, label, options, default, format_func=written, help=help
        )

    def choice(
        self,
        key: str,
        label: str,
        options: Sequence[T],
        default: T,
        help: str | None = None,
        *,
        needs: Mapping[str, str] | None = None,
    ) -> T:
        """One of several, from a list that opens.

        ``needs`` says of options that are not there now what they need, for a link that asks.
        An option that was chosen and is not there any more gives way to the default.
        """
        if key in self._visit.seen and st.session_state.get(key) not in (None, *options):
            st.session_state[key] = default
        self._needs.update({(key, option): why for option, why in (needs or {}).items()})
        index = list(options).index(default)
        return self._show(
            st.selectbox, key, default, label, options, index, format_func=written, help=help
        )

    def switch(
        self,
        key: str,
        label: str,
        options: Sequence[T],
        default: T,
        help: str | None = None,
        *,
        former: Mapping[str, T] | None = None,
    ) -> T:
        """One of a few that can all be seen at once.

        ``former`` says what options are called now that links may still call otherwise.
        """
        self._rename(key, former or {})
        look = {"format_func": written, "required": True, "width": "stretch"}
        return self._show(
            st.segmented_control, key, default, label, options, default=default, help=help, **look
        )

    def toggle(self, key: str, label: str, default: bool = False, help: str | None = None) -> bool:
        """On or off."""
        return self._show(st.toggle, key, default, label, default, help=help)

    def number(
        self, key: str, label: str, span: tuple[T, T], default: T, help: str | None = None
    ) -> T:
        """A number to type, such as the seed of a random generator."""
        look = {"format": "%g"} if isinstance(default, float) else {}
        bind = self._bind(key)
        return self._show(
            st.number_input, key, default, label, *span, default, help=help, bind=bind, **look
        )

    def hide(self, key: str, default: object) -> None:
        """A control that is not shown now, because another one decides for it."""
        self._defaults[key] = default
        self._memory.pop(key, None)

    def text(self, key: str, label: str, longest: int, help: str | None = None, **look: Any) -> str:
        """A text to type, such as a formula; empty by default."""
        self._needs[key, self._visit.link.get(key, "")] = f"which is longer than {longest} letters"
        return self._show(st.text_input, key, "", label, "", longest, help=help, **look)

    def close(self) -> None:
        """Show Reset and Share, and above the controls what the link asked for in vain."""
        last = st.container(horizontal=True)
        with last:
            st.button(
                "Reset",
                key="reset",
                icon=":material/restart_alt:",
                help="Back to the lesson's settings.",
                on_click=put,
                args=(dict(self._defaults), dict(self._defaults)),
                width="stretch",
            )
        known = self._defaults.keys() | self._visit.beside
        unknown = [key for key in self._visit.link if key not in known]
        self._ignored += [f"{quoted(key)}, for which this page has no control" for key in unknown]
        if self._ignored:
            wanted = "; ".join(self._ignored)
            self.notice(f"The link asks for {wanted}.")
        self._visit.link = {}
        self._keep_link()
        address = st.query_params.to_dict()
        self._visit.address = {key: address[key] for key in address if key in self._defaults}
        for key in self._memory.keys() - known:  # controls that are hidden now
            del self._memory[key]
        with last:
            share.button(partial(self._true_link, self._values))

    def _keep_link(self) -> None:
        """Let the link say what the controls stand at once one has come to another place, and so
        those behind it too.

        Before, the browser writes, unless its link is in doubt. What is written here may reach it
        when hands are further and set the link back: then their next setting is written too.
        """
        moved = self._values.keys() if self._visit.moved else set()
        doubted, self._visit.link_in_doubt = self._visit.link_in_doubt, False
        link = self._true_link(self._values if doubted else moved)
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
            value = self._values[key]
            if key in link and not means(link[key], value):
                del link[key]
            if key not in link and value != self._defaults[key]:
                link[key] = written(value)
        return link

    def move(self, key: str, value: object) -> None:
        """Set a control yet to come, because the student has just moved another one.

        Not when a page is opened: then the link alone says what its controls stand at.
        """
        if key in self._visit.seen:
            st.session_state[key] = value

    def set_button(self, label: str, key: str, settings: Mapping[str, object]) -> None:
        """A button that moves this page's controls to given settings, the others to defaults.

        Some of them may appear only then, where a control decides which others there are.
        """
        st.button(
            label,
            key=key,
            icon=":material/tune:",
            on_click=put,
            args=({**self._defaults, **settings}, dict(self._defaults)),
        )

    def _show(
        self, widget: Callable[..., Any], key: str, normal: T, label: str, *args: Any, **look: Any
    ) -> T:
        self._restore(key, normal)
        self._labels[key] = label
        place = self._needed if key in self._gathered else None
        if self._visit.gathered.setdefault(key, bool(place)) != bool(place):
            self._visit.moved = True
        with place or nullcontext():
            kept = {"key": key, "bind": "query-params", "disabled": key in self._resting}
            value = widget(label, *args, **{**kept, **look})
        self._values[key] = self._remember(key, normal if value is None else value)
        return self._values[key]  # type: ignore[no-any-return]

    def _rename(self, key: str, former: Mapping[str, object]) -> None:
        """Where the link gives a setting in former words: let it stand there as on the control."""
        link = self._visit.link
        asked = link.get(key)
        if asked is None or key in self._visit.seen or asked not in former:
            return
        link[key] = written(former[asked])
        streamlit_internals.reword_link(streamlit_internals.asked_link() | link, key)

    @staticmethod
    def _bind(key: str) -> Literal["query-params"] | None:
        """No bond for this run where the link holds what cannot even be a whole number.

        Streamlit fails at infinity, and would at every run while the link says so.
        """
        if is_infinite(st.query_params.get(key, "")):
            del st.query_params[key]
            return None
        return "query-params"

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

    def _restore(self, key: str, default: Any) -> None:
        """Before a control is first shown in a visit: the link decides, else the memory."""
        self._defaults[key] = default
        if key in self._visit.seen:
            return
        state = st.session_state
        if self._visit.from_defaults:
            state[key] = default
            return
        if key in state:  # what another page's control of that name was set to
            del state[key]
        if not self._visit.link and key in self._memory:
            state[key] = self._memory[key]

    def _remember(self, key: str, value: T) -> T:
        """After a control is shown: keep its value, and see if the link asked for another."""
        if value == self._defaults[key]:
            self._memory.pop(key, None)
        else:
            self._memory[key] = value
        asked = self._visit.link.get(key)
        if key not in self._visit.seen and asked is not None and not means(asked, value):
            why = self._needs.get((key, asked), "which is not on offer")
            used = quoted(written(value))
            self._ignored.append(f"{key} = {quoted(asked)}, {why}: {key} = {used} is used")
        self._visit.seen.add(key)
        return value


def put(settings: Mapping[str, Any], normal: Mapping[str, Any]) -> None:
    """Set controls before the next run: also one which that run shows for the first time.

    Of such a one Streamlit takes the value, unless the link asks for another, and does not write it
    into the link: here it is written, unless it is its ``normal`` one.
    """
    seen = visit.present().seen
    for key, value in settings.items():
        st.session_state[key] = value
        if key not in seen:
            says = None if value == normal.get(key) else written(value)
            streamlit_internals.ask_in_link(key, says)
    seen.update(settings)
