"""The numbers that a student reads off the drawn network are those of the network."""

import random
import re
from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest

from core import network
from pages.lessons.forward_propagation import exercises, settings, told, touch, views
from pages.lessons.forward_propagation.product import Product
from pages.lessons.forward_propagation.settings import (
    MOST_LAYERS,
    MOST_NEURONS,
    MOST_OUTPUTS,
    SeededNetwork,
)
from pages.shared import matrices, words
from pages.shared.drawn_network import controls, names
from pages.shared.figures import network as drawing
from tests.pages import visit

NAME = "forward_propagation"
SIZES = (3, 4, 2, 1)


@pytest.fixture(scope="module")
def shown():
    weights, biases = network.initialise(SIZES, 7, low=-1.0)
    x = np.array([1.0, 0.5, -1.5])
    return drawing.ForwardPass(
        x, weights, biases, network.forward([x], weights, biases, "tanh"), "tanh"
    )


def test_the_sum_written_out_is_the_net_input(shown):
    for k, layer in enumerate(shown.layers, start=1):
        for j, z in enumerate(layer.z[0]):
            written = drawing.sum_in_words(shown, k, j).replace("−", "-").replace("·", "*")
            assert eval(written) == pytest.approx(z, abs=0.01)
            assert written.count("*") == SIZES[k - 1]


def test_a_sum_calls_its_activation_as_the_control_does(shown):
    steps = replace(shown, activation="binary_step", output="bipolar_step")
    said = [drawing.neuron_in_words(steps, k, 0) for k in range(1, len(SIZES))]
    assert [each.partition("a = ")[2].partition("(z)")[0] for each in said] == [
        "binary step", "binary step", "bipolar step",
    ]  # fmt: skip


@pytest.mark.parametrize("bias_cells", [False, True])
def test_layers_that_are_not_reached_are_dots_without_numbers_and_faint_lines(shown, bias_cells):
    moments = [drawing.Moment(shown, reached) for reached in range(len(SIZES))]
    figure = drawing.figure(moments, bias_cells=bias_cells)
    visit.checked(figure)
    for reached in range(len(SIZES)):
        traces = visit.traces_at(figure, reached)
        dots, rings, discs, _ = traces[-4:]
        constants = (len(SIZES) - 1) * bias_cells
        assert len(placed(discs)) == sum(SIZES[: reached + 1]) + constants
        assert len(placed(dots)) == sum(SIZES[reached + 1 :])
        assert len(placed(rings)) == SIZES[reached]
        assert max(placed(rings)) == pytest.approx(reached / (len(SIZES) - 1))
        bright = [t for t in traces if t["mode"] == "lines" and t["opacity"] == 1 and t["x"]]
        ends = [x for t in bright for x in t["x"] if x is not None]
        assert max(ends, default=0.0) == pytest.approx(reached / (len(SIZES) - 1))


def placed(trace):
    return [x for x in trace["x"] if not np.isnan(x)]


def test_a_row_names_its_neuron_or_its_weight(shown):
    parts = [
        drawing.NetworkPart(0, 2),
        drawing.NetworkPart(3, 0),
        drawing.NetworkPart(2, 1, 3),
        drawing.NetworkPart(1, 7, -1),
    ]
    assert [drawing.part(part.row) for part in parts] == parts
    for bias_cells in (False, True):
        figure = drawing.figure([drawing.Moment(shown, 3)], bias_cells=bias_cells)
        rows = {row for trace in figure.data for row in trace.get("customdata", ())}
        joined = drawing.links(shown, bias_cells)
        assert {row for link in joined for row in link} == rows
        assert len(joined) == sum(w.size for w in shown.weights) + bias_cells * sum(SIZES[1:])


def test_what_is_said_of_a_weight_fits_into_a_phone_s_figure(shown):
    """Plotly cuts off a hover text that is too long for its figure."""
    said = np.concatenate([np.ravel(layer) for layer in shown.said_of_weights])
    assert "weight from hidden 1, neuron 4<br>to hidden 2, neuron 2: " in " ".join(said)
    assert max(len(line) for text in said for line in text.split("<br>")) <= 32


def random_networks():
    rng = random.Random(11)
    for _ in range(40):
        sizes = (3, *(rng.randint(1, 8) for _ in range(rng.randint(1, 4))), rng.randint(1, 3))
        inputs = tuple(rng.randint(-20, 20) / 10 for _ in range(3))
        yield SeededNetwork(sizes, rng.choice(list(settings.NAMES)), rng.randrange(9999), inputs)


FIRST = SeededNetwork((3, 4, 1), "logistic", 1)


