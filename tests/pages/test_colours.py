"""Colours that can be read: WCAG's contrasts, worked out for both themes."""

import re
import tomllib
from pathlib import Path

import pytest

from pages.shared.figures import style

ROOT = Path(__file__).parents[2]
THEME = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))["theme"]
CSS = (ROOT / "pages" / "shared" / "frame" / "frame.css").read_text(encoding="utf-8")
STATIC = ROOT / "pages" / "shared" / "bench" / "static"
TEXT, GRAPHICS = 4.5, 3.0
every_theme = pytest.mark.parametrize("theme", ["light", "dark"])


def channels(colour):
    return [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]


def luminance(colour):
    parts = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels(colour)]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def contrast(one, other):
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def mixed(colour, ground, share):
    pairs = zip(channels(colour), channels(ground), strict=True)
    return "#" + "".join(f"{round(255 * (share * a + (1 - share) * b)):02X}" for a, b in pairs)


def test_the_formula_gives_wcags_own_numbers():
    assert contrast("#000000", "#FFFFFF") == 21
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.005)


@every_theme
def test_text_captions_and_links_can_be_read(theme):
    look = THEME[theme]
    (share,) = map(int, re.findall(r"CaptionContainer.*currentColor (\d+)%", CSS))
    for ground in (look["backgroundColor"], look["secondaryBackgroundColor"]):
        assert contrast(look["textColor"], ground) >= 7
        assert contrast(mixed(look["textColor"], ground, share / 100), ground) >= TEXT
        assert contrast(mixed(look["textColor"], ground, 0.6), ground) >= TEXT, "Streamlit's faded"
        assert contrast(look["linkColor"], ground) >= TEXT
        assert contrast(look["primaryColor"], ground) >= TEXT, "a slider's value"


@every_theme
def test_where_the_keyboard_is_can_be_seen(theme):
    (ring,) = re.findall(r"outline: 0\.2rem solid (#\w{6})", CSS)
    for ground in ("backgroundColor", "secondaryBackgroundColor"):
        assert contrast(ring, THEME[theme][ground]) >= GRAPHICS


@every_theme
def test_the_primary_button_can_be_read(theme):
    light, dark = re.findall(r"--lab-ground: light-dark\((#\w{6}), (#\w{6})\)", CSS)[0]
    assert (light, dark) == tuple(THEME[name]["backgroundColor"] for name in ("light", "dark"))
    letters = light if theme == "light" else dark
    assert contrast(letters, THEME[theme]["primaryColor"]) >= TEXT


@every_theme
@pytest.mark.parametrize(
    "colour",
    sorted({*style.CLASS_COLOURS, *style.CURVE_COLOURS, style.WRONG, style.NEUTRAL,
            *THEME["chartCategoricalColors"]}),
)  # fmt: skip
def test_marks_and_lines_stand_out(colour, theme):
    assert contrast(colour, THEME[theme]["backgroundColor"]) >= GRAPHICS


def test_the_lines_between_a_networks_maps_stand_out_as_curves_do():
    looks = re.findall(
        r"\.lab-wires line\S* {([^}]*)}", (STATIC / "network.css").read_text("utf-8")
    )
    colours = [re.findall(r"stroke: (#\w{6})", look) for look in looks]
    assert [colour.upper() for (colour,) in colours] == [*style.CURVE_COLOURS[:2]]
    assert not any("opacity" in look for look in looks)


def test_no_grey_could_be_letters_on_both_themes():
    grounds = [THEME[theme]["backgroundColor"] for theme in ("light", "dark")]
    greys = [f"#{n:02X}{n:02X}{n:02X}" for n in range(256)]
    best = max(min(contrast(grey, ground) for ground in grounds) for grey in greys)
    assert best < TEXT, "then NEUTRAL could be this grey, and be letters too"
    assert min(contrast(style.NEUTRAL, ground) for ground in grounds) > best - 0.15


@every_theme
def test_code_can_be_read(theme):
    """Streamlit's own colours of code reach 2.2 to 3.7 : 1."""
    found = re.findall(r"\.token[^{]*{ color: light-dark\((#\w{6}), (#\w{6})\)", CSS)
    assert len(found) == 4
    assert ".token.token.token { color: inherit; }" in CSS, "all the rest is as text"
    for pair in found:
        colour = pair[theme == "dark"]
        for ground in (THEME[theme]["backgroundColor"], THEME[theme]["secondaryBackgroundColor"]):
            assert contrast(colour, ground) >= TEXT
