"""Neurons and networks as drawings that can be touched: what lights up, what a click sets."""

import re

import pytest
from playwright.sync_api import expect

from pages.lessons.forward_propagation import views
from pages.lessons.forward_propagation.settings import SeededNetwork
from pages.shared.figures.network import NetworkPart
from tests.pages import visit

DRAWN = "forward_network"
SEEN = SeededNetwork((3, 4, 1), "logistic", 1)
SHOWN = """key => document.querySelector(`[data-key=${key}] .lab-plot`).data.map(trace =>
    [trace.x, trace.y].map(list => Array.from(list, v => Number.isFinite(v) ? v : null)))"""


def test_the_drawing_in_the_browser_is_that_of_python_at_every_moment(tab):
    tab.visit("forward_propagation")
    tab.player("To the start").click()
    figure = views.drawn(SEEN, bias_cell=False).figure
    for moment in range(SEEN.last + 1):
        wanted = visit.traces_at(figure, moment)
        tab.until(lambda w=wanted: same(tab.page.evaluate(SHOWN, DRAWN), w), f"moment {moment}")
        tab.player("Step forward").click()
    assert tab.complaints == []


def test_every_layer_has_its_name_in_a_network_that_has_got_another_one(tab):
    tab.open("forward_propagation?exercise=collapse")
    tab.at("try_collapse").get_by_role("button").click()
    for name in ("hidden 2", "hidden 1", "inputs", "output"):
        expect(tab.shown(DRAWN).locator("svg").get_by_text(name, exact=True)).to_be_visible()


def same(found, wanted):
    """Whether the browser draws these traces, gaps as gaps."""
    pairs = [
        (seen, [None if v is None or v != v else v for v in trace[axis]])  # noqa: PLR0124
        for places, trace in zip(found, wanted, strict=True)
        for seen, axis in zip(places, "xy", strict=True)
    ]
    return all(
        seen == pytest.approx(theirs) for seen, theirs in pairs if any(v is not None for v in seen)
    )


def spot(tab, mark):
    """Where on the screen a neuron, a line or a button is."""
    figure = views.drawn(SEEN, bias_cell=False).figure
    (found,) = {
        (trace["x"][i], trace["y"][i])
        for trace in figure.data
        for i, row in enumerate(trace.get("customdata", ()))
        if row == mark
    }
    return tab.spot(DRAWN, *found)


def test_pointing_lights_what_goes_in_and_out_and_a_click_tells_the_sum(tab):
    tab.visit("forward_propagation")
    tab.player("To the end").click()
    neuron = NetworkPart(1, 1).row
    tab.page.mouse.move(*spot(tab, neuron))
    expect(tab.shown(DRAWN).locator(".lab-link")).to_have_count(3 + 1)
    tab.page.mouse.click(*spot(tab, neuron))
    tab.until(lambda: tab.link.get("neuron") == "h1.2", "the neuron stands in the link")
    expect(tab.page.locator(".lab-saying")).to_contain_text("hidden 1, neuron 2: z = 1 · ")
    assert tab.complaints == []


def test_a_weight_is_clicked_and_typed_and_buttons_resize(tab):
    tab.visit("forward_propagation")
    tab.player("To the end").click()
    before = tab.said
    tab.page.mouse.click(*spot(tab, NetworkPart(1, 1, 0).row))
    tab.until(lambda: tab.link.get("weight") == "x1", "the weight is chosen")
    tab.rest()
    number = tab.page.locator(".lab-number input")
    expect(number).to_be_focused()
    number.fill("101")
    number.press("Enter")
    assert number.evaluate("box => box.validity.rangeOverflow"), "the browser says how large"
    seed = tab.at("seed").locator("input")
    seed.fill("3")
    seed.press("Enter")
    tab.until(lambda: tab.link.get("seed") == "3", "the weight has another value")
    tab.rest()
    expect(seed).to_be_focused()
    box = tab.page.get_by_label("Value of x1-h1.2")
    box.fill("-5")
    box.press("Enter")
    tab.until(lambda: tab.link.get("own") == "x1-h1.2=-5", "the weight stands in the link")
    tab.rest()
    assert tab.said != before
    tab.page.get_by_role("button", name="One neuron in hidden layer 1 more").click()
    tab.until(lambda: tab.link.get("n1") == "5", "one neuron more")
    assert tab.complaints == []


