"""What the proxy lets in and out, and what the app itself does not take."""

import re
from base64 import b64encode
from hashlib import sha256
from pathlib import Path

import pytest
import streamlit
from streamlit.proto.BackMsg_pb2 import BackMsg
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import connect

from pages.shared.bench import assets
from tests.deploy.visitor import Visitor

INDEX = (Path(streamlit.__file__).parent / "static" / "index.html").read_text(encoding="utf-8")
SCRIPT = re.findall(r'src="\./(static/js/[^"]+)"', INDEX)[0]
UPGRADE = {"Connection": "Upgrade", "Upgrade": "websocket", "Sec-WebSocket-Version": "13",
           "Sec-WebSocket-Key": "AAAAAAAAAAAAAAAAAAAAAA=="}  # fmt: skip
STREAM, UPLOAD = "/_stcore/stream", "/_stcore/upload_file/a/b"
TOO_LARGE = 6_500_001


@pytest.fixture(scope="module")
def visitor(lab):
    return Visitor(lab.address)


@pytest.mark.parametrize(
    "path", ["/", "/perceptron", f"/{SCRIPT}", "/media/none", "/_stcore/metrics"]
)
def test_every_answer_tells_the_browser_to_be_careful(visitor, path):
    headers = visitor.get(path).headers
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["x-frame-options"] == "SAMEORIGIN"
    assert headers["referrer-policy"] == "same-origin"
    policy = dict(part.split(maxsplit=1) for part in headers["content-security-policy"].split("; "))
    assert policy["default-src"] == policy["frame-ancestors"] == "'self'"
    assert "unsafe" not in policy["script-src"]
    assert headers["server"] is None


def test_the_policy_knows_streamlit_s_own_script(visitor):
    policy = visitor.get("/").headers["content-security-policy"]
    scripts = re.findall(r"<script>(.*?)</script>", INDEX, re.DOTALL)
    assert scripts
    for script in scripts:
        known = b64encode(sha256(script.encode()).digest()).decode()
        assert f"'sha256-{known}'" in policy, f"haproxy.cfg: script-src needs 'sha256-{known}'"


@pytest.mark.parametrize(
    "path",
    ["/_stcore/metrics", "/_stcore/%6detrics", "/_stcore/metrics?families=active_sessions",
     "/_stcore/agent/openapi.json", "/_stcore/%61gent/openapi.json"],
)  # fmt: skip
def test_doors_for_machines_are_closed(lab, visitor, path):
    assert visitor.get(path).status == 404
    assert lab.direct(lab.ports[0], path), "the replica itself would answer"


def test_no_body_is_larger_than_a_table(visitor):
    assert visitor.ask("PUT", UPLOAD, headers={"Content-Length": str(TOO_LARGE)}).status == 413
    assert visitor.ask("PUT", UPLOAD, headers={"Transfer-Encoding": "chunked"}).status == 411
    assert visitor.ask("PUT", UPLOAD, b"1").status not in {411, 413, 502}


def test_no_other_site_speaks_for_a_student(visitor):
    own = f"http://{visitor.at.netloc}"
    answers = {
        origin: visitor.get(STREAM, **UPGRADE, Origin=origin).status
        for origin in (own, "http://evil.example", f"{own}.evil.example", "null")
    }
    assert answers.pop(own) == 101
    assert set(answers.values()) == {403}


@pytest.mark.parametrize(
    "path", [f"/{SCRIPT}", f"/lab/plotly-{assets.PLOTLY_VERSION}/plotly.min.js"]
)
def test_what_is_large_comes_small_and_once(visitor, path):
    answer = visitor.get(path, **{"Accept-Encoding": "gzip"})
    size = len(answer.read())
    assert answer.headers["content-encoding"] == "gzip"
    assert any("max-age=31536000" in told for told in answer.headers.get_all("cache-control"))
    assert size < 0.5 * len(visitor.get(path).read())


def test_a_message_larger_than_any_page_sends_ends_the_line_and_nothing_else(lab, visitor):
    message = BackMsg()
    message.rerun_script.query_string = "x" * 18_000_000
    with connect(f"ws://{visitor.at.netloc}{STREAM}", subprotocols=["streamlit"]) as line:
        line.send(message.SerializeToString())
        with pytest.raises(ConnectionClosed) as closed:
            while True:
                line.recv(timeout=10)
    assert closed.value.rcvd.code == 1009
    assert all(map(lab.healthy, lab.ports))
