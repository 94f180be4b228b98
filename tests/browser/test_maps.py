"""The maps that the browser works out are core's, and a network is touched as a student does."""

from functools import partial
from typing import Any

import numpy as np
import pytest
from playwright.sync_api import expect

from core import network, parameters
from core.activations import ACTIVATIONS
from core.inputs import INPUTS, expand
from pages.shared.figures.network_maps import Answer, NetworkFigure, Plane

MAPS, NETWORK = "playground_surface", "playground_network"
SIDE = 24
# What the page has loaded is asked for once more by its own address.
WORKED_OUT = """async ([told, moments]) => {
    const loaded = performance.getEntriesByType('resource').map(({ name }) => name)
    const { Maps } = await import(loaded.find((name) => name.endsWith('/maps.js')))
    const maps = new Maps(told)
    const listed = (units) => units.map((map) => Array.from(map))
    return moments.map((moment) => maps.at(moment).map(listed))
}"""


def random_network(activation: str, seed: int) -> tuple[dict[str, Any], NetworkFigure]:
    """Weights of a network with all inputs and two hidden layers, at three moments."""
    rng = np.random.default_rng(seed)
    sizes = (len(INPUTS), 5, 3, 1)
    rows = [parameters.pack(*network.initialise(sizes, seed + k, -1.0)) for k in range(3)]
    weights = np.float32(np.stack(rows) * rng.uniform(0.3, 3.0, (3, 1))).astype(float)
    names = [activation, *rng.choice(list(ACTIVATIONS), 2).tolist()]
    scale = (rng.normal(size=2).tolist(), rng.uniform(0.5, 2.0, 2).tolist())
    figure = NetworkFigure(
        sizes, weights, names, tuple(INPUTS), ["x"] * len(INPUTS), ["a", "b", "c"],
        Plane((-3.0, 2.5), (-1.0, 4.0), *scale), Answer(), (3, 0),
    )  # fmt: skip
    told = figure.message()
    told["weights"] = told["weights"].tolist()
    told["plane"]["side"] = SIDE
    return told, figure


def by_core(figure: NetworkFigure, moment: int) -> list[np.ndarray]:
    """Every unit's answers (units, points) of every layer, the inputs first."""
    plane = figure.plane
    axes = [np.linspace(*span, SIDE) for span in (plane.across, plane.up)]
    points = np.stack(np.meshgrid(*axes), axis=-1).reshape(-1, 2)
    x = expand((points - plane.mean) / plane.std, figure.inputs)
    flat = parameters.unpack(figure.weights[moment], figure.sizes)
    return [x.T, *(layer.a.T for layer in network.forward(x, *flat, figure.activations))]


@pytest.mark.parametrize("activation", sorted(ACTIVATIONS))
def test_every_map_of_random_networks_is_as_core_says(tab, activation):
    tab.visit("playground")
    for seed in range(3):
        told, figure = random_network(activation, seed)
        moments = tab.page.evaluate(WORKED_OUT, [told, [0, 2, 1]])
        for moment, layers in zip([0, 2, 1], moments, strict=True):
            for ours, core in zip(layers, by_core(figure, moment), strict=True):
                far = np.abs(np.array(ours) - core) / np.maximum(1.0, np.abs(core))
                # A step may fall on the other side where its net input is 0 to the last digit.
                assert np.quantile(far, 0.999) < 1e-5
                assert (far > 1e-5).sum() <= 1


EDGE = """async told => {
    const loaded = performance.getEntriesByType('resource').map(({ name }) => name)
    const { Maps } = await import(loaded.find((name) => name.endsWith('/maps.js')))
    return new Maps(told).edge(0, told.answer.middle)
}"""


