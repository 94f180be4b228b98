"""What the scripts of several pages share: values as Python source, and the sections all have.

Code that is the same at every setting stands here as it is read, letter for letter; what depends on
the settings is written into it by functions.
"""

import inspect
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from textwrap import dedent, indent
from typing import Any

import numpy as np
from numpy.typing import NDArray

from pages.shared.script.script import WIDTH, Section


def literal(value: Any) -> str:
    """A number, text, list or array as Python source that gives back exactly this value."""
    if isinstance(value, np.ndarray | np.generic):
        value = value.tolist()
    if isinstance(value, str):
        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, list | tuple):
        return f"[{', '.join(map(literal, value))}]"
    return repr(value).replace("e+", "e")


def array(name: str, values: Any) -> str:
    """Source of a NumPy array: a list where it fits in a line, else in a text called ``text``."""
    values = np.asarray(values)
    short = f"{name} = np.array({literal(values)})"
    if len(short) <= WIDTH:
        return short
    kind = "float" if values.dtype.kind == "f" else "int"
    shape = "" if values.ndim == 1 else f".reshape({', '.join(map(str, values.shape))})"
    made = f"{name} = np.array(text.split(), dtype={kind}){shape}"
    return f'text = """\n{table(values)}\n"""\n{made}'


def table(values: NDArray[Any]) -> str:
    """Numbers in lines: those of a row close together, and no row is parted that fits a line."""
    rows = [list(map(literal, row)) for row in values.reshape(len(values), -1).tolist()]
    return in_lines([in_lines(row, " ") for row in rows])


def in_lines(rows: Sequence[str], apart: str = "  ") -> str:
    """Texts side by side, as many in a line as fit."""
    lines = [""]
    for row in rows:
        longer = f"{lines[-1]}{apart}{row}".strip()
        lines[-1:] = [longer] if len(longer) <= WIDTH else [lines[-1], row]
    return "\n".join(lines)


def rule(functions: Sequence[Callable[..., object]], tried: str) -> str:
    """Functions of core that need NumPy alone, and a few lines that try them out."""
    sources = [dedent(inspect.getsource(function)).strip() for function in functions]
    return "\n\n\n".join([*sources, tried])


def listed(head: str, items: Sequence[str], tail: str) -> str:
    """Items between brackets: on one line where they fit, else each on its own."""
    line = f"{head}{', '.join(items)}{tail}"
    if len(line) <= WIDTH:
        return line
    deep = " " * (len(head) - len(head.lstrip()))
    return "\n".join([head, *(f"{deep}    {item}," for item in items), f"{deep}{tail}"])


def settings(values: Mapping[str, tuple[Any, str]]) -> Section:
    """Constants with what each means: what a student changes first."""
    lines = [f"{name} = {literal(value)}  # {what}" for name, (value, what) in values.items()]
    return Section("The settings", "Change them and run all of it again.", "\n".join(lines))


@dataclass(frozen=True)
class Told:
    """A value on the screen: its name, and the expression that gives the script's own.

    ``rounding`` is how far the two may be apart beyond nine digits, where a value is made of
    roundings.
    """

    name: str
    here: str
    shown: Any
    rounding: float = 0.0

    @property
    def code(self) -> str:
        """The comparison, on one line, or on several where many numbers were shown."""
        extra = f", rounding={literal(self.rounding)}" if self.rounding else ""
        line = f"compare({literal(self.name)}, {self.here}, {literal(self.shown)}{extra})"
        if len(line) <= WIDTH:
            return line
        shown = array("shown", self.shown)
        return f"{shown}\ncompare({literal(self.name)}, {self.here}, shown{extra})"


def compared(told: Sequence[Told], again: str = "") -> Section:
    """What the screen showed, beside what the script finds.

    ``again`` is for a run that may magnify roundings: an expression that gives the compared values
    of the same run with a learning rate that differs in its 14th digit.
    """
    explanation = (
        "The numbers typed in here are those of the page: if you change something above, yours "
        "will differ. Whole numbers must be the same, others must agree to nine digits: the last "
        "digits of a sum depend on its order, and the page adds in a different order."
    )
    if any(one.rounding for one in told):
        explanation += " A number close to 0 may be all rounding: there fewer digits agree."
    first, *others = [one.code for one in told]
    verdict = _MAGNIFIED.format(again=again) if again else _VERDICT
    return Section(
        "Compare with the screen", explanation, "\n".join([_COMPARE + first, *others, verdict])
    )


_COMPARE = '''\
found, agreed = [], []


def compare(name, here, shown, rounding=0.0):
    """Print both values, and whether they are the same: whole numbers exactly."""
    here, shown = np.array(here), np.array(shown)
    within = 1e-9 * np.abs(shown).max(initial=0) if shown.dtype.kind == "f" else 0
    gap = np.abs(here - shown).max(initial=0) if here.shape == shown.shape else np.inf
    found.append((here, gap))
    agreed.append(bool(gap <= within + rounding))
    print(f"{name}: here {here}, on the screen {shown}:", "the same" if agreed[-1] else "DIFFERENT")


'''

_VERDICT = """\
print("It agrees with the screen." if all(agreed) else "It does NOT agree with the screen.")"""

_MAGNIFIED = """\
if not all(agreed):
    moved = {again}
    apart = [np.abs(here - other).max(initial=0) for (here, _), other in zip(found, moved)]
    magnified = any(far > 1e-6 * np.abs(here).max() for (here, _), far in zip(found, apart))
    pairs = zip(agreed, found, apart)
    agreed = [same or magnified or gap <= 100 * far for same, (_, gap), far in pairs]
    print("With a learning rate that differs in its 14th digit, the values differ by", *apart)
    if all(agreed):
        print("This run magnifies roundings, so no two programs end it in the same place.")

print("It agrees with the screen." if all(agreed) else "It does NOT agree with the screen.")"""


def picture(explanation: str, drawing: str) -> Section:
    """A section that draws with Plotly, called ``go``, where it is installed."""
    code = f"{_PLOTLY}\nif go:\n{indent(drawing.strip(), '    ')}"
    return Section("A picture", explanation, code)


_PLOTLY = """\
try:
    import plotly.graph_objects as go
except ImportError:
    go = None
    print("For the picture: pip install plotly, in a notebook nbformat too")
"""
