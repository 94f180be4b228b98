"""What the simulated student understands of Streamlit's messages, and what it says back."""

import random

import pytest
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState

from pages.shared.frame import answers, door
from tests.load.protocol import ANSWER, APOLOGY, Conversation


def begin(*fragments: str) -> ForwardMsg:
    message = ForwardMsg()
    message.new_session.page_script_hash = "page"
    message.metadata.run.fragment_ids.extend(fragments)
    return message


def slider(place: int, key: str, high: float = 3.0, fragment: str = "") -> ForwardMsg:
    message = ForwardMsg()
    message.metadata.delta_path.extend([0, place])
    message.delta.fragment_id = fragment
    proto = message.delta.new_element.slider
    proto.id, proto.max, proto.step, proto.query_param_key = f"$$ID-abc-{key}", high, 1.0, key
    proto.default.append(0.0)
    return message


def answer(number: str) -> ForwardMsg:
    message = ForwardMsg()
    message.metadata.delta_path.extend([0, 9])
    proto = message.delta.new_element.text_input
    proto.id, proto.value, proto.set_value = f"$$ID-abc-{ANSWER}", number, True
    return message


def end(status: ForwardMsg.ScriptFinishedStatus = ForwardMsg.FINISHED_SUCCESSFULLY) -> ForwardMsg:
    return ForwardMsg(script_finished=status)


def told(talk: Conversation, *messages: ForwardMsg) -> list[bool]:
    talk.ask()
    return [talk.hear(message.SerializeToString()) for message in messages]


def asked(talk: Conversation, *triggers: WidgetState) -> BackMsg:
    message = BackMsg()
    message.ParseFromString(talk.ask(triggers))
    return message


def test_a_run_ends_with_its_own_end_only():
    talk = Conversation()
    early = end(ForwardMsg.FINISHED_EARLY_FOR_RERUN)
    assert told(talk, end(), begin(), early, begin(), slider(0, "eta"), end()) == [
        *[False] * 5, True,
    ]  # fmt: skip


def test_a_moved_control_is_told_and_stands_in_the_link():
    talk = Conversation("perceptron", "epochs=5")
    told(talk, begin(), slider(0, "eta"), end())
    (control,) = talk.settings()
    state, in_link = control.somewhere(random.Random(1))
    talk.set(control, state, in_link)
    request = asked(talk).rerun_script
    assert control.key == "eta"
    assert request.query_string == f"epochs=5&eta={in_link}"
    assert request.page_script_hash == "page"
    assert list(request.widget_states.widgets) == [state]
    assert state.double_array_value.data[0] in {0.0, 1.0, 2.0, 3.0}


def test_what_the_server_sets_is_said_from_then_on():
    talk = Conversation("perceptron")
    told(talk, begin(), slider(0, "eta"), end())
    (control,) = talk.settings()
    talk.set(control, *control.somewhere(random.Random(1)))
    reset = slider(0, "eta")
    reset.delta.new_element.slider.set_value = True
    told(talk, begin(), reset, answer("7"), end())
    (state,) = asked(talk).rerun_script.widget_states.widgets
    assert state.string_value == "7"
    assert ANSWER == answers.KEY


def test_what_a_run_no_longer_shows_is_gone_and_a_fragment_leaves_the_rest():
    talk = Conversation()
    told(talk, begin(), slider(0, "eta"), slider(1, "seed"), end())
    told(talk, begin("f"), slider(1, "seed", high=9.0, fragment="f"), end())
    assert [control.key for control in talk.controls()] == ["eta", "seed"]
    told(talk, begin(), slider(1, "seed"), end())
    assert [control.key for control in talk.controls()] == ["seed"]


def test_a_control_of_a_fragment_runs_that_alone():
    talk = Conversation()
    told(talk, begin(), slider(0, "eta"), slider(1, "seed", fragment="f"),
         slider(2, "hidden", fragment="f"), end())  # fmt: skip
    eta, hidden, seed = talk.controls()
    for control, fragment in ((seed, "f"), (eta, ""), (hidden, "f")):
        talk.set(control, *control.somewhere(random.Random(1)))
        assert asked(talk).rerun_script.fragment_id == fragment
    touch = WidgetState(id=f"{seed.identity}__events", json_trigger_value="[]")
    assert asked(talk, touch).rerun_script.fragment_id == "f"
    assert asked(talk).rerun_script.fragment_id == ""
    told(talk, begin("f"), slider(1, "seed", fragment="f"), end())
    assert [control.key for control in talk.controls()] == ["eta", "seed"]


def test_a_message_kept_from_the_last_run_is_put_in_place_of_its_hash():
    talk, large, short = Conversation(), slider(0, "eta"), ForwardMsg(ref_hash="h")
    large.hash, large.metadata.cacheable = "h", True
    short.metadata.delta_path.extend([0, 0])
    told(talk, begin(), large, end())
    assert list(asked(talk).rerun_script.cached_message_hashes) == ["h"]
    told(talk, begin(), short, end())
    assert [control.key for control in talk.controls()] == ["eta"]


def test_an_apology_and_an_exception_are_failures_and_a_wrong_answer_is_none():
    talk, messages = Conversation(), [begin()]
    for place, body in enumerate((f"{APOLOGY} It is our mistake.", "Not quite.")):
        message = ForwardMsg()
        message.metadata.delta_path.extend([0, place])
        message.delta.new_element.alert.body, message.delta.new_element.alert.format = body, 1
        messages.append(message)
    broken = ForwardMsg()
    broken.metadata.delta_path.extend([0, 2])
    broken.delta.new_element.exception.message = "boom"
    told(talk, *messages, broken, end())
    assert talk.page.failures() == [": boom", f"{APOLOGY} It is our mistake."]


def test_the_apology_is_still_worded_as_the_student_knows_it(monkeypatch):
    said = []
    monkeypatch.setattr(door.st, "error", lambda text, **_: said.append(text))
    monkeypatch.setattr(door.st, "button", lambda *_, **__: None)
    door.apologise(ValueError("a test's"))
    assert len(said) == 1 and said[0].startswith(APOLOGY)


@pytest.mark.parametrize("opened", [True, False])
def test_tabs_and_boxes_that_rerun_can_be_moved(opened):
    talk, tabs, box = Conversation(), ForwardMsg(), ForwardMsg()
    tabs.metadata.delta_path.extend([0, 0])
    tabs.delta.add_block.tab_container.id = "$$ID-a-view"
    box.metadata.delta_path.extend([0, 1])
    box.delta.add_block.expandable.id = "$$ID-b-hint" if opened else ""
    parts = []
    for place, label in enumerate(("Why", "Code")):
        part = ForwardMsg()
        part.metadata.delta_path.extend([0, 0, place])
        part.delta.add_block.tab.label = label
        parts.append(part)
    told(talk, begin(), tabs, *parts, box, end())
    assert [control.key for control in talk.controls()] == ["hint", "view"][not opened :]
    assert talk.controls()[-1].somewhere(random.Random(0))[1] in {"Why", "Code"}
    assert talk.settings() == []
