"""Gaps are made and filled as told, words become numbers, and the given table stays as it was."""

import numpy as np
import pandas as pd
import pytest

from data import (
    FEATURES,
    MISSING_WAYS,
    DataError,
    handle_missing,
    integer_codes,
    load_iris,
    make_missing,
    one_hot,
    summary,
)

LENGTHS = list(FEATURES)


def small() -> pd.DataFrame:
    nan = np.nan
    return pd.DataFrame(
        {"a": [1.0, nan, 3.0, 8.0], "b": [nan, 2.0, 4.0, 6.0], "species": ["x", "x", "y", "y"]}
    )


def test_summary_of_iris():
    table = summary(load_iris())
    assert list(table.index) == LENGTHS
    assert list(table.columns) == [
        *("count", "mean", "std", "min", "25%", "50%", "75%", "max", "missing")
    ]
    np.testing.assert_allclose(
        table.loc["petal_length"].to_numpy(dtype=float),
        [150, 3.758667, np.std(load_iris()["petal_length"]), 1.0, 1.6, 4.35, 5.1, 6.9, 0],
        atol=1e-6,
    )


def test_summary_counts_gaps_and_leaves_them_out():
    table = summary(small())
    assert table["count"].tolist() == [3, 3]
    assert table["missing"].tolist() == [1, 1]
    assert table["mean"].tolist() == [4.0, 4.0]


@pytest.mark.parametrize("share", [0.0, 0.1, 0.333, 1.0])
def test_make_missing_empties_the_share_and_only_the_columns(share):
    frame = load_iris()
    holed = make_missing(frame, share, np.random.default_rng(0), ["petal_width", "sepal_width"])
    gaps = holed[LENGTHS].isna().sum()
    assert gaps.sum() == round(share * 300)
    assert gaps["sepal_length"] == gaps["petal_length"] == 0
    assert frame.equals(load_iris())
    kept = holed["petal_width"].notna()
    assert (holed["petal_width"] == frame["petal_width"])[kept].all()
    assert holed["species"].equals(frame["species"])


def test_make_missing_takes_whole_numbers_too():
    frame = pd.DataFrame({"a": [1, 2, 3, 4], "b": [5, 6, 7, 8]})
    holed = make_missing(frame, 0.5, np.random.default_rng(0), ["a"])
    assert holed["a"].isna().sum() == 2
    assert (holed["a"] == frame["a"])[holed["a"].notna()].all() and holed["b"].equals(frame["b"])


def test_make_missing_is_decided_by_its_generator():
    one, two, other = (
        make_missing(load_iris(), 0.2, np.random.default_rng(s), LENGTHS) for s in (1, 1, 2)
    )
    assert one.equals(two)
    assert not one.equals(other)


@pytest.mark.parametrize(
    ("how", "a", "b"),
    [
        ("mean", 4.0, 4.0),
        ("median", 3.0, 4.0),
        ("species_mean", 1.0, 2.0),
    ],
)
def test_gaps_are_filled(how, a, b):
    frame = small()
    filled = handle_missing(frame, how)
    assert filled["a"].tolist() == [1.0, a, 3.0, 8.0]
    assert filled["b"].tolist() == [b, 2.0, 4.0, 6.0]
    assert filled["species"].tolist() == ["x", "x", "y", "y"]
    assert frame.equals(small())


def test_only_the_mean_of_a_label_needs_the_label():
    unlabelled = small().drop(columns="species")
    assert handle_missing(unlabelled, "mean")["a"].tolist() == [1.0, 4.0, 3.0, 8.0]


def test_dropping_keeps_the_other_rows_and_their_index():
    dropped = handle_missing(small(), "drop")
    assert dropped.index.tolist() == [2, 3]
    assert dropped.equals(small().iloc[2:])


@pytest.mark.parametrize("how", MISSING_WAYS)
def test_a_table_without_gaps_stays_as_it_is(how):
    assert handle_missing(load_iris(), how).equals(load_iris())


def test_gaps_that_cannot_be_filled_are_named():
    frame = small().assign(b=[np.nan, np.nan, 4.0, 6.0])
    with pytest.raises(DataError, match="'species_mean' cannot fill column 'b'"):
        handle_missing(frame, "species_mean")
    with pytest.raises(DataError, match="'median' cannot fill column 'b'"):
        handle_missing(frame.assign(b=np.nan), "median")


def test_wrong_arguments_are_named():
    rng = np.random.default_rng(0)
    with pytest.raises(DataError, match=r"how: 'guess'.*drop, mean, median, species_mean"):
        handle_missing(small(), "guess")
    with pytest.raises(DataError, match="label_column: there is no column 'kind'"):
        handle_missing(small(), "species_mean", label_column="kind")
    with pytest.raises(DataError, match=r"share: 1\.5"):
        make_missing(small(), 1.5, rng, ["a"])
    for name in ("c", "species"):
        with pytest.raises(DataError, match=f"no column of numbers named '{name}'"):
            make_missing(small(), 0.5, rng, [name])


def test_codings_of_a_nominal_value():
    colours = ["blue", "grey", "brown", "grey", "blue"]
    assert integer_codes(colours).tolist() == [0, 1, 2, 1, 0]
    table = one_hot(colours)
    assert list(table.columns) == ["blue", "grey", "brown"]
    assert table.to_numpy().tolist() == [[1, 0, 0], [0, 1, 0], [0, 0, 1], [0, 1, 0], [1, 0, 0]]


def test_one_hot_invents_no_order():
    rows = one_hot(["blue", "grey", "brown"]).to_numpy()
    distances = {float(np.linalg.norm(a - b)) for i, a in enumerate(rows) for b in rows[:i]}
    assert len(distances) == 1
