"""The files that the bench needs in the browser, and the address each of them has.

An address holds a digest of the content, or the version of Plotly, so browsers and proxies may keep
a file for a year. Each is packed once and held in memory: when a class comes in at the same
minute, nothing is compressed 30 times. Starlette is the server inside Streamlit; ``st.App`` takes
its routes.
"""

from functools import cache
from gzip import compress
from hashlib import sha256
from mimetypes import guess_type
from pathlib import Path

import plotly
import streamlit as st
from starlette.datastructures import MutableHeaders
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_STATIC = Path(__file__).with_name("static")
_PLOTLY = Path(plotly.__file__).with_name("package_data")
PLOTLY_VERSION: str = plotly.__version__


def _digest(folder: Path) -> str:
    content = sha256()
    for file in sorted(folder.iterdir()):
        content.update(file.read_bytes())
    return content.hexdigest()[:12]


MODULES = tuple(sorted(file.name for file in _STATIC.glob("*.js")))
"""The bench's scripts, for a browser to ask for all at once."""
STYLES = tuple(sorted(file.name for file in _STATIC.glob("*.css")))
"""And its styles."""
PLACE = f"lab/{_digest(_STATIC)}"
"""Below the app's own address: where the bench's scripts and styles are."""
LIBRARY = f"lab/plotly-{PLOTLY_VERSION}"
"""Below the app's own address: where Plotly.js is."""


def routes() -> list[BaseRoute]:
    """For ``st.App``: the bench's own files, and Plotly.js from the installed package.

    Streamlit puts its own routes below the address that it is told to live at, but not these.
    """
    base = f"/{st.get_option('server.baseUrlPath').strip('/')}".rstrip("/")
    ours = [_route(f"{base}/{PLACE}", file) for file in sorted(_STATIC.iterdir())]
    library = _route(f"{base}/{LIBRARY}", _PLOTLY / "plotly.min.js")
    return [*ours, library]


def _route(place: str, file: Path) -> BaseRoute:
    async def answer(request: Request) -> Response:
        packed = "gzip" in request.headers.get("accept-encoding", "")
        told = {"cache-control": "public, max-age=31536000, immutable", "vary": "accept-encoding"}
        kind, _ = guess_type(file.name)
        return Response(
            _packed(file) if packed else file.read_bytes(),
            headers=told | ({"content-encoding": "gzip"} if packed else {}),
            media_type=kind,
        )

    return Route(f"{place}/{file.name}", answer)


@cache
def _packed(file: Path) -> bytes:
    return compress(file.read_bytes(), compresslevel=9)


def middleware() -> list[Middleware]:
    """For ``st.App``: what tells a browser of the bench's files along with the page."""
    return [Middleware(_EarlyHints)]


class _EarlyHints:
    """Names the bench's scripts and styles in the header of a page (``Link``, RFC 8288).

    A browser then fetches them while Streamlit starts, not only when the first figure arrives. The
    addresses are relative: every page's address has one part, whatever stands before it.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        wanted = [
            *(f"<{PLACE}/{name}>; rel=modulepreload" for name in MODULES),
            *(f"<{PLACE}/{name}>; rel=preload; as=style" for name in STYLES),
            f"<{LIBRARY}/plotly.min.js>; rel=preload; as=script",
        ]
        # After Streamlit's own files: over HTTP/1.1 a browser has six connections for all of them.
        self.links = ", ".join(f"{one}; fetchpriority=low" for one in wanted)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def send_with_links(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                if headers.get("content-type", "").startswith("text/html"):
                    headers.append("link", self.links)
            await send(message)

        await self.app(scope, receive, send_with_links if scope["type"] == "http" else send)
