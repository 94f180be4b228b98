"""A first visit; a gap in the Wi-Fi; a new start of the server: the page is as it is to be."""

from contextlib import ExitStack

import pytest
from playwright.sync_api import expect

from pages.shared.frame import course
from tests.browser.student import Student
from tests.server import free_port, started

MOMENT = "Epoch 3"


@pytest.fixture
def cut(students):
    """A student whose websocket can be cut, as a list of what can be cut."""

    def arrive(address):
        student = students(address)
        lines = []

        def join(line):
            line.connect_to_server()
            lines.append(line)

        student.page.route_web_socket("**/_stcore/stream", join)
        return student, lines

    return arrive


def at_work(student):
    """On a page that was not the first, with a moved control and at a moment of the run."""
    student.open("neuron")
    student.go_to("perceptron")
    student.press("eta", "ArrowLeft")
    student.until(lambda: "eta" in student.link, "the link says so")
    student.rest()
    student.player("Moment of the run").focus()
    for _ in range(3):
        student.page.keyboard.press("ArrowRight")
    student.until(lambda: student.said.startswith(MOMENT), "the third epoch is on show")
    return student.link


def assert_same(student, link):
    student.title(course.find("perceptron").title)
    assert (student.place, student.link) == ("perceptron", link)
    expect(student.slider("eta")).to_have_attribute("aria-valuetext", link["eta"])
    assert student.said.startswith(MOMENT)
    student.press("epochs", "ArrowRight")
    student.until(lambda: student.link == {**link, "epochs": "11"}, "controls move as before")
    student.rest()
    assert student.said.startswith(MOMENT)


def connection(student):
    return student.page.get_by_test_id("stApp").get_attribute("data-test-connection-state")


def test_a_gap_in_the_line_is_bridged(lab, cut):
    student, lines = cut(lab.address)
    link = at_work(student)
    student.context.set_offline(True)
    lines[-1].close()
    student.until(lambda: connection(student) != "CONNECTED", "the line is lost")
    student.page.wait_for_timeout(1500)
    assert student.said.startswith(MOMENT), "what is on the screen stays there"
    student.player("Step back").click()
    student.player("Step forward").click()
    student.context.set_offline(False)
    student.until(lambda: connection(student) == "CONNECTED", "the line is back")
    assert_same(student, link)


def test_a_move_in_the_moment_in_which_the_line_breaks_is_made_when_it_is_back(lab, cut):
    """Streamlit waits a little before it sends a move, and drops it if the line is lost by then."""
    student, lines = cut(lab.address)
    student.open("perceptron")
    outcome = student.at("lab_ended")
    before = outcome.inner_text()
    student.context.set_offline(True)
    student.press("eta", "End")
    lines[-1].close()
    student.until(lambda: connection(student) != "CONNECTED", "the line is lost")
    student.page.wait_for_timeout(500)
    student.context.set_offline(False)
    student.until(lambda: connection(student) == "CONNECTED", "the line is back")
    moved = student.slider("eta").get_attribute("aria-valuetext")
    student.until(lambda: student.link == {"eta": moved}, "the link says so")
    student.until(lambda: outcome.inner_text() != before, "the run is that of the control")


@pytest.fixture(scope="module")
def alone(browser):
    """A fresh server without a proxy: its port, what ends it, and its first visitor."""
    port = free_port()
    with ExitStack() as running:
        server = running.enter_context(started(port=port))
        student = Student(browser, server.address)
        student.open("perceptron?pair=versicolor-virginica&eta=0.001&epochs=25")
        yield port, running, student
    student.close()


def test_a_cold_link_on_a_fresh_server_shows_its_page_and_settings(alone):
    _, _, student = alone
    student.title(course.find("perceptron").title)
    assert student.page.get_by_text("Page not found").count() == 0
    assert student.page.get_by_role("dialog").count() == 0
    main = student.page.get_by_test_id("stMain")
    expect(main).to_contain_text("50 of 100 flowers")
    expect(main).to_contain_text("50 updates")
    expect(student.slider("eta")).to_have_attribute("aria-valuetext", "0.001")
    assert student.complaints == []


def test_a_server_that_starts_anew_finds_its_students_where_they_were(alone):
    port, running, student = alone
    link = at_work(student)
    running.close()
    student.until(lambda: connection(student) != "CONNECTED", "the server has ended")
    with started(port=port):
        student.until(lambda: connection(student) == "CONNECTED", "the line is back")
        assert_same(student, link)
