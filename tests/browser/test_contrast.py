"""In a high contrast theme of the system, controls are seen, and what is chosen is told apart."""

import pytest

LOOK = "([selector, what]) => getComputedStyle(document.querySelector(selector))[what]"
GROUND = "[data-testid=stApp]"
CHOSEN = {
    "a tab": ("color", "[role=tab][aria-selected=true]", "[role=tab][aria-selected=false]"),
    "a switch": ("backgroundColor", ".stCheckbox[data-selected] label > div", GROUND),
    "a unit": ("boxShadow", ".lab-unit[aria-pressed=true]", ".lab-unit[aria-pressed=false]"),
    "the handle of a slider": ("backgroundColor", ".stSlider [style*=left]", GROUND),
    "a dot on a curve": ("backgroundColor", ".lab-dot", GROUND),
}


@pytest.fixture(params=["light", "dark"])
def contrast(tab, request):
    """A tab in which the system chooses all colours of the page."""
    tab.page.emulate_media(forced_colors="active", color_scheme=request.param)
    yield tab
    tab.page.emulate_media(forced_colors="none", color_scheme="light")


@pytest.mark.parametrize("what", CHOSEN)
def test_what_is_chosen_is_seen_in_high_contrast(contrast, what):
    contrast.visit("playground")
    look, *parts = CHOSEN[what]
    chosen, other = (contrast.page.evaluate(LOOK, [part, look]) for part in parts)
    assert chosen != other
