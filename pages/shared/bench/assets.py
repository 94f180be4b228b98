"""The files that the bench needs in the browser, and the address each of them has.

An address holds a digest of the content, or the version of Plotly, so browsers and proxies may keep
a file for a year. Starlette is the server inside Streamlit; ``st.App`` takes its routes.
"""

from hashlib import sha256
from pathlib import Path

import plotly
import streamlit as st
from starlette.routing import BaseRoute, Mount
from starlette.staticfiles import StaticFiles
from starlette.types import Message, Receive, Scope, Send

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
PLACE = f"lab/{_digest(_STATIC)}"
"""Below the app's own address: where the bench's scripts and styles are."""


class _Kept(StaticFiles):
    """Files that never change at their address."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def send_kept(message: Message) -> None:
            if message["type"] == "http.response.start" and message["status"] == 200:
                headers = (b"cache-control", b"public, max-age=31536000, immutable")
                message["headers"] = [*message["headers"], headers]
            await send(message)

        await super().__call__(scope, receive, send_kept)


def routes() -> list[BaseRoute]:
    """For ``st.App``: the bench's own files, and Plotly.js from the installed package.

    Streamlit puts its own routes below the address that it is told to live at, but not these.
    """
    base = f"/{st.get_option('server.baseUrlPath').strip('/')}".rstrip("/")
    return [
        Mount(f"{base}/{PLACE}", _Kept(directory=_STATIC)),
        Mount(f"{base}/lab/plotly-{PLOTLY_VERSION}", _Kept(directory=_PLOTLY)),
    ]
