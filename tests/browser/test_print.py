"""A page on paper: black on white, figures whole, nothing that can only be clicked."""

import pytest
from playwright.sync_api import expect

PAGE_WIDTH, PAGE_HEIGHT = 794 - 2 * 45, 1123 - 2 * 45  # A4 at 96 dots an inch, less the margins
FIGURES = """() => [...document.querySelectorAll('.lab-figure')].map(figure => {
    const drawn = figure.querySelector('.lab-plot :is(svg, canvas)').getBoundingClientRect()
    const box = figure.getBoundingClientRect()
    return { inside: drawn.right <= box.right + 1 && drawn.bottom <= box.bottom + 1,
             width: box.width, height: box.height, broken: getComputedStyle(figure).breakInside }
})"""
CLICKABLE = """() => [...document.querySelectorAll('button, input, select, summary, header a')]
    .filter(e => e.checkVisibility()).map(e => e.outerHTML.slice(0, 200))"""
GROUND = "getComputedStyle(document.body).backgroundColor"
COLOURS = """() => [...new Set([...document.querySelectorAll('[data-testid=stMain] :is(p, h1, h2)')]
    .map(e => getComputedStyle(e).color))]"""


@pytest.fixture(scope="module", params=["light", "dark"])
def theme(request):
    """Of the module, so that all tests of a theme follow each other."""
    return request.param


@pytest.fixture
def printed(tab, theme):
    tab.stand((794, 1123), theme)
    tab.visit("perceptron?exercise=challenge")
    tab.rest()
    tab.stand((794, 1123), theme, "print")
    tab.page.locator(".lab-paper").wait_for()
    tab.settle()
    return tab


def test_figures_are_whole_on_a_page_of_a4(printed):
    figures = printed.page.evaluate(FIGURES)
    assert len(figures) == 3, "all of them, also those that wait behind another on a small screen"
    for figure in figures:
        assert figure["inside"] and figure["broken"] == "avoid"
        assert figure["width"] <= PAGE_WIDTH and 200 < figure["height"] <= PAGE_HEIGHT / 2 + 100
    assert printed.overflow() == []


def test_paper_has_no_controls_and_black_letters(printed):
    assert printed.page.evaluate(CLICKABLE) == []
    assert printed.page.evaluate(COLOURS) == ["rgb(0, 0, 0)"]
    assert printed.page.evaluate(GROUND) == "rgb(255, 255, 255)"
    assert len(printed.page.pdf(format="A4")) > 20_000
    assert printed.complaints == []


def test_the_task_is_printed_with_its_answers_and_what_is_open_of_its_help(tab):
    tab.stand((794, 1123))
    tab.open("gradient_descent?exercise=descent_question")
    tab.at("try_descent_question").locator("button").click()
    tab.rest()
    tab.at("descent_question_hint").locator("summary").click()
    tab.stand((794, 1123), "light", "print")
    exercise = tab.at("lab_exercise")
    expect(exercise.locator("strong").first).to_be_visible()
    expect(exercise.get_by_test_id("stRadio")).to_be_visible()
    assert exercise.locator("button:visible").count() == 0
    expect(tab.at("descent_question_hint")).to_be_visible()
    expect(tab.at("descent_question_solution")).to_be_hidden()


INKS = """where => [...new Set([...document.querySelectorAll(where)]
    .map(text => getComputedStyle(text).fill))]"""
DARK_MARKS = "[data-key=forward_network] g.trace:has(.textpoint):has(.point) .textpoint text"


def test_letters_in_a_figure_are_black_but_on_dark_marks(tab, theme):
    tab.stand((794, 1123), theme)
    tab.open("forward_propagation")
    tab.stand((794, 1123), theme, "print")
    axes = "[data-key=forward_activation] .xtick text"
    tab.until(lambda: tab.page.evaluate(INKS, axes) == ["rgb(0, 0, 0)"], "axes are black")
    assert "rgb(255, 255, 255)" in tab.page.evaluate(INKS, DARK_MARKS)


FLEXED = """() => [...document.querySelectorAll('[data-testid=stMain] :is(p, table, li)')]
    .filter(text => text.checkVisibility() && !text.closest('.lab-stage, .stPageLink, .stAlert'))
    .flatMap(text => {
        const boxes = []
        for (let box = text.parentElement; box.dataset.testid !== 'stMain'; box = box.parentElement)
            boxes.push(box)
        return boxes
    })
    .filter(box => getComputedStyle(box).display === 'flex')
    .map(box => box.outerHTML.slice(0, 150))"""


# Side by side: a column that is broken goes on below the end of a shorter one, over what follows.
TORN = """() => [...document.querySelectorAll('[data-testid=stHorizontalBlock]')]
    .map(row => getComputedStyle(row))
    .filter(({ display, breakInside }) => display === 'grid' && breakInside !== 'avoid').length"""


