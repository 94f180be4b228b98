import random
import re
from dataclasses import replace
from unittest.mock import patch

import numpy as np
import pytest

from core import neuron
from core.activations import ACTIVATIONS
from pages.lessons.neuron import exercises, in_numbers, told, touch, views
from pages.lessons.neuron.settings import NAMES, Neuron
from pages.shared import words
from pages.shared.figures import diagram as drawing
from tests.pages import visit

LESSON = Neuron((5.0, 1.0, 4.0, 8.0), (2.0, -1.0, 3.0, -2.0), 0.0, "identity")


def rich(**changes):
    return replace(LESSON, **changes)


def plain(text):
    return text.replace("**", "")


def random_neurons():
    rng = random.Random(5)
    for _ in range(60):
        n = rng.randint(1, 8)
        inputs, weights = ([rng.randint(-20, 20) / 2 for _ in range(n)] for _ in range(2))
        yield Neuron(tuple(inputs), tuple(weights), rng.randint(-100, 100) / 10,
                     rng.choice(list(NAMES)), rng.randrange(n))  # fmt: skip


def test_the_lessons_neuron_answers_five_and_the_challenge_its_two_numbers():
    said = "z = 5. The activation is the identity, so the output is f(z) = 5."
    assert said in plain(told.outcome(LESSON))
    assert "output is f(z) = 2.5." in plain(told.outcome(rich(bias=-2.5)))
    squashed = rich(bias=-2.5, activation="logistic")
    assert "output is f(z) = 0.92414182." in plain(told.outcome(squashed))
    at = visit.open_page("neuron", bias="-2.5", activation="logistic")
    assert "**0.92414182**" in visit.words(at)
    visit.assert_well(at, "neuron")


def test_the_bias_moves_the_curve_and_a_weight_of_zero_makes_it_level():
    moved = told.moved(rich(bias=-2.5))
    assert "the whole curve 1.25 to the right: z is 0 at a₁ = 3.75 instead of 2.5" in moved
    moved = told.moved(rich(bias=-2.5, across=1))
    assert "2.5 to the left: z is 0 at a₂ = 3.5 instead of 6" in moved
    level = rich(weights=(2.0, 0.0, 3.0, -2.0), across=1)
    assert "a₂ changes nothing" in told.moved(level)
    assert views.against(level).grips[0].name == views.INPUT, "no point of z = 0 to drag"


def test_a_point_beyond_the_figure_is_said_to_be_there_and_one_curve_is_not_said_to_be_two():
    assert "z is 0 at a₁ = 2.5. Move" in told.moved(rich())
    far = rich(inputs=(5.0, 10.0, 4.0, 8.0), weights=(0.5, -1.0, 3.0, -2.0))
    assert "z is 0 at a₁ = 28; that is outside the figure. Move" in told.moved(far)
    moved = told.moved(rich(bias=2.5, across=3))
    assert moved.endswith("z is 0 at a₄ = 11.75 instead of 10.5; that is outside the figure.")
    assert "without" not in views.against(rich()).alt
    assert "with the bias and without it" in views.against(rich(bias=1.0)).alt


def test_the_captions_add_up_to_the_output():
    for shown in random_neurons():
        captions = told.captions(shown)
        assert len(captions) == views.moments(shown) == shown.n + 3
        some = "have arrived: press Play to add them up"
        assert some in captions[0] or (shown.n == 1 and "has arrived" in captions[0])
        total = 0.0
        for i, caption in enumerate(captions[1 : shown.n + 1]):
            total += shown.inputs[i] * shown.weights[i]
            factors = (words.number(each[i]) for each in (shown.weights, shown.inputs))
            product = " × ".join(map(words.bracketed, factors))
            assert caption.startswith(f"Input {i + 1} of {shown.n}: {product} = ")
            assert caption.endswith(f"sum {words.number(total)}")
        assert captions[-2].endswith(f"z = {words.number(total + shown.bias)}")
        assert f"= {words.number(shown.output, 8)}, the output" in captions[-1]


def test_the_drawing_shows_nothing_before_its_moment():
    shown = rich(bias=-2.5, activation="logistic")
    figure = views.drawing(shown).figure
    for moment in range(views.moments(shown)):
        traces = visit.traces_at(figure, moment)
        dots, _, discs, _ = traces[-4:]
        labels = traces[-5]
        products = [text for text in labels["text"] if "=" in text]
        assert len(products) == min(moment, shown.n + 1)
        seen = [t for t, x in zip(discs["text"], discs["x"], strict=True) if not np.isnan(x)]
        assert ("f(z)<br>0.9241" in seen) == (moment == views.moments(shown) - 1)
        assert sum(not np.isnan(x) for x in dots["x"]) == 2 - (moment > 0) - (moment > 6 - 1)


