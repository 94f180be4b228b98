import re

import numpy as np
import pytest

from core import neuron
from core.activations import ACTIVATIONS
from pages.shared import formulas
from pages.shared.figures import neuron as drawing
from tests.pages import visit


def plain(at):
    return visit.words(at).replace("**", "")


def test_the_lessons_neuron_answers_five_and_the_challenge_its_two_numbers():
    at = visit.open_page("neuron")
    assert "z = 5. The activation is the identity, so the output is f(z) = 5." in plain(at)
    visit.move(at, "bias", -2.5)
    assert "output is f(z) = 2.5." in plain(at)
    visit.move(at, "activation", "logistic")
    assert "output is f(z) = 0.92414182." in plain(at)


def test_the_bias_moves_the_curve_and_a_weight_of_zero_makes_it_level():
    at = visit.open_page("neuron", bias="-2.5")
    assert "moves the whole curve 1.25 to the right: z is 0 at a₁ = 3.75 instead of 2.5" in plain(
        at
    )
    visit.move(at, "against", "a2")
    assert "2.5 to the left: z is 0 at a₂ = 3.5 instead of 6" in plain(at)
    visit.move(at, "w2", 0.0)
    assert "a₂ changes nothing" in plain(at)
    visit.assert_well(at, "neuron")


@pytest.mark.parametrize("middle", ["blue", "grey", "brown"])
def test_the_colour_numbered_one_lies_halfway(middle):
    at = visit.open_page("neuron", middle=middle, code_weight="3")
    cells = dict(re.findall(r"^\| (\w+) \| \d \| (\S+) \|", visit.words(at), re.MULTILINE))
    first, last = (float(cells[colour]) for colour in cells if colour != middle)
    assert len(cells) == 3
    assert float(cells[middle]) == (first + last) / 2


def test_the_formula_has_every_number_and_adds_up():
    rng = np.random.default_rng(3)
    for n in range(1, 9):
        inputs, weights = rng.integers(-20, 21, (2, n)) / 2
        z = neuron.net_input(inputs, weights, -2.5)
        text = formulas.neuron(inputs, weights, -2.5, z, z)
        first, products = text.replace(r" \\ &\quad", "").split("&=")[1:3]
        code = first.replace(r"\cdot", "*").replace(r" \\ ", "")
        assert code.count("*") == n
        for said in (code, products.replace(r" \\ ", "")):
            total = sum(
                np.prod([float(factor.strip("() ")) for factor in term.split("*")])
                for term in said.split(" +")
            )
            assert total == pytest.approx(z)


def test_no_line_of_the_formula_is_wider_than_a_phone():
    text = formulas.neuron([-9.5] * 8, [-9.5] * 8, -9.9, 712.1, 712.1)
    lines = [line.split("&")[-1].replace(r" \cdot ", "·") for line in text.split(r"\\")[:-1]]
    assert max(len(line.removeprefix(r"\quad ").removeprefix("= ")) for line in lines) <= 30


def test_a_drawing_shows_strength_as_width_and_sign_as_colour_and_dash():
    cells = [drawing.Cell(*place, "1") for place in drawing.column(0.0, 4)]
    cells.append(drawing.Cell(1.0, 0.0, "2"))
    lines = [drawing.Connection(i, 4, w) for i, w in enumerate((4.0, 1.0, -4.0, 0.0))]
    figure = drawing.figure([drawing.Drawn(cells, lines)], strongest=4.0)
    visit.checked(figure)
    looks = {
        (trace["x"][0], trace["y"][0]): tuple(trace["line"][k] for k in ("width", "color", "dash"))
        for trace in visit.traces_at(figure, 0)
        if trace["mode"] == "lines"
    }
    strong, weak, negative, zero = (looks[cell.x, cell.y] for cell in cells[:4])
    assert strong[0] == negative[0] > weak[0] > zero[0]
    assert strong[1:] == weak[1:]
    assert len({strong[1], negative[1], zero[1]}) == len({strong[2], negative[2], zero[2]}) == 3


def test_a_whole_network_is_drawn_with_few_traces_at_every_moment():
    layers = [drawing.column(x, 8) for x in (0.0, 0.33, 0.67, 1.0)]
    cells = [drawing.Cell(*place, "0") for layer in layers for place in layer]
    moments = [
        drawing.Drawn(cells, [
            drawing.Connection(8 * k + i, 8 * k + 8 + j, float(weights[k, i, j]))
            for k in range(3) for i in range(8) for j in range(8)
        ])
        for weights in np.random.default_rng(1).uniform(-3, 3, (5, 3, 8, 8))
    ]  # fmt: skip
    figure = drawing.figure(moments, strongest=3.0)
    visit.checked(figure)
    assert len(figure.data) <= 18
    for i, moment in enumerate(moments):
        lines = [t for t in visit.traces_at(figure, i) if t["mode"] == "lines"]
        assert sum(trace["x"].count(None) for trace in lines) == len(moment.connections)
        widths = [trace["line"]["width"] for trace in lines if trace["x"]]
        assert max(widths) == 6.0 and min(widths) < 2.5


def test_texts_of_a_level_line_stand_clear_of_every_other_line():
    """Up to the bend each line has its row for itself, and its text stands above it there."""
    cells = [drawing.Cell(*place, "1") for place in drawing.column(0.0, 9)]
    cells.append(drawing.Cell(0.66, 0.0, "2"))
    lines = [drawing.Connection(i, 9, 1.0, "× 1 = 1", level=0.42) for i in range(9)]
    figure = drawing.figure([drawing.Drawn(cells, lines)], strongest=1.0)
    (labels,) = [t for t in figure.data if t.get("text") == ["× 1 = 1"] * 9]
    (edges,) = [motion for motion in figure.motions if hasattr(motion, "looks")]
    assert labels["textposition"] == "top center"
    assert list(edges.y[:, 1]) == labels["y"] == [cell.y for cell in cells[:9]]
    assert all(0.15 < x < 0.3 < bend for x, bend in zip(labels["x"], edges.x[:, 1], strict=True))


def test_solutions_are_those_of_the_core():
    at = visit.open_page("neuron")
    for key in ("change_activation", "bias_challenge"):
        at.session_state[f"{key}_solution"] = True
    at.run()
    said = plain(at)
    for name in ("arctan", "softplus", "tanh"):
        value = neuron.output([5, 1, 4, 8], [2, -1, 3, -2], 0.0, ACTIVATIONS[name])
        assert f"| {name} | {value:.8g} |" in said
    assert "z = 2.5" in said
    assert "0.92414182" in said
