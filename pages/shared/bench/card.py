"""The exercise at the bench: choose one, predict, set up, watch, check, hint or solution."""

from collections.abc import Sequence
from typing import Any, Generic

import streamlit as st

from pages.shared.bench import progress
from pages.shared.bench.drawn_guess import DrawnGuess
from pages.shared.bench.exercises import Choice, Exercise, Guess, R
from pages.shared.bench.touches import Touch
from pages.shared.frame import streamlit_internals, visit
from pages.shared.frame.panel import Panel

PREDICT_FIRST = "Predict first: then the run plays."
_UNKNOWN = "The link asks for an exercise that this page does not have."


class Card(Generic[R]):
    """The exercises of one page. Make it above the controls; ``fill`` it when the run is there."""

    def __init__(self, page: str, exercises: Sequence[Exercise[R]], asked: str | None) -> None:
        """Show the choice, and below it room for the task, the controls it needs, and its help.

        ``asked`` is the exercise that the page's link names on arrival. By the browser's history
        the link decides, also that none is open. ``unknown`` is what to say of one that is none
        of this page's.
        """
        self.page = page
        self._asks = False  # whether the prediction is on show, asked for or made
        self._all = {exercise.key: exercise for exercise in exercises}
        self.unknown = "" if asked is None or asked in self._all else _UNKNOWN
        chooser = f"{page}_exercise"
        if asked in self._all or streamlit_internals.came_by_history():
            st.session_state[chooser] = asked if asked in self._all else None
        done = len(progress.solved(page))
        st.selectbox(
            "Exercises",
            list(self._all),
            index=None,
            format_func=lambda key: self._all[key].title,
            key=chooser,
            placeholder=f"Exercises: {done} of {len(self._all)} done",
            on_change=_name_in_link,
            args=(chooser,),
            label_visibility="collapsed",
        )
        chosen = st.session_state[chooser]
        visit.answers().shows(chooser, chosen)
        visit.keep("exercise", chosen)
        self.exercise = self._all.get(chosen)
        if self.exercise is not None:
            self._place = st.container(key="lab_exercise", gap="small")
            self.needed = st.container(key="lab_needed", gap="small")
            self._help = st.container(key="lab_help", gap=None)

    def waits(self, panel: Panel) -> bool:
        """Whether the run waits for a prediction: the exercise is set up, and none is made yet."""
        one = self.exercise
        if one is None or one.predict is None or not one.predict.waits:
            return False
        unanswered = progress.prediction(self.page, one.key) is None
        return unanswered and panel.stands_at(one.settings)

    @property
    def guess_key(self) -> str:
        """The key of the number box of a guess."""
        return f"{self.page}_{self.exercise.key if self.exercise else ''}_guess"

    def fill(self, panel: Panel, result: R, played: str = "") -> None:
        """The card of the chosen exercise, judged by the run on show.

        ``played`` is a control that goes with the player: once the run may be played, an exercise
        is set up wherever that stands.
        """
        if self.exercise is None:
            return
        exercise = self.exercise
        answer = progress.prediction(self.page, exercise.key)
        unanswered = exercise.predict is not None and answer is None
        asked = exercise.settings.items()
        ready = panel.stands_at({key: to for key, to in asked if unanswered or key != played})
        right = self._right(exercise, result, ready, answer)
        if right:
            progress.tick(self.page, exercise.key)
        with self._place:
            done = (self.page, exercise.key) in progress.solved()
            st.markdown(f"**{'✓ ' if done else ''}{exercise.title}**\n\n{exercise.task}")
            if exercise.settings and not ready:
                panel.set_button("Set the controls", f"try_{exercise.key}", exercise.settings)
            self._predict(exercise, result, ready, answer)
            if right and exercise.predict is None:
                st.success("Solved.", icon=":material/check:")
        with self._help:
            _help(exercise)

    def dragged(self, touch: Touch) -> None:
        """The level of a guess was dragged on its figure: so goes its number."""
        guess = self.exercise.predict if self.exercise else None
        if isinstance(guess, Guess):
            st.session_state[self.guess_key] = guess.nearest(float(touch[guess.axis]))

    def drawn_guess(self, result: R) -> DrawnGuess[R] | None:
        """A guess to draw on its figure, while it is asked for or made."""
        exercise = self.exercise
        if exercise is None or not isinstance(exercise.predict, Guess) or not self._asks:
            return None
        guess = exercise.predict
        answer = progress.prediction(self.page, exercise.key)
        if answer is progress.SKIPPED:
            return None
        if answer is None:
            low, high = guess.span
            typed = st.session_state.get(self.guess_key)
            level = low + 0.3 * (high - low) if typed is None else float(typed)
            return DrawnGuess(guess, level, None)
        return DrawnGuess(guess, float(answer), guess.truth(result))

    def _right(self, exercise: Exercise[R], result: R, ready: bool, answer: Any) -> bool:
        if exercise.predict and (answer is None or not ready):
            return False
        if exercise.solved is not None:
            return exercise.solved(result)
        if exercise.predict is None or answer is progress.SKIPPED:
            return False
        return exercise.predict.verdict(answer, result)[0]

    def _predict(self, exercise: Exercise[R], result: R, ready: bool, answer: Any) -> None:
        self._asks = exercise.predict is not None and ready
        if exercise.predict is None or not ready:
            return
        if answer is None:
            self._ask(exercise, exercise.predict)
        elif answer is progress.SKIPPED:
            self._again(exercise, "Predict after all")
        else:
            right, told = exercise.predict.verdict(answer, result)
            (st.success if right else st.warning)(told)
            self._again(exercise, "Try again")

    def _ask(self, exercise: Exercise[R], predict: Choice[R] | Guess[R]) -> None:
        answer: str | float | None
        if isinstance(predict, Choice):
            key = f"{self.page}_{exercise.key}_answer"
            answer = st.radio(predict.question, list(predict.answers), index=None, key=key)
        else:
            key, (low, high) = self.guess_key, predict.span
            answer = st.number_input(predict.question, low, high, None, predict.step, "%g", key)
        visit.answers().shows(key, answer)
        with st.container(horizontal=True):
            # Never disabled: the Tab that leaves a number just typed would go past it.
            pressed = st.button(
                "Predict" if predict.waits else "Answer",
                key="predict",
                type="primary",
                on_click=self._predicted,
                args=(exercise.key, key),
            )
            if predict.waits:
                st.button(
                    "Just watch",
                    key="just_watch",
                    on_click=progress.predict,
                    args=(self.page, exercise.key, progress.SKIPPED),
                )
        if pressed and answer is None:
            first = "Choose an answer" if isinstance(predict, Choice) else "Type a number"
            st.warning(f"{first} first.")

    def _predicted(self, exercise: str, key: str) -> None:
        """What the control of this key says by now: an answer that was changed the moment before
        may come in one message with the press."""
        progress.predict(self.page, exercise, st.session_state.get(key))

    def _again(self, exercise: Exercise[R], label: str) -> None:
        args = (self.page, exercise.key, None)
        st.button(label, key="predict_again", on_click=progress.predict, args=args, type="tertiary")


def _name_in_link(chooser: str) -> None:
    """The link names the exercise that is open, so that a teacher can send it."""
    visit.answers().read()
    visit.keep_in_link("exercise", st.session_state[chooser])


def _help(exercise: Exercise[Any]) -> None:
    with st.expander("Hint", key=f"{exercise.key}_hint", type="compact"):
        st.markdown(exercise.hint)
    with st.expander(
        "Solution", key=f"{exercise.key}_solution", type="compact", on_change="rerun"
    ) as box:
        if box.open:
            st.markdown(exercise.solution())