def test_a_table_calls_an_input_as_the_drawing_does():
    shown = rich(across=1)
    names = [name for trace in views.drawing(shown).figure.data for name in trace.get("text", ())]
    inputs = views.parts_table(shown)["input"][: shown.n]
    assert list(inputs) == ["a₁", "a₂", "a₃", "a₄"] and set(inputs) <= set(names)
    assert views.curve_table(shown).columns[0] == "a₂"


def test_a_bias_outside_f_leaves_the_range_whatever_the_numbers_are():
    """With no bias, 0.9933 lies inside (0, 1): there it has to be shown with another one."""
    for shown in [LESSON, rich(bias=0.5), rich(bias=-0.3), *random_neurons()]:
        answer = told.bias_outside(shown).rsplit(" ≈ ", 1)[1].rstrip(".")
        value = float(answer.replace("−", "-").replace(" × 10", "e").translate(SUPERSCRIPTS))
        assert not 0 < value < 1


@pytest.mark.parametrize(
    ("bias", "said"),
    [(4.0, "a bias of 4, "), (-1.0, "a bias of −1, "), (0.5, "a bias of −2.5, ")],
)
def test_the_bias_outside_f_is_ones_own_if_it_is_large_enough_to_show_it(bias, said):
    told_ = told.bias_outside(rich(bias=bias))
    assert said in told_
    added = re.search(r"would answer 0.9933 ([+−]) (\S+) ≈ ", told_)
    assert f"{added[1]}{added[2]}".lstrip("+") == said.split()[-1].rstrip(",")


def test_a_logistic_neuron_is_not_said_to_answer_1():
    one = rich(inputs=(5.0,), weights=(2.0,))
    assert "would answer almost 1 − 2.5 ≈ −1.5" in told.bias_outside(one)
    assert told.captions(one)[0] == "1 input has arrived: press Play to weigh it"


