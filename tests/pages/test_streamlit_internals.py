"""What the app leans on without Streamlit promising it: each test says what an upgrade changed."""

import asyncio
import inspect
import json
from contextlib import nullcontext
from socket import IPPROTO_TCP, TCP_NODELAY
from types import SimpleNamespace

import streamlit as st
from streamlit.navigation.page import Page
from streamlit.proto.ClientState_pb2 import ClientState, ContextInfo
from streamlit.runtime import Runtime
from streamlit.runtime.pages_manager import PagesManager
from streamlit.runtime.runtime import AsyncObjects
from streamlit.runtime.scriptrunner_utils import script_run_context
from streamlit.runtime.scriptrunner_utils.script_requests import RerunData, ScriptRequests
from streamlit.testing.v1 import AppTest
from streamlit.web.server.starlette import starlette_server

from pages.shared.frame import course, streamlit_internals
from tests import loops

VERSION = f"Streamlit {st.__version__}"


CALLED = """
import streamlit as st
from pages.shared.frame import streamlit_internals
state = st.session_state
state.setdefault("runs", [])
def call(name):
    state[name] = streamlit_internals.this_run()
@st.fragment
def page():
    for name in "ab":
        st.toggle(name, on_change=call, args=(name,))
    state["runs"].append(streamlit_internals.this_run())
page()
"""
ASKED = """
import streamlit as st
from pages.shared.frame import streamlit_internals
st.json(streamlit_internals.asked_link())
"""
GOING = """
import streamlit as st
def first():
    st.selectbox("Pair", ["a", "b"], key="pair", bind="query-params")
    if st.button("Go", key="go"):
        st.switch_page(other, query_params={})
def second():
    st.title("Second")
other = st.Page(second)
st.navigation([st.Page(first, default=True), other]).run()
"""
UPLOAD = """
import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx
from pages.shared.frame import streamlit_internals
file = st.file_uploader("File", key="file")
if file:
    st.text(streamlit_internals.take_upload(file))
    context = get_script_run_ctx()
    st.text(len(context.uploaded_file_mgr.file_storage.get(context.session_id, {})))
"""
SETTING = """
import streamlit as st
from pages.shared.frame import streamlit_internals
def first():
    st.selectbox("Pair", ["a", "b"], key="pair", bind="query-params")
    if st.button("Go", key="go"):
        st.switch_page(other, query_params={})
def second():
    if "put" not in st.session_state:
        st.session_state.put = True
        streamlit_internals.put_into_link({"pair": "b"})
        st.rerun()
    st.selectbox("Pair", ["a", "b"], key="pair", bind="query-params")
other = st.Page(second)
st.navigation([st.Page(first, default=True), other]).run()
"""
LEAVING = """
import gc, weakref
import streamlit as st
from pages.shared.frame import streamlit_internals
class Large:
    pass
def left():
    held = Large()
    st.session_state.seen = weakref.ref(held)
    st.button("Old", key="old", on_click=lambda: held)
st.button("Shown before", key="before")
if st.checkbox("On", key="on"):
    streamlit_internals.forget_left_controls()
    gc.collect()
    st.text(st.session_state.seen() is None)
else:
    left()
"""


def run(script, **link):
    at = AppTest.from_string(script)
    for key, value in link.items():
        at.query_params[key] = value
    return at.run()


def test_a_run_is_told_from_others_and_is_that_of_its_callbacks():
    app = AppTest.from_string(CALLED).run()
    app.toggle[0].set_value(True)
    app.toggle[1].set_value(True)
    app.run()
    state = app.session_state
    first, second = state["runs"]
    complaint = f"{VERSION}: another object has to tell a run from the next"
    assert first is not second, complaint
    assert state["a"] is state["b"] is second, complaint


def test_the_run_context_holds_the_whole_link():
    at = run(ASKED, pair="a b", embed="true", empty="")
    assert not at.exception and json.loads(at.json[0].value) == {"pair": "a b", "empty": ""}, (
        f"{VERSION}: the run context's query_string is no longer the browser's link, so a way "
        "from page to page loses settings that both pages have"
    )


def test_the_run_context_knows_of_back_and_forward():
    told = inspect.signature(script_run_context.ScriptRunContext.reset).parameters
    assert "is_history_navigation" in told and "is_history_navigation" in {
        field.name for field in ClientState.DESCRIPTOR.fields
    }, f"{VERSION}: a run no longer says whether Back or Forward caused it"
    assert streamlit_internals.came_by_history() is False


