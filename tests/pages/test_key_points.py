import re

import pytest

from pages.lessons.key_points import glossary
from pages.shared.frame import course
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