def test_called_deep_from_the_second_hidden_layer_on():
    assert "**not** called deep" in told.depth(FIRST)
    for seen in random_networks():
        assert ("so it is called **deep**" in told.depth(seen)) == (len(seen.sizes) > 3)
        weights = sum(a * b for a, b in pairwise(seen.sizes))
        assert f"{weights} weight" in told.depth(seen)
    at = visit.open_page(NAME, layers="2")
    assert "a **3-4-3-1** network" in visit.words(at)


def test_captions_tell_each_layer_with_its_own_numbers():
    for seen in random_networks():
        captions = told.captions(seen)
        assert len(captions) == len(seen.sizes)
        for k, (caption, a) in enumerate(zip(captions, seen.shown.outputs, strict=True)):
            assert told.row(a) in caption
            assert caption.endswith("the answer") == (k == seen.last)


def test_a_followed_neuron_waits_for_its_layer_and_then_tells_its_sum():
    seen = SeededNetwork((3, 4, 2, 1), "tanh", 3)
    sayings = told.sayings(seen, drawing.NetworkPart(2, 1))
    assert sayings[0] == "hidden 2, neuron 2: waits for hidden layer 1"
    assert sayings[1] == "hidden 2, neuron 2 is computed next"
    assert words.number(seen.shown.layers[1].z[0, 1]) in sayings[2] == sayings[3]
    assert "(1, 4)(4, 2) + (2,) → (1, 2)" in told.sayings(seen, None)[2]
    cell = told.sayings(seen, None, bias_cell=True)[2]
    assert cell == "z = [a 1] [W; b]: shapes (1, 5)(5, 2) → (1, 2)"


def test_the_bias_as_a_cell_is_one_more_row_of_the_same_product():
    for seen in random_networks():
        for k in range(1, seen.last + 1):
            plain, celled = (Product(seen, k, cell) for cell in (False, True))
            (a, w), (a1, wb) = plain.numbers, celled.numbers
            z = seen.shown.layers[k - 1].z[0]
            assert a1 @ wb == pytest.approx(z)
            assert a @ w + seen.shown.biases[k - 1] == pytest.approx(z)
            assert len(wb) == len(w) + 1
            assert f"{words.count(seen.sizes[k - 1], 'value')} from" in celled.shapes()
            assert f"{words.count(len(wb), 'row')} of weights" in celled.shapes()
    at = visit.open_page(NAME)
    assert "(1, 3)(3, 4) + (4,) → (1, 4)" in visit.words(at)
    visit.move(at, "bias_cell", True)
    assert "(1, 4)(4, 4) → (1, 4)" in visit.words(at)
    visit.assert_well(at, NAME)


def test_own_weights_are_read_written_and_used():
    for asked in random_networks():
        neurons = list(asked.neurons().values())
        marks = {mark for neuron in neurons[:3] for mark in asked.sources(neuron).values()}
        own = tuple((mark, 0.25 * i - 2) for i, mark in enumerate(sorted(marks, key=str)))
        found = names.read(names.write(own, asked), asked)
        assert dict(found.own) == dict(own)
        assert found.refused == ()
        seen = replace(asked, own=own)
        assert all(names.value(mark, *seen.parameters) == value for mark, value in own)
    bad = names.read("x1-h1.1=0.5, x9-h1.1=1, x1-h1.1=1e99, <b>, x1-o1=2,bias-o1=−1", FIRST)
    assert [value for _, value in bad.own] == [0.5, -1.0]
    assert len(bad.refused) == 4
    at = visit.open_page(NAME, own="x1-h1.2=5, x1-h7.2=5, **b**")
    assert "Not used" in at.warning[0].value
    assert "**b**" not in at.warning[0].value
    visit.assert_well(at, NAME)


def test_every_weight_of_the_largest_network_can_be_set_by_hand():
    most = {"layers": MOST_LAYERS, "outputs": MOST_OUTPUTS}
    neurons = {f"n{k}": MOST_NEURONS for k in range(1, MOST_LAYERS + 1)}
    largest = SeededNetwork((3, *neurons.values(), MOST_OUTPUTS), "logistic", 1)
    ends = largest.neurons().values()
    every = [part for end in ends for part in largest.sources(end).values()]
    text = names.write(tuple((part, -10.123456) for part in every), largest)
    at = visit.open_page(NAME, **{key: str(value) for key, value in (most | neurons).items()})
    at.session_state["own"] = text
    at.run()
    assert at.text_input(key="own").value == text


@pytest.fixture
def state(monkeypatch):
    """The session's controls, as a touch of a figure sets them."""
    kept: dict[str, object] = {}
    monkeypatch.setattr(controls.st, "session_state", kept)
    for room in (touch, controls):
        monkeypatch.setattr(room, "put", lambda settings, normal=None: kept.update(settings))
    return kept


