"""Typed formulas: each becomes a graph with numbers in it, or one sentence says why not."""

import random

from core.formula import FormulaError, parse
from core.graph import GraphError
from pages.lessons.computational_graph import walk
from tests.fuzz import hostile
from tests.fuzz.look import NOT_A_NUMBER

_LONGEST_SENTENCE = 400


def check(seed: str) -> str:
    """One formula with random inputs; what was wrong, or nothing."""
    rng = random.Random(f"formula {seed}")
    text = hostile.formula(rng)
    inputs = {name: round(rng.uniform(-3, 3), 1) for name in ("x1", "x2", "w1", "w2", "b", "t")}
    try:
        fault = _of_steps(walk.through(parse(text, inputs)))
    except (FormulaError, GraphError) as error:
        said = str(error)
        fault = said if "\n" in said or not 10 < len(said) < _LONGEST_SENTENCE else ""
    except Exception as error:
        fault = f"{type(error).__name__}: {error}"
    return f"formula {seed}, {text!r} with {inputs}: {fault}" if fault else ""


def _of_steps(walked: walk.Walk) -> str:
    """The first sentence that holds what is no number."""
    told = [repr(step) for step in walked.steps]
    return next((text for text in told if NOT_A_NUMBER.search(text)), "")
