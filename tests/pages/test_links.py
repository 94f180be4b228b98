"""The link of a page: it restores settings, says what it cannot, and never breaks the page."""

import re
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from pages.shared import words
from pages.shared.bench import catalogue
from pages.shared.frame import course, streamlit_internals
from pages.shared.frame.linked_settings import LinkedSettings
from pages.shared.frame.setting_text import written
from tests.pages import visit

every_page = pytest.mark.parametrize("name", visit.PAGES)
HOSTILE = ["", " ", "x" * 5000, "<script>alert(1)</script>", "**b** `c` $x$ :red[d] [e](f)", "NaN",
           "-inf", "1e999", "-1", "999999999999999999999", "😀 é", "\x00\n\n# H", "null",
           "[1, 2]", "{}", "True", "1,5", "0x10", "--", "../../x", "`" * 3]  # fmt: skip


def set_otherwise(at: AppTest) -> dict[str, Any]:
    """Move all controls to their last choice, or away from it; what then is not default."""
    defaults = visit.values(at)
    last = dict(visit.others(at))
    for key, widget in visit.controls(at).items():
        widget.set_value(last[key])
    at.run()
    return {k: v for k, v in visit.values(at).items() if k in defaults and v != defaults[k]}


def link(settings: dict[str, Any]) -> dict[str, str]:
    """As the page writes it."""
    return {key: written(value) for key, value in settings.items()}


@every_page
def test_whatever_a_link_says_the_page_works(name):
    keys = list(visit.controls(visit.opened(name)))
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
    defaults = visit.values(visit.opened(name))
    at = visit.open_page(name, **dict.fromkeys(defaults, "zz<b>"))
    visit.assert_well(at, name)
    assert visit.values(at) == defaults
    assert len(at.warning) == bool(defaults)
    for notice in at.warning:
        assert notice.value.startswith("The link asks for") and notice.value.endswith(".")
        for key, default in defaults.items():
            assert f"{key} = `zz‹b›`" in notice.value
            assert f"{key} = `{written(default)}` is used" in notice.value


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
def test_a_link_restores_every_setting_and_a_visit_to_another_page_leaves_them(name):
    elsewhere = next(page for page in reversed(visit.PAGES) if page != name)
    defaults, others = visit.values(visit.opened(name)), visit.values(visit.opened(elsewhere))
    at = visit.open_page(name)
    wanted = set_otherwise(at)
    before = visit.values(at)
    asked = link(wanted)
    assert_restored(name, asked, wanted)
    visit.assert_well(visit.travel(at, elsewhere), elsewhere)
    assert visit.values(at) == others, "a setting leaked"
    visit.assert_well(visit.travel(at, name), name)
    assert visit.values(at) == before
    for key in list(wanted)[:1]:
        one = {key: asked[key]}
        visit.travel(visit.travel(at, elsewhere), name, **one)
        assert visit.values(at) == visit.values(visit.open_page(name, **one)), "memory won"
    if visit.controls(at):
        at.button(key="reset").click().run()
        visit.travel(visit.travel(at, elsewhere), name)
        assert visit.values(at) == defaults, "Reset was forgotten"


def assert_restored(name, asked, wanted):
    """A new student with this link has its settings; Reset leads to the page as it opens."""
    at = visit.open_page(name, **asked)
    visit.assert_well(at, name)
    assert not at.warning
    found = visit.values(at)
    assert {key: found[key] for key in wanted} == wanted
    if visit.controls(at):
        at.button(key="reset").click().run()
        assert visit.values(at) == visit.values(visit.opened(name))


def test_a_setting_survives_a_visit_to_a_page_with_a_control_of_the_same_name():
    at = visit.move(visit.open_page("learning_rate"), "pair", "setosa-virginica")
    visit.assert_well(visit.travel(at, "perceptron"), "perceptron")
    visit.assert_well(visit.travel(at, "learning_rate"), "learning_rate")
    assert visit.values(at)["pair"] == "setosa-virginica"
    assert dict(at.query_params) == {"pair": "setosa-virginica"}


def test_a_link_inside_the_course_keeps_settings_that_both_pages_have():
    at = visit.move(visit.open_page("multilayer_network"), "epochs", 100)
    asked = {"pair": "xor", "layers": "1", "epochs": "300", "start": "equal"}
    visit.travel(at, "playground", **asked)
    assert visit.values(at) == visit.values(visit.open_page("playground", **asked))
    assert not at.warning


EXERCISE = {"exercise": "challenge", "eta": "0.5"}


def open_exercise(at):
    return at.selectbox(key="perceptron_exercise").value


