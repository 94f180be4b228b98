"""What is said of a guess, what a figure shows before it, and what exercises say and tick."""

import re

import numpy as np
import pytest

from pages.lessons.home import exercises as home
from pages.lessons.kinds_of_learning import exercises as kinds
from pages.shared.bench import catalogue, waiting
from pages.shared.bench.exercises import Guess
from pages.shared.figures import curves
from pages.shared.frame import course
from tests.pages import visit


def guess(truth):
    return Guess("w", (-9.0, 9.0), 0.1, lambda _: truth, 0.3, lambda *_: "")


@pytest.mark.parametrize(
    ("answer", "truth", "said"),
    [
        (-0.5, -0.272186, "You said −0.5, the run shows **−0.2722**, 0.228 apart."),
        (0.1 + 0.2, 0.3, "You said 0.3, the run shows **0.3**: exactly."),
        (2.0, 2.000227, "You said 2, the run shows **2**: the same to four digits."),
        (48.0, 50.0, "You said 48, the run shows **50**, 2 apart."),
    ],
)
def test_a_guess_is_answered_in_numbers_as_in_every_sentence(answer, truth, said):
    assert guess(truth).verdict(answer, None)[1] == said


def test_a_drawn_guess_stands_in_its_box_as_it_would_be_typed():
    """The box shows all digits that it is given, and 46 · 0.1 is 4.6000000000000005."""
    drawn = Guess("z", (0.0, 5.0), 0.1, lambda _: 0.0, 0.2, lambda *_: "").nearest
    assert [str(drawn(value)) for value in (4.6, 0.31, -1, 9)] == ["4.6", "0.3", "0.0", "5.0"]
    fine = Guess("δ", (-1.0, 1.0), 0.0001, lambda _: 0.0, 0.2, lambda *_: "").nearest
    assert str(fine(-0.05292)) == "-0.0529"


def costs(epochs, **axes):
    made = curves.Curve("J", np.array(epochs), np.arange(len(epochs)) + 1.0)
    return curves.figure([made], "Epoch", "J", rows=np.arange(len(epochs)), **axes)


def test_while_a_run_waits_its_axis_is_as_long_as_the_run():
    low, high = waiting.figure(costs(range(1, 26))).layout["xaxis"]["range"]
    assert 0 < low < 1 and 25 < high < 26
    low, high = waiting.figure(costs([1, 10, 100], x={"type": "log"})).layout["xaxis"]["range"]
    assert -0.1 < low < 0 and 2 < high < 2.1


@pytest.mark.parametrize("x", [{"bounds": (0, 5)}, {"autorange": True}])
def test_an_axis_that_has_a_range_or_may_not_tell_the_length_is_left(x):
    figure = costs(range(9), x=x)
    assert waiting.figure(figure).layout == figure.layout


def test_a_moment_that_came_of_the_run_is_not_marked_before_the_prediction():
    link = {"view": "overfitting", "model": "network", "pair": "versicolor-virginica"}
    at = visit.open_page("generalisation", exercise="overfit", **link)

    def named():
        shapes = visit.charts(at)["overfit_costs"].layout["shapes"]
        return any(shape["name"] == "lowest test cost" for shape in shapes)

    assert visit.scene(at)["locked"] and not named()
    at.button(key="just_watch").click().run()
    assert named()


DRAWN = [
    (lesson.name, one.key)
    for lesson in course.LESSONS
    for one in catalogue.exercises(lesson.name)
    if isinstance(one.predict, Guess) and one.predict.figure
]


@pytest.mark.parametrize("end", [0, 1], ids=["lowest", "highest"])
@pytest.mark.parametrize(("name", "key"), DRAWN)
def test_how_far_a_guess_is_from_the_truth_can_be_seen_on_its_figure(name, key, end):
    """In fifteen epochs a raw run leaves log10 J at 45, and the answers lie between 0 and 2; in ten
    a small rate leaves it between 1.7 and 1.6, and an answer of 0 is far below."""
    asked = catalogue.find(name, key).predict
    at = visit.open_page(name, exercise=key)
    if any(button.key == f"try_{key}" for button in at.button):
        at.button(key=f"try_{key}").click().run()
    at.number_input(key=f"{name}_{key}_guess").set_value(asked.span[end]).run()
    _assert_on_the_axis(visit.charts(at)[asked.figure].layout, asked)
    at.button(key="predict").click().run()
    layout = visit.charts(at)[asked.figure].layout
    you, run = _assert_on_the_axis(layout, asked)
    low, high = layout[f"{asked.axis}axis"]["range"]
    assert abs(run - you) > 0.04 * (high - low)


