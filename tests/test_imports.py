"""Who may import whom: the rooms of the house keep apart, and only four packages run."""

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
RUN_TIME = ("app.py", "core", "data", "pages")
TOP_LEVEL = {
    *RUN_TIME,
    *("tests", "deploy", "requirements.txt", "pyproject.toml"),
    *("README.md", "CONTRIBUTING.md", "LICENSE"),
}
OUR_OWN = {"core", "data", "pages"}
PACKAGES = {"streamlit", "numpy", "pandas", "plotly"}
MOST_LINES_PAGE = 120
MOST_LINES_FUNCTION = 40
OF_EVERY_LESSON = {"Seen", "Settings"}
"""A lesson's own: what its exercises are judged by, what its controls say."""
LESSON_ON_SCREEN = {"page.py", "exercises.py", "touch.py"}
ROOMS_ON_SCREEN = ("frame", "bench", "own", "long_work")
ON_SCREEN = {
    "app.py",
    "pages/lessons/home/teachers.py",
    "pages/shared/drawn_network/controls.py",
    "pages/shared/one_neuron/controls.py",
    "pages/shared/one_neuron/point_controls.py",
    "pages/shared/script/offer.py",
}
"""Files outside those rooms that show something or ask for it."""
KEEPERS = {
    "pages/lessons/kinds_of_learning/kinds.py",
    "pages/lessons/preparing_data/preparing.py",
    "pages/shared/results.py",
}
"""Runs that are kept for the next student who asks: of Streamlit they use only the memory."""


@cache
def tracked_files() -> list[Path]:
    """The files of the project: what git tracks or would track, else all that are there."""
    try:
        names = subprocess.run(
            ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
            cwd=ROOT, check=True, capture_output=True, text=True,
        ).stdout.splitlines()  # fmt: skip
        found = [ROOT / name for name in names]
    except (OSError, subprocess.CalledProcessError):
        found = [path for path in ROOT.rglob("*") if _is_ours(path.relative_to(ROOT))]
    return [path for path in found if path.is_file()]


def _is_ours(path: Path) -> bool:
    made = {".git", ".venv", "__pycache__"}
    return not any(part in made or part.endswith("_cache") for part in path.parts)


def modules(*rooms: str) -> list[Path]:
    paths = [path.relative_to(ROOT) for path in tracked_files() if path.suffix == ".py"]
    return [path for path in paths if path.parts[0] in rooms]


@cache
def nodes(path: Path) -> list[ast.AST]:
    """All parts of a module, read once for all tests."""
    return list(ast.walk(ast.parse((ROOT / path).read_text(encoding="utf-8"))))


def imported(path: Path) -> Iterator[str]:
    """The full names of what a module imports, wherever in it the import stands."""
    for node in nodes(path):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: a relative import hides which room it reaches into"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def first(name: str) -> str:
    return name.partition(".")[0]


def strangers(path: Path, allowed: set[str]) -> list[str]:
    """What a module imports beyond the standard library and the allowed names."""
    return [
        name
        for name in imported(path)
        if first(name) not in allowed and first(name) not in sys.stdlib_module_names
    ]


def is_figure(path: Path) -> bool:
    return path.parts[:3] == ("pages", "shared", "figures") or (
        path.parts[:2] == ("pages", "lessons")
        and path.name != "page.py"
        and any(first(name) == "plotly" for name in imported(path))
    )


def test_the_reader_sees_every_room():
    assert len(modules(*RUN_TIME)) > 40
    assert Path("app.py") in modules(*RUN_TIME)
    assert any(map(is_figure, modules("pages")))
    assert "streamlit" in imported(Path("app.py"))
    assert "streamlit" in imported(Path("pages/lessons/perceptron/page.py"))


@pytest.mark.parametrize("path", modules("core"), ids=str)
def test_core_knows_only_numpy(path):
    assert not strangers(path, {"core", "numpy"})


@pytest.mark.parametrize("path", modules("data"), ids=str)
def test_data_adds_pandas(path):
    assert not strangers(path, {"core", "data", "numpy", "pandas"})


@pytest.mark.parametrize("path", list(filter(is_figure, modules("pages"))), ids=str)
def test_figures_know_neither_screen_nor_files(path):
    assert not strangers(path, {"core", "pages", "numpy", "plotly"})
    own = [name for name in imported(path) if first(name) == "pages"]
    near = (
        "pages.shared.figures",
        "pages.shared.words",
        *_lesson_of(path),
    )  # words: numbers as text, no screen
    assert all(f"{name}.".startswith(tuple(f"{room}." for room in near)) for name in own), own


def _lesson_of(path: Path) -> tuple[str, ...]:
    """The lesson that a file belongs to, as a package; none for a shared file."""
    return (".".join(path.parts[:3]),) if path.parts[:2] == ("pages", "lessons") else ()


def test_the_words_that_figures_use_know_no_screen():
    assert not strangers(Path("pages/shared/words.py"), set())


