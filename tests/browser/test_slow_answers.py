"""What is still of the run before fades where the answer is slow to come, and only there."""

import pytest
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

FADING = """() => {
    window.faded = new Set()
    document.addEventListener('transitionrun', ({ target, propertyName }) => {
        if (propertyName === 'opacity' && 'stale' in target.dataset) faded.add(target.className)
    })
}"""
LEAST = """() => Math.min(...[...document.querySelectorAll('[data-stale]')]
    .map((element) => Number(getComputedStyle(element).opacity)))"""


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
    student.press("eta", "ArrowLeft")
    student.until(lambda: "eta" in student.link, "the link says so")
    student.rest()
    assert student.page.evaluate("[...faded]") == [], "at a quick answer nothing begins to fade"

    kept.append(lambda: None)
    student.press("eta", "ArrowLeft")
    student.until(lambda: student.page.evaluate(LEAST) < 0.9, "what is old has faded")
    held = kept[:]
    kept.clear()
    for send in held:
        send()
    student.rest()
    assert student.page.evaluate(LEAST) == 1, "the new run is on show"
