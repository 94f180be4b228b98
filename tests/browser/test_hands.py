"""Hands at awkward moments: while it plays, while an answer comes, with the wrong button."""

import pytest
from playwright.sync_api import expect

from pages.lessons.gradient_descent.views import STARTS
from pages.shared.one_neuron import own_points

CURVE = "descent"
MIDDLE_OF_CURVE = """(plot, number) => {
    const { x, y, customdata } = plot.data.find(trace => trace.customdata)
    const rows = [...customdata].map(([row]) => row)
    const at = Math.round((rows.indexOf(number) + rows.lastIndexOf(number)) / 2)
    return [x[at], y[at]]
}"""


def test_a_function_is_seen_large_when_its_curve_is_clicked(tab):
    tab.visit("activation_functions")
    place = tab.shown("activation_gallery").locator(".lab-plot").evaluate(MIDDLE_OF_CURVE, 4)
    tab.page.mouse.click(*tab.spot("activation_gallery", *place))
    tab.until(lambda: tab.link.get("one") == "tanh", "the link names the function")
    assert tab.complaints == []


def test_a_sample_is_followed_when_it_is_tapped_and_let_go_when_it_is_tapped_again(phone):
    """After a finger the browser plays a mouse: Plotly tells of two clicks."""
    phone.open("perceptron")
    where = phone.spot("perceptron_boundary", 5.1, 1.9)  # apart from the others
    phone.page.touchscreen.tap(*where)
    phone.until(lambda: phone.link.get("flower") == "45", "the flower is followed")
    phone.rest()
    phone.page.touchscreen.tap(*phone.spot("perceptron_boundary", 5.1, 1.9))
    phone.until(lambda: "flower" not in phone.link, "it is let go")
    phone.rest()


def test_a_finger_that_scrolls_the_page_from_a_mark_does_not_choose_it(phone):
    phone.open("forward_propagation")
    mark = phone.shown("forward_network").locator(".lab-stop").first
    messages = phone.messages
    phone.sweep(middle(mark), *((0, up) for up in range(20, 161, 20)))
    main = phone.page.get_by_test_id("stMain")
    phone.until(lambda: main.evaluate("main => main.scrollTop") > 0, "the page scrolls")
    phone.rest()
    assert phone.messages == messages and phone.link == {}
    main.evaluate("main => main.scrollTo(0, 0)")
    phone.page.touchscreen.tap(*middle(mark))
    phone.until(lambda: "neuron" in phone.link, "a tap chooses it")
    phone.rest()
    assert phone.complaints == []


def test_another_run_plays_from_its_own_start(tab):
    tab.open("perceptron?epochs=1000&pair=versicolor-virginica")
    moment = tab.player("Moment of the run")
    moment.evaluate("range => { range.value = 500; range.dispatchEvent(new Event('input')) }")
    tab.player("Speed").select_option("×0.25")  # so that a slow machine does not get far either
    tab.player("Play").click()
    tab.page.get_by_role("radio", name="update", exact=True).click()
    tab.until(lambda: tab.said.startswith("Update "), "updates are played")
    assert int(moment.input_value()) < 400
    tab.player("Pause").click()
    tab.rest()


def test_a_control_moved_while_it_plays_is_not_overruled(tab):
    tab.open("activation_functions")
    tab.player("Play").click()
    moment = tab.player("Moment of the run")
    tab.until(lambda: int(moment.input_value()) > 4, "it plays")
    tab.press("z", "ArrowRight")
    expect(tab.player("Play")).to_be_visible()
    tab.rest()
    tab.page.wait_for_timeout(600)
    assert tab.said.startswith("z = −4.9") and tab.link["z"] == "-4.9"


