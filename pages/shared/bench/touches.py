"""Each touch of a stage is done once, in the order of the student's hands.

The browser sends every touch together with those before it that were not answered yet (why, is
said in touches.js); here those that are new are found by their count.
"""

from collections.abc import Iterator, Mapping
from typing import Any

import streamlit as st

Touched = Mapping[str, Any]


def new(stage: str, sent: Any) -> Iterator[Touched]:
    """The touches of this message that were not done before, each marked as done when it is given.

    sent: what the stage of this key sent; anything but a list of touches holds none
    """
    for touch in sent if isinstance(sent, list) else []:
        count = touch.get("count") if isinstance(touch, dict) else None
        if isinstance(count, int) and count > answered(stage):
            st.session_state[_key(stage)] = count
            yield touch


def answered(stage: str) -> int:
    """The count of the last touch that was done; 0 before the first."""
    done: int = st.session_state.get(_key(stage), 0)
    return done


def _key(stage: str) -> str:
    return f"{stage}_answered"
