"""Home: the first run, what it says of itself, and how far the student has come."""

from urllib.parse import parse_qsl

import numpy as np
import pytest

from core import perceptron
from pages.lessons.home import teaching, told
from pages.lessons.home.exercises import EXERCISES, lesson_run
from pages.shared.bench import catalogue, progress
from pages.shared.frame import course
from pages.shared.one_neuron.settings import PAIR_NAMES
from tests.pages import visit

DONE = {"perceptron": (2, 3), "neuron": (4, 4), "home": (0, 0), "playground": (0, 5)}


def test_progress_counts_what_is_solved():
    assert told.progress(DONE) == "6 of 12 exercises solved."
    assert told.progress({"a": (2, 2), "b": (1, 1)}) == "All 3 exercises solved."
    assert told.progress({"a": (0, 2)}).startswith(
        "2 exercises. What you solve is ticked off here, as long as this page is open."
    )


def test_a_page_is_ticked_when_all_of_it_is_solved():
    assert told.notes(DONE) == {"perceptron": "2 of 3 solved", "neuron": "✓ 4 of 4 solved"}


def test_the_record_names_page_and_exercise_in_the_order_of_solving():
    solved = [("perceptron", "challenge"), ("home", "too_close")]
    record = told.record([catalogue.titles(*pair) for pair in solved])
    assert record.to_csv(index=False) == (
        "page,exercise\nPerceptron,How many are wrong?\nNeuron Lab,Two species that touch\n"
    )


def test_what_is_said_of_the_last_mistake_is_what_the_run_did():
    result = lesson_run("versicolor-virginica")
    (asked,) = (one.predict for one in EXERCISES if one.key == "too_close")
    said = asked.answers
    assert asked.truth(result) == "a great many flowers"
    assert asked.truth(lesson_run("setosa-versicolor")) == "no flower"
    assert "was for a virginica" in said["a great many flowers"]
    assert "past all the versicolor" in said["a great many flowers"]
    assert result.samples.y[result.run.update_sample[-1]] == 1
    wrong = perceptron.wrong_sides(result.samples.x, result.samples.y, result.run.history[-1:])[0]
    np.testing.assert_array_equal(wrong, result.samples.y == -1)


@pytest.mark.parametrize("pair", PAIR_NAMES)
def test_the_outcome_is_that_of_the_run_on_show(pair):
    at = visit.open_page("home", pair=pair)
    captions = visit.scene(at)["captions"]
    (wrong,) = [one for one in visit.scene(at)["figures"] if one["key"] == "home_mistakes"]
    end = int(wrong["data"][0]["y"][-1])
    said = told.outcome(len(captions) - 1, 10, end, 100)
    assert said in visit.words(at)
    assert said in visit.charts(at)["home_boundary"].alt


def test_the_lessons_first_run_on_home():
    at = visit.open_page("home")
    assert "10 updates in 10 epochs, 0 of 100 flowers on the wrong side." in visit.words(at)
    assert f"{len(visit.PAGES) - 1} pages follow one another" in visit.words(at)


def test_what_is_solved_is_on_home_and_in_a_file():
    at = visit.open_page("home")
    assert not at.get("download_button")
    every = sum(len(catalogue.exercises(lesson.name)) for lesson in course.LESSONS)
    assert f"{every} exercises." in visit.words(at)
    solved = [("perceptron", one.key) for one in catalogue.exercises("perceptron")]
    at.session_state[progress._SOLVED] = dict.fromkeys(solved)
    at.run()
    visit.assert_well(at, "home")
    assert f"**✓ {len(solved)} of {len(solved)} solved**" in visit.words(at)
    assert f"{len(solved)} of {every} exercises solved." in visit.words(at)
    assert [button.proto.label for button in at.get("download_button")] == [
        "Download what I have solved"
    ]


def test_the_exercise_that_home_calls_ready_is_so():
    at = visit.open_page("home")
    (link,) = [one.proto for one in at.get("page_link") if "ready to try" in one.proto.label]
    asked = dict(parse_qsl(link.query_string, keep_blank_values=True))
    assert asked["exercise"] == "challenge"
    assert asked == catalogue.set_up(catalogue.find("perceptron", "challenge"))
    opened = visit.open_page("perceptron", **asked)
    assert not opened.warning
    assert [button.label for button in opened.button if button.key == "try_challenge"] == []
    assert visit.scene(opened)["locked"]


def test_every_page_with_exercises_is_in_the_catalogue():
    for name in visit.PAGES:
        box = visit.exercises(visit.opened(name), name)
        known = [one.title for one in catalogue.exercises(name)]
        assert (box.options if box else []) == known


def test_plans_and_the_list_of_exercises_are_drawn_when_they_are_opened():
    at = visit.open_page("home")
    closed = len(at.get("page_link"))
    every = [one for name in visit.PAGES[1:] for one in catalogue.exercises(name)]
    planned = [catalogue.find(*pair) for plan in teaching.PLANS for pair in plan.exercises]
    for box, exercises in (("plans", planned), ("every_exercise", every)):
        at.session_state[box] = True
        at.run()
        visit.assert_well(at, "home")
        links = [link.proto for link in at.get("page_link")]
        asked = [dict(parse_qsl(link.query_string)).get("exercise") for link in links]
        assert [key for key in asked if key][1:] == [one.key for one in exercises]
        assert len(links) == closed + len(exercises)
        at.session_state[box] = False


def test_a_plan_stays_open_for_a_teacher_who_comes_back_for_its_next_exercise():
    at = visit.open_page("home")
    at.session_state["plans"] = True
    opened = len(at.run().get("page_link"))
    visit.travel(visit.travel(at, "neuron"), "home")
    assert len(at.get("page_link")) == opened
    at.session_state["plans"] = False
    closed = len(at.run().get("page_link"))
    visit.travel(visit.travel(at, "neuron"), "home")
    assert len(at.get("page_link")) == closed < opened


@pytest.mark.parametrize("plan", teaching.PLANS, ids=lambda plan: plan.title)
def test_a_plan_fills_a_lesson_and_says_what_to_expect(plan):
    assert teaching.BEGIN + len(plan.exercises) * teaching.EACH + teaching.END == 45
    at = visit.open_page("home")
    at.session_state["plans"] = True
    assert f"**End:** {plan.end}\n\n**Expect:** {plan.answer}" in visit.words(at.run())


@pytest.mark.parametrize("name", visit.PAGES)
def test_the_link_to_every_exercise_opens_it_set_up(name):
    for exercise in catalogue.exercises(name):
        link = catalogue.set_up(exercise)
        at = visit.open_page(name, **link)
        visit.assert_well(at, name)
        assert not at.warning, link
        assert visit.exercises(at, name).value == exercise.key
        assert f"try_{exercise.key}" not in {button.key for button in at.button}, link
        waits = exercise.predict is not None and exercise.predict.waits
        assert bool(visit.scene(at).get("locked")) == waits, link


def test_what_an_exercise_asks_is_said_by_its_kind():
    asks = {
        key: teaching.asks(catalogue.find(page, key))
        for page, key in (
            ("perceptron", "challenge"),
            ("perceptron", "smaller_eta"),
            ("generalisation", "full_marks"),
            ("perceptron", "shuffle"),
        )
    }
    assert len(set(asks.values())) == 4
    assert asks["challenge"] == "Predict a number, then watch."


def test_the_words_of_the_run_are_explained_on_home():
    linked = {term for term, *_ in visit.linked_terms(visit.opened("home"))}
    assert {"update", "epoch"} <= linked
