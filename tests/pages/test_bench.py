"""What every page with a stage keeps to: its figures, its player, its numbers, its exercises."""

import random
import re
from functools import cache

import pandas as pd
import plotly.graph_objects as go
import pytest
import streamlit as st

from pages.shared.bench import catalogue, numbers, progress, stage
from pages.shared.bench.stage import Player
from pages.shared.frame import course
from tests.pages import visit

STAGED = [name for name in visit.PAGES if name != "key_points"]
every_stage = pytest.mark.parametrize("name", STAGED)


@pytest.mark.parametrize("name", visit.PAGES)
def test_every_page_but_the_glossary_has_a_stage(name):
    assert bool(visit.scene(visit.opened(name))) == (name in STAGED)


@pytest.mark.parametrize(
    ("name", "key", "value", "moment"),
    [
        ("activation_functions", "z", 2.5, 75),
        ("computational_graph", "step", 7, 7),
        ("forward_propagation", "step", 2, 2),
        ("what_why_how", "data", 30, 29),
    ],
)
def test_a_control_that_says_the_moment_moves_the_player(name, key, value, moment):
    at = visit.open_page(name)
    visit.move(at, key, value)
    scene = visit.scene(at)
    assert scene["tells"] and scene["start"] == moment


def test_where_the_player_rests_the_control_is_set_to(monkeypatch):
    state = {}
    monkeypatch.setattr(stage.st, "session_state", state)
    player = Player(["none", "some", "all"], sets=("amount", (0.0, 0.5, 1.0)))
    player.rested({"moment": 1})
    assert state["amount"] == 0.5
    player.rested({"moment": 40})  # of a longer run, before a control made it shorter
    assert state["amount"] == 1.0


@pytest.mark.parametrize("name", visit.PAGES)
def test_a_student_who_moves_controls_at_random_sees_whole_figures(name):
    """Half of the moves go to an end of a scale. Where curves can be kept, the first ones are."""
    at, rng = visit.open_page(name), random.Random(name)
    assert_all_whole(at, name)
    for toggle in at.toggle:
        if toggle.key == f"{name}_kept":
            toggle.set_value(True)
    for turn in range(12 if visit.controls(at) else 0):
        key = rng.choice(sorted(visit.controls(at)))
        control = visit.controls(at)[key]
        end = turn % 2 and [one for one in visit.choices(control) if one != control.value]
        visit.move(at, key, rng.choice(end) if end else anywhere(control, rng))
        visit.assert_well(at, name)
        assert_all_whole(at, name)


def anywhere(widget, rng):
    if widget.type in {"slider", "number_input"}:
        step = widget.step or 1
        steps = rng.randint(0, int((widget.max - widget.min) / step))
        return type(widget.value)(min(widget.max, widget.min + step * steps))
    return rng.choice([True, False] if widget.type == "toggle" else list(widget.options))


def assert_all_whole(at, name):
    scene = visit.scene(at)
    assert bool(scene.get("figures")) == (name in STAGED), f"{name} with {visit.values(at)}"
    for figure in scene.get("figures", ()):
        assert_whole(figure, scene, f"{name}, {figure['key']} with {visit.values(at)}")


def assert_whole(figure, scene, where):
    """Plotly accepts every property, every motion fits the player, and each figure has a name."""
    assert figure["title"] and len(figure["alt"]) > 20, where
    moments = len(scene["captions"])
    assert moments and 0 <= scene["start"] < moments, where
    if figure["kind"] == "network":
        assert len(figure["weights"]) == moments, where
        return
    go.Figure(figure["data"], figure["layout"])
    for motion in figure["motions"]:
        if motion["kind"] == "unit_map" and "network" in motion:
            assert len(motion["network"]["weights"]) == moments, where
            continue
        if motion["kind"] == "unit_map":
            assert motion["of"] in {other["key"] for other in scene["figures"]}, where
            continue
        traces = motion.get("traces", [motion.get("trace")])
        assert all(place < len(figure["data"]) for place in traces), where