def test_keys_on_a_grip_while_an_answer_comes_all_count(tab):
    tab.open("gradient_descent")
    grip = tab.shown(CURVE).get_by_role("slider", name="Start of the ball")
    grip.focus()
    for _ in range(3):
        tab.page.keyboard.press("ArrowRight")
        tab.page.wait_for_timeout(330)
    there = -3 + 3 * 13 / 50  # of the view's width
    tab.until(lambda: abs(float(tab.link.get("start", -3)) - there) < 0.06, "all three count")
    tab.rest()
    low, high = (float(grip.get_attribute(f"aria-value{end}")) for end in ("min", "max"))
    assert low < float(grip.get_attribute("aria-valuenow")) < high
    assert (low, high) == STARTS, "it slides no further, though the axis goes on"
    moment = tab.player("Moment of the run").input_value()
    for key in ("End", "Control+ArrowLeft", "Control+ArrowRight"):
        tab.page.keyboard.press(key)
        assert tab.player("Moment of the run").input_value() == moment, "the grip's, the browser's"


def test_keys_take_a_grip_to_the_end_of_its_axis_and_no_further(tab):
    tab.open("activation_functions")
    grip = tab.page.locator(".lab-grip")
    grip.focus()
    for _ in range(60):
        tab.page.keyboard.press("ArrowUp")  # to the right, as on every slider
    expect(grip).to_have_attribute("aria-valuenow", "5")
    assert grip.get_attribute("aria-valuemax") == "5"
    tab.until(lambda: tab.link.get("z") == "5", "the page has been told")
    tab.rest()


EARLIER_ANSWER = """async () => {
    const loaded = performance.getEntriesByType('resource').map(({ name }) => name)
    const { Figure } = await import(loaded.find((name) => name.endsWith('/figure.js')))
    let sent = 0, answered = 0
    const figure = new Figure('key', () => ++sent, window.Plotly)
    figure.waits = (count) => count > answered
    const axes = { xaxis: { range: [0, 50] }, yaxis: { range: [0, 1] } }
    const layout = { ...axes, margin: { l: 40, r: 10, t: 10, b: 30 } }
    const data = [{ type: 'scatter', x: [0, 50], y: [0, 1] }]
    const look = { text: 'black', ground: 'white', line: 'gray', font: 'serif' }
    document.querySelector('.lab-cells').append(figure.root)
    const shown = async x => {
        const touch = { grips: [{ name: 'a', label: 'a', x, y: 0, axis: 'x' }] }
        figure.take({ title: '', alt: '', touch, motions: [], data, layout })
        await figure.draw({ width: 400, height: 300 }, look)
        return Number(figure.root.querySelector('.lab-grip').getAttribute('aria-valuenow'))
    }
    const places = [await shown(10)]
    const grip = figure.root.querySelector('.lab-grip')
    for (const count of [1, 2]) {
        grip.dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowRight' }))
        while (sent < count) await new Promise(soon => setTimeout(soon, 10))
    }
    grip.setPointerCapture = () => {} // there is no finger
    for (const kind of ['pointerdown', 'pointerup']) grip.dispatchEvent(new PointerEvent(kind))
    places.push(Number(grip.getAttribute('aria-valuenow')))
    for (const at of [11, 12]) {
        answered += 1
        places.push(await shown(at))
    }
    places.push(await shown(30))
    figure.remove()
    return places
}"""


def test_neither_an_earlier_answer_nor_a_mere_press_takes_a_grip_back(tab):
    """Else a slow answer to the first of three keys makes the third one begin there."""
    tab.visit("gradient_descent")
    assert tab.page.evaluate(EARLIER_ANSWER) == [10, 12, 12, 12, 30]


def test_the_right_button_drags_nothing_and_a_drag_that_is_called_off_leaves_nothing(tab):
    tab.open("gradient_descent")
    grip = tab.shown(CURVE).get_by_role("slider", name="Start of the ball")
    box = grip.bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    before = grip.get_attribute("aria-valuenow")
    tab.page.mouse.move(x, y)
    tab.page.mouse.down(button="right")
    tab.page.mouse.move(x + 120, y, steps=3)
    tab.page.mouse.up(button="right")
    assert grip.get_attribute("aria-valuenow") == before
    tab.page.keyboard.press("Escape")
    tab.page.mouse.move(x, y)
    tab.page.mouse.down()
    tab.page.mouse.move(x + 60, y, steps=3)
    assert grip.get_attribute("aria-valuenow") != before
    grip.dispatch_event("pointercancel")
    assert grip.get_attribute("aria-valuenow") == before
    tab.page.mouse.move(x + 120, y, steps=3)
    assert grip.get_attribute("aria-valuenow") == before, "it does not follow the pointer"
    tab.page.mouse.up()
    tab.rest()
    assert "start" not in tab.link


