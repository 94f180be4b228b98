import ast
import re
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from pages.lessons.key_points import beyond, project, reading, told
from pages.shared.bench import catalogue
from pages.shared.bench.exercises import Choice
from pages.shared.frame import course
from pages.shared.glossary import terms as glossary
from pages.shared.script import rounding
from tests.pages import visit

TERMS = [term for terms in glossary.GLOSSARY.values() for term in terms]


@pytest.mark.parametrize("page", sorted({term.page for term in TERMS}))
def test_every_link_of_the_glossary_is_understood_by_its_page(page):
    for term in (term for term in TERMS if term.page == page):
        at = visit.open_page(page, **term.settings)
        visit.assert_well(at, page)
        assert not at.warning, f"{term.name}: {[notice.value for notice in at.warning]}"
        on_page = visit.values(at) | {box.key: box.value for box in at.text_input if box.key}
        for key, value in term.settings.items():
            assert str(on_page[key]).lower() in {value, f"{value}.0"}, f"{term.name}: {key}"


def test_a_term_is_explained_once_in_one_sentence():
    names = [term.name.casefold() for term in TERMS]
    assert 45 <= len(set(names)) == len(names)
    for term in TERMS:
        assert term.meaning.endswith("."), term.name
        assert not re.search(r"[.?!]\s+[A-Z]", term.meaning), f"{term.name}: two sentences"


def test_nearly_every_lesson_shows_some_term():
    shown_on = {term.page for term in TERMS}
    assert shown_on <= {lesson.name for lesson in course.LESSONS} - {"home", "key_points"}
    assert len(shown_on) > 0.8 * len(course.LESSONS)  # a new page need not bring a term


def shown(at):
    """The terms whose sentence is on the page, each with a link of its name."""
    captions = {caption.value for caption in at.caption}
    terms = {term.name for term in TERMS if term.meaning in captions}
    assert terms <= {link.proto.label for link in at.get("page_link")}
    return terms


def test_a_search_keeps_the_terms_that_have_every_word():
    at = visit.open_page("key_points", find="LEARNING  rate")
    visit.assert_well(at, "key_points")
    assert "Learning rate η" in shown(at)
    assert "Stability limit" in shown(at)  # its sentence has the words
    assert "Neuron" not in shown(at)
    at.text_input(key="find").set_value("").run()
    assert shown(at) == {term.name for term in TERMS}


def test_a_part_alone_and_a_search_in_vain():
    at = visit.open_page("key_points", part="judging")
    assert shown(at) == {term.name for term in glossary.GLOSSARY["judging"]}
    at.text_input(key="find").set_value("<b>`zebra").run()
    visit.assert_well(at, "key_points")
    assert not shown(at)
    assert "No term has" in visit.words(at)
    assert "<b>" not in visit.words(at)


def test_what_a_search_found_is_said_in_plain_text():
    every = f"{len(TERMS)} of {len(TERMS)} terms"
    assert told.found(glossary.find(""), "") == every
    none = glossary.find("<b>")
    assert told.found(none, "<b>") == "No term has “‹b›”. Try a shorter word."
    assert told.found(none, "<b>", "data") == (
        "No term has “‹b›” in this part of the course. "
        "Try a shorter word, or all parts of the course."
    )


def test_the_terms_that_mention_the_one_asked_for_are_counted():
    one, many, none = (
        glossary.Found({"part": list(terms)} if terms else {}, True)
        for terms in (TERMS[:1], TERMS[:2], ())
    )
    every = f"{len(TERMS)} terms"
    assert told.found(one, "x", exact=True) == f"1 more of {every} mentions it"
    assert told.found(many, "x", "data", exact=True) == (
        f"2 more of {every} mention it in this part of the course"
    )
    assert told.found(none, "x", exact=True) == ""


def test_a_phrase_of_which_no_term_has_every_word_finds_those_with_some_and_says_so():
    at = visit.open_page("key_points", find="cost function")
    visit.assert_well(at, "key_points")
    found = shown(at)
    assert {"Cost J", "Activation function"} <= found < {term.name for term in TERMS}
    assert (
        f"No term has every word of “cost function”. The nearest have some of its words: "
        f"{len(found)} of {len(TERMS)} terms."
    ) in visit.words(at)
    assert named("What is a cost function?") == found, "small words tell no term from another"


def named(text, **asked):
    return {term.name for row in glossary.find(text, **asked).terms.values() for term in row}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("rate learn", "Learning rate η"),  # in any order, by the beginnings of words
        ("penalties", "Regularisation"),  # a form that neither name nor sentence has
        ("hidden layers?", "Hidden layer"),
        ("∇", "Nabla ∇"),
        ("propagation", "Backpropagation"),  # a long one is found in the middle too
    ],
)
def test_a_search_goes_by_the_beginnings_of_words_and_by_every_form(text, name):
    found = glossary.find(text)
    assert found.whole and name in named(text)
    assert not named("ions"), "no short part from the middle of a word"


def test_the_most_words_come_first_and_beside_an_exact_term_only_all_of_them_count():
    assert not glossary.find("learning rate zebra").whole
    assert named("learning rate zebra") == named("learning rate")
    exact = glossary.exactly("Cross-validation")
    assert not named("Cross-validation zebra", leave_out=exact)


