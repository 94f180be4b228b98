"""What Compose has around the proxy, on this machine: a name with several addresses, and replicas.

The containers of a service share its name, and the engine's name server tells their addresses; here
these are 127.0.0.2, 127.0.0.3 and so on, which Linux has without being told.
"""

import socketserver
import struct
import threading
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import IPv4Address
from typing import Any

_ADDRESS = 1  # the kind of a question for IPv4 addresses


class Names(socketserver.ThreadingUDPServer):
    """A name server that knows one service. ``addresses`` may change while it runs."""

    def __init__(self, service: str) -> None:
        super().__init__(("127.0.0.1", 0), _Question)
        self.service = service
        self.addresses: Sequence[str] = ()


class _Question(socketserver.BaseRequestHandler):
    server: Names

    def handle(self) -> None:
        asked, socket = self.request
        labels, at = [], 12
        while asked[at]:
            labels.append(asked[at + 1 : at + 1 + asked[at]].decode())
            at += 1 + asked[at]
        question = asked[12 : at + 5]
        kind = struct.unpack("!H", question[-4:-2])[0]
        known = ".".join(labels) == self.server.service
        found = self.server.addresses if known and kind == _ADDRESS else ()
        head = asked[:2] + struct.pack("!5H", 0x8180 if known else 0x8183, 1, len(found), 0, 0)
        socket.sendto(head + question + b"".join(map(_record, found)), self.client_address)


def _record(address: str) -> bytes:
    """The name asked for has this address, for a second."""
    return struct.pack("!3HIH", 0xC00C, _ADDRESS, 1, 1, 4) + IPv4Address(address).packed


class _Stand(BaseHTTPRequestHandler):
    """Answers every request with the address of its replica."""

    def do_GET(self) -> None:
        body = str(self.server.server_address[0]).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: Any) -> None:
        pass


@contextmanager
def service(name: str, port: int, most: int) -> Iterator[Names]:
    """So many replicas that listen, and the name server; it tells of none at first."""
    with ExitStack() as running:
        replicas = [ThreadingHTTPServer((f"127.0.0.{k + 2}", port), _Stand) for k in range(most)]
        names = Names(name)
        for server in (*replicas, names):
            running.enter_context(server)
            threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
            running.callback(server.shutdown)
        yield names
