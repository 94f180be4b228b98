"""The script of every page: complete, alone with NumPy, and the same as the screen."""

import ast
import code
import contextlib
import io
import json
import math
import re
import subprocess
import sys
from random import Random

import nbformat
import numpy as np
import plotly.graph_objects as go
import pytest

from core import perceptron
from data import Chosen
from pages.lessons.computational_graph import script as graph_script
from pages.lessons.computational_graph import settings as graph_settings
from pages.lessons.computational_graph import told
from pages.lessons.perceptron import script as perceptron_script
from pages.lessons.playground import script as playground_script
from pages.shared.frame import course
from pages.shared.one_neuron import runs
from pages.shared.one_neuron.settings import Inputs, Training
from pages.shared.plane_network import network_runs
from pages.shared.plane_network.network_settings import Architecture, NetworkTraining, PlaneData
from pages.shared.script.script import Script
from tests.export import alone, compare, page
from tests.export.cases import CASES
from tests.pages import test_own_data, visit

SETTINGS = 6
LIVE = ("Neurons and networks", "Learning from data", "Gradient descent", "Networks that learn")
every_script = pytest.mark.parametrize("name", CASES)


def one(name: str, seed: str = "one") -> Script:
    return CASES[name](Random(f"{name} {seed}")).script


@every_script
def test_a_script_finds_what_the_screen_shows_at_any_setting(name):
    assert not compare.faults(name, range(SETTINGS))


LINKS: dict[str, tuple[dict[str, str], str]] = {
    "neuron": ({"activation": "elu", "bias": "-2.5", "n": "3"}, "BIAS = -2.5"),
    "activation_functions": ({"z": "-1.5", "c": "2.5"}, "Z = -1.5"),
    "forward_propagation": ({"layers": "2", "n2": "5", "seed": "7"}, "SIZES = [3, 4, 5, 1]"),
    "computational_graph": ({"formula": "x1*tanh(w1)/x2", "x1": "1.5"}, '"x1": 1.5'),
    "kinds_of_learning": ({"kind": "unsupervised", "k": "4", "seed": "9"}, "K = 4"),
    "preparing_data": ({"keep": "setosa-virginica", "gaps": "drop", "missing": "30"}, "= 30"),
    "perceptron": (
        {"eta": "0.5", "order": "shuffled", "points": "a5.1,3.4b6.2,2.2", "standardise": "true"},
        "ETA = 0.5",
    ),
    "gradient_descent": ({"curve": "two minima", "eta": "0.9", "start": "3.5"}, "START = 3.5"),
    "learning_rate": ({"eta2": "0.0003", "epochs": "40", "start": "random"}, "ETA2 = 0.0003"),
    "standardisation": ({"pair": "versicolor-virginica", "epochs": "30"}, "EPOCHS = 30"),
    "multilayer_network": ({"eta": "0.3", "epochs": "200", "activation": "tanh"}, "ETA = 0.3"),
    "playground": ({"pair": "moons", "layers": "1", "n1": "3", "l2": "0.001"}, "L2 = 0.001"),
    "generalisation": ({"view": "k-fold", "k": "7", "model": "network"}, "FOLDS = 7"),
    "key_points": ({}, "HIDDEN = "),
}


def test_every_page_offers_the_script_of_its_settings():
    assert LINKS.keys() == CASES.keys()
    assert LINKS.keys() >= {lesson.name for part in LIVE for lesson in course.COURSE[part]}
    texts = {name: page.script_text(name, **link) for name, (link, _) in LINKS.items()}
    outcomes = alone.run([alone.Job(name, text) for name, text in texts.items()])
    for (name, text), outcome in zip(texts.items(), outcomes, strict=True):
        assert LINKS[name][1] in text, f"{name}: the link's setting is not in its script"
        assert outcome.agrees, f"{name}: {outcome.failure or outcome.said}"


NO_VALUE_BELOW = (("x1**1.5", 0.0), ("(x1 - 2)**x2", 2.000005), ("1/(x1 - 1.99998)", 2.0))
"""Formulas that have no value a little below an input: no root, no logarithm, no quotient."""


@pytest.mark.parametrize(("formula", "x1"), NO_VALUE_BELOW)
def test_a_graph_script_has_no_gradient_by_trial_where_the_page_has_none(formula, x1):
    graph = graph_settings.seen(formula, x1=x1)
    (shown,) = (told.gradient_row(graph.walk, node) for node in graph.walk.nodes
                if node.label == "x1")  # fmt: skip
    job = alone.Job("graph", graph_script.write(graph.walk).text)
    (outcome,) = alone.run([job])
    assert outcome.agrees, outcome.failure or outcome.said
    assert "undefined" in shown
    assert "gradient of x1 by trying out: undefined" in outcome.said