@pytest.mark.parametrize("seed", [0, 2, 3])
def test_the_edge_lies_where_core_s_answer_changes_side_however_steep(tab, seed):
    tab.visit("playground")
    told, figure = random_network("tanh", seed)
    steep = 30.0 * figure.weights[:1]
    told |= {"weights": steep.tolist(), "activations": ["tanh", "tanh", "identity"]}
    ends = np.array(tab.page.evaluate(EDGE, told)).reshape(-1, 2)
    assert len(ends) > 20
    along = (ends % 1 != 0).astype(float)  # the side of a square of the map that an end lies on
    assert (along.sum(axis=1) == 1).all()
    plane = figure.plane
    spans = np.array([plane.across, plane.up])

    def answers(places):
        points = spans[:, 0] + (spans[:, 1] - spans[:, 0]) * places / (SIDE - 1)
        x = expand((points - plane.mean) / plane.std, figure.inputs)
        flat = parameters.unpack(steep[0], figure.sizes)
        return network.forward(x, *flat, ["tanh", "tanh", "identity"])[-1].a[:, 0]

    near = 1.01 / 32  # half of the last half
    sides = [answers(ends + way * near * along) >= told["answer"]["middle"] for way in (-1, 1)]
    assert (sides[0] != sides[1]).all()


def unit(student: Any, name: str) -> Any:
    return student.shown(NETWORK).get_by_role("button", name=name, exact=True)


PIXELS = "canvas => canvas.toDataURL()"


def test_playing_moves_every_map_and_every_weight_and_the_server_rests(tab):
    tab.visit("playground")
    tab.player("To the start").click()
    canvases = tab.shown(NETWORK).locator(".lab-unit canvas")
    lines = tab.shown(NETWORK).locator(".lab-wires line")
    main = tab.shown(MAPS).locator("canvas.lab-underlay")
    looks = lambda: [line.get_attribute("stroke-width") for line in lines.all()]  # noqa: E731
    maps = lambda: [canvas.evaluate(PIXELS) for canvas in [*canvases.all(), main]]  # noqa: E731
    assert canvases.first.evaluate("canvas => canvas.width") >= 60
    before, wide, messages = maps(), looks(), tab.messages
    assert len(wide) == 2 * 4 + 4 * 2 + 2
    tab.player("Speed").select_option("8")
    unit(tab, "hidden 1, neuron 2").hover()
    tab.player("Play").press("Enter")
    tab.until(lambda: tab.said.startswith("Epoch 100:"), "the run is played to its end")
    tab.page.wait_for_timeout(200)
    moved = [old != new for old, new in zip(before, maps(), strict=True)]
    assert moved == [False] * 2 + [True] * 8, "the inputs' maps stand still, all others move"
    assert sum(old != new for old, new in zip(wide, looks(), strict=True)) > 12
    assert tab.messages == messages, "playing needs nothing from the server"
    expect(tab.shown(NETWORK).locator(".lab-wires line.lit")).to_have_count(2 + 2)
    tab.visit("playground?n1=5")  # the lines that were pointed at are gone
    expect(tab.shown(NETWORK).locator(".lab-wires.picking")).to_have_count(0)
    assert tab.complaints == []


