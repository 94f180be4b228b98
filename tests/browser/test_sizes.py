"""How large figures are on the screens of students and teachers, and where they begin."""

import re
from itertools import pairwise

import pytest
from playwright.sync_api import expect

from pages.shared.bench import catalogue
from pages.shared.frame import course
from tests.browser.stages import STAGED, every_stage
from tests.browser.student import PHONE, WIDE

LAPTOP, LARGE, SMALLEST = (1280, 720), (1920, 1080), (320, 640)
ON_ITS_SIDE, TWICE_AS_LARGE, FOUR_TIMES_AS_LARGE = (844, 390), (720, 450), (320, 256)
LOW, ON_ITS_END, TABLET = (1280, 585), (1080, 1920), (1024, 1366)
BOXES = """() => [...document.querySelectorAll('.st-key-stage .lab-figure')]
    .filter(figure => figure.offsetParent)
    .map(figure => ({ place: figure.dataset.place, ...figure.getBoundingClientRect().toJSON() }))"""


CUT_OFF = """() => {
    const box = one => one.getBoundingClientRect(), tabs = document.querySelector('.lab-tabs')
    const words = [...document.querySelectorAll('.lab-plot')].filter(plot => plot.offsetParent)
        .flatMap(plot => [...plot.querySelectorAll('svg text')].filter(text => {
            const [inner, outer] = [box(text), box(plot)]
            return inner.width && (parseFloat(getComputedStyle(text).fontSize) < 11
                || inner.left < outer.left - 1 || inner.right > outer.right + 1
                || inner.top < outer.top - 1 || inner.bottom > outer.bottom + 1) }))
    return [...words.map(text => text.textContent),
            ...(tabs.scrollWidth > tabs.clientWidth ? [tabs.innerText] : [])]
}"""

IN_REACH = """control => {
    control.scrollIntoView({ block: 'center' })
    const { left, top, width, height } = control.getBoundingClientRect()
    return control.contains(document.elementFromPoint(left + width / 2, top + height / 2))
}"""


def boxes(tab, size):
    tab.page.set_viewport_size({"width": size[0], "height": size[1]})
    tab.settle()
    return tab.page.evaluate(BOXES)


@every_stage
def test_figures_fill_the_screen_and_the_main_one_is_whole(tab, path):
    tab.visit(path)
    tab.rest()
    found = boxes(tab, WIDE)
    main = found[0]
    assert main["place"] == "main" and main["width"] >= 520 and main["height"] >= 520
    assert main["top"] <= 200
    left, right = min(one["left"] for one in found), max(one["right"] for one in found)
    bottom = max(one["bottom"] for one in found)
    assert (right - left) * (bottom - main["top"]) >= 0.6 * WIDE[0] * WIDE[1]
    for size in (LARGE, LAPTOP):
        main = boxes(tab, size)[0]
        assert main["top"] >= 0 and main["bottom"] <= size[1] + 1, size
        assert main["left"] >= 0 and main["right"] <= size[0] + 1, size
    if (player := tab.page.locator(".st-key-stage .lab-player")).is_visible():
        box = player.bounding_box()
        assert box["y"] >= 0 and box["y"] + box["height"] <= LAPTOP[1]
    assert min(one["height"] for one in boxes(tab, LOW)) >= 150
    for size in (ON_ITS_END, TABLET):
        found = boxes(tab, size)
        assert max(one["height"] / one["width"] for one in found) < 1.5, "none is a strip"
        assert max(one["bottom"] for one in found) <= size[1]
        # Plotly draws a figure anew some time after it has got its room.
        tab.until(lambda: not tab.page.evaluate(CUT_OFF), f"no words are cut off at {size}")


LONG_LINES = """() => [...document.querySelectorAll(
        '[data-testid=stMain] :is(p, li, .stAlert, .stMarkdown:has(.katex-display))')]
    .filter(one => one.getBoundingClientRect().width > 800)
    .map(one => one.textContent)"""


def test_on_a_large_screen_no_line_of_text_is_so_long_that_the_eye_loses_the_next(tab, path):
    tab.visit(path)
    tab.stand(LARGE)
    tab.settle()
    assert tab.page.evaluate(LONG_LINES) == []


