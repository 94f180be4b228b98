"""Each touch of a stage is done once, in the order of the student's hands.

The browser sends every touch together with those before it that were not answered yet (why, is
said in touches.js); here those that are new are found by their count.

With every message Streamlit sends what all controls stand at in the browser. While the answer to a
touch is on its way, that is what they stood at before it, and would undo what it has set. So when a
touch comes along that was done before, what it has set is set again. After a control was moved too
soon, those before it come once more for that, with one of a kind of its own.
"""

from collections.abc import Iterator, Mapping
from typing import Any

import streamlit as st

Touch = Mapping[str, Any]
"""What somebody has done on a figure, as the browser tells it: its kind, the figure, and more."""
_Settings = dict[str, str | int | float | bool]


def new(stage: str, sent: Any) -> Iterator[Touch]:
    """The touches of this message that were not done before, each marked as done when it is given.

    sent: what the stage of this key sent; anything but a list of touches holds none
    """
    came = [one for one in sent if _counted(one)] if isinstance(sent, list) else []
    made = {one["count"]: _made(stage).get(one["count"], {}) for one in came}
    st.session_state[_key(stage, "made")] = made
    for touch in came:
        count = touch["count"]
        if count <= answered(stage):
            _set_again(made[count])
            continue
        st.session_state[_key(stage, "answered")] = count
        before = _settings()
        yield touch
        now = _settings()
        made[count] = {
            key: (before[key], now[key]) for key in before.keys() & now if before[key] != now[key]
        }


def answered(stage: str) -> int:
    """The count of the last touch that was done; 0 before the first."""
    done: int = st.session_state.get(_key(stage, "answered"), 0)
    return done


def stepped(key: str, seen: int, by: float, least: int, most: int) -> int:
    """One more or fewer of what a control counts, from what it says by now.

    seen: what it said to the run on show, for one that is not there
    """
    count = int(st.session_state.get(key, seen))  # of two touches, the first may have changed it
    return max(least, min(most, count + (1 if by > 0 else -1)))


def _counted(touch: object) -> bool:
    return isinstance(touch, dict) and isinstance(touch.get("count"), int)


def _made(stage: str) -> dict[int, dict[str, tuple[Any, Any]]]:
    """For each touch of the last message: what settings were before it, and what it made them."""
    made: dict[int, dict[str, tuple[Any, Any]]] = st.session_state.get(_key(stage, "made"), {})
    return made


def _settings() -> _Settings:
    state = dict(st.session_state)
    return {str(key): at for key, at in state.items() if isinstance(at, str | int | float | bool)}


def _set_again(made: Mapping[str, tuple[Any, Any]]) -> None:
    for key, (before, now) in made.items():
        if st.session_state.get(key) == before:
            st.session_state[key] = now


def _key(stage: str, what: str) -> str:
    return f"{stage}_{what}"
