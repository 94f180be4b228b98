"""The bench, as a student uses it: figures that stay, one player, hands on the figures."""

import json
import re
from functools import partial

import numpy as np
import pytest
from playwright.sync_api import expect

from data import load_iris
from pages.shared.bench import assets
from tests.browser.student import PHONE, WIDE

BOUNDARY, ERRORS = "perceptron_boundary", "perceptron_errors"
HARD = "perceptron?pair=versicolor-virginica&eta=0.001&epochs=25"


def test_a_moved_control_updates_the_figures_that_stand(tab):
    tab.open("perceptron")
    tab.page.evaluate(
        "for (const plot of document.querySelectorAll('.lab-plot')) plot.mark = plot.dataset.key"
    )
    tab.page.evaluate("window.plots = [...document.querySelectorAll('.lab-plot')]")
    before = tab.drawn(ERRORS)
    tab.press("epochs", "ArrowRight")
    tab.until(lambda: tab.drawn(ERRORS) != before, "the error curve is longer")
    assert tab.page.evaluate(
        "[...document.querySelectorAll('.lab-plot')].every((plot, i) => plot === plots[i])"
    )
    assert tab.link == {"epochs": "11"}
    assert tab.complaints == []


def test_kept_curves_stay_in_grey_while_the_next_run_is_played(tab):
    tab.open("perceptron")
    before = json.loads(tab.drawn("perceptron_weights"))
    toggle = tab.at("perceptron_kept").get_by_role("switch")
    toggle.press("Space")
    tab.rest()
    tab.press("eta", "End")
    tab.rest()
    drawn = json.loads(tab.drawn("perceptron_weights"))
    for (_, x, y), (_, *whole) in zip(drawn[3:6], before, strict=True):
        assert [x, y] == [points[-len(x) :] for points in whole], "from where the runs part"
    assert [curve[1:] for curve in drawn[:3]] != [curve[1:] for curve in before]
    tab.player("To the end").click()
    tab.player("Step back").click()
    assert json.loads(tab.drawn("perceptron_weights"))[3:] == drawn[3:]
    assert "In grey, as it was kept" in tab.shown("perceptron_weights").locator(
        ".lab-plot"
    ).get_attribute("aria-label")
    toggle.press("Space")
    tab.until(lambda: len(json.loads(tab.drawn("perceptron_weights"))) == 3, "it is let go")
    assert tab.complaints == []


NOTHING_STORED = """for (const storage of ['sessionStorage', 'localStorage'])
    Object.defineProperty(window, storage, {
        get() { throw new DOMException('denied', 'SecurityError') },
    })"""


def test_a_browser_that_may_store_nothing_shows_and_plays_all_figures(students, server):
    """As in a frame on the page of a course, where the browser blocks the data of other sites."""
    student = students(server)
    student.page.add_init_script(NOTHING_STORED)
    student.open("perceptron")
    student.player("Step forward").click()
    student.until(lambda: student.said.startswith("Epoch 1"), "the moment is on show")
    student.press("epochs", "ArrowRight")
    student.until(lambda: student.link == {"epochs": "11"}, "the link says so")
    student.rest()
    assert student.said.startswith("Epoch 1")
    assert student.complaints == []


ZOOMED = "plot => [plot._fullLayout.xaxis, plot._fullLayout.yaxis].map(axis => [...axis.range])"


def test_a_zoom_is_kept_while_the_axes_mean_the_same(tab):
    tab.open("perceptron")
    ranges = zoom(tab, BOUNDARY, (5, 4), (6, 3))
    near = ranges()
    assert np.ptp(near[0]) < 1.5
    tab.press("epochs", "ArrowRight")
    tab.rest()
    assert np.allclose(ranges(), near)
    tool(tab, BOUNDARY, "Whole figure")
    tab.page.wait_for_timeout(300)
    assert np.ptp(ranges()[0]) > 2.5
    zoom(tab, BOUNDARY, (5, 4), (6, 3))
    tab.choose("Species pair", "setosa-virginica")
    assert np.ptp(ranges()[0]) > 2.5, "among other flowers it would show another place"


@pytest.mark.parametrize(
    ("page", "key", "corner", "opposite"),
    [
        ("perceptron", "perceptron_weights", (2, 0), (6, 1.5)),
        ("learning_rate?weights=bias,+x₂", "learning_rate_contours", (-1.2, 0.7), (-0.9, 0.4)),
        ("playground", "playground_costs", (30, 0.1), (60, 0.02)),
        ("kinds_of_learning", "kinds_judged", (200, 90), (400, 60)),
    ],
    ids=["curves", "contours", "costs", "visits"],
)
def test_a_zoom_stays_where_another_run_needs_other_axes(tab, page, key, corner, opposite):
    tab.visit(page)
    whole = tab.shown(key).locator(".lab-plot").evaluate(ZOOMED)
    ranges = zoom(tab, key, corner, opposite)
    near = ranges()
    assert np.ptp(near[0]) < 0.5 * np.ptp(whole[0])
    for _ in range(3):
        tab.press("epochs", "ArrowRight")
        tab.rest()
        assert np.allclose(ranges(), near)
    tool(tab, key, "Whole figure")
    tab.page.wait_for_timeout(300)
    assert np.ptp(ranges()[0]) > 0.9 * np.ptp(whole[0])
    assert not np.allclose(ranges(), whole), "a longer run needs no other axes"


