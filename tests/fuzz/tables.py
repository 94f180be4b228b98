"""Hostile tables by hypothesis: refused in one sentence, or read, chosen from and learnt from."""

from collections.abc import Callable

import numpy as np
from hypothesis import given, seed, settings
from hypothesis import strategies as st

from core import adaline, perceptron, separability
from core.scaling import Standardizer
from data import Chosen, DataError, Table, read_table
from pages.shared.own import own

_LONGEST_SENTENCE = 1500

_numbers = st.one_of(
    st.integers(-100, 100).map(str),
    st.floats(allow_nan=True, allow_infinity=True).map(repr),
    st.sampled_from(["1,5", "1.234", "1,234.5", "1e50", "-1e51", "1e400", "1e-320", "0x1", "٣"]),
)
_words = st.one_of(
    st.sampled_from(["x", "y", "x ", "NA", "", "?", "nan", "=1+1", "<b>x</b>", "`a`", "-", "inf"]),
    st.text(max_size=8),
)
_good = st.integers(-50, 50).map(lambda n: f"{n / 10}")
_cells = st.sampled_from([_good, _good, _numbers, _words, st.sampled_from(["x", "y"])])


@st.composite
def contents(draw: st.DrawFn) -> bytes | str:
    """A table more or less: columns of one kind each, then a slip somewhere, then an encoding."""
    kinds = draw(st.lists(_cells, min_size=1, max_size=5))
    kinds[-1] = draw(st.sampled_from([kinds[-1], st.sampled_from(["x", "y"])]))
    rows = draw(st.integers(0, 25))
    header = [draw(st.one_of(st.just(f"c{k}"), _words)) for k in range(len(kinds))]
    table = [header, *([draw(kind) for kind in kinds] for _ in range(rows))]
    separator = draw(st.sampled_from([",", ";", "\t", "|", " ; "]))
    end = draw(st.sampled_from(["\n", "\r\n", "\r", "\n\n"]))
    text = draw(st.sampled_from(["", "", "sep=;\n", "\ufeff"])) + end.join(
        map(separator.join, table)
    )
    if draw(st.booleans()):
        place = draw(st.integers(0, len(text)))
        text = text[:place] + draw(st.text(max_size=3)) + text[place + draw(st.integers(0, 3)) :]
    encoding = draw(st.sampled_from(["", "utf-8", "utf-16", "cp1252", "utf-8-sig"]))
    return text.encode(encoding, "replace") if encoding else text


def check(content: bytes | str) -> None:
    """AssertionError, or any exception but DataError, is a fault."""
    try:
        table = read_table(content, "own.csv")
        chosen = _choose(table)
    except DataError as error:
        said = str(error)
        assert "\n" not in said and 10 < len(said) < _LONGEST_SENTENCE, said
        return
    assert all("\n" not in warning for warning in table.warnings)
    _learn(chosen)


def _choose(table: Table) -> Chosen:
    label, classes = next(iter(table.labels.items()))
    first, second = [name for name in table.numeric if name != label][:2]
    return own.choose(table, classes[:2], (first, second), label, drop_missing=True)


def _learn(chosen: Chosen) -> None:
    """What every page would do with it gives numbers."""
    assert np.isfinite(chosen.x).all() and set(chosen.y) == {-1.0, 1.0}
    x = Standardizer.fit(chosen.x).transform(chosen.x)
    for inputs in (chosen.x, x):
        run = perceptron.train(inputs, chosen.y, 0.1, 5)
        assert np.isfinite(run.history).all()
        assert separability.update_bound(inputs, chosen.y) >= 0
        assert np.isfinite(adaline.train(inputs, chosen.y, 0.01, 5).history).all()
        assert np.isfinite(adaline.least_squares(inputs, chosen.y)[0]).all()


def run(count: int, first_seed: int) -> str:
    """So many tables; what was wrong with the smallest that hypothesis found, or nothing."""

    @seed(first_seed)
    @settings(max_examples=count, deadline=None, database=None, print_blob=False)
    @given(contents())
    def every_table(content: bytes | str) -> None:
        check(content)

    return _told(every_table, first_seed)


def _told(test: Callable[[], None], first_seed: int) -> str:
    try:
        test()
    except Exception as error:
        notes = " ".join(getattr(error, "__notes__", ()))
        return f"tables {first_seed}: {type(error).__name__}: {error} {notes}"
    return ""
