"""A page's script in a browser: opened, downloaded as a program and as a notebook, and run."""

from pathlib import Path

import nbformat

from tests.export import alone


def test_the_script_is_downloaded_as_a_program_and_as_a_notebook(tab):
    tab.visit("perceptron?eta=0.5&epochs=25")
    tab.page.get_by_text("Code that runs").click()
    tab.page.get_by_test_id("stCode").get_by_text("ETA").first.wait_for()
    assert tab.barriers() == []
    names = {"Download .py": "perceptron.py", "Download notebook": "perceptron.ipynb"}
    taken = {}
    for label, name in names.items():
        with tab.page.expect_download() as download:
            tab.page.get_by_role("button", name=label).click()
        assert download.value.suggested_filename == name
        taken[name] = Path(download.value.path()).read_text(encoding="utf-8")
    program, notebook = taken["perceptron.py"], nbformat.reads(taken["perceptron.ipynb"], 4)
    nbformat.validate(notebook)
    cells = "\n\n".join(cell.source for cell in notebook.cells if cell.cell_type == "code")
    outcomes = alone.run([alone.Job("program", program), alone.Job("notebook", cells)])
    assert "ETA = 0.5" in program
    assert all(outcome.agrees for outcome in outcomes), outcomes
    assert tab.complaints == []