def test_an_exercise_that_is_open_waits_while_a_student_is_on_another_page():
    at = visit.open_page("perceptron", **EXERCISE)
    visit.travel(at, "neuron")
    visit.travel(at, "perceptron")  # as by Back, which Streamlit leads to a link without settings
    assert open_exercise(at) == "challenge"
    assert dict(at.query_params) == EXERCISE and not at.warning
    at.selectbox(key="perceptron_exercise").select(None).run()
    visit.travel(visit.travel(at, "neuron"), "perceptron")
    assert open_exercise(at) is None and dict(at.query_params) == {"eta": "0.5"}


@pytest.mark.parametrize("page", ["perceptron", "preparing_data", "key_points"])
def test_the_link_names_the_exercise_that_is_open(page):
    at = visit.open_page(page)
    for exercise in catalogue.exercises(page)[:2]:
        visit.exercises(at, page).select(exercise.key).run()
        assert dict(at.query_params) in ({"exercise": exercise.key}, {"exercise": [exercise.key]})
    visit.exercises(at, page).select(None).run()
    assert not at.query_params


def test_a_link_to_an_exercise_opens_it_at_the_lessons_settings():
    at = visit.move(visit.open_page("perceptron"), "eta", 0.5)
    visit.travel(visit.travel(at, "neuron"), "perceptron", exercise="challenge")
    assert dict(at.query_params) == {"exercise": "challenge"}
    assert visit.values(at) == visit.values(visit.opened("perceptron"))


def test_by_back_on_a_page_its_link_says_which_exercise_is_open(monkeypatch):
    at = visit.open_page("perceptron", exercise="challenge")
    monkeypatch.setattr(streamlit_internals, "came_by_history", lambda: True)
    assert open_exercise(visit.travel(at, "perceptron")) is None
    assert open_exercise(visit.travel(at, "perceptron", exercise="challenge")) == "challenge"
    assert dict(at.query_params) == {"exercise": "challenge"} and not at.warning


NUMBERLESS = ["inf", "-inf", "Infinity", "1e999", "9" * 400, "1e400", "nan", "1e308", "-1e308"]
RANDOM = {"start": "random", "order": "shuffled"}
"""Choices that bring the box for a seed."""


@every_page
def test_a_whole_number_box_takes_no_link_for_infinity_and_its_address_is_mended(name):
    defaults = visit.open_page(name, **RANDOM)
    boxes = [key for key, box in visit.controls(defaults).items() if box.type == "number_input"]
    for number in NUMBERLESS if boxes else ():
        at = visit.open_page(name, **RANDOM, **dict.fromkeys(boxes, number))
        visit.assert_well(at, name)
        assert visit.values(at) == visit.values(defaults)
        assert not set(boxes) & set(at.query_params)
        for key in boxes:
            assert f"{key} = `{words.plain(number, 40)}`" in at.warning[0].value
        visit.assert_well(visit.move(at, boxes[0], 7), name)
        assert visit.values(at)[boxes[0]] == 7


def test_a_page_that_failed_by_its_link_is_reset_with_one_click(monkeypatch):
    with monkeypatch.context() as broken:
        broken.setattr(LinkedSettings, "bond", staticmethod(lambda key: "query-params"))
        at = visit.open_page("preparing_data", seed="inf")
        assert at.error
        at.button(key="reset_after_error").click().run()
        visit.assert_well(at, "preparing_data")
        assert not at.query_params


@pytest.mark.parametrize("link", [{}, {"pair": "setosa-virginica"}], ids=["default", "by link"])
def test_home_begins_whatever_its_pair(link):
    first = course.LESSONS[1].name
    at = visit.open_page("home", **link)
    if not link:
        visit.move(at, "pair", "setosa-virginica")
    at.button(key="begin").click().run()
    visit.assert_well(at, first)
    assert not at.query_params


COMMANDS = {
    "a link after a carriage return": "\r\r[Log in](//evil.example)",
    "a picture": "x ![](//evil.example/x.png)",
    "a bare address": "https://evil.example",
    "an address without a scheme": "www.evil.example",
    "a letter": "mail x@evil.example",
    "a picture by name": ":material/home: :smile: :red[x]",
    "markup": "<b>x</b> &lt; **b** __c__ ~d~ $e$ `f`",
    "a list": "1. x",
    "another list": "- x",
}
OBEYED = re.compile(
    r"[\r\n\[\]<>&*$~]|://|www\.|@|:\w|__|(?m:^)(-|\d+\.) ",
)


@pytest.mark.parametrize("case", COMMANDS)
def test_what_a_stranger_wrote_is_no_command(case):
    assert not OBEYED.search(words.plain(COMMANDS[case]))