def test_the_run_context_holds_the_page_s_address(monkeypatch):
    told = inspect.signature(script_run_context.ScriptRunContext.reset).parameters
    assert "context_info" in told and "url" in {
        field.name for field in ContextInfo.DESCRIPTOR.fields
    }, f"{VERSION}: a run no longer says the browser's address, so that no link can be shared"
    run_of = SimpleNamespace(context_info=ContextInfo(url="https://school.example/neuron"))
    monkeypatch.setattr(streamlit_internals, "get_script_run_ctx", lambda: run_of)
    assert streamlit_internals.address() == "https://school.example/neuron"
    run_of.context_info = None
    assert streamlit_internals.address() == ""


def test_the_old_kind_of_pages_folder_can_be_declined(monkeypatch):
    monkeypatch.setattr(PagesManager, "uses_pages_directory", None)
    streamlit_internals.claim_page_links()
    PagesManager(str(course.__file__))
    assert PagesManager.uses_pages_directory is False, (
        f"{VERSION}: a folder called pages is taken for an old multipage app again, so the first "
        "link on a fresh server is answered with Page not found"
    )


def test_a_copied_page_runs_apart_from_its_original():
    page = Page("x")
    page._can_be_called = False
    copied = streamlit_internals.fresh(page, "x ✓1")
    copied._can_be_called = True
    assert page._can_be_called is False and vars(copied).keys() == {*vars(page), "_title"}, (
        f"{VERSION}: a copy of st.Page shares with its original who may run it"
    )
    assert copied.title == "x ✓1", (
        f"{VERSION}: a page no longer keeps its title where a copy may have another"
    )
    source = inspect.getsource(st.navigation) + inspect.getsource(Page.run)
    assert "_can_be_called" in source, f"{VERSION}: a page no longer notes that it may be run"


AGAIN = """
import streamlit as st
from pages.shared.frame import streamlit_internals
page = st.navigation([st.Page(lambda: st.text("run"), title="A")])
page.run()
streamlit_internals.run_again(page)
"""


def test_a_page_can_be_run_once_more_from_its_fragment():
    ran = [text.value for text in AppTest.from_string(AGAIN).run().text]
    assert ran == ["run", "run"], f"{VERSION}: what forbids a page to run twice has changed"


def test_a_move_inside_a_fragment_can_break_off_a_run(monkeypatch):
    for running, then in ((["f"], ["f"]), (None, [])):
        requests = ScriptRequests()
        context = SimpleNamespace(script_requests=requests, fragment_ids_this_run=running)
        monkeypatch.setattr(streamlit_internals, "get_script_run_ctx", lambda now=context: now)
        streamlit_internals.give_way()
        assert requests.on_scriptrunner_yield() is None
        requests.request_rerun(RerunData(fragment_id="f", query_string="eta=1"))
        assert requests.on_scriptrunner_yield() is None, f"{VERSION}: give_way is not needed"
        streamlit_internals.give_way()
        asked = requests.on_scriptrunner_yield()
        assert asked is not None, f"{VERSION}: a fragment's run cannot be broken off"
        assert asked.rerun_data.fragment_id_queue == then
        assert asked.rerun_data.query_string == "eta=1"


def test_a_link_bound_to_a_control_is_cleared_by_going_with_no_settings():
    at = run(GOING, pair="b")
    at.button(key="go").click().run()
    assert not at.exception and [title.value for title in at.title] == ["Second"], (
        f"{VERSION}: st.switch_page with query_params={{}} fails while a control is in the link"
    )
    assert not at.query_params


def test_a_session_has_a_name_and_can_be_asked_for_and_closed():
    names = inspect.getmembers(Runtime)
    wanted = {"is_active_session", "close_session", "_get_async_objs"}
    assert wanted <= {name for name, _ in names}, (
        f"{VERSION}: a closed session cannot be found and ended any more, so own tables of "
        "students who have left are given back late"
    )
    assert "eventloop" in AsyncObjects._fields
    assert streamlit_internals.session() == ""
    assert streamlit_internals.is_here("any"), "without a server nobody is taken for gone"


def test_an_upload_is_read_once_and_then_forgotten():
    at = AppTest.from_string(UPLOAD).run()
    at.file_uploader(key="file").upload("a.csv", b"abc", "text/csv").run()
    assert not at.exception
    assert [text.value for text in at.text] == ["b'abc'", "0"], (
        f"{VERSION}: an uploaded file cannot be taken out of the server's memory any more"
    )


