"""The flowers are Fisher's in UCI's copy, and a damaged file says where it is damaged."""

from pathlib import Path

import numpy as np
import pytest
from sklearn.datasets import load_iris as sklearn_iris

from data import FEATURES, SPECIES, DataError, load_iris
from data.iris import IRIS_FILE, read_iris

LENGTHS = list(FEATURES)


def test_150_flowers_50_of_each_species_in_order():
    frame = load_iris()
    assert list(frame.columns) == [
        "sepal_length",
        "sepal_width",
        "petal_length",
        "petal_width",
        "species",
    ]
    assert list(frame["species"]) == [name for name in SPECIES for _ in range(50)]
    assert SPECIES == ("setosa", "versicolor", "virginica")
    assert (frame[LENGTHS].dtypes == np.float64).all()


@pytest.mark.parametrize(
    ("species", "means"),
    [
        ("setosa", [5.006, 3.418, 1.464, 0.244]),
        ("versicolor", [5.936, 2.770, 4.260, 1.326]),
        ("virginica", [6.588, 2.974, 5.552, 2.026]),
    ],
)
def test_species_means_of_the_uci_copy(species, means):
    frame = load_iris()
    found = frame.loc[frame["species"] == species, LENGTHS].mean()
    np.testing.assert_allclose(found, means, atol=1e-12)


def test_uci_copy_keeps_its_two_known_errors():
    assert load_iris().loc[[34, 37], LENGTHS].to_numpy().tolist() == [[4.9, 3.1, 1.5, 0.1]] * 2


def test_fisher_corrects_exactly_the_35th_and_38th_row():
    uci, fisher = load_iris(), load_iris(fisher=True)
    changed = (uci[LENGTHS] != fisher[LENGTHS]).any(axis=1)
    assert list(np.flatnonzero(changed)) == [34, 37]
    assert fisher.loc[34, LENGTHS].tolist() == [4.9, 3.1, 1.5, 0.2]
    assert fisher.loc[37, LENGTHS].tolist() == [4.9, 3.6, 1.4, 0.1]


def test_fisher_equals_scikit_learns_copy():
    oracle = sklearn_iris()
    fisher = load_iris(fisher=True)
    np.testing.assert_array_equal(fisher[LENGTHS].to_numpy(), oracle.data)
    assert [oracle.target_names[t] for t in oracle.target] == list(fisher["species"])


def test_each_caller_gets_a_frame_of_its_own():
    mine = load_iris()
    mine.loc[:, "petal_width"] = 99.0
    load_iris(fisher=True)
    assert load_iris()["petal_width"].max() == 2.5
    assert load_iris().loc[37, "petal_length"] == 1.5


def _replace_line(lines: list[str], number: int, text: str) -> list[str]:
    return [*lines[: number - 1], text, *lines[number:]]


DAMAGE = {
    "header": (1, "a,b,c,d,species", "header"),
    "too few cells": (7, "5.4,3.9,1.7,setosa", "4 cells"),
    "too many cells": (7, "5.4,3.9,1.7,0.4,1,setosa", "6 cells"),
    "empty line": (7, "", "0 cells"),
    "word for a number": (12, "5.4,oops,1.5,0.2,setosa", "sepal_width: 'oops'"),
    "nan": (12, "5.4,3.7,nan,0.2,setosa", "petal_length: 'nan'"),
    "infinity": (12, "5.4,3.7,1.5,inf,setosa", "petal_width: 'inf'"),
    "negative length": (12, "-5.4,3.7,1.5,0.2,setosa", "sepal_length: '-5.4'"),
    "no length": (12, "5.4,3.7,1.5,0,setosa", "petal_width: '0'"),
    "unknown species": (52, "7.0,3.2,4.7,1.4,rosa", "unknown species 'rosa'"),
    "other species": (52, "7.0,3.2,4.7,1.4,setosa", "setosa where versicolor is expected"),
}


@pytest.mark.parametrize("case", DAMAGE)
def test_a_damaged_line_is_named(case, tmp_path: Path):
    number, text, words = DAMAGE[case]
    lines = IRIS_FILE.read_text(encoding="utf-8").splitlines()
    file = tmp_path / "iris.csv"
    file.write_text("\n".join(_replace_line(lines, number, text)) + "\n", encoding="utf-8")
    with pytest.raises(DataError) as caught:
        read_iris(file)
    assert str(caught.value).startswith(f"iris.csv, line {number}")
    assert words in str(caught.value)


@pytest.mark.parametrize(("keep", "line"), [(150, 151), (1, 2)])
def test_missing_flowers_are_counted(keep, line, tmp_path: Path):
    lines = IRIS_FILE.read_text(encoding="utf-8").splitlines()[:keep]
    file = tmp_path / "iris.csv"
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    with pytest.raises(DataError, match=f"line {line}: {keep - 1} flowers instead of 150"):
        read_iris(file)


def test_a_flower_too_many_is_counted(tmp_path: Path):
    file = tmp_path / "iris.csv"
    file.write_bytes(IRIS_FILE.read_bytes() + b"5.9,3.0,5.1,1.8,virginica\n")
    with pytest.raises(DataError, match="line 152: 151 flowers instead of 150"):
        read_iris(file)


def test_a_missing_file_and_a_wrong_encoding_are_named(tmp_path: Path):
    file = tmp_path / "iris.csv"
    with pytest.raises(DataError, match=r"^iris\.csv, line 1: cannot be read \(No such file"):
        read_iris(file)
    file.write_bytes(IRIS_FILE.read_bytes().replace(b"0.2,setosa", b"0.2,\xe9", 1))
    with pytest.raises(DataError, match=r"^iris\.csv, line 2: the byte 0xE9"):
        read_iris(file)
    file.write_text('"' + IRIS_FILE.read_text(encoding="utf-8"), encoding="utf-8")
    with pytest.raises(DataError, match=r"^iris\.csv, line 1: the header"):
        read_iris(file)


def test_an_undamaged_file_reads_as_load_iris():
    assert read_iris(IRIS_FILE).equals(load_iris())