def test_a_double_click_shows_the_whole_figure_of_the_run_on_show(tab):
    tab.open("perceptron")
    key = "perceptron_weights"
    tab.press("epochs", "ArrowRight")
    tab.rest()
    whole = tab.shown(key).locator(".lab-plot").evaluate(ZOOMED)
    ranges = zoom(tab, key, (2, 0), (6, 1.5))
    tab.page.mouse.dblclick(*tab.spot(key, 4, 0.2))
    tab.until(lambda: np.allclose(ranges(), whole), "all of it is on show, not as of 10 epochs")
    tab.press("epochs", "ArrowRight")
    tab.until(lambda: ranges()[0][1] > whole[0][1], "the axis is longer by an epoch")


def test_two_points_in_a_hurry_are_no_double_click_that_ends_a_zoom(tab):
    tab.open("perceptron")
    tab.shown(BOUNDARY).get_by_role("button", name="Own points").click()
    ranges = zoom(tab, BOUNDARY, (5, 4), (6, 3))
    near = ranges()
    for place in ((5.2, 3.8), (5.8, 3.2)):
        tab.page.mouse.click(*tab.spot(BOUNDARY, *place))
    tab.until(lambda: tab.link.get("points", "").count("a") == 2, "both points are in the link")
    tab.rest()
    assert np.allclose(ranges(), near)
    tab.forget()  # the buttons stay open


def test_a_zoom_goes_where_an_axis_begins_to_go_by_powers_of_ten(tab):
    tab.open("gradient_descent")
    ranges = zoom(tab, "descent_cost", (6, 6), (12, 3))
    near = ranges()
    tab.press("eta", "End")
    tab.rest()
    assert not np.allclose(ranges(), near), "from 10³ to 10⁶ is another place than from 3 to 6"
    assert ranges()[1][0] <= 0


def test_once_shown_whole_a_waiting_figure_has_the_axes_of_its_run_after_the_prediction(tab):
    tab.open(HARD)
    whole = tab.shown("perceptron_weights").locator(".lab-plot").evaluate(ZOOMED)
    tab.open(f"{HARD}&exercise=challenge")
    ranges = zoom(tab, "perceptron_weights", (5, 0.5), (15, -0.5))
    tool(tab, "perceptron_weights", "Whole figure")
    tab.page.get_by_role("button", name="Just watch").click()
    tab.until(lambda: np.allclose(ranges(), whole), "heights are those of all of the run")


def test_a_zoom_goes_on_the_way_back_to_other_axes_too(tab):
    tab.open("neuron")
    key, tops = "neuron_sum", []
    ranges = partial(tab.shown(key).locator(".lab-plot").evaluate, ZOOMED)
    tool(tab, key, "Zoom by dragging")
    for _ in range(2):
        tab.press("w1", "ArrowRight")
        tab.rest()
        tops.append(ranges()[1][1])
    assert tops[0] < tops[1]
    drag(tab, key, (1, 5), (3, 15))
    tab.until(lambda: ranges()[1][1] < 16, "a part is on show")
    tab.press("w1", "ArrowLeft")
    tab.until(lambda: np.isclose(ranges()[1][1], tops[0]), "that was no part of these axes")


def test_a_zoom_on_axes_of_one_scale_stays_at_its_place_in_another_window(tab):
    tab.open("learning_rate")
    contours = "learning_rate_contours"
    whole = tab.shown(contours).locator(".lab-plot").evaluate(ZOOMED)
    ranges = zoom(tab, contours, (-0.5, 0.9), (-0.3, 0.7))
    near = ranges()
    assert np.ptp(near[0]) < 0.5 * np.ptp(whole[0])
    for size in ((1280, 720), (900, 1100), WIDE):
        tab.stand(size)
        tab.settle()
        now = ranges()
        assert np.allclose(np.mean(now, axis=1), np.mean(near, axis=1))
        assert np.ptp(now[0]) < 0.5 * np.ptp(whole[0])
    assert np.allclose(now, near, atol=0.02), "as large as it was chosen"
    tool(tab, contours, "Whole figure")
    tab.page.wait_for_timeout(300)
    assert np.allclose(ranges(), whole, atol=0.02)


def test_what_lies_over_a_figure_goes_along_while_an_axis_is_dragged(tab):
    tab.open("perceptron")
    tab.player("To the end").click()
    figure, mouse = tab.shown("perceptron_errors"), tab.page.mouse
    figure.get_by_label("Tools of the figure").click()
    figure.get_by_text("Zoom by dragging").click()
    tab.settle()
    dot = figure.locator(".lab-dot").first
    middle = lambda: dot.bounding_box()["x"]  # noqa: E731
    before, axis = middle(), figure.locator(".ewdrag").bounding_box()
    start = axis["x"] + axis["width"] / 2, axis["y"] + axis["height"] / 2
    mouse.move(*start)
    mouse.down()
    mouse.move(start[0] - 60, start[1], steps=4)
    tab.until(lambda: abs(before - 60 - middle()) < 3, "the dot is on the curve")
    mouse.up()
    tab.rest()
    assert tab.complaints == []
    tab.forget()  # it stays zoomed


def test_a_zoom_is_offered_where_there_is_something_to_zoom(tab):
    tab.visit("neuron")
    for key, offered in (("neuron_drawn", 0), ("neuron_sum", 1)):
        figure = tab.shown(key)
        figure.get_by_label("Tools of the figure").click()
        expect(figure.get_by_role("button", name="Save as PNG")).to_be_visible()
        for name in ("Zoom by dragging", "Whole figure"):
            expect(figure.get_by_role("button", name=name)).to_have_count(offered)


def zoom(tab, key, corner, opposite):
    """By dragging from one place of a figure's axes to another; what asks for the axes' ranges."""
    tool(tab, key, "Zoom by dragging")
    drag(tab, key, corner, opposite)
    tab.page.wait_for_timeout(400)
    return partial(tab.shown(key).locator(".lab-plot").evaluate, ZOOMED)


