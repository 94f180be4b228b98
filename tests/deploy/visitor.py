"""A browser's share of the protocol without a browser: cookies, a session, its way back to it."""

import http.client
from collections.abc import Iterator
from contextlib import contextmanager
from http.cookies import SimpleCookie
from urllib.parse import urlsplit
from uuid import uuid4

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import ClientConnection, connect


class Visitor:
    """One browser, as far as a proxy can tell."""

    def __init__(self, address: str) -> None:
        self.at = urlsplit(address)
        self.cookies: dict[str, str] = {}
        self.get("/")

    @property
    def cookie(self) -> str:
        return "; ".join(f"{name}={value}" for name, value in self.cookies.items())

    def get(self, path: str, **headers: str) -> http.client.HTTPResponse:
        return self.ask("GET", path, headers=headers)

    def ask(
        self, method: str, path: str, body: bytes = b"", headers: dict[str, str] | None = None
    ) -> http.client.HTTPResponse:
        """One request on a line of its own; what it is answered, read to its end by ``.read()``."""
        line = http.client.HTTPConnection(self.at.hostname or "", self.at.port, timeout=10)
        line.request(method, path, body or None, {"Cookie": self.cookie, **(headers or {})})
        answer = line.getresponse()
        for told in answer.headers.get_all("set-cookie") or []:
            self.cookies.update({name: found.value for name, found in SimpleCookie(told).items()})
        return answer

    def upload(self, session: str, content: bytes) -> http.client.HTTPResponse:
        """A file for this session, as a browser sends it."""
        self.get("/_stcore/health")  # where Streamlit gives its token against forged requests
        edge = b"--edge"
        body = edge + b'\r\nContent-Disposition: form-data; name="f"; filename="f.csv"\r\n\r\n'
        headers = {
            "Content-Type": "multipart/form-data; boundary=edge",
            "X-Xsrftoken": self.cookies["_streamlit_xsrf"],
        }
        path = f"/_stcore/upload_file/{session}/{uuid4()}"
        return self.ask("PUT", path, body + content + b"\r\n" + edge + b"--\r\n", headers)

    @contextmanager
    def session(self, name: str = "") -> Iterator[str]:
        """A websocket on which the page has run; the name of its session, old or new."""
        asked = ["streamlit", "none", *([name] if name else [])]
        with connect(
            f"ws://{self.at.netloc}/_stcore/stream",
            subprotocols=asked,  # type: ignore[arg-type]
            additional_headers={"Cookie": self.cookie},
            max_size=None,
        ) as line:
            message = BackMsg()
            message.rerun_script.query_string = ""
            line.send(message.SerializeToString())
            yield _name_of_session(line)


def _name_of_session(line: ClientConnection) -> str:
    """What the first run of the page says, once it is over."""
    name = ""
    while True:
        answer = ForwardMsg()
        answer.ParseFromString(line.recv(timeout=20))  # type: ignore[arg-type]
        if answer.WhichOneof("type") == "new_session":
            name = answer.new_session.initialize.session_id
        if answer.WhichOneof("type") == "script_finished":
            return name
