"""The numbers that a student reads off the drawn network are those of the network."""

import numpy as np
import pytest

from core import network
from pages.shared import matrices
from pages.shared.figures import network as drawing
from tests.pages import visit

NAME = "forward_propagation"
SIZES = (3, 4, 2, 1)


@pytest.fixture(scope="module")
def shown():
    weights, biases = network.initialise(SIZES, 7, low=-1.0)
    x = np.array([1.0, 0.5, -1.5])
    return drawing.Pass(x, weights, biases, network.forward([x], weights, biases, "tanh"), "tanh")


def test_the_sum_written_out_is_the_net_input(shown):
    for k, layer in enumerate(shown.layers, start=1):
        for j, z in enumerate(layer.z[0]):
            written = drawing.sum_in_words(shown, k, j).replace("−", "-").replace("·", "*")
            assert eval(written) == pytest.approx(z, abs=0.01)
            assert written.count("*") == SIZES[k - 1]


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
    marks = [drawing.Mark(0, 2), drawing.Mark(3, 0), drawing.Mark(2, 1, 3), drawing.Mark(1, 7, -1)]
    assert [drawing.mark(mark.row) for mark in marks] == marks
    for bias_cells in (False, True):
        figure = drawing.figure([drawing.Moment(shown, 3)], bias_cells=bias_cells)
        rows = {row for trace in figure.data for row in trace.get("customdata", ())}
        joined = drawing.links(shown, bias_cells)
        assert {row for link in joined for row in link} == rows
        assert len(joined) == sum(w.size for w in shown.weights) + bias_cells * sum(SIZES[1:])


def test_called_deep_from_the_second_hidden_layer_on():
    at = visit.open_page(NAME)
    assert "**not** called deep" in visit.words(at)
    visit.move(at, "layers", 2)
    assert "so it is called deep" in visit.words(at)
    assert "**not**" not in visit.words(at)


def test_the_bias_as_a_cell_is_one_more_row_of_the_same_product():
    at = visit.open_page(NAME)
    assert "(1, 3)(3, 4) + (4,) → (1, 4)" in visit.words(at)
    results = [
        line for line in at.latex[1].value.split(r"\\") if line.strip().startswith("[4pt] z")
    ]
    visit.move(at, "bias_cell", True)
    assert "(1, 4)(4, 4) → (1, 4)" in visit.words(at)
    again = [line for line in at.latex[1].value.split(r"\\") if line.strip().startswith("[4pt] z")]
    assert results == again and len(results) == 1


def test_a_wide_matrix_keeps_its_ends():
    text = matrices.matrix(np.arange(64.0).reshape(8, 8))
    assert text.count("&") == 4 * 3
    assert "0 & 1" in text and "63" in text and r"\vdots" in text and r"\cdots" in text
    assert r"\cdots" not in matrices.matrix([1.0, 2.0, 3.0, 4.0])