def drag(tab, key, corner, opposite):
    starts, ends = tab.spot(key, *corner), tab.spot(key, *opposite)
    tab.page.mouse.move(*starts)
    tab.page.mouse.down()
    tab.page.mouse.move(*ends, steps=4)
    tab.page.mouse.up()


def tool(tab, key, name):
    tab.shown(key).get_by_label("Tools of the figure").click()
    tab.shown(key).get_by_text(name).click()


def test_axes_do_not_jump_where_labels_get_shorter_again(tab):
    tab.open("perceptron?eta=1")
    axes = tab.shown("perceptron_weights").locator(".lab-plot")

    def left(eta):
        tab.visit(f"perceptron?eta={eta}")
        found: float = axes.evaluate("plot => plot._fullLayout.xaxis._offset")
        return found

    short, long = left(1), left(0.001)
    assert long > short, "the labels are longer"
    assert left(1) == pytest.approx(long, abs=1)  # Plotly rounds


LEFT_WHILE_DRAWN = """async turns => {
    const loaded = performance.getEntriesByType('resource').map(({ name }) => name)
    const { Figure } = await import(loaded.find((name) => name.endsWith('/figure.js')))
    const figure = new Figure('key', () => {}, window.Plotly)
    const trace = name => ({ type: 'scatter', x: [0, 1], y: [0, 1], name })
    const draw = (names, top) => {
        const axes = { xaxis: { range: [0, 1] }, yaxis: { range: [0, top] } }
        const layout = { ...axes, margin: { l: 40, r: 10, t: 10, b: 30 } }
        const data = names.map(trace)
        figure.take({ title: '', alt: '', touch: {}, motions: [], data, layout })
        const look = { text: 'black', ground: 'white', line: 'gray', font: 'serif' }
        return figure.draw({ width: 400, height: 300 }, look)
    }
    document.querySelector('.lab-cells').append(figure.root)
    await draw(['a', 'b'], 1)
    const drawing = draw(['a name that takes all of a row of the legend for itself', 'b'], 2)
    for (let turn = 0; turn < turns; turn++) await null
    figure.remove()
    await drawing
    await new Promise(drawn => setTimeout(drawn, 50))
    return figure.plot.isConnected
}"""


@pytest.mark.parametrize("turns", range(4))
def test_a_figure_may_leave_while_it_is_drawn(tab, turns):
    tab.visit("perceptron")
    assert tab.page.evaluate(LEFT_WHILE_DRAWN, turns) is False
    assert tab.complaints == []


def test_the_figures_take_the_room_there_is(tab):
    tab.visit("perceptron")
    main = tab.shown(BOUNDARY).bounding_box()
    assert main["width"] >= 520 and main["height"] >= 520 and main["y"] < 200
    boxes = [figure.bounding_box() for figure in tab.page.locator(".lab-figure").all()]
    share = sum(box["width"] * box["height"] for box in boxes) / (1440 * 900)
    assert share >= 0.6, share


def test_what_is_said_has_the_room_that_it_needs_in_a_window_of_another_size(tab):
    tab.visit("computational_graph")
    top = tab.page.locator(".lab-figure").bounding_box()["y"]
    tab.stand((320, 640))
    tab.settle()
    tab.stand()
    tab.until(lambda: tab.page.locator(".lab-figure").bounding_box()["y"] == top, "it is as before")


def test_plotlys_internals_are_as_the_bench_expects(tab):
    """static/plotly_internals.js leans on them; an upgrade that changes them is seen here."""
    tab.visit("perceptron")
    seen = tab.page.evaluate(
        """() => {
            const plot = document.querySelector('.lab-plot')
            const { xaxis, _plots, _size } = plot._fullLayout
            const missing = (names, of) => names.filter(name => of?.[name] === undefined)
            const [trace] = plot._fullData
            return [
                ...missing(['l', 'r'], _size),
                ...missing(['_offset', '_length', 'd2p', 'p2d', 'range'], xaxis),
                ...missing(['_module', '_length', 'xaxis', 'yaxis', 'visible'], trace),
                ...missing(['calc', 'plot', 'name'], trace._module),
                ...missing(['plot', 'xaxis', 'yaxis'], _plots?.[trace.xaxis + trace.yaxis]),
                ...missing(['trace', 't'], plot.calcdata?.[0]?.[0]),
                ..._plots.xy.plot.select('.scatterlayer').empty() ? ['.scatterlayer'] : [],
            ] }"""
    )
    assert seen == [], f"Plotly has no {seen} any more: mend static/plotly_internals.js"
    tab.page.mouse.move(*tab.spot(BOUNDARY, 6, 5.1))  # a flower
    noted = "plot => typeof plot._fullLayout._rehover === 'function'"
    plot = tab.shown(BOUNDARY).locator(".lab-plot")
    tab.until(lambda: plot.evaluate(noted), "Plotly notes what it has said of: else mend the same")


def regions(weights, box):
    """The corners of the box's parts where w0 + w1 x1 + w2 x2 is below 0 and not, and their edge.

    One side of the box after the other is followed, and cut where the sum changes sign
    (Sutherland and Hodgman 1974). The edge has two points, or none where it misses the box.
    """
    (left, right), (bottom, top) = box
    corners = ((left, bottom), (right, bottom), (right, top), (left, top))
    w0, w1, w2 = weights.tolist()
    sums = [w0 + w1 * x1 + w2 * x2 for x1, x2 in corners]
    parts, edge = ([], []), []
    for i, (here, z) in enumerate(zip(corners, sums, strict=True)):
        there, next_z = corners[(i + 1) % 4], sums[(i + 1) % 4]
        parts[z >= 0].append(here)
        if (z >= 0) != (next_z >= 0):
            t = z / (z - next_z)
            cut = (here[0] + t * (there[0] - here[0]), here[1] + t * (there[1] - here[1]))
            for points in (*parts, edge):
                points.append(cut)
    return *parts, edge


