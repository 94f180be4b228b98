"""A slow line and hasty hands: what is done while an answer is on its way is not undone by it."""

import pytest
from playwright.sync_api import expect
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg


class Line:
    """A student's line to the server: while it is held, answers wait; questions go through."""

    def __init__(self, student):
        self.student, self.held, self.kept, self.ended = student, False, [], 0
        student.page.route_web_socket("**/_stcore/stream", self._join)

    def _join(self, line):
        far = line.connect_to_server()
        line.on_message(far.send)
        far.on_message(self._answer)
        self._send = line.send

    def _answer(self, message):
        if not self.held:
            self._send(message)
            return
        self.kept.append(message)
        self.ended += ForwardMsg.FromString(message).WhichOneof("type") == "script_finished"

    def hold(self):
        self.held = True

    def until_answered(self, times):
        """Wait for the answers to so many runs since the line was held; they wait here."""
        self.student.until(lambda: self.ended >= times, f"the server has answered {times} times")

    def until_control(self, key):
        """How many of the messages that wait come up to this control, with it."""
        deltas = [ForwardMsg.FromString(message).delta.new_element for message in self.kept]
        return [delta.slider.id.endswith(f"-{key}") for delta in deltas].index(True) + 1

    def release(self, first=None):
        """All answers, or the ``first`` so many messages of those that wait."""
        self.held = first is not None
        for message in self.kept[:first]:
            self._send(message)
        del self.kept[:first]


@pytest.fixture
def line(students, server):
    return Line(students(server))


def nudge(student):
    """Move the ball by a key, and wait until it is told."""
    messages = student.messages
    student.shown("descent").get_by_role("slider", name="Start of the ball").focus()
    student.page.keyboard.press("ArrowRight")
    student.until(lambda: student.messages > messages, "the move of the ball is told")


def move_ball(student):
    """The page with the ball where the link says it, with the way back to where it was."""
    student.open("gradient_descent")
    nudge(student)
    student.until(lambda: student.link == {"start": "-2.7"}, "the link says where the ball is")
    student.rest()


def assert_ball_is_back(student):
    assert student.slider("start").input_value() == "-3"
    expect(student.shown("descent").get_by_role("slider")).to_have_attribute("aria-valuenow", "-3")


def test_the_link_keeps_a_control_that_was_moved_between_two_touches(line):
    """The answer to the first sets the browser's link back, and the second tells with that link."""
    student = line.student
    student.open("gradient_descent")
    line.hold()
    nudge(student)
    line.until_answered(1)
    first = len(line.kept)
    student.press("eta", "ArrowRight")
    student.until(lambda: "eta" in student.link, "the link says the new rate")
    line.until_answered(2)
    line.release(first)
    student.until(lambda: "eta" not in student.link, "the first answer has set the link back")
    nudge(student)
    line.until_answered(3)
    line.release()
    both = {"start": "-2.4", "eta": "0.4"}
    student.until(lambda: student.link == both, "both are in the link")
    student.rest()
    assert student.link == both


def test_a_piece_of_an_answer_is_no_move_of_the_student(line):
    """The browser draws what has come of an answer: a control may have what one of two sets, whose
    rest is still on its way."""
    student = line.student
    student.open("forward_propagation")
    more = student.page.get_by_role("button", name="One neuron in hidden layer 1 more")
    line.hold()
    for neurons in (1, 2):
        more.click()
        line.until_answered(neurons)
    line.release(line.until_control("n1"))
    expect(student.slider("n1")).to_have_value("5")
    more.click()
    line.until_answered(3)
    line.release()
    student.until(lambda: student.link == {"n1": "7"}, "the link says all three")
    student.rest()
    expect(student.slider("n1")).to_have_value("7")
    assert student.link == {"n1": "7"}


def test_after_back_the_link_is_that_of_what_is_shown_whatever_was_on_its_way(line):
    student = line.student
    move_ball(student)
    line.hold()
    nudge(student)
    line.until_answered(1)
    student.page.go_back()
    student.until(lambda: student.link == {}, "the browser is back")
    line.until_answered(2)
    line.release()
    expect(student.at("start")).to_contain_text("-3")
    student.rest()
    student.until(lambda: student.link == {}, "the link is that of the start on show")
    assert_ball_is_back(student)


def test_back_is_not_undone_by_the_player_that_has_just_been_moved(line):
    """It tells its moment a little later, with what all controls said before the way back."""
    student = line.student
    student.open("forward_propagation")
    student.shown("forward_network").locator(".lab-stop").first.focus()
    student.page.keyboard.press("Enter")
    student.until(lambda: "neuron" in student.link, "the neuron stands in the link")
    student.rest()
    line.hold()
    student.player("To the end").click()
    student.page.go_back()
    student.until(lambda: student.link == {}, "the browser is back")
    line.until_answered(1)
    student.page.wait_for_timeout(1800)  # longer than a player waits for other answers
    line.release()
    expect(student.at("neuron").get_by_role("combobox")).to_have_value("none")
    student.rest()
    student.until(lambda: student.link == {"step": "2"}, "only the moment is added to the link")
    expect(student.shown("forward_network").locator(".lab-ring")).to_have_count(0)


