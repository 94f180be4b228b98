"""A slow line: what is old fades while an answer is awaited; figures to come say that they do."""

import time

import pytest
from playwright.sync_api import expect
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

FADING = """() => {
    window.faded = new Set()
    document.addEventListener('transitionrun', ({ target, propertyName }) => {
        if (propertyName === 'opacity' && 'stale' in target.dataset) faded.add(target.className)
    })
}"""
LEAST = """() => Math.min(...[...document.querySelectorAll('[data-stale]')]
    .map((element) => Number(getComputedStyle(element).opacity)))"""

SLOW = 0.5  # seconds of a run, from which on what is old fades
# A busy machine may be late with the answers to some of these.
MOVES = ["ArrowLeft", "ArrowRight", "ArrowLeft", "ArrowRight"]


def faded_at(student, key):
    """What begins to fade at a move, until its answer is drawn; and whether that is quick."""
    before, begun = student.messages, time.monotonic()
    student.press("eta", key)
    student.until(lambda: student.messages > before, "the move is told")
    student.rest()
    quick = time.monotonic() - begun < SLOW
    return student.page.evaluate("[...faded, faded.clear()].filter(Boolean)"), quick


@pytest.fixture
def on_the_way(students, server):
    """A student on a page, and a list: while it holds anything, answers are added to it instead."""
    student, kept = students(server), []

    def join(line):
        far = line.connect_to_server()
        line.on_message(far.send)

        def answer(message):
            told = ForwardMsg.FromString(message).WhichOneof("type")
            if len(kept) > 1 or (kept and told == "delta"):  # that a run has begun comes through
                kept.append(lambda: line.send(message))
            else:
                line.send(message)

        far.on_message(answer)

    student.page.route_web_socket("**/_stcore/stream", join)
    student.open("perceptron")
    student.page.evaluate(FADING)
    return student, kept


def test_what_waits_for_an_answer_fades_only_where_that_is_slow(on_the_way):
    student, kept = on_the_way
    answers = [faded_at(student, key) for key in MOVES]
    assert any(not faded for faded, _ in answers), answers
    assert not any(faded for faded, quick in answers if quick), "at a quick answer nothing fades"

    kept.append(lambda: None)
    student.press("eta", "ArrowLeft")
    student.until(lambda: student.page.evaluate(LEAST) < 0.9, "what is old has faded")
    held = kept[:]
    kept.clear()
    for send in held:
        send()
    student.rest()
    assert student.page.evaluate(LEAST) == 1, "the new run is on show"


def test_figures_whose_library_is_slow_to_come_say_so(students, server):
    student, asked = students(server), []

    def hold(route):
        asked.append(route)

    student.page.route("**/plotly.min.js", hold)
    student.page.goto(f"{server}/perceptron")
    stage = student.at("stage")
    expect(stage.get_by_role("alert")).to_have_text("The figures are being loaded.")
    expect(stage.get_by_role("group", name="Player of the run")).to_be_hidden()
    for route in asked:
        route.continue_()
    student.rest()
    expect(stage.get_by_role("alert")).to_be_hidden()
    expect(student.player("Play")).to_be_visible()
    assert student.complaints == []
