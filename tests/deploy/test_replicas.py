"""Two replicas behind HAProxy: each student stays with one, and outlives it."""

from contextlib import ExitStack, closing
from signal import SIGKILL

import pytest
from playwright.sync_api import expect

from pages.shared.frame import course
from tests.browser.student import Student
from tests.deploy.lab import until
from tests.deploy.visitor import Visitor

TABLE = "height,weight,kind\n1.5,2.5,cat\n2.5,1.5,cat\n5.5,6.5,dog\n6.5,5.5,dog\n"
BACK_WITHIN = 5.0


@pytest.fixture(scope="module")
def pair(lab, browser):
    """Two students, with the port of the replica that serves each of them on whatever page."""
    with ExitStack() as leaving:

        def arrive():
            before = lab.sessions()
            student = leaving.enter_context(closing(Student(browser, lab.address)))
            student.open("neuron")
            after = lab.sessions()
            (port,) = [port for port in lab.ports if after[port] > before[port]]
            return student, port

        yield arrive(), arrive()


def test_a_session_comes_back_to_the_replica_that_has_it(lab):
    before = lab.sessions()
    visitors = [Visitor(lab.address) for _ in range(8)]
    with ExitStack() as lines:
        sessions = [lines.enter_context(visitor.session()) for visitor in visitors]
        shares = [count - before[port] for port, count in lab.sessions().items()]
    assert sum(shares) == 8 and min(shares) >= 3, "the less busy replica takes the next student"
    for visitor, session in zip(visitors, sessions, strict=True):
        with visitor.session(session) as again:
            assert again == session


def test_uploads_and_downloads_reach_their_replica(pair):
    (first, home), (second, other) = pair
    assert home != other
    for student in (first, second):
        student.open("preparing_data")
        student.at("own_file").locator("input[type=file]").set_input_files(
            {"name": "animals.csv", "mimeType": "text/csv", "buffer": TABLE.encode()}
        )
        expect(student.page.get_by_text("animals.csv: 4 rows")).to_be_visible()
        with student.page.expect_download() as download:
            student.at("own_download").get_by_role("button").click()
        assert download.value.path().read_text(encoding="utf-8") == TABLE
        assert student.complaints == []


def test_a_dead_replica_s_students_are_back_at_once_and_nobody_else_notices(lab, pair):
    (student, home), (neighbour, other) = pair
    assert home != other
    student.open("perceptron?pair=versicolor-virginica&eta=0.001")
    neighbour.open("perceptron")
    student.press("epochs", "ArrowRight")
    student.until(lambda: "epochs" in student.link, "the link says so")
    student.rest()
    link, own, lines = student.link, student.lines, neighbour.lines
    lab.signal(home, SIGKILL)
    until(lambda: back(student, own + 1), "the student has a line again", BACK_WITHIN)
    student.title(course.find("perceptron").title)
    assert (student.place, student.link) == ("perceptron", link)
    expect(student.slider("epochs")).to_have_attribute("aria-valuetext", link["epochs"])
    expect(student.slider("eta")).to_have_attribute("aria-valuetext", "0.001")
    student.press("epochs", "ArrowRight")
    student.until(lambda: student.link != link, "controls move")
    student.rest()
    neighbour.press("epochs", "ArrowRight")
    neighbour.until(lambda: neighbour.link == {"epochs": "11"}, "controls move")
    neighbour.rest()
    assert neighbour.lines == lines and neighbour.complaints == []

    until(lambda: lab.healthy(home), "run.py has started the replica again")
    until(lambda: serves(lab, home), "the proxy sends it students again", 10)


def back(student, lines):
    """Whether a student has so many websockets behind them, and the page is at rest."""
    student.page.wait_for_timeout(50)
    state = student.page.locator("[data-testid=stApp]")
    return (
        student.lines >= lines
        and state.get_attribute("data-test-connection-state") == "CONNECTED"
        and state.get_attribute("data-test-script-state") == "notRunning"
    )


def serves(lab, port):
    """Whether a new student is led to this replica."""
    before = lab.sessions()
    with Visitor(lab.address).session():
        return lab.sessions()[port] > before[port]