def test_a_grip_that_is_pressed_and_not_moved_sets_nothing(tab):
    tab.open("learning_rate")
    messages = tab.messages
    grip(tab, "learning_rate_contours", "Start of the weights").dblclick()
    tab.rest()
    assert tab.link == {} and tab.messages == messages, "the start is still zero, not one's own"
    assert tab.complaints == []


def test_a_grip_goes_to_the_edge_where_the_pointer_leaves_the_figure(tab):
    tab.open("neuron")
    held = grip(tab, "neuron_against", "Input a₁")
    tab.page.mouse.move(*middle(held))
    tab.page.mouse.down()
    tab.page.mouse.move(-50, -50)  # so quickly that it was never near the edge
    assert held.get_attribute("aria-valuenow") == held.get_attribute("aria-valuemin")
    tab.page.mouse.up()
    tab.until(lambda: tab.link.get("a1") == "-10", "the input is the smallest there is")


@pytest.mark.parametrize("first", ["key", "pointer"])
def test_a_drag_goes_on_whenever_a_key_moves_the_grip(tab, first):
    tab.open("gradient_descent")
    held = grip(tab, CURVE, "Start of the ball")
    if first == "key":
        held.press("ArrowRight")
    tab.page.mouse.move(*middle(held))
    tab.page.mouse.down()
    if first == "pointer":
        held.press("ArrowRight")
    tab.page.wait_for_timeout(400)  # the key would be told by now
    tab.page.mouse.move(*tab.spot(CURVE, 2.0, 4.0), steps=3)
    tab.page.mouse.up()
    tab.until(lambda: abs(float(tab.link.get("start", -3)) - 2.0) < 0.1, "the ball is there")
    tab.rest()


def grip(tab, key, name):
    return tab.shown(key).get_by_role("slider", name=name)


def middle(of):
    box = of.bounding_box()
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def test_the_focus_stays_on_the_chosen_tab_and_on_the_button_of_a_menu(phone):
    phone.open("perceptron")
    tabs = phone.page.get_by_role("group", name="Figures").get_by_role("button")
    tabs.nth(1).focus()
    phone.page.keyboard.press("Enter")
    expect(tabs.nth(1)).to_have_attribute("aria-pressed", "true")
    expect(tabs.nth(1)).to_be_focused()
    tools = phone.page.locator(".st-key-stage .lab-figure:visible summary").first
    tools.click()
    phone.page.keyboard.press("Tab")
    phone.page.keyboard.press("Escape")
    expect(tools).to_be_focused()
    phone.forget()  # another figure is in front


REACHED = """() => [...document.querySelectorAll('.lab-stepper button')].map(button => {
    const { left, top, width, height } = button.getBoundingClientRect()
    return document.elementFromPoint(left + width / 2, top + height / 2) === button
})"""


def test_on_a_phone_every_button_of_a_large_network_can_be_touched(phone):
    phone.open("forward_propagation?layers=4&n1=8&n2=8&n3=8&n4=8&outputs=3&bias_cell=true")
    reached = phone.page.evaluate(REACHED)
    assert len(reached) == 12 and all(reached)


def test_the_focus_stays_at_the_network_when_a_weight_was_typed(tab):
    tab.open("playground?start=by+hand&layers=1&n1=2")
    network = tab.shown("playground_network")
    unit = network.get_by_role("button", name="output", exact=True)
    for keys in ("Escape", "Enter"):
        unit.focus()
        tab.page.keyboard.press("Enter")
        network.locator("form input").press(keys)
        tab.rest()
        expect(unit).to_be_focused()


def typed(box, text):
    box.press("Control+a")
    box.press_sequentially(text)
    return box.input_value()