@pytest.mark.parametrize("path", modules(*RUN_TIME), ids=str)
def test_only_the_four_packages_run(path):
    # The server inside Streamlit, whose classes st.App takes: in the one file that gives it routes.
    server = {"starlette"} if path == Path("pages/shared/bench/assets.py") else set()
    assert not strangers(path, OUR_OWN | PACKAGES | server)


def on_screen(path: Path) -> bool:
    """Whether a file is of those that may use Streamlit: they show, ask, or react to a touch."""
    if str(path) in ON_SCREEN:
        return True
    if path.parts[:2] == ("pages", "lessons"):
        return path.name in LESSON_ON_SCREEN or path.stem.endswith(("_controls", "_form"))
    return path.parts[:3] in [("pages", "shared", name) for name in ROOMS_ON_SCREEN]


def test_only_the_door_the_frame_the_bench_and_the_pages_import_streamlit():
    using = [p for p in modules(*RUN_TIME) if any(first(n) == "streamlit" for n in imported(p))]
    assert using
    assert [p for p in using if not on_screen(p) and str(p) not in KEEPERS] == []
    assert {str(p) for p in using} >= ON_SCREEN | KEEPERS, "a file is named here for nothing"


@pytest.mark.parametrize("path", sorted(KEEPERS))
def test_runs_use_only_the_memory_of_streamlit(path):
    text = (ROOT / path).read_text(encoding="utf-8")
    assert set(re.findall(r"\bst\.(\w+)", text)) == {"cache_data"}


@pytest.mark.parametrize("path", [p for p in modules("pages") if p.name == "told.py"], ids=str)
def test_sentences_know_neither_screen_nor_drawing(path):
    assert not {first(name) for name in imported(path)} & {"streamlit", "plotly"}


@pytest.mark.parametrize("path", [p for p in modules("pages") if p.name == "page.py"], ids=str)
def test_a_page_can_be_read_at_a_glance(path):
    assert len((ROOT / path).read_text(encoding="utf-8").splitlines()) <= MOST_LINES_PAGE


@pytest.mark.parametrize("path", modules(*RUN_TIME, "deploy", "tests"), ids=str)
def test_functions_are_short(path):
    functions = [n for n in nodes(path) if isinstance(n, ast.FunctionDef | ast.AsyncFunctionDef)]
    lengths = [(n.name, (n.end_lineno or n.lineno) - n.lineno + 1) for n in functions]
    assert [one for one in lengths if one[1] > MOST_LINES_FUNCTION] == []


@pytest.mark.parametrize("path", modules(*RUN_TIME), ids=str)
def test_what_one_lesson_uses_is_used_by_no_other(path):
    lessons = [name for name in imported(path) if name.startswith("pages.lessons")]
    assert all(name.startswith(f"{own}.") for name in lessons for own in _lesson_of(path) or ("-",))


def test_requirements_name_the_four_packages():
    lines = (ROOT / "requirements.txt").read_text(encoding="utf-8").splitlines()
    names = {re.split(r"[<>=~! ]", line)[0] for line in lines if line.strip()}
    assert names == PACKAGES
    assert all(re.fullmatch(r"\w+~=\d+\.\d+(\.0)?", line) for line in lines), lines
    assert any(re.fullmatch(r"streamlit~=1\.\d+\.0", line) for line in lines), "its minor version"


def test_top_level_holds_only_the_agreed_names():
    found = {path.relative_to(ROOT).parts[0] for path in tracked_files()}
    assert found >= {"app.py", "core", "data", "pages", "tests"}
    assert {name for name in found if not name.startswith(".")} <= TOP_LEVEL


def test_no_file_names_a_machine_or_a_package_registry():
    # Put together here, so that this file does not name them either.
    folders = "|".join(("tmp", "work", "root", "home", "Users"))
    hosts = "|".join(("pypi", r"files\.pythonhosted", "npmjs", "registry")) + r")\.(?:org|com|io"
    told = re.compile(rf"(?<![\w.])/(?:{folders})/\w|[A-Z]:\\\\|(?:{hosts})\b")
    assert told.search("in /" + "tmp/x") and told.search("https://py" + "pi.org/simple")
    for path in tracked_files():
        try:
            text = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue
        found = told.search(text)
        assert found is None, f"{path.relative_to(ROOT)}: {found and found[0]}"


def test_a_name_of_a_type_means_one_thing_in_the_whole_house():
    homes: dict[str, list[str]] = {}
    for path in modules(*RUN_TIME):
        for name in types(path):
            of_a_lesson = name in OF_EVERY_LESSON and path.parts[:2] == ("pages", "lessons")
            homes.setdefault(f"{path.parent}: {name}" if of_a_lesson else name, []).append(
                str(path)
            )
    assert {"CostCurve", "Floats", "Scene"} <= homes.keys()
    assert {name: paths for name, paths in homes.items() if len(paths) > 1} == {}


def types(path: Path) -> Iterator[str]:
    """The names of a module's classes, and those that it gives to types."""
    for node in ast.parse((ROOT / path).read_text(encoding="utf-8")).body:
        if isinstance(node, ast.ClassDef):
            yield node.name
        elif isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            name = node.targets[0].id
            if name[0].isupper() and not name.isupper():
                yield name
