"""The lesson's numbers stand on the pages, worked out by the run on show."""

import re

import pytest

from tests.pages import visit


def said(name: str, opened: str = "", **link: str) -> str:
    """All that a page says in sentences and in its figures' names, with a plain minus sign."""
    at = visit.open_page(name, **link)
    if opened:
        at.session_state[opened] = True
        at.run()
    visit.assert_well(at, name)
    names = [chart.alt for chart in visit.charts(at).values()]
    return "\n".join([*visit.texts(at), *names]).replace("−", "-").replace("**", "")


@pytest.mark.parametrize(
    ("pair", "numbers"),
    [
        ("setosa-versicolor", ["10 updates", "-0.4", "-0.68", "1.82", "0 of 100"]),
        ("setosa-virginica", ["8 updates", "-0.4", "-1.26", "2.1", "0 of 100"]),
    ],
)
def test_perceptron_part_7(pair, numbers):
    text = said("perceptron", pair=pair)
    assert all(number in text for number in numbers)


def test_perceptron_the_challenge_is_found_and_not_told():
    hard = {"pair": "versicolor-virginica", "eta": "0.001"}
    assert "50 of 100 flowers" in said("perceptron", **hard, epochs="25")
    assert "44 of 100 flowers" in said("perceptron", **hard, epochs="100")
    assert "11 of 100 flowers" in said("perceptron", **hard, epochs="1000")
    assert "50 of 100" not in said("perceptron")
    solution = said("perceptron", "challenge_solution", exercise="challenge")
    assert "makes 2 updates" in solution
    assert "50 of 100" in solution and "44 are wrong" in solution and "11 after 1000" in solution


def test_neuron_part_2():
    text = said("neuron")
    assert re.search(r"output[^.\n]*\b5\b", text, re.IGNORECASE)
    assert "2.5" in said("neuron", bias="-2.5")
    assert "0.924" in said("neuron", bias="-2.5", activation="logistic")


def test_learning_rate_part_9():
    text = said("learning_rate")
    assert "0.000493" in text or "4.93" in text  # the stability limit
    assert "40.3" in text  # J after 10 epochs of 0.0001
    standardised = said("learning_rate", standardise="true")
    assert "0.01103" in standardised or "0.01104" in standardised


def test_standardisation_part_10():
    text = said("standardisation", "reproduce_solution", exercise="reproduce")
    assert "2.57687665" in text
    assert "-0.126256159" in text and "1.10479201" in text
    assert "answered correctly at the end: 100 of 100 flowers" in said("standardisation")