@pytest.mark.parametrize("case", COMMANDS)
def test_the_notice_shows_what_a_link_says_as_plain_text(case):
    text = COMMANDS[case]
    at = visit.open_page("perceptron", eta=text, **{text: "1"})
    (notice,) = at.warning
    quoted = visit.QUOTED.findall(notice.value)
    assert len(quoted) == 3  # the value, what is used instead, and the key
    assert not any(OBEYED.search(quote) for quote in quoted)
    assert not OBEYED.search(visit.QUOTED.sub("", notice.value))


@pytest.mark.parametrize("case", COMMANDS)
def test_what_is_searched_for_is_repeated_as_plain_text(case):
    told = visit.open_page("key_points", find=f"zz {COMMANDS[case]}"[:40])
    (sentence,) = [caption.value for caption in told.caption if "No term" in caption.value]
    assert not OBEYED.search(sentence)


def test_too_long_a_text_is_told_so():
    (notice,) = visit.open_page("key_points", find="x" * 60).warning
    assert "…`, which is longer than 40 letters: find = `xxx" in notice.value


@pytest.mark.parametrize(
    ("link", "key", "value"),
    [
        ({"view": "one step"}, "view", "one update"),
        ({"epochs": "10000", "step": "10000"}, "epochs", 10_000),
    ],
)
def test_a_link_that_writes_a_setting_as_it_was_once_written_is_understood(link, key, value):
    at = visit.open_page("multilayer_network", **link)
    visit.assert_well(at, "multilayer_network")
    assert not at.warning
    assert visit.values(at)[key] == value
    in_link = {name: written(visit.values(at)[name]) for name in link}
    assert {name: "".join(at.query_params[name]) for name in link} == in_link


HIDDEN = [
    ("neuron", "bias_challenge", {"n": "1", "w3": "10"}),
    (
        "kinds_of_learning",
        "species",
        {"kind": "reinforcement", "features": "sepal length, sepal width"},
    ),
]


@pytest.mark.parametrize(("page", "exercise", "link"), HIDDEN, ids=[case[0] for case in HIDDEN])
def test_an_exercise_sets_a_control_of_which_the_link_asks_else_and_which_was_hidden(
    page, exercise, link
):
    at = visit.open_page(page, exercise=exercise, **link)
    at.button(key=f"try_{exercise}").click().run()
    wanted = catalogue.find(page, exercise).settings
    values = visit.values(at)
    assert {key: values[key] for key in wanted} == wanted
    asked = {key: "".join(text) for key, text in at.query_params.items()}
    assert not any(asked.get(key) == text for key, text in link.items())


def test_a_page_left_before_its_answer_brings_nothing_to_the_next():
    """The browser's link has what was moved just now; of the page's last whole run it is not."""
    asked = {"epochs": "20", "n1": "3"}
    at = visit.open_page("playground", **asked)
    visit.controls(at)["eta"].set_value(1)
    visit.travel(at, "standardisation", eta="1", **asked)
    assert visit.values(at) == visit.values(visit.opened("standardisation"))
    assert not at.warning and not at.query_params


def test_a_link_that_may_be_a_step_behind_is_written_once():
    at = visit.open_page("forward_propagation")
    at.slider(key="n1").set_value(5).run()
    assert "n1" not in at.query_params, "that is the browser's"
    at.session_state["frame visit"].link_in_doubt = True
    at.run()
    assert "".join(at.query_params["n1"]) == "5"
    at.slider(key="n1").set_value(6).run()
    assert "".join(at.query_params["n1"]) == "5", "the browser's again"


def test_what_the_browser_has_not_written_into_the_link_the_page_writes():
    """Streamlit leaves it to the browser, whose bond between control and link can be lost."""
    at = visit.open_page("forward_propagation")
    visit.exercises(at, "forward_propagation").set_value("thirty_weights").run()
    at.slider(key="n1").set_value(5).run()
    assert {name: "".join(at.query_params[name]) for name in at.query_params} == {
        "exercise": "thirty_weights", "n1": "5",
    }  # fmt: skip
    at.slider(key="n1").set_value(6).run()
    assert "".join(at.query_params["n1"]) == "6"
    at.slider(key="n1").set_value(4).run()
    assert "n1" not in at.query_params and "".join(at.query_params["exercise"]) == "thirty_weights"


def test_a_link_that_comes_without_the_open_exercise_gets_it_back():
    """A quick hand's move may leave the browser before the exercise is in its address."""
    at = visit.open_page("perceptron", exercise="shuffle")
    del at.query_params["exercise"]
    visit.move(at, "epochs", 11)
    assert "".join(at.query_params["exercise"]) == "shuffle"
