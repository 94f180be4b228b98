"""The steps of preparing iris: what each leaves, against arithmetic written out."""

import re

import numpy as np
import pytest

from data import FEATURES, SPECIES, load_iris
from pages.lessons.preparing_data import preparing, told, views
from pages.lessons.preparing_data.preparing import COLUMNS, Preparation
from tests.pages import visit


def stages(kept: str = "all", percent: int = 20, way: str = "mean") -> preparing.Stages:
    return preparing.prepare(Preparation(False, kept, percent, 3, way))


def test_the_share_of_emptied_cells_is_the_one_asked_for():
    assert stages(percent=20).emptied.sum() == 120
    assert not stages(percent=0).emptied.any()


def test_dropping_keeps_whole_rows_and_filling_keeps_all():
    dropped = stages(way="drop")
    whole = ~dropped.emptied.any(axis=1)
    np.testing.assert_array_equal(dropped.handled.x, dropped.measured.x[whole])
    filled = stages(way="mean")
    assert len(filled.handled.rows) == 150
    there = np.nanmean(filled.gappy.x, axis=0)
    for column in range(4):
        gaps = filled.emptied[:, column]
        np.testing.assert_allclose(filled.handled.x[gaps, column], there[column])


def test_the_filter_keeps_two_species_and_their_rows():
    kept = stages("setosa-virginica").measured
    assert [name for name, _ in kept.present()] == ["setosa", "virginica"]
    assert kept.rows.tolist() == [*range(50), *range(100, 150)]


def test_scaling_gives_what_it_promises():
    x = stages().handled.x
    standard, shares = preparing.scaled(x, "standardise"), preparing.scaled(x, "min-max")
    np.testing.assert_allclose(standard.mean(axis=0), 0, atol=1e-12)
    np.testing.assert_allclose(standard.std(axis=0), 1)
    np.testing.assert_allclose([shares.min(axis=0), shares.max(axis=0)], [[0] * 4, [1] * 4])
    assert not preparing.scaled(np.ones((3, 2)), "standardise").any()


def test_histograms_count_every_flower_once():
    measured = stages().measured
    for panel in preparing.histograms(measured, tuple(FEATURES), measured.present()):
        assert [counts.sum() for counts in panel.counts] == [50, 50, 50]


def test_the_rings_are_around_the_flowers_that_uci_has_wrong():
    ringed = preparing.typing_errors(stages().measured, ("sepal_width", "petal_length"))
    np.testing.assert_array_equal(ringed, [[3.1, 1.5], [3.1, 1.5]])
    assert preparing.differences().count("\n") == 5
    assert "| 38 | petal length | 1.5 | 1.4 |" in preparing.differences()


@pytest.mark.parametrize("copy", ["uci", "fisher"])
def test_the_summary_is_of_the_copy_that_is_shown(copy):
    at = visit.open_page("preparing_data", copy=copy)
    mean = load_iris(fisher=copy == "fisher")["sepal_width"].mean()
    assert f"{mean:.4g}" in visit.words(at)


def test_a_table_with_no_row_left_is_said_so(monkeypatch):
    measured = stages().measured
    nothing = preparing.Flowers(measured.rows[:0], measured.x[:0], measured.species[:0])
    empty = preparing.Stages(measured, stages().gappy, nothing)
    monkeypatch.setattr(preparing, "prepare", lambda asked: empty)
    at = visit.open_page("preparing_data", gaps="drop")
    visit.assert_well(at, "preparing_data")
    assert "leaves nothing to learn from" in visit.words(at)
    assert "there is no spread to measure" in visit.words(at)


def test_of_one_flower_or_two_is_spoken_in_their_number():
    few = {"keep": "setosa-virginica", "missing": "50", "gaps": "drop", "scale": "min-max"}
    at = visit.open_page("preparing_data", **few, seed="154")
    assert "four lengths of 1 flower, before" in visit.charts(at)["preparing_scaling"].alt
    at = visit.open_page("preparing_data", **few, seed="4")
    assert "runs from 0 to 1; every mean is 0.5. In" in visit.words(at)