def _assert_on_the_axis(layout, asked):
    """The levels, which lie on their axis with the names that stand above them."""
    drawn = [one for one in layout["shapes"] if one["name"].startswith(("You: ", "Run: "))]
    levels = [one[f"{asked.axis}0"] for one in drawn]
    low, high = layout[f"{asked.axis}axis"]["range"]
    above = 0.07 * (high - low) if asked.axis == "y" else 0
    assert low <= min(levels) and max(levels) + above <= high
    assert all(one["layer"] == "above" for one in drawn)
    return levels


def test_home_does_not_tell_by_its_axis_how_many_updates_there_are():
    at = visit.open_page("home", exercise="how_many")
    assert visit.scene(at)["locked"]
    assert "range" not in visit.charts(at)["home_mistakes"].layout["xaxis"]
    at = visit.open_page("home", exercise="too_close", pair="versicolor-virginica")
    assert "range" not in visit.charts(at)["home_mistakes"].layout["xaxis"]


def test_the_level_of_a_guess_is_gripped_in_the_middle_of_the_run():
    link = {"pair": "versicolor-virginica", "eta": "0.001", "epochs": "25"}
    at = visit.open_page("perceptron", exercise="challenge", **link)
    errors = visit.charts(at)["perceptron_errors"]
    assert errors.touch["grips"][0]["x"] == pytest.approx(13)


@pytest.mark.parametrize(("answer", "side"), [(0.0, "left"), (4.9, "right")])
def test_the_name_of_an_upright_level_stands_inside_the_figure(answer, side):
    """By Plotly's anchor: a name left of its level is anchored at its right end."""
    at = visit.open_page("activation_functions", exercise="flat_from")
    at.button(key="try_flat_from").click().run()
    at.number_input(key="activation_functions_flat_from_guess").set_value(answer).run()
    at.button(key="predict").click().run()
    *_, yours, runs = visit.charts(at)["activation_one"].layout["shapes"]
    assert yours["label"]["xanchor"] == side
    assert runs["label"]["text"] == "Run: 4.585"
    assert runs["label"]["xanchor"] == "right"


WAITING = [
    pytest.param(one, id=f"{page}-{one.key}")
    for page in visit.PAGES
    for one in catalogue.exercises(page)
    if one.predict and one.predict.waits
]


@pytest.mark.parametrize("asked", WAITING)
def test_nobody_is_sent_to_a_player_that_waits_for_the_answer(asked):
    for sentence in re.split(r"(?<=[.?!]) ", f"{asked.task} {asked.hint}"):
        if re.search(r"\b(play|step (back|forward))\b", sentence, re.IGNORECASE):
            assert sentence.startswith(("Then", "Once")) or "before you play" in sentence, sentence


def exercise(page, key):
    return next(one for one in catalogue.exercises(page) if one.key == key)


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (1.9, "cannot make the spread larger"),
        (1.65, "adds nothing"),
        (1.0, "Most cells still hold"),
    ],
)
def test_a_guess_of_a_spread_that_has_shrunk_too_little_is_not_said_to_have_grown(answer, said):
    link = {"keep": "all", "missing": "30", "gaps": "mean"}
    at = visit.open_page("preparing_data", exercise="filling", **link)
    at.number_input(key="preparing_data_filling_guess").set_value(answer).run()
    at.button(key="predict").click().run()
    assert said in next(one.value for one in (*at.warning, *at.success))


def test_the_solution_of_home_gives_the_number_that_was_asked_for():
    (asked,) = [one for one in home.EXERCISES if one.key == "how_many"]
    shown = visit.scene(visit.opened("home"))
    assert asked.solution().startswith(f"**{len(shown['captions']) - 1}**. ")


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (2, "may leave others on the wrong side"),
        (12, "a few updates are enough"),
        (100, "never move"),
    ],
)
def test_too_few_updates_are_explained_otherwise_than_too_many(answer, said):
    asked = exercise("home", "how_many")
    assert said in asked.predict.verdict(answer, home.lesson_run("setosa-versicolor"))[1]


def test_all_of_the_variance_is_no_right_guess():
    link = {"kind": "unsupervised", "task": "two numbers of four"}
    at = visit.open_page("kinds_of_learning", exercise="two_numbers", **link)
    at.number_input(key="kinds_of_learning_two_numbers_guess").set_value(100.0).run()
    at.button(key="predict").click().run()
    assert at.warning and not at.success
    titles = [one["title"] for one in visit.scene(at)["figures"]]
    assert "the figure Variance" in exercise("kinds_of_learning", "two_numbers").hint
    assert "Variance" in titles


def test_a_bandit_that_wins_as_often_as_it_loses_is_not_said_to_lose_now_and_then():
    said = kinds.solve_epsilon()
    assert "earns more on 10 of these 20 bandits and less on 10." in said


