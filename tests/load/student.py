"""A student without a browser, so that only the server's work is timed."""

import asyncio
import random
from collections.abc import Callable
from dataclasses import dataclass
from time import perf_counter
from types import TracebackType
from typing import Any, Self

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import WebSocketException

from tests.load.controls import Control
from tests.load.protocol import Conversation

OPENED = "(opened)"
LOST = (WebSocketException, OSError, TimeoutError)
"""What ends a session from outside."""
_SETTINGS = 0.8
"""So many moves at least go to settings; the rest opens boxes and answers questions too."""


@dataclass(frozen=True)
class Rerun:
    """What one run of a page took: seconds until the server had finished, bytes it sent."""

    page: str
    moved: str
    seconds: float
    size: int
    failures: tuple[str, ...]


class Student:
    """One session on a server at ``http://host:port``, which may have a base path.

    ``patience``: seconds to wait for a run's end before the session counts as lost.
    """

    def __init__(
        self,
        server: str,
        page: str = "",
        query: str = "",
        *,
        seed: object = 0,
        patience: float = 90,
    ) -> None:
        self.server = server.rstrip("/")
        self.rng = random.Random(f"{page} {seed}")
        self.talk = Conversation(page, query)
        self.patience = patience
        self._socket: ClientConnection | None = None

    async def __aenter__(self) -> Self:
        await self.connect()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:  # fmt: skip
        await self.leave()

    async def connect(self) -> None:
        """Open the line, as a session of its own."""
        address = f"{self.server.replace('http', 'ws', 1)}/_stcore/stream"
        protocols: Any = ["streamlit"]
        self._socket = await connect(
            address, subprotocols=protocols, max_size=None, compression=None, open_timeout=30,
            ping_interval=None,  # a browser answers the server's pings and sends none
        )  # fmt: skip

    async def leave(self) -> None:
        """Close the line."""
        if self._socket is not None:
            await self._socket.close()

    async def load(self) -> Rerun:
        """Open the page of the link."""
        return await self.run(OPENED)

    async def go(self, page: str, query: str = "") -> Rerun:
        """Follow a link inside the app."""
        self.talk.go(page, query)
        return await self.run(OPENED)

    async def move(self) -> Rerun:
        """Move a random control to a random place; open the page anew if it has none."""
        controls, settings = self.talk.controls(), self.talk.settings()
        if not controls:
            return await self.run(OPENED)
        likely = settings and self.rng.random() < _SETTINGS
        return await self.set(self.rng.choice(settings if likely else controls))

    async def set(self, control: Control) -> Rerun:
        """Move this control to a random place."""
        self.talk.set(control, *control.somewhere(self.rng))
        return await self.run(control.key)

    async def click(self, identity: str, name: str) -> Rerun:
        """Press a button."""
        return await self.run(name, WidgetState(id=identity, trigger_value=True))

    async def run(self, moved: str, *triggers: WidgetState, back: bool = False) -> Rerun:
        """Ask for a run and wait for its end."""
        socket = self._socket
        assert socket is not None, "connect first"
        begin = perf_counter()
        async with asyncio.timeout(self.patience):
            await socket.send(self.talk.ask(triggers, back=back))
            while not self.talk.hear(await self._next(socket)):
                pass
        seconds = perf_counter() - begin
        failures = [*self.talk.page.failures(), *["page not found"] * self.talk.lost_page]
        return Rerun(self.talk.address, moved, seconds, self.talk.size, tuple(failures))

    async def tell(self, message: BackMsg, until: Callable[[], bool]) -> None:
        """Send anything else than a run, and listen until it has been answered."""
        socket = self._socket
        assert socket is not None, "connect first"
        async with asyncio.timeout(self.patience):
            await socket.send(message.SerializeToString())
            while not until():
                self.talk.hear(await self._next(socket))

    @staticmethod
    async def _next(socket: ClientConnection) -> bytes:
        raw = await socket.recv(decode=False)
        return raw if isinstance(raw, bytes) else bytes(raw)