@pytest.mark.parametrize(
    "path", ["activation_functions", "gradient_descent", "key_points", "multilayer_network"]
)
def test_nothing_lies_on_what_follows_or_is_cut(tab, path):
    """Boxes that flex do not grow where a page ends; a figure in a column is as wide as a page."""
    tab.stand((794, 1123))
    tab.open(path)
    tab.stand((794, 1123), "light", "print")
    tab.settle()
    assert tab.page.evaluate(FLEXED) == [] and tab.page.evaluate(TORN) == 0
    assert all(figure["inside"] for figure in tab.page.evaluate(FIGURES))
    assert tab.overflow() == []


def test_a_graph_wider_than_the_paper_is_printed_whole(tab):
    tab.stand((794, 1123))
    tab.open("computational_graph?formula=" + 22 * "tanh(" + "w1" + 22 * ")")
    tab.stand((794, 1123), "light", "print")
    tab.page.locator(".lab-paper .scrolls").wait_for()
    tab.settle()
    assert [figure["inside"] for figure in tab.page.evaluate(FIGURES)] == [True]
    assert tab.overflow() == []


def test_the_glossary_is_printed_with_its_terms(tab):
    tab.stand((794, 1123))
    tab.visit("key_points")
    tab.stand((794, 1123), "light", "print")
    expect(tab.page.get_by_role("link", name="Net input z")).to_be_visible()
    expect(tab.at("lab_foot")).to_be_hidden()


def test_a_drawn_network_is_printed_without_its_buttons_and_with_the_end_of_its_run(tab):
    tab.open("playground?pair=xor&epochs=20")
    tab.stand((794, 1123), "light", "print")
    tab.page.locator(".lab-paper").wait_for()
    assert [one for one in tab.page.evaluate(CLICKABLE) if "lab-unit" not in one] == []
    expect(tab.page.get_by_text("At the end of the run:").first).to_be_visible()
    expect(tab.page.locator(".lab-sum")).to_be_hidden()
    assert tab.slider("eta").is_hidden() and tab.overflow() == []


def test_paper_says_what_is_grey(tab):
    tab.open("perceptron")
    tab.at("perceptron_kept").get_by_role("switch").press("Space")
    tab.rest()
    tab.press("eta", "End")
    tab.rest()
    tab.stand((794, 1123), "light", "print")
    expect(tab.page.get_by_text("In grey, kept: Learning rate η 0.1.")).to_be_visible()
    assert "kept" in tab.shown("perceptron_weights").locator(".legend").text_content()
    tab.forget()


def test_a_run_that_plays_stops_at_the_moment_that_is_printed(tab):
    tab.open("playground?epochs=200")
    tab.player("Play").click()
    tab.until(lambda: "Epoch 0" not in tab.said, "it plays")
    tab.page.evaluate("dispatchEvent(new Event('beforeprint'))")
    printed = tab.said
    expect(tab.player("Play")).to_be_attached()
    names = tab.page.locator(".lab-plot[aria-label]").evaluate_all(
        "plots => plots.map(plot => plot.ariaLabel.split('On show: ')[1])"
    )
    assert set(names) == {printed}
    tab.page.evaluate("dispatchEvent(new Event('afterprint'))")
    tab.settle()
    assert tab.said == printed
    tab.forget()


def test_the_screen_is_as_before_once_it_is_printed(tab):
    size = "document.querySelector('.lab-figure').getBoundingClientRect().width"
    tab.visit("perceptron")
    before = tab.page.evaluate(size)
    tab.page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert tab.page.evaluate(size) == pytest.approx(180 / 25.4 * 96, abs=1)
    tab.page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert tab.page.evaluate(size) == before


MISFITS = """() => [...document.querySelectorAll('.lab-plot')].flatMap(plot => {
    const { width, height } = plot.parentElement.getBoundingClientRect()
    const parts = plot.querySelectorAll('.main-svg, .js-plotly-plot > canvas')
    return [...parts].map(part => part.getBoundingClientRect())
        .filter(part => Math.abs(part.width - width) > 1 || Math.abs(part.height - height) > 1)
        .map(part => [part.width, part.height, width, height])
})"""


def test_figures_fit_the_paper_before_the_word_of_it_is_over(tab):
    """Firefox prints what stands as soon as it has said that it will."""
    tab.stand()
    tab.visit("perceptron")
    on_paper = tab.page.evaluate(
        f"() => {{ dispatchEvent(new Event('beforeprint')); return ({MISFITS})() }}"
    )
    assert on_paper == []
    tab.page.evaluate("dispatchEvent(new Event('afterprint'))")
    tab.settle()
    assert tab.page.evaluate(MISFITS) == []


def test_a_title_stands_at_its_figure_s_left_edge(tab):
    tab.stand((794, 1123))
    tab.open("playground")
    tab.stand((794, 1123), "light", "print")
    tab.page.locator(".lab-paper").wait_for()
    tab.settle()
    titles = [title.bounding_box()["x"] for title in tab.page.locator(".lab-title").all()]
    assert len(titles) == 3 and len(set(titles)) == 1