def test_a_click_follows_a_neuron_chooses_a_weight_and_changes_the_sizes(state):
    seen = SeededNetwork((3, 4, 3, 1), "logistic", 1)
    controls.picked(seen, {"row": drawing.NetworkPart(2, 1).row})
    assert state == {"neuron": "h2.2", "weight": "none"}
    controls.picked(seen, {"row": drawing.NetworkPart(2, 1).row})
    assert state["neuron"] == "none"
    controls.picked(seen, {"row": drawing.NetworkPart(3, 0, 2).row})
    assert state == {"neuron": "o1", "weight": "h2.3"}
    controls.picked(seen, {"row": drawing.NetworkPart(1, 3, -1).row})
    assert state == {"neuron": "h1.4", "weight": "bias"}
    controls.picked(seen, {"row": drawing.NetworkPart(0, 1).row})
    assert state == {"neuron": "h1.4", "weight": "bias"}, "inputs have no sum"
    touch.dragged(1, 2, {"name": "input", "x": 7.0, "y": 0.0})
    assert state["x2"] == 2.0 and "x3" not in state
    touch.dragged(2, 0, {"name": "inputs", "x": -0.52, "y": 9.0})
    assert (state["x3"], state["x1"]) == (-0.5, 2.0)
    state.clear()
    presses = {
        f"one {one.of} {sign}": {"what": one.what, "by": by}
        for one in views.steppers(seen, bias_cell=False)
        for sign, by in (("fewer", -1), ("more", 1))
    }
    for press in (
        "one hidden layer more", "one neuron in hidden layer 2 fewer", "one output fewer",
    ):  # fmt: skip
        touch.resized(seen, presses[press])
    assert state == {"layers": 3, "n2": 2, "outputs": 1}


def test_of_two_weights_typed_before_an_answer_both_are_kept(state):
    seen = SeededNetwork((3, 4, 3, 1), "logistic", 1)
    for mark, value in ((drawing.NetworkPart(1, 0, 2), 0.5), (drawing.NetworkPart(3, 0, -1), -2.0)):
        controls.numbered(seen, {"row": mark.row, "value": value})
    assert state == {"own": "x3-h1.1=0.5, bias-o1=-2"}


def test_the_name_of_the_network_is_made_of_whole_sentences():
    at = visit.opened("forward_propagation")
    assert "network. At the end: The network answers" in visit.charts(at)["forward_network"].alt


def test_what_is_typed_and_is_no_weight_stays_in_its_box_with_the_reason():
    at = visit.open_page("forward_propagation", neuron="h1.1", weight="x1")
    for typed in ("1,5", "abc", "500", "nan"):
        at.text_input(key="typed x1-h1.1").set_value(typed).run()
        (said,) = (warning.value for warning in at.warning)
        assert said == f"“{typed}” is not a number from −100 to 100, such as −0.5."
        assert at.text_input(key="typed x1-h1.1").value == typed
        assert at.session_state["own"] == ""
    at.text_input(key="typed x1-h1.1").set_value("−1.5").run()
    assert not at.warning
    assert at.text_input(key="typed x1-h1.1").value == ""
    assert at.session_state["own"] == "x1-h1.1=-1.5"


def test_the_cursor_stands_at_the_networks_own_answer():
    for seen in random_networks():
        for which in range(3):
            figure = views.against(seen, which).figure
            visit.checked(figure)
            (cursor,) = figure.motions
            row = cursor.rows[-1]
            assert set(cursor.rows[:-1]) <= {-1}
            found = [figure.data[place]["y"][row] for place in cursor.traces]
            assert figure.data[0]["x"][row] == seen.inputs[which]
            assert found == pytest.approx(seen.answers)


def test_layers_of_the_identity_are_one_neuron_and_the_task_tells_its_numbers():
    start, slopes = exercises.linear_slopes()
    deep = SeededNetwork((3, 4, 3, 1), "identity", 1, (2.0, -1.0, 0.5))
    assert start + np.dot(slopes, deep.inputs) == pytest.approx(deep.answers[0])
    (task,) = [one.task for one in exercises.EXERCISES if one.key == "collapse"]
    for inputs in ((0, 0, 0), (1, 0, 0), (0, 1, 0), (0, 0, 1)):
        assert words.number(deep.at(*map(float, inputs)), 3) in task


