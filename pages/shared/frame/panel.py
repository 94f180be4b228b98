"""The controls of one page.

Each is bound to the page's link and memory (``linked_settings.py``); a notice says so when a link
asks for something that no control offers.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from contextlib import nullcontext
from typing import Any, Literal, TypeVar

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from pages.shared.frame import share, visit
from pages.shared.frame.linked_settings import LinkedSettings, put, put_one
from pages.shared.frame.setting_text import in_a_sentence, written

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
        last: DeltaGenerator | None = None,
    ) -> None:
        """Open the panel; ``notices`` is where those about the link shall stand, else here.

        The controls whose keys are ``gathered``, which an exercise needs, go to ``needed``; Reset
        and Share to ``last``, else below the others, where each that goes moves them up.
        """
        self._notices = notices or st.container()
        self._last = last
        self._needed = needed
        self._gathered = gathered
        self._settings = LinkedSettings()
        self._labels: dict[str, str] = {}
        self._resting: Collection[str] = ()
        self._kept_back: list[str] = []

    def notice(self, text: str) -> None:
        """Tell above the controls what the link asked for in vain."""
        self._notices.warning(text, icon=":material/link_off:")

    def stands_at(self, settings: Mapping[str, object]) -> bool:
        """Whether the controls say these settings."""
        return all(self._settings.values.get(key) == value for key, value in settings.items())

    def told(self, but: str = "") -> dict[str, str]:
        """Each control by its key, but for that one: its label, and what it stands at."""
        return {
            key: f"{self._labels[key]} {in_a_sentence(value)}"
            for key, value in self._settings.values.items()
            if key != but
        }

    def rest(self, keys: Collection[str]) -> None:
        """Controls yet to come that have no part in what is on show: grey, with their values."""
        self._resting = keys

    def keep_back(self, text: str) -> None:
        """Tell whoever shares the page what others do not get with its link."""
        self._kept_back.append(text)

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
        if self._settings.shown(key) and set_to not in (None, *options):
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
        if self._settings.shown(key) and st.session_state.get(key) not in (None, *options):
            st.session_state[key] = default
        for option, why in (needs or {}).items():
            self._settings.refuse(key, option, why)
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
        self._settings.rename(key, former or {})
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
        bind = self._settings.bond(key)
        return self._show(
            st.number_input, key, default, label, *span, default, help=help, bind=bind, **look
        )

    def hide(self, key: str, default: object) -> None:
        """A control that is not shown now, because another one decides for it."""
        self._settings.hide(key, default)

    def text(self, key: str, label: str, longest: int, help: str | None = None, **look: Any) -> str:
        """A text to type, such as a formula; empty by default."""
        self._settings.refuse_longer(key, longest)
        return self._show(st.text_input, key, "", label, "", longest, help=help, **look)

    def refuse(self, key: str, why: str) -> None:
        """Say why the text of a control is not used, where the student looks.

        Below the box of whoever has typed it; on top of one that came with the link, since the box
        may be folded away.
        """
        if not self._settings.has_moved(key):
            self.notice(why)
            return
        with self._place(key) or nullcontext():
            st.warning(why)

    def close(self) -> None:
        """Show Reset and Share, and above the controls what the link asked for in vain."""
        last = self._last or st.container(horizontal=True)
        with last:
            self._setter(
                "Reset",
                "reset",
                self._settings.defaults.copy(),
                icon=":material/restart_alt:",
                help="Back to the lesson's settings.",
                width="stretch",
            )
        if wanted := self._settings.unmet():
            self.notice(f"The link asks for {wanted}.")
        self._settings.keep_link()
        with last:
            share.button(self._settings.whole_link, self._kept_back)

    def move(self, key: str, value: object) -> None:
        """Set a control yet to come, because the student has just moved another one.

        Not when a page is opened: then the link alone says what its controls stand at.
        """
        if self._settings.shown(key):
            put_one(key, value)

    def set_button(self, label: str, key: str, settings: Mapping[str, object]) -> None:
        """A button that moves this page's controls to given settings, the others to defaults.

        Some of them may appear only then, where a control decides which others there are.
        """
        wanted = {**self._settings.defaults, **settings}
        self._setter(label, key, wanted, icon=":material/tune:")

    def _setter(self, label: str, key: str, settings: Mapping[str, object], **look: Any) -> None:
        args = (settings, self._settings.defaults.copy())
        st.button(label, key=key, on_click=_put_all, args=args, **look)

    def _show(
        self, widget: Callable[..., Any], key: str, normal: T, label: str, *args: Any, **look: Any
    ) -> T:
        self._settings.restore(key, normal)
        self._labels[key] = label
        place = self._place(key)
        self._settings.stands(key, gathered=bool(place))
        with place or nullcontext():
            kept = {"key": key, "bind": "query-params", "disabled": key in self._resting}
            value = widget(label, *args, **{**kept, **look})
        return self._settings.remember(key, normal if value is None else value)

    def _place(self, key: str) -> DeltaGenerator | None:
        """Where a control stands that an exercise needs; None: where it is made."""
        return self._needed if key in self._gathered else None


def _put_all(settings: Mapping[str, object], normal: Mapping[str, object]) -> None:
    """Set all controls, and write the link anew: without what belongs to none of them."""
    put(settings, normal)
    visit.doubt_link()
