"""What an exercise is: a task at the bench that knows when it is solved. Values only, no screen.

``R`` is what a page hands over for judging: its frozen settings and its run, in one value.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from math import isclose
from typing import ClassVar, Generic, Literal, TypeVar

from pages.shared import words

R = TypeVar("R")
_ROUNDING = 1e-9
"""A typed number that is nearer to the truth than this is the truth."""
_DECIMALS = 9
"""More than any step has: what lies beyond them is rounding."""


@dataclass(frozen=True)
class Choice(Generic[R]):
    """A prediction to pick: each answer with what to say to a student who gives it.

    truth: the answer that the run shows; it is one of ``answers``
    waits: whether the run waits for it; not for a question that no run answers
    """

    question: str
    answers: Mapping[str, str]
    truth: Callable[[R], str]
    waits: bool = True

    def verdict(self, answer: str, result: R) -> tuple[bool, str]:
        """Whether the answer is what the run shows, and what to say."""
        truth = self.truth(result)
        if answer == truth:
            said = "As you said" if self.waits else "Correct"
            return True, f"{said}: **{truth}**. {self.answers[truth]}"
        if not self.waits:
            return False, f"Not quite: {answer}. {self.answers[answer]}"
        return False, f"You said: {answer}. {self.answers[answer]} The run shows: **{truth}**."


@dataclass(frozen=True)
class Guess(Generic[R]):
    """A prediction to type, or to draw as a level on a figure.

    span, step: of the number box; near: how far off still counts as right
    explain: what to say of a guess beside the truth, such as how it is usually got wrong
    figure:  the key of the figure that the guess and the truth are drawn on; axis: across which
    """

    question: str
    span: tuple[float, float]
    step: float
    truth: Callable[[R], float]
    near: float
    explain: Callable[[float, R], str]
    figure: str = ""
    axis: Literal["x", "y"] = "y"
    waits: ClassVar[bool] = True

    def nearest(self, value: float) -> float:
        """The number that can be typed which is nearest to a value."""
        low, high = self.span
        nearest = low + round((value - low) / self.step) * self.step
        return min(high, max(low, round(nearest, _DECIMALS)))

    def verdict(self, answer: float, result: R) -> tuple[bool, str]:
        """Whether the guess is near enough, and what to say."""
        truth = self.truth(result)
        told = f"You said {words.number(answer)}, the run shows **{words.number(truth)}**"
        told = f"{told}{_apart(answer, truth)}. {self.explain(answer, result)}".rstrip()
        return abs(answer - truth) <= self.near, told


def _apart(answer: float, truth: float) -> str:
    """How far a guess is from the truth, as it goes on from both of them as they are written."""
    if isclose(answer, truth, abs_tol=_ROUNDING):
        return ": exactly"
    if words.number(answer) == words.number(truth):
        return ": the same to four digits"
    return f", {words.number(abs(answer - truth), 3)} apart"


Prediction = Choice[R] | Guess[R]


@dataclass(frozen=True)
class Exercise(Generic[R]):
    """One exercise.

    key:      its name in the link (``?exercise=key``)
    task:     what to do and to find out; the outcome is not given away
    solution: writes the text; called only once it is opened, so it may train to find out
    controls: keys of the page's controls that it needs: they are gathered under the task
    settings: what "Set the controls" moves the controls to; all others go to their defaults
    solved:   whether this run shows that the student got there; None: a right prediction is it
    predict:  what to commit to before the run may be played
    """

    key: str
    title: str
    task: str
    hint: str
    solution: Callable[[], str]
    controls: Sequence[str] = ()
    settings: Mapping[str, object] = field(default_factory=dict)
    solved: Callable[[R], bool] | None = None
    predict: Prediction[R] | None = None
