"""A fresh server of a Streamlit app on a free port, for as long as it is needed."""

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

ROOT = Path(__file__).parents[1]
APP = ROOT / "app.py"
STREAMLIT = (sys.executable, "-m", "streamlit")
_PATIENCE = 60.0


@dataclass(frozen=True)
class Server:
    """A running server: where it answers, and its process."""

    address: str
    pid: int


@contextmanager
def serving(app: Path = APP) -> Iterator[str]:
    """Start `streamlit run` on an app and give its address; it ends with the block."""
    with started(app) as server:
        yield server.address


@contextmanager
def started(
    app: Path = APP,
    log: IO[bytes] | int = subprocess.DEVNULL,
    *,
    port: int = 0,
    base: str = "",
    options: Sequence[str] = (),
    streamlit: Sequence[str] = STREAMLIT,
    memory: int = 0,
) -> Iterator[Server]:
    """The same, with its process; ``log`` takes what the server writes.

    port:      a free one, if none is given
    base:      the path at which it lives, such as "/lab"
    options:   more of ``streamlit run``'s own; they win over those given here
    streamlit: what starts Streamlit, such as another Python
    memory:    the most bytes that it may write to and shares with nobody, used or not (Linux's
               RLIMIT_DATA; RLIMIT_AS is no measure, since libraries and threads reserve addresses
               that they never use); 0: no limit
    """
    limit = ("prlimit", f"--data={memory}") if memory else ()
    port = port or free_port()
    address = f"http://127.0.0.1:{port}{base}"
    process = subprocess.Popen(
        [
            *(*limit, *streamlit, "run", str(app)),
            *("--server.port", str(port), "--server.address", "127.0.0.1"),
            *("--server.headless", "true", "--server.fileWatcherType", "none"),
            *("--browser.gatherUsageStats", "false", "--server.baseUrlPath", base, *options),
        ],
        cwd=app.parent,
        env={**os.environ, "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"},
        stdout=log,
        stderr=log,
    )
    try:
        _wait_until_healthy(process, address)
        yield Server(address, process.pid)
    finally:
        _end(process)


def _end(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(10)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def free_port() -> int:
    """One that nobody uses now."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
        return port


def _wait_until_healthy(process: subprocess.Popen[bytes], address: str) -> None:
    end = time.monotonic() + _PATIENCE
    while time.monotonic() < end:
        if process.poll() is not None:
            raise RuntimeError(f"the server ended at once with code {process.returncode}")
        try:
            with urllib.request.urlopen(f"{address}/_stcore/health", timeout=2):
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
    raise RuntimeError(f"no answer from the server at {address} in {_PATIENCE:g} s")
