"""All exercises of the course, found where each lesson keeps its own: for an overview of them."""

from functools import cache
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from pages.shared.bench.exercises import Exercise


@cache
def exercises(page: str) -> tuple[Exercise[Any], ...]:
    """Those of one page, as ``EXERCISES`` in its ``exercises.py``; none where there is no such."""
    module = f"pages.lessons.{page}.exercises"
    return tuple(import_module(module).EXERCISES) if find_spec(module) else ()