@every_stage
def test_on_a_phone_the_first_figure_begins_high_and_nothing_is_cut_off(wide_tab, path):
    """Every word can be read, and every figure can be chosen without scrolling."""
    wide_tab.visit(path)
    assert boxes(wide_tab, PHONE)[0]["top"] <= 300
    assert wide_tab.page.evaluate(CUT_OFF) == []
    boxes(wide_tab, SMALLEST)
    tabs = wide_tab.page.locator(".lab-tabs").first
    assert tabs.evaluate("tabs => tabs.scrollWidth <= tabs.clientWidth"), tabs.inner_text()


BETWEEN_LINES = """() => [...document.querySelectorAll('.katex-display .katex-html')].flatMap(f => {
    const lines = []
    for (const base of f.querySelectorAll('.base')) {
        const { left, top, bottom } = base.getBoundingClientRect(), line = lines.at(-1)
        if (!line || left < line.left) lines.push({ left, top, bottom })
        else Object.assign(line, {
            left, top: Math.min(line.top, top), bottom: Math.max(line.bottom, bottom)
        })
    }
    return lines.slice(1).map((line, i) => line.top - lines[i].bottom)
})"""


@pytest.mark.parametrize("path", ["gradient_descent", "standardisation"])
def test_the_lines_of_a_formula_that_a_phone_breaks_do_not_touch(wide_tab, path):
    wide_tab.visit(path)
    wide_tab.stand(SMALLEST)
    wide_tab.settle()
    gaps = wide_tab.page.evaluate(BETWEEN_LINES)
    assert gaps and min(gaps) >= 4


@pytest.mark.parametrize("size", [ON_ITS_SIDE, TWICE_AS_LARGE, FOUR_TIMES_AS_LARGE])
def test_where_the_screen_is_low_the_figures_cover_no_control(tab, size):
    """Beside the figures, which stay in view; below them where there is no room beside."""
    tab.visit("perceptron")
    tab.stand(size)
    for key in ("epochs", "eta"):
        assert tab.at(key).evaluate(IN_REACH), key
        figures = tab.page.locator(".st-key-stage .lab-cells").bounding_box()
        beside = figures["y"] >= 0 and figures["y"] + figures["height"] <= size[1]
        assert beside or size == FOUR_TIMES_AS_LARGE


def test_on_a_phone_on_its_side_a_menu_ends_on_the_screen_and_the_player_takes_one_row(tab):
    """The stage stays in view: no scrolling brings the end of its menu."""
    tab.visit("gradient_descent")
    tab.stand(ON_ITS_SIDE)
    tools = tab.page.locator(".st-key-stage .lab-front .lab-menu")
    tools.locator("summary").click()
    edge = tools.locator(".lab-menu-list").bounding_box()
    assert edge["y"] + edge["height"] <= ON_ITS_SIDE[1]
    tools.locator("summary").press("Escape")
    play, moment = (tab.player(name).bounding_box() for name in ("Play", "Moment of the run"))
    assert moment["y"] < play["y"] + play["height"] / 2 < moment["y"] + moment["height"]


@pytest.mark.parametrize("size", [(640, 360), (640, 512), (667, 375)])
def test_where_the_screen_is_low_the_page_is_no_wider_than_it(tab, size):
    """With the longest row of the player; 640 is a laptop at 200 %."""
    tab.visit("playground")
    tab.stand(size)
    tab.settle()
    assert tab.overflow() == []


# What a reader may set (WCAG 1.4.12).
FAR_APART = """* { line-height: 1.5 !important; letter-spacing: 0.12em !important }
    p { margin-bottom: 2em !important }"""


def test_words_of_a_choice_are_whole_where_a_reader_has_set_them_far_apart(tab):
    tab.visit("multilayer_network")
    style = tab.page.add_style_tag(content=FAR_APART)
    tab.settle()
    choices = tab.page.locator(".stButtonGroup [role=radio]")
    cut = choices.evaluate_all("all => all.filter(one => one.scrollHeight > one.clientHeight)")
    style.evaluate("style => style.remove()")
    assert cut == []


