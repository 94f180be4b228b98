"""The script as a page offers it, read off the page."""

from streamlit.testing.v1 import AppTest

from tests.pages import visit


def script_text(name: str, **link: str) -> str:
    """The script of a page opened with this link."""
    return read(visit.open_page(name, **link), name)


def read(at: AppTest, name: str) -> str:
    """Open the box with the script on the present page, and read it."""
    key = f"{name}_script"
    at.session_state[key] = True
    at.run()
    visit.assert_well(at, name)
    (box,) = [box for box in at.expander if box.key == key]
    text = box.code[0].value
    assert isinstance(text, str)
    return text