FLAT = {"keep": "setosa-virginica", "missing": "50", "gaps": "drop", "seed": "399"}


def test_a_column_with_one_value_becomes_0_and_is_said_to():
    """Three flowers are left, alike in one length: standardised it is 0, not plus or minus 1."""
    at = visit.open_page("preparing_data", **FLAT)
    visit.assert_well(at, "preparing_data")
    left = preparing.prepare(Preparation(False, "setosa-virginica", 50, 399, "drop")).handled.x
    (flat,) = preparing.constant_columns(left)
    column = preparing.NAMES.index(flat)
    assert not preparing.scaled(left, "standardise")[:, column].any()
    assert f"All flowers have the same {flat}" in visit.words(at)
    assert "every other length has mean 0" in visit.words(at)
    assert "every length has mean 0" not in visit.words(at)


def test_nothing_is_said_to_change_where_nothing_is_missing():
    text = visit.words(visit.open_page("preparing_data", missing="0"))
    assert "changes most" not in text and "No cell is empty" in text


@pytest.mark.parametrize("percent", [0, 10, 50])
@pytest.mark.parametrize("kept", ["all", "setosa-versicolor"])
def test_every_stage_draws_the_rows_that_have_both_lengths(percent, kept):
    asked = Preparation(False, kept, percent, 5, "drop")
    now = preparing.prepare(asked)
    columns = ("sepal_length", "petal_length")
    complete, gappy, handled = (
        sum(int((~np.isnan(x).any(axis=1)).sum()) for x in groups)
        for groups in preparing.placed(now, columns)
    )
    assert complete == len(now.measured.rows)
    assert gappy == (~np.isnan(now.gappy.over(columns)).any(axis=1)).sum()
    assert handled == len(now.handled.rows)
    assert len(told.captions(asked, now)) == 3


def test_no_ring_is_spoken_of_that_is_not_there():
    asked = Preparation(False, "versicolor-virginica", 20, 3, "drop")
    captions = told.captions(asked, preparing.prepare(asked))
    assert not any("ring" in caption for caption in captions)
    assert "the filter has taken out" in told.errors(preparing.prepare(asked))
    asked = Preparation(False, "all", 0, 3, "mean")
    first, _, last = told.captions(asked, preparing.prepare(asked))
    assert first.endswith("UCI's copy; a ring marks where it has typing errors")
    assert "ring" not in last
    fishers = Preparation(True, "all", 0, 3, "mean")
    first, *_ = told.captions(fishers, preparing.prepare(fishers))
    assert first.endswith("Fisher's numbers; a ring marks where UCI's copy has typing errors")
    assert "ringed in the figure" in told.errors(preparing.prepare(asked))
    asked = Preparation(False, "setosa-virginica", 20, 3, "median")
    assert "a ring marks what was filled in" in told.captions(asked, preparing.prepare(asked))[2]


def test_the_standard_deviation_of_a_constant_length_is_0():
    asked = Preparation(False, "setosa-virginica", 50, 399, "drop")
    whole = preparing.prepare(asked)
    assert preparing.constant_columns(whole.handled.x) == ["sepal width"]
    assert preparing.spread(whole.handled.x, "").std[1] == 0.0
    assert "× 10" not in preparing.gap_summary(whole)


@pytest.mark.parametrize(
    ("how", "said"), [("min-max", "min-max scaling"), ("standardise", "standardisation")]
)
def test_scaling_has_a_name_in_a_sentence(how, said):
    at = visit.open_page("preparing_data", scale=how)
    assert f"before and after {said}." in visit.charts(at)["preparing_scaling"].alt


@pytest.mark.parametrize("way", ["drop", "mean"])
def test_the_numbers_are_those_of_every_stage_of_the_figure(way):
    asked = Preparation(False, "all", 50, 1, way)
    made = preparing.prepare(asked)
    shown = views.all_of(asked, made, COLUMNS[:2], "standardise")
    flowers, often, spread = (one.table() for one in shown)
    left = {"complete": 150, "with gaps": 150, "handled": len(made.handled.rows)}
    assert flowers["stage"].value_counts().to_dict() == left
    counted = often.groupby("stage")[list(SPECIES)].sum().sum(axis=1)
    cells = {name: np.isfinite(at.over(COLUMNS[:2])).sum() for name, at in made.by_name.items()}
    assert counted.to_dict() == cells
    assert spread["stage"].value_counts().to_dict() == dict.fromkeys(left, 4)


