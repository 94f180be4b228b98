"""Moving, playing, linking: what a student does on the Perceptron page."""

import json
import re

import pytest
from playwright.sync_api import expect

from pages.shared.frame import course

TITLE = course.find("perceptron").title


def test_a_slider_is_reached_and_moved_by_keyboard_alone(tab):
    tab.visit("perceptron")
    tab.page.locator("h1").click()
    for _ in range(40):
        tab.page.keyboard.press("Tab")
        if tab.slider("eta").evaluate("slider => slider === document.activeElement"):
            break
    expect(tab.slider("eta")).to_be_focused()
    tab.page.keyboard.press("ArrowRight")
    expect(tab.page).to_have_url(re.compile(r"eta=0\.2"))


def test_a_phone_moves_a_slider_by_touch(phone):
    phone.visit("perceptron")
    track = phone.at("epochs").get_by_role("group").first
    track.scroll_into_view_if_needed()
    box = track.bounding_box()
    phone.page.touchscreen.tap(box["x"] + box["width"] * 0.6, box["y"] + box["height"] - 8)
    expect(phone.page).to_have_url(re.compile(r"epochs=\d+"))
    phone.rest()
    assert phone.overflow() == []


def test_a_link_that_asks_in_vain_is_told_so(tab):
    tab.open("perceptron?eta=7&epochs=25")
    alert = tab.page.get_by_role("alert")
    expect(alert).to_have_count(1)
    expect(alert).to_contain_text("eta = 7")
    assert tab.link == {"epochs": "25"}


def test_reset_clears_controls_and_link(tab):
    tab.visit("perceptron?eta=0.001&epochs=25&pair=versicolor-virginica&colour=blue")
    tab.at("reset").get_by_role("button").click()
    expect(tab.page).to_have_url(f"{tab.server}/perceptron")
    tab.rest()
    expect(tab.page.get_by_test_id("stMain")).to_contain_text("10 updates")


def test_back_and_forward_keep_page_controls_and_link_in_agreement(tab):
    elsewhere = "standardisation"
    settings = {"epochs": "1000", "eta": "0.01", "exercise": "challenge"}
    tab.open("perceptron?eta=0.01&exercise=challenge")
    main = tab.page.get_by_test_id("stMain")
    tab.press("epochs", "End")
    expect(main).to_contain_text("in 1000 epochs")
    tab.go_to(elsewhere)
    assert tab.link == {}
    for _ in range(2):
        tab.page.go_back()
        tab.title(TITLE)
        expect(main).to_contain_text("in 1000 epochs")
        expect(tab.slider("epochs")).to_have_attribute("aria-valuetext", "1000")
        expect(tab.slider("eta")).to_have_attribute("aria-valuetext", "0.01")
        assert tab.at("challenge_hint").count() == 1
        assert (tab.place, tab.link) == ("perceptron", settings)
        tab.page.go_forward()
        tab.title(course.find(elsewhere).title)
        assert (tab.place, tab.link) == (elsewhere, {})
    assert tab.complaints == []


def test_controls_that_an_exercise_has_set_stay_out_of_the_next_page_s_link_and_come_back(tab):
    tab.open("perceptron")
    tab.choose("Exercises", "How many are wrong?")
    tab.page.get_by_role("button", name="Set the controls").click()
    tab.rest()
    settings = tab.link
    assert len(settings) == 4
    tab.go_to("neuron")
    assert tab.link == {}
    tab.page.go_back()
    tab.title(TITLE)
    assert tab.link == settings


def test_one_press_of_back_leads_from_an_exercise_to_the_page_whose_link_set_it_up(tab):
    """Streamlit adds to the browser's history for each setting that it writes into the address."""
    tab.open("")
    tab.page.get_by_role("link", name="An exercise, ready to try").click()
    tab.title(TITLE)
    settings = tab.link
    assert settings["exercise"] == "challenge"
    tab.page.go_back()
    tab.title("Neuron Lab")
    assert (tab.place, tab.link) == ("", {})
    assert tab.page.get_by_test_id("stAlert").count() == 0
    tab.page.go_forward()
    tab.title(TITLE)
    assert tab.link == settings