def test_what_is_said_of_a_point_has_the_minus_sign_of_the_axes(tab):
    tab.visit("playground")
    plot = tab.shown("playground_surface").locator(".lab-plot")
    x, y = plot.evaluate(
        """plot => plot._fullData.filter(trace => trace.customdata)
            .flatMap(({ x, y }) => [...x].map((at, i) => [at, y[i]]))
            .find(([x, y]) => x < -1 && y < -1)"""
    )
    tab.page.mouse.move(*tab.spot("playground_surface", x, y))
    said = plot.locator(".hovertext").first
    said.wait_for()
    assert said.text_content().endswith(f"−{-x:.4g}, −{-y:.4g}")


def test_a_flower_of_a_cluster_is_told_by_its_number_at_every_step(tab):
    tab.visit("kinds_of_learning?kind=unsupervised")
    plot, flowers = tab.shown("kinds_run").locator(".lab-plot"), load_iris()
    lengths = flowers[["sepal_length", "petal_length"]].to_numpy()
    for place, button in enumerate(("To the start", "To the end")):
        tab.player(button).click()
        cluster, x, y = plot.evaluate(
            """(plot, place) => plot._fullData.filter(({ customdata }) => customdata)
                .map(({ name, x, y }) => [name, x[0], y[0]])[place]""",
            place,
        )
        tab.page.mouse.move(*tab.spot("kinds_run", x, y))
        said = plot.locator(".hovertext").first
        expect(said).to_have_text(re.compile(f"^Flower \\d+{cluster}{x:g}, {y:g}$"))
        number = int(re.findall(r"\d+", said.text_content().removesuffix(f"{x:g}, {y:g}"))[0])
        assert lengths[number - 1] == pytest.approx([x, y])


def test_half_planes_are_cut_as_python_cuts_them(tab):
    """The browser's regions against the plain algorithm in Python, at random weights."""
    tab.visit("perceptron")
    script = tab.page.evaluate(
        "document.querySelector('link[href*=\"/lab/\"]').href.replace('stage.css', 'motion.js')"
    )
    box = ((-1.0, 2.0), (0.0, 3.0))
    rng = np.random.default_rng(1)
    for weights in rng.normal(size=(40, 3)):
        found = tab.page.evaluate(
            "async ([at, w, box]) => (await import(at)).halfPlanes(w, box)",
            [script, weights.tolist(), box],
        )
        for ours, theirs in zip(regions(weights, box), found, strict=True):
            expected = ours or [(box[0][0], box[1][0])] * 2
            np.testing.assert_allclose(theirs, expected, atol=1e-12)


def test_one_player_moves_every_figure_and_the_server_rests(tab):
    tab.visit("perceptron")
    tab.player("To the start").click()
    messages, boundary = tab.messages, tab.drawn(BOUNDARY)
    assert tab.said.startswith("Epoch 0")
    for _ in range(5):
        tab.player("Step forward").click()
    assert tab.said.startswith("Epoch 5")
    cursor = tab.shown(ERRORS).locator(".lab-cursor")
    first = cursor.bounding_box()["x"]
    tab.page.wait_for_timeout(200)
    assert tab.drawn(BOUNDARY) != boundary
    tab.player("Speed").select_option("8")
    tab.player("Play").click()
    tab.until(lambda: tab.said.startswith("Epoch 10"), "the run is played to its end")
    expect(tab.player("Play")).to_be_visible()
    assert cursor.bounding_box()["x"] > first + 50
    assert tab.messages == messages, "playing needs nothing from the server"
    assert tab.complaints == []


# A frame that a click falls into has begun before it.
FIRST_FRAME = """async () => {
    const loaded = performance.getEntriesByType('resource').map(({ name }) => name)
    const { Player } = await import(loaded.find((name) => name.endsWith('/player.js')))
    const seen = [], frames = [], player = new Player((moment) => seen.push(moment), () => {})
    player.load({ captions: Array(100).fill('one'), sayings: [] })
    player.go(5)
    const { requestAnimationFrame } = window
    window.requestAnimationFrame = (act) => frames.push(act)
    player.play()
    frames[0](performance.now() - 20)
    window.requestAnimationFrame = requestAnimationFrame
    return seen
}"""


def test_play_begins_with_the_moment_on_show(tab):
    """Half of the clicks on Play went back by one moment first."""
    tab.visit("perceptron")
    assert tab.page.evaluate(FIRST_FRAME) == [5]


def test_the_player_is_worked_by_keyboard_alone(tab):
    tab.visit("perceptron")
    scrubber = tab.player("Moment of the run")
    scrubber.focus()
    tab.page.keyboard.press("Home")
    presses = {"ArrowRight": 1, "ArrowLeft": 0, "End": 10, "Home": 0}
    for key, epoch in presses.items():
        tab.page.keyboard.press(key)
        assert tab.said.startswith(f"Epoch {epoch}:"), key
        assert scrubber.get_attribute("aria-valuetext") == tab.said
    expect(tab.page.locator(".lab-live")).to_have_text(tab.said)
    assert tab.said in (tab.shown(BOUNDARY).locator(".lab-plot").get_attribute("aria-label") or "")
    tab.page.keyboard.press("Space")  # on the scrubber
    expect(tab.player("Pause")).to_be_visible()
    tab.page.keyboard.press("Space")
    tab.player("Play").focus()
    tab.page.keyboard.press("Space")
    expect(tab.player("Pause")).to_be_focused()
    tab.page.keyboard.press("Space")
    expect(tab.player("Play")).to_be_focused()