def test_the_link_can_be_set_although_a_control_of_the_page_left_has_that_name():
    at = AppTest.from_string(SETTING).run()
    at.button(key="go").click().run()
    assert not at.exception and dict(at.query_params) == {"pair": "b"}, (
        f"{VERSION}: a page cannot put its remembered settings back into the link"
    )
    assert at.selectbox(key="pair").value == "b"


WRITING = """
import streamlit as st
from pages.shared.frame import streamlit_internals
st.slider("Eta", 0, 9, 4, key="eta", bind="query-params")
st.slider("Epochs", 0, 9, 4, key="epochs", bind="query-params")
streamlit_internals.write_link({"eta": "5", "exercise": "one"})
st.json(streamlit_internals.asked_link())
"""


def test_a_page_can_write_the_settings_of_bound_controls_into_the_link():
    at = AppTest.from_string(WRITING)
    at.query_params["epochs"] = "6"
    at.run()
    assert not at.exception and json.loads(at.json[0].value) == {"eta": "5", "exercise": "one"}, (
        f"{VERSION}: the link cannot be made to say what a control that has moved stands at"
    )


def test_what_the_controls_of_a_left_page_hold_is_given_back():
    at = AppTest.from_string(LEAVING).run()
    at.checkbox(key="on").check().run()
    assert not at.exception and at.text[0].value == "True", (
        f"{VERSION}: the callbacks of controls that are not shown any more stay in memory, and "
        "with them all that each page's last run made"
    )
    at.checkbox(key="on").uncheck().run()
    at.button(key="before").click().run()
    assert not at.exception, f"{VERSION}: controls that are shown do not outlive it"


REWORDING = """
import streamlit as st
from pages.shared.frame import streamlit_internals
if "reworded" not in st.session_state:
    st.session_state.reworded = True
    streamlit_internals.reword_link({"pair": "new", "eta": "1"}, "pair")
st.selectbox("Pair", ["a", "new"], key="pair", bind="query-params")
"""


def test_a_link_can_be_reworded_before_its_control_is_shown():
    at = AppTest.from_string(REWORDING)
    at.query_params["pair"], at.query_params["eta"] = "old", "1"
    at.run()
    assert at.selectbox(key="pair").value == "new", (
        f"{VERSION}: a control does not see what the link is made to say in place of a former name"
    )
    assert {key: "".join(text) for key, text in at.query_params.items()} == {
        "pair": "new",
        "eta": "1",
    }


ASKING = """
import streamlit as st
from pages.shared.frame import streamlit_internals
st.session_state.pair, st.session_state.eta = "new", 1
streamlit_internals.ask_in_link("pair", "new")
streamlit_internals.ask_in_link("eta", None)
st.selectbox("Pair", ["a", "old", "new"], key="pair", bind="query-params")
st.slider("eta", 1, 3, key="eta", bind="query-params")
"""


def test_a_control_yet_to_come_can_be_set_against_its_link():
    at = AppTest.from_string(ASKING)
    at.query_params["pair"], at.query_params["eta"] = "old", "2"
    at.run()
    assert (at.selectbox(key="pair").value, at.slider(key="eta").value) == ("new", 1), (
        f"{VERSION}: a control that is first shown stands at what its link came with, whatever it "
        "has been set to"
    )
    assert {key: "".join(text) for key, text in at.query_params.items()} == {"pair": "new"}


async def _sends_at_once(around):
    """Whether a server on the socket that Streamlit makes sends to a visitor without waiting."""
    loop, found = asyncio.get_running_loop(), asyncio.Event()
    told = []

    class Seen(asyncio.Protocol):
        def connection_made(self, transport):
            told.append(transport.get_extra_info("socket").getsockopt(IPPROTO_TCP, TCP_NODELAY))
            found.set()

    async with around:
        sock = starlette_server._bind_socket("127.0.0.1", 0, 1)
        async with await loop.create_server(Seen, sock=sock):
            _, writer = await asyncio.open_connection(*sock.getsockname())
            await found.wait()
            writer.close()
    return bool(told[0])


def test_messages_wait_for_one_another_unless_told_not_to():
    assert not loops.run(_sends_at_once(nullcontext())), (
        f"{VERSION}: the server's socket sends at once by itself: prompt_answers can go"
    )
    assert loops.run(_sends_at_once(streamlit_internals.prompt_answers(None))), (
        f"{VERSION}: small messages wait for the browser's confirmation, up to 40 ms each"
    )