@pytest.mark.parametrize(
    "name",
    ["Adaline", "Least squares", "Nabla ∇", "Floor", "Condition number", "Eigenvalue λ",
     "Delta δ", "Epoch", "Update", "Validation set", "Stability limit", "Slope", "Model",
     "Standard deviation", "Variance", "Correlation", "Early stopping", "Label", "Error", "Noise"],
)  # fmt: skip
def test_the_terms_that_pages_lean_on_are_in_the_glossary(name):
    assert name in {term.name for term in TERMS}


ROOT = Path(__file__).parents[2]
CITED = re.compile(r"(\w+)(?: et al\.)? \(?((?:19|20)\d\d)\)?")
NO_WORKS = {"in", "of", "by", "from", "and", "In", "since", "published", "than"}  # "of 1936"


def cited():
    """Name and year of every work that a text or a docstring of the course names."""
    for room in ("pages", "core"):
        for path in (ROOT / room).rglob("*.py"):
            if path.name == "reading.py":
                continue
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Constant) and isinstance(node.value, str):
                    yield from CITED.findall(node.value)


WORKS = [work for column in reading.COLUMNS for works in column.values() for work in works]


def test_every_work_that_is_named_is_listed():
    named = {
        (name, int(year)) for name, year in cited() if name[0].isupper() and name not in NO_WORKS
    }
    assert ("Novikoff", 1962) in named and ("Campbell", 1999) in named
    for name, year in named:
        assert any(name in work.authors and work.year == year for work in WORKS), f"{name} {year}"


def test_what_is_left_out_names_its_papers_and_no_cell_is_empty():
    cells = [cell for one in beyond.DIFFERENCES for cell in (one.what, one.here, one.in_practice)]
    assert all(cells)
    named = re.findall(r"\((\w+)(?: and \w+)? (\d{4})\)", beyond.table())
    assert len(named) == 4
    for name, year in named:
        assert any(name in work.authors and work.year == int(year) for work in WORKS), name
    assert beyond.table() in visit.words(visit.opened("key_points"))


def test_what_the_red_pencil_found_stays_mended():
    lines = "".join(map(reading.listed, reading.COLUMNS))
    assert "pages 436–444: nine pages" in lines
    assert "A. Ng" in lines and "performance against data" in lines
    assert all(1800 < work.year < 2030 for work in WORKS)


def test_neither_column_of_works_leaves_half_of_the_page_empty():
    short, long = sorted(len(reading.listed(column)) for column in reading.COLUMNS)
    assert short > long / 2


QUESTIONS = [
    pytest.param(exercise, id=f"{name}-{exercise.key}")
    for name in visit.PAGES
    for exercise in catalogue.exercises(name)
    if isinstance(exercise.predict, Choice) and not exercise.predict.waits
]


@pytest.mark.parametrize("exercise", QUESTIONS)
def test_a_question_without_a_run_has_one_correct_answer_and_says_why_to_each(exercise):
    choice = exercise.predict
    verdicts = [choice.verdict(answer, None) for answer in choice.answers]
    assert [right for right, _ in verdicts].count(True) == 1
    assert len(verdicts) >= 3 and all(
        len(said) > 20 + len(answer)
        for answer, (_, said) in zip(choice.answers, verdicts, strict=True)
    )
    assert len(exercise.solution()) > 60


def test_the_last_page_has_questions():
    assert len(catalogue.exercises("key_points")) >= 4


def test_an_exercise_is_opened_by_link_and_ticked():
    at = visit.open_page("key_points", exercise="explodes")
    visit.assert_well(at, "key_points")
    assert not at.warning
    assert "curvature λ along its steepest direction" in visit.words(at), "what 2/λ is of"
    at.radio[0].set_value("A learning rate below 2/λ").run()
    at.button(key="predict").click().run()
    assert [one.value.startswith("Correct") for one in at.success] == [True]
    assert "✓ Gradient descent explodes" in visit.words(at)
    assert visit.open_page("key_points", exercise="nonsense").warning


def test_the_project_as_it_comes_does_not_magnify_roundings():
    """Else the page would have to say so, as its script does where a student's changes make it."""
    asked = project.Project()
    moved = project.judge(replace(asked, eta=asked.eta * rounding.NUDGED))
    for name in ("scores", "costs", "counts"):
        here, there = (getattr(one, name) for one in (project.judge(asked), moved))
        np.testing.assert_allclose(here, there, rtol=1e-9)


def test_the_project_chooses_by_its_validation_set():
    judged = project.judge(project.Project(seed=1))
    training, validation = judged.scores.T
    assert judged.best == validation.argmax() != training.argmax()
    assert min(validation.max(), judged.test_score) > 0.9


def test_the_project_tells_what_its_table_counts():
    asked = project.Project()
    judged = project.judge(asked)
    flowers = np.bincount(project.table()[1][judged.parts[2]], minlength=3)
    assert judged.counts.sum(axis=1).tolist() == flowers.tolist()
    said = project.told(asked)
    assert f"{asked.hidden[judged.best]} hidden neurons are chosen" in said
    assert f"**{judged.counts.trace()} of {flowers.sum()}** test flowers" in said


def test_the_project_is_offered_as_one_and_not_as_a_copy_of_the_page():
    at = visit.open_page("key_points")
    boxes = [box.label for box in at.expander]
    assert "The project, as a notebook and as a Python script" in boxes
    assert not any("all of this" in label for label in boxes)