def test_a_clicked_flower_tells_its_arithmetic_at_every_moment(tab):
    tab.visit("perceptron")
    tab.player("To the end").click()
    tab.page.mouse.click(*tab.spot(BOUNDARY, 6.0, 5.1))
    tab.until(lambda: "flower" in tab.link, "the flower stands in the link")
    saying = tab.page.locator(".lab-saying")
    expect(saying).to_contain_text("z = −0.4 + (−0.68)·6 + 1.82·5.1 = 4.802")
    expect(tab.shown(BOUNDARY).locator(".lab-ring")).to_have_count(1)
    tab.player("To the start").click()
    expect(saying).to_contain_text("z = 0 + 0·6 + 0·5.1 = 0, so the output is +1")


def test_every_update_scrubs_and_the_moment_outlives_a_control_and_a_reload(tab):
    tab.visit(f"{HARD}&play=update".replace("epochs=25", "epochs=1000"))
    scrubber = tab.player("Moment of the run")
    tab.until(lambda: int(scrubber.get_attribute("max")) > 1900, "every update can be reached")
    scrubber.focus()
    tab.page.keyboard.press("Home")
    for _ in range(3):
        tab.page.keyboard.press("ArrowRight")
    assert tab.said.startswith("Update 3, epoch 2: for flower")
    tab.press("eta", "ArrowRight")
    tab.rest()
    assert tab.said.startswith("Update 3,")
    tab.page.reload()
    tab.rest()
    assert tab.said.startswith("Update 3,")


def test_own_points_are_added_moved_and_removed_by_hand(tab):
    tab.visit("perceptron")
    figure = tab.shown(BOUNDARY)
    figure.get_by_role("button", name="Own points").click()
    figure.get_by_role("button", name="Add setosa").click()
    tab.page.mouse.click(*tab.spot(BOUNDARY, 6.5, 2.0))
    tab.until(lambda: tab.link.get("points", "").startswith("a6.5"), "a point is in the link")
    tab.rest()
    figure.get_by_role("button", name="Move", exact=True).click()
    tab.page.mouse.move(*tab.spot(BOUNDARY, 6.5, 2.0))
    tab.page.mouse.down()
    tab.page.mouse.move(*tab.spot(BOUNDARY, 5.0, 4.5), steps=5)
    tab.page.mouse.up()
    tab.until(lambda: tab.link.get("points", "").startswith("a5"), "the point has moved")
    tab.rest()
    assert "of 101 samples" in tab.said
    tab.page.mouse.click(*tab.spot(BOUNDARY, 5.0, 4.5), button="right")
    tab.until(lambda: "points" not in tab.link, "the point is gone")
    assert tab.complaints == []


def test_a_line_of_ones_own_is_grabbed_and_counted(tab):
    tab.visit("perceptron?own_line=true")
    grip = tab.shown(BOUNDARY).get_by_role("slider", name="Your line, first end")
    box = grip.bounding_box()
    tab.page.mouse.move(box["x"] + 14, box["y"] + 14)
    tab.page.mouse.down()
    tab.page.mouse.move(*tab.spot(BOUNDARY, 4.4, 2.6), steps=5)
    tab.page.mouse.up()
    tab.until(lambda: tab.link.get("line", "").startswith("4.4"), "the line is in the link")
    tab.rest()
    expect(tab.shown(BOUNDARY).locator(".legend")).to_contain_text(
        re.compile(r"Your line: \d+ wrong")
    )
    before = tab.link["line"]
    grip.focus()
    tab.page.keyboard.press("ArrowUp")
    tab.until(lambda: tab.link["line"] != before, "the arrow key moved the end")
    tab.stand(PHONE)
    tab.settle()
    rows = tab.shown(BOUNDARY).locator(".legend .bg").bounding_box()["height"] / 20
    assert rows < 2.5


@pytest.mark.parametrize("size", [(1440, 900), (1280, 720)], ids=["laptop", "projector"])
def test_task_control_and_figure_are_on_the_screen_together(tab, size):
    tab.stand(size)
    tab.visit(f"{HARD}&exercise=challenge")
    tab.rest()
    for part in (tab.at("lab_exercise"), tab.at("epochs"), tab.shown(BOUNDARY),
                 tab.page.locator(".lab-player")):  # fmt: skip
        box = part.bounding_box()
        assert box["y"] >= 0 and box["y"] + box["height"] <= size[1], part
    assert tab.overflow() == []


def wide(element):
    """In pixels; 0 while it has no place on the screen."""
    return (element.bounding_box() or {"width": 0})["width"]


def test_a_figure_fills_the_screen_beside_its_player_and_goes_back(tab):
    tab.stand((1280, 720))
    tab.open("perceptron")
    figure, player = tab.shown(ERRORS), tab.page.locator(".lab-player")
    drawing = figure.locator(".main-svg").first
    before = drawing.bounding_box()
    figure.get_by_label("Tools of the figure").click()
    figure.get_by_role("button", name="Full screen", exact=True).click()
    tab.until(lambda: wide(drawing) > 1200, "the figure is as wide as the screen")
    assert drawing.bounding_box()["height"] > 550
    assert not tab.shown(BOUNDARY).is_visible() and player.is_visible()
    was = tab.said
    tab.player("Step forward").click()
    tab.until(lambda: tab.said != was, "the run goes on")
    figure.get_by_label("Tools of the figure").click()
    figure.get_by_role("button", name="Leave full screen").click()
    tab.until(lambda: drawing.bounding_box() == before, "the figure is as before")
    assert tab.shown(BOUNDARY).is_visible() and tab.complaints == []


