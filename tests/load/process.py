"""What a server's process has used, read from Linux's /proc."""

import os
from dataclasses import dataclass
from pathlib import Path

_TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True)
class Usage:
    """Processor seconds since its start; resident memory now and at most, in MB."""

    cpu: float
    memory: float
    peak: float


def usage(pid: int) -> Usage:
    """Of one process; its threads count, other processes that it may have started do not."""
    place = Path("/proc") / str(pid)
    fields = (place / "stat").read_text().rpartition(")")[2].split()
    user, system = fields[11:13]  # utime and stime, counted from the state, the first after ")"
    return Usage(
        cpu=(int(user) + int(system)) / _TICKS,
        memory=_megabytes(place, "VmRSS"),
        peak=_megabytes(place, "VmHWM"),
    )


def _megabytes(place: Path, name: str) -> float:
    lines = (place / "status").read_text().splitlines()
    found = next(line for line in lines if line.startswith(f"{name}:"))
    return int(found.split()[1]) / 1024