@pytest.mark.parametrize(
    ("key", "answer"), [("choose", "Logistic"), ("activation_question", "hardly moves it")]
)
def test_a_question_that_no_run_answers_does_not_lock_the_player(key, answer):
    at = visit.open_page("activation_functions", exercise=key)
    assert not visit.scene(at)["locked"]
    at.radio(key=f"activation_functions_{key}_answer").set_value(answer).run()
    at.button(key="predict").click().run()
    assert at.success[0].value.startswith("Correct: ")


ANOTHER_RUN = [
    ("what_why_how", "crossing", "older", False),
    ("computational_graph", "chain_by_hand", "t", -1.0),
    ("kinds_of_learning", "species", "features", "petal length, petal width"),
    ("kinds_of_learning", "species", "seed", 2),
    ("kinds_of_learning", "explore", "arms", 2),
    ("preparing_data", "filling", "seed", 2),
    ("perceptron", "challenge", "order", "shuffled"),
    ("perceptron", "smaller_eta", "points", "a5,3"),
    ("learning_rate", "crawl", "start", "random"),
    ("learning_rate", "double", "standardise", True),
    ("standardisation", "reproduce", "pair", "versicolor-virginica"),
    ("multilayer_network", "rates", "seed", 20),
    ("playground", "one_neuron", "epochs", 1),
    ("playground", "one_neuron", "size", 20),
    ("generalisation", "all_samples", "share", 10),
    ("generalisation", "overfit", "points", 60),
    ("generalisation", "stop", "hidden", 1),
]


@pytest.mark.parametrize(("page", "key", "control", "value"), ANOTHER_RUN)
def test_a_prediction_stands_beside_no_other_run_than_the_one_it_was_made_of(
    page, key, control, value
):
    """Else a wrong one would be ticked off later, when a run happens to agree with it."""
    at = visit.open_page(page, exercise=key)
    for button in [one for one in at.button if one.key == f"try_{key}"]:
        button.click().run()
    at.button(key="just_watch").click().run()
    at.button(key="predict_again").click().run()
    at.session_state[control] = value
    at.run()
    visit.assert_well(at, page)
    shown = {one.key for one in at.button}
    assert f"try_{key}" in shown and "predict" not in shown


def test_the_answer_is_judged_that_is_chosen_when_the_button_is_pressed():
    """A busy server gets both in one message: another answer, and the press right after it."""
    at = visit.open_page("neuron", exercise="change_activation")
    if any(one.key == "try_change_activation" for one in at.button):
        at.button(key="try_change_activation").click().run()
    at.radio(key="neuron_change_activation_answer").set_value("None").run()
    at.radio(key="neuron_change_activation_answer").set_value("Three")
    at.button(key="predict").click().run()
    assert at.success and "As you said: **Three**" in at.success[0].value


@pytest.mark.parametrize(
    ("page", "key", "says"),
    [
        ("neuron", "change_activation", "Choose an answer first."),
        ("perceptron", "challenge", "Type a number first."),
    ],
)
def test_who_predicts_nothing_is_told_so_and_may_go_on(page, key, says):
    at = visit.open_page(page, exercise=key)
    for button in [one for one in at.button if one.key == f"try_{key}"]:
        button.click().run()
    at.button(key="predict").click().run()
    assert [one.value for one in at.warning] == [says]
    assert "predict_again" not in {one.key for one in at.button}
    at.button(key="just_watch").click().run()
    assert not at.warning


def test_a_wrong_prediction_is_not_ticked_off_on_the_way_through_the_rest_of_the_task():
    """The task sends on to the petals: of them the guess would be right."""
    at = visit.open_page("kinds_of_learning", exercise="species")
    at.button(key="try_species").click().run()
    at.number_input(key="kinds_of_learning_species_guess").set_value(143.0).run()
    at.button(key="predict").click().run()
    assert at.warning
    visit.move(at, "features", "petal length, petal width")
    assert not at.success and "exercises solved" not in at.session_state


@pytest.mark.parametrize(
    ("page", "key", "link", "told"),
    [
        ("kinds_of_learning", "species", {"labels": "all"}, "45 versicolor, 13 virginica"),
        ("learning_rate", "crawl", {}, "its J goes from 50 to 40.3"),
        ("perceptron", "smaller_eta", {}, "the mistakes are the same"),
    ],
)
def test_what_is_to_be_predicted_does_not_stand_below_the_figures(page, key, link, told):
    at = visit.open_page(page, exercise=key, **link)
    set_up = exercise(page, key).settings
    for control, value in (set_up | link).items():
        at.session_state[control] = value
    at.run()
    assert visit.scene(at)["locked"] and told not in visit.words(at)
    at.button(key="just_watch").click().run()
    assert told in visit.words(at)
