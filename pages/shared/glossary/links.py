"""Each term that a page uses, linked to its entry in the glossary where the text first uses it.

The link's title is the term's sentence: the browser shows it under the pointer, a screen reader
reads it, and the frame's style sheet shows it to whoever goes from link to link by keyboard.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from urllib.parse import quote

from pages.shared.glossary.terms import GLOSSARY, Term

_LEFT_ALONE = re.compile(
    r"```.*?```|`[^`\n]*`"  # code
    r"|\$\$.*?\$\$|\$[^$\n]*\$"  # formulas
    r"|\[[^\]\n]*\]\([^)\n]*\)"  # links
    r"|“[^”\n]*”"  # what a student's own table calls something
    r"|^\|[^\n]*$",  # rows of tables
    re.DOTALL | re.MULTILINE,
)
Use = tuple[int, int, Term]
_WORD = re.compile(r"(?<![\w-])[^\W\d_][\w-]*")


def _by_first_word() -> dict[str, list[tuple[str, Term]]]:
    """Every form of every term under its first word, the longest forms first."""
    found: dict[str, list[tuple[str, Term]]] = {}
    for term in (term for terms in GLOSSARY.values() for term in terms):
        for form in term.written:
            found.setdefault(form.split()[0], []).append((form, term))
    return {word: sorted(forms, key=lambda pair: -len(pair[0])) for word, forms in found.items()}


_FORMS = _by_first_word()


class Explained:
    """The terms that one page has explained so far; make a new one for each run of a page."""

    def __init__(self) -> None:
        self._terms: set[str] = set()

    def linked(self, text: str, of_run: bool = False) -> str:
        """A text in Markdown with a link on each term that was in none of the texts before.

        of_run: it tells of a run, maybe on a student's own table, so nothing of it is remembered
        """
        find = _uses if of_run else uses
        parts, done = [], 0
        for kept in _LEFT_ALONE.finditer(text):
            parts += [self._linked_prose(text[done : kept.start()], find), kept[0]]
            done = kept.end()
        return "".join([*parts, self._linked_prose(text[done:], find)])

    def _linked_prose(self, text: str, find: Callable[[str], Iterable[Use]]) -> str:
        parts, done = [], 0
        for start, end, term in find(text):
            if term.name not in self._terms:
                self._terms.add(term.name)
                parts += [text[done:start], link(text[start:end], term)]
                done = end
        return "".join([*parts, text[done:]])


@lru_cache(maxsize=2048)  # most texts of a page are the same at every move
def uses(text: str) -> tuple[Use, ...]:
    """Where a text without Markdown's signs uses a term, from left to right: start, end, term."""
    return tuple(_uses(text))


def _uses(text: str) -> Iterator[Use]:
    small, done = text.replace("İ", "I").lower(), 0  # as long as the text: "i̇" has two signs
    for word in _WORD.finditer(small):
        if word.start() < done:
            continue
        for form, term in _FORMS.get(word[0], ()):
            done = word.start() + len(form)
            if small.startswith(form, word.start()) and not _goes_on(small, done):
                yield word.start(), done, term
                break
        else:
            done = word.end()


def _goes_on(text: str, at: int) -> bool:
    """Whether a word does not end here."""
    return at < len(text) and (text[at].isalnum() or text[at] in "-_")


def link(said: str, term: Term) -> str:
    """The words of a text as a link in Markdown to a term's entry, with its sentence as title."""
    return f'[{said}]({address(term)} "{term.name}: {term.meaning}")'


def address(term: Term) -> str:
    """Beside any page of the course, the entry of a term on the page with the glossary."""
    return f"key_points?find={quote(term.name)}"