def test_the_box_of_a_weight_closes_by_escape_and_opens_again(tab):
    tab.open("forward_propagation")
    tab.player("To the end").click()
    box = tab.page.locator(".lab-number")
    for _ in range(2):
        tab.page.mouse.click(*spot(tab, NetworkPart(1, 1, 0).row))
        tab.until(lambda: tab.link.get("weight") == "x1", "the weight is chosen")
        box.locator("input").press("Escape")
        tab.until(lambda: "weight" not in tab.link, "the weight is chosen no more")
        expect(box).to_have_count(0)
        expect(tab.page.locator(":focus")).to_have_class(re.compile("lab-stop"))
    assert tab.complaints == []


def test_the_keyboard_walks_through_the_network_and_changes_it(tab):
    tab.visit("forward_propagation")
    stops = tab.shown(DRAWN).locator(".lab-stop")
    expect(stops).to_have_count(4 + 1)
    assert tab.shown(DRAWN).locator(".lab-stop[tabindex='0']").count() == 1
    stops.first.focus()
    for keys, name in (
        ("Alt+ArrowDown", "hidden 1, neuron 1"),  # the browser's, as with left and right for Back
        ("ArrowDown", "hidden 1, neuron 2"),
        ("ArrowRight", "output, neuron 1"),
    ):
        tab.page.keyboard.press(keys)
        expect(tab.page.locator(":focus")).to_have_attribute("aria-label", name)
    expect(tab.shown(DRAWN).locator(".lab-link")).to_have_count(4)
    tab.page.keyboard.press("Enter")
    tab.until(lambda: tab.link.get("neuron") == "o1", "the neuron stands in the link")
    more = tab.page.get_by_role("button", name="One output more")
    more.focus()
    for outputs in ("2", "3"):
        tab.page.keyboard.press("Space")
        tab.until(lambda wanted=outputs: tab.link.get("outputs") == wanted, "one output more")
        tab.rest()
        expect(more).to_be_focused()
    expect(more).to_have_attribute("aria-disabled", "true")
    assert tab.complaints == []


def test_a_neuron_that_was_added_is_read_in_its_place(tab):
    tab.visit("forward_propagation")
    stops = tab.shown(DRAWN).locator(".lab-stop")
    tab.page.get_by_role("button", name="One neuron in hidden layer 1 more").click()
    expect(stops).to_have_count(5 + 1)
    names = stops.evaluate_all("stops => stops.map(stop => stop.ariaLabel)")
    assert names == [f"hidden 1, neuron {j}" for j in range(1, 6)] + ["output, neuron 1"]


def test_dragging_where_z_is_zero_moves_the_bias(tab):
    tab.visit("neuron?activation=logistic")
    grip = tab.shown("neuron_against").get_by_role("slider", name="Where z = 0")
    grip.focus()
    tab.page.keyboard.press("ArrowRight")
    tab.page.keyboard.press("ArrowRight")
    tab.until(lambda: float(tab.link.get("bias", 0)) < -1, "the bias follows")
    assert tab.complaints == []


def test_the_keyboard_goes_to_a_nodes_step(tab):
    tab.visit("computational_graph")
    stops = tab.shown("graph_drawn").locator(".lab-stop")
    stops.first.focus()
    for _ in range(20):
        tab.page.keyboard.press("ArrowRight")
    expect(tab.page.locator(":focus")).to_have_attribute("aria-label", "To the step of E")
    tab.page.keyboard.press("Enter")
    tab.until(lambda: int(tab.link.get("step", 0)) > 3, "the player goes to the node's step")
    assert tab.complaints == []


@pytest.mark.parametrize("view", ["training", "one update"])
def test_the_multilayer_network_is_touched_in_its_drawing(tab, view):
    tab.visit(f"multilayer_network?epochs=100&view={view.replace(' ', '+')}")
    key = {"training": "multilayer_network", "one update": "multilayer_step"}[view]
    figure = tab.shown(key)
    figure.locator(".lab-stop").nth(1).focus()
    tab.page.keyboard.press("Enter")
    tab.until(lambda: tab.link.get("neuron") == "h1.2", "the neuron stands in the link")
    tab.rest()
    expect(tab.shown("multilayer_map").locator(".lab-underlay")).to_be_visible()
    if view == "training":
        expect(tab.page.locator(".lab-saying")).to_contain_text("hidden 1, neuron 2: z = 1 · ")
    shown = tab.page.evaluate(SPOT, [key, NetworkPart(1, 1, 0).row])
    tab.page.mouse.click(*shown)
    tab.until(lambda: tab.link.get("weight") == "x1", "the weight stands in the link")
    tab.rest()
    box = figure.get_by_label("x1-h1.2 before epoch 1")
    expect(box).to_be_focused()
    box.fill("-2.5")
    tab.page.keyboard.press("Enter")
    tab.until(lambda: tab.link.get("own") == "x1-h1.2=-2.5", "its value stands in the link")
    figure.get_by_role("button", name="One hidden neuron more").click()
    tab.until(lambda: tab.link.get("hidden") == "4", "one neuron more")
    tab.rest()
    expect(figure.locator(".lab-stop")).to_have_count(4 + 1)
    figure.get_by_role("button", name="One hidden layer more").click()
    tab.until(lambda: tab.link.get("layers") == "2", "one layer more")
    tab.rest()
    expect(figure.locator(".lab-stop")).to_have_count(4 + 3 + 1)
    assert tab.complaints == []