@every_stage
def test_the_numbers_of_every_figure_come_on_request(name):
    at = visit.opened(name)
    shown = len(at.dataframe)
    for figure in visit.scene(at)["figures"]:
        asked = visit.open_page(name)
        asked.session_state[numbers.ASKED] = figure["key"]
        asked.run()
        visit.assert_well(asked, name)
        assert len(asked.dataframe) == shown + 1, f"{figure['key']}: no table"
        assert len(asked.dataframe[-1].value), f"{figure['key']}: an empty table"
        assert asked.get("download_button"), f"{figure['key']}: no CSV file"


@pytest.mark.parametrize(
    "figure, view, first",
    [("multilayer_network", "training", "epoch"), ("multilayer_step", "one update", "sample")],
)
def test_what_a_row_is_of_is_seen_first_in_a_table_of_many_columns(figure, view, first):
    at = visit.open_page("multilayer_network", view=view)
    at.session_state[numbers.ASKED] = figure
    at.run()
    assert at.dataframe[-1].value.columns[0] == first


def test_no_zero_in_a_table_of_numbers_has_a_minus_sign():
    frame = numbers.unsigned_zeros(pd.DataFrame({"w": [-0.0, -1.0], "name": ["a", "b"]}))
    assert numbers.safe_csv(frame).splitlines() == ["w,name", "0.0,a", "-1.0,b"]


@every_stage
def test_every_exercise_opens_by_link_with_its_controls_hint_and_solution(name):
    keys = exercise_keys(name)
    assert keys, "a stage without exercises"
    for key in keys:
        at = visit.open_page(name, exercise=key)
        visit.assert_well(at, name)
        assert not at.warning, f"{name}?exercise={key}: {[w.value for w in at.warning]}"
        before = visit.words(at)
        for box in ("hint", "solution"):
            at.session_state[f"{key}_{box}"] = True
        at.run()
        visit.assert_well(at, name)
        assert len(visit.words(at)) > len(before) + 40, f"{name}: {key} has no solution"


@cache
def exercise_keys(name):
    """What the link says of each exercise, chosen one after the other in its box."""
    at = visit.open_page(name)
    box = visit.exercises(at, name)
    return [chosen_in_link(at, name, title) for title in (box.options if box else ())]


def chosen_in_link(at, name, title):
    visit.exercises(at, name).select(title).run()
    key = at.query_params["exercise"]
    return key[0] if isinstance(key, list) else key


@every_stage
def test_a_prediction_comes_before_the_run(name):
    """At least one exercise asks for one; until it is made the run waits and tells nothing."""
    predicted = 0
    for key in exercise_keys(name):
        at = visit.open_page(name, exercise=key)
        set_up = [button for button in at.button if button.key == f"try_{key}"]
        if set_up:
            set_up[0].click().run()
            visit.assert_well(at, name)
        if not any(button.key == "just_watch" for button in at.button):
            continue
        predicted += 1
        assert visit.scene(at)["locked"]
        held = told_while_waiting(at, name)
        at.button(key="just_watch").click().run()
        visit.assert_well(at, name)
        assert not visit.scene(at)["locked"]
        watched = [text for text in visit.texts(at) if text.startswith(END)]
        at.button(key="predict_again").click().run()
        assert visit.scene(at)["locked"]
        predict(at, name, key)
        visit.assert_well(at, name)
        assert not visit.scene(at)["locked"]
        said = [one.value for one in (*at.success, *at.warning)]
        assert said, f"{name}: nothing is said of a prediction for {key}"
        (task,) = [one.task for one in catalogue.exercises(name) if one.key == key]
        for digits in [*outcome_in(said), *digits_of(watched)]:
            told = told_as_number(digits, held) and not told_as_number(digits, task)
            assert not told, f"{name}, {key}: {digits} is told beforehand"
    assert predicted, "no exercise asks for a prediction"


END = "**At the end of the run:**"


def told_while_waiting(at, name):
    """All that a student can read before predicting: with every box of the page open."""
    for box in at.expander:
        if box.key and not box.key.endswith(("_hint", "_solution")):
            at.session_state[box.key] = True
    at.session_state[numbers.ASKED] = visit.scene(at)["figures"][0]["key"]
    shown = len(at.dataframe)
    at.run()
    visit.assert_well(at, name)
    assert len(at.dataframe) <= shown, "the numbers of a figure"
    assert not at.get("download_button"), "the script"
    cells = "\n".join(frame.value.to_string() for frame in at.dataframe)
    figures = visit.scene(at)["figures"]
    drawn = "\n".join(text for figure in figures for text in written_on(figure))
    return "\n".join([visit.words(at), cells, drawn])