def test_back_to_a_link_half_written_leaves_out_what_no_control_says_any_more(line):
    """Streamlit takes a control that has left out of the link one act later than it writes another
    one: an act between the two leaves an address with both in the browser's history."""
    student = line.student
    student.open("kinds_of_learning?epochs=20")
    line.hold()
    student.page.get_by_role("combobox", name="Kind of learning").click()
    student.page.get_by_role("option", name="unsupervised", exact=True).click()
    line.until_answered(1)
    student.page.keyboard.press("Shift")
    line.release()
    student.until(lambda: student.link == {"kind": "unsupervised"}, "the epochs have left")
    student.rest()
    student.page.go_back()
    student.rest()
    student.until(lambda: student.link == {"kind": "unsupervised"}, "and are not there again")


def test_an_exercise_that_is_closed_before_it_has_opened_is_not_left_in_the_link(line):
    """The answer to the first choice puts it there, and the second came without it."""
    student = line.student
    student.open("generalisation")
    line.hold()
    student.page.get_by_role("combobox", name="Exercises").click()
    student.page.get_by_role("option").first.click()
    line.until_answered(1)
    first = len(line.kept)
    student.page.keyboard.press("Escape")
    line.until_answered(2)
    line.release(first)
    student.until(lambda: "exercise" in student.link, "the first answer has named it in the link")
    line.release()
    student.until(lambda: student.link == {}, "the link says that none is open")
    student.rest()
    assert student.link == {}
    expect(student.page.get_by_role("combobox", name="Exercises")).to_have_value("")


@pytest.mark.parametrize(
    ("link", "button", "epochs"),
    [
        ("perceptron?eta=0.3&epochs=14", "reset", "10"),
        ("perceptron?exercise=smaller_eta&epochs=12", "try_smaller_eta", "25"),
    ],
)
def test_what_a_button_sets_is_not_undone_by_a_control_moved_before_the_answer(
    line, link, button, epochs
):
    """The control's message says what all controls said before, and the run was that of the old
    settings beside controls that said the new ones."""
    student = line.student
    student.open(link)
    moment = student.player("Moment of the run")
    line.hold()
    student.at(button).get_by_role("button").click()
    line.until_answered(1)
    first = len(line.kept)
    student.press("eta", "ArrowRight")
    line.until_answered(2)
    line.release(first)
    expect(moment).to_have_attribute("max", epochs)
    line.release()
    student.rest()
    expect(moment).to_have_attribute("max", epochs)
    expect(student.slider("epochs")).to_have_attribute("aria-valuetext", epochs)
    student.until(lambda: student.link.get("epochs", "10") == epochs, "the link says the same")
    assert student.complaints == []


def test_the_player_goes_back_to_a_moment_that_it_has_left(line):
    student = line.student
    student.open("forward_propagation")
    moment = student.player("Moment of the run")
    before = moment.input_value()
    student.player("To the end").click()
    student.until(lambda: student.link == {"step": "2"}, "the link says the moment")
    student.rest()
    student.page.go_back()
    student.until(lambda: student.link == {}, "the browser is back")
    expect(moment).to_have_value(before)
    student.rest()
    assert student.link == {}


def test_back_is_not_undone_by_a_control_moved_before_its_answer(line):
    student = line.student
    move_ball(student)
    line.hold()
    student.page.go_back()
    student.until(lambda: student.link == {}, "the browser is back")
    line.until_answered(1)
    student.press("eta", "ArrowRight")
    line.until_answered(2)
    line.release()
    student.until(lambda: student.link == {"eta": "0.4"}, "the link says the rate alone")
    student.rest()
    assert student.link == {"eta": "0.4"}
    expect(student.slider("eta")).to_have_attribute("aria-valuetext", "0.4")
    assert_ball_is_back(student)


@pytest.mark.parametrize(
    ("keys", "eta"), [(["ArrowRight"], "0.4"), (["ArrowRight", "ArrowLeft"], "0.3")]
)
def test_a_control_moved_before_the_answer_to_reset_stays_where_it_was_put(line, keys, eta):
    """The answer to Reset moves it in the browser, and the next one moves it back."""
    student = line.student
    student.open("perceptron?eta=0.3&epochs=14")
    line.hold()
    student.at("reset").get_by_role("button").click()
    line.until_answered(1)
    first = len(line.kept)
    for answers, key in enumerate(keys, 2):
        student.press("eta", key)
        line.until_answered(answers)
    line.release(first)
    student.until(lambda: "epochs" not in student.link, "Reset is answered")
    line.release()
    student.rest()
    student.until(lambda: student.link == {"eta": eta}, "the link says what the student has put")
    expect(student.slider("eta")).to_have_attribute("aria-valuetext", eta)
    expect(student.slider("epochs")).to_have_attribute("aria-valuetext", "10")
    expect(student.player("Moment of the run")).to_have_attribute("max", "10")


def test_a_slider_moved_before_a_drag_of_its_quantity_is_answered_has_the_last_word(line):
    student = line.student
    student.open("gradient_descent")
    line.hold()
    nudge(student)
    line.until_answered(1)
    first = len(line.kept)
    student.press("start", "End")
    line.until_answered(2)
    line.release(first)
    line.release()
    student.until(lambda: student.link == {"start": "4"}, "the link says the slider")
    student.rest()
    assert student.link == {"start": "4"}
    expect(student.slider("start")).to_have_value("4")
    expect(student.shown("descent").get_by_role("slider")).to_have_attribute("aria-valuenow", "4")
