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
@pytest.mark.parametrize("reached", range(len(SIZES)))
def test_cells_beyond_the_reached_layer_are_faint_and_empty(shown, reached, bias_cells):
    figure = visit.checked(drawing.figure(shown, reached, bias_cells=bias_cells))
    (cells,) = [t for t in figure.data if t.mode == "markers+text" and t.text and t.marker.color]
    known = sum(SIZES[: reached + 1])
    constants = [
        text == "1" and s == "square"
        for text, s in zip(cells.text, cells.marker.symbol, strict=True)
    ]
    assert sum(constants) == (len(SIZES) - 1) * bias_cells
    numbers = [t for t, constant in zip(cells.text, constants, strict=True) if t and not constant]
    assert len(numbers) == known
    drawn = list(zip(cells.x, cells.marker.opacity, strict=True))
    edge = reached / (len(SIZES) - 1) + 1e-9
    assert all((opacity == 1) == (x <= edge) for x, opacity in drawn)


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
