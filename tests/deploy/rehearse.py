"""`python -m tests.deploy.rehearse`: the app as Community Cloud sets it up, as far as it goes here.

A new environment of the newest Python on this machine, with requirements.txt and nothing else; the
app from the repository's root, with the options that the Cloud sets over ours, at a path as there,
and at most 1 GB of data in memory; then every page in Chromium.

The limit counts what the process may write to, used or not. The Cloud counts what is used, which is
told at the end.
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from playwright.sync_api import sync_playwright

from pages.shared.frame import course
from tests.browser.student import Student, launch
from tests.server import ROOT, Server, started

_LIMIT = 1024**3
_BASE = "/~/+"
_OVERRIDDEN = ("--client.showErrorDetails", "false", "--runner.fastReruns", "true")
_VERSIONS = range(30, 10, -1)
_READING = {lesson for section in (0, -1) for lesson in [*course.COURSE.values()][section]}
_UNDRAWN = """() => [...document.querySelectorAll('.lab-plot')]
    .filter(plot => plot.checkVisibility())
    .filter(plot => !(plot.querySelector('svg')?.getBoundingClientRect().height > 50))
    .map(plot => plot.closest('[data-key]')?.dataset.key ?? 'a chart')"""


def main() -> int:
    """1 if anything is not as it has to be."""
    say(f"Python {(python := _newest_python())}")
    with tempfile.TemporaryDirectory() as folder:
        inside = _environment(python, Path(folder))
        with _served(inside, Path(folder) / "log") as server:
            wrong = _visit(server)
            say(f"memory at its highest: {_peak(server.pid)} MB")
            said = (Path(folder) / "log").read_text(encoding="utf-8", errors="replace")
    wrong += [f"the server wrote: {line}" for line in said.splitlines() if "Error" in line]
    for line in wrong:
        say(f"WRONG {line}")
    return int(bool(wrong))


def say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def _newest_python() -> str:
    """Of those on the PATH, and of those that pyenv keeps beside it."""
    folders = os.environ.get("PATH", "").split(os.pathsep)
    if pyenv := shutil.which("pyenv"):
        root = subprocess.run([pyenv, "root"], capture_output=True, text=True, check=True).stdout
        folders += [str(path) for path in Path(root.strip(), "versions").glob("*/bin")]
    names = [f"python3.{minor}" for minor in _VERSIONS]
    found = (Path(folder, name) for name in names for folder in folders)
    return next((str(path) for path in found if path.exists() and _works(path)), sys.executable)


def _works(python: Path) -> bool:
    asked = [str(python), "-c", "import ensurepip, venv"]
    return subprocess.run(asked, capture_output=True, check=False).returncode == 0


def _environment(python: str, folder: Path) -> Path:
    """A new environment; the Python in it."""
    inside = folder / "venv" / "bin" / "python"
    subprocess.run([python, "-m", "venv", str(folder / "venv")], check=True)
    pip = [str(inside), "-m", "pip", "--disable-pip-version-check", "-qq"]
    subprocess.run([*pip, "install", "-r", str(ROOT / "requirements.txt")], check=True)
    subprocess.run([*pip, "check"], check=True)
    return inside


@contextmanager
def _served(python: Path, log: Path) -> Iterator[Server]:
    streamlit = (str(python), "-m", "streamlit")
    with (
        log.open("wb") as notes,
        started(
            log=notes, base=_BASE, options=_OVERRIDDEN, streamlit=streamlit, memory=_LIMIT
        ) as server,
    ):
        yield server


def _visit(server: Server) -> list[str]:
    """Every page as its first visitor sees it; what is wrong with it."""
    wrong: list[str] = []
    with sync_playwright() as playwright, closing(launch(playwright)) as browser:
        student = Student(browser, server.address)
        for lesson in course.LESSONS:
            wrong += [f"{lesson.name}: {what}" for what in _look(student, lesson)]
    return wrong


def _look(student: Student, lesson: course.Lesson) -> list[str]:
    student.open(lesson.path)
    student.title(lesson.title)
    figures = student.page.locator(".lab-plot").count()
    say(f"{lesson.name}: {figures} figures")
    undrawn = [f"{key} is not drawn" for key in student.page.evaluate(_UNDRAWN)]
    missing = [] if figures or lesson in _READING else ["no figure"]
    alerts = student.page.get_by_test_id("stAlertContentError").all_inner_texts()
    return [*student.complaints[:3], *undrawn, *missing, *alerts]


def _peak(process: int) -> int:
    status = Path(f"/proc/{process}/status").read_text(encoding="utf-8")
    return int(re.findall(r"VmHWM:\s+(\d+)", status)[0]) // 1024


if __name__ == "__main__":
    sys.exit(main())
