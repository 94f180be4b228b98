"""The link to share a page, held to the address that the browser shows, and its QR code to another
implementation of the standard."""

import re

import numpy as np
import pytest
import qrcode
from hypothesis import given, settings
from hypothesis import strategies as st
from qrcode.util import MODE_8BIT_BYTE, QRData
from streamlit.runtime.state import QueryParamsProxy

from pages.shared.frame import course, qr_code, share
from tests.pages.visit import open_page

FULLEST = {1: 17, 2: 32, 5: 106, 6: 134, 9: 230, 10: 271, 14: 458, 15: 520, 19: 792, 20: 858}
"""Bytes that just fit a version, by the standard's table 7."""


def codes(text: str) -> list[np.ndarray]:
    """The code of a text by another hand, with each of the eight masks that may lie over it."""
    made = []
    for mask in range(8):
        code = qrcode.QRCode(error_correction=qrcode.ERROR_CORRECT_L, border=0, mask_pattern=mask)
        code.add_data(QRData(text.encode(), mode=MODE_8BIT_BYTE), optimize=0)
        code.make()
        made.append(np.array(code.get_matrix(), dtype=bool))
    return made


@given(st.text(st.characters(codec="utf-8"), max_size=200))
@settings(max_examples=40, deadline=None)
def test_a_code_is_the_standard_s(text):
    made = qr_code.modules(text)
    assert any(np.array_equal(made, code) for code in codes(text))


@pytest.mark.parametrize("version", FULLEST)
def test_a_text_takes_the_smallest_version_that_holds_it(version):
    text = "".join(chr(33 + i % 90) for i in range(FULLEST[version]))
    made = qr_code.modules(text)
    assert made.shape == (17 + 4 * version,) * 2
    assert any(np.array_equal(made, code) for code in codes(text))
    if version < max(FULLEST):
        assert len(qr_code.modules(text + "!")) == len(made) + 4


def test_a_text_that_no_camera_would_read_is_refused():
    with pytest.raises(ValueError, match="859 bytes in UTF-8, must be at most 858"):
        qr_code.modules("é" + 857 * "x")


def test_the_picture_has_the_code_s_modules_and_a_quiet_zone():
    dark = qr_code.modules("a page")
    drawn = np.zeros((29, 29), dtype=bool)
    for x, y, across in re.findall(r"M(\d+) (\d+)\.5h(\d+)", qr_code.svg("a page")):
        drawn[int(y), int(x) : int(x) + int(across)] = True
    assert 'viewBox="0 0 29 29"' in qr_code.svg("a page")
    assert np.array_equal(drawn[4:-4, 4:-4], dark) and drawn.sum() == dark.sum()


@pytest.mark.parametrize(
    ("address", "settings", "link"),
    [
        ("https://school.example/lab/neuron", {}, "https://school.example/lab/neuron"),
        (
            "https://lab.streamlit.app/~/+/perceptron",
            {"eta": "0.01"},
            "https://lab.streamlit.app/perceptron?eta=0.01",
        ),
        ("http://10.0.0.5:8501/", {"e": "a*x + b", "p": "1,-2,0"}, "?e=a%2Ax%20%2B%20b&p=1,-2,0"),
    ],
)
def test_a_link_holds_the_settings(address, settings, link):
    assert share.link(address, settings).endswith(link)


def test_it_is_said_what_others_cannot_open_or_do_not_get():
    for host in ("localhost:8501", "127.0.0.1", "[::1]:8501"):
        (said,) = share.notes(f"http://{host}/neuron", [])
        assert "Only this computer" in said and "Network URL" in said
    for host in ("lab.example", "192.168.1.20:8501", "localhost.example"):
        assert share.notes(f"https://{host}/neuron", []) == []
        assert share.notes(f"https://{host}/neuron", ["Not this."]) == ["Not this."]


@pytest.mark.parametrize(("key", "page"), [("start", "learning_rate"), ("find", "key_points")])
def test_what_is_called_own_and_is_no_table_is_in_the_link(key, page):
    """Weights of one's own to start with, or what the glossary is searched for."""
    at = open_page(page, **{key: "own"})
    told = [info.value for info in at.info]
    at.button(key="share_page").click().run()
    assert [info.value for info in at.info] == told


@pytest.mark.parametrize("page", ["home", "neuron"])
def test_an_app_that_lies_under_the_name_of_a_page_is_shared_with_its_whole_address(page):
    """``st.context.url`` takes the name off Home's."""
    address = f"https://school.example/neuron/{course.find(page).path}"
    at = open_page(page)
    at.context = {"url": address}
    at.button(key="share_page").click().run()
    assert [code.value for code in at.code] == [address]


def test_where_the_address_bar_is_behind_the_controls_what_they_say_is_shared(monkeypatch):
    at = open_page("learning_rate", epochs="20")
    with monkeypatch.context() as broken:
        broken.setattr(QueryParamsProxy, "to_dict", lambda _: {"epochs": "19", "pair": "of old"})
        at.button(key="share_page").click().run()
    assert [code.value for code in at.code] == ["?epochs=20"]


@pytest.mark.parametrize(
    ("key", "named"), [("fbclid", False), ("utm_source", False), ("utm", True)]
)
def test_what_a_mail_program_puts_into_an_address_is_not_shared_nor_complained_of(key, named):
    at = open_page("perceptron", epochs="20", exercise="one_flower", **{key: "IwAR0"})
    assert any(key in warning.value for warning in at.warning) == named
    at.button(key="share_page").click().run()
    assert [code.value for code in at.code] == ["?epochs=20&exercise=one_flower"]