def test_the_last_of_three_small_figures_fills_a_low_screen(tab):
    """Beside the main figure it takes two columns: on the whole screen there is but one."""
    tab.stand((1093, 600))
    tab.open("multilayer_network")
    figure = tab.page.locator(".st-key-stage .lab-figure[data-place=side]").last
    figure.get_by_label("Tools of the figure").click()
    figure.get_by_role("button", name="Full screen", exact=True).click()
    tab.until(lambda: wide(figure) > 1000, "the figure is as wide as the screen")
    tab.page.evaluate("document.exitFullscreen()")
    tab.until(lambda: wide(figure) < 1000, "the figure is back")
    tab.forget()


AS_SAFARI = """() => addEventListener('mousedown', (event) => {
    if (!event.target.closest('button')) return
    event.preventDefault()
    event.target.closest('[tabindex]:not(button)').focus({ preventScroll: true })
}, { once: true })"""
"""The next button that is pressed has no focus, but what is around it."""


def test_the_tools_of_a_figure_work_where_a_click_gives_a_button_no_focus(tab):
    tab.open("perceptron")
    figure = tab.shown(ERRORS)
    figure.get_by_label("Tools of the figure").click()
    tab.page.evaluate(AS_SAFARI)
    figure.get_by_role("button", name="Numbers").click()
    expect(tab.page.get_by_role("dialog")).to_be_visible()
    assert tab.complaints == []


def test_the_arrow_keys_step_on_from_where_the_scrubber_was_dragged_to(tab):
    """Safari gives it no focus: its messages are all that the player has."""
    tab.open("perceptron")
    scrubber = tab.player("Moment of the run")
    scrubber.evaluate("range => { range.value = '3' }")
    for kind in ("input", "change"):
        scrubber.dispatch_event(kind)
    tab.page.keyboard.press("ArrowRight")
    assert tab.said.startswith("Epoch 4:")


def test_on_the_whole_screen_of_a_phone_tools_are_in_reach_and_numbers_are_seen(phone):
    phone.open("perceptron")
    figure = phone.shown(BOUNDARY)
    figure.get_by_label("Tools of the figure").click()
    figure.get_by_role("button", name="Full screen", exact=True).click()
    expect(figure.locator(".lab-title")).to_be_visible()
    figure.get_by_label("Tools of the figure").click()
    assert figure.locator(".lab-menu-list").bounding_box()["x"] >= 0
    figure.get_by_role("button", name="Numbers").click()
    table = phone.page.get_by_role("dialog", name="Numbers: Decision boundary")
    expect(table).to_be_visible()
    at_its_middle = """table => {
        const { left, top, width, height } = table.getBoundingClientRect()
        return table.contains(document.elementFromPoint(left + width / 2, top + height / 2)) }"""
    phone.until(lambda: table.evaluate(at_its_middle), "nothing hides it")
    assert phone.complaints == []
    phone.forget()  # the numbers stay open


def test_a_legend_stays_above_the_axes_when_the_window_gets_wider(tab):
    tab.stand((1100, 700))
    tab.open("playground")
    tab.stand((1280, 720))
    low_and_top = """() => {
        const plot = document.querySelector('[data-key=playground_costs] .lab-plot')
        const { bottom } = plot.querySelector('.legend .bg').getBoundingClientRect()
        return bottom - plot.getBoundingClientRect().top - plot._fullLayout._size.t }"""
    tab.settle()
    assert tab.page.evaluate(low_and_top) <= 1


def test_an_exercise_waits_for_a_prediction_then_runs_and_ticks(tab):
    tab.open(f"{HARD}&exercise=challenge")
    expect(tab.player("Play")).to_be_disabled()
    expect(tab.page.locator(".lab-lock")).to_contain_text("Predict first")
    curves = tab.shown(ERRORS).locator(".scatterlayer .trace .point")
    expect(curves).to_have_count(0)
    weights, highest = tab.shown("perceptron_weights"), "plot => plot._fullLayout.yaxis.range[1]"
    assert weights.locator(".lab-plot").evaluate(highest) > 0.9  # the axis does not tell it either
    weights.get_by_label("Tools of the figure").click()
    weights.get_by_text("Whole figure").click()
    tab.page.wait_for_timeout(300)
    assert weights.locator(".lab-plot").evaluate(highest) > 0.9
    tab.at("perceptron_challenge_guess").locator("input").fill("48")
    tab.page.keyboard.press("Enter")
    tab.rest()
    tab.at("predict").get_by_role("button").click()
    tab.rest()
    main = tab.page.get_by_test_id("stMain")
    expect(main).to_contain_text("the run shows 50, 2 apart")
    expect(main).to_contain_text("✓ How many are wrong?")
    expect(tab.player("Play")).to_be_enabled()
    tab.until(lambda: curves.count() > 20, "the curves are there")
    assert weights.locator(".lab-plot").evaluate(highest) < 0.9
    assert tab.complaints == []


def test_what_is_solved_stays_ticked_when_the_page_is_loaded_anew(tab):
    tab.open(f"{HARD}&exercise=challenge")
    tab.at("perceptron_challenge_guess").locator("input").fill("50")
    tab.page.keyboard.press("Enter")
    tab.rest()
    tab.at("predict").get_by_role("button").click()
    ticked = tab.page.get_by_text("✓ How many are wrong?")
    expect(ticked).to_be_visible()
    tab.rest()
    tab.page.reload()
    expect(ticked).to_be_visible()
    tab.rest()
    assert tab.complaints == []
    tab.open(f"{HARD}&exercise=challenge")  # in a tab that was never here
    expect(ticked).to_have_count(0)