LEFT = "left.map(part => part.deref()?.className).filter(Boolean)"
PARTS = "[...document.querySelectorAll('.lab-stage, .stExpander')].map(part => new WeakRef(part))"


def move(tab):
    tab.press("eta", "ArrowRight")
    tab.rest()


def read_code(tab):
    box = tab.at("rule_as_code")
    box.locator("summary").click()
    box.get_by_test_id("stCode").hover()


@pytest.mark.parametrize("do", [move, read_code])
def test_the_browser_forgets_a_page_that_was_left(tab, do):
    tab.open("perceptron")
    do(tab)
    tab.page.evaluate(f"window.left = {PARTS}")
    tab.go_to("neuron")
    tab.go_to("gradient_descent")  # React holds what it has drawn just before

    def forgotten():
        tab.collect_garbage()
        return tab.page.evaluate(LEFT) == []

    tab.until(forgotten, "nothing leads to the parts of the page that was left")


def test_settings_wait_while_a_student_reads_another_page(tab):
    tab.open("perceptron?eta=0.01")
    tab.go_to("neuron")
    tab.go_to("perceptron")
    expect(tab.slider("eta")).to_have_attribute("aria-valuetext", "0.01")
    tab.until(lambda: tab.link == {"eta": "0.01"}, "the link says so")


def test_a_link_to_another_page_takes_its_settings_along_and_no_others(tab):
    tab.open("multilayer_network?epochs=100&activation=tanh")
    tab.title(course.find("multilayer_network").title)
    tab.page.get_by_role("link", name="This network in the Playground").click()
    tab.title(course.find("playground").title)
    link = re.compile(r"/playground\?.*\bepochs=300\b")
    expect(tab.page).to_have_url(link)
    assert "activation" not in tab.page.url
    tab.go_to("multilayer_network")
    expect(tab.page).to_have_url(re.compile(r"epochs=100\b.*activation=tanh"))


def _steepest(tab):
    """The largest slope that is drawn of the logistic: c/4."""
    _, slope = json.loads(tab.drawn("activation_one"))
    return max(slope[2])


@pytest.mark.parametrize("exercise", ["", "A sigmoid in disguise"])
def test_the_link_says_what_a_quick_hand_has_set_at_last(tab, exercise):
    """A key that is held down moves a control faster than the server answers."""
    for _ in range(4):
        tab.open("activation_functions")
        if exercise:
            tab.choose("Exercises", exercise)
        tab.slider("c").focus()
        for _ in range(9):
            tab.page.keyboard.press("ArrowRight")
        # Between the answers to one key and the next a page may look as if it were at rest, and the
        # link says a setting of a moment ago until the last answer is there.
        tab.until(lambda: _steepest(tab) == pytest.approx(1.9 / 4), "the last answer is there")
        tab.until(lambda: tab.link.get("c") == "1.9", "the link says where the hand has stopped")
        assert tab.slider("c").input_value() == "1.9"


@pytest.mark.parametrize(
    ("page", "exercise", "key", "link"),
    [
        (
            "forward_propagation", "Deep, with 30 weights", "n1",
            {"exercise": "thirty_weights", "n1": "5"},
        ),
        (  # it stands behind what was gathered
            "learning_rate", "Twice the rate", "epochs", {"exercise": "double", "epochs": "11"},
        ),
    ],
)  # fmt: skip
def test_the_link_follows_a_control_that_an_exercise_has_moved(tab, page, exercise, key, link):
    """In the browser a control that moves to another place may lose its bond to the link."""
    for _ in range(4):
        tab.open(page)
        tab.choose("Exercises", exercise)
        tab.press(key, "ArrowRight")
        tab.until(lambda: tab.link == link, f"{key} is in the link beside the exercise")
