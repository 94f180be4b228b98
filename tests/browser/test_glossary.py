"""A term's sentence is seen by pointer, by keyboard and by touch."""

from pages.shared.glossary.terms import exactly

SHOWN = "getComputedStyle(document.activeElement, '::after').content"


def test_a_term_explains_itself_by_keyboard_and_leads_to_its_entry(tab):
    tab.visit("perceptron")
    term = exactly("Weight")
    link = tab.page.get_by_role("link", name="weight", exact=True)
    assert link.get_attribute("title") == f"{term.name}: {term.meaning}"
    assert tab.page.evaluate(SHOWN) in ("none", "normal")
    link.press("Shift+Tab")
    tab.page.keyboard.press("Tab")
    assert term.meaning in tab.page.evaluate(SHOWN)
    assert tab.overflow() == []
    assert tab.barriers() == []
    with tab.context.expect_page() as opened:  # the bench stays as it is
        tab.page.keyboard.press("Enter")
    entry = opened.value.get_by_text(term.meaning, exact=True)
    entry.wait_for()
    assert entry.count() == 1
    opened.value.close()  # else the tab stays in the background, where a browser draws slowly