def test_an_axis_whose_length_is_to_be_predicted_has_no_numbers_until_then(tab):
    """Around the single point of the start they would be those of half an update before it."""
    tab.open("?exercise=how_many")
    ticks = tab.shown("home_mistakes").locator(".xtick")
    expect(ticks).to_have_count(0)
    tab.at("just_watch").get_by_role("button").click()
    tab.rest()
    expect(ticks).not_to_have_count(0)
    assert tab.complaints == []


def test_after_a_prediction_an_axis_has_the_range_of_the_run_again(tab):
    """Until then Plotly finds one of its own: nobody has zoomed to that."""
    tab.open("gradient_descent?exercise=descent_question")
    tab.at("try_descent_question").get_by_role("button").click()
    tab.rest()
    axis = "plot => JSON.stringify(plot._fullLayout.yaxis.range)"
    seen = partial(tab.shown("descent_weight").locator(".lab-plot").evaluate, axis)
    assert seen() != "[-3.5,2]"
    tab.at("just_watch").get_by_role("button").click()
    tab.until(lambda: seen() == "[-3.5,2]", "the range fits all of the run")
    assert tab.complaints == []


def test_tab_leads_from_a_number_just_typed_to_predict(tab):
    tab.open(f"{HARD}&exercise=challenge")
    tab.at("perceptron_challenge_guess").locator("input").focus()
    tab.page.keyboard.type("48")
    tab.page.keyboard.press("Tab")
    expect(tab.at("predict").get_by_role("button")).to_be_focused()
    tab.page.keyboard.press("Enter")
    expect(tab.page.get_by_test_id("stMain")).to_contain_text("the run shows 50, 2 apart")
    assert tab.complaints == []


def test_on_a_phone_the_figure_of_a_guess_comes_to_the_front_and_goes_with_it(phone):
    phone.open("neuron?exercise=bias_challenge")
    expect(phone.shown("neuron_drawn")).to_be_visible()
    phone.at("try_bias_challenge").get_by_role("button").click()
    expect(phone.shown("neuron_against")).to_be_visible()
    phone.at("just_watch").get_by_role("button").click()
    expect(phone.shown("neuron_drawn")).to_be_visible()
    phone.page.get_by_role("button", name="The sum", exact=True).click()
    phone.at("predict_again").get_by_role("button").click()
    expect(phone.page.locator(".lab-lock")).to_contain_text("Predict first")
    expect(phone.shown("neuron_sum")).to_be_visible()  # what the student has chosen stays
    assert phone.complaints == []


def test_an_axis_of_names_keeps_them_while_a_prediction_is_waited_for(tab):
    tab.open("preparing_data?exercise=filling")
    tab.at("try_filling").get_by_role("button").click()
    expect(tab.page.locator(".lab-lock")).to_contain_text("Predict first")
    expect(tab.shown("preparing_scaling").locator(".ytick")).to_have_count(4)


def test_axes_that_wait_for_a_prediction_are_as_long_as_the_run_and_fit_what_is_seen(tab):
    axis = "(plot, name) => plot._fullLayout[name].range"
    tab.open("perceptron?exercise=challenge")
    tab.at("try_challenge").get_by_role("button").click()
    tab.rest()
    low, high = tab.shown(ERRORS).locator(".lab-plot").evaluate(axis, "xaxis")
    assert 0 < low < 1 and 25 < high < 26
    at = tab.shown(ERRORS).get_by_role("slider", name="Your guess").bounding_box()
    label = tab.shown(ERRORS).get_by_text("You: 30").bounding_box()
    assert at["x"] > label["x"] + label["width"], "the grip covers the number"
    tab.open("multilayer_network?exercise=equal&start=equal")
    cost = tab.shown("multilayer_cost").locator(".lab-plot")
    low, high = cost.evaluate(axis, "yaxis")
    assert low == 0 and 0.7 < high < 0.8, "twice the only cost to be seen"
    low, high = cost.evaluate(axis, "yaxis2")
    assert -0.9 < low < -0.8 and high == 0
    tab.open("playground?exercise=one_neuron")
    tab.at("try_one_neuron").get_by_role("button").click()
    tab.rest()
    low, high = tab.shown("playground_costs").locator(".lab-plot").evaluate(axis, "yaxis")
    assert 2 < high - low < 2.1, "a decade around the two costs"
    tab.open("perceptron?exercise=smaller_eta&eta=0.0001&epochs=25")
    errors = tab.shown(ERRORS).locator(".lab-plot")
    assert errors.locator(".ytick").count() == 0, "numbers at which nothing stands"
    tab.at("just_watch").get_by_role("button").click()
    tab.until(lambda: errors.locator(".ytick").count() > 1, "the axis has its numbers")
    assert tab.complaints == []


def test_on_a_phone_the_figure_is_first_and_stays_in_view(phone):
    phone.open("perceptron")
    figure = phone.shown(BOUNDARY)
    assert figure.bounding_box()["y"] < 300
    phone.slider("epochs").scroll_into_view_if_needed()
    phone.page.mouse.wheel(0, 300)
    phone.settle()
    box = figure.bounding_box()
    assert box["y"] >= 0 and box["y"] + box["height"] <= 844
    phone.page.get_by_role("button", name="Errors", exact=True).click()
    expect(phone.shown(ERRORS)).to_be_visible()
    expect(figure).to_be_hidden()
    assert phone.overflow() == [] and phone.complaints == []