SUPERSCRIPTS = str.maketrans("⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "-0123456789")


def test_the_cursor_stands_at_the_neurons_own_output():
    for shown in random_neurons():
        figure = views.against(shown).figure
        visit.checked(figure)
        cursor = figure.motions[0]
        curve = figure.data[cursor.traces[0]]
        assert set(cursor.rows[:-1]) == {-1}
        assert curve["x"][cursor.rows[-1]] == shown.inputs[shown.across]
        assert curve["y"][cursor.rows[-1]] == pytest.approx(shown.output)
        assert all(np.diff(curve["x"]) >= 0)


def test_dragging_where_z_is_zero_sets_the_bias_that_puts_it_there():
    for shown in random_neurons():
        state = {}
        with patch.object(touch, "put", state.update):
            touch.dragged(shown, {"name": views.INPUT, "x": 3.13, "y": 0.0})
            touch.dragged(shown, {"name": views.ZERO, "x": 2.0, "y": 0.0})
        assert state[f"a{shown.across + 1}"] == 3.0
        assert -10 <= state["bias"] <= 10
        if shown.slope and abs(state["bias"]) < 10:
            zero = replace(shown, bias=state["bias"]).zero(state["bias"])
            assert zero == pytest.approx(2.0, abs=0.051 / abs(shown.slope))


@pytest.mark.parametrize("middle", told.COLOURS)
@pytest.mark.parametrize("weight", [3.0, -1.5, 0.0])
def test_the_colour_numbered_one_lies_halfway(middle, weight):
    text = told.codings(middle, weight).replace("−", "-")
    cells = dict(re.findall(r"^\| (\w+) \| \d \| (\S+) \|", text, re.MULTILINE))
    first, last = (float(cells[colour]) for colour in cells if colour != middle)
    assert len(cells) == 3
    assert float(cells[middle]) == (first + last) / 2
    assert f"{middle.capitalize()} always comes out halfway" in text


def test_the_formula_stays_folded_while_a_prediction_is_asked_for():
    link = {"activation": "logistic", "bias": "-2.5"}
    waiting = visit.words(visit.open_page("neuron", exercise="bias_challenge", **link))
    assert "0.924" not in waiting
    assert "3.75" not in waiting
    assert "0.924" in visit.words(visit.open_page("neuron", **link))
    scene = visit.scene(visit.open_page("neuron", exercise="bias_challenge", **link))
    names = [grip["name"] for one in scene["figures"] for grip in one["touch"]["grips"]]
    assert names == ["guess"], "other things to drag would show where z = 0"


def test_exercises_know_what_solves_them():
    gate = Neuron((1.0, 1.0), (1.0, 1.0), -1.5, "binary step")
    assert exercises.computes_and(gate)
    for activation in ("bipolar step", "logistic"):
        assert not exercises.computes_and(replace(gate, activation=activation)), activation
    weak = Neuron((1.0, 1.0), (0.3, 0.3), 0.0, "identity")
    assert not exercises.computes_and(weak), "0.6 is not the 1 that the task asks for"
    assert not exercises.computes_and(replace(gate, bias=-0.5))
    assert not exercises.computes_and(replace(gate, bias=0.0))
    assert not exercises.computes_and(LESSON)
    asked = {one.key: one.predict for one in exercises.EXERCISES}
    assert asked["change_activation"].truth(LESSON) == "Three"
    question = Neuron((5.0,), (2.0,), 4.0, "logistic")
    assert asked["neuron_question"].truth(question) == "a above −2"


def test_the_formula_has_every_number_and_adds_up():
    rng = np.random.default_rng(3)
    for n in range(1, 9):
        inputs, weights = rng.integers(-20, 21, (2, n)) / 2
        z = neuron.net_input(inputs, weights, -2.5)
        text = in_numbers.formula(inputs, weights, -2.5, z, z)
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
    text = in_numbers.formula([-9.5] * 8, [-9.5] * 8, -9.9, 712.1, 712.1)
    lines = [line.split("&")[-1].replace(r" \cdot ", "·") for line in text.split(r"\\")[:-1]]
    assert max(len(line.removeprefix(r"\quad ").removeprefix("= ")) for line in lines) <= 30


def test_a_drawing_shows_strength_as_width_and_sign_as_colour_and_dash():
    cells = [drawing.Cell(*place, "1") for place in drawing.column(0.0, 4)]
    cells.append(drawing.Cell(1.0, 0.0, "2"))
    lines = [drawing.Connection(i, 4, w) for i, w in enumerate((4.0, 1.0, -4.0, 0.0))]
    figure = drawing.figure([drawing.Diagram(cells, lines)], strongest=4.0)
    visit.checked(figure)
    looks = {
        (trace["x"][0], trace["y"][0]): tuple(trace["line"][k] for k in ("width", "color", "dash"))
        for trace in visit.traces_at(figure, 0)
        if trace["mode"] == "lines" and trace["x"]
    }
    strong, weak, negative, zero = (looks[cell.x, cell.y] for cell in cells[:4])
    assert strong[0] == negative[0] > weak[0] > zero[0]
    assert strong[1:] == weak[1:]
    assert len({strong[1], negative[1], zero[1]}) == len({strong[2], negative[2], zero[2]}) == 3


def test_a_whole_network_is_drawn_with_few_traces_at_every_moment():
    layers = [drawing.column(x, 8) for x in (0.0, 0.33, 0.67, 1.0)]
    cells = [drawing.Cell(*place, "0") for layer in layers for place in layer]
    moments = [
        drawing.Diagram(cells, [
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


def test_other_weights_of_the_same_signs_change_no_more_than_where_lines_are():
    cells = [drawing.Cell(*place, "1") for place in drawing.column(0.0, 3)]
    cells.append(drawing.Cell(1.0, 0.0, "2"))

    def traces(*weights):
        lines = [drawing.Connection(i, 3, weight) for i, weight in enumerate(weights)]
        figure = drawing.figure([drawing.Diagram(cells, lines)], strongest=4.0)
        return [
            {name: value for name, value in trace.items() if name not in {"x", "y"}}
            for trace in figure.data
            if trace["mode"] == "lines"
        ]

    assert traces(4.0, -4.0, 1.0) == traces(0.5, 3.0, -2.0)
    assert traces(4.0, -4.0, 1.0) != traces(4.0, 3.0, 1.0)


def test_texts_of_a_level_line_stand_clear_of_every_other_line():
    """Up to the bend each line has its row for itself, and its text stands above it there."""
    cells = [drawing.Cell(*place, "1") for place in drawing.column(0.0, 9)]
    cells.append(drawing.Cell(0.66, 0.0, "2"))
    lines = [drawing.Connection(i, 9, 1.0, "× 1 = 1", level=0.42) for i in range(9)]
    figure = drawing.figure([drawing.Diagram(cells, lines)], strongest=1.0)
    (labels,) = [t for t in figure.data if t.get("text") == ["× 1 = 1"] * 9]
    (edges,) = [motion for motion in figure.motions if hasattr(motion, "looks")]
    assert labels["textposition"] == "top center"
    assert list(edges.y[:, 1]) == labels["y"] == [cell.y for cell in cells[:9]]
    assert all(0.15 < x < 0.3 < bend for x, bend in zip(labels["x"], edges.x[:, 1], strict=True))


def test_solutions_are_those_of_the_core():
    said = exercises.solve_activations()
    for name in ("arctan", "softplus", "tanh"):
        value = neuron.output([5, 1, 4, 8], [2, -1, 3, -2], 0.0, ACTIVATIONS[name])
        assert f"| {name} | {value:.8g} |" in said
    assert "by the identity, the ReLU, the PReLU and the ELU, and nearly so by SoftPlus" in said
    assert "0.92414182" in exercises.solve_bias()
    assert "(1, 1) gives 1." in exercises.solve_and()
    assert exercises.solve_and().count("gives 0") == 3
