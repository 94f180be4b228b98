"""A setting as text: on its control, in a link, in a sentence, and in what a link has asked for."""

import math

from pages.shared import words

_LONGEST_QUOTE = 40


def written(value: object) -> str:
    """How a setting is written, on its control as in a link: 0.001, 10000, moons."""
    if isinstance(value, bool):
        return str(value).lower()
    return f"{value:g}" if isinstance(value, float) else str(value)


def in_a_sentence(value: object) -> str:
    """What a control stands at, as of a run that was kept."""
    if isinstance(value, bool):
        return "on" if value else "off"
    if isinstance(value, int | float):
        return words.number(value, 6)
    return words.plain(written(value), _LONGEST_QUOTE) or "none"


def means(asked: str, value: object) -> bool:
    """Whether a text from a link says this value: 1e-3 and 0.0010 are 0.001."""
    if asked.lower() == written(value).lower():
        return True
    try:
        return not isinstance(value, str) and float(asked) == value
    except ValueError:
        return False


def is_infinite(text: str) -> bool:
    """Whether a number in a link is none that a control could take."""
    try:
        return math.isinf(float(text))
    except ValueError:
        return False


def quoted(text: str) -> str:
    """A stranger's text, told apart from the sentence around it."""
    return f"`{words.plain(text, _LONGEST_QUOTE)}`"
