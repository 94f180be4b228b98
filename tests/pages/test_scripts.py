"""The script of every page: complete, alone with NumPy, and the same as the screen."""

import ast
import code
import contextlib
import io
import json
import subprocess
import sys
from random import Random

import nbformat
import plotly.graph_objects as go
import pytest

from pages.shared.script.script import Script
from tests.export import alone, compare, page
from tests.export.cases import CASES
from tests.pages import visit

SETTINGS = 6
every_script = pytest.mark.parametrize("name", CASES)


def one(name: str, seed: str = "one") -> Script:
    return CASES[name](Random(f"{name} {seed}")).script


@every_script
def test_a_script_finds_what_the_screen_shows_at_any_setting(name):
    assert not compare.faults(name, range(SETTINGS))


def test_every_page_offers_the_script_of_its_settings():
    texts = {name: page.script_text(name) for name in CASES}
    outcomes = alone.run([alone.Job(name, text) for name, text in texts.items()])
    for name, outcome in zip(texts, outcomes, strict=True):
        assert outcome.agrees, f"{name}: {outcome.failure or outcome.said}"


@every_script
def test_a_page_writes_its_script_only_while_the_box_is_open(name):
    at = visit.open_page(name)
    (box,) = [box for box in at.expander if box.key == f"{name}_script"]
    assert not box.code and not box.get("download_button")


class Moved(ast.NodeTransformer):
    """A script to whose screen something else was shown: every number a little off."""

    count = 0

    def visit_Call(self, node):
        if isinstance(node.func, ast.Name) and node.func.id == "compare":
            self.count += 1
            moved = f"moved({ast.unparse(node.args[2])})"
            node.args[2] = ast.parse(moved, mode="eval").body
        return node


MOVED = """
def moved(shown):
    shown = np.array(shown)
    return shown + (1 if shown.dtype.kind == "i" else 1e-8 * np.abs(shown).max() + 1e-300)
"""


def test_a_script_that_finds_something_else_says_so():
    jobs, counts = [], []
    for name in CASES:
        for seed in range(2):  # one of them may be a run that magnifies roundings, and says so
            other = Moved()
            tree = other.visit(ast.parse(one(name, str(seed)).text))
            jobs.append(alone.Job(name, f"{MOVED}\n{ast.unparse(tree)}"))
            counts.append(other.count)
    refused = set()
    for job, count, outcome in zip(jobs, counts, alone.run(jobs), strict=True):
        assert not outcome.failure, job.name
        assert outcome.said.count("DIFFERENT") == count > 0, job.name
        assert outcome.agrees == (compare.MAGNIFIED in outcome.said), job.name
        if not outcome.agrees:
            refused.add(job.name)
    assert refused == set(CASES)


@every_script
def test_the_notebook_is_valid_and_holds_the_same_program(name):
    script = one(name)
    notebook = nbformat.reads(script.notebook, as_version=4)
    nbformat.validate(notebook)
    kinds = [cell.cell_type for cell in notebook.cells]
    assert kinds == ["markdown", "code"] * (len(kinds) // 2) and len(kinds) >= 10
    names: dict[str, object] = {}
    with contextlib.redirect_stdout(io.StringIO()) as said:
        drawing = [c for c in notebook.cells if c.cell_type == "code" and "go.Figure" in c.source]
        for cell in notebook.cells:
            if cell.cell_type == "code" and cell not in drawing:
                exec(cell.source, names)
    assert len(drawing) == 1
    assert alone.AGREES in said.getvalue()


@every_script
def test_the_picture_is_drawn_where_plotly_is(name, monkeypatch):
    drawn: list[go.Figure] = []
    monkeypatch.setattr(go.Figure, "show", lambda figure: drawn.append(figure))  # noqa: PLW0108
    with contextlib.redirect_stdout(io.StringIO()):
        exec(one(name).text, {"__name__": "__main__"})
    assert drawn
    for figure in drawn:
        assert figure.data
        json.loads(figure.to_json(), parse_constant=pytest.fail)


@every_script
def test_a_script_can_be_pasted_into_a_python_shell(name):
    text = one(name).text.replace("import plotly.graph_objects as go", "raise ImportError")
    assert pasted(text)[0].rstrip().endswith(alone.AGREES)


@pytest.mark.parametrize("name", visit.PAGES)
def test_the_rule_as_code_can_be_pasted_into_a_python_shell(name):
    for box in visit.open_page(name).code:
        said, names = pasted(box.value)
        assert any(callable(value) for value in names.values()), box.value
        assert said, f"nothing is tried out in: {box.value}"


def pasted(text: str) -> tuple[str, dict[str, object]]:
    """What a shell says to these lines, one after the other, and the names it knows then."""
    names: dict[str, object] = {"__name__": "__main__"}
    shell = code.InteractiveConsole(names)
    with contextlib.redirect_stdout(io.StringIO()) as said, contextlib.redirect_stderr(said):
        for line in [*text.splitlines(), ""]:
            shell.push(line)
    assert "Traceback" not in said.getvalue() and "SyntaxError" not in said.getvalue(), said
    return said.getvalue(), names


def test_scripts_are_written_as_the_formatter_and_the_linter_want_them(tmp_path):
    for name in CASES:
        for seed in range(3):
            (tmp_path / f"{name}_{seed}.py").write_text(one(name, str(seed)).text, "utf-8")
    for order in (("format", "--diff"), ("check", "--select", "E,F,W,I,UP,C4")):
        done = subprocess.run(
            [sys.executable, "-m", "ruff", order[0], "--isolated", "--line-length", "100",
             *order[1:], str(tmp_path)],
            capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stdout
