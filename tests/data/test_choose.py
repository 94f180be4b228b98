"""Two classes and some columns of a table become x and y, and nothing else passes."""

import numpy as np
import pandas as pd
import pytest

from data import LESSON_FEATURES, PAIRS, SPECIES, DataError, choose_pair, iris_pair, load_iris


def test_the_lessons_first_example():
    chosen = iris_pair()
    assert chosen.x.shape == (100, 2)
    assert chosen.x[0].tolist() == [5.1, 1.4]
    assert chosen.x[99].tolist() == [5.7, 4.1]
    assert chosen.y.tolist() == [-1] * 50 + [1] * 50
    assert chosen.columns == ("sepal_length", "petal_length")
    assert chosen.features == ("Sepal length (cm)", "Petal length (cm)")
    assert chosen.classes == ("setosa", "versicolor")
    assert chosen.rows.tolist() == list(range(100))


def test_the_pairs_are_all_three_in_the_lessons_order():
    assert PAIRS == (
        ("setosa", "versicolor"),
        ("setosa", "virginica"),
        ("versicolor", "virginica"),
    )


@pytest.mark.parametrize("pair", [*PAIRS, *(pair[::-1] for pair in PAIRS)])
def test_rows_lead_back_to_the_table(pair):
    frame = load_iris()
    chosen = choose_pair(frame, pair, ("petal_width", "sepal_width"))
    origin = frame.iloc[chosen.rows]
    np.testing.assert_array_equal(chosen.x, origin[["petal_width", "sepal_width"]])
    np.testing.assert_array_equal(chosen.y, np.where(origin["species"] == pair[1], 1, -1))
    assert chosen.x.dtype == chosen.y.dtype == np.float64
    assert (np.diff(chosen.rows) > 0).all()


def test_fisher_changes_the_38th_flower_of_the_lessons_columns():
    uci, fisher = iris_pair(), choose_pair(load_iris(fisher=True), PAIRS[0], LESSON_FEATURES)
    assert np.argwhere(uci.x != fisher.x).tolist() == [[37, 1]]
    assert (uci.x[37, 1], fisher.x[37, 1]) == (1.5, 1.4)


def test_any_table_and_any_number_of_columns():
    frame = pd.DataFrame(
        {"a": [1, 2, 3], "b": [4.0, 5.0, 6.0], "c": [7, 8, 9], "kind": list("xyz")}
    )
    chosen = choose_pair(frame, ("z", "x"), ("a", "b", "c"), "kind")
    assert chosen.x.tolist() == [[1, 4, 7], [3, 6, 9]]
    assert chosen.y.tolist() == [1, -1]
    assert chosen.rows.tolist() == [0, 2]
    assert chosen.features == ("a", "b", "c")


def test_the_table_is_unchanged_and_the_choice_cannot_be():
    frame = load_iris()
    chosen = choose_pair(frame, PAIRS[0], ("sepal_length",))
    assert frame.equals(load_iris())
    with pytest.raises(ValueError, match="read-only"):
        chosen.x[0, 0] = 0.0
    with pytest.raises(ValueError, match="read-only"):
        chosen.y[0] = 0.0


FEATURES_OK = ("sepal_length", "petal_length")
WRONG = {
    "one class": (("setosa",), FEATURES_OK, "species", "classes: two different"),
    "same class": (("setosa", "setosa"), FEATURES_OK, "species", "classes: two different"),
    "three classes": (SPECIES, FEATURES_OK, "species", "classes: two different"),
    "unknown class": (("setosa", "rosa"), FEATURES_OK, "species", "'rosa'; there are setosa"),
    "no feature": (PAIRS[0], (), "species", "features: different"),
    "same feature": (PAIRS[0], ("petal_width",) * 2, "species", "features: different"),
    "unknown feature": (PAIRS[0], ("petal", "petal_width"), "species", "no column 'petal'"),
    "label as feature": (PAIRS[0], ("species", "petal_width"), "species", "is the label"),
    "unknown label": (PAIRS[0], FEATURES_OK, "kind", "label_column: there is no column 'kind'"),
    "words": (PAIRS[0], ("species",), "petal_width", "does not hold numbers"),
}


@pytest.mark.parametrize("case", WRONG)
def test_a_wrong_choice_is_named(case):
    classes, features, label, words = WRONG[case]
    with pytest.raises(DataError, match=words):
        choose_pair(load_iris(), classes, features, label)


@pytest.mark.parametrize("value", [np.nan, np.inf, -np.inf])
def test_values_that_are_not_finite_are_named_only_where_they_are_chosen(value):
    frame = load_iris()
    frame.loc[[60, 140], "petal_width"] = value
    with pytest.raises(DataError, match=r"1 values .* first in column 'petal_width', row 60"):
        choose_pair(frame, PAIRS[0], ("sepal_length", "petal_width"))
    assert len(choose_pair(frame, PAIRS[0], FEATURES_OK).x) == 100