def test_one_length_is_asked_of_the_complete_table_where_it_can_be_seen():
    """With gaps filled by the mean some setosa flowers lie among the others."""
    at = visit.open_page("preparing_data", exercise="one_length", keep="setosa-versicolor")
    assert "predict" not in {button.key for button in at.button}
    at.button(key="try_one_length").click().run()
    assert "predict" in {button.key for button in at.button}
    scene = visit.scene(at)
    assert "histograms of the complete table" in visit.words(at)
    assert scene["start"] == 0 and scene["captions"][0].startswith("Complete: 150 flowers")


def test_one_flower_is_left():
    asked = Preparation(False, "setosa-versicolor", 50, 154, "drop")
    lengths = ("sepal_length", "petal_length")
    drawn = views.flowers(asked, preparing.prepare(asked), lengths)
    assert drawn.alt.endswith("after handling the gaps 1 is left.")


def test_one_flower_without_a_gap_has_its_lengths_and_more_have():
    one, more = (Preparation(False, "setosa-versicolor", 50, seed, "drop") for seed in (154, 1))
    whole, few = map(preparing.prepare, (one, more))
    assert told.gaps(one, whole) == (
        "**200 of 400 cells** are empty, and 1 of 100 flowers still has all four lengths. After "
        "dropping, 1 flower is left."
    )
    left = int((~few.emptied.any(axis=1)).sum())
    assert left > 1 and told.gaps(more, few).endswith(
        f"{left} of 100 flowers still have all four lengths. After dropping, {left} flowers are "
        "left."
    )
    assert told.captions(one, whole)[1:] == [
        "With gaps: 200 of 400 cells empty, 1 flower without a gap",
        "Handled (drop the rows): 1 flower to learn from",
    ]


@pytest.mark.parametrize("how", preparing.SCALINGS)
@pytest.mark.parametrize(
    ("flat", "said"),
    [
        (1, "All flowers have the same sepal length: without a spread to measure in, it becomes"),
        (2, "have the same sepal length and sepal width: without a spread to measure in, they bec"),
        (4, "sepal length and sepal width and petal length and petal width: without a spread"),
    ],
)
def test_lengths_that_are_alike_are_named_and_nothing_is_said_of_others_where_none_are(
    how, flat, said
):
    x = np.arange(12.0).reshape(3, 4)
    x[:, :flat] = 7.0
    flowers = preparing.Flowers(np.arange(3), x, np.array(["setosa"] * 3, dtype=object))
    spreads = (preparing.spread(each, "") for each in (x, preparing.scaled(x, how)))
    told_ = told.scaling(preparing.Stages(flowers, flowers, flowers), how, *spreads)
    assert said in told_
    assert ("every other length" in told_) == (flat < 4) and "every length" not in told_


def test_the_table_says_which_standard_deviation_it_has_since_pandas_gives_another():
    words = visit.words(visit.opened("preparing_data"))
    lengths = load_iris()[list(FEATURES)]
    assert f"| std | {lengths['sepal_length'].std(ddof=0):.4g} |" in words
    assert (lengths.describe().loc["std"] > lengths.std(ddof=0)).all()
    assert "divide by n − 1, so they give a little more" in words


def test_the_table_says_what_its_percentages_are():
    words = visit.words(visit.opened("preparing_data"))
    median = load_iris()["petal_length"].median()
    assert re.search(rf"^\| 50% \| .* \| {median:g} \| .* \|$", words, re.MULTILINE)
    assert "**50%** is the median: half of the values lie below it" in words


def test_what_fills_a_gap_is_said_to_be_learnt_from_the_training_set():
    assert (
        "the values that fill the gaps must also come from the training set alone" in told.GAPS_COST
    )
