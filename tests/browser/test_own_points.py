"""Points of one's own on five pages: by click, drag, right click, mode, finger, and typing."""

import pytest
from playwright.sync_api import expect

from pages.shared.one_neuron import own_points

PAGES = ("perceptron", "learning_rate", "standardisation", "playground", "generalisation")
KEYS = {"generalisation": "own_points"}
"""Where the control has another name, because "points" is one of the page's own."""
FITS = """figure => figure.querySelector('.lab-plot')._fullLayout.height
    <= figure.querySelector('.lab-place').clientHeight"""
SPOT = """([key, across, down]) => {
    const plot = document.querySelector(`[data-key=${key}] .lab-plot`)
    const { xaxis: x, yaxis: y } = plot._fullLayout, corner = plot.getBoundingClientRect()
    return [corner.left + x._offset + across * x._length, corner.top + y._offset + down * y._length]
}"""

MARKS = """key => document.querySelector(`[data-key=${key}] .lab-plot`).data.flatMap(
    ({ customdata, x, y }) => Array.from(customdata ?? [], (row, i) => [row, x[i], y[i]]))"""
LEFTMOST = f"key => ({MARKS})(key).sort((one, other) => one[1] - other[1])[0]"
PLACE_OF = f"([key, row]) => ({MARKS})(key).find((mark) => mark[0] === row).slice(1)"
KEYS_SHOWN = "figures => figures.map((figure) => figure.dataset.key)"
MIDDLES = """dots => dots.map((dot) => dot.getBoundingClientRect())
    .map(({ x, y, width, height }) => [x + width / 2, y + height / 2])"""
MENU_OF_A_FINGER = """(plot, [clientX, clientY]) => plot.dispatchEvent(
    new PointerEvent('contextmenu', { pointerType: 'touch', bubbles: true, clientX, clientY }))"""


@pytest.fixture(scope="module", params=PAGES)
def name(request):
    """Of the module, so that all tests of a page follow each other."""
    return request.param


def points(tab):
    """The points that were drawn, of those in the link."""
    return placed(tab).drawn


def placed(tab):
    return own_points.read(tab.link.get(KEYS.get(tab.place, "points"), ""))


def key_of(tab):
    """The figure of the page that takes points."""
    return tab.page.locator(".lab-figure:has(.lab-points:not([hidden]))").first.get_attribute(
        "data-key"
    )


def until_points(tab, count):
    tab.until(lambda: len(points(tab)) == count, f"{count} points are in the link")
    tab.rest()
    return points(tab)


def test_points_are_added_moved_and_removed_by_hand(tab, name):
    tab.visit(name)
    key = key_of(tab)
    figure = tab.shown(key)
    figure.get_by_role("button", name="Own points").click()
    tab.settle()
    bar, mouse = figure.locator(".lab-editor"), tab.page.mouse
    mouse.click(*tab.page.evaluate(SPOT, [key, 0.9, 0.9]))
    until_points(tab, 1)
    bar.locator("[data-mode='add 1']").click()
    mouse.click(*tab.page.evaluate(SPOT, [key, 0.1, 0.1]))
    first, second = until_points(tab, 2)
    assert (first.place, second.place) == (0, 1)
    bar.get_by_role("button", name="Move", exact=True).click()
    mouse.move(*tab.spot(key, first.x, first.y))
    mouse.down()
    mouse.move(*tab.page.evaluate(SPOT, [key, 0.5, 0.5]), steps=4)
    mouse.up()
    tab.until(lambda: points(tab)[0] != first, "the first point has moved")
    tab.rest()
    moved = points(tab)[0]
    assert moved.place == 0 and points(tab)[1] == second
    mouse.click(*tab.spot(key, second.x, second.y), button="right")
    until_points(tab, 1)
    bar.get_by_role("button", name="Remove").click()
    mouse.click(*tab.spot(key, moved.x, moved.y))
    until_points(tab, 0)
    assert tab.complaints == []