OWN_PAGES = ("perceptron", "learning_rate", "standardisation", "playground", "generalisation")
MIXED = "a,b,kind\n" + "".join(f"{i},{(7 * i) % 13},{'xy'[i % 3 == 0]}\n" for i in range(40))


QUOTES = test_own_data.HOSTILE.replace("=1+1", '"x"""""""').replace("<script>", "y{0}\\'")
"""Class names with what ends a text in Python; three quotation marks once CSV has read them."""


@pytest.mark.parametrize(
    "table", [MIXED, test_own_data.HOSTILE, QUOTES], ids=["mixed", "hostile", "quotes"]
)
def test_a_table_of_ones_own_is_in_the_script(table):
    at, jobs = test_own_data.with_table(table), []
    for name in OWN_PAGES if table == MIXED else OWN_PAGES[:3]:
        test_own_data.go_and_choose_own(at, name)
        jobs.append(alone.Job(name, page.read(at, name)))
    for job, outcome in zip(jobs, alone.run(jobs), strict=True):
        assert outcome.agrees, f"{job.name}: {outcome.failure or outcome.said}"


RIGHT_TO_LEFT = "משקל (ג),b,kind\n1,2,חתול\n2,3,חתול\n3,5,كلب\n5,6,كلب\n"


def test_a_program_has_no_invisible_signs():
    at = test_own_data.go_and_choose_own(test_own_data.with_table(RIGHT_TO_LEFT), "perceptron")
    assert "\u2068חתול\u2069" in visit.charts(at)["perceptron_boundary"].alt
    text = page.read(at, "perceptron")
    assert 'CLASSES = ["חתול", "كلب"]' in text
    assert text.replace("\n", "").isprintable()


EXACT = "height,weight,kind\n150,45,a\n160,50,b\n"
"""A table whose targets a plane fits: its floor is 0."""
NARROW = "height,weight,kind\n1,1,a\n2,2.0001,b\n3,2.9999,b\n4,4,a\n"
"""A table whose condition number is large: the eigenvalues of X'X would lose half of its digits."""


TINY = "height,weight,kind\n" + "".join(
    f"{5 + i % 2}.{i % 7}e-9,{3 - i % 2}.{i % 5}e-9,{'ab'[i % 2]}\n" for i in range(30)
)
"""A table beside whose targets its outputs are smaller than a rounding: the bias is made of those,
and it decides which samples are answered correctly."""


@pytest.mark.parametrize("table", [EXACT, NARROW, TINY], ids=["exact", "narrow", "tiny"])
@pytest.mark.parametrize("name", ["learning_rate", "standardisation"])
def test_a_script_agrees_on_the_bowl_of_a_table_of_ones_own(name, table):
    at = test_own_data.go_and_choose_own(test_own_data.with_table(table), name)
    (outcome,) = alone.run([alone.Job(name, page.read(at, name))])
    assert outcome.agrees, outcome.failure or outcome.said


ALIKE, EVEN = "a1,1b1,1", "a-1,1a1,-1b-1,-1b1,1"


@pytest.mark.parametrize(
    ("name", "points", "settings"),
    [
        ("learning_rate", ALIKE, {"epochs": "40"}),
        ("learning_rate", ALIKE, {"epochs": "40", "eta": "1", "eta2": "0.4"}),  # above the limit
        ("learning_rate", "a1,1a1,3b3,1b3,3", {"epochs": "1000", "eta": "0.05"}),
        ("standardisation", ALIKE, {}),
        ("standardisation", ALIKE, {"epochs": "1000", "eta": "0.1"}),
        ("standardisation", EVEN, {"epochs": "1000", "eta": "0.02"}),
        ("standardisation", "a1,1b2,2", {}),
    ],
)
def test_a_script_agrees_where_the_true_value_is_0(name, points, settings):
    text = page.script_text(name, points=points, alone="true", **settings)
    (outcome,) = alone.run([alone.Job(name, text)])  # a warning is an error there
    assert outcome.agrees, outcome.failure or outcome.said


ONES: list[tuple[str, dict[str, str]]] = [
    ("key_points", {}),
    ("gradient_descent", {"steps": "1"}),
    ("kinds_of_learning", {"kind": "reinforcement", "pulls": "10"}),
    ("preparing_data", {"keep": "setosa-versicolor", "missing": "50", "seed": "154"}),
    ("generalisation", {"view": "validation set", "epochs": "1"}),
    ("generalisation", {"view": "overfitting", "epochs": "1", "model": "adaline"}),
]