@pytest.mark.parametrize("path", ["what_why_how", "preparing_data"])
def test_on_the_smallest_phone_the_sentence_of_the_moment_is_whole(tab, path):
    tab.visit(path)
    tab.stand(SMALLEST)
    tab.settle()
    caption = tab.page.locator(".st-key-stage .lab-caption")
    assert caption.evaluate("line => line.scrollHeight <= line.clientHeight + 2")


def test_on_the_smallest_phone_all_figures_can_be_chosen_beside_own_points(tab):
    tab.visit("standardisation")
    tab.stand(SMALLEST)
    tabs = tab.page.locator(".lab-tabs")
    tabs.get_by_role("button", name="Line").click()
    tab.settle()
    expect(tab.page.locator(".lab-front .lab-points")).to_be_visible()
    assert tabs.evaluate("tabs => tabs.scrollWidth <= tabs.clientWidth"), tabs.inner_text()
    tab.forget()  # another figure is in front


def test_what_belongs_to_a_table_of_numbers_does_not_lie_on_another_part(phone):
    phone.visit("preparing_data")
    phone.stand(SMALLEST)
    phone.page.locator(".lab-front summary").click()
    phone.page.locator(".lab-menu[open]").get_by_text("Numbers").click()
    dialog = phone.page.get_by_role("dialog")
    parts = [
        dialog.get_by_text("Numbers: Flowers"),
        dialog.get_by_test_id("stElementToolbar"),
        dialog.get_by_test_id("stDataFrame"),
        dialog.get_by_role("button", name="Download CSV"),
    ]
    for above, below in pairwise(part.bounding_box() for part in parts):
        assert above["y"] + above["height"] <= below["y"]
    phone.page.keyboard.press("Escape")
    dialog.wait_for(state="detached")


REACHES = """button => {
    button.scrollIntoView({ block: 'center' })
    const { left, top, right, bottom } = button.getBoundingClientRect()
    const x = (left + right) / 2, y = (top + bottom) / 2
    return [[x - 11, y], [x + 11, y], [x, y - 11], [x, y + 11]]
        .every(([x, y]) => button.contains(document.elementFromPoint(x, y)))
}"""


def test_a_question_mark_beside_a_control_can_be_touched(phone):
    """24 pixels wide and high, as wide as the lowest bar for fingers."""
    phone.visit("perceptron")
    assert phone.at("eta").get_by_test_id("stTooltipIcon").locator("button").evaluate(REACHES)


def test_the_names_of_levels_are_whole_in_a_low_figure(tab):
    tab.visit("multilayer_network")
    tab.stand(LAPTOP)
    above = """plot => [...plot.querySelectorAll('.shape-label')].map(name =>
        plot._fullLayout._size.t + plot.getBoundingClientRect().top
            - name.getBoundingClientRect().top)"""
    plot = tab.shown("multilayer_outputs").locator(".lab-plot")
    tab.until(lambda: plot.evaluate("plot => plot.clientHeight") < 190, "it is low")
    cut_off = plot.evaluate(above)
    assert len(cut_off) == 2 and max(cut_off) <= 2


def test_the_names_of_many_layers_do_not_meet_on_the_smallest_phone(tab):
    tab.visit("forward_propagation?layers=4")
    tab.stand(SMALLEST)
    tab.settle()
    texts = tab.shown("forward_network").locator(".textpoint text")
    names = texts.get_by_text(re.compile("[a-z]"))
    found = [one.bounding_box() for one in names.all()]
    sides = sorted((box["x"], box["x"] + box["width"]) for box in found)
    assert len(sides) == 6
    assert all(right + 3 <= left for (_, right), (left, _) in pairwise(sides)), sides


@pytest.mark.parametrize("size", [SMALLEST, ON_ITS_SIDE])
def test_what_stands_below_a_network_is_whole_or_not_there(tab, size):
    tab.visit("multilayer_network?view=one+update")
    tab.stand(size)
    tab.settle()
    figure = tab.shown("multilayer_step").locator(".lab-place").bounding_box()
    seen = tab.shown("multilayer_step").locator(".lab-stepper :is(button, span):visible")
    assert seen.count() >= 6
    for one in seen.all():
        box = one.bounding_box()
        assert box["y"] + box["height"] <= figure["y"] + figure["height"] + 1, one.inner_text()


