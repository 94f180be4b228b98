"""Every page of the course on a wide screen and on a phone: drawn, named, without a complaint.

Each is opened once, on a wide screen in the light, and then seen at other sizes and in the dark.
"""

from tests.browser.student import PHONE

# The smallest phone, a laptop at 200 %, a tablet.
NARROW = ((320, 640), (720, 450), (768, 1024))
UNNAMED = """() => [...document.querySelectorAll(
        '[data-testid=stMain] input, [data-testid=stMain] [role=slider], '
        + '[data-testid=stMain] button, .lab-plot')]
    .filter(e => !e.closest('[aria-hidden=true]'))
    .filter(e => !(e.getAttribute('aria-label') || e.getAttribute('aria-labelledby')
        || e.textContent.trim() || e.title || (e.labels && e.labels.length)))
    .map(e => e.outerHTML.slice(0, 200))"""


CUT_WORDS = """() => [...document.querySelectorAll(
        '[data-testid=stMain] :is([data-testid=stTable], [data-testid=stMarkdownContainer]) td')]
    .filter(cell => !cell.querySelector('.katex')).flatMap(cell => {
        const texts = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT), cut = []
        const right = cell.getBoundingClientRect().right
        while (texts.nextNode())
            for (const { 0: word, index } of texts.currentNode.data.matchAll(/[\\p{L}\\d.]+/gu)) {
                const range = document.createRange()
                range.setStart(texts.currentNode, index)
                range.setEnd(texts.currentNode, index + word.length)
                const lines = range.getClientRects()
                if (lines.length > 1 || lines[0]?.right > right + 1) cut.push(word)
            }
        return cut
    })"""
CUT_LINKS = """() => [...document.querySelectorAll('[data-testid=stPageLink] p')]
    .filter(link => link.scrollWidth > link.clientWidth).map(link => link.innerText)"""


# Parts of a formula that are too many: a screen reader reads it wrong, Firefox refuses it.
ODD_MATHS = """() => Object.entries({ msub: 2, msup: 2, mfrac: 2, munder: 2, mover: 2, mroot: 2,
        msubsup: 3, munderover: 3 })
    .flatMap(([name, parts]) => [...document.getElementsByTagName(name)]
        .filter(one => one.children.length !== parts).map(one => one.outerHTML))"""


def test_a_page_draws_itself_without_a_complaint(tab, path, lesson):
    tab.open(path)
    tab.title(lesson.title)
    assert tab.complaints == []
    assert tab.overflow() == []
    alerts = "[data-testid=stException], [data-testid=stAlertContentError]"
    assert tab.page.locator(alerts).count() == 0
    for plot in tab.page.locator(".lab-plot").all():
        assert len(plot.get_attribute("aria-label") or "") > 20
        assert plot.bounding_box()["height"] > 100
    assert tab.page.evaluate(UNNAMED) == []
    assert tab.page.evaluate(ODD_MATHS) == []
    assert tab.barriers() == []


def test_a_page_scrolls_only_down_where_there_is_little_room(wide_tab, path):
    wide_tab.visit(path)
    for size in NARROW:
        wide_tab.stand(size)
        wide_tab.settle()
        assert wide_tab.overflow() == [], size


def test_a_page_fits_a_phone_in_the_dark(wide_tab, path):
    wide_tab.visit(path)
    wide_tab.stand(PHONE, "dark")
    wide_tab.rest()
    assert wide_tab.complaints == []
    assert wide_tab.overflow() == []
    assert wide_tab.page.evaluate(CUT_WORDS) == [], "words and numbers of tables stay whole"
    assert wide_tab.page.evaluate(CUT_LINKS) == []
    background = wide_tab.page.evaluate(
        "getComputedStyle(document.querySelector('[data-testid=stApp]')).backgroundColor"
    )
    assert max(map(int, background.removeprefix("rgb(").removesuffix(")").split(","))) < 80
    for chart in wide_tab.page.locator(".lab-place:visible").all():
        box = chart.bounding_box()
        assert box["x"] >= 0 and box["x"] + box["width"] <= 391
    assert wide_tab.barriers() == []
