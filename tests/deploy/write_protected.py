"""Streamlit where nothing may be written but in the temporary folder, as in the container.

`python -m tests.deploy.write_protected run app.py` in place of `streamlit run app.py`. Python asks
before it opens, makes, moves or removes a file; what native code does is not seen.
"""

import errno
import os
import sys
import tempfile
from pathlib import Path
from typing import Any

from streamlit.web.cli import main

_APP = os.path.realpath(Path(__file__).parents[2])
"""Protected wherever it lies, also where somebody has cloned it into the temporary folder."""
_ALLOWED = (os.path.realpath(tempfile.gettempdir()), "/dev")
_WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
_CHANGES = {"os.mkdir", "os.remove", "os.rename", "os.rmdir", "os.symlink", "os.truncate"}


def refuse(event: str, arguments: tuple[Any, ...]) -> None:
    """Raise what a read-only file system raises."""
    writes = event == "open" and bool(arguments[2] & _WRITES)
    if not (writes or event in _CHANGES) or isinstance(arguments[0], int):
        return
    path = os.path.realpath(os.fsdecode(arguments[0]))
    if path.startswith(_APP) or not path.startswith(_ALLOWED):
        raise OSError(errno.EROFS, os.strerror(errno.EROFS), path)


if __name__ == "__main__":
    sys.addaudithook(refuse)
    try:
        Path(__file__).with_name("written").touch()
    except OSError:
        main(prog_name="streamlit")