TOO_WIDE = """pane => [...pane.querySelectorAll('table')]
    .map(table => table.getBoundingClientRect().right - pane.getBoundingClientRect().right)"""


@pytest.mark.parametrize(
    "path",
    [
        "gradient_descent?exercise=limits",
        "standardisation?exercise=lengths",
        "generalisation?exercise=all_samples",
        "generalisation?exercise=overfit",
    ],
)
def test_the_widest_tables_of_solutions_stay_beside_the_figures(tab, path):
    tab.open(path)
    tab.at("lab_help").locator("summary").last.click()
    expect(tab.at("lab_help").locator("table").first).to_be_visible()
    for size in (WIDE, ON_ITS_SIDE, SMALLEST):
        tab.stand(size)
        tab.settle()
        assert max(tab.at("lab_pane").evaluate(TOO_WIDE)) <= 1, size


@pytest.mark.parametrize("size", [LARGE, PHONE])
@pytest.mark.parametrize(
    "path, key",
    [("playground?pair=circles", "playground_surface"),
     ("multilayer_network?view=plane&pair=circles", "multilayer_plane")],
)  # fmt: skip
def test_circles_stay_circles(tab, path, key, size):
    tab.visit(path)
    boxes(tab, size)
    (left, bottom), (right, top) = tab.spot(key, -1, -1), tab.spot(key, 1, 1)
    assert right - left == pytest.approx(bottom - top, rel=0.01)


@every_stage
def test_an_exercise_its_control_and_a_figure_are_on_the_screen_together(tab, path, lesson):
    """The sizes take turns, so that the screen changes once for each exercise."""
    first, *others = catalogue.exercises(lesson.name)
    sizes = [WIDE, LAPTOP]
    tab.visit(f"{path}?exercise={first.key}")
    for exercise in (first, *others):
        if exercise in others:
            tab.choose("Exercises", exercise.title)
        tab.until(lambda key=exercise.key: tab.link["exercise"] == key, "the link names it")
        for size in sizes:
            assert_together(tab, exercise, size)
        sizes.reverse()


def assert_together(tab, exercise, size):
    where = f"{exercise.key} at {size}"
    assert boxes(tab, size)[0]["top"] < size[1] - 200, where
    task = tab.page.locator(".st-key-lab_exercise [data-testid=stMarkdown]").first
    box = task.bounding_box()
    assert box["y"] >= 0 and box["y"] + box["height"] <= size[1], f"{where}: text"
    assert highest_control(tab, exercise) + 24 <= size[1], f"{where}: a control"


def highest_control(tab, exercise):
    """Where the first of the controls that an exercise needs, or of its answers, begins."""
    needed = [tab.at(key) for key in exercise.controls]
    needed.append(tab.page.locator(".st-key-lab_exercise :is(button, input)"))
    return min(one.bounding_box()["y"] for at in needed for one in at.all() if one.is_visible())


def test_the_pages_with_a_stage_are_all_but_the_glossary():
    assert (*STAGED, course.find("key_points")) == course.LESSONS


AS_SAFARI_17 = """() => [...document.styleSheets].flatMap(sheet => {
    const asks = [...sheet.cssRules].filter(rule => rule.conditionText?.includes('light-dark'))
    for (const rule of asks) sheet.deleteRule([...sheet.cssRules].indexOf(rule))
    return asks
}).length"""
SEEN_THROUGH = """() => {
    const bench = document.querySelector('.st-key-lab > :has(> .st-key-lab_bench)')
    return getComputedStyle(bench).backgroundColor === 'rgba(0, 0, 0, 0)'
}"""


def test_without_light_dark_the_controls_are_not_seen_through_the_bench_above_them(phone):
    phone.open("perceptron")
    assert phone.page.evaluate(AS_SAFARI_17) == 1
    assert not phone.page.evaluate(SEEN_THROUGH)
    phone.forget()  # a rule of the page is gone