def test_the_right_click_of_a_mac_adds_nothing(tab):
    """It is the left button with Ctrl: that goes down, asks for the menu, and comes up."""
    tab.open("perceptron")
    figure, mouse = tab.shown("perceptron_boundary"), tab.page.mouse
    figure.get_by_role("button", name="Own points").click()
    tab.settle()
    for menu in (True, False):
        mouse.move(*tab.spot("perceptron_boundary", 5, 3 + menu))
        mouse.down()
        if menu:
            figure.locator(".lab-plot").dispatch_event("contextmenu")
        mouse.up()
    tab.until(lambda: "points" in tab.link, "a point is in the link")
    tab.rest()
    assert [round(point.y) for point in points(tab)] == [3]
    tab.forget()  # the buttons stay open


def test_a_right_click_removes_a_point_and_follows_none(tab):
    """Else it would choose what it removes, and then the point that gets its number."""
    tab.open("perceptron?points=a5,3b6,2")
    figure, mouse = tab.shown("perceptron_boundary"), tab.page.mouse
    mouse.click(*tab.spot("perceptron_boundary", 5, 3), button="right")
    until_points(tab, 1)
    mouse.move(*tab.spot("perceptron_boundary", 5.1, 1.9))
    mouse.down()
    figure.locator(".lab-plot").dispatch_event("contextmenu")  # as a Mac's left button with Ctrl
    mouse.up()
    tab.rest()
    assert "flower" not in tab.link
    mouse.click(*tab.spot("perceptron_boundary", 5.1, 1.9))
    tab.until(lambda: tab.link.get("flower") == "45", "a plain click follows it")
    tab.rest()


def test_what_can_be_removed_has_a_dot_and_what_the_legend_hides_is_out_of_reach(tab):
    tab.open("perceptron?points=m3,4.5,3.75a5,3b6,2")
    key = "perceptron_boundary"
    figure, mouse = tab.shown(key), tab.page.mouse
    dots = figure.locator(".lab-own > *")
    expect(dots).to_have_count(0)
    figure.get_by_role("button", name="Own points").click()
    tab.settle()
    spots = [tab.spot(key, *place) for place in ((4.5, 3.75), (5, 3), (6, 2))]
    seen = sorted(dots.evaluate_all(MIDDLES))
    assert seen == [pytest.approx(spot, abs=1) for spot in sorted(spots)]
    figure.locator(".legendtoggle").first.click()  # setosa
    expect(dots).to_have_count(1)
    figure.locator("[data-mode=remove]").click()
    for spot in spots:
        mouse.click(*spot)
    assert [point.place for point in until_points(tab, 1)] == [0]
    assert len(placed(tab).moved) == 1
    tab.forget()  # the class stays hidden


def test_points_are_added_moved_and_removed_by_keyboard(tab, name):
    tab.visit(name)
    key, keys = key_of(tab), tab.page.keyboard
    figure = tab.shown(key)
    bar, aim = figure.locator(".lab-editor"), figure.get_by_role("button", name="Aim at")
    if bar.is_visible():
        bar.locator("[data-mode='add 0']").press("Enter")
    else:
        figure.get_by_role("button", name="Own points").press("Enter")
    for _ in range(9):
        keys.press("Tab")
        if aim.evaluate("aim => aim === document.activeElement"):
            break
    expect(aim).to_be_focused()
    keys.press("ArrowRight")
    keys.press("Enter")
    (first,) = until_points(tab, 1)
    expect(aim).to_be_focused()
    bar.get_by_role("button", name="Move", exact=True).press("Enter")
    aim.press("Enter")
    aim.press("ArrowUp")
    assert points(tab) == (first,), "it is in the hand"
    aim.press("Enter")
    tab.until(lambda: points(tab)[0].y > first.y, "the point has moved up")
    tab.rest()
    assert points(tab)[0].x == pytest.approx(first.x, rel=0.01)
    bar.get_by_role("button", name="Remove").press("Enter")
    aim.press("Enter")
    until_points(tab, 0)
    focused = tab.page.locator(":focus")
    expect(focused).to_have_attribute("data-mode", "look")  # with the last point the aim is gone
    assert tab.complaints == []


