"""The link of a page: it restores settings, says what it cannot, and never breaks the page."""

import re
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from pages.shared.frame.panel import shown
from tests.pages import visit

every_page = pytest.mark.parametrize("name", visit.PAGES)
HOSTILE = ["", " ", "x" * 5000, "<script>alert(1)</script>", "**b** `c` $x$ :red[d] [e](f)", "NaN",
           "-inf", "1e999", "-1", "999999999999999999999", "😀 é", "\x00\n\n# H", "null",
           "[1, 2]", "{}", "True", "1,5", "0x10", "--", "../../x", "`" * 3]  # fmt: skip


def set_otherwise(at: AppTest) -> dict[str, Any]:
    """Move every control in turn to its last choice, or away from it; what then is not default."""
    defaults = visit.values(at)
    for key in defaults:
        if key in visit.controls(at):
            last = [choice for at_key, choice in visit.others(at) if at_key == key][-1]
            visit.move(at, key, last)
    return {k: v for k, v in visit.values(at).items() if k in defaults and v != defaults[k]}


def link(settings: dict[str, Any]) -> dict[str, str]:
    return {key: shown(value) for key, value in settings.items()}


@every_page
def test_a_link_restores_every_setting(name):
    wanted = set_otherwise(visit.open_page(name))
    at = visit.open_page(name, **link(wanted))
    visit.assert_well(at, name)
    assert not at.warning
    found = visit.values(at)
    assert {key: found[key] for key in wanted} == wanted
    if visit.controls(at):
        at.button(key="reset").click().run()
        assert visit.values(at) == visit.values(visit.open_page(name))


@every_page
def test_whatever_a_link_says_the_page_works(name):
    keys = list(visit.controls(visit.open_page(name)))
    for turn in range(0, len(HOSTILE), len(keys) + 1):  # each value once, in one place or another
        asked = {
            key: HOSTILE[(turn + i) % len(HOSTILE)] for i, key in enumerate(["unknown", *keys])
        }
        at = visit.open_page(name, **asked)
        visit.assert_well(at, name)
        assert len(at.warning) == bool(keys)
    for key, choice in list(visit.others(at))[:1]:
        visit.move(at, key, choice)
        visit.assert_well(at, name)
        assert not at.warning, "the notice stays although the student has gone on"


@every_page
def test_an_invalid_setting_gets_one_sentence_with_what_is_used(name):
    defaults = visit.values(visit.open_page(name))
    at = visit.open_page(name, **dict.fromkeys(defaults, "zz<b>"))
    visit.assert_well(at, name)
    assert visit.values(at) == defaults
    assert len(at.warning) == bool(defaults)
    for notice in at.warning:
        assert notice.value.startswith("The link asks for") and notice.value.endswith(".")
        for key, default in defaults.items():
            assert f"{key} = `zz<b>`" in notice.value
            assert f"{key} = `{shown(default)}` is used" in notice.value


@every_page
def test_an_unknown_parameter_is_named_where_a_page_has_controls(name):
    at = visit.open_page(name, colour="re`d\n# x" + "y" * 300)
    visit.assert_well(at, name)
    if visit.controls(at):
        (notice,) = at.warning
        assert "`colour`" in notice.value
        assert len(notice.value) < 200


def test_what_a_link_says_is_quoted_as_code_and_shortened():
    at = visit.open_page("perceptron", pair="`<i>`\n# " + "z" * 500)
    (notice,) = at.warning
    assert notice.value.count("`") == 4  # what was asked for, and what is used
    assert "\n" not in notice.value
    assert not re.search("z{50}", notice.value)
    assert "…" in notice.value


@every_page
def test_settings_survive_a_visit_to_another_page(name):
    elsewhere = next(page for page in reversed(visit.PAGES) if page != name)
    at = visit.open_page(name)
    defaults, others = visit.values(at), visit.values(visit.open_page(elsewhere))
    set_otherwise(at)
    before = visit.values(at)
    visit.assert_well(visit.travel(at, elsewhere), elsewhere)
    assert visit.values(at) == others, "a setting leaked"
    visit.assert_well(visit.travel(at, name), name)
    assert visit.values(at) == before
    if visit.controls(at):
        at.button(key="reset").click().run()
        visit.travel(visit.travel(at, elsewhere), name)
        assert visit.values(at) == defaults, "Reset was forgotten"


@every_page
def test_a_link_counts_more_than_memory(name):
    at = visit.open_page(name)
    wanted = set_otherwise(at)
    visit.travel(at, next(page for page in visit.PAGES if page != name))
    for key in list(wanted)[:1]:
        one = link({key: wanted[key]})
        visit.travel(at, name, **one)
        assert visit.values(at) == visit.values(visit.open_page(name, **one))


def test_a_link_inside_the_course_keeps_settings_that_both_pages_have():
    at = visit.move(visit.open_page("multilayer_network"), "epochs", 100)
    asked = {"pair": "xor", "layers": "1", "epochs": "300", "start": "equal"}
    visit.travel(at, "playground", **asked)
    assert visit.values(at) == visit.values(visit.open_page("playground", **asked))
    assert not at.warning