def test_a_script_does_not_print_1_updates():
    jobs = [alone.Job(name, page.script_text(name, **link)) for name, link in ONES]
    for outcome in alone.run(jobs):
        assert outcome.agrees
        assert not re.search(r"(?<![\d.])1 (?:[a-z]+ ){0,2}[a-z]+s\b", outcome.said), outcome.said


def test_a_long_table_comes_in_a_file_beside_the_script():
    rng = np.random.default_rng(0)
    x, y = rng.normal(size=(2500, 2)), np.where(rng.random(2500) < 0.5, -1.0, 1.0)
    chosen = Chosen(x, y, ("a", "b"), ("a", "b"), ("u", "v"), np.arange(2500))
    samples = runs.Samples(chosen, x, None, "digest")
    result = runs.PerceptronResult(samples, perceptron.train(x, y, 0.1, 2), False, math.inf)
    training = Training(Inputs("own", ("a", "b"), False, "digest"), 0.1, 2)
    script = perceptron_script.write(training, result)
    assert len(script.text) < 10_000 < len(script.data)
    assert "put it in this folder" in " ".join(script.text.split("\n# "))
    (outcome,) = alone.run([alone.Job.of(script, ["x", "y", "updates"])])
    assert outcome.agrees, outcome.failure or outcome.said
    assert np.array_equal(outcome.found["x"], x) and np.array_equal(outcome.found["y"], y)


@every_script
def test_a_page_writes_its_script_only_while_the_box_is_open(name):
    at = visit.opened(name)
    (box,) = [box for box in at.expander if box.key == f"{name}_script"]
    assert not box.code and not box.get("download_button")


@pytest.mark.parametrize(
    ("name", "link", "magnifies"),
    [
        ("multilayer_network", {}, False),
        ("multilayer_network", {"activation": "relu", "eta": "30"}, True),
        ("playground", {}, False),
        ("playground", {"activation": "relu", "eta": "3", "epochs": "300"}, True),
    ],
)
def test_beside_its_script_a_page_says_that_its_run_magnifies_roundings(name, link, magnifies):
    at = visit.open_page(name, **link)
    assert "magnifies rounding" not in " ".join(info.value for info in at.info)
    page.read(at, name)
    assert ("magnifies rounding" in " ".join(info.value for info in at.info)) == magnifies


def test_a_long_run_is_made_again_to_say_that_it_magnifies_roundings():
    shape = Architecture(("x1", "x2"), (4, 4), "relu", "auto")
    training = NetworkTraining(PlaneData("circles", ("", "")), shape, 3.0, 1000)
    task, run = network_runs.task(training), network_runs.whole(training)
    assert "magnifies rounding" in playground_script.write(training, task, run).note()


@every_script
def test_comparing_with_the_screen_leaves_what_was_found_as_it_is(name):
    for kind in "abcdef":  # the kinds of learning have a script each
        *sections, last = one(name, kind).sections
        used = set().union(*(stored(section.code) for section in sections))
        assert stored(last.code) & used <= {"text"}, name


def stored(source: str) -> set[str]:
    """The names that are given a value outside of functions and loops."""
    targets = [n.targets for n in ast.parse(source).body if isinstance(n, ast.Assign)]
    nodes = [node for each in targets for target in each for node in ast.walk(target)]
    return {node.id for node in nodes if isinstance(node, ast.Name)}


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
    return shown + (1 if shown.dtype.kind == "i" else 1e-8 * np.abs(shown).max() + 1e-12)
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


def test_what_a_notebook_needs_to_draw_is_said():
    """VS Code brings no nbformat, and without it Plotly stops at the picture."""
    opening = nbformat.reads(one("perceptron").notebook, as_version=4).cells[0].source
    assert "pip install plotly" in opening and "pip install nbformat" in opening
    at = visit.open_page("perceptron")
    page.read(at, "perceptron")
    assert "pip install numpy plotly nbformat" in visit.words(at)


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
    for box in visit.opened(name).code:
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


def test_the_command_prints_a_script_and_nothing_else():
    asked = [sys.executable, "-m", "tests.export", "gradient_descent", "eta=0.9"]
    told = subprocess.run(asked, capture_output=True, text=True, check=True)
    assert "ETA = 0.9" in told.stdout and told.stderr == ""