def test_a_sample_is_dragged_moved_on_and_put_back(tab, name):
    tab.visit(name)
    key, mouse = key_of(tab), tab.page.mouse
    figure = tab.shown(key)
    bar = figure.locator(".lab-editor")
    if not bar.is_visible():
        figure.get_by_role("button", name="Own points").click()
    tab.settle()
    bar.get_by_role("button", name="Move", exact=True).click()
    number, *spot = tab.page.evaluate(LEFTMOST, key)

    def drag(to, steps=4):
        mouse.move(*tab.spot(key, *spot))
        mouse.down()
        mouse.move(*tab.page.evaluate(SPOT, [key, *to]), steps=steps)
        mouse.up()

    mouse.click(*tab.spot(key, *spot))
    tab.rest()
    assert placed(tab).count == 0, "a click moves nothing"
    for to in ((0.5, 0.3), (0.55, 0.7)):
        before = placed(tab)
        drag(to)
        tab.until(lambda before=before: placed(tab) != before, "the sample has moved")
        tab.rest()
        (moved,) = placed(tab).moved
        assert moved.number == number and not placed(tab).drawn
        spot = moved[1:]
        assert tab.page.evaluate(PLACE_OF, [key, number]) == pytest.approx(spot, rel=1e-3)
    bar.get_by_role("button", name="Remove").click()
    other = tab.page.evaluate(LEFTMOST, key)
    mouse.click(*tab.spot(key, *other[1:]))
    tab.rest()
    assert placed(tab).moved == (moved,), "one that was not moved cannot be put back"
    mouse.click(*tab.spot(key, *spot))
    tab.until(lambda: placed(tab).count == 0, "it is put back")
    tab.rest()
    assert tab.complaints == []


def test_a_flower_across_the_line_and_every_figure_answers(tab):
    """That solves an exercise without scrolling; arrow keys lead to an update for the flower."""
    tab.open("perceptron?play=update&exercise=one_flower")
    figure, mouse = tab.shown("perceptron_boundary"), tab.page.mouse

    def drawn():
        shown = tab.page.locator(".lab-figure").evaluate_all(KEYS_SHOWN)
        return {key: tab.drawn(key) for key in shown}

    before = drawn()
    figure.get_by_role("button", name="Own points").click()
    tab.settle()
    figure.get_by_role("button", name="Move", exact=True).click()
    place = tab.page.evaluate(PLACE_OF, ["perceptron_boundary", 51])
    mouse.move(*tab.spot("perceptron_boundary", *place))
    mouse.down()
    mouse.move(*tab.spot("perceptron_boundary", 5.0, 1.6), steps=4)
    mouse.up()
    tab.until(lambda: placed(tab).count == 1, "the flower has moved")
    tab.rest()
    assert [moved.number for moved in placed(tab).moved] == [51]
    expect(tab.page.get_by_text("Solved.", exact=True)).to_be_in_viewport()
    after = drawn()
    assert set(after) == set(before) and all(after[key] != before[key] for key in before)
    keys = tab.page.keyboard
    tab.page.get_by_role("slider", name="Moment of the run").focus()
    keys.press("End")
    for _ in range(200):
        if "sample 51, versicolor" in (said := tab.said):
            break
        keys.press("ArrowLeft")
    assert "sample 51, versicolor" in said
    tab.forget()  # the buttons stay open


