"""Neuron Lab on one machine without containers: replicas of the app, and HAProxy before them.

    .venv/bin/python deploy/run.py --replicas 2

Ctrl-C ends all of it. A replica that dies is started again; its students are with another one
meanwhile. Needs HAProxy on the PATH (Debian, Ubuntu: ``apt-get install haproxy``), and the app's
packages in the Python that runs this. What the proxy does stands in ``haproxy.cfg`` beside this.
"""

import argparse
import logging
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

HERE = Path(__file__).resolve().parent
Process = subprocess.Popen[bytes]

_LOOK_EVERY = 0.2
_REST = 2.0
"""Seconds from one start of a replica to its next, should it die at once."""
_PATIENCE = 5.0
_ONE_THREAD = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"), "1")
"""The matrices are small, and each replica has a core to itself."""

log = logging.getLogger("neuron_lab.run")


@dataclass
class Replica:
    """One process of the app, on a port that only this machine can reach."""

    port: int
    base_path: str = ""
    process: Process | None = None
    started: float = field(default=-_REST)

    def keep_running(self) -> None:
        """Start it, unless it runs or was started a moment ago."""
        if self.process and self.process.poll() is None:
            return
        if time.monotonic() - self.started < _REST:
            return
        self.started = time.monotonic()
        self.process = self._start()
        log.info("replica on port %d: process %d", self.port, self.process.pid)

    def _start(self) -> Process:
        command = [
            *(sys.executable, "-m", "streamlit", "run", "app.py"),
            *("--server.address", "127.0.0.1", "--server.port", str(self.port)),
            *("--server.headless", "true", "--server.fileWatcherType", "none"),
            *("--server.baseUrlPath", self.base_path),
        ]
        return subprocess.Popen(command, cwd=HERE.parent, env={**os.environ, **_ONE_THREAD})


def main(arguments: Sequence[str]) -> int:
    """Run until told to stop, which is no failure; if the proxy ends by itself, that is one."""
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # as Ctrl-C
    asked = parser().parse_args(arguments)
    base = asked.base_path.strip("/")
    replicas = [Replica(asked.first_port + k, base) for k in range(asked.replicas)]
    proxy = _start_proxy(replicas, _settings(asked, base))
    try:
        while proxy.poll() is None:
            for replica in replicas:
                replica.keep_running()
            time.sleep(_LOOK_EVERY)
        log.error("HAProxy ended with code %d", proxy.returncode)
        return 1
    except KeyboardInterrupt:
        return 0
    finally:
        _end([proxy, *(replica.process for replica in replicas if replica.process)])


def parser() -> argparse.ArgumentParser:
    """What can be asked for."""
    known = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    add = known.add_argument
    add("--replicas", type=int, default=os.cpu_count() or 1, help="one for each core, if not given")
    add("--port", type=int, default=8080, help="where browsers find the app (8080)")
    add("--first-port", type=int, default=8501, help="of the replicas' own ports (8501)")
    add("--base-path", default="", help="neuron, if it is to be at http://school.example/neuron")
    add("--certificate", help="a file with certificate and key: the app is served by TLS")
    add("--tls-port", type=int, default=8443, help="where browsers find it then (8443)")
    return known


def _settings(asked: argparse.Namespace, base: str) -> dict[str, str]:
    """What haproxy.cfg is told."""
    settings = {"LAB_PORT": str(asked.port), "LAB_TLS_PORT": str(asked.tls_port)}
    if base:
        settings["LAB_BASE"] = f"/{base}"
    if asked.certificate:
        settings["LAB_CERTIFICATE"] = asked.certificate
    return settings


def _start_proxy(replicas: Iterable[Replica], settings: dict[str, str]) -> Process:
    """HAProxy with haproxy.cfg, and the replicas told by its standard input."""
    found = shutil.which("haproxy", path=f"{os.environ.get('PATH', '')}:/usr/sbin")
    if found is None:
        sys.exit("HAProxy is not on the PATH (Debian, Ubuntu: apt-get install haproxy).")
    servers = [f" server app{at.port} 127.0.0.1:{at.port}" for at in replicas]
    read, write = os.pipe()
    with os.fdopen(write, "w") as end:
        end.write("\n".join(["backend app", *servers, ""]))
    command = [found, "-db", "-f", str(HERE / "haproxy.cfg"), "-f", "/dev/stdin"]
    process = subprocess.Popen(command, stdin=read, env={**os.environ, **settings})
    os.close(read)
    return process


def _end(processes: Sequence[Process]) -> None:
    """Ask all to end, wait a little, then make them."""
    for process in processes:
        process.terminate()
    limit = time.monotonic() + _PATIENCE
    for process in processes:
        try:
            process.wait(max(0.0, limit - time.monotonic()))
        except subprocess.TimeoutExpired:
            process.kill()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
