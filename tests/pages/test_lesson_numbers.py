"""The lesson's numbers stand on the pages, worked out by the run on show."""

import re

import numpy as np
import pytest

from core import network
from pages.lessons.multilayer_network import told as multilayer
from pages.lessons.multilayer_network.multilayer import LessonTraining, X, Y
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


@pytest.mark.parametrize(
    ("link", "updates"),
    [
        ({"pair": "setosa-versicolor"}, [2, 2, 3, 2, 1, 0, 0, 0, 0, 0]),
        ({"pair": "setosa-virginica"}, [2, 2, 3, 1, 0, 0, 0, 0, 0, 0]),
        ({"pair": "versicolor-virginica", "eta": "0.001", "epochs": "25"}, [2] * 25),
    ],
)
def test_perceptron_the_updates_of_each_epoch(link, updates):
    _, *captions = visit.scene(visit.open_page("perceptron", **link))["captions"]
    assert [int(re.search(r": (\d+) update", said)[1]) for said in captions] == updates


def test_perceptron_the_same_mistakes_with_every_eta_from_a_zero_start():
    said = [
        visit.scene(visit.open_page("perceptron", pair="setosa-versicolor", eta=eta))["captions"]
        for eta in ("0.001", "0.1", "1")
    ]
    assert said[0] == said[1] == said[2]


@pytest.mark.parametrize("pair", ["setosa-versicolor", "setosa-virginica"])
def test_perceptron_the_promise_is_made_where_a_line_separates(pair):
    at = visit.open_page("perceptron", pair=pair)
    bound, made = re.search(
        r"\(R/γ\)² = ([\d.]+) of them.* This run made (\d+)", visit.words(at)
    ).groups()
    assert int(made) <= float(bound) < 1000


def test_perceptron_no_promise_is_made_where_none_does():
    assert "No line separates" in said("perceptron", pair="versicolor-virginica")


def test_preparing_data_part_6():
    text = said("preparing_data")
    assert "150 flowers of setosa, versicolor, virginica in UCI's copy" in text
    for row in ("35 | petal width | 0.1 | 0.2", "38 | sepal width | 3.1 | 3.6",
                "38 | petal length | 1.5 | 1.4"):  # fmt: skip
        assert f"| {row} |" in text


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


def test_multilayer_network_part_11():
    """One step as the lesson writes it: its deltas have the other sign, its updates are added."""
    start = LessonTraining(eta=0.1)
    (w_hidden, w_out), (b_hidden, b_out) = start.initial
    assert [w_hidden.shape, w_out.shape, len(X)] == [(4, 3), (3, 1), 3]
    assert all(part.min() >= 0 and part.max() < 1 for layer in start.initial for part in layer)
    h = 1 / (1 + np.exp(-(X @ w_hidden + b_hidden)))
    o = 1 / (1 + np.exp(-(h @ w_out + b_out)))
    delta_out = (Y - o) * o * (1 - o)
    delta_hidden = (delta_out @ w_out.T) * h * (1 - h)
    hidden, out = network.step(X, Y, *start.initial, start.eta).layers
    np.testing.assert_allclose(out.delta, -delta_out)
    np.testing.assert_allclose(hidden.delta, -delta_hidden)
    np.testing.assert_allclose(out.new_weights, w_out + 0.1 * h.T @ delta_out)
    np.testing.assert_allclose(hidden.new_biases, b_hidden + 0.1 * delta_hidden.sum(axis=0))
    assert "δ the other sign" in multilayer.DELTA