def test_a_box_for_numbers_takes_them_as_a_page_or_another_country_writes_them(tab):
    tab.open("forward_propagation?neuron=h1.1&weight=x1&own=x1-h1.1=0.5")
    weight, seed = tab.page.locator(".lab-number input"), tab.at("seed").locator("input")
    for box in (weight, seed):
        for sign in "−–":
            box.focus()
            box.press("Control+a")
            tab.page.keyboard.insert_text(f"{sign}0.68")
            assert box.input_value() == "-0.68"
    assert typed(weight, "-0,25") == "-0.25"
    assert typed(seed, "1,000") == "1000", "of whole numbers a comma parts the thousands"
    text = tab.page.get_by_label("Value of x1-h1.1")
    text.fill("−2")
    assert text.input_value() == "−2", "where a text is typed it stays as it is"
    assert tab.complaints == []
    tab.forget()


def test_a_table_of_weights_takes_a_comma_before_decimals(tab):
    tab.open("playground?start=by+hand")
    table = tab.page.locator(".stDataFrameGlideDataEditor").first
    table.dblclick(position={"x": table.bounding_box()["width"] - 40, "y": 55})
    assert typed(tab.page.locator(".gdg-input"), "0,25") == "0.25"
    assert tab.complaints == []
    tab.forget()


def test_the_focus_stays_at_the_buttons_for_own_points(tab):
    tab.open("perceptron?points=a5,3b6,2")
    tab.page.get_by_role("button", name="Own points").click()
    tab.page.get_by_role("button", name="Clear 2").focus()
    tab.page.keyboard.press("Enter")
    tab.until(lambda: "points" not in tab.link, "the points are gone")
    tab.rest()
    expect(tab.page.locator(":focus")).to_have_attribute("data-mode", "add 0")
    tab.forget()  # the buttons stay open


def test_the_focus_stays_at_the_exercise_when_a_button_goes_away(tab):
    """One that sets the controls, one that answers, and one that takes the answer back."""
    tab.open("perceptron?exercise=challenge")
    for key in ("try_challenge", "just_watch", "predict_again"):
        tab.at(key).locator("button").press("Enter")
        tab.at(key).wait_for(state="detached")
        tab.rest()
        expect(tab.at("lab_exercise")).to_be_focused()


def test_the_focus_stays_at_reset_when_it_takes_controls_away(tab):
    tab.open("forward_propagation?neuron=h1.1")
    reset = tab.page.get_by_role("button", name="Reset", exact=True)
    reset.press("Enter")
    tab.rest()
    assert tab.link == {}
    expect(reset).to_be_focused()


def test_the_focus_stays_at_a_box_that_was_emptied(tab):
    tab.visit("gradient_descent?exercise=descent_question")
    tab.page.get_by_role("button", name="Clear value").press("Enter")
    expect(tab.page.get_by_role("combobox", name="Exercises")).to_be_focused()
    tab.rest()
    assert tab.link == {}


def test_the_focus_stays_at_the_button_that_trains_on(tab):
    tab.open("playground?epochs=20")
    tab.player("To the end").click()
    onward = tab.page.get_by_role("button", name="Train on")
    onward.press("Enter")
    tab.until(lambda: tab.link.get("start") == "by hand", "another run goes on from here")
    tab.rest()
    expect(onward).to_be_focused()


RING = """() => {
    const at = document.activeElement
    const shows = (at.tagName === 'INPUT' && at.closest('[data-focus-visible]:not(input)')) || at
    const { outlineStyle, outlineWidth } = getComputedStyle(shows)
    return { tag: at.tagName, html: at.outerHTML.slice(0, 200), style: outlineStyle,
             width: parseFloat(outlineWidth) }
}"""


def test_whatever_the_keyboard_comes_to_has_a_ring(tab):
    """MAIN is the page itself, which scrolls."""
    tab.open("playground")
    tab.page.get_by_role("button", name="Start", exact=True).press("Enter")
    expect(tab.page.locator("[role=menuitem]:focus")).to_be_visible()
    rings = [tab.page.evaluate(RING)]
    tab.page.keyboard.press("Escape")
    while rings[-1]["tag"] != "BODY":
        tab.page.keyboard.press("Tab")
        rings.append(tab.page.evaluate(RING))
    assert len(rings) > 50
    for ring in rings:
        if ring["tag"] not in ("MAIN", "BODY"):
            assert ring["style"] == "solid" and ring["width"] >= 2, ring["html"]