SPOT = """([key, row]) => {
    const plot = document.querySelector(`[data-key=${key}] .lab-plot`)
    const { xaxis: x, yaxis: y } = plot._fullLayout, corner = plot.getBoundingClientRect()
    for (const trace of plot.data) {
        const i = [...(trace.customdata ?? [])].indexOf(row)
        if (i < 0 || !Number.isFinite(trace.x[i])) continue
        return [corner.left + x._offset + x.d2p(trace.x[i]),
                corner.top + y._offset + y.d2p(trace.y[i])]
    }
}"""


def test_the_maps_of_the_multilayer_network_are_chosen_and_their_weights_typed(tab):
    tab.visit("multilayer_network?view=plane")
    tab.page.get_by_role("button", name="hidden 1, neuron 2", exact=True).click()
    tab.until(lambda: tab.link.get("neuron") == "h1.2", "the neuron stands in the link")
    box = tab.page.get_by_role("spinbutton", name="Bias of hidden 1, neuron 2")
    box.fill("3")
    box.press("Enter")
    tab.until(lambda: tab.link.get("own") == "bias-h1.2=3", "its bias stands in the link")
    tab.rest()
    expect(tab.shown("multilayer_maps").locator(".lab-sum")).to_contain_text("z = 3")
    tab.page.get_by_role("button", name="One neuron in hidden 1 more").click()
    tab.until(lambda: tab.link.get("hidden") == "4", "one neuron more")
    tab.rest()
    tab.page.get_by_role("button", name="One hidden layer more").click()
    tab.until(lambda: tab.link.get("layers") == "2", "one layer more")
    assert tab.complaints == []


CROWDED = "0.5*(t-logistic(tanh(w1*x1)*w2%2Btanh(w2*x2)*w1%2Bb*softplus(x1*x2)))**2"
NEAREST = """() => {
    const plot = document.querySelector('[data-key=graph_drawn] .lab-plot')
    const { xaxis: x, yaxis: y } = plot._fullLayout
    const trace = plot.data.find(one => one.customdata), { size } = trace.marker
    const all = plot.data.filter(one => one.customdata).flatMap(one =>
        one.x.map((px, i) => px === null ? null : [x.d2p(px), y.d2p(one.y[i])]).filter(Boolean))
    let least = Infinity
    all.forEach(([ax, ay], i) => all.slice(i + 1).forEach(([bx, by]) => {
        least = Math.min(least, Math.max(Math.abs(ax - bx), Math.abs(ay - by)) / size) }))
    return least
}"""


@pytest.mark.parametrize("link", ["", f"?formula={CROWDED}"])
def test_on_a_phone_a_graphs_nodes_stay_apart_and_a_large_graph_scrolls_inside(phone, link):
    phone.visit(f"computational_graph{link}")
    assert phone.page.evaluate(NEAREST) > 1.15
    place = phone.shown("graph_drawn").locator(".lab-place")
    wider = place.evaluate("place => place.scrollWidth - place.clientWidth")
    assert (wider > 0) == bool(link)
    assert phone.overflow() == []
    assert phone.complaints == []


def test_after_a_tap_no_other_neuron_is_told_of_where_the_drawing_has_moved(phone):
    """The sum of the one that was chosen takes room from the drawing."""
    for neuron in (0, 1):  # in a tab's first page Plotly says nothing of what was tapped
        phone.open("multilayer_network?epochs=10")
        phone.player("To the end").tap()
        phone.rest()
        tapped = ["multilayer_network", NetworkPart(1, neuron).row]
        phone.page.touchscreen.tap(*phone.page.evaluate(SPOT, tapped))
        phone.until(lambda n=neuron: phone.link.get("neuron") == f"h1.{n + 1}", "it is chosen")
        phone.rest()
        labels = phone.page.locator(".lab-figure .hoverlayer .hovertext").all_text_contents()
        assert [text for text in labels if f"neuron {neuron + 1}" not in text] == []
