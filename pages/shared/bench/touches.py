"""Each touch of a stage is done once, in the order of the student's hands.

The browser sends every touch together with those before it that were not answered yet (why, is
said in touches.js); here those that are new are found by their count.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import streamlit as st

Touch = Mapping[str, Any]
"""What somebody has done on a figure, as the browser tells it: its kind, the figure, and more."""


def new(stage: str, sent: Any) -> Iterator[Touch]:
    """The touches of this message that were not done before, each marked as done after it was.

    A run may be broken off wherever it looks at the session's state, also while a touch is done:
    then that one is done with the next message.

    sent: what the stage of this key sent; anything but a list of touches holds none
    """
    came = [one for one in sent if _counted(one)] if isinstance(sent, list) else []
    done = _done(stage)
    for touch in came:
        if touch["count"] > done.last:
            yield touch
            done.last = touch["count"]


def answered(stage: str) -> int:
    """The count of the last touch that was done; 0 before the first."""
    return _done(stage).last


def stepped(key: str, seen: int, by: float, least: int, most: int) -> int:
    """One more or fewer of what a control counts, from what it says by now.

    seen: what it said to the run on show, for one that is not there
    """
    count = int(st.session_state.get(key, seen))  # of two touches, the first may have changed it
    return max(least, min(most, count + (1 if by > 0 else -1)))


def _counted(touch: object) -> bool:
    return isinstance(touch, dict) and isinstance(touch.get("count"), int)


@dataclass
class _Done:
    """What is changed in one step, which cannot be broken off."""

    last: int = 0


def _done(stage: str) -> _Done:
    done: _Done = st.session_state.setdefault(f"{stage}_answered", _Done())
    return done