def test_a_point_that_the_aim_has_taken_up_is_put_down_by_the_mouse(tab):
    tab.open("perceptron?points=a5.65,3.05")  # where the aim is at first
    figure = tab.shown("perceptron_boundary")
    figure.get_by_role("button", name="Own points").click()
    tab.settle()
    figure.get_by_role("button", name="Move", exact=True).click()
    figure.get_by_role("button", name="Aim at").press("Enter")
    expect(figure.locator(".lab-ghost")).to_be_visible()
    tab.page.mouse.click(*tab.spot("perceptron_boundary", 6.0, 2.0))
    tab.until(lambda: points(tab)[0].x > 5.9, "it is there")
    (point,) = points(tab)
    assert point[:2] == pytest.approx((6.0, 2.0), abs=0.02)
    expect(figure.locator(".lab-ghost")).to_have_count(0)
    tab.rest()
    assert tab.complaints == []
    tab.forget()  # the buttons stay open


def test_a_point_is_out_of_the_hand_when_the_buttons_close(tab):
    tab.open("perceptron?points=a5.65,3.05")  # where the aim is at first
    figure = tab.shown("perceptron_boundary")
    opener, ghost = figure.get_by_role("button", name="Own points"), figure.locator(".lab-ghost")
    opener.click()
    tab.settle()
    figure.get_by_role("button", name="Move", exact=True).click()
    figure.get_by_role("button", name="Aim at").press("Enter")
    expect(ghost).to_be_visible()
    opener.click()
    expect(ghost).to_have_count(0)
    tab.rest()
    assert points(tab) == ((5.65, 3.05, 0),)
    assert tab.complaints == []


def test_where_no_points_can_be_added_the_buttons_are_closed_and_a_click_chooses(tab):
    tab.open("playground")
    figure = tab.shown("playground_surface")
    opener = figure.get_by_role("button", name="Own points")
    opener.click()
    tab.settle()
    tab.visit("playground?pair=plane")  # numbers for targets, no classes
    expect(opener).to_be_hidden()
    mark = figure.locator(".lab-plot").evaluate("plot => [plot.data[0].x[0], plot.data[0].y[0]]")
    tab.page.mouse.click(*tab.spot("playground_surface", *mark))
    tab.until(lambda: "at1" in tab.link, "the point is chosen")
    tab.visit("playground")
    expect(opener).to_have_attribute("aria-expanded", "false")
    tab.page.mouse.click(*tab.page.evaluate(SPOT, ["playground_surface", 0.03, 0.03]))
    tab.rest()
    assert points(tab) == ()
    assert tab.complaints == []


def test_a_second_finger_does_not_put_down_the_point_that_the_first_one_drags(phone):
    phone.open("perceptron?points=a5,3")
    key = "perceptron_boundary"
    figure = phone.shown(key)
    figure.get_by_role("button", name="Own points").tap()
    phone.settle()
    figure.get_by_role("button", name="Move", exact=True).tap()

    def fingers(kind, *places):
        phone.fingers(kind, *(phone.spot(key, *place) for place in places))

    fingers("touchStart", (5, 3))
    spot = phone.spot(key, 5, 3)
    figure.locator(".lab-plot").evaluate(MENU_OF_A_FINGER, spot)  # it has rested there for a while
    fingers("touchMove", (5.2, 3))
    fingers("touchStart", (5.2, 3), (6.5, 4))
    fingers("touchMove", (5.2, 3))  # the second one is gone
    expect(figure.locator(".lab-ghost")).to_be_visible()
    fingers("touchMove", (6, 2))
    fingers("touchEnd")
    phone.until(lambda: points(phone)[0].x > 5.5, "the point has moved")
    assert points(phone)[0][:2] == pytest.approx((6, 2), abs=0.05)
    phone.rest()
    assert phone.complaints == []
    phone.forget()  # the buttons stay open


