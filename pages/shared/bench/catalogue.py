"""All exercises of the course, found where each lesson keeps its own: for an overview of them."""

from functools import cache
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from pages.shared.bench.exercises import Exercise
from pages.shared.frame import course
from pages.shared.frame.setting_text import written


@cache
def exercises(page: str) -> tuple[Exercise[Any], ...]:
    """Those of one page, as ``EXERCISES`` in its ``exercises.py``; none where there is no such."""
    module = f"pages.lessons.{page}.exercises"
    return tuple(import_module(module).EXERCISES) if find_spec(module) else ()


def find(page: str, key: str) -> Exercise[Any]:
    """One exercise of a page; KeyError if it has none of this key."""
    return {one.key: one for one in exercises(page)}[key]


def set_up(exercise: Exercise[Any]) -> dict[str, str]:
    """The link by which a page opens with an exercise chosen and its controls set."""
    return {"exercise": exercise.key} | {key: written(to) for key, to in exercise.settings.items()}


def titles(page: str, key: str) -> tuple[str, str]:
    """Page and exercise as they are called on the screen."""
    return course.find(page).title, find(page, key).title
