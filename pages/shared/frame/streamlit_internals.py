"""All that leans on what Streamlit does not promise, each with its reason.

Seen to hold in Streamlit 1.67. ``tests/pages/test_streamlit_internals.py`` holds each of these to
the installed version: after an upgrade it says in one sentence what has changed.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from copy import copy
from dataclasses import replace
from socket import AF_INET, AF_INET6, IPPROTO_TCP, TCP_NODELAY, socket
from typing import Any
from urllib.parse import parse_qsl

import streamlit as st
from streamlit import runtime
from streamlit.navigation.page import Page
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
from streamlit.runtime.pages_manager import PagesManager
from streamlit.runtime.scriptrunner import get_script_run_ctx
from streamlit.runtime.scriptrunner_utils.script_requests import ScriptRequestType

_KEPT_OUT = {"embed", "embed_options"}
"""Streamlit's own settings in a link, which it keeps by itself."""


def asked_link() -> dict[str, str]:
    """The settings in the browser's link as it came with this run.

    Reason: on the way from page to page ``st.query_params`` leaves out what is named like a control
    of the page just left, although the link asks the new page for it.
    """
    context = get_script_run_ctx()
    asked = parse_qsl(context.query_string, keep_blank_values=True) if context else []
    return {key: value for key, value in asked if key not in _KEPT_OUT}


def address() -> str:
    """The page's address in the browser, without its settings.

    Reason: ``st.context.url`` takes the name of a page off the end of the address, also where the
    app itself lies under such a name: of Home at school.example/neuron it says school.example.
    """
    context = get_script_run_ctx()
    return context.context_info.url if context and context.context_info else ""


def put_into_link(settings: dict[str, str]) -> None:
    """Make these the settings in the browser's link, before this page's controls are shown.

    Reason: Streamlit refuses where a control of the page just left has the same name and was not in
    the link.
    """
    context = get_script_run_ctx()
    if context:
        with context.session_state.query_params() as link:
            for key in settings:
                bound = link.get_binding_for_param(key)
                if bound:
                    link.unbind_widget(bound.widget_id)
    st.query_params.from_dict(settings)


def reword_link(settings: dict[str, str], key: str) -> None:
    """As if the browser's link had said these settings before the control of ``key`` is shown.

    Reason: a control takes its first value from the link as it came, whatever is put there since.
    """
    put_into_link(settings)
    _ask_first(key, settings[key])


def ask_in_link(key: str, setting: str | None) -> None:
    """Before a control is first shown, have the browser's link ask this of it; None: nothing.

    Reason: as above. The link as it came with the run counts for more than what such a control has
    been set to.
    """
    if setting is None:
        st.query_params.pop(key, None)
    else:
        st.query_params[key] = setting
    _ask_first(key, setting)


def _ask_first(key: str, setting: str | None) -> None:
    """As if the link had come with this setting."""
    context = get_script_run_ctx()
    if context:
        with context.session_state.query_params() as link:
            link._initial_query_params.pop(key, None)
            if setting is not None:
                link._initial_query_params[key] = [setting]


def write_link(settings: dict[str, str]) -> None:
    """Have the browser's link say these settings, of controls that are shown.

    Reason: Streamlit leaves that to the browser. There a control that comes to stand in another
    place binds itself to the link anew, and often only then does the one in the former place leave
    and undo the bond of both. From then on the link would not follow it.
    """
    context = get_script_run_ctx()
    if context:
        with context.session_state.query_params() as link:
            for key in link._query_params.keys() - settings.keys() - _KEPT_OUT:
                link.discard_param_no_forward_msg(key)
            link._query_params.update(settings)
            link._send_query_param_msg()


def came_by_history() -> bool:
    """Whether the browser's Back or Forward button caused this run.

    Reason: then the link decides over every control, and over what is put into session state.
    """
    context = get_script_run_ctx()
    return context is not None and context.is_history_navigation


def this_run() -> object:
    """Something that is the same in a run and in the callbacks before it, and another in the next.

    Reason: nothing tells a callback whether another one of the same run was called before it.
    """
    context = get_script_run_ctx()
    return context.parallel_coordinator if context else None


