"""The Gradient descent page names how a run ended, and why."""

import pytest

from tests.pages import visit


@pytest.mark.parametrize(
    ("link", "told"),
    [
        ({"eta": "0.3", "steps": "20"},
         ["arrives at the lowest minimum", "w = 0.9968", "within 0.01 of it from step 17 on"]),
        ({"start": "1.0"}, ["arrives at the lowest minimum", "from the start"]),
        ({"eta": "0.01", "steps": "20"}, ["It crawls", "100 more steps", "η is small"]),
        ({"eta": "2"}, ["to and fro for ever", "w = −3", "w = 5"]),
        ({"eta": "3", "steps": "20"}, ["It diverges", "step 18", "is above 2/J″ = 2"]),
        ({"curve": "two minima", "start": "3.0", "eta": "0.1", "steps": "50"},
         ["trapped in the higher minimum", "J = 1.333", "w = −2"]),
        ({"curve": "two minima", "start": "3.5", "eta": "0.5", "steps": "50"},
         ["arrives at the lowest minimum", "overshot a minimum, first in step 1"]),
        ({"curve": "two minima", "start": "0.5", "eta": "0.1"}, ["stops where the slope is 0"]),
        ({"curve": "plateau", "start": "-3.0"}, ["It crawls", "almost flat"]),
        ({"curve": "stairs"}, ["It never moves", "J stays at 1.5"]),
    ],
)  # fmt: skip
def test_the_ending_is_told_with_its_cause(link, told):
    said = visit.words(visit.open_page("gradient_descent", **link))
    for words in told:
        assert words in said


@pytest.mark.parametrize(
    ("start", "direction"), [("-3.0", "negative: go right"), ("3.0", "positive: go left")]
)
def test_the_sign_of_the_slope_says_the_way(start, direction):
    at = visit.open_page("gradient_descent", start=start, eta="0.1")
    first = visit.spec(visit.charts(at)["descent"])["layout"]["sliders"][0]["steps"][0]
    assert first["label"].startswith("Step 0: w = ") and direction in first["label"]


def test_each_step_is_drawn():
    at = visit.open_page("gradient_descent", steps="7")
    frames = visit.spec(visit.charts(at)["descent"])["frames"]
    assert [len(frame["data"][0]["x"]) for frame in frames] == list(range(1, 9))


def test_the_trap_s_button_leads_into_the_trap():
    at = visit.open_page("gradient_descent")
    at.button(key="try_trap").click().run()
    assert "It is trapped in the higher minimum" in visit.words(at)


def test_steps_that_grow_need_not_diverge_where_the_curve_bends():
    link = {"start": "-1.9", "eta": "0.9", "steps": "3"}
    trap = visit.words(visit.open_page("gradient_descent", curve="two minima", **link))
    assert "larger than the one before, so far" in trap and "It is diverging" not in trap
    bowl = visit.words(visit.open_page("gradient_descent", eta="3", steps="3"))
    assert "It is diverging, from step 1 on" in bowl
