"""``deploy/run.py`` with replicas on free ports, as a test needs it: to ask, to count, to kill."""

import os
import random
import re
import shutil
import signal
import socket
import ssl
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.server import ROOT

ANY = ssl._create_unverified_context()  # a test's certificate is its own
HAPROXY = shutil.which("haproxy", path=f"{os.environ.get('PATH', '')}:/usr/sbin") or "haproxy"
_PATIENCE = 60.0
_SESSIONS = re.compile(r"^active_sessions(?:\{\})? (\d+)", re.MULTILINE)


@dataclass(frozen=True)
class Lab:
    """The proxy's address, the ports of the replicas behind it, and where run.py notes things."""

    address: str
    ports: tuple[int, ...]
    base: str
    notes: Path

    def direct(self, port: int, path: str) -> str:
        """What a replica itself answers, past the proxy; "" if it does not."""
        try:
            url = f"http://127.0.0.1:{port}{self.base}{path}"
            with urllib.request.urlopen(url, timeout=2) as answer:
                return str(answer.read().decode())
        except (urllib.error.URLError, OSError):
            return ""

    def healthy(self, port: int) -> bool:
        return self.direct(port, "/_stcore/health") == "ok"

    def knows(self, known: set[str]) -> bool:
        """Whether the proxy sends newcomers to every replica; it gives each a cookie of its own."""
        url = f"{self.address}/_stcore/health"
        try:
            with urllib.request.urlopen(url, timeout=2, context=ANY) as answer:
                known.update(re.findall(r"\blab=(\w+)", str(answer.headers)))
        except (urllib.error.URLError, OSError):
            pass
        return len(known) == len(self.ports)

    def sessions(self) -> dict[int, int]:
        """How many students each replica has now."""
        asked = "/_stcore/metrics?families=active_sessions"
        told = {port: _SESSIONS.search(self.direct(port, asked)) for port in self.ports}
        return {port: int(found[1]) for port, found in told.items() if found}

    def signal(self, port: int, what: signal.Signals) -> None:
        """To the process of a replica: SIGKILL ends it as a power cut would, SIGSTOP holds it."""
        found = re.findall(rf"replica on port {port}: process (\d+)", self.notes.read_text())
        os.kill(int(found[-1]), what)


def until(happened: Callable[[], bool], what: str, seconds: float = _PATIENCE) -> float:
    """Wait for something on the server's side; gives how long it took."""
    begin = time.monotonic()
    while not happened():
        assert time.monotonic() - begin < seconds, f"waited {seconds:g} s in vain until {what}"
        time.sleep(0.05)
    return time.monotonic() - begin


@contextmanager
def running(
    notes: Path, replicas: int, *, base: str = "", certificate: Path | None = None
) -> Iterator[Lab]:
    """Start run.py as a school does, wait until every replica answers, end it with the block."""
    first = free_block(replicas + 2)
    ports = tuple(range(first, first + replicas))
    port, tls_port = first + replicas, first + replicas + 1
    address = f"https://localhost:{tls_port}" if certificate else f"http://127.0.0.1:{port}"
    command = [
        *(sys.executable, str(ROOT / "deploy" / "run.py"), "--replicas", str(replicas)),
        *("--first-port", str(first), "--port", str(port), "--tls-port", str(tls_port)),
        *("--base-path", base, *(["--certificate", str(certificate)] if certificate else [])),
    ]
    with notes.open("w") as log:
        process = subprocess.Popen(command, stdout=log, stderr=log)
    lab = Lab(f"{address}{base}", ports, base, notes)
    try:
        known: set[str] = set()
        until(lambda: process.poll() is not None or lab.knows(known), "the proxy has its replicas")
        assert process.poll() is None, notes.read_text()
        yield lab
    finally:
        process.terminate()
        process.wait(20)


def free_block(size: int) -> int:
    """The first of several ports in a row that nobody uses."""
    while True:
        first = random.randrange(20_000, 30_000)
        if all(map(_is_free, range(first, first + size))):
            return first


def _is_free(port: int) -> bool:
    with socket.socket() as listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind(("127.0.0.1", port))
        except OSError:
            return False
        return True