@pytest.mark.parametrize(
    ("key", "answer", "why"),
    [
        ("by_hand", 0.42, "That is without the bias."),
        ("by_hand", 0.34, "Its z is −0.6538"),
        ("collapse", 2 * -0.0107 - 1.33 + 0.5 * 0.959, "what an input adds is the difference"),
        ("collapse", -2.107, "The 0.825 that inputs of 0 give belongs to the sum as well."),
        ("collapse", -1.28, "each input adds its own share"),
    ],
)
def test_the_usual_slips_are_told_from_a_guess(key, answer, why):
    asked = next(one for one in exercises.EXERCISES if one.key == key)
    shown = {
        "by_hand": SeededNetwork((3, 4, 1), "logistic", 1),
        "collapse": SeededNetwork((3, 4, 3, 1), "identity", 1, (2.0, -1.0, 0.5)),
    }
    assert why in asked.predict.verdict(answer, shown[key])[1]


def test_every_layer_is_told_with_the_numbers_of_a_plain_forward_pass():
    seen = SeededNetwork((3, 4, 3, 2), "tanh", 5)
    (a, *_), before = [np.array(seen.inputs)], []
    for w, b in zip(*seen.parameters, strict=True):
        before.append(told.row(a))
        a = np.tanh(a @ w + b)
    inputs, first, second = before
    assert told.captions(seen) == [
        f"The inputs: {inputs}. Press Play to compute layer by layer",
        f"Hidden layer 1: {first}",
        f"Hidden layer 2: {second}",
        f"The output layer: {told.row(a)}, the answer",
    ]
    assert told.outcome(seen) == (
        f"The network answers **{told.row(a)}**. This is a **3-4-3-2** network with 30 weights and "
        "9 biases. It has 2 hidden layers: more than one, so it is called **deep**."
    )


def test_predictions_have_their_truth_and_the_task_knows_when_it_is_solved():
    every = {one.key: one for one in exercises.EXERCISES}
    assert (
        every["forward_question"].predict.truth(SeededNetwork((3, 4, 2, 1), "logistic", 1))
        == "8 weights and 2 biases"
    )
    deep = SeededNetwork((3, 8, 8, 8, 8, 1), "logistic", 1, (-2.0, 0.0, 0.0))
    assert every["fading"].predict.truth(deep) == "far less"
    solved = every["thirty_weights"].solved
    assert solved(SeededNetwork((3, 4, 3, 2), "logistic", 1))
    assert solved(SeededNetwork((3, 2, 8, 1), "logistic", 1))
    assert not solved(FIRST)
    assert not solved(SeededNetwork((3, 5, 3), "logistic", 1)), "30 weights, but not deep"


def test_the_sum_by_hand_adds_up_as_it_is_printed():
    task = next(one.task for one in exercises.EXERCISES if one.key == "by_hand")
    terms, z = re.search(r"z = (.+?) = (\S+), a", exercises.solve_by_hand()).groups()
    bias = terms.split(" + ")[-1].strip("()")
    assert f"its bias is {bias}." in task
    factors = [
        [float(one.strip("()").replace("−", "-")) for one in term.split(" · ")]
        for term in terms.split(" + ")
    ]
    assert words.number(sum(map(np.prod, factors))) == z
    weights = re.findall(r"· \(?(−?[\d.]+)", terms)
    assert len(weights) == 3 and all(weight in task for weight in weights)


def test_a_click_while_a_prediction_waits_neither_unlocks_nor_tells():
    for link in ({"neuron": "h1.1"}, {"neuron": "h1.1", "weight": "x1"}, {"neuron": "o1"}):
        at = visit.open_page("forward_propagation", exercise="by_hand", **link)
        visit.assert_well(at, "forward_propagation")
        scene = visit.scene(at)
        assert scene["locked"] and "forward_map" not in visit.charts(at), link
        at.number_input(key="forward_propagation_by_hand_guess").set_value(0.34).run()
        at.button(key="predict").click().run()
        assert len(at.success) == 1 and "forward_map" in visit.charts(at)


def test_a_wide_matrix_keeps_its_ends():
    text = matrices.matrix(np.arange(64.0).reshape(8, 8))
    assert text.count("&") == 4 * 3
    assert "0 & 1" in text and "63" in text and r"\vdots" in text and r"\cdots" in text
    assert r"\cdots" not in matrices.matrix([1.0, 2.0, 3.0, 4.0])


def test_a_question_that_no_run_answers_locks_no_player():
    at = visit.open_page("forward_propagation", exercise="forward_question", layers=2, n2=2)
    assert not visit.scene(at)["locked"]
    assert [button.label for button in at.button if button.key == "predict"] == ["Answer"]


def test_the_figure_of_the_activation_calls_it_as_everywhere_else():
    at = visit.open_page("forward_propagation", activation="relu")
    assert visit.charts(at)["forward_activation"].alt.startswith("ReLU, and on it the neurons")
