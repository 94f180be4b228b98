"""A browser that translates the page: no text of the run before stays, and nothing is lost.

None that translates can be had without the internet. So this does what Chrome's does to a page: a
text makes way for words in two FONT elements, and so does what comes later; letters of a drawing,
code, and what says that it is not to be translated are left as they are. Into Arabic or Hebrew a
browser may have the whole page go from right to left, or only write the words.
"""

import pytest
from playwright.sync_api import expect

from tests.browser.student import Student

SIGN = "\ua643"  # before each word, for one of another language
TRANSLATE = """sign => {
    const left = 'script, style, code, pre, svg, textarea, .notranslate, [translate=no], font'
    const translate = text => {
        if (!/\\S/.test(text.data) || !text.isConnected || text.parentElement.closest(left)) return
        const font = document.createElement('font'), words = document.createElement('font')
        font.append(words)
        words.textContent = text.data.replace(/[a-z]{2,}/gi, sign + '$&')
        text.before(font)
        text.remove()
    }
    const all = () => {
        const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), texts = []
        while (walk.nextNode()) texts.push(walk.currentNode)
        texts.forEach(translate)
    }
    let soon
    new MutationObserver(() => { clearTimeout(soon); soon = setTimeout(all, 50) })
        .observe(document.body, { childList: true, characterData: true, subtree: true })
    document.documentElement.classList.add('translated-ltr')
    all()
}"""
FOREIGN = f"document.querySelector('[data-testid=stMain]').innerText.includes('{SIGN}')"
LINES = """() => document.querySelector('[data-testid=stMain]').innerText
    .split('\\n').map(line => line.trim()).filter(Boolean)"""


def translate(student: Student) -> None:
    student.page.evaluate(TRANSLATE, SIGN)
    student.page.wait_for_function(FOREIGN)


def lines(student: Student) -> list[str]:
    """What stands on the page, in its own language; marks have no order."""
    return sorted(line.replace(SIGN, "") for line in student.page.evaluate(LINES))


@pytest.mark.parametrize(
    "path, control",
    [("perceptron", "epochs"), ("forward_propagation", "layers")],  # there sentences change parts
)
def test_a_translated_page_says_what_the_same_page_says(tab, path, control):
    tab.open(path)
    translate(tab)
    before = lines(tab)
    for _ in range(2):
        tab.press(control, "ArrowRight")
        tab.rest()
    translated = lines(tab)
    assert translated != before
    tab.page.reload()
    tab.rest()
    assert tab.page.evaluate(FOREIGN) is False
    assert lines(tab) == translated
    assert tab.complaints == []
    tab.forget()


def test_what_the_player_says_is_translated_once(tab):
    tab.open("perceptron")
    translate(tab)
    tab.player("Step forward").click()
    for width in (1200, 1000):  # it looks anew what room its longest sentence needs
        tab.stand((width, 900))
        tab.settle()
        tab.until(lambda: SIGN in tab.said, "it is translated")
        assert tab.said.startswith(f"{SIGN}Epoch 1: ")
    tab.forget()


def test_a_translated_page_can_be_left_and_its_exercise_done(tab):
    tab.open("gradient_descent?exercise=descent_question")
    translate(tab)
    tab.at("try_descent_question").locator("button").click()
    tab.rest()
    tab.at("descent_question_hint").locator("summary").click()
    expect(tab.at("descent_question_hint")).to_contain_text(SIGN)
    tab.page.go_back()
    tab.rest()
    tab.at("lab_foot").get_by_role("link").last.click()
    expect(tab.page.locator("h1")).to_have_text(f"{SIGN}Learning {SIGN}rate")
    tab.rest()
    assert tab.complaints == []
    tab.forget()


PLACES = """() => [...document.querySelectorAll('.lab-player-row > *, .lab-figure, .katex .base')]
    .map(part => [part.ariaLabel ?? part.className, part.getBoundingClientRect().toJSON()])"""
# Of Hebrew words in place of a paragraph's text: how far the last letter is left of the first one,
# and the first one from the right edge; and how a formula in the same paragraph goes on.
IN_HEBREW = """paragraph => {
    const formula = paragraph.querySelector('.katex').cloneNode(true)
    paragraph.replaceChildren('משקל, ', formula)
    const letter = at => {
        const range = document.createRange()
        range.setStart(paragraph.firstChild, at)
        range.setEnd(paragraph.firstChild, at + 1)
        return range.getBoundingClientRect()
    }
    const [first, comma] = [letter(0), letter(4)], bases = [...formula.querySelectorAll('.base')]
    return { leftwards: first.left - comma.left,
             margin: paragraph.getBoundingClientRect().right - first.right,
             bases: bases.map(one => one.getBoundingClientRect().left) }
}"""


def test_a_page_that_is_to_go_from_right_to_left_keeps_player_drawings_and_formulas(tab):
    tab.open("computational_graph")
    before = tab.page.evaluate(PLACES)
    tab.page.evaluate("document.documentElement.dir = 'rtl'")
    tab.settle()
    assert tab.page.evaluate(PLACES) == before
    tab.forget()


@pytest.mark.parametrize("direction", ["ltr", "rtl"])
def test_words_that_go_from_right_to_left_do_so_beside_formulas_that_do_not(tab, direction):
    tab.open("computational_graph")
    tab.page.evaluate("direction => { document.documentElement.dir = direction }", direction)
    drawn = tab.at("lab_pane").locator("p:has(.katex)").first
    seen = drawn.evaluate(IN_HEBREW)
    assert seen["leftwards"] > 10 and seen["margin"] < 1
    assert len(seen["bases"]) > 1 and seen["bases"] == sorted(seen["bases"])
    tab.forget()
