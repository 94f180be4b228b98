"""A page is shared: its link is copied, or scanned off the screen."""

from base64 import b64decode
from urllib.parse import unquote

from playwright.sync_api import expect

from pages.shared.frame import qr_code
from tests.browser.student import PHONE, WIDE

DIALOG = "[role=dialog]"


def opened(tab) -> tuple[str, str]:
    """The link in the dialog, and where the picture of its code comes from."""
    tab.page.get_by_role("button", name="Share").click()
    code = tab.page.locator(f"{DIALOG} img")
    code.wait_for()
    tab.rest()
    return (
        tab.page.locator(f"{DIALOG} [data-testid=stCode] code").inner_text(),
        code.get_attribute("src"),
    )


def test_the_link_is_the_page_s_address_after_a_move_and_its_code_can_be_scanned(tab):
    tab.open("perceptron?eta=0.01&points=5,2,1;6,4.5,0&exercise=shuffle")
    for size, theme, keys in ((WIDE, "light", "ArrowRight"), (PHONE, "dark", "ArrowLeft")):
        tab.stand(size, theme)
        before = tab.link
        tab.press("epochs", keys)
        tab.until(lambda before=before: tab.link != before, "the link says the epochs")
        tab.rest()
        link, source = opened(tab)
        assert unquote(link) == unquote(tab.page.url)
        assert b64decode(source.partition(",")[2]).decode() == qr_code.svg(link)
        assert tab.page.locator(f"{DIALOG} img").get_attribute("alt") == "QR code of the link below"
        expect(tab.page.locator(DIALOG)).to_contain_text("Only this computer can open this address")
        assert tab.barriers(DIALOG) == [] and tab.overflow() == []
        tab.page.keyboard.press("Escape")
        tab.page.locator(DIALOG).wait_for(state="detached")
    assert tab.complaints == []


def test_a_code_is_as_large_as_a_window_lets_it_be_for_those_at_the_back(tab):
    tab.open("neuron")
    opened(tab)
    code = tab.page.locator(f"{DIALOG} img")
    for size, least in ((WIDE, 550), ((1280, 720), 390), (PHONE, 300)):
        tab.stand(size)
        tab.settle()
        place = code.bounding_box()
        assert min(place["width"], place["height"]) >= least
        assert place["y"] + place["height"] <= size[1]


def test_what_is_shared_is_copied_by_a_button_and_opens_the_same_page(tab):
    tab.context.grant_permissions(["clipboard-read", "clipboard-write"])
    tab.open("computational_graph")
    formula = tab.page.get_by_role("textbox", name="Your own formula")
    formula.fill("w1*x1 + 2")
    tab.page.keyboard.press("Enter")
    tab.until(lambda: bool(tab.link), "the link says the formula")
    tab.rest()
    link, _ = opened(tab)
    copy = tab.page.get_by_role("button", name="Copy to clipboard")
    expect(copy).to_be_visible()  # where nothing points at it, as on a phone
    copy.focus()
    tab.page.keyboard.press("Enter")
    tab.until(lambda: tab.page.evaluate("navigator.clipboard.readText()") == link, "it is copied")
    said = tab.link
    tab.open(link.partition("//")[2].partition("/")[2])
    assert tab.link == said and formula.input_value() == "w1*x1 + 2"


def test_a_link_too_long_for_a_camera_is_there_to_be_copied(tab):
    points = ";".join(f"{4 + i / 100:g},{1 + i / 50:g},{i % 2}" for i in range(200))
    tab.open(f"perceptron?points={points}")
    tab.page.get_by_role("button", name="Share").click()
    expect(tab.page.locator(DIALOG)).to_contain_text("too long for a QR code")
    link = tab.page.locator(f"{DIALOG} [data-testid=stCode] code").inner_text()
    assert unquote(link) == unquote(tab.page.url)
    assert not tab.page.locator(f"{DIALOG} img").count() and tab.overflow() == []