def test_a_figure_that_comes_to_the_front_of_a_phone_is_named_with_the_moment_on_show(phone):
    phone.open("perceptron")
    for front, figure, button in (
        ("Errors", ERRORS, "Step forward"),
        ("Decision boundary", BOUNDARY, "To the end"),
        ("Errors", ERRORS, "To the start"),
    ):
        phone.page.locator(".lab-tabs").get_by_role("button", name=front, exact=True).click()
        plot = phone.shown(figure).locator(".lab-plot")
        expect(plot).to_have_attribute(
            "aria-label", re.compile(f"On show: {re.escape(phone.said)}$")
        )
        phone.player(button).click()
        phone.rest()


def test_png_and_numbers_are_had_from_a_figure(tab):
    tab.visit("perceptron")
    tab.shown(ERRORS).get_by_label("Tools of the figure").click()
    with tab.page.expect_download() as picture:
        tab.shown(ERRORS).get_by_text("Save as PNG").click()
    assert picture.value.suggested_filename == f"{ERRORS}.png"
    tab.shown(ERRORS).get_by_label("Tools of the figure").click()
    tab.shown(ERRORS).get_by_text("Numbers").click()
    tab.page.get_by_role("dialog").wait_for()
    with tab.page.expect_download() as table:
        tab.at(f"{ERRORS}_csv").get_by_role("button").click()
    lines = table.value.path().read_text(encoding="utf-8").splitlines()
    assert lines[0].startswith("epoch,updates,answered wrong after it") and len(lines) == 12


def test_the_library_comes_from_our_own_route_and_is_kept(tab):
    asked = []

    def note(response):
        asked.append(response)

    tab.page.on("response", note)
    tab.open("perceptron")
    tab.page.remove_listener("response", note)
    found = [one for one in asked if "/lab/" in one.url]
    assert any(re.search(r"/lab/plotly-[\d.]+/plotly\.min\.js$", one.url) for one in found)
    assert all("immutable" in one.headers.get("cache-control", "") for one in found)
    assert not any("PlotlyChart" in one.url for one in asked), "Streamlit's own copy is loaded too"
    scripts = tab.page.evaluate(
        "performance.getEntriesByType('resource').map(({ name, startTime }) => [name, startTime])"
    )
    names = [name.rsplit("/")[-1] for name, _ in scripts if "/lab/" in name and name.endswith("js")]
    assert sorted(names) == sorted([*assets.MODULES, "plotly.min.js"]), "each is fetched once"
    component = min(start for name, start in scripts if "BidiComponent" in name)
    assert all(start < component for name, start in scripts if name.endswith(tuple(names))), (
        "the bench's scripts wait until the page has a figure"
    )


def test_the_control_that_says_the_moment_follows_the_player(tab):
    tab.open("activation_functions?z=-3")
    assert tab.said.startswith("z = −3")
    moved = tab.messages
    for _ in range(5):
        tab.player("Step forward").click()
    tab.until(lambda: tab.link.get("z") == "-2.5", "the link says z = -2.5")
    tab.rest()
    assert tab.slider("z").input_value() == "-2.5"
    assert tab.said.startswith("z = −2.5")
    assert tab.messages - moved < 5, "a moment that is passed through is not told"

    tab.press("z", "ArrowRight")
    tab.until(lambda: tab.said.startswith("z = −2.4"), "the player follows the control")
    tab.rest()
    tab.press("z", "ArrowLeft")
    tab.until(lambda: tab.said.startswith("z = −2.5"), "also to where it has been told before")
    tab.rest()
    tab.player("To the end").click()
    tab.until(lambda: tab.link.get("z") == "5", "the link says z = 5")
    tab.rest()
    tab.page.get_by_role("button", name="Reset").first.click()
    tab.until(lambda: tab.said.startswith("z = −5"), "Reset sends the player back")
    tab.rest()
    assert "z" not in tab.link


@pytest.mark.parametrize("wait", [0, 200, 395, 410, 450, 600])
def test_what_is_done_while_the_moment_is_told_is_not_lost(tab, wait):
    tab.open("forward_propagation")
    tab.player("To the end").click()
    tab.page.wait_for_timeout(wait)
    tab.page.locator(".lab-stop[aria-label='hidden 1, neuron 2']").press("Enter")
    tab.until(lambda: tab.link.get("neuron") == "h1.2", "the neuron is followed")
    tab.until(lambda: tab.link.get("step") == "2", "the link says the layer")
    tab.rest()
    assert tab.link == {"neuron": "h1.2", "step": "2"}
    assert tab.player("Moment of the run").input_value() == "2"


@pytest.mark.parametrize("wait", [0, 200, 300, 395, 410, 600])
def test_a_click_on_a_node_soon_after_the_player_was_moved_leads_to_its_step(tab, wait):
    tab.open("computational_graph?step=8")
    tab.player("To the start").click()
    tab.page.wait_for_timeout(wait)
    tab.page.locator(".lab-stop[aria-label='To the step of w2 x2']").press("Enter")
    tab.until(lambda: tab.said.startswith("Step 2 of 17. "), "the node's step is on show")
    tab.until(lambda: tab.link == {"step": "2"}, "the link says the step")
    tab.rest()
    assert tab.link == {"step": "2"} and tab.said.startswith("Step 2 of 17. ")


def test_an_exercise_stays_set_up_while_its_run_plays(tab):
    tab.open("what_why_how?exercise=crossing&data=1")
    tab.page.get_by_role("radio", name="all alike").click(force=True)
    tab.rest()
    tab.at("predict").locator("button").click()
    tab.rest()
    verdict = tab.at("lab_exercise").get_by_test_id("stAlert")
    assert verdict.count() == 1
    tab.player("Moment of the run").press("End")
    tab.until(lambda: tab.link.get("data") == "100", "the link says data = 100")
    tab.rest()
    assert verdict.count() == 1