def forget_left_controls() -> None:
    """Drop what Streamlit notes of controls that this run has not shown so far.

    Reason: it keeps the callbacks of every control that a session has ever met. Through a page's
    functions they hold on to all that its last run made: some 0.4 MB for each student and page.
    """
    context = get_script_run_ctx()
    if context:
        noted = context.session_state._state._new_widget_state.widget_metadata
        shown = context.shared.widget_ids_this_run.snapshot()
        for identity in noted.keys() - shown:
            if not any(one in identity for one in shown):  # of a component's triggers, its own
                del noted[identity]


def claim_page_links() -> None:
    """Say that the folder ``pages`` is no multipage app of Streamlit's old kind.

    Reason: Streamlit believes so until ``st.navigation`` has run once, and answers the first link
    that is opened on a fresh server with "Page not found".
    """
    PagesManager.uses_pages_directory = False


def fresh(page: Page, title: str) -> Page:
    """A page of ``st.Page`` for one run, under this title, without looking for its file again.

    Reason: making one asks the disk for every folder of its path, sixteen times a run; but a page
    notes that it may be run, so that no two runs can share one.
    """
    again = copy(page)
    again._title = title
    return again


def run_again(page: Page) -> None:
    """Run a page in a fragment, whose later runs have the page object of its first one.

    Reason: a page may be run once, so that none is shown twice in a run of the app.
    """
    page._can_be_called = True
    page.run()


def give_way() -> None:
    """Let a move that waits break off this run of a fragment at its next element.

    Reason: a fragment's run is broken off only by a run of the whole app; a move inside the
    fragment waits for its end, however long its work takes.
    """
    context = get_script_run_ctx()
    requests = context.script_requests if context else None
    if context is None or requests is None:
        return
    with requests._lock:
        asked = requests._rerun_data
        if requests._state is ScriptRequestType.RERUN and asked.fragment_id_queue:
            alone = bool(context.fragment_ids_this_run)
            queue = asked.fragment_id_queue if alone else []  # else all has to be drawn again
            requests._rerun_data = replace(
                asked, fragment_id_queue=queue, is_fragment_scoped_rerun=alone
            )


def session() -> str:
    """The name of the present session; empty outside of one.

    Reason: what is kept for a session outside of its state must be given back when it has ended.
    """
    context = get_script_run_ctx()
    return context.session_id if context else ""


def is_here(session: str) -> bool:
    """Whether a browser is connected to a session. May be asked from any thread.

    Reason: as above; Streamlit tells nobody when a session ends.
    """
    return not runtime.exists() or runtime.get_instance().is_active_session(session)


def close(session: str) -> None:
    """End a session that nobody can return to; Streamlit gives back its files. From any thread.

    Reason: Streamlit ends it only when somebody opens another one, if ever.
    """
    if runtime.exists():
        running = runtime.get_instance()
        loop = running._get_async_objs().eventloop
        loop.call_soon_threadsafe(_close_if_left, running, session)


def _close_if_left(running: runtime.Runtime, session: str) -> None:
    if not running.is_active_session(session):
        running.close_session(session)


def take_upload(file: Any) -> bytes | None:
    """The content of an upload, which Streamlit is told to forget; None if it has none any more.

    Reason: Streamlit keeps every uploaded file in memory until the session ends.
    """
    if not hasattr(file, "getvalue"):  # it was taken before
        return None
    content = bytes(file.getvalue())
    context = get_script_run_ctx()
    if context and isinstance(context.uploaded_file_mgr, MemoryUploadedFileManager):
        context.uploaded_file_mgr.remove_file(context.session_id, file.file_id)
    return content


@asynccontextmanager
async def prompt_answers(_app: st.App) -> AsyncIterator[None]:
    """For ``st.App``: have the server send each message at once. Used before it listens.

    Reason: Streamlit makes its socket without naming the protocol, and asyncio switches Nagle's
    algorithm off only where it is named. A page is many small messages: each then waits for the
    browser to confirm the one before, which a browser puts off by up to 40 ms.
    """
    loop = asyncio.get_running_loop()
    listen = loop.create_server

    async def listen_promptly(*args: Any, sock: socket | None = None, **options: Any) -> Any:
        if sock and sock.family in (AF_INET, AF_INET6):
            sock.setsockopt(IPPROTO_TCP, TCP_NODELAY, 1)  # connections take it over
        return await listen(*args, sock=sock, **options)

    loop.create_server = listen_promptly  # type: ignore[method-assign]
    yield