def test_a_box_that_was_chosen_from_keeps_its_ring(tab):
    """One high up on its page: a list closes when the page is scrolled to its box."""
    tab.visit("perceptron")
    box = tab.page.get_by_role("combobox", name="Species pair")
    box.press("ArrowDown")
    expect(tab.page.get_by_role("listbox")).to_be_visible()
    for keys in ("ArrowDown", "Enter"):
        box.press(keys)
    tab.rest()
    assert tab.link.keys() == {"pair"}
    expect(box).to_be_focused()
    expect(box.locator("xpath=ancestor::*[@role='group'][1]")).to_have_css("outline-style", "solid")
    tab.forget()


def test_the_ring_around_the_scrubber_does_not_lie_on_the_sentence_below_it(phone):
    phone.visit("perceptron")
    phone.player("Moment of the run").press("ArrowRight")
    ring = phone.page.evaluate(RING)
    assert ring["style"] == "solid"
    below = phone.player("Moment of the run").evaluate(
        """scrubber => scrubber.getBoundingClientRect().bottom
            + parseFloat(getComputedStyle(scrubber).outlineOffset)"""
    )
    sentence = phone.page.locator(".st-key-stage .lab-caption").bounding_box()
    assert below + ring["width"] <= sentence["y"] + 1


def test_what_is_done_in_one_instant_is_all_done_once(tab):
    """Streamlit sends both in one message, and shows the page the last one only."""
    tab.open("forward_propagation")
    stops = tab.shown("forward_network").locator(".lab-stop")
    stops.first.evaluate("stop => { stop.click(); stop.nextElementSibling.click() }")
    tab.until(lambda: tab.link.get("neuron") == "h1.2", "the second neuron is followed")
    tab.rest()
    assert tab.link["neuron"] == "h1.2"
    more = tab.page.get_by_role("button", name="One neuron in hidden layer 1 more")
    more.evaluate("more => { more.click(); more.click() }")
    tab.until(lambda: tab.link.get("n1") == "6", "two neurons more")
    tab.rest()
    assert tab.link["n1"] == "6"
    assert tab.complaints == []


def test_a_control_moved_before_a_touch_is_answered_does_not_undo_it(tab):
    """Its message says what the controls said before: the page computes with that, unnoticed."""
    tab.open("forward_propagation")
    drawn = tab.shown("forward_network").locator(".lab-stop")
    before = drawn.count()
    more = tab.page.get_by_role("button", name="One neuron in hidden layer 1 more")
    toggle = tab.at("bias_cell").locator("input").element_handle()
    for bias_cell in ("true", None, "true"):
        more.evaluate("(more, box) => { more.click(); setTimeout(() => box.click(), 10) }", toggle)
        tab.until(lambda now=bias_cell: tab.link.get("bias_cell") == now, "the toggle is moved")
        tab.rest()
    tab.until(lambda: drawn.count() == before + 3, "the figure has the neurons")
    assert tab.link["n1"] == "7"


def test_points_put_down_and_taken_away_faster_than_the_page_answers_all_count(tab):
    """The figure still shows the points of a moment ago: what was done is told, not the rest."""
    tab.open("perceptron")
    key = "perceptron_boundary"
    tab.shown(key).get_by_role("button", name="Own points").click()
    tab.settle()
    places = [(5.0, 3.0), (5.5, 3.5), (6.0, 4.0), (6.5, 2.0)]
    for place in places:
        tab.page.mouse.click(*tab.spot(key, *place))
    tab.until(lambda: len(points(tab)) == 4, "four points are in the link")
    tab.rest()
    made = points(tab)
    for point in made[:2]:
        tab.page.mouse.click(*tab.spot(key, point.x, point.y), button="right")
    tab.until(lambda: points(tab) == made[2:], "the first two are gone")
    tab.rest()
    assert tab.complaints == []
    tab.forget()  # the buttons stay open


def points(tab):
    return own_points.read(tab.link.get("points", "")).drawn