# The colours of the corners of all pictures that are made.
CORNERS = """() => {
    const { toDataURL } = HTMLCanvasElement.prototype
    HTMLCanvasElement.prototype.toDataURL = function (...how) {
        const [red, green, blue, opaque] = this.getContext('2d').getImageData(0, 0, 1, 1).data
        window.corner = opaque === 255 ? `rgb(${red}, ${green}, ${blue})` : 'none'
        return toDataURL.apply(this, how)
    }
}"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_figures_are_saved_with_their_maps_on_the_ground_of_the_page(tab, scheme):
    """In a dark theme the words are too light for any other paper."""
    tab.stand(scheme=scheme)
    tab.open("playground")
    tab.page.evaluate(CORNERS)
    ground = tab.page.get_by_test_id("stApp").evaluate(
        "app => getComputedStyle(app).backgroundColor"
    )
    for key in (MAPS, NETWORK):
        tab.shown(key).get_by_label("Tools of the figure").click()
        with tab.page.expect_download() as download:
            tab.shown(key).get_by_text("Save as PNG").click()
        assert download.value.suggested_filename == f"{key}.png"
        assert download.value.path().stat().st_size > 10_000
        assert tab.page.evaluate("corner") == ground


# What a network's picture says, each word with how far it stands from the middle of a column.
WORDS_OF_PICTURE = """figure => {
    const { fillText } = CanvasRenderingContext2D.prototype, said = []
    CanvasRenderingContext2D.prototype.fillText = function (text, x) {
        const { width } = this.measureText(text)
        said.push([text, this.textAlign === 'center' ? x : x + width / 2])
    }
    figure.querySelector('[data-tool="Save as PNG"]').click()
    CanvasRenderingContext2D.prototype.fillText = fillText
    const units = [...figure.querySelectorAll('.lab-unit')]
    const off = x => units.map(unit => Math.abs(unit.offsetLeft + unit.offsetWidth / 2 - x))
    return said.map(([text, x]) => [text, Math.min(...off(x))])
}"""


def test_a_saved_network_names_its_layers_as_it_does_on_the_screen(tab, phone):
    tab.visit("playground")
    phone.visit("playground?layers=6")
    phone.page.locator(".lab-tabs").get_by_role("button", name="Network").click()
    phone.settle()
    long = ["inputs", "hidden 1", "hidden 2", "output"]
    short = ["in", *(f"h{k}" for k in range(1, 7)), "out"]
    for student, names in ((tab, long), (phone, short)):
        with student.page.expect_download():
            said = student.shown(NETWORK).evaluate(WORDS_OF_PICTURE)
        assert [text for text, _ in said] == [*names, "x₁", "x₂"]
        assert max(off for _, off in said[: len(names)]) < 1
    phone.forget()  # another figure is in front


FONT_OF_PICTURE = """() => new Promise(told => {
    const { toImage } = Plotly
    Plotly.toImage = (drawn, how) => {
        Plotly.toImage = toImage
        told(drawn.querySelector('.legendtext').style.fontFamily)
        return toImage(drawn, how)
    }
    document.querySelector('[data-key=playground_surface] [data-tool="Save as PNG"]').click()
})"""


def test_words_of_a_saved_figure_have_the_room_that_they_need(tab):
    """A picture is drawn without the page's fonts: in another, a legend's last word was cut off."""
    tab.visit("playground")
    with tab.page.expect_download():
        assert tab.page.evaluate(FONT_OF_PICTURE) == "sans-serif"
    assert tab.complaints == []


def test_a_clicked_neuron_is_shown_large_and_tells_its_sum(tab):
    tab.visit("playground")
    tab.player("To the end").click()
    main = tab.shown(MAPS)
    before = main.locator("canvas.lab-underlay").evaluate(PIXELS)
    unit(tab, "hidden 1, neuron 2").click()
    tab.until(lambda: tab.link.get("unit") == "h1.2", "the neuron stands in the link")
    tab.rest()
    assert main.locator("canvas.lab-underlay").evaluate(PIXELS) != before
    expect(main.locator(".lab-title")).to_have_text("Points over the map of hidden 1, neuron 2")
    expect(tab.shown(NETWORK).locator(".lab-sum")).to_contain_text("Hidden 1, neuron 2: z = ")
    unit(tab, "hidden 1, neuron 2").focus()
    tab.page.keyboard.press("ArrowRight")
    expect(unit(tab, "hidden 2, neuron 2")).to_be_focused()
    lit = tab.shown(NETWORK).locator(".lab-wires line.lit")
    expect(lit).to_have_count(4 + 1)
    tab.visit("playground?layers=0&epochs=0")  # the neuron and its moment are gone, still in focus
    expect(tab.shown(NETWORK).locator(".lab-sum")).to_contain_text("Output: z = ")
    assert tab.complaints == []


LATE_ANSWER = """async () => {
    const loaded = performance.getEntriesByType('resource').map(({ name }) => name)
    const { Network } = await import(loaded.find((name) => name.endsWith('/network.js')))
    const network = new Network('key', () => 2)
    const plane = { side: 4, across: [0, 1], up: [0, 1], mean: [0, 0], std: [1, 1] }
    const spec = {
        title: '', alt: '', chosen: [1, 0], sizes: [1, 2], labels: ['x'], layers: ['output'],
        inputs: ['x1'], activations: ['identity'], weights: [[0, 0, 1, 1]], bounds: [null],
        plane, answer: { middle: 0, half: 1 },
        hands: { neurons: [1, 2], layers: [0, 1], weights: 9 },
    }
    network.take(spec)
    network.draw({ width: 400, height: 300 })
    network.units[2].button.click()
    return [true, false].map((waiting) => {
        network.waits = (count) => waiting && count === 2
        network.take(spec)
        return network.chosen
    })
}"""


def test_an_answer_to_an_earlier_click_does_not_choose_its_neuron_again(tab):
    tab.visit("playground")
    assert tab.page.evaluate(LATE_ANSWER) == [[1, 1], [1, 0]]


def test_neurons_and_layers_are_added_and_removed_at_the_drawing(tab):
    tab.visit("playground")
    for name, key, value in (
        ("One neuron in hidden 1 more", "n1", "5"),
        ("One hidden layer fewer", "layers", "1"),
        ("One neuron in hidden 1 fewer", "n1", None),
    ):
        button = tab.shown(NETWORK).get_by_role("button", name=name)
        button.focus()
        tab.page.keyboard.press("Enter")
        tab.until(lambda k=key, v=value: tab.link.get(k) == v, f"{name} is in the link")
        tab.rest()
        expect(button).to_be_focused()
    expect(tab.shown(NETWORK).locator(".lab-unit")).to_have_count(2 + 4 + 1)
    tools = tab.shown(MAPS).get_by_label("Tools of the figure")  # as its neighbour's are called
    tools.focus()
    tab.visit("playground?layers=3")
    expect(tools).to_be_focused()
    assert tab.complaints == []


def test_while_it_plays_a_network_that_has_got_a_neuron_more_is_named_as_it_is(tab):
    tab.open("playground?epochs=1000&size=20")
    tab.player("Play").click()
    tab.shown(NETWORK).get_by_role("button", name="One neuron in hidden 1 more").click()
    expect(tab.shown(NETWORK).locator(".lab-title")).to_have_text("Network 2-5-2-1")
    named = tab.shown(NETWORK).locator(".lab-plot").get_attribute("aria-label")
    assert tab.player("Pause").is_visible() and "2-5-2-1" in named
    tab.player("Pause").click()
    tab.rest()
    assert tab.complaints == []


def test_a_weight_is_typed_by_the_keyboard_alone_whatever_the_start_was(tab):
    tab.open("playground?layers=0&start=equal&epochs=10")
    tab.player("To the start").click()
    unit(tab, "output").focus()
    tab.page.keyboard.press("Enter")
    figure = tab.shown(NETWORK)
    figure.get_by_label("Weight or bias", exact=True).select_option(
        label="Weight from input x₂ to output"
    )
    box = figure.get_by_role("spinbutton")
    box.fill("1000001")
    tab.page.keyboard.press("Enter")
    assert box.evaluate("box => box.validity.rangeOverflow"), "the browser says how large it may be"
    box.fill("4")
    tab.page.keyboard.press("Enter")
    tab.until(lambda: tab.link.get("weights") == "0.5,0.5,4", "the weight is in the link")
    tab.until(lambda: tab.link["start"] == "by hand", "so is the start")
    assert tab.complaints == []


def test_at_the_start_a_clicked_neuron_tells_its_sum_beside_the_box_for_its_weights(phone):
    phone.open("playground?epochs=10")
    phone.page.locator(".lab-tabs").get_by_role("button", name="Network").click()
    phone.player("To the start").click()
    unit(phone, "hidden 1, neuron 4").tap()
    phone.rest()
    below = phone.shown(NETWORK).locator(".lab-sum")
    expect(below).to_contain_text("Hidden 1, neuron 4: z = ")
    phone.settle()
    lowest = unit(phone, "hidden 1, neuron 4").bounding_box()
    assert lowest["y"] + lowest["height"] <= below.bounding_box()["y"]
    below.get_by_role("button", name="Set").tap()
    phone.rest()
    expect(below.locator("form")).to_have_count(0)
    assert "start" not in phone.link, "nothing was typed: the start is the one of its seed"
    assert phone.complaints == []
    phone.forget()  # another figure is in front


def test_a_weight_is_typed_at_the_start_of_a_run_by_hand(tab):
    tab.visit("playground?layers=0&start=by hand&weights=0,1,1&epochs=10")
    tab.player("To the start").click()
    figure = tab.shown(NETWORK)
    ends = figure.locator(".lab-wires line").first.evaluate(
        "line => ['x1', 'y1', 'x2', 'y2'].map(name => Number(line.getAttribute(name)))"
    )
    place = {"x": (ends[0] + ends[2]) / 2, "y": (ends[1] + ends[3]) / 2}
    figure.locator(".lab-network").click(position=place)
    box = figure.get_by_role("spinbutton", name="Weight from input x₁ to output")
    expect(box).to_have_value("1")
    tab.visit("playground?layers=0&start=by hand&weights=0,7,1&epochs=10")
    expect(box).to_have_value("7")
    box.fill("-2.5")
    tab.page.keyboard.press("Enter")
    tab.until(lambda: tab.link.get("weights") == "0,-2.5,1", "the weight is in the link")
    tab.rest()
    tab.player("To the end").click()
    figure.locator(".lab-network").click(position=place)
    expect(figure.locator("form")).to_have_count(0)


def test_a_phone_shows_the_network_without_sideways_scroll(phone):
    phone.visit("playground?layers=6")
    phone.page.locator(".lab-tabs").get_by_role("button", name="Network").click()
    expect(unit(phone, "output")).to_be_visible()
    assert phone.overflow() == []
    unit(phone, "output").tap()
    assert phone.complaints == []


def test_a_finger_that_misses_a_weight_by_a_little_types_it(phone):
    phone.open("playground?layers=0&start=by hand&weights=0,1,1&epochs=10")
    phone.page.locator(".lab-tabs").get_by_role("button", name="Network").click()
    phone.player("To the start").click()
    phone.settle()
    figure = phone.shown(NETWORK)
    ends = figure.locator(".lab-wires line").first.evaluate(
        "line => ['x1', 'y1', 'x2', 'y2'].map(name => Number(line.getAttribute(name)))"
    )
    place = {"x": (ends[0] + ends[2]) / 2, "y": (ends[1] + ends[3]) / 2 - 12}
    figure.locator(".lab-network").tap(position=place)
    weight = "Weight from input x₁ to output"
    expect(figure.get_by_role("spinbutton", name=weight)).to_have_value("1")
    phone.forget()  # another figure is in front


PAINTED = """() => [...document.querySelectorAll('.lab-unit canvas')].map(map => {
    const { width, height } = map
    const copy = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true })
    copy.drawImage(map, 0, 0)
    return copy.getImageData(0, 0, width, height).data
})"""
APART = """both => {
    const [before, now] = both.map(maps => maps.flatMap(map => [...map]))
    if (before.length !== now.length) throw new Error('these are not the same maps')
    return now.reduce((sum, part, i) => sum + Math.abs(part - before[i]), 0) / now.length
}"""


def test_training_goes_on_from_the_weights_on_show(tab):
    tab.open("playground?epochs=20&eta=0.03")
    tab.page.get_by_role("button", name="Train on").click()
    tab.player("Pause").click()
    tab.rest()
    assert "start" not in tab.link, "at the start there is nothing to go on from: it plays"
    tab.player("Moment of the run").evaluate(
        "range => { range.value = 12; range.dispatchEvent(new Event('input')) }"
    )
    painted = partial(tab.page.evaluate_handle, PAINTED)  # millions of numbers stay in the browser
    apart = partial(tab.page.evaluate, APART)
    before = painted()
    tab.page.get_by_role("button", name="Train on").click()
    tab.until(lambda: tab.link.get("start") == "by hand", "the link says where the run starts")
    tab.rest()
    assert tab.said.startswith("Epoch 0"), "the run that goes on is at its start"
    assert apart([before, painted()]) < 1, "it starts with the weights that were on show"

    for _ in range(4):
        tab.press("eta", "ArrowRight")
    tab.rest()
    assert tab.link["eta"] == "3"
    now = painted()
    assert apart([before, now]) < 1, "another learning rate counts from there"
    tab.player("Moment of the run").press("End")
    tab.rest()
    assert apart([now, painted()]) > 1, "and it learns"
    assert tab.complaints == []
