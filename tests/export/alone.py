"""Running scripts as a student would: in a fresh interpreter that has NumPy and nothing else."""

import json
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pages.shared.script.script import Script

AGREES = "It agrees with the screen."

_DRIVER = """
import contextlib, io, json, sys, traceback

class OnlyNumPy:
    def find_spec(self, name, path=None, target=None):
        first = name.partition(".")[0]
        if first != "numpy" and first not in sys.stdlib_module_names:
            raise ModuleNotFoundError(f"No module named {name!r}: only NumPy is there", name=name)

sys.meta_path.insert(0, OnlyNumPy())
import numpy as np
for line in sys.stdin:
    job = json.loads(line)
    said, names, failure = io.StringIO(), {"__name__": "__main__"}, ""
    with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
        try:
            exec(compile(job["text"], job["name"], "exec"), names)
        except BaseException:
            failure = traceback.format_exc()
    found = {name: np.asarray(names[name]).tolist() for name in job["wanted"] if name in names}
    print(json.dumps({"said": said.getvalue(), "found": found, "failure": failure}), flush=True)
"""


@dataclass(frozen=True)
class Outcome:
    """What a script printed, the values of the variables asked for, and a traceback or ""."""

    said: str
    found: dict[str, Any]
    failure: str

    @property
    def agrees(self) -> bool:
        return not self.failure and self.said.rstrip().endswith(AGREES)


@dataclass(frozen=True)
class Job:
    """A script's text, the variables to look at after it has run, and its data file's content."""

    name: str
    text: str
    wanted: Sequence[str] = ()
    data: str = ""

    @classmethod
    def of(cls, script: Script, wanted: Sequence[str] = ()) -> "Job":
        return cls(script.name, script.text, wanted, script.data)


def run(jobs: Sequence[Job]) -> list[Outcome]:
    """Run scripts one after the other in one interpreter, in a folder with their data files."""
    with tempfile.TemporaryDirectory() as folder:
        for job in jobs:
            if job.data:
                (Path(folder) / f"{job.name}_data.csv").write_text(job.data, "utf-8")
        lines = [
            json.dumps({"name": job.name, "text": job.text, "wanted": list(job.wanted)})
            for job in jobs
        ]
        done = subprocess.run(
            [sys.executable, "-I", "-W", "error", "-c", _DRIVER],
            cwd=folder, input="\n".join(lines), capture_output=True, text=True, check=False,
        )  # fmt: skip
    assert done.returncode == 0, done.stderr
    outcomes = [Outcome(**json.loads(line)) for line in done.stdout.splitlines()]
    assert len(outcomes) == len(jobs)
    return outcomes
