"""The message that carries a scene to the browser: what is decoded is what was meant."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from pages.shared.bench import wire

KINDS = st.sampled_from(["float64", "float32", "int64", "int32", "int16", "uint8", "bool"])
SHAPES = arrays.array_shapes(max_dims=3, max_side=7)


@given(KINDS.flatmap(lambda kind: arrays.arrays(kind, SHAPES)))
def test_an_array_of_any_kind_and_shape_arrives(array):
    if array.dtype == np.int64:
        array = array % 2**31
    (found,) = wire.decode(wire.encode({"a": array})).values()
    whole = np.array(found, dtype=float)
    assert whole.shape == array.shape
    expected = array.astype(float)
    expected[~np.isfinite(expected)] = np.nan
    whole[~np.isfinite(whole)] = np.nan  # long arrays keep infinity, which Plotly does not draw
    np.testing.assert_array_equal(whole, expected)


def test_text_and_arrays_stand_side_by_side():
    scene = {"title": "η ≥ 0 — naïve", "long": np.arange(100.0), "rows": [np.eye(4), {"n": 3}]}
    found = wire.decode(wire.encode(scene))
    assert found["title"] == scene["title"] and found["rows"][1] == {"n": 3}
    assert found["long"] == list(range(100)) and found["rows"][0] == np.eye(4).tolist()


@pytest.mark.parametrize("value", [float("nan"), float("inf"), object(), {1, 2}])
def test_what_is_neither_json_nor_an_array_is_refused(value):
    with pytest.raises((ValueError, TypeError)):
        wire.encode({"value": value})


def test_an_array_in_several_places_is_sent_once():
    numbers, other = np.arange(100.0), np.arange(100.0)
    message = wire.encode({"one": numbers, "two": [numbers], "other": other})
    found = wire.decode(message)
    assert found["one"] == found["two"][0] == found["other"] == list(range(100))
    assert 2 * numbers.nbytes < len(message) < 3 * numbers.nbytes