def test_a_finger_that_is_not_quite_still_adds_a_point_and_one_that_scrolls_does_not(phone):
    phone.open("perceptron")
    key = "perceptron_boundary"
    phone.shown(key).get_by_role("button", name="Own points").tap()
    phone.settle()
    place = [key, 0.5, 0.8]
    phone.sweep(phone.page.evaluate(SPOT, place), *((0, up) for up in range(20, 121, 20)))
    main = phone.page.get_by_test_id("stMain")
    phone.until(lambda: main.evaluate("main => main.scrollTop") > 0, "the page scrolls")
    phone.rest()
    main.evaluate("main => main.scrollTo(0, 0)")
    phone.settle()
    phone.sweep(phone.page.evaluate(SPOT, place), (7, 4))
    until_points(phone, 1)
    assert phone.complaints == []
    phone.forget()  # the buttons stay open


def test_points_are_typed_up_to_200_stay_in_the_link_and_one_click_clears_them(tab, name):
    many = "".join(f"{'ab'[i % 2]}{i / 100:.4g},{1 + i / 50:.4g}" for i in range(own_points.MOST))
    tab.visit(f"{name}?{KEYS.get(name, 'points')}={many}")
    assert len(points(tab)) == own_points.MOST
    key = key_of(tab)
    figure = tab.shown(key)
    if not figure.locator(".lab-editor").is_visible():
        figure.get_by_role("button", name="Own points").click()
    tab.page.mouse.click(*tab.page.evaluate(SPOT, [key, 0.97, 0.03]))
    tab.page.wait_for_timeout(300)
    assert len(points(tab)) == own_points.MOST, "no more than 200"
    figure.get_by_role("button", name="Clear 200").click()
    until_points(tab, 0)
    box = tab.at(KEYS.get(name, "points")).locator("input")
    if not box.is_visible():
        for place in ("More controls", "Data"):
            opener = tab.page.locator(".st-key-lab_pane").get_by_text(place, exact=True)
            if opener.count():
                opener.last.click()
                break
    box.fill("a1,2b3,4.5")
    box.press("Enter")
    assert until_points(tab, 2)[1] == (3.0, 4.5, 1)
    assert tab.complaints == []


def test_on_a_phone_own_points_and_the_choice_of_figures_do_not_overlap(phone, name):
    phone.visit(name)
    tabs = phone.page.locator(".lab-tabs")
    for button in tabs.get_by_role("button").all():
        button.click()
        phone.settle()
        edge = tabs.bounding_box()
        for other in phone.page.locator(".lab-front .lab-head :is(.lab-points, summary)").all():
            if other.is_visible():
                assert other.bounding_box()["x"] >= edge["x"] + edge["width"] - 1, name


def test_on_a_phone_the_buttons_for_own_points_take_no_room_from_the_drawing(phone):
    phone.open("perceptron?points=a5,3&flower=101")
    figure = phone.shown("perceptron_boundary")
    opener, place = figure.get_by_role("button", name="Own points"), figure.locator(".lab-place")
    before = place.bounding_box()["height"]
    opener.tap()
    phone.settle()
    assert place.bounding_box()["height"] >= before
    phone.until(lambda: figure.evaluate(FITS), "the drawing is as high as its room")
    opener.tap()
    phone.settle()
    assert place.bounding_box()["height"] == before
    assert phone.complaints == []


def test_a_finger_adds_a_point(phone, name):
    phone.visit(name)
    opener = phone.page.locator(".lab-front .lab-points:not([hidden])")
    tabs = phone.page.locator(".lab-tabs").get_by_role("button")
    for i in range(tabs.count()):
        tabs.nth(i).tap()
        phone.settle()
        if opener.count():
            break
    key = key_of(phone)
    phone.shown(key).get_by_role("button", name="Own points").tap()
    phone.settle()
    phone.page.touchscreen.tap(*phone.page.evaluate(SPOT, [key, 0.6, 0.4]))
    until_points(phone, 1)
    expect(phone.shown(key).locator(".lab-editor")).to_be_visible()
    phone.until(lambda: phone.shown(key).evaluate(FITS), "the drawing is as high as its room")
    assert phone.overflow() == []
    assert phone.complaints == []
