"""The three pages on gradient descent, as a student uses them: things to drag, one clock."""

import numpy as np
import pytest
from playwright.sync_api import expect

from core import adaline
from core.curve import CURVES
from core.scaling import Standardizer
from data import iris_pair

CONTOURS, CURVE = "learning_rate_contours", "descent"
LINE = "learning_rate_boundary"


def drag(student, key, name, x, y):
    """Drag a grip of a figure to a place of its axes, and wait for the page."""
    box = student.shown(key).get_by_role("slider", name=name).bounding_box()
    student.page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    student.page.mouse.down()
    student.page.mouse.move(*student.spot(key, x, y), steps=5)
    return student.shown(key).get_by_role("slider", name=name)


def test_the_ball_slides_on_its_curve_to_a_new_start(tab):
    tab.visit("gradient_descent?curve=two+minima")
    grip = drag(tab, CURVE, "Start of the ball", 3.0, 4.0)
    said = grip.get_attribute("aria-valuetext").replace("−", "-")
    w, cost = map(float, said.split(","))
    assert cost == pytest.approx(float(CURVES["two minima"](w)), abs=0.01)
    tab.page.mouse.up()
    tab.until(lambda: "start" in tab.link, "the start is in the link")
    assert float(tab.link["start"]) == pytest.approx(3.0, abs=0.15)
    tab.rest()
    assert tab.said.startswith(f"Start: w = {tab.link['start'].rstrip('0').rstrip('.')},")
    before = tab.link["start"]
    grip.focus()
    tab.page.keyboard.press("ArrowLeft")
    tab.until(lambda: tab.link["start"] != before, "the arrow key moved the ball")
    assert tab.complaints == []


def test_the_start_of_both_runs_is_dragged_in_the_contours(tab):
    tab.visit("learning_rate")
    drag(tab, CONTOURS, "Start of the weights", 0.1, 0.4)
    tab.page.mouse.up()
    tab.until(lambda: tab.link.get("start") == "own", "the start is in the link")
    tab.rest()
    start = [float(tab.link.get(f"start_w{i}", 0)) for i in range(3)]
    assert start == pytest.approx([0.0, 0.1, 0.4], abs=0.02)
    samples = iris_pair(("setosa", "versicolor"), ("sepal_length", "petal_length"))
    cost = adaline.cost(samples.x, samples.y, start)
    assert f"J = {cost:.4g}"[:8] in tab.said
    assert tab.complaints == []


def test_the_start_stands_in_the_contours_where_it_was_let_go(tab):
    tab.visit("learning_rate")
    for at, place in enumerate([(-0.4, 0.1), (0.3, 0.6), (0.0, 0.0)]):
        before = tab.link
        grip = drag(tab, CONTOURS, "Start of the weights", *place)
        released = grip.bounding_box()
        tab.page.mouse.up()
        tab.until(lambda before=before: tab.link != before, "the start is in the link")
        tab.rest()
        box = grip.bounding_box()
        assert (box["x"], box["y"]) == pytest.approx((released["x"], released["y"]), abs=1), at


def test_the_browser_rings_the_samples_that_core_finds_wrong(tab):
    tab.visit("learning_rate?standardise=true&pair=versicolor-virginica&epochs=20")
    samples = iris_pair(("versicolor", "virginica"), ("sepal_length", "petal_length"))
    inputs = Standardizer.fit(samples.x).transform(samples.x)
    history = adaline.train(inputs, samples.y, 0.01, 20).history
    wrong = adaline.predict(inputs, history[-1]) != samples.y
    tab.player("To the start").click()
    for epoch in range(21):
        wrong = adaline.predict(inputs, history[epoch]) != samples.y
        rings = tab.page.evaluate(
            "key => { const t = document.querySelector(`[data-key=${key}] .lab-plot`)._fullData[5];"
            " return [...t.x].map((x, i) => [x, t.y[i]]).filter(([x]) => x !== null) }",
            LINE,
        )
        np.testing.assert_allclose(np.reshape(rings, (-1, 2)), samples.x[wrong])
        tab.player("Step forward").click()


def test_where_the_ball_ends_is_drawn_before_it_rolls(tab):
    tab.visit("gradient_descent?exercise=where_ends&curve=two+minima&start=3.5&eta=0.05&steps=100")
    expect(tab.player("Play")).to_be_disabled()
    drag(tab, CURVE, "Your guess", -2.0, 3.0)
    tab.page.mouse.up()
    tab.rest()
    tab.at("predict").get_by_role("button").click()
    tab.rest()
    main = tab.page.get_by_test_id("stMain")
    expect(main).to_contain_text("the run shows 2, 4 apart")
    expect(main).to_contain_text("sees only the slope under it")
    expect(tab.player("Play").or_(tab.player("Pause"))).to_be_enabled()
    assert tab.complaints == []
