"""The dearest moves there are: every page with all its scales at their far ends, choice by choice.

Also with the longest table that a student may bring. What counts is the server's processor.
"""

import asyncio
from argparse import Namespace
from collections.abc import Iterator

import numpy as np
from streamlit.proto.WidgetStates_pb2 import WidgetState

from pages.lessons.preparing_data.own_form import USED_BY
from pages.shared.long_work.work import MOST_SECONDS
from tests.load.controls import Control, Setting
from tests.load.crowd import PAGES
from tests.load.process import usage
from tests.load.report import say
from tests.load.student import Student
from tests.load.upload import upload
from tests.server import Server, started

DRAWING = 1.0
"""Seconds that drawing may take beside the long work, on the longest table."""
_TOLD = 15
_LEFT_ALONE = {"eta", "net_eta", "l1", "l2"}
"""Far out they end a run early: it diverges."""
_DEAR_WHEN_LOW = {"batch"}
_ROWS = 100_000

Cost = tuple[float, str]


def dear(_: Namespace) -> int:
    """Print the dearest moves; 1 if one of them is beyond what a move may cost."""
    with started() as server:
        costs = asyncio.run(_all(server))
    for seconds, what in sorted(costs, reverse=True)[:_TOLD]:
        say(f"{seconds:6.2f} s of processor: {what}")
    say(f"{len(costs)} moves; allowed are {MOST_SECONDS:g} s and {DRAWING:g} s for drawing")
    return int(max(costs)[0] > MOST_SECONDS + DRAWING)


async def _all(server: Server) -> list[Cost]:
    costs: list[Cost] = []
    for page in PAGES:
        async with Student(server.address, page, patience=300) as student:
            await student.load()
            await _far_ends(server, student, costs, "")
    async with Student(server.address, "preparing_data", patience=300) as student:
        await student.load()
        await _bring(student)
        for page in USED_BY:
            await student.go(page, "pair=own")
            await _far_ends(server, student, costs, f" with {_ROWS:,} own rows")
    return costs


async def _bring(student: Student) -> None:
    rng = np.random.default_rng(0)
    x = rng.normal(size=(_ROWS, 2)).round(2)
    body = "".join(f"{a},{b},{'xy'[int(a + b > 0)]}\n" for a, b in x)
    await upload(student, student.talk.page.of_kind("file_uploader")[0], "long.csv",
                 f"a,b,k\n{body}".encode())  # fmt: skip
    buttons = student.talk.page.of_kind("button")
    use = [button for button in buttons if "own_use" in button.id]
    if use:
        await student.click(use[0].id, "use")


async def _far_ends(server: Server, student: Student, costs: list[Cost], note: str) -> None:
    """All scales far out at once, then with each choice of each control that offers some."""
    for _ in range(2):  # the first brings controls that the second finds
        await _move(server, student, costs, note, None)
    if costs[-1][0] > MOST_SECONDS / 2:  # its choices would only pause at the same bound
        return
    for control in student.talk.settings():
        for setting in _choices(control):
            if control.link_key == "pair" and note:
                continue
            await _move(server, student, costs, note, (control, setting))


async def _move(
    server: Server,
    student: Student,
    costs: list[Cost],
    note: str,
    chosen: tuple[Control, Setting] | None,
) -> None:
    for control in student.talk.settings():
        far = _far(control)
        if far:
            student.talk.set(control, *far)
    if chosen:
        student.talk.set(chosen[0], *chosen[1])
    before = usage(server.pid).cpu
    what = f"{chosen[0].key} = {chosen[1][1]}" if chosen else "all scales far out"
    await student.run(what)
    spent = usage(server.pid).cpu - before
    costs.append((spent, f"/{student.talk.address}, {what}{note}"))


def _far(control: Control) -> Setting | None:
    proto, state = control.proto, WidgetState(id=control.identity)
    if control.kind != "slider" or control.key in _LEFT_ALONE:
        return None
    if proto.options:
        end = proto.options[0 if control.key in _DEAR_WHEN_LOW else -1]
        state.string_array_value.data.append(end)
        return state, end
    state.double_array_value.data.append(proto.max)
    return state, f"{proto.max:g}"


def _choices(control: Control) -> Iterator[Setting]:
    identity, proto = control.identity, control.proto
    if control.kind == "selectbox":
        for option in proto.options:
            yield WidgetState(id=identity, string_value=option), option
    elif control.kind == "button_group":
        for option in proto.options:
            state = WidgetState(id=identity)
            state.string_array_value.data.append(option.content)
            yield state, option.content
    elif control.kind == "checkbox":
        yield WidgetState(id=identity, bool_value=True), "true"
