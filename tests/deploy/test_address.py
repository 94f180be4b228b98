"""At an address of its own below a school's site, and by TLS."""

import http.client
import subprocess
from urllib.parse import urlsplit

import pytest

from pages.shared.frame import course
from tests.deploy.lab import ANY, running


@pytest.fixture(scope="module")
def certificate(tmp_path_factory):
    """One that nobody has signed, with its key in the same file, as HAProxy wants it."""
    file = tmp_path_factory.mktemp("tls") / "own.pem"
    subprocess.run(
        [
            *("openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2"),
            *("-subj", "/CN=localhost", "-keyout", str(file), "-out", f"{file}.crt"),
        ],
        check=True,
        capture_output=True,
    )
    file.write_text(file.read_text() + (file.parent / "own.pem.crt").read_text())
    return file


@pytest.fixture(scope="module")
def school(certificate, tmp_path_factory):
    notes = tmp_path_factory.mktemp("school") / "notes"
    with running(notes, 1, base="/neuron", certificate=certificate) as lab:
        yield lab


def ask(lab, scheme, path):
    """A page by TLS or without; the answer with its headers."""
    port = urlsplit(lab.address).port
    line = (
        http.client.HTTPSConnection("localhost", port, context=ANY, timeout=10)
        if scheme == "https"
        else http.client.HTTPConnection("localhost", port - 1, timeout=10)
    )
    line.request("GET", path)
    return line.getresponse()


def test_a_page_below_a_path_is_drawn_and_answers(school, students):
    student = students(school.address)
    student.open("perceptron?eta=0.001")
    student.title(course.find("perceptron").title)
    student.page.locator(".main-svg").first.wait_for()
    student.press("epochs", "ArrowRight")
    student.until(lambda: student.link == {"eta": "0.001", "epochs": "11"}, "the link says so")
    student.go_to("neuron")
    assert student.place == "neuron/neuron"
    student.page.locator(".main-svg").first.wait_for()
    assert student.complaints == []


def test_by_tls_everything_is_marked_so(school):
    answer = ask(school, "https", "/neuron/_stcore/health")
    assert answer.status == 200
    assert "max-age" in answer.headers["strict-transport-security"]
    cookies = answer.headers.get_all("set-cookie")
    assert {cookie.partition("=")[0] for cookie in cookies} == {"lab", "_streamlit_xsrf"}
    assert all("Secure" in cookie for cookie in cookies)


def test_without_tls_a_browser_is_sent_there(school):
    answer = ask(school, "http", "/neuron/perceptron?eta=0.001")
    assert answer.status == 301
    assert answer.headers["location"].startswith("https://localhost")
    assert answer.headers["location"].endswith("/neuron/perceptron?eta=0.001")
