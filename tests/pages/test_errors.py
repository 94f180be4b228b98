"""A mistake of ours inside a page: the student reads one sentence, the log gets the traceback."""

import logging

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from data import DataError
from pages.shared.bench import stage
from pages.shared.bench.lab import Lab
from pages.shared.frame import lesson
from tests.pages import visit

every_page = pytest.mark.parametrize("name", visit.PAGES)
SECRET = "the secret of the machine room"


def fail(*args: object, **kwargs: object) -> None:
    raise RuntimeError(SECRET)


def assert_apologises(at: AppTest) -> None:
    assert not at.exception
    (error,) = at.error
    assert error.value.startswith("This page could not be drawn.")
    everything = visit.words(at)
    assert SECRET not in everything and "Traceback" not in everything
    assert "reset_after_error" in [button.key for button in at.button]


def assert_logged(caplog: pytest.LogCaptureFixture) -> None:
    records = [record for record in caplog.records if record.name == "neuron_lab"]
    assert len(records) == 1
    assert records[0].levelno == logging.ERROR
    assert records[0].exc_info is not None
    assert SECRET in str(records[0].exc_info[1])
    assert SECRET in caplog.text and "Traceback" in caplog.text


@every_page
def test_a_page_that_fails_says_so_and_resets(name, monkeypatch, caplog):
    with monkeypatch.context() as broken:
        broken.setattr(lesson, "open_page", fail)
        broken.setattr(Lab, "__init__", fail)
        at = visit.open_page(name)
        assert_apologises(at)
        assert_logged(caplog)
    at.button(key="reset_after_error").click().run()
    visit.assert_well(at, name)


def test_a_page_that_fails_halfway_goes_back_to_its_defaults(monkeypatch, caplog):
    defaults = visit.values(visit.opened("perceptron"))
    at = visit.move(visit.open_page("perceptron"), "eta", 0.5)
    with monkeypatch.context() as broken:
        broken.setattr(stage, "show", fail)
        visit.move(at, "epochs", 25)
        assert_apologises(at)
        assert_logged(caplog)
    at.button(key="reset_after_error").click().run()
    visit.assert_well(at, "perceptron")
    assert visit.values(at) == defaults


def test_the_settings_of_a_link_that_fails_are_reset_too(monkeypatch):
    with monkeypatch.context() as broken:
        broken.setattr(stage, "show", fail)
        at = visit.open_page("perceptron", eta="0.5")
        assert_apologises(at)
    at.button(key="reset_after_error").click().run()
    visit.assert_well(at, "perceptron")
    assert visit.values(at) == visit.values(visit.open_page("perceptron"))
    assert not at.warning


@pytest.mark.parametrize("details", ["full", "none", False])
def test_only_a_developer_sees_where_it_happened(details, monkeypatch):
    """Off as the project's settings have it, and as Community Cloud sets it over them."""
    monkeypatch.setattr(stage, "show", fail)
    before = st.get_option("client.showErrorDetails")
    st.set_option("client.showErrorDetails", details)
    try:
        told = [shown.message for shown in visit.open_page("perceptron").exception]
    finally:
        st.set_option("client.showErrorDetails", before)
    assert told == ([SECRET] if details == "full" else [])


def test_an_error_of_the_data_says_what_is_wrong(monkeypatch):
    def damaged(*args: object) -> None:
        raise DataError("iris.csv, line 7: no number in column petal_length")

    monkeypatch.setattr(Lab, "__init__", damaged)
    (error,) = visit.open_page("perceptron").error
    assert "iris.csv, line 7" in error.value
