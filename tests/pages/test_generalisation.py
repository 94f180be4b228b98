"""The page on generalisation tells what its runs came to."""

import pytest

from pages.lessons.generalisation import judging
from pages.lessons.generalisation.judging import Judging, Model
from pages.shared.one_neuron.settings import Inputs
from tests.pages import visit

INPUTS = Inputs("versicolor-virginica", ("sepal_length", "petal_length"), standardise=False)
ADALINE = Model("adaline", 0.01, 15)


def test_one_split_tells_both_scores():
    trial = judging.one_split(Judging(INPUTS, ADALINE, 0.3, 1))
    said = visit.words(visit.open_page("generalisation")).replace("\N{NO-BREAK SPACE}", " ")
    assert f"{100 * trial.train_score:.3g} % right" in said
    assert f"{100 * trial.test_score:.3g} % right" in said


def test_the_leak_moves_the_scaling():
    clean, leaky = (
        judging.one_split(Judging(INPUTS, ADALINE, 0.3, 1, leak=leak)) for leak in (False, True)
    )
    assert (clean.scaling.mean != leaky.scaling.mean).all()
    table = visit.words(visit.open_page("generalisation"))
    for mean in (*clean.scaling.mean, *leaky.scaling.mean):
        assert f"{mean:.3g}" in table


def test_many_splits_begin_with_the_one():
    asked = Judging(INPUTS, ADALINE, 0.3, 1)
    scores, one = judging.many_splits(asked, 10), judging.one_split(asked)
    assert tuple(scores[0]) == (one.train_score, one.test_score)
    assert scores[:, 1].std() > 0


def test_folds_judge_every_sample_once():
    scores, sizes = judging.folds(Judging(INPUTS, ADALINE, 0.3, 1), 7)
    assert sum(sizes) == 100 and len(scores) == 7


def test_overfitting_is_named_where_the_test_cost_rises():
    said = visit.words(visit.open_page("generalisation", view="overfitting", model="network"))
    assert "**overfitting**" in said and "**up**" in said
    said = visit.words(visit.open_page("generalisation", view="overfitting", model="adaline"))
    assert "No overfitting" in said and "choose the model `network`" in said


@pytest.mark.parametrize("view", ["one split", "many splits", "k-fold", "learning curve"])
def test_too_large_a_learning_rate_is_no_crash(view):
    visit.assert_well(visit.open_page("generalisation", view=view, eta="1"), "generalisation")
