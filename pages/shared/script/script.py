"""A script in sections, written as a ``.py`` file and as a notebook.

A section explains in a few sentences what its code does. In the file the explanation is a comment
below a ``# %%`` line, at which many editors let one run a section alone; in the notebook it is a
cell of text above a cell of code.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass
from textwrap import wrap
from typing import Any

from pages.shared import words

WIDTH = 100
_NEEDS = (
    "It needs Python and NumPy (pip install numpy). "
    "With Plotly as well (pip install plotly) it draws a picture."
)
_IN_A_NOTEBOOK = (
    "In a notebook Plotly draws with nbformat (pip install nbformat), which VS Code does not bring."
)


@dataclass(frozen=True)
class Section:
    """A few lines of code under a title, and what they do, in plain sentences."""

    title: str
    explanation: str
    code: str


@dataclass(frozen=True)
class Script:
    """A complete program: ``name`` for its files, what it does, and its sections in order.

    ``data`` is the content of ``{name}_data.csv``, which it reads where its data are too long for
    a script. ``imports`` are those of the standard library. ``note`` finds what is to be known
    about its numbers, if anything; it is asked only where the script is shown.
    """

    name: str
    title: str
    opening: str
    sections: tuple[Section, ...]
    data: str = ""
    imports: tuple[str, ...] = ()
    note: Callable[[], str] = str

    @property
    def text(self) -> str:
        """The program as a Python file."""
        told = "\n\n".join([self.title, *map(_filled, (self.opening, _NEEDS))])
        told = told.replace('"""', "'''")  # a class of one's own may be called so
        head = f'"""{told}\n"""\n\n{self._imports}\n\n'
        return words.unisolated(head + "\n\n".join(map(_commented, self.sections)))

    @property
    def notebook(self) -> str:
        """The program as a Jupyter notebook: JSON in version 4.5 of the format."""
        cells = [_text_cell(f"# {self.title}\n\n{self.opening}\n\n{_NEEDS} {_IN_A_NOTEBOOK}")]
        cells.append(_code_cell(self._imports))
        for section in self.sections:
            cells.append(_text_cell(f"## {section.title}\n\n{section.explanation}"))
            cells.append(_code_cell(section.code))
        numbered = [{"id": f"cell-{i}", **cell} for i, cell in enumerate(cells)]
        return json.dumps(_NOTEBOOK | {"cells": numbered}, ensure_ascii=False, indent=1)

    @property
    def _imports(self) -> str:
        return "\n\n".join(["\n".join(self.imports), "import numpy as np"]).strip()


def _filled(text: str, lead: str = "") -> str:
    """The text in lines that fit, each behind ``lead``."""
    return "\n".join(
        wrap(
            text, WIDTH, initial_indent=lead, subsequent_indent=lead,
            break_long_words=False, break_on_hyphens=False,
        )
    )  # fmt: skip


def _commented(section: Section) -> str:
    return f"# %% {section.title}\n{_filled(section.explanation, '# ')}\n{section.code.strip()}\n"


def _text_cell(text: str) -> dict[str, Any]:
    return {"cell_type": "markdown", "metadata": {}, "source": _lines(text)}


def _code_cell(code: str) -> dict[str, Any]:
    return {
        "cell_type": "code",
        "execution_count": None,
        "metadata": {},
        "outputs": [],
        "source": _lines(words.unisolated(code.strip())),
    }


def _lines(text: str) -> list[str]:
    """A cell's text as notebooks keep it: a list of lines with their ends."""
    return text.splitlines(keepends=True)


_NOTEBOOK: dict[str, Any] = {
    "metadata": {
        "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
        "language_info": {"name": "python"},
    },
    "nbformat": 4,
    "nbformat_minor": 5,
}