def written_on(figure):
    """All words of a figure but those of its marks: they wait with the player."""
    layout = figure.get("layout", {})
    labels = [shape.get("label", {}).get("text", "") for shape in layout.get("shapes", ())]
    notes = [note["text"] for note in layout.get("annotations", ())]
    names = [trace.get("name") or "" for trace in figure.get("data", ())]
    return [figure["title"], figure["alt"], *labels, *notes, *names]


def digits_of(sentences):
    """The numbers with three digits or more in what is said of the end of the run.

    Not those in tables and of the limit of η, which the settings alone decide.
    """
    lines = [one for text in sentences for one in text.splitlines() if not one.startswith("|")]
    found = re.findall(r"[-−]?\d[\d,]*\.?\d*\b(?! times the limit)", " ".join(lines))
    return [one.rstrip(".,") for one in found if len(re.sub(r"\D", "", one).lstrip("0")) > 2]


def told_as_number(digits, text):
    """Whether a text has this number, not as a part of a longer one."""
    return re.search(rf"(?<![\d.,]){re.escape(digits)}(?![\d]|[.,]\d)", text)


def outcome_in(said):
    """What the run shows, with three and four digits, where these are enough to tell it by."""
    found = re.search(r"the run shows \*\*(−?[\d.]+)\*\*", " ".join(said))
    shown = (
        {f"{float(found[1].replace('−', '-')):.{digits}g}" for digits in (3, 4)} if found else set()
    )
    return [one.replace("-", "−") for one in shown if len(re.sub(r"\D", "", one)) > 2]


def predict(at, name, key):
    radios = [radio for radio in at.radio if radio.key == f"{name}_{key}_answer"]
    if radios:
        radios[0].set_value(radios[0].options[0]).run()
    else:
        box = at.number_input(key=f"{name}_{key}_guess")
        box.set_value(box.min).run()
    at.button(key="predict").click().run()


@pytest.mark.parametrize("page", [lesson.name for lesson in course.LESSONS])
def test_no_exercise_is_solved_by_opening_it(page):
    for exercise in catalogue.exercises(page):
        at = visit.open_page(page, exercise=exercise.key)
        assert "exercises solved" not in at.session_state, exercise.key


def test_a_new_session_ticks_what_the_tab_remembers_and_nothing_else(monkeypatch):
    monkeypatch.setattr(st, "session_state", {})
    first = catalogue.exercises("neuron")[0].key
    progress.tick("neuron", first)
    progress.remember(["perceptron/challenge", "perceptron/none", f"neuron/{first}", 3, [], ""])
    assert progress.solved() == [("perceptron", "challenge"), ("neuron", first)]
    assert progress.for_the_tab() == ["perceptron/challenge", f"neuron/{first}"]
    for broken in (None, {}, "perceptron/challenge"):
        progress.remember(broken)
        assert len(progress.solved()) == 2


def test_a_solved_exercise_is_ticked_for_the_session_and_in_the_menu():
    at = visit.open_page("perceptron", exercise="challenge")
    at.button(key="try_challenge").click().run()
    assert "exercises solved" not in at.session_state
    at.number_input(key="perceptron_challenge_guess").set_value(50.0).run()
    at.button(key="predict").click().run()
    assert ("perceptron", "challenge") in at.session_state["exercises solved"]
    assert "✓ How many are wrong?" in visit.words(at)
    titles = {
        page.title for pages in course.navigation({"perceptron": 1}).values() for page in pages
    }
    assert "Perceptron ✓1" in titles and "Neuron" in titles
    assert [box.placeholder for box in at.selectbox if box.key == "perceptron_exercise"] == [
        "Exercises: 1 of 4 done"
    ], "counted in the run that solved it"
    elsewhere = visit.travel(at, "standardisation")
    assert ("perceptron", "challenge") in elsewhere.session_state["exercises solved"]
